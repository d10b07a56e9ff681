//! What is written in the form while it is not finished, and what is read and approved once it is.
//!
//! The working text is kept field by field as it was typed: a date half written is nobody's error before the offer is proposed.
//! Fields that repeat carry a number ("place_label.0"), so that each saves by itself.

use super::form::{self, Extras, FIELDS, Field, Filled, Input, QUESTIONS_MAX};
use crate::jobs::model::draft::OfferDraft;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Longest value kept of one field, in characters: more than any field accepts, so that what is too long is said rather than cut.
pub const VALUE_MAX: usize = 40_000;
/// Most rows of a field that repeats.
pub const ROWS_MAX: usize = 12;

/// An offer as it is proposed or approved, with the recruiter's questions.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Paper {
    /// The offer.
    pub draft: OfferDraft,
    /// The questions, in order.
    pub questions: Vec<String>,
}

/// The working text: each field as it was typed, and who wrote it last.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Typed {
    /// Name and value, empty values left out.
    pub fields: BTreeMap<String, String>,
    /// The version of the posting at which a field was last written, and the session that wrote it.
    #[serde(default)]
    pub marks: BTreeMap<String, (i64, i64)>,
}

/// The field of a name as it is sent ("place_label.2"), and its row.
pub fn field_of(name: &str) -> Option<(&'static Field, usize)> {
    let (base, row) = name.split_once('.').unwrap_or((name, ""));
    let field = FIELDS.iter().find(|f| f.name == base)?;
    match (rows(field), row.parse::<usize>()) {
        (None, _) if row.is_empty() => Some((field, 0)),
        (Some(most), Ok(row)) if row < most => Some((field, row)),
        _ => None,
    }
}

/// How many rows a field may have; None for one that does not repeat.
pub fn rows(field: &Field) -> Option<usize> {
    match field.input {
        Input::Row | Input::RowCheck => Some(ROWS_MAX),
        Input::Ranked(most) => Some(if field.name == "question" { QUESTIONS_MAX } else { most }),
        _ => None,
    }
}

/// The name a refusal about `field` is shown at.
pub fn shown_at(field: &str) -> String {
    let repeats = FIELDS.iter().find(|f| f.name == field).is_some_and(|f| rows(f).is_some());
    if repeats { format!("{field}.0") } else { field.to_owned() }
}

impl Typed {
    /// The working text of an offer that exists.
    pub fn of(draft: &OfferDraft, extras: &Extras) -> Typed {
        let mut typed = Typed::default();
        let mut seen: BTreeMap<String, usize> = BTreeMap::new();
        for (name, value) in form::write(draft, extras) {
            let Some(field) = FIELDS.iter().find(|f| f.name == name) else { continue };
            let name = match (rows(field), field.input) {
                (None, _) => name,
                (Some(_), Input::RowCheck) => format!("{name}.{value}"),
                (Some(_), _) => {
                    let next = seen.entry(name.clone()).or_default();
                    *next += 1;
                    format!("{name}.{}", *next - 1)
                }
            };
            typed.put(&name, &value);
        }
        typed
    }

    /// The value of a field; empty when nothing was written.
    pub fn get(&self, name: &str) -> &str {
        self.fields.get(name).map_or("", String::as_str)
    }

    /// Writes a value that nobody typed.
    pub fn set(&mut self, name: &str, value: &str) {
        self.put(name, value);
    }

    fn put(&mut self, name: &str, value: &str) {
        match value.trim().is_empty() {
            true => drop(self.fields.remove(name)),
            false => drop(self.fields.insert(name.to_owned(), value.to_owned())),
        }
    }

    /// Writes one field, as `session` typed it from the version `base`. Returns what it holds when another session wrote it since.
    ///
    /// # Errors
    /// The text the field holds, which stays.
    pub fn write(&mut self, name: &str, value: &str, base: i64, session: i64, version: i64) -> Result<(), String> {
        let elsewhere = self.marks.get(name).is_some_and(|(at, who)| *at > base && *who != session);
        if elsewhere && self.get(name) != value.trim() {
            return Err(self.get(name).to_owned());
        }
        self.put(name, value.trim());
        self.marks.insert(name.to_owned(), (version, session));
        Ok(())
    }

