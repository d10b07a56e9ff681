//! The explanation in French, one fact a line.

use super::{Block, Explanation, Force, Held, Person, Wish};
use crate::matching::meetings::names_of;

fn ordinal(rank: usize) -> String {
    if rank == 1 { "1er".into() } else { format!("{rank}e") }
}

fn period(period: Option<u32>) -> String {
    period.map_or_else(String::new, |p| format!(" en période {p}"))
}

fn held(held: &Held) -> String {
    format!(
        "  obtient « {} »{} : {} choix sur {} ; pour l'hôte, {} sur {}.",
        held.target,
        period(held.period),
        ordinal(held.rank),
        held.of,
        ordinal(held.host_rank),
        held.host_of
    )
}

fn force(force: &Force) -> String {
    match force {
        Force::Costs { cost, exact, moves } => {
            let price = match (cost, exact) {
                (0, true) => "ne coûterait rien au total".into(),
                (cost, true) if *cost < 0 => format!("augmenterait le total de {}, aux dépens d'une étape plus importante", -cost),
                (cost, true) => format!("coûterait {cost} au total"),
                (cost, false) => format!("changerait le total de {} (non démontré)", -cost),
            };
            match moves.len() {
                0 => format!("l'imposer {price} et ne déplacerait personne d'autre"),
                1 => format!("l'imposer {price} et déplacerait {}", moves[0]),
                many => format!("l'imposer {price} et déplacerait {many} personnes ({})", names_of(moves)),
            }
        }
        Force::Empties { lost: 1 } => "l'imposer ferait perdre une place à quelqu'un".into(),
        Force::Empties { lost } => format!("l'imposer ferait perdre {lost} places"),
        Force::Impossible => "l'imposer est impossible sans perdre une place".into(),
        Force::Unknown => "le coût de l'imposer n'a pas pu être établi".into(),
    }
}

fn wish(wish: &Wish) -> String {
    let who = match wish.holders.len() {
        0 => "personne n'y est placé".into(),
        1 => format!("la place est à {}", wish.holders[0]),
        _ => format!("les places sont à {}", names_of(&wish.holders)),
    };
    let price = match (&wish.force, wish.forbidden) {
        (_, true) => " ; l'équipe l'a interdit".into(),
        (Some(price), _) => format!(" ; {}", force(price)),
        (None, _) => String::new(),
    };
    format!("  préférait « {} » ({} choix ; pour l'hôte, {}) : {who}{price}.", wish.target, ordinal(wish.rank), ordinal(wish.host_rank))
}

fn block(block: &Block) -> String {
    let (a, t, p) = (&block.associate, &block.target, period(block.period));
    if block.over.is_empty() {
        format!("« {a} » préférerait « {t} »{p}, où une place acceptable reste libre.")
    } else {
        format!("« {a} » préférerait « {t} »{p}, qui le préfère aussi à {}.", names_of(&block.over))
    }
}

fn person(person: &Person) -> String {
    let mut lines = vec![format!("« {} »", person.associate)];
    if person.held.is_empty() {
        lines.push("  n'obtient aucune place.".into());
    }
    lines.extend(person.held.iter().map(held));
    lines.extend(person.wishes.iter().map(wish));
    if person.wishes.is_empty() {
        lines.push("  ne préférait rien d'autre.".into());
    }
    lines.join("\n")
}

/// The whole explanation.
#[must_use]
pub fn text(explanation: &Explanation) -> String {
    let (blocking, envy) = (explanation.blocking.len(), explanation.envy.len());
    let mut lines = vec![format!("Paires bloquantes : {blocking}, dont {envy} avec une jalousie justifiée.")];
    lines.extend(explanation.blocking.iter().map(block));
    lines.extend(explanation.people.iter().map(person));
    lines.join("\n") + "\n"
}
