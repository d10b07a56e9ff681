//! The commands that ask about or change a plan.

use super::console::{self, Console, write};
use super::run::{render, summary};
use super::{Args, World};
use crate::matching::attribute::Effort;
use crate::matching::attribute::desk;
use crate::matching::control::Watch;
use crate::matching::format::solution::{Solution, Status};
use crate::matching::format::{plan, sheet};
use crate::matching::meetings::Failure;
use crate::matching::problem::Problem;
use crate::matching::reassign::{MOST, Reassigned, reassign};
use crate::matching::repair::{Incident, Repaired, Seat, repair as mend};
use crate::matching::what_if::Desk;
use crate::matching::{rounds, solve, verify};

/// Position of an associate.
///
/// # Errors
/// A sentence when there is none of that name.
pub fn associate(problem: &Problem, id: &str) -> Result<usize, String> {
    problem.associates.iter().position(|a| a == id).ok_or_else(|| format!("L'associé « {id} » est inconnu."))
}

fn organisation(problem: &Problem, id: &str) -> Result<u32, String> {
    let at = problem.organisations.iter().position(|o| o.id == id);
    at.map(|o| o as u32).ok_or_else(|| format!("L'organisation « {id} » est inconnue."))
}

fn owner(problem: &Problem, pair: u32) -> &str {
    &problem.associates[problem.first.partition_point(|&f| f <= pair) - 1]
}

/// `match what-if`: one pair with its moves, or all pairs of a person.
///
/// # Errors
/// One sentence naming the place.
pub fn what_if(args: &Args, world: &World) -> Result<u8, String> {
    let problem = console::instance(args.word(0))?;
    let a = associate(&problem, args.text("associate").ok_or("Il manque --associate.")?)?;
    let watch = Console::new(args, world)?;
    let pair = match args.text("target") {
        None => None,
        Some(target) => {
            let found = problem.pairs_of(a).find(|&pair| problem.target_name(problem.target[pair]) == target);
            Some(found.ok_or_else(|| format!("« {} » – « {target} » n'est pas une paire acceptable.", problem.associates[a]))?)
        }
    };
    if problem.missions.is_empty() {
        ask_meetings(args, &problem, a, pair, (&watch, world.clock))
    } else {
        ask_missions(args, &problem, a, pair, &watch)
    }
}

fn verdict(verb: &str, what: &str, cost: Option<i64>, exact: bool) -> String {
    match (cost, exact) {
        (Some(cost), true) => format!("{verb} {what} coûte {cost}.\n"),
        (Some(cost), false) => format!("{verb} {what} coûte environ {cost} (non démontré).\n"),
        (None, true) => format!("{verb} {what} est impossible sans perdre une place.\n"),
        (None, false) => format!("{verb} {what} : la recherche s'est arrêtée sans réponse.\n"),
    }
}

fn ask_meetings(args: &Args, problem: &Problem, a: usize, pair: Option<usize>, (watch, clock): (&dyn Watch, &dyn Fn() -> f64)) -> Result<u8, String> {
    if args.text("period").is_some() {
        return Err("--period n'a de sens que pour une attribution.".into());
    }
    let plan = solve::meetings(problem, args.policy()?, args.number("seed", 0)?, watch).map_err(|e| e.to_string())?;
    let Some(all) = plan.rounds else { return refused(&plan) };
    let mut desk = Desk::open(problem, all - problem.buffer, watch).map_err(|_| "Aucun plan.".to_string())?;
    let opened = clock();
    let text = match pair {
        Some(pair) => {
            let answer = desk.ask(pair as u32);
            let what = format!("« {} » – « {} »", problem.associates[a], problem.target_name(problem.target[pair]));
            let mut text = verdict(if answer.held { "Interdire" } else { "Imposer" }, &what, answer.cost, true);
            for (pair, sign) in answer.moves {
                let word = if sign > 0 { "gagne" } else { "perd" };
                text += &format!("  « {} » {word} « {} »\n", owner(problem, pair), problem.target_name(problem.target[pair as usize]));
            }
            text
        }
        None => {
            let name = |pair: u32| problem.target_name(problem.target[pair as usize]).to_string();
            let cell = |cost: Option<i64>| cost.map_or("impossible".into(), |cost| cost.to_string());
            let rows = desk.all(a).into_iter().map(|(pair, cost)| vec![problem.associates[a].clone(), name(pair), cell(cost)]);
            sheet::write(args.separator()?, &["associe", "organisation", "cout"], rows)
        }
    };
    eprintln!("(réponse en {:.4} s, le plan étant connu)", clock() - opened);
    write(args.text("out"), &text)?;
    Ok(0)
}

