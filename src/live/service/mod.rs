//! The use cases of the morning: rooms held in memory ([`hall`]), operations appended to their log ([`act`]), ratings written in groups
//! ([`writer`]), streams ([`stream`]), what consoles alone see ([`pulse`]).

pub mod act;
pub mod console;
pub mod hall;
pub mod pages;
pub mod pulse;
pub mod readers;
pub mod rooms;
pub mod simulate;
pub mod stream;
pub mod writer;

use super::model::apply::apply;
use super::model::op::Op;
use super::model::rating::Rating;
use super::model::room::Room;
use super::model::seat::Seat;
use super::store;
use crate::campaign::service::keys;
use crate::store::{Db, StoreError, Tx};
use hall::Hall;
use jiff::civil::Date;
use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use tokio_util::sync::CancellationToken;
use writer::Writer;

/// Rooms held in memory at once.
const HALLS_MAX: usize = if cfg!(test) { 2 } else { 64 };

/// A room read from the database, with the codes that open it.
pub struct Opened {
    /// Key.
    pub id: i64,
    /// Its campaign.
    pub campaign: i64,
    /// The day its codes open seats.
    pub day: Date,
    /// Its participants are simulated.
    pub simulated: bool,
    /// How often its words were written again, when somebody was forgotten.
    pub worded: i64,
    /// The room as it is.
    pub room: Room,
    /// What opens its seats and its wall.
    pub keys: keys::Keys,
}

/// Every room this process holds.
pub struct Halls {
    /// The database.
    pub db: Db,
    /// The one who writes ratings.
    pub writer: Writer,
    walls: usize,
    held: Mutex<HashMap<i64, Arc<Hall>>>,
}

impl Halls {
    /// No room yet. Must be called on the runtime: the one who writes ratings starts here.
    pub fn new(db: Db) -> Halls {
        Halls { writer: Writer::start(db.clone()), db, walls: readers::WALLS_MAX, held: Mutex::new(HashMap::new()) }
    }

    /// As many walls may follow each room at once.
    #[must_use]
    pub fn with_walls(self, most: usize) -> Halls {
        Halls { walls: most, ..self }
    }

    fn map(&self) -> MutexGuard<'_, HashMap<i64, Arc<Hall>>> {
        self.held.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The rooms held now.
    pub fn held(&self) -> Vec<Arc<Hall>> {
        self.map().values().cloned().collect()
    }

    /// A room, read when it is not held yet. None when there is none.
    ///
    /// # Errors
    /// The database failed, or the log does not read.
    pub async fn open(&self, id: i64) -> Result<Option<Arc<Hall>>, StoreError> {
        if let Some(hall) = self.map().get(&id) {
            return Ok(Some(Arc::clone(hall)));
        }
        let Some(opened) = self.read(id).await? else { return Ok(None) };
        let mut map = self.map();
        if map.len() >= HALLS_MAX {
            // Whoever holds a room got it under this lock, or from somebody who did: one nobody else holds has nobody on the way in.
            map.retain(|_, hall| hall.streams() > 0 || Arc::strong_count(hall) > 1);
        }
        Ok(Some(Arc::clone(map.entry(id).or_insert_with(|| Arc::new(Hall::new(opened, self.walls))))))
    }

    /// Forgets a room, whose streams end: it was prepared anew.
    pub fn forget(&self, id: i64) {
        if let Some(hall) = self.map().remove(&id) {
            hall.leave();
        }
    }

    /// A room as its log says at this moment.
    ///
    /// # Errors
    /// The database failed, or the log does not read.
    pub async fn state(&self, tx: &mut Tx, id: i64) -> Result<Option<Room>, StoreError> {
        Ok(whole(tx, id).await?.map(|kept| kept.room))
    }

    async fn read(&self, id: i64) -> Result<Option<Opened>, StoreError> {
        let mut tx = self.db.read().await?;
        let Some(kept) = whole(&mut tx, id).await? else { return Ok(None) };
        let room = kept.room;
        let Some(keys) = keys::of(&mut tx, kept.campaign).await? else { return Ok(None) };
        Ok(Some(Opened { id, campaign: kept.campaign, day: kept.day, simulated: kept.simulated, worded: kept.worded, room, keys }))
    }

    /// What a seat wrote.
    ///
    /// # Errors
    /// The database failed.
    pub async fn ratings_of(&self, hall: &Hall, seat: Seat) -> Result<Vec<Rating>, StoreError> {
        let Some(id) = hall.key_of(seat) else { return Ok(Vec::new()) };
        let mut tx = self.db.read().await?;
        store::ratings_of(&mut tx, store::Author { room: hall.id, side: seat.side, id }).await
    }

    /// The seat a code opens on a day. None for a code that opens none.
    ///
    /// # Errors
    /// The database failed.
    pub async fn place(&self, code: &str, today: Date) -> Result<Option<(Arc<Hall>, Seat)>, StoreError> {
        let mut tx = self.db.read().await?;
        let rooms = store::of_day(&mut tx, today).await?;
        drop(tx);
        for (id, _) in rooms {
            if let Some(hall) = self.open(id).await?
                && let Some(seat) = hall.seat(code)
            {
                return Ok(Some((hall, seat)));
            }
        }
        Ok(None)
    }

    /// Follows what other nodes append, and sends consoles what they alone see, until told to stop; then ends every stream.
    pub async fn run(self: Arc<Self>, stop: CancellationToken) {
        tokio::join!(act::follow(&self, &stop), pulse::run(&self, &stop));
        for hall in self.held() {
            hall.leave();
        }
    }
}

/// A room with the whole of its log applied.
async fn whole(tx: &mut Tx, id: i64) -> Result<Option<store::Kept>, StoreError> {
    let Some(mut kept) = store::room(tx, id).await? else { return Ok(None) };
    loop {
        let changes = store::since(tx, id, kept.room.rev).await?;
        if changes.is_empty() {
            return Ok(Some(kept));
        }
        for change in changes {
            let op = Op::of_text(&change.op).ok_or_else(|| StoreError::Corrupt("an operation of a room".to_owned()))?;
            kept.room = apply(&kept.room, &op, change.at).map_err(|_| StoreError::Corrupt("the log of a room".to_owned()))?;
        }
    }
}

#[cfg(test)]
mod kept_tests;
#[cfg(test)]
mod tests;
