//! The message catalogue: every sentence a page says, French complete, English for the public pages (rule A9).
//!
//! One function per message, so that a missing translation or a misspelt key does not compile, and so that the
//! browser carries no table to look up. Sentences that hold a number or a name are written in [`sentences`].

mod catalogue;
mod sentences;

pub use catalogue::*;
pub use sentences::*;
