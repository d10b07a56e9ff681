//! How often something may be tried: counted per slot of a quarter of an hour, in the database, so that every node counts together.

use super::secrets::mark;
use crate::desk::service::No;
use crate::i18n::people as say;
use crate::kernel::refusal::Refusal;
use crate::people::store;
use crate::store::{Db, StoreError, Tx};

/// Length of a slot.
pub const SLOT_MS: i64 = 15 * 60 * 1000;

/// What is limited.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum What {
    /// Passwords tried from one network address: forty people in a room share one.
    PasswordFrom,
    /// Passwords tried for one account.
    PasswordFor,
    /// Links asked from one network address.
    LinkFrom,
    /// Links sent to one address.
    LinkTo,
    /// Codes tried for one account.
    CodeFor,
    /// Applications sent from one network address.
    ApplyFrom,
    /// Files uploaded by one person.
    UploadBy,
    /// Codes of seats that open none, from one network address: a room of forty people shares one.
    SeatFrom,
}

impl What {
    /// Tries allowed in a slot.
    const fn most(self) -> i64 {
        match self {
            What::PasswordFrom => 300,
            What::PasswordFor | What::CodeFor => 10,
            What::LinkFrom => 120,
            What::LinkTo => 5,
            What::ApplyFrom => 20,
            What::UploadBy => 40,
            What::SeatFrom => 200,
        }
    }
}

/// Counts one more try, whatever comes of it.
///
/// # Errors
/// Too many in this slot (429), or the database failed.
pub async fn count(db: &Db, what: What, whom: &str, now: i64) -> Result<(), No> {
    let mut tx = db.begin().await?;
    let tries = count_in(&mut tx, what, whom, now).await?;
    tx.commit().await?;
    if tries > what.most() { Err(Refusal::too_often(say::SIGN_IN_TOO_OFTEN).into()) } else { Ok(()) }
}

async fn count_in(tx: &mut Tx, what: What, whom: &str, now: i64) -> Result<i64, No> {
    // The mark hides who: the table must not become a list of addresses.
    Ok(store::attempt(tx, &mark(&format!("{what:?} {whom}")), now.div_euclid(SLOT_MS)).await?)
}

/// Forgets counts, links and sessions that are over.
///
/// # Errors
/// The database failed.
pub async fn forget_over(db: &Db, now: i64) -> Result<(), StoreError> {
    let mut tx = db.begin().await?;
    store::forget_over(&mut tx, now, now.div_euclid(SLOT_MS) - 4).await?;
    tx.commit().await
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::testing::both_engines;

    #[tokio::test]
    async fn each_target_has_its_own_count_and_a_new_slot_begins_again() {
        for (name, db) in both_engines().await {
            for _ in 0..5 {
                count(&db, What::LinkTo, "a@b.fr", SLOT_MS).await.unwrap();
            }
            assert!(count(&db, What::LinkTo, "a@b.fr", SLOT_MS + 1).await.is_err(), "{name}");
            assert!(count(&db, What::LinkTo, "c@b.fr", SLOT_MS + 1).await.is_ok(), "{name}");
            assert!(count(&db, What::LinkFrom, "a@b.fr", SLOT_MS + 1).await.is_ok(), "{name}");
            assert!(count(&db, What::LinkTo, "a@b.fr", 2 * SLOT_MS).await.is_ok(), "{name}");
        }
    }
}
