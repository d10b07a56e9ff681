//! Taking a file, showing it, scanning it, and sweeping what no row knows any more.

pub use super::store::{Thing, Upload, current, forget, forget_replaced, one, pictures, remove};

use super::store::{self, New};
use crate::desk::model::{Block, Picture, Way};
use crate::desk::service::{Ask, No, missing};
use crate::files::child::Inspector;
use crate::files::model::precheck;
use crate::files::names::clean;
use crate::files::scan::{Clamd, Scanned};
use crate::files::vault::{Key, Vault, VaultError};
use crate::i18n::uploads as say;
use crate::jobs::service::Fault;
use crate::kernel::refusal::Refusal;
use crate::people::service::limits::{What, count};
use crate::store::{Db, Tx};
use jiff::{Timestamp, ToSpan};
use std::collections::HashSet;

/// A file no row knows is left this long: its row may be on the way.
const ORPHAN_MINUTES: i64 = 60;

/// Where files are kept and how they are looked at. One for the whole server.
pub struct Cabinet {
    /// The bytes.
    pub vault: Vault,
    /// The process that reads them.
    pub inspector: Inspector,
    /// Who looks for viruses, when configured.
    pub clamd: Option<Clamd>,
}

/// A file that came with a form.
#[derive(Clone, Debug)]
pub struct Sent {
    /// The field.
    pub field: String,
    /// The name it was sent with.
    pub name: String,
    /// The bytes.
    pub bytes: Vec<u8>,
}

fn fault(why: VaultError) -> No {
    No::Fault(Fault::Interrupted(format!("vault: {why}")))
}

/// Takes a file for a thing that the caller has checked to be theirs: looked at by a process of its own, kept on disk, then
/// written down in place of the present one. Nothing is shown before it is known to be clean.
///
/// # Errors
/// Why the file is not taken, on its field; too many in a short time; or the store failed.
pub async fn receive(ask: &Ask<'_>, sent: &Sent, thing: Thing, id: i64, kind: &str) -> Result<i64, No> {
    let who = ask.viewer.map_or_else(|| ask.peer.clone(), |v| v.person.to_string());
    count(ask.db(), What::UploadBy, &who, ask.ms()).await?;
    let refused = |r: crate::files::model::Refused| No::from(r.refusal(&sent.field));
    precheck(&sent.name, &sent.bytes).map_err(refused)?;
    let cabinet = &ask.desk.cabinet;
    let preview = cabinet.inspector.inspect(&sent.bytes).await.map_err(refused)?;
    let stored = cabinet.vault.put(sent.bytes.clone()).await.map_err(fault)?;
    let mut drawn = Vec::new();
    for (i, picture) in preview.pages.into_iter().enumerate() {
        if let Some(png) = picture {
            drawn.push((i as i64 + 1, cabinet.vault.put(png).await.map_err(fault)?.key.as_str().to_owned()));
        }
    }
    let new = New {
        owner: ask.viewer.map(|v| v.person),
        thing,
        id,
        kind,
        name: &clean(&sent.name),
        key: stored.key.as_str(),
        sha256: &stored.sha256,
        size: stored.size as i64,
        pages: i64::try_from(preview.inspected.pages).unwrap_or(1).max(1),
        scan: cabinet.clamd.is_some(),
    };
    let mut tx = ask.db().begin().await?;
    let key = store::put(&mut tx, &new, &drawn, ask.ms()).await?;
    tx.commit().await?;
    if cabinet.clamd.is_some() {
        scan_waiting(ask.db(), cabinet).await?;
    }
    Ok(key)
}

/// Asks the scanner about every file that waits. One that is infected is shown to nobody; one without an answer waits on.
///
/// # Errors
/// The database or the vault failed.
pub async fn scan_waiting(db: &Db, cabinet: &Cabinet) -> Result<(), No> {
    let Some(clamd) = &cabinet.clamd else { return Ok(()) };
    let mut tx = db.read().await?;
    let waiting = store::unscanned(&mut tx).await?;
    drop(tx);
    for upload in waiting {
        let Some(key) = Key::parse(&upload.vault_key) else { continue };
        let bytes = cabinet.vault.get(&key).await.map_err(fault)?;
        let clean = match clamd.scan(&bytes).await {
            Scanned::Clean => true,
            Scanned::Infected(name) => {
                tracing::warn!(upload = upload.id, %name, "an infected file was put aside");
                false
            }
            Scanned::Unreachable(why) => {
                tracing::warn!(%why, "the scanner does not answer");
                return Ok(());
            }
        };
        let mut tx = db.begin().await?;
        store::scanned(&mut tx, upload.id, clean).await?;
        tx.commit().await?;
    }
    Ok(())
}

/// Removes the bytes no row knows: replaced, erased, or of an upload that was cut. Returns how many files went.
///
/// # Errors
/// The database or the vault failed.
pub async fn sweep(db: &Db, cabinet: &Cabinet, now: Timestamp) -> Result<usize, No> {
    let before = now.checked_sub(ORPHAN_MINUTES.minutes()).unwrap_or(now);
    let mut tx = db.read().await?;
    let known: HashSet<Key> = store::known(&mut tx).await?.iter().filter_map(|k| Key::parse(k)).collect();
    drop(tx);
    Ok(cabinet.vault.sweep(&known, before).await.map_err(fault)?.removed)
}

/// The bytes of a file, or of the picture of one of its pages. The caller has checked who asks.
///
/// # Errors
/// It is not known to be clean, has no such picture, or the store failed.
pub async fn bytes(tx: &mut Tx, cabinet: &Cabinet, upload: &Upload, page: Option<i64>) -> Result<Vec<u8>, No> {
    if upload.state != "propre" {
        return Err(missing());
    }
    let name = match page {
        None => upload.vault_key.clone(),
        Some(page) => pictures(tx, upload.id).await?.into_iter().find(|(p, _)| *p == page).map(|(_, key)| key).ok_or_else(missing)?,
    };
    let key = Key::parse(&name).ok_or_else(missing)?;
    cabinet.vault.get(&key).await.map_err(fault)
}

/// How a file is shown: its pages as pictures, and the way to take it.
///
/// # Errors
/// The database failed.
pub async fn shown(tx: &mut Tx, upload: &Upload) -> Result<Vec<Block>, No> {
    match upload.state.as_str() {
        "attente" => return Ok(vec![Block::notice("now", say::SCANNING)]),
        "infecte" => return Ok(vec![Block::notice("error", say::INFECTED)]),
        _ => {}
    }
    let there = pictures(tx, upload.id).await?;
    let picture = |(page, _): &(i64, String)| Picture { src: format!("/fichiers/{}/{page}", upload.id), alt: say::page_of(&upload.name, *page) };
    let mut blocks = vec![Block::text(say::file_words(&upload.name, upload.pages, upload.size))];
    if !there.is_empty() {
        blocks.push(Block::pages(there.iter().map(picture).collect()));
    }
    if (there.len() as i64) < upload.pages {
        blocks.push(Block::small(say::SOME_PAGES));
    }
    blocks.push(Block::ways(vec![Way::link(format!("/fichiers/{}", upload.id), say::DOWNLOAD).file()]));
    Ok(blocks)
}

/// The file of a field of the form sent, when one was chosen.
///
/// # Errors
/// None was, or it is empty.
pub fn chosen<'a>(ask: &'a Ask<'_>, field: &str) -> Result<&'a Sent, No> {
    let none = || Refusal::invalid(field, say::CHOOSE);
    ask.files.iter().find(|f| f.field == field && !f.name.is_empty()).ok_or_else(|| none().into())
}
