//! Why everybody got what they got: ranks on both sides, who holds the places wanted more, what forcing them would cost.
//!
//! [`blocks`] lists blocking pairs (both sides would rather have each other) and, among them, justified envy (someone the host likes less holds the
//! place); [`force`] prices a wish; [`words`] says it in French. Look first at [`explain`].

pub mod blocks;
pub mod force;
pub mod words;

use serde::{Deserialize, Serialize};

use super::control::Watch;
use super::format::solution::Solution;
use super::problem::Problem;
use super::solve::Unfinished;
pub use blocks::{Block, Plan};
pub use force::Force;

/// Most associates for which a stage-2 wish is priced by solving again without being asked.
pub const COHORT: usize = 60;
/// Wishes priced for each person.
const WISHES: usize = 3;

/// A place someone has.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Held {
    /// Organisation or mission.
    pub target: String,
    /// Period from 1 (attribution only).
    pub period: Option<u32>,
    /// Its rank in the associate's list; equals share a rank.
    pub rank: usize,
    /// Length of that list.
    pub of: usize,
    /// The associate's rank for the host.
    pub host_rank: usize,
    /// How many are acceptable to the host.
    pub host_of: usize,
}

/// A place someone would rather have.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Wish {
    /// Organisation or mission.
    pub target: String,
    /// Its rank in the associate's list.
    pub rank: usize,
    /// The associate's rank for the host.
    pub host_rank: usize,
    /// Who has a place there now.
    pub holders: Vec<String>,
    /// True when the team forbade it.
    pub forbidden: bool,
    /// What forcing it would do; none when it was not computed.
    pub force: Option<Force>,
}

/// One person.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Person {
    /// Name in the file.
    pub associate: String,
    /// What they have.
    pub held: Vec<Held>,
    /// What they would rather have than the worst of it, best first.
    pub wishes: Vec<Wish>,
}

/// Everything there is to say about a plan.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Explanation {
    /// Pairs that would rather have each other.
    pub blocking: Vec<Block>,
    /// The blocking pairs in which somebody the host likes less has the place.
    pub envy: Vec<Block>,
    /// Everybody asked about.
    pub people: Vec<Person>,
}

/// Rank of `pair` among `pairs` by `value`: one more than how many are better.
fn rank(pairs: impl Iterator<Item = usize>, value: &[u16], pair: usize) -> (usize, usize) {
    let (mut better, mut of) = (0, 0);
    for other in pairs {
        better += usize::from(value[other] > value[pair]);
        of += 1;
    }
    (better + 1, of)
}

/// Explains a plan that passed the verifier; only `one` associate when given.
///
/// # Errors
/// [`Unfinished::Cancelled`].
pub fn explain(problem: &Problem, solution: &Solution, one: Option<usize>, watch: &dyn Watch) -> Result<Explanation, Unfinished> {
    let plan = Plan::read(problem, solution);
    let mut suitors: Vec<Vec<usize>> = vec![Vec::new(); problem.missions.len().max(problem.organisations.len())];
    for (_, pair) in problem.owners() {
        suitors[problem.target[pair] as usize].push(pair);
    }
    let mut desk = force::Prices::open(problem, solution, &plan, watch)?;
    let asked: Vec<usize> = one.map_or_else(|| (0..problem.associates.len()).collect(), |a| vec![a]);
    let priced = problem.missions.is_empty() || one.is_some() || problem.associates.len() <= COHORT;
    let mut people = Vec::new();
    for a in asked {
        let place = |pair: usize| {
            let list = rank(problem.pairs_of(a), &problem.own, pair);
            let host = rank(suitors[problem.target[pair] as usize].iter().copied(), &problem.host, pair);
            (list, host)
        };
        let mut held = Vec::new();
        for &(period, pair) in &plan.of[a] {
            let ((rank, of), (host_rank, host_of)) = place(pair);
            let period = (!problem.missions.is_empty()).then_some(period + 1);
            held.push(Held { target: problem.target_name(problem.target[pair]).into(), period, rank, of, host_rank, host_of });
        }
        let worst = if plan.lacks(problem, a) { None } else { plan.of[a].iter().map(|row| problem.own[row.1]).min() };
        let mut wanted: Vec<usize> = problem
            .pairs_of(a)
            .filter(|&pair| plan.of[a].iter().all(|row| row.1 != pair) && worst.is_none_or(|worst| problem.own[pair] > worst))
            .collect();
        wanted.sort_by_key(|&pair| (std::cmp::Reverse(problem.own[pair]), pair));
        let mut wishes = Vec::new();
        for pair in wanted {
            let ((rank, _), (host_rank, _)) = place(pair);
            let target = problem.target[pair];
            let forbidden = problem.lock[pair] == super::problem::Lock::Forbidden;
            let force = if forbidden || !priced || wishes.len() >= WISHES { None } else { Some(desk.force(a, pair, watch)?) };
            let mut holders: Vec<String> = plan.at(target).map(|row| problem.associates[row.0].clone()).collect();
            holders.dedup();
            wishes.push(Wish { target: problem.target_name(target).into(), rank, host_rank, holders, forbidden, force });
        }
        people.push(Person { associate: problem.associates[a].clone(), held, wishes });
    }
    let blocking: Vec<Block> =
        blocks::blocking(problem, &plan).into_iter().filter(|b| one.is_none_or(|a| problem.associates[a] == b.associate)).collect();
    let envy = blocking.iter().filter(|b| !b.over.is_empty()).cloned().collect();
    Ok(Explanation { blocking, envy, people })
}
