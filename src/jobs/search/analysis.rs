//! From text to index terms, the same way for offers and for what people type.
//!
//! One field holds everything a word can match. The *term frequency* of a posting is not a count but says where the word stands
//! (see [`Standing`]), so one posting list per word answers both "does it match" and "how well". The same field holds two kinds
//! of longer terms, kept apart from words by a space or a caret: pairs of neighbours in a title, and whole titles.

use super::stem::{is_stop_word, stem};
use crate::kernel::text::{WordSpan, fold, word_spans};
use std::collections::{HashMap, HashSet};

/// Most words of a search that count; the rest is ignored.
pub const QUERY_WORDS_MAX: usize = 12;
/// Longest term kept, in characters; longer words are cut the same way on both sides.
const TOKEN_MAX: usize = 40;

/// Where a word stands in an offer, packed in a term frequency: two bits of body count, then keywords, then title.
pub struct Standing;

impl Standing {
    /// Largest count of body occurrences that matters.
    const BODY: u32 = 3;
    /// In the organisation, the places or the labels of the choices.
    const KEYWORD: u32 = 4;
    /// In a title.
    const TITLE: u32 = 8;
    /// Number of distinct values, for a lookup table.
    pub const LEVELS: usize = 16;

    /// What a word standing there is worth: a title outweighs everything else together.
    pub fn worth(standing: usize) -> f32 {
        let body = [0.0, 1.0, 1.3, 1.5][standing & 3];
        let keyword = if standing & 4 != 0 { 3.0 } else { 0.0 };
        let title = if standing & 8 != 0 { 10.0 } else { 0.0 };
        body + keyword + title
    }
}

/// Cuts a word to the length terms have.
fn bounded(word: &str) -> &str {
    word.char_indices().nth(TOKEN_MAX).map_or(word, |(at, _)| &word[..at])
}

/// One word of a text that carries meaning, with its term.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Keyword {
    /// The folded word and its place in the text.
    pub span: WordSpan,
    /// The term looked up in the index.
    pub stem: String,
}

impl Keyword {
    /// The keyword of a span; `None` for a stop word, and for a lone combining accent, which folds to nothing.
    fn of(span: WordSpan) -> Option<Keyword> {
        let kept = !span.word.is_empty() && !is_stop_word(&span.word);
        kept.then(|| Keyword { stem: stem(bounded(&span.word)), span })
    }
}

/// The meaningful words of a text, in order, stop words left out.
pub fn keywords(text: &str) -> Vec<Keyword> {
    word_spans(text).into_iter().filter_map(Keyword::of).collect()
}

/// The words of a search: at most [`QUERY_WORDS_MAX`], each stem once.
pub fn query_keywords(text: &str) -> Vec<Keyword> {
    let mut out: Vec<Keyword> = Vec::new();
    for keyword in keywords(text) {
        if out.len() == QUERY_WORDS_MAX {
            break;
        }
        if out.iter().all(|k| k.stem != keyword.stem) {
            out.push(keyword);
        }
    }
    out
}

/// Stems of a title with each stem once, so that "Directeur / Directrice" reads as one word.
fn title_stems(title: &str) -> Vec<String> {
    query_keywords(title).into_iter().map(|k| k.stem).collect()
}

/// The term standing for two neighbouring words of a title.
pub fn pair_term(first: &str, second: &str) -> String {
    format!("{first} {second}")
}

/// The term standing for a whole title.
pub fn title_term(stems: &[String]) -> String {
    format!("^{}", stems.join(" "))
}

