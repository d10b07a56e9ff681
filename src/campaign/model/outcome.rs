//! Why each person got what they got, in facts and in French: ranks both ways, why not the one above, what forcing it would cost
//! (rules D8, D9, D10). Everything is keyed by pseudonym: names are put in by whoever shows it.

use super::above;
use super::silence::{Silent, Told};
use crate::i18n::campaign_outcome as say;
use crate::matching::explain::{Held, Person};
use crate::matching::format::solution::Solution;
use crate::matching::problem::Problem;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Ranks counted one by one; what is worse is counted together.
pub const RANKS: usize = 6;

/// A rank in a list that says something.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rank {
    /// From 1, the best; equals share the better one.
    pub at: usize,
    /// How many were acceptable.
    pub of: usize,
    /// True when something else has the same rank.
    pub tied: bool,
}

/// A place somebody has.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Placed {
    /// Pseudonym of the host (meetings) or mission.
    pub target: String,
    /// Period, from 1 (attribution only).
    pub period: Option<u8>,
    /// Its rank in the person's list; None when the person is silent.
    pub rank: Option<Rank>,
    /// The person's rank for the host; None when the host is silent.
    pub their_rank: Option<Rank>,
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

/// The places of everybody by the rank they had for the person: 1st to 5th, then 6th and beyond; those of silent people apart.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Cohort {
    /// Places that had a rank.
    pub ranked: usize,
    /// By rank.
    pub by_rank: [usize; RANKS],
    /// Places of people who said nothing: no choice of theirs, neither first nor last.
    pub silent: usize,
}

impl Cohort {
    /// Places that are one of the three best choices.
    pub fn best_three(&self) -> usize {
        self.by_rank[..3].iter().sum()
    }

    /// The places of two cohorts together.
    pub fn with(self, other: &Cohort) -> Cohort {
        Cohort {
            ranked: self.ranked + other.ranked,
            by_rank: std::array::from_fn(|at| self.by_rank[at] + other.by_rank[at]),
            silent: self.silent + other.silent,
        }
    }

    /// "39 places sur 48 sont un premier, deuxième ou troisième choix."
    pub fn words(&self) -> String {
        say::best_three(self.best_three(), self.ranked, self.silent)
    }
}

/// The pair of a place and its ranks both ways, where they were said.
fn placed(problem: &Problem, person: &Person, silent: &Silent, held: &Held) -> Placed {
    let pair = above::pair(problem, &person.associate, &held.target);
    // Somebody's own pairs, and the pairs of everybody with the same target.
    let tied = |value: &[u16], among: &[usize]| pair.is_some_and(|(_, mine)| among.iter().any(|p| *p != mine && value[*p] == value[mine]));
    let target = pair.map(|(_, mine)| problem.target[mine]);
    let list: Vec<usize> = pair.into_iter().flat_map(|(a, _)| problem.pairs_of(a)).collect();
    let suitors: Vec<usize> = (0..problem.target.len()).filter(|p| Some(problem.target[*p]) == target).collect();
    let rank = Rank { at: held.rank, of: held.of, tied: tied(&problem.own, &list) };
    let their_rank = Rank { at: held.host_rank, of: held.host_of, tied: tied(&problem.host, &suitors) };
    Placed {
        target: held.target.clone(),
        period: held.period.and_then(|p| u8::try_from(p).ok()),
        rank: (!silent.associates.contains(&person.associate)).then_some(rank),
        their_rank: target.is_none_or(|t| !silent.host_of(problem, t)).then_some(their_rank),
    }
}

/// What there is to say to every associate explained, by pseudonym. Somebody silent wished for nothing above what they have.
pub fn people(problem: &Problem, solution: &Solution, told: &Told) -> BTreeMap<String, Outcome> {
    let attribution = !problem.missions.is_empty();
    let one = |person: &Person| {
        let mut held: Vec<Placed> = person.held.iter().map(|held| placed(problem, person, &told.silent, held)).collect();
        held.sort_by_key(|p| (p.period, p.rank.map(|r| r.at)));
        let silent = told.silent.associates.contains(&person.associate);
        let wishes = if silent { &[][..] } else { &person.wishes };
        let above = wishes.iter().map(|wish| above::above(problem, solution, &told.silent, person, wish)).collect();
        let ranks: Option<Vec<Rank>> = held.iter().map(|p| p.rank).collect();
        let summary = ranks.map_or_else(|| say::silent_outcome(held.len(), attribution), |ranks| say::outcome(&ranks, attribution));
        (person.associate.clone(), Outcome { placed: held, above, summary })
    };
    told.explanation.people.iter().map(one).collect()
}

/// The places of everybody explained, by rank.
pub fn cohort(people: &BTreeMap<String, Outcome>) -> Cohort {
    let mut cohort = Cohort::default();
    for placed in people.values().flat_map(|p| &p.placed) {
        match placed.rank {
            Some(rank) => {
                cohort.ranked += 1;
                cohort.by_rank[rank.at.clamp(1, RANKS) - 1] += 1;
            }
            None => cohort.silent += 1,
        }
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
