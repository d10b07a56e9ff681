//! Sentences of the rules of the live room: refusals, faults of a plan, effects of an action, criteria. French first.

super::french! {
    CLOSED: "La matinée est archivée, plus rien n’y change.";
    NOT_STARTED: "La matinée n’a pas commencé.";
    ALREADY_PAUSED: "La matinée est déjà en pause.";
    NOT_PAUSED: "La matinée n’est pas en pause.";
    OVER: "La matinée est terminée.";
    NOT_OVER: "Terminez d’abord la matinée.";
    NOTHING_LEFT: "Toutes les manches ont eu lieu.";
    LAST_ROUND: "C’est la dernière manche\u{202f}: terminez la matinée.";
    LENGTH: "Donnez une durée de quatre heures au plus.";
    NO_SEAT: "Cette place n’existe pas dans cette matinée.";
    STALE_PLAN: "Le plan a changé entre-temps\u{202f}: recalculez la réparation.";
    LONG_REASON: "La raison tient en 500\u{a0}caractères.";
    PLAN_RANGE: "Une rencontre nomme une personne ou une manche qui n’existe pas.";
    PLAN_PEOPLE: "La liste des personnes est à corriger\u{202f}: 500 au plus, chacune une seule fois et avec un nom.";
    CHECK_ROUNDS: "Prévoyez de 1 à 60\u{a0}manches.";
    CHECK_LENGTHS: "Une manche dure de une seconde à quatre heures, et l’intervalle qui suit quatre heures au plus.";
    CHECK_HOURS: "Chaque manche commence après la fin de la précédente.";
    CHECK_OFFSET: "L’heure de la salle est à plus de quatorze heures du temps universel.";
    CHECK_CLOCK: "L’horloge de la matinée ne tient pas debout.";
    EFFECT_LEFT: "change le temps qui reste, la pause continue";
    EFFECT_REOPEN: "rouvre la matinée, en pause là où elle s’est arrêtée";
    EFFECT_CLOSE: "archive la matinée, plus rien n’y change";
    CRITERION_WISH: "Envie";
    CRITERION_FIT: "Adéquation";
    CRITERION_TEAM: "Équipe";
    CRITERION_LEARNING: "Apprentissage";
    CRITERION_PRAGMATISM: "Pragmatisme";
    CRITERION_RELATIONS: "Qualités relationnelles";
    CRITERION_ADAPTATION: "Capacité d’adaptation";
    CRITERION_SOLVING: "Résolution de problèmes";
    HINT_PRAGMATISM: "transformer des idées en réalité";
    HINT_RELATIONS: "convaincre, impliquer, inspirer";
    HINT_ADAPTATION: "rester positive face à l’imprévu";
    HINT_SOLVING: "décomposer, puis trouver";
    RATING_ID: "Cette note n’a pas pu être lue\u{202f}: rechargez la page et notez de nouveau.";
    RATING_SCORES: "Chaque critère se note de 1 à 5.";
    RATING_NOTE: "La note privée tient en 1\u{202f}000\u{a0}caractères.";
}

/// The words of each presence, in the order of its numbers. They follow a name of either gender.
pub const PRESENCE: [&str; 5] = ["pas encore là", "sur place", "en retard", "absence", "départ"];

/// "en cours depuis 10:36"
pub fn started(since: &str) -> String {
    format!("en cours depuis {since}")
}

/// Said twice.
pub fn already(presence: &str) -> String {
    format!("C’est déjà noté\u{202f}: {presence}.")
}

/// A repair touches the past.
pub fn frozen(round: u32) -> String {
    format!("La manche {round} a commencé\u{202f}: ses rencontres ne changent plus. Recalculez la réparation.")
}

/// An associate in two places.
pub fn plan_twice(who: &str, round: u32) -> String {
    format!("{who} a deux rencontres dans la manche {round}.")
}

/// A table taken twice.
pub fn plan_table(table: u32, round: u32) -> String {
    format!("La table {table} reçoit deux rencontres dans la manche {round}.")
}

/// A pair that meets twice.
pub fn plan_pair(associate: &str, host: &str) -> String {
    format!("{associate} et {host} se rencontrent deux fois.")
}

