//! Places of a programme with rolling entry: who is in, who waits, who enters when a place is free (rules G10, M11).

use super::{facts, moved};
use crate::candidacy::model::capacity::{Placement, Waiting, entering, place_or_queue, too_few};
use crate::candidacy::model::state::{Mover, State, move_to};
use crate::candidacy::store::Kept;
use crate::candidacy::store::dossiers::{self, Candidacy};
use crate::desk::service::{Ask, No};
use crate::i18n::candidacy as say;
use crate::kernel::refusal::Refusal;
use crate::mail::service::{Letter, put};
use crate::store::{StoreError, Tx};
use jiff::Timestamp;

/// Who holds a place, and who waits for one.
pub struct Room {
    /// How many hold a place.
    pub present: usize,
    /// The queue.
    pub queue: Vec<Waiting>,
}

fn room(all: &[Candidacy]) -> Room {
    let waiting = |c: &&Candidacy| c.state == State::Waitlisted;
    let one = |c: &Candidacy| Waiting {
        candidacy: format!("{:012}", c.id),
        since: Timestamp::from_millisecond(c.queued_at.unwrap_or(c.updated_at)).unwrap_or(Timestamp::UNIX_EPOCH),
    };
    Room { present: all.iter().filter(|c| c.state.holds_place()).count(), queue: all.iter().filter(waiting).map(one).collect() }
}

/// What anybody may know: places left, or the rank one would have.
pub async fn words(tx: &mut Tx, kept: &Kept) -> Result<String, StoreError> {
    let room = room(&dossiers::of_edition(tx, kept.id).await?);
    Ok(match place_or_queue(room.present, kept.edition.places.into(), &room.queue) {
        Placement::Place => say::places_left(usize::from(kept.edition.places).saturating_sub(room.present)),
        Placement::Queue { rank } => say::would_wait(rank),
    })
}

/// The rank of somebody who waits, in words.
pub async fn rank(tx: &mut Tx, kept: &Kept, candidacy: i64) -> Result<Option<String>, StoreError> {
    let room = room(&dossiers::of_edition(tx, kept.id).await?);
    let key = format!("{candidacy:012}");
    let at = crate::candidacy::model::capacity::in_order(&room.queue).iter().position(|w| w.candidacy == key);
    Ok(at.map(|i| Placement::Queue { rank: i + 1 }.words()))
}

/// What the team reads: how many are in, how many wait, and whether the group is too small.
pub fn team_words(all: &[Candidacy], kept: &Kept) -> Vec<String> {
    let room = room(all);
    let mut out = vec![say::room_words(room.present, kept.edition.places.into(), room.queue.len())];
    out.extend(too_few(room.present, kept.edition.settings.warn_below.into()));
    out
}

/// After the meeting (rule G9): a place if one is free and nobody waits, else the end of the queue. The steps between are walked one
/// by one, each guarded and journalled. The caller holds the edition.
pub async fn welcome(tx: &mut Tx, ask: &Ask<'_>, kept: &Kept, c: &Candidacy) -> Result<Placement, No> {
    if kept.edition.last_day.is_some() || !matches!(c.state, State::InReview | State::Invited) {
        return Err(Refusal::rule(say::WELCOME_NOT_NOW).into());
    }
    let room = room(&dossiers::of_edition(tx, kept.id).await?);
    let placement = place_or_queue(room.present, kept.edition.places.into(), &room.queue);
    let end = if placement == Placement::Place { State::ConditionalOffer } else { State::Waitlisted };
    let mut facts = facts(Mover::Team, &kept.edition, 0, ask.today());
    facts.interview_held = true;
    let mut now = c.clone();
    for next in [State::Invited, State::Planned, State::Interviewed, State::Decided, end] {
        if now.state == next {
            continue;
        }
        moved(tx, ask, &now, next, &facts).await?;
        now.state = next;
    }
    write_to(tx, ask, kept, c, &placement.words()).await?;
    Ok(placement)
}

/// Lets in those whose turn it is, when places are free. The caller holds the edition.
pub async fn admit(tx: &mut Tx, ask: &Ask<'_>, kept: &Kept) -> Result<usize, No> {
    if kept.edition.last_day.is_some() {
        return Ok(0);
    }
    let all = dossiers::of_edition(tx, kept.id).await?;
    let room = room(&all);
    let keys: Vec<i64> =
        entering(room.present, kept.edition.places.into(), &room.queue).into_iter().filter_map(|w| w.candidacy.parse().ok()).collect();
    let facts = facts(Mover::Team, &kept.edition, 0, ask.today());
    for c in all.iter().filter(|c| keys.contains(&c.id)) {
        move_to(c.state, State::ConditionalOffer, &facts)?;
        dossiers::set_state(tx, c.id, State::ConditionalOffer, ask.ms()).await?;
        let entry = crate::audit::service::Entry {
            thing: super::THING,
            id: c.id,
            verb: "place libérée",
            was: c.state.code(),
            became: State::ConditionalOffer.code(),
            ..Default::default()
        };
        crate::audit::service::write(tx, &entry, ask.ms()).await?;
        write_to(tx, ask, kept, c, &Placement::Place.words()).await?;
    }
    Ok(keys.len())
}

async fn write_to(tx: &mut Tx, ask: &Ask<'_>, kept: &Kept, c: &Candidacy, words: &str) -> Result<(), StoreError> {
    let url = format!("{}/mon-espace/dossiers/{}", ask.desk.board.base_url, c.id);
    let letter = Letter {
        person: Some(c.person),
        to: c.email.clone(),
        subject: say::place_subject(&kept.edition.title),
        body: say::place_mail(c.called(), words, &url),
        cause: "place",
    };
    put(tx, &letter, ask.ms()).await
}
