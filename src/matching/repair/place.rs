//! Where the people who may change go, everyone else staying where they are: the best plan for them.
//!
//! **Idea.** A meeting takes a round of its associate, a table of its host in that round, and one of the host's places. But for one rule this is a
//! flow: associate → (associate, round) → (host, round) → host → root, lists and absences being missing arcs, minima a reward for the first
//! meetings of a host. The rule left out is that nobody meets the same host twice. Where the flow breaks it, two cases are
//! distinguished: this host in this round only, or never in this round. A case is closed when its flow is not
//! better than the best plan known.
//!
//! **Order.** Host minima and required meetings, then the number of meetings, then meetings that were planned, then satisfaction, then rounds
//! that were planned: packed into one `i128`. **Complexity.** One mended flow a case; at most [`CASES`] of them, fewer
//! when the network is large. **Invariant.** `bound` is never below the best plan; `exact` says when they are equal.

use std::collections::HashSet;

use super::Seat;
use crate::matching::control::{Unwatched, Watch};
use crate::matching::flow::{Arc, Network, Search, settle};
use crate::matching::problem::{Lock, Problem};

/// Cases distinguished at most.
pub const CASES: usize = 3_000;

/// What is open to the people who may change.
#[derive(Clone, Debug)]
pub struct Board<'a> {
    /// The instance.
    pub problem: &'a Problem,
    /// Free tables: `tables[host][round]`, what the others use taken off.
    pub tables: Vec<Vec<u32>>,
    /// `present[associate][round]`; false in rounds already played.
    pub present: &'a [Vec<bool>],
    /// Meetings each host may still take.
    pub room: Vec<u32>,
    /// Meetings each host still needs for its minimum.
    pub need: Vec<u32>,
    /// Who may change.
    pub movers: Vec<u32>,
    /// Meetings already held, by associate.
    pub held: &'a [HashSet<u32>],
    /// Their meetings as planned.
    pub planned: HashSet<Seat>,
}

/// Worth of one meeting at each level.
#[derive(Clone, Copy, Debug)]
pub struct Levels {
    same: i128,
    weight: i128,
    kept: i128,
    meeting: i128,
    /// A missing meeting of a minimum, or a required one.
    pub need: i128,
}

/// The best plan found for the movers.
#[derive(Clone, Debug)]
pub struct Placed {
    /// Their meetings in the rounds left.
    pub seats: Vec<Seat>,
    /// Worth of it.
    pub value: i128,
    /// No plan is worth more.
    pub bound: i128,
}

impl Levels {
    /// Levels for a plan of at most `seats` meetings.
    #[must_use]
    pub fn new(problem: &Problem, seats: usize) -> Self {
        let seats = seats as i128 + 1;
        let kept = (2 * i128::from(problem.most_weight()) + 1) * seats;
        let meeting = kept * seats;
        Self { same: 1, weight: 2, kept, meeting, need: meeting * seats * 2 }
    }

    /// The first level alone: what is missing, in ones.
    #[must_use]
    pub fn missing() -> Self {
        Self { same: 0, weight: 0, kept: 0, meeting: 0, need: 1 }
    }

    /// Worth of a pair's meeting: was the pair planned, and in this round?
    #[must_use]
    pub fn worth(&self, problem: &Problem, pair: usize, planned: bool, same: bool) -> i128 {
        let weight = self.weight * i128::from(problem.weight(pair));
        self.meeting + i128::from(planned) * self.kept + weight + i128::from(same) * self.same
    }
}

/// The flow, its arcs named.
struct Field {
    network: Network<i128>,
    /// Associate, host and round of the first arcs.
    seats: Vec<Seat>,
}

