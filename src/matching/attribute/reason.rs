//! Why no attribution follows the rules.

use super::Effort;
use super::dive::{Dive, dive};
use super::model::Model;
use super::objective::Objective;
use crate::matching::control::Watch;
use crate::matching::flow::{Stuck, bipartite, settle};
use crate::matching::format::solution::{Certificate, Reason, Tree};
use crate::matching::meetings::{Failure, Refusal, names_of};
use crate::matching::problem::{Lock, Mission, Problem};

/// The refusal: words, data and a proof for the verifier, or an honest stop when the proof is out of reach.
pub fn refusal(problem: &Problem, effort: &Effort, watch: &dyn Watch) -> Failure {
    let tree = match dive(problem, 0, false, effort.choices, watch) {
        Ok(Dive::Impossible(Some(tree))) => tree,
        Ok(_) => return Failure::Stopped,
        Err(failure) => return failure,
    };
    match explain(problem, &tree, watch) {
        Ok(reason) => {
            let certificate = Certificate { infeasible: Some(Box::new(tree)), ..Certificate::default() };
            Failure::Infeasible(Box::new(Refusal { reasons: vec![reason], certificate }))
        }
        Err(failure) => failure,
    }
}

/// Finds the people and places that cannot be reconciled: a Hall set of the flow, or the case distinction when only the rule of two
/// different organisations stands in the way.
fn explain(problem: &Problem, tree: &Tree, watch: &dyn Watch) -> Result<Reason, Failure> {
    let mut model: Model<i64> = Model::new(problem, &Objective::rules_only(0), false);
    bipartite::seat(&mut model.network, &model.first, &model.root_arc);
    let mut search = model.search();
    let (nodes, lacking) = match settle(&mut model.network, &mut search, watch) {
        Err(Stuck::Hall { nodes, lacking }) if !model.impossible => (nodes, lacking),
        Err(Stuck::Cancelled) => return Err(Failure::Cancelled),
        _ => return Ok(by_cases(problem, tree)),
    };
    let seats = model.seats.len();
    let mut missions: Vec<usize> =
        nodes.iter().map(|&n| n as usize).filter(|&n| n >= seats && n < seats + 2 * problem.missions.len()).map(|n| (n - seats) / 2).collect();
    missions.dedup();
    let mut people: Vec<usize> = if lacking {
        let open = |&a: &usize| problem.pairs_of(a).any(|p| missions.contains(&(problem.target[p] as usize)));
        (0..problem.associates.len()).filter(open).collect()
    } else {
        let seated = nodes.iter().filter(|&&n| (n as usize) < seats).map(|&n| model.seats[n as usize].0 as usize);
        let sent = |&p: &usize| matches!(problem.lock[p], Lock::Required | Lock::RequiredIn(_)) && missions.contains(&(problem.target[p] as usize));
        let sent = (0..problem.associates.len()).filter(|&a| problem.pairs_of(a).any(|p| sent(&p)));
        seated.chain(sent).collect()
    };
    people.sort_unstable();
    people.dedup();
    let associates: Vec<String> = people.iter().map(|&a| problem.associates[a].clone()).collect();
    let places: Vec<String> = missions.iter().map(|&m| problem.missions[m].id.clone()).collect();
    let text = if lacking {
        let need: u32 = missions.iter().map(|&m| problem.missions[m].minimum[0] + problem.missions[m].minimum[1]).sum();
        format!(
            "Les missions {} demandent au moins {need} personnes, mais trop peu d'associés les acceptent ({} : {}).",
            names_of(&places),
            associates.len(),
            names_of(&associates)
        )
    } else {
        format!("Les choix imposés à {} dépassent les places de {}.", names_of(&associates), names_of(&places))
    };
    let relax = if lacking { places.iter().map(|m| format!("baisser minimum de « {m} »")).collect() } else { locks(problem, &people) };
    Ok(Reason { text, associates, places, relax })
}

fn locks(problem: &Problem, people: &[usize]) -> Vec<String> {
    let locked = |&p: &usize| matches!(problem.lock[p], Lock::Required | Lock::RequiredIn(_));
    let line = |a: usize, p: usize| format!("lever require « {} » – « {} »", problem.associates[a], problem.target_name(problem.target[p]));
    people.iter().flat_map(|&a| problem.pairs_of(a).filter(locked).map(move |p| line(a, p))).collect()
}

/// People and places the case distinction went through.
fn concerned(problem: &Problem, tree: &Tree, people: &mut Vec<usize>, places: &mut Vec<usize>) {
    if let Some((a, o)) = tree.branch {
        people.push(a as usize);
        places.extend((0..problem.missions.len()).filter(|&m| problem.missions[m].organisation == o));
    }
    places.extend((0..tree.prices.len()).filter(|&m| tree.prices[m] != [0, 0]));
    tree.cases.iter().for_each(|case| concerned(problem, case, people, places));
}

fn by_cases(problem: &Problem, tree: &Tree) -> Reason {
    let (mut people, mut places) = (Vec::new(), Vec::new());
    concerned(problem, tree, &mut people, &mut places);
    let locked = |a: &usize| problem.pairs_of(*a).any(|p| matches!(problem.lock[p], Lock::Required | Lock::RequiredIn(_)));
    people.extend((0..problem.associates.len()).filter(locked));
    for list in [&mut people, &mut places] {
        list.sort_unstable();
        list.dedup();
    }
    let associates: Vec<String> = people.iter().map(|&a| problem.associates[a].clone()).collect();
    let places: Vec<String> = places.iter().map(|&m| problem.missions[m].id.clone()).collect();
    let mut relax = locks(problem, &people);
    let least = |m: &&Mission| m.minimum != [0, 0] && places.contains(&m.id);
    relax.extend(problem.missions.iter().filter(least).map(|m| format!("baisser minimum de « {} »", m.id)));
    let text = format!(
        "Deux organisations différentes par associé : les minima et les choix imposés ne peuvent pas tous tenir pour {} dans {}.",
        names_of(&associates),
        names_of(&places)
    );
    Reason { text, associates, places, relax }
}
