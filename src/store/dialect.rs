//! The few things the two engines do differently.

use super::{StoreError, Tx, execute};

/// An arbitrary key for the advisory lock that orders writes to the change log.
const CHANGES_LOCK: i64 = 0x7061_7373;

/// Makes the sequence numbers of `offer_changes` become visible in order until this transaction ends.
///
/// PostgreSQL hands out numbers before commit, so a follower could skip a slow transaction's; the lock serialises
/// them. SQLite has one writer and needs nothing.
pub async fn order_changes(tx: &mut Tx) -> Result<(), StoreError> {
    if matches!(tx, Tx::Postgres(_)) {
        execute!(tx, "SELECT pg_advisory_xact_lock($1)", CHANGES_LOCK)?;
    }
    Ok(())
}
