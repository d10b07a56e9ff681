//! Gender and number folded away: `chargée`, `charges` and `chargé` are one word, so are `directeur` and `directrice` (rule M14).
//!
//! A reader must get the same list whatever form was typed, so the index keeps *only* this form: an extra unstemmed field would
//! rank `chargée` and `chargé` differently. The stem therefore stays light — inflection, never derivation: `formation` and
//! `formateur` remain two words, which a general stemmer would merge.

/// Words that never narrow a search, folded. The last rows are what is left of `(H/F)`, `(e)` and `un.e`.
const STOP_WORDS: [&str; 62] = [
    "a", "ai", "au", "aux", "avec", "ce", "ces", "cet", "cette", "chez", "dans", "de", "des", "du", "elle", "elles", "en", "est", "et", "eux", "il",
    "ils", "je", "la", "le", "les", "leur", "leurs", "mais", "ne", "nos", "notre", "nous", "on", "ou", "par", "pas", "pour", "qu", "que", "qui",
    "sa", "se", "ses", "son", "sont", "sur", "un", "une", "vos", "votre", "vous", "y", //
    "e", "es", "f", "fh", "h", "hf", "mf", "s", "x",
];

/// Shortest word that has inflections worth folding; `bus`, `cdd` and `ess` stay as they are.
const STEM_MIN: usize = 4;

/// Plurals that follow no rule below, with the stem of their singular.
const IRREGULAR: [(&str, &str); 12] = [
    ("travaux", "travail"),
    ("lieux", "lieu"),
    ("milieux", "milieu"),
    ("enjeux", "enjeu"),
    ("jeux", "jeu"),
    ("voeux", "voeu"),
    ("cheveux", "cheveu"),
    ("neveux", "neveu"),
    ("publique", "public"),
    ("publiques", "public"),
    ("yeux", "oeil"),
    ("choux", "chou"),
];

/// Feminine endings and the masculine they answer to, longest first; tried once, after the plural is gone.
const FEMININE: [(&str, &str); 9] = [
    ("trice", "teur"),
    ("euse", "eur"),
    ("ienne", "ien"),
    ("iere", "ier"),
    ("lere", "ler"),
    ("gere", "ger"),
    ("chere", "cher"),
    ("ive", "if"),
    ("eux", "eur"),
];

/// Whether a folded word carries no meaning of its own in a search.
pub fn is_stop_word(word: &str) -> bool {
    STOP_WORDS.contains(&word)
}

/// The gender- and number-free form of a folded word. Words with digits, other alphabets or fewer than four letters are kept.
pub fn stem(word: &str) -> String {
    if word.len() < STEM_MIN || !word.bytes().all(|b| b.is_ascii_lowercase()) {
        return word.to_owned();
    }
    if let Some((_, stem)) = IRREGULAR.iter().find(|(plural, _)| *plural == word) {
        return (*stem).to_owned();
    }
    if let Some(base) = word.strip_suffix("esses").or(word.strip_suffix("esse")).filter(|b| b.ends_with("tr") && b.len() >= 3) {
        return base.to_owned();
    }
    let mut out = singular(word);
    if let Some((ending, masculine)) = FEMININE.iter().find(|(ending, _)| out.len() > ending.len() + 1 && out.ends_with(ending)) {
        out.truncate(out.len() - ending.len());
        out.push_str(masculine);
        return out;
    }
    drop_mute_endings(&mut out);
    out
}

/// Removes the mark of the plural: `bureaux`, `sociaux`, `charges`.
fn singular(word: &str) -> String {
    if let Some(base) = word.strip_suffix('x').filter(|b| b.ends_with("eau")) {
        return base.to_owned();
    }
    if let Some(base) = word.strip_suffix("aux").filter(|b| b.len() >= 3) {
        return format!("{base}al");
    }
    match word.strip_suffix('s') {
        Some(base) if !base.ends_with('s') => base.to_owned(),
        _ => word.to_owned(),
    }
}

/// Removes what the feminine adds in writing: `chargee`, `adjointe`, `professionnelle`, `cheffe`, `citoyenne`.
fn drop_mute_endings(word: &mut String) {
    let full = word.len();
    while word.len() > 3 && word.ends_with('e') {
        word.pop();
    }
    let bytes = word.as_bytes();
    let n = bytes.len();
    let doubled = n > 3 && bytes[n - 1] == bytes[n - 2] && matches!(bytes[n - 1], b'l' | b'n' | b't' | b'f' | b's');
    if n < full && doubled {
        word.pop();
    }
    // "française" is left with the s that "français" lost as if it were a plural.
    if n < full && word.len() > 3 && word.ends_with('s') {
        word.pop();
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::kernel::text::words;
    use proptest::prelude::*;

    fn stems(text: &str) -> Vec<String> {
        words(text).iter().map(|w| stem(w)).collect()
    }

    #[test]
    fn m14_gender_number_and_inclusive_marks_are_one_word() {
        for family in [
            "chargé chargée chargés chargées charge charges chargé.e chargé·e·s chargé(e) chargé(e)s Chargé/e CHARGÉE",
            "conseiller conseillère conseillers conseillères conseiller·ère",
            "directeur directrice directeurs directrices directeur·rice directeur/trice",
            "animateur animatrice animateur.trice animateurs",
            "développeur développeuse développeur·euse développeuses",
            "chef cheffe chefs cheffes chef·fe",
            "éducateur éducatrice éducateur/trice éducatrices",
            "coordinateur coordinatrice coordinateur·rice·s coordinateurs",
            "ingénieur ingénieure ingénieurs ingénieur·e",
            "infirmier infirmière infirmiers infirmières",
            "social sociale sociaux sociales",
            "professionnel professionnelle professionnels professionnel·le",
            "adjoint adjointe adjoint.e adjointes",
            "travail travaux",
            "bureau bureaux",
            "rigoureux rigoureuse rigoureux·euse rigoureuses",
            "éducatif éducative éducatifs éducatives",
            "technicien technicienne technicien·ne techniciens",
            "boulanger boulangère",
            "lieu lieux",
            "public publique publics publiques",
            "français française françaises",
            "anglais anglaise anglaises",
            "précis précise précises",
            "maître maîtresse maîtres maîtresses",
        ] {
            let all = stems(family);
            assert!(all.iter().all(|s| *s == all[0]), "{family}: {all:?}");
        }
    }

    #[test]
    fn different_words_stay_different() {
        let distinct =
            ["formation", "formateur", "mission", "comptable", "comptabilite", "conseil", "conseiller", "chargeur", "charger", "gestion", "post"];
        for (i, a) in distinct.iter().enumerate() {
            for b in &distinct[i + 1..] {
                assert_ne!(stem(a), stem(b), "{a} / {b}");
            }
        }
        assert_eq!((stem("cdd"), stem("ess"), stem("2026")), ("cdd".to_owned(), "ess".to_owned(), "2026".to_owned()));
    }

    proptest! {
        #[test]
        fn never_panics_and_never_empties(word in "\\PC{1,40}") {
            prop_assert!(!stem(&word).is_empty());
        }
    }
}
