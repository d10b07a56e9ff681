//! Sentences of a campaign's results: what somebody has, why not the one above, what forcing it would cost.

use super::thousands;
use crate::campaign::model::outcome::{Price, Rank, Why};

super::french! {
    UNKNOWN_PRICE: "Ce qu’elle coûterait n’a pas pu être établi.";
    MISSED_FORBIDDEN: "L’équipe a écarté cette paire.";
    MISSED_HAPPIER: "Cette personne a obtenu ce qu’elle mettait plus haut dans sa liste.";
    MISSED_OVERALL: "La satisfaction de toute la promotion est plus grande ainsi.";
}

/// "1er", "3e".
pub fn ordinal(rank: usize) -> String {
    if rank == 1 { "1er".to_owned() } else { format!("{rank}e") }
}

/// "3e", "3e ex æquo".
pub fn placed(rank: Rank) -> String {
    let tied = if rank.tied { "\u{a0}ex\u{a0}æquo" } else { "" };
    format!("{}{tied}", ordinal(rank.at))
}

fn choices(ranks: &[Rank], link: &str) -> String {
    let one = |rank: &Rank| format!("votre {}\u{a0}choix{}", ordinal(rank.at), if rank.tied { " ex\u{a0}æquo" } else { "" });
    ranks.iter().map(one).collect::<Vec<_>>().join(link)
}

/// How many of so many places are among as many best choices.
fn among_best(ranks: &[Rank]) -> usize {
    ranks.iter().filter(|rank| rank.at <= ranks.len()).count()
}

/// "Vous avez votre 3e choix, puis votre 1er choix."; for meetings the count and the best.
pub fn outcome(ranks: &[Rank], attribution: bool) -> String {
    match ranks {
        [] if attribution => "Vous n’avez pas de mission.".to_owned(),
        [] => "Vous n’avez pas de rencontre.".to_owned(),
        ranks if attribution => format!("Vous avez {}.", choices(ranks, ", puis ")),
        ranks => match ranks.len() {
            1 => format!("Vous faites une rencontre : {}.", choices(ranks, ", ")),
            all => format!("Vous faites {all}\u{a0}rencontres, dont {} parmi vos {all}\u{a0}premiers choix.", among_best(ranks)),
        },
    }
}

/// The same for somebody who handed in no list.
pub fn silent_outcome(places: usize, attribution: bool) -> String {
    let have = match (places, attribution) {
        (0, _) => return outcome(&[], attribution),
        (1, true) => "Vous avez une mission.".to_owned(),
        (n, true) => format!("Vous avez {n}\u{a0}missions."),
        (1, false) => "Vous faites une rencontre.".to_owned(),
        (n, false) => format!("Vous faites {n}\u{a0}rencontres."),
    };
    let all = if attribution { "toutes les missions comptaient autant" } else { "toutes les structures comptaient autant" };
    format!("{have} Vous n’aviez pas remis de liste, ou elle ne mettait rien avant le reste : {all} pour vous.")
}

/// "Vous accueillez 2 personnes : votre 1er choix et votre 4e choix."
pub fn host_outcome(ranks: &[Rank], meetings: bool) -> String {
    match ranks {
        [] => hosting(0, meetings) + ".",
        ranks if ranks.len() > 1 && (meetings || ranks.len() > 4) => {
            format!("{}, dont {} parmi vos {}\u{a0}premiers choix.", hosting(ranks.len(), meetings), among_best(ranks), ranks.len())
        }
        ranks => format!("{}\u{202f}: {}.", hosting(ranks.len(), meetings), choices(ranks, ", ")),
    }
}

/// The same for a host that handed in no list.
pub fn silent_host(people: usize, meetings: bool) -> String {
    let all = "Vous n’aviez pas remis de liste, ou elle ne mettait personne avant les autres : toutes comptaient autant pour vous.";
    if people == 0 { host_outcome(&[], meetings) } else { format!("{}. {all}", hosting(people, meetings)) }
}

/// "Vous accueillez 2 personnes", without a full stop.
fn hosting(people: usize, meetings: bool) -> String {
    let verb = if meetings { "rencontrez" } else { "accueillez" };
    match people {
        0 if meetings => "Vous ne rencontrez personne".to_owned(),
        0 => "Vous n’accueillez personne".to_owned(),
        1 => format!("Vous {verb} une personne"),
        n => format!("Vous {verb} {n}\u{a0}personnes"),
    }
}

