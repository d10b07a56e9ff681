//! Six associates by five hosts by two periods, every plan considered: a table over who uses which place, associate by associate.
//!
//! The table keeps, for each way places are used and each floor, the best list of additive values: lexicographic maxima of sums have optimal
//! parts, so nothing is lost. It shares no idea with the engines. `brute.rs` enumerates smaller instances without even that.

use super::common::{ALL, attribution, chosen, meetings, worth};
use crate::matching::control::Unwatched;
use crate::matching::format::solution::{Policy, Status};
use crate::matching::format::{Task, problem};
use crate::matching::problem::{Lock, Problem};
use crate::matching::{solve, verify};
use std::collections::HashMap;

/// One way to serve an associate: places used (slot = target × 2 + period) and pairs chosen.
struct Way {
    slots: Vec<usize>,
    pairs: Vec<usize>,
}

/// Additive values: fill, then minus the count of each tier, then the sum.
type Values = [i64; 11];

fn values(p: &Problem, policy: Policy, pairs: &[usize]) -> (i64, Values) {
    let mut values = [0; 11];
    values[0] = pairs.len() as i64;
    let mut floor = 9;
    for &c in pairs {
        if p.lock[c] == Lock::Free {
            floor = floor.min(i64::from(p.tier(c)));
        }
        if policy == Policy::Egalitarian && p.tier(c) < 9 {
            values[1 + p.tier(c) as usize] -= 1;
        }
        values[10] += p.weight(c);
    }
    (if policy == Policy::Total { 0 } else { floor }, values)
}

fn best(p: &Problem, policy: Policy, ways: &[Vec<Way>], limit: &[u8], accept: &dyn Fn(&[u8]) -> bool) -> Option<Vec<i64>> {
    let mut table: HashMap<(Vec<u8>, i64), Values> = HashMap::from([((vec![0; limit.len()], 9), [0; 11])]);
    for ways in ways {
        let mut next: HashMap<(Vec<u8>, i64), Values> = HashMap::new();
        for ((used, floor), so_far) in &table {
            for way in ways {
                let mut used = used.clone();
                way.slots.iter().for_each(|&slot| used[slot] += 1);
                if used.iter().zip(limit).any(|(u, l)| u > l) {
                    continue;
                }
                let (lowest, more) = values(p, policy, &way.pairs);
                let mut sum = *so_far;
                sum.iter_mut().zip(more).for_each(|(s, m)| *s += m);
                let slot = next.entry((used, (*floor).min(lowest))).or_insert(sum);
                *slot = (*slot).max(sum);
            }
        }
        table = next;
    }
    let last = |((used, floor), values): (&(Vec<u8>, i64), &Values)| {
        let mut load = vec![0i64; p.organisations.len()];
        for (slot, &count) in used.iter().enumerate() {
            load[p.organisation_of(slot as u32 / 2) as usize] += i64::from(count);
        }
        let squares: i64 = load.iter().map(|l| l * l).sum();
        match policy {
            Policy::Total => vec![values[0], values[10]],
            Policy::Balanced => vec![values[0], *floor, values[10], -squares],
            Policy::Egalitarian => [&[values[0], *floor], &values[1..]].concat(),
        }
    };
    table.iter().filter(|((used, _), _)| accept(used)).map(last).max()
}

fn locked(p: &Problem, a: usize, pairs: &[usize]) -> bool {
    p.pairs_of(a).all(|c| match p.lock[c] {
        Lock::Free => true,
        Lock::Forbidden => !pairs.contains(&c),
        _ => pairs.contains(&c),
    })
}

fn mornings(p: &Problem, a: usize) -> Vec<Way> {
    let own: Vec<usize> = p.pairs_of(a).collect();
    let most = p.meetings.min(p.rounds.unwrap());
    let set = |mask: u32| own.iter().enumerate().filter(|(at, _)| mask >> at & 1 == 1).map(|(_, &c)| c).collect::<Vec<_>>();
    let sets = (0u32..1 << own.len()).filter(|mask| mask.count_ones() <= most).map(set).filter(|pairs| locked(p, a, pairs));
    sets.map(|pairs| Way { slots: pairs.iter().map(|&c| 2 * p.target[c] as usize).collect(), pairs }).collect()
}

