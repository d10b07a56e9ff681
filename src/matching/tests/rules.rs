//! Hostile input, timetables, what-if costs, repair, flow cases, determinism.
use crate::matching::control::{Unwatched, Watch};
use crate::matching::format::solution::{Policy, Status};
use crate::matching::format::{Task, problem};
use crate::matching::generate::{Recipe, instance};
use crate::matching::repair::{Incident, repair};
use crate::matching::what_if::Desk;
use crate::matching::{solve, verify};
use std::collections::HashSet;

const HEAD: &str = r#"{"version":1,"associates":[{"id":"a1"},{"id":"a2"}],"organisations":[{"id":"o1","max_meetings":2},{"id":"o2","max_meetings":2}],"pairs":[["a1","o1",875,640],["a2","o2",500,500]]"#;

#[test]
fn hostile_files_are_refused_with_the_place() {
    let base = format!("{HEAD}}}");
    for (from, to, says) in [
        ("\"version\":1", "\"version\":2", "version"),
        ("{\"id\":\"a2\"}", "{\"id\":\"a1\"}", "associates[1]"),
        ("\"a2\",\"o2\"", "\"a2\",\"o9\"", "pairs[1]"),
        ("\"a2\",\"o2\"", "\"a9\",\"o2\"", "pairs[1]"),
        ("875", "1001", "pairs[0]"),
        ("875", "-1", "illisible"),
        ("\"id\":\"a2\"", "\"id\":\"a2\",\"extra\":1", "extra"),
        ("[\"a2\",\"o2\",500,500]", "[\"a1\",\"o1\",1,1]", "pairs[1]"),
        ("\"max_meetings\":2}]", "\"max_meetings\":2,\"min_meetings\":3}]", "organisations[1]"),
        ("\"pairs\"", "\"forbid\":[[\"a1\",\"o1\"]],\"require\":[[\"a1\",\"o1\"]],\"pairs\"", "require[0]"),
        ("\"pairs\"", "\"require\":[[\"a1\",\"o2\"]],\"pairs\"", "require[0]"),
        ("\"pairs\"", "\"surprise\":3,\"pairs\"", "surprise"),
        ("\"pairs\"", "\"away\":[[\"zz\",1]],\"pairs\"", "away[0]"),
    ] {
        let text = base.replacen(from, to, 1);
        assert_ne!(text, base);
        let refusal = problem(text.as_bytes(), Task::Meetings).expect_err(&text);
        assert!(refusal.0.contains(says) && refusal.0.trim_end().ends_with('.'), "{} / {says}", refusal.0);
    }
    assert!(problem(b"\xff\xfe", Task::Meetings).is_err());
    assert!(problem(base.as_bytes(), Task::Meetings).is_ok());
}

#[test]
fn empty_lists_and_one_wanted_host_are_solved() {
    let empty = r#"{"version":1,"associates":[],"organisations":[],"pairs":[]}"#;
    let p = problem(empty.as_bytes(), Task::Meetings).unwrap();
    let s = solve::meetings(&p, Policy::Total, 0, &Unwatched).unwrap();
    assert_eq!((s.status, s.filled), (Status::Optimal, 0));
    let people: Vec<String> = (0..30).map(|a| format!("{{\"id\":\"a{a}\"}}")).collect();
    let pairs: Vec<String> = (0..30).map(|a| format!("[\"a{a}\",\"o\",1000,1000]")).collect();
    let text = format!(
        "{{\"version\":1,\"associates\":[{}],\"organisations\":[{{\"id\":\"o\",\"max_meetings\":7}}],\"pairs\":[{}]}}",
        people.join(","),
        pairs.join(",")
    );
    let p = problem(text.as_bytes(), Task::Meetings).unwrap();
    for policy in [Policy::Total, Policy::Balanced, Policy::Egalitarian] {
        let s = solve::meetings(&p, policy, 0, &Unwatched).unwrap();
        assert_eq!((s.filled, verify::verify(&p, &s)), (7, vec![]));
    }
}

#[test]
fn m7_twelve_associates_ten_hosts() {
    let pairs: Vec<String> = (0..12).flat_map(|a| (0..10).map(move |o| format!("[\"a{a}\",\"o{o}\",500,500]"))).collect();
    let people: Vec<String> = (0..12).map(|a| format!("{{\"id\":\"a{a}\"}}")).collect();
    let hosts: Vec<String> = (0..10).map(|o| format!("{{\"id\":\"o{o}\"}}")).collect();
    let text =
        format!("{{\"version\":1,\"associates\":[{}],\"organisations\":[{}],\"pairs\":[{}]}}", people.join(","), hosts.join(","), pairs.join(","));
    let p = problem(text.as_bytes(), Task::Meetings).unwrap();
    let s = solve::meetings(&p, Policy::Balanced, 3, &Unwatched).unwrap();
    assert_eq!(verify::verify(&p, &s), Vec::<String>::new());
    assert_eq!((s.filled, s.rounds), (96, Some(10)));
    let loads: Vec<usize> = (0..10).map(|o| s.meetings.iter().filter(|m| m.1 == format!("o{o}")).count()).collect();
    assert!(loads.iter().max().unwrap() - loads.iter().min().unwrap() <= 1, "{loads:?}");
    for round in 1..=10 {
        let here = s.meetings.iter().filter(|m| m.2 == round).count();
        assert!(here == 9 || here == 10, "round {round} has {here}");
    }
}

fn recipe(seed: u64) -> Recipe {
    Recipe { associates: 12, organisations: 9, list: 8, meetings: 4, room: 110, seed, ..Recipe::default() }
}

