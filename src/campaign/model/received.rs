//! The same for a host: whom it receives, whom it ranked higher and does not receive, why, and what forcing it would cost.

use super::above::{cost, pair};
use super::lists::{Lists, Standing, Told, host_of};
use super::outcome::{HostOutcome, MISSED, Missed, Outcome, Received};
use crate::i18n::campaign_outcome as say;
use crate::matching::format::solution::Solution;
use crate::matching::problem::{Lock, Problem};
use std::collections::BTreeMap;

/// What there is to say to every host, by pseudonym; `people` is what [`super::outcome::people`] made of the whole plan.
pub fn hosts(problem: &Problem, solution: &Solution, people: &BTreeMap<String, Outcome>, told: &Told) -> BTreeMap<String, HostOutcome> {
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
        let order = |r: &Received| (r.placed.period, r.placed.their_rank.rank().map(|rank| rank.at), r.associate.clone());
        received.sort_by_key(order);
        let ranks: Vec<Standing> = received.iter().map(|r| r.placed.their_rank).collect();
        let missed = missed(problem, solution, told, host, &received);
        (problem.organisations[host].id.clone(), HostOutcome { received, missed, summary: say::host_outcome(&ranks) })
    };
    received.into_iter().enumerate().map(one).collect()
}

/// Those the host gave a better number than the one it likes least of those it receives (any number when it receives nobody), and does not
/// receive; best first. A host that put nobody in order missed nobody.
fn missed(problem: &Problem, solution: &Solution, told: &Told, host: usize, received: &[Received]) -> Vec<Missed> {
    let name = problem.organisations[host].id.as_str();
    let Some(list) = told.lists.of_host(name) else { return Vec::new() };
    let worst = received.iter().map(|r| told.lists.worth_to_host(name, &r.associate)).min();
    let here = |associate: &str| received.iter().any(|r| r.associate == associate);
    let mut wanted: Vec<(usize, &str)> = list
        .lines
        .iter()
        .filter(|(associate, line)| !here(associate) && worst.is_none_or(|worst| line.worth > worst))
        .map(|(associate, line)| (line.place, associate.as_str()))
        .collect();
    wanted.sort_unstable();
    let tell = |(rank, associate): (usize, &str)| {
        let offer = told.explanation.offers.iter().find(|offer| {
            offer.associate == associate
                && pair(problem, associate, &offer.target).is_some_and(|(_, pair)| host_of(problem, problem.target[pair]) == name)
        });
        let cost = cost(solution, offer.and_then(|offer| offer.force.as_ref()), true).1;
        Missed { associate: associate.to_owned(), rank, because: because(problem, &told.lists, solution, host, associate).to_owned(), cost }
    };
    wanted.into_iter().take(MISSED).map(tell).collect()
}

fn because(problem: &Problem, lists: &Lists, solution: &Solution, host: usize, associate: &str) -> &'static str {
    let Some(a) = problem.associates.iter().position(|name| name == associate) else { return say::MISSED_OVERALL };
    let pairs: Vec<usize> = problem.pairs_of(a).filter(|p| problem.organisation_of(problem.target[*p]) as usize == host).collect();
    let worth = |mission: &str| lists.worth_to(associate, mission);
    let best = pairs.iter().map(|p| worth(problem.target_name(problem.target[*p]))).max();
    let Some(best) = best else { return say::MISSED_BARRED };
    let held: Vec<&str> = solution.assignment.iter().filter(|row| row.0 == associate).map(|row| row.2.as_str()).collect();
    // Higher in their list: only what they gave a number stands in it.
    let higher = |mission: &&str| lists.mission(associate, mission).rank().is_some() && worth(mission) > best;
    if pairs.iter().all(|p| problem.lock[*p] == Lock::Forbidden) {
        say::MISSED_FORBIDDEN
    } else if !held.is_empty() && held.iter().all(higher) {
        say::MISSED_HAPPIER
    } else {
        say::MISSED_OVERALL
    }
}

#[cfg(test)]
#[path = "received_tests.rs"]
mod tests;
