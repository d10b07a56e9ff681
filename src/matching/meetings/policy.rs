//! The stages of each policy, one after the other, and what is recorded when time is up between or inside them.

use super::LOTS;
use super::build::Stages;
use crate::matching::control::Watch;
use crate::matching::flow::Stuck;
use crate::matching::format::solution::{Policy, Stage};
use crate::matching::problem::{Lock, Problem};
use crate::matching::random::lot;

/// Runs the stages of a policy after the fill.
///
/// # Errors
/// [`Stuck`] when no flow fits or when cancelled.
pub fn policy_stages(problem: &Problem, stages: &mut Stages, policy: Policy, seed: u64, watch: &dyn Watch) -> Result<(), Stuck> {
    let lots = |pair: usize, owner: &[u32]| i64::from(lot(seed, owner[pair], problem.target[pair], LOTS));
    let owner: Vec<u32> = problem.owners().map(|(a, _)| a as u32).collect();
    if policy != Policy::Total && !stages.cut {
        floor(problem, stages, watch)?;
    }
    if policy == Policy::Egalitarian && !stages.cut {
        for tier in stages.values.last().map_or(0, |floor| floor.value as u32)..9 {
            stages.run(&format!("tier_{tier}"), |pair| -i64::from(problem.tier(pair) == tier), false, watch)?;
            if let Some(last) = stages.values.last_mut() {
                (last.value, last.bound) = (-last.value, last.bound.map(|bound| -bound));
            }
            if stages.cut {
                break;
            }
        }
    }
    if !stages.cut {
        stages.run("sum", |pair| problem.weight(pair), true, watch)?;
    }
    if policy == Policy::Balanced && !stages.cut {
        stages.balance(watch)?;
    }
    if !stages.cut && !watch.enough() {
        stages.run("tie_break", |pair| lots(pair, &owner), false, watch)?;
    }
    rest(problem, stages, policy, &|pair| lots(pair, &owner));
    Ok(())
}

/// The highest floor, by halving; when time is up the highest known to be possible.
fn floor(problem: &Problem, stages: &mut Stages, watch: &dyn Watch) -> Result<(), Stuck> {
    let required = |pair: usize| matches!(problem.lock[pair], Lock::Required | Lock::RequiredIn(_));
    let (mut low, mut high) = (0u32, 9u32);
    let mut known = stages.allows(|_| true, watch)?;
    if known == Some(false) {
        return Err(Stuck::Hall { nodes: Vec::new(), lacking: false });
    }
    while low < high && known.is_some() {
        let middle = (low + high).div_ceil(2);
        known = stages.allows(|pair| required(pair) || problem.tier(pair) >= middle, watch)?;
        match known {
            Some(true) => low = middle,
            Some(false) => high = middle - 1,
            None => {}
        }
    }
    stages.close(|pair| required(pair) || problem.tier(pair) >= low);
    stages.values.push(Stage::proved("floor", i64::from(low)));
    if known.is_none() {
        stages.complete(watch)?;
        if let Some(last) = stages.values.last_mut() {
            (last.proved, last.bound) = (false, Some(i64::from(high)));
        }
    }
    Ok(())
}

/// Records what the plan is worth at the stages that were not run because time was up.
fn rest(problem: &Problem, stages: &mut Stages, policy: Policy, lots: &dyn Fn(usize) -> i64) {
    let chosen = stages.chosen();
    let told = |stages: &Stages, name: &str| stages.values.iter().any(|stage| stage.name == name);
    let doubt = |name: &str, value: i64, bound: Option<i64>| Stage { name: name.into(), value, proved: false, bound };
    let tiers = chosen.iter().filter(|&&pair| problem.lock[pair as usize] == Lock::Free).map(|&pair| problem.tier(pair as usize));
    if policy != Policy::Total && !told(stages, "floor") {
        stages.values.push(doubt("floor", tiers.min().map_or(9, i64::from), Some(9)));
    }
    let floor = stages.values.iter().find(|stage| stage.name == "floor").map_or(0, |stage| stage.value);
    for tier in if policy == Policy::Egalitarian { floor as u32..9 } else { 0..0 } {
        let name = format!("tier_{tier}");
        if !told(stages, &name) {
            let count = chosen.iter().filter(|&&pair| problem.tier(pair as usize) == tier).count();
            stages.values.push(doubt(&name, count as i64, None));
        }
    }
    if !told(stages, "sum") {
        stages.guess();
    }
    if policy == Policy::Balanced && !told(stages, "balance") {
        let mut load = vec![0i64; problem.organisations.len()];
        chosen.iter().for_each(|&pair| load[problem.target[pair as usize] as usize] += 1);
        stages.values.push(doubt("balance", load.iter().map(|load| load * load).sum(), None));
    }
    if !told(stages, "tie_break") {
        stages.values.push(doubt("tie_break", chosen.iter().map(|&pair| lots(pair as usize)).sum(), None));
    }
}
