//! Repairs of a morning against every rest of the morning there is, and against the rules at cohort size.
use crate::kernel::dice::Dice;
use crate::matching::control::Unwatched;
use crate::matching::format::solution::{Policy, Status};
use crate::matching::format::{Task, problem};
use crate::matching::generate::{Recipe, instance};
use crate::matching::problem::{Lock, Problem};
use crate::matching::repair::{Incident, Repaired, Seat, repair};
use crate::matching::solve;
use proptest::prelude::*;
use std::collections::HashSet;

/// Missing to minima and to required pairs, people who change; then what is better when larger.
type Rank = (u32, usize, [i64; 4]);

fn rank(p: &Problem, plan: &[Seat], all: &[Seat], i: &Incident, gone: &HashSet<u32>) -> Rank {
    let late = |m: &&Seat| m.2 >= i.played;
    let (old, new): (HashSet<Seat>, HashSet<Seat>) = (plan.iter().filter(late).copied().collect(), all.iter().filter(late).copied().collect());
    let people: HashSet<u32> = old.symmetric_difference(&new).map(|m| m.0).collect();
    let load = |o: usize| all.iter().filter(|m| m.1 as usize == o).count() as u32;
    let mut missing: u32 =
        (0..p.organisations.len()).filter(|&o| !gone.contains(&(o as u32))).map(|o| p.organisations[o].min.saturating_sub(load(o))).sum();
    for (a, pair) in p.owners() {
        missing += u32::from(p.lock[pair] == Lock::Required && !all.iter().any(|m| (m.0 as usize, m.1) == (a, p.target[pair])));
    }
    let pairs: HashSet<(u32, u32)> = old.iter().map(|m| (m.0, m.1)).collect();
    let kept = new.iter().filter(|m| pairs.contains(&(m.0, m.1))).count() as i64;
    let weight = |m: &Seat| p.weight(p.find(m.0 as usize, m.1).unwrap());
    (missing, people.len(), [new.len() as i64, kept, new.iter().map(weight).sum(), old.intersection(&new).count() as i64])
}

/// Is a table, a person and a place left for this meeting?
fn fits(p: &Problem, all: &[Seat], m: Seat, rounds: u32, i: &Incident) -> bool {
    let (a, o, r) = m;
    let broken: u32 = i.broken.iter().filter(|b| b.0 == o).map(|b| b.1).sum();
    let host = &p.organisations[o as usize];
    let away = p.associate_away.contains(&(a, r)) || p.host_away.contains(&(o, r));
    let absent = i.absent.contains(&a) || i.absent_hosts.contains(&o);
    let early = i.late.iter().any(|l| l.0 == a && r < l.1) || i.late_hosts.iter().any(|l| l.0 == o && r < l.1);
    let count = |of: &dyn Fn(&&Seat) -> bool| all.iter().filter(of).count() as u32;
    p.find(a as usize, o).is_some_and(|pair| p.lock[pair] != Lock::Forbidden)
        && r < rounds
        && !(away || absent || early)
        && count(&|x| x.0 == a && (x.1 == o || x.2 == r)) == 0
        && count(&|x| x.1 == o && x.2 == r) < host.tables.saturating_sub(broken)
        && host.max.is_none_or(|max| count(&|x| x.1 == o) < max)
        && count(&|x| x.0 == a) < p.meetings
}

fn better(one: &Rank, other: &Rank) -> bool {
    (one.0, one.1, one.2.map(|x| -x)) < (other.0, other.1, other.2.map(|x| -x))
}

type Fixed<'a> = (&'a Problem, &'a [Seat], u32, &'a Incident, &'a HashSet<u32>);

/// The best of every rest of the morning: each associate, each round, each host or nobody.
fn every(p: &Problem, plan: &[Seat], rounds: u32, i: &Incident, gone: &HashSet<u32>) -> Rank {
    fn go(fixed: &Fixed, all: &mut Vec<Seat>, at: u32, best: &mut Option<Rank>) {
        let &(p, plan, rounds, i, gone) = fixed;
        let left = rounds - i.played;
        if at == left * p.associates.len() as u32 {
            let found = rank(p, plan, all, i, gone);
            if best.as_ref().is_none_or(|best| better(&found, best)) {
                *best = Some(found);
            }
            return;
        }
        go(fixed, all, at + 1, best);
        for o in 0..p.organisations.len() as u32 {
            let m = (at / left, o, i.played + at % left);
            if fits(p, all, m, rounds, i) {
                all.push(m);
                go(fixed, all, at + 1, best);
                all.pop();
            }
        }
    }
    let (mut all, mut best): (Vec<Seat>, _) = (plan.iter().copied().filter(|m| m.2 < i.played).collect(), None);
    go(&(p, plan, rounds, i, gone), &mut all, 0, &mut best);
    best.unwrap()
}

