//! One list of one voter in one stage: for each target a rank, indifference, a private refusal, or nothing (rules D2, D6).
//!
//! Equal ranks are equals and ranks may skip. A target that is not named is silent: neutral, with a reminder. The text of a ballot, one
//! line an entry, is at once what is stored, the one field that saves itself, and what a person can read: `12=3`, `7=~`, `9=!trop loin`
//! ([`crate::desk::order`] reads it here and in the browser).

use crate::desk::order;
pub use crate::desk::order::{RANK_MAX as RANK_MOST, REASON_MAX as REASON_MOST};
use crate::i18n::campaign_rules as say;
use crate::kernel::refusal::Refusal;
use std::collections::BTreeMap;

/// Most bytes of a ballot's text.
pub const TEXT_MOST: usize = 64 * 1024;

/// What is said of one target.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Mark {
    /// From 1, the best.
    Ranked(u16),
    /// Neither for nor against.
    Indifferent,
    /// Never, for a reason only the team reads.
    Refused(String),
}

/// A target and what is said of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// Key of a mission (an associate's list) or of an associate (a host's list).
    pub target: i64,
    /// What is said.
    pub mark: Mark,
}

/// A list. Entries are in the order of their targets, each named once.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Ballot {
    /// What is said, by target.
    pub entries: Vec<Entry>,
}

/// How many targets were given what.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// With a rank.
    pub ranked: usize,
    /// Neither for nor against.
    pub indifferent: usize,
    /// Refused.
    pub refused: usize,
    /// Known and not named.
    pub missing: usize,
}

/// A ballot after targets came and went.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Merged {
    /// Without what is gone; what is new is silent.
    pub ballot: Ballot,
    /// Targets the ballot named that are no longer there.
    pub gone: Vec<i64>,
    /// Known targets the ballot does not name.
    pub silent: Vec<i64>,
}

impl From<order::Entry> for Mark {
    fn from(read: order::Entry) -> Mark {
        match (read.refused, read.rank) {
            (true, _) => Mark::Refused(read.reason),
            (false, Some(rank)) => Mark::Ranked(rank),
            (false, None) => Mark::Indifferent,
        }
    }
}

impl Ballot {
    /// A ballot from marks in any order; of a target named twice the last counts.
    pub fn of(entries: impl IntoIterator<Item = (i64, Mark)>) -> Ballot {
        let sorted: BTreeMap<i64, Mark> = entries.into_iter().collect();
        Ballot { entries: sorted.into_iter().map(|(target, mark)| Entry { target, mark }).collect() }
    }

    /// Its text, one line an entry, in the order of the targets; empty for an empty ballot.
    pub fn to_text(&self) -> String {
        let line = |entry: &Entry| match &entry.mark {
            Mark::Ranked(rank) => format!("{}={rank}", entry.target),
            Mark::Indifferent => format!("{}=~", entry.target),
            Mark::Refused(reason) => format!("{}=!{}", entry.target, order::escaped(reason)),
        };
        self.entries.iter().map(line).collect::<Vec<_>>().join("\n")
    }

    /// Reads a text back; lines may end as a form sends them, and come in any order.
    ///
    /// # Errors
    /// More than [`TEXT_MOST`] bytes, or a line that says nothing of a target or names one twice.
    pub fn of_text(text: &str) -> Result<Ballot, Refusal> {
        if text.len() > TEXT_MOST {
            return Err(Refusal::too_large(say::BALLOT_TOO_LONG));
        }
        let read = order::parse(text).map_err(|_| Refusal::malformed(say::BALLOT_GARBAGE))?;
        Ok(Ballot::of(read.into_iter().map(|entry| (entry.id, entry.into()))))
    }

    /// What is said of a target; None when nothing is.
    pub fn mark(&self, target: i64) -> Option<&Mark> {
        self.entries.iter().find(|e| e.target == target).map(|e| &e.mark)
    }

    /// Without the reasons of its refusals, which are for whoever wrote them and the team.
    #[must_use]
    pub fn without_reasons(mut self) -> Ballot {
        self.entries.iter_mut().filter(|e| matches!(e.mark, Mark::Refused(_))).for_each(|e| e.mark = Mark::Refused(String::new()));
        self
    }

    /// With the reasons another list gives for what both refuse, where this one gives none.
    #[must_use]
    pub fn with_reasons_of(mut self, other: &Ballot) -> Ballot {
        for entry in &mut self.entries {
            if let (Mark::Refused(mine), Some(Mark::Refused(theirs))) = (&mut entry.mark, other.mark(entry.target))
                && mine.trim().is_empty()
            {
                mine.clone_from(theirs);
            }
        }
        self
    }

