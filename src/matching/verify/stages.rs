//! Linear-programming duality, stage by stage, for meetings.
//!
//! At each stage the duals must satisfy complementary slackness with the plan: a pair worth more than both its prices is chosen, one worth
//! less is not; someone with a positive price is at their maximum, with a negative one at their minimum. That proves
//! the plan optimal for the stage, and tells exactly which other plans are: the next stage is checked among those only.

use super::{floor, tier, weight};
use crate::matching::format::solution::{Duals, Policy, Solution};
use crate::matching::problem::{Lock, Problem};
use crate::matching::random::lot;

/// What is still possible without leaving the optimal faces so far.
struct Face {
    pairs: Vec<(bool, bool)>,
    people: Vec<(i64, i64)>,
    hosts: Vec<(i64, i64)>,
}

/// Checks all stages; `inside[pair]` says what the plan chose.
pub fn check(problem: &Problem, solution: &Solution, inside: &[bool], people: Vec<(i64, i64)>, hosts: Vec<(i64, i64)>, wrong: &mut Vec<String>) {
    let pairs = problem.lock.iter().map(|lock| match lock {
        Lock::Free => (false, true),
        Lock::Forbidden => (false, false),
        _ => (true, true),
    });
    let mut face = Face { pairs: pairs.collect(), people, hosts };
    let mut owner = vec![0u32; inside.len()];
    for a in 0..problem.associates.len() {
        owner[problem.first[a] as usize..problem.first[a + 1] as usize].fill(a as u32);
    }
    let names: Vec<&str> = solution.stages.iter().map(|s| s.name.as_str()).collect();
    let level = solution.stages.iter().find(|s| s.name == "floor").map_or(0, |s| s.value);
    if names != expected(solution.policy, level) {
        wrong.push(format!("étapes {names:?} : ce ne sont pas celles de la règle {:?}", solution.policy));
        return;
    }
    let none = Duals { stage: String::new(), associates: Vec::new(), organisations: Vec::new() };
    let mut proofs = solution.certificate.duals.iter().peekable();
    let cut = solution.stages.iter().position(|stage| !stage.proved).unwrap_or(names.len());
    if let Some(stage) = solution.stages.iter().skip(cut).find(|stage| stage.proved) {
        wrong.push(format!("étape {} : démontrée après une étape qui ne l'est pas", stage.name));
    }
    for (at, stage) in solution.stages.iter().enumerate() {
        if stage.name == "floor" && at >= cut {
            if lowest(problem, inside) < stage.value || stage.bound.is_none_or(|bound| bound < stage.value || bound < 9 && at > cut) {
                wrong.push(format!("étape floor : {} annoncé, borne {:?}", stage.value, stage.bound));
            } else if let Some(bound) = stage.bound.filter(|&bound| bound < 9) {
                let above = |p: usize| !matches!(problem.lock[p], Lock::Free) || tier(problem, p) > bound;
                if floor::possible(problem, &face.pairs, &face.people, &face.hosts, &above) {
                    wrong.push(format!("le plancher {} était possible", bound + 1));
                }
            }
            close(problem, &mut face, stage.value);
            continue;
        }
        if stage.name == "floor" {
            floor_stage(problem, &mut face, inside, stage.value, wrong);
            continue;
        }
        let worth = |pair: usize| match stage.name.as_str() {
            "fill" => 1,
            "sum" => weight(problem, pair),
            "balance" => 0,
            "tie_break" => i64::from(lot(solution.seed, owner[pair], problem.target[pair], 1 << 20)),
            other => -i64::from(other == format!("tier_{}", tier(problem, pair))),
        };
        let proof = proofs.next_if(|d| d.stage == stage.name);
        let Some(duals) = proof.or((at >= cut).then_some(&none)) else {
            wrong.push(format!("certificat absent pour l'étape {}", stage.name));
            return;
        };
        let mut value: i64 = (0..inside.len()).filter(|&p| inside[p]).map(&worth).sum();
        if stage.name.starts_with("tier_") {
            value = -value;
        }
        if stage.name == "balance" {
            value = loads(problem, inside).iter().map(|l| l * l).sum();
        }
        if value != stage.value {
            wrong.push(format!("étape {} : annoncée {}, recalculée {value}", stage.name, stage.value));
        }
        if at < cut {
            slackness(problem, &mut face, inside, duals, &worth, &owner, wrong);
        } else {
            let limit = proof.and_then(|duals| ceiling(problem, &face, duals, &worth, &owner));
            let sign = if stage.name.starts_with("tier_") { -1 } else { 1 };
            let stated = stage.bound.map(|bound| i128::from(sign * bound));
            if stage.name == "sum" && stated.is_none() || stated.is_some() && limit.is_none_or(|limit| stated < Some(limit)) {
                wrong.push(format!("étape {} : la borne {:?} n'est pas démontrée", stage.name, stage.bound));
            }
        }
    }
}

/// Names of the stages of a policy, in order.
pub fn expected(policy: Policy, floor: i64) -> Vec<String> {
    let mut names = vec!["fill".to_string()];
    if policy != Policy::Total {
        names.push("floor".into());
    }
    if policy == Policy::Egalitarian {
        names.extend((floor..9).map(|t| format!("tier_{t}")));
    }
    names.push("sum".into());
    if policy == Policy::Balanced {
        names.push("balance".into());
    }
    names.push("tie_break".into());
    names
}

