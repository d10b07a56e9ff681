//! The commands that solve, verify and generate.

use super::console::{self, Console, read, write};
use super::{Args, World};
use crate::matching::format::solution::{Seconds, Solution, Status};
use crate::matching::format::{self, Task, plan};
use crate::matching::generate::Recipe;
use crate::matching::{generate, solve, verify};

/// `match meetings` and `match attribute`.
///
/// # Errors
/// One sentence naming the place.
pub fn solve(args: &Args, task: Task, world: &World) -> Result<u8, String> {
    let (policy, seed, separator) = (args.policy()?, args.number("seed", 0)?, args.separator()?);
    // Accepted for scripts: one run is single-threaded, so every value gives the same bytes.
    let _ = args.number("threads", 1)?;
    let watch = Console::new(args, world)?;
    let clock = world.clock;
    let start = clock();
    let path = args.word(0);
    let problem = {
        let bytes = read(path)?;
        format::problem(&bytes, task).map_err(|refusal| format!("{path} : {refusal}"))?
    };
    let read_at = clock();
    let solved = match task {
        Task::Meetings => solve::meetings(&problem, policy, seed, &watch),
        Task::Attribute => solve::attribution(&problem, policy, seed, &watch),
    };
    let mut solution = match solved {
        Ok(solution) => solution,
        Err(unfinished) => {
            eprintln!("{unfinished}");
            return Ok(1);
        }
    };
    let solved_at = clock();
    let wrong = verify::verify(&problem, &solution);
    let verified_at = clock();
    if !wrong.is_empty() {
        eprintln!("Le plan trouvé ne passe pas la vérification et n'est pas écrit : {}.", wrong.join(" ; "));
        return Ok(1);
    }
    let seconds = Seconds { read: read_at - start, solve: solved_at - read_at, verify: verified_at - solved_at };
    if args.switch("timings") {
        solution.seconds = seconds;
    }
    write(args.text("out"), &render(&solution))?;
    if let Some(path) = args.text("csv") {
        write(Some(path), &plan::rows(&solution, Some(&problem), separator))?;
    }
    let (read, solve, verify) = (seconds.read, seconds.solve, seconds.verify);
    eprintln!("{} (lecture {read:.4} s, calcul {solve:.4} s, vérification {verify:.4} s)", summary(&solution));
    for reason in &solution.reasons {
        eprintln!("{}", reason.text);
    }
    Ok(if solution.status == Status::Infeasible { 3 } else { 0 })
}

/// One line about a solution.
#[must_use]
pub fn summary(solution: &Solution) -> String {
    let status = match solution.status {
        Status::Optimal => "optimal",
        Status::Feasible => "valable, optimum non démontré",
        Status::Infeasible => return "infaisable".into(),
    };
    format!("{status} : {} placés, total {}, borne {}", solution.filled, solution.total, solution.bound)
}

/// The solution as text: small enough to read, one row a line.
#[must_use]
pub fn render(solution: &Solution) -> String {
    format::solution::text(solution)
}

/// `match verify`.
///
/// # Errors
/// One sentence naming the place.
pub fn verify(args: &Args) -> Result<u8, String> {
    let problem = console::instance(args.word(0))?;
    let (solution, bare) = console::rows(args.word(1), &problem)?;
    let wrong = if bare { verify::rules(&problem, &solution) } else { verify::verify(&problem, &solution) };
    for line in &wrong {
        println!("{line}");
    }
    if wrong.is_empty() && bare {
        println!("Les règles sont respectées ; un tableau ne porte pas de preuve d'optimalité.");
    } else if wrong.is_empty() {
        println!("{} : tout est juste.", summary(&solution));
    }
    Ok(u8::from(!wrong.is_empty()))
}

/// `match generate`.
///
/// # Errors
/// One sentence naming the option.
pub fn generate(args: &Args) -> Result<u8, String> {
    let default = Recipe::default();
    let attribution = task(args.word(0))? == Task::Attribute;
    let small = |name: &str, default: u32, most: u32| args.small(name, most).map(|n| n.unwrap_or(default));
    let size = |name: &str, default: usize| args.small(name, 1_000_000).map(|n| n.map_or(default, |n| n as usize));
    let recipe = Recipe {
        attribution,
        associates: size("associates", default.associates)?,
        organisations: size("organisations", default.organisations)?.max(1),
        list: size("list", default.list)?,
        popularity: small("popularity", default.popularity, 10_000)?,
        correlation: small("correlation", default.correlation, 1000)?,
        room: small("room", default.room, 100_000)?,
        single: small("single", default.single, 100)?,
        one_period: small("one-period", default.one_period, 100)?,
        meetings: size("meetings", default.meetings)?,
        seed: args.number("seed", default.seed)?,
    };
    write(args.text("out"), &generate::instance(&recipe))?;
    Ok(0)
}

/// The engine a word names.
///
/// # Errors
/// A sentence when it names none.
pub fn task(word: &str) -> Result<Task, String> {
    match word {
        "meetings" => Ok(Task::Meetings),
        "attribute" => Ok(Task::Attribute),
        other => Err(format!("« {other} » n'est ni meetings, ni attribute.")),
    }
}