fn incident(dice: &mut Dice, p: &Problem, rounds: u32) -> Incident {
    let mut i = Incident { played: dice.below(2).min(rounds as usize - 1) as u32, ..Incident::default() };
    let (people, hosts) = (p.associates.len(), p.organisations.len());
    for _ in 0..1 + dice.below(2) {
        match dice.below(5) {
            0 => i.absent.push(dice.below(people) as u32),
            1 => i.late.push((dice.below(people) as u32, i.played + 1)),
            2 => i.absent_hosts.push(dice.below(hosts) as u32),
            3 => i.late_hosts.push((dice.below(hosts) as u32, i.played + 1)),
            _ => i.broken.push((dice.below(hosts) as u32, 1)),
        }
    }
    i
}

fn tiny(seed: u64) -> (Problem, Vec<Seat>, u32, Incident) {
    let mut dice = Dice::new(seed);
    let (n, m, rounds) = [(3, 3, 2), (4, 2, 2), (3, 2, 3), (2, 3, 3)][dice.below(4)];
    let mut pairs = Vec::new();
    for a in 0..n {
        for o in 0..m {
            if dice.below(10) < 9 {
                pairs.push(format!("[\"a{a}\",\"o{o}\",{},{}]", dice.below(5) * 250, dice.below(1001)));
            }
        }
    }
    let host = |o: usize, dice: &mut Dice| format!("{{\"id\":\"o{o}\",\"tables\":{},\"min_meetings\":{}}}", 1 + dice.below(2), dice.below(3));
    let hosts: Vec<String> = (0..m).map(|o| host(o, &mut dice)).collect();
    let people: Vec<String> = (0..n).map(|a| format!("{{\"id\":\"a{a}\"}}")).collect();
    let each = 1 + dice.below(rounds as usize);
    let text = format!(
        "{{\"version\":1,\"rounds\":{rounds},\"meetings_per_associate\":{each},\"associates\":[{}],\"organisations\":[{}],\"pairs\":[{}]}}",
        people.join(","),
        hosts.join(","),
        pairs.join(",")
    );
    let p = problem(text.as_bytes(), Task::Meetings).unwrap();
    // Any plan that follows the rules: what was played need not be the best.
    let mut plan = Vec::new();
    for _ in 0..40 {
        let seat = (dice.below(n) as u32, dice.below(m) as u32, dice.below(rounds as usize) as u32);
        if fits(&p, &plan, seat, rounds, &Incident::default()) {
            plan.push(seat);
        }
    }
    let i = incident(&mut dice, &p, rounds);
    (p, plan, rounds, i)
}

/// Hosts without any table in the rounds left: their minima bind nobody.
fn closed(p: &Problem, rounds: u32, i: &Incident) -> HashSet<u32> {
    let broken = |o: u32| i.broken.iter().filter(|b| b.0 == o).map(|b| b.1).sum::<u32>();
    let early = |o: u32, r: u32| i.late_hosts.iter().any(|l| l.0 == o && r < l.1) || p.host_away.contains(&(o, r));
    let none = |o: u32| i.absent_hosts.contains(&o) || p.organisations[o as usize].tables <= broken(o) || (i.played..rounds).all(|r| early(o, r));
    (0..p.organisations.len() as u32).filter(|&o| none(o)).collect()
}

fn follows_the_rules(p: &Problem, plan: &[Seat], rounds: u32, i: &Incident, new: &Repaired) {
    assert!(plan.iter().filter(|m| m.2 < i.played).all(|m| new.meetings.contains(m)));
    assert_eq!(new.meetings.len() + new.dropped.len(), plan.len() + new.added.len());
    let mut all: Vec<Seat> = plan.iter().copied().filter(|m| m.2 < i.played).collect();
    for &m in new.meetings.iter().filter(|m| m.2 >= i.played) {
        assert!(fits(p, &all, m, rounds, i), "{m:?} does not fit");
        all.push(m);
    }
    let told: HashSet<u32> = new.people().into_iter().collect();
    let rest = |seats: &[Seat], a: u32| seats.iter().filter(|m| m.0 == a && m.2 >= i.played).copied().collect::<HashSet<Seat>>();
    for a in 0..p.associates.len() as u32 {
        assert_eq!(rest(plan, a) != rest(&new.meetings, a), told.contains(&a), "associate {a}");
    }
    assert!(new.least <= told.len() && (!new.proved || new.least == told.len()) && (new.proved || !new.best));
}

#[test]
fn no_rest_of_a_tiny_morning_changes_fewer_people_or_is_better() {
    let (mut widened, mut choices) = (0, 0);
    for seed in 0..400 {
        let (p, plan, rounds, i) = tiny(seed);
        let new = repair(&p, &plan, rounds, &i, &Unwatched);
        follows_the_rules(&p, &plan, rounds, &i, &new);
        let gone = closed(&p, rounds, &i);
        let (ours, best) = (rank(&p, &plan, &new.meetings, &i, &gone), every(&p, &plan, rounds, &i, &gone));
        assert_eq!((ours.0, ours.1), (best.0, best.1), "seed {seed} {i:?}");
        assert_eq!((ours.0, new.least), (new.short.iter().map(|s| s.1).sum(), best.1), "seed {seed}");
        assert!(new.proved && new.best, "seed {seed} {} {}", new.proved, new.best);
        assert_eq!(ours, best, "seed {seed} {i:?}");
        widened += usize::from(p.organisations.iter().any(|o| o.min > 0) && best.1 > 1);
        choices += usize::from(!i.broken.is_empty() && best.1 > 0);
    }
    assert!(widened > 50 && choices > 50, "{widened} {choices}");
}

