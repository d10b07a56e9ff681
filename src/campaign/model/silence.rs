//! Who said nothing. The engines give silence a neutral value, so ranks read from their values would make everything a first choice:
//! whoever tells a result must know whose list said nothing (rules D8, D9).

use crate::matching::explain::{Block, Explanation};
use crate::matching::problem::Problem;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// Who handed in no list, or one that puts nothing before anything else; by pseudonym.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Silent {
    /// Associates.
    pub associates: BTreeSet<String>,
    /// Hosts.
    pub hosts: BTreeSet<String>,
}

impl Silent {
    /// True when the host of a target is silent.
    pub fn host_of(&self, problem: &Problem, target: u32) -> bool {
        self.hosts.contains(&problem.organisations[problem.organisation_of(target) as usize].id)
    }
}

/// An explanation as it is kept with its run: who was silent stays known, whatever becomes of the lists.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Told {
    /// Who said nothing.
    #[serde(default)]
    pub silent: Silent,
    /// Why everybody got what they got.
    #[serde(flatten)]
    pub explanation: Explanation,
}

impl Told {
    /// Pairs that would rather have each other: only of people who said so.
    pub fn blocking(&self) -> Vec<&Block> {
        self.explanation.blocking.iter().filter(|pair| !self.silent.associates.contains(&pair.associate)).collect()
    }

    /// Those of them in which the host likes somebody less who has the place: only of hosts who said so.
    pub fn envy(&self, problem: &Problem) -> usize {
        let silent = |name: &str| {
            let target = (0..problem.target_count()).find(|t| problem.target_name(*t) == name);
            target.is_some_and(|t| self.silent.host_of(problem, t))
        };
        let said = |pair: &&Block| !self.silent.associates.contains(&pair.associate) && !silent(&pair.target);
        self.explanation.envy.iter().filter(said).count()
    }
}
