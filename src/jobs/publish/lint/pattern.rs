//! Patterns of folded words, and the words around them that make a rule hold or not.
//!
//! A pattern is written as words: `a|b` either, `pre*` a beginning, `?x` perhaps, `#` a number (in digits or letters),
//! `~` up to three words of any kind. It never crosses the end of a sentence.

use super::Severity;
use super::words::{Rule, When, each};
use crate::jobs::model::Contract;
use crate::kernel::text::{WordSpan, word_spans};
use std::ops::Range;

/// Fields that speak of the person sought unless they say otherwise.
const OF_THE_CANDIDATE: [&str; 7] = ["title", "profile", "condition_text", "condition_text_wished", "contract_note", "pay_note", "question"];
/// In the other fields, a sentence is about the person sought when one of these stands in it.
const CANDIDATE: [&str; 12] = [
    "vous",
    "votre|vos",
    "candidat*",
    "profil*",
    "recherch*",
    "cherche|cherchons",
    "recrut*",
    "poste|postuler|postulez",
    "souhait*",
    "ideal*",
    "embauch*",
    "offre|emploi reserv*",
];
/// Words that, shortly before, make the match speak of the people served.
const PUBLIC: [&str; 22] = [
    "public*",
    "beneficiaire*",
    "accompagne|accompagner|accompagnez|accompagnerez|accompagnement|accompagnons",
    "aupres",
    "enfant*",
    "usager*",
    "habitant*",
    "adherent*",
    "eleve*",
    "participant*",
    "accueil|accueille*|accueillir*|accueillez",
    "heberge|hebergement|heberger|hebergeons",
    "resident*|residence*",
    "jeunes",
    "filles",
    "maison|foyer|centre|mission",
    "aide|aider|aidez",
    "soutien|soutenir|soutenez",
    "famille*",
    "atelier*",
    "apprenant*|patient*|locataire*",
    "personnes",
];
/// Words that give the sentence back to the candidate.
const BREAKS: [&str; 4] = ["avez|ayez|avoir|aurez", "etes|etre", "vous", "candidat*"];
/// Sentences that say the demand does not exist.
const DENIED: [&str; 17] = [
    "importe peu|guere|pas",
    "peu importe",
    "quel* que soi*",
    "nul|pas|aucun|sans besoin",
    "sans distinction",
    "*discrimin*",
    "pas necessaire|obligatoire|exige*|demande*|requis*|indispensable",
    "sans etre|condition exige*|indispensable|obligatoire|age",
    "inutile",
    "prejuge*|stereotype*|cliche*",
    "aucun* condition|limite",
    "a tout age",
    "pas de|une condition|limite",
    "sexe ~ age",
    "age ~ sexe",
    "age ~ handicap",
    "handicap ~ grossesse",
];

/// Everything the rules may look at beside one text.
pub struct Scope<'a> {
    /// The contracts of the offer.
    pub contracts: &'a [Contract],
    /// Every text of the offer.
    pub all: &'a [Reading<'a>],
}

impl Scope<'_> {
    /// True when the offer says this anywhere.
    pub fn says(&self, pattern: &str) -> bool {
        self.all.iter().any(|r| !r.hits(pattern).is_empty())
    }
}

/// One text cut into folded words and sentences.
pub struct Reading<'a> {
    /// The field it stands in.
    pub field: &'a str,
    /// The text as written.
    pub raw: &'a str,
    /// Its words.
    pub words: Vec<WordSpan>,
    sentences: Vec<Range<usize>>,
}

/// Words of a match, and the numbers met in it.
pub struct Hit {
    /// Positions of the words.
    pub at: Range<usize>,
    numbers: Vec<u32>,
}

