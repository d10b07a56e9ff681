//! `passerelle live codes`: what opens each seat of today's rooms, for whoever runs the site and must help a person at the door.

use super::Outcome;
use super::settings::Settings;
use crate::campaign::service::keys;
use crate::kernel::clock::{now, paris_day};
use crate::live::model::seat::{Seat, Side};
use crate::live::service::{Halls, rooms};
use crate::store::StoreError;
use std::io::{ErrorKind, Write};

/// Prints side, code and name of every seat, one a line. Whoever reads only the first lines ends it, quietly.
pub async fn codes(s: &Settings) -> Outcome {
    let db = s.open_db().await?;
    let read = async {
        let halls = Halls::new(db.clone());
        let mut lines = Vec::new();
        let mut tx = db.read().await?;
        for (id, campaign) in rooms::of_day(&mut tx, paris_day(now())).await? {
            let (Some(room), Some(keys)) = (halls.state(&mut tx, id).await?, keys::of(&mut tx, campaign).await?) else { continue };
            for side in [Side::Associate, Side::Host] {
                for at in 0..side.guests(&room).len() as u32 {
                    let Some(guest) = (Seat { side, at }).guest(&room) else { continue };
                    lines.push(format!("{}\t{}\t{}\n", side.code(), keys.seat(side, guest.id), guest.name));
                }
            }
        }
        Ok::<_, StoreError>(lines)
    };
    let lines = read.await.map_err(|e| format!("la base ne répond pas : {e}"))?;
    match std::io::stdout().lock().write_all(lines.concat().as_bytes()) {
        Err(fault) if fault.kind() != ErrorKind::BrokenPipe => Err(format!("les codes ne s’écrivent pas : {fault}")),
        _ => Ok(()),
    }
}