#[test]
fn a_reported_what_if_is_the_difference_of_two_full_solves() {
    for seed in 0..6 {
        let text = instance(&recipe(seed));
        let p = problem(text.as_bytes(), Task::Meetings).unwrap();
        let s = solve::meetings(&p, Policy::Total, 0, &Unwatched).unwrap();
        let mut desk = Desk::open(&p, s.rounds.unwrap(), &Unwatched).unwrap();
        for (a, id) in p.associates.iter().enumerate() {
            let all = desk.all(a);
            for pair in p.pairs_of(a) {
                let target = p.target_name(p.target[pair]).to_string();
                let answer = desk.ask(pair as u32);
                let list = if answer.held { "forbid" } else { "require" };
                let other = text.replacen("\"pairs\"", &format!("\"{list}\": [[\"{id}\", \"{target}\"]], \"pairs\""), 1);
                let q = problem(other.as_bytes(), Task::Meetings).unwrap();
                let t = solve::meetings(&q, Policy::Total, 0, &Unwatched).unwrap();
                let full = (t.status == Status::Optimal && t.filled == s.filled).then(|| s.total - t.total);
                assert_eq!(answer.cost, full, "seed {seed} {id} {target} {list}");
                if !answer.held {
                    assert_eq!(all.iter().find(|x| x.0 == pair as u32).unwrap().1, answer.cost);
                }
            }
        }
    }
}

#[test]
fn absences_are_honoured_and_repair_keeps_what_was_played() {
    for seed in 0..10 {
        let text = instance(&recipe(seed)).replacen("\"pairs\"", "\"away\": [[\"a1\",1],[\"a2\",2],[\"o1\",1]], \"pairs\"", 1);
        let p = problem(text.as_bytes(), Task::Meetings).unwrap();
        let s = solve::meetings(&p, Policy::Total, 0, &Unwatched).unwrap();
        assert_eq!((s.status, verify::verify(&p, &s)), (Status::Optimal, vec![]));
        let at = |ids: &[String], id: &str| ids.iter().position(|x| x == id).unwrap() as u32;
        let hosts: Vec<String> = p.organisations.iter().map(|o| o.id.clone()).collect();
        let plan: Vec<(u32, u32, u32)> = s.meetings.iter().map(|m| (at(&p.associates, &m.0), at(&hosts, &m.1), m.2 - 1)).collect();
        let incident = Incident { played: 2, absent: vec![3], late: vec![(4, 3)], ..Incident::default() };
        let new = repair(&p, &plan, s.rounds.unwrap() + 2, &incident, &Unwatched);
        let mut seen = HashSet::new();
        assert!(new.meetings.iter().all(|m| seen.insert((0, m.0, m.2)) && seen.insert((1, m.1, m.2))));
        assert!(plan.iter().filter(|m| m.2 < 2).all(|m| new.meetings.contains(m)));
        assert!(new.meetings.iter().all(|m| m.0 != 3 || m.2 < 2));
        assert!(new.meetings.iter().all(|m| m.0 != 4 || m.2 != 2));
        assert_eq!(new.meetings.len() + new.dropped.len(), plan.len() + new.added.len());
        assert!(new.dropped.iter().all(|m| m.0 == 3));
    }
}

#[test]
fn two_alike_periods_are_a_flow_and_proved() {
    let recipe = Recipe { attribution: true, one_period: 0, room: 100, associates: 30, organisations: 30, list: 10, ..Recipe::default() };
    let p = problem(instance(&recipe).as_bytes(), Task::Attribute).unwrap();
    let s = solve::attribution(&p, Policy::Total, 0, &Unwatched).unwrap();
    assert_eq!((s.status, verify::verify(&p, &s)), (Status::Optimal, vec![]));
}

#[test]
fn cohorts_are_proved_under_every_policy_and_bytes_repeat() {
    for seed in 0..3 {
        let recipe = Recipe { attribution: true, associates: 25, organisations: 20, seed, room: 115, ..Recipe::default() };
        let p = problem(instance(&recipe).as_bytes(), Task::Attribute).unwrap();
        for policy in [Policy::Total, Policy::Balanced, Policy::Egalitarian] {
            let one = solve::attribution(&p, policy, 9, &Unwatched).unwrap();
            let two = solve::attribution(&p, policy, 9, &Unwatched).unwrap();
            assert_eq!(one, two);
            assert_eq!(verify::verify(&p, &one), Vec::<String>::new());
            assert_eq!(one.status, Status::Optimal, "seed {seed} {policy:?}");
        }
    }
}

#[test]
fn the_verifier_catches_every_kind_of_lie() {
    let p = problem(instance(&recipe(1)).as_bytes(), Task::Meetings).unwrap();
    let good = solve::meetings(&p, Policy::Total, 0, &Unwatched).unwrap();
    let lies: [fn(&mut crate::matching::format::solution::Solution); 8] = [
        |s| s.total += 1,
        |s| s.bound += 1,
        |s| s.filled += 1,
        |s| s.input_hash.clear(),
        |s| s.meetings[0].2 = s.meetings[1].2,
        |s| s.meetings[0] = s.meetings[1].clone(),
        |s| s.certificate.duals[1].organisations[0] += 1_000_000,
        |s| {
            s.meetings.pop();
        },
    ];
    for (at, lie) in lies.iter().enumerate() {
        let mut bad = good.clone();
        lie(&mut bad);
        assert!(!verify::verify(&p, &bad).is_empty(), "lie {at}");
    }
}

struct Stop;
impl Watch for Stop {
    fn cancelled(&self) -> bool {
        true
    }
}

#[test]
fn a_run_can_be_cancelled() {
    let p = problem(instance(&Recipe { attribution: true, ..Recipe::default() }).as_bytes(), Task::Attribute).unwrap();
    assert_eq!(solve::attribution(&p, Policy::Total, 0, &Stop), Err(solve::Unfinished::Cancelled));
}
