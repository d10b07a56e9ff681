//! What opens a seat or the wall: codes derived from the secret of the campaign, so that a sheet printed yesterday still works.

use crate::campaign::model::names::seat_code;
use crate::campaign::store;
use crate::live::model::room::Room;
use crate::live::model::seat::{Seat, Side};
use crate::store::{StoreError, Tx};
use std::collections::HashMap;

/// The secret of a campaign.
pub struct Keys([u8; 32]);

/// The keys of a campaign. None when there is none.
///
/// # Errors
/// The database failed.
pub async fn of(tx: &mut Tx, campaign: i64) -> Result<Option<Keys>, StoreError> {
    Ok(store::one(tx, campaign).await?.map(|c| Keys(c.secret)))
}

impl Keys {
    /// Those of this secret.
    pub fn new(secret: [u8; 32]) -> Keys {
        Keys(secret)
    }

    /// The code of an associate or a host.
    pub fn seat(&self, side: Side, id: i64) -> String {
        seat_code(&self.0, side.code(), id)
    }

    /// The key of the wall of a room.
    pub fn wall(&self, room: i64) -> String {
        seat_code(&self.0, "mur", room)
    }

    /// The code of every seat of a room.
    pub fn seats(&self, room: &Room) -> HashMap<String, Seat> {
        let of = |side: Side, guests: &[crate::live::model::room::Guest]| {
            guests.iter().enumerate().map(|(at, g)| (self.seat(side, g.id), Seat { side, at: at as u32 })).collect::<Vec<_>>()
        };
        of(Side::Associate, &room.associates).into_iter().chain(of(Side::Host, &room.hosts)).collect()
    }
}
