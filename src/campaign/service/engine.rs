//! The engines of `matching` on a thread of their own, each within a limit of time: a run, the rules side by side, the price of a lock.
//!
//! What comes out was always looked at by the verifier, which shares no code with the solvers, before anybody sees it.

use crate::campaign::model::lists::{Lists, Told};
use crate::desk::service::No;
use crate::i18n::campaign_decide as say;
use crate::jobs::service::Fault;
use crate::kernel::clock::stopwatch;
use crate::kernel::refusal::Refusal;
use crate::matching::compare::{POLICIES, Side};
use crate::matching::control::Watch;
use crate::matching::format::solution::{Policy, Solution, Status};
use crate::matching::format::{self, Task};
use crate::matching::problem::Problem;
use crate::matching::solve::Unfinished;
use crate::matching::{compare, explain, solve, verify};
use crate::store::StoreError;
use std::collections::BTreeSet;
use std::time::{Duration, Instant};
use tokio::sync::Semaphore;

/// After this long a search says what it has and what is not proved.
const ENOUGH: Duration = Duration::from_secs(6);
/// After this long it is given up: a page answers within twenty seconds.
const CANCEL: Duration = Duration::from_secs(14);

/// Runs at once in this process.
static ENGINES: Semaphore = Semaphore::const_new(2);

/// What computed a run, as it is kept with it.
pub fn version() -> String {
    format!("passerelle {}", env!("CARGO_PKG_VERSION"))
}

/// Which engine a stage asks for.
const fn task(stage: i64) -> Task {
    if stage == 1 { Task::Meetings } else { Task::Attribute }
}

/// Stops a run when its time is over.
pub(super) struct Limit(Instant);

impl Limit {
    /// The time begins now.
    pub(super) fn start() -> Limit {
        Limit(stopwatch())
    }
}

impl Watch for Limit {
    fn cancelled(&self) -> bool {
        self.0.elapsed() > CANCEL
    }

    fn enough(&self) -> bool {
        self.0.elapsed() > ENOUGH
    }
}

/// Why there is no plan.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Trouble {
    /// The rules leave none: a sentence for each reason, with the names of the instance.
    Reasons(Vec<String>),
    /// Not within the time.
    Late,
    /// The plan did not pass the verifier, or the engine broke: a fault on our side.
    Broken(String),
}

impl Trouble {
    /// As the page says it, `named` putting people's names in the place of the instance's.
    pub fn told(self, named: &dyn Fn(&str) -> String) -> No {
        match self {
            Trouble::Reasons(all) => No::Refused(all.iter().map(|text| Refusal::rule(named(text))).collect()),
            Trouble::Late => Refusal::rule(say::LATE).into(),
            Trouble::Broken(why) => No::Fault(Fault::Store(StoreError::Corrupt(why))),
        }
    }
}

impl From<Unfinished> for Trouble {
    fn from(_: Unfinished) -> Trouble {
        Trouble::Late
    }
}

/// A run, verified.
#[derive(Clone, Debug)]
pub struct Made {
    /// The solution.
    pub solution: Solution,
    /// As it is written in its file.
    pub text: String,
    /// Why everybody got what they got, as JSON; empty for meetings.
    pub explanation: String,
}

/// What a lock would change.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Price {
    /// Why no plan has it; empty when one does.
    pub impossible: Vec<String>,
    /// Loss of total, in thousandths of a point; negative when the total rises at the expense of something that comes first.
    pub cost: i64,
    /// The total without it.
    pub before: i64,
    /// Meetings or placements lost.
    pub lost: i64,
    /// Both plans are proved, so the price is exact.
    pub exact: bool,
    /// Who would meet or be placed otherwise, by the names of the instance.
    pub moved: Vec<String>,
}

/// Does something long on a thread of its own; few at once, so that pages go on answering.
pub(super) async fn apart<T: Send + 'static>(work: impl FnOnce() -> Result<T, Trouble> + Send + 'static) -> Result<T, Trouble> {
    let _place = ENGINES.acquire().await.map_err(|_| Trouble::Late)?;
    tokio::task::spawn_blocking(work).await.unwrap_or_else(|e| Err(Trouble::Broken(e.to_string())))
}

fn read(instance: &str, stage: i64) -> Result<Problem, Trouble> {
    format::problem(instance.as_bytes(), task(stage)).map_err(|bad| Trouble::Reasons(vec![bad.to_string()]))
}

