//! Even rounds: every round gets floor or ceiling of its share of all meetings.
//!
//! **Idea.** The meetings of two rounds form paths and cycles (nobody has more than one meeting in each). Swapping
//! the two rounds along a path that starts and ends with the bigger round moves exactly one meeting over and breaks
//! nothing. **Source.** McDiarmid 1972, de Werra 1971. **Complexity.** O(rounds × meetings in two rounds).

/// Evens `round` (one per meeting) in place. Associates and `seats` meet at most once a round; a seat
/// is one table of one host, so that a host's own share per round stays what it was.
pub fn even(meetings: &[(u32, u32)], round: &mut [u32], associates: usize, seats: usize, rounds: u32) {
    if rounds < 2 {
        return;
    }
    let mut of_round: Vec<Vec<u32>> = vec![Vec::new(); rounds as usize];
    for (meeting, &r) in round.iter().enumerate() {
        of_round[r as usize].push(meeting as u32);
    }
    let (low, high) = (meetings.len() / rounds as usize, meetings.len().div_ceil(rounds as usize));
    let nodes = associates + seats;
    let mut at = [vec![u32::MAX; nodes], vec![u32::MAX; nodes]];
    for _ in 0..2 * rounds {
        let by_size = |&r: &usize| of_round[r].len();
        let Some(big) = (0..rounds as usize).max_by_key(by_size) else { return };
        let Some(small) = (0..rounds as usize).min_by_key(by_size) else { return };
        let (most, least) = (of_round[big].len(), of_round[small].len());
        if most - least < 2 {
            return;
        }
        let wanted = match (most.saturating_sub(high), low.saturating_sub(least)) {
            (0, lack) => lack,
            (surplus, 0) => surplus,
            (surplus, lack) => surplus.min(lack),
        };
        let moved = swap(meetings, [&of_round[big], &of_round[small]], &mut at, associates, wanted.max(1));
        let (mut new_big, mut new_small) = (Vec::new(), Vec::new());
        for side in [big, small] {
            for &meeting in &of_round[side] {
                let now = if moved.contains(&meeting) { big + small - side } else { side };
                round[meeting as usize] = now as u32;
                if now == big { new_big.push(meeting) } else { new_small.push(meeting) }
            }
        }
        of_round[big] = new_big;
        of_round[small] = new_small;
    }
}

/// Meetings on `wanted` paths with one more meeting of the first round than of the second.
fn swap(meetings: &[(u32, u32)], sides: [&Vec<u32>; 2], at: &mut [Vec<u32>; 2], associates: usize, wanted: usize) -> std::collections::BTreeSet<u32> {
    let ends = |meeting: u32| {
        let (a, s) = meetings[meeting as usize];
        [a as usize, associates + s as usize]
    };
    for side in 0..2 {
        for &meeting in sides[side] {
            for node in ends(meeting) {
                at[side][node] = meeting;
            }
        }
    }
    let mut moved = std::collections::BTreeSet::new();
    let mut done = 0;
    for &start in sides[0] {
        if done == wanted {
            break;
        }
        for node in ends(start) {
            // A path begins at a node with no meeting in the other round.
            if at[1][node] != u32::MAX || moved.contains(&start) {
                continue;
            }
            let (mut path, mut meeting, mut node, mut side) = (vec![start], start, node, 0);
            loop {
                let [one, other] = ends(meeting);
                node = if node == one { other } else { one };
                side = 1 - side;
                meeting = at[side][node];
                if meeting == u32::MAX {
                    break;
                }
                path.push(meeting);
            }
            if path.len() % 2 == 1 {
                moved.extend(path);
                done += 1;
            }
        }
    }
    for side in 0..2 {
        for &meeting in sides[side] {
            for node in ends(meeting) {
                at[side][node] = u32::MAX;
            }
        }
    }
    moved
}
