//! What everybody's list said, as it is kept with a run: the place they gave, and what it was worth by the published table.
//!
//! The engines count something else: a pair that has not met counts less, what has no number is neutral. Ranks read from what they count
//! would not be those of anybody's list, so whoever tells a result reads them here (rules D8, D9). Everything is keyed by pseudonym.

use super::ballot::Ballot;
use super::worth::Worth;
use crate::matching::explain::{Block, Explanation};
use crate::matching::problem::Problem;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// A line of a list that has a place.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Line {
    /// From 1, the best; equals share the better one.
    pub place: usize,
    /// By the published table, 0 to 1000, before anything is taken off.
    pub worth: u16,
}

/// One list: what was put in order.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct List {
    /// How many had a place when it was handed in.
    pub of: usize,
    /// Those that are still there.
    pub lines: BTreeMap<String, Line>,
}

/// A rank in somebody's list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rank {
    /// From 1, the best; equals share the better one.
    pub at: usize,
    /// How many have a place.
    pub of: usize,
    /// True when something else has the same place.
    pub tied: bool,
}

/// Where something stands for somebody.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// It has a place in their list.
    Ranked(Rank),
    /// They put others in order and gave it no number: neutral.
    Unranked,
    /// They put nothing in order: everything was worth the same.
    Silent,
}

impl Standing {
    /// The rank, if there is one.
    pub fn rank(self) -> Option<Rank> {
        match self {
            Standing::Ranked(rank) => Some(rank),
            Standing::Unranked | Standing::Silent => None,
        }
    }
}

impl List {
    /// A list by the keys of what it orders, put under their names; `worth` is what the engines read in it, in the order of `names`.
    pub(super) fn read(ballot: &Ballot, names: &[(i64, String)], worth: &Worth) -> List {
        let places: BTreeMap<i64, usize> = ballot.places().into_iter().collect();
        let line = |(at, (id, name)): (usize, &(i64, String))| Some((name.clone(), Line { place: *places.get(id)?, worth: worth.worth[at]? }));
        List { of: places.len(), lines: names.iter().enumerate().filter_map(line).collect() }
    }

    fn rank(&self, target: &str) -> Option<Rank> {
        let line = self.lines.get(target)?;
        let tied = self.lines.iter().any(|(name, other)| name != target && other.place == line.place);
        Some(Rank { at: line.place, of: self.of, tied })
    }
}

/// The lists of both sides. Whoever is not named, or put nothing in order, is silent.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Lists {
    /// What something without a place is worth.
    pub neutral: u16,
    /// Of the associates: missions.
    pub associates: BTreeMap<String, List>,
    /// Of the hosts: associates.
    pub hosts: BTreeMap<String, List>,
}

impl Lists {
    /// The list of an associate who put something in order.
    pub fn of(&self, associate: &str) -> Option<&List> {
        self.associates.get(associate).filter(|list| !list.lines.is_empty())
    }

    /// The list of a host that put somebody in order.
    pub fn of_host(&self, host: &str) -> Option<&List> {
        self.hosts.get(host).filter(|list| !list.lines.is_empty())
    }

    fn standing(list: Option<&List>, target: &str) -> Standing {
        list.map_or(Standing::Silent, |list| list.rank(target).map_or(Standing::Unranked, Standing::Ranked))
    }

    /// Where a mission stands for an associate.
    pub fn mission(&self, associate: &str, mission: &str) -> Standing {
        Lists::standing(self.of(associate), mission)
    }

    /// Where an associate stands for a host.
    pub fn person(&self, host: &str, associate: &str) -> Standing {
        Lists::standing(self.of_host(host), associate)
    }

    fn worth(&self, list: Option<&List>, target: &str) -> u16 {
        list.and_then(|list| list.lines.get(target)).map_or(self.neutral, |line| line.worth)
    }

    /// What an associate is worth to a host by its list.
    pub fn worth_to_host(&self, host: &str, associate: &str) -> u16 {
        self.worth(self.of_host(host), associate)
    }

    /// What a mission is worth to an associate by their list.
    pub fn worth_to(&self, associate: &str, mission: &str) -> u16 {
        self.worth(self.of(associate), mission)
    }

    /// The problem with what was said in the place of what is counted.
    pub fn said(&self, problem: &Problem) -> Problem {
        let mut said = problem.clone();
        for (a, pair) in problem.owners() {
            let (associate, target) = (problem.associates[a].as_str(), problem.target[pair]);
            said.own[pair] = self.worth_to(associate, problem.target_name(target));
            said.host[pair] = self.worth_to_host(host_of(problem, target), associate);
        }
        said
    }
}

/// The name of the host of a target.
pub(super) fn host_of(problem: &Problem, target: u32) -> &str {
    &problem.organisations[problem.organisation_of(target) as usize].id
}

/// An explanation as it is kept with its run: what was said stays known, whatever becomes of the lists.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Told {
    /// What was said.
    pub lists: Lists,
    /// Why everybody got what they got.
    #[serde(flatten)]
    pub explanation: Explanation,
}

impl Told {
    /// Pairs that would rather have each other: only those an associate gave a number.
    pub fn blocking(&self) -> Vec<&Block> {
        self.explanation.blocking.iter().filter(|pair| self.lists.mission(&pair.associate, &pair.target).rank().is_some()).collect()
    }

    /// Those of them in which the host likes somebody less who has the place: only those it gave a number.
    pub fn envy(&self, problem: &Problem) -> usize {
        let host = |name: &str| (0..problem.target_count()).find(|t| problem.target_name(*t) == name).map(|t| host_of(problem, t));
        let ranked = |pair: &&&Block| host(&pair.target).is_some_and(|host| self.lists.person(host, &pair.associate).rank().is_some());
        self.blocking().iter().filter(|pair| !pair.over.is_empty()).filter(ranked).count()
    }
}
