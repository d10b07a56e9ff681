//! Sentences of the live morning: seats, the console, the wall, what is printed.

use super::live_rules::duration;

french! {
    ENTER: "Ouvrir ma place";
    CODE_WRONG: "Ce code n’en est pas un. Il a dix lettres et chiffres\u{202f}: relisez votre feuille.";
    CODE_HINT: "Dix lettres et chiffres\u{202f}; les espaces ne comptent pas.";
    CODE: "Code personnel";
    ENTRANCE_LEAD: "Le code est sur votre feuille, sous le carré à photographier. Il ouvre votre place toute la matinée, sur n’importe quel téléphone.";
    ENTRANCE: "Rejoindre sa place";
    BEGUN: "Une vraie matinée a commencé dans cette salle\u{202f}: elle ne peut pas être remplacée par une simulation.";
    NO_ROOM: "Cette place n’est pas ouverte aujourd’hui. Après la matinée, vos notes se retrouvent depuis votre espace, une fois connecté.e ; avant, demandez votre feuille à l’équipe.";
    TRY_AGAIN: "Le serveur ne peut pas enregistrer pour l’instant. Votre note reste sur ce téléphone et repartira toute seule.";
    UNREADABLE: "Cette demande ne se lit pas. Rechargez la page et recommencez.";
    RATINGS_CLOSED: "Les classements sont clos\u{202f}: les notes de la matinée ne changent plus.";
    SEAT: "Mon siège";
    TABLE_AND_HOST: "Ma table";
    BETWEEN: "Changement de table";
    PAUSE: "Pause";
    STOPPED: "en pause";
    OVER: "Matinée terminée";
    NOT_STARTED: "Bientôt";
    UNTIL: "jusqu’à";
    PLANNED_AT: "prévue à";
    STARTS_AT: "reprise à";
    OVER_AT: "à";
    TIME_LEFT: "Temps qui reste";
    IN_TWO_MINUTES: "Il reste 2 minutes.";
    IN_HALF_A_MINUTE: "Il reste 30 secondes.";
    FREE: "Manche libre";
    FREE_MORE: "Personne ne vous attend à cette manche. C’est le moment de compléter vos notes.";
    FREE_HOST: "Personne ne vient à votre table à cette manche. C’est le moment de compléter vos notes.";
    NEXT_HEADING: "Prochaine rencontre";
    FIRST_HEADING: "Première rencontre";
    NO_MORE: "Plus de rencontre prévue pour vous.";
    OVER_HEADING: "C’est fini pour ce matin";
    OVER_MORE: "Vos notes restent modifiables jusqu’à la clôture des classements. Elles vous aideront à remettre votre liste.";
    STOPPED_MORE: "L’équipe a arrêté la montre. Restez à table, elle repartira d’ici.";
    WELCOME: "Gardez cette page ouverte\u{202f}: elle se met à jour toute seule.";
    TO_ASK: "À demander";
    PRIVATE_NOTE: "Note privée";
    ONLY_YOU: "vous seul(e) la lisez";
    SAVE: "Enregistrer";
    BACK_TO_NOW: "Revenir à la manche en cours";
    NEXT: "Ensuite\u{202f}:";
    YOUR_MORNING: "Votre matinée";
    COL_ROUND: "Manche";
    COL_HOUR: "Heure";
    COL_PERSON: "Personne";
    COL_HOST: "Structure";
    COL_RATING: "Votre note";
    COL_RATING_SHORT: "Note";
    COL_TABLE: "Table";
    COL_NOTE: "Structure, note privée";
    COL_NOTE_PERSON: "Personne, note privée";
    RATED: "Notée";
    TO_RATE: "noter";
    TO_COMPLETE: "compléter";
    GOING_ON: "En cours";
    TO_COME: "À venir";
    DROPPED: "Annulée";
    ABSENT: "Absence";
    FREE_LINE: "Libre";
    OFFLINE_SEAT: "Réseau absent\u{202f}: vos notes restent sur ce téléphone et partiront au retour.";
    OFFLINE_ROOM: "Réseau absent\u{202f}: l’heure continue, le plan se mettra à jour au retour.";
    NO_SCRIPT: "Cette page marche aussi sans script\u{202f}: enregistrez vos notes avec le bouton, et rechargez-la pour voir la suite.";
    REFRESH: "Actualiser";
    ELSEWHERE: "L’équipe vous note hors de la salle. Vous êtes là\u{202f}? Dites-le ici.";
    LATE_SEAT: "L’équipe vous attend. Dites-le ici dès que vous êtes dans la salle.";
    I_AM_HERE: "J’y suis";
    CONSOLE: "Régie";
    PLAN: "Plan de la matinée";
    PLAN_TABLE: "Manches et tables";
    START: "Démarrer";
    REOPEN: "Rouvrir";
    PAUSE_ACT: "Pause";
    RESUME: "Reprendre";
    SHORTER: "−2\u{a0}min";
    LONGER: "+2\u{a0}min";
    NEXT_ROUND: "Manche suivante";
    END: "Terminer";
    END_TITLE: "Terminer la matinée\u{202f}?";
    ARCHIVE: "Archiver";
    ARCHIVE_TITLE: "Archiver la matinée\u{202f}?";
    TAKEN_OVER: "Ouverte sur trop d’autres appareils, cette page n’est plus à jour. Rechargez-la pour la reprendre ici.";
    KEY_BOTH: "noté des deux côtés";
    KEY_ASSOCIATE: "par l’associé.e";
    KEY_HOST: "par l’hôte";
    KEY_NONE: "rien encore";
    KEY_ABSENT: "absence";
    KEY_FREE: "libre";
    KEY_FRAMES: "cadre plein\u{202f}: place reprise\u{202f}; en tirets\u{202f}: place quittée";
    CELL_NOW: "en cours";
    CELL_BY_ASSOCIATE: "noté par l’associé.e";
    CELL_BY_HOST: "noté par l’hôte";
    CELL_ABSENT: "absence";
    CELL_OPEN: "absence, créneau à reprendre";
    CELL_HOST_ABSENT: "hôte absent";
    BROKEN: "hors d’usage";
    PRESENCE: "Présence";
    ALL_HERE: "Personne en retard, absent ou hors ligne.";
    EVERYONE: "Tout le monde";
    NEVER_SEEN: "jamais vu";
    OFFLINE: "hors ligne";
    ONLINE: "en ligne";
    NO_PHONE: "sans téléphone";
    INCIDENT: "Un imprévu";
    PERSON: "Personne";
    ASSOCIATES: "Associé.e.s";
    HOSTS: "Hôtes";
    IS_HERE: "Là";
    IS_LATE: "En retard";
    IS_ABSENT: "Ne vient pas";
    IS_GONE: "Est parti";
    TABLE_BROKEN: "Hors d’usage";
    HOST_TO_ADD: "Hôte à ajouter";
    ADD: "Ajouter";
    COMPUTING: "Calcul du plan réparé…";
    CONFIRM: "Confirmer";
    CANCEL: "Annuler";
    CONFIRMED: "Le plan réparé est en place sur tous les sièges.";
    IDLE: "Sans rien faire";
    MENDED: "Réparé";
    PROVED: "Aucun plan ne fait bouger moins de monde.";
    NOT_PROVED: "Un plan qui bouge moins de monde existe peut-être\u{202f}: celui-ci est le meilleur trouvé à temps.";
    NOBODY_MOVES: "Personne ne bouge.";
    FROM_ROUND: "Sera là à partir de la manche";
    COMPUTE: "Recalculer";
    SENDING: "Envoi…";
    RETRYING: "Réseau absent\u{202f}: l’action repart toute seule, une seule fois.";
    GAVE_UP: "L’action n’a pas pu être envoyée. Vérifiez le réseau, puis recommencez.";
    SIMULATE: "Lancer une matinée simulée";
    WALL: "Mur";
    WALL_CHANGE: "On change à";
    WALL_NEXT: "Suite à";
    WALL_PAUSE: "Pause à";
    WALL_END: "Fin à";
    WALL_PLAN: "Plan des tables";
    WALL_THANKS: "Merci à toutes et à tous.";
    TABLE: "Table";
    FREE_SEAT: "libre";
    PRINT: "Imprimer";
    SHEETS: "Feuilles de la matinée";
    POSTERS: "Affiches des tables";
    SHEET_HELP: "Sans réseau, cochez ici, de 1 (peu) à 5 (beaucoup), puis rendez la feuille à l’accueil. L’équipe recopie vos notes avec les codes de gauche.";
    SHEET_HELP_PLAIN: "Votre siège s’ouvre avec ce code, sans mot de passe, ce jour-là seulement.";
    ONE_TO_FIVE: "1 à 5";
    NO_PAPER: "Rien à imprimer\u{202f}: aucun plan n’est publié.";
    POSTER_HELP: "Votre siège s’ouvre avec le code de votre feuille.";
}

