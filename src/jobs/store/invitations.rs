//! Who is invited to act for an organisation, and the lock that keeps it managed.

use crate::store::{StoreError, Tx, execute, fetch_all, fetch_optional};

/// An invitation that can still be accepted.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct Invitation {
    /// Key.
    pub id: i64,
    /// To act for whom.
    pub organisation_id: i64,
    /// Whom.
    pub email: String,
    /// Role code.
    pub role: String,
    /// Epoch milliseconds.
    pub expires_at: i64,
}

/// Keeps an invitation; an earlier one to the same address no longer counts.
pub async fn keep(tx: &mut Tx, i: &Invitation, hash: &str, by: i64, now: i64) -> Result<(), StoreError> {
    execute!(tx, "DELETE FROM invitations WHERE organisation_id = $1 AND email = $2 AND used_at IS NULL", i.organisation_id, i.email.clone())?;
    execute!(
        tx,
        "INSERT INTO invitations (organisation_id, email, role, token_hash, invited_by, created_at, expires_at) VALUES ($1, $2, $3, $4, $5, $6, $7)",
        i.organisation_id,
        i.email.clone(),
        i.role.clone(),
        hash.to_owned(),
        by,
        now,
        i.expires_at
    )?;
    Ok(())
}

/// The invitation of a token, while it can be accepted.
pub async fn by_token(tx: &mut Tx, hash: &str, now: i64) -> Result<Option<Invitation>, StoreError> {
    Ok(fetch_optional!(
        tx,
        Invitation,
        "SELECT id, organisation_id, email, role, expires_at FROM invitations WHERE token_hash = $1 AND used_at IS NULL AND expires_at > $2",
        hash.to_owned(),
        now
    )?)
}

/// The invitations nobody accepted yet; at most 100.
pub async fn waiting(tx: &mut Tx, organisation: i64, now: i64) -> Result<Vec<Invitation>, StoreError> {
    Ok(fetch_all!(
        tx,
        Invitation,
        "SELECT id, organisation_id, email, role, expires_at FROM invitations WHERE organisation_id = $1 AND used_at IS NULL AND expires_at > $2 ORDER BY id LIMIT 100",
        organisation,
        now
    )?)
}

/// Uses an invitation, once.
pub async fn accept(tx: &mut Tx, id: i64, now: i64) -> Result<bool, StoreError> {
    Ok(execute!(tx, "UPDATE invitations SET used_at = $2 WHERE id = $1 AND used_at IS NULL AND expires_at > $2", id, now)? == 1)
}

/// Takes an invitation back.
pub async fn take_back(tx: &mut Tx, organisation: i64, id: i64) -> Result<u64, StoreError> {
    Ok(execute!(tx, "DELETE FROM invitations WHERE organisation_id = $1 AND id = $2 AND used_at IS NULL", organisation, id)?)
}

/// Makes changes of who acts for an organisation wait for each other until this transaction ends.
pub async fn one_at_a_time(tx: &mut Tx, organisation: i64) -> Result<(), StoreError> {
    execute!(tx, "UPDATE organisations SET updated_at = updated_at WHERE id = $1", organisation)?;
    Ok(())
}

/// Forgets invitations and unconfirmed applications that are over.
pub async fn forget_over(tx: &mut Tx, now: i64) -> Result<(), StoreError> {
    execute!(tx, "DELETE FROM invitations WHERE expires_at < $1", now - 30 * 86_400_000)?;
    execute!(tx, "DELETE FROM application_drafts WHERE expires_at < $1", now)?;
    Ok(())
}
