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

/// A query whose rows stay as they are until this transaction ends: whoever changes them waits, whoever only reads them does not. SQLite
/// has one writer, who holds everything.
macro_rules! held {
    ($tx:expr, $sql:literal) => {
        if matches!($tx, $crate::store::Tx::Postgres(_)) { concat!($sql, " FOR SHARE") } else { $sql }
    };
}

pub(crate) use held;