impl Board<'_> {
    /// The network without the rule of one meeting a pair, solved.
    fn field(&self, levels: &Levels) -> Field {
        let rounds = self.present.first().map_or(0, Vec::len);
        let (movers, hosts) = (self.movers.len(), self.room.len());
        let slot = |m: usize, r: usize| (movers + m * rounds + r) as u32;
        let cell = |o: usize, r: usize| (movers * (rounds + 1) + o * rounds + r) as u32;
        let host = |o: usize| (movers * (rounds + 1) + hosts * rounds + o) as u32;
        let root = host(hosts);
        let (mut arcs, mut seats) = (Vec::new(), Vec::new());
        let arc = |tail, head, upper: u32, cost| Arc { cost, tail, head, lower: 0, upper: upper.min(1 << 20) as i32, flow: 0 };
        for (m, &a) in self.movers.iter().enumerate() {
            for pair in self.problem.pairs_of(a as usize) {
                let o = self.problem.target[pair];
                if self.problem.lock[pair] == Lock::Forbidden || self.held[a as usize].contains(&o) {
                    continue;
                }
                let required = i128::from(self.problem.lock[pair] != Lock::Free) * levels.need;
                let planned = (0..rounds as u32).any(|r| self.planned.contains(&(a, o, r)));
                for r in (0..rounds).filter(|&r| self.present[a as usize][r] && self.tables[o as usize][r] > 0) {
                    let same = self.planned.contains(&(a, o, r as u32));
                    let worth = required + levels.worth(self.problem, pair, planned, same);
                    arcs.push(arc(slot(m, r), cell(o as usize, r), 1, -worth));
                    seats.push((a, o, r as u32));
                }
            }
        }
        for (m, &a) in self.movers.iter().enumerate() {
            let left = (self.problem.meetings as usize).saturating_sub(self.held[a as usize].len());
            arcs.push(arc(root, m as u32, left as u32, 0));
            arcs.extend((0..rounds).map(|r| arc(m as u32, slot(m, r), 1, 0)));
        }
        for o in 0..hosts {
            arcs.extend((0..rounds).map(|r| arc(cell(o, r), host(o), self.tables[o][r], 0)));
            let need = self.need[o].min(self.room[o]);
            arcs.push(arc(host(o), root, need, -levels.need));
            arcs.push(arc(host(o), root, self.room[o] - need, 0));
        }
        let mut network = Network::new(root as usize + 1, root, arcs);
        // Prices at which only the arcs out of the root are too good: then every search starts at an associate.
        let top = 3 * levels.need;
        for node in 0..root as usize {
            network.potential[node] = if node < movers * (rounds + 1) { levels.need + top } else { levels.need };
        }
        (0..network.arcs.len()).for_each(|index| network.agree(index));
        let _ = settle(&mut network, &mut Search::new(root as usize + 1), &Unwatched);
        Field { network, seats }
    }

    /// The most the flow can be worth: a bound for any plan of these people.
    #[must_use]
    pub fn bound(&self, levels: &Levels) -> i128 {
        -self.field(levels).network.value()
    }

    /// What seats are worth: the levels of each, and the minima they serve.
    #[must_use]
    pub fn value(&self, levels: &Levels, field: &[(Seat, i128)]) -> i128 {
        let mut load = vec![0u32; self.room.len()];
        field.iter().for_each(|(seat, _)| load[seat.1 as usize] += 1);
        let served: u32 = load.iter().zip(&self.need).map(|(&load, &need)| load.min(need)).sum();
        field.iter().map(|(_, worth)| worth).sum::<i128>() + i128::from(served) * levels.need
    }

    /// The best plan better than `known` (−1 for any), or the best found when `cases` run out or it is enough.
    #[must_use]
    pub fn best(&self, levels: &Levels, known: i128, cases: &mut usize, watch: &dyn Watch) -> Placed {
        let Field { network, seats } = self.field(levels);
        // A large network leaves fewer cases: the work is what is limited.
        let price = network.arcs.len() / 10_000 + 1;
        let mut search = Search::new(network.nodes());
        let mut best = Placed { seats: Vec::new(), value: -1, bound: -network.value() };
        let ceiling = best.bound;
        let mut stack = vec![network];
        let mut open = i128::MIN;
        while let Some(network) = stack.pop() {
            let bound = -network.value();
            if bound <= best.value.max(known) {
                continue;
            }
            if *cases == 0 || watch.enough() || watch.cancelled() {
                open = open.max(bound);
                if best.value >= 0 {
                    continue;
                }
            }
            *cases = cases.saturating_sub(price);
            let used: Vec<usize> = (0..seats.len()).filter(|&arc| network.arcs[arc].flow > 0).collect();
            let mut once = HashSet::new();
            // Once each: a plan. A pair that comes again is what the cases are about; planned rounds are kept first.
            let mut order = used.clone();
            order.sort_by_key(|&arc| !self.planned.contains(&seats[arc]));
            let (first, again): (Vec<usize>, Vec<usize>) = order.into_iter().partition(|&arc| once.insert((seats[arc].0, seats[arc].1)));
            let plan: Vec<(Seat, i128)> = first.iter().map(|&arc| (seats[arc], -network.arcs[arc].cost)).collect();
            let value = self.value(levels, &plan);
            if value > best.value {
                best.value = value;
                best.seats = plan.into_iter().map(|(seat, _)| seat).collect();
            }
            let Some(&twice) = again.first() else { continue };
            let pair = |seat: Seat| (seat.0, seat.1);
            let Some(&keep) = first.iter().find(|&&arc| pair(seats[arc]) == pair(seats[twice])) else { continue };
            let others = |arc: usize| pair(seats[arc]) == pair(seats[keep]) && arc != keep;
            for only in [false, true] {
                let closed: Vec<usize> = if only { (0..seats.len()).filter(|&arc| others(arc)).collect() } else { vec![keep] };
                let mut child = network.clone();
                for arc in closed {
                    child.set_flow(arc, 0);
                    child.arcs[arc].upper = 0;
                }
                if settle(&mut child, &mut search, &Unwatched).is_ok() {
                    stack.push(child);
                }
            }
        }
        best.bound = best.value.max(known).max(open).min(ceiling);
        best
    }
}
