//! What is claimed is proved: limits reached, floors, tie-breaks, absences.
use crate::matching::attribute::Effort;
use crate::matching::control::Unwatched;
use crate::matching::format::solution::{Policy, Status, TieBreak};
use crate::matching::format::{Task, problem};
use crate::matching::generate::{Recipe, instance};
use crate::matching::solve::Unfinished;
use crate::matching::{solve, verify};

const ALL: [Policy; 3] = [Policy::Total, Policy::Balanced, Policy::Egalitarian];

fn tight(seed: u64) -> String {
    let recipe = Recipe { attribution: true, associates: 7, organisations: 6, list: 4, room: 100, seed, ..Recipe::default() };
    instance(&recipe)
}

#[test]
fn a_search_cut_short_never_lies() {
    let (mut feasible, mut optimal, mut lower_floor) = (0, 0, 0);
    for seed in 0..60 {
        let p = problem(tight(seed).as_bytes(), Task::Attribute).unwrap();
        for policy in ALL {
            let full = solve::attribution(&p, policy, 3, &Unwatched).unwrap();
            assert_eq!(verify::verify(&p, &full), Vec::<String>::new(), "seed {seed} {policy:?}");
            for effort in [Effort { nodes: Some(1), choices: None }, Effort { nodes: Some(1), choices: Some(0) }] {
                let cut = match solve::attribution_within(&p, policy, 3, &effort, &Unwatched) {
                    Ok(cut) => cut,
                    Err(stop) => {
                        assert_eq!(stop, Unfinished::Stopped);
                        continue;
                    }
                };
                assert_eq!(verify::verify(&p, &cut), Vec::<String>::new(), "seed {seed} {policy:?} cut");
                if cut.status == Status::Infeasible {
                    assert_eq!(full.status, Status::Infeasible, "seed {seed} {policy:?}");
                    continue;
                }
                let told = |s: &crate::matching::format::solution::Solution| {
                    s.stages.iter().filter(|x| x.name != "tie_break").map(|x| (x.name.clone(), x.value)).collect::<Vec<_>>()
                };
                match cut.status {
                    Status::Optimal => assert_eq!(told(&cut), told(&full), "seed {seed} {policy:?}"),
                    _ => feasible += 1,
                }
                optimal += usize::from(cut.status == Status::Optimal);
                lower_floor += usize::from(cut.stages.iter().any(|s| s.name == "floor" && !s.proved));
                for (one, other) in cut.stages.iter().zip(&full.stages).take_while(|(one, _)| one.proved) {
                    assert_eq!((&one.name, one.value), (&other.name, other.value), "seed {seed} {policy:?}");
                }
            }
        }
    }
    assert!(feasible > 5 && optimal > 50, "{feasible} {optimal} {lower_floor}");
}

#[test]
fn optimal_without_a_certificate_for_each_stage_is_refused() {
    let mut seen = 0;
    for seed in 0..40 {
        let p = problem(tight(seed).as_bytes(), Task::Attribute).unwrap();
        for policy in [Policy::Balanced, Policy::Egalitarian] {
            let good = solve::attribution(&p, policy, 3, &Unwatched).unwrap();
            assert_eq!((good.status, verify::verify(&p, &good)), (Status::Optimal, vec![]));
            let floor = good.stages.iter().find(|s| s.name == "floor").unwrap().value;
            let mut bare = good.clone();
            bare.certificate.proofs.clear();
            let said = verify::verify(&p, &bare);
            // Without its proof a floor stands only where some seat has no option above it.
            seen += usize::from(floor < 9 && !said.is_empty());
            let mut doubted = good.clone();
            doubted.stages[0].proved = false;
            assert!(!verify::verify(&p, &doubted).is_empty());
            let mut renamed = good.clone();
            renamed.stages.remove(1);
            assert!(!verify::verify(&p, &renamed).is_empty());
        }
    }
    assert!(seen > 10, "{seen}");
}

#[test]
fn the_tie_break_says_how_exact_it_is() {
    let mut exact = 0;
    for seed in 0..30 {
        let p = problem(tight(seed).as_bytes(), Task::Attribute).unwrap();
        for policy in ALL {
            let s = solve::attribution(&p, policy, 5, &Unwatched).unwrap();
            let claim = s.certificate.tie_break.unwrap();
            assert_eq!(s.stages.last().unwrap().proved, claim == TieBreak::Exact);
            exact += usize::from(claim == TieBreak::Exact);
            if claim != TieBreak::Exact {
                let mut lie = s.clone();
                lie.certificate.tie_break = Some(TieBreak::Exact);
                assert!(!verify::verify(&p, &lie).is_empty());
            }
        }
    }
    assert!(exact > 30, "{exact}");
}

