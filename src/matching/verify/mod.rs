//! The independent verifier: every rule, every value, every proof, with none of the solvers' code.
//!
//! It reads an instance and a solution and lists what is wrong. An empty list means: the plan follows all rules, its value is what
//! it says, and when it claims to be optimal the certificate proves it. It is deliberately simple and slow-ish
//! (double loops, a textbook maximum flow); the tests trust it alone. Look first at [`verify`].

mod attribution;
mod floor;
mod game;
mod infeasible;
mod meetings;
mod stages;

use std::collections::HashMap;

use super::format::solution::{Solution, Status};
use super::problem::{Lock, Problem};

/// Weight of a pair from the file's own numbers.
fn weight(problem: &Problem, pair: usize) -> i64 {
    let alpha = i64::from(problem.associate_weight);
    alpha * i64::from(problem.own[pair]) + (1000 - alpha) * i64::from(problem.host[pair])
}

/// Greatest common divisor of all weights: sums are counted in its multiples.
fn grain(problem: &Problem) -> i128 {
    let mut grain = 0i64;
    for pair in 0..problem.target.len() {
        let (mut high, mut low) = (weight(problem, pair), grain);
        while low > 0 {
            (high, low) = (low, high % low);
        }
        grain = high;
    }
    i128::from(grain.max(1))
}

/// Tier of a pair: hundreds of the lesser satisfaction, 9 at most.
fn tier(problem: &Problem, pair: usize) -> i64 {
    (i64::from(problem.own[pair].min(problem.host[pair])) / 100).min(9)
}

/// Names to positions.
struct Index<'a> {
    associates: HashMap<&'a str, usize>,
    targets: HashMap<&'a str, u32>,
}

impl<'a> Index<'a> {
    fn new(problem: &'a Problem) -> Self {
        let associates = problem.associates.iter().enumerate().map(|(a, id)| (id.as_str(), a)).collect();
        let targets = if problem.missions.is_empty() {
            problem.organisations.iter().enumerate().map(|(o, row)| (row.id.as_str(), o as u32)).collect()
        } else {
            problem.missions.iter().enumerate().map(|(m, row)| (row.id.as_str(), m as u32)).collect()
        };
        Self { associates, targets }
    }

    /// Associate and pair of two names.
    fn pair(&self, problem: &Problem, associate: &str, target: &str) -> Result<(usize, usize), String> {
        let Some(&a) = self.associates.get(associate) else {
            return Err(format!("associé « {associate} » inconnu"));
        };
        let Some(&t) = self.targets.get(target) else {
            return Err(format!("cible « {target} » inconnue"));
        };
        let range = problem.first[a] as usize..problem.first[a + 1] as usize;
        match range.clone().find(|&p| problem.target[p] == t) {
            Some(pair) => Ok((a, pair)),
            None => Err(format!("« {associate} » – « {target} » n'est pas une paire acceptable")),
        }
    }
}

/// Everything that is wrong, in French; empty when the plan stands.
#[must_use]
pub fn verify(problem: &Problem, solution: &Solution) -> Vec<String> {
    let mut wrong = Vec::new();
    if solution.version != 1 {
        wrong.push(format!("version {} inconnue", solution.version));
    }
    if solution.input_hash != problem.input_hash {
        wrong.push("input_hash ne correspond pas à l'instance".into());
    }
    if solution.status == Status::Infeasible {
        if !solution.meetings.is_empty() || !solution.assignment.is_empty() {
            wrong.push("une solution infaisable ne doit rien attribuer".into());
        }
        infeasible::check(problem, solution, &mut wrong);
        return wrong;
    }
    if problem.missions.is_empty() {
        meetings::check(problem, solution, &mut wrong)
    } else {
        attribution::check(problem, solution, &mut wrong)
    }
    wrong
}

/// The rules alone, for a plan that claims nothing: who, where, when, locks and limits. Values and proofs are not looked at.
#[must_use]
pub fn rules(problem: &Problem, solution: &Solution) -> Vec<String> {
    let mut bare = solution.clone();
    (bare.status, bare.input_hash) = (Status::Feasible, problem.input_hash.clone());
    let mut wrong = Vec::new();
    if problem.missions.is_empty() {
        meetings::rules(problem, &mut bare, &mut wrong);
    } else {
        attribution::rules(problem, &mut bare, &mut wrong);
    }
    wrong
}

/// Locks, total and fill, shared by both stages. `chosen` are distinct pairs.
fn common(problem: &Problem, solution: &Solution, chosen: &[usize], wrong: &mut Vec<String>) {
    let mut used = vec![0u32; problem.target.len()];
    for &pair in chosen {
        used[pair] += 1;
    }
    for a in 0..problem.associates.len() {
        let range = problem.first[a] as usize..problem.first[a + 1] as usize;
        for (pair, &used) in used.iter().enumerate().take(range.end).skip(range.start) {
            let name = || format!("« {} » – « {} »", problem.associates[a], problem.target_name(problem.target[pair]));
            match problem.lock[pair] {
                Lock::Forbidden if used > 0 => wrong.push(format!("{} est interdit", name())),
                Lock::Required | Lock::RequiredIn(_) if used == 0 => wrong.push(format!("{} est imposé et manque", name())),
                _ => {}
            }
        }
    }
    let total: i64 = chosen.iter().map(|&pair| weight(problem, pair)).sum();
    if total != solution.total {
        wrong.push(format!("total annoncé {}, recalculé {total}", solution.total));
    }
    if chosen.len() as u64 != solution.filled {
        wrong.push(format!("filled annoncé {}, compté {}", solution.filled, chosen.len()));
    }
    if solution.bound < solution.total {
        wrong.push("bound est sous total".into());
    }
    if solution.status == Status::Optimal && solution.bound != solution.total {
        wrong.push("optimal, mais bound diffère de total".into());
    }
}
