//! One-letter typing mistakes: the words of the index at Damerau–Levenshtein distance one.
//!
//! The search walks the term dictionary with an automaton, so it only visits branches that can still match; no list of words is
//! kept in memory.

use super::analysis::VOCABULARY_SEPARATOR;
use super::engine::Snapshot;
use std::collections::HashMap;
use tantivy_fst::Automaton;

/// Shortest word corrected, in letters: below, one letter is too much of the word.
pub const CORRECT_MIN: usize = 4;
/// Longest word corrected; the automaton keeps its positions in one machine word.
const CORRECT_MAX: usize = 40;

/// Accepts `word NUL anything` for every word one insertion, deletion, substitution or transposition away (or equal).
struct OneAway<'a>(&'a [u8]);

/// Positions reached in the typed word, by the number of mistakes spent.
#[derive(Clone, Copy, Default)]
struct State {
    /// Position reached without a mistake.
    exact: Option<u8>,
    /// Positions reached with one mistake, as bits.
    one: u64,
    /// Position whose letter must come now to complete a transposition.
    swap: Option<u8>,
    /// The separator was reached with a match.
    past: bool,
}

impl Automaton for OneAway<'_> {
    type State = State;

    fn start(&self) -> State {
        State { exact: Some(0), ..State::default() }
    }

    fn is_match(&self, state: &State) -> bool {
        state.past
    }

    fn can_match(&self, state: &State) -> bool {
        state.past || state.exact.is_some() || state.one != 0 || state.swap.is_some()
    }

    fn accept(&self, state: &State, byte: u8) -> State {
        if state.past {
            return *state;
        }
        let (typed, length) = (self.0, self.0.len());
        if byte == VOCABULARY_SEPARATOR as u8 {
            let near = state.exact.is_some_and(|at| usize::from(at) + 1 >= length);
            return State { past: near || state.one >> length & 1 == 1, ..State::default() };
        }
        let mut next = State::default();
        for (at, letter) in typed.iter().enumerate().filter(|(_, letter)| **letter == byte) {
            next.one |= (state.one >> at & 1) << (at + 1);
            if state.swap == Some(at as u8) {
                next.one |= 1 << (at + 2);
            }
            debug_assert_eq!(*letter, byte);
        }
        if let Some(at) = state.exact {
            let here = usize::from(at);
            // An extra letter in the dictionary, then a wrong one, then a missing one, then two in the wrong order.
            next.one |= 1 << here;
            if here < length {
                next.one |= 1 << (here + 1);
            }
            next.exact = (typed.get(here) == Some(&byte)).then_some(at + 1);
            if typed.get(here + 1) == Some(&byte) {
                next.one |= 1 << (here + 2);
                next.swap = Some(at);
            }
        }
        next
    }
}

/// The most frequent word of the index one mistake away from a folded word, as people write it.
pub fn correct(snapshot: &Snapshot, word: &str) -> tantivy::Result<Option<String>> {
    if !(CORRECT_MIN..=CORRECT_MAX).contains(&word.len()) || !word.bytes().all(|b| b.is_ascii_lowercase()) {
        return Ok(None);
    }
    // Folded word → its total, and its most frequent spelling.
    let mut spellings: HashMap<String, HashMap<String, u32>> = HashMap::new();
    for segment in &snapshot.segments {
        let mut stream = segment.vocabulary.terms().search(OneAway(word.as_bytes())).into_stream()?;
        while let Some((key, info)) = stream.next() {
            let entry = std::str::from_utf8(key).ok().and_then(|k| k.split_once(VOCABULARY_SEPARATOR));
            if let Some((folded, spelling)) = entry {
                *spellings.entry(folded.to_owned()).or_default().entry(spelling.to_owned()).or_default() += info.doc_freq;
            }
        }
    }
    let best = spellings.into_iter().max_by_key(|(folded, forms)| (forms.values().sum::<u32>(), std::cmp::Reverse(folded.clone())));
    let form = best.and_then(|(_, forms)| forms.into_iter().max_by_key(|(form, count)| (*count, std::cmp::Reverse(form.clone()))));
    Ok(form.map(|(form, _)| form))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn accepts(typed: &str, word: &str) -> bool {
        let automaton = OneAway(typed.as_bytes());
        let entry = format!("{word}{VOCABULARY_SEPARATOR}x");
        automaton.is_match(&entry.bytes().fold(automaton.start(), |state, b| automaton.accept(&state, b)))
    }

    /// Optimal string alignment distance, the slow way.
    fn distance(a: &[u8], b: &[u8]) -> usize {
        let mut d = vec![vec![0; b.len() + 1]; a.len() + 1];
        for i in 0..=a.len() {
            for j in 0..=b.len() {
                d[i][j] = if i == 0 || j == 0 {
                    i + j
                } else {
                    let cost = usize::from(a[i - 1] != b[j - 1]);
                    let mut best = (d[i - 1][j] + 1).min(d[i][j - 1] + 1).min(d[i - 1][j - 1] + cost);
                    if i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] {
                        best = best.min(d[i - 2][j - 2] + 1);
                    }
                    best
                };
            }
        }
        d[a.len()][b.len()]
    }

    #[test]
    fn the_four_mistakes() {
        for typed in ["chagre", "charg", "chargge", "chorge", "hcarge", "charge", "chargee", "harge"] {
            assert!(accepts(typed, "charge"), "{typed}");
        }
        for typed in ["chagree", "harg", "egrahc", "chareg_", "car"] {
            assert!(!accepts(typed, "charge"), "{typed}");
        }
    }

    proptest! {
        #[test]
        fn accepts_exactly_distance_one(typed in "[abc]{1,7}", word in "[abc]{1,7}") {
            prop_assert_eq!(accepts(&typed, &word), distance(typed.as_bytes(), word.as_bytes()) <= 1);
        }
    }
}
