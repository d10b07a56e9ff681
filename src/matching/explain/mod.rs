//! Why everybody got what they got: ranks on both sides, who holds the places wanted more, what forcing them would cost.
//!
//! [`blocks`] lists blocking pairs (both sides would rather have each other) and, among them, justified envy (someone the host likes less holds the
//! place); [`force`] prices a wish; [`words`] says it in French. Look first at [`explain`].

pub mod blocks;
pub mod force;
pub mod words;

use serde::{Deserialize, Serialize};
use std::cmp::Reverse;
use std::collections::BTreeMap;

use super::control::Watch;
use super::format::solution::Solution;
use super::problem::{Lock, Problem};
use super::solve::Unfinished;
pub use blocks::{Block, Plan};
pub use force::Force;

/// Most associates for which a stage-2 wish is priced by solving again without being asked.
pub const COHORT: usize = 60;
/// Wishes priced for each person and each host.
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

/// Somebody a host would rather have than one it has.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Offer {
    /// Whom.
    pub associate: String,
    /// The mission of the host where it would cost least.
    pub target: String,
    /// What forcing it would do; none when it was not computed.
    pub force: Option<Force>,
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
    /// What the hosts would rather have, those of a host best first, when a whole attribution is explained.
    #[serde(default)]
    pub offers: Vec<Offer>,
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

/// Prices, each asked once: what an associate and a host both wish costs the same.
struct Till<'a> {
    desk: force::Prices<'a>,
    known: BTreeMap<usize, Option<Force>>,
    open: bool,
    watch: &'a dyn Watch,
}

impl Till<'_> {
    /// What forcing `pair` of associate `a` would do; none when it is forbidden, nothing is priced here, or the time for it is over.
    fn price(&mut self, problem: &Problem, a: usize, pair: usize) -> Result<Option<Force>, Unfinished> {
        if !self.open || problem.lock[pair] == Lock::Forbidden {
            return Ok(None);
        }
        if let Some(known) = self.known.get(&pair) {
            return Ok(known.clone());
        }
        let force = if self.watch.enough() { None } else { Some(self.desk.force(a, pair, self.watch)?) };
        self.known.insert(pair, force.clone());
        Ok(force)
    }

    /// The cheapest of several pairs of one associate that are not all forbidden, with its price; none when one of them has no price.
    fn cheapest(&mut self, problem: &Problem, a: usize, pairs: &[usize]) -> Result<(usize, Option<Force>), Unfinished> {
        let mut best: Option<(usize, Force)> = None;
        for &pair in pairs.iter().filter(|pair| problem.lock[**pair] != Lock::Forbidden) {
            let Some(force) = self.price(problem, a, pair)? else { return Ok((pair, None)) };
            if best.as_ref().is_none_or(|(_, least)| force.dearness() < least.dearness()) {
                best = Some((pair, force));
            }
        }
        Ok(best.map_or((pairs[0], None), |(pair, force)| (pair, Some(force))))
    }
}

