//! Sentences of an attribution's results: what somebody has, why not the one above, what forcing it would cost.

use super::thousands;
use crate::campaign::model::lists::{Rank, Standing};
use crate::campaign::model::outcome::{Price, Why};

super::french! {
    UNKNOWN_PRICE: "Ce qu’elle coûterait n’a pas pu être établi.";
    MISSED_FORBIDDEN: "L’équipe a écarté cette paire.";
    MISSED_BARRED: "Cette personne n’envisageait pas de mission chez vous.";
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

/// "votre 3e choix, puis une mission à laquelle vous n’aviez pas donné de numéro".
fn choices(ranks: &[Standing], link: &str, unranked: &str) -> String {
    let one = |standing: &Standing| match standing {
        Standing::Ranked(rank) => format!("votre {}\u{a0}choix{}", ordinal(rank.at), if rank.tied { " ex\u{a0}æquo" } else { "" }),
        Standing::Unranked | Standing::Silent => unranked.to_owned(),
    };
    ranks.iter().map(one).collect::<Vec<_>>().join(link)
}

/// Whether whoever is told put nothing in order.
fn silent(ranks: &[Standing]) -> bool {
    ranks.contains(&Standing::Silent)
}

/// "Vous avez votre 3e choix, puis votre 1er choix."
pub fn outcome(ranks: &[Standing]) -> String {
    match ranks {
        [] => "Vous n’avez pas de mission.".to_owned(),
        ranks if silent(ranks) => {
            let have = if ranks.len() == 1 { "une mission".to_owned() } else { format!("{}\u{a0}missions", ranks.len()) };
            format!(
                "Vous avez {have}. Vous n’aviez pas remis de liste, ou elle ne mettait rien dans l’ordre : toutes les missions comptaient autant pour vous."
            )
        }
        ranks => format!("Vous avez {}.", choices(ranks, ", puis ", "une mission à laquelle vous n’aviez pas donné de numéro")),
    }
}

/// "Vous accueillez 2 personnes : votre 1er choix et votre 4e choix."
pub fn host_outcome(ranks: &[Standing]) -> String {
    let hosting = match ranks.len() {
        0 => return "Vous n’accueillez personne.".to_owned(),
        1 => "Vous accueillez une personne".to_owned(),
        n => format!("Vous accueillez {n}\u{a0}personnes"),
    };
    if silent(ranks) {
        return format!("{hosting}. Vous n’aviez pas remis de liste, ou elle ne mettait personne dans l’ordre : toutes comptaient autant pour vous.");
    }
    if ranks.len() > 4 {
        let best = ranks.iter().filter(|standing| standing.rank().is_some_and(|rank| rank.at <= ranks.len())).count();
        return format!("{hosting}, dont {best} parmi vos {}\u{a0}premiers choix.", ranks.len());
    }
    format!("{hosting}\u{202f}: {}.", choices(ranks, ", ", "une personne à laquelle vous n’aviez pas donné de numéro"))
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
fn gone(people: usize, other: bool) -> String {
    let what = if people == 1 { "Cette place est allée à" } else { "Ces places sont allées à" };
    let whom = match (people, other) {
        (1, false) => "une personne",
        (1, true) => "une autre personne",
        (_, false) => "des personnes",
        (_, true) => "d’autres personnes",
    };
    format!("{what} {whom}")
}

/// Why not the one above.
pub fn because(why: Why) -> String {
    let (it, put, list, them) = match why {
        Why::Preferred { people: 1, .. } | Why::Keener { people: 1 } | Why::Overall { people: 1 } => ("la", "mettait", "sa liste", "elle"),
        _ => ("les", "mettaient", "leur liste", "elles"),
    };
    match why {
        Why::Forbidden => "L’équipe a écarté cette paire.".to_owned(),
        Why::Barred => "La structure n’envisageait pas cette mission avec vous : la paire n’entrait pas dans le calcul.".to_owned(),
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

/// "Vous la donner", or for a host "L’accueillir chez vous".
const fn granting(host: bool) -> &'static str {
    if host { "L’accueillir chez vous" } else { "Vous la donner" }
}

/// "Vous la donner coûterait 234 points à la promotion (de 39 412 à 39 178) et changerait la mission de 4 personnes, y compris vous."
pub fn price(price: &Price, host: bool) -> String {
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
    let who = match (price.people, host) {
        (0 | 1, _) => "de personne d’autre".to_owned(),
        (n, false) => format!("de {n}\u{a0}personnes, y compris vous"),
        (n, true) => format!("de {n}\u{a0}personnes, elle comprise"),
    };
    let moves = if price.people <= 1 { "ne changerait" } else { "changerait" };
    format!("{} {what}, et {moves} la mission {who}.", granting(host))
}

/// Forcing it would leave so many places empty, or somebody without a mission.
pub fn empties(lost: usize, host: bool) -> String {
    let what = if lost == 1 { "quelqu’un sans mission".to_owned() } else { format!("{lost}\u{a0}missions sans personne") };
    format!("{} laisserait {what}.", granting(host))
}
