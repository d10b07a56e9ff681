//! Every plan of every small instance, under every policy, against the engines.
use super::common::worth;
use crate::kernel::dice::Dice;
use crate::matching::control::Unwatched;
use crate::matching::format::solution::{Policy, Solution, Status};
use crate::matching::format::{Task, problem};
use crate::matching::problem::{Lock, Problem};
use crate::matching::{solve, verify};

fn meetings_best(p: &Problem, policy: Policy) -> Option<Vec<i64>> {
    let rounds = p.rounds.unwrap();
    let mut best = None;
    let n = p.target.len();
    assert!(n <= 16);
    let owner: Vec<usize> = p.owners().map(|(a, _)| a).collect();
    for mask in 0u32..1 << n {
        let chosen: Vec<usize> = (0..n).filter(|i| mask >> i & 1 == 1).collect();
        let mut degree = vec![0; p.associates.len()];
        let mut load = vec![0; p.organisations.len()];
        for &c in &chosen {
            degree[owner[c]] += 1;
            load[p.target[c] as usize] += 1;
        }
        let fits = degree.iter().all(|&d| d <= p.meetings.min(rounds))
            && p.organisations.iter().zip(&load).all(|(o, &l)| l >= o.min && l <= o.max.unwrap_or(u32::MAX).min(rounds * o.tables))
            && (0..n).all(|c| match p.lock[c] {
                Lock::Free => true,
                Lock::Forbidden => mask >> c & 1 == 0,
                _ => mask >> c & 1 == 1,
            });
        if fits {
            best = best.max(Some(worth(p, policy, &chosen)));
        }
    }
    best
}

fn reached(p: &Problem, policy: Policy, s: &Solution) -> Vec<i64> {
    fn index<'a>(id: &str, mut ids: impl Iterator<Item = &'a str>) -> usize {
        ids.position(|x| x == id).unwrap()
    }
    let mut chosen = Vec::new();
    for m in &s.meetings {
        let a = index(&m.0, p.associates.iter().map(String::as_str));
        let o = index(&m.1, p.organisations.iter().map(|o| o.id.as_str()));
        chosen.push(p.find(a, o as u32).unwrap());
    }
    for m in &s.assignment {
        let a = index(&m.0, p.associates.iter().map(String::as_str));
        let o = index(&m.2, p.missions.iter().map(|o| o.id.as_str()));
        chosen.push(p.find(a, o as u32).unwrap());
    }
    worth(p, policy, &chosen)
}

fn value(dice: &mut Dice) -> usize {
    if dice.below(3) == 0 { dice.below(4) * 250 } else { dice.below(1001) }
}

fn small_meetings(seed: u64) -> String {
    let mut dice = Dice::new(seed);
    let (n, m) = (1 + dice.below(5), 1 + dice.below(4));
    let mut pairs = Vec::new();
    for a in 0..n {
        for o in 0..m {
            if dice.below(10) < 7 && pairs.len() < 14 {
                pairs.push(format!("[\"a{a}\",\"o{o}\",{},{}]", value(&mut dice), value(&mut dice)));
            }
        }
    }
    let lock = |dice: &mut Dice| match pairs.len() {
        0 => String::new(),
        l if dice.below(3) == 0 => pairs[dice.below(l)].split(',').take(2).collect::<Vec<_>>().join(",") + "]",
        _ => String::new(),
    };
    let (require, mut forbid) = (lock(&mut dice), lock(&mut dice));
    if require == forbid {
        forbid.clear();
    }
    let hosts: Vec<String> = (0..m)
        .map(|o| {
            format!("{{\"id\":\"o{o}\",\"tables\":{},\"min_meetings\":{},\"max_meetings\":{}}}", 1 + dice.below(2), dice.below(2), 1 + dice.below(4))
        })
        .collect();
    let people: Vec<String> = (0..n).map(|a| format!("{{\"id\":\"a{a}\"}}")).collect();
    format!(
        "{{\"version\":1,\"rounds\":{},\"meetings_per_associate\":{},\"associates\":[{}],\"organisations\":[{}],\"pairs\":[{}],\"require\":[{require}],\"forbid\":[{forbid}]}}",
        1 + dice.below(4),
        1 + dice.below(3),
        people.join(","),
        hosts.join(","),
        pairs.join(",")
    )
}

#[test]
fn meetings_match_brute_force_under_every_policy() {
    let (mut solved, mut refused) = (0, 0);
    for seed in 0..400 {
        let text = small_meetings(seed);
        let p = problem(text.as_bytes(), Task::Meetings).unwrap();
        for policy in [Policy::Total, Policy::Balanced, Policy::Egalitarian] {
            let s = solve::meetings(&p, policy, seed, &Unwatched).unwrap();
            assert_eq!(verify::verify(&p, &s), Vec::<String>::new(), "seed {seed} {policy:?} {text}");
            match meetings_best(&p, policy) {
                None => {
                    assert_eq!(s.status, Status::Infeasible, "seed {seed} {text}");
                    refused += 1;
                }
                Some(best) => {
                    assert_eq!(s.status, Status::Optimal, "seed {seed} {policy:?} {text}");
                    assert_eq!(reached(&p, policy, &s), best, "seed {seed} {policy:?} {text}");
                    solved += 1;
                }
            }
        }
    }
    assert!(solved > 300 && refused > 30, "{solved} {refused}");
}

