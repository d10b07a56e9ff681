//! Duplicates and sister offers (rule I31): a draft compared with offers that exist, by title, places and text.
//!
//! The text is compared by shingles of four folded words: copying and changing a few words keeps most of them, writing
//! about the same trade keeps almost none.

use crate::jobs::model::draft::{OfferDraft, Place};
use crate::kernel::labelled::labelled;
use crate::kernel::text::words;
use std::collections::BTreeSet;

#[cfg(test)]
mod tests;

/// Share of common text from which two offers are the same text.
pub const TEXT_SAME: f64 = 0.5;
/// Share of common text that, with the same title and place, makes a duplicate.
pub const TEXT_CLOSE: f64 = 0.2;
/// Share of common title words from which two titles are the same.
pub const TITLE_SAME: f64 = 0.75;
/// Words of a shingle.
const SHINGLE: usize = 4;
/// Words that weigh nothing in a title.
const LIGHT: [&str; 22] = [
    "de",
    "du",
    "des",
    "la",
    "le",
    "les",
    "en",
    "et",
    "ou",
    "a",
    "au",
    "aux",
    "pour",
    "un",
    "une",
    "h",
    "f",
    "x",
    "cdi",
    "cdd",
    "stage",
    "alternance",
];

labelled! {
    /// What an offer is to another.
    Kinship {
        Same = "doublon", "Doublon probable", "Probably a duplicate";
        Sister = "soeur", "Offre sœur", "Sister offer";
    }
}

/// An offer made comparable. Computed once an offer, compared with many.
#[derive(Clone, Debug)]
pub struct Print {
    /// Its identity, given back in the answer.
    pub id: String,
    /// The organisation.
    pub organisation: String,
    /// The network the organisation belongs to, if any.
    pub network: Option<String>,
    /// The mark of sister offers, if any.
    pub mark: Option<String>,
    title: BTreeSet<String>,
    places: BTreeSet<String>,
    text: BTreeSet<u64>,
}

impl Print {
    /// Of an offer, under an identity of the caller's.
    pub fn of(id: &str, draft: &OfferDraft, network: Option<&str>) -> Print {
        let text: Vec<String> = draft.sections.all().iter().flat_map(|section| words(section)).collect();
        Print {
            id: id.to_owned(),
            organisation: draft.organisation.clone(),
            network: network.map(str::to_owned),
            mark: draft.sister_mark.clone(),
            title: words(&draft.title).into_iter().filter(|w| !LIGHT.contains(&w.as_str())).collect(),
            places: draft.places.iter().map(place).collect(),
            text: shingles(&text),
        }
    }
}

/// An offer close to the draft.
#[derive(Clone, Debug, PartialEq)]
pub struct Twin {
    /// Its identity.
    pub id: String,
    /// What it is to the draft.
    pub kinship: Kinship,
    /// Share of common text, 0 to 1.
    pub text: f64,
    /// Share of common title words, 0 to 1.
    pub title: f64,
    /// They have a place in common.
    pub same_place: bool,
}

impl Twin {
    /// What to do about it, in one sentence.
    pub fn sentence(&self) -> &'static str {
        match (self.kinship, self.same_place) {
            (Kinship::Same, true) => {
                "Votre organisation a déjà cette offre\u{202f}: prolongez-la ou modifiez-la plutôt que d’en publier une seconde."
            }
            (Kinship::Same, false) => {
                "Votre organisation a déjà cette offre ailleurs\u{202f}: ajoutez le lieu à la première, une offre peut en avoir plusieurs."
            }
            (Kinship::Sister, _) => "Une organisation de votre réseau publie la même mission\u{202f}: les deux offres seront reliées comme sœurs.",
        }
    }
}

/// What another offer is to the draft, if anything.
pub fn compare(draft: &Print, other: &Print) -> Option<Twin> {
    let (title, text) = (share(&draft.title, &other.title), share(&draft.text, &other.text));
    let same_place = !draft.places.is_disjoint(&other.places) || (draft.places.is_empty() && other.places.is_empty());
    let written_alike = text >= TEXT_SAME;
    let marked = draft.mark.is_some() && draft.mark == other.mark;
    let kinship = if draft.organisation == other.organisation {
        let copy = written_alike || (title >= TITLE_SAME && same_place && (text >= TEXT_CLOSE || draft.text.is_empty()));
        copy.then_some(Kinship::Same)
    } else {
        let network = draft.network.is_some() && draft.network == other.network;
        (marked || (network && written_alike)).then_some(Kinship::Sister)
    }?;
    Some(Twin { id: other.id.clone(), kinship, text, title, same_place })
}

/// The offers close to a draft, duplicates first, then the closest text. The draft itself (same identity) is left out.
pub fn twins<'a>(draft: &Print, others: impl IntoIterator<Item = &'a Print>) -> Vec<Twin> {
    let mut out: Vec<Twin> = others.into_iter().filter(|o| o.id != draft.id).filter_map(|o| compare(draft, o)).collect();
    out.sort_by(|a, b| a.kinship.cmp(&b.kinship).then(b.text.total_cmp(&a.text)).then_with(|| a.id.cmp(&b.id)));
    out
}

/// A commune, by its code; otherwise the words of the place.
fn place(place: &Place) -> String {
    place.insee.clone().unwrap_or_else(|| words(&place.label).join(" "))
}

fn shingles(words: &[String]) -> BTreeSet<u64> {
    let hash = |window: &[String]| {
        // FNV-1a: stable from one run to the next, so prints may be stored.
        let bytes = window.iter().flat_map(|w| w.bytes().chain(std::iter::once(b' ')));
        bytes.fold(0xcbf2_9ce4_8422_2325_u64, |h, b| (h ^ u64::from(b)).wrapping_mul(0x0100_0000_01b3))
    };
    if words.is_empty() { BTreeSet::new() } else { words.windows(SHINGLE.min(words.len())).map(hash).collect() }
}

/// Common items over all items; nothing in common when both are empty.
fn share<T: Ord>(a: &BTreeSet<T>, b: &BTreeSet<T>) -> f64 {
    let common = a.intersection(b).count();
    let all = a.len() + b.len() - common;
    if all == 0 { 0.0 } else { common as f64 / all as f64 }
}
