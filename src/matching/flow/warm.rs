//! Good first prices by a forward auction.
//!
//! **Idea.** Every person bids for the places they miss: on each of their best places they offer what makes them
//! indifferent to the next best, plus a small step ε. A full place keeps its highest bidders and its price is
//! the lowest bid it keeps. Prices only rise and an unfilled place stays at zero, so when bidding stops the
//! prices are within ε of an equilibrium. They are only a *start*: `settle` makes them exact, so
//! ε is chosen for speed and a cap on the number of bids costs nothing but time later.
//!
//! **Source.** Bertsekas 1979; several identical slots as in Bertsekas & Castañon 1989.
//! **Complexity.** O(bids × list length). **Invariant.** Deterministic: one queue, first in first out.

use std::cmp::Reverse;
use std::collections::{BinaryHeap, VecDeque};

use crate::matching::control::Watch;

/// Who bids for what, as flat lists: person `i` owns entries `first[i]..first[i + 1]`.
#[derive(Debug)]
pub struct Market<'a> {
    /// Start of each person's entries; one more than there are persons.
    pub first: &'a [u32],
    /// Place of each entry.
    pub place: &'a [u32],
    /// Worth of each entry; negative infinity is written [`CLOSED`].
    pub worth: &'a [i64],
    /// Places each person wants.
    pub need: &'a [u32],
    /// Persons each place takes.
    pub room: &'a [u32],
}

/// Worth of an entry that may not be used.
pub const CLOSED: i64 = i64::MIN;

/// Prices of all places, within about `step` of an equilibrium. Stops early after `bids` bids, or once it is enough.
#[must_use]
pub fn prices(market: &Market, step: i64, bids: u64, watch: &dyn Watch) -> Vec<i64> {
    let persons = market.need.len();
    let mut price = vec![0i64; market.room.len()];
    // Lowest kept bid on top: (bid, person, entry).
    let mut kept: Vec<BinaryHeap<Reverse<(i64, u32, u32)>>> = vec![BinaryHeap::new(); market.room.len()];
    let mut held = vec![false; market.place.len()];
    let mut missing: Vec<u32> = market.need.to_vec();
    let mut queued: Vec<bool> = missing.iter().map(|&m| m > 0).collect();
    let mut queue: VecDeque<u32> = (0..persons as u32).filter(|&i| queued[i as usize]).collect();
    let mut best: Vec<(i64, u32)> = Vec::new();
    let mut left = bids;
    while let Some(person) = queue.pop_front() {
        queued[person as usize] = false;
        let want = missing[person as usize] as usize;
        top(market, person, &held, &price, want + 1, &mut best);
        if best.len() < want || left == 0 {
            continue;
        }
        left -= 1;
        if left.is_multiple_of(1024) {
            watch.progress("prices", bids - left, bids);
            if watch.enough() || watch.cancelled() {
                break;
            }
        }
        let next = if best.len() > want { best[want].0 } else { best[want - 1].0 - 64 * step };
        for &(value, entry) in best.iter().take(want) {
            let place = market.place[entry as usize] as usize;
            let bid = price[place] + (value - next) + step;
            held[entry as usize] = true;
            kept[place].push(Reverse((bid, person, entry)));
            if kept[place].len() > market.room[place] as usize
                && let Some(Reverse((_, loser, lost))) = kept[place].pop()
            {
                held[lost as usize] = false;
                missing[loser as usize] += 1;
                if !queued[loser as usize] {
                    queued[loser as usize] = true;
                    queue.push_back(loser);
                }
            }
            if kept[place].len() == market.room[place] as usize {
                price[place] = kept[place].peek().map_or(bid, |Reverse((lowest, _, _))| *lowest);
            }
        }
        missing[person as usize] = market.need[person as usize] - count(market, person, &held);
        if missing[person as usize] > 0 && !queued[person as usize] {
            queued[person as usize] = true;
            queue.push_back(person);
        }
    }
    price
}

fn count(market: &Market, person: u32, held: &[bool]) -> u32 {
    let range = market.first[person as usize] as usize..market.first[person as usize + 1] as usize;
    held[range].iter().filter(|&&h| h).count() as u32
}

/// The `many` best entries not held, best first, into `best`.
fn top(market: &Market, person: u32, held: &[bool], price: &[i64], many: usize, best: &mut Vec<(i64, u32)>) {
    best.clear();
    for entry in market.first[person as usize]..market.first[person as usize + 1] {
        let place = market.place[entry as usize] as usize;
        let worth = market.worth[entry as usize];
        if held[entry as usize] || worth == CLOSED || market.room[place] == 0 {
            continue;
        }
        let value = worth - price[place];
        if best.len() == many {
            if best[many - 1].0 >= value {
                continue;
            }
            best.pop();
        }
        let at = best.partition_point(|&(other, _)| other >= value);
        best.insert(at, (value, entry));
    }
}
