//! Properties every answer must have, on instances drawn by `proptest`. Anything that ever failed is kept in
//! `properties.regressions` beside this file and tried first. `PROPTEST_CASES` sets how many (256).

use super::common::{ALL, attribution, chosen, meetings};
use crate::matching::attribute::{Effort, desk};
use crate::matching::control::Unwatched;
use crate::matching::format::solution::{Policy, Solution, Status};
use crate::matching::format::{Task, problem};
use crate::matching::problem::{Lock, Problem};
use crate::matching::reassign::reassign;
use crate::matching::repair::{Incident, Seat, repair};
use crate::matching::what_if::Desk;
use crate::matching::{compare, solve, verify};
use proptest::prelude::*;
use proptest::test_runner::FileFailurePersistence;
use std::collections::HashSet;

fn read(seed: u64, second: bool) -> Problem {
    let (text, task) = if second { (attribution(seed, (8, 7)), Task::Attribute) } else { (meetings(seed, (9, 7)), Task::Meetings) };
    problem(text.as_bytes(), task).unwrap()
}

fn answer(p: &Problem, policy: Policy) -> Solution {
    let solved = if p.missions.is_empty() { solve::meetings(p, policy, 7, &Unwatched) } else { solve::attribution(p, policy, 7, &Unwatched) };
    let s = solved.unwrap();
    assert_eq!(verify::verify(p, &s), Vec::<String>::new());
    s
}

/// Stage values before the tie-break.
fn told(s: &Solution) -> Vec<(String, i64)> {
    s.stages.iter().filter(|x| x.name != "tie_break").map(|x| (x.name.clone(), x.value)).collect()
}