/// Explains a plan that passed the verifier; only `one` associate when given. `said` is the same problem with what people said where what
/// is counted differs from it (a pair that has not met counts less than it was liked): ranks and wishes are read there, prices in `problem`.
///
/// # Errors
/// [`Unfinished::Cancelled`].
pub fn explain(problem: &Problem, said: &Problem, solution: &Solution, one: Option<usize>, watch: &dyn Watch) -> Result<Explanation, Unfinished> {
    let plan = Plan::read(problem, solution);
    let mut suitors: Vec<Vec<usize>> = vec![Vec::new(); problem.missions.len().max(problem.organisations.len())];
    for (_, pair) in problem.owners() {
        suitors[problem.target[pair] as usize].push(pair);
    }
    let open = problem.missions.is_empty() || one.is_some() || problem.associates.len() <= COHORT;
    let mut till = Till { desk: force::Prices::open(problem, solution, &plan, watch)?, known: BTreeMap::new(), open, watch };
    let asked: Vec<usize> = one.map_or_else(|| (0..problem.associates.len()).collect(), |a| vec![a]);
    let mut people = Vec::new();
    for a in asked {
        let place = |pair: usize| {
            let list = rank(problem.pairs_of(a), &said.own, pair);
            let host = rank(suitors[problem.target[pair] as usize].iter().copied(), &said.host, pair);
            (list, host)
        };
        let mut held = Vec::new();
        for &(period, pair) in &plan.of[a] {
            let ((rank, of), (host_rank, host_of)) = place(pair);
            let period = (!problem.missions.is_empty()).then_some(period + 1);
            held.push(Held { target: problem.target_name(problem.target[pair]).into(), period, rank, of, host_rank, host_of });
        }
        let mut wishes = Vec::new();
        for pair in wanted(problem, said, &plan, a) {
            let ((rank, _), (host_rank, _)) = place(pair);
            let target = problem.target[pair];
            let force = if wishes.len() < WISHES { till.price(problem, a, pair)? } else { None };
            let mut holders: Vec<String> = plan.at(target).map(|row| problem.associates[row.0].clone()).collect();
            holders.dedup();
            let forbidden = problem.lock[pair] == Lock::Forbidden;
            wishes.push(Wish { target: problem.target_name(target).into(), rank, host_rank, holders, forbidden, force });
        }
        people.push(Person { associate: problem.associates[a].clone(), held, wishes });
    }
    let mut offers = Vec::new();
    if one.is_none() && !problem.missions.is_empty() {
        for (a, pairs) in offered(problem, said, &plan) {
            let (pair, force) = till.cheapest(problem, a, &pairs)?;
            offers.push(Offer { associate: problem.associates[a].clone(), target: problem.target_name(problem.target[pair]).into(), force });
        }
    }
    let blocking: Vec<Block> =
        blocks::blocking(said, &plan).into_iter().filter(|b| one.is_none_or(|a| problem.associates[a] == b.associate)).collect();
    let envy = blocking.iter().filter(|b| !b.over.is_empty()).cloned().collect();
    Ok(Explanation { blocking, envy, people, offers })
}

/// What an associate would rather have than the worst of what they have, best first; everything when they lack something.
fn wanted(problem: &Problem, said: &Problem, plan: &Plan, a: usize) -> Vec<usize> {
    let worst = if plan.lacks(problem, a) { None } else { plan.of[a].iter().map(|row| said.own[row.1]).min() };
    let better = |pair: &usize| plan.of[a].iter().all(|row| row.1 != *pair) && worst.is_none_or(|worst| said.own[*pair] > worst);
    let mut wanted: Vec<usize> = problem.pairs_of(a).filter(better).collect();
    wanted.sort_by_key(|&pair| (Reverse(said.own[pair]), pair));
    wanted
}

/// Whom each host would rather have than the one it likes least of those it has (anybody when it has nobody), by host, best first: with
/// their pairs for its missions, never none, the one the associate likes best first.
fn offered(problem: &Problem, said: &Problem, plan: &Plan) -> Vec<(usize, Vec<usize>)> {
    let host_of = |pair: usize| problem.organisation_of(problem.target[pair]);
    let mut out = Vec::new();
    for host in 0..problem.organisations.len() as u32 {
        let here = |a: usize| plan.of[a].iter().map(|row| row.1).find(|&pair| host_of(pair) == host);
        let worst = (0..problem.associates.len()).filter_map(here).map(|pair| said.host[pair]).min();
        let there = |a: usize| {
            let mut pairs: Vec<usize> = problem.pairs_of(a).filter(|&pair| host_of(pair) == host).collect();
            pairs.sort_by_key(|&pair| (Reverse(said.own[pair]), pair));
            pairs
        };
        let away = (0..problem.associates.len()).filter(|&a| here(a).is_none());
        let mut liked: Vec<(usize, Vec<usize>)> = away
            .map(|a| (a, there(a)))
            .filter(|(_, pairs)| pairs.first().is_some_and(|&pair| worst.is_none_or(|worst| said.host[pair] > worst)))
            .collect();
        liked.sort_by_key(|(a, pairs)| (Reverse(said.host[pairs[0]]), *a));
        out.extend(liked.into_iter().take(WISHES));
    }
    out
}
