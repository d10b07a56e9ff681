//! The rest of the morning after something went wrong: late arrival, no-show, broken table, extra host.
//!
//! Played rounds are frozen. In the rounds left, tables and people are those that are still there, buffer rounds are opened, an extra host is
//! simply one the plan does not know yet. The new plan is the best by this order: fewest meetings missing to the minima
//! of hosts that come (and to required meetings), **fewest people whose remaining rounds change**, most meetings, most meetings kept, most
//! satisfaction. Everyone else keeps host and round of every meeting.
//!
//! **How.** [`who`] finds the smallest sets of people whose change makes room; [`place`] finds the best plan of each set and keeps the best. Only
//! minima can ask for more people: then one is added after the other, all sets of a size before the next, and what is missing is compared
//! with a flow in which everyone may change. **Bounds.** [`TRIES`] sets are tried for minima; past that, or past the limits of
//! [`who`] and [`place`], `proved` and `best` say what is not shown, and `least` is the number that is.

pub mod place;
mod scene;
mod search;
pub mod who;

use std::collections::{HashMap, HashSet};

use super::control::Watch;
use super::problem::Problem;
use scene::Scene;
use search::Choice;
use who::smallest;

/// Sets of people tried to serve the minima.
pub const TRIES: usize = 3_000;

/// What happened. Rounds count from 0.
#[derive(Clone, Debug, Default)]
pub struct Incident {
    /// Rounds already played.
    pub played: u32,
    /// Associates who do not come.
    pub absent: Vec<u32>,
    /// Hosts who do not come.
    pub absent_hosts: Vec<u32>,
    /// Associates who arrive only in this round.
    pub late: Vec<(u32, u32)>,
    /// Hosts who arrive only in this round.
    pub late_hosts: Vec<(u32, u32)>,
    /// Associates the plan does without who come after all: they take what is open to them.
    pub back: Vec<u32>,
    /// Tables lost at an organisation, from now on.
    pub broken: Vec<(u32, u32)>,
}

/// One meeting of a plan: associate, host, round from 0.
pub type Seat = (u32, u32, u32);

/// The new plan.
#[derive(Clone, Debug, Default)]
pub struct Repaired {
    /// Every meeting that takes place, played ones included.
    pub meetings: Vec<Seat>,
    /// Meetings that moved: old and new round.
    pub moved: Vec<(u32, u32, u32, u32)>,
    /// Meetings that cannot take place any more.
    pub dropped: Vec<Seat>,
    /// Meetings nobody had planned.
    pub added: Vec<Seat>,
    /// No plan changes fewer people (among those that miss as few meetings of host minima).
    pub least: usize,
    /// True when `least` is the number of people who change.
    pub proved: bool,
    /// True when, of all plans that change as few people, none has more meetings, keeps more of them or satisfies more.
    pub best: bool,
    /// Hosts that come and stay under their minimum, with the meetings they miss.
    pub short: Vec<(u32, u32)>,
}

impl Repaired {
    /// Associates whose morning changes, in order.
    #[must_use]
    pub fn people(&self) -> Vec<u32> {
        let moved = self.moved.iter().map(|m| m.0);
        let mut people: Vec<u32> = moved.chain(self.dropped.iter().chain(&self.added).map(|m| m.0)).collect();
        people.sort_unstable();
        people.dedup();
        people
    }
}

/// Makes the new plan over `rounds` rounds (buffer included). Every round of `plan` is below `rounds`.
#[must_use]
pub fn repair(problem: &Problem, plan: &[Seat], rounds: u32, incident: &Incident, watch: &dyn Watch) -> Repaired {
    let scene = Scene::new(problem, plan, rounds, incident);
    let (must, crowds) = scene.hit();
    let found = smallest(&crowds);
    let (Choice { rest, sure, .. }, least, minimal) = scene.widen(&found, &must, &crowds, watch);
    let mut result = Repaired { least, short: scene.short(&rest), ..Repaired::default() };
    let after: HashMap<(u32, u32), u32> = rest.iter().map(|&(a, o, r)| ((a, o), r)).collect();
    let before: HashSet<(u32, u32)> = scene.planned.iter().map(|&(a, o, _)| (a, o)).collect();
    for &(a, o, old) in &scene.planned {
        match after.get(&(a, o)) {
            Some(&new) if new != old => result.moved.push((a, o, old, new)),
            Some(_) => {}
            None => result.dropped.push((a, o, old)),
        }
    }
    result.added = rest.iter().copied().filter(|seat| !before.contains(&(seat.0, seat.1))).collect();
    result.meetings = plan.iter().copied().filter(|seat| seat.2 < incident.played).chain(rest).collect();
    result.meetings.sort_unstable();
    let people = result.people().len();
    result.proved = minimal && people == least;
    result.least = least.min(people);
    result.best = result.proved && sure;
    result
}
