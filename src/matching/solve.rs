//! From a problem to a solution file: the engines in the order a run needs them.

pub use super::morning::meetings;

use super::attribute;
use super::control::Watch;
use super::format::solution::{Certificate, LockNote, Policy, Reason, Solution, Status};
use super::meetings::Failure;
use super::problem::Problem;

/// A solution with nothing in it yet.
#[must_use]
pub fn blank(problem: &Problem, policy: Policy, seed: u64) -> Solution {
    let locks = problem.notes.iter().map(|(required, associate, target, note)| LockNote {
        kind: if *required { "require" } else { "forbid" }.into(),
        associate: problem.associates[*associate as usize].clone(),
        target: target.clone(),
        note: note.clone(),
    });
    Solution {
        version: 1,
        status: Status::Infeasible,
        policy,
        seed,
        input_hash: problem.input_hash.clone(),
        filled: 0,
        total: 0,
        bound: 0,
        rounds: None,
        meetings: Vec::new(),
        assignment: Vec::new(),
        stages: Vec::new(),
        certificate: Certificate::default(),
        reasons: Vec::new(),
        locks: locks.collect(),
        seconds: Default::default(),
    }
}

/// No answer: neither a plan nor a proof that there is none.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unfinished {
    /// Stopped from outside.
    Cancelled,
    /// The search stopped at its limits before a plan was found; there may be one.
    Stopped,
}

impl std::fmt::Display for Unfinished {
    fn fmt(&self, f: &mut std::fmt::Formatter) -> std::fmt::Result {
        f.write_str(match self {
            Self::Cancelled => "Interrompu.",
            Self::Stopped => "La recherche s'est arrêtée avant d'avoir trouvé un plan ; rien ne prouve qu'il n'y en ait pas.",
        })
    }
}

pub(super) fn refused(mut solution: Solution, failure: Failure) -> Result<Solution, Unfinished> {
    match failure {
        Failure::Infeasible(refusal) => {
            solution.reasons = refusal.reasons;
            solution.certificate = refusal.certificate;
            Ok(solution)
        }
        Failure::Stopped => Err(Unfinished::Stopped),
        Failure::Cancelled => Err(Unfinished::Cancelled),
    }
}

/// Stage 2. An infeasible instance is a solution too, with its reasons.
///
/// # Errors
/// [`Unfinished`].
pub fn attribution(problem: &Problem, policy: Policy, seed: u64, watch: &dyn Watch) -> Result<Solution, Unfinished> {
    attribution_within(problem, policy, seed, &attribute::Effort::default(), watch)
}

/// Stage 2 with other limits than the usual ones.
///
/// # Errors
/// [`Unfinished`].
pub fn attribution_within(
    problem: &Problem,
    policy: Policy,
    seed: u64,
    effort: &attribute::Effort,
    watch: &dyn Watch,
) -> Result<Solution, Unfinished> {
    let mut solution = blank(problem, policy, seed);
    let plan = match attribute::solve(problem, policy, seed, effort, watch) {
        Ok(plan) => plan,
        Err(failure) => return refused(solution, failure),
    };
    solution.status = if plan.proved { Status::Optimal } else { Status::Feasible };
    solution.filled = plan.chosen.len() as u64;
    solution.total = plan.chosen.iter().map(|&(_, _, pair)| problem.weight(pair as usize)).sum();
    solution.bound = plan.bound;
    solution.assignment = plan
        .chosen
        .iter()
        .map(|&(a, period, pair)| {
            let mission = problem.target[pair as usize] as usize;
            (problem.associates[a as usize].clone(), period + 1, problem.missions[mission].id.clone())
        })
        .collect();
    solution.stages = plan.stages;
    solution.certificate = plan.certificate;
    solution.reasons = doubts(&solution);
    Ok(solution)
}

/// What is not proved, in sentences.
pub(super) fn doubts(solution: &Solution) -> Vec<Reason> {
    let mut texts = Vec::new();
    for stage in solution.stages.iter().filter(|s| !s.proved && s.name != "tie_break") {
        texts.push(match (stage.name.as_str(), stage.bound) {
            ("sum", Some(bound)) => format!("Somme : optimalité non démontrée, au plus {} de mieux.", bound - stage.value),
            ("floor", Some(bound)) => format!("Plancher {} atteint ; rien n'exclut {bound}.", stage.value),
            (name, _) => format!("Étape {name} : {} atteint, optimalité non démontrée.", stage.value),
        });
    }
    texts.into_iter().map(|text| Reason { text, ..Reason::default() }).collect()
}
