//! Why each person got what they got, in facts and in French: ranks both ways, why not the one above, what forcing it would cost
//! (rules D8, D9, D10). Everything is keyed by pseudonym: names are put in by whoever shows it.

use super::above;
use crate::i18n::campaign_outcome as say;
use crate::matching::explain::{Explanation, Held};
use crate::matching::format::solution::Solution;
use crate::matching::problem::Problem;
use std::collections::BTreeMap;

/// Ranks counted one by one; what is worse is counted together.
pub const RANKS: usize = 6;

/// A place somebody has.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Placed {
    /// Pseudonym of the host (meetings) or mission.
    pub target: String,
    /// Period, from 1 (attribution only).
    pub period: Option<u8>,
    /// Its rank in the person's list; equals share the better rank.
    pub rank: usize,
    /// How many places were acceptable to the person.
    pub of: usize,
    /// The person's rank for the host.
    pub their_rank: usize,
    /// How many people were acceptable to the host.
    pub their_of: usize,
}

/// What a place would have cost everybody, in points: one point is a thousandth of the most one place can be worth.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Price {
    /// Total of the plan.
    pub before: i64,
    /// Total of the best plan that grants the wish.
    pub after: i64,
    /// People whose places would change, the person included.
    pub people: usize,
    /// True when the loss is proved.
    pub exact: bool,
}

/// Why a wish was not granted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Why {
    /// The team set the pair aside.
    Forbidden,
    /// The person has another mission of the same host (rule B11).
    SameHost,
    /// No place in a period the person asks for.
    Closed,
    /// Nobody is there, and the whole is better so.
    Free,
    /// The team gave the places.
    Fixed,
    /// So many people are there, all ranked higher by the host; `keen` when they all rank the place higher too.
    Preferred {
        /// How many.
        people: usize,
        /// Whether they wanted it more as well.
        keen: bool,
    },
    /// So many people are there; those the host does not rank higher all wanted it more.
    Keener {
        /// How many.
        people: usize,
    },
    /// So many people are there, and the whole is better so.
    Overall {
        /// How many.
        people: usize,
    },
}

/// A place somebody would rather have had.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Above {
    /// Pseudonym of the host or mission.
    pub target: String,
    /// Its rank in the person's list.
    pub rank: usize,
    /// The person's rank for the host.
    pub their_rank: usize,
    /// Periods, from 1, whose place is ranked lower than this one; empty for meetings.
    pub periods: Vec<u8>,
    /// Why not.
    pub why: Why,
    /// Why not, in a sentence or two.
    pub because: String,
    /// What it would have cost, when it was computed and there is a plan.
    pub price: Option<Price>,
    /// What it would have cost, in a sentence; empty when it was not computed.
    pub cost: String,
}

/// What there is to say to one associate.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Outcome {
    /// What they have, by period.
    pub placed: Vec<Placed>,
    /// What was above, best first.
    pub above: Vec<Above>,
    /// "Vous avez votre 3e choix, puis votre 1er choix."
    pub summary: String,
}

/// Somebody a host receives.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Received {
    /// Pseudonym of the associate.
    pub associate: String,
    /// Where, as the associate sees it.
    pub placed: Placed,
}

/// Somebody a host ranked above one it receives, and does not receive.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Missed {
    /// Pseudonym of the associate.
    pub associate: String,
    /// Their rank for the host.
    pub rank: usize,
    /// Why not, in a sentence.
    pub because: String,
}

/// What there is to say to one host.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HostOutcome {
    /// Whom it receives, by period and its own ranking.
    pub received: Vec<Received>,
    /// Whom it would rather have received, best first; at most [`MISSED`].
    pub missed: Vec<Missed>,
    /// "Vous accueillez deux personnes : votre 1er et votre 4e choix."
    pub summary: String,
}

/// Most people told in [`HostOutcome::missed`].
pub const MISSED: usize = 5;

/// The places of everybody by the rank they had for the person: 1st to 5th, then 6th and beyond.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Cohort {
    /// Places in all.
    pub places: usize,
    /// By rank.
    pub by_rank: [usize; RANKS],
}

impl Cohort {
    /// Places that are one of the three best choices.
    pub fn best_three(&self) -> usize {
        self.by_rank[..3].iter().sum()
    }

    /// "39 places sur 48 sont un premier, deuxième ou troisième choix."
    pub fn words(&self) -> String {
        say::best_three(self.best_three(), self.places)
    }
}

fn placed(held: &Held) -> Placed {
    Placed {
        target: held.target.clone(),
        period: held.period.and_then(|p| u8::try_from(p).ok()),
        rank: held.rank,
        of: held.of,
        their_rank: held.host_rank,
        their_of: held.host_of,
    }
}

/// What there is to say to every associate explained, by pseudonym.
pub fn people(problem: &Problem, solution: &Solution, explanation: &Explanation) -> BTreeMap<String, Outcome> {
    let one = |person: &crate::matching::explain::Person| {
        let mut held: Vec<Placed> = person.held.iter().map(placed).collect();
        held.sort_by_key(|p| (p.period, p.rank));
        let above = person.wishes.iter().map(|wish| above::above(problem, solution, person, wish)).collect();
        let ranks: Vec<usize> = held.iter().map(|p| p.rank).collect();
        let summary = say::outcome(&ranks, !problem.missions.is_empty());
        (person.associate.clone(), Outcome { placed: held, above, summary })
    };
    explanation.people.iter().map(one).collect()
}

/// The places of everybody explained, by rank.
pub fn cohort(explanation: &Explanation) -> Cohort {
    let mut cohort = Cohort::default();
    for held in explanation.people.iter().flat_map(|p| &p.held) {
        cohort.places += 1;
        cohort.by_rank[held.rank.clamp(1, RANKS) - 1] += 1;
    }
    cohort
}

/// The total of a plan in points.
pub fn points(solution: &Solution) -> i64 {
    above::points(solution.total)
}

#[cfg(test)]
#[path = "outcome_tests.rs"]
pub(super) mod tests;
