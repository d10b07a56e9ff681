//! The form "Publier une offre", in the sections of the offer page (rules I4–I13, I18–I23, I33, Q17).
//!
//! [`FIELDS`] is what a page draws; [`read`](read::read) makes a draft of what was sent and says what is missing;
//! [`write`](write::write) prefills it. Repeated fields of one row (a place, a condition) are sent in the same order.

mod fields;
mod moments;
mod parts;
mod read;
mod write;

#[cfg(test)]
mod tests;

pub use fields::{FIELDS, Field, Input, Section, options};
pub use read::{Extras, Filled, blank, read};
pub use write::write;

/// Most questions a recruiter may ask.
pub const QUESTIONS_MAX: usize = 3;
/// Longest question, in characters.
pub const QUESTION_MAX: usize = 200;
/// Furthest last day, in days from today.
pub const LAST_DAY_AHEAD: i32 = 365;
