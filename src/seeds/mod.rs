//! The demo world: the two source offers, transcribed whole, and a board of believable others.
//!
//! The source offers keep their dates of 2020–2021 and 2015 in `sources.json` (what an import of them gives); here the
//! dates of each are moved together so that both are open today, the gaps between them kept.

use crate::jobs::import::{Format, Parsed, read};
use crate::jobs::model::draft::{Contact, OfferDraft};
use crate::kernel::dates::{days_between, shift};
use crate::kernel::refusal::Refusal;
use jiff::civil::Date;

/// The two source offers and their organisations, with their own dates.
pub const SOURCES: &str = include_str!("sources.json");

const WORLD: [&str; 6] = [
    include_str!("organisations.json"),
    include_str!("offers-1.json"),
    include_str!("offers-2.json"),
    include_str!("offers-3.json"),
    include_str!("offers-4.json"),
    include_str!("offers-5.json"),
];

/// The day the demo offers were written for.
const ANCHOR: Date = Date::constant(2026, 11, 22);

/// What the sources leave out and our offers must say (rule I33), invented for the demo: (reference, days since
/// publication, contact, role, address, answer delay).
const COMPLETED: [(&str, i32, &str, &str, &str, u16); 2] = [
    ("france-active-77-91-etude-action", 15, "Camille Roussel", "directrice déléguée", "recrutement@france-active-77-91.example", 8),
    ("we-co-experience-2015", 3, "Marie Delaunay", "comité de pilotage", "bonjour@we-co.example", 15),
];

/// The demo world as of a day. Every row is expected to be good; a test and `seed demo` say so.
///
/// # Errors
/// A file of the world that does not read.
pub fn demo(today: Date) -> Result<Parsed, Refusal> {
    let mut world = read(Format::Json, SOURCES.as_bytes(), "demo")?;
    for row in &mut world.offers {
        if let Ok(draft) = &mut row.outcome {
            complete(draft, today);
        }
    }
    for file in WORLD {
        let mut part = read(Format::Json, file.as_bytes(), "demo")?;
        for row in &mut part.offers {
            if let Ok(draft) = &mut row.outcome {
                moved(draft, days_between(ANCHOR, today) as i32);
            }
        }
        world.organisations.append(&mut part.organisations);
        world.offers.append(&mut part.offers);
    }
    Ok(world)
}

/// Brings a source offer to today and says, in its text, that this was done.
fn complete(draft: &mut OfferDraft, today: Date) {
    let Some((_, age, name, role, email, answer)) = COMPLETED.iter().find(|c| c.0 == draft.reference) else { return };
    let original = draft.published_on;
    moved(draft, days_between(original, shift(today, -age)) as i32);
    draft.contact = Some(Contact { name: (*name).to_owned(), role: Some((*role).to_owned()), email: Some((*email).to_owned()) });
    draft.answer_days = Some(*answer);
    let note = format!(
        "\n\nDémonstration\u{202f}: cette offre est réelle et date de {}. Les dates de la fiche ont été déplacées ensemble pour qu’elle soit ouverte aujourd’hui\u{202f}; le contact et le délai de réponse sont inventés. Son texte garde les dates d’origine.",
        original.year()
    );
    draft.sections.more.push_str(&note);
}

/// Moves every date of an offer by the same number of days.
fn moved(draft: &mut OfferDraft, days: i32) {
    draft.published_on = shift(draft.published_on, days);
    draft.last_day = draft.last_day.map(|d| shift(d, days));
    draft.closed_on = draft.closed_on.map(|d| shift(d, days));
    draft.end = draft.end.map(|f| f.shifted(days));
    if let Some(start) = &mut draft.start {
        start.from = start.from.map(|f| f.shifted(days));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::jobs::model::status::{Lifetime, Status};
    use crate::jobs::model::{Contract, Function, Remote, Sector};
    use crate::kernel::clock::paris_midnight;
    use jiff::civil::date;
    use std::collections::HashSet;

    fn good(parsed: Parsed) -> Vec<OfferDraft> {
        parsed.offers.into_iter().map(|r| r.outcome.unwrap_or_else(|e| panic!("{:?}: {e}", r.reference))).collect()
    }

    fn status(d: &OfferDraft, today: Date) -> Status {
        Lifetime::of(d.published_on, d.last_day, d.closed_on).status(paris_midnight(today))
    }

    #[test]
    fn the_world_is_large_and_varied_whatever_the_day() {
        for today in [ANCHOR, date(2027, 2, 28), date(2028, 12, 31)] {
            let world = demo(today).unwrap();
            assert!(world.organisations.iter().all(|r| r.outcome.as_ref().is_ok_and(|d| d.check().is_ok())));
            assert!(world.organisations.len() >= 25);
            let offers = good(world);
            assert!(offers.len() >= 62, "{}", offers.len());
            for d in &offers {
                d.check().unwrap_or_else(|e| panic!("{} on {today}: {e}", d.reference));
            }
            let open: Vec<_> = offers.iter().filter(|d| status(d, today) == Status::Open).collect();
            assert!(open.len() >= 55, "{}", open.len());
            let contracts: HashSet<Contract> = offers.iter().flat_map(|d| d.contracts.clone()).collect();
            let sectors: HashSet<Sector> = offers.iter().flat_map(|d| d.sectors.clone()).collect();
            let functions: HashSet<Function> = offers.iter().filter_map(|d| d.function).collect();
            let remote: HashSet<Remote> = offers.iter().map(|d| d.remote).collect();
            assert_eq!(
                (contracts.len(), sectors.len(), functions.len(), remote.len()),
                (Contract::COUNT, Sector::COUNT, Function::COUNT, Remote::COUNT)
            );
        }
    }

    #[test]
    fn i5_i16_with_their_own_dates_the_sources_are_closed_and_archived() {
        let offers = good(read(Format::Json, SOURCES.as_bytes(), "demo").unwrap());
        assert_eq!(offers.len(), 2);
        assert!(offers.iter().all(|d| status(d, ANCHOR) == Status::Gone));
        assert_eq!(offers[0].last_day, Some(date(2021, 1, 14)));
        assert_eq!(offers[1].published_on, date(2015, 3, 15));
    }

    #[test]
    fn in_the_demo_both_sources_are_open_and_their_gaps_kept() {
        let original = good(read(Format::Json, SOURCES.as_bytes(), "demo").unwrap());
        let moved = good(demo(ANCHOR).unwrap());
        for (a, b) in original.iter().zip(&moved) {
            assert_eq!(status(b, ANCHOR), Status::Open);
            let gap = |d: &OfferDraft| d.last_day.map(|l| days_between(d.published_on, l));
            assert_eq!(gap(a), gap(b));
            assert!(b.contact.is_some() && b.answer_days.is_some(), "rule I33");
        }
    }
}
