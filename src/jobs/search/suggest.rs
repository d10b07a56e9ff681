//! Completing what is being typed with titles and names of organisations that have an open offer.

use super::engine::{Engine, Segment, Snapshot};
use super::error::SearchError;
use super::schema::START_RUN;
use crate::kernel::text::words;
use std::collections::HashMap;
use tantivy::schema::{IndexRecordOption, Value};
use tantivy::{DocAddress, TantivyDocument};

/// Fewest letters completed.
const TYPED_MIN: usize = 2;
/// Entries read, shared between segments: a short beginning is common to too many to rank them all.
const ENTRIES_MAX: usize = 2_400;
/// Entries read in each segment at least, however many there are.
const ENTRIES_MIN: usize = 150;
/// Entries followed to their offers, most frequent first.
const FOLLOWED_MAX: usize = 40;
/// Offers looked at for one entry.
const OFFERS_MAX: usize = 32;
/// Stored texts read in one call, the slowest step.
const READS_MAX: usize = 200;

/// Suggestions under way.
struct Search<'a> {
    words: &'a [String],
    limit: usize,
    now_ms: i64,
    reads: usize,
    seen: Vec<Vec<String>>,
    found: Vec<String>,
}

impl Engine {
    /// Up to `limit` distinct titles or names holding the words typed, the last one as a beginning; those of open offers only.
    pub fn suggest(&self, typed: &str, limit: usize, now_ms: i64) -> Result<Vec<String>, SearchError> {
        let typed: String = typed.chars().take(200).collect();
        let words: Vec<String> = words(&typed).into_iter().filter(|w| !w.is_empty()).collect();
        if words.last().is_none_or(|last| last.chars().count() < TYPED_MIN) || limit == 0 {
            return Ok(Vec::new());
        }
        let view = self.snapshot();
        let mut search = Search { words: &words, limit, now_ms, reads: 0, seen: Vec::new(), found: Vec::new() };
        // The longest run of words typed is the best guide; shorter ones only fill the list.
        for run in (1..=START_RUN.min(words.len())).rev() {
            let beginning = words[words.len() - run..].join(" ");
            for (entry, _) in entries(&view, &beginning)? {
                search.follow(self, &view, &entry)?;
                if search.full() {
                    return Ok(search.found);
                }
            }
        }
        Ok(search.found)
    }
}

/// The most frequent entries starting with a text.
fn entries(view: &Snapshot, beginning: &str) -> tantivy::Result<Vec<(String, u32)>> {
    let mut counts: HashMap<String, u32> = HashMap::new();
    let most = (ENTRIES_MAX / view.segments.len().max(1)).max(ENTRIES_MIN);
    for segment in &view.segments {
        let mut stream = segment.starts.terms().range().ge(beginning).into_stream()?;
        let mut read = 0;
        while read < most && stream.advance() && stream.key().starts_with(beginning.as_bytes()) {
            if let Ok(entry) = std::str::from_utf8(stream.key()) {
                *counts.entry(entry.to_owned()).or_default() += stream.value().doc_freq;
            }
            read += 1;
        }
    }
    let mut sorted: Vec<(String, u32)> = counts.into_iter().collect();
    sorted.sort_unstable_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
    sorted.truncate(FOLLOWED_MAX);
    Ok(sorted)
}

impl Search<'_> {
    fn full(&self) -> bool {
        self.found.len() >= self.limit || self.reads >= READS_MAX
    }

    /// Reads the open offers of an entry and keeps the texts that complete what was typed.
    fn follow(&mut self, engine: &Engine, view: &Snapshot, entry: &str) -> tantivy::Result<()> {
        let term = tantivy::Term::from_field_text(engine.fields.starts, entry);
        for (ordinal, segment) in view.segments.iter().enumerate() {
            for doc in self.open_offers(segment, &term)? {
                self.reads += 1;
                let stored: TantivyDocument = view.searcher.doc(DocAddress::new(ordinal as u32, doc))?;
                for text in stored.get_all(engine.fields.shown).filter_map(|v| v.as_value().as_str()) {
                    self.offer(text);
                }
                if self.full() {
                    return Ok(());
                }
            }
        }
        Ok(())
    }

    fn open_offers(&self, segment: &Segment, term: &tantivy::Term) -> tantivy::Result<Vec<u32>> {
        let Some(mut postings) = segment.starts.read_block_postings(term, IndexRecordOption::Basic)? else { return Ok(Vec::new()) };
        let alive = segment.reader.alive_bitset();
        let mut open = Vec::new();
        while !postings.docs().is_empty() && open.len() < OFFERS_MAX {
            let live = postings.docs().iter().filter(|d| alive.is_none_or(|bits| bits.is_alive(**d)));
            open.extend(live.filter(|d| segment.columns.rows[**d as usize].closes > self.now_ms).take(OFFERS_MAX - open.len()));
            postings.advance();
        }
        Ok(open)
    }

    /// Keeps a text that holds every word typed, the last one at least as a beginning, unless an equal one is there.
    fn offer(&mut self, text: &str) {
        let Some((last, before)) = self.words.split_last() else { return };
        let folded = words(text);
        let completes = folded.iter().any(|w| w.starts_with(last)) && before.iter().all(|w| folded.contains(w));
        if completes && self.found.len() < self.limit && !self.seen.contains(&folded) {
            self.seen.push(folded);
            self.found.push(text.to_owned());
        }
    }
}
