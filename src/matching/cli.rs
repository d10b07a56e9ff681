//! `passerelle match …`: the engines on files. Hand-parsed, so that the room needs no argument crate.
//!
//! Exit codes: 0 done, 1 a verdict of "wrong" or a search that stopped before a plan was found, 2 bad input, 3 infeasible (proved).
//! Look first at [`help`], which lists every command with its options; the commands are in `run`, `change`, `tell` and `tables`.

mod args;
mod change;
mod console;
pub mod help;
mod run;
mod tables;
mod tell;

pub use args::Args;

/// What the commands know of the world around them: a clock in seconds, and whether somebody asked to stop.
pub struct World<'a> {
    /// Seconds since some moment; the only clock the engines ever see.
    pub clock: &'a (dyn Fn() -> f64 + Sync),
    /// True once Ctrl-C was pressed: the best plan so far is written.
    pub interrupted: &'a (dyn Fn() -> bool + Sync),
}

impl World<'_> {
    /// No clock and no interruption, for tests.
    #[must_use]
    pub fn still() -> World<'static> {
        World { clock: &|| 0.0, interrupted: &|| false }
    }
}

/// Runs `match COMMAND …` (the leading `match` may be left out). Returns the exit code.
#[must_use]
pub fn run(arguments: &[String], world: &World) -> u8 {
    let arguments = if arguments.first().is_some_and(|a| a == "match") { &arguments[1..] } else { arguments };
    let Some((name, rest)) = arguments.split_first() else {
        eprint!("{}", help::overview());
        return 2;
    };
    if ["--help", "-h", "help", "aide"].contains(&name.as_str()) {
        print!("{}", rest.first().and_then(|name| help::find(name)).map_or_else(help::overview, help::page));
        return 0;
    }
    let Some(command) = help::find(name) else {
        eprintln!("La commande « {name} » n'existe pas ; match --help les énumère.");
        return 2;
    };
    if rest.iter().any(|word| word == "--help" || word == "-h") {
        print!("{}", help::page(command));
        return 0;
    }
    match Args::read(rest, command).and_then(|args| dispatch(command.name, &args, world)) {
        Ok(code) => code,
        Err(text) => {
            eprintln!("{text}");
            2
        }
    }
}

fn dispatch(name: &str, args: &Args, world: &World) -> Result<u8, String> {
    use crate::matching::format::Task;
    match name {
        "meetings" => run::solve(args, Task::Meetings, world),
        "attribute" => run::solve(args, Task::Attribute, world),
        "verify" => run::verify(args),
        "generate" => run::generate(args),
        "what-if" => change::what_if(args, world),
        "repair" => change::repair(args, world),
        "explain" => tell::explain(args, world),
        "compare" => tell::compare(args, world),
        "ballots" => tables::ballots(args),
        "import" => tables::import(args),
        _ => tables::export(args),
    }
}
