//! Titles: a French one is asked beside an English one (rule I26), and written for everybody.

use super::pattern::Reading;
use super::trades::{EITHER, ENGLISH, FRENCH, NEUTRAL, TITLES, TRADES};
use super::{Finding, Ground, Kind, Severity};
use crate::kernel::text::{WordSpan, word_spans, words};

/// True when a title says its trade in English only, so that a French one must stand beside it (rule I26).
pub fn needs_french_title(title: &str) -> bool {
    let spans: Vec<WordSpan> = word_spans(title).into_iter().filter(|w| !NEUTRAL.contains(&w.word.as_str()) && !numeric(&w.word)).collect();
    let english = |w: &str| ENGLISH.contains(&w) || w.strip_suffix('s').is_some_and(|one| one.len() > 3 && ENGLISH.contains(&one));
    let known = |w: &str| english(w) || EITHER.contains(&w);
    let raw = |w: &WordSpan| title.get(w.start..w.end).unwrap_or_default().to_owned();
    let french = |w: &WordSpan| FRENCH.contains(&w.word.as_str()) || (!known(&w.word) && sounds_french(&raw(w), &w.word));
    let Some(first) = spans.first() else { return false };
    known(&first.word) && spans.iter().any(|w| english(&w.word)) && !spans.iter().any(french)
}

/// The French title usually given to an English one, when the board knows it.
pub fn french_title(title: &str) -> Option<&'static str> {
    let said = words(title);
    let stands = |phrase: &str| {
        let phrase: Vec<&str> = phrase.split(' ').collect();
        said.windows(phrase.len()).any(|w| w.iter().zip(&phrase).all(|(a, b)| a == b))
    };
    TITLES.iter().filter(|(english, _)| stands(english)).max_by_key(|(english, _)| english.len()).map(|(_, french)| *french)
}

fn numeric(word: &str) -> bool {
    word.bytes().all(|b| b.is_ascii_digit())
}

/// Accents, inclusive marks and endings that English trades do not have.
fn sounds_french(raw: &str, word: &str) -> bool {
    let endings = [
        "eur", "euse", "rice", "iste", "yste", "ien", "ienne", "ier", "iere", "able", "aire", "ateur", "logue", "chef", "cheffe", "projet", "ais",
        "aise",
    ];
    !raw.is_ascii() || raw.contains(['·', '(']) || endings.iter().any(|e| word.ends_with(e))
}

/// What a title alone can do wrong: English only, or one sex.
pub fn findings(reading: &Reading<'_>) -> Vec<Finding> {
    let mut out = Vec::new();
    if needs_french_title(reading.raw) {
        let better = match french_title(reading.raw) {
            Some(french) => {
                format!("Écrivez «\u{202f}{french}\u{202f}» et gardez l’intitulé anglais à côté, dans «\u{202f}Intitulé d’origine\u{202f}».")
            }
            None => "Écrivez l’intitulé en français et gardez l’anglais à côté, dans «\u{202f}Intitulé d’origine\u{202f}».".to_owned(),
        };
        let why = "L’intitulé est seulement en anglais\u{202f}: une personne qui fait ce métier en français ne le trouvera pas.";
        out.push(finding(reading, 0, reading.raw.len(), Kind::Language, Severity::Blocking, None, why.to_owned(), &better));
    }
    out.extend(one_sex(reading));
    out
}

fn one_sex(reading: &Reading<'_>) -> Option<Finding> {
    let said: Vec<&str> = reading.words.iter().map(|w| w.word.as_str()).collect();
    let has = |word: &str| said.contains(&word);
    if has("homme") && has("femme") {
        return None;
    }
    let both = said.windows(2).any(|w| matches!(w, ["h", "f"] | ["f", "h"] | ["m", "f"] | ["f", "m"])) || has("hf") || has("fh");
    let before = |at: usize| at.checked_sub(1).and_then(|i| said.get(i)).copied().unwrap_or_default();
    let sexed = |(at, word): &(usize, &&str)| {
        matches!(**word, "femme" | "homme" | "dame" | "monsieur") && !matches!(before(*at), "sage" | "jeune" | "une" | "un")
    };
    if let Some(span) = said.iter().enumerate().find(sexed).and_then(|(at, _)| reading.words.get(at)) {
        let better = "Nommez le métier pour toutes et tous\u{202f}: «\u{202f}agent·e d’entretien\u{202f}», «\u{202f}secrétaire\u{202f}».";
        let (kind, severity) = if both { (Kind::Gender, Severity::Advice) } else { (Kind::Discriminatory, Severity::Blocking) };
        return Some(finding(reading, span.start, span.end, kind, severity, Some(Ground::Sex), Ground::Sex.why(), better));
    }
    if both {
        return None;
    }
    let (span, other) = reading.words.iter().find_map(|w| {
        let marked = reading.raw.get(w.start..w.end).is_some_and(|raw| raw.contains(['.', '·', '•', '(', '/', '-', '‧', '⋅', '∙']));
        let (masculine, feminine) = TRADES.iter().find(|(m, f)| *m == w.word || *f == w.word)?;
        let other = if *masculine == w.word { feminine } else { masculine };
        (!marked && !has(other)).then_some((w, other))
    })?;
    let why = "L’intitulé est écrit pour un seul genre, et l’autre se sent moins attendu.".to_owned();
    let better = format!("Écrivez les deux formes (avec «\u{202f}{other}\u{202f}»), un point médian, ou ajoutez «\u{202f}F/H\u{202f}».");
    Some(finding(reading, span.start, span.end, Kind::Gender, Severity::Advice, None, why, &better))
}

#[expect(clippy::too_many_arguments, reason = "a finding has that many parts")]
fn finding(
    reading: &Reading<'_>,
    start: usize,
    end: usize,
    kind: Kind,
    severity: Severity,
    ground: Option<Ground>,
    why: String,
    better: &str,
) -> Finding {
    let found = reading.raw.get(start..end).unwrap_or_default().to_owned();
    Finding { field: reading.field.to_owned(), found, start, end, kind, severity, ground, why, better: better.to_owned() }
}
