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
pub mod who;

use std::collections::{HashMap, HashSet};

use super::control::Watch;
use super::problem::{Lock, Problem};
use place::{Board, Levels, Placed};
use who::{Crowd, Smallest, smallest};

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

/// Tables and people of each round after the incident.
fn open(problem: &Problem, rounds: u32, incident: &Incident) -> (Vec<Vec<u32>>, Vec<Vec<bool>>) {
    let mut tables = super::rounds::tables(problem, rounds);
    let mut present = super::rounds::present(problem, rounds);
    for round in 0..incident.played.min(rounds) as usize {
        tables.iter_mut().for_each(|row| row[round] = 0);
        present.iter_mut().for_each(|row| row[round] = false);
    }
    for &(o, lost) in &incident.broken {
        tables[o as usize].iter_mut().for_each(|open| *open = open.saturating_sub(lost));
    }
    for &o in &incident.absent_hosts {
        tables[o as usize].fill(0);
    }
    for &(o, from) in &incident.late_hosts {
        tables[o as usize].iter_mut().take(from as usize).for_each(|open| *open = 0);
    }
    for &a in &incident.absent {
        present[a as usize].fill(false);
    }
    for &(a, from) in &incident.late {
        present[a as usize].iter_mut().take(from as usize).for_each(|here| *here = false);
    }
    (tables, present)
}

/// The morning as it stands: what is played, what was planned, who is there.
struct Scene<'a> {
    problem: &'a Problem,
    /// Meetings planned for the rounds left.
    planned: Vec<Seat>,
    tables: Vec<Vec<u32>>,
    present: Vec<Vec<bool>>,
    held: Vec<HashSet<u32>>,
    /// Meetings of each host in played rounds.
    load: Vec<u32>,
    /// Minimum of each host that comes; 0 for the others.
    least: Vec<u32>,
    levels: Levels,
}

impl<'a> Scene<'a> {
    fn new(problem: &'a Problem, plan: &[Seat], rounds: u32, incident: &Incident) -> Self {
        let (tables, present) = open(problem, rounds, incident);
        let (mut held, mut load) = (vec![HashSet::new(); problem.associates.len()], vec![0; problem.organisations.len()]);
        for &(a, o, _) in plan.iter().filter(|m| m.2 < incident.played) {
            held[a as usize].insert(o);
            load[o as usize] += 1;
        }
        let comes = |o: usize| tables[o].iter().any(|&tables| tables > 0);
        let least = problem.organisations.iter().enumerate().map(|(o, host)| if comes(o) { host.min } else { 0 }).collect();
        let planned = plan.iter().copied().filter(|m| m.2 >= incident.played).collect();
        let levels = Levels::new(problem, problem.associates.len() * rounds as usize);
        Self { problem, planned, tables, present, held, load, least, levels }
    }

    /// A meeting that cannot be where it was, whoever else is there.
    fn lost(&self, &(a, o, r): &Seat) -> bool {
        let gone = !self.present[a as usize][r as usize] || self.tables[o as usize][r as usize] == 0;
        gone || self.problem.find(a as usize, o).is_none_or(|pair| self.problem.lock[pair] == Lock::Forbidden)
    }

    /// Those who must change, and the crowds among the others.
    fn hit(&self) -> (Vec<u32>, Vec<Crowd>) {
        let mut must: Vec<u32> = self.planned.iter().filter(|seat| self.lost(seat)).map(|seat| seat.0).collect();
        must.sort_unstable();
        must.dedup();
        let mut there: HashMap<(u32, u32), Vec<u32>> = HashMap::new();
        for &(a, o, r) in self.planned.iter().filter(|seat| must.binary_search(&seat.0).is_err()) {
            there.entry((o, r)).or_default().push(a);
        }
        let mut cells: Vec<((u32, u32), Vec<u32>)> = there.into_iter().collect();
        cells.sort_unstable();
        let crowd = |((o, r), people): ((u32, u32), Vec<u32>)| {
            let many = people.len().saturating_sub(self.tables[o as usize][r as usize] as usize);
            Crowd { people, many }
        };
        (must, cells.into_iter().map(crowd).filter(|crowd| crowd.many > 0).collect())
    }

