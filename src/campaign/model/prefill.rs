//! The start of the second list: the first one, put in another order by what the morning changed (rule D6). It commits nobody.
//!
//! The rule, for one voter:
//! 1. **Refused stays refused**, with its reason, whatever was rated.
//! 2. Targets *rated* in the morning (only those that were met count) come by mean score, best first; at equal scores in the order of the
//!    first list, those without a rank in it last; equal in both, they share a rank. A rating ranks a target that was indifferent or silent.
//! 3. Ranked targets that were *not rated* keep their order and their equals. A tier whose place in the first list was at `p` of the way
//!    (0 for the first place, 1 for the last) is put in after `p` of the rated tiers, rounded half up: the first stays on top, the last
//!    at the bottom, the middle in the middle. At one spot they come before the rated tier that follows.
//! 4. Indifferent and silent targets that were not rated stay so.
//!
//! Ranks are then written as places: 1, 2, 3, 3, 5.

use super::ballot::{Ballot, Mark};
use std::cmp::Reverse;
use std::collections::BTreeMap;

/// The second list to start from: `ratings` are mean scores in hundredths (100 to 500) by target, `met` the targets met in the morning.
pub fn second(first: Option<&Ballot>, ratings: &[(i64, u32)], met: &[i64]) -> Ballot {
    let empty = Ballot::default();
    let first = first.unwrap_or(&empty);
    let places: BTreeMap<i64, usize> = first.places().into_iter().collect();
    let refused = |target: i64| matches!(first.mark(target), Some(Mark::Refused(_)));
    let scores: BTreeMap<i64, u32> = ratings.iter().copied().filter(|(target, _)| met.contains(target) && !refused(*target)).collect();
    let mut order: BTreeMap<(Reverse<u32>, usize), Vec<i64>> = BTreeMap::new();
    for (target, score) in &scores {
        order.entry((Reverse(*score), places.get(target).copied().unwrap_or(usize::MAX))).or_default().push(*target);
    }
    let rated: Vec<Vec<i64>> = order.into_values().collect();
    let tiers = insert(rated, &unrated(first, &scores), places.len());
    let mut entries: Vec<(i64, Mark)> = first
        .entries
        .iter()
        .filter(|e| !scores.contains_key(&e.target) && !matches!(e.mark, Mark::Ranked(_)))
        .map(|e| (e.target, e.mark.clone()))
        .collect();
    let mut place: u16 = 1;
    for tier in tiers {
        entries.extend(tier.iter().map(|target| (*target, Mark::Ranked(place.min(super::ballot::RANK_MOST)))));
        place = place.saturating_add(tier.len() as u16);
    }
    Ballot::of(entries)
}

/// The tiers of the first list without what was rated, each with its place in the whole list.
fn unrated(first: &Ballot, scores: &BTreeMap<i64, u32>) -> Vec<(usize, Vec<i64>)> {
    let mut place = 1;
    let mut tiers = Vec::new();
    for tier in first.tiers() {
        let left: Vec<i64> = tier.iter().copied().filter(|target| !scores.contains_key(target)).collect();
        if !left.is_empty() {
            tiers.push((place, left));
        }
        place += tier.len();
    }
    tiers
}

/// Puts the tiers that were not rated among those that were, each at its fraction of a list of `length` places.
fn insert(rated: Vec<Vec<i64>>, unrated: &[(usize, Vec<i64>)], length: usize) -> Vec<Vec<i64>> {
    let steps = length.saturating_sub(1).max(1);
    let after = |place: usize| (2 * (place - 1) * rated.len() + steps) / (2 * steps);
    let mut waiting = unrated.iter().peekable();
    let mut tiers = Vec::new();
    for at in 0..=rated.len() {
        while let Some((_, tier)) = waiting.next_if(|(place, _)| after(*place) <= at) {
            tiers.push(tier.clone());
        }
        tiers.extend(rated.get(at).cloned());
    }
    tiers
}

#[cfg(test)]
#[path = "prefill_tests.rs"]
mod tests;