/// The texts of an offer as the analysis sees them.
pub struct Texts<'a> {
    /// Every title, in any language.
    pub titles: [&'a str; 2],
    /// Organisation, places, labels.
    pub keywords: [&'a str; 3],
    /// Everything else.
    pub body: &'a str,
}

/// Shortest and longest words kept to correct others by.
const VOCABULARY_LETTERS: std::ops::RangeInclusive<usize> = 3..=TOKEN_MAX;
/// The separator between a folded word and its spelling in the vocabulary; no word contains it.
pub const VOCABULARY_SEPARATOR: char = '\0';

/// Every term of an offer with its frequency, and every word a misspelling may be corrected to with its spelling.
pub fn offer_terms(texts: &Texts<'_>) -> (HashMap<String, u32>, Vec<String>) {
    let mut terms: HashMap<String, u32> = HashMap::new();
    let mut spellings: HashSet<&str> = HashSet::new();
    let mut vocabulary = Vec::new();
    let mut read = |text, stand: &dyn Fn(&mut u32)| {
        for span in word_spans(text) {
            if spellings.insert(&text[span.start..span.end]) {
                vocabulary.extend(vocabulary_entry(text, &span));
            }
            if let Some(keyword) = Keyword::of(span) {
                stand(terms.entry(keyword.stem).or_default());
            }
        }
    };
    read(texts.body, &|standing| *standing = (*standing + 1).min(Standing::BODY));
    texts.keywords.into_iter().for_each(|text| read(text, &|standing| *standing |= Standing::KEYWORD));
    texts.titles.into_iter().for_each(|text| read(text, &|standing| *standing |= Standing::TITLE));
    for title in texts.titles {
        let stems = title_stems(title);
        for pair in stems.windows(2) {
            terms.insert(pair_term(&pair[0], &pair[1]), 1);
        }
        if !stems.is_empty() {
            terms.insert(title_term(&stems), 1);
        }
    }
    (terms, vocabulary)
}

/// The entry of the vocabulary for a word, when it is one that can be corrected to.
fn vocabulary_entry(text: &str, span: &WordSpan) -> Option<String> {
    let kept = VOCABULARY_LETTERS.contains(&span.word.len()) && span.word.bytes().all(|b| b.is_ascii_lowercase());
    kept.then(|| format!("{}{VOCABULARY_SEPARATOR}{}", span.word, surface(text, span)))
}

/// The word as people write it (`chargé` for the span `chargé·e`), lower case, so that a correction can be shown with its accents.
fn surface(text: &str, span: &WordSpan) -> String {
    let written = text[span.start..span.end].to_lowercase();
    let plain: String = written.chars().take_while(|c| c.is_alphanumeric()).collect();
    if fold(&plain) == span.word { plain } else { span.word.clone() }
}

/// Byte ranges of the words of `text` that a search for `query` matches, by the same analysis; `chargé.e` is one range.
///
/// Pass the corrected text as `query` when the search was corrected.
pub fn highlight(text: &str, query: &str) -> Vec<(usize, usize)> {
    let wanted = query_keywords(query);
    if wanted.is_empty() {
        return Vec::new();
    }
    let found = keywords(text).into_iter().filter(|k| wanted.iter().any(|w| w.stem == k.stem));
    found.map(|k| (k.span.start, without_trailing_stop(text, &k.span))).collect()
}

/// End of a span without the full stop or hyphen that ends a sentence: `chargé.e.` is marked up to its `e`.
fn without_trailing_stop(text: &str, span: &WordSpan) -> usize {
    span.start + text[span.start..span.end].trim_end_matches(['.', '-', '/', '·', '(']).len()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn marked<'a>(text: &'a str, query: &str) -> Vec<&'a str> {
        highlight(text, query).into_iter().map(|(a, b)| &text[a..b]).collect()
    }

    #[test]
    fn inclusive_words_are_marked_whole() {
        assert_eq!(marked("Chargé.e de mission « étude »", "chargée mission"), ["Chargé.e", "mission"]);
        assert_eq!(marked("Un·e chargé(e), L’étude.", "etudes charge"), ["chargé(e)", "étude"]);
        assert_eq!(marked("Nous cherchons un.e chargé.e.", "chargés"), ["chargé.e"]);
        assert!(marked("Chargé de mission", "de la").is_empty());
    }

    #[test]
    fn frequency_says_where_the_word_stands() {
        let texts = Texts { titles: ["Comptable", ""], keywords: ["Emmaüs", "Lyon", "CDI"], body: "comptable lyon lyon paie ".repeat(3).leak() };
        let (terms, _) = offer_terms(&texts);
        assert_eq!(terms[&stem("comptable")], Standing::TITLE | 3);
        assert_eq!(terms["lyon"], Standing::KEYWORD | 3);
        assert_eq!(terms["^comptabl"], 1);
        assert!(terms.values().all(|f| (*f as usize) < Standing::LEVELS && *f > 0));
        assert!(Standing::worth(8) > Standing::worth(7));
    }

    #[test]
    fn both_genders_in_a_title_read_as_one() {
        assert_eq!(title_stems("Directeur / Directrice adjoint(e) (H/F)"), title_stems("directrice adjointe"));
    }

    #[test]
    fn surfaces_keep_accents_and_lose_marks() {
        let text = "Chargé.e d’ÉTUDES";
        let written: Vec<String> = word_spans(text).iter().map(|s| surface(text, s)).collect();
        assert_eq!(written, ["chargé", "études"]);
    }

    proptest! {
        #[test]
        fn any_text_gives_bounded_words_and_valid_ranges(text in "\\PC{0,200}", query in "\\PC{0,60}") {
            prop_assert!(query_keywords(&text).len() <= QUERY_WORDS_MAX);
            prop_assert!(keywords(&text).iter().all(|k| !k.stem.is_empty() && k.stem.chars().count() <= TOKEN_MAX + 2));
            for (a, b) in highlight(&text, &query) {
                prop_assert!(a <= b && text.is_char_boundary(a) && text.is_char_boundary(b));
            }
        }
    }
}
