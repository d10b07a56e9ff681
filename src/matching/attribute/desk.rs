//! What would forcing or forbidding one placement cost, and whom would it move? Stage 2, without solving from scratch.
//!
//! **Idea.** The desk keeps the network with the prices that proved the present plan. A question closes a few arcs of a copy, mends both
//! flows by the shortest paths that takes, and lets the prices and, where they leave a gap, the case distinction of [`super::branch`] finish. Since the
//! prices start where they were, that is a small part of a full run. The cost is the difference of the two best totals among plans that place
//! as many people, policy *total*; exact when both searches closed their gap.
//!
//! **Source.** Reoptimisation of Lagrangian bounds (Fisher 1981). **Complexity.** One copy of the network and a few shortest paths where the
//! relaxation is tight; the nodes of the case distinction where it is not, bounded by the same limit as a run.

use super::Effort;
use super::branch::{Cases, Placed};
use super::dive::{Dive, dive};
use super::model::Model;
use super::objective::Objective;
use super::search::{nodes, warm_up};
use crate::matching::control::Watch;
use crate::matching::flow::{Search, Stuck, bipartite, settle};
use crate::matching::meetings::Failure;
use crate::matching::problem::Problem;

/// Priced flows kept open for questions.
pub struct Desk<'a> {
    problem: &'a Problem,
    objective: Objective,
    forced: bool,
    model: Model<i128>,
    search: Search<i128>,
    effort: Effort,
    value: i128,
    proved: bool,
    /// The present plan: associate, period from 0, pair.
    pub placed: Placed,
}

/// The answer for one pair in one period.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answer {
    /// The pair asked about.
    pub pair: u32,
    /// Period from 0.
    pub period: usize,
    /// True when the plan has it there now (the question is then what forbidding it there costs).
    pub held: bool,
    /// Loss of total weight; none when no plan that places as many allows it, or when that is not known.
    pub cost: Option<i64>,
    /// True when `cost` (or its absence) is proved.
    pub exact: bool,
    /// Placements that would enter (+1) or leave (−1): associate, period, pair.
    pub moves: Vec<(u32, u32, u32, i32)>,
}

/// Fill, when not everybody can be placed, then the sum; no tie-break, so that a cost is a difference of sums.
fn plain(problem: &Problem, fill: bool) -> Objective {
    let mut objective = Objective::new(problem, crate::matching::format::solution::Policy::Total, fill, 0, 0, 125);
    let unit = objective.factor("sum").max(1);
    objective.scales.retain(|(name, _)| name != "tie_break");
    objective.scales.iter_mut().for_each(|(_, factor)| *factor /= unit);
    (objective.lots, objective.bits) = (1, 125);
    objective
}

impl<'a> Desk<'a> {
    /// Solves and keeps the prices.
    ///
    /// # Errors
    /// [`Failure`] as the solver, with no reasons: ask the solver for those.
    pub fn open(problem: &'a Problem, effort: &Effort, watch: &dyn Watch) -> Result<Self, Failure> {
        match Self::with(problem, true, effort, watch) {
            Err(Failure::Infeasible(_) | Failure::Stopped) => Self::with(problem, false, effort, watch),
            other => other,
        }
    }

    fn with(problem: &'a Problem, forced: bool, effort: &Effort, watch: &dyn Watch) -> Result<Self, Failure> {
        let objective = plain(problem, !forced);
        let mut model: Model<i128> = Model::new(problem, &objective, forced);
        if model.impossible {
            return Err(Failure::Infeasible(Box::default()));
        }
        warm_up(problem, &objective, &mut model, watch);
        bipartite::seat(&mut model.network, &model.first, &model.root_arc);
        let mut search = model.search();
        settle(&mut model.network, &mut search, watch).map_err(stuck)?;
        let limit = effort.nodes.unwrap_or_else(|| nodes(&model));
        let mut cases = Cases::new(problem, &objective, forced, &model, limit);
        if cases.price(&mut model, &[], watch) == Err(Stuck::Cancelled) {
            return Err(Failure::Cancelled);
        }
        cases.explore(model.clone(), &mut Vec::new(), watch).map_err(stuck)?;
        if cases.best.is_none() && cases.open {
            match dive(problem, 0, forced, effort.choices, watch)? {
                Dive::Plan(placed) => cases.offer(placed),
                Dive::Impossible(_) => return Err(Failure::Infeasible(Box::default())),
                Dive::Stopped => return Err(Failure::Stopped),
            }
        }
        let (bound, best) = (cases.bound, cases.best.take());
        let Some((value, placed)) = best else { return Err(Failure::Infeasible(Box::default())) };
        Ok(Self { problem, objective, forced, model, search, effort: *effort, value, proved: bound <= value, placed })
    }

