//! Sentences of the locks of a campaign and of the repair of its morning.

use super::campaign_decide::{points, points_words};

super::french! {
    CHOOSE: "Choisir";
    CHOOSE_PERSON: "Choisissez une personne.";
    CHOOSE_HOST: "Choisissez une structure.";
    CHOOSE_MISSION: "Choisissez une mission.";
    CHOOSE_DECISION: "Choisissez d’imposer ou d’interdire.";
    LOCKS: "Verrous";
    LOCKS_HINT: "Un verrou impose ou interdit une paire. Son prix exact se lit avant ; il porte un nom, une raison et une date, et compte dans les essais suivants.";
    LOCKS_NONE: "Aucun verrou.";
    LOCK_NEW: "Prix d’un verrou";
    SEE_PRICE: "Voir le prix";
    DECISION: "Décision";
    PERIOD: "Période";
    EITHER_PERIOD: "L’une ou l’autre";
    PERIOD_1: "Période 1";
    PERIOD_2: "Période 2";
    PERIOD_HINT: "Pour imposer seulement : interdire vaut pour les deux.";
    LIFT: "Lever";
    LOCK_IT: "Poser ce verrou";
    REASON: "Raison";
    REASON_HINT: "Dix caractères au moins. Seule l’équipe la lit.";
    P_COST: "Prix au total";
    P_LOST_1: "Rencontres perdues";
    P_LOST_2: "Places perdues";
    P_MOVED: "Changeraient";
    PRICE_CHANGED: "Le prix a changé depuis que vous l’avez lu : le voici à nouveau, confirmez s’il vous convient.";
    TOO_MANY_LOCKS: "Deux cents verrous au plus : levez-en d’abord.";
    NOTHING_TO_MEND: "Toutes les manches ont commencé : il ne reste rien à réparer.";
    INCIDENT_UNREAD: "Cet incident nomme quelqu’un ou une table qui n’est pas dans la salle : rechargez la page.";
    F_MEETINGS: "Rencontres qui ont lieu";
    F_BY_PERSON: "Rencontres par personne";
    F_BY_TABLE: "Rencontres par table";
}

/// "Imposer : Awa Diop, Quatorze, en période 1"
pub fn lock(decision: &str, who: &str, what: &str, period: Option<i64>) -> String {
    let period = period.map_or(String::new(), |p| format!(", en période {p}"));
    format!("{decision} : {who} – {what}{period}")
}

/// Who set a lock, when and why.
pub fn lock_by(author: &str, when: &str, reason: &str) -> String {
    format!("{author}, {when} : {reason}")
}

/// "118 points de moins, de 39 412 à 39 294"
pub fn price(before: i64, cost: i64, exact: bool) -> String {
    let after = points(before - cost);
    let words = match cost {
        0 => "rien".to_owned(),
        c if c > 0 => format!("{} de moins, de {} à {after}", points_words(c), points(before)),
        c => format!("{} de plus, de {} à {after}, aux dépens de ce qui passe avant", points_words(-c), points(before)),
    };
    if exact { words } else { format!("{words} (non prouvé)") }
}

/// How many are lost.
pub fn lost(n: i64) -> String {
    match n {
        0 => "aucune".to_owned(),
        n if n < 0 => format!("aucune, et {} de plus", -n),
        n => n.to_string(),
    }
}

/// Who would change.
pub fn moved(names: &[String]) -> String {
    match names {
        [] => "personne".to_owned(),
        [one] => format!("une personne : {one}"),
        many => format!("{} personnes : {}", many.len(), many.join(", ")),
    }
}

/// Why a pair cannot be.
pub fn impossible(why: &[String]) -> String {
    format!("Ce verrou n’est pas possible. {}", why.join(" "))
}

/// "6 à 8", "7 ou 8", "8"
pub fn range(low: u32, high: u32) -> String {
    match high.saturating_sub(low) {
        0 => low.to_string(),
        1 => format!("{low} ou {high}"),
        _ => format!("{low} à {high}"),
    }
}

/// How many move in a repair.
pub fn people_move(people: usize, proved: bool) -> String {
    let words = match people {
        0 => "Personne d’autre ne bouge".to_owned(),
        1 => "Une personne bouge".to_owned(),
        n => format!("{n} personnes bougent"),
    };
    if proved && people > 0 { format!("{words}, et aucun plan n’en bouge moins.") } else { format!("{words}.") }
}

/// A meeting that is lost.
pub fn no_longer_meets(who: &str, host: &str) -> String {
    format!("{who} ne rencontre plus {host}.")
}

/// More of the same.
pub fn and_more(n: usize) -> String {
    format!("Et {n} de plus.")
}

/// A host under its minimum.
pub fn host_short(host: &str, missing: u32) -> String {
    format!("Il manque {missing} {} à {host} pour son minimum.", if missing < 2 { "rencontre" } else { "rencontres" })
}

/// Somebody does not come.
pub fn is_absent(name: &str) -> String {
    format!("{name} ne vient pas")
}

/// Somebody comes later.
pub fn is_late(name: &str) -> String {
    format!("{name} arrive en retard")
}

/// A table is lost.
pub fn is_broken(table: u32) -> String {
    format!("table {table} hors d’usage")
}

/// A host nobody planned for.
pub fn is_added(name: &str) -> String {
    format!("{name} s’ajoute")
}

/// Why a plan is repaired, for the journal; at most 400 characters.
pub fn why(what: &[String]) -> String {
    let all = if what.is_empty() { "Plan repris".to_owned() } else { what.join(", ") };
    if all.chars().count() <= 400 { all } else { format!("{}…", all.chars().take(399).collect::<String>()) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_price_says_what_it_costs_and_whether_that_is_known() {
        assert_eq!(price(2_000_000, 0, true), "rien");
        assert_eq!(price(2_000_000, 118_500, true), "118,5 points de moins, de 2\u{202f}000 à 1\u{202f}881,5");
        assert!(price(2_000_000, 1_000, false).ends_with("(non prouvé)"));
        assert_eq!([range(6, 8), range(7, 8), range(8, 8)], ["6 à 8", "7 ou 8", "8"]);
        assert!(why(&vec!["Quelqu’un ne vient pas".to_owned(); 60]).chars().count() <= 400);
    }
}
