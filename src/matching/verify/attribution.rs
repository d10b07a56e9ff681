//! Rules of stage 2 and its proof by prices.
//!
//! At any prices, a plan is worth at most what every associate could take at best plus what all places could earn. The certificate is a
//! tree of exhaustive cases with prices at the leaves; the highest leaf bounds every plan. Values are packed: each stage has a
//! factor larger than all later stages together, checked here.

use std::collections::HashSet;

use super::game::Game;
use super::{Index, common, tier, weight};
use crate::matching::format::solution::{Policy, Solution, Status, TieBreak};
use crate::matching::problem::{Lock, Problem};
use crate::matching::random::lot;

type Row = (usize, usize, usize);

/// Checks the rules of an attribution; its values are set to what they are.
pub fn rules(problem: &Problem, solution: &mut Solution, wrong: &mut Vec<String>) {
    let rows = rows(problem, solution, wrong);
    let chosen: Vec<usize> = rows.iter().map(|r| r.2).collect();
    solution.total = chosen.iter().map(|&pair| weight(problem, pair)).sum();
    (solution.bound, solution.filled) = (solution.total, chosen.len() as u64);
    common(problem, solution, &chosen, wrong);
    capacities(problem, &rows, wrong);
}

/// Checks an attribution.
pub fn check(problem: &Problem, solution: &Solution, wrong: &mut Vec<String>) {
    if !solution.meetings.is_empty() {
        wrong.push("meetings doit être vide pour une attribution".into());
    }
    let rows = rows(problem, solution, wrong);
    let chosen: Vec<usize> = rows.iter().map(|r| r.2).collect();
    common(problem, solution, &chosen, wrong);
    capacities(problem, &rows, wrong);
    if wrong.is_empty() {
        proof(problem, solution, &rows, wrong);
    }
}

fn rows(problem: &Problem, solution: &Solution, wrong: &mut Vec<String>) -> Vec<Row> {
    let index = Index::new(problem);
    let (mut rows, mut seats, mut hosts) = (Vec::new(), HashSet::new(), HashSet::new());
    for (associate, period, mission) in &solution.assignment {
        let who = format!("« {associate} » – « {mission} », période {period}");
        let (a, pair) = match index.pair(problem, associate, mission) {
            Ok(found) => found,
            Err(text) => {
                wrong.push(text);
                continue;
            }
        };
        if !(1..=2).contains(period) || !problem.periods[a][*period as usize - 1] {
            wrong.push(format!("{who} : période non demandée"));
            continue;
        }
        if !seats.insert((a, *period)) {
            wrong.push(format!("{who} : deux missions dans la même période"));
        }
        if !hosts.insert((a, problem.missions[problem.target[pair] as usize].organisation)) {
            wrong.push(format!("{who} : deux fois la même organisation"));
        }
        if let Lock::RequiredIn(p) = problem.lock[pair]
            && u32::from(p) + 1 != *period
        {
            wrong.push(format!("{who} : imposé dans l'autre période"));
        }
        rows.push((a, *period as usize - 1, pair));
    }
    rows
}

fn capacities(problem: &Problem, rows: &[Row], wrong: &mut Vec<String>) {
    let mut used = vec![[0u32; 2]; problem.missions.len()];
    for &(_, period, pair) in rows {
        used[problem.target[pair] as usize][period] += 1;
    }
    for (mission, used) in problem.missions.iter().zip(used) {
        for (p, &used) in used.iter().enumerate() {
            if used > mission.capacity[p] || used < mission.minimum[p] {
                wrong.push(format!("« {} » reçoit {used} personnes en période {}", mission.id, p + 1));
            }
        }
        if used[0] + used[1] > mission.total {
            wrong.push(format!("« {} » dépasse son total de {}", mission.id, mission.total));
        }
    }
}