/// "39 places sur 48 sont un premier, deuxième ou troisième choix."; those of silent people are told apart.
pub fn best_three(best: usize, places: usize, silent: usize) -> String {
    let said = match best {
        _ if places == 0 => String::new(),
        0 => format!("Aucune place sur {places} n’est un premier, deuxième ou troisième choix."),
        1 => format!("Une place sur {places} est un premier, deuxième ou troisième choix."),
        n => format!("{n}\u{a0}places sur {places} sont un premier, deuxième ou troisième choix."),
    };
    let apart = match silent {
        0 => return said,
        1 => "Une place n’est pas comptée : elle est à une personne qui n’avait pas remis de liste.".to_owned(),
        n => format!("{n}\u{a0}places ne sont pas comptées : elles sont à des personnes qui n’avaient pas remis de liste."),
    };
    if said.is_empty() { apart } else { format!("{said} {apart}") }
}

/// "Cette place est allée à une personne", with `other` between the article and the noun.
fn gone(people: usize, meetings: bool, other: bool) -> String {
    let what = match (people, meetings) {
        (1, false) => "Cette place est allée à",
        (_, false) => "Ces places sont allées à",
        (1, true) => "Cette rencontre est allée à",
        (_, true) => "Ces rencontres sont allées à",
    };
    let whom = match (people, other) {
        (1, false) => "une personne",
        (1, true) => "une autre personne",
        (_, false) => "des personnes",
        (_, true) => "d’autres personnes",
    };
    format!("{what} {whom}")
}

/// Why not the one above.
pub fn because(why: Why, meetings: bool) -> String {
    let gone = |people, other| gone(people, meetings, other);
    let (it, put, list, them) = match why {
        Why::Preferred { people: 1, .. } | Why::Keener { people: 1 } | Why::Overall { people: 1 } => ("la", "mettait", "sa liste", "elle"),
        _ => ("les", "mettaient", "leur liste", "elles"),
    };
    match why {
        Why::Forbidden => "L’équipe a écarté cette paire.".to_owned(),
        Why::SameHost => "Votre autre mission est déjà dans cette structure, et les deux sont dans des structures différentes.".to_owned(),
        Why::Closed => "Cette mission n’offre pas de place dans la période que vous demandez.".to_owned(),
        Why::Free => "Personne n’y est : la satisfaction de toute la promotion est plus grande ainsi.".to_owned(),
        Why::Fixed => "L’équipe a décidé qui s’y trouve.".to_owned(),
        Why::Preferred { people, keen: false } => format!("{} que la structure classait plus haut que vous.", gone(people, false)),
        Why::Preferred { people, keen: true } => {
            format!("{} que la structure classait plus haut que vous, et qui {it} {put} plus haut dans {list}.", gone(people, false))
        }
        Why::Keener { people: 1 } => format!("{} qui la mettait plus haut que vous dans sa liste.", gone(1, false)),
        Why::Keener { people } => {
            format!("{} qui {it} {put} plus haut que vous dans {list}, ou que la structure classait plus haut que vous.", gone(people, false))
        }
        Why::Overall { people } => format!("{} : avec {them}, la satisfaction de toute la promotion est plus grande.", gone(people, true)),
    }
}

/// "Vous la donner coûterait 234 points à la promotion (de 39 412 à 39 178) et changerait la mission de 4 personnes, y compris vous."
pub fn price(price: &Price, meetings: bool) -> String {
    let total = |points: i64| thousands(u32::try_from(points.max(0)).unwrap_or(u32::MAX));
    let lost = price.before - price.after;
    let span = format!("de {} à {}", total(price.before), total(price.after));
    let amount = |points: i64| format!("{}\u{a0}point{}", total(points), if points > 1 { "s" } else { "" });
    let about = if price.exact { "" } else { "sans doute " };
    let what = match lost {
        0 => "ne changerait pas le total de la promotion".to_owned(),
        1.. => format!("coûterait {about}{} à la promotion ({span})", amount(lost)),
        _ => format!("ajouterait {about}{} au total ({span}), aux dépens d’une règle qui passe avant lui", amount(-lost)),
    };
    let things = if meetings { "les rencontres" } else { "la mission" };
    let who = match price.people {
        0 | 1 => "de personne d’autre".to_owned(),
        n => format!("de {n}\u{a0}personnes, y compris vous"),
    };
    let moves = if price.people <= 1 { "ne changerait" } else { "changerait" };
    format!("Vous la donner {what}, et {moves} {things} {who}.")
}

/// Forcing it would leave places empty.
pub fn empties(lost: usize, meetings: bool) -> String {
    match (lost, meetings) {
        (1, false) => "Vous la donner laisserait quelqu’un sans mission.".to_owned(),
        (n, false) => format!("Vous la donner laisserait {n}\u{a0}missions sans personne."),
        (1, true) => "Vous la donner ferait perdre une rencontre à quelqu’un.".to_owned(),
        (n, true) => format!("Vous la donner ferait perdre {n}\u{a0}rencontres."),
    }
}

/// Forcing it is impossible.
pub const fn impossible(meetings: bool) -> &'static str {
    if meetings { "Vous la donner ferait perdre une rencontre à quelqu’un." } else { "Vous la donner laisserait quelqu’un sans mission." }
}