    /// Writes the whole form, read at the version `base`: what is not sent is empty. `sent` gives the value of a name, if it was sent.
    /// Returns the fields another session wrote since, which stay as they are: name and text.
    pub fn write_all(&mut self, sent: &dyn Fn(&str) -> Option<String>, base: i64, session: i64, version: i64) -> Vec<(String, String)> {
        let mut elsewhere = Vec::new();
        for field in FIELDS {
            let names: Vec<String> = match rows(field) {
                None => vec![field.name.to_owned()],
                Some(most) => (0..most).map(|row| format!("{}.{row}", field.name)).collect(),
            };
            for name in names {
                let value: String = sent(&name).unwrap_or_default().trim().chars().take(VALUE_MAX).collect();
                if self.get(&name) != value
                    && let Err(theirs) = self.write(&name, &value, base, session, version)
                {
                    elsewhere.push((name, theirs));
                }
            }
        }
        elsewhere
    }

    /// How many rows of a repeated field hold something, counted to the last one.
    pub fn used(&self, base: &str) -> usize {
        (0..ROWS_MAX).filter(|row| !self.get(&format!("{base}.{row}")).is_empty()).max().map_or(0, |last| last + 1)
    }

    /// The values of a field, in order, as the form is read.
    pub fn values(&self, name: &str) -> Vec<String> {
        let Some(field) = FIELDS.iter().find(|f| f.name == name) else { return Vec::new() };
        let at = |row: usize| self.get(&format!("{name}.{row}")).to_owned();
        match (rows(field), field.input) {
            (None, _) => vec![self.get(name).to_owned()],
            (Some(most), Input::RowCheck) => (0..most).filter(|row| !at(*row).is_empty()).map(|row| row.to_string()).collect(),
            (Some(most), Input::Row) => (0..most).map(at).collect(),
            (Some(most), _) => (0..most).map(at).filter(|v| !v.is_empty()).collect(),
        }
    }

    /// What it makes: an offer as complete as the text allows, and what is missing. Refusals name the field as the page shows it.
    pub fn read(&self, today: Date, base: &OfferDraft) -> Filled {
        let mut filled = form::read(&|name| self.values(name), today, base);
        for refusal in &mut filled.refusals {
            refusal.field = refusal.field.as_deref().map(shown_at);
            let mut letters = refusal.sentence.chars();
            // The sentences of the form begin without a capital; beside a field they stand alone.
            refusal.sentence = letters.next().map(|c| c.to_uppercase().chain(letters).collect::<String>() + ".").unwrap_or_default();
        }
        filled
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::jobs::publish::form::blank;
    use jiff::civil::date;

    #[test]
    fn an_offer_written_into_fields_reads_back_the_same() {
        let today = date(2026, 11, 22);
        for draft in crate::jobs::publish::seeds::all().into_iter().filter(|d| d.places.len() < ROWS_MAX && d.conditions.len() < ROWS_MAX) {
            let typed = Typed::of(&draft, &Extras { questions: vec!["Pourquoi ici ?".into()], charter: true });
            let again = Typed::of(&typed.read(today, &draft).draft, &Extras { questions: vec!["Pourquoi ici ?".into()], charter: true });
            assert_eq!(typed.fields, again.fields, "{}", draft.reference);
        }
    }

    #[test]
    fn a_field_written_elsewhere_meanwhile_is_not_lost() {
        let mut typed = Typed::default();
        typed.write("title", "Comptable", 1, 7, 2).unwrap();
        typed.write("title", "Comptable associatif", 1, 7, 3).unwrap();
        assert_eq!(typed.write("title", "Comptable unique", 1, 8, 4), Err("Comptable associatif".into()));
        typed.write("team", "Cinq personnes", 1, 8, 4).unwrap();
        typed.write("title", "Comptable unique", 3, 8, 5).unwrap();
        assert_eq!(typed.get("title"), "Comptable unique");
    }

    #[test]
    fn names_that_are_none_are_known() {
        for bad in ["", "x", "title.0", "place_label", "place_label.99", "question.3", "place_label.-1"] {
            assert!(field_of(bad).is_none(), "{bad}");
        }
        assert_eq!(field_of("question.2").unwrap().1, 2);
        let empty = Typed::default().read(date(2026, 11, 22), &blank("We&Co", "1", date(2026, 11, 22)));
        assert!(empty.refusals.iter().any(|r| r.field.as_deref() == Some("contracts.0")));
    }
}
