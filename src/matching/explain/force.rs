//! What would it cost to force a wish, and whom would it move?
//!
//! Stage 1: one residual shortest path (see [`what_if`](crate::matching::what_if)), against the greatest total, timetable aside.
//! Stage 2: the instance is solved again with the pair locked; the loss is the difference of totals, exact when both are proved.

use serde::{Deserialize, Serialize};

use super::blocks::Plan;
use crate::matching::control::Watch;
use crate::matching::format::solution::{Solution, Status};
use crate::matching::meetings::Failure;
use crate::matching::problem::{Lock, Problem};
use crate::matching::solve::{self, Unfinished};
use crate::matching::what_if::Desk;

/// The price of a wish.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Force {
    /// A plan as full with the wish granted.
    Costs {
        /// Loss of total weight; negative when the total rises at the expense of an earlier stage.
        cost: i64,
        /// True when the loss is proved.
        exact: bool,
        /// Other people whose places change.
        moves: Vec<String>,
    },
    /// So many meetings or placements would be lost.
    Empties {
        /// How many.
        lost: u64,
    },
    /// No plan as full allows it.
    Impossible,
    /// The search stopped before it knew.
    Unknown,
}

impl Force {
    /// How dear it is, to compare ways to one end; what nobody knows may be the cheapest.
    pub fn dearness(&self) -> (u8, i64) {
        match self {
            Force::Unknown => (0, 0),
            Force::Costs { cost, .. } => (1, *cost),
            Force::Empties { lost } => (2, i64::try_from(*lost).unwrap_or(i64::MAX)),
            Force::Impossible => (3, 0),
        }
    }
}

/// Answers questions about one plan.
pub struct Prices<'a> {
    problem: &'a Problem,
    solution: &'a Solution,
    plan: &'a Plan,
    desk: Option<Desk<'a>>,
}

impl<'a> Prices<'a> {
    /// Prepares the answers.
    ///
    /// # Errors
    /// [`Unfinished::Cancelled`].
    pub fn open(problem: &'a Problem, solution: &'a Solution, plan: &'a Plan, watch: &dyn Watch) -> Result<Self, Unfinished> {
        let desk = match solution.rounds {
            Some(rounds) if problem.missions.is_empty() => match Desk::open(problem, rounds.saturating_sub(problem.buffer), watch) {
                Ok(desk) => Some(desk),
                Err(Failure::Cancelled) => return Err(Unfinished::Cancelled),
                Err(_) => None,
            },
            _ => None,
        };
        Ok(Self { problem, solution, plan, desk })
    }

    /// The price of forcing `pair` of associate `a`.
    ///
    /// # Errors
    /// [`Unfinished::Cancelled`].
    pub fn force(&mut self, a: usize, pair: usize, watch: &dyn Watch) -> Result<Force, Unfinished> {
        if self.problem.missions.is_empty() {
            return Ok(self.by_path(a, pair));
        }
        let mut forced = self.problem.clone();
        forced.lock[pair] = Lock::Required;
        let new = match solve::attribution(&forced, self.solution.policy, self.solution.seed, watch) {
            Ok(new) => new,
            Err(Unfinished::Stopped) => return Ok(Force::Unknown),
            Err(cancelled) => return Err(cancelled),
        };
        if new.status == Status::Infeasible {
            return Ok(Force::Impossible);
        }
        if new.filled < self.solution.filled {
            return Ok(Force::Empties { lost: self.solution.filled - new.filled });
        }
        let after = Plan::read(self.problem, &new);
        let moved = |&other: &usize| other != a && after.of[other] != self.plan.of[other];
        let moves = (0..self.problem.associates.len()).filter(moved).map(|other| self.problem.associates[other].clone()).collect();
        let exact = new.status == Status::Optimal && self.solution.status == Status::Optimal;
        Ok(Force::Costs { cost: self.solution.total - new.total, exact, moves })
    }

    fn by_path(&mut self, a: usize, pair: usize) -> Force {
        let Some(desk) = &mut self.desk else { return Force::Unknown };
        let answer = desk.ask(pair as u32);
        if answer.held {
            // The plan of greatest total has it already: it costs nothing against that plan.
            return Force::Costs { cost: 0, exact: true, moves: Vec::new() };
        }
        let Some(cost) = answer.cost else { return Force::Impossible };
        let owner = |pair: u32| self.problem.first.partition_point(|&first| first <= pair) - 1;
        let mut moves: Vec<usize> = answer.moves.iter().map(|m| owner(m.0)).filter(|&other| other != a).collect();
        moves.sort_unstable();
        moves.dedup();
        let moves = moves.into_iter().map(|other| self.problem.associates[other].clone()).collect();
        Force::Costs { cost, exact: true, moves }
    }
}
