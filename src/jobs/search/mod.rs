//! The derived index of open offers: words, filters, facets, orders, corrections, suggestions.
//!
//! The database stays the truth. This room is told about offers ([`Engine::apply`], [`Engine::rebuild`]) with the sequence of the
//! last change, answers with row ids, and can be wiped and rebuilt at any time. It never reads the database, the clock or an
//! offer's page.
//!
//! How a search goes, and where to look:
//! 1. [`analysis`] and [`stem`] turn text into terms, the same way for offers and for what people type;
//! 2. [`plan`] looks the words up, [`correct`]s an unknown one, and weighs each;
//! 3. [`matching`] reads posting lists into candidates, range by range, on a few threads;
//! 4. [`pass`] judges each candidate once: open, filters, facets "for the other filters" ([`tally`]), best results;
//! 5. [`columns`] are the numbers it judges by, in memory, and [`schema`] says what is stored;
//! 6. [`answer`] threads these steps together; [`engine`] is the disk, the writer, and the view readers share.
//!
//! Rules kept here: M14 (every spelling of a word gives the same list), I5 (an offer leaves at its deadline without any write).

mod analysis;
mod answer;
pub mod bench;
mod columns;
mod correct;
mod engine;
mod error;
mod matching;
mod pass;
mod plan;
mod ready;
mod schema;
mod stem;
mod suggest;
mod tally;

#[cfg(test)]
mod tests;

pub use analysis::{QUERY_WORDS_MAX, highlight};
pub use answer::{Found, RESULTS_MAX};
pub use engine::{Engine, Health};
pub use error::SearchError;
pub use schema::IndexedOffer;