#[test]
fn tiers_that_do_not_fit_are_told() {
    let recipe = Recipe { attribution: true, associates: 400, organisations: 300, list: 3, correlation: 0, room: 200, ..Recipe::default() };
    let p = problem(instance(&recipe).as_bytes(), Task::Attribute).unwrap();
    let effort = Effort { nodes: Some(1), choices: None };
    let s = solve::attribution_within(&p, Policy::Egalitarian, 5, &effort, &Unwatched).unwrap();
    assert_eq!(verify::verify(&p, &s), Vec::<String>::new());
    let floor = s.stages.iter().find(|x| x.name == "floor").unwrap().value;
    let packed = s.certificate.scales.iter().filter(|x| x.stage.starts_with("tier_")).count() as i64;
    assert!(packed < 9 - floor, "all {packed} tiers fit: choose a larger case");
    assert_eq!(s.status, Status::Feasible);
    for tier in floor + packed..9 {
        let stage = s.stages.iter().find(|x| x.name == format!("tier_{tier}")).unwrap();
        assert!(!stage.proved);
        assert!(s.reasons.iter().any(|r| r.text.contains(&stage.name)));
    }
}

/// Few missions with minima in both periods, everyone open to few of them: hard for a simple repair. `crowd` adds
/// people and one-period missions that nobody else wants, so that the usual limits allow a single node.
fn knotty(seed: u64, crowd: usize) -> String {
    let mut dice = crate::kernel::dice::Dice::new(seed);
    let (n, m) = (4 + dice.below(5), 4 + dice.below(5));
    let mut people: Vec<String> = (0..n).map(|a| format!("{{\"id\":\"a{a}\"}}")).collect();
    let mut hosts: Vec<String> = (0..m).map(|t| format!("{{\"id\":\"o{t}\"}}")).collect();
    let mut missions: Vec<String> = (0..m)
        .map(|t| format!("{{\"id\":\"m{t}\",\"organisation\":\"o{t}\",\"capacity\":[1,1],\"minimum\":[{},{}]}}", dice.below(2), dice.below(2)))
        .collect();
    let mut pairs = Vec::new();
    for a in 0..n {
        for t in 0..m {
            if dice.below(10) < 4 {
                pairs.push(format!("[\"a{a}\",\"m{t}\",{},{}]", dice.below(1001), dice.below(1001)));
            }
        }
    }
    people.extend((0..crowd).map(|x| format!("{{\"id\":\"x{x}\"}}")));
    for y in 0..2 * crowd {
        hosts.push(format!("{{\"id\":\"p{y}\"}}"));
        missions.push(format!("{{\"id\":\"q{y}\",\"organisation\":\"p{y}\",\"capacity\":[{},{}]}}", y % 2, 1 - y % 2));
        pairs.extend((0..crowd).map(|x| format!("[\"x{x}\",\"q{y}\",500,500]")));
    }
    format!(
        "{{\"version\":1,\"associates\":[{}],\"organisations\":[{}],\"missions\":[{}],\"pairs\":[{}]}}",
        people.join(","),
        hosts.join(","),
        missions.join(","),
        pairs.join(",")
    )
}

#[test]
fn no_plan_found_is_not_no_plan() {
    let (mut stopped, mut built, mut none) = (0, 0, 0);
    for seed in 0..1500 {
        let p = problem(knotty(seed, 0).as_bytes(), Task::Attribute).unwrap();
        let full = solve::attribution(&p, Policy::Total, 3, &Unwatched).unwrap();
        if full.status == Status::Infeasible {
            none += 1;
            continue;
        }
        let within = |choices| solve::attribution_within(&p, Policy::Total, 3, &Effort { nodes: Some(1), choices }, &Unwatched);
        if within(Some(0)) == Err(Unfinished::Stopped) {
            stopped += 1;
            let plan = within(None).unwrap();
            assert_eq!(verify::verify(&p, &plan), Vec::<String>::new());
            built += usize::from(plan.status != Status::Infeasible);
        }
    }
    assert!(none > 20 && built == stopped, "{none} {stopped} {built}");
}

#[test]
fn a_crowd_around_a_knot_is_not_infeasible() {
    // Too many pairs for more than one node; a simple repair fails on the knot, and the knot has a plan.
    let text = knotty(997, 102);
    let p = problem(text.as_bytes(), Task::Attribute).unwrap();
    for policy in ALL {
        let s = solve::attribution(&p, policy, 3, &Unwatched).unwrap();
        assert_ne!(s.status, Status::Infeasible);
        assert_eq!(verify::verify(&p, &s), Vec::<String>::new(), "{policy:?}");
    }
}

