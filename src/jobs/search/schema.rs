//! What the index keeps of an offer, and the version that says so.

use super::analysis::{Texts, offer_terms};
use super::ready::{READY, once, ready};
use super::stem::is_stop_word;
use super::tally::{CONTRACTS, FUNCTIONS, REMOTE, RHYTHM, SECTORS};
use crate::jobs::model::{Contract, Function, Remote, Rhythm, Sector};
use crate::kernel::geo::Position;
use crate::kernel::money::Cents;
use crate::kernel::text::word_spans;
use tantivy::TantivyDocument;
use tantivy::schema::{FAST, Field, INDEXED, IndexRecordOption, STORED, Schema, TextFieldIndexing, TextOptions};

/// Words of a title or a name that a suggestion may be found by.
const START_WORDS: usize = 12;
/// Words joined in one entry of the field that suggestions scan.
pub const START_RUN: usize = 3;

/// An offer as the index takes it: plain texts, choices, and the numbers filters and orders need.
#[derive(Clone, Debug, PartialEq)]
pub struct IndexedOffer {
    /// Row of the offer in the database.
    pub id: i64,
    /// Title in French.
    pub title: String,
    /// Title in another language, or empty.
    pub title_other: String,
    /// Name of the organisation.
    pub organisation: String,
    /// Labels of every place, as plain words.
    pub places: String,
    /// Every section, as plain text.
    pub body: String,
    /// French labels of the contracts, sectors and function.
    pub keywords: String,
    /// Contracts allowed.
    pub contracts: Vec<Contract>,
    /// Causes served.
    pub sectors: Vec<Sector>,
    /// Function, when known.
    pub function: Option<Function>,
    /// Remote-work arrangement.
    pub remote: Remote,
    /// Full or part time.
    pub rhythm: Rhythm,
    /// Every workplace; an offer matches with its nearest.
    pub positions: Vec<Position>,
    /// Paris day of publication, in days since 1970.
    pub published: i32,
    /// Last day to apply, in days since 1970.
    pub deadline: Option<i32>,
    /// First instant at which the offer is no longer open, in milliseconds since 1970.
    pub closes_at_ms: i64,
    /// Highest monthly pay; unknown pay fails a filter on pay.
    pub pay_monthly_max: Option<Cents>,
}

/// Handles of the fields.
#[derive(Clone, Copy, Debug)]
pub struct Fields {
    /// Row id: deletes go by it.
    pub id: Field,
    /// Every term a search matches; see [`super::analysis`].
    pub terms: Field,
    /// `folded word NUL word as written`, for corrections.
    pub vocabulary: Field,
    /// Runs of up to [`START_RUN`] folded words of titles and names, for suggestions.
    pub starts: Field,
    /// Titles and the organisation's name, shown by suggestions.
    pub shown: Field,
    /// Choices as bits; see [`super::tally`].
    pub choices: Field,
    /// Closing instant.
    pub closes: Field,
    /// Publication day.
    pub published: Field,
    /// Deadline day.
    pub deadline: Field,
    /// Highest monthly pay in cents.
    pub pay: Field,
    /// Workplaces, latitude and longitude packed.
    pub positions: Field,
}

/// Names of the fast fields, read back by [`super::columns`].
pub mod names {
    /// Row id.
    pub const ID: &str = "id";
    /// Choices as bits.
    pub const CHOICES: &str = "choices";
    /// Closing instant, in milliseconds.
    pub const CLOSES: &str = "closes";
    /// Publication day.
    pub const PUBLISHED: &str = "published";
    /// Deadline day.
    pub const DEADLINE: &str = "deadline";
    /// Highest monthly pay, in cents.
    pub const PAY: &str = "pay";
    /// Workplaces.
    pub const POSITIONS: &str = "positions";
}

/// Version of the analysis and of the layout, with the size of every list of choices: an index written under another version is
/// rebuilt, so that adding a contract or changing the stemmer can never mix with old documents.
pub fn version() -> String {
    format!("2/{}.{}.{}.{}.{}", Contract::COUNT, Sector::COUNT, Function::COUNT, Remote::COUNT, Rhythm::COUNT)
}

