//! The commands that explain a plan and lay policies side by side.

use super::change::associate;
use super::console::{self, Console, write};
use super::{Args, World, args};
use crate::matching::compare::{self, POLICIES, WEIGHTS};
use crate::matching::format::solution::{Policy, Status};
use crate::matching::{explain, verify};

/// `match explain`: blocking pairs, justified envy, and each person's ranks, wishes and their prices.
///
/// # Errors
/// One sentence naming the place.
pub fn explain(args: &Args, world: &World) -> Result<u8, String> {
    let problem = console::instance(args.word(0))?;
    let plan = args.word(1);
    let solution = console::solution(plan)?;
    if let Some(first) = verify::verify(&problem, &solution).first() {
        println!("{plan} : la solution ne passe pas la vérification ({first}).");
        return Ok(1);
    }
    if solution.status == Status::Infeasible {
        for reason in &solution.reasons {
            println!("{}", reason.text);
            reason.relax.iter().for_each(|rule| println!("  Possible : {rule}."));
        }
        return Ok(3);
    }
    let watch = Console::new(args, world)?;
    let one = args.text("associate").map(|id| associate(&problem, id)).transpose()?;
    let told = explain::explain(&problem, &problem, &solution, one, &watch).map_err(|e| e.to_string())?;
    let text = if args.switch("json") { serde_json::to_string_pretty(&told).unwrap_or_default() + "\n" } else { explain::words::text(&told) };
    write(args.text("out"), &text)?;
    Ok(0)
}

/// `match compare`.
///
/// # Errors
/// One sentence naming the place.
pub fn compare(args: &Args, world: &World) -> Result<u8, String> {
    let problem = console::instance(args.word(0))?;
    let mut policies = args.list("policies").map(args::policy).collect::<Result<Vec<Policy>, String>>()?;
    if policies.is_empty() {
        policies = POLICIES.to_vec();
    }
    let weight = |word: &str| match word.parse() {
        Ok(weight) if weight <= 1000 => Ok(weight),
        _ => Err(format!("--weights : « {word} » n'est pas un nombre entier de 0 à 1000.")),
    };
    let mut weights = args.list("weights").map(weight).collect::<Result<Vec<u32>, String>>()?;
    if weights.is_empty() {
        weights = WEIGHTS.to_vec();
    }
    let threads = args.small("threads", 64)?.unwrap_or(2) as usize;
    let watch = Console::new(args, world)?;
    let sides = match compare::compare(&problem, &policies, &weights, args.number("seed", 0)?, threads, &watch) {
        Ok(sides) => sides,
        Err(unfinished) => {
            eprintln!("{unfinished}");
            return Ok(1);
        }
    };
    let text = if args.switch("json") { serde_json::to_string_pretty(&sides).unwrap_or_default() + "\n" } else { compare::text(&sides, &weights) };
    write(args.text("out"), &text)?;
    Ok(if sides.iter().any(|side| side.status == Status::Infeasible) { 3 } else { 0 })
}
