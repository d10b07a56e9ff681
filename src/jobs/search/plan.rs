//! A search text turned into terms with their weights, after correcting what the index does not know.

use super::analysis::{Keyword, Standing, keywords, pair_term, query_keywords, title_term};
use super::correct::correct;
use super::engine::Snapshot;
use super::matching::{Lookup, Worth};
use super::schema::Fields;
use tantivy::Term;

/// Most unknown words corrected in one search; beyond, the text is not a misspelling.
const CORRECTIONS_MAX: usize = 3;
/// Worth of two neighbouring words found side by side in a title, against 10 for one word in it.
const PAIR: f32 = 5.0;
/// Worth of each word of a search that is a whole title: more than all a word can earn elsewhere.
const WHOLE_TITLE: f32 = 10.0;

/// One term with its lookup in each segment.
pub struct Planned {
    /// By segment.
    pub lookups: Vec<Lookup>,
    /// Documents holding it, deleted ones included.
    frequency: u32,
    rarity: f32,
}

/// The terms of a search.
pub struct Plan {
    /// All must match; rarest first.
    pub words: Vec<Planned>,
    /// May add to the score.
    pub bonus: Vec<Planned>,
    /// The text as corrected, when it was.
    pub correction: Option<String>,
}

impl Plan {
    /// Looks up the words of a text.
    pub fn read(view: &Snapshot, fields: &Fields, text: &str) -> tantivy::Result<Plan> {
        let mut typed = query_keywords(text);
        let correction = corrected(view, fields, text, &typed)?;
        if let Some(text) = &correction {
            typed = query_keywords(text);
        }
        let mut words = Vec::with_capacity(typed.len());
        for keyword in &typed {
            words.push(Planned::find(view, fields, &keyword.stem)?.weighing(|rarity, standing| rarity * Standing::worth(standing)));
        }
        let bonus = if words.iter().all(|w| w.frequency > 0) { bonuses(view, fields, &typed, &words)? } else { Vec::new() };
        // A stable sort keeps the order typed between equals, so that scores add up the same way every time.
        words.sort_by_key(|w| w.frequency);
        Ok(Plan { words, bonus, correction })
    }

    /// Upper bound of the number of matches.
    pub fn most(&self) -> Option<u32> {
        self.words.first().map(|w| w.frequency)
    }
}

impl Planned {
    fn find(view: &Snapshot, fields: &Fields, term: &str) -> tantivy::Result<Planned> {
        let term = Term::from_field_text(fields.terms, term);
        let mut lookups = Vec::with_capacity(view.segments.len());
        for segment in &view.segments {
            lookups.push(Lookup { postings: segment.terms.get_term_info(&term)?, worth: [0.0; Standing::LEVELS] });
        }
        let frequency = lookups.iter().filter_map(|l| l.postings.as_ref()).map(|info| info.doc_freq).sum();
        let (all, holding) = (view.size() as f32, frequency as f32);
        let rarity = (1.0 + (all - holding + 0.5).max(0.0) / (holding + 0.5)).ln();
        Ok(Planned { lookups, frequency, rarity })
    }

    fn weighing(mut self, worth: impl Fn(f32, usize) -> f32) -> Planned {
        let table: Worth = std::array::from_fn(|standing| worth(self.rarity, standing));
        self.lookups.iter_mut().for_each(|l| l.worth = table);
        self
    }
}

/// Pairs of neighbours and the whole title, where some title has them.
fn bonuses(view: &Snapshot, fields: &Fields, typed: &[Keyword], words: &[Planned]) -> tantivy::Result<Vec<Planned>> {
    let mut out = Vec::new();
    for (pair, rarity) in typed.windows(2).zip(words.windows(2)) {
        let worth = PAIR * rarity[0].rarity.min(rarity[1].rarity);
        out.push(Planned::find(view, fields, &pair_term(&pair[0].stem, &pair[1].stem))?.weighing(|_, _| worth));
    }
    if !typed.is_empty() {
        let stems: Vec<String> = typed.iter().map(|k| k.stem.clone()).collect();
        let worth = WHOLE_TITLE * words.iter().map(|w| w.rarity).sum::<f32>();
        out.push(Planned::find(view, fields, &title_term(&stems))?.weighing(|_, _| worth));
    }
    out.retain(|term| term.frequency > 0);
    Ok(out)
}

/// The text with each unknown word replaced by the most frequent word one mistake away, when there is one.
fn corrected(view: &Snapshot, fields: &Fields, text: &str, typed: &[Keyword]) -> tantivy::Result<Option<String>> {
    let mut replacements: Vec<(&str, String)> = Vec::new();
    let mut tried = 0;
    for keyword in typed {
        if tried == CORRECTIONS_MAX || Planned::find(view, fields, &keyword.stem)?.frequency > 0 {
            continue;
        }
        tried += 1;
        if let Some(word) = correct(view, &keyword.span.word)? {
            replacements.push((&keyword.stem, word));
        }
    }
    if replacements.is_empty() {
        return Ok(None);
    }
    let (mut out, mut end) = (String::with_capacity(text.len()), 0);
    for keyword in keywords(text) {
        if let Some((_, word)) = replacements.iter().find(|(stem, _)| *stem == keyword.stem) {
            out.push_str(&text[end..keyword.span.start]);
            out.push_str(word);
            end = keyword.span.end;
        }
    }
    out.push_str(&text[end..]);
    Ok(Some(out))
}
