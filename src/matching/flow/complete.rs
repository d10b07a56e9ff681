//! A plan from a search that was cut short.
//!
//! **Idea.** A flow that is still unbalanced when time is up becomes a plan by sending the surplus along residual paths, costs aside: a plain maximum
//! flow from the nodes that hold too much, then one towards those that lack. All shortest paths of one length are used up in one
//! phase, so it takes a few passes over the arcs. How far the plan can be from the best is told by the potentials, which prove
//! a bound whatever the flow: see [`Network::floor`](super::Network::floor).
//!
//! **Source.** Dinic 1970; on such networks Hopcroft & Karp 1973. **Complexity.** O(m √n) for pairs of one unit. **Invariant.** Bounds are kept;
//! complementary slackness is not.

use super::cost::Cost;
use super::network::Network;
use super::settle::Stuck;
use crate::matching::control::{Watch, keep_going};

/// A node not reached.
const FAR: u32 = u32::MAX;

/// Balances every node along the shortest residual paths, costs aside.
///
/// # Errors
/// [`Stuck::Hall`] when no flow respects the bounds; [`Stuck::Cancelled`] when told to stop without a plan.
pub fn complete<C: Cost>(network: &mut Network<C>, watch: &dyn Watch) -> Result<(), Stuck> {
    for backward in [false, true] {
        loop {
            keep_going(watch)?;
            let surplus = |network: &Network<C>, node: u32| {
                let excess = network.excess[node as usize];
                node != network.root && if backward { excess < 0 } else { excess > 0 }
            };
            let sources: Vec<u32> = (0..network.nodes() as u32).filter(|&node| surplus(network, node)).collect();
            if sources.is_empty() {
                break;
            }
            let (level, found) = levels(network, &sources, backward);
            if !found {
                let nodes = (0..level.len() as u32).filter(|&node| level[node as usize] != FAR).collect();
                return Err(Stuck::Hall { nodes, lacking: backward });
            }
            let mut next = vec![0u32; network.nodes()];
            for source in sources {
                while surplus(network, source) && send(network, source, backward, &level, &mut next) {}
            }
        }
    }
    Ok(())
}

/// True when a unit that is too much elsewhere may end here.
fn goal<C: Cost>(network: &Network<C>, node: u32, backward: bool) -> bool {
    let excess = network.excess[node as usize];
    node == network.root || if backward { excess > 0 } else { excess < 0 }
}

/// Where an entry of a node leads, if its arc is open in this direction, and what using it changes.
fn step<C: Cost>(network: &Network<C>, entry: u32, backward: bool) -> Option<(u32, i32)> {
    let arc = &network.arcs[(entry >> 1) as usize];
    let at_head = entry & 1 == 1;
    let more = at_head == backward;
    let open = if more { arc.flow < arc.upper } else { arc.flow > arc.lower };
    open.then_some((if at_head { arc.tail } else { arc.head }, if more { 1 } else { -1 }))
}

/// Arcs between each node and the nearest source, as far as the nearest goal; was there one?
fn levels<C: Cost>(network: &Network<C>, sources: &[u32], backward: bool) -> (Vec<u32>, bool) {
    let mut level = vec![FAR; network.nodes()];
    sources.iter().for_each(|&node| level[node as usize] = 0);
    let (mut ring, mut found) = (sources.to_vec(), false);
    while !ring.is_empty() && !found {
        let mut outer = Vec::new();
        for node in ring {
            for &entry in network.incident(node) {
                if let Some((other, _)) = step(network, entry, backward)
                    && level[other as usize] == FAR
                {
                    level[other as usize] = level[node as usize] + 1;
                    found |= goal(network, other, backward);
                    outer.push(other);
                }
            }
        }
        ring = outer;
    }
    (level, found)
}

/// Sends one unit from a source outwards, level by level; false when none of its paths of this length is left.
fn send<C: Cost>(network: &mut Network<C>, source: u32, backward: bool, level: &[u32], next: &mut [u32]) -> bool {
    let (mut path, mut at): (Vec<(u32, u32, i32)>, u32) = (Vec::new(), source);
    while at == source || !goal(network, at, backward) {
        let place = &mut next[at as usize];
        if let Some(&entry) = network.incident(at).get(*place as usize) {
            match step(network, entry, backward) {
                Some((other, change)) if level[other as usize] != FAR && level[other as usize] == level[at as usize] + 1 => {
                    path.push((at, entry >> 1, change));
                    at = other;
                }
                _ => *place += 1,
            }
        } else {
            let Some((before, _, _)) = path.pop() else { return false };
            next[before as usize] += 1;
            at = before;
        }
    }
    for (_, arc, change) in path {
        let flow = network.arcs[arc as usize].flow + change;
        network.set_flow(arc as usize, flow);
    }
    true
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::matching::control::Unwatched;
    use crate::matching::flow::{Arc, Search, settle};

    #[test]
    fn a_cut_flow_becomes_a_plan_under_the_bound_of_its_prices() {
        // Two persons, two places of one; both want the first.
        let arc = |tail, head, lower, upper, cost| Arc { cost, tail, head, lower, upper, flow: lower };
        let arcs = vec![
            arc(0, 2, 0, 1, -9),
            arc(0, 3, 0, 1, -5),
            arc(1, 2, 0, 1, -8),
            arc(1, 3, 0, 1, -1),
            arc(4, 0, 1, 1, 0),
            arc(4, 1, 1, 1, 0),
            arc(2, 4, 0, 1, 0),
            arc(3, 4, 0, 1, 0),
        ];
        let mut network: Network<i64> = Network::new(5, 4, arcs);
        let mut best = network.clone();
        (0..best.arcs.len()).for_each(|arc| best.agree(arc));
        assert_eq!(settle(&mut best, &mut Search::new(5), &Unwatched), Ok(()));
        complete(&mut network, &Unwatched).unwrap();
        assert!(network.excess.iter().all(|&e| e == 0));
        assert!(network.floor() <= best.value() && best.value() <= network.value());
        assert_eq!((best.floor(), best.value()), (-13, -13));
    }
}
