//! The same for a host: whom it receives, whom it ranked higher and does not receive, and why.

use super::above::pair;
use super::outcome::{HostOutcome, MISSED, Missed, Outcome, Rank, Received};
use super::silence::Silent;
use crate::i18n::campaign_outcome as say;
use crate::matching::problem::{Lock, Problem};
use std::collections::BTreeMap;

/// What there is to say to every host, by pseudonym; `people` is what [`super::outcome::people`] made of the whole plan.
pub fn hosts(problem: &Problem, people: &BTreeMap<String, Outcome>, silent: &Silent) -> BTreeMap<String, HostOutcome> {
    let mut received: Vec<Vec<Received>> = vec![Vec::new(); problem.organisations.len()];
    let targets: BTreeMap<&str, u32> = (0..problem.target_count()).map(|t| (problem.target_name(t), t)).collect();
    for (associate, outcome) in people {
        for placed in &outcome.placed {
            let Some(target) = targets.get(placed.target.as_str()) else { continue };
            let host = problem.organisation_of(*target) as usize;
            received[host].push(Received { associate: associate.clone(), placed: placed.clone() });
        }
    }
    let one = |(host, mut received): (usize, Vec<Received>)| {
        let order = |r: &Received| (r.placed.period, r.placed.their_rank.map(|rank| rank.at), r.associate.clone());
        received.sort_by_key(order);
        let meetings = problem.missions.is_empty();
        let ranks: Option<Vec<Rank>> = received.iter().map(|r| r.placed.their_rank).collect();
        let summary = ranks.map_or_else(|| say::silent_host(received.len(), meetings), |ranks| say::host_outcome(&ranks, meetings));
        let name = &problem.organisations[host].id;
        // A host that says nothing likes nobody better.
        let missed = if silent.hosts.contains(name) { Vec::new() } else { missed(problem, host as u32, &received, people, silent) };
        (name.clone(), HostOutcome { received, missed, summary })
    };
    received.into_iter().enumerate().map(one).collect()
}

/// Acceptable associates the host likes better than the worst it receives, and does not receive; best first.
fn missed(problem: &Problem, host: u32, received: &[Received], people: &BTreeMap<String, Outcome>, silent: &Silent) -> Vec<Missed> {
    let value = |associate: &str, target: &str| pair(problem, associate, target).map(|(_, pair)| problem.host[pair]);
    let Some(worst) = received.iter().filter_map(|r| value(&r.associate, &r.placed.target)).min() else { return Vec::new() };
    // The best of each associate's pairs with the host: value for the host, and the pair.
    let best = |a: usize| {
        problem.pairs_of(a).filter(|p| problem.organisation_of(problem.target[*p]) == host).max_by_key(|p| (problem.host[*p], problem.own[*p]))
    };
    let all: Vec<(usize, usize)> = (0..problem.associates.len()).filter_map(|a| best(a).map(|pair| (a, pair))).collect();
    let rank = |pair: usize| 1 + all.iter().filter(|(_, other)| problem.host[*other] > problem.host[pair]).count();
    let here = |a: usize| received.iter().any(|r| r.associate == problem.associates[a]);
    let mut wanted: Vec<(usize, usize)> = all.iter().copied().filter(|(a, pair)| problem.host[*pair] > worst && !here(*a)).collect();
    wanted.sort_by_key(|(a, pair)| (std::cmp::Reverse(problem.host[*pair]), *a));
    let tell = |(a, pair): (usize, usize)| {
        let associate = problem.associates[a].clone();
        let because = because(problem, pair, people.get(&associate), silent.associates.contains(&associate));
        Missed { associate, rank: rank(pair), because: because.to_owned() }
    };
    wanted.into_iter().take(MISSED).map(tell).collect()
}

fn because(problem: &Problem, wanted: usize, outcome: Option<&Outcome>, silent: bool) -> &'static str {
    let owner = problem.first.partition_point(|first| *first as usize <= wanted).saturating_sub(1);
    let name = &problem.associates[owner];
    let mine = |target: &str| pair(problem, name, target).map(|(_, pair)| problem.own[pair]);
    let held: Vec<u16> = outcome.map(|o| o.placed.iter().filter_map(|p| mine(&p.target)).collect()).unwrap_or_default();
    if problem.lock[wanted] == Lock::Forbidden {
        say::MISSED_FORBIDDEN
    } else if !silent && !held.is_empty() && held.iter().all(|own| *own > problem.own[wanted]) {
        say::MISSED_HAPPIER
    } else {
        say::MISSED_OVERALL
    }
}

#[cfg(test)]
#[path = "received_tests.rs"]
mod tests;