fn cohort(seed: u64, minimum: u32) -> (Problem, Vec<Seat>, u32) {
    let recipe = Recipe { associates: 60, organisations: 30, list: 16, seed, room: 120, ..Recipe::default() };
    let text = instance(&recipe);
    let mut p = problem(text.as_bytes(), Task::Meetings).unwrap();
    p.organisations.iter_mut().for_each(|o| o.min = minimum.min(o.max.unwrap_or(8)));
    let s = solve::meetings(&p, Policy::Total, 0, &Unwatched).unwrap();
    if s.status == Status::Infeasible {
        return (p, Vec::new(), 0);
    }
    let person = |id: &String| p.associates.iter().position(|a| a == id).unwrap() as u32;
    let host = |id: &String| p.organisations.iter().position(|o| o.id == *id).unwrap() as u32;
    let plan = s.meetings.iter().map(|m| (person(&m.0), host(&m.1), m.2 - 1)).collect();
    (p, plan, s.rounds.unwrap())
}

#[test]
fn a_cohort_is_repaired_with_a_proof() {
    for seed in 0..4 {
        let (p, plan, rounds) = cohort(seed, 4);
        assert!(!plan.is_empty(), "seed {seed}");
        let late = Incident { played: 2, late: vec![(4, 4)], ..Incident::default() };
        let missed = plan.iter().any(|m| m.0 == 4 && (2..4).contains(&m.2));
        let gone = Incident { played: 1, absent: vec![7], ..Incident::default() };
        let table = Incident { played: 3, broken: vec![(plan[0].1, 1)], ..Incident::default() };
        let absent = Incident { played: 2, absent_hosts: vec![plan[0].1], ..Incident::default() };
        for (at, i) in [late, gone, table, absent].into_iter().enumerate() {
            let new = repair(&p, &plan, rounds + 1, &i, &Unwatched);
            follows_the_rules(&p, &plan, rounds + 1, &i, &new);
            assert!(new.proved, "seed {seed} incident {at}: {} people, {} not excluded", new.people().len(), new.least);
            // Every third host wants to keep what it had: a no-show then costs others their place.
            let mut strict = p.clone();
            for o in (0..p.organisations.len()).step_by(3) {
                strict.organisations[o].min = plan.iter().filter(|m| m.1 as usize == o).count() as u32;
            }
            if seed < 2 {
                let kept = repair(&strict, &plan, rounds + 1, &i, &Unwatched);
                follows_the_rules(&strict, &plan, rounds + 1, &i, &kept);
                assert!(kept.people().len() >= new.people().len() && kept.short.iter().all(|s| s.0 % 3 == 0), "{:?}", kept.short);
            }
            assert!(at != 0 || new.people().len() == usize::from(missed) || !new.short.is_empty(), "{:?}", new.people());
        }
    }
}

#[test]
fn who_comes_after_all_takes_what_is_open_and_nobody_else_moves() {
    for seed in 0..3 {
        let (p, plan, rounds) = cohort(seed, 4);
        let gone = Incident { played: 1, absent: vec![7], ..Incident::default() };
        let without = repair(&p, &plan, rounds + 1, &gone, &Unwatched).meetings;
        assert!(without.iter().all(|m| m.0 != 7 || m.2 < 1), "seed {seed}");
        let here = Incident { played: 2, late: vec![(7, 2)], back: vec![7], ..Incident::default() };
        let new = repair(&p, &without, rounds + 1, &here, &Unwatched);
        assert_eq!(new.people(), [7], "seed {seed}");
        assert!(!new.added.is_empty() && new.added.iter().all(|m| m.0 == 7 && m.2 >= 2), "seed {seed}: {:?}", new.added);
        assert_eq!(new.meetings.len(), without.len() + new.added.len(), "seed {seed}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(64) })]

    #[test]
    fn repairs_follow_the_rules_and_nothing_happened_changes_nothing(seed: u64) {
        let (p, plan, rounds, _) = tiny(seed);
        let i = incident(&mut Dice::new(seed ^ 1), &p, rounds);
        let new = repair(&p, &plan, rounds + 1, &i, &Unwatched);
        follows_the_rules(&p, &plan, rounds + 1, &i, &new);
        // Repaired once, it needs no repair for the same incident.
        let again = repair(&p, &new.meetings, rounds + 1, &i, &Unwatched);
        prop_assert!(!new.proved || again.people().is_empty());
    }
}
