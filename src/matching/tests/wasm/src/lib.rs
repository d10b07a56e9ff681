//! The engines as plain WebAssembly: `input(length)` gives room for the instance, `solve` works, `output()` is where the solution is.
//! No clock, no chance, no files: the seed is an argument and `seconds` stay zero.
#![expect(dead_code, reason = "the room is compiled whole, commands included")]
use std::cell::RefCell;

#[path = "../../../../kernel"]
mod kernel {
    pub mod dice;
}
#[path = "../../../mod.rs"]
mod matching;

use matching::control::Unwatched;
use matching::format::solution::{Policy, text};
use matching::format::{Task, problem};
use matching::{solve as engines, verify};

thread_local! {
    static INPUT: RefCell<Vec<u8>> = const { RefCell::new(Vec::new()) };
    static OUTPUT: RefCell<Vec<u8>> = const { RefCell::new(Vec::new()) };
}

/// Room for `length` bytes of instance.
#[unsafe(no_mangle)]
pub extern "C" fn input(length: usize) -> *mut u8 {
    INPUT.with_borrow_mut(|bytes| {
        *bytes = vec![0; length];
        bytes.as_mut_ptr()
    })
}

/// Where the answer is.
#[unsafe(no_mangle)]
pub extern "C" fn output() -> *const u8 {
    OUTPUT.with_borrow(|bytes| bytes.as_ptr())
}

/// Solves (`task` 1 or 2, `policy` 0 to 2) and returns the answer's length: a solution file, or a sentence after `!`.
#[unsafe(no_mangle)]
pub extern "C" fn solve(task: u32, policy: u32, seed: u32) -> usize {
    let answer = INPUT.with_borrow(|bytes| answer(bytes, task, policy, seed)).unwrap_or_else(|refusal| format!("!{refusal}"));
    OUTPUT.with_borrow_mut(|bytes| {
        *bytes = answer.into_bytes();
        bytes.len()
    })
}

fn answer(bytes: &[u8], task: u32, policy: u32, seed: u32) -> Result<String, String> {
    let task = if task == 1 { Task::Meetings } else { Task::Attribute };
    let policy = [Policy::Total, Policy::Balanced, Policy::Egalitarian][policy.min(2) as usize];
    let problem = problem(bytes, task).map_err(|refusal| refusal.to_string())?;
    let solved = match task {
        Task::Meetings => engines::meetings(&problem, policy, seed.into(), &Unwatched),
        Task::Attribute => engines::attribution(&problem, policy, seed.into(), &Unwatched),
    };
    let solution = solved.map_err(|unfinished| unfinished.to_string())?;
    match verify::verify(&problem, &solution).first() {
        Some(wrong) => Err(wrong.clone()),
        None => Ok(text(&solution)),
    }
}
