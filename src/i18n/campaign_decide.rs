//! Sentences of the plan and the attribution, as the team reads them.

pub use super::campaign_fix::*;
pub use super::campaign_own::*;
use crate::campaign::model::outcome::RANKS;
use crate::matching::format::solution::Status;

super::french! {
    CAMPAIGN: "La campagne";
    PLAN: "Plan de la matinée";
    PLAN_LEAD: "Qui rencontre qui, quand et à quelle table. Tout se calcule et se compare ici avant que personne ne soit prévenu.";
    ATTRIBUTION: "Attribution";
    ATTRIBUTION_LEAD: "Deux missions pour chaque Associé.e, dans deux structures différentes. Un essai n’engage à rien ; une validation porte un nom et une raison.";
    MORNING_SET: "La matinée telle qu’elle est réglée";
    CHANGE_SETTINGS: "Changer les réglages";
    S_DAY: "Jour et heure";
    S_PLACE: "Lieu";
    S_TABLES: "Tables de la salle";
    S_ROUNDS: "Manches";
    S_MINUTES: "Durée";
    S_BREAKS: "Pauses";
    S_MEETINGS: "Rencontres par personne";
    S_WEIGHT: "Poids des deux côtés";
    S_RULE: "Règle";
    NOT_SET: "Pas encore fixé";
    NONE: "Aucune";
    GONE: "(plus dans la campagne)";
    COMPARE: "Les règles côte à côte";
    COMPARE_NOW: "Calculer et comparer";
    COMPARE_HINT: "Le total est compté en points, 1 000 au plus par rencontre. « De moins » : ce qui manque au meilleur total. « Autrement » : personnes dont les rencontres diffèrent de la première ligne. Qui n’a pas remis de liste compte dans les moyennes à sa valeur neutre.";
    COMPARE_HINT_2: "Le total est compté en points, 1 000 au plus par place, au poids de la ligne. « De moins » : ce qui manque au meilleur total à ce poids. « Autrement » : personnes placées autrement qu’à la première ligne. Qui n’a pas remis de liste compte dans les moyennes à sa valeur neutre.";
    DRAFTS: "Essais";
    DRAFTS_NONE: "Aucun essai pour l’instant.";
    RULE: "Règle";
    WEIGHT: "Poids";
    MAKE_DRAFT: "Faire un essai";
    BY_ROUND: "Plan des tables";
    BY_PERSON: "Plan par personne";
    ROUND: "Manche";
    PERSON: "Personne";
    HOST: "Structure";
    MISSION: "Mission";
    FREE: "–";
    PUBLISH_PLAN_HINT: "Chaque personne reçoit un mail avec sa propre suite de rencontres, le lien de sa page et un fichier d’agenda. Un plan publié avant est mis de côté.";
    PLAN_NOT_OPEN: "Le plan se publie pendant la phase « Plan de la matinée » : ouvrez-la d’abord.";
    NO_DAY: "Fixez d’abord le jour de la matinée dans les réglages.";
    NO_DRAFT: "Cet essai n’est plus un brouillon : rechargez la page.";
    DRAFT_GONE: "Cet essai n’est plus là : seuls les derniers sont gardés. Choisissez-en un autre, ou faites-en un nouveau.";
    STALE_DRAFT: "Des personnes, des listes, des réglages ou des verrous ont changé depuis cet essai : faites-en un nouveau.";
    HOURS_MOVED: "Le plan publié est encore à l’ancien horaire : les réglages du jour ou des manches ont changé depuis. Les places, les feuilles et les agendas suivront quand vous publierez le nouvel horaire ; les rencontres restent les mêmes.";
    PUBLISH_HOURS: "Publier le nouvel horaire à tout le monde";
    HOURS_SAME: "Le plan publié est déjà à cet horaire.";
    MORNING_BEGAN: "La matinée a commencé : le plan se répare depuis la régie.";
    LATE: "Le calcul n’a pas abouti dans le temps imparti. Réessayez, ou levez un verrou.";
    CHOOSE_RULE: "Choisissez une règle.";
    CHOOSE_WEIGHT: "Choisissez un des poids proposés.";
    F_RULE: "La règle";
    F_WEIGHT: "Poids des deux côtés";
    F_FILLED_1: "Rencontres";
    F_FILLED_2: "Places pourvues";
    F_TOTAL: "Total";
    F_PROOF: "Preuve";
    F_SEED: "Graine";
    F_HASH: "Empreinte de ce qui est calculé";
    F_ENGINE: "Calculé par";
    F_INPUT: "Ce qui manque";
    F_SEALED: "Empreinte à la clôture";
    F_SILENT_PEOPLE: "Associé.e.s sans classement déposé";
    F_SILENT_HOSTS: "Structures sans classement déposé";
    F_WORST: "Rang le moins bon";
    F_BEST_THREE: "Trois premiers choix";
    F_UNPLACED: "Personnes sans place";
    F_BLOCKING: "Paires qui se préféreraient";
    BLOCKING: "Paires qui se préféreraient, une à une";
    BLOCKING_HEAD: "Qui préférerait quoi";
    PLACEMENTS: "Qui va où";
    NO_MISSION: "sans mission";
    NOT_ASKED: "période non demandée";
    UNFILLED: "Places qui restent libres";
    UNFILLED_NONE: "Toutes les places sont prises.";
    DISTRIBUTION: "Places selon le rang qu’elles avaient pour la personne";
    TWO_DRAFTS: "Comparer deux essais";
    FROM_DRAFT: "De";
    TO_DRAFT: "À";
    SEE_DIFFERENCE: "Voir qui change";
    DIFFERENCE_NONE: "Rien ne change.";
    VALIDATE: "Valider cet essai";
    VALIDATE_HINT: "Votre nom et cette raison restent avec l’attribution. Dix caractères au moins.";
    PUBLISH_HINT: "Tout le monde est prévenu au même instant, chaque personne lit son résultat et ses raisons, les placements sont créés.";
    PUBLICATION_NOT_OPEN: "L’attribution validée se publie pendant la phase « Publication » : ouvrez-la d’abord.";
    NOT_VALIDATED: "Seule une attribution validée se publie : rechargez la page.";
    SAME_HOST: "Ce plan donne deux fois la même structure à une personne : il ne peut pas être publié.";
}