fn small_attribution(seed: u64) -> String {
    let mut dice = Dice::new(seed ^ 0xABCD);
    let (n, hosts) = (1 + dice.below(5), 1 + dice.below(4));
    let m = hosts + dice.below(2);
    let mut pairs = Vec::new();
    for a in 0..n {
        for t in 0..m {
            if dice.below(10) < 8 {
                pairs.push(format!("[\"a{a}\",\"m{t}\",{},{}]", value(&mut dice), value(&mut dice)));
            }
        }
    }
    let lock = |dice: &mut Dice, note: &str| match pairs.len() {
        0 => String::new(),
        l if dice.below(4) == 0 => pairs[dice.below(l)].split(',').take(2).collect::<Vec<_>>().join(",") + note + "]",
        _ => String::new(),
    };
    let note = ["", ",{\"period\":1}", ",{\"period\":2,\"reason\":\"x\"}"][dice.below(3)];
    let (require, mut forbid) = (lock(&mut dice, note), lock(&mut dice, ""));
    if !require.is_empty() && require.starts_with(forbid.trim_end_matches(']')) {
        forbid.clear();
    }
    let missions: Vec<String> = (0..m)
        .map(|t| {
            let c = [dice.below(3), dice.below(3)];
            let total = if dice.below(3) == 0 {
                format!(",\"capacity_total\":{}", (c[0] + c[1]).max(1) - usize::from(c[0] + c[1] > 0))
            } else {
                String::new()
            };
            let least = if total.is_empty() && dice.below(6) == 0 { format!(",\"minimum\":[{},0]", c[0].min(1)) } else { String::new() };
            format!("{{\"id\":\"m{t}\",\"organisation\":\"o{}\",\"capacity\":[{},{}]{total}{least}}}", t % hosts, c[0], c[1])
        })
        .collect();
    let people: Vec<String> =
        (0..n).map(|a| format!("{{\"id\":\"a{a}\"{}}}", ["", "", "", ",\"periods\":[1]", ",\"periods\":[2]"][dice.below(5)])).collect();
    let hosts: Vec<String> = (0..hosts).map(|o| format!("{{\"id\":\"o{o}\"}}")).collect();
    format!(
        "{{\"version\":1,\"associates\":[{}],\"organisations\":[{}],\"missions\":[{}],\"pairs\":[{}],\"require\":[{require}],\"forbid\":[{forbid}]}}",
        people.join(","),
        hosts.join(","),
        missions.join(","),
        pairs.join(",")
    )
}

struct Walk<'a> {
    p: &'a Problem,
    policy: Policy,
    used: Vec<[u32; 2]>,
    chosen: Vec<usize>,
    best: Option<Vec<i64>>,
}

impl Walk<'_> {
    fn seat(&mut self, seat: usize) {
        let p = self.p;
        if seat == 2 * p.associates.len() {
            let full = p.missions.iter().zip(&self.used).all(|(m, u)| u[0] >= m.minimum[0] && u[1] >= m.minimum[1] && u[0] + u[1] <= m.total);
            let locked = (0..p.target.len()).all(|c| !matches!(p.lock[c], Lock::Required | Lock::RequiredIn(_)) || self.chosen.contains(&c));
            if full && locked {
                self.best = self.best.take().max(Some(worth(p, self.policy, &self.chosen)));
            }
            return;
        }
        let (a, period) = (seat / 2, seat % 2);
        self.seat(seat + 1);
        if !p.periods[a][period] {
            return;
        }
        for c in p.pairs_of(a) {
            let m = p.target[c] as usize;
            let elsewhere = matches!(p.lock[c], Lock::RequiredIn(q) if usize::from(q) != period);
            let twice = self.chosen.iter().any(|&d| p.pairs_of(a).contains(&d) && p.organisation_of(p.target[d]) == p.organisation_of(p.target[c]));
            if p.lock[c] == Lock::Forbidden || elsewhere || twice || self.used[m][period] >= p.missions[m].capacity[period] {
                continue;
            }
            self.used[m][period] += 1;
            self.chosen.push(c);
            self.seat(seat + 1);
            self.chosen.pop();
            self.used[m][period] -= 1;
        }
    }
}

#[test]
fn attributions_match_brute_force_under_every_policy() {
    let (mut solved, mut refused) = (0, 0);
    for seed in 0..250 {
        let text = small_attribution(seed);
        let p = problem(text.as_bytes(), Task::Attribute).unwrap();
        for policy in [Policy::Total, Policy::Balanced, Policy::Egalitarian] {
            let s = solve::attribution(&p, policy, seed, &Unwatched).unwrap();
            assert_eq!(verify::verify(&p, &s), Vec::<String>::new(), "seed {seed} {policy:?} {text}");
            let mut walk = Walk { p: &p, policy, used: vec![[0; 2]; p.missions.len()], chosen: Vec::new(), best: None };
            walk.seat(0);
            match walk.best {
                None => {
                    assert_eq!(s.status, Status::Infeasible, "seed {seed} {text}");
                    refused += 1;
                }
                Some(best) => {
                    assert_eq!(reached(&p, policy, &s), best, "seed {seed} {policy:?} {text}");
                    assert_eq!(s.status, Status::Optimal, "seed {seed} {policy:?} {text}");
                    solved += 1;
                }
            }
        }
    }
    assert!(solved > 300 && refused > 20, "{solved} {refused}");
}
