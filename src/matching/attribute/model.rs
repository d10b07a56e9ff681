//! The network of stage 2: one transport problem a period, tied by "two different organisations".
//!
//! root → seat (associate, period) → place (mission, period) → [mission total] → [organisation] → root. The nodes in brackets exist only
//! where a total limit or the balance stage needs them. A *group* is an associate with an organisation open to them in both
//! periods: at most one of its entries may be used (exactly one when the team locked it). Groups are not part
//! of the network; they are priced, see `distinct`.

use super::objective::Objective;
use crate::matching::flow::{Arc, Cost, Network, Search};
use crate::matching::problem::{Lock, Problem};

/// An associate and an organisation open to them in both periods.
#[derive(Clone, Debug)]
pub struct Group<C> {
    /// Associate.
    pub associate: u32,
    /// Organisation.
    pub organisation: u32,
    /// Entries of period 1 and of period 2, as arc ranges.
    pub arcs: [(u32, u32); 2],
    /// Price of using it, already part of the arcs' costs.
    pub price: C,
    /// Must be used exactly once.
    pub exact: bool,
}

/// The network with what is needed to read it.
#[derive(Clone, Debug)]
pub struct Model<C> {
    /// Entries first, in seat order.
    pub network: Network<C>,
    /// Start of each seat's entries.
    pub first: Vec<u32>,
    /// Associate and period of each seat.
    pub seats: Vec<(u32, u32)>,
    /// Seat of `(associate, period)` or `u32::MAX`.
    pub seat_of: Vec<[u32; 2]>,
    /// Arc from the root to each seat.
    pub root_arc: Vec<u32>,
    /// Pair of each entry.
    pub pair: Vec<u32>,
    /// Groups, by associate.
    pub groups: Vec<Group<C>>,
    /// Group of each entry or `u32::MAX`.
    pub group_of: Vec<u32>,
    /// Some locked pair has no place left to be.
    pub impossible: bool,
}

/// True when the seat may use the pair at all: locks of its associate respected one by one.
fn usable(problem: &Problem, a: usize, period: usize, pair: usize, floor: u32) -> bool {
    let lock = problem.lock[pair];
    let mission = &problem.missions[problem.target[pair] as usize];
    if lock == Lock::Forbidden || mission.capacity[period] == 0 {
        return false;
    }
    if lock == Lock::Free && problem.tier(pair) < floor {
        return false;
    }
    // A locked mission closes its sisters of the same organisation, and a lock by period everything else there.
    problem.pairs_of(a).filter(|&other| other != pair).all(|other| match problem.lock[other] {
        Lock::Required => problem.missions[problem.target[other] as usize].organisation != mission.organisation,
        Lock::RequiredIn(p) => usize::from(p) != period && problem.missions[problem.target[other] as usize].organisation != mission.organisation,
        _ => true,
    }) && !matches!(lock, Lock::RequiredIn(p) if usize::from(p) != period)
}

impl<C: Cost> Model<C> {
    /// The model for an objective; `forced` seats must be filled, except those without any entry.
    #[must_use]
    pub fn new(problem: &Problem, objective: &Objective, forced: bool) -> Self {
        let worths = objective.worths(problem);
        let mut model = Self {
            network: Network::new(1, 0, Vec::new()),
            first: vec![0],
            seats: Vec::new(),
            seat_of: vec![[u32::MAX; 2]; problem.associates.len()],
            root_arc: Vec::new(),
            pair: Vec::new(),
            groups: Vec::new(),
            group_of: Vec::new(),
            impossible: false,
        };
        for a in 0..problem.associates.len() {
            let locked = problem.pairs_of(a).any(|p| matches!(problem.lock[p], Lock::Required | Lock::RequiredIn(_)));
            for period in (0..2).filter(|&p| problem.periods[a][p]) {
                model.seat_of[a][period] = model.seats.len() as u32;
                model.seats.push((a as u32, period as u32));
                for pair in problem.pairs_of(a) {
                    let mission = &problem.missions[problem.target[pair] as usize];
                    let open = if locked {
                        usable(problem, a, period, pair, objective.floor)
                    } else {
                        problem.lock[pair] != Lock::Forbidden && mission.capacity[period] > 0 && problem.tier(pair) >= objective.floor
                    };
                    if open {
                        model.pair.push(pair as u32);
                    }
                }
                model.first.push(model.pair.len() as u32);
            }
        }
        let mut offered = vec![0u8; problem.target.len()];
        for &pair in &model.pair {
            offered[pair as usize] += 1;
        }
        let locked = |pair: usize| matches!(problem.lock[pair], Lock::Required | Lock::RequiredIn(_));
        model.impossible = (0..offered.len()).any(|pair| locked(pair) && offered[pair] == 0);
        model.link(problem, objective, forced, &worths, &offered);
        model.find_groups(problem);
        model
    }

