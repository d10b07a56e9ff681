//! French text folded for comparing: case, accents, ligatures, inclusive marks, elisions (rule M14).
//!
//! Everything that compares words people typed goes through [`words`], so that search, suggestions and slugs agree.

/// Longest slug produced by [`slug`], in bytes.
pub const SLUG_MAX: usize = 90;

/// The plain lower-case letter(s) a character stands for, or `None` when it has no folded form of its own.
fn unaccent(c: char) -> Option<&'static str> {
    Some(match c {
        'à' | 'á' | 'â' | 'ä' | 'ã' | 'å' | 'À' | 'Á' | 'Â' | 'Ä' | 'Ã' | 'Å' => "a",
        'ç' | 'Ç' => "c",
        'è' | 'é' | 'ê' | 'ë' | 'È' | 'É' | 'Ê' | 'Ë' => "e",
        'ì' | 'í' | 'î' | 'ï' | 'Ì' | 'Í' | 'Î' | 'Ï' => "i",
        'ñ' | 'Ñ' => "n",
        'ò' | 'ó' | 'ô' | 'ö' | 'õ' | 'Ò' | 'Ó' | 'Ô' | 'Ö' | 'Õ' => "o",
        'ù' | 'ú' | 'û' | 'ü' | 'Ù' | 'Ú' | 'Û' | 'Ü' => "u",
        'ý' | 'ÿ' | 'Ý' | 'Ÿ' => "y",
        'œ' | 'Œ' => "oe",
        'æ' | 'Æ' => "ae",
        'ß' => "ss",
        _ => return None,
    })
}

/// True for a combining diacritic (decomposed accents, as some keyboards and PDF files produce them).
fn is_combining(c: char) -> bool {
    ('\u{300}'..='\u{36f}').contains(&c)
}

/// Lower case without accents or ligatures; every other character is kept.
pub fn fold(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars().filter(|c| !is_combining(*c)) {
        match unaccent(c) {
            Some(s) => out.push_str(s),
            None => out.extend(c.to_lowercase()),
        }
    }
    out
}

/// Words an elision attaches to the next one: l'emploi, d'insertion, qu'elle, jusqu'au, lorsqu'il…
pub const ELISIONS: [&str; 13] = ["l", "d", "j", "m", "t", "s", "n", "c", "qu", "jusqu", "lorsqu", "puisqu", "quoiqu"];

/// Feminine or plural endings that inclusive writing hangs behind a mark, folded and without the mark.
const INCLUSIVE_ENDINGS: [&str; 32] = [
    "e", "es", "s", "ne", "nes", "le", "les", "te", "tes", "trice", "trices", "rice", "rices", "euse", "euses", "se", "ses", "ere", "eres", "ve",
    "ves", "ive", "ives", "esse", "esses", "x", "ice", "ices", "re", "res", "fe", "fes",
];

fn is_mark(c: char) -> bool {
    matches!(c, '.' | '·' | '•' | '‧' | '⋅' | '∙' | '-' | '/' | '(')
}

/// Removes inclusive endings from one folded token: `charge.e.s` → `charge`, `directeur·rice` → `directeur`.
fn strip_inclusive(token: &str) -> &str {
    let Some(cut) = token.char_indices().skip(1).find(|(_, c)| is_mark(*c)).map(|(i, _)| i) else {
        return token;
    };
    let tail = &token[cut..];
    let endings = tail.split(|c| is_mark(c) || c == ')').filter(|p| !p.is_empty());
    let mut seen = 0;
    for ending in endings {
        if !INCLUSIVE_ENDINGS.contains(&ending) {
            return token;
        }
        seen += 1;
    }
    if seen == 0 || token[..cut].chars().count() < 2 { token } else { &token[..cut] }
}

/// Splits text into folded words: accents, case, inclusive endings and elisions removed, order kept.
///
/// `"L’Associé.e chargé(e) d'études"` gives `["associe", "charge", "etudes"]`.
pub fn words(text: &str) -> Vec<String> {
    word_spans(text).into_iter().map(|w| w.word).collect()
}

/// One folded word and where it stands in the text it was read from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WordSpan {
    /// Byte offset of the first character.
    pub start: usize,
    /// Byte offset just after the last character.
    pub end: usize,
    /// The folded word.
    pub word: String,
}

/// As [`words`], with the byte range of each word in the text, for highlighting and for the search index.
pub fn word_spans(text: &str) -> Vec<WordSpan> {
    let mut out = Vec::new();
    let mut start = None;
    for (i, c) in text.char_indices().chain(std::iter::once((text.len(), ' '))) {
        let inside = c.is_alphanumeric() || is_combining(c) || is_mark(c) || c == ')';
        match (inside, start) {
            (true, None) => start = Some(i),
            (false, Some(s)) => {
                start = None;
                let elision = matches!(c, '\'' | '’' | 'ʼ') && ELISIONS.contains(&fold(&text[s..i]).as_str());
                if !elision {
                    push_words(s, &text[s..i], &mut out);
                }
            }
            _ => {}
        }
    }
    out
}

