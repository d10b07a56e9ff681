//! One objective, one answer: a plan with its bound, a proof that there is none, or an honest "not known".

use super::branch::{Cases, Placed};
use super::dive::{Dive, dive};
use super::model::Model;
use super::objective::Objective;
use super::{Effort, twin};
use crate::matching::control::Watch;
use crate::matching::flow::{Cost, Stuck, bipartite, settle, warm};
use crate::matching::format::solution::Tree;
use crate::matching::meetings::Failure;
use crate::matching::problem::Problem;

/// A plan and what is known about better ones.
#[derive(Clone, Debug)]
pub struct Run {
    /// Packed value.
    pub value: i128,
    /// The plan.
    pub placed: Placed,
    /// No plan is worth more.
    pub bound: i128,
    /// Proof of the bound.
    pub tree: Tree,
}

/// What a search came to.
#[derive(Clone, Debug)]
pub enum Found {
    /// A plan.
    Plan(Run),
    /// No plan follows the rules: proved. `bound` is what the tree alone shows.
    Nothing {
        /// Highest leaf of the tree; `i128::MIN` when no leaf has any option.
        bound: i128,
        /// Cases and prices.
        tree: Tree,
    },
    /// The limits came before either.
    Unknown,
}

/// One question to the search.
#[derive(Clone, Copy)]
pub struct Question<'a> {
    /// The instance.
    pub problem: &'a Problem,
    /// What counts.
    pub objective: &'a Objective,
    /// Must every seat with an option be filled?
    pub forced: bool,
    /// A plan already known to follow these rules.
    pub known: Option<&'a Placed>,
}

/// Answers a question within `effort`.
///
/// # Errors
/// [`Failure::Cancelled`].
pub fn search(question: Question, effort: &Effort, watch: &dyn Watch) -> Result<Found, Failure> {
    if question.objective.bits <= <i64 as Cost>::BITS { typed::<i64>(question, effort, watch) } else { typed::<i128>(question, effort, watch) }
}

/// Work a search may cost, in entries and seats (a node mends about as many paths as it has seats, each the longer the more there are): exact at cohort size, a few
/// nodes for a city.
const NODE_WORK: usize = 3_000_000;

/// Nodes the case distinction may open at this size.
pub(super) fn nodes<C: Cost>(model: &Model<C>) -> usize {
    let seats = model.seats.len();
    (NODE_WORK / (model.pair.len() + seats * seats / 20 + 1)).clamp(1, 50_000)
}

fn typed<C: Cost>(question: Question, effort: &Effort, watch: &dyn Watch) -> Result<Found, Failure> {
    let Question { problem, objective, forced, known } = question;
    if forced && let Some(run) = twin::solve::<C>(problem, objective, watch)? {
        return Ok(Found::Plan(run));
    }
    let mut model: Model<C> = Model::new(problem, objective, forced);
    if model.impossible {
        return Ok(Found::Nothing { bound: i128::MAX, tree: Tree::default() });
    }
    warm_up(problem, objective, &mut model, watch);
    bipartite::seat(&mut model.network, &model.first, &model.root_arc);
    let mut search = model.search();
    let mut cases = Cases::new(problem, objective, forced, &model, effort.nodes.unwrap_or_else(|| nodes(&model)));
    match settle(&mut model.network, &mut search, watch) {
        Ok(()) => {}
        Err(Stuck::Hall { nodes, lacking }) => {
            let tree = cases.closed(&model, &nodes, lacking, &[]);
            return Ok(Found::Nothing { bound: cases.bound, tree });
        }
        Err(Stuck::Cancelled) => return Err(Failure::Cancelled),
    }
    if let Some(known) = known {
        cases.offer(known.clone());
    }
    let Ok(tree) = cases.solve(model, effort.nodes, watch) else { return Err(Failure::Cancelled) };
    if cases.best.is_none() {
        let bound = cases.bound;
        if !cases.open {
            return Ok(Found::Nothing { bound, tree });
        }
        match dive(problem, objective.floor, forced, effort.choices, watch)? {
            Dive::Impossible(_) => return Ok(Found::Nothing { bound, tree }),
            Dive::Stopped => return Ok(Found::Unknown),
            Dive::Plan(placed) => {
                let mut model: Model<C> = Model::new(problem, objective, forced);
                let better = model.adopt(&mut search, &placed).is_ok().then(|| model.placed());
                cases.offer(placed);
                better.into_iter().for_each(|placed| cases.offer(placed));
            }
        }
    }
    let bound = cases.bound;
    Ok(match cases.best {
        Some((value, placed)) => Found::Plan(Run { value, placed, bound: bound.max(value), tree }),
        None => Found::Unknown,
    })
}

/// First prices from an auction over seats, when the sum is what counts and there is enough to gain.
pub(super) fn warm_up<C: Cost>(problem: &Problem, objective: &Objective, model: &mut Model<C>, watch: &dyn Watch) {
    let factor = objective.factor("sum");
    if model.pair.len() < 2000 || factor == 0 || objective.scales.first().is_none_or(|s| s.0 != "sum") {
        return;
    }
    let (seats, places) = (model.seats.len(), 2 * problem.missions.len());
    let place: Vec<u32> = (0..model.pair.len()).map(|e| model.network.arcs[e].head - seats as u32).collect();
    let worth: Vec<i64> = model.pair.iter().map(|&pair| problem.weight(pair as usize)).collect();
    let need = vec![1; seats];
    let room: Vec<u32> = (0..places).map(|g| problem.missions[g / 2].capacity[g % 2]).collect();
    let market = warm::Market { first: &model.first, place: &place, worth: &worth, need: &need, room: &room };
    for (g, price) in warm::prices(&market, 2000, 40 * seats as u64, watch).into_iter().enumerate() {
        model.network.potential[seats + g] = C::narrow(-i128::from(price) * factor / i128::from(objective.grain));
    }
}
