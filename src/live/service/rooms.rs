//! What other rooms of the house ask of a morning: prepare it, read what was rated, tell who met.

use crate::campaign::service::demo;
use crate::live::model::clock::{WAITING, played, times};
use crate::live::model::op::Op;
use crate::live::model::presence::misses;
use crate::live::model::rating::Rating;
use crate::live::model::room::{Guest, Room};
use crate::live::model::seat::Side;
use crate::live::store;
pub use crate::live::store::{Author, Rated, hold};
use crate::store::{StoreError, Tx};
use jiff::civil::Date;

/// Removes the room of a campaign when nothing happened in it yet: it was not started, and nothing was rated. People who opened their
/// seat early find the new one.
async fn remove_waiting(tx: &mut Tx, campaign: i64) -> Result<(), StoreError> {
    let Some((id, _)) = store::of_campaign(tx, campaign).await? else { return Ok(()) };
    match super::whole(tx, id).await?.map(|kept| kept.room) {
        Some(room) if room.clock.state == WAITING => store::remove_unrated(tx, id, room.rev).await,
        _ => Ok(()),
    }
}

/// Prepares the room of a campaign in place of one that was not begun. None when its morning has begun: the plan can no longer be
/// replaced as a whole, only repaired.
///
/// # Errors
/// The database failed.
pub async fn prepare(tx: &mut Tx, campaign: i64, day: Date, room: &Room, now: i64) -> Result<Option<i64>, StoreError> {
    store::remove_simulated(tx, campaign).await?;
    remove_waiting(tx, campaign).await?;
    store::prepare(tx, campaign, day, room, false, now).await
}

/// Puts a simulated morning in the place of the campaign's room, with whatever was simulated before. None when a real one has begun; in
/// the demo campaign none is real.
///
/// # Errors
/// The database failed.
pub async fn prepare_simulated(tx: &mut Tx, campaign: i64, day: Date, room: &Room, now: i64) -> Result<Option<i64>, StoreError> {
    if demo::is_demo(tx, campaign).await? {
        store::remove(tx, campaign).await?;
    }
    store::remove_simulated(tx, campaign).await?;
    remove_waiting(tx, campaign).await?;
    store::prepare(tx, campaign, day, room, true, now).await
}

/// The key and the day of the room of a campaign.
///
/// # Errors
/// The database failed.
pub async fn of_campaign(tx: &mut Tx, campaign: i64) -> Result<Option<(i64, String)>, StoreError> {
    store::of_campaign(tx, campaign).await
}

/// The key of the room of a campaign when what happened there counts: real people did it, or the campaign is the demo's. A simulated
/// morning teaches nothing about who met whom and who liked whom.
async fn counting(tx: &mut Tx, campaign: i64) -> Result<Option<i64>, StoreError> {
    let Some((id, _)) = store::of_campaign(tx, campaign).await? else { return Ok(None) };
    let counts = !store::simulated(tx, id).await? || demo::is_demo(tx, campaign).await?;
    Ok(counts.then_some(id))
}

/// What one seat of a room wrote.
///
/// # Errors
/// The database failed.
pub async fn ratings_of(tx: &mut Tx, author: Author) -> Result<Vec<Rating>, StoreError> {
    store::ratings_of(tx, author).await
}

/// Every rating of a room.
///
/// # Errors
/// The database failed.
pub async fn ratings(tx: &mut Tx, room: i64) -> Result<Vec<Rated>, StoreError> {
    store::ratings(tx, room).await
}

/// Forgets what an associate or a host wrote in the morning of a campaign; what was written of them stays.
///
/// # Errors
/// The database failed.
pub async fn forget_written(tx: &mut Tx, campaign: i64, side: Side, id: i64) -> Result<(), StoreError> {
    let Some((room, _)) = store::of_campaign(tx, campaign).await? else { return Ok(()) };
    store::forget_written(tx, Author { room, side, id }).await
}

/// What an associate or a host wrote in the morning of a campaign. Nothing of a simulated morning, but in the demo campaign.
///
/// # Errors
/// The database failed.
pub async fn own_ratings(tx: &mut Tx, campaign: i64, side: Side, id: i64) -> Result<Vec<Rating>, StoreError> {
    match counting(tx, campaign).await? {
        Some(room) => store::ratings_of(tx, Author { room, side, id }).await,
        None => Ok(Vec::new()),
    }
}