/// Columns of the comparison of meetings.
pub const COMPARE_HEAD_1: [&str; 11] = [
    "Règle",
    "Poids des Associé.e.s",
    "Rencontres",
    "Total",
    "De moins",
    "Moyenne des Associé.e.s",
    "Moyenne des structures",
    "La moins bonne",
    "Paires qui se préféreraient",
    "Autrement",
    "Preuve",
];
/// Columns of the comparison of attributions.
pub const COMPARE_HEAD_2: [&str; 11] = [
    "Règle",
    "Poids des Associé.e.s",
    "Places",
    "Total",
    "De moins",
    "Moyenne des Associé.e.s",
    "Moyenne des structures",
    "La moins bonne",
    "Paires qui se préféreraient",
    "Autrement",
    "Preuve",
];
/// Columns of the list of drafts.
pub const DRAFTS_HEAD: [&str; 8] = ["Essai", "Règle", "Poids des Associé.e.s", "Rencontres ou places", "Total", "Preuve", "État", "Fait"];
/// Columns of the ranks.
pub const DISTRIBUTION_HEAD: [&str; 2] = ["Rang pour la personne", "Places"];
/// Columns of who goes where.
pub const PLACEMENTS_HEAD: [&str; 3] = ["Personne", "Période 1", "Période 2"];
/// Columns of the seats left.
pub const UNFILLED_HEAD: [&str; 3] = ["Mission", "Période 1", "Période 2"];
/// Columns of what changes between two drafts.
pub const DIFFERENCE_HEAD: [&str; 4] = ["Personne", "Période", "Avant", "Après"];

/// "Les listes de cette phase sont encore ouvertes…"
pub fn lists_open(phase: &str) -> String {
    format!("La phase « {phase} » n’est pas close : rien des listes ne se lit ni ne se calcule avant.")
}

/// "au moins possible, dont 1 de réserve", "14, dont 1 de réserve"
pub fn rounds(rounds: Option<u8>, buffer: u8) -> String {
    let all = rounds.map_or("le moins possible".to_owned(), |r| r.to_string());
    if buffer == 0 { all } else { format!("{all}, {buffer} de réserve") }
}

/// "15 minutes, 3 pour changer de table"
pub fn minutes(minutes: u8, gap: u8) -> String {
    format!("{minutes} minutes, {gap} pour changer de table")
}

/// "15 minutes après la manche 4"
pub fn break_after(round: u8, minutes: u8) -> String {
    format!("{minutes} minutes après la manche {round}")
}

/// "500 ‰"
pub fn share(weight: u32) -> String {
    format!("{weight} ‰")
}

/// "à parts égales", "700 pour mille aux Associé.e.s, 300 aux structures"
pub fn share_words(weight: u32) -> String {
    if weight == 500 {
        return "à parts égales".to_owned();
    }
    format!("{weight} pour mille aux Associé.e.s, {} aux structures", 1000_u32.saturating_sub(weight))
}

/// Thousandths with a comma, without trailing zeros, figures in threes: "39 412,5".
fn decimal(thousandths: i64, places: usize) -> String {
    let (whole, rest) = (thousandths.unsigned_abs() / 1000, thousandths.unsigned_abs() % 1000);
    let digits = whole.to_string();
    let mut out = if thousandths < 0 { "−".to_owned() } else { String::new() };
    for (at, c) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            out.push('\u{202f}');
        }
        out.push(c);
    }
    let rest = format!("{rest:03}");
    let rest = rest[..places].trim_end_matches('0');
    if rest.is_empty() { out } else { format!("{out},{rest}") }
}

/// A sum of the engines as points.
pub fn points(thousandths: i64) -> String {
    decimal(thousandths, 3)
}

/// "39 412 points"
pub fn points_words(thousandths: i64) -> String {
    format!("{} {}", points(thousandths), if thousandths.abs() < 2000 { "point" } else { "points" })
}

