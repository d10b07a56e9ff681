//! What a list says of each target, in thousandths, by the published table of the engines (rule D8).

use super::ballot::{Ballot, Mark};
use crate::matching::ballots::{self, Table, worths};
use std::collections::{BTreeMap, HashMap};

/// What one list says of every target, in the order of the targets.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Worth {
    /// 0 to 1000; None when refused. Indifferent and silent are worth the neutral value.
    pub worth: Vec<Option<u16>>,
    /// Whether the list says something of the target.
    pub said: Vec<bool>,
    /// The neutral value of the table.
    pub neutral: u16,
}

/// The worths of one side: of each voter, what their list says. A voter without a list is silent; of two lists the last counts.
pub(super) fn worths_of(voters: impl Iterator<Item = i64>, lists: &[(i64, &Ballot)], targets: &[i64]) -> Vec<Worth> {
    let table = Table::default();
    let at: HashMap<i64, u32> = targets.iter().enumerate().map(|(at, id)| (*id, at as u32)).collect();
    let by_voter: BTreeMap<i64, &Ballot> = lists.iter().copied().collect();
    let empty = Ballot::default();
    voters.map(|voter| worth(by_voter.get(&voter).copied().unwrap_or(&empty), &at, &table)).collect()
}

/// Targets that are not there are passed over, and the list is stretched over those that are.
fn worth(list: &Ballot, at: &HashMap<i64, u32>, table: &Table) -> Worth {
    let there = |ids: &[i64]| ids.iter().filter_map(|id| at.get(id).copied()).collect::<Vec<u32>>();
    let mut said = vec![false; at.len()];
    let mut ballot = ballots::Ballot {
        ranked: list.tiers().iter().map(|tier| there(tier)).filter(|tier| !tier.is_empty()).collect(),
        ..ballots::Ballot::default()
    };
    for entry in &list.entries {
        let Some(position) = at.get(&entry.target).copied() else { continue };
        said[position as usize] = true;
        match entry.mark {
            Mark::Ranked(_) => {}
            Mark::Indifferent => ballot.indifferent.push(position),
            Mark::Refused(_) => ballot.unacceptable.push(position),
        }
    }
    Worth { worth: worths(&ballot, at.len(), table), said, neutral: table.neutral() }
}
