//! An independent solver: `microlp`, a simplex with branch and bound in floating point, on programmes written from the rules alone.

use crate::matching::control::Unwatched;
use crate::matching::format::solution::{Policy, Status};
use crate::matching::format::{Task, problem};
use crate::matching::generate::{Recipe, instance};
use crate::matching::problem::{Lock, Problem};
use crate::matching::{solve, verify};
use microlp::{ComparisonOp, OptimizationDirection, Problem as Programme, Variable};

/// Rows as sums of columns within bounds.
struct Row(Vec<usize>, f64, f64);

/// Best value of the programme, or none when it is impossible.
fn best(worth: &[f64], fixed: &[Option<bool>], rows: &[Row], whole: bool) -> Option<f64> {
    let mut programme = Programme::new(OptimizationDirection::Maximize);
    let mut columns: Vec<Variable> = Vec::new();
    for (worth, fixed) in worth.iter().zip(fixed) {
        let (least, most) = fixed.map_or((0, 1), |used| (i32::from(used), i32::from(used)));
        columns.push(if whole && fixed.is_none() {
            programme.add_binary_var(*worth)
        } else {
            programme.add_var(*worth, (f64::from(least), f64::from(most)))
        });
    }
    for Row(members, least, most) in rows {
        let terms: Vec<(Variable, f64)> = members.iter().map(|&c| (columns[c], 1.0)).collect();
        if *least > 0.0 {
            programme.add_constraint(terms.as_slice(), ComparisonOp::Ge, *least);
        }
        programme.add_constraint(terms.as_slice(), ComparisonOp::Le, *most);
    }
    programme.solve().ok().map(|solution| solution.objective())
}

/// Most that can be filled, then the best sum at that fill.
fn lexicographic(sums: &[f64], fixed: &[Option<bool>], mut rows: Vec<Row>, whole: bool) -> Option<(i64, f64)> {
    let fill = best(&vec![1.0; sums.len()], fixed, &rows, whole)?;
    rows.push(Row((0..sums.len()).collect(), fill.round(), sums.len() as f64));
    Some((fill.round() as i64, best(sums, fixed, &rows, whole)?))
}

fn fixed(lock: Lock) -> Option<bool> {
    match lock {
        Lock::Free => None,
        Lock::Forbidden => Some(false),
        _ => Some(true),
    }
}

fn meetings(p: &Problem) -> Option<(i64, f64)> {
    let sums: Vec<f64> = (0..p.target.len()).map(|c| p.weight(c) as f64).collect();
    let fixed: Vec<_> = p.lock.iter().map(|&lock| fixed(lock)).collect();
    let rounds = p.rounds.unwrap();
    let mut rows: Vec<Row> = (0..p.associates.len()).map(|a| Row(p.pairs_of(a).collect(), 0.0, f64::from(p.meetings.min(rounds)))).collect();
    for (o, host) in p.organisations.iter().enumerate() {
        let members = (0..p.target.len()).filter(|&c| p.target[c] as usize == o).collect();
        let most = host.max.unwrap_or(u32::MAX).min(rounds * host.tables);
        rows.push(Row(members, f64::from(host.min), f64::from(most)));
    }
    lexicographic(&sums, &fixed, rows, false)
}

