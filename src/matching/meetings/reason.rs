//! Why no choice of meetings follows the rules: Hall sets in words.

use super::build::Ranges;
use super::{Failure, Refusal};
use crate::matching::format::solution::{Certificate, Duals, Reason};
use crate::matching::problem::{Lock, Problem};

/// A list of names, cut short after eight.
#[must_use]
pub fn listed(names: &[String]) -> String {
    let shown: Vec<&str> = names.iter().take(8).map(String::as_str).collect();
    let more = names.len().saturating_sub(8);
    if more > 0 { format!("{} et {more} autres", shown.join(", ")) } else { shown.join(", ") }
}

/// A host whose minimum exceeds what its tables and rounds allow.
#[must_use]
pub fn short_host(problem: &Problem, host: usize, (least, most): (i32, i32), rounds: u32) -> Failure {
    let id = problem.organisations[host].id.clone();
    let reason = Reason {
        text: format!(
            "« {id} » demande au moins {least} rencontres, mais n'en aura pas plus de {most} : {rounds} tours, ses tables, ses limites et le nombre d'associés ne permettent pas davantage."
        ),
        places: vec![id.clone()],
        relax: vec![format!("baisser min_meetings de « {id} » à {most}"), format!("ajouter des tours ou des tables à « {id} »")],
        ..Reason::default()
    };
    // The range of that host is empty: the instance itself is the proof.
    Failure::Infeasible(Box::new(Refusal { reasons: vec![reason], certificate: Certificate::default() }))
}

/// The refusal a Hall set proves: prices of one on its people and hosts, against the direction in which it overflows.
#[must_use]
pub fn refusal(problem: &Problem, ranges: &Ranges, nodes: &[u32], lacking: bool) -> Failure {
    let people = problem.associates.len();
    let sign = if lacking { 1 } else { -1 };
    let mut duals = Duals { stage: "infeasible".into(), associates: vec![0; people], organisations: vec![0; problem.organisations.len()] };
    for &node in nodes {
        match (node as usize).checked_sub(people) {
            None => duals.associates[node as usize] = sign,
            Some(host) if host < duals.organisations.len() => duals.organisations[host] = -sign,
            Some(_) => {}
        }
    }
    let certificate = Certificate { duals: vec![duals], ..Certificate::default() };
    Failure::Infeasible(Box::new(Refusal { reasons: vec![hall(problem, ranges, nodes, lacking)], certificate }))
}

/// A Hall set: `nodes` hold too much (or, when `lacking`, receive too little) whatever the plan.
#[must_use]
pub fn hall(problem: &Problem, ranges: &Ranges, nodes: &[u32], lacking: bool) -> Reason {
    let people = problem.associates.len();
    let mut inside = vec![false; people + problem.organisations.len() + 1];
    for &node in nodes {
        inside[node as usize] = true;
    }
    let hosts: Vec<usize> = (0..problem.organisations.len()).filter(|&o| inside[people + o]).collect();
    let names = |of: &[usize]| of.iter().map(|&a| problem.associates[a].clone()).collect::<Vec<_>>();
    let places: Vec<String> = hosts.iter().map(|&o| problem.organisations[o].id.clone()).collect();
    if lacking {
        // Everyone who accepts one of these hosts, whether they limit the set by their own maximum or by one pair.
        let mut able = Vec::new();
        let mut supply = 0i64;
        for a in 0..people {
            let open =
                problem.pairs_of(a).filter(|&p| inside[people + problem.target[p] as usize] && problem.lock[p] != Lock::Forbidden).count() as i64;
            if open > 0 {
                able.push(a);
                supply += open.min(i64::from(ranges.associates[a].1));
            }
        }
        let need: i64 = hosts.iter().map(|&o| i64::from(ranges.hosts[o].0)).sum();
        return Reason {
            text: format!(
                "Les organisations {} doivent recevoir au moins {need} rencontres, mais les {} associés qui les acceptent ({}) ne peuvent leur en donner que {supply} au plus.",
                listed(&places),
                able.len(),
                listed(&names(&able))
            ),
            associates: names(&able),
            relax: places.iter().map(|id| format!("baisser min_meetings de « {id} »")).collect(),
            places,
        };
    }
    overflow(problem, ranges, &inside, &hosts)
}

/// Too many locks: people whose locked meetings lead to full hosts, or fill more than their own morning.
fn overflow(problem: &Problem, ranges: &Ranges, inside: &[bool], hosts: &[usize]) -> Reason {
    let people = problem.associates.len();
    let (mut associates, mut relax) = (Vec::new(), Vec::new());
    let mut locked = 0;
    for (a, &within) in inside.iter().enumerate().take(people) {
        let required = |&p: &usize| problem.lock[p] == Lock::Required && (within || inside[people + problem.target[p] as usize]);
        let mine: Vec<usize> = problem.pairs_of(a).filter(required).collect();
        locked += mine.len();
        if within || !mine.is_empty() {
            associates.push(problem.associates[a].clone());
        }
        let line = |p: usize| format!("lever require « {} » – « {} »", problem.associates[a], problem.target_name(problem.target[p]));
        relax.extend(mine.into_iter().map(line));
    }
    let places: Vec<String> = hosts.iter().map(|&o| problem.organisations[o].id.clone()).collect();
    relax.extend(places.iter().map(|id| format!("relever max_meetings ou les tables de « {id} », ou ajouter des tours")));
    let room: i64 = hosts.iter().map(|&o| i64::from(ranges.hosts[o].1)).sum();
    let text = if hosts.is_empty() {
        format!("{locked} rencontres sont imposées à {}, plus que leur matinée n'en contient.", listed(&associates))
    } else {
        format!("{locked} rencontres sont imposées à {}, mais {} n'ont que {room} places.", listed(&associates), listed(&places))
    };
    Reason { text, associates, places, relax }
}