fn everyone_full(p: &Problem, s: &Solution) -> bool {
    s.filled as usize
        == (0..p.associates.len())
            .map(|a| {
                let open = p.pairs_of(a).filter(|&c| p.lock[c] != Lock::Forbidden).count();
                if p.missions.is_empty() { open.min(p.meetings.min(p.rounds.unwrap()) as usize) } else { p.periods[a].iter().filter(|&&x| x).count() }
            })
            .sum::<usize>()
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: Some(Box::new(FileFailurePersistence::WithSource("regressions"))), max_global_rejects: 100_000, ..ProptestConfig::default() })]

    #[test]
    fn renaming_changes_only_names(seed: u64, second: bool, policy in 0usize..3) {
        let p = read(seed, second);
        let mut q = p.clone();
        q.associates.iter_mut().for_each(|id| *id = format!("né·{id}"));
        q.organisations.iter_mut().for_each(|o| o.id = format!("«{}»", o.id));
        q.missions.iter_mut().for_each(|m| m.id = format!("{}'", m.id));
        q.notes.clear();
        let (s, t) = (answer(&p, ALL[policy]), answer(&q, ALL[policy]));
        prop_assert_eq!(s.status, t.status);
        prop_assert_eq!(&s.stages, &t.stages);
        prop_assert_eq!(chosen(&p, &s), chosen(&q, &t));
        prop_assert_eq!(s.certificate, t.certificate);
    }

    #[test]
    fn a_constant_on_one_persons_weights_keeps_the_optimum(seed: u64, second: bool, who: usize) {
        let p = read(seed, second);
        let s = answer(&p, Policy::Total);
        prop_assume!(s.status == Status::Optimal && everyone_full(&p, &s));
        let a = who % p.associates.len();
        let most = p.pairs_of(a).map(|c| p.own[c]).max().unwrap_or(0);
        let shift = 1000 - most;
        let mut q = p.clone();
        p.pairs_of(a).for_each(|c| q.own[c] += shift);
        let held = chosen(&p, &s).iter().filter(|row| row.0 == a).count() as i64;
        let t = answer(&q, Policy::Total);
        prop_assert_eq!(t.total, s.total + held * i64::from(shift) * 500);
    }

    #[test]
    fn what_the_plan_does_not_use_may_go_and_what_it_uses_may_be_praised_or_locked(seed: u64, second: bool, policy in 0usize..3, at: usize) {
        let p = read(seed, second);
        let policy = ALL[policy];
        let s = answer(&p, policy);
        prop_assume!(s.status == Status::Optimal && !p.target.is_empty());
        let rows = chosen(&p, &s);
        let pair = at % p.target.len();
        if rows.iter().all(|row| row.2 != pair) && p.lock[pair] == Lock::Free {
            let mut q = p.clone();
            q.lock[pair] = Lock::Forbidden;
            // Without it an associate's wish may shrink, never the plan.
            prop_assert_eq!(told(&answer(&q, policy)), told(&s));
        }
        let free: Vec<_> = rows.iter().filter(|row| p.lock[row.2] == Lock::Free).collect();
        prop_assume!(!free.is_empty());
        let &&(_, period, held) = &free[at % free.len()];
        let mut q = p.clone();
        q.lock[held] = if second { Lock::RequiredIn(period as u8) } else { Lock::Required };
        let t = answer(&q, policy);
        prop_assert_eq!((t.filled, t.status), (s.filled, Status::Optimal));
        if policy == Policy::Total {
            prop_assert_eq!(t.total, s.total);
            let mut q = p.clone();
            let more = 1000 - q.own[held];
            q.own[held] = 1000;
            prop_assert_eq!(answer(&q, policy).total, s.total + 500 * i64::from(more));
        }
    }

    #[test]
    fn a_what_if_is_the_difference_of_two_full_solves(seed: u64, at: usize) {
        let p = read(seed, false);
        let s = answer(&p, Policy::Total);
        prop_assume!(s.status == Status::Optimal && !p.target.is_empty());
        let mut desk = Desk::open(&p, p.rounds.unwrap(), &Unwatched).unwrap();
        let pair = at % p.target.len();
        prop_assume!(p.lock[pair] == Lock::Free);
        let told = desk.ask(pair as u32);
        let mut q = p.clone();
        q.lock[pair] = if told.held { Lock::Forbidden } else { Lock::Required };
        let t = answer(&q, Policy::Total);
        let full = (t.status == Status::Optimal && t.filled == s.filled).then(|| s.total - t.total);
        prop_assert_eq!(told.cost, full);
    }

    #[test]
    fn a_what_if_on_missions_is_the_difference_of_two_full_solves(seed: u64, at: usize) {
        let p = read(seed, true);
        let s = answer(&p, Policy::Total);
        prop_assume!(s.status == Status::Optimal && !p.target.is_empty());
        let mut desk = desk::Desk::open(&p, &Effort::default(), &Unwatched).unwrap();
        let pair = at % p.target.len();
        prop_assume!(p.lock[pair] == Lock::Free);
        let a = p.first.partition_point(|&f| f as usize <= pair) - 1;
        for answer_of in desk.all(a, &Unwatched).unwrap().into_iter().filter(|x| x.pair as usize == pair) {
            let mut q = p.clone();
            q.lock[pair] = Lock::RequiredIn(answer_of.period as u8);
            let t = answer(&q, Policy::Total);
            let full = (t.status == Status::Optimal && t.filled == s.filled).then(|| s.total - t.total);
            prop_assert!(answer_of.exact);
            prop_assert_eq!(answer_of.cost, full, "period {}", answer_of.period);
            if answer_of.held {
                let out = desk.ask(a, answer_of.period, pair as u32, &Unwatched).unwrap();
                prop_assert!(out.exact && out.cost.is_none_or(|cost| cost >= 0));
            }
        }
    }

    #[test]
    fn nobody_is_twice_in_a_round_and_rounds_are_even(seed: u64, policy in 0usize..3) {
        let p = read(seed, false);
        let s = answer(&p, ALL[policy]);
        let rounds = s.rounds.unwrap_or(0);
        let mut seen = HashSet::new();
        for m in &s.meetings {
            let table = format!("{}#{}", m.1, m.3);
            prop_assert!(seen.insert((m.0.clone(), m.2)) && seen.insert((table, m.2)));
        }
        let loads: Vec<usize> = (1..=rounds).map(|r| s.meetings.iter().filter(|m| m.2 == r).count()).collect();
        if let (Some(most), Some(least)) = (loads.iter().max(), loads.iter().min()) {
            prop_assert!(most - least <= 1, "{:?}", loads);
        }
    }

    #[test]
    fn a_repaired_morning_follows_the_rules_and_keeps_what_was_played(seed: u64, who: usize, played in 0u32..3) {
        let p = read(seed, false);
        let s = answer(&p, Policy::Total);
        prop_assume!(s.status == Status::Optimal);
        let host = |id: &String| p.organisations.iter().position(|o| o.id == *id).unwrap() as u32;
        let person = |id: &String| p.associates.iter().position(|a| a == id).unwrap() as u32;
        let plan: Vec<Seat> = s.meetings.iter().map(|m| (person(&m.0), host(&m.1), m.2 - 1)).collect();
        let (gone, lost) = ((who % p.associates.len()) as u32, (who % p.organisations.len()) as u32);
        let all = s.rounds.unwrap() + 1;
        let incident = Incident { played: played.min(all), absent: vec![gone], broken: vec![(lost, 1)], ..Incident::default() };
        let new = repair(&p, &plan, all, &incident, &Unwatched);
        prop_assert!(plan.iter().filter(|m| m.2 < incident.played).all(|m| new.meetings.contains(m)));
        prop_assert_eq!(new.meetings.len() + new.dropped.len(), plan.len() + new.added.len());
        let (mut seen, mut met) = (HashSet::new(), HashSet::new());
        for m in &new.meetings {
            prop_assert!(seen.insert((m.0, m.2)) && met.insert((m.0, m.1)));
            prop_assert!(m.2 < incident.played || m.0 != gone);
            let tables = p.organisations[m.1 as usize].tables - u32::from(m.1 == lost && m.2 >= incident.played);
            prop_assert!(new.meetings.iter().filter(|x| x.1 == m.1 && x.2 == m.2).count() as u32 <= tables);
        }
        let nothing = repair(&p, &plan, s.rounds.unwrap(), &Incident::default(), &Unwatched);
        prop_assert!(nothing.moved.is_empty() && nothing.dropped.is_empty());
    }

    #[test]
    fn a_high_price_of_change_changes_nothing_that_still_fits(seed: u64) {
        let p = read(seed, true);
        let s = answer(&p, Policy::Total);
        prop_assume!(s.status == Status::Optimal);
        let same = reassign(&p, &s, 1_000_000_000, 7, &Effort::default(), &Unwatched).unwrap();
        prop_assert_eq!(same.cost, 0);
        prop_assert!(verify::verify(&p, &same.solution).is_empty());
        let rows = |s: &Solution| chosen(&p, s).into_iter().map(|row| (row.0, row.2)).collect::<HashSet<_>>();
        prop_assert_eq!(rows(&same.solution), rows(&s));
        // Somebody's best placement is forbidden: few others change, and the verifier accepts the result.
        let held = chosen(&p, &s);
        prop_assume!(!held.is_empty() && p.lock[held[0].2] == Lock::Free);
        let mut q = p.clone();
        q.lock[held[0].2] = Lock::Forbidden;
        let [kept, best] = [1_000_000_000, 0].map(|price| reassign(&q, &s, price, 7, &Effort::default(), &Unwatched).unwrap());
        for new in [&kept, &best] {
            prop_assert_eq!(verify::verify(&q, &new.solution), Vec::<String>::new());
        }
        prop_assert_eq!(best.cost, 0);
        let lost = |new: &Solution| rows(&s).difference(&rows(new)).count();
        prop_assert!(kept.solution.filled != best.solution.filled || lost(&kept.solution) <= lost(&best.solution));
    }

    #[test]
    fn comparisons_do_not_depend_on_threads(seed: u64, second: bool) {
        let p = read(seed, second);
        let [one, two] = [1, 2].map(|threads| compare::compare(&p, &ALL, &compare::WEIGHTS, 3, threads, &Unwatched).unwrap());
        prop_assert_eq!(&one, &two);
        // Nothing beats policy total in its own column among plans that fill as much.
        for (column, weight) in compare::WEIGHTS.iter().enumerate() {
            let own = one.iter().find(|x| x.policy == Policy::Total && x.associate_weight == *weight).unwrap();
            prop_assert!(own.status != Status::Optimal || own.losses[column] == 0);
        }
    }

    #[test]
    fn damaged_files_are_refused_or_solved_never_worse(seed: u64, second: bool, cuts in proptest::collection::vec((any::<usize>(), any::<u8>()), 1..4)) {
        let text = if second { attribution(seed, (4, 4)) } else { meetings(seed, (4, 4)) };
        let mut bytes = text.into_bytes();
        for (at, byte) in cuts {
            let at = at % bytes.len();
            if byte < 64 { bytes.truncate(at.max(1)) } else { bytes[at] = byte }
        }
        let task = if second { Task::Attribute } else { Task::Meetings };
        match problem(&bytes, task) {
            Err(refusal) => prop_assert!(refusal.0.trim_end().ends_with('.'), "{}", refusal.0),
            Ok(p) => {
                let solved = if second { solve::attribution(&p, Policy::Total, 1, &Unwatched) } else { solve::meetings(&p, Policy::Total, 1, &Unwatched) };
                if let Ok(s) = solved {
                    prop_assert_eq!(verify::verify(&p, &s), Vec::<String>::new());
                }
            }
        }
    }
}