    /// Cost of forcing (or, when held there, forbidding) a pair in a period, and the moves.
    ///
    /// # Errors
    /// [`Failure::Cancelled`].
    pub fn ask(&mut self, a: usize, period: usize, pair: u32, watch: &dyn Watch) -> Result<Answer, Failure> {
        let held = self.placed.contains(&(a as u32, period as u32, pair));
        let mut answer = Answer { pair, period, held, cost: None, exact: true, moves: Vec::new() };
        let mut child = self.model.clone();
        if !restrict(&mut child, a, period, pair, held) {
            return Ok(answer);
        }
        match settle(&mut child.network, &mut self.search, watch) {
            Ok(()) => {}
            Err(Stuck::Cancelled) => return Err(Failure::Cancelled),
            Err(Stuck::Hall { .. }) => return Ok(answer),
        }
        let limit = self.effort.nodes.unwrap_or_else(|| nodes(&child));
        let mut cases = Cases::new(self.problem, &self.objective, self.forced, &child, limit);
        cases.explore(child, &mut Vec::new(), watch).map_err(stuck)?;
        let Some((value, placed)) = cases.best.take() else {
            answer.exact = !cases.open;
            return Ok(answer);
        };
        answer.exact = self.proved && cases.bound <= value;
        if placed.len() == self.placed.len() {
            answer.cost = i64::try_from((self.value - value) * i128::from(self.objective.grain)).ok();
            let gone = self.placed.iter().filter(|row| !placed.contains(row)).map(|row| (row.0, row.1, row.2, -1));
            let new = placed.iter().filter(|row| !self.placed.contains(row)).map(|row| (row.0, row.1, row.2, 1));
            answer.moves = gone.chain(new).collect();
            answer.moves.sort_unstable();
        }
        Ok(answer)
    }

    /// Forcing costs of all of an associate's pairs in each period they need: zero for what they hold.
    ///
    /// # Errors
    /// [`Failure::Cancelled`].
    pub fn all(&mut self, a: usize, watch: &dyn Watch) -> Result<Vec<Answer>, Failure> {
        let mut answers = Vec::new();
        for period in (0..2).filter(|&period| self.problem.periods[a][period]) {
            for pair in self.problem.pairs_of(a) {
                let row = (a as u32, period as u32, pair as u32);
                if self.placed.contains(&row) {
                    let answer = Answer { pair: row.2, period, held: true, cost: Some(0), exact: self.proved, moves: Vec::new() };
                    answers.push(answer);
                } else {
                    answers.push(self.ask(a, period, pair as u32, watch)?);
                }
            }
        }
        Ok(answers)
    }
}

fn stuck(stuck: Stuck) -> Failure {
    match stuck {
        Stuck::Cancelled => Failure::Cancelled,
        Stuck::Hall { .. } => Failure::Infeasible(Box::default()),
    }
}

/// Puts the question into the model. False when the pair cannot be there at all.
fn restrict(model: &mut Model<i128>, a: usize, period: usize, pair: u32, forbid: bool) -> bool {
    let seat = model.seat_of[a][period];
    if seat == u32::MAX {
        return false;
    }
    let range = model.first[seat as usize]..model.first[seat as usize + 1];
    let Some(entry) = range.clone().find(|&e| model.pair[e as usize] == pair) else { return false };
    if forbid {
        if model.network.arcs[entry as usize].lower > 0 || range.len() == 1 {
            return false;
        }
        model.network.arcs[entry as usize].upper = 0;
        model.network.agree(entry as usize);
        return true;
    }
    let group = model.group_of[entry as usize];
    let twin = if group == u32::MAX { (0, 0) } else { model.groups[group as usize].arcs[1 - period] };
    for other in range.chain(twin.0..twin.1) {
        let arc = &mut model.network.arcs[other as usize];
        if other == entry {
            arc.lower = 1;
        } else if arc.lower > 0 {
            return false;
        } else {
            arc.upper = 0;
        }
        model.network.agree(other as usize);
    }
    true
}