    /// What is open to these people when the others stay.
    fn board(&self, movers: Vec<u32>) -> Board<'_> {
        let (mut tables, mut load) = (self.tables.clone(), self.load.clone());
        let moves: HashSet<u32> = movers.iter().copied().collect();
        let mut planned = HashSet::new();
        for &seat in &self.planned {
            if moves.contains(&seat.0) {
                planned.insert(seat);
            } else {
                let free = &mut tables[seat.1 as usize][seat.2 as usize];
                *free = free.saturating_sub(1);
                load[seat.1 as usize] += 1;
            }
        }
        let most = |o: usize| self.problem.organisations[o].max.unwrap_or(u32::MAX >> 8);
        let room = load.iter().enumerate().map(|(o, &load)| most(o).saturating_sub(load)).collect();
        let need = load.iter().zip(&self.least).map(|(&load, &least)| least.saturating_sub(load)).collect();
        Board { problem: self.problem, tables, present: &self.present, room, need, movers, held: &self.held, planned }
    }

    /// Meetings missing to minima, and required meetings missing, in a plan of the rounds left.
    fn missing(&self, rest: &[Seat]) -> u32 {
        let met: HashSet<(u32, u32)> = rest.iter().map(|seat| (seat.0, seat.1)).collect();
        let required = |&(a, pair): &(usize, usize)| {
            let o = self.problem.target[pair];
            let wanted = matches!(self.problem.lock[pair], Lock::Required | Lock::RequiredIn(_));
            wanted && !self.held[a].contains(&o) && !met.contains(&(a as u32, o))
        };
        self.short(rest).iter().map(|short| short.1).sum::<u32>() + self.problem.owners().filter(required).count() as u32
    }

    fn short(&self, rest: &[Seat]) -> Vec<(u32, u32)> {
        let mut load = self.load.clone();
        rest.iter().for_each(|seat| load[seat.1 as usize] += 1);
        let missing = load.iter().zip(&self.least).map(|(&load, &least)| least.saturating_sub(load));
        missing.enumerate().filter(|short| short.1 > 0).map(|(o, missing)| (o as u32, missing)).collect()
    }

    /// The whole rest of the morning: the others as planned, and the movers' new meetings.
    fn rest(&self, movers: &[u32], seats: &[Seat]) -> Vec<Seat> {
        let mut rest: Vec<Seat> = self.planned.iter().copied().filter(|seat| !movers.contains(&seat.0)).collect();
        rest.extend(seats);
        rest.sort_unstable();
        rest
    }

    /// What the meetings of those who stay are worth, less what is missing before the movers are placed.
    fn base(&self, movers: &[u32]) -> i128 {
        let rest = self.rest(movers, &[]);
        let worth = |seat: &Seat| {
            let pair = self.problem.find(seat.0 as usize, seat.1);
            pair.map_or(0, |pair| self.levels.worth(self.problem, pair, true, true))
        };
        rest.iter().map(worth).sum::<i128>() - i128::from(self.missing(&rest)) * self.levels.need
    }

    /// Fewest meetings missing if these people may change: never more than the truth.
    fn hope(&self, movers: &[u32]) -> u32 {
        let wanted = self.missing(&self.rest(movers, &[]));
        let served = self.board(movers.to_vec()).bound(&Levels::missing());
        wanted.saturating_sub(served as u32)
    }

    /// The best plan of the sets; was every other excluded?
    fn choose(&self, sets: &[Vec<u32>], watch: &dyn Watch) -> Choice {
        let mut choice = Choice { rest: Vec::new(), score: i128::MIN, sure: true };
        let mut cases = place::CASES;
        for (at, movers) in sets.iter().enumerate() {
            watch.progress("repair", at as u64, sets.len() as u64);
            if choice.score > i128::MIN && (watch.enough() || watch.cancelled()) {
                choice.sure = false;
                break;
            }
            let base = self.base(movers);
            let known = if choice.score > i128::MIN { choice.score - base } else { -1 };
            let Placed { seats, value, bound } = self.board(movers.clone()).best(&self.levels, known, &mut cases, watch);
            choice.sure &= bound <= value.max(known);
            if value > known {
                (choice.rest, choice.score) = (self.rest(movers, &seats), base + value);
            }
        }
        choice
    }

    /// The plan with the fewest missing, then the fewest people: all sets of a size before the next size. Also the size no smaller set
    /// would do, and whether that is shown.
    fn widen(&self, found: &Smallest, must: &[u32], crowds: &[Crowd], watch: &dyn Watch) -> (Choice, usize, bool) {
        let full = |set: &Vec<u32>| set.iter().chain(must).copied().collect::<Vec<u32>>();
        let first: Vec<Vec<u32>> = found.sets.iter().map(full).collect();
        let mut best = self.choose(&first, watch);
        let mut least = must.len() + found.least;
        let everyone: Vec<u32> = (0..self.problem.associates.len() as u32).collect();
        if self.missing(&best.rest) == 0 {
            return (Choice { sure: best.sure && found.all, ..best }, least, true);
        }
        // What is missing when everyone may change; the flow alone may promise more than one meeting a pair allows.
        let mut cases = place::CASES;
        let Placed { value, bound, .. } = self.board(everyone.clone()).best(&Levels::missing(), -1, &mut cases, watch);
        let target = self.missing(&[]).saturating_sub(value.max(0) as u32);
        let known = value == bound;
        if self.missing(&best.rest) <= target {
            return (Choice { sure: best.sure && found.all, ..best }, least, known);
        }
        let pool: Vec<u32> = everyone.into_iter().filter(|a| !must.contains(a)).collect();
        let mut tries = TRIES;
        for size in found.least..=pool.len() {
            let (sets, mut all) = who::sets(crowds, &pool, size, tries);
            tries -= sets.len().min(tries);
            let mut able: Vec<Vec<u32>> = Vec::new();
            for (at, set) in sets.iter().map(full).enumerate() {
                watch.progress("repair", at as u64, sets.len() as u64);
                if watch.enough() || watch.cancelled() {
                    return (best, least, false);
                }
                if self.hope(&set) <= target {
                    able.push(set);
                }
            }
            if able.len() > who::SETS {
                able.truncate(who::SETS);
                all = false;
            }
            if !able.is_empty() {
                let choice = self.choose(&able, watch);
                let missing = self.missing(&choice.rest);
                if missing <= target {
                    return (Choice { sure: choice.sure && all, ..choice }, least, known && least == must.len() + size);
                }
                all &= choice.sure;
                if missing < self.missing(&best.rest) {
                    best = choice;
                }
            }
            if !all {
                break;
            }
            least = must.len() + size + 1;
        }
        (self.grow(best, watch), least, false)
    }

    /// Past the limits: one person after the other, each time the one who promises most.
    fn grow(&self, mut best: Choice, watch: &dyn Watch) -> Choice {
        let changed = |rest: &[Seat]| -> Vec<u32> {
            let moved = |a: &u32| {
                let of = |seats: &[Seat]| seats.iter().filter(|seat| seat.0 == *a).copied().collect::<HashSet<Seat>>();
                of(rest) != of(&self.planned)
            };
            (0..self.problem.associates.len() as u32).filter(moved).collect()
        };
        let mut set = changed(&best.rest);
        while !watch.enough() && !watch.cancelled() {
            let more = |a: u32| set.iter().copied().chain([a]).collect::<Vec<u32>>();
            let others = (0..self.problem.associates.len() as u32).filter(|a| !set.contains(a)).take(TRIES);
            let Some((hope, next)) = others.map(|a| (self.hope(&more(a)), a)).min() else { break };
            if hope >= self.missing(&best.rest) {
                break;
            }
            set = more(next);
            let choice = self.choose(std::slice::from_ref(&set), watch);
            if self.missing(&choice.rest) < self.missing(&best.rest) {
                best = choice;
            }
        }
        best
    }
}

/// A plan for the rounds left.
struct Choice {
    rest: Vec<Seat>,
    score: i128,
    /// True when nothing better was left untried.
    sure: bool,
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
