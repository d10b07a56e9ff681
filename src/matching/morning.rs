//! Stage 1 from the choice of meetings to the timetable.
//!
//! Without absences any choice has a timetable (König). With absences the timetable is a heuristic, and its failure proves nothing:
//! then the morning gets longer where the instance allows it, other meetings as good are tried, then meetings that could not be placed are
//! given up one by one. Only the flow's Hall sets say *infeasible*. Look first at [`meetings`].

use super::control::{Watch, keep_going};
use super::flow::{Search, bipartite, settle_until};
use super::format::solution::{Duals, Policy, Reason, Solution, Stage, Status};
use super::meetings::build::Stages;
use super::meetings::{self, Choice, Failure, LOTS, names_of, ranges};
use super::problem::{Lock, Problem};
use super::random::lot;
use super::rounds::{self, Timetable};
use super::solve::{Unfinished, blank, doubts, refused};

/// Longer mornings tried.
const LONGER: u32 = 4;
/// Other tie-breaks tried.
const OTHERS: u64 = 6;
/// Meetings given up at most.
const GIVEN_UP: usize = 200;

/// A choice with its timetable.
struct Morning {
    choice: Choice,
    timetable: Timetable,
    /// False when the tie-break is not the seed's.
    by_lot: bool,
    /// Meetings given up: associate and host.
    given_up: Vec<(u32, u32)>,
}

/// Stage 1 with its timetable. An infeasible instance is a solution too, with its reasons.
///
/// # Errors
/// [`Unfinished`].
pub fn meetings(problem: &Problem, policy: Policy, seed: u64, watch: &dyn Watch) -> Result<Solution, Unfinished> {
    let mut solution = blank(problem, policy, seed);
    let morning = match morning(problem, policy, seed, watch) {
        Ok(morning) => morning,
        Err(failure) => return refused(solution, failure),
    };
    let choice = morning.choice;
    solution.filled = choice.pairs.len() as u64;
    solution.total = choice.pairs.iter().map(|&pair| problem.weight(pair as usize)).sum();
    solution.rounds = Some(problem.rounds.unwrap_or(choice.rounds + problem.buffer));
    let ends = rounds::ends(problem, &choice.pairs);
    solution.meetings = ends
        .iter()
        .enumerate()
        .map(|(at, &(a, o))| {
            let (a, o) = (problem.associates[a as usize].clone(), problem.organisations[o as usize].id.clone());
            (a, o, morning.timetable.round[at] + 1, morning.timetable.table[at] + 1)
        })
        .collect();
    solution.status = Status::Optimal;
    solution.stages = choice.stages;
    let open = |stage: &&Stage| stage.name == "sum" && !stage.proved;
    solution.bound = solution.stages.iter().find(open).and_then(|sum| sum.bound).unwrap_or(solution.total);
    solution.certificate.duals = choice.duals;
    solution.reasons = doubts(&solution);
    if !solution.reasons.is_empty() {
        solution.status = Status::Feasible;
    }
    if choice.hurried {
        solution.status = Status::Feasible;
        let text = "Le temps imparti n'a pas suffi pour chercher combien de tours permettent le plus de rencontres.";
        solution.reasons.push(Reason { text: text.into(), ..Reason::default() });
    }
    if morning.by_lot && solution.stages.last().is_some_and(|stage| !stage.proved) {
        solution.status = Status::Feasible;
        solution
            .reasons
            .push(Reason { text: "Le temps imparti n'a pas suffi pour départager les ex æquo par le tirage.".into(), ..Reason::default() });
    }
    if !morning.by_lot {
        solution.status = Status::Feasible;
        let lots = ends.iter().map(|&(a, o)| i64::from(lot(seed, a, o, LOTS)));
        if let Some(last) = solution.stages.last_mut() {
            (last.proved, last.value) = (false, lots.sum());
        }
        solution.certificate.duals.retain(|duals| duals.stage != "tie_break");
        solution.reasons.push(Reason {
            text: "Avec les absences, les ex æquo ne sont pas départagés par le tirage : d'autres rencontres aussi bonnes ont été prises.".into(),
            ..Reason::default()
        });
    }
    if !morning.given_up.is_empty() {
        let (bound, duals) = relaxed(problem, choice.rounds, watch)?;
        solution.status = Status::Feasible;
        solution.bound = bound.max(solution.total);
        solution.certificate.duals = vec![duals];
        solution.stages.iter_mut().for_each(|stage| (stage.proved, stage.bound) = (false, None));
        solution.reasons = vec![given_up(problem, &morning.given_up)];
    }
    Ok(solution)
}

