//! Small instances from seeds, and plans read back. Shared by the tests.
#![allow(dead_code, reason = "each test file uses a part")]
use crate::kernel::dice::Dice;
use crate::matching::format::solution::{Policy, Solution};
use crate::matching::problem::{Lock, Problem};

/// The three policies.
pub const ALL: [Policy; 3] = [Policy::Total, Policy::Balanced, Policy::Egalitarian];

/// A satisfaction: often one of few values, so that ties are common.
pub fn value(dice: &mut Dice) -> usize {
    if dice.below(3) == 0 { dice.below(4) * 250 } else { dice.below(1001) }
}

fn lock(dice: &mut Dice, pairs: &[String], one_in: usize, note: &str) -> String {
    match pairs.len() {
        0 => String::new(),
        l if dice.below(one_in) == 0 => pairs[dice.below(l)].split(',').take(2).collect::<Vec<_>>().join(",") + note + "]",
        _ => String::new(),
    }
}

/// A meeting instance of at most `most` associates and hosts.
pub fn meetings(seed: u64, most: (usize, usize)) -> String {
    let mut dice = Dice::new(seed);
    let (n, m) = (1 + dice.below(most.0), 1 + dice.below(most.1));
    let mut pairs = Vec::new();
    for a in 0..n {
        for o in 0..m {
            if dice.below(10) < 7 {
                pairs.push(format!("[\"a{a}\",\"o{o}\",{},{}]", value(&mut dice), value(&mut dice)));
            }
        }
    }
    let (require, mut forbid) = (lock(&mut dice, &pairs, 3, ""), lock(&mut dice, &pairs, 3, ""));
    if require == forbid {
        forbid.clear();
    }
    let host = |o: usize, dice: &mut Dice| {
        let (tables, least, max) = (1 + dice.below(2), dice.below(2), 1 + dice.below(4));
        format!("{{\"id\":\"o{o}\",\"tables\":{tables},\"min_meetings\":{least},\"max_meetings\":{max}}}")
    };
    let hosts: Vec<String> = (0..m).map(|o| host(o, &mut dice)).collect();
    let people: Vec<String> = (0..n).map(|a| format!("{{\"id\":\"a{a}\"}}")).collect();
    let (rounds, each) = (1 + dice.below(4), 1 + dice.below(3));
    format!(
        "{{\"version\":1,\"rounds\":{rounds},\"meetings_per_associate\":{each},\"associates\":[{}],\"organisations\":[{}],\"pairs\":[{}],\"require\":[{require}],\"forbid\":[{forbid}]}}",
        people.join(","),
        hosts.join(","),
        pairs.join(",")
    )
}

/// An attribution of at most `most` associates and missions.
pub fn attribution(seed: u64, most: (usize, usize)) -> String {
    let mut dice = Dice::new(seed ^ 0xABCD);
    let (n, m) = (1 + dice.below(most.0), 1 + dice.below(most.1));
    let hosts = m - dice.below(2).min(m - 1);
    let mut pairs = Vec::new();
    for a in 0..n {
        for t in 0..m {
            if dice.below(10) < 8 {
                pairs.push(format!("[\"a{a}\",\"m{t}\",{},{}]", value(&mut dice), value(&mut dice)));
            }
        }
    }
    let note = ["", ",{\"period\":1}", ",{\"period\":2,\"reason\":\"x\"}"][dice.below(3)];
    let (require, mut forbid) = (lock(&mut dice, &pairs, 4, note), lock(&mut dice, &pairs, 4, ""));
    if !require.is_empty() && require.starts_with(forbid.trim_end_matches(']')) {
        forbid.clear();
    }
    let mission = |t: usize, dice: &mut Dice| {
        let c = [dice.below(3), dice.below(3)];
        let all = c[0] + c[1];
        let less = dice.below(3) == 0;
        let total = if less { format!(",\"capacity_total\":{}", all.max(1) - usize::from(all > 0)) } else { String::new() };
        let least = if !less && dice.below(6) == 0 { format!(",\"minimum\":[{},0]", c[0].min(1)) } else { String::new() };
        format!("{{\"id\":\"m{t}\",\"organisation\":\"o{}\",\"capacity\":[{},{}]{total}{least}}}", t % hosts, c[0], c[1])
    };
    let missions: Vec<String> = (0..m).map(|t| mission(t, &mut dice)).collect();
    let periods = ["", "", "", ",\"periods\":[1]", ",\"periods\":[2]"];
    let people: Vec<String> = (0..n).map(|a| format!("{{\"id\":\"a{a}\"{}}}", periods[dice.below(5)])).collect();
    let hosts: Vec<String> = (0..hosts).map(|o| format!("{{\"id\":\"o{o}\"}}")).collect();
    format!(
        "{{\"version\":1,\"associates\":[{}],\"organisations\":[{}],\"missions\":[{}],\"pairs\":[{}],\"require\":[{require}],\"forbid\":[{forbid}]}}",
        people.join(","),
        hosts.join(","),
        missions.join(","),
        pairs.join(",")
    )
}

/// The pairs a solution chose: associate, period from 0 (0 for meetings), pair.
pub fn chosen(p: &Problem, s: &Solution) -> Vec<(usize, usize, usize)> {
    let person = |id: &str| p.associates.iter().position(|x| x == id).unwrap();
    let pair = |a: usize, id: &str| p.pairs_of(a).find(|&c| p.target_name(p.target[c]) == id).unwrap();
    let meetings = s.meetings.iter().map(|m| (person(&m.0), 0, pair(person(&m.0), &m.1)));
    let mut rows: Vec<_> = meetings.chain(s.assignment.iter().map(|m| (person(&m.0), m.1 as usize - 1, pair(person(&m.0), &m.2)))).collect();
    rows.sort_unstable();
    rows
}

/// Value of a plan under a policy, to be compared as a list: bigger is better.
pub fn worth(p: &Problem, policy: Policy, chosen: &[usize]) -> Vec<i64> {
    let free = |&&c: &&usize| p.lock[c] == Lock::Free;
    let floor = chosen.iter().filter(free).map(|&c| i64::from(p.tier(c))).min().unwrap_or(9);
    let sum: i64 = chosen.iter().map(|&c| p.weight(c)).sum();
    let mut load = vec![0i64; p.organisations.len()];
    for &c in chosen {
        load[p.organisation_of(p.target[c]) as usize] += 1;
    }
    let squares: i64 = load.iter().map(|l| l * l).sum();
    let fill = chosen.len() as i64;
    match policy {
        Policy::Total => vec![fill, sum],
        Policy::Balanced => vec![fill, floor, sum, -squares],
        Policy::Egalitarian => {
            let mut value = vec![fill, floor];
            value.extend((0..9).map(|t| -(chosen.iter().filter(|&&c| p.tier(c) == t).count() as i64)));
            value.push(sum);
            value
        }
    }
}