fn proof(problem: &Problem, solution: &Solution, rows: &[Row], wrong: &mut Vec<String>) {
    let certificate = &solution.certificate;
    let factor = |name: &str| certificate.scales.iter().find(|s| s.stage == name).map_or(0, |s| s.factor);
    let floor = solution.stages.iter().find(|s| s.name == "floor").map_or(0, |s| s.value);
    let mut game = Game::new(problem, packed(problem, solution, &factor), factor("balance"), factor("fill") == 0, floor);
    scales(problem, solution, floor, wrong);
    if rows.iter().any(|r| !game.allowed(r.0, r.1, r.2)) {
        wrong.push(format!("une mission est sous le plancher {floor}"));
    }
    if game.forced && Game::counting(problem, 0, true).open_seats() != rows.len() {
        wrong.push("tout le monde n'est pas placé, et rien ne prouve que ce soit impossible".into());
    }
    let mut load = vec![0i128; problem.organisations.len()];
    let mut value: i128 = 0;
    for &(_, _, pair) in rows {
        load[problem.missions[problem.target[pair] as usize].organisation as usize] += 1;
        value += game.worth[pair];
    }
    let squares: i128 = load.iter().map(|l| l * l).sum();
    value -= game.balance * squares;
    values(problem, solution, rows, squares, wrong);
    let Some(tree) = &certificate.tree else {
        wrong.push("certificat absent".into());
        return;
    };
    let unit = certificate.scales.iter().rev().find(|s| s.stage != "tie_break").map_or(1, |s| s.factor.max(1));
    game.known = value.checked_add(unit - 1 - value.rem_euclid(unit));
    let bound = match game.bound(tree, &mut Vec::new()) {
        Ok(bound) => bound.unwrap_or(value),
        Err(text) => {
            wrong.push(text);
            return;
        }
    };
    // Stages before the sum are fixed at the plan's values; what is left bounds the sum.
    let sum = factor("sum").max(1);
    let grain = super::grain(problem);
    let tail: i128 = value - sum * i128::from(solution.total) / grain - before(problem, rows, &factor);
    let spare = if game.balance > 0 { sum - 1 } else { 0 };
    let packed = reached(problem, solution, bound, value, None);
    let most = 1_000_000 * rows.len() as i128;
    let proven =
        if packed { i128::from(solution.total) } else { ((bound - before(problem, rows, &factor) + spare).div_euclid(sum) * grain).min(most) };
    if tail >= sum {
        wrong.push("les étapes du certificat se chevauchent".into());
    }
    if proven > i128::from(solution.bound) {
        wrong.push(format!("le certificat prouve {proven}, pas {}", solution.bound));
    }
    claims(problem, solution, rows, (bound, value), wrong);
}

/// Does the packed bound prove `stage` (all stages before the tie-break when none is named)?
fn reached(problem: &Problem, solution: &Solution, bound: i128, value: i128, stage: Option<&str>) -> bool {
    let scales: Vec<_> = solution.certificate.scales.iter().filter(|s| s.stage != "tie_break" && s.factor > 0).collect();
    let Some(last) = scales.last() else { return bound <= value };
    if bound.div_euclid(last.factor) <= value.div_euclid(last.factor) {
        return true;
    }
    let Some(at) = stage.and_then(|stage| scales.iter().position(|s| s.stage == stage)) else { return false };
    let lowers = |name: &str| name == "balance" || name.starts_with("tier_");
    let worth = |name: &str| {
        let value = solution.stages.iter().find(|s| s.name == name).map_or(0, |s| i128::from(s.value));
        match name {
            "sum" => value / super::grain(problem),
            _ if lowers(name) => -value,
            _ => value,
        }
    };
    let sofar: i128 = scales[..=at].iter().map(|s| s.factor * worth(&s.stage)).sum();
    // Later stages count less than one unit of this one, up or down.
    let unit = scales[at].factor;
    let hidden = if scales[at + 1..].iter().any(|s| lowers(&s.stage)) { unit - 1 } else { 0 };
    (bound + hidden).div_euclid(unit) <= sofar.div_euclid(unit)
}

/// Every stage said to be proved must be; an optimal plan needs all of them.
fn claims(problem: &Problem, solution: &Solution, rows: &[Row], (bound, value): (i128, i128), wrong: &mut Vec<String>) {
    let certificate = &solution.certificate;
    let forced = !certificate.scales.iter().any(|s| s.stage == "fill");
    let before = |name: &str, floor: i64, most: i128| {
        let mut game = Game::counting(problem, floor, forced);
        game.known = Some(most);
        let proof = certificate.proofs.iter().find(|p| p.stage == name);
        let bound = proof.map(|p| game.bound(&p.tree, &mut Vec::new()));
        forced && (game.open_seats() as i128) < most + 1 && name == "floor"
            || matches!(bound, Some(Ok(bound)) if bound.is_none_or(|bound| bound <= most))
    };
    let filled = rows.len() as i128;
    let whole = |name: &str| match name {
        "fill" if forced => true,
        "fill" if solution.policy != Policy::Total => before("fill", 0, filled),
        "floor" => {
            let level = solution.stages.iter().find(|s| s.name == "floor").map_or(0, |s| s.value);
            level >= 9 || before("floor", level + 1, filled - 1)
        }
        "tie_break" => bound <= value && certificate.lots == 1 << 20,
        name => certificate.scales.iter().any(|s| s.stage == name) && reached(problem, solution, bound, value, Some(name)),
    };
    for stage in &solution.stages {
        if stage.proved && !whole(&stage.name) {
            wrong.push(format!("étape {} : rien ne prouve qu'elle soit au mieux", stage.name));
        }
        if !stage.proved && solution.status == Status::Optimal && stage.name != "tie_break" {
            wrong.push(format!("optimal, mais l'étape {} n'est pas démontrée", stage.name));
        }
    }
    let honest = match certificate.tie_break {
        Some(TieBreak::Exact) => bound <= value && certificate.lots == 1 << 20,
        Some(TieBreak::Coarse) => bound <= value && certificate.lots > 1,
        Some(TieBreak::None) => certificate.lots <= 1,
        Some(TieBreak::Partial) => true,
        None => false,
    };
    if !honest {
        wrong.push("le tirage au sort n'est pas ce qu'en dit le certificat".into());
    }
    let names: Vec<&str> = solution.stages.iter().map(|s| s.name.as_str()).collect();
    let level = solution.stages.iter().find(|s| s.name == "floor").map_or(0, |s| s.value);
    if names != super::stages::expected(solution.policy, level) {
        wrong.push(format!("étapes {names:?} : ce ne sont pas celles de la règle {:?}", solution.policy));
    }
}

