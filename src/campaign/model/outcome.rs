//! Why each person got what they got in an attribution, in facts and in French: ranks both ways as the lists said them, why not the one
//! above, what forcing it would cost (rules D8, D9, D10). Everything is keyed by pseudonym: names are put in by whoever shows it.

use super::above;
use super::lists::{Line, Standing, Told, host_of};
use crate::i18n::campaign_outcome as say;
use crate::matching::explain::{Held, Person, Wish};
use crate::matching::format::solution::Solution;
use crate::matching::problem::Problem;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Ranks counted one by one; what is worse is counted together.
pub const RANKS: usize = 6;
/// Lines of a distribution: the ranks, then without a number, then without a list.
pub const LINES: usize = RANKS + 2;

/// A place somebody has.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Placed {
    /// Pseudonym of the mission.
    pub target: String,
    /// Period, from 1.
    pub period: u8,
    /// Where it stands for the person.
    pub rank: Standing,
    /// Where the person stands for the host.
    pub their_rank: Standing,
    /// Others who would have gained by it, as their list says.
    pub contested: usize,
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
    /// The host would not have the person.
    Barred,
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
    /// Pseudonym of the mission.
    pub target: String,
    /// Its rank in the person's list.
    pub rank: usize,
    /// Periods, from 1, whose mission is worth less to the person than this one.
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
    /// What it would have cost, in a sentence; empty when it was not computed.
    pub cost: String,
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

/// The places of everybody by the rank they had for the person: 1st to 5th, then 6th and beyond; those without a rank apart.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Cohort {
    /// Places that had a rank.
    pub ranked: usize,
    /// By rank.
    pub by_rank: [usize; RANKS],
    /// Places of people who put others in order and gave this one no number.
    #[serde(default)]
    pub unranked: usize,
    /// Places of people who said nothing: no choice of theirs, neither first nor last.
    pub silent: usize,
}

impl Cohort {
    /// Places that are one of the three best choices.
    pub fn best_three(&self) -> usize {
        self.by_rank[..3].iter().sum()
    }

    /// Places of people who put something in order.
    pub fn chosen(&self) -> usize {
        self.ranked + self.unranked
    }

    /// The line of a distribution on which a place is counted, from 0.
    pub fn line(standing: Standing) -> usize {
        match standing {
            Standing::Ranked(rank) => rank.at.clamp(1, RANKS) - 1,
            Standing::Unranked => RANKS,
            Standing::Silent => RANKS + 1,
        }
    }

    /// How many places each line counts; the last two are None when they have none.
    pub fn lines(&self) -> [Option<usize>; LINES] {
        let apart = |n: usize| (n > 0).then_some(n);
        std::array::from_fn(|at| self.by_rank.get(at).copied().or_else(|| apart(if at == RANKS { self.unranked } else { self.silent })))
    }

    /// The places of two cohorts together.
    pub fn with(self, other: &Cohort) -> Cohort {
        Cohort {
            ranked: self.ranked + other.ranked,
            by_rank: std::array::from_fn(|at| self.by_rank[at] + other.by_rank[at]),
            unranked: self.unranked + other.unranked,
            silent: self.silent + other.silent,
        }
    }

    /// "39 places sur 48 sont un premier, deuxième ou troisième choix."
    pub fn words(&self) -> String {
        say::best_three(self.best_three(), self.chosen(), self.silent)
    }
}

/// How many people would gain by each mission, as their lists say, whether its host would have them or not.
fn wanted<'a>(problem: &Problem, told: &'a Told) -> BTreeMap<&'a str, usize> {
    let mut wanted = BTreeMap::new();
    for (target, _) in told.explanation.people.iter().flat_map(|person| better(problem, told, person)) {
        *wanted.entry(target.as_str()).or_default() += 1;
    }
    wanted
}

/// What a person gave a number and does not have, worth more to them than the worst they have; all of it when they lack a mission. Whoever
/// put nothing in order wished for nothing.
fn better<'a>(problem: &Problem, told: &'a Told, person: &'a Person) -> impl Iterator<Item = (&'a String, &'a Line)> {
    let a = problem.associates.iter().position(|name| *name == person.associate);
    let full = a.is_some_and(|a| person.held.len() >= problem.periods[a].iter().filter(|asked| **asked).count());
    let worst = person.held.iter().map(|held| told.lists.worth_to(&person.associate, &held.target)).min().filter(|_| full);
    let held = |target: &str| person.held.iter().any(|held| held.target == target);
    let lines = told.lists.of(&person.associate).into_iter().flat_map(|list| &list.lines);
    lines.filter(move |(target, line)| !held(target) && worst.is_none_or(|worst| line.worth > worst))
}

/// What a person gave a number and would rather have.
fn wishes<'a>(told: &'a Told, person: &'a Person) -> impl Iterator<Item = &'a Wish> {
    person.wishes.iter().filter(|wish| told.lists.mission(&person.associate, &wish.target).rank().is_some())
}

/// What there is to say to every associate explained, by pseudonym.
pub fn people(problem: &Problem, solution: &Solution, told: &Told) -> BTreeMap<String, Outcome> {
    let said = told.lists.said(problem);
    let wanted = wanted(problem, told);
    let host = |target: &str| (0..problem.target_count()).find(|t| problem.target_name(*t) == target).map_or("", |t| host_of(problem, t));
    let one = |person: &Person| {
        let name = person.associate.as_str();
        let placed = |held: &Held| Placed {
            target: held.target.clone(),
            period: held.period.and_then(|p| u8::try_from(p).ok()).unwrap_or(0),
            rank: told.lists.mission(name, &held.target),
            their_rank: told.lists.person(host(&held.target), name),
            contested: wanted.get(held.target.as_str()).copied().unwrap_or(0),
        };
        let mut held: Vec<Placed> = person.held.iter().map(placed).collect();
        held.sort_by_key(|p| (p.period, p.rank.rank().map(|r| r.at)));
        let mut above: Vec<Above> = wishes(told, person).map(|wish| above::above(&said, solution, &told.lists, person, wish)).collect();
        above.extend(barred(problem, told, person));
        above.sort_by_key(|above| above.rank);
        let ranks: Vec<Standing> = held.iter().map(|p| p.rank).collect();
        (name.to_owned(), Outcome { placed: held, above, summary: say::outcome(&ranks) })
    };
    told.explanation.people.iter().map(one).collect()
}

/// What a person put above something they have, and whose host would not have them.
fn barred(problem: &Problem, told: &Told, person: &Person) -> Vec<Above> {
    let tell = |(target, line): (&String, &Line)| {
        let periods = above::periods(person, &told.lists, target);
        let why = Why::Barred;
        Above { target: target.clone(), rank: line.place, periods, why, because: say::because(why), price: None, cost: String::new() }
    };
    better(problem, told, person).filter(|(target, _)| above::pair(problem, &person.associate, target).is_none()).map(tell).collect()
}

/// The places of everybody explained, by rank.
pub fn cohort(people: &BTreeMap<String, Outcome>) -> Cohort {
    let mut cohort = Cohort::default();
    for placed in people.values().flat_map(|p| &p.placed) {
        match placed.rank {
            Standing::Ranked(rank) => {
                cohort.ranked += 1;
                cohort.by_rank[rank.at.clamp(1, RANKS) - 1] += 1;
            }
            Standing::Unranked => cohort.unranked += 1,
            Standing::Silent => cohort.silent += 1,
        }
    }
    cohort
}

#[cfg(test)]
#[path = "outcome_tests.rs"]
pub(super) mod tests;