/// A table of somebody else.
pub fn plan_not_theirs(table: u32, host: &str) -> String {
    format!("La table {table} n’est pas une table de {host}.")
}

/// A table out of use.
pub fn plan_broken(table: u32) -> String {
    format!("La table {table} est hors d’usage et le plan s’en sert encore.")
}

/// A table nobody has, or two hosts have.
pub fn plan_unknown(table: u32) -> String {
    format!("La table {table} doit appartenir à un hôte, et à un seul.")
}

/// "7 min 32", "45 s", "12 min", "1 h 05".
pub fn duration(ms: i64) -> String {
    let seconds = ms.max(0).saturating_add(999) / 1000;
    match (seconds / 3600, seconds / 60 % 60, seconds % 60) {
        (0, 0, s) => format!("{s}\u{a0}s"),
        (0, m, 0) => format!("{m}\u{a0}min"),
        (0, m, s) => format!("{m}\u{a0}min\u{a0}{s:02}"),
        (h, m, _) => format!("{h}\u{a0}h\u{a0}{m:02}"),
    }
}

fn several(n: usize, one: &str, many: &str) -> String {
    format!("{n}\u{a0}{}", if n < 2 { one } else { many })
}

/// "première manche jusqu’à 10:15, fin de la matinée à 12:36"
pub fn effect_start(ends: Option<&str>, over: Option<&str>) -> String {
    let (ends, over) = (ends.unwrap_or_default(), over.unwrap_or_default());
    format!("première manche jusqu’à {ends}, fin de la matinée à {over}")
}

/// "arrête 27 sièges et le mur"
pub fn effect_pause(seats: usize) -> String {
    format!("arrête {} et le mur", several(seats, "siège", "sièges"))
}

/// "fin à 10:53, la suite à 10:56"
pub fn effect_ends(ends: &str, next: Option<&str>) -> String {
    match next {
        Some(next) => format!("fin à {ends}, la suite à {next}"),
        None => format!("fin à {ends}, dernière manche"),
    }
}

/// "la manche commence à 10:56"
pub fn effect_next(next: &str) -> String {
    format!("la manche commence à {next}")
}

/// "coupe 7 min 32, 18 notes à venir"
pub fn effect_skip(cut: i64, skipped: i64, ratings: Option<usize>, ends: Option<&str>) -> String {
    let mut parts = Vec::new();
    if cut > 0 {
        parts.push(format!("coupe {}", duration(cut)));
    }
    if skipped > 0 {
        parts.push(format!("saute {} de pause", duration(skipped)));
    }
    if parts.is_empty() {
        parts.push(format!("commence maintenant, jusqu’à {}", ends.unwrap_or_default()));
    }
    if let Some(ratings) = ratings.filter(|ratings| *ratings > 0) {
        parts.push(format!("{} à venir", several(ratings, "note", "notes")));
    }
    parts.join(", ")
}

/// "coupe 7 min 32, retire 5 manches et 60 rencontres"
pub fn effect_end(cut: i64, rounds: u32, meetings: usize) -> String {
    let taken = (rounds > 0).then(|| {
        let rounds = several(rounds as usize, "manche", "manches");
        format!("retire {rounds} et {}", several(meetings, "rencontre", "rencontres"))
    });
    match ((cut > 0).then(|| format!("coupe {}", duration(cut))), taken) {
        (Some(cut), Some(taken)) => format!("{cut}, {taken}"),
        (Some(one), None) | (None, Some(one)) => one,
        (None, None) => "termine la matinée".to_owned(),
    }
}

/// "5 rencontres à reprendre"
pub fn effect_presence(away: bool, meetings: usize) -> String {
    match (meetings, away) {
        (0, _) => "aucune rencontre à venir ne change".to_owned(),
        (n, true) => format!("{} à reprendre", several(n, "rencontre", "rencontres")),
        (n, false) => format!("rend {}", several(n, "rencontre", "rencontres")),
    }
}

/// "deux personnes bougent"
pub fn effect_replan(people: usize) -> String {
    match people {
        0 => "personne ne bouge".to_owned(),
        n => format!("{} {}", several(n, "personne", "personnes"), if n < 2 { "bouge" } else { "bougent" }),
    }
}
