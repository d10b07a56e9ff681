//! A new attribution after a change, that keeps people where they were when that costs little.
//!
//! Somebody withdraws, a mission loses a place: the instance is written anew and the former plan no longer fits or is no longer the best. Every
//! placement of the former plan that is still possible gets a *price of change*, added to its weight while the new plan is sought; zero means
//! the best plan whatever it moves, a large price means as few changes as can be among plans that place as many. The certificate in the result is that of the instance itself,
//! so the verifier says how far the kept plan is below the best one.
//!
//! A placement that keeps its mission and changes its period counts as kept while searching, and is told as a move.

use serde::Serialize;

use super::attribute::Effort;
use super::control::Watch;
use super::explain::Plan;
use super::format::solution::{Policy, Solution, Status, TieBreak};
use super::problem::Problem;
use super::random::lot;
use super::solve::{Unfinished, attribution_within};

/// Highest price of change: a thousand full satisfactions.
pub const MOST: u32 = 1_000_000_000;

/// One person's change in one period.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Move {
    /// Who.
    pub associate: String,
    /// Period from 1.
    pub period: u32,
    /// Mission before, if any.
    pub before: Option<String>,
    /// Mission now, if any.
    pub now: Option<String>,
}

/// The new plan and what it changes.
#[derive(Clone, Debug, PartialEq)]
pub struct Reassigned {
    /// A solution of the instance, verifiable as any other.
    pub solution: Solution,
    /// What changes for whom, by person and period.
    pub moves: Vec<Move>,
    /// Loss of total against the best plan found without a price of change.
    pub cost: i64,
}

/// Solves for policy *total* with a `price` in units of weight on every placement that changes.
///
/// # Errors
/// [`Unfinished`].
pub fn reassign(problem: &Problem, before: &Solution, price: u32, seed: u64, effort: &Effort, watch: &dyn Watch) -> Result<Reassigned, Unfinished> {
    let mut solution = attribution_within(problem, Policy::Total, seed, effort, watch)?;
    let free = solution.total;
    if solution.status == Status::Infeasible {
        return Ok(Reassigned { solution, moves: Vec::new(), cost: 0 });
    }
    let old = Plan::read(problem, before);
    let mut priced = problem.clone();
    priced.bonus = vec![0; problem.target.len()];
    for row in old.of.iter().flatten() {
        priced.bonus[row.1] = i64::from(price.min(MOST));
    }
    let kept = attribution_within(&priced, Policy::Total, seed, effort, watch)?;
    if kept.filled == solution.filled {
        adopt(problem, &mut solution, kept);
    }
    let moves = moves(before, &solution);
    Ok(Reassigned { cost: free - solution.total, moves, solution })
}

/// Puts another plan into a solution; the proofs stay those of the instance, the claims shrink to what they show.
fn adopt(problem: &Problem, solution: &mut Solution, kept: Solution) {
    solution.assignment = kept.assignment;
    let plan = Plan::read(problem, solution);
    let rows: Vec<(usize, usize)> = plan.of.iter().enumerate().flat_map(|(a, rows)| rows.iter().map(move |row| (a, row.1))).collect();
    solution.total = rows.iter().map(|row| problem.weight(row.1)).sum();
    solution.bound = solution.bound.max(solution.total);
    let lots = solution.certificate.lots.max(1);
    for stage in &mut solution.stages {
        match stage.name.as_str() {
            "sum" => {
                stage.value = solution.total;
                stage.proved &= solution.total == solution.bound;
                stage.bound = (!stage.proved).then_some(solution.bound);
            }
            "tie_break" => {
                stage.value = rows.iter().map(|&(a, pair)| i64::from(lot(solution.seed, a as u32, problem.target[pair], lots))).sum();
                stage.proved = false;
            }
            _ => {}
        }
    }
    solution.certificate.tie_break = Some(if lots > 1 { TieBreak::Partial } else { TieBreak::None });
    let proved = solution.stages.iter().all(|stage| stage.proved || stage.name == "tie_break");
    solution.status = if proved { Status::Optimal } else { Status::Feasible };
}

fn moves(before: &Solution, now: &Solution) -> Vec<Move> {
    let mut seats: std::collections::BTreeMap<(&String, u32), [Option<&String>; 2]> = std::collections::BTreeMap::new();
    for (side, solution) in [before, now].into_iter().enumerate() {
        for (associate, period, mission) in &solution.assignment {
            seats.entry((associate, *period)).or_default()[side] = Some(mission);
        }
    }
    let changed = seats.into_iter().filter(|(_, [one, other])| one != other);
    changed
        .map(|((associate, period), [one, other])| Move { associate: associate.clone(), period, before: one.cloned(), now: other.cloned() })
        .collect()
}
