//! Stage 1: which meetings, by exact lexicographic flows.
//!
//! Choosing meetings is a b-matching: a minimum-cost flow, integral by total unimodularity, with minima as lower bounds
//! *inside* the flow. A policy is a list of stages; each stage is solved on the optimal face of the stage before, which
//! complementary slackness describes exactly (see [`Network::keep_face`](crate::matching::flow::Network)). The duals of all stages
//! are the certificate. Look first at [`solve`], then `build`.

pub mod build;
mod policy;
mod reason;

pub use reason::listed as names_of;

use crate::matching::control::Watch;
use crate::matching::flow::Stuck;
use crate::matching::format::solution::{Certificate, Duals, Policy, Reason, Stage};
use crate::matching::problem::{Lock, Problem};
use build::{Ranges, Stages};
use policy::policy_stages;

/// Meetings chosen, not yet in rounds.
#[derive(Clone, Debug)]
pub struct Choice {
    /// Pairs chosen, in order.
    pub pairs: Vec<u32>,
    /// Rounds to play, buffer not included; hosts without an own maximum were limited to rounds × tables.
    pub rounds: u32,
    /// Stage values.
    pub stages: Vec<Stage>,
    /// Stage proofs.
    pub duals: Vec<Duals>,
    /// True when time was up before the fewest rounds for the best fill were known: the proofs hold for these rounds.
    pub hurried: bool,
}

/// Why nothing follows the rules, in words and as a proof the verifier checks.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Refusal {
    /// Words and data for the team.
    pub reasons: Vec<Reason>,
    /// `duals` named `infeasible` for meetings, `infeasible` for attribution.
    pub certificate: Certificate,
}

/// Why there is no choice.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Failure {
    /// Nothing follows all rules: proved.
    Infeasible(Box<Refusal>),
    /// A limit was reached with neither a plan nor a proof that there is none.
    Stopped,
    /// Stopped from outside.
    Cancelled,
}

impl From<crate::matching::control::Cancelled> for Failure {
    fn from(_: crate::matching::control::Cancelled) -> Self {
        Self::Cancelled
    }
}

/// Range of the tie-break lots.
pub const LOTS: u32 = 1 << 20;

/// Ranges of everyone for `rounds` rounds, buffer excluded.
#[must_use]
pub fn ranges(problem: &Problem, rounds: u32) -> Ranges {
    let mut here: Vec<u32> = vec![rounds; problem.associates.len()];
    for &(a, round) in &problem.associate_away {
        here[a as usize] -= u32::from(round < rounds && here[a as usize] > 0);
    }
    let mut hosting: Vec<u32> = vec![rounds; problem.organisations.len()];
    for &(o, round) in &problem.host_away {
        hosting[o as usize] -= u32::from(round < rounds && hosting[o as usize] > 0);
    }
    let associates = (0..problem.associates.len())
        .map(|a| {
            let usable = problem.pairs_of(a).filter(|&p| problem.lock[p] != Lock::Forbidden).count();
            (0, (usable as u32).min(problem.meetings).min(here[a]) as i32)
        })
        .collect();
    let people = problem.associates.len() as u64;
    let hosts = problem
        .organisations
        .iter()
        .zip(hosting)
        .map(|(o, hosting)| {
            let seats = (u64::from(hosting) * u64::from(o.tables)).min(people);
            let most = if problem.rounds.is_some() || o.tables == 0 {
                seats.min(o.max.map_or(people, u64::from))
            } else {
                o.max.map_or(seats, u64::from).min(people)
            };
            (o.min.min(i32::MAX as u32) as i32, most as i32)
        })
        .collect();
    Ranges { associates, hosts }
}

/// Fewest rounds worth trying: the longest day of an associate, of a host's minimum, and the tables of all.
fn fewest(problem: &Problem) -> u32 {
    let all = ranges(problem, u32::MAX >> 12);
    let wanted: i64 = all.associates.iter().map(|r| i64::from(r.1)).sum();
    let longest = all.associates.iter().map(|r| r.1).max().unwrap_or(0) as u32;
    let tables: i64 = problem.organisations.iter().map(|o| i64::from(o.tables)).sum();
    let minima = problem.organisations.iter().filter(|o| o.tables > 0).map(|o| o.min.div_ceil(o.tables)).max().unwrap_or(0);
    let share = if tables > 0 { (wanted + tables - 1) / tables } else { 0 };
    longest.max(minima).max(share as u32).max(1)
}

/// Rounds missed by the person or host who misses most.
fn longest_absence(problem: &Problem) -> u32 {
    let count = |away: &[(u32, u32)]| away.chunk_by(|one, two| one.0 == two.0).map(<[_]>::len).max().unwrap_or(0);
    count(&problem.associate_away).max(count(&problem.host_away)) as u32
}

/// Chooses the meetings, in at least `least` rounds when the instance leaves their number open.
///
/// # Errors
/// [`Failure::Infeasible`] with a Hall set in words, or [`Failure::Cancelled`].
pub fn solve(problem: &Problem, policy: Policy, seed: u64, least: u32, watch: &dyn Watch) -> Result<Choice, Failure> {
    let mut least = least;
    let last = fewest(problem).saturating_add(longest_absence(problem));
    loop {
        let (used, choice) = match once(problem, policy, seed, least, watch) {
            // With absences a longer morning may hold what this one cannot; past the longest absence it changes nothing.
            Err(Failure::Infeasible(_)) if problem.rounds.is_none() && fewest(problem).max(least) < last => {
                least = fewest(problem).max(least) + 1;
                continue;
            }
            other => other?,
        };
        // A busy host with its own maximum may need more rounds than assumed; everyone's ranges then follow.
        if choice.rounds <= used || problem.rounds.is_some() {
            return Ok(choice);
        }
        least = choice.rounds;
    }
}

