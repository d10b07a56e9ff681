//! A network with lower and upper bounds, a flow on it, and the potentials that prove the flow.

use super::cost::Cost;

/// One arc. `lower ≤ upper` is what it must and may carry; `flow` what it carries now.
#[derive(Clone, Copy, Debug)]
pub struct Arc<C> {
    /// Cost of one unit.
    pub cost: C,
    /// Node the arc leaves.
    pub tail: u32,
    /// Node the arc enters.
    pub head: u32,
    /// Least flow.
    pub lower: i32,
    /// Most flow.
    pub upper: i32,
    /// Flow now.
    pub flow: i32,
}

/// A min-cost circulation problem and its current (possibly unbalanced) flow.
///
/// Invariant kept by every public operation once [`Network::settle`](super::settle) returned:
/// with `reduced(e) = cost + potential[tail] − potential[head]`, an arc with negative reduced cost
/// is full and one with positive reduced cost is at its minimum. By linear programming duality a
/// balanced flow with that property has minimum cost.
#[derive(Clone, Debug)]
pub struct Network<C> {
    /// All arcs, in the order they were added.
    pub arcs: Vec<Arc<C>>,
    /// Start of each node's slice of `incident`.
    first: Vec<u32>,
    /// `arc * 2 + (1 if the node is the head)`.
    incident: Vec<u32>,
    /// Dual value of each node; the root stays at zero.
    pub potential: Vec<C>,
    /// Inflow minus outflow of each node.
    pub excess: Vec<i32>,
    /// The node every unit starts from and returns to. It absorbs any imbalance.
    pub root: u32,
}

impl<C: Cost> Network<C> {
    /// A network of `nodes` nodes over `arcs`; the flow must respect the arcs' bounds.
    #[must_use]
    pub fn new(nodes: usize, root: u32, arcs: Vec<Arc<C>>) -> Self {
        let mut first = vec![0u32; nodes + 1];
        for arc in &arcs {
            first[arc.tail as usize + 1] += 1;
            first[arc.head as usize + 1] += 1;
        }
        for node in 0..nodes {
            first[node + 1] += first[node];
        }
        let mut next = first.clone();
        let mut incident = vec![0u32; arcs.len() * 2];
        for (index, arc) in arcs.iter().enumerate() {
            for (node, side) in [(arc.tail, 0), (arc.head, 1)] {
                let slot = &mut next[node as usize];
                incident[*slot as usize] = (index as u32) << 1 | side;
                *slot += 1;
            }
        }
        let mut network = Self { arcs, first, incident, potential: vec![C::default(); nodes], excess: vec![0; nodes], root };
        network.recount();
        network
    }

    /// Number of nodes, root included.
    #[must_use]
    pub fn nodes(&self) -> usize {
        self.potential.len()
    }

    /// The arcs at `node`, as `arc * 2 + (1 if node is the head)`.
    #[must_use]
    pub fn incident(&self, node: u32) -> &[u32] {
        let (from, to) = (self.first[node as usize], self.first[node as usize + 1]);
        &self.incident[from as usize..to as usize]
    }

    /// Cost of one more unit on `arc`, seen through the potentials.
    #[must_use]
    pub fn reduced(&self, arc: &Arc<C>) -> C {
        arc.cost + self.potential[arc.tail as usize] - self.potential[arc.head as usize]
    }

    /// Recomputes every node's excess from the flow.
    pub fn recount(&mut self) {
        self.excess.fill(0);
        for arc in &self.arcs {
            self.excess[arc.tail as usize] -= arc.flow;
            self.excess[arc.head as usize] += arc.flow;
        }
    }

    /// Sets the flow of one arc and keeps the excesses right.
    pub fn set_flow(&mut self, arc: usize, flow: i32) {
        let arc = &mut self.arcs[arc];
        let change = flow - arc.flow;
        arc.flow = flow;
        self.excess[arc.tail as usize] -= change;
        self.excess[arc.head as usize] += change;
    }

    /// Makes one arc agree with its bounds and the sign of its reduced cost.
    pub fn agree(&mut self, index: usize) {
        let arc = self.arcs[index];
        let reduced = self.reduced(&arc);
        let flow = if reduced > C::default() {
            arc.lower
        } else if reduced < C::default() {
            arc.upper
        } else {
            arc.flow.clamp(arc.lower, arc.upper)
        };
        if flow != arc.flow {
            self.set_flow(index, flow);
        }
    }

    /// Total cost of the flow.
    #[must_use]
    pub fn value(&self) -> i128 {
        self.arcs.iter().map(|arc| arc.cost.wide() * i128::from(arc.flow)).sum()
    }

    /// What no balanced flow can cost less than, at the present potentials: each arc carries what its reduced cost likes best.
    /// After [`settle`](super::settle()) it is the cost of the flow itself.
    #[must_use]
    pub fn floor(&self) -> i128 {
        let part = |arc: &Arc<C>| {
            let reduced = self.reduced(arc);
            reduced.wide() * i128::from(if reduced < C::default() { arc.upper } else { arc.lower })
        };
        self.arcs.iter().map(part).sum()
    }

    /// Narrows the bounds to the optimal face: after an optimal flow, the flows that are optimal too
    /// are exactly those that keep full every arc of negative reduced cost and at its minimum every
    /// arc of positive reduced cost. The next lexicographic stage is solved inside that face.
    pub fn keep_face(&mut self) {
        for index in 0..self.arcs.len() {
            let reduced = self.reduced(&self.arcs[index]);
            let arc = &mut self.arcs[index];
            if reduced > C::default() {
                arc.upper = arc.lower;
            } else if reduced < C::default() {
                arc.lower = arc.upper;
            }
        }
    }
}
