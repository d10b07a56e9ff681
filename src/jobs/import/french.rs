//! What a JSON parser says, in French, with the field it is about.

use super::scan::Scanner;
use crate::kernel::refusal::Refusal;

/// Longest quotation of somebody's input inside a sentence, in characters.
const QUOTE_MAX: usize = 60;

/// The refusal of a row whose JSON (`text`) does not read as a draft.
pub fn refusal(text: &str, error: &serde_json::Error) -> Refusal {
    if error.is_syntax() || error.is_eof() {
        return Refusal::malformed(format!("le JSON de cette offre est mal formé ({})", syntax(error)));
    }
    let message = error.to_string();
    let field = field_at(text, error);
    if message.starts_with("unknown field `") {
        let name = quoted(&message, 0);
        return Refusal::invalid(&name, format!("le champ « {name} » n’existe pas : corrigez son nom ou retirez-le"));
    }
    if message.starts_with("missing field `") {
        let name = quoted(&message, 0);
        return Refusal::invalid(&name, format!("le champ « {name} » manque"));
    }
    if message.starts_with("duplicate field `") {
        let name = quoted(&message, 0);
        return Refusal::invalid(&name, format!("le champ « {name} » est donné deux fois"));
    }
    if message.starts_with("unknown variant `") {
        let (found, known) = (quoted(&message, 0), choices(&message));
        return Refusal::invalid(&field, format!("« {} » n’est pas un choix connu ; choisissez parmi : {known}", short(&found)));
    }
    Refusal::invalid(&field, value_sentence(&field, &message))
}

/// A quotation short enough for a sentence.
pub fn short(text: &str) -> String {
    crate::kernel::text::excerpt(text, QUOTE_MAX)
}

fn value_sentence(field: &str, message: &str) -> String {
    let message = message.rsplit_once(" at line ").map_or(message, |(m, _)| m);
    if message.starts_with("la date") {
        return message.to_owned();
    }
    if field.ends_with("_on") || field == "last_day" {
        return "donnez une date au format AAAA-MM-JJ".to_owned();
    }
    let expected = message.rsplit_once("expected ").map_or("", |(_, e)| e);
    let wanted = match expected {
        "a string" | "string or map" | "a borrowed string" => "un texte",
        "a sequence" => "une liste",
        "a boolean" => "true ou false",
        "u8" | "u16" | "u32" | "u64" | "i64" => "un nombre entier dans les limites",
        e if e.starts_with("un ") => e,
        e if e.starts_with("struct ") || e.contains("map") || e.contains("enum") => "un objet de la forme documentée",
        _ => return "cette valeur ne convient pas".to_owned(),
    };
    format!("cette valeur ne convient pas : attendu, {wanted}")
}

fn syntax(error: &serde_json::Error) -> String {
    let message = error.to_string();
    let what = if error.is_eof() {
        "il s’arrête trop tôt"
    } else if message.contains("control character") {
        "un caractère de contrôle n’est pas échappé"
    } else if message.contains("number") {
        "un nombre est hors limites ou mal écrit"
    } else if message.contains("escape") || message.contains("surrogate") || message.contains("unicode") {
        "une séquence d’échappement est invalide"
    } else if message.contains("trailing") {
        "il y a un signe de trop"
    } else if message.contains("recursion") {
        "il est trop imbriqué"
    } else {
        "un signe manque ou est de trop"
    };
    format!("{what}, {}e ligne de l’offre, colonne {}", error.line(), error.column())
}

/// The nth name between backquotes.
fn quoted(message: &str, nth: usize) -> String {
    message.split('`').nth(2 * nth + 1).unwrap_or_default().to_owned()
}

/// The choices a parser lists after "expected".
fn choices(message: &str) -> String {
    message.split_once("expected").map_or("", |(_, list)| list).split('`').skip(1).step_by(2).collect::<Vec<_>>().join(", ")
}

/// The key of the row whose value holds the position of the error.
fn field_at(text: &str, error: &serde_json::Error) -> String {
    let before: usize = text.split_inclusive('\n').take(error.line().saturating_sub(1)).map(str::len).sum();
    let offset = before + error.column();
    let mut scan = Scanner::new(text, 1);
    let (mut last, mut first) = (String::new(), true);
    if !scan.take(b'{') {
        return last;
    }
    while let Ok(Some(key)) = scan.key(first) {
        first = false;
        scan.peek();
        if scan.at() >= offset {
            break;
        }
        last = key;
        if scan.value().is_err() {
            break;
        }
    }
    last
}
