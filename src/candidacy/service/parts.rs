//! The fields of a file as a form shows them, with the version each was read in.

use crate::candidacy::model::autosave::get;
use crate::candidacy::model::fields::{Field as Known, Kind, field_of};
use crate::candidacy::model::file::Dossier;
use crate::candidacy::store::dossiers::Saved;
use crate::desk::model::{Block, Field, Form};
use crate::desk::service::Ask;
use crate::i18n::candidacy as say;
use crate::kernel::dates::moment;
use std::collections::BTreeMap;

/// A file being written: what a form needs to know.
pub struct Desk<'a> {
    /// The page, where each field is sent.
    pub page: String,
    /// The file.
    pub dossier: &'a Dossier,
    /// The version of the whole file.
    pub version: i64,
    /// When each field was saved.
    pub saved: &'a BTreeMap<String, Saved>,
    /// What to correct, by address.
    pub problems: BTreeMap<String, String>,
}

impl Desk<'_> {
    /// The field at an address, as it stands.
    pub fn field(&self, address: &str) -> Option<Field> {
        let known = field_of(address)?;
        let mut field = shape(known, address);
        field.value = get(self.dossier, address).unwrap_or_default();
        field.version = self.saved.get(address).map_or(0, |s| s.version).to_string();
        field.error = self.problems.get(address).cloned().unwrap_or_default();
        Some(field)
    }

    /// A form that saves itself, with its button for whoever has no script.
    pub fn form(&self, id: &str, addresses: &[&str]) -> Form {
        let mut form = Form { autosave: self.page.clone(), ..Form::new(id) };
        form.fields.extend(addresses.iter().filter_map(|a| self.field(a)));
        form.hidden("lu", self.version.to_string()).quiet("enregistrer", say::SAVE)
    }

    /// The form as a block; what is to correct is shown even before it is sent.
    pub fn block(&self, ask: &Ask<'_>, form: Form) -> Block {
        let errors: Vec<String> = form.fields.iter().map(|f| f.error.clone()).collect();
        let mut filled = ask.fill(form);
        for (field, error) in filled.fields.iter_mut().zip(errors) {
            if field.error.is_empty() {
                field.error = error;
            }
        }
        Block::form(filled)
    }

    /// When the last of these fields was saved: "Enregistré à 14:03".
    pub fn saved_words(&self, ask: &Ask<'_>, prefix: &str) -> Option<String> {
        let dotted = format!("{prefix}.");
        let mine = self.saved.iter().filter(|(field, _)| *field == prefix || field.starts_with(&dotted));
        mine.map(|(_, s)| s.at).max().map(|at| say::saved_at(&moment(at, ask.now)))
    }
}

fn shape(known: &Known, address: &str) -> Field {
    let choose = || std::iter::once((String::new(), say::CHOOSE.to_owned()));
    let field = match known.kind {
        Kind::Choice(list) => {
            let all = choose().chain(list().into_iter().map(|(code, label)| (code.to_owned(), label.to_owned())));
            Field::new(address, "select", known.label).options(all)
        }
        Kind::YesNo if known.code == "no_diploma" => Field::new(address, "check", "").options([("oui", known.label)]),
        Kind::YesNo => Field::new(address, "select", known.label).options([("", say::CHOOSE), ("oui", say::YES), ("non", say::NO)]),
        Kind::Text => Field::new(address, "area", known.label).max(most(known)).rows(if known.code == "letter" { 9 } else { 4 }),
        Kind::Video => Field { keyboard: "url".to_owned(), ..Field::new(address, "text", known.label).max(most(known)) },
        Kind::Percent => Field { keyboard: "numeric".to_owned(), ..Field::new(address, "text", known.label).max(most(known)) },
        _ => Field::new(address, "text", known.label).max(most(known)),
    };
    let half = matches!(known.kind, Kind::Month | Kind::Percent | Kind::Day) || known.code.ends_with(".kind") || known.code.ends_with(".level");
    Field { hint: known.hint.to_owned(), half, ..field }
}

fn most(known: &Known) -> u32 {
    u32::try_from(known.max).unwrap_or(0)
}
