//! An offer as one line of a list (rule I2).

use super::{Board, Reader, localised};
use crate::i18n::{at_distance, months};
use crate::jobs::model::draft::{OfferDraft, Place};
use crate::jobs::model::pay::Pay;
use crate::jobs::model::views::{Card, Run, When};
use crate::jobs::model::{Remote, Rhythm};
use crate::jobs::search::highlight;
use crate::jobs::store::Offer;
use crate::kernel::dates::{ago, day_and_month, days_between, long_day};
use crate::kernel::lang::Lang;
use crate::kernel::markdown::to_plain;
use crate::kernel::text::excerpt;
use jiff::civil::Date;

/// A deadline is worth a mark on the card from this many days on.
const NEAR_DAYS: i64 = 14;
/// Longest excerpt, in characters.
const EXCERPT_MAX: usize = 180;

/// The card of an offer, with the words of a search marked and the distance when there is one.
pub fn card(offer: &Offer, words: &str, distance_km: Option<f32>, reader: Reader) -> Card {
    let d = &offer.draft;
    let lang = reader.lang;
    let title = runs(&d.title, words);
    let unmatched = !words.is_empty() && !title.iter().any(|r| r.marked);
    let (pay, pay_rest) = pay_parts(&d.pay, lang);
    Card {
        href: localised(&format!("/offres/{}", offer.slug), lang),
        excerpt: if unmatched { body_excerpt(d, words) } else { Vec::new() },
        title,
        organisation: offer.organisation.clone(),
        places: places_words(&d.places, lang),
        pay,
        pay_rest,
        tags: d.contracts.iter().map(|c| c.label(lang).to_owned()).collect(),
        cause: d.sectors.first().map_or(String::new(), |s| s.label(lang).to_owned()),
        facts: facts(d, distance_km, lang),
        posted: posted(d.published_on, reader),
        last_day: near_deadline(d.last_day, reader),
    }
}

/// "il y a 3 jours", with the day itself beside it.
pub fn posted(day: Date, reader: Reader) -> When {
    When { iso: day.to_string(), words: ago(day, reader.today(), reader.lang), title: long_day(day, reader.lang) }
}

fn near_deadline(last_day: Option<Date>, reader: Reader) -> Option<String> {
    let day = last_day?;
    let left = days_between(reader.today(), day);
    let until = match reader.lang {
        Lang::Fr => "Jusqu’au",
        Lang::En => "Until",
    };
    (0..=NEAR_DAYS).contains(&left).then(|| format!("{until} {}", day_and_month(day, reader.lang)))
}

/// The amount apart from what it is for, so that it can stand out.
fn pay_parts(pay: &Pay, lang: Lang) -> (String, String) {
    let words = pay.words(lang);
    match words.split_once("€ ") {
        Some((amount, rest)) => (format!("{amount}€"), rest.to_owned()),
        None => (words, String::new()),
    }
}

/// "Évry, ou Noisiel": the preferred place first, two named, the rest counted (rule I7).
pub fn places_words(places: &[Place], lang: Lang) -> String {
    let mut sorted: Vec<&Place> = places.iter().collect();
    sorted.sort_by_key(|p| !p.preferred);
    let or = if lang == Lang::Fr { "ou" } else { "or" };
    match sorted.as_slice() {
        [] if lang == Lang::Fr => "Lieu à convenir".to_owned(),
        [] => "Place to be agreed".to_owned(),
        [one] => one.label.clone(),
        [a, b] => format!("{}, {or} {}", a.label, b.label),
        [a, b, rest @ ..] if lang == Lang::Fr => {
            format!("{}, {}, et {} autre{}", a.label, b.label, rest.len(), if rest.len() > 1 { "s" } else { "" })
        }
        [a, b, rest @ ..] => format!("{}, {}, and {} more", a.label, b.label, rest.len()),
    }
}

fn facts(d: &OfferDraft, distance_km: Option<f32>, lang: Lang) -> String {
    let mut out = Vec::new();
    out.extend(distance_km.map(|km| at_distance(km.round().max(0.0) as u32, lang)));
    out.extend(d.duration.as_ref().map(|x| months(x.months, lang)));
    if d.rhythm() == Rhythm::Part {
        let rate = d.rate_percent.unwrap_or(50);
        out.push(if rate == 50 && lang == Lang::Fr { "mi-temps".to_owned() } else { format!("{rate}\u{a0}%") });
    }
    if d.remote != Remote::None {
        out.push(d.remote.label(lang).to_lowercase());
    }
    out.join(", ")
}

/// Text cut into runs, those that match the search marked.
pub fn runs(text: &str, words: &str) -> Vec<Run> {
    let mut out = Vec::new();
    let mut at = 0;
    for (start, end) in highlight(text, words) {
        if start < at || end > text.len() {
            continue;
        }
        if start > at {
            out.push(Run { text: text[at..start].to_owned(), marked: false });
        }
        out.push(Run { text: text[start..end].to_owned(), marked: true });
        at = end;
    }
    if at < text.len() {
        out.push(Run { text: text[at..].to_owned(), marked: false });
    }
    out
}

/// The sentence where the searched words first stand in the body.
fn body_excerpt(d: &OfferDraft, words: &str) -> Vec<Run> {
    for section in d.sections.all() {
        let plain = to_plain(section);
        if let Some((start, _)) = highlight(&plain, words).first() {
            let from = plain[..*start].char_indices().rev().nth(60).map_or(0, |(i, _)| i);
            let from = plain[from..].find(' ').filter(|_| from > 0).map_or(from, |i| from + i + 1);
            let cut = excerpt(&plain[from.min(*start)..], EXCERPT_MAX);
            let text = if from > 0 { format!("… {cut}") } else { cut };
            return runs(&text, words);
        }
    }
    Vec::new()
}

/// Where the offers of a list stand, given their ids in order.
pub async fn of_ids(board: &Board, ids: &[i64], words: &str, distances: &[Option<f32>], reader: Reader) -> Result<Vec<Card>, super::Fault> {
    let mut tx = board.db.read().await?;
    let offers = crate::jobs::store::by_ids(&mut tx, ids).await?;
    let distance = |id: i64| ids.iter().position(|i| *i == id).and_then(|i| distances.get(i).copied().flatten());
    Ok(offers.iter().map(|o| card(o, words, distance(o.id), reader)).collect())
}