impl<'a> Reading<'a> {
    /// Reads a text.
    pub fn new(field: &'a str, raw: &'a str) -> Reading<'a> {
        let words = word_spans(raw);
        let mut sentences = Vec::new();
        let mut from = 0;
        for i in 1..=words.len() {
            let gap = words.get(i).and_then(|next| raw.get(words[i - 1].end..next.start));
            if gap.is_none_or(|g| g.contains(['.', '!', '?', ';', '\n', '…'])) {
                sentences.push(from..i);
                from = i;
            }
        }
        Reading { field, raw, words, sentences }
    }

    /// The bytes a match covers.
    pub fn bytes(&self, hit: &Hit) -> (usize, usize) {
        let start = self.words.get(hit.at.start).map_or(0, |w| w.start);
        (start, hit.at.end.checked_sub(1).and_then(|i| self.words.get(i)).map_or(start, |w| w.end))
    }

    /// Every place where a pattern matches.
    pub fn hits(&self, pattern: &str) -> Vec<Hit> {
        let tokens: Vec<&str> = pattern.split(' ').collect();
        let mut out = Vec::new();
        for sentence in &self.sentences {
            let mut at = sentence.start;
            while at < sentence.end {
                match self.follow(&tokens, at, sentence.end) {
                    Some((end, numbers)) => {
                        out.push(Hit { at: at..end, numbers });
                        at = end.max(at + 1);
                    }
                    None => at += 1,
                }
            }
        }
        out
    }

    fn follow(&self, tokens: &[&str], at: usize, end: usize) -> Option<(usize, Vec<u32>)> {
        let Some((token, rest)) = tokens.split_first() else { return Some((at, Vec::new())) };
        if *token == "~" {
            return (at..=(at + 3).min(end)).find_map(|next| self.follow(rest, next, end));
        }
        if let Some(optional) = token.strip_prefix('?') {
            let taken = self.word(at, end).filter(|w| fits(optional, w)).and_then(|_| self.follow(rest, at + 1, end));
            return taken.or_else(|| self.follow(rest, at, end));
        }
        let word = self.word(at, end)?;
        if *token == "#" {
            let (value, length) = self.number(at, end)?;
            let (stop, mut numbers) = self.follow(rest, at + length, end)?;
            numbers.insert(0, value);
            return Some((stop, numbers));
        }
        if fits(token, word) { self.follow(rest, at + 1, end) } else { None }
    }

    fn word(&self, at: usize, end: usize) -> Option<&str> {
        (at < end).then(|| self.words.get(at).map(|w| w.word.as_str())).flatten()
    }

    /// A number in digits, or in letters up to ninety-nine ("trente-cinq"), and how many words it takes.
    fn number(&self, at: usize, end: usize) -> Option<(u32, usize)> {
        if let Ok(value) = self.word(at, end)?.parse() {
            return Some((value, 1));
        }
        let (mut value, mut length) = (0, 0);
        while let Some(part) = self.word(at + length, end).and_then(spelled) {
            value += part;
            length += 1;
        }
        (length > 0).then_some((value, length))
    }

    /// True when the rule holds for this match: its conditions, none of its exceptions, and nobody saying the contrary.
    pub fn holds(&self, hit: &Hit, rule: &Rule, scope: &Scope<'_>) -> bool {
        let sentence = self.sentence(hit);
        let denied = DENIED.iter().any(|p| self.within(p, &sentence)) || self.shortly_before("ni", hit, 6);
        let refused = rule.severity == Severity::Advice && self.shortly_before("pas|sans|ni|aucun|jamais", hit, 2);
        !denied
            && !refused
            && rule.only.iter().all(|when| self.when(when, hit, &sentence, scope))
            && !rule.unless.iter().any(|when| self.when(when, hit, &sentence, scope))
    }

    fn when(&self, when: &When, hit: &Hit, sentence: &Range<usize>, scope: &Scope<'_>) -> bool {
        match when {
            When::Candidate => self.about_candidate(hit, sentence),
            When::Fields(fields) => fields.contains(&self.field),
            When::Contracts(list) => scope.contracts.iter().any(|c| list.contains(c)),
            When::Near(patterns) => each(patterns).any(|p| self.within(p, sentence)),
            When::Before(patterns) => each(patterns).any(|p| self.shortly_before(p, hit, 3)),
            When::After(patterns) => each(patterns).any(|p| {
                let tokens: Vec<&str> = p.split(' ').collect();
                self.follow(&tokens, hit.at.end, sentence.end).is_some()
            }),
            When::Anywhere(patterns) => each(patterns).any(|p| scope.says(p)),
            When::Numbers(low, high) => hit.numbers.iter().all(|n| (low..=high).contains(&n)),
        }
    }

    fn about_candidate(&self, hit: &Hit, sentence: &Range<usize>) -> bool {
        let named = || CANDIDATE.iter().any(|p| self.within(p, sentence));
        (OF_THE_CANDIDATE.contains(&self.field) || named()) && !self.about_public(hit, sentence)
    }

    fn about_public(&self, hit: &Hit, sentence: &Range<usize>) -> bool {
        let from = hit.at.start.saturating_sub(5).max(sentence.start);
        let before: Vec<&str> = (from..hit.at.start).filter_map(|i| self.word(i, sentence.end)).collect();
        let last = |list: &[&str]| before.iter().rposition(|w| list.iter().any(|p| fits(p, w)));
        match (last(&PUBLIC), last(&BREAKS)) {
            (Some(public), Some(given_back)) => public > given_back,
            (public, _) => public.is_some(),
        }
    }

    fn shortly_before(&self, pattern: &str, hit: &Hit, reach: usize) -> bool {
        let sentence = self.sentence(hit);
        self.within(pattern, &(hit.at.start.saturating_sub(reach).max(sentence.start)..hit.at.start))
    }

    fn within(&self, pattern: &str, range: &Range<usize>) -> bool {
        let tokens: Vec<&str> = pattern.split(' ').collect();
        range.clone().any(|at| self.follow(&tokens, at, range.end).is_some())
    }

    fn sentence(&self, hit: &Hit) -> Range<usize> {
        self.sentences.iter().find(|s| s.contains(&hit.at.start)).cloned().unwrap_or(hit.at.clone())
    }
}

/// True when a folded word is one of the alternatives of a token.
pub fn fits(token: &str, word: &str) -> bool {
    token.split('|').any(|choice| match (choice.strip_prefix('*'), choice.strip_suffix('*')) {
        (Some(inner), Some(_)) => word.contains(inner.trim_end_matches('*')),
        (_, Some(start)) => word.starts_with(start),
        _ => word == choice,
    })
}

fn spelled(word: &str) -> Option<u32> {
    const SMALL: [&str; 16] =
        ["un", "deux", "trois", "quatre", "cinq", "six", "sept", "huit", "neuf", "dix", "onze", "douze", "treize", "quatorze", "quinze", "seize"];
    const TENS: [(&str, u32); 5] = [("vingt", 20), ("trente", 30), ("quarante", 40), ("cinquante", 50), ("soixante", 60)];
    let small = SMALL.iter().position(|w| *w == word).and_then(|i| u32::try_from(i + 1).ok());
    small.or_else(|| TENS.iter().find(|(w, _)| *w == word).map(|(_, n)| *n))
}