/// The lowest tier among chosen pairs nobody required; 9 without any.
fn lowest(problem: &Problem, inside: &[bool]) -> i64 {
    let free = |&p: &usize| inside[p] && matches!(problem.lock[p], Lock::Free);
    (0..inside.len()).filter(free).map(|p| tier(problem, p)).min().unwrap_or(9)
}

/// What no plan on the face can exceed at these prices.
fn ceiling(problem: &Problem, face: &Face, duals: &Duals, worth: &dyn Fn(usize) -> i64, owner: &[u32]) -> Option<i128> {
    if duals.associates.len() != face.people.len() || duals.organisations.len() != face.hosts.len() {
        return None;
    }
    let most = |low: i64, high: i64, price: i128| (price * i128::from(low)).max(price * i128::from(high));
    let mut limit: i128 = face.people.iter().zip(&duals.associates).map(|(range, &price)| most(range.0, range.1, price.into())).sum();
    limit += face.hosts.iter().zip(&duals.organisations).map(|(range, &price)| most(range.0, range.1, price.into())).sum::<i128>();
    for (pair, &(least, open)) in face.pairs.iter().enumerate() {
        let price = i128::from(duals.associates[owner[pair] as usize]) + i128::from(duals.organisations[problem.target[pair] as usize]);
        limit += most(least.into(), open.into(), i128::from(worth(pair)) - price);
    }
    Some(limit)
}

fn loads(problem: &Problem, inside: &[bool]) -> Vec<i64> {
    let mut load = vec![0; problem.organisations.len()];
    for pair in (0..inside.len()).filter(|&p| inside[p]) {
        load[problem.target[pair] as usize] += 1;
    }
    load
}

fn floor_stage(problem: &Problem, face: &mut Face, inside: &[bool], level: i64, wrong: &mut Vec<String>) {
    let free = |p: usize| matches!(problem.lock[p], Lock::Free);
    if (0..inside.len()).any(|p| inside[p] && free(p) && tier(problem, p) < level) {
        wrong.push(format!("une rencontre est sous le plancher {level}"));
    }
    let above = |p: usize| !free(p) || tier(problem, p) > level;
    if level < 9 && floor::possible(problem, &face.pairs, &face.people, &face.hosts, &above) {
        wrong.push(format!("le plancher {} était possible", level + 1));
    }
    close(problem, face, level);
}

/// From here on, plans below the floor are out of the question.
fn close(problem: &Problem, face: &mut Face, level: i64) {
    for p in 0..face.pairs.len() {
        if matches!(problem.lock[p], Lock::Free) && tier(problem, p) < level {
            face.pairs[p].1 = face.pairs[p].0;
        }
    }
}

fn slackness(
    problem: &Problem,
    face: &mut Face,
    inside: &[bool],
    duals: &Duals,
    worth: &dyn Fn(usize) -> i64,
    owner: &[u32],
    wrong: &mut Vec<String>,
) {
    let stage = &duals.stage;
    if duals.associates.len() != face.people.len() || duals.organisations.len() != face.hosts.len() {
        wrong.push(format!("certificat de l'étape {stage} : mauvaise longueur"));
        return;
    }
    let mut degree = vec![0i64; face.people.len()];
    for pair in 0..inside.len() {
        let (a, o) = (owner[pair] as usize, problem.target[pair] as usize);
        let gain = i128::from(worth(pair)) - i128::from(duals.associates[a]) - i128::from(duals.organisations[o]);
        let (least, most) = face.pairs[pair];
        degree[a] += i64::from(inside[pair]);
        let fits = match gain.signum() {
            1 => inside[pair] == most,
            -1 => inside[pair] == least,
            _ => inside[pair] >= least && inside[pair] <= most,
        };
        if !fits {
            wrong.push(format!("étape {stage} : la paire {pair} contredit le certificat"));
            return;
        }
        match gain.signum() {
            1 => face.pairs[pair].0 = most,
            -1 => face.pairs[pair].1 = least,
            _ => {}
        }
    }
    let load = loads(problem, inside);
    for (a, &degree) in degree.iter().enumerate() {
        if !narrow(&mut face.people[a], degree, duals.associates[a]) {
            wrong.push(format!("étape {stage} : l'associé « {} » contredit le certificat", problem.associates[a]));
        }
    }
    for (o, &load) in load.iter().enumerate() {
        let price = duals.organisations[o];
        let fits = if stage == "balance" { convex(&mut face.hosts[o], load, price) } else { narrow(&mut face.hosts[o], load, price) };
        if !fits {
            wrong.push(format!("étape {stage} : « {} » contredit le certificat", problem.organisations[o].id));
        }
    }
}

/// A count with a price: at its maximum if positive, at its minimum if negative.
fn narrow(range: &mut (i64, i64), count: i64, price: i64) -> bool {
    let (least, most) = *range;
    match price.signum() {
        1 => *range = (most, most),
        -1 => *range = (least, least),
        _ => {}
    }
    count >= range.0 && count <= range.1
}

/// A load that costs its square: unit `j` costs `2j − 1` and is used when that is below the price.
fn convex(range: &mut (i64, i64), load: i64, price: i64) -> bool {
    let (least, most) = *range;
    let surely = price.div_euclid(2);
    let perhaps = (price + 1).div_euclid(2);
    *range = (surely.clamp(least, most), perhaps.clamp(least, most));
    load >= range.0 && load <= range.1
}