fn ask_missions(args: &Args, problem: &Problem, a: usize, pair: Option<usize>, watch: &dyn Watch) -> Result<u8, String> {
    let only = match args.small("period", 2)? {
        Some(0) => return Err("--period : les périodes sont 1 et 2.".into()),
        period => period.map(|p| p as usize - 1),
    };
    let mut desk = match desk::Desk::open(problem, &Effort::default(), watch) {
        Ok(desk) => desk,
        Err(Failure::Infeasible(_)) => {
            let plan = solve::attribution(problem, args.policy()?, 0, watch).map_err(|e| e.to_string())?;
            return refused(&plan);
        }
        Err(_) => return Err("La recherche s'est arrêtée sans plan.".into()),
    };
    let lost = |_| "La recherche a été interrompue.".to_string();
    let mission = |pair: u32| problem.target_name(problem.target[pair as usize]).to_string();
    let Some(pair) = pair else {
        let answers = desk.all(a, watch).map_err(lost)?;
        let rows = answers.into_iter().filter(|answer| only.is_none_or(|p| p == answer.period)).map(|answer| {
            let cost = answer.cost.map_or(if answer.exact { "impossible" } else { "inconnu" }.into(), |cost| cost.to_string());
            let proved = if answer.exact { "oui" } else { "non" }.to_string();
            vec![problem.associates[a].clone(), (answer.period + 1).to_string(), mission(answer.pair), cost, proved]
        });
        let text = sheet::write(args.separator()?, &["associe", "periode", "mission", "cout", "demontre"], rows);
        write(args.text("out"), &text)?;
        return Ok(0);
    };
    let mut text = String::new();
    for period in (0..2).filter(|&p| problem.periods[a][p] && only.is_none_or(|only| only == p)) {
        let answer = desk.ask(a, period, pair as u32, watch).map_err(lost)?;
        let what = format!("« {} » – « {} » en période {}", problem.associates[a], mission(pair as u32), period + 1);
        text += &verdict(if answer.held { "Interdire" } else { "Imposer" }, &what, answer.cost, answer.exact);
        for (who, period, pair, sign) in answer.moves {
            let word = if sign > 0 { "gagne" } else { "perd" };
            text += &format!("  « {} » {word} « {} » en période {}\n", problem.associates[who as usize], mission(pair), period + 1);
        }
    }
    write(args.text("out"), &text)?;
    Ok(0)
}

fn refused(plan: &Solution) -> Result<u8, String> {
    plan.reasons.iter().for_each(|reason| eprintln!("{}", reason.text));
    Ok(3)
}

/// `match repair`: the new plan, who moves and what is lost.
///
/// # Errors
/// One sentence naming the place.
pub fn repair(args: &Args, world: &World) -> Result<u8, String> {
    let problem = console::instance(args.word(0))?;
    let (solution, _) = console::rows(args.word(1), &problem)?;
    if problem.missions.is_empty() { morning(args, &problem, &solution, world) } else { attribution(args, &problem, &solution, world) }
}

fn incident(args: &Args, problem: &Problem, all: u32) -> Result<Incident, String> {
    let mut incident = Incident { played: args.small("played", all)?.unwrap_or(0), ..Incident::default() };
    for id in args.list("absent") {
        match associate(problem, id) {
            Ok(a) => incident.absent.push(a as u32),
            Err(_) => incident.absent_hosts.push(host(problem, id)?),
        }
    }
    for (id, round) in args.numbered("late")? {
        let from = round.saturating_sub(1);
        match associate(problem, id) {
            Ok(a) => incident.late.push((a as u32, from)),
            Err(_) => incident.late_hosts.push((host(problem, id)?, from)),
        }
    }
    for (id, lost) in args.numbered("broken")? {
        incident.broken.push((organisation(problem, id)?, lost));
    }
    Ok(incident)
}

fn host(problem: &Problem, id: &str) -> Result<u32, String> {
    organisation(problem, id).map_err(|_| format!("« {id} » n'est ni un associé, ni une organisation de l'instance."))
}

