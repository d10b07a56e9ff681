//! Applications whose address is not confirmed yet: nobody but their author knows of them.

use super::applications::{Sent, list, texts};
use crate::store::{StoreError, Tx, execute, fetch_optional};

/// Keeps an application until its address is confirmed. False when the very same one waits already.
pub async fn keep(tx: &mut Tx, sent: &Sent, hash: &str, digest: &str, now: i64, expires: i64, again_before: i64) -> Result<bool, StoreError> {
    let (answers, pieces) = texts(sent)?;
    execute!(tx, "DELETE FROM application_drafts WHERE digest = $1 AND (expires_at <= $2 OR created_at < $3)", digest.to_owned(), now, again_before)?;
    Ok(execute!(
        tx,
        "INSERT INTO application_drafts (token_hash, offer_id, name, email, letter, answers, pieces, digest, created_at, expires_at) \
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) ON CONFLICT (digest) DO NOTHING",
        hash.to_owned(),
        sent.offer_id,
        sent.name.clone(),
        sent.email.clone(),
        sent.letter.clone(),
        answers,
        pieces,
        digest.to_owned(),
        now,
        expires
    )? == 1)
}

/// The application a link confirms, while it can.
pub async fn of_token(tx: &mut Tx, hash: &str, now: i64) -> Result<Option<Sent>, StoreError> {
    let row: Option<(i64, String, String, String, String, String)> = fetch_optional!(
        tx,
        (i64, String, String, String, String, String),
        "SELECT offer_id, name, email, letter, answers, pieces FROM application_drafts WHERE token_hash = $1 AND used_at IS NULL AND expires_at > $2",
        hash.to_owned(),
        now
    )?;
    row.map(|(offer_id, name, email, letter, answers, pieces)| {
        Ok(Sent { offer_id, name, email, letter, answers: list(&answers)?, pieces: list(&pieces)? })
    })
    .transpose()
}

/// Uses the link of a draft, once.
pub async fn take(tx: &mut Tx, hash: &str, now: i64) -> Result<bool, StoreError> {
    Ok(execute!(
        tx,
        "UPDATE application_drafts SET used_at = $2 WHERE token_hash = $1 AND used_at IS NULL AND expires_at > $2",
        hash.to_owned(),
        now
    )? == 1)
}

/// Forgets what waits under an address that belongs to nobody yet: unconfirmed applications, invitations.
pub async fn forget(tx: &mut Tx, email: &str) -> Result<(), StoreError> {
    execute!(tx, "DELETE FROM application_drafts WHERE email = $1", email.to_owned())?;
    execute!(tx, "DELETE FROM invitations WHERE email = $1", email.to_owned())?;
    Ok(())
}
