//! The room's only SQL.

use super::model::Message;
use crate::store::{StoreError, Tx, execute, fetch_all, fetch_one};

/// A message as stored.
#[derive(Debug, sqlx::FromRow)]
pub struct Stored {
    /// Sender's name.
    pub name: String,
    /// Sender's address.
    pub email: String,
    /// Subject.
    pub subject: String,
    /// Text.
    pub body: String,
    /// Epoch milliseconds.
    pub at: i64,
}

/// Forgets messages older than this instant. Returns how many.
pub async fn forget_before(tx: &mut Tx, instant: i64) -> Result<u64, StoreError> {
    Ok(execute!(tx, "DELETE FROM contact_messages WHERE at < $1", instant)?)
}

/// Messages kept since this instant.
pub async fn count_since(tx: &mut Tx, instant: i64) -> Result<i64, StoreError> {
    let (n,): (i64,) = fetch_one!(tx, (i64,), "SELECT COUNT(*) FROM contact_messages WHERE at > $1", instant)?;
    Ok(n)
}

/// Keeps a message; the same key again changes nothing.
pub async fn keep(tx: &mut Tx, key: &str, m: &Message, at: i64) -> Result<(), StoreError> {
    execute!(
        tx,
        "INSERT INTO contact_messages (form_key, name, email, subject, body, at) VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT (form_key) DO NOTHING",
        key.to_owned(),
        m.nom.trim().to_owned(),
        m.courriel.trim().to_owned(),
        m.sujet.trim().to_owned(),
        m.message.trim().to_owned(),
        at
    )?;
    Ok(())
}

/// Forgets what came from this address, whatever its case (a reader's right to be forgotten). Returns how many.
pub async fn forget_from(tx: &mut Tx, email: &str) -> Result<u64, StoreError> {
    Ok(execute!(tx, "DELETE FROM contact_messages WHERE LOWER(email) = LOWER($1)", email.to_owned())?)
}

/// The latest messages, most recent first; at most 500.
pub async fn latest(tx: &mut Tx) -> Result<Vec<Stored>, StoreError> {
    Ok(fetch_all!(tx, Stored, "SELECT name, email, subject, body, at FROM contact_messages ORDER BY at DESC, id DESC LIMIT 500")?)
}