    /// True when nothing is said of anybody.
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// True when something is put before or after something else: neither an empty list nor one that finds everything indifferent.
    pub fn speaks(&self) -> bool {
        self.entries.iter().any(|e| e.mark != Mark::Indifferent)
    }

    /// Checks a draft: known targets, ranks and lengths in their limits.
    ///
    /// # Errors
    /// One refusal for each entry; the field is `rang-{id}` or `motif-{id}`.
    pub fn check_draft(&self, known: &[i64]) -> Result<(), Vec<Refusal>> {
        self.wrong(known, false)
    }

    /// Checks a ballot that is handed in: as a draft, and every refusal has its reason.
    ///
    /// # Errors
    /// As [`Self::check_draft`].
    pub fn check(&self, known: &[i64]) -> Result<(), Vec<Refusal>> {
        self.wrong(known, true)
    }

    fn wrong(&self, known: &[i64], handed_in: bool) -> Result<(), Vec<Refusal>> {
        let mut wrong = Vec::new();
        for Entry { target, mark } in &self.entries {
            let (rank, motive) = (format!("rang-{target}"), format!("motif-{target}"));
            if !known.contains(target) {
                wrong.push(Refusal::invalid(&rank, say::TARGET_GONE));
            }
            match mark {
                Mark::Ranked(0) | Mark::Ranked(1000..) => wrong.push(Refusal::invalid(&rank, say::RANK)),
                Mark::Refused(reason) if reason.chars().count() > REASON_MOST => wrong.push(Refusal::invalid(&motive, say::longest(REASON_MOST))),
                Mark::Refused(reason) if handed_in && reason.trim().is_empty() => wrong.push(Refusal::invalid(&motive, say::REFUSAL_REASON)),
                _ => {}
            }
        }
        if self.to_text().len() > TEXT_MOST {
            wrong.push(Refusal::too_large(say::BALLOT_TOO_LONG));
        }
        if wrong.is_empty() { Ok(()) } else { Err(wrong) }
    }

    /// The ranked targets, best first; equals share a tier.
    pub fn tiers(&self) -> Vec<Vec<i64>> {
        let mut tiers: BTreeMap<u16, Vec<i64>> = BTreeMap::new();
        for entry in &self.entries {
            if let Mark::Ranked(rank) = entry.mark {
                tiers.entry(rank).or_default().push(entry.target);
            }
        }
        tiers.into_values().collect()
    }

    /// The place of each ranked target, best first: one more than how many are better (1, 2, 3, 3, 5).
    pub fn places(&self) -> Vec<(i64, usize)> {
        let mut place = 1;
        let mut places = Vec::new();
        for tier in self.tiers() {
            places.extend(tier.iter().map(|target| (*target, place)));
            place += tier.len();
        }
        places
    }

    /// How many known targets the ballot says nothing of.
    pub fn missing(&self, known: &[i64]) -> usize {
        known.iter().filter(|target| self.mark(**target).is_none()).count()
    }

    /// How many targets were given what.
    pub fn tally(&self, known: &[i64]) -> Tally {
        let count = |is: fn(&Mark) -> bool| self.entries.iter().filter(|e| is(&e.mark)).count();
        Tally {
            ranked: count(|m| matches!(m, Mark::Ranked(_))),
            indifferent: count(|m| matches!(m, Mark::Indifferent)),
            refused: count(|m| matches!(m, Mark::Refused(_))),
            missing: self.missing(known),
        }
    }

    /// "9 au classement, 1 refus, 4 sans avis".
    pub fn summary(&self, known: &[i64]) -> String {
        say::tally(self.tally(known))
    }

    /// The ballot for the targets there are now: what is gone is dropped, what is new is silent.
    pub fn merge_new_targets(&self, known: &[i64]) -> Merged {
        let (kept, gone): (Vec<&Entry>, Vec<&Entry>) = self.entries.iter().partition(|e| known.contains(&e.target));
        Merged {
            ballot: Ballot { entries: kept.into_iter().cloned().collect() },
            gone: gone.into_iter().map(|e| e.target).collect(),
            silent: known.iter().copied().filter(|target| self.mark(*target).is_none()).collect(),
        }
    }
}

#[cfg(test)]
#[path = "ballot_tests.rs"]
pub(super) mod tests;
