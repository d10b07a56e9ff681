//! Rounds when someone is away, or when part of the morning is already played.
//!
//! **Idea.** Colouring with forbidden colours is NP-complete in general, so rounds are filled one by one, the ones
//! with most absences first. Each is an exact flow with lower bounds: who has as many meetings left as rounds left *must*
//! play now, others may; a meeting may prefer the round it had before. With nobody away this never
//! fails (König); otherwise a failed attempt is followed by others with the urgent people of the failure
//! weighing more and another order of rounds.
//!
//! **Complexity.** One flow a round; at most [`ATTEMPTS`] attempts. **Refusal.** Names those who could not be placed.

use crate::kernel::dice::Dice;
use crate::matching::control::{Unwatched, Watch};
use crate::matching::flow::{Arc, Network, Search, settle};

/// Attempts before giving up.
pub const ATTEMPTS: usize = 300;

/// What to place.
#[derive(Clone, Debug)]
pub struct Request<'a> {
    /// Associate and host of each meeting.
    pub meetings: &'a [(u32, u32)],
    /// Tables free at each host in each round: `tables[host][round]`.
    pub tables: &'a [Vec<u32>],
    /// `present[associate][round]`.
    pub present: &'a [Vec<bool>],
    /// Round each meeting had before, if any: worth keeping.
    pub before: &'a [Option<u32>],
    /// Number of rounds.
    pub rounds: u32,
}

/// A round for each meeting (another `seed` takes other ways; no further attempt once it is enough), or the meetings nobody could place in the best attempt.
///
/// # Errors
/// Positions of the meetings left over.
pub fn rounds(request: &Request, seed: u64, watch: &dyn Watch) -> Result<Vec<u32>, Vec<u32>> {
    let mut dice = Dice::new(0xA11 ^ seed);
    let mut order: Vec<u32> = (0..request.rounds).collect();
    let absent = |round: &u32| request.present.iter().filter(|p| !p[*round as usize]).count();
    order.sort_by_key(|round| std::cmp::Reverse(absent(round)));
    let mut urgency = vec![0i64; request.present.len() + request.tables.len()];
    let mut best: Option<Vec<u32>> = None;
    for attempt in 0..ATTEMPTS {
        let left = match sequence(request, &order, &urgency, attempt % 2 == 1) {
            Ok(round) => return Ok(round),
            Err(left) => left,
        };
        watch.progress("rounds", attempt as u64, ATTEMPTS as u64);
        if watch.enough() || watch.cancelled() {
            return Err(best.filter(|best| best.len() < left.len()).unwrap_or(left));
        }
        for &meeting in &left {
            let (a, o) = request.meetings[meeting as usize];
            urgency[a as usize] += 1 + dice.below(3) as i64;
            urgency[request.present.len() + o as usize] += 1 + dice.below(3) as i64;
        }
        if best.as_ref().is_none_or(|b| left.len() < b.len()) {
            best = Some(left);
        }
        for at in (1..order.len()).rev() {
            if attempt > 3 {
                order.swap(at, dice.below(at + 1));
            }
        }
    }
    Err(best.unwrap_or_default())
}

/// One attempt: the rounds in this order. Fails with the meetings left over.
fn sequence(request: &Request, order: &[u32], urgency: &[i64], loose: bool) -> Result<Vec<u32>, Vec<u32>> {
    const OPEN: u32 = u32::MAX;
    let mut round = vec![OPEN; request.meetings.len()];
    for (at, &now) in order.iter().enumerate() {
        let later = &order[at..];
        for meeting in one(request, now, later, &round, urgency, loose) {
            round[meeting as usize] = now;
        }
    }
    let left: Vec<u32> = (0..round.len() as u32).filter(|&m| round[m as usize] == OPEN).collect();
    if left.is_empty() { Ok(round) } else { Err(left) }
}

/// The meetings of one round: everyone who must, and an even share of the rest.
fn one(request: &Request, now: u32, later: &[u32], round: &[u32], urgency: &[i64], loose: bool) -> Vec<u32> {
    let (people, hosts) = (request.present.len(), request.tables.len());
    let open: Vec<u32> = (0..round.len() as u32).filter(|&m| round[m as usize] == u32::MAX).collect();
    let (mut todo, mut load) = (vec![0i32; people], vec![0i32; hosts]);
    for &meeting in &open {
        let (a, o) = request.meetings[meeting as usize];
        todo[a as usize] += 1;
        load[o as usize] += 1;
    }
    let days: Vec<i32> = (0..people).map(|a| later.iter().filter(|&&r| request.present[a][r as usize]).count() as i32).collect();
    let seats: Vec<i32> = (0..hosts).map(|o| later.iter().map(|&r| request.tables[o][r as usize] as i32).sum()).collect();
    let share = open.len().div_ceil(later.len()) as i32;
    let (root, gate) = (people + hosts, people + hosts + 1);
    let mut arcs = Vec::new();
    let mut usable = Vec::new();
    for &meeting in &open {
        let (a, o) = request.meetings[meeting as usize];
        let (a, o) = (a as usize, o as usize);
        let free = request.tables[o][now as usize] as i32;
        if !request.present[a][now as usize] || free == 0 {
            continue;
        }
        let tight = i64::from(todo[a] * 1000 / days[a].max(1)) + i64::from(load[o] * 1000 / seats[o].max(1));
        let keep = match request.before[meeting as usize] {
            Some(before) if before == now => 100_000,
            Some(before) if later.contains(&before) => -2_000,
            _ => 0,
        };
        let cost = -(tight + keep + 50 * (urgency[a] + urgency[people + o]) + 1);
        usable.push(meeting);
        arcs.push(Arc { cost, tail: a as u32, head: (people + o) as u32, lower: 0, upper: 1, flow: 0 });
    }
    let must: Vec<i32> = (0..people).map(|a| i32::from(request.present[a][now as usize] && todo[a] >= days[a] && todo[a] > 0)).collect();
    for soft in [false, true] {
        let mut all = arcs.clone();
        let limit = if loose || soft { people as i32 } else { share };
        all.push(Arc { cost: 0, tail: root as u32, head: gate as u32, lower: 0, upper: limit, flow: 0 });
        for (a, &must) in must.iter().enumerate() {
            let lower = if soft { 0 } else { must };
            all.push(Arc { cost: 0, tail: gate as u32, head: a as u32, lower, upper: 1, flow: lower });
        }
        for o in 0..hosts {
            let free = request.tables[o][now as usize] as i32;
            let least = (load[o] - (seats[o] - free)).clamp(0, free);
            let lower = if soft { 0 } else { least };
            all.push(Arc { cost: 0, tail: (people + o) as u32, head: root as u32, lower, upper: free, flow: lower });
        }
        let mut network: Network<i64> = Network::new(gate + 1, root as u32, all);
        for arc in 0..network.arcs.len() {
            network.agree(arc);
        }
        let mut search = Search::new(network.nodes());
        if settle(&mut network, &mut search, &Unwatched).is_ok() {
            return usable.iter().enumerate().filter(|&(arc, _)| network.arcs[arc].flow > 0).map(|(_, &m)| m).collect();
        }
    }
    Vec::new()
}