fn years(p: &Problem, a: usize) -> Vec<Way> {
    let seat = |period: usize| {
        let fits = move |&c: &usize| !matches!(p.lock[c], Lock::RequiredIn(q) if usize::from(q) != period);
        let open = p.pairs_of(a).filter(fits).filter(move |_| p.periods[a][period]);
        std::iter::once(None).chain(open.map(Some)).collect::<Vec<_>>()
    };
    let mut ways = Vec::new();
    for one in seat(0) {
        for two in seat(1) {
            let host = |c: Option<usize>| c.map(|c| p.organisation_of(p.target[c]));
            let pairs: Vec<usize> = one.into_iter().chain(two).collect();
            if (one.is_none() || host(one) != host(two)) && locked(p, a, &pairs) {
                let slots = one.map(|c| 2 * p.target[c] as usize).into_iter().chain(two.map(|c| 2 * p.target[c] as usize + 1)).collect();
                ways.push(Way { slots, pairs });
            }
        }
    }
    ways
}

fn agrees(p: &Problem, policy: Policy, best: Option<Vec<i64>>, text: &str) -> bool {
    let solved = if p.missions.is_empty() { solve::meetings(p, policy, 5, &Unwatched) } else { solve::attribution(p, policy, 5, &Unwatched) };
    let s = solved.unwrap();
    assert_eq!(verify::verify(p, &s), Vec::<String>::new(), "{policy:?} {text}");
    let Some(best) = best else {
        assert_eq!(s.status, Status::Infeasible, "{policy:?} {text}");
        return false;
    };
    assert_eq!(s.status, Status::Optimal, "{policy:?} {text}");
    let pairs: Vec<usize> = chosen(p, &s).into_iter().map(|row| row.2).collect();
    assert_eq!(worth(p, policy, &pairs), best, "{policy:?} {text}");
    true
}

#[test]
fn meetings_of_six_by_five() {
    let mut solved = 0;
    for seed in 0..1500 {
        let text = meetings(seed ^ 0x6050, (6, 5));
        let p = problem(text.as_bytes(), Task::Meetings).unwrap();
        let ways: Vec<Vec<Way>> = (0..p.associates.len()).map(|a| mornings(&p, a)).collect();
        let limit = |o: &crate::matching::problem::Organisation| [o.max.unwrap().min(p.rounds.unwrap() * o.tables) as u8, 0];
        let limit: Vec<u8> = p.organisations.iter().flat_map(limit).collect();
        let accept = |used: &[u8]| p.organisations.iter().enumerate().all(|(o, row)| u32::from(used[2 * o]) >= row.min);
        for policy in ALL {
            solved += usize::from(agrees(&p, policy, best(&p, policy, &ways, &limit, &accept), &text));
        }
    }
    assert!(solved > 1500, "{solved}");
}

#[test]
fn attributions_of_six_by_five_by_two() {
    let mut solved = 0;
    for seed in 0..800 {
        let text = attribution(seed ^ 0x6052, (6, 5));
        let p = problem(text.as_bytes(), Task::Attribute).unwrap();
        let ways: Vec<Vec<Way>> = (0..p.associates.len()).map(|a| years(&p, a)).collect();
        let limit: Vec<u8> = p.missions.iter().flat_map(|m| m.capacity.map(|c| c as u8)).collect();
        let accept = |used: &[u8]| {
            p.missions.iter().enumerate().all(|(m, row)| {
                let here = [u32::from(used[2 * m]), u32::from(used[2 * m + 1])];
                here[0] >= row.minimum[0] && here[1] >= row.minimum[1] && here[0] + here[1] <= row.total
            })
        };
        for policy in ALL {
            solved += usize::from(agrees(&p, policy, best(&p, policy, &ways, &limit, &accept), &text));
        }
    }
    assert!(solved > 800, "{solved}");
}