/// A mean, given in thousandths of a point.
pub fn mean(thousandths: u64) -> String {
    decimal(i64::try_from(thousandths).unwrap_or(i64::MAX), 1)
}

/// Whether a plan is known to be the best.
pub const fn status(status: Status) -> &'static str {
    match status {
        Status::Optimal => "Optimum prouvé",
        Status::Feasible => "Valable, optimum non prouvé",
        Status::Infeasible => "Impossible",
    }
}

/// The proof in a few words.
pub fn proof(status: Status, total: i64, bound: i64) -> String {
    match status {
        Status::Optimal => "aucun autre plan ne fait mieux selon cette règle, la borne prouvée est égale au total".to_owned(),
        _ => format!("optimum non prouvé : au plus {} de mieux", points_words(bound - total)),
    }
}

/// What a list of drafts keeps.
pub fn drafts_kept(most: i64) -> String {
    format!("Essais. Les {most} derniers sont gardés, et tous ceux qui sont validés ou publiés.")
}

/// "Essai 12"
pub fn draft_number(id: i64) -> String {
    format!("Essai {id}")
}

/// A draft among others.
pub fn draft_choice(id: i64, rule: &str, weight: i64) -> String {
    format!("Essai {id} : {rule}, {weight} ‰")
}

/// "Essai 12, publié"
pub fn draft_title(id: i64, state: &str) -> String {
    format!("Essai {id}, {}", run_state(state).to_lowercase())
}

/// The state of a run.
pub fn run_state(code: &str) -> &'static str {
    match code {
        "brouillon" => "Brouillon",
        "validee" => "Validé",
        "publiee" => "Publié",
        _ => "Mis de côté",
    }
}

/// "3, 10:36"
pub fn round_at(round: u32, hour: Option<&str>) -> String {
    hour.map_or(round.to_string(), |hour| format!("{round}, {hour}"))
}

/// "table 13, Quatorze"
pub fn table_of(table: u32, host: &str) -> String {
    if host.is_empty() { format!("table {table}") } else { format!("table {table}, {host}") }
}

/// The button that publishes a plan.
pub fn publish_plan(associates: usize, hosts: usize) -> String {
    format!("Publier à {associates} Associé.e.s et {hosts} structures")
}

/// The button that publishes an attribution.
pub fn publish(associates: usize) -> String {
    format!("Publier l’attribution à {associates} Associé.e.s et à toutes les structures")
}

/// "Aucune", or who.
pub fn silent(names: &[&str]) -> String {
    if names.is_empty() { NONE.to_owned() } else { format!("{} : {}", names.len(), names.join(", ")) }
}

/// "4e choix"
pub fn choice(rank: usize) -> String {
    if rank == 1 { "1er choix".to_owned() } else { format!("{rank}e choix") }
}

/// A line of the ranks.
fn rank_line(rank: usize, last: bool) -> String {
    if last { format!("{rank}e et au-delà") } else { choice(rank).replace(" choix", "") }
}

/// A line of a distribution, from 0: the ranks, then places without a number, then places of people without a list.
pub fn line_of(at: usize) -> String {
    match at.checked_sub(RANKS) {
        None => rank_line(at + 1, at + 1 == RANKS),
        Some(0) => "Sans numéro".to_owned(),
        Some(_) => "Sans liste remise".to_owned(),
    }
}

/// Under the bar of one's own places.
pub const CHART_YOURS: &str = "dont vous";

/// "1er : 21, dont 1 pour vous", for whoever hears the picture.
pub fn chart_line(label: &str, n: usize, own: usize) -> String {
    if own > 0 { format!("{label}\u{202f}: {n}, dont {own} pour vous") } else { format!("{label}\u{202f}: {n}") }
}

/// How many pairs would rather have each other.
pub fn blocking(pairs: usize, envy: usize) -> String {
    match pairs {
        0 => "aucune".to_owned(),
        n => format!("{n}, dont {envy} où la structure aussi aurait préféré"),
    }
}

/// One such pair.
pub fn would_rather(who: &str, what: &str, period: Option<u32>, over: &[String]) -> String {
    let period = period.map_or(String::new(), |p| format!(" en période {p}"));
    match over {
        [] => format!("{who} préférerait {what}{period}, où une place reste libre."),
        over => format!("{who} préférerait {what}{period}, qui l’aurait aussi préféré.e à {}.", over.join(", ")),
    }
}

/// The caption of what changes.
pub fn difference(one: i64, other: i64) -> String {
    format!("De l’essai {one} à l’essai {other}")
}

/// Who validated, when and why.
pub fn validated(by: &str, when: &str, reason: &str) -> String {
    format!("Validé par {by}, {when} : {reason}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sums_of_the_engines_are_read_as_points() {
        assert_eq!((points(39_412_000).as_str(), points(118_500).as_str(), points(-1_250).as_str()), ("39\u{202f}412", "118,5", "−1,25"));
        assert_eq!((points_words(1_000).as_str(), points_words(2_000).as_str(), points_words(0).as_str()), ("1 point", "2 points", "0 point"));
        assert_eq!(mean(612_345), "612,3");
    }
}
