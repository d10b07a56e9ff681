//! Operations: appended to the log of their room, durable before anybody sees them.

use super::Halls;
use super::hall::Hall;
use crate::desk::service::{No, missing};
use crate::kernel::refusal::Refusal;
use crate::live::model::apply::apply;
use crate::live::model::op::Op;
use crate::live::model::stream::Change;
use crate::live::store;
use crate::store::StoreError;
use std::sync::Arc;
use std::time::Duration;
use tokio_util::sync::CancellationToken;

/// Operations after which the room is kept whole again.
const SNAPSHOT_EVERY: u64 = 32;
/// How often a node looks for what others appended; the hint of the database comes sooner.
const LOOK_EVERY: Duration = Duration::from_millis(500);

/// Appends an operation. An id that was seen before changes nothing and answers the revision it was given then.
///
/// # Errors
/// The operation is refused as the room stands, or the database failed.
pub async fn append(halls: &Halls, hall: &Hall, op: &Op, op_id: &str, author: &str, now: i64) -> Result<u64, No> {
    let _turn = hall.turn.lock().await;
    let mut tx = halls.db.begin().await?;
    let rev = store::next_rev(&mut tx, hall.id).await?.ok_or_else(missing)?.unsigned_abs();
    // Whoever appends on another node waits for this transaction: what is read here is the end of the log.
    let mut room = (*hall.room()).clone();
    let mut changes = store::since(&mut tx, hall.id, room.rev).await?;
    if let Some(before) = store::rev_of(&mut tx, hall.id, op_id).await? {
        // It may have been kept without being told: whoever asked first was cut off in between.
        tell(halls, hall, &changes);
        return Ok(before.unsigned_abs());
    }
    for change in &changes {
        let past = Op::of_text(&change.op).ok_or_else(|| StoreError::Corrupt("an operation of a room".to_owned()))?;
        room = apply(&room, &past, change.at).map_err(|_| StoreError::Corrupt("the log of a room".to_owned()))?;
    }
    let at = now.max(room.last);
    apply(&room, op, at).map_err(|refused| Refusal::conflict(refused.sentence()))?;
    let change = Change { rev, at, op: op.to_text() };
    store::append(&mut tx, hall.id, &change, op_id, author).await?;
    if rev.is_multiple_of(SNAPSHOT_EVERY) {
        // From what is stored, not from memory: somebody may have been forgotten there meanwhile.
        if let Some(kept) = super::whole(&mut tx, hall.id).await? {
            store::keep_snapshot(&mut tx, hall.id, &kept.room).await?;
        }
    }
    store::hint(&mut tx, hall.id).await?;
    tx.commit().await?;
    changes.push(change);
    tell(halls, hall, &changes);
    Ok(rev)
}

/// Tells everybody; a room that does not follow its own log is read again by whoever asks next.
fn tell(halls: &Halls, hall: &Hall, changes: &[Change]) {
    if !hall.advance(changes) {
        halls.forget(hall.id);
    }
}

/// Takes over what other nodes appended, or what was appended here without being told. A room that is gone, or whose words were written
/// again because somebody was forgotten, is let go: its readers come back to the one that is kept.
pub(super) async fn catch_up(halls: &Halls, hall: &Hall) -> Result<(), StoreError> {
    let mut tx = halls.db.read().await?;
    let known = hall.room().rev;
    let Some((rev, _)) = store::rev(&mut tx, hall.id).await?.filter(|(_, worded)| *worded == hall.worded) else {
        halls.forget(hall.id);
        return Ok(());
    };
    if rev > known {
        let changes = store::since(&mut tx, hall.id, known).await?;
        drop(tx);
        tell(halls, hall, &changes);
    }
    Ok(())
}

/// Follows the logs of the rooms held here until told to stop.
pub async fn follow(halls: &Arc<Halls>, stop: &CancellationToken) {
    let mut wake = halls.db.listen("passerelle_live").await;
    loop {
        tokio::select! {
            () = stop.cancelled() => return,
            () = wake.next() => {}
            () = tokio::time::sleep(LOOK_EVERY) => {}
        }
        for hall in halls.held() {
            if let Err(fault) = catch_up(halls, &hall).await {
                tracing::error!(%fault, room = hall.id, "a room could not be followed");
            }
        }
    }
}
