//! The only SQL of alerts and of the newsletter.

use crate::store::{StoreError, Tx, execute, fetch_all, fetch_one, fetch_optional};

/// A saved search.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct Saved {
    /// Key.
    pub id: i64,
    /// Whose.
    pub person_id: i64,
    /// The name its owner gave it.
    pub name: String,
    /// The query of the list of offers.
    pub query: String,
    /// `jour`, `semaine` or `jamais`.
    pub rhythm: String,
    /// What stops its mails, without signing in.
    pub leave_token: String,
    /// The last offer told of.
    pub seen_offer: i64,
}

macro_rules! saved {
    ($rest:literal) => {
        concat!("SELECT id, person_id, name, query, rhythm, leave_token, seen_offer FROM saved_searches ", $rest)
    };
}

/// The searches of a person, in the order they were saved.
pub async fn of(tx: &mut Tx, person: i64) -> Result<Vec<Saved>, StoreError> {
    Ok(fetch_all!(tx, Saved, saved!("WHERE person_id = $1 ORDER BY id LIMIT 100"), person)?)
}

/// Keeps a search; the same one again gets the new name and rhythm.
pub async fn keep(tx: &mut Tx, s: &Saved, today: &str, now: i64) -> Result<(), StoreError> {
    execute!(
        tx,
        "INSERT INTO saved_searches (person_id, name, query, rhythm, leave_token, seen_offer, done_day, created_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8) \
         ON CONFLICT (person_id, query) DO UPDATE SET name = EXCLUDED.name, rhythm = EXCLUDED.rhythm",
        s.person_id,
        s.name.clone(),
        s.query.clone(),
        s.rhythm.clone(),
        s.leave_token.clone(),
        s.seen_offer,
        today.to_owned(),
        now
    )?;
    Ok(())
}

/// Changes the rhythm of a person's search. Returns how many there were.
pub async fn set_rhythm(tx: &mut Tx, person: i64, id: i64, rhythm: &str) -> Result<u64, StoreError> {
    Ok(execute!(tx, "UPDATE saved_searches SET rhythm = $3 WHERE person_id = $1 AND id = $2", person, id, rhythm.to_owned())?)
}

/// Forgets a person's search. Returns how many there were.
pub async fn remove(tx: &mut Tx, person: i64, id: i64) -> Result<u64, StoreError> {
    Ok(execute!(tx, "DELETE FROM saved_searches WHERE person_id = $1 AND id = $2", person, id)?)
}

/// Stops the mails of a search by the token they carry. Returns its name.
pub async fn leave(tx: &mut Tx, token: &str) -> Result<Option<String>, StoreError> {
    let row: Option<(String,)> =
        fetch_optional!(tx, (String,), "UPDATE saved_searches SET rhythm = 'jamais' WHERE leave_token = $1 RETURNING name", token.to_owned())?;
    Ok(row.map(|(name,)| name))
}

/// Whether a token stops a search.
pub async fn by_token(tx: &mut Tx, token: &str) -> Result<Option<String>, StoreError> {
    let row: Option<(String,)> = fetch_optional!(tx, (String,), "SELECT name FROM saved_searches WHERE leave_token = $1", token.to_owned())?;
    Ok(row.map(|(name,)| name))
}

/// Searches of a rhythm that were not done since a day; at most 200.
pub async fn due(tx: &mut Tx, rhythm: &str, before: &str) -> Result<Vec<Saved>, StoreError> {
    Ok(fetch_all!(tx, Saved, saved!("WHERE rhythm = $1 AND done_day < $2 ORDER BY id LIMIT 200"), rhythm.to_owned(), before.to_owned())?)
}

/// Takes a search for a day: false when another process has done it.
pub async fn claim(tx: &mut Tx, id: i64, day: &str, seen: i64) -> Result<bool, StoreError> {
    Ok(execute!(
        tx,
        "UPDATE saved_searches SET done_day = $2, seen_offer = CASE WHEN seen_offer < $3 THEN $3 ELSE seen_offer END WHERE id = $1 AND done_day < $2",
        id,
        day.to_owned(),
        seen
    )? == 1)
}

/// The last offer there is.
pub async fn last_offer(tx: &mut Tx) -> Result<i64, StoreError> {
    let (id,): (i64,) = fetch_one!(tx, (i64,), "SELECT COALESCE(MAX(id), 0) FROM offers")?;
    Ok(id)
}

/// Asks for the newsletter; an address that asked keeps its token.
pub async fn ask(tx: &mut Tx, email: &str, token: &str, now: i64) -> Result<String, StoreError> {
    execute!(
        tx,
        "INSERT INTO newsletter (email, token, asked_at) VALUES ($1, $2, $3) ON CONFLICT (email) DO NOTHING",
        email.to_owned(),
        token.to_owned(),
        now
    )?;
    let (token,): (String,) = fetch_one!(tx, (String,), "SELECT token FROM newsletter WHERE email = $1", email.to_owned())?;
    Ok(token)
}

/// The address of a token, and whether it confirmed.
pub async fn reader(tx: &mut Tx, token: &str) -> Result<Option<(String, Option<i64>)>, StoreError> {
    Ok(fetch_optional!(tx, (String, Option<i64>), "SELECT email, confirmed_at FROM newsletter WHERE token = $1", token.to_owned())?)
}

/// Confirms an address.
pub async fn confirm(tx: &mut Tx, token: &str, now: i64) -> Result<(), StoreError> {
    execute!(tx, "UPDATE newsletter SET confirmed_at = $2 WHERE token = $1 AND confirmed_at IS NULL", token.to_owned(), now)?;
    Ok(())
}

/// Leaves the newsletter: nothing of the address stays. Returns how many there were.
pub async fn unsubscribe(tx: &mut Tx, token: &str) -> Result<u64, StoreError> {
    Ok(execute!(tx, "DELETE FROM newsletter WHERE token = $1", token.to_owned())?)
}

/// Forgets addresses that asked before an instant and never confirmed, and one address altogether.
pub async fn forget_newsletter(tx: &mut Tx, asked_before: i64, email: &str) -> Result<u64, StoreError> {
    Ok(execute!(tx, "DELETE FROM newsletter WHERE (confirmed_at IS NULL AND asked_at < $1) OR email = $2", asked_before, email.to_owned())?)
}

/// The addresses that confirmed, in order; at most 100 000.
pub async fn readers(tx: &mut Tx) -> Result<Vec<String>, StoreError> {
    let rows: Vec<(String,)> = fetch_all!(tx, (String,), "SELECT email FROM newsletter WHERE confirmed_at IS NOT NULL ORDER BY email LIMIT 100000")?;
    Ok(rows.into_iter().map(|(email,)| email).collect())
}
