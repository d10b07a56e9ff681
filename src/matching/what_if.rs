//! What would forcing or forbidding one meeting cost, and whom would it move?
//!
//! **Idea.** In the residual graph of an optimal flow, the cheapest way to push one unit through an unused pair is a shortest path from
//! its organisation back to its associate, plus the pair's own reduced cost; the cheapest way to take a used pair out is a path
//! from the associate to the organisation around it. Both are exact, by optimality of shortest cycles. One backward search from
//! an associate gives the forcing cost of *all* their pairs at once. The number of meetings is kept; a change that
//! would lose a meeting is reported as impossible.
//!
//! **Source.** Sensitivity analysis of network flows (Ahuja, Magnanti & Orlin 1993, §9.11). **Complexity.** One Dijkstra.

use super::control::Watch;
use super::flow::{Search, Stuck};
use super::meetings::build::Stages;
use super::meetings::{Failure, ranges};
use super::problem::{Lock, Problem};

/// An optimal stage-1 flow kept open for questions.
pub struct Desk<'a> {
    problem: &'a Problem,
    stages: Stages<'a>,
    search: Search<i64>,
}

/// The answer for one pair.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answer {
    /// The pair asked about.
    pub pair: u32,
    /// True when it is in the optimal plan now (the question is then what forbidding it costs).
    pub held: bool,
    /// Loss in total weight; none when no plan with as many meetings allows it.
    pub cost: Option<i64>,
    /// Pairs that would enter (+1) or leave (−1), the asked one included.
    pub moves: Vec<(u32, i32)>,
}

impl<'a> Desk<'a> {
    /// Solves fill and sum for `rounds` playable rounds and keeps the flow.
    ///
    /// # Errors
    /// [`Failure`] as the solver, with no reasons: ask the solver for those.
    pub fn open(problem: &'a Problem, rounds: u32, watch: &dyn Watch) -> Result<Self, Failure> {
        let ranges = ranges(problem, rounds);
        let lost = |stuck| match stuck {
            Stuck::Cancelled => Failure::Cancelled,
            Stuck::Hall { .. } => Failure::Infeasible(Box::default()),
        };
        let mut stages = Stages::new(problem, &ranges);
        stages.full();
        if stages.ready(|pair| problem.weight(pair), watch).is_err() {
            stages = Stages::new(problem, &ranges);
            stages.hurried = false;
            stages.run("fill", |_| 1, false, watch).map_err(lost)?;
            stages.ready(|pair| problem.weight(pair), watch).map_err(lost)?;
        }
        let search = Search::new(stages.network.nodes());
        Ok(Self { problem, stages, search })
    }

    /// Exact cost of forcing (or, when held, forbidding) one pair, and the moves.
    pub fn ask(&mut self, pair: u32) -> Answer {
        let network = &self.stages.network;
        let arc = network.arcs[pair as usize];
        let held = arc.flow > 0;
        let (from, to) = if held { (arc.tail, arc.head) } else { (arc.head, arc.tail) };
        let mut answer = Answer { pair, held, cost: None, moves: Vec::new() };
        if held && arc.lower > 0 || !held && arc.upper == 0 {
            return answer;
        }
        if self.search.run(network, from, false, |node| node == to, |e| e == pair).is_some() {
            let reduced = network.reduced(&arc);
            answer.cost = self.search.reached(to).map(|d| d + if held { -reduced } else { reduced });
            let pairs = self.problem.target.len() as u32;
            answer.moves = self.search.path(network, from, to, false).into_iter().filter(|m| m.0 < pairs).collect();
            answer.moves.push((pair, if held { -1 } else { 1 }));
            answer.moves.sort_unstable();
        }
        answer
    }

    /// Forcing costs of all of an associate's pairs, from one search: zero for what they hold, none for what cannot be.
    pub fn all(&mut self, associate: usize) -> Vec<(u32, Option<i64>)> {
        let network = &self.stages.network;
        self.search.run(network, associate as u32, true, |_| false, |_| false);
        let cost = |pair: usize| {
            let arc = &network.arcs[pair];
            if arc.flow > 0 {
                return Some(0);
            }
            let open = arc.upper > 0 && self.problem.lock[pair] != Lock::Forbidden;
            self.search.reached(arc.head).filter(|_| open).map(|d| d + network.reduced(arc))
        };
        self.problem.pairs_of(associate).map(|pair| (pair as u32, cost(pair))).collect()
    }
}
