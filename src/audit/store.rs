//! The room's only SQL.

use crate::store::{StoreError, Tx, execute, fetch_all};

/// A line to write.
#[derive(Clone, Debug, Default)]
pub struct Entry<'a> {
    /// Who did it; None for the clock or the command line.
    pub actor: Option<i64>,
    /// What kind of thing changed ("personne", "offre").
    pub thing: &'a str,
    /// Which one.
    pub id: i64,
    /// What was done.
    pub verb: &'a str,
    /// The state it left.
    pub was: &'a str,
    /// The state it took.
    pub became: &'a str,
    /// Why, in words.
    pub reason: &'a str,
}

/// A line as stored.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct Line {
    /// Epoch milliseconds.
    pub at: i64,
    /// The name of who did it, or their address; empty for nobody.
    pub actor: String,
    /// What kind of thing.
    pub thing: String,
    /// Which one.
    pub thing_id: i64,
    /// What was done.
    pub verb: String,
    /// From.
    pub was: Option<String>,
    /// To.
    pub became: Option<String>,
    /// Why.
    pub reason: Option<String>,
}

/// Writes a line.
pub async fn write(tx: &mut Tx, e: &Entry<'_>, now: i64) -> Result<(), StoreError> {
    let some = |s: &str| (!s.is_empty()).then(|| s.to_owned());
    execute!(
        tx,
        "INSERT INTO journal (at, actor_id, thing, thing_id, verb, was, became, reason) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
        now,
        e.actor,
        e.thing.to_owned(),
        e.id,
        e.verb.to_owned(),
        some(e.was),
        some(e.became),
        some(e.reason)
    )?;
    Ok(())
}

/// The latest lines; at most 300.
pub async fn latest(tx: &mut Tx) -> Result<Vec<Line>, StoreError> {
    Ok(fetch_all!(
        tx,
        Line,
        "SELECT j.at, COALESCE(NULLIF(p.name, ''), p.email, '') AS actor, j.thing, j.thing_id, j.verb, j.was, j.became, j.reason FROM journal j LEFT JOIN persons p ON p.id = j.actor_id ORDER BY j.id DESC LIMIT 300"
    )?)
}

/// The lines of one thing, the oldest first; at most 300.
pub async fn of(tx: &mut Tx, thing: &str, id: i64) -> Result<Vec<Line>, StoreError> {
    Ok(fetch_all!(
        tx,
        Line,
        "SELECT j.at, COALESCE(NULLIF(p.name, ''), p.email, '') AS actor, j.thing, j.thing_id, j.verb, j.was, j.became, j.reason FROM journal j LEFT JOIN persons p ON p.id = j.actor_id WHERE j.thing = $1 AND j.thing_id = $2 ORDER BY j.id LIMIT 300",
        thing.to_owned(),
        id
    )?)
}
