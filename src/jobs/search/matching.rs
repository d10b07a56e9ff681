//! Which offers of a range hold every word, read block by block from the posting lists.
//!
//! Words are taken from the rarest: its list gives the candidates, and each further word only keeps or drops them. Bonus terms
//! (neighbouring words, whole title) never drop anyone.

use super::analysis::Standing;
use std::ops::Range;
use tantivy::index::InvertedIndexReader;
use tantivy::postings::{BlockSegmentPostings, TermInfo};
use tantivy::schema::IndexRecordOption;

/// A list up to this many times longer than the candidates is walked rather than looked up.
const DENSE: usize = 16;

/// What one term adds to the score, by [`Standing`].
pub type Worth = [f32; Standing::LEVELS];

/// One term of a search, in one segment.
pub struct Lookup {
    /// Where its postings are; `None` when the segment does not know it.
    pub postings: Option<TermInfo>,
    /// What it is worth.
    pub worth: Worth,
}

/// Candidates of a range, in document order.
#[derive(Default)]
pub struct Candidates {
    /// Documents.
    pub docs: Vec<u32>,
    /// Their scores; empty when scores do not matter.
    pub scores: Vec<f32>,
}

/// A cursor over one posting list, moving forward only.
struct Cursor {
    blocks: BlockSegmentPostings,
    at: usize,
}

impl Cursor {
    fn open(reader: &InvertedIndexReader, info: &TermInfo, scored: bool, from: u32) -> tantivy::Result<Cursor> {
        let option = if scored { IndexRecordOption::WithFreqs } else { IndexRecordOption::Basic };
        let mut blocks = reader.read_block_postings_from_terminfo(info, option)?;
        let at = blocks.seek(from);
        Ok(Cursor { blocks, at })
    }

    /// Index in the current block of the first document at or after `doc`, which may lie past its end when the list is over.
    #[inline]
    fn reach(&mut self, doc: u32) -> Option<usize> {
        let docs = self.blocks.docs();
        if docs.last().is_none_or(|last| *last < doc) {
            self.at = self.blocks.seek(doc);
        } else {
            // Most candidates of a common word sit a few places further: walking beats searching.
            while docs[self.at] < doc {
                self.at += 1;
            }
        }
        (self.blocks.docs().get(self.at) == Some(&doc)).then_some(self.at)
    }
}

/// Candidates of `range` that hold every word of `all`; `bonus` terms add to the score of those.
pub fn candidates(reader: &InvertedIndexReader, all: &[&Lookup], bonus: &[&Lookup], range: Range<u32>, scored: bool) -> tantivy::Result<Candidates> {
    let Some((first, rest)) = all.split_first() else { return Ok(Candidates::default()) };
    let mut found = match &first.postings {
        Some(info) => gather(Cursor::open(reader, info, scored, range.start)?, &first.worth, range.end, scored),
        None => Candidates::default(),
    };
    for word in rest {
        match (&word.postings, found.docs.first().copied()) {
            (Some(info), Some(doc)) => keep(&mut found, Cursor::open(reader, info, scored, doc)?, &word.worth, scored),
            _ => return Ok(Candidates::default()),
        }
    }
    for term in bonus.iter().filter(|_| scored) {
        if let (Some(info), Some(doc)) = (&term.postings, found.docs.first().copied()) {
            reward(&mut found, Cursor::open(reader, info, false, doc)?, term.worth[1]);
        }
    }
    Ok(found)
}

/// Every document of a list before `end`.
fn gather(mut list: Cursor, worth: &Worth, end: u32, scored: bool) -> Candidates {
    let mut found = Candidates::default();
    loop {
        let docs = list.blocks.docs().get(list.at..).unwrap_or(&[]);
        let inside = if docs.last().is_some_and(|last| *last < end) { docs.len() } else { docs.partition_point(|d| *d < end) };
        if inside == 0 {
            return found;
        }
        found.docs.extend_from_slice(&docs[..inside]);
        if scored {
            found.scores.extend(list.blocks.freqs()[list.at..list.at + inside].iter().map(|f| worth[*f as usize % Standing::LEVELS]));
        }
        if inside < docs.len() {
            return found;
        }
        list.blocks.advance();
        list.at = 0;
    }
}

/// Drops the candidates a list does not hold.
fn keep(found: &mut Candidates, list: Cursor, worth: &Worth, scored: bool) {
    let dense = list.blocks.doc_freq() as usize / DENSE < found.docs.len();
    let kept = match (dense, scored) {
        (true, true) => keep_dense::<true>(found, list, worth),
        (true, false) => keep_dense::<false>(found, list, worth),
        (false, _) => keep_sparse(found, list, worth, scored),
    };
    found.docs.truncate(kept);
    found.scores.truncate(kept);
}

/// For few candidates in a long list: looks each one up.
fn keep_sparse(found: &mut Candidates, mut list: Cursor, worth: &Worth, scored: bool) -> usize {
    let mut kept = 0;
    for i in 0..found.docs.len() {
        let doc = found.docs[i];
        if let Some(at) = list.reach(doc) {
            found.docs[kept] = doc;
            if scored {
                found.scores[kept] = found.scores[i] + worth[list.blocks.freq(at) as usize % Standing::LEVELS];
            }
            kept += 1;
        }
    }
    kept
}

/// For lists of like lengths: walks both without a branch on the outcome, which no processor could predict.
fn keep_dense<const SCORED: bool>(found: &mut Candidates, mut list: Cursor, worth: &Worth) -> usize {
    let (mut kept, mut next) = (0, 0);
    while next < found.docs.len() {
        if list.blocks.docs().last().is_none_or(|last| *last < found.docs[next]) {
            list.at = list.blocks.seek(found.docs[next]);
        }
        let Some(docs) = list.blocks.docs().get(list.at..).filter(|docs| !docs.is_empty()) else { break };
        let freqs = if SCORED { &list.blocks.freqs()[list.at..] } else { docs };
        let mut at = 0;
        while next < found.docs.len() && at < docs.len() {
            let (candidate, listed) = (found.docs[next], docs[at]);
            let same = candidate == listed;
            // `kept` never passes `next`: until a match is counted, this rewrites a value already read or leaves it unchanged.
            found.docs[kept] = candidate;
            if SCORED {
                let gain = if same { worth[freqs[at] as usize % Standing::LEVELS] } else { 0.0 };
                found.scores[kept] = found.scores[next] + gain;
            }
            kept += usize::from(same);
            next += usize::from(candidate <= listed);
            at += usize::from(listed <= candidate);
        }
        list.at += at;
    }
    kept
}

/// Adds a bonus to the candidates a list holds.
fn reward(found: &mut Candidates, mut list: Cursor, bonus: f32) {
    for (doc, score) in found.docs.iter().zip(&mut found.scores) {
        if list.reach(*doc).is_some() {
            *score += bonus;
        }
    }
}
