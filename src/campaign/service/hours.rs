//! A day or an hour set again after the plan was published: the room, the sheets and everybody's calendar follow once the team says so.

use super::access::Voice;
use super::stage::Bench;
use super::{THING, morning, moves, plan_mail};
use crate::audit::service::{Entry, write};
use crate::campaign::model::phase::{Phase, PhaseState, state};
use crate::desk::model::{Block, Form};
use crate::desk::service::{Acted, Ask, Done, No};
use crate::i18n::campaign_decide as say;
use crate::kernel::refusal::Refusal;
use crate::live::model::clock::WAITING;
use crate::live::model::room::Room;
use crate::live::model::seat::Side;
use crate::live::service::rooms;
use crate::store::Tx;

/// The room at the hours that are set now, with whatever was repaired in it; None when it has them, there is no room that waits, or the
/// morning is over and was held without it.
async fn moved(tx: &mut Tx, bench: &Bench) -> Result<Option<Room>, No> {
    let campaign = &bench.campaign;
    if state(&bench.stages, Phase::Morning) == PhaseState::Closed {
        return Ok(None);
    }
    let Some((_, day)) = rooms::of_campaign(tx, campaign.id).await? else { return Ok(None) };
    let waits = |room: &Room| room.clock.state == WAITING && !room.closed;
    let Some(room) = rooms::room_of(tx, campaign.id).await?.filter(waits) else { return Ok(None) };
    let fresh = match morning::fresh_room(tx, campaign.id).await {
        Ok(fresh) => fresh,
        Err(No::Refused(_)) => return Ok(None),
        Err(fault) => return Err(fault),
    };
    let same = campaign.settings.day.is_some_and(|set| set.to_string() == day) && fresh.rounds == room.rounds;
    let fits = fresh.rounds.len() == room.rounds.len();
    Ok((!same && fits).then_some(Room { rev: 0, day: fresh.day, offset: fresh.offset, rounds: fresh.rounds, ..room }))
}

/// Whether the plan of a room has this voice.
fn seated(room: &Room, voice: &Voice) -> bool {
    let guests = if voice.side() == Side::Associate { &room.associates } else { &room.hosts };
    guests.iter().any(|guest| guest.id == voice.id())
}

/// That the published plan stands at other hours than those set, and the way to publish these.
pub(super) async fn notice(tx: &mut Tx, ask: &Ask<'_>, bench: &Bench) -> Result<Vec<Block>, No> {
    if moved(tx, bench).await?.is_none() {
        return Ok(Vec::new());
    }
    let form = Form::new("horaire").button("horaire", say::PUBLISH_HOURS);
    Ok(vec![Block::notice("now", say::HOURS_MOVED), ask.form(form)])
}

/// Puts the room at the hours that are set, and tells everybody, in one transaction.
pub(super) async fn act(ask: &Ask<'_>) -> Acted {
    let me = ask.me()?;
    let mut tx = ask.db().begin().await?;
    let bench = Bench::locked(&mut tx, ask, 1).await?;
    let (id, day) = (bench.campaign.id, bench.campaign.settings.day.ok_or_else(|| Refusal::rule(say::NO_DAY))?);
    let before = rooms::of_campaign(&mut tx, id).await?;
    if let Some((room, _)) = before {
        // Nothing is repaired in the room between its being read and its being replaced.
        rooms::hold(&mut tx, room).await?;
    }
    let room = moved(&mut tx, &bench).await?.ok_or_else(|| Refusal::conflict(say::HOURS_SAME))?;
    rooms::prepare(&mut tx, id, day, &room, ask.ms()).await?.ok_or_else(|| Refusal::conflict(say::MORNING_BEGAN))?;
    for voice in moves::voices(&bench.everyone).into_iter().filter(|voice| seated(&room, voice)) {
        let (subject, body) = plan_mail::letter(ask, &bench, &room, &voice, true);
        moves::send(&mut tx, &voice, subject, body, "plan de la matinée", ask.ms()).await?;
    }
    let was = before.as_ref().map_or("", |(_, day)| day.as_str());
    let became = say::day_at(day, bench.campaign.settings.start);
    let entry = Entry { actor: Some(me.person), thing: THING, id, verb: "horaire de la matinée", was, became: &became, reason: "" };
    write(&mut tx, &entry, ask.ms()).await?;
    tx.commit().await?;
    if let Some((room, _)) = before {
        ask.desk.halls.forget(room);
    }
    Ok(Done::saying(&bench.here(), "plan-publie"))
}
