//! Stage 2: one mission a period in two different organisations, as good as can be, with its proof.
//!
//! [`model`] is the network, [`objective`] what a placement is worth under a policy, [`distinct`] the prices that keep the two
//! organisations different ([`descend`] where single steps stop), [`polish`] the repair, [`bound`] the proof, [`branch`] the case distinctions for what prices leave open,
//! [`desk`] answers what-if questions, `fix` what closes most of it before that, [`dive`] the complete search for any plan at all, [`search`] the order they run in, [`finish`] what is claimed in the end. When no organisation
//! is open to the same person twice there are no groups and the first flow is the answer.

mod ascent;
pub mod bound;
pub mod branch;
mod descend;
pub mod desk;
pub mod distinct;
pub mod dive;
mod finish;
mod fix;
pub mod model;
pub mod objective;
mod polish;
mod reason;
pub mod search;
mod twin;

use super::control::Watch;
use super::flow::Cost;
use super::format::solution::{Certificate, Policy, Stage, StageProof};
use super::meetings::Failure;
use super::problem::Problem;
use branch::Placed;
use finish::{Earlier, finish};
use objective::Objective;
use search::{Found, Question, Run, search};

/// Full range of the tie-break lots.
pub const LOTS: u32 = 1 << 20;

/// A plan for both periods.
#[derive(Clone, Debug)]
pub struct Plan {
    /// Associate, period from 0, pair.
    pub chosen: Vec<(u32, u32, u32)>,
    /// Every stage before the tie-break is proved.
    pub proved: bool,
    /// Upper bound on the total among plans that do as well at the stages before.
    pub bound: i64,
    /// Stage values.
    pub stages: Vec<Stage>,
    /// The proof.
    pub certificate: Certificate,
}

/// Limits of a search, where they differ from the usual ones. Counts, not seconds: the same limits give the same bytes.
#[derive(Clone, Copy, Debug, Default)]
pub struct Effort {
    /// Nodes of the case distinction.
    pub nodes: Option<usize>,
    /// Choices of the search for any plan at all.
    pub choices: Option<usize>,
}

/// Finds the plan.
///
/// # Errors
/// [`Failure::Infeasible`] with the reason (proved), [`Failure::Stopped`] when the limits came first, or [`Failure::Cancelled`].
pub fn solve(problem: &Problem, policy: Policy, seed: u64, effort: &Effort, watch: &dyn Watch) -> Result<Plan, Failure> {
    if policy == Policy::Total {
        for forced in [true, false] {
            let objective = objective_of(problem, policy, !forced, 0, seed);
            let question = Question { problem, objective: &objective, forced, known: None };
            match (search(question, effort, watch)?, forced) {
                (Found::Plan(run), _) => return Ok(finish(problem, &objective, policy, run, Earlier::default())),
                (_, true) => {}
                (Found::Nothing { .. }, false) => return Err(reason::refusal(problem, effort, watch)),
                (Found::Unknown, false) => return Err(Failure::Stopped),
            }
        }
        return Err(Failure::Stopped);
    }
    let (forced, mut known, mut earlier) = fill(problem, effort, watch)?;
    let floor = floor(problem, forced, &mut known, &mut earlier, effort, watch)?;
    let objective = objective_of(problem, policy, !forced, floor, seed);
    let question = Question { problem, objective: &objective, forced, known: Some(&known) };
    match search(question, effort, watch)? {
        Found::Plan(run) => Ok(finish(problem, &objective, policy, run, earlier)),
        _ => Err(Failure::Stopped),
    }
}

fn objective_of(problem: &Problem, policy: Policy, fill: bool, floor: u32, seed: u64) -> Objective {
    let bits = if policy == Policy::Total { <i64 as Cost>::BITS } else { <i128 as Cost>::BITS };
    let objective = Objective::new(problem, policy, fill, floor, seed, bits);
    if objective.bits > bits { Objective::new(problem, policy, fill, floor, seed, <i128 as Cost>::BITS) } else { objective }
}

/// A plan that places as many as can be, whether that is everybody with an option, and what is proved.
fn fill(problem: &Problem, effort: &Effort, watch: &dyn Watch) -> Result<(bool, Placed, Earlier), Failure> {
    let objective = Objective::count(0);
    let ask = |forced: bool| search(Question { problem, objective: &objective, forced, known: None }, effort, watch);
    let mut earlier = Earlier::default();
    if let Found::Plan(run) = ask(true)? {
        return Ok((true, run.placed, earlier));
    }
    match ask(false)? {
        Found::Plan(run) => {
            earlier.fill_open = run.bound > run.placed.len() as i128;
            if !earlier.fill_open {
                earlier.proofs.push(StageProof { stage: "fill".into(), tree: run.tree });
            }
            Ok((false, run.placed, earlier))
        }
        Found::Nothing { .. } => Err(reason::refusal(problem, effort, watch)),
        Found::Unknown => Err(Failure::Stopped),
    }
}

/// The highest floor reached, by halving; a floor counts as unreachable only with a proof.
fn floor(problem: &Problem, forced: bool, known: &mut Placed, earlier: &mut Earlier, effort: &Effort, watch: &dyn Watch) -> Result<u32, Failure> {
    let tier = |placed: &Placed| {
        let free = |p: &&(u32, u32, u32)| problem.lock[p.2 as usize] == super::problem::Lock::Free;
        placed.iter().filter(free).map(|p| problem.tier(p.2 as usize)).min().unwrap_or(9)
    };
    let filled = known.len();
    // `closed` is the lowest floor proved out of reach, `high` the highest worth a try.
    let (mut low, mut high, mut closed) = (tier(known), 9, 10);
    let mut proof = None;
    while low < high {
        let middle = (low + high).div_ceil(2);
        let objective = Objective::count(middle);
        let question = Question { problem, objective: &objective, forced, known: None };
        let (bound, tree) = match search(question, effort, watch)? {
            Found::Plan(Run { placed, .. }) if placed.len() >= filled => {
                low = middle.max(tier(&placed)).min(high);
                *known = placed;
                continue;
            }
            Found::Plan(Run { bound, tree, .. }) | Found::Nothing { bound, tree } => (bound, tree),
            Found::Unknown => (i128::MAX, super::format::solution::Tree::default()),
        };
        high = middle - 1;
        let short = forced && open_seats(problem, middle) < filled;
        if short || bound < filled as i128 {
            closed = middle;
            proof = Some(StageProof { stage: "floor".into(), tree });
        }
    }
    let proved = low == 9 || closed == low + 1;
    let bound = (!proved).then_some(i64::from(closed) - 1);
    earlier.floor = Some(Stage { name: "floor".into(), value: i64::from(low), proved, bound });
    earlier.proofs.extend(proof.filter(|_| proved));
    Ok(low)
}

/// Seats with an option when free pairs below `floor` are closed.
fn open_seats(problem: &Problem, floor: u32) -> usize {
    let model: model::Model<i64> = model::Model::new(problem, &Objective::rules_only(floor), true);
    model.first.windows(2).filter(|two| two[1] > two[0]).count()
}
