//! What consoles alone see, gathered and sent at most once a second: which pairs were rated, which seats are connected.

use super::Halls;
use super::hall::{Hall, frame};
use crate::kernel::clock::now;
use crate::live::model::marks::Marks;
use crate::live::model::seat::{Seat, Side};
use crate::live::store;
use crate::people::store as accounts;
use crate::store::StoreError;
use std::sync::Arc;
use std::time::Duration;
use tokio_util::sync::CancellationToken;

const EVERY: Duration = Duration::from_millis(1_000);
/// Seconds between two notes that a seat is connected.
const SEEN_EVERY: u64 = 5;
/// Seconds between two looks at whether the sessions of open consoles still last.
const SESSIONS_EVERY: u64 = 2;
/// Seconds between two breaths of a stream.
const BREATH_EVERY: u64 = 15;
/// A seat not seen for this long is shown as disconnected, in milliseconds.
pub const AWAY_MS: i64 = 12_000;

/// Runs until told to stop.
pub async fn run(halls: &Arc<Halls>, stop: &CancellationToken) {
    let mut second: u64 = 0;
    loop {
        tokio::select! {
            () = stop.cancelled() => return,
            () = tokio::time::sleep(EVERY) => second += 1,
        }
        for hall in halls.held() {
            if second.is_multiple_of(BREATH_EVERY) {
                hall.breathe(now().as_millisecond());
            }
            if let Err(fault) = beat(halls, &hall, second).await {
                tracing::error!(%fault, room = hall.id, "the marks of a room could not be gathered");
            }
        }
    }
}

async fn beat(halls: &Halls, hall: &Hall, second: u64) -> Result<(), StoreError> {
    if second.is_multiple_of(SEEN_EVERY) {
        let seats: Vec<(Side, i64)> = hall.sitting().into_iter().filter_map(|s| Some((s.side, hall.key_of(s)?))).collect();
        if !seats.is_empty() {
            let mut tx = halls.db.begin().await?;
            store::seen(&mut tx, hall.id, &seats, now().as_millisecond()).await?;
            tx.commit().await?;
        }
    }
    if hall.consoles() == 0 {
        return Ok(());
    }
    if second.is_multiple_of(SESSIONS_EVERY) {
        end_consoles(halls, hall, now().as_millisecond()).await?;
    }
    let look = hall.touched() || halls.db.shared() || second.is_multiple_of(SEEN_EVERY);
    if !look {
        return Ok(());
    }
    let text = miniserde::json::to_string(&marks(halls, hall).await?);
    hall.mark(frame(None, "marks", &text));
    Ok(())
}

/// Ends the consoles of who signed out, was signed out, or no longer runs the programmes.
///
/// # Errors
/// The database failed.
pub async fn end_consoles(halls: &Halls, hall: &Hall, at: i64) -> Result<(), StoreError> {
    let mut tx = halls.db.read().await?;
    for session in hall.sessions() {
        let stays = match accounts::owner(&mut tx, session, at).await? {
            Some(person) => accounts::roles(&mut tx, person, at).await?.iter().any(|held| held.role.runs_programmes()),
            None => false,
        };
        if !stays {
            hall.sign_out(session);
        }
    }
    Ok(())
}

/// What consoles see of a room now.
///
/// # Errors
/// The database failed.
pub async fn marks(halls: &Halls, hall: &Hall) -> Result<Marks, StoreError> {
    let at = now().as_millisecond();
    let mut tx = halls.db.read().await?;
    let rated = store::rated_pairs(&mut tx, hall.id).await?;
    let seen = store::seen_at(&mut tx, hall.id).await?;
    drop(tx);
    let room = hall.room();
    let place = |side: Side, id: i64| {
        let guests = if side == Side::Associate { &room.associates } else { &room.hosts };
        guests.iter().position(|g| g.id == id).map(|p| p as u32)
    };
    let mut marks = Marks::default();
    for (side, author, target, whole) in rated {
        let pair = match Side::from_code(&side) {
            Some(Side::Associate) => place(Side::Associate, author).zip(place(Side::Host, target)),
            _ => place(Side::Associate, target).zip(place(Side::Host, author)),
        };
        let Some((a, h)) = pair else { continue };
        marks.rated(Side::from_code(&side).unwrap_or(Side::Host), a, h, whole);
    }
    for (side, id, when) in seen {
        let Some(side) = Side::from_code(&side) else { continue };
        let Some(p) = place(side, id) else { continue };
        marks.seen(Seat { side, at: p }, when, at - when <= AWAY_MS);
    }
    for seat in hall.sitting() {
        marks.seen(seat, at, true);
    }
    Ok(marks)
}