/// Tries longer mornings, other meetings as good, then fewer meetings.
fn morning(problem: &Problem, policy: Policy, seed: u64, watch: &dyn Watch) -> Result<Morning, Failure> {
    let (mut least, mut tries) = (0, 0);
    let choice = loop {
        let choice = meetings::solve(problem, policy, seed, least, watch)?;
        watch.progress("rounds", 0, 1);
        if let Ok(timetable) = rounds::timetable(problem, &choice.pairs, choice.rounds, 0, watch) {
            return Ok(Morning { choice, timetable, by_lot: true, given_up: Vec::new() });
        }
        keep_going(watch)?;
        if watch.enough() {
            return Err(Failure::Stopped);
        }
        if problem.rounds.is_some() || tries == LONGER {
            break choice;
        }
        least = choice.rounds + 1;
        tries += 1;
    };
    for other in 1..=OTHERS {
        keep_going(watch)?;
        if watch.enough() {
            return Err(Failure::Stopped);
        }
        let choice = meetings::solve(problem, policy, seed ^ other << 32, least, watch)?;
        if let Ok(timetable) = rounds::timetable(problem, &choice.pairs, choice.rounds, other, watch) {
            return Ok(Morning { choice, timetable, by_lot: false, given_up: Vec::new() });
        }
    }
    fewer(problem, policy, seed, choice, watch)
}

/// Gives up one meeting after the other among those that cannot be placed, worst first, and chooses again.
fn fewer(problem: &Problem, policy: Policy, seed: u64, mut choice: Choice, watch: &dyn Watch) -> Result<Morning, Failure> {
    let mut less = problem.clone();
    let mut given_up = Vec::new();
    // What had to stay because the rules need it.
    let mut kept = vec![false; problem.target.len()];
    for step in 0..GIVEN_UP {
        keep_going(watch)?;
        if watch.enough() {
            return Err(Failure::Stopped);
        }
        let left = match rounds::timetable(&less, &choice.pairs, choice.rounds, step as u64, watch) {
            Ok(timetable) => return Ok(Morning { choice, timetable, by_lot: true, given_up }),
            Err(left) => left,
        };
        let ends = rounds::ends(problem, &choice.pairs);
        let near = |&at: &usize| {
            let rival = |&m: &u32| ends[m as usize].0 == ends[at].0 || ends[m as usize].1 == ends[at].1;
            less.lock[choice.pairs[at] as usize] == Lock::Free && !kept[choice.pairs[at] as usize] && left.iter().any(rival)
        };
        // Better someone who has another host to turn to.
        let stuck = |a: u32| {
            let open = less.pairs_of(a as usize).filter(|&p| less.lock[p] != Lock::Forbidden).count();
            open <= ends.iter().filter(|end| end.0 == a).count()
        };
        let rank = |&at: &usize| (stuck(ends[at].0), !left.contains(&(at as u32)), problem.weight(choice.pairs[at] as usize), at);
        let Some(at) = (0..ends.len()).filter(near).min_by_key(rank) else { return Err(Failure::Stopped) };
        let pair = choice.pairs[at] as usize;
        less.lock[pair] = Lock::Forbidden;
        match meetings::solve(&less, policy, seed, choice.rounds, watch) {
            Ok(next) => {
                choice = next;
                given_up.push(ends[at]);
            }
            Err(Failure::Infeasible(_)) => {
                less.lock[pair] = Lock::Free;
                kept[pair] = true;
            }
            Err(other) => return Err(other),
        }
    }
    Err(Failure::Stopped)
}

/// The best sum of any choice of meetings, timetable or not, and the prices that prove it.
fn relaxed(problem: &Problem, rounds: u32, watch: &dyn Watch) -> Result<(i64, Duals), Unfinished> {
    let mut stages = Stages::new(problem, &ranges(problem, rounds));
    for (pair, arc) in stages.network.arcs.iter_mut().enumerate().take(problem.target.len()) {
        arc.cost = -problem.weight(pair);
    }
    let people = problem.associates.len();
    bipartite::seat(&mut stages.network, &problem.first, &stages.root_arc);
    let mut search = Search::new(stages.network.nodes());
    settle_until(&mut stages.network, &mut search, watch).map_err(|_| Unfinished::Cancelled)?;
    let potential = &stages.network.potential;
    let duals = Duals {
        stage: "relaxed".into(),
        associates: potential[..people].to_vec(),
        organisations: potential[people..people + problem.organisations.len()].iter().map(|&p| -p).collect(),
    };
    Ok((-stages.network.floor() as i64, duals))
}

fn given_up(problem: &Problem, meetings: &[(u32, u32)]) -> Reason {
    let names: Vec<String> =
        meetings.iter().map(|&(a, o)| format!("« {} » – « {} »", problem.associates[a as usize], problem.organisations[o as usize].id)).collect();
    let (mut associates, mut places) = (Vec::new(), Vec::new());
    for &(a, o) in meetings {
        associates.push(problem.associates[a as usize].clone());
        places.push(problem.organisations[o as usize].id.clone());
    }
    Reason {
        text: format!(
            "Avec les absences, aucun plan de tours n'a été trouvé sans renoncer à {} ; d'autres rencontres ont été choisies, et rien ne prouve que ce soit au mieux.",
            names_of(&names)
        ),
        associates,
        places,
        relax: vec!["ajouter un tour".into(), "lever une absence".into()],
    }
}
