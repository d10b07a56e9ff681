//! Saving one field of the file by its address and its text: what autosave does, each time, on its own.

use super::choices::Programme;
use super::fields::{Field, Kind, ROWS_MAX, field_of};
use super::file::Dossier;
use super::stored::Stored;
use super::video;
use crate::kernel::refusal::Refusal;

/// What saving needs to know.
#[derive(Clone, Copy, Debug)]
pub struct Saving<'a> {
    /// The programme of the file: a field it does not ask for is refused.
    pub programme: Programme,
    /// Hosts of the PeerTube instances accepted.
    pub peertube: &'a [String],
}

/// The place an address names; creates the row it belongs to.
fn slot<'a>(d: &'a mut Dossier, address: &str) -> Option<&'a mut dyn Stored> {
    let parts: Vec<&str> = address.split('.').collect();
    Some(match parts[..] {
        ["experiences", key, name] => {
            let row = d.experiences.entry(key.to_owned()).or_default();
            match name {
                "kind" => &mut row.kind,
                "title" => &mut row.title,
                "organisation" => &mut row.organisation,
                "start" => &mut row.start,
                "end" => &mut row.end,
                "part_time" => &mut row.part_time,
                "responsibilities" => &mut row.responsibilities,
                _ => return None,
            }
        }
        ["diplomas", key, name] => {
            let row = d.diplomas.entry(key.to_owned()).or_default();
            match name {
                "level" => &mut row.level,
                "title" => &mut row.title,
                "school" => &mut row.school,
                "date" => &mut row.date,
                _ => return None,
            }
        }
        ["languages", key, name] => {
            let row = d.languages.entry(key.to_owned()).or_default();
            match name {
                "name" => &mut row.name,
                "level" => &mut row.level,
                _ => return None,
            }
        }
        ["achievements", key, name] => {
            let row = d.achievements.entry(key.to_owned()).or_default();
            match name {
                "setting" => &mut row.setting,
                "text" => &mut row.text,
                _ => return None,
            }
        }
        ["no_diploma"] => &mut d.no_diploma,
        ["project"] => &mut d.project,
        ["letter"] => &mut d.letter,
        ["video"] => &mut d.video,
        ["video_alternative"] => &mut d.video_alternative,
        ["right_to_work"] => &mut d.right_to_work,
        ["french"] => &mut d.french,
        ["english"] => &mut d.english,
        ["search"] => &mut d.search,
        ["converting"] => &mut d.converting,
        ["studying"] => &mut d.studying,
        ["in_internship"] => &mut d.in_internship,
        ["in_civic_service"] => &mut d.in_civic_service,
        ["age"] => &mut d.age,
        ["agreement"] => &mut d.agreement,
        ["pronoun"] => &mut d.pronoun,
        _ => return None,
    })
}

pub(super) fn rows(d: &Dossier, list: &str) -> usize {
    match list {
        "experiences" => d.experiences.len(),
        "diplomas" => d.diplomas.len(),
        "languages" => d.languages.len(),
        "achievements" => d.achievements.len(),
        _ => 0,
    }
}

/// Removes a row; removing it twice is the same as once.
fn remove(d: &mut Dossier, list: &str, key: &str) {
    match list {
        "experiences" => drop(d.experiences.remove(key)),
        "diplomas" => drop(d.diplomas.remove(key)),
        "languages" => drop(d.languages.remove(key)),
        "achievements" => drop(d.achievements.remove(key)),
        _ => {}
    }
}

fn has_row(d: &Dossier, list: &str, key: &str) -> bool {
    match list {
        "experiences" => d.experiences.contains_key(key),
        "diplomas" => d.diplomas.contains_key(key),
        "languages" => d.languages.contains_key(key),
        "achievements" => d.achievements.contains_key(key),
        _ => false,
    }
}

/// A key a row may have: 1 to 24 lower-case letters, figures, dashes.
pub fn good_key(key: &str) -> bool {
    (1..=24).contains(&key.len()) && key.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-')
}

fn asked(saving: Saving, address: &str) -> Result<&'static Field, Refusal> {
    let missing = || Refusal { field: None, ..Refusal::missing("Ce champ n’existe pas dans ce dossier.") };
    field_of(address).filter(|f| f.asked.contains(&saving.programme) && !matches!(f.kind, Kind::Document)).ok_or_else(missing)
}

/// Saves one field. `list.key` with an empty value removes that row. Nothing changes when it is refused.
pub fn set(d: &mut Dossier, saving: Saving, address: &str, value: &str) -> Result<(), Refusal> {
    let no = |sentence: &str| Refusal::invalid(address, sentence);
    let parts: Vec<&str> = address.split('.').collect();
    if let [list, key, ..] = parts[..] {
        asked(saving, list)?;
        if !good_key(key) {
            return Err(Refusal::malformed("Cette ligne n’a pas d’adresse lisible."));
        }
        if parts.len() == 2 {
            return if value.is_empty() {
                remove(d, list, key);
                Ok(())
            } else {
                Err(no("Enregistrez chaque champ de la ligne par lui-même."))
            };
        }
        if !has_row(d, list, key) && rows(d, list) >= ROWS_MAX {
            return Err(no(&format!("{ROWS_MAX} lignes au plus : gardez les plus importantes.")));
        }
    }
    let field = asked(saving, address)?;
    let text = clean(value, field.kind);
    let length = text.chars().count();
    if length > field.max {
        return Err(no(&format!("{} caractères au plus ; il y en a {length}.", field.max)));
    }
    if matches!(field.kind, Kind::Video) && !text.is_empty() {
        video::parse(&text, saving.peertube)?;
    }
    // A row made for a value that is then refused must not stay.
    let made = if let [list, key, _] = parts[..] { (!has_row(d, list, key)).then_some((list, key)) } else { None };
    let written = slot(d, address).map(|s| s.write(&text));
    if let (Some((list, key)), None | Some(Err(_))) = (made, &written) {
        remove(d, list, key);
    }
    match written {
        Some(Ok(())) => Ok(()),
        Some(Err(sentence)) => Err(no(&format!("{}.", super::words::capital(&sentence)))),
        None => Err(no("Ce champ s’enregistre ligne par ligne.")),
    }
}

/// The text a field holds now, as the form shows it; None where there is no such field or row. Used to notice conflicts.
pub fn get(d: &Dossier, address: &str) -> Option<String> {
    let parts: Vec<&str> = address.split('.').collect();
    if let [list, key, ..] = parts[..]
        && !has_row(d, list, key)
    {
        return None;
    }
    slot(&mut d.clone(), address).map(|s| s.read())
}

/// Line ends made one, control characters and marks that turn the text dropped, a single line kept single; long texts keep their inner spaces.
fn clean(value: &str, kind: Kind) -> String {
    let lines = value.replace("\r\n", "\n").replace('\r', "\n");
    let kept: String = lines.chars().filter(|c| (!c.is_control() || matches!(c, '\n' | '\t')) && !turns_text(*c)).collect();
    match kind {
        Kind::Text => kept.trim_end().to_owned(),
        // The address keeps its inner oddities, so that they are refused rather than repaired.
        Kind::Video => value.trim().to_owned(),
        _ => kept.split_whitespace().collect::<Vec<_>>().join(" "),
    }
}

/// Marks that turn the direction of what follows: a name could pretend to be another.
fn turns_text(c: char) -> bool {
    matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}