fn morning(people: &str, hosts: &str, rest: &str) -> String {
    format!("{{\"version\":1,\"meetings_per_associate\":1,\"associates\":[{people}],\"organisations\":[{hosts}],{rest}}}")
}

const TWO: &str = r#"{"id":"a1"},{"id":"a2"}"#;

#[test]
fn absences_lead_to_other_meetings_not_to_infeasible() {
    // Both people are there in round 1 only and prefer o1, which has one table.
    let hosts = r#"{"id":"o1"},{"id":"o2"}"#;
    for (second, status) in [(100, Status::Feasible), (900, Status::Feasible)] {
        let rest =
            format!(r#""rounds":2,"away":[["a1",2],["a2",2]],"pairs":[["a1","o1",900,900],["a2","o1",900,900],["a2","o2",{second},{second}]]"#);
        let p = problem(morning(TWO, hosts, &rest).as_bytes(), Task::Meetings).unwrap();
        for policy in ALL {
            for seed in 0..8 {
                let s = solve::meetings(&p, policy, seed, &Unwatched).unwrap();
                assert_eq!(verify::verify(&p, &s), Vec::<String>::new(), "{policy:?} {second}");
                assert_eq!(s.filled, 2);
                assert!(s.status == status || second == 900 && s.status == Status::Optimal, "{:?}", s.status);
                let mut lie = s.clone();
                lie.status = Status::Optimal;
                assert!(s.status == Status::Optimal || !verify::verify(&p, &lie).is_empty());
                if s.bound > s.total {
                    lie = s.clone();
                    lie.bound = s.total;
                    assert!(!verify::verify(&p, &lie).is_empty());
                }
            }
        }
    }
}

#[test]
fn a_longer_morning_is_tried_before_infeasible() {
    let one = r#"{"id":"a1"}"#;
    let host = r#"{"id":"o1","min_meetings":1,"max_meetings":1}"#;
    let p = problem(morning(one, host, r#""away":[["a1",1]],"pairs":[["a1","o1",900,900]]"#).as_bytes(), Task::Meetings).unwrap();
    let s = solve::meetings(&p, Policy::Total, 0, &Unwatched).unwrap();
    assert_eq!((s.status, s.filled, verify::verify(&p, &s)), (Status::Optimal, 1, vec![]));
    assert_eq!(s.rounds, Some(2));
}

#[test]
fn locked_meetings_without_a_timetable_stop_honestly() {
    let rest = r#""rounds":2,"away":[["a1",2],["a2",2]],"require":[["a1","o1"],["a2","o1"]],"pairs":[["a1","o1",900,900],["a2","o1",900,900]]"#;
    let p = problem(morning(TWO, r#"{"id":"o1"}"#, rest).as_bytes(), Task::Meetings).unwrap();
    let stop = solve::meetings(&p, Policy::Total, 0, &Unwatched).unwrap_err();
    assert_eq!(stop, Unfinished::Stopped);
    assert!(stop.to_string().contains("arrêtée avant d'avoir trouvé un plan"));
}

#[test]
fn options_are_closed_only_where_the_prices_close_them() {
    // Large enough for reduced-cost fixing: the certificate's tree has a node with one child.
    let (mut seen, mut caught) = (0, 0);
    for seed in 1..9 {
        let recipe = Recipe { attribution: true, seed, ..Recipe::default() };
        let p = problem(instance(&recipe).as_bytes(), Task::Attribute).unwrap();
        let good = solve::attribution(&p, Policy::Total, 3, &Unwatched).unwrap();
        assert_eq!((good.status, verify::verify(&p, &good)), (Status::Optimal, vec![]), "seed {seed}");
        let tree = good.certificate.tree.as_ref().unwrap();
        if tree.cases.len() != 1 {
            continue;
        }
        seen += 1;
        // Prices at which nothing is scarce close nothing that matters; dropping the child drops the proof.
        let mut free = good.clone();
        free.certificate.tree.as_mut().unwrap().prices.iter_mut().for_each(|price| *price = [0, 0]);
        free.certificate.tree.as_mut().unwrap().cases[0] = crate::matching::format::solution::Tree { cases: Vec::new(), ..(**tree).clone() };
        let mut bare = good.clone();
        bare.certificate.tree.as_mut().unwrap().cases.clear();
        // A worse plan with the same proof is not optimal.
        let mut lie = good.clone();
        let other = solve::attribution(&p, Policy::Total, 4, &Unwatched).unwrap();
        lie.assignment.clone_from(&other.assignment);
        for bad in [free, bare, lie] {
            caught += usize::from(!verify::verify(&p, &bad).is_empty());
        }
    }
    assert!(seen > 0 && caught >= 2 * seen, "{seen} {caught}");
}
