//! Persons on the left, places on the right, one root: the shape of both engines.
//!
//! Nodes: persons `0..left`, then places, then whatever sits between places and root, then the root.
//! Arcs: the entries of each person, contiguous and in order, then everything else.

use super::cost::Cost;
use super::network::Network;

/// Rebuilds persons' flows for the present costs, bounds and *place* potentials, so that each person is
/// balanced and obeys complementary slackness; then lets all other arcs agree with their reduced costs.
/// What is left unbalanced sits on places. `root_arc[i]` is the arc from the root to person `i`.
pub fn seat<C: Cost>(network: &mut Network<C>, first: &[u32], root_arc: &[u32]) {
    let zero = C::default();
    let mut order: Vec<(C, bool, u32, u32)> = Vec::new();
    for person in 0..root_arc.len() {
        let bounds = network.arcs[root_arc[person] as usize];
        order.clear();
        let mut forced = 0;
        for entry in first[person]..first[person + 1] {
            let arc = &network.arcs[entry as usize];
            if arc.lower == arc.upper {
                forced += arc.lower;
                continue;
            }
            let value = network.potential[arc.head as usize] - arc.cost;
            // Ties: keep what flows already, then spread by a rotation that differs from person to person.
            let spread = (entry + person as u32).wrapping_mul(0x9E37_79B9);
            order.push((-value, arc.flow <= arc.lower, spread, entry));
        }
        let (least, most) = ((bounds.lower - forced).max(0) as usize, (bounds.upper - forced).max(0) as usize);
        let (least, most) = (least.min(order.len()), most.min(order.len()));
        if most < order.len() {
            order.select_nth_unstable(most);
        }
        order[..most].sort_unstable();
        // `order` holds costs −value: negative ones are wanted.
        let wanted = order[..most].iter().take_while(|entry| entry.0 < zero || (entry.0 == zero && !entry.1)).count();
        let taken = wanted.clamp(least, most);
        let threshold = if taken == most && wanted == most {
            order.get(most).map_or(zero, |e| -e.0).max(zero)
        } else if taken == least && wanted < least {
            (-order[least - 1].0).min(zero)
        } else {
            zero
        };
        network.potential[person] = threshold;
        let seats = taken as i32 + forced;
        network.arcs[root_arc[person] as usize].flow = seats.clamp(bounds.lower, bounds.upper);
        for (place, &(_, _, _, entry)) in order.iter().enumerate() {
            let arc = &mut network.arcs[entry as usize];
            arc.flow = if place < taken { arc.upper } else { arc.lower };
        }
        for entry in first[person]..first[person + 1] {
            let arc = &mut network.arcs[entry as usize];
            arc.flow = arc.flow.clamp(arc.lower, arc.upper);
        }
    }
    let entries = first[root_arc.len()] as usize;
    network.recount();
    for index in 0..network.arcs.len() {
        let is_root_arc = index >= entries && (network.arcs[index].head as usize) < root_arc.len();
        if index < entries || is_root_arc {
            continue;
        }
        fill(network, index);
    }
}

/// An arc after the places: as `agree`, but with zero reduced cost it takes what would balance its tail.
fn fill<C: Cost>(network: &mut Network<C>, index: usize) {
    let arc = network.arcs[index];
    let reduced = network.reduced(&arc);
    if reduced == C::default() {
        let want = arc.flow + network.excess[arc.tail as usize];
        network.set_flow(index, want.clamp(arc.lower, arc.upper));
    } else {
        network.agree(index);
    }
}
