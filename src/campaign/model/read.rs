//! From the engines' plan back to people, hosts and missions.

use super::compile::Compiled;
use crate::i18n::campaign_rules as say;
use crate::kernel::refusal::Refusal;
use crate::matching::format::solution::Solution;
use std::collections::BTreeMap;

/// What the pseudonyms of a plan stand for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Names {
    /// Associates by pseudonym.
    pub associates: BTreeMap<String, i64>,
    /// Hosts by pseudonym.
    pub hosts: BTreeMap<String, i64>,
    /// Hosts (stage 1) or missions (stage 2) by pseudonym.
    pub targets: BTreeMap<String, i64>,
}

impl Names {
    /// From the pairs of keys and pseudonyms a file was made with ([`super::names::pseudonyms`] makes them again).
    pub fn of(associates: &[(i64, String)], hosts: &[(i64, String)], targets: &[(i64, String)]) -> Names {
        let by_name = |list: &[(i64, String)]| list.iter().map(|(id, name)| (name.clone(), *id)).collect();
        Names { associates: by_name(associates), hosts: by_name(hosts), targets: by_name(targets) }
    }

    fn associate(&self, name: &str) -> Result<i64, Refusal> {
        self.associates.get(name).copied().ok_or_else(|| Refusal::conflict(say::PLAN_STRANGER))
    }

    fn target(&self, name: &str) -> Result<i64, Refusal> {
        self.targets.get(name).copied().ok_or_else(|| Refusal::conflict(say::PLAN_STRANGER))
    }
}

impl Compiled {
    /// What its pseudonyms stand for.
    pub fn names(&self) -> Names {
        Names::of(&self.associates, &self.hosts, &self.targets)
    }
}

/// A meeting of the morning.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Meeting {
    /// Round from 1.
    pub round: u32,
    /// Table of the room from 1.
    pub table: u32,
    /// Who.
    pub associate: i64,
    /// With whom.
    pub host: i64,
}

/// The first table of each host: a host keeps consecutive tables, in the order given, from 1. `hosts` holds keys and tables kept at once.
pub fn first_tables(hosts: &[(i64, u32)]) -> Vec<(i64, u32)> {
    let mut next = 1;
    let mut first = Vec::new();
    for (host, tables) in hosts {
        first.push((*host, next));
        next += tables;
    }
    first
}

/// The meetings of a plan, by round and table; `hosts` gives the tables of the room in order, as [`first_tables`] does.
///
/// # Errors
/// The plan names somebody who is no longer there.
pub fn meetings(solution: &Solution, names: &Names, hosts: &[(i64, u32)]) -> Result<Vec<Meeting>, Refusal> {
    let first: BTreeMap<i64, u32> = first_tables(hosts).into_iter().collect();
    let mut meetings = Vec::with_capacity(solution.meetings.len());
    for (associate, organisation, round, table) in &solution.meetings {
        let (associate, host) = (names.associate(associate)?, names.target(organisation)?);
        let Some(first) = first.get(&host) else { return Err(Refusal::conflict(say::PLAN_STRANGER)) };
        meetings.push(Meeting { round: *round, table: first + table.saturating_sub(1), associate, host });
    }
    meetings.sort_unstable();
    Ok(meetings)
}

/// The placements of an attribution: associate, period from 1, mission; by associate and period.
///
/// # Errors
/// The plan names somebody who is no longer there.
pub fn assignment(solution: &Solution, names: &Names) -> Result<Vec<(i64, u8, i64)>, Refusal> {
    let place = |(associate, period, mission): &(String, u32, String)| {
        let period = u8::try_from(*period).map_err(|_| Refusal::conflict(say::PLAN_STRANGER))?;
        Ok((names.associate(associate)?, period, names.target(mission)?))
    };
    let mut placements = solution.assignment.iter().map(place).collect::<Result<Vec<_>, Refusal>>()?;
    placements.sort_unstable();
    Ok(placements)
}

/// A sentence of the engines with names in place of pseudonyms; what `name` does not know stays.
pub fn with_names(sentence: &str, name: impl Fn(&str) -> Option<String>) -> String {
    let mut out = String::with_capacity(sentence.len());
    let mut word = String::new();
    for c in sentence.chars().chain(std::iter::once(' ')) {
        if c.is_ascii_alphanumeric() {
            word.push(c);
            continue;
        }
        out.push_str(&name(&word).filter(|_| !word.is_empty()).unwrap_or_else(|| word.clone()));
        word.clear();
        out.push(c);
    }
    out.pop();
    out
}

#[cfg(test)]
#[path = "read_tests.rs"]
mod tests;