fn morning(args: &Args, problem: &Problem, solution: &Solution, world: &World) -> Result<u8, String> {
    let mut seats: Vec<Seat> = Vec::new();
    for (a, o, round, _) in &solution.meetings {
        seats.push((associate(problem, a)? as u32, organisation(problem, o)?, round.saturating_sub(1)));
    }
    let last = seats.iter().map(|m| m.2 + 1).max().unwrap_or(0);
    let all = solution.rounds.unwrap_or(last).max(last) + args.small("buffer", 100)?.unwrap_or(0);
    let watch = Console::new(args, world)?;
    let new = mend(problem, &seats, all, &incident(args, problem, all)?, &watch);
    let ends: Vec<(u32, u32)> = new.meetings.iter().map(|m| (m.0, m.1)).collect();
    let round: Vec<u32> = new.meetings.iter().map(|m| m.2).collect();
    let tables = rounds::seat(&ends, &round, problem.organisations.len(), all);
    let name = |a: u32, o: u32| (problem.associates[a as usize].clone(), problem.organisations[o as usize].id.clone());
    let rows: Vec<(String, String, u32, u32)> = new
        .meetings
        .iter()
        .zip(tables)
        .map(|(m, table)| {
            let (a, o) = name(m.0, m.1);
            (a, o, m.2 + 1, table + 1)
        })
        .collect();
    let text = if args.switch("json") { told(problem, &new, &rows) } else { plan::meetings(&rows, args.separator()?) };
    for &(a, o, old, now) in &new.moved {
        let (a, o) = name(a, o);
        eprintln!("« {a} » rencontre « {o} » au tour {} et non {}.", now + 1, old + 1);
    }
    for (list, verb) in [(&new.dropped, "ne rencontre plus"), (&new.added, "rencontre en plus")] {
        for &(a, o, round) in list {
            let (a, o) = name(a, o);
            eprintln!("« {a} » {verb} « {o} » (tour {}).", round + 1);
        }
    }
    for &(o, missing) in &new.short {
        eprintln!("« {} » reste sous son minimum : il lui manque {missing} rencontres.", problem.organisations[o as usize].id);
    }
    let proof = if new.proved { "on ne peut pas faire moins".into() } else { format!("on ne peut exclure {}", new.least) };
    eprintln!("{} personnes changent ({proof}), {} rencontres perdues, {} ajoutées.", new.people().len(), new.dropped.len(), new.added.len());
    write(args.text("out"), &text)?;
    Ok(0)
}

/// The repaired morning as data.
fn told(problem: &Problem, new: &Repaired, rows: &[(String, String, u32, u32)]) -> String {
    let name = |seat: &Seat| serde_json::json!([problem.associates[seat.0 as usize], problem.organisations[seat.1 as usize].id, seat.2 + 1]);
    let moved: Vec<_> = new
        .moved
        .iter()
        .map(|&(a, o, old, now)| serde_json::json!([problem.associates[a as usize], problem.organisations[o as usize].id, old + 1, now + 1]))
        .collect();
    let people: Vec<&String> = new.people().into_iter().map(|a| &problem.associates[a as usize]).collect();
    let dropped: Vec<_> = new.dropped.iter().map(name).collect();
    let added: Vec<_> = new.added.iter().map(name).collect();
    let short: Vec<_> = new.short.iter().map(|&(o, missing)| serde_json::json!([problem.organisations[o as usize].id, missing])).collect();
    let all = serde_json::json!({
        "meetings": rows, "moved": moved, "dropped": dropped, "added": added, "short": short,
        "people": people, "least": new.least, "proved": new.proved, "best": new.best,
    });
    serde_json::to_string_pretty(&all).unwrap_or_default() + "\n"
}

fn attribution(args: &Args, problem: &Problem, before: &Solution, world: &World) -> Result<u8, String> {
    for name in ["played", "absent", "late", "broken", "buffer"] {
        if args.text(name).is_some() {
            return Err(format!("--{name} n'a de sens que pour une matinée ; pour une attribution, l'instance dit la nouvelle situation."));
        }
    }
    let price = args.small("price", MOST)?.unwrap_or(100_000);
    let watch = Console::new(args, world)?;
    let new = match reassign(problem, before, price, args.number("seed", 0)?, &Effort::default(), &watch) {
        Ok(new) => new,
        Err(unfinished) => {
            eprintln!("{unfinished}");
            return Ok(1);
        }
    };
    let Reassigned { solution, moves, cost } = new;
    if let Some(first) = verify::verify(problem, &solution).first() {
        eprintln!("Le plan trouvé ne passe pas la vérification et n'est pas écrit : {first}.");
        return Ok(1);
    }
    let text = if args.switch("json") { serde_json::to_string_pretty(&moves).unwrap_or_default() + "\n" } else { render(&solution) };
    write(args.text("out"), &text)?;
    if solution.status == Status::Infeasible {
        return refused(&solution);
    }
    for one in &moves {
        let place = |mission: &Option<String>| mission.as_ref().map_or("rien".into(), |m| format!("« {m} »"));
        eprintln!("« {} », période {} : {} au lieu de {}.", one.associate, one.period, place(&one.now), place(&one.before));
    }
    eprintln!("{} ; {} placements changent, {cost} de moins que le meilleur plan trouvé.", summary(&solution), moves.len());
    Ok(0)
}
