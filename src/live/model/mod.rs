//! The live room: the speed-matching morning as a pure reducer, the same in the browser and on the server (rows D4, D5).
//!
//! Read [`room`] first (what a morning is), then [`clock`] (where it stands at an instant), [`op`] and [`apply`] (what changes it).
//! The server alone puts operations in order: it writes each in its log, then tells everyone ([`stream`]). Ratings are private and
//! never in that log ([`rating`], [`queue`]). Time and chance are arguments; times are epoch milliseconds.

pub mod apply;
pub mod board;
pub mod check;
pub mod clock;
pub mod effect;
pub mod marks;
pub mod mend;
pub mod op;
pub mod page;
pub mod plan;
pub mod presence;
pub mod queue;
pub mod rating;
pub mod refused;
pub mod room;
pub mod seat;
pub mod stream;

#[cfg(test)]
mod apply_tests;
#[cfg(test)]
mod board_tests;
#[cfg(test)]
mod clock_tests;
#[cfg(test)]
mod op_tests;
#[cfg(test)]
mod plan_tests;
#[cfg(test)]
mod rating_tests;
#[cfg(test)]
mod sample;
#[cfg(test)]
mod seat_tests;
#[cfg(test)]
#[cfg(feature = "ssr")]
mod simulate;
#[cfg(test)]
#[cfg(feature = "ssr")]
mod simulate_check;
#[cfg(test)]
#[cfg(feature = "ssr")]
mod simulate_client;
#[cfg(test)]
mod stream_tests;
