//! Rules of stage 1 and its timetable.

use std::collections::HashSet;

use super::{Index, common, stages};
use crate::matching::format::solution::{Duals, Solution, Status};
use crate::matching::problem::{Lock, Problem};

/// What a plan of meetings came to: chosen pairs and everyone's bounds.
struct Read {
    inside: Vec<bool>,
    people: Bounds,
    hosts: Bounds,
}

/// Checks the rules of a plan of meetings; its values are set to what they are.
pub fn rules(problem: &Problem, solution: &mut Solution, wrong: &mut Vec<String>) {
    let index = Index::new(problem);
    let pair = |m: &(String, String, u32, u32)| index.pair(problem, &m.0, &m.1).ok().map(|found| super::weight(problem, found.1));
    solution.total = solution.meetings.iter().filter_map(pair).sum();
    solution.bound = solution.total;
    solution.filled = solution.meetings.len() as u64;
    let _ = read(problem, solution, wrong);
}

fn read(problem: &Problem, solution: &Solution, wrong: &mut Vec<String>) -> Read {
    if !solution.assignment.is_empty() {
        wrong.push("assignment doit être vide pour des rencontres".into());
    }
    let rounds = solution.rounds.unwrap_or_else(|| solution.meetings.iter().map(|m| m.2).max().unwrap_or(0) + problem.buffer);
    if problem.rounds.is_some_and(|fixed| fixed != rounds) {
        wrong.push(format!("{rounds} tours annoncés, l'instance en fixe {}", problem.rounds.unwrap_or(0)));
    }
    let playable = rounds.saturating_sub(problem.buffer);
    let chosen = rows(problem, solution, playable, wrong);
    common(problem, solution, &chosen, wrong);
    let mut degree = vec![0i64; problem.associates.len()];
    let mut load = vec![0i64; problem.organisations.len()];
    let mut inside = vec![false; problem.target.len()];
    for &pair in &chosen {
        inside[pair] = true;
        degree[problem.first.partition_point(|&f| f as usize <= pair) - 1] += 1;
        load[problem.target[pair] as usize] += 1;
    }
    let (people, hosts) = ranges(problem, playable);
    for (a, &(_, most)) in people.iter().enumerate() {
        if degree[a] > most {
            wrong.push(format!("« {} » a {} rencontres pour {most} au plus", problem.associates[a], degree[a]));
        }
    }
    for (o, &(least, most)) in hosts.iter().enumerate() {
        if load[o] < least || load[o] > most {
            wrong.push(format!("« {} » a {} rencontres, hors de {least}–{most}", problem.organisations[o].id, load[o]));
        }
    }
    Read { inside, people, hosts }
}

/// Checks a plan of meetings.
pub fn check(problem: &Problem, solution: &Solution, wrong: &mut Vec<String>) {
    let Read { inside, people, hosts } = read(problem, solution, wrong);
    if !wrong.is_empty() {
        return;
    }
    if solution.certificate.duals.first().is_some_and(|d| d.stage == "relaxed") && solution.status == Status::Feasible {
        relaxed(problem, solution, &people, &hosts, wrong);
        return;
    }
    stages::check(problem, solution, &inside, people, hosts, wrong);
    let open = solution.stages.iter().find(|stage| stage.name == "sum" && !stage.proved);
    if open.is_some_and(|sum| sum.bound != Some(solution.bound)) || open.is_none() && solution.bound != solution.total {
        wrong.push("bound diffère de ce que le certificat prouve".into());
    }
    let doubted = |s: &&crate::matching::format::solution::Stage| !s.proved;
    if let Some(stage) = solution.stages.iter().find(doubted).filter(|_| solution.status == Status::Optimal) {
        wrong.push(format!("optimal, mais l'étape {} n'est pas démontrée", stage.name));
    }
}

/// Fewest and most, one row each.
pub type Bounds = Vec<(i64, i64)>;

