//! Sentences of the lists a campaign is filled with from spreadsheets.

super::french! {
    PERIODS: "Écrivez 1, 2, ou 1+2.";
}

/// The example of the list of associates, in the order of its columns.
pub const EXAMPLE_PERSON: [&str; 6] = ["A-01", "Awa Ba", "awa.ba@exemple.fr", "feminin", "Huit ans d’industrie, envie d’économie circulaire.", "1+2"];
/// The example of the list of hosts, in the order of its columns.
pub const EXAMPLE_HOST: [&str; 9] =
    ["H-01", "Les Jardins partagés", "Association", "Léa Roux", "lea.roux@exemple.fr", "1", "4", "12", "Demandez-nous comment on finance un jardin."];
/// The example of the list of missions, in the order of its columns.
pub const EXAMPLE_MISSION: [&str; 14] = [
    "M-01",
    "H-01",
    "Bâtir le réseau des jardins",
    "Changement d’échelle",
    "Stratégique",
    "Passer de trois jardins à douze avec les communes voisines.",
    "Un plan à trois ans et les outils de suivi.",
    "Léa Roux",
    "Grigny",
    "91",
    "alimentation, réseau",
    "1",
    "1",
    "1",
];

/// A file that is too large.
pub fn file_too_large(name: &str, mega: usize) -> String {
    format!("{name} : un fichier fait {mega}\u{a0}Mo au plus.")
}

/// A column that is not there.
pub fn column_missing(name: &str, column: &str) -> String {
    format!("{name} : il manque la colonne « {column} ».")
}

/// A column that is there under two names.
pub fn column_twice(name: &str, one: &str, other: &str) -> String {
    format!("{name} : les colonnes « {one} » et « {other} » disent la même chose, gardez-en une.")
}

/// A file without rows.
pub fn no_row(name: &str) -> String {
    format!("{name} : aucune ligne sous les titres des colonnes.")
}

/// A file with too many rows.
pub fn too_many_rows(name: &str, rows: usize, most: usize) -> String {
    format!("{name} : {rows}\u{a0}lignes, {most} au plus.")
}

/// A cell that is no number.
pub fn not_a_number(typed: &str) -> String {
    format!("« {typed} » n’est pas un nombre entier.")
}

/// A cell that is none of the choices.
pub fn not_a_choice(typed: &str, labels: &[&str]) -> String {
    format!("« {typed} » n’est pas un choix connu : {}.", labels.join(", "))
}

/// The same thing on two lines.
pub fn twice(value: &str, before: u64, line: u64) -> String {
    format!("« {value} » est à la ligne {before} et de nouveau à la ligne {line}.")
}
