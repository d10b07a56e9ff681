//! Pairs that would rather have each other than what the plan gives them.
//!
//! A pair blocks when the associate likes the target strictly better than something they have there (or lacks something), and the target has
//! a free place or holds, unlocked, somebody it likes strictly less. In an attribution this is judged period by period, with the
//! organisation of the other period out of bounds. The plan of greatest satisfaction may have such pairs: they are told, not forbidden.

use serde::{Deserialize, Serialize};

use crate::matching::format::solution::Solution;
use crate::matching::problem::{Lock, Problem};

/// A plan by positions.
#[derive(Clone, Debug, Default)]
pub struct Plan {
    /// Period from 0 (always 0 for meetings) and pair of everything each associate has.
    pub of: Vec<Vec<(u32, usize)>>,
    rows: Vec<Vec<(usize, u32, usize)>>,
    playable: u32,
}

/// A blocking pair.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Block {
    /// Who would rather go there.
    pub associate: String,
    /// Organisation or mission.
    pub target: String,
    /// Period from 1 (attribution only).
    pub period: Option<u32>,
    /// Whom the host likes less and has there instead; empty when a place is free.
    pub over: Vec<String>,
}

impl Plan {
    /// Reads a solution that passed the verifier.
    #[must_use]
    pub fn read(problem: &Problem, solution: &Solution) -> Self {
        let targets = problem.missions.len().max(problem.organisations.len());
        let playable = solution.rounds.or(problem.rounds).unwrap_or(0).saturating_sub(problem.buffer);
        let mut plan = Self { of: vec![Vec::new(); problem.associates.len()], rows: vec![Vec::new(); targets], playable };
        let people: std::collections::HashMap<&str, usize> = problem.associates.iter().enumerate().map(|(a, id)| (id.as_str(), a)).collect();
        let meetings = solution.meetings.iter().map(|m| (&m.0, 0, &m.1));
        let rows = meetings.chain(solution.assignment.iter().map(|m| (&m.0, m.1.saturating_sub(1), &m.2)));
        for (id, period, target) in rows {
            let Some(&a) = people.get(id.as_str()) else { continue };
            if let Some(pair) = problem.pairs_of(a).find(|&p| problem.target_name(problem.target[p]) == target) {
                plan.of[a].push((period, pair));
                plan.rows[problem.target[pair] as usize].push((a, period, pair));
            }
        }
        plan.rows.iter_mut().for_each(|rows| rows.sort_unstable());
        plan
    }

    /// Associate, period and pair of everybody at a target.
    pub fn at(&self, target: u32) -> impl Iterator<Item = &(usize, u32, usize)> {
        self.rows[target as usize].iter()
    }

    /// Does the associate have less than they asked for?
    #[must_use]
    pub fn lacks(&self, problem: &Problem, a: usize) -> bool {
        let wanted = if problem.missions.is_empty() {
            let open = problem.pairs_of(a).filter(|&p| problem.lock[p] != Lock::Forbidden).count();
            open.min(problem.meetings as usize)
        } else {
            problem.periods[a].iter().filter(|&&p| p).count()
        };
        self.of[a].len() < wanted
    }
}

/// All blocking pairs, by associate.
#[must_use]
pub fn blocking(problem: &Problem, plan: &Plan) -> Vec<Block> {
    let mut found = Vec::new();
    for (a, pair) in problem.owners() {
        if problem.lock[pair] == Lock::Forbidden || plan.of[a].iter().any(|row| row.1 == pair) {
            continue;
        }
        let periods = if problem.missions.is_empty() { 0..1 } else { 0..2 };
        for period in periods {
            if !would(problem, plan, a, pair, period) {
                continue;
            }
            let target = problem.target[pair];
            let less = |row: &&(usize, u32, usize)| row.1 == period && problem.lock[row.2] == Lock::Free && problem.host[row.2] < problem.host[pair];
            let free = room(problem, plan, target, period);
            let over: Vec<String> = plan.at(target).filter(less).map(|row| problem.associates[row.0].clone()).collect();
            if free || !over.is_empty() {
                found.push(Block {
                    associate: problem.associates[a].clone(),
                    target: problem.target_name(target).into(),
                    period: (!problem.missions.is_empty()).then_some(period + 1),
                    over: if free { Vec::new() } else { over },
                });
            }
        }
    }
    found
}

/// Would the associate rather have the pair in this period than something they may give up for it?
fn would(problem: &Problem, plan: &Plan, a: usize, pair: usize, period: u32) -> bool {
    let mine = &plan.of[a];
    let better = |row: &(u32, usize)| problem.lock[row.1] == Lock::Free && problem.own[pair] > problem.own[row.1];
    if problem.missions.is_empty() {
        return plan.lacks(problem, a) || mine.iter().any(better);
    }
    let host = |pair: usize| problem.organisation_of(problem.target[pair]);
    let clash = mine.iter().any(|row| row.0 != period && host(row.1) == host(pair));
    let here = mine.iter().find(|row| row.0 == period);
    problem.periods[a][period as usize] && !clash && here.is_none_or(better)
}

/// Has the target a free place?
fn room(problem: &Problem, plan: &Plan, target: u32, period: u32) -> bool {
    let used = plan.at(target).filter(|row| row.1 == period).count() as u32;
    let all = plan.at(target).count() as u32;
    match problem.missions.get(target as usize) {
        Some(mission) => used < mission.capacity[period as usize] && all < mission.total,
        None => {
            let host = &problem.organisations[target as usize];
            used < host.max.unwrap_or(u32::MAX).min(plan.playable.saturating_mul(host.tables))
        }
    }
}