fn plan(problem: &Problem, policy: Policy, seed: u64, watch: &dyn Watch) -> Result<Solution, Trouble> {
    let meetings = problem.missions.is_empty();
    let solution = if meetings { solve::meetings(problem, policy, seed, watch)? } else { solve::attribution(problem, policy, seed, watch)? };
    let wrong = verify::verify(problem, &solution);
    if !wrong.is_empty() {
        return Err(Trouble::Broken(format!("a plan did not pass the verifier: {}", wrong.join("; "))));
    }
    if solution.status == Status::Infeasible {
        return Err(Trouble::Reasons(solution.reasons.into_iter().map(|r| r.text).collect()));
    }
    Ok(solution)
}

/// Solves an instance and explains an attribution to people who said what `lists` has.
///
/// # Errors
/// [`Trouble`].
pub async fn run(instance: String, lists: Lists, stage: i64, policy: Policy, seed: u64) -> Result<Made, Trouble> {
    apart(move || {
        let watch = Limit::start();
        let problem = read(&instance, stage)?;
        let solution = plan(&problem, policy, seed, &watch)?;
        let explanation = if stage == 1 {
            String::new()
        } else {
            let explanation = explain::explain(&problem, &lists.said(&problem), &solution, None, &watch)?;
            serde_json::to_string(&Told { lists, explanation }).map_err(|e| Trouble::Broken(e.to_string()))?
        };
        let text = format::solution::text(&solution);
        Ok(Made { solution, text, explanation })
    })
    .await
}

/// Every rule with every weight, measured against each other; rows of a rule follow each other in the order of the weights.
///
/// # Errors
/// [`Trouble`].
pub async fn side_by_side(instance: String, stage: i64, weights: Vec<u32>, seed: u64) -> Result<Vec<Side>, Trouble> {
    apart(move || {
        let problem = read(&instance, stage)?;
        Ok(compare::compare(&problem, &POLICIES, &weights, seed, 2, &Limit::start())?)
    })
    .await
}

/// The price of a lock: two instances, without and with it, solved by the rule of the campaign; exact when both plans are proved.
///
/// # Errors
/// [`Trouble`] of the first; that the second has no plan is an answer.
pub async fn price(without: String, with: String, stage: i64, policy: Policy, seed: u64) -> Result<Price, Trouble> {
    apart(move || {
        let watch = Limit::start();
        let before = plan(&read(&without, stage)?, policy, seed, &watch)?;
        let after = match read(&with, stage).and_then(|problem| plan(&problem, policy, seed, &watch)) {
            Ok(after) => after,
            Err(Trouble::Reasons(impossible)) => return Ok(Price { impossible, before: before.total, ..Price::default() }),
            Err(other) => return Err(other),
        };
        Ok(Price {
            impossible: Vec::new(),
            cost: before.total - after.total,
            before: before.total,
            lost: i64::try_from(before.filled).unwrap_or(0) - i64::try_from(after.filled).unwrap_or(0),
            exact: before.status == Status::Optimal && after.status == Status::Optimal,
            moved: changed(&before, &after),
        })
    })
    .await
}

/// Who meets or is placed otherwise in another plan, whatever the round; in the order of their names in the instance.
pub fn changed(one: &Solution, other: &Solution) -> Vec<String> {
    let rows = |s: &Solution| -> BTreeSet<(String, u32, String)> {
        let meetings = s.meetings.iter().map(|m| (m.0.clone(), 0, m.1.clone()));
        meetings.chain(s.assignment.iter().cloned()).collect()
    };
    let (one, other) = (rows(one), rows(other));
    one.symmetric_difference(&other).map(|row| row.0.clone()).collect::<BTreeSet<_>>().into_iter().collect()
}

/// A solution read back from its file.
///
/// # Errors
/// It does not read.
pub fn read_solution(text: &str) -> Result<Solution, StoreError> {
    serde_json::from_str(text).map_err(|e| StoreError::Corrupt(format!("a solution: {e}")))
}

/// A problem read back from the instance of a run.
///
/// # Errors
/// It does not read.
pub fn read_problem(instance: &str, stage: i64) -> Result<Problem, StoreError> {
    format::problem(instance.as_bytes(), task(stage)).map_err(|e| StoreError::Corrupt(format!("an instance: {e}")))
}
