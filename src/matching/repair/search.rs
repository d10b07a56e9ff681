//! Set after set: the fewest people first, and the best plan of the smallest sets.

use std::collections::HashSet;

use super::place::{self, Levels, Placed};
use super::scene::Scene;
use super::who::{self, Crowd, Smallest};
use super::{Seat, TRIES};
use crate::matching::control::Watch;

/// A plan for the rounds left.
pub struct Choice {
    /// Its meetings, in order.
    pub rest: Vec<Seat>,
    /// Worth of all of it.
    score: i128,
    /// True when nothing better was left untried.
    pub sure: bool,
}

impl Scene<'_> {
    /// The best plan of the sets; was every other excluded?
    fn choose(&self, sets: &[Vec<u32>], watch: &dyn Watch) -> Choice {
        let mut choice = Choice { rest: Vec::new(), score: i128::MIN, sure: true };
        let mut cases = place::CASES;
        for (at, movers) in sets.iter().enumerate() {
            watch.progress("repair", at as u64, sets.len() as u64);
            if choice.score > i128::MIN && (watch.enough() || watch.cancelled()) {
                choice.sure = false;
                break;
            }
            let base = self.base(movers);
            let known = if choice.score > i128::MIN { choice.score - base } else { -1 };
            let Placed { seats, value, bound } = self.board(movers.clone()).best(&self.levels, known, &mut cases, watch);
            choice.sure &= bound <= value.max(known);
            if value > known {
                (choice.rest, choice.score) = (self.rest(movers, &seats), base + value);
            }
        }
        choice
    }

    /// The plan with the fewest missing, then the fewest people: all sets of a size before the next size. Also the size no smaller set
    /// would do, and whether that is shown.
    pub fn widen(&self, found: &Smallest, must: &[u32], crowds: &[Crowd], watch: &dyn Watch) -> (Choice, usize, bool) {
        let full = |set: &Vec<u32>| set.iter().chain(must).copied().collect::<Vec<u32>>();
        let first: Vec<Vec<u32>> = found.sets.iter().map(full).collect();
        let mut best = self.choose(&first, watch);
        let mut least = must.len() + found.least;
        let everyone: Vec<u32> = (0..self.problem.associates.len() as u32).collect();
        if self.missing(&best.rest) == 0 {
            return (Choice { sure: best.sure && found.all, ..best }, least, true);
        }
        // What is missing when everyone may change; the flow alone may promise more than one meeting a pair allows.
        let mut cases = place::CASES;
        let Placed { value, bound, .. } = self.board(everyone.clone()).best(&Levels::missing(), -1, &mut cases, watch);
        let target = self.missing(&[]).saturating_sub(value.max(0) as u32);
        let known = value == bound;
        if self.missing(&best.rest) <= target {
            return (Choice { sure: best.sure && found.all, ..best }, least, known);
        }
        let pool: Vec<u32> = everyone.into_iter().filter(|a| !must.contains(a)).collect();
        let mut tries = TRIES;
        for size in found.least..=pool.len() {
            let (sets, mut all) = who::sets(crowds, &pool, size, tries);
            tries -= sets.len().min(tries);
            let mut able: Vec<Vec<u32>> = Vec::new();
            for (at, set) in sets.iter().map(full).enumerate() {
                watch.progress("repair", at as u64, sets.len() as u64);
                if watch.enough() || watch.cancelled() {
                    return (best, least, false);
                }
                if self.hope(&set) <= target {
                    able.push(set);
                }
            }
            if able.len() > who::SETS {
                able.truncate(who::SETS);
                all = false;
            }
            if !able.is_empty() {
                let choice = self.choose(&able, watch);
                let missing = self.missing(&choice.rest);
                if missing <= target {
                    return (Choice { sure: choice.sure && all, ..choice }, least, known && least == must.len() + size);
                }
                all &= choice.sure;
                if missing < self.missing(&best.rest) {
                    best = choice;
                }
            }
            if !all {
                break;
            }
            least = must.len() + size + 1;
        }
        (self.grow(best, watch), least, false)
    }

    /// Past the limits: one person after the other, each time the one who promises most.
    fn grow(&self, mut best: Choice, watch: &dyn Watch) -> Choice {
        let changed = |rest: &[Seat]| -> Vec<u32> {
            let moved = |a: &u32| {
                let of = |seats: &[Seat]| seats.iter().filter(|seat| seat.0 == *a).copied().collect::<HashSet<Seat>>();
                of(rest) != of(&self.planned)
            };
            (0..self.problem.associates.len() as u32).filter(moved).collect()
        };
        let mut set = changed(&best.rest);
        while !watch.enough() && !watch.cancelled() {
            let more = |a: u32| set.iter().copied().chain([a]).collect::<Vec<u32>>();
            let others = (0..self.problem.associates.len() as u32).filter(|a| !set.contains(a)).take(TRIES);
            let Some((hope, next)) = others.map(|a| (self.hope(&more(a)), a)).min() else { break };
            if hope >= self.missing(&best.rest) {
                break;
            }
            set = more(next);
            let choice = self.choose(std::slice::from_ref(&set), watch);
            if self.missing(&choice.rest) < self.missing(&best.rest) {
                best = choice;
            }
        }
        best
    }
}