fn before(problem: &Problem, rows: &[Row], factor: &dyn Fn(&str) -> i128) -> i128 {
    let of = |r: &Row| factor("fill") - factor(&format!("tier_{}", tier(problem, r.2)));
    rows.iter().map(of).sum()
}

fn packed(problem: &Problem, solution: &Solution, factor: &dyn Fn(&str) -> i128) -> Vec<i128> {
    let (lots, grain) = (solution.certificate.lots.max(1), super::grain(problem));
    let tiers: Vec<i128> = (0..10).map(|t| factor(&format!("tier_{t}"))).collect();
    let mut worth = vec![0; problem.target.len()];
    for a in 0..problem.associates.len() {
        for pair in problem.first[a] as usize..problem.first[a + 1] as usize {
            let lot = i128::from(lot(solution.seed, a as u32, problem.target[pair], lots));
            worth[pair] = factor("fill") + factor("sum") * (i128::from(weight(problem, pair)) / grain) + factor("tie_break") * lot
                - tiers[tier(problem, pair) as usize];
        }
    }
    worth
}

/// The factors must follow the policy's order and dominate what comes after them.
fn scales(problem: &Problem, solution: &Solution, floor: i64, wrong: &mut Vec<String>) {
    let seats = 2 * problem.associates.len() as i128;
    let scales = &solution.certificate.scales;
    let range = |stage: &str| match stage {
        "sum" => 1_000_000 / super::grain(problem) * seats,
        "balance" => seats * seats,
        "tie_break" => i128::from(solution.certificate.lots) * seats,
        _ => seats,
    };
    for two in scales.windows(2) {
        if two[1].factor < 1 || two[0].factor.checked_div(two[1].factor).unwrap_or(0) <= range(&two[1].stage) {
            wrong.push(format!("facteur de l'étape {} trop petit", two[0].stage));
        }
    }
    let mut names: Vec<String> = Vec::new();
    if scales.first().is_some_and(|s| s.stage == "fill") {
        names.push("fill".into());
    }
    if solution.policy == Policy::Egalitarian {
        names.extend((floor..9).map(|t| format!("tier_{t}")));
    }
    names.push("sum".into());
    if solution.policy == Policy::Balanced {
        names.push("balance".into());
    }
    names.push("tie_break".into());
    let have: Vec<&str> = scales.iter().map(|s| s.stage.as_str()).collect();
    if solution.status == Status::Optimal && have != names {
        wrong.push(format!("étapes {have:?} : ce ne sont pas celles de la règle {:?}", solution.policy));
    }
}

fn values(problem: &Problem, solution: &Solution, rows: &[Row], squares: i128, wrong: &mut Vec<String>) {
    for stage in &solution.stages {
        let lots = solution.certificate.lots.max(1);
        let lot = |r: &Row| i64::from(lot(solution.seed, r.0 as u32, problem.target[r.2], lots));
        let value = match stage.name.as_str() {
            "fill" => rows.len() as i64,
            "floor" => continue,
            "sum" => solution.total,
            "balance" => squares as i64,
            "tie_break" => rows.iter().map(lot).sum(),
            name => rows.iter().filter(|r| name == format!("tier_{}", tier(problem, r.2))).count() as i64,
        };
        if value != stage.value {
            wrong.push(format!("étape {} : annoncée {}, recalculée {value}", stage.name, stage.value));
        }
    }
}
