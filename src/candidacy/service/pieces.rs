//! The CV of a file: sent, shown, taken away; and who may read it.

use super::{own_locked, writable};
use crate::audit::service::{Entry, write};
use crate::candidacy::model::file::{Piece, Pieces};
use crate::candidacy::store::dossiers;
use crate::desk::model::Block;
use crate::desk::service::{Acted, Ask, Done, No, missing};
use crate::i18n::candidacy as say;
use crate::kernel::dates::moment;
use crate::store::Tx;
use crate::uploads::service::{Thing, Upload, chosen, current, receive, remove, shown};
use std::collections::HashSet;

const KIND: &str = "cv";

/// A CV as its pages show it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CvView {
    /// "Reçu à 13:48".
    pub state: String,
    /// Its pages, its name, where it is downloaded.
    pub blocks: Vec<Block>,
}

/// The CV of a candidacy, once received.
///
/// # Errors
/// The database failed.
pub async fn cv(tx: &mut Tx, ask: &Ask<'_>, candidacy: i64) -> Result<Option<CvView>, No> {
    let Some(upload) = current(tx, Thing::File, candidacy, KIND).await? else { return Ok(None) };
    let blocks = shown(tx, &upload).await?;
    Ok(Some(CvView { state: say::received_at(&moment(upload.created_at, ask.now)), blocks }))
}

/// The files that have a CV.
///
/// # Errors
/// The database failed.
pub async fn having(tx: &mut Tx) -> Result<HashSet<i64>, No> {
    Ok(crate::uploads::store::having(tx, Thing::File, KIND).await?)
}

/// What has arrived, for the rules of the file.
pub fn pieces(received: bool) -> Pieces {
    Pieces { cv: if received { Piece::Received } else { Piece::None }, letter: Piece::None }
}

/// Takes the CV that came with the form, in place of the present one.
///
/// # Errors
/// The file is not theirs or no longer written, or why the CV is not taken.
pub async fn take(ask: &Ask<'_>) -> Acted {
    let mut tx = ask.db().begin().await?;
    let (c, kept) = own_locked(&mut tx, ask).await?;
    writable(&c, &kept.edition, ask.today())?;
    drop(tx);
    receive(ask, chosen(ask, "cv")?, Thing::File, c.id, KIND).await?;
    Ok(Done::saying(&format!("/mon-espace/dossiers/{}#cv", c.id), "cv"))
}

/// Takes the CV away.
///
/// # Errors
/// As [`take`].
pub async fn drop_it(ask: &Ask<'_>) -> Acted {
    let mut tx = ask.db().begin().await?;
    let (c, kept) = own_locked(&mut tx, ask).await?;
    writable(&c, &kept.edition, ask.today())?;
    remove(&mut tx, Thing::File, c.id, KIND, ask.ms()).await?;
    tx.commit().await?;
    Ok(Done::saying(&format!("/mon-espace/dossiers/{}#cv", c.id), "cv-retire"))
}

/// Whether who asks may read a piece of somebody's file: as the file itself. The person reads who did.
///
/// # Errors
/// They may not (404).
pub async fn open(ask: &Ask<'_>, upload: &Upload, page: bool) -> Result<(), No> {
    let me = ask.me()?;
    if !me.team() {
        return Err(missing());
    }
    let mut tx = ask.db().begin().await?;
    super::team_file::readable(&mut tx, ask, upload.thing_id).await?;
    if !page {
        dossiers::seen(&mut tx, upload.thing_id, me.person, say::SEEN_CV, ask.ms()).await?;
        let entry = Entry { actor: Some(me.person), thing: super::THING, id: upload.thing_id, verb: "CV ouvert", ..Entry::default() };
        write(&mut tx, &entry, ask.ms()).await?;
    }
    tx.commit().await?;
    Ok(())
}