/// The schema and the handles of its fields.
pub fn schema() -> (Schema, Fields) {
    let text = |option| {
        let indexing = TextFieldIndexing::default().set_tokenizer(READY).set_fieldnorms(false).set_index_option(option);
        TextOptions::default().set_indexing_options(indexing)
    };
    let mut builder = Schema::builder();
    let fields = Fields {
        id: builder.add_i64_field(names::ID, INDEXED | FAST),
        terms: builder.add_text_field("terms", text(IndexRecordOption::WithFreqs)),
        vocabulary: builder.add_text_field("vocabulary", text(IndexRecordOption::Basic)),
        starts: builder.add_text_field("starts", text(IndexRecordOption::Basic)),
        shown: builder.add_text_field("shown", STORED),
        choices: builder.add_u64_field(names::CHOICES, FAST),
        closes: builder.add_i64_field(names::CLOSES, FAST),
        published: builder.add_i64_field(names::PUBLISHED, FAST),
        deadline: builder.add_i64_field(names::DEADLINE, FAST),
        pay: builder.add_i64_field(names::PAY, FAST),
        positions: builder.add_u64_field(names::POSITIONS, FAST),
    };
    (builder.build(), fields)
}

/// The choices of an offer as bits.
pub fn choice_bits(offer: &IndexedOffer) -> u64 {
    let contracts = offer.contracts.iter().fold(0, |bits, c| bits | CONTRACTS.bit(c.index()));
    let sectors = offer.sectors.iter().fold(0, |bits, s| bits | SECTORS.bit(s.index()));
    let function = offer.function.map_or(0, |f| FUNCTIONS.bit(f.index()));
    contracts | sectors | function | REMOTE.bit(offer.remote.index()) | RHYTHM.bit(offer.rhythm.index())
}

/// A position as one number; the order of positions in the offer is kept.
pub fn pack(position: Position) -> u64 {
    u64::from(position.lat.to_bits()) << 32 | u64::from(position.lon.to_bits())
}

/// The position packed by [`pack`].
pub fn unpack(packed: u64) -> Position {
    Position { lat: f32::from_bits((packed >> 32) as u32), lon: f32::from_bits(packed as u32) }
}

/// The document of an offer.
pub fn document(fields: &Fields, offer: &IndexedOffer) -> TantivyDocument {
    let titles = [offer.title.as_str(), offer.title_other.as_str()];
    let texts = Texts { titles, keywords: [&offer.organisation, &offer.places, &offer.keywords], body: &offer.body };
    let mut doc = TantivyDocument::new();
    doc.add_i64(fields.id, offer.id);
    let (terms, vocabulary) = offer_terms(&texts);
    doc.add_text(fields.terms, ready(terms.iter().map(|(term, times)| (term.as_str(), *times))));
    doc.add_text(fields.vocabulary, once(&vocabulary));
    let shown = [offer.title.as_str(), offer.title_other.as_str(), offer.organisation.as_str()];
    let starts: Vec<String> = shown.iter().flat_map(|text| starts(text)).collect();
    doc.add_text(fields.starts, once(&starts));
    shown.iter().filter(|t| !t.is_empty()).for_each(|text| doc.add_text(fields.shown, text));
    doc.add_u64(fields.choices, choice_bits(offer));
    doc.add_i64(fields.closes, offer.closes_at_ms);
    doc.add_i64(fields.published, offer.published.into());
    if let Some(deadline) = offer.deadline {
        doc.add_i64(fields.deadline, deadline.into());
    }
    if let Some(pay) = offer.pay_monthly_max {
        doc.add_i64(fields.pay, pay.0);
    }
    offer.positions.iter().for_each(|p| doc.add_u64(fields.positions, pack(*p)));
    doc
}

/// The runs of words a title or a name can be completed from, one for each of its words.
fn starts(text: &str) -> Vec<String> {
    let words: Vec<String> = word_spans(text).into_iter().map(|s| s.word).filter(|w| !w.is_empty()).take(START_WORDS).collect();
    let begin = (0..words.len()).filter(|i| !is_stop_word(&words[*i]));
    begin.map(|i| words[i..(i + START_RUN).min(words.len())].join(" ")).filter(|run| run.len() <= 200).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn positions_survive_packing() {
        let evry = Position { lat: 48.629, lon: -2.441 };
        assert_eq!(unpack(pack(evry)), evry);
    }

    #[test]
    fn titles_can_be_completed_from_each_word_of_meaning() {
        assert_eq!(starts("Chargé.e de mission étude-action"), ["charge de mission", "mission etude action", "etude action", "action"]);
    }
}