/// Folds one run of letters and marks: one word when the marks are inclusive ones, several otherwise (`compte-rendu`).
fn push_words(start: usize, raw: &str, out: &mut Vec<WordSpan>) {
    // A bracket or a dash that opens is not part of the word: "(chargé.e)" is "chargé.e".
    let inner = raw.trim_start_matches(|c: char| is_mark(c) || c == ')');
    let (start, raw) = (start + raw.len() - inner.len(), inner);
    let folded = fold(raw);
    let stripped = strip_inclusive(&folded);
    if stripped.len() < folded.len() && stripped.chars().all(char::is_alphanumeric) {
        let end = start + raw.trim_end_matches(is_mark).len();
        out.push(WordSpan { start, end, word: stripped.to_owned() });
        return;
    }
    let mut at = start;
    for piece in raw.split_inclusive(|c: char| is_mark(c) || c == ')') {
        let core = piece.trim_end_matches(|c: char| is_mark(c) || c == ')');
        if !core.is_empty() {
            out.push(WordSpan { start: at, end: at + core.len(), word: fold(core) });
        }
        at += piece.len();
    }
}

/// A readable address part: folded words joined by hyphens, at most [`SLUG_MAX`] bytes, never empty.
pub fn slug(text: &str) -> String {
    let mut out = String::new();
    for word in words(text) {
        let ascii: String = word.chars().filter(char::is_ascii_alphanumeric).collect();
        if ascii.is_empty() {
            continue;
        }
        if !out.is_empty() {
            if out.len() + 1 + ascii.len() > SLUG_MAX {
                break;
            }
            out.push('-');
        }
        out.push_str(&ascii[..ascii.len().min(SLUG_MAX)]);
    }
    if out.is_empty() { "sans-titre".to_owned() } else { out }
}

/// Cuts text at a word boundary to at most `max` characters, with an ellipsis when something was cut.
pub fn excerpt(text: &str, max: usize) -> String {
    let flat = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if flat.chars().count() <= max {
        return flat;
    }
    let cut: String = flat.chars().take(max).collect();
    let end = cut.rfind(' ').unwrap_or(cut.len());
    format!("{}…", cut[..end].trim_end_matches([',', ';', ':', ' ', '.']))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_inclusive_spelling_is_one_word() {
        for text in ["chargé", "chargé.e", "chargé·e", "chargé(e)", "CHARGÉ.E.S", "chargé•e•s", "charge-e", "chargé/e", "(chargé.e)", "-chargé(e)"]
        {
            assert_eq!(words(text), ["charge"], "{text}");
        }
        assert_eq!(words("directeur·rice, rigoureux.euses, intéressé(e)s"), ["directeur", "rigoureux", "interesse"]);
    }

    #[test]
    fn elisions_and_compounds() {
        assert_eq!(words("L’Associé.e chargé(e) d'études"), ["associe", "charge", "etudes"]);
        assert_eq!(words("jusqu'au compte-rendu, week-end"), ["au", "compte", "rendu", "week", "end"]);
        assert_eq!(words("l'eau de Cœur"), ["eau", "de", "coeur"]);
        assert_eq!(words("aujourd'hui"), ["aujourd", "hui"]);
    }

    #[test]
    fn decomposed_accents_fold_like_composed_ones() {
        assert_eq!(words("charge\u{301}e"), words("chargée"));
    }

    #[test]
    fn spans_point_into_the_text() {
        let text = "Un.e chargé.e d’études";
        for span in word_spans(text) {
            assert!(text.is_char_boundary(span.start) && text.is_char_boundary(span.end));
        }
        assert_eq!(&text[word_spans(text)[1].start..word_spans(text)[1].end], "chargé.e");
    }

    #[test]
    fn slugs_are_ascii_bounded_and_never_empty() {
        assert_eq!(slug("Chargé.e de mission « Étude-action & innovation sociale »"), "charge-de-mission-etude-action-innovation-sociale");
        assert_eq!(slug("日本"), "sans-titre");
        assert!(slug(&"mot ".repeat(200)).len() <= SLUG_MAX);
        assert!(slug(&"x".repeat(500)).len() <= SLUG_MAX);
    }

    #[test]
    fn excerpts_cut_between_words() {
        assert_eq!(excerpt("un deux trois quatre", 12), "un deux…");
        assert_eq!(excerpt("court", 12), "court");
    }
}