    fn link(&mut self, problem: &Problem, objective: &Objective, forced: bool, worths: &[i128], offered: &[u8]) {
        let (seats, missions) = (self.seats.len(), problem.missions.len());
        let balance = objective.factor("balance");
        let mut next = seats + 2 * missions;
        let mut total_node = vec![usize::MAX; missions];
        for (m, mission) in problem.missions.iter().enumerate() {
            if balance > 0 || mission.total < mission.capacity[0] + mission.capacity[1] {
                total_node[m] = next;
                next += 1;
            }
        }
        let host_node = next;
        if balance > 0 {
            next += problem.organisations.len();
        }
        let root = next;
        let mut arcs: Vec<Arc<C>> = Vec::with_capacity(self.pair.len() + seats + 4 * missions);
        let plain = |tail: usize, head: usize, lower: i32, upper: i32| Arc {
            cost: C::default(),
            tail: tail as u32,
            head: head as u32,
            lower,
            upper,
            flow: lower,
        };
        for seat in 0..seats {
            let period = self.seats[seat].1 as usize;
            for entry in self.first[seat]..self.first[seat + 1] {
                let pair = self.pair[entry as usize] as usize;
                let place = seats + 2 * problem.target[pair] as usize + period;
                let lock = problem.lock[pair];
                // A lock that fits one period only is an ordinary lower bound.
                let must = matches!(lock, Lock::RequiredIn(_)) || lock == Lock::Required && offered[pair] == 1;
                let cost = C::narrow(-worths[pair]);
                arcs.push(Arc { cost, ..plain(seat, place, i32::from(must), 1) });
            }
        }
        self.root_arc = (0..seats).map(|s| (arcs.len() + s) as u32).collect();
        for seat in 0..seats {
            let some = self.first[seat + 1] > self.first[seat];
            arcs.push(plain(root, seat, i32::from(forced && some), i32::from(some)));
        }
        for (m, mission) in problem.missions.iter().enumerate() {
            let parent = if total_node[m] == usize::MAX { root } else { total_node[m] };
            for p in 0..2 {
                arcs.push(plain(seats + 2 * m + p, parent, mission.minimum[p] as i32, mission.capacity[p] as i32));
            }
        }
        for (m, mission) in problem.missions.iter().enumerate().filter(|&(m, _)| total_node[m] != usize::MAX) {
            let parent = if balance > 0 { host_node + mission.organisation as usize } else { root };
            arcs.push(plain(total_node[m], parent, 0, mission.total as i32));
        }
        if balance > 0 {
            for o in 0..problem.organisations.len() {
                let room: u32 = problem.missions.iter().filter(|m| m.organisation == o as u32).map(|m| m.total).sum();
                for unit in 1..=room.min(seats as u32) {
                    let cost = C::narrow(balance * i128::from(2 * unit - 1));
                    arcs.push(Arc { cost, ..plain(host_node + o, root, 0, 1) });
                }
            }
        }
        self.network = Network::new(root + 1, root as u32, arcs);
    }

