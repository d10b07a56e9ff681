//! `passerelle live codes`: what opens each seat of today's rooms, for whoever runs the site and must help a person at the door.

use super::Outcome;
use super::settings::Settings;
use crate::campaign::service::keys;
use crate::kernel::clock::{now, paris_day};
use crate::live::model::seat::{Seat, Side};
use crate::live::service::{Halls, rooms};
use crate::store::StoreError;

/// Prints side, code and name of every seat, one a line.
pub async fn codes(s: &Settings) -> Outcome {
    let db = s.open_db().await?;
    let read = async {
        let halls = Halls::new(db.clone());
        let mut tx = db.read().await?;
        for (id, campaign) in rooms::of_day(&mut tx, paris_day(now())).await? {
            let (Some(room), Some(keys)) = (halls.state(&mut tx, id).await?, keys::of(&mut tx, campaign).await?) else { continue };
            for side in [Side::Associate, Side::Host] {
                for at in 0..side.guests(&room).len() as u32 {
                    let Some(guest) = (Seat { side, at }).guest(&room) else { continue };
                    println!("{}\t{}\t{}", side.code(), keys.seat(side, guest.id), guest.name);
                }
            }
        }
        Ok::<(), StoreError>(())
    };
    read.await.map_err(|e| format!("la base ne répond pas : {e}"))
}
