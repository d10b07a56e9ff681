//! The use cases of the board: read the truth, ask the index, make the words.
//!
//! [`Board`] holds what every use case needs. `search` answers a list, `offer` a page, `cards` the line both share,
//! `feeds` the machine-readable lists, `posting` the JobPosting, `index` keeps the search index true, `import` brings
//! files in, `publishing` is what organisations post, `applying` what people answer.

pub mod applying;
pub mod cards;
pub mod feeds;
pub mod guide;
pub mod home;
pub mod import;
pub mod index;
pub mod offer;
pub mod posting;
pub mod publishing;
pub mod search;

use super::search::{Engine, SearchError};
use crate::kernel::clock::paris_day;
use crate::kernel::lang::Lang;
use crate::places::Places;
use crate::store::{Db, StoreError};
use jiff::{Timestamp, civil::Date};
use std::sync::Arc;

/// An unexpected failure of a use case. Expected "no"s are `Refusal`s.
#[derive(Debug)]
pub enum Fault {
    /// The database failed.
    Store(StoreError),
    /// The index failed.
    Search(SearchError),
    /// A task was stopped before its end.
    Interrupted(String),
}

impl std::fmt::Display for Fault {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Fault::Store(e) => write!(f, "{e}"),
            Fault::Search(e) => write!(f, "index: {e}"),
            Fault::Interrupted(e) => write!(f, "interrupted: {e}"),
        }
    }
}

impl std::error::Error for Fault {}

impl From<StoreError> for Fault {
    fn from(e: StoreError) -> Fault {
        Fault::Store(e)
    }
}

impl From<SearchError> for Fault {
    fn from(e: SearchError) -> Fault {
        Fault::Search(e)
    }
}

/// What every use case of the board needs.
pub struct Board {
    /// The truth.
    pub db: Db,
    /// The derived index.
    pub engine: Arc<Engine>,
    /// Communes.
    pub places: Places,
    /// `https://…` without a trailing slash: canonical addresses, feeds, shares.
    pub base_url: String,
    /// Where reports and questions are sent.
    pub contact_email: String,
}

/// Who is reading, and when: everything a page depends on besides the data.
#[derive(Clone, Copy, Debug)]
pub struct Reader {
    /// The language of the screen.
    pub lang: Lang,
    /// The present instant.
    pub now: Timestamp,
}

impl Reader {
    /// The day it is in Paris.
    pub fn today(&self) -> Date {
        paris_day(self.now)
    }
}

/// A day as days since 1970, as the index counts them.
pub fn day_number(day: Date) -> i32 {
    crate::kernel::dates::days_between(Date::constant(1970, 1, 1), day) as i32
}

/// `/offres` in French, `/en/offres` in English: a path in the reader's language.
pub fn localised(path: &str, lang: Lang) -> String {
    match lang {
        Lang::Fr => path.to_owned(),
        Lang::En if path == "/" => "/en".to_owned(),
        Lang::En => format!("/en{path}"),
    }
}
