//! Fills sentence templates in correct French: articles contracted, inclusive endings in one style per offer.

use super::causes::Cause;
use super::lexicon::{ENDS, MIDDLES, ONSETS, PROJECTS};
use crate::kernel::dice::Dice;

/// How an offer writes for women and men: every spelling the board meets.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Style {
    /// `chargé.e`
    Dot,
    /// `chargé·e`
    MiddleDot,
    /// `chargé(e)`
    Brackets,
    /// `chargé/e`
    Slash,
    /// `chargé-e`
    Hyphen,
    /// `chargée`
    Feminine,
    /// `chargé`
    Masculine,
}

/// The styles and how often each is met.
const STYLES: [(Style, u32); 7] = [
    (Style::Dot, 24),
    (Style::MiddleDot, 22),
    (Style::Brackets, 18),
    (Style::Slash, 6),
    (Style::Hyphen, 4),
    (Style::Feminine, 8),
    (Style::Masculine, 18),
];

impl Style {
    /// A style, as often as it is met.
    pub fn draw(dice: &mut Dice) -> Style {
        let weights = STYLES.map(|(_, w)| w);
        STYLES.get(dice.weighted(&weights)).map_or(Style::Dot, |(s, _)| *s)
    }

    fn write(self, masculine: &str, feminine: &str, out: &mut String) {
        let ending = if masculine.is_empty() { feminine } else { masculine };
        match self {
            Style::Feminine => out.push_str(feminine),
            Style::Masculine => out.push_str(masculine),
            Style::Dot | Style::MiddleDot | Style::Slash | Style::Hyphen | Style::Brackets => {
                out.push_str(masculine);
                let (before, after) = match self {
                    Style::Dot => (".", ""),
                    Style::MiddleDot => ("·", ""),
                    Style::Slash => ("/", ""),
                    Style::Hyphen => ("-", ""),
                    _ => ("(", ")"),
                };
                out.push_str(before);
                out.push_str(if masculine.is_empty() { ending } else { feminine });
                out.push_str(after);
            }
        }
    }
}

/// What fills the slots of the sentences of one offer.
pub struct Fill<'a> {
    /// Its cause.
    pub cause: &'a Cause,
    /// Its commune.
    pub commune: &'a str,
    /// Its project.
    pub project: String,
    /// Its tool or method.
    pub tool: &'a str,
    /// Its inclusive style.
    pub style: Style,
}

impl Fill<'_> {
    /// Appends a template to `out`, slots and endings filled.
    pub fn write(&self, template: &str, dice: &mut Dice, out: &mut String) {
        let mut rest = template;
        while let Some(at) = rest.find(['{', '[']) {
            let (before, after) = rest.split_at(at);
            out.push_str(before);
            let close = if after.starts_with('{') { '}' } else { ']' };
            let Some((inside, tail)) = after.get(1..).and_then(|a| a.split_once(close)) else {
                out.push_str(after);
                return;
            };
            if close == ']' {
                let (masculine, feminine) = inside.split_once('|').unwrap_or(("", inside));
                self.style.write(masculine, feminine, out);
            } else {
                self.slot(inside, dice, out);
            }
            rest = tail;
        }
        out.push_str(rest);
    }

    fn slot(&self, name: &str, dice: &mut Dice, out: &mut String) {
        let ranked = |words: &'static [&'static str], dice: &mut Dice| words.get(dice.rank(words.len(), 1.5)).copied().unwrap_or_default();
        match name {
            "s" => join(ranked(self.cause.subjects, dice), out),
            "p" => join(ranked(self.cause.people, dice), out),
            "r" => join(ranked(self.cause.partners, dice), out),
            "o" => join(self.tool, out),
            "n" => join(&self.project, out),
            "v" => join(self.commune, out),
            "k" => out.push_str(&dice.between(3, 18).to_string()),
            "t" => theme(ranked(self.cause.subjects, dice), dice, out),
            _ => {}
        }
    }
}

/// Appends words after what precedes, contracting "de le", "à les", and eliding "de" before a vowel.
fn join(words: &str, out: &mut String) {
    const CONTRACTIONS: [(&str, &str, &str); 4] =
        [(" de ", "le ", " du "), (" de ", "les ", " des "), (" à ", "le ", " au "), (" à ", "les ", " aux ")];
    for (before, article, contracted) in CONTRACTIONS {
        let head = words.get(..article.len()).is_some_and(|w| w.eq_ignore_ascii_case(article));
        if head && out.ends_with(before) {
            out.truncate(out.len() - before.len());
            out.push_str(contracted);
            out.push_str(words.get(article.len()..).unwrap_or_default());
            return;
        }
    }
    if out.ends_with(" de ") && words.starts_with(['A', 'E', 'I', 'O', 'U', 'É', 'È', 'Î', 'a', 'e', 'i', 'o', 'u', 'é']) {
        out.truncate(out.len() - 2);
        out.push('’');
    }
    out.push_str(words);
}

/// A subject as the theme of a title: without its article, in one of the usual shapes, or nothing.
fn theme(subject: &str, dice: &mut Dice, out: &mut String) {
    let bare = ["les ", "le ", "la ", "l’"].iter().find_map(|a| subject.strip_prefix(a)).unwrap_or(subject);
    match dice.below(10) {
        0..=4 => out.push_str(bare),
        5 | 6 => {
            out.push_str("« ");
            capital(bare, out);
            out.push_str(" »");
        }
        7 => {
            out.push_str("– ");
            out.push_str(bare);
        }
        _ => {}
    }
}

/// Appends words with a capital first letter.
pub fn capital(words: &str, out: &mut String) {
    let mut chars = words.chars();
    out.extend(chars.next().into_iter().flat_map(char::to_uppercase));
    out.push_str(chars.as_str());
}

/// The name of a project: usually a known word, often a coined one, few of which come twice.
pub fn project(dice: &mut Dice) -> String {
    if dice.chance(60) {
        return PROJECTS.get(dice.rank(PROJECTS.len(), 8.0)).copied().unwrap_or_default().to_owned();
    }
    let onset = ONSETS.get(dice.rank(ONSETS.len(), 6.0)).copied().unwrap_or_default();
    let end = ENDS.get(dice.rank(ENDS.len(), 6.0)).copied().unwrap_or_default();
    let (one, two) = (dice.word(&MIDDLES), if dice.chance(40) { dice.word(&MIDDLES) } else { "" });
    [onset, one, two, end].concat()
}
