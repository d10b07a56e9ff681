//! Files, and the watch that shows progress and stops a run when time is up.

use std::sync::atomic::{AtomicU64, Ordering};

use super::{Args, World};
use crate::matching::control::Watch;
use crate::matching::format::solution::Solution;
use crate::matching::format::{self, Task, plan};
use crate::matching::problem::Problem;

/// Silent for the first two seconds unless asked, then a line every half second on the error output.
pub struct Console<'a> {
    world: &'a World<'a>,
    start: f64,
    limit: Option<f64>,
    /// Bits of the time of the next line.
    next: AtomicU64,
}

impl<'a> Console<'a> {
    /// A watch with the limit and the loudness asked for.
    ///
    /// # Errors
    /// A sentence when the limit is not a number of seconds.
    pub fn new(args: &Args, world: &'a World<'a>) -> Result<Self, String> {
        let limit = match args.text("time-limit") {
            None => None,
            Some(text) => match text.replace(',', ".").parse::<f64>() {
                Ok(seconds) if seconds >= 0.0 => Some(seconds),
                _ => return Err(format!("--time-limit : « {text} » n'est pas un nombre de secondes.")),
            },
        };
        let start = (world.clock)();
        let first = if args.switch("progress") { start } else { start + 2.0 };
        Ok(Self { world, start, limit, next: AtomicU64::new(first.to_bits()) })
    }
}

impl Watch for Console<'_> {
    fn enough(&self) -> bool {
        (self.world.interrupted)() || self.limit.is_some_and(|limit| (self.world.clock)() - self.start >= limit)
    }

    fn progress(&self, stage: &str, done: u64, of: u64) {
        let now = (self.world.clock)();
        let next = self.next.load(Ordering::Relaxed);
        if now < f64::from_bits(next) {
            return;
        }
        if self.next.compare_exchange(next, (now + 0.5).to_bits(), Ordering::Relaxed, Ordering::Relaxed).is_ok() {
            let name = match stage {
                "flow" => "flot",
                "prices" => "prix",
                "branch" => "cas",
                "rounds" => "tours",
                "repair" => "ensembles",
                other => other,
            };
            eprintln!("{name} {done}/{of} ({:.1} s)", now - self.start);
        }
    }
}

/// Reads a file whole.
///
/// # Errors
/// A sentence naming the file.
pub fn read(path: &str) -> Result<Vec<u8>, String> {
    std::fs::read(path).map_err(|e| format!("{path} : lecture impossible ({}).", why(&e)))
}

/// Writes to a file or to the console.
///
/// # Errors
/// A sentence naming the file.
pub fn write(path: Option<&str>, text: &str) -> Result<(), String> {
    match path {
        Some(path) => std::fs::write(path, text).map_err(|e| format!("{path} : écriture impossible ({}).", why(&e))),
        None => {
            use std::io::Write;
            let _ = std::io::stdout().write_all(text.as_bytes());
            Ok(())
        }
    }
}

fn why(error: &std::io::Error) -> &'static str {
    match error.kind() {
        std::io::ErrorKind::NotFound => "il n'existe pas",
        std::io::ErrorKind::PermissionDenied => "l'accès est refusé",
        std::io::ErrorKind::IsADirectory => "c'est un dossier",
        std::io::ErrorKind::StorageFull => "le disque est plein",
        _ => "erreur du système",
    }
}

/// Reads an instance for the engine its `missions` call for.
///
/// # Errors
/// A sentence naming the file and the place in it.
pub fn instance(path: &str) -> Result<Problem, String> {
    let bytes = read(path)?;
    let task = if missions(&bytes) { Task::Attribute } else { Task::Meetings };
    format::problem(&bytes, task).map_err(|refusal| format!("{path} : {refusal}"))
}

/// Does the instance have missions?
fn missions(instance: &[u8]) -> bool {
    #[derive(serde::Deserialize)]
    struct Peek {
        #[serde(default)]
        missions: Vec<serde::de::IgnoredAny>,
    }
    let instance = instance.strip_prefix("\u{feff}".as_bytes()).unwrap_or(instance);
    serde_json::from_slice::<Peek>(instance).is_ok_and(|peek| !peek.missions.is_empty())
}

/// Reads a solution file.
///
/// # Errors
/// A sentence naming the file and the place in it.
pub fn solution(path: &str) -> Result<Solution, String> {
    serde_json::from_slice(&read(path)?).map_err(|e| format!("{path} : la solution est illisible : {}", format::words(&e)))
}

/// Reads a solution, or a plan from a table: true when it is only rows.
///
/// # Errors
/// A sentence naming the file and the place in it.
pub fn rows(path: &str, problem: &Problem) -> Result<(Solution, bool), String> {
    if !path.to_ascii_lowercase().ends_with(".csv") {
        return solution(path).map(|solution| (solution, false));
    }
    plan::read(path, &read(path)?, problem).map(|solution| (solution, true)).map_err(|refusal| refusal.to_string())
}
