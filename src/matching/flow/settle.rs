//! Balancing a flow by successive shortest paths.
//!
//! **Idea.** Start from any potentials and let every arc obey the sign of its reduced cost. That flow is
//! *too good*: optimal, but some nodes receive more than they send. Move each surplus unit along a
//! shortest path of the residual graph (reduced costs are ≥ 0 there, so Dijkstra applies) to a node that
//! lacks one, then raise the potentials of the visited nodes so that the path costs zero. Optimality is
//! kept at each step, imbalance falls by one, and a failed search is a proof: nothing leaves the visited set,
//! which is a Hall set. Deficits are searched backwards. The root absorbs and emits anything, so both
//! kinds of search stay local; how local depends only on how good the first potentials were
//! (see `warm`).
//!
//! **Source.** Busacker & Gowen 1961; potentials by Edmonds & Karp 1972; the local, two-sided form is that
//! of Jonker & Volgenant 1987. **Complexity.** O(U·(m + n log n)) for U units of imbalance.
//! **Invariants.** See [`Network`]; the root's potential never moves.

use std::cmp::Reverse;
use std::collections::BinaryHeap;

use super::cost::Cost;
use super::network::Network;
use crate::matching::control::{Cancelled, Unwatched, Watch, keep_going};

/// Scratch space for searches, reused between them. Memory: 20 bytes a node with `i64` costs.
#[derive(Debug)]
pub struct Search<C> {
    distance: Vec<C>,
    /// `arc * 2 + (1 if walked from head to tail)`.
    parent: Vec<u32>,
    stamp: Vec<u32>,
    now: u32,
    heap: BinaryHeap<Reverse<(C, u32)>>,
    settled: Vec<u32>,
}

/// Why a flow could not be balanced.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Stuck {
    /// No flow fits the bounds: every way out of these nodes is full (or every way in, when
    /// `lacking`), and they hold more (or fewer) units than that allows.
    Hall { nodes: Vec<u32>, lacking: bool },
    /// Stopped from outside.
    Cancelled,
}

impl From<Cancelled> for Stuck {
    fn from(_: Cancelled) -> Self {
        Self::Cancelled
    }
}

impl<C: Cost> Search<C> {
    /// Scratch space for a network of `nodes` nodes.
    #[must_use]
    pub fn new(nodes: usize) -> Self {
        Self { distance: vec![C::FAR; nodes], parent: vec![0; nodes], stamp: vec![0; nodes], now: 0, heap: BinaryHeap::new(), settled: Vec::new() }
    }

    fn reset(&mut self, start: u32) {
        if self.now == u32::MAX {
            self.stamp.fill(0);
            self.now = 0;
        }
        self.now += 1;
        self.heap.clear();
        self.settled.clear();
        self.label(start, C::default(), 0);
    }

    fn label(&mut self, node: u32, distance: C, parent: u32) {
        self.distance[node as usize] = distance;
        self.parent[node as usize] = parent;
        self.stamp[node as usize] = self.now;
        self.heap.push(Reverse((distance, node)));
    }

    fn known(&self, node: u32) -> C {
        if self.stamp[node as usize] == self.now { self.distance[node as usize] } else { C::FAR }
    }

    /// Distance found for `node` by the last search, if it was reached.
    #[must_use]
    pub fn reached(&self, node: u32) -> Option<C> {
        (self.stamp[node as usize] == self.now).then(|| self.distance[node as usize])
    }

    /// Shortest residual path from `start` (towards it when `backward`) to the first node for which
    /// `goal` holds. `skip` hides arcs. Returns that node; labels and parents stay readable.
    pub fn run(&mut self, network: &Network<C>, start: u32, backward: bool, goal: impl Fn(u32) -> bool, skip: impl Fn(u32) -> bool) -> Option<u32> {
        self.reset(start);
        let mut limit = C::FAR;
        while let Some(Reverse((distance, node))) = self.heap.pop() {
            if distance > self.distance[node as usize] {
                continue;
            }
            if node != start && goal(node) {
                return Some(node);
            }
            self.settled.push(node);
            let base = distance;
            for &entry in network.incident(node) {
                let arc = &network.arcs[(entry >> 1) as usize];
                let at_head = entry & 1 == 1;
                // Forward search leaves by the tail with room, or by the head with flow to take back;
                // backward search is the mirror image.
                let increase = at_head == backward;
                let open = if increase { arc.flow < arc.upper } else { arc.flow > arc.lower };
                if !open || skip(entry >> 1) {
                    continue;
                }
                let other = if at_head { arc.tail } else { arc.head };
                let reduced = network.reduced(arc);
                debug_assert!(if increase { reduced } else { -reduced } >= C::default(), "a residual arc has negative reduced cost");
                let next = base + if increase { reduced } else { -reduced };
                if next < limit && next < self.known(other) {
                    self.label(other, next, entry & !1 | u32::from(!increase));
                    if goal(other) {
                        limit = next + C::narrow(1);
                    }
                }
            }
        }
        None
    }

