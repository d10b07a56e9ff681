//! From a search's answer to a plan with its stages, each with what is proved about it.

use super::objective::Objective;
use super::search::Run;
use super::{LOTS, Plan};
use crate::matching::format::solution::{Certificate, Policy, Stage, StageProof, TieBreak};
use crate::matching::problem::Problem;
use crate::matching::random::lot;

/// Stages settled before the packed ones, and their proofs.
#[derive(Clone, Debug, Default)]
pub struct Earlier {
    /// False when the fill could not be shown to be the most.
    pub fill_open: bool,
    /// The floor stage, if the policy has one.
    pub floor: Option<Stage>,
    /// Proofs for the certificate.
    pub proofs: Vec<StageProof>,
}

/// What a plan is worth at a stage.
fn worth(problem: &Problem, objective: &Objective, placed: &[(u32, u32, u32)], stage: &str) -> i64 {
    match stage {
        "fill" => placed.len() as i64,
        "sum" => placed.iter().map(|p| problem.weight(p.2 as usize)).sum(),
        "balance" => {
            let mut load = vec![0i64; problem.organisations.len()];
            for row in placed {
                load[problem.organisation_of(problem.target[row.2 as usize]) as usize] += 1;
            }
            load.iter().map(|l| l * l).sum()
        }
        "tie_break" => {
            let of = |row: &(u32, u32, u32)| i64::from(lot(objective.seed, row.0, problem.target[row.2 as usize], objective.lots));
            placed.iter().map(of).sum()
        }
        tier => {
            let tier = tier.trim_start_matches("tier_").parse().unwrap_or(9);
            placed.iter().filter(|p| problem.tier(p.2 as usize) == tier).count() as i64
        }
    }
}

/// True for stages that lower the packed value.
fn lowers(stage: &str) -> bool {
    stage == "balance" || stage.starts_with("tier_")
}

/// The plan of a run.
pub fn finish(problem: &Problem, objective: &Objective, policy: Policy, run: Run, earlier: Earlier) -> Plan {
    let placed = &run.placed;
    let total = worth(problem, objective, placed, "sum");
    let unit = objective.unit();
    let packed = run.bound.div_euclid(unit) <= run.value.div_euclid(unit);
    let mut stages = Vec::new();
    if objective.factor("fill") == 0 {
        stages.push(Stage::proved("fill", placed.len() as i64));
    }
    let (mut sofar, mut before) = (0i128, 0i128);
    for (at, (name, factor)) in objective.scales.iter().enumerate().filter(|s| s.1.0 != "tie_break") {
        let value = worth(problem, objective, placed, name);
        let counted = if name == "sum" { value / objective.grain } else { value };
        let signed = if lowers(name) { -i128::from(counted) } else { i128::from(counted) };
        if name == "sum" {
            before = sofar;
        }
        sofar += factor * signed;
        // Later stages that lower the value may hide up to one unit of this one.
        let hidden = if objective.scales[at + 1..].iter().any(|s| lowers(&s.0)) { factor - 1 } else { 0 };
        let proved = packed || (run.bound + hidden).div_euclid(*factor) <= sofar.div_euclid(*factor);
        stages.push(Stage { name: name.clone(), value, proved, bound: None });
    }
    // Tiers that did not fit into the packed value are told, never left out in silence.
    let skipped: Vec<Stage> = (objective.floor..9)
        .filter(|_| policy == Policy::Egalitarian)
        .map(|tier| format!("tier_{tier}"))
        .filter(|name| objective.factor(name) == 0)
        .map(|name| Stage { value: worth(problem, objective, placed, &name), name, proved: false, bound: None })
        .collect();
    let at = stages.iter().position(|s| s.name == "sum").unwrap_or(stages.len());
    stages.splice(at..at, skipped);
    if let Some(fill) = stages.first_mut().filter(|_| earlier.fill_open) {
        fill.proved = false;
    }
    let at = stages.len().min(1);
    stages.splice(at..at, earlier.floor);
    let factor = objective.factor("sum").max(1);
    let slack = if policy == Policy::Balanced { factor - 1 } else { 0 };
    let most = i128::from(problem.most_weight()) * placed.len() as i128;
    let bound = if packed {
        total
    } else {
        ((run.bound - before + slack).div_euclid(factor) * i128::from(objective.grain)).min(most).max(total.into()) as i64
    };
    if let Some(sum) = stages.iter_mut().find(|s| s.name == "sum" && !s.proved) {
        sum.bound = Some(bound);
    }
    let proved = stages.iter().all(|s| s.proved);
    let tie_break = match (objective.lots, run.bound <= run.value && proved) {
        (0..=1, _) => TieBreak::None,
        (_, false) => TieBreak::Partial,
        (LOTS, true) => TieBreak::Exact,
        (_, true) => TieBreak::Coarse,
    };
    let value = worth(problem, objective, placed, "tie_break");
    stages.push(Stage { name: "tie_break".into(), value, proved: tie_break == TieBreak::Exact, bound: None });
    let certificate = Certificate {
        scales: objective.published(),
        tree: Some(Box::new(run.tree)),
        lots: objective.lots,
        proofs: earlier.proofs,
        tie_break: Some(tie_break),
        ..Certificate::default()
    };
    Plan { proved, bound, chosen: run.placed, stages, certificate }
}
