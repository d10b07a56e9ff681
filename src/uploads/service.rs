//! Taking a file, showing it, scanning it, and sweeping what no row knows any more.

mod scanning;

pub use scanning::{scan_kept, scan_waiting};

pub use super::store::{Thing, Upload, adopt, current, forget, forget_replaced, of_thing, one, pictures, remove};

use super::store::{self, New};
use crate::desk::model::{Block, Picture, Way};
use crate::desk::service::{Ask, No, missing};
use crate::files::child::Inspector;
use crate::files::model::{Refused, precheck};
use crate::files::names::clean;
use crate::files::scan::Clamd;
use crate::files::vault::{Key, Vault, VaultError};
use crate::i18n::uploads as say;
use crate::jobs::service::Fault;
use crate::kernel::refusal::Refusal;
use crate::people::service::limits::{What, count};
use crate::store::{Db, StoreError, Tx};
use jiff::{Timestamp, ToSpan};
use std::collections::HashSet;
use std::sync::atomic::AtomicI64;

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
    /// The last file the scanner was asked about: the next round begins after it, so that none holds the others up.
    pub asked: AtomicI64,
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

/// A file looked at, whose bytes are kept and which no row knows yet: without one it is swept.
#[derive(Clone, Debug)]
pub struct Ready {
    /// `cv`, `lettre` or `diplome`.
    pub kind: String,
    /// The name it was sent with, cleaned.
    pub name: String,
    /// SHA-256 of its bytes.
    pub sha256: String,
    owner: Option<i64>,
    key: String,
    size: i64,
    pages: i64,
    scan: bool,
    drawn: Vec<(i64, String)>,
}

/// Looks at a file in a process of its own and keeps its bytes. The caller writes it down with [`keep`], in the transaction that says
/// whether it is still wanted.
///
/// # Errors
/// Why the file is not taken, on its field; too many in a short time; or the store failed.
pub async fn look(ask: &Ask<'_>, sent: &Sent, kind: &str) -> Result<Ready, No> {
    let who = ask.viewer.map_or_else(|| ask.peer.clone(), |v| v.person.to_string());
    count(ask.db(), What::UploadBy, &who, ask.ms()).await?;
    let refused = |r: Refused| No::from(r.refusal(&sent.field));
    precheck(&sent.name, &sent.bytes).map_err(refused)?;
    let cabinet = &ask.desk.cabinet;
    let preview = cabinet.inspector.inspect(&sent.bytes).await.map_err(refused)?;
    // A store that is down is no fault of the form: what was typed comes back with words.
    let unkept = |why: VaultError| {
        tracing::error!(%why, "a file could not be kept");
        refused(Refused::Unavailable)
    };
    let stored = cabinet.vault.put(sent.bytes.clone()).await.map_err(unkept)?;
    let mut drawn = Vec::new();
    for (i, picture) in preview.pages.into_iter().enumerate() {
        if let Some(png) = picture {
            drawn.push((i as i64 + 1, cabinet.vault.put(png).await.map_err(unkept)?.key.as_str().to_owned()));
        }
    }
    Ok(Ready {
        kind: kind.to_owned(),
        name: clean(&sent.name),
        sha256: stored.sha256,
        owner: ask.viewer.map(|v| v.person),
        key: stored.key.as_str().to_owned(),
        size: stored.size as i64,
        pages: i64::try_from(preview.inspected.pages).unwrap_or(1).max(1),
        scan: cabinet.clamd.is_some(),
        drawn,
    })
}

/// Copies a clean file, to be sent again elsewhere: each has bytes of its own, erased with it.
///
/// # Errors
/// The database or the vault failed.
pub async fn copy(ask: &Ask<'_>, from: &Upload) -> Result<Ready, No> {
    let cabinet = &ask.desk.cabinet;
    let mut tx = ask.db().read().await?;
    let whole = cabinet.vault.put(bytes(&mut tx, cabinet, from, None).await?).await.map_err(fault)?;
    let mut drawn = Vec::new();
    for (page, _) in pictures(&mut tx, from.id).await? {
        let png = bytes(&mut tx, cabinet, from, Some(page)).await?;
        drawn.push((page, cabinet.vault.put(png).await.map_err(fault)?.key.as_str().to_owned()));
    }
    Ok(Ready {
        kind: from.kind.clone(),
        name: from.name.clone(),
        sha256: whole.sha256,
        owner: from.owner_id,
        key: whole.key.as_str().to_owned(),
        size: whole.size as i64,
        pages: from.pages,
        scan: false,
        drawn,
    })
}

/// Writes a file down in place of the present one of its kind. Returns its key.
///
/// # Errors
/// The database failed.
pub async fn keep(tx: &mut Tx, ready: &Ready, thing: Thing, id: i64, now: i64) -> Result<i64, StoreError> {
    let new = New {
        owner: ready.owner,
        thing,
        id,
        kind: &ready.kind,
        name: &ready.name,
        key: &ready.key,
        sha256: &ready.sha256,
        size: ready.size,
        pages: ready.pages,
        scan: ready.scan,
    };
    store::put(tx, &new, &ready.drawn, now).await
}

/// Takes a file for a thing that the caller has checked to be theirs, in place of the present one. Nothing is shown before it is
/// known to be clean.
///
/// # Errors
/// As [`look`].
pub async fn receive(ask: &Ask<'_>, sent: &Sent, thing: Thing, id: i64, kind: &str) -> Result<i64, No> {
    let ready = look(ask, sent, kind).await?;
    let mut tx = ask.db().begin().await?;
    let key = keep(&mut tx, &ready, thing, id, ask.ms()).await?;
    tx.commit().await?;
    scan_kept(ask, std::slice::from_ref(&ready)).await?;
    Ok(key)
}

/// Writes down the files of an application on its way. Returns the number they are tied to until it is sent; 0 without files.
///
/// # Errors
/// The database or the machine's source of chance failed.
pub async fn keep_draft(tx: &mut Tx, files: &[Ready], now: i64) -> Result<i64, No> {
    if files.is_empty() {
        return Ok(0);
    }
    let number = fresh_number()?;
    for ready in files {
        keep(tx, ready, Thing::Draft, number, now).await?;
    }
    Ok(number)
}

/// A number nobody guesses nor has.
fn fresh_number() -> Result<i64, No> {
    let bytes = crate::kernel::clock::secret_bytes::<8>().map_err(|e| No::Fault(Fault::Interrupted(e)))?;
    Ok((i64::from_le_bytes(bytes) & i64::MAX).max(1))
}

/// Forgets the files of applications nobody confirmed within three days.
///
/// # Errors
/// The database failed.
pub async fn forget_drafts(db: &Db, now: i64) -> Result<(), StoreError> {
    let mut tx = db.begin().await?;
    store::forget_drafts(&mut tx, now - 3 * 86_400_000).await?;
    tx.commit().await
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
