//! Who has to change: the smallest sets of people, and a proof that no smaller one will do.
//!
//! **Idea.** Whoever has a meeting that cannot be where it was must change. Of the people at a host with more meetings in a round than tables left, as
//! many as are too many must change: a covering problem, solved by trying one, two, three … people, each time all ways, with
//! the uncovered rounds that have nobody in common as a bound. **Complexity.** Exponential in the number of people displaced by choice (the
//! tables lost times the rounds left), cut by the bound; [`STEPS`] limits it, and then the answer says that it is not proved.

/// Sets kept at most: all are as small, the best plan decides.
pub const SETS: usize = 200;
/// Steps of the search at most.
const STEPS: usize = 2_000_000;

/// A host and a round with too many meetings: the people there, and how many of them must leave.
#[derive(Clone, Debug)]
pub struct Crowd {
    /// Who is there, without those who change anyway.
    pub people: Vec<u32>,
    /// How many of them must change.
    pub many: usize,
}

/// The smallest sets.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Smallest {
    /// The sets, each in order.
    pub sets: Vec<Vec<u32>>,
    /// No set is smaller.
    pub least: usize,
    /// True when `sets` holds every set of that size.
    pub all: bool,
}

struct Cover<'a> {
    crowds: &'a [Crowd],
    /// Sets kept at most.
    limit: usize,
    /// Who else may change.
    pool: &'a [u32],
    steps: usize,
    found: Vec<Vec<u32>>,
    all: bool,
}

impl Cover<'_> {
    fn short(&self, chosen: &[u32], crowd: &Crowd) -> usize {
        crowd.many.saturating_sub(crowd.people.iter().filter(|a| chosen.contains(a)).count())
    }

    /// People still to be chosen at least: crowds short of some that share nobody with one counted before.
    fn least(&self, chosen: &[u32], out: &[u32]) -> usize {
        let (mut seen, mut least): (Vec<u32>, usize) = (Vec::new(), 0);
        for crowd in self.crowds {
            let short = self.short(chosen, crowd);
            let open = crowd.people.iter().filter(|a| !chosen.contains(a) && !out.contains(a)).count();
            if open < short {
                return usize::MAX;
            }
            if short > 0 && !crowd.people.iter().any(|a| seen.contains(a)) {
                seen.extend(&crowd.people);
                least += short;
            }
        }
        least
    }

    /// Adds anybody of the pool from `from` on, until there are `more` of them; sets may stay smaller when the pool is empty.
    fn extend(&mut self, chosen: &mut Vec<u32>, out: &[u32], more: usize, from: usize) {
        if more == 0 || self.pool.is_empty() {
            if self.found.len() >= self.limit {
                self.all = false;
                return;
            }
            let mut set = chosen.clone();
            set.sort_unstable();
            self.found.push(set);
            return;
        }
        for at in from..self.pool.len() {
            let a = self.pool[at];
            if self.all && !chosen.contains(&a) && !out.contains(&a) {
                chosen.push(a);
                self.extend(chosen, out, more - 1, at + 1);
                chosen.pop();
            }
        }
    }

    /// Completes `chosen` by `more` people at most, none of `out`, in every way.
    fn search(&mut self, chosen: &mut Vec<u32>, out: &mut Vec<u32>, more: usize) {
        self.steps = self.steps.saturating_sub(1);
        if self.steps == 0 {
            self.all = false;
            return;
        }
        if self.least(chosen, out) > more {
            return;
        }
        if self.found.len() >= self.limit {
            self.all = false;
            return;
        }
        let Some(crowd) = self.crowds.iter().find(|crowd| self.short(chosen, crowd) > 0) else {
            self.extend(chosen, out, more, 0);
            return;
        };
        let before = out.len();
        for &a in &crowd.people {
            if chosen.contains(&a) || out.contains(&a) {
                continue;
            }
            chosen.push(a);
            self.search(chosen, out, more - 1);
            chosen.pop();
            out.push(a);
        }
        out.truncate(before);
    }
}

/// The smallest sets that take as many people as needed from every crowd. No crowd needs more than it has.
#[must_use]
pub fn smallest(crowds: &[Crowd]) -> Smallest {
    let mut cover = Cover { crowds, limit: SETS, pool: &[], steps: STEPS, found: Vec::new(), all: true };
    let first = cover.least(&[], &[]);
    let most: usize = crowds.iter().map(|crowd| crowd.many).sum();
    let mut least = first;
    for size in first..=most {
        cover.all = true;
        cover.search(&mut Vec::new(), &mut Vec::new(), size);
        if !cover.found.is_empty() {
            let all = cover.all;
            return Smallest { sets: cover.found, least: if cover.steps == 0 { least } else { size }, all };
        }
        if cover.steps == 0 {
            break;
        }
        least = size + 1;
    }
    // Out of steps: the first of each crowd will do.
    let mut set: Vec<u32> = Vec::new();
    for crowd in crowds {
        let short = crowd.many.saturating_sub(crowd.people.iter().filter(|a| set.contains(a)).count());
        let fresh: Vec<u32> = crowd.people.iter().filter(|a| !set.contains(a)).take(short).copied().collect();
        set.extend(fresh);
    }
    set.sort_unstable();
    Smallest { sets: vec![set], least, all: false }
}

/// Sets of exactly `size` people of the pool that take enough from every crowd, at most `limit` of them; are these all?
#[must_use]
pub fn sets(crowds: &[Crowd], pool: &[u32], size: usize, limit: usize) -> (Vec<Vec<u32>>, bool) {
    let mut cover = Cover { crowds, limit, pool, steps: STEPS, found: Vec::new(), all: true };
    cover.search(&mut Vec::new(), &mut Vec::new(), size);
    (cover.found, cover.all)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_person_in_two_crowds_is_enough() {
        let crowd = |people: &[u32], many| Crowd { people: people.to_vec(), many };
        let found = smallest(&[crowd(&[1, 2, 3], 1), crowd(&[3, 4], 1)]);
        assert_eq!(found, Smallest { sets: vec![vec![3]], least: 1, all: true });
        let found = smallest(&[crowd(&[1, 2], 1), crowd(&[3, 4], 2)]);
        assert_eq!((found.sets, found.least), (vec![vec![1, 3, 4], vec![2, 3, 4]], 3));
        assert_eq!(smallest(&[]).sets, vec![Vec::<u32>::new()]);
        let (wider, all) = sets(&[crowd(&[1, 2], 1)], &[1, 2, 3], 2, 9);
        assert_eq!((wider, all), (vec![vec![1, 2], vec![1, 3], vec![2, 3]], true));
    }
}
