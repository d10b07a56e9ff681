//! The policies and the weights of the two sides, side by side.
//!
//! Every combination is solved on its own; each plan is then measured with *every* weight, so that what one choice costs the others is a
//! difference in the same column. Combinations are shared out among threads by their position and told in their order: any number of threads
//! gives the same result.

use serde::Serialize;

use super::control::Watch;
use super::explain::blocks::{Plan, blocking};
use super::format::solution::{Policy, Solution, Status};
use super::problem::Problem;
use super::solve::{self, Unfinished};

/// Weights compared unless others are asked for, per mille on the associates' side.
pub const WEIGHTS: [u32; 3] = [300, 500, 700];
/// All policies.
pub const POLICIES: [Policy; 3] = [Policy::Total, Policy::Balanced, Policy::Egalitarian];

/// One combination and how its plan does.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Side {
    /// Policy.
    pub policy: Policy,
    /// Weight of the associates' satisfaction, per mille.
    pub associate_weight: u32,
    /// Status of the solution.
    pub status: Status,
    /// Meetings or placements.
    pub filled: u64,
    /// Total measured with each weight compared, in their order.
    pub totals: Vec<i64>,
    /// What that is short of the best total of the column among plans that fill as much.
    pub losses: Vec<i64>,
    /// Mean satisfaction of the associates with what they got, in thousandths of a point.
    pub associates_mean: u64,
    /// Mean satisfaction of the hosts.
    pub hosts_mean: u64,
    /// Lowest satisfaction of an associate with something they got.
    pub associates_least: u16,
    /// Lowest of a host.
    pub hosts_least: u16,
    /// Tier of the worst pair.
    pub floor: u32,
    /// Pairs that would rather have each other.
    pub blocking: usize,
    /// Among them, those where somebody the host likes less has the place.
    pub envy: usize,
    /// Associates whose placements differ from the first combination's.
    pub differs: usize,
}

/// Solves and measures every combination, in order: policies, and within each the weights.
///
/// # Errors
/// [`Unfinished`] of the first combination that did not finish.
pub fn compare(
    problem: &Problem,
    policies: &[Policy],
    weights: &[u32],
    seed: u64,
    threads: usize,
    watch: &(dyn Watch + Sync),
) -> Result<Vec<Side>, Unfinished> {
    let jobs: Vec<(Policy, u32)> = policies.iter().flat_map(|&policy| weights.iter().map(move |&weight| (policy, weight))).collect();
    let one = |&(policy, weight): &(Policy, u32)| {
        let mut weighted = problem.clone();
        weighted.associate_weight = weight;
        if problem.missions.is_empty() { solve::meetings(&weighted, policy, seed, watch) } else { solve::attribution(&weighted, policy, seed, watch) }
    };
    let threads = threads.clamp(1, jobs.len().max(1));
    let mut solved: Vec<Option<Result<Solution, Unfinished>>> = vec![None; jobs.len()];
    if threads == 1 {
        solved.iter_mut().zip(&jobs).for_each(|(slot, job)| *slot = Some(one(job)));
    } else {
        std::thread::scope(|scope| {
            let mut shares: Vec<Vec<_>> = (0..threads).map(|_| Vec::new()).collect();
            for (at, pair) in solved.iter_mut().zip(&jobs).enumerate() {
                shares[at % threads].push(pair);
            }
            for share in shares {
                scope.spawn(|| share.into_iter().for_each(|(slot, job)| *slot = Some(one(job))));
            }
        });
    }
    let mut sides: Vec<Side> = Vec::new();
    let mut first: Option<Plan> = None;
    for ((policy, weight), solution) in jobs.into_iter().zip(solved) {
        let solution = solution.unwrap_or(Err(Unfinished::Stopped))?;
        let plan = Plan::read(problem, &solution);
        let reference = first.get_or_insert_with(|| plan.clone());
        sides.push(measure(problem, (policy, weight, weights), &solution, &plan, reference));
    }
    let most = sides.iter().map(|side| side.filled).max().unwrap_or(0);
    for column in 0..weights.len() {
        let best = sides.iter().filter(|side| side.filled == most).map(|side| side.totals[column]).max().unwrap_or(0);
        sides.iter_mut().for_each(|side| side.losses.push(best - side.totals[column]));
    }
    Ok(sides)
}

fn measure(problem: &Problem, (policy, weight, weights): (Policy, u32, &[u32]), solution: &Solution, plan: &Plan, first: &Plan) -> Side {
    let pairs: Vec<usize> = plan.of.iter().flatten().map(|row| row.1).collect();
    let sum = |side: &[u16]| pairs.iter().map(|&pair| u64::from(side[pair])).sum::<u64>();
    let least = |side: &[u16]| pairs.iter().map(|&pair| side[pair]).min().unwrap_or(0);
    let (own, host) = (sum(&problem.own), sum(&problem.host));
    let total = |&alpha: &u32| i64::from(alpha) * own as i64 + (1000 - i64::from(alpha)) * host as i64;
    let blocks = blocking(problem, plan);
    let count = pairs.len().max(1) as u64;
    Side {
        policy,
        associate_weight: weight,
        status: solution.status,
        filled: solution.filled,
        totals: weights.iter().map(total).collect(),
        losses: Vec::new(),
        associates_mean: own * 1000 / count,
        hosts_mean: host * 1000 / count,
        associates_least: least(&problem.own),
        hosts_least: least(&problem.host),
        floor: pairs.iter().map(|&pair| problem.tier(pair)).min().unwrap_or(9),
        blocking: blocks.len(),
        envy: blocks.iter().filter(|block| !block.over.is_empty()).count(),
        differs: plan.of.iter().zip(&first.of).filter(|(one, other)| one != other).count(),
    }
}

/// The comparison as a text table.
#[must_use]
pub fn text(sides: &[Side], weights: &[u32]) -> String {
    let mut lines = vec![String::from(
        "règle        α    | statut       placés | satisfaction moyenne (la moindre)       | plancher | bloquantes (jalousies) | manque au mieux de chaque α",
    )];
    for side in sides {
        let name = match side.policy {
            Policy::Total => "total",
            Policy::Balanced => "équilibrée",
            Policy::Egalitarian => "égalitaire",
        };
        let status = match side.status {
            Status::Optimal => "optimal",
            Status::Feasible => "non prouvé",
            Status::Infeasible => "infaisable",
        };
        let point = |mean: u64| format!("{},{}", mean / 1000, mean % 1000 / 100);
        let losses: Vec<String> = weights.iter().zip(&side.losses).map(|(alpha, loss)| format!("{alpha} : {loss}")).collect();
        lines.push(format!(
            "{name:12} {:4} | {status:12} {:6} | associés {} ({}), hôtes {} ({}) | {} | {} ({}) | {} | {} personnes autrement",
            side.associate_weight,
            side.filled,
            point(side.associates_mean),
            side.associates_least,
            point(side.hosts_mean),
            side.hosts_least,
            side.floor,
            side.blocking,
            side.envy,
            losses.join(", "),
            side.differs
        ));
    }
    lines.join("\n") + "\n"
}
