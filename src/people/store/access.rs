//! Sessions, links, codes and attempts.

use crate::store::{StoreError, Tx, execute, fetch_all, fetch_one, fetch_optional};

/// A session as its owner sees it.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct SessionRow {
    /// Key.
    pub id: i64,
    /// Whose.
    pub person_id: i64,
    /// The browser, in a few words.
    pub device: String,
    /// Epoch milliseconds.
    pub created_at: i64,
    /// Last request, to a few minutes.
    pub seen_at: i64,
    /// When it ends by itself.
    pub expires_at: i64,
    /// When the second factor was given.
    pub strong_at: Option<i64>,
}

/// A link to sign in, as stored.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct LinkRow {
    /// The address it was sent to.
    pub email: String,
    /// The person whose address changes to that one, when it is for that.
    pub person_id: Option<i64>,
    /// Where to go on.
    pub back: String,
}

/// Opens a session.
pub async fn open(tx: &mut Tx, person: i64, hash: &str, device: &str, now: i64, expires: i64, strong: Option<i64>) -> Result<(), StoreError> {
    execute!(
        tx,
        "INSERT INTO sessions (person_id, token_hash, device, created_at, seen_at, expires_at, strong_at) VALUES ($1, $2, $3, $4, $4, $5, $6)",
        person,
        hash.to_owned(),
        device.to_owned(),
        now,
        expires,
        strong
    )?;
    Ok(())
}

/// The session of a token.
pub async fn session(tx: &mut Tx, hash: &str, now: i64) -> Result<Option<SessionRow>, StoreError> {
    Ok(fetch_optional!(
        tx,
        SessionRow,
        "SELECT id, person_id, device, created_at, seen_at, expires_at, strong_at FROM sessions WHERE token_hash = $1 AND expires_at > $2",
        hash.to_owned(),
        now
    )?)
}

/// Whose session this is, while it lasts.
pub async fn owner(tx: &mut Tx, id: i64, now: i64) -> Result<Option<i64>, StoreError> {
    let row: Option<(i64,)> = fetch_optional!(tx, (i64,), "SELECT person_id FROM sessions WHERE id = $1 AND expires_at > $2", id, now)?;
    Ok(row.map(|(person,)| person))
}

/// The sessions of a person, the last used first.
pub async fn sessions(tx: &mut Tx, person: i64, now: i64) -> Result<Vec<SessionRow>, StoreError> {
    Ok(fetch_all!(
        tx,
        SessionRow,
        "SELECT id, person_id, device, created_at, seen_at, expires_at, strong_at FROM sessions WHERE person_id = $1 AND expires_at > $2 ORDER BY seen_at DESC, id DESC LIMIT 100",
        person,
        now
    )?)
}

/// Remembers that a session is in use and puts off its end.
pub async fn touch(tx: &mut Tx, id: i64, now: i64, expires: i64) -> Result<(), StoreError> {
    execute!(tx, "UPDATE sessions SET seen_at = $2, expires_at = $3 WHERE id = $1", id, now, expires)?;
    Ok(())
}

/// Ends one session of a person. Returns how many there were.
pub async fn close(tx: &mut Tx, person: i64, id: i64) -> Result<u64, StoreError> {
    Ok(execute!(tx, "DELETE FROM sessions WHERE person_id = $1 AND id = $2", person, id)?)
}

/// Ends the sessions of a person but one.
pub async fn close_others(tx: &mut Tx, person: i64, but: i64) -> Result<u64, StoreError> {
    Ok(execute!(tx, "DELETE FROM sessions WHERE person_id = $1 AND id <> $2", person, but)?)
}

/// Ends the session of a token.
pub async fn close_token(tx: &mut Tx, hash: &str) -> Result<(), StoreError> {
    execute!(tx, "DELETE FROM sessions WHERE token_hash = $1", hash.to_owned())?;
    Ok(())
}

/// Keeps a link.
pub async fn keep_link(tx: &mut Tx, hash: &str, email: &str, person: Option<i64>, back: &str, now: i64, expires: i64) -> Result<(), StoreError> {
    execute!(
        tx,
        "INSERT INTO sign_in_links (token_hash, email, person_id, back, created_at, expires_at) VALUES ($1, $2, $3, $4, $5, $6)",
        hash.to_owned(),
        email.to_owned(),
        person,
        back.to_owned(),
        now,
        expires
    )?;
    Ok(())
}

/// A link that can still be used.
pub async fn link(tx: &mut Tx, hash: &str, now: i64) -> Result<Option<LinkRow>, StoreError> {
    Ok(fetch_optional!(
        tx,
        LinkRow,
        "SELECT email, person_id, back FROM sign_in_links WHERE token_hash = $1 AND used_at IS NULL AND expires_at > $2",
        hash.to_owned(),
        now
    )?)
}

/// Uses a link, once. False when it was used or is over.
pub async fn use_link(tx: &mut Tx, hash: &str, now: i64) -> Result<bool, StoreError> {
    Ok(execute!(tx, "UPDATE sign_in_links SET used_at = $2 WHERE token_hash = $1 AND used_at IS NULL AND expires_at > $2", hash.to_owned(), now)?
        == 1)
}

/// Replaces the recovery codes of a person.
pub async fn set_recovery(tx: &mut Tx, person: i64, hashes: &[String]) -> Result<(), StoreError> {
    execute!(tx, "DELETE FROM recovery_codes WHERE person_id = $1", person)?;
    for hash in hashes {
        execute!(tx, "INSERT INTO recovery_codes (person_id, code_hash) VALUES ($1, $2) ON CONFLICT DO NOTHING", person, hash.clone())?;
    }
    Ok(())
}

/// Uses a recovery code, once.
pub async fn use_recovery(tx: &mut Tx, person: i64, hash: &str) -> Result<bool, StoreError> {
    Ok(execute!(tx, "DELETE FROM recovery_codes WHERE person_id = $1 AND code_hash = $2", person, hash.to_owned())? == 1)
}

/// How many recovery codes are left.
pub async fn recovery_left(tx: &mut Tx, person: i64) -> Result<i64, StoreError> {
    let (n,): (i64,) = fetch_one!(tx, (i64,), "SELECT COUNT(*) FROM recovery_codes WHERE person_id = $1", person)?;
    Ok(n)
}

/// Counts one more try under a mark in a slot of time, and returns how many there are now.
pub async fn attempt(tx: &mut Tx, mark: &str, slot: i64) -> Result<i64, StoreError> {
    let (n,): (i64,) = fetch_one!(
        tx,
        (i64,),
        "INSERT INTO attempts (mark, slot, tries) VALUES ($1, $2, 1) ON CONFLICT (mark, slot) DO UPDATE SET tries = attempts.tries + 1 RETURNING tries",
        mark.to_owned(),
        slot
    )?;
    Ok(n)
}

/// Forgets what is over: links, sessions, attempts.
pub async fn forget_over(tx: &mut Tx, now: i64, slots_before: i64) -> Result<(), StoreError> {
    execute!(tx, "DELETE FROM sign_in_links WHERE expires_at < $1", now - 86_400_000)?;
    execute!(tx, "DELETE FROM sessions WHERE expires_at < $1", now)?;
    execute!(tx, "DELETE FROM attempts WHERE slot < $1", slots_before)?;
    Ok(())
}

/// The session of this token has given its second factor.
pub async fn mark_strong(tx: &mut Tx, hash: &str, now: i64) -> Result<(), StoreError> {
    execute!(tx, "UPDATE sessions SET strong_at = $2 WHERE token_hash = $1", hash.to_owned(), now)?;
    Ok(())
}