    fn find_groups(&mut self, problem: &Problem) {
        self.group_of = vec![u32::MAX; self.pair.len()];
        let host = |model: &Self, entry: u32| problem.organisation_of(problem.target[model.pair[entry as usize] as usize]);
        for a in 0..self.seat_of.len() {
            let [one, two] = self.seat_of[a];
            if one == u32::MAX || two == u32::MAX {
                continue;
            }
            let (mut i, mut j) = (self.first[one as usize], self.first[two as usize]);
            let (i_end, j_end) = (self.first[one as usize + 1], self.first[two as usize + 1]);
            while i < i_end && j < j_end {
                let (o, q) = (host(self, i), host(self, j));
                let run = |at: &mut u32, end: u32, which: u32| {
                    let from = *at;
                    while *at < end && host(self, *at) == which {
                        *at += 1;
                    }
                    (from, *at)
                };
                let (first, second) = match o.cmp(&q) {
                    std::cmp::Ordering::Less => (run(&mut i, i_end, o), (j, j)),
                    std::cmp::Ordering::Greater => ((i, i), run(&mut j, j_end, q)),
                    std::cmp::Ordering::Equal => (run(&mut i, i_end, o), run(&mut j, j_end, o)),
                };
                if o != q {
                    continue;
                }
                let locked = |&(from, to): &(u32, u32)| (from..to).any(|e| problem.lock[self.pair[e as usize] as usize] == Lock::Required);
                let exact = locked(&first) || locked(&second);
                for entry in (first.0..first.1).chain(second.0..second.1) {
                    self.group_of[entry as usize] = self.groups.len() as u32;
                }
                let arcs = [first, second];
                self.groups.push(Group { associate: a as u32, organisation: o, arcs, price: C::default(), exact });
            }
        }
    }

    /// The same model without the entries that are not kept; flow, potentials and prices stay. Entries in use are always kept.
    #[must_use]
    pub fn restricted(&self, keep: &[bool]) -> Self {
        let entries = self.pair.len();
        let stays = |entry: usize| keep[entry] || self.network.arcs[entry].flow > 0 || self.network.arcs[entry].lower > 0;
        let mut before = vec![0u32; entries + 1];
        for entry in 0..entries {
            before[entry + 1] = before[entry] + u32::from(stays(entry));
        }
        let now = |at: u32| before[at as usize];
        let all: Vec<Arc<C>> = (0..self.network.arcs.len()).filter(|&e| e >= entries || stays(e)).map(|e| self.network.arcs[e]).collect();
        let mut network = Network::new(self.network.nodes(), self.network.root, all);
        network.potential.clone_from(&self.network.potential);
        let gone = entries as u32 - before[entries];
        let groups = self.groups.iter().map(|group| Group { arcs: group.arcs.map(|(from, to)| (now(from), now(to))), ..group.clone() });
        Self {
            network,
            first: self.first.iter().map(|&at| now(at)).collect(),
            seats: self.seats.clone(),
            seat_of: self.seat_of.clone(),
            root_arc: self.root_arc.iter().map(|arc| arc - gone).collect(),
            pair: (0..entries).filter(|&e| stays(e)).map(|e| self.pair[e]).collect(),
            groups: groups.collect(),
            group_of: (0..entries).filter(|&e| stays(e)).map(|e| self.group_of[e]).collect(),
            impossible: self.impossible,
        }
    }

    /// The entry a seat uses now.
    #[must_use]
    pub fn held(&self, seat: u32) -> Option<u32> {
        (self.first[seat as usize]..self.first[seat as usize + 1]).find(|&e| self.network.arcs[e as usize].flow > 0)
    }

    /// How many of a group's entries are used in each period.
    #[must_use]
    pub fn uses(&self, group: &Group<C>) -> [u32; 2] {
        group.arcs.map(|(from, to)| (from..to).filter(|&e| self.network.arcs[e as usize].flow > 0).count() as u32)
    }

    /// Scratch space of the right size.
    #[must_use]
    pub fn search(&self) -> Search<C> {
        Search::new(self.network.nodes())
    }

    /// Associate, period and pair of everything placed, in order.
    #[must_use]
    pub fn placed(&self) -> Vec<(u32, u32, u32)> {
        let seats = self.seats.iter().enumerate();
        seats.filter_map(|(s, &(a, p))| self.held(s as u32).map(|e| (a, p, self.pair[e as usize]))).collect()
    }
}
