//! The outbox. The room's only SQL.

use crate::store::{StoreError, Tx, execute, fetch_all, fetch_optional};

/// A mail to be sent.
#[derive(Clone, Debug)]
pub struct Letter {
    /// The person it is for, when they have an account: it goes with them when they are erased.
    pub person: Option<i64>,
    /// The address.
    pub to: String,
    /// The subject.
    pub subject: String,
    /// The words, in plain text.
    pub body: String,
    /// What it is for, in a few letters.
    pub cause: &'static str,
}

/// A mail as stored.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct Stored {
    /// Key.
    pub id: i64,
    /// The address.
    pub recipient: String,
    /// The subject.
    pub subject: String,
    /// The words.
    pub body: String,
    /// What it is for.
    pub cause: String,
    /// Epoch milliseconds.
    pub created_at: i64,
    /// When it was sent.
    pub sent_at: Option<i64>,
    /// How often it was tried.
    pub tries: i64,
}

/// Puts a mail in the outbox.
pub async fn put(tx: &mut Tx, letter: &Letter, now: i64) -> Result<(), StoreError> {
    execute!(
        tx,
        "INSERT INTO mails (person_id, recipient, subject, body, cause, created_at, due_at) VALUES ($1, $2, $3, $4, $5, $6, $6)",
        letter.person,
        letter.to.clone(),
        letter.subject.chars().take(300).collect::<String>(),
        letter.body.clone(),
        letter.cause.to_owned(),
        now
    )?;
    Ok(())
}

/// Mails that are due and that nobody is sending; at most 50.
pub async fn due(tx: &mut Tx, now: i64) -> Result<Vec<Stored>, StoreError> {
    Ok(fetch_all!(
        tx,
        Stored,
        "SELECT id, recipient, subject, body, cause, created_at, sent_at, tries FROM mails WHERE sent_at IS NULL AND failed_at IS NULL AND due_at <= $1 AND claimed_until < $1 ORDER BY due_at, id LIMIT 50",
        now
    )?)
}

/// Takes a mail to send it; false when another process has it.
pub async fn claim(tx: &mut Tx, id: i64, now: i64, until: i64) -> Result<bool, StoreError> {
    Ok(execute!(
        tx,
        "UPDATE mails SET claimed_until = $3, tries = tries + 1 WHERE id = $1 AND sent_at IS NULL AND failed_at IS NULL AND claimed_until < $2",
        id,
        now,
        until
    )? == 1)
}

/// It was sent.
pub async fn sent(tx: &mut Tx, id: i64, now: i64) -> Result<(), StoreError> {
    execute!(tx, "UPDATE mails SET sent_at = $2, failure = NULL WHERE id = $1", id, now)?;
    Ok(())
}

/// It was not sent: try again at `next`, or never when there is none.
pub async fn not_sent(tx: &mut Tx, id: i64, why: &str, next: Option<i64>, now: i64) -> Result<(), StoreError> {
    let why: String = why.chars().take(500).collect();
    match next {
        Some(next) => execute!(tx, "UPDATE mails SET failure = $2, due_at = $3, claimed_until = 0 WHERE id = $1", id, why, next)?,
        None => execute!(tx, "UPDATE mails SET failure = $2, failed_at = $3 WHERE id = $1", id, why, now)?,
    };
    Ok(())
}

/// The latest mails; at most 200.
pub async fn latest(tx: &mut Tx) -> Result<Vec<Stored>, StoreError> {
    Ok(fetch_all!(tx, Stored, "SELECT id, recipient, subject, body, cause, created_at, sent_at, tries FROM mails ORDER BY id DESC LIMIT 200")?)
}

/// One mail.
pub async fn one(tx: &mut Tx, id: i64) -> Result<Option<Stored>, StoreError> {
    Ok(fetch_optional!(tx, Stored, "SELECT id, recipient, subject, body, cause, created_at, sent_at, tries FROM mails WHERE id = $1", id)?)
}

/// Forgets the mails that left before an instant: what they said is not ours to keep.
pub async fn forget_sent_before(tx: &mut Tx, instant: i64) -> Result<u64, StoreError> {
    Ok(execute!(tx, "DELETE FROM mails WHERE sent_at < $1 OR failed_at < $1", instant)?)
}
