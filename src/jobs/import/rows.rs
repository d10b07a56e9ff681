//! Gathers the rows of a file: bounds their number, refuses a second use of a reference, decides what a broken end means.

use super::foreign::Foreign;
use super::{Parsed, ROWS_MAX, Row};
use crate::jobs::model::draft::OfferDraft;
use crate::kernel::refusal::Refusal;
use crate::kernel::text::slug;
use crate::organisations::model::draft::OrganisationDraft;
use std::collections::{HashMap, HashSet};

/// Where and why a file cannot be read any further.
#[derive(Debug)]
pub struct Trouble {
    /// Line of the file, from 1.
    pub line: u64,
    /// What is wrong there, in French.
    pub sentence: String,
}

/// The rows met so far.
pub struct Rows {
    parsed: Parsed,
    seen: HashMap<String, u64>,
    known: HashSet<String>,
}

impl Rows {
    /// No row yet. `authoritative`: see [`Parsed::authoritative`].
    pub fn new(authoritative: bool) -> Rows {
        Rows { parsed: Parsed { authoritative, ..Parsed::default() }, seen: HashMap::new(), known: HashSet::new() }
    }

    /// Keeps the outcome of one offer; a draft is checked here. Refuses the file above [`ROWS_MAX`] rows.
    pub fn offer(&mut self, line: u64, reference: Option<String>, outcome: Result<OfferDraft, Refusal>) -> Result<(), Refusal> {
        let reference = outcome.as_ref().map(|d| d.reference.clone()).ok().or(reference).filter(|r| !r.is_empty());
        let outcome = outcome.and_then(|draft| {
            draft.check()?;
            let key = format!("{}\u{1f}{}", draft.source, draft.reference);
            match self.seen.get(&key) {
                Some(first) => Err(Refusal::invalid("reference", format!("la référence « {} » figure déjà à la ligne {first}", draft.reference))),
                None => {
                    self.seen.insert(key, line);
                    Ok(draft)
                }
            }
        });
        self.parsed.offers.push(Row { line, reference, outcome });
        self.bounded()
    }

    /// Keeps an offer in the words of a feed, and mentions its organisation when it becomes a draft.
    pub fn foreign(&mut self, line: u64, foreign: Foreign, source: &str) -> Result<(), Refusal> {
        let (reference, organisation) = (foreign.reference.clone(), foreign.organisation());
        let outcome = foreign.draft(source);
        if outcome.is_ok() {
            self.mention(line, organisation)?;
        }
        self.offer(line, Some(reference), outcome)
    }

    /// Keeps the outcome of one organisation; a draft is checked here.
    pub fn organisation(&mut self, line: u64, outcome: Result<OrganisationDraft, Refusal>) -> Result<(), Refusal> {
        let outcome = outcome.and_then(|draft| draft.check().map(|()| draft));
        let reference = outcome.as_ref().ok().map(|d| if d.slug.is_empty() { d.name.clone() } else { d.slug.clone() });
        self.parsed.organisations.push(Row { line, reference, outcome });
        self.bounded()
    }

    /// Keeps an organisation a feed mentions, once per name; one that does not pass its check is left out, for the offer
    /// still names it.
    pub fn mention(&mut self, line: u64, draft: OrganisationDraft) -> Result<(), Refusal> {
        if draft.check().is_err() || !self.known.insert(slug(&draft.name)) {
            return Ok(());
        }
        self.organisation(line, Ok(draft))
    }

    fn bounded(&self) -> Result<(), Refusal> {
        if self.parsed.offers.len() + self.parsed.organisations.len() > 2 * ROWS_MAX || self.parsed.offers.len() > ROWS_MAX {
            return Err(Refusal::too_large(format!("le fichier compte plus de {ROWS_MAX} lignes : coupez-le en plusieurs")));
        }
        Ok(())
    }

    /// The rows. When reading stopped on `trouble`, what came before is kept and the trouble becomes a last refused row;
    /// when nothing came before, the whole file is refused.
    pub fn finish(mut self, end: Result<(), Trouble>) -> Result<Parsed, Refusal> {
        if let Err(trouble) = end {
            if self.parsed.offers.is_empty() && self.parsed.organisations.is_empty() {
                return Err(Refusal::malformed(format!("ligne {} : {}", trouble.line, trouble.sentence)));
            }
            let sentence = format!("{} ; la suite du fichier n’a pas été lue", trouble.sentence);
            self.parsed.offers.push(Row { line: trouble.line, reference: None, outcome: Err(Refusal::malformed(sentence)) });
        }
        Ok(self.parsed)
    }
}
