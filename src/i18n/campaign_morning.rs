//! Sentences around the morning of a campaign: sheets, posters, what is typed in from paper.

french! {
    MORNING: "Matinée de rencontres";
    NO_PLAN: "Aucun plan n’est publié\u{202f}: publiez d’abord les rencontres.";
    NO_DAY: "Le jour de la matinée n’est pas fixé\u{202f}: indiquez-le dans les réglages.";
    FORGOTTEN: "Personne effacée";
    NOT_MET: "Cette personne n’est pas de vos rencontres de la matinée.";
    NO_ROOM_YET: "La salle n’est pas encore préparée\u{202f}: elle l’est quand le plan est publié.";
    CARD: "Sa présentation";
    CARD_CV: "Son CV";
    REORDER: "Revoir mon classement";
    REORDER_HOST: "Revoir notre classement";
    CAMPAIGN: "La campagne";
    WALL: "Ouvrir le mur";
    PAPERS: "Feuilles à imprimer";
    PAPER: "Ma feuille";
    POSTERS: "Affiches des tables";
    TYPE_IN: "Saisir une feuille";
    TYPE_LEAD: "Pour qui a noté sur papier. Ce qui a été noté plus tard sur un téléphone reste.";
    TYPE_NOTE: "Note privée";
    TYPE_SAVE: "Enregistrer la feuille";
    TYPE_AGAIN: "Tout n’a pas pu être enregistré. Rien n’est perdu\u{202f}: enregistrez de nouveau.";
    PAPER_END: "Gardez cette feuille\u{202f}: sans réseau, notez dessus, l’équipe saisira. Vos notes et votre classement restent modifiables jusqu’à la clôture.";
}

/// Headings of the list of sheets.
pub const TYPE_HEAD: [&str; 3] = ["Personne", "Code", "Notées"];

/// A mission in one line.
pub fn mission_line(title: &str, place: &str) -> String {
    if place.is_empty() { title.to_owned() } else { format!("{title}, {place}") }
}

/// A break.
pub fn pause(minutes: i64) -> String {
    format!("Pause, {minutes} minutes")
}

/// Above a sheet.
pub fn paper_heading(host: bool, day: &str) -> String {
    format!("{}, {day}", if host { "Structure hôte" } else { "Associé.e" })
}

/// How many of how many.
pub fn of(there: usize, planned: usize) -> String {
    format!("{there} sur {planned}")
}

/// How a sheet is typed.
pub fn type_lead(criteria: &str) -> String {
    format!(
        "Quatre chiffres de 1 à 5 par ligne, dans l’ordre\u{202f}: {criteria}. Un tiret pour un critère laissé vide\u{202f}; une ligne vide reste vide."
    )
}

/// What to correct in a line.
pub fn type_wrong(name: &str) -> String {
    format!("{name}\u{202f}: il faut quatre chiffres de 1 à 5, par exemple «\u{202f}4 5 3 4\u{202f}».")
}