/// One choice, and the rounds it assumed.
fn once(problem: &Problem, policy: Policy, seed: u64, least: u32, watch: &dyn Watch) -> Result<(u32, Choice), Failure> {
    let at = |rounds: u32| attempt(problem, rounds, policy, seed, watch).map(|choice| (rounds, choice));
    if let Some(rounds) = problem.rounds {
        return at(rounds - problem.buffer);
    }
    let least = fewest(problem).max(least);
    if !problem.organisations.iter().any(|o| o.max.is_none()) {
        return at(least);
    }
    // Hosts without a maximum grow with the rounds: the fewest rounds that reach the best fill.
    match full(problem, least, policy, seed, watch) {
        Err(Failure::Infeasible(_)) => {}
        done => return done.map(|choice| (least, choice)),
    }
    // No time to look for the number of rounds: the fewest that make sense, if they hold a plan at all.
    let hurried = || match at(least) {
        Ok((rounds, choice)) => Some(Ok((rounds, Choice { hurried: true, ..choice }))),
        Err(Failure::Infeasible(_)) => None,
        Err(other) => Some(Err(other)),
    };
    let (mut low, mut high) = (least, (problem.associates.len() as u32).max(least) + 1 + longest_absence(problem));
    let best = fill(problem, high, watch)?;
    while best.is_some() && low < high && !watch.enough() {
        let middle = low + (high - low) / 2;
        if fill(problem, middle, watch)? == best { high = middle } else { low = middle + 1 }
    }
    if best.is_some() && watch.enough() {
        if low < high
            && let Some(done) = hurried()
        {
            return done;
        }
        return at(high).map(|(rounds, choice)| (rounds, Choice { hurried: true, ..choice }));
    }
    at(high)
}

/// The most meetings `rounds` rounds allow (some, when time is up); none when the rules cannot be met.
fn fill(problem: &Problem, rounds: u32, watch: &dyn Watch) -> Result<Option<i64>, Failure> {
    let ranges = ranges(problem, rounds);
    if ranges.hosts.iter().any(|r| r.0 > r.1) {
        return Ok(None);
    }
    match Stages::new(problem, &ranges).run("fill", |_| 1, false, watch) {
        Ok(fill) => Ok(Some(fill)),
        Err(Stuck::Hall { .. }) => Ok(None),
        Err(Stuck::Cancelled) => Err(Failure::Cancelled),
    }
}

/// A choice in which everyone meets as many hosts as they would in a morning without end, or nothing.
fn full(problem: &Problem, rounds: u32, policy: Policy, seed: u64, watch: &dyn Watch) -> Result<Choice, Failure> {
    let narrow = ranges(problem, rounds);
    let wish = ranges(problem, u32::MAX >> 12);
    let short = narrow.associates.iter().zip(&wish.associates).any(|(now, all)| now.1 < all.1);
    if short || narrow.hosts.iter().any(|r| r.0 > r.1) {
        return Err(Failure::Infeasible(Box::default()));
    }
    let mut stages = Stages::new(problem, &narrow);
    stages.full();
    match policy_stages(problem, &mut stages, policy, seed, watch) {
        Ok(()) => Ok(finish(problem, stages, rounds)),
        Err(Stuck::Hall { .. }) => Err(Failure::Infeasible(Box::default())),
        Err(Stuck::Cancelled) => Err(Failure::Cancelled),
    }
}

fn finish(problem: &Problem, stages: Stages, rounds: u32) -> Choice {
    let pairs = stages.chosen();
    let rounds = rounds.max(longest_host(problem, &pairs));
    Choice { pairs, rounds, stages: stages.values, duals: stages.duals, hurried: false }
}

fn attempt(problem: &Problem, rounds: u32, policy: Policy, seed: u64, watch: &dyn Watch) -> Result<Choice, Failure> {
    let ranges = ranges(problem, rounds);
    if let Some(o) = ranges.hosts.iter().position(|r| r.0 > r.1) {
        return Err(reason::short_host(problem, o, ranges.hosts[o], rounds));
    }
    let mut stages = Stages::new(problem, &ranges);
    let start = stages.network.clone();
    // Nearly always everyone can be filled; then the first stage needs no solving.
    stages.full();
    let done = match policy_stages(problem, &mut stages, policy, seed, watch) {
        Err(Stuck::Hall { .. }) => {
            (stages.network, stages.values, stages.duals, stages.cut) = (start, Vec::new(), Vec::new(), false);
            stages.run("fill", |_| 1, false, watch).and_then(|_| policy_stages(problem, &mut stages, policy, seed, watch))
        }
        other => other,
    };
    match done {
        Ok(()) => Ok(finish(problem, stages, rounds)),
        Err(Stuck::Hall { nodes, lacking }) => Err(reason::refusal(problem, &ranges, &nodes, lacking)),
        Err(Stuck::Cancelled) => Err(Failure::Cancelled),
    }
}

fn longest_host(problem: &Problem, pairs: &[u32]) -> u32 {
    let mut load = vec![0u32; problem.organisations.len()];
    for &pair in pairs {
        load[problem.target[pair as usize] as usize] += 1;
    }
    let rounds = load.iter().zip(&problem.organisations).map(|(&load, o)| load.div_ceil(o.tables.max(1)));
    rounds.max().unwrap_or(0)
}
