//! The rest of the morning after something went wrong: late arrival, no-show, broken table, extra host.
//!
//! Played rounds are frozen. For the rounds left, tables and people are those that are still there; meetings nobody can hold any more
//! are dropped (those of absent people and hosts, then what no longer fits), all others are placed again, each
//! preferring the round it had (see [`rounds::away`](super::rounds::away)), so few people move. Buffer rounds are opened. Whoever then
//! has fewer meetings than the morning promised gets new ones at tables that are free, host limits respected: one exact assignment a round, the
//! satisfactions as weights. An extra host is simply one the plan does not know yet.
//!
//! **Not proved:** that no plan moves fewer people, nor that the meetings added are the best over all rounds together.

use super::control::Unwatched;
use super::flow::{Arc, Network, Search, settle};
use super::problem::{Lock, Problem};
use super::rounds::away;

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

/// Makes the new plan over `rounds` rounds (buffer included). Every round of `plan` is below `rounds`.
#[must_use]
pub fn repair(problem: &Problem, plan: &[Seat], rounds: u32, incident: &Incident) -> Repaired {
    let (tables, present) = open(problem, rounds, incident);
    let (mut done, mut open): (Vec<Seat>, Vec<Seat>) = plan.iter().partition(|m| m.2 < incident.played);
    let mut result = Repaired::default();
    loop {
        let meetings: Vec<(u32, u32)> = open.iter().map(|m| (m.0, m.1)).collect();
        let before: Vec<Option<u32>> = open.iter().map(|m| Some(m.2)).collect();
        let request = away::Request { meetings: &meetings, tables: &tables, present: &present, before: &before, rounds };
        match away::rounds(&request, 0, &Unwatched) {
            Ok(round) => {
                for (&(a, o, old), &new) in open.iter().zip(&round) {
                    if old != new {
                        result.moved.push((a, o, old, new));
                    }
                    done.push((a, o, new));
                }
                break;
            }
            Err(left) => {
                let gone = |at: usize| left.contains(&(at as u32));
                result.dropped.extend(open.iter().enumerate().filter(|&(at, _)| gone(at)).map(|(_, &m)| m));
                open = open.iter().enumerate().filter(|&(at, _)| !gone(at)).map(|(_, &m)| m).collect();
            }
        }
    }
    for round in incident.played..rounds {
        let new = fill(problem, &done, round, &tables, &present, incident);
        result.added.extend(&new);
        done.extend(new);
    }
    done.sort_unstable();
    result.meetings = done;
    result
}

/// New meetings of one round for people who lack some, at free tables: the best assignment.
fn fill(problem: &Problem, done: &[Seat], round: u32, tables: &[Vec<u32>], present: &[Vec<bool>], incident: &Incident) -> Vec<Seat> {
    let (people, hosts) = (problem.associates.len(), problem.organisations.len());
    let (mut count, mut busy) = (vec![0u32; people], vec![false; people]);
    let (mut load, mut taken) = (vec![0u32; hosts], vec![0u32; hosts]);
    let mut met = std::collections::HashSet::new();
    for &(a, o, r) in done {
        count[a as usize] += 1;
        load[o as usize] += 1;
        met.insert((a, o));
        if r == round {
            busy[a as usize] = true;
            taken[o as usize] += 1;
        }
    }
    let room = |o: usize| {
        let limit = problem.organisations[o].max.map_or(u32::MAX, |max| max.saturating_sub(load[o]));
        let free = tables[o][round as usize].saturating_sub(taken[o]);
        if incident.absent_hosts.contains(&(o as u32)) { 0 } else { free.min(limit) }
    };
    let root = (people + hosts) as u32;
    let (mut arcs, mut ends) = (Vec::new(), Vec::new());
    for (a, pair) in problem.owners() {
        let o = problem.target[pair];
        let free = present[a][round as usize] && !busy[a] && count[a] < problem.meetings;
        if free && problem.lock[pair] != Lock::Forbidden && !met.contains(&(a as u32, o)) && room(o as usize) > 0 {
            let head = people as u32 + o;
            arcs.push(Arc { cost: -(problem.weight(pair) + 1), tail: a as u32, head, lower: 0, upper: 1, flow: 0 });
            ends.push((a as u32, o, round));
        }
    }
    if arcs.is_empty() {
        return Vec::new();
    }
    let plain = |tail, head, upper| Arc { cost: 0, tail, head, lower: 0, upper, flow: 0 };
    arcs.extend((0..people as u32).map(|a| plain(root, a, 1)));
    arcs.extend((0..hosts).map(|o| plain((people + o) as u32, root, room(o).min(people as u32) as i32)));
    let mut network: Network<i64> = Network::new(root as usize + 1, root, arcs);
    for arc in 0..network.arcs.len() {
        network.agree(arc);
    }
    let mut search = Search::new(network.nodes());
    if settle(&mut network, &mut search, &Unwatched).is_err() {
        return Vec::new();
    }
    ends.iter().enumerate().filter(|&(at, _)| network.arcs[at].flow > 0).map(|(_, &seat)| seat).collect()
}
