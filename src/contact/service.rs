//! Keeping and reading messages.

use super::model::Message;
use super::store::{self, Stored};
use crate::store::{Db, StoreError};
use sha2::{Digest, Sha256};

/// Messages taken in an hour from everybody together; above it the form asks to write a mail instead.
pub const HOURLY_MAX: i64 = 200;
/// Days a message is kept.
pub const KEPT_DAYS: i64 = 365;

const HOUR_MS: i64 = 3_600_000;

/// Keeps a message once, however often the same form is sent, and forgets those whose time is over.
/// False when too many came within the hour.
pub async fn keep(db: &Db, m: &Message, now: i64) -> Result<bool, StoreError> {
    let mut tx = db.begin().await?;
    store::forget_before(&mut tx, now - KEPT_DAYS * 24 * HOUR_MS).await?;
    if store::count_since(&mut tx, now - HOUR_MS).await? >= HOURLY_MAX {
        tx.commit().await?;
        return Ok(false);
    }
    let digest = Sha256::digest([&m.nom, &m.courriel, &m.sujet, &m.message].map(|s| s.trim()).join("\u{0}").as_bytes());
    let key: String = digest.iter().take(24).map(|b| format!("{b:02x}")).collect();
    store::keep(&mut tx, &key, m, now).await?;
    tx.commit().await?;
    Ok(true)
}

/// Erases every message of an address, as its owner may ask. Returns how many there were.
pub async fn forget(db: &Db, email: &str) -> Result<u64, StoreError> {
    let mut tx = db.begin().await?;
    let gone = store::forget_from(&mut tx, email.trim()).await?;
    tx.commit().await?;
    Ok(gone)
}

/// Forgets the messages whose time is over. Returns how many.
pub async fn forget_old(db: &Db, now: i64) -> Result<u64, StoreError> {
    let mut tx = db.begin().await?;
    let gone = store::forget_before(&mut tx, now - KEPT_DAYS * 24 * HOUR_MS).await?;
    tx.commit().await?;
    Ok(gone)
}

/// The latest messages.
pub async fn latest(db: &Db) -> Result<Vec<Stored>, StoreError> {
    let mut tx = db.read().await?;
    store::latest(&mut tx).await
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::testing::both_engines;

    fn message(text: &str) -> Message {
        Message { nom: "Awa".into(), courriel: "awa@exemple.fr".into(), sujet: "Bonjour".into(), message: text.into(), site: String::new() }
    }

    #[tokio::test]
    async fn kept_once_bounded_and_forgotten() {
        for (name, db) in both_engines().await {
            let now = 400 * 24 * HOUR_MS;
            assert!(keep(&db, &message("une"), now).await.unwrap());
            assert!(keep(&db, &message("une"), now + 1).await.unwrap());
            assert_eq!(latest(&db).await.unwrap().len(), 1, "{name}: a double submit was kept twice");
            for i in 1..HOURLY_MAX {
                assert!(keep(&db, &message(&format!("n° {i}")), now + 2).await.unwrap(), "{name}");
            }
            assert!(!keep(&db, &message("de trop"), now + 3).await.unwrap(), "{name}");
            assert!(keep(&db, &message("plus tard"), now + KEPT_DAYS * 24 * HOUR_MS + 10).await.unwrap());
            assert_eq!(latest(&db).await.unwrap().len(), 1, "{name}: old messages were not forgotten");
            assert_eq!(forget_old(&db, now + KEPT_DAYS * 24 * HOUR_MS + 9).await.unwrap(), 0, "{name}");
            assert_eq!(forget(&db, "autre@exemple.fr").await.unwrap(), 0, "{name}");
            assert_eq!(forget(&db, " AWA@exemple.fr").await.unwrap(), 1, "{name}");
            assert!(latest(&db).await.unwrap().is_empty(), "{name}: what was to be erased is still there");
        }
    }
}
