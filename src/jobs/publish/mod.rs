//! Publishing an offer: pure rules, without clock, database or page (rules I4–I9, I13, I26, I31, I33).
//!
//! Start with [`lint`], which points at wording that excludes or says nothing.

pub mod answer;
pub mod form;
pub mod lint;
pub mod paper;
#[cfg(test)]
mod seeds;
pub mod state;
pub mod twins;
