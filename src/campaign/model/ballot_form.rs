//! A ballot from the form without script: for each target `rang-{id}`, `avis-{id}` and `motif-{id}`.

use super::ballot::{Ballot, Mark, REASON_MOST};
use crate::desk::order;
use crate::i18n::campaign_rules as say;
use crate::kernel::refusal::Refusal;

/// The value of `avis-{id}` for somebody neither for nor against.
pub const INDIFFERENT: &str = "indifferent";
/// The value of `avis-{id}` for a refusal.
pub const REFUSED: &str = "refuse";
const NAMES: [&str; 3] = ["rang-", "avis-", "motif-"];

impl Ballot {
    /// Reads the fields of the form; other fields are not looked at. A number and an opinion at once are refused, a reason without a
    /// refusal is dropped. The last of several fields of one name counts.
    ///
    /// # Errors
    /// One refusal for each field to put right; the field is the one of the form.
    pub fn of_fields(fields: &[(String, String)], known: &[i64]) -> Result<Ballot, Vec<Refusal>> {
        let mut wrong: Vec<Refusal> = unknown(fields, known);
        let mut entries = Vec::new();
        for target in known {
            match one(fields, *target) {
                Ok(Some(mark)) => entries.push((*target, mark)),
                Ok(None) => {}
                Err(no) => wrong.push(no),
            }
        }
        if wrong.is_empty() { Ok(Ballot::of(entries)) } else { Err(wrong) }
    }
}

/// Fields that say something of a target that is no longer there.
fn unknown(fields: &[(String, String)], known: &[i64]) -> Vec<Refusal> {
    let target = |name: &str| NAMES.iter().find_map(|prefix| name.strip_prefix(prefix)).map(|id| id.parse().unwrap_or(-1));
    let gone = |(name, value): &&(String, String)| !value.trim().is_empty() && target(name).is_some_and(|id: i64| !known.contains(&id));
    fields.iter().filter(gone).map(|(name, _)| Refusal::invalid(name, say::TARGET_GONE)).collect()
}

fn one(fields: &[(String, String)], target: i64) -> Result<Option<Mark>, Refusal> {
    let [rank_field, opinion_field, reason_field] = NAMES.map(|prefix| format!("{prefix}{target}"));
    let value = |name: &str| fields.iter().rev().find(|(key, _)| key == name).map_or("", |(_, value)| value.trim());
    let (typed, opinion, reason) = (value(&rank_field), value(&opinion_field), value(&reason_field));
    if !typed.is_empty() && !opinion.is_empty() {
        return Err(Refusal::invalid(&rank_field, say::RANK_OR_OPINION));
    }
    match opinion {
        "" if typed.is_empty() => Ok(None),
        "" => order::rank_of(typed).map(|rank| Some(Mark::Ranked(rank))).ok_or_else(|| Refusal::invalid(&rank_field, say::RANK)),
        INDIFFERENT => Ok(Some(Mark::Indifferent)),
        REFUSED if reason.chars().count() > REASON_MOST => Err(Refusal::invalid(&reason_field, say::longest(REASON_MOST))),
        REFUSED => Ok(Some(Mark::Refused(reason.to_owned()))),
        _ => Err(Refusal::invalid(&opinion_field, say::OPINION)),
    }
}

#[cfg(test)]
#[path = "ballot_form_tests.rs"]
mod tests;