fn attribution(p: &Problem, whole: bool) -> Option<(i64, f64)> {
    let mut columns: Vec<(usize, usize, usize)> = Vec::new();
    for (a, c) in p.owners() {
        for period in 0..2 {
            let elsewhere = matches!(p.lock[c], Lock::RequiredIn(q) if usize::from(q) != period);
            if p.periods[a][period] && p.missions[p.target[c] as usize].capacity[period] > 0 && !elsewhere {
                columns.push((a, period, c));
            }
        }
    }
    let of = |keep: &dyn Fn(&(usize, usize, usize)) -> bool| (0..columns.len()).filter(|&at| keep(&columns[at])).collect::<Vec<_>>();
    let mut rows = Vec::new();
    for a in 0..p.associates.len() {
        for period in 0..2 {
            rows.push(Row(of(&|row| row.0 == a && row.1 == period), 0.0, 1.0));
        }
        for o in 0..p.organisations.len() as u32 {
            rows.push(Row(of(&|row| row.0 == a && p.organisation_of(p.target[row.2]) == o), 0.0, 1.0));
        }
    }
    for (m, mission) in p.missions.iter().enumerate() {
        for period in 0..2 {
            let members = of(&|row| p.target[row.2] as usize == m && row.1 == period);
            if members.is_empty() && mission.minimum[period] > 0 {
                return None;
            }
            rows.push(Row(members, f64::from(mission.minimum[period]), f64::from(mission.capacity[period])));
        }
        rows.push(Row(of(&|row| p.target[row.2] as usize == m), 0.0, f64::from(mission.total)));
    }
    let required = (0..p.target.len()).filter(|&c| matches!(p.lock[c], Lock::Required | Lock::RequiredIn(_)));
    for c in required {
        let members = of(&|row| row.2 == c);
        if members.is_empty() {
            return None;
        }
        rows.push(Row(members, 1.0, 1.0));
    }
    rows.retain(|row| !row.0.is_empty());
    let sums: Vec<f64> = columns.iter().map(|row| p.weight(row.2) as f64).collect();
    let fixed: Vec<_> = columns.iter().map(|row| (p.lock[row.2] == Lock::Forbidden).then_some(false)).collect();
    lexicographic(&sums, &fixed, rows, whole)
}

#[test]
fn small_meetings_with_locks_and_minima_match_the_linear_programme() {
    for seed in 0..120 {
        let text = super::common::meetings(seed ^ 0x0AC1E, (8, 6));
        let p = problem(text.as_bytes(), Task::Meetings).unwrap();
        let s = solve::meetings(&p, Policy::Total, 1, &Unwatched).unwrap();
        match meetings(&p) {
            None => assert_eq!(s.status, Status::Infeasible, "{text}"),
            Some((fill, sum)) => assert_eq!((s.filled as i64, s.total), (fill, sum.round() as i64), "{text}"),
        }
    }
}

#[test]
fn small_attributions_with_locks_and_minima_match_the_integer_programme() {
    for seed in 0..80 {
        let text = super::common::attribution(seed ^ 0x0AC1E, (7, 6));
        let p = problem(text.as_bytes(), Task::Attribute).unwrap();
        let s = solve::attribution(&p, Policy::Total, 1, &Unwatched).unwrap();
        match attribution(&p, true) {
            None => assert_eq!(s.status, Status::Infeasible, "{text}"),
            Some((fill, sum)) => assert_eq!((s.filled as i64, s.total), (fill, sum.round() as i64), "{text}"),
        }
    }
}

#[test]
fn a_hundred_associates_meet_the_linear_programme() {
    let recipe = Recipe { associates: 100, organisations: 50, list: 15, meetings: 5, room: 105, seed: 3, ..Recipe::default() };
    let text = instance(&recipe).replacen("\"pairs\"", "\"rounds\": 40, \"pairs\"", 1);
    let p = problem(text.as_bytes(), Task::Meetings).unwrap();
    let s = solve::meetings(&p, Policy::Total, 1, &Unwatched).unwrap();
    assert_eq!((s.status, verify::verify(&p, &s)), (Status::Optimal, vec![]));
    let (fill, sum) = meetings(&p).unwrap();
    assert_eq!((s.filled as i64, s.total), (fill, sum.round() as i64));
}

#[test]
fn cohorts_stay_within_the_linear_bound_and_reach_the_integer_optimum() {
    for seed in 0..4 {
        let recipe = Recipe { attribution: true, associates: 28, organisations: 22, list: 16, room: 110, seed, ..Recipe::default() };
        let p = problem(instance(&recipe).as_bytes(), Task::Attribute).unwrap();
        let s = solve::attribution(&p, Policy::Total, 1, &Unwatched).unwrap();
        let (_, relaxed) = attribution(&p, false).unwrap();
        let (fill, sum) = attribution(&p, true).unwrap();
        assert_eq!((s.filled as i64, s.total, s.status), (fill, sum.round() as i64, Status::Optimal));
        assert!(sum <= relaxed + 1e-3);
    }
}
