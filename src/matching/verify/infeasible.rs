//! Is it really impossible? Farkas' lemma, checked with the same bounds as everything else.
//!
//! Let every meeting or placement be worth nothing. Then any plan that follows the rules is worth exactly nothing, so prices at which
//! no plan can be worth even that prove that there is none. The prices the solvers write are ±1 on a Hall set: "these people may only go to
//! these places". With the number of rounds left open, the proof must hold for a morning without end.

use super::game::Game;
use super::meetings;
use crate::matching::format::solution::Solution;
use crate::matching::problem::Problem;

/// A morning no instance can fill.
const ENDLESS: u32 = 1 << 30;

/// Checks that the reason names people and places of the instance and that the certificate proves that no plan exists.
pub fn check(problem: &Problem, solution: &Solution, wrong: &mut Vec<String>) {
    if solution.reasons.is_empty() {
        wrong.push("infaisable sans raison".into());
    }
    let known = |id: &String| problem.organisations.iter().any(|o| o.id == *id) || problem.missions.iter().any(|m| m.id == *id);
    for reason in &solution.reasons {
        let stranger = reason.associates.iter().find(|id| !problem.associates.contains(id));
        if let Some(id) = stranger.or_else(|| reason.places.iter().find(|id| !known(id))) {
            wrong.push(format!("la raison nomme « {id} », que l'instance ne connaît pas"));
        }
    }
    if solution.filled != 0 || solution.total != 0 {
        wrong.push("une solution infaisable ne vaut rien".into());
    }
    let proved = if problem.missions.is_empty() { no_morning(problem, solution) } else { no_attribution(problem, solution) };
    match proved {
        Ok(true) => {}
        Ok(false) => wrong.push("infaisable, mais le certificat ne le prouve pas".into()),
        Err(text) => wrong.push(text),
    }
}

fn no_morning(problem: &Problem, solution: &Solution) -> Result<bool, String> {
    let rounds = problem.rounds.map_or(ENDLESS, |rounds| rounds.saturating_sub(problem.buffer));
    let (people, hosts) = meetings::ranges(problem, rounds);
    if hosts.iter().any(|range| range.0 > range.1) {
        return Ok(true);
    }
    let Some(duals) = solution.certificate.duals.first().filter(|d| d.stage == "infeasible") else { return Ok(false) };
    if duals.associates.len() != people.len() || duals.organisations.len() != hosts.len() {
        return Err("certificat : mauvaise longueur".into());
    }
    Ok(meetings::bound(problem, &people, &hosts, duals, &|_| 0) < 0)
}

fn no_attribution(problem: &Problem, solution: &Solution) -> Result<bool, String> {
    let Some(tree) = &solution.certificate.infeasible else { return Ok(false) };
    let game = Game::new(problem, vec![0; problem.target.len()], 0, false, 0);
    Ok(game.bound(tree, &mut Vec::new())?.is_none_or(|bound| bound < 0))
}
