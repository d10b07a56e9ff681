//! The morning of a campaign: its room made from the published plan, and the ratings of its seats.

use crate::campaign::model::phase::{Phase, PhaseState};
use crate::campaign::model::read;
use crate::campaign::service::people::Everyone;
use crate::campaign::service::problem;
use crate::campaign::store::{self, Campaign, runs};
use crate::desk::service::{No, missing};
use crate::i18n::campaign_morning as say;
use crate::kernel::clock::{now, paris};
use crate::kernel::dates::long_day;
use crate::kernel::lang::Lang;
use crate::kernel::refusal::Refusal;
use crate::live::model::rating::Rating;
use crate::live::model::room::{Guest, Meeting, Room, Slot};
use crate::live::model::seat::{Seat, Side};
use crate::live::service::hall::Hall;
use crate::live::service::writer::Outcome;
use crate::live::service::{Halls, rooms};
use crate::matching::format::solution::Solution;
use crate::store::{StoreError, Tx};
use jiff::Timestamp;

/// Whether ratings of the morning may still be written: until the second lists close.
///
/// # Errors
/// The database failed.
pub async fn ballots_open(tx: &mut Tx, campaign: i64) -> Result<bool, StoreError> {
    let phases = store::phases(tx, campaign).await?;
    Ok(phases.iter().any(|s| s.phase == Phase::Preferences2 && s.state != PhaseState::Closed))
}

/// As [`ballots_open`], and true until this transaction ends: whoever closes the lists waits for it. Only in a writing transaction.
///
/// # Errors
/// The database failed.
pub async fn ballots_held_open(tx: &mut Tx, campaign: i64) -> Result<bool, StoreError> {
    let state = store::held_phase(tx, campaign, Phase::Preferences2).await?;
    Ok(state.is_some_and(|s| s != PhaseState::Closed))
}

/// Keeps a rating of a seat about somebody they meet in the plan.
///
/// # Errors
/// It does not fit, or is about somebody they do not meet.
pub async fn rate(halls: &Halls, hall: &Hall, seat: Seat, rating: Rating) -> Result<(Outcome, i64), No> {
    rating.check().map_err(|m| Refusal::invalid(m.field(), m.sentence()))?;
    let room = hall.room();
    let meets = room.meetings.iter().any(|m| match seat.side {
        Side::Associate => m.associate == seat.at && room.hosts.get(m.host as usize).is_some_and(|g| g.id == rating.target),
        Side::Host => m.host == seat.at && room.associates.get(m.associate as usize).is_some_and(|g| g.id == rating.target),
    });
    if !meets {
        return Err(Refusal::rule(say::NOT_MET).into());
    }
    let Some(id) = hall.key_of(seat) else { return Err(missing()) };
    let at = now().as_millisecond();
    let author = rooms::Author { room: hall.id, side: seat.side, id };
    let outcome = halls.writer.rate(author, hall.campaign, rating, at).await;
    hall.touch();
    Ok((outcome, at))
}

/// The room of the morning as the published plan says, before anything happened.
///
/// # Errors
/// No plan is published, the day is not set, or the database failed.
pub async fn fresh_room(tx: &mut Tx, campaign: i64) -> Result<Room, No> {
    let campaign = store::one(tx, campaign).await?.ok_or_else(missing)?;
    let everyone = Everyone::load(tx, campaign.id).await?;
    let run = runs::published(tx, campaign.id, 1).await?.ok_or_else(|| Refusal::rule(say::NO_PLAN))?;
    let text = runs::files(tx, run.id).await?.solution;
    let solution: Solution = serde_json::from_str(&text).map_err(|e| StoreError::Corrupt(format!("a plan: {e}")))?;
    room_of(&campaign, &everyone, &solution)
}

/// As [`fresh_room`], of a plan at hand.
///
/// # Errors
/// The plan names somebody who left, or the day is not set.
pub fn room_of(campaign: &Campaign, everyone: &Everyone, solution: &Solution) -> Result<Room, No> {
    let tables: Vec<(i64, u32)> = everyone.hosts.iter().map(|h| (h.id, h.draft.tables)).collect();
    let met = read::meetings(solution, &problem::names(campaign, everyone), &tables)?;
    let count = met.iter().map(|m| m.round).max().unwrap_or(0).max(solution.rounds.unwrap_or(0));
    let times = campaign.settings.timetable(count);
    let first = times.first().ok_or_else(|| Refusal::rule(say::NO_DAY))?;
    let position = |mut ids: Box<dyn Iterator<Item = i64> + '_>, id: i64| ids.position(|i| i == id).map(|p| p as u32);
    let mut meetings = Vec::new();
    for m in met {
        let associate = position(Box::new(everyone.associates.iter().map(|a| a.id)), m.associate);
        let host = position(Box::new(everyone.hosts.iter().map(|h| h.id)), m.host);
        if let Some((associate, host)) = associate.zip(host) {
            meetings.push(Meeting { associate, host, round: m.round - 1, table: m.table });
        }
    }
    let zoned = Timestamp::from_millisecond(first.starts).unwrap_or(Timestamp::UNIX_EPOCH).to_zoned(paris());
    let mut rounds = Vec::new();
    for (i, slot) in times.iter().enumerate() {
        let gap = times.get(i + 1).map_or(0, |next| u32::try_from((next.starts - slot.ends) / 1000).unwrap_or(0));
        let pause = campaign.settings.breaks.iter().any(|b| usize::from(b.after) == i + 1);
        rounds.push(Slot { seconds: u32::try_from((slot.ends - slot.starts) / 1000).unwrap_or(0), gap, pause, planned: slot.starts });
    }
    Ok(Room {
        title: say::MORNING.to_owned(),
        day: long_day(zoned.date(), Lang::Fr),
        offset: zoned.offset().seconds() / 60,
        associates: everyone.associates.iter().map(associate_guest).collect(),
        hosts: everyone.host_guests(&read::first_tables(&tables)),
        rounds,
        meetings,
        ..Room::default()
    })
}

fn associate_guest(a: &crate::campaign::store::people::Associate) -> Guest {
    let name = a.draft.name.trim();
    let (first, last) = name.split_once(' ').unwrap_or((name, ""));
    let initial = |w: &str| w.chars().next().map(|c| c.to_uppercase().to_string()).unwrap_or_default();
    let short = if last.is_empty() { first.to_owned() } else { format!("{first} {}.", initial(last)) };
    let initials = format!("{}{}", initial(first), initial(last));
    Guest { id: a.id, name: name.to_owned(), short, initials, about: a.draft.pitch.clone(), ..Guest::default() }
}
