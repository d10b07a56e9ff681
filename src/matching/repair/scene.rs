//! The morning at the moment of the incident, and what it means for a set of people who may change. Nothing is searched here.

use std::collections::{HashMap, HashSet};

use super::place::{Board, Levels};
use super::who::Crowd;
use super::{Incident, Seat};
use crate::matching::problem::{Lock, Problem};

/// Tables and people of each round after the incident.
fn open(problem: &Problem, rounds: u32, incident: &Incident) -> (Vec<Vec<u32>>, Vec<Vec<bool>>) {
    let mut tables = crate::matching::rounds::tables(problem, rounds);
    let mut present = crate::matching::rounds::present(problem, rounds);
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
pub struct Scene<'a> {
    pub problem: &'a Problem,
    /// Meetings planned for the rounds left.
    pub planned: Vec<Seat>,
    pub tables: Vec<Vec<u32>>,
    pub present: Vec<Vec<bool>>,
    pub held: Vec<HashSet<u32>>,
    /// Meetings of each host in played rounds.
    pub load: Vec<u32>,
    /// Those the plan does without who come after all.
    back: Vec<u32>,
    /// Minimum of each host that comes; 0 for the others.
    pub least: Vec<u32>,
    pub levels: Levels,
}

impl<'a> Scene<'a> {
    pub fn new(problem: &'a Problem, plan: &[Seat], rounds: u32, incident: &Incident) -> Self {
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
        Self { problem, planned, tables, present, held, load, back: incident.back.clone(), least, levels }
    }

    /// A meeting that cannot be where it was, whoever else is there.
    pub fn lost(&self, &(a, o, r): &Seat) -> bool {
        let gone = !self.present[a as usize][r as usize] || self.tables[o as usize][r as usize] == 0;
        gone || self.problem.find(a as usize, o).is_none_or(|pair| self.problem.lock[pair] == Lock::Forbidden)
    }

    /// Those who must change, and the crowds among the others.
    pub fn hit(&self) -> (Vec<u32>, Vec<Crowd>) {
        let mut must: Vec<u32> = self.planned.iter().filter(|seat| self.lost(seat)).map(|seat| seat.0).chain(self.back.iter().copied()).collect();
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
    pub fn board(&self, movers: Vec<u32>) -> Board<'_> {
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
    pub fn missing(&self, rest: &[Seat]) -> u32 {
        let met: HashSet<(u32, u32)> = rest.iter().map(|seat| (seat.0, seat.1)).collect();
        let required = |&(a, pair): &(usize, usize)| {
            let o = self.problem.target[pair];
            let wanted = matches!(self.problem.lock[pair], Lock::Required | Lock::RequiredIn(_));
            wanted && !self.held[a].contains(&o) && !met.contains(&(a as u32, o))
        };
        self.short(rest).iter().map(|short| short.1).sum::<u32>() + self.problem.owners().filter(required).count() as u32
    }

    pub fn short(&self, rest: &[Seat]) -> Vec<(u32, u32)> {
        let mut load = self.load.clone();
        rest.iter().for_each(|seat| load[seat.1 as usize] += 1);
        let missing = load.iter().zip(&self.least).map(|(&load, &least)| least.saturating_sub(load));
        missing.enumerate().filter(|short| short.1 > 0).map(|(o, missing)| (o as u32, missing)).collect()
    }

    /// The whole rest of the morning: the others as planned, and the movers' new meetings.
    pub fn rest(&self, movers: &[u32], seats: &[Seat]) -> Vec<Seat> {
        let mut rest: Vec<Seat> = self.planned.iter().copied().filter(|seat| !movers.contains(&seat.0)).collect();
        rest.extend(seats);
        rest.sort_unstable();
        rest
    }

    /// What the meetings of those who stay are worth, less what is missing before the movers are placed.
    pub fn base(&self, movers: &[u32]) -> i128 {
        let rest = self.rest(movers, &[]);
        let worth = |seat: &Seat| {
            let pair = self.problem.find(seat.0 as usize, seat.1);
            pair.map_or(0, |pair| self.levels.worth(self.problem, pair, true, true))
        };
        rest.iter().map(worth).sum::<i128>() - i128::from(self.missing(&rest)) * self.levels.need
    }

    /// Fewest meetings missing if these people may change: never more than the truth.
    pub fn hope(&self, movers: &[u32]) -> u32 {
        let wanted = self.missing(&self.rest(movers, &[]));
        let served = self.board(movers.to_vec()).bound(&Levels::missing());
        wanted.saturating_sub(served as u32)
    }
}