    /// The arcs of the last search's path between `end` and its start, with `+1` or `−1` for the change
    /// of their flow, walking from `end` back to the start.
    #[must_use]
    pub fn path(&self, network: &Network<C>, start: u32, end: u32, backward: bool) -> Vec<(u32, i32)> {
        let mut path = Vec::new();
        let mut node = end;
        while node != start {
            let entry = self.parent[node as usize];
            let arc = &network.arcs[(entry >> 1) as usize];
            let increase = entry & 1 == 0;
            path.push((entry >> 1, if increase { 1 } else { -1 }));
            node = if increase == backward { arc.head } else { arc.tail };
        }
        path
    }

    /// Raises potentials so that every residual arc keeps a reduced cost ≥ 0 and the path found costs 0.
    fn raise(&self, network: &mut Network<C>, reach: C, backward: bool) {
        for &node in &self.settled {
            let gap = reach - self.distance[node as usize];
            if gap > C::default() {
                let potential = &mut network.potential[node as usize];
                *potential = if backward { *potential + gap } else { *potential - gap };
            }
        }
    }
}

/// Moves units from and to one node until it is balanced; false when told that it is enough before that.
fn drain<C: Cost>(network: &mut Network<C>, search: &mut Search<C>, node: u32, watch: &dyn Watch, hurried: bool) -> Result<bool, Stuck> {
    let mut first = true;
    while network.excess[node as usize] != 0 {
        if !std::mem::take(&mut first) {
            keep_going(watch)?;
            if hurried && watch.enough() {
                return Ok(false);
            }
        }
        let backward = network.excess[node as usize] < 0;
        let root = network.root;
        let excess = &network.excess;
        let goal = |other: u32| other == root || if backward { excess[other as usize] > 0 } else { excess[other as usize] < 0 };
        let Some(end) = search.run(network, node, backward, goal, |_| false) else {
            let mut nodes = search.settled.clone();
            nodes.sort_unstable();
            return Err(Stuck::Hall { nodes, lacking: backward });
        };
        let reach = search.distance[end as usize];
        search.raise(network, reach, backward);
        let path = search.path(network, node, end, backward);
        let mut amount = network.excess[node as usize].abs();
        if end != root {
            amount = amount.min(network.excess[end as usize].abs());
        }
        for &(index, sign) in &path {
            let arc = &network.arcs[index as usize];
            amount = amount.min(if sign > 0 { arc.upper - arc.flow } else { arc.flow - arc.lower });
        }
        for &(index, sign) in &path {
            let flow = network.arcs[index as usize].flow + sign * amount;
            network.set_flow(index as usize, flow);
        }
    }
    Ok(true)
}

/// Balances every node. On success the flow is feasible and of minimum cost, and the potentials prove it.
///
/// # Errors
/// [`Stuck::Hall`] when no flow respects the bounds; [`Stuck::Cancelled`] when told to stop.
pub fn settle<C: Cost>(network: &mut Network<C>, search: &mut Search<C>, watch: &dyn Watch) -> Result<(), Stuck> {
    walk(network, search, watch, false).map(|_| ())
}

/// As [`settle`], but gives up once the watch says it is [`enough`](Watch::enough): then false, and some nodes stay unbalanced. What flows
/// obeys complementary slackness all the same, so the potentials still prove a bound (see [`Network::floor`]).
///
/// # Errors
/// As [`settle`].
pub fn settle_until<C: Cost>(network: &mut Network<C>, search: &mut Search<C>, watch: &dyn Watch) -> Result<bool, Stuck> {
    walk(network, search, watch, true)
}

fn walk<C: Cost>(network: &mut Network<C>, search: &mut Search<C>, watch: &dyn Watch, hurried: bool) -> Result<bool, Stuck> {
    let nodes = network.nodes() as u32;
    for node in 0..nodes {
        if node != network.root && network.excess[node as usize] != 0 {
            keep_going(watch)?;
            if hurried && watch.enough() || !drain(network, search, node, watch, hurried)? {
                return Ok(false);
            }
            watch.progress("flow", u64::from(node), u64::from(nodes));
        }
    }
    Ok(true)
}

/// Balances only the given nodes, after a local change. Same result and refusals as [`settle`].
///
/// # Errors
/// As [`settle`].
pub fn settle_some<C: Cost>(network: &mut Network<C>, search: &mut Search<C>, nodes: &[u32]) -> Result<(), Stuck> {
    for &node in nodes {
        if node != network.root && network.excess[node as usize] != 0 {
            drain(network, search, node, &Unwatched, false)?;
        }
    }
    Ok(())
}
