//! Asking the antivirus: at once about what was just sent, and in rounds about what waits.

use super::{Cabinet, Ready, Upload};
use crate::desk::service::{Ask, No};
use crate::files::scan::{Clamd, Scanned};
use crate::files::vault::{Key, Vault};
use crate::store::Db;
use crate::uploads::store;
use std::sync::atomic::Ordering;
use std::time::Duration;
use tokio::time::timeout;

/// How long who sends a file waits for the scanner: a verdict usually takes a fraction of a second.
const SCAN_PATIENCE: Duration = Duration::from_secs(5);

/// Asks the scanner about files just written down. Who sent them waits for its answer a little; the next round asks again.
///
/// # Errors
/// The database failed.
pub async fn scan_kept(ask: &Ask<'_>, files: &[Ready]) -> Result<(), No> {
    let Some(clamd) = &ask.desk.cabinet.clamd else { return Ok(()) };
    let all = async {
        for ready in files {
            let mut tx = ask.db().read().await?;
            let waiting = store::waiting(&mut tx, &ready.key).await?;
            drop(tx);
            if let Some(upload) = waiting
                && !scan(ask.db(), &ask.desk.cabinet.vault, clamd, &upload).await?
            {
                break;
            }
        }
        Ok::<(), No>(())
    };
    timeout(SCAN_PATIENCE, all).await.unwrap_or(Ok(()))
}

/// Asks the scanner about the files that wait, at most a hundred, beginning after the last one asked about. One that is infected is
/// shown to nobody; one without a verdict waits on, and the others go past it.
///
/// # Errors
/// The database failed.
pub async fn scan_waiting(db: &Db, cabinet: &Cabinet) -> Result<(), No> {
    let Some(clamd) = &cabinet.clamd else { return Ok(()) };
    let mut tx = db.read().await?;
    let waiting = store::unscanned(&mut tx, cabinet.asked.load(Ordering::Relaxed)).await?;
    drop(tx);
    for upload in waiting {
        cabinet.asked.store(upload.id, Ordering::Relaxed);
        if !scan(db, &cabinet.vault, clamd, &upload).await? {
            break;
        }
    }
    Ok(())
}

/// Asks the scanner about one file. False when nobody answers: the others need not be asked either.
async fn scan(db: &Db, vault: &Vault, clamd: &Clamd, upload: &Upload) -> Result<bool, No> {
    let Some(key) = Key::parse(&upload.vault_key) else { return Ok(true) };
    let bytes = match vault.get(&key).await {
        Ok(bytes) => bytes,
        Err(why) => {
            tracing::error!(upload = upload.id, %why, "a file that waits for the scanner could not be read");
            return Ok(true);
        }
    };
    let clean = match clamd.scan(&bytes).await {
        Scanned::Clean => true,
        Scanned::Infected(name) => {
            tracing::warn!(upload = upload.id, %name, "an infected file was put aside");
            false
        }
        Scanned::Unsure(why) => {
            tracing::warn!(upload = upload.id, %why, "the scanner gave no verdict: the file stays invisible");
            return Ok(true);
        }
        Scanned::Unreachable(why) => {
            tracing::warn!(%why, "the scanner does not answer");
            return Ok(false);
        }
    };
    let mut tx = db.begin().await?;
    store::scanned(&mut tx, upload.id, clean).await?;
    tx.commit().await?;
    Ok(true)
}
