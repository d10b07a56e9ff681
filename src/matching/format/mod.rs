//! The files: what they look like ([`instance`], [`solution`]) and what is refused ([`check`]); the same as spreadsheets ([`sheet`],
//! [`spread`], [`plan`]).
//! The formats are described in `README.md`, beside this folder.

pub mod check;
pub mod instance;
pub mod plan;
pub mod sheet;
pub mod solution;
pub mod spread;

pub use check::{BadInput, Task, compile, problem};

/// What is wrong with a JSON file, in French, with its place.
#[must_use]
pub fn words(error: &serde_json::Error) -> String {
    let text = error.to_string();
    let name = text.split('`').nth(1).unwrap_or_default();
    let what = if text.starts_with("unknown field") {
        format!("le champ « {name} » est inconnu")
    } else if text.starts_with("missing field") {
        format!("il manque le champ « {name} »")
    } else if text.starts_with("duplicate field") {
        format!("le champ « {name} » est répété")
    } else if error.is_data() {
        "une valeur n'a pas la forme attendue".into()
    } else if error.is_eof() {
        "le fichier s'arrête trop tôt".into()
    } else {
        "ce n'est pas du JSON".into()
    };
    format!("{what} (ligne {}, colonne {}).", error.line(), error.column())
}

/// SHA-256 in lower-case hexadecimal.
#[must_use]
pub fn hash(bytes: &[u8]) -> String {
    use sha2::{Digest, Sha256};
    Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect()
}
