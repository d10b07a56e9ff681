//! From meetings to a regular graph and back: the fewest rounds, each host's share even.
//!
//! **Idea.** A host with T tables and L meetings becomes ⌈L/R⌉ vertices of R meetings each (the last one of fewer):
//! a vertex of R edges has one in every round, the last at most one, so the host has floor or ceiling of L/R in each.
//! Small vertices are then merged up to R edges and dummy edges make the graph R-regular, at most doubling it.
//!
//! **Source.** König 1916: a bipartite graph of maximum degree Δ needs exactly Δ colours; de Werra 1971: the
//! colouring can be even at each vertex.

use super::split;

/// A round from 0 for each meeting `(associate, host)`. Needs: no associate has more than `rounds` meetings.
#[must_use]
pub fn rounds(meetings: &[(u32, u32)], associates: usize, hosts: usize, rounds: u32) -> Vec<u32> {
    if rounds == 0 || meetings.is_empty() {
        return vec![0; meetings.len()];
    }
    let (left, lefts) = vertices(meetings.iter().map(|m| m.0), associates, rounds);
    let (right, rights) = vertices(meetings.iter().map(|m| m.1), hosts, rounds);
    let side = lefts.max(rights);
    let mut ends: Vec<(u32, u32)> = left.into_iter().zip(right).collect();
    let mut room = [vec![rounds; side], vec![rounds; side]];
    for &(u, v) in &ends {
        room[0][u as usize] -= 1;
        room[1][v as usize] -= 1;
    }
    let mut v = 0;
    for u in 0..side {
        while room[0][u] > 0 {
            while room[1][v] == 0 {
                v += 1;
            }
            room[0][u] -= 1;
            room[1][v] -= 1;
            ends.push((u as u32, v as u32));
        }
    }
    let mut colours = split::colour(&ends, side, rounds);
    colours.truncate(meetings.len());
    colours
}

/// Seat of each meeting: at most one meeting a round at each, which keeps every host's share even.
#[must_use]
pub fn seats(meetings: &[(u32, u32)], hosts: usize, rounds: u32) -> (Vec<u32>, usize) {
    vertices(meetings.iter().map(|m| m.1), hosts, rounds)
}

/// Vertex of each end: people with more than `most` ends are cut, small ones share a vertex.
fn vertices(ends: impl Iterator<Item = u32> + Clone, people: usize, most: u32) -> (Vec<u32>, usize) {
    let mut degree = vec![0u32; people];
    for end in ends.clone() {
        degree[end as usize] += 1;
    }
    // Full vertices first, then the remainders packed one after the other.
    let mut next = 0u32;
    let mut start = vec![0u32; people];
    for person in 0..people {
        start[person] = next;
        next += degree[person] / most;
    }
    let mut rest = vec![0u32; people];
    let mut used = most;
    for person in 0..people {
        let remainder = degree[person] % most;
        if remainder > 0 && used + remainder > most {
            next += 1;
            used = 0;
        }
        used += remainder;
        rest[person] = next.saturating_sub(1);
    }
    let mut seen = vec![0u32; people];
    let placed = ends
        .map(|end| {
            let person = end as usize;
            let at = seen[person] / most;
            seen[person] += 1;
            if at < degree[person] / most { start[person] + at } else { rest[person] }
        })
        .collect();
    (placed, next as usize)
}