/// The mean of what an associate or a host gave to each they rated in the morning of a campaign: target and hundredths (100 to 500).
///
/// # Errors
/// The database failed.
pub async fn mean_scores(tx: &mut Tx, campaign: i64, side: Side, id: i64) -> Result<Vec<(i64, i64)>, StoreError> {
    let all = own_ratings(tx, campaign, side, id).await?;
    Ok(all.iter().filter_map(|r| Some((r.target, i64::from(r.mean_hundredths()?)))).collect())
}

/// Who met in the morning of a campaign, as associate and host: rounds that began with both there. Before any operation the plan itself
/// counts, for a morning held on paper. None when there is no room, or a simulated one outside the demo campaign.
///
/// # Errors
/// The database failed.
pub async fn met(tx: &mut Tx, campaign: i64, now: i64) -> Result<Option<Vec<(i64, i64)>>, StoreError> {
    Ok(room_of(tx, campaign).await?.map(|room| met_in(&room, now)))
}

/// The room of a campaign as its log says at this moment. None when there is none, or a simulated one outside the demo campaign.
///
/// # Errors
/// The database failed.
pub async fn room_of(tx: &mut Tx, campaign: i64) -> Result<Option<Room>, StoreError> {
    let Some(id) = counting(tx, campaign).await? else { return Ok(None) };
    Ok(super::whole(tx, id).await?.map(|kept| kept.room))
}

/// As [`met`], of a room at hand.
pub fn met_in(room: &Room, now: i64) -> Vec<(i64, i64)> {
    let (times, played) = (times(room, now), played(room, now));
    // A morning that was never started here was held on paper: the plan itself counts.
    let on_paper = room.clock.state == WAITING;
    let mut all = Vec::new();
    for m in &room.meetings {
        let (Some(a), Some(h)) = (room.associates.get(m.associate as usize), room.hosts.get(m.host as usize)) else { continue };
        let Some(time) = times.get(m.round as usize) else { continue };
        let began = on_paper || m.round < played;
        if began && !misses(a, m.round, *time, now) && !misses(h, m.round, *time, now) {
            all.push((a.id, h.id));
        }
    }
    all
}

/// Rooms whose codes open seats on a day: keys of the room and of its campaign.
///
/// # Errors
/// The database failed.
pub async fn of_day(tx: &mut Tx, day: Date) -> Result<Vec<(i64, i64)>, StoreError> {
    store::of_day(tx, day).await
}

/// Forgets a person of the room of a campaign: their ratings, those about them, and their name in what is kept of the room. Nodes that hold
/// it read it again.
///
/// # Errors
/// The database failed.
pub async fn forget(tx: &mut Tx, campaign: i64, side: Side, id: i64, name: &str) -> Result<(), StoreError> {
    let Some((room, _)) = store::of_campaign(tx, campaign).await? else { return Ok(()) };
    store::rewording(tx, room).await?;
    store::forget(tx, room, side, id).await?;
    let Some(whole) = super::whole(tx, room).await? else { return Ok(()) };
    let before = side.guests(&whole.room).iter().find(|g| g.id == id).map(|g| g.name.clone()).unwrap_or_default();
    let Some(mut kept) = store::room(tx, room).await? else { return Ok(()) };
    let guests = if side == Side::Associate { &mut kept.room.associates } else { &mut kept.room.hosts };
    guests.iter_mut().filter(|g| g.id == id).for_each(|g| unnamed(g, name));
    store::keep_snapshot(tx, room, &kept.room).await?;
    // A repair says why, which names who did not come, and may have brought the host it is about.
    for (rev, _, _, text) in store::log(tx, room).await? {
        let Some(Op::Replan { plan, meetings, mut hosts_added, broken, why }) = Op::of_text(&text) else { continue };
        let added = hosts_added.iter_mut().filter(|g| side == Side::Host && g.id == id);
        added.for_each(|g| unnamed(g, name));
        let why = if before.is_empty() { why } else { why.replace(&before, name) };
        let op = Op::Replan { plan, meetings, hosts_added, broken, why }.to_text();
        if op != text {
            store::reword(tx, room, rev, &op).await?;
        }
    }
    store::hint(tx, room).await
}

/// What remains of somebody forgotten.
fn unnamed(guest: &mut Guest, name: &str) {
    (guest.name, guest.short) = (name.to_owned(), name.to_owned());
    (guest.initials, guest.about, guest.ask) = (String::new(), String::new(), String::new());
}