/// "Manche 3 sur 8"
pub fn round_of(round: u32, of: u32) -> String {
    format!("Manche {round} sur {of}")
}

/// "Table 12"
pub fn table(number: u32) -> String {
    format!("Table {number}")
}

/// "Il reste 7 minutes 32"
pub fn left(seconds: i64) -> String {
    let (minutes, rest) = (seconds / 60, seconds % 60);
    let minute = if minutes > 1 { "minutes" } else { "minute" };
    match (minutes, rest) {
        (0, s) => format!("Il reste {s} secondes"),
        (m, 0) => format!("Il reste {m} {minute}"),
        (m, s) => format!("Il reste {m} {minute} {s}"),
    }
}

/// "7 min 32"
pub fn short(seconds: i64) -> String {
    duration(seconds * 1000)
}

/// "Adie, table 1"
pub fn host_table(name: &str, number: u32) -> String {
    format!("{name}, table {number}")
}

/// "table 12", before a dash and a name.
pub fn to_table(number: u32) -> String {
    format!("table {number}")
}

/// "Awa B. ne la lira pas"
pub fn not_read_by(name: &str) -> String {
    format!("{name} ne la lira pas")
}

/// "Votre note sur Adie"
pub fn rating_of(name: &str) -> String {
    format!("Votre note sur {name}")
}

