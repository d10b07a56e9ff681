//! The matching engines: exact, proved, explained. They know people and missions by position and name only, run on files,
//! and never touch a database, a clock or chance that was not given to them.
//!
//! Look first at [`problem`] (what is solved), then [`meetings`] (stage 1), [`rounds`] (its timetable), [`attribute`] (stage 2),
//! all on top of [`flow`]. [`verify`] checks any plan and shares no code with the solvers. `README.md` has formats and figures.

pub mod attribute;
pub mod ballots;
pub mod cli;
pub mod compare;
pub mod control;
pub mod explain;
pub mod flow;
pub mod format;
pub mod generate;
pub mod meetings;
pub mod morning;
pub mod problem;
pub mod random;
pub mod reassign;
pub mod repair;
pub mod rounds;
pub mod solve;
pub mod verify;
pub mod what_if;

#[cfg(test)]
mod tests;
