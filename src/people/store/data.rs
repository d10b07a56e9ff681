//! What is kept of a person, to be given to them or to be erased.

use crate::store::{StoreError, Tx, execute, fetch_all, fetch_one};

/// A role over time: code, organisation, since, until.
pub type RoleSpan = (String, Option<i64>, i64, Option<i64>);

/// Every role a person has held.
pub async fn role_spans(tx: &mut Tx, id: i64) -> Result<Vec<RoleSpan>, StoreError> {
    Ok(fetch_all!(tx, RoleSpan, "SELECT role, organisation_id, since, until FROM person_roles WHERE person_id = $1 ORDER BY id LIMIT 500", id)?)
}

/// The mails kept that were written to a person: (when, subject, words).
pub async fn mails(tx: &mut Tx, id: i64, email: &str) -> Result<Vec<(i64, String, String)>, StoreError> {
    Ok(fetch_all!(
        tx,
        (i64, String, String),
        "SELECT created_at, subject, body FROM mails WHERE person_id = $1 OR recipient = $2 ORDER BY id LIMIT 1000",
        id,
        email.to_owned()
    )?)
}

/// The organisations a person is the only manager of, at an instant; nobody else changes who manages them until the transaction ends.
pub async fn alone_at(tx: &mut Tx, id: i64, now: i64) -> Result<Vec<String>, StoreError> {
    execute!(
        tx,
        "UPDATE organisations SET updated_at = updated_at WHERE id IN \
         (SELECT organisation_id FROM person_roles WHERE person_id = $1 AND role = 'gestion' AND until IS NULL)",
        id
    )?;
    let rows: Vec<(String,)> = fetch_all!(
        tx,
        (String,),
        "SELECT o.name FROM person_roles r JOIN organisations o ON o.id = r.organisation_id \
         WHERE r.person_id = $1 AND r.role = 'gestion' AND r.since <= $2 AND r.until IS NULL AND EXISTS \
         (SELECT 1 FROM person_roles m WHERE m.organisation_id = r.organisation_id AND m.person_id <> $1 AND m.until IS NULL) \
         AND NOT EXISTS (SELECT 1 FROM person_roles m WHERE m.organisation_id = r.organisation_id AND m.person_id <> $1 AND m.role = 'gestion' \
         AND m.since <= $2 AND m.until IS NULL) ORDER BY o.name LIMIT 20",
        id,
        now
    )?;
    Ok(rows.into_iter().map(|(name,)| name).collect())
}

/// Erases a person and everything tied to them by the schema, and what was written to or from their address.
pub async fn erase(tx: &mut Tx, id: i64, email: &str) -> Result<(), StoreError> {
    execute!(tx, "DELETE FROM mails WHERE person_id = $1 OR recipient = $2", id, email.to_owned())?;
    execute!(tx, "DELETE FROM sign_in_links WHERE person_id = $1 OR email = $2", id, email.to_owned())?;
    execute!(tx, "DELETE FROM persons WHERE id = $1", id)?;
    Ok(())
}

/// How many people there are.
pub async fn count(tx: &mut Tx) -> Result<i64, StoreError> {
    let (n,): (i64,) = fetch_one!(tx, (i64,), "SELECT COUNT(*) FROM persons")?;
    Ok(n)
}