/// "Finir de noter Adie"
pub fn finish(name: &str) -> String {
    format!("Finir de noter {name}")
}

/// "Noter Adie, manche 2"
pub fn rate_round(name: &str, round: u32) -> String {
    format!("Noter {name}, manche {round}")
}

/// "Enregistré sur le serveur 10:42"
pub fn saved(at: &str) -> String {
    format!("Enregistré sur le serveur {at}")
}

/// "1 note en attente d’envoi : réseau absent"
pub fn pending(count: usize, failing: bool) -> String {
    let notes = if count > 1 { "notes" } else { "note" };
    let why = if failing { "\u{202f}: réseau absent" } else { "" };
    format!("{count} {notes} en attente d’envoi{why}")
}

/// "1 notée, 1 à compléter"
pub fn day_counts(whole: usize, part: usize) -> String {
    let s = |n: usize| if n > 1 { "s" } else { "" };
    match (whole, part) {
        (0, 0) => String::new(),
        (w, 0) => format!("{w} notée{}", s(w)),
        (0, p) => format!("{p} à compléter"),
        (w, p) => format!("{w} notée{}, {p} à compléter", s(w)),
    }
}

/// "3 sur 4,"
pub fn given(count: usize) -> String {
    format!("{count} sur 4,")
}

/// "Pause, 18 minutes"
pub fn pause_of(minutes: i64) -> String {
    format!("Pause, {minutes}\u{a0}minute{}", if minutes > 1 { "s" } else { "" })
}

/// What follows "Arrivée tardive."
pub fn late_arrival(name: &str, at: &str, late_ms: i64, ends: &str) -> String {
    format!(
        "{name} est à table depuis {at}, {} après le début. La manche finit à {ends} pour tout le monde.",
        duration(late_ms / 60_000 * 60_000 + if late_ms < 60_000 { late_ms } else { 0 })
    )
}

/// The heading of [`late_arrival`].
pub const LATE_ARRIVAL: &str = "Arrivée tardive.";

/// The heading of [`is_late`].
pub const LATE: &str = "Retard.";

/// What follows "Retard."
pub fn is_late(name: &str) -> String {
    format!("{name} arrive\u{202f}: restez à table.")
}

/// The heading of [`is_absent`].
pub const ABSENCE: &str = "Absence.";

/// What follows "Absence."
pub fn is_absent(name: &str) -> String {
    format!("{name} ne sera pas à cette rencontre. La manche est libre pour vous, sauf si l’équipe vous propose une autre table.")
}

/// "6 notes reçues sur 24"
pub fn received(count: usize, of: usize) -> String {
    format!("{count} note{} sur {of}", if count > 1 { "s reçues" } else { " reçue" })
}

/// "10:36 à 10:51"
pub fn from_to(from: &str, to: &str) -> String {
    format!("{from} à {to}")
}

/// "24 sièges en ligne sur 27"
pub fn online(count: usize, of: usize) -> String {
    format!("{count} siège{} en ligne sur {of}", if count > 1 { "s" } else { "" })
}

/// "vu à 10:12"
pub fn seen_at(at: &str) -> String {
    format!("vu à {at}")
}

/// "Paul V., table 10"
pub fn name_table(name: &str, number: u32) -> String {
    format!("{name}, table {number}")
}

/// "Karim D. : absence"
pub fn incident_person(name: &str, what: &str) -> String {
    format!("{name}\u{202f}: {what}")
}

/// "Table 4 hors d’usage"
pub fn incident_table(number: u32) -> String {
    format!("Table {number} hors d’usage")
}

/// "Un hôte de plus : Adie"
pub fn incident_host(name: &str) -> String {
    format!("Un hôte de plus\u{202f}: {name}")
}

/// "Deux personnes bougent."
pub fn people_move(count: u32) -> String {
    match count {
        0 => NOBODY_MOVES.to_owned(),
        1 => "Une personne bouge.".to_owned(),
        2 => "Deux personnes bougent.".to_owned(),
        3 => "Trois personnes bougent.".to_owned(),
        n => format!("{n} personnes bougent."),
    }
}

/// ", manche 4, 10:54"
pub fn move_when(round: u32, at: &str) -> String {
    format!(", manche {round}, {at}")
}

/// "8 rencontres"
pub fn meetings(count: usize) -> String {
    format!("{count} rencontre{}", if count > 1 { "s" } else { "" })
}

/// "Code personnel de Awa B."
pub fn code_of(name: &str) -> String {
    format!("Code personnel, {name}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn time_left_is_read_as_one_says_it() {
        assert_eq!(
            (left(452).as_str(), left(60).as_str(), left(30).as_str()),
            ("Il reste 7 minutes 32", "Il reste 1 minute", "Il reste 30 secondes")
        );
        assert_eq!(pending(2, true), "2 notes en attente d’envoi\u{202f}: réseau absent");
        assert_eq!(received(1, 24), "1 note reçue sur 24");
    }
}
