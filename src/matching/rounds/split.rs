//! Colouring a regular bipartite multigraph: Euler splits and random-walk matchings.
//!
//! **Idea.** If every vertex has an even number of edges, pair them up at every vertex; the pairs chain the edges
//! into even cycles, and giving alternate edges of each cycle to two halves leaves every vertex with exactly half
//! its edges in each. Splitting again and again colours a graph of degree 2^j. When the degree is odd, first take out
//! one perfect matching: a random walk that leaves each person by a random edge and each taken place by its holder
//! finds a free place in O(n/j) expected steps when j places are free, O(n log n) for the whole matching.
//!
//! **Source.** Gabow 1976 (splits); Goel, Kapralov & Khanna 2013 (walks). **Complexity.** O(m log Δ + n Δ log n)
//! at worst, for odd degrees all the way. **Invariant.** The chance comes from a fixed seed, so the colouring is a
//! function of the edges.

use crate::kernel::dice::Dice;

/// Colours the `degree`-regular graph `ends` (left, right) over `side` vertices a side with colours
/// `0..degree`, one colour at most once at each vertex.
#[must_use]
pub fn colour(ends: &[(u32, u32)], side: usize, degree: u32) -> Vec<u32> {
    let mut colours = vec![0; ends.len()];
    let mut edges: Vec<u32> = (0..ends.len() as u32).collect();
    let mut space = Space {
        ends,
        left: vec![u32::MAX; side],
        right: vec![u32::MAX; side],
        at_left: vec![0; ends.len()],
        at_right: vec![0; ends.len()],
        first_half: vec![false; ends.len()],
        spare: Vec::new(),
        dice: Dice::new(0x5EED),
    };
    space.part(&mut edges, degree, 0, &mut colours);
    colours
}

struct Space<'a> {
    ends: &'a [(u32, u32)],
    left: Vec<u32>,
    right: Vec<u32>,
    at_left: Vec<u32>,
    at_right: Vec<u32>,
    first_half: Vec<bool>,
    spare: Vec<u32>,
    dice: Dice,
}

impl Space<'_> {
    fn part(&mut self, edges: &mut [u32], degree: u32, base: u32, colours: &mut [u32]) {
        if degree == 0 {
            return;
        }
        if degree == 1 {
            for &edge in edges.iter() {
                colours[edge as usize] = base;
            }
        } else if degree.is_multiple_of(2) {
            self.mark_halves(edges);
            let middle = self.gather(edges);
            let (one, other) = edges.split_at_mut(middle);
            self.part(one, degree / 2, base, colours);
            self.part(other, degree / 2, base + degree / 2, colours);
        } else {
            self.mark_matching(edges, degree);
            let middle = self.gather(edges);
            let (one, rest) = edges.split_at_mut(middle);
            for &edge in one.iter() {
                colours[edge as usize] = base;
            }
            self.part(rest, degree - 1, base + 1, colours);
        }
    }

    /// Moves marked edges to the front, keeping order; returns how many there are.
    fn gather(&mut self, edges: &mut [u32]) -> usize {
        self.spare.clear();
        let mut kept = 0;
        for at in 0..edges.len() {
            let edge = edges[at];
            if self.first_half[edge as usize] {
                edges[kept] = edge;
                kept += 1;
            } else {
                self.spare.push(edge);
            }
        }
        edges[kept..].copy_from_slice(&self.spare);
        kept
    }

    fn mark_halves(&mut self, edges: &[u32]) {
        const FRESH: u32 = u32::MAX;
        for &edge in edges {
            let (u, v) = self.ends[edge as usize];
            for (pending, partner) in [(&mut self.left[u as usize], &mut self.at_left), (&mut self.right[v as usize], &mut self.at_right)] {
                if *pending == FRESH {
                    *pending = edge;
                } else {
                    partner[edge as usize] = *pending;
                    partner[*pending as usize] = edge;
                    *pending = FRESH;
                }
            }
        }
        // `at_left` becomes FRESH once an edge is coloured.
        for &start in edges {
            let mut edge = start;
            while self.at_left[edge as usize] != FRESH {
                let mate = self.at_right[edge as usize];
                self.first_half[edge as usize] = true;
                self.first_half[mate as usize] = false;
                let next = self.at_left[mate as usize];
                self.at_left[edge as usize] = FRESH;
                self.at_left[mate as usize] = FRESH;
                edge = next;
            }
        }
    }

    fn mark_matching(&mut self, edges: &[u32], degree: u32) {
        const NONE: u32 = u32::MAX;
        let (side, degree) = (self.left.len(), degree as usize);
        // Edges by left vertex: vertex u owns `degree` consecutive slots.
        let mut by_left = vec![0u32; edges.len()];
        let mut used = vec![0u32; side];
        for &edge in edges {
            let u = self.ends[edge as usize].0 as usize;
            by_left[u * degree + used[u] as usize] = edge;
            used[u] += 1;
            self.first_half[edge as usize] = false;
        }
        let (mut leave, mut holds, mut holder) = (vec![NONE; side], vec![NONE; side], vec![NONE; side]);
        for start in 0..side {
            let mut u = start;
            loop {
                let mut edge = by_left[u * degree + self.dice.below(degree)];
                while edge == holds[u] {
                    edge = by_left[u * degree + self.dice.below(degree)];
                }
                leave[u] = edge;
                let taken = holder[self.ends[edge as usize].1 as usize];
                if taken == NONE {
                    break;
                }
                u = self.ends[taken as usize].0 as usize;
            }
            let mut u = start;
            loop {
                let edge = leave[u];
                let place = self.ends[edge as usize].1 as usize;
                holds[u] = edge;
                let taken = std::mem::replace(&mut holder[place], edge);
                if taken == NONE {
                    break;
                }
                u = self.ends[taken as usize].0 as usize;
            }
        }
        for edge in holder {
            self.first_half[edge as usize] = true;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_degree_is_coloured_properly() {
        for degree in 1..=13u32 {
            let side = 17;
            let mut dice = Dice::new(u64::from(degree));
            let mut ends = Vec::new();
            for _ in 0..degree {
                let mut order: Vec<u32> = (0..side).collect();
                for i in (1..order.len()).rev() {
                    order.swap(i, dice.below(i + 1));
                }
                ends.extend(order.iter().enumerate().map(|(u, &v)| (u as u32, v)));
            }
            let colours = colour(&ends, side as usize, degree);
            let mut seen = std::collections::HashSet::new();
            for (&(u, v), &c) in ends.iter().zip(&colours) {
                assert!(c < degree && seen.insert((0, u, c)) && seen.insert((1, v, c)));
            }
        }
    }
}
