//! Little walking: the order of the rounds.
//!
//! **Idea.** When nobody is away, rounds may be played in any order. The walk between two rounds is the sum of the
//! distances between the tables each person sits at; the cheapest order is a shortest Hamiltonian path, found exactly
//! over subsets up to ten rounds (Held & Karp 1962, O(2^R R²)), by 2-opt moves above.

/// `walk[r][s]` summed over associates who have a meeting in both rounds. `place` is a position in the room.
fn walks(meetings: &[(u32, u32)], round: &[u32], place: &[i64], associates: usize, rounds: usize) -> Vec<Vec<i64>> {
    let mut seat = vec![i64::MIN; associates * rounds];
    for (&(a, o), &r) in meetings.iter().zip(round) {
        seat[a as usize * rounds + r as usize] = place[o as usize];
    }
    let mut walk = vec![vec![0; rounds]; rounds];
    for row in seat.chunks_exact(rounds.max(1)) {
        for r in 0..rounds {
            for s in 0..r {
                if row[r] != i64::MIN && row[s] != i64::MIN {
                    let distance = (row[r] - row[s]).abs();
                    walk[r][s] += distance;
                    walk[s][r] += distance;
                }
            }
        }
    }
    walk
}

/// Renumbers rounds so that people walk little between consecutive rounds. Returns the total walk.
pub fn shorten(meetings: &[(u32, u32)], round: &mut [u32], place: &[i64], associates: usize, rounds: u32) -> i64 {
    let rounds = rounds as usize;
    if !(2..=64).contains(&rounds) {
        return 0;
    }
    let walk = walks(meetings, round, place, associates, rounds);
    let order = if rounds <= 10 { exact(&walk) } else { two_opt(&walk) };
    let mut number = vec![0u32; rounds];
    for (at, &r) in order.iter().enumerate() {
        number[r] = at as u32;
    }
    for r in round.iter_mut() {
        *r = number[*r as usize];
    }
    order.windows(2).map(|two| walk[two[0]][two[1]]).sum()
}

fn exact(walk: &[Vec<i64>]) -> Vec<usize> {
    let rounds = walk.len();
    let all = (1usize << rounds) - 1;
    let mut best = vec![i64::MAX; (all + 1) * rounds];
    let mut from = vec![usize::MAX; (all + 1) * rounds];
    for r in 0..rounds {
        best[(1 << r) * rounds + r] = 0;
    }
    for set in 1..=all {
        for last in (0..rounds).filter(|&r| set >> r & 1 == 1) {
            let so_far = best[set * rounds + last];
            for next in (0..rounds).filter(|&r| set >> r & 1 == 0) {
                let slot = (set | 1 << next) * rounds + next;
                if so_far + walk[last][next] < best[slot] {
                    best[slot] = so_far + walk[last][next];
                    from[slot] = last;
                }
            }
        }
    }
    let mut last = (0..rounds).min_by_key(|&r| best[all * rounds + r]).unwrap_or(0);
    let (mut set, mut order) = (all, vec![last]);
    while order.len() < rounds {
        let before = from[set * rounds + last];
        set &= !(1 << last);
        last = before;
        order.push(last);
    }
    order
}

fn two_opt(walk: &[Vec<i64>]) -> Vec<usize> {
    let mut order: Vec<usize> = (0..walk.len()).collect();
    let length = |order: &[usize]| order.windows(2).map(|w| walk[w[0]][w[1]]).sum::<i64>();
    let mut now = length(&order);
    for _ in 0..20 {
        let before = now;
        for i in 0..order.len() {
            for j in i + 1..order.len() {
                order[i..=j].reverse();
                let other = length(&order);
                if other < now { now = other } else { order[i..=j].reverse() }
            }
        }
        if now == before {
            break;
        }
    }
    order
}
