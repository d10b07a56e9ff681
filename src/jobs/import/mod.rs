//! Real feeds in: six file formats read into drafts, row by row, without a database (rules I1–I33).
//!
//! [`read`] is the only door. It takes the bytes of a file and gives back every row it met, each with the line it starts
//! on and either a draft that passes its own `check()` or a [`Refusal`] a person can act on. Three ideas hold it together:
//!
//! * **Rows fail alone.** A broken row is named and the next ones are read. Only a file of which nothing can be read is
//!   refused whole. A file that breaks half-way keeps what came before and ends on a refused row that says where.
//! * **Nothing is invented.** Pay, contract, dates and places are taken only when the source states them without doubt;
//!   otherwise they stay unstated, or the row is refused when the board cannot show it honestly.
//! * **Input is hostile.** Sizes, depth and counts are bounded before anything is built in memory, no entity is ever
//!   declared or fetched, and text leaves as a Markdown subset in which no tag survives.
//!
//! How it is cut: [`decode`] turns bytes into text; `scan` (JSON) and `xml` cut text into rows; one file per format fills
//! a `Foreign` in the words of the source; `foreign` turns it into a draft with `vocabulary`, `pay`, `day`, `html`.

mod day;
mod decode;
mod drafts;
mod foreign;
mod france_travail;
mod french;
mod html;
mod indeed;
mod jobposting;
mod json;
mod markdown;
mod pay;
mod rows;
mod rss;
mod scan;
mod sections;
mod sheet;
mod tags;
#[cfg(test)]
mod tests;
mod vocabulary;
mod xml;

use crate::jobs::model::draft::OfferDraft;
use crate::kernel::refusal::Refusal;
use crate::organisations::model::draft::OrganisationDraft;

/// Largest file read, in bytes (64 MiB).
pub const FILE_MAX: usize = 64 << 20;
/// Most rows read from one file.
pub const ROWS_MAX: usize = 200_000;
/// Largest single row, in bytes (1 MiB): an offer is a page, not a book.
pub const ROW_MAX: usize = 1 << 20;
/// Deepest nesting of XML elements or JSON values.
pub const DEPTH_MAX: usize = 64;

crate::kernel::labelled::labelled! {
    /// The file formats an import reads; the codes are the values of `--format`.
    Format {
        Json = "json", "Fiches Passerelle (JSON)", "Passerelle drafts (JSON)";
        JobPosting = "jobposting", "JobPosting de schema.org (JSON-LD)", "schema.org JobPosting (JSON-LD)";
        Rss = "rss", "Flux RSS ou Atom", "RSS or Atom feed";
        Indeed = "indeed", "XML d’Indeed", "Indeed XML";
        FranceTravail = "france-travail", "France Travail, Offres d’emploi v2", "France Travail job offers v2";
        Csv = "csv", "Tableau CSV", "CSV table";
    }
}

/// One row of a file: where it starts, what it calls itself, and what became of it.
#[derive(Clone, Debug, PartialEq)]
pub struct Row<T> {
    /// Line of the file on which the row starts, from 1.
    pub line: u64,
    /// The identity the source gives it, when it could be read.
    pub reference: Option<String>,
    /// A draft that passes its `check()`, or why the row is refused, in French.
    pub outcome: Result<T, Refusal>,
}

/// Everything a file says, in the order of the file.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Parsed {
    /// The organisations it describes, each once.
    pub organisations: Vec<Row<OrganisationDraft>>,
    /// The offers.
    pub offers: Vec<Row<OfferDraft>>,
    /// True when the file speaks for its organisations (`json`): they may be updated. Other feeds only mention them:
    /// they may be created when missing, never overwritten.
    pub authoritative: bool,
}

/// Reads a whole file. `default_source` names the source of offers that do not carry their own ("france-travail").
///
/// Refused whole, in one sentence: more than [`FILE_MAX`] bytes or [`ROWS_MAX`] rows, an unreadable encoding, a compressed
/// or empty file, declared XML entities, the wrong format altogether. Everything else is refused row by row.
pub fn read(format: Format, bytes: &[u8], default_source: &str) -> Result<Parsed, Refusal> {
    match format {
        Format::Json => drafts::read(&decode::utf8(bytes)?, default_source),
        Format::JobPosting => jobposting::read(&decode::utf8(bytes)?, default_source),
        Format::FranceTravail => france_travail::read(&decode::utf8(bytes)?, default_source),
        Format::Rss => rss::read(&decode::xml(bytes)?, default_source),
        Format::Indeed => indeed::read(&decode::xml(bytes)?, default_source),
        Format::Csv => sheet::read(&decode::utf8_or_latin(bytes)?, default_source),
    }
}
