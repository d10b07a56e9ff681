//! Who may read which file, and its bytes.

use crate::desk::service::{Ask, No, missing};
use crate::files::names::attachment;
use crate::uploads::service::{Thing, Upload, bytes, one};

/// A file as it is answered.
pub struct Read {
    /// Its media type.
    pub kind: &'static str,
    /// How the browser treats it.
    pub disposition: String,
    /// The bytes.
    pub bytes: Vec<u8>,
}

/// The file, or the picture of a page, at `/fichiers/{id}` or `/fichiers/{id}/{page}`.
///
/// # Errors
/// Nobody signed in; no such file, or not for them; or the store failed.
pub async fn read(ask: &Ask<'_>) -> Result<Read, No> {
    super::desk::check(ask)?;
    let page = (ask.parts.len() == 3).then(|| ask.key(2));
    let mut tx = ask.db().read().await?;
    let upload = one(&mut tx, ask.key(1)).await?.ok_or_else(missing)?;
    drop(tx);
    allowed(ask, &upload).await?;
    let mut tx = ask.db().read().await?;
    let bytes = bytes(&mut tx, &ask.desk.cabinet, &upload, page).await?;
    Ok(match page {
        Some(_) => Read { kind: "image/png", disposition: "inline".to_owned(), bytes },
        None => Read { kind: "application/pdf", disposition: attachment(&upload.name), bytes },
    })
}

/// Its owner; else whoever may read what it belongs to.
async fn allowed(ask: &Ask<'_>, upload: &Upload) -> Result<(), No> {
    let me = ask.me()?;
    if upload.owner_id == Some(me.person) {
        return Ok(());
    }
    match Thing::of(&upload.thing) {
        Some(Thing::File) => crate::candidacy::service::pieces::open(ask, upload, ask.parts.len() == 3).await,
        Some(Thing::Application) => crate::jobs::service::applying::reading::readable(ask, upload.thing_id).await,
        Some(Thing::Associate) => crate::campaign::service::cv::open(ask, upload, ask.parts.len() == 3).await,
        Some(Thing::Draft) | None => Err(missing()),
    }
}
