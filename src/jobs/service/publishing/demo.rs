//! What the recruiters of the demo world post and receive: one offer online with its applications, one draft, one that waits to be
//! read. Dates are counted from today.

use super::put_online;
use crate::jobs::model::draft::OfferDraft;
use crate::jobs::publish::answer::{DeclineReason, State as Stand, promised};
use crate::jobs::publish::form::Extras;
use crate::jobs::publish::paper::{Paper, Typed};
use crate::jobs::publish::state::State;
use crate::jobs::store::applications::{self, Sent};
use crate::jobs::store::postings;
use crate::kernel::clock::paris_day;
use crate::kernel::dates::shift;
use crate::people::store as people;
use crate::places::Places;
use crate::store::{Db, StoreError, Tx};
use jiff::Timestamp;
use jiff::civil::Date;
use serde::Deserialize;

const WORLD: &str = include_str!("../../../seeds/recruiting.json");
const DAY_MS: i64 = 86_400_000;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct World {
    postings: Vec<Told>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Told {
    /// Slug.
    organisation: String,
    /// Code of [`State`].
    state: String,
    /// Days since it was begun or published.
    age: i32,
    /// Days left to apply.
    left: i32,
    draft: OfferDraft,
    questions: Vec<String>,
    applications: Vec<Applied>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Applied {
    name: String,
    email: String,
    /// Code of [`Stand`].
    state: String,
    /// Days since it was sent.
    age: i32,
    letter: String,
    answers: Vec<String>,
    #[serde(default)]
    reason: String,
    #[serde(default)]
    note: String,
}

/// The postings of the demo world as of a day.
///
/// # Errors
/// The file does not read.
fn world(today: Date) -> Result<Vec<Told>, StoreError> {
    let mut world: World = serde_json::from_str(WORLD).map_err(|e| StoreError::Corrupt(e.to_string()))?;
    for told in &mut world.postings {
        told.draft.published_on = shift(today, -told.age);
        told.draft.last_day = Some(shift(today, told.left));
    }
    Ok(world.postings)
}

/// Creates the postings of the demo world, for the organisations that have none yet.
///
/// # Errors
/// The database failed.
pub async fn demo(db: &Db, places: &Places, organisations: &[(String, i64)], now: i64) -> Result<(), StoreError> {
    let today = paris_day(Timestamp::from_millisecond(now).unwrap_or(Timestamp::UNIX_EPOCH));
    let mut fresh = Vec::new();
    for told in world(today)? {
        let Some((_, organisation)) = organisations.iter().find(|(slug, _)| *slug == told.organisation) else { continue };
        let mut tx = db.begin().await?;
        if !fresh.contains(organisation) {
            if !postings::of_organisation(&mut tx, *organisation).await?.is_empty() {
                continue;
            }
            fresh.push(*organisation);
        }
        post(&mut tx, places, &told, *organisation, now).await?;
        tx.commit().await?;
    }
    Ok(())
}

async fn post(tx: &mut Tx, places: &Places, told: &Told, organisation: i64, now: i64) -> Result<(), StoreError> {
    let state = State::from_code(&told.state).unwrap_or(State::Draft);
    let charter = state != State::Draft;
    let typed = Typed::of(&told.draft, &Extras { questions: told.questions.clone(), charter });
    let begun = now - i64::from(told.age) * DAY_MS;
    let id = postings::create(tx, organisation, &typed, begun).await?;
    let Some(mut p) = postings::one(tx, id).await? else { return Ok(()) };
    let paper = Paper { draft: OfferDraft { reference: id.to_string(), ..told.draft.clone() }, questions: told.questions.clone() };
    p.state = state;
    match state {
        State::Proposed => {
            postings::keep_version(tx, id, &paper, begun).await?;
            p.proposed = Some(paper);
        }
        State::Published => put_online(tx, places, &mut p, paper, now).await?,
        _ => {}
    }
    postings::save(tx, &mut p, begun).await?;
    let Some(offer_id) = p.offer_id else { return Ok(()) };
    for one in &told.applications {
        apply(tx, told, one, (offer_id, organisation), now).await?;
    }
    Ok(())
}

async fn apply(tx: &mut Tx, told: &Told, one: &Applied, (offer_id, organisation): (i64, i64), now: i64) -> Result<(), StoreError> {
    let at = now - i64::from(one.age) * DAY_MS;
    let person = people::create(tx, &one.email, &one.name, at).await?;
    people::mark_demo(tx, person).await?;
    let sent = Sent {
        offer_id,
        name: one.name.clone(),
        email: one.email.clone(),
        letter: one.letter.clone(),
        answers: one.answers.clone(),
        pieces: Vec::new(),
    };
    let day = paris_day(Timestamp::from_millisecond(at).unwrap_or(Timestamp::UNIX_EPOCH));
    let by = promised(told.draft.last_day, told.draft.answer_days, day);
    let Some(id) = applications::send(tx, &sent, organisation, person, by, at).await? else { return Ok(()) };
    let state = Stand::from_code(&one.state).unwrap_or(Stand::New);
    let Some(a) = applications::one(tx, id).await? else { return Ok(()) };
    let message = match (state, DeclineReason::from_code(&one.reason)) {
        (Stand::Declined, Some(reason)) => super::applying::proposed_message(reason, &a),
        (Stand::Accepted, _) => crate::i18n::recruiting::acceptance(super::applying::first_name(&one.name), &a.title, &a.organisation),
        _ => String::new(),
    };
    if state != Stand::New {
        let answer = (!message.is_empty()).then_some((one.reason.as_str(), message.as_str()));
        applications::step(tx, id, Stand::New, state, answer, at + DAY_MS).await?;
    }
    if !one.note.is_empty()
        && let Some((author, ..)) = people::members(tx, organisation, now).await?.first()
    {
        applications::note(tx, id, *author, &one.note, at + DAY_MS).await?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::jobs::publish::lint::lint;

    #[test]
    fn what_the_demo_publishes_could_be_proposed() {
        let today = jiff::civil::date(2026, 11, 22);
        let all = world(today).unwrap();
        assert_eq!(all.len(), 6);
        for told in all {
            assert!(State::from_code(&told.state).is_some() && told.applications.iter().all(|a| Stand::from_code(&a.state).is_some()));
            let found = lint(&told.draft, &told.questions);
            assert!(found.is_empty(), "{}: {found:?}", told.draft.title);
            if told.state != State::Draft.code() {
                let typed = Typed::of(&told.draft, &Extras { questions: told.questions.clone(), charter: true });
                assert_eq!(typed.read(today, &told.draft).refusals, [], "{}", told.draft.title);
            }
        }
    }
}