/// Bounds of everyone as the rules state them.
pub fn ranges(problem: &Problem, rounds: u32) -> (Bounds, Bounds) {
    let mut here = vec![i64::from(rounds); problem.associates.len()];
    for &(a, r) in &problem.associate_away {
        here[a as usize] -= i64::from(r < rounds);
    }
    let mut open = vec![i64::from(rounds); problem.organisations.len()];
    for &(o, r) in &problem.host_away {
        open[o as usize] -= i64::from(r < rounds);
    }
    let people = (0..problem.associates.len())
        .map(|a| {
            let range = problem.first[a] as usize..problem.first[a + 1] as usize;
            let acceptable = range.filter(|&p| problem.lock[p] != Lock::Forbidden).count() as i64;
            (0, acceptable.min(i64::from(problem.meetings)).min(here[a]))
        })
        .collect();
    let hosts = problem.organisations.iter().zip(open).map(|(o, open)| {
        let seats = open * i64::from(o.tables);
        (i64::from(o.min), o.max.map_or(seats, |max| seats.min(i64::from(max))).min(problem.associates.len() as i64))
    });
    (people, hosts.collect())
}

/// Absences cost meetings: the prices bound the sum of any choice, and no stage may be called proved.
fn relaxed(problem: &Problem, solution: &Solution, people: &Bounds, hosts: &Bounds, wrong: &mut Vec<String>) {
    let duals = &solution.certificate.duals[0];
    if duals.associates.len() != people.len() || duals.organisations.len() != hosts.len() {
        wrong.push("certificat : mauvaise longueur".into());
        return;
    }
    let bound = bound(problem, people, hosts, duals, &|pair| super::weight(problem, pair));
    if bound > i128::from(solution.bound) {
        wrong.push(format!("le certificat prouve {bound}, pas {}", solution.bound));
    }
    if let Some(stage) = solution.stages.iter().find(|s| s.proved) {
        wrong.push(format!("étape {} : rien ne prouve qu'elle soit au mieux", stage.name));
    }
}

/// What no choice can exceed at these prices: everyone's best count, every pair's best use.
pub fn bound(problem: &Problem, people: &Bounds, hosts: &Bounds, duals: &Duals, worth: &dyn Fn(usize) -> i64) -> i128 {
    let wide = |range: &(i64, i64), price: i64| {
        let price = i128::from(price);
        (price * i128::from(range.0)).max(price * i128::from(range.1))
    };
    let mut bound: i128 = people.iter().zip(&duals.associates).map(|(range, &price)| wide(range, price)).sum();
    bound += hosts.iter().zip(&duals.organisations).map(|(range, &price)| wide(range, price)).sum::<i128>();
    for a in 0..people.len() {
        for pair in problem.first[a] as usize..problem.first[a + 1] as usize {
            let price = i128::from(duals.associates[a]) + i128::from(duals.organisations[problem.target[pair] as usize]);
            let gain = i128::from(worth(pair)) - price;
            bound += match problem.lock[pair] {
                Lock::Free => gain.max(0),
                Lock::Forbidden => 0,
                _ => gain,
            };
        }
    }
    bound
}

/// Reads the rows; refuses unknown pairs, double bookings, absences, tables that do not exist.
fn rows(problem: &Problem, solution: &Solution, playable: u32, wrong: &mut Vec<String>) -> Vec<usize> {
    let index = Index::new(problem);
    let (mut chosen, mut pairs) = (Vec::new(), HashSet::new());
    let (mut busy, mut tables) = (HashSet::new(), HashSet::new());
    let associate_away: HashSet<(u32, u32)> = problem.associate_away.iter().copied().collect();
    let host_away: HashSet<(u32, u32)> = problem.host_away.iter().copied().collect();
    for (associate, host, round, table) in &solution.meetings {
        let (a, pair) = match index.pair(problem, associate, host) {
            Ok(found) => found,
            Err(text) => {
                wrong.push(text);
                continue;
            }
        };
        let o = problem.target[pair];
        let who = format!("« {associate} » – « {host} », tour {round}");
        if !pairs.insert(pair) {
            wrong.push(format!("{who} : paire répétée"));
            continue;
        }
        chosen.push(pair);
        if *round == 0 || *round > playable {
            wrong.push(format!("{who} : hors des {playable} tours"));
        }
        if !busy.insert((a, *round)) {
            wrong.push(format!("{who} : l'associé est déjà ailleurs"));
        }
        if *table == 0 || *table > problem.organisations[o as usize].tables || !tables.insert((o, *round, *table)) {
            wrong.push(format!("{who} : table {table} inexistante ou déjà prise"));
        }
        let away = (a as u32, round.wrapping_sub(1));
        if associate_away.contains(&away) || host_away.contains(&(o, away.1)) {
            wrong.push(format!("{who} : absence déclarée"));
        }
    }
    chosen
}
