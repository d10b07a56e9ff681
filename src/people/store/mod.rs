//! The room's only SQL.

mod access;
pub mod data;

pub use access::*;

use super::model::{Agreement, Held, Role};
use crate::store::{StoreError, Tx, execute, fetch_all, fetch_one, fetch_optional};

/// A person as stored.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct Person {
    /// Key.
    pub id: i64,
    /// Address, in lower case.
    pub email: String,
    /// Name; empty until they say it.
    pub name: String,
    /// Code of [`Agreement`].
    pub agreement: String,
    /// Argon2id, in PHC form.
    pub password: Option<String>,
    /// Base 32.
    pub totp_secret: Option<String>,
    /// When the second factor was confirmed, in epoch milliseconds.
    pub totp_confirmed_at: Option<i64>,
    /// The last time step a code was taken for.
    pub totp_last_step: i64,
    /// 1 for a demo account.
    pub demo: i64,
    /// Epoch milliseconds.
    pub created_at: i64,
}

impl Person {
    /// How they are addressed.
    pub fn agreement(&self) -> Agreement {
        Agreement::from_code(&self.agreement).unwrap_or(Agreement::Inclusive)
    }
}

/// A query on whole persons.
macro_rules! persons {
    ($rest:literal) => {
        concat!("SELECT id, email, name, agreement, password, totp_secret, totp_confirmed_at, totp_last_step, demo, created_at FROM persons ", $rest)
    };
}

/// The person of an address.
pub async fn by_email(tx: &mut Tx, email: &str) -> Result<Option<Person>, StoreError> {
    Ok(fetch_optional!(tx, Person, persons!("WHERE email = $1"), email.to_owned())?)
}

/// A person.
pub async fn person(tx: &mut Tx, id: i64) -> Result<Option<Person>, StoreError> {
    Ok(fetch_optional!(tx, Person, persons!("WHERE id = $1"), id)?)
}

/// People whose name or address holds this text, most recent first; at most 200.
pub async fn find(tx: &mut Tx, text: &str) -> Result<Vec<Person>, StoreError> {
    let like = format!("%{}%", text.to_lowercase().replace(['%', '_', '\\'], ""));
    Ok(fetch_all!(tx, Person, persons!("WHERE email LIKE $1 OR LOWER(name) LIKE $1 ORDER BY id DESC LIMIT 200"), like)?)
}

/// Creates the person of an address, or finds them. Returns the key.
pub async fn create(tx: &mut Tx, email: &str, name: &str, now: i64) -> Result<i64, StoreError> {
    execute!(
        tx,
        "INSERT INTO persons (email, name, created_at, updated_at) VALUES ($1, $2, $3, $3) ON CONFLICT (email) DO NOTHING",
        email.to_owned(),
        name.to_owned(),
        now
    )?;
    let (id,): (i64,) = fetch_one!(tx, (i64,), "SELECT id FROM persons WHERE email = $1", email.to_owned())?;
    Ok(id)
}

/// Marks a person as a demo account.
pub async fn mark_demo(tx: &mut Tx, id: i64) -> Result<(), StoreError> {
    execute!(tx, "UPDATE persons SET demo = 1 WHERE id = $1", id)?;
    Ok(())
}

/// Writes who a person says they are.
pub async fn set_identity(tx: &mut Tx, id: i64, name: &str, agreement: Agreement, now: i64) -> Result<(), StoreError> {
    execute!(
        tx,
        "UPDATE persons SET name = $2, agreement = $3, updated_at = $4 WHERE id = $1",
        id,
        name.to_owned(),
        agreement.code().to_owned(),
        now
    )?;
    Ok(())
}

/// Gives a person another address. False when somebody else has it.
pub async fn set_email(tx: &mut Tx, id: i64, email: &str, now: i64) -> Result<bool, StoreError> {
    if by_email(tx, email).await?.is_some_and(|p| p.id != id) {
        return Ok(false);
    }
    execute!(tx, "UPDATE persons SET email = $2, updated_at = $3 WHERE id = $1", id, email.to_owned(), now)?;
    Ok(true)
}

/// Keeps a password's hash, or none.
pub async fn set_password(tx: &mut Tx, id: i64, hash: Option<String>, now: i64) -> Result<(), StoreError> {
    execute!(tx, "UPDATE persons SET password = $2, updated_at = $3 WHERE id = $1", id, hash, now)?;
    Ok(())
}

/// Keeps the key of a second factor, confirmed or not yet; None removes it.
pub async fn set_totp(tx: &mut Tx, id: i64, secret: Option<String>, confirmed: Option<i64>) -> Result<(), StoreError> {
    execute!(tx, "UPDATE persons SET totp_secret = $2, totp_confirmed_at = $3, totp_last_step = 0 WHERE id = $1", id, secret, confirmed)?;
    Ok(())
}

/// Takes a time step, once: false when it, or a later one, was taken before.
pub async fn take_step(tx: &mut Tx, id: i64, step: i64) -> Result<bool, StoreError> {
    Ok(execute!(tx, "UPDATE persons SET totp_last_step = $2 WHERE id = $1 AND totp_last_step < $2", id, step)? == 1)
}

/// The roles a person holds at an instant.
pub async fn roles(tx: &mut Tx, id: i64, now: i64) -> Result<Vec<Held>, StoreError> {
    let rows: Vec<(String, Option<i64>)> = fetch_all!(
        tx,
        (String, Option<i64>),
        "SELECT role, organisation_id FROM person_roles WHERE person_id = $1 AND since <= $2 AND until IS NULL ORDER BY id LIMIT 100",
        id,
        now
    )?;
    Ok(rows.into_iter().filter_map(|(role, organisation)| Some(Held { role: Role::from_code(&role)?, organisation })).collect())
}

/// Gives a role from now on; a role already held is left as it is.
pub async fn give(tx: &mut Tx, id: i64, held: Held, now: i64) -> Result<bool, StoreError> {
    if roles(tx, id, now).await?.contains(&held) {
        return Ok(false);
    }
    execute!(
        tx,
        "INSERT INTO person_roles (person_id, role, organisation_id, since) VALUES ($1, $2, $3, $4)",
        id,
        held.role.code().to_owned(),
        held.organisation,
        now
    )?;
    Ok(true)
}

/// Waits for whoever else is changing who holds a role: whether somebody is the last is asked after this.
pub async fn one_at_a_time(tx: &mut Tx, role: Role) -> Result<(), StoreError> {
    execute!(tx, "UPDATE person_roles SET since = since WHERE role = $1 AND until IS NULL", role.code().to_owned())?;
    Ok(())
}

/// Ends a role held now. Returns how many were. It is over for everybody at once, also for whoever read the clock a moment before.
pub async fn end(tx: &mut Tx, id: i64, held: Held, now: i64) -> Result<u64, StoreError> {
    Ok(execute!(
        tx,
        "UPDATE person_roles SET until = $4 WHERE person_id = $1 AND role = $2 AND COALESCE(organisation_id, 0) = $3 AND until IS NULL",
        id,
        held.role.code().to_owned(),
        held.organisation.unwrap_or(0),
        now
    )?)
}

/// Who acts for an organisation now: (person, name, address, role code), managers first.
pub async fn members(tx: &mut Tx, organisation: i64, now: i64) -> Result<Vec<(i64, String, String, String)>, StoreError> {
    Ok(fetch_all!(
        tx,
        (i64, String, String, String),
        "SELECT p.id, p.name, p.email, r.role FROM person_roles r JOIN persons p ON p.id = r.person_id \
         WHERE r.organisation_id = $1 AND r.since <= $2 AND r.until IS NULL ORDER BY r.role, p.name, p.id LIMIT 200",
        organisation,
        now
    )?)
}

/// How many people hold a role at an instant.
pub async fn count_role(tx: &mut Tx, role: Role, now: i64) -> Result<i64, StoreError> {
    let (n,): (i64,) = fetch_one!(
        tx,
        (i64,),
        "SELECT COUNT(DISTINCT person_id) FROM person_roles WHERE role = $1 AND since <= $2 AND until IS NULL",
        role.code().to_owned(),
        now
    )?;
    Ok(n)
}

/// The people who hold a role at an instant: (key, address).
pub async fn holders(tx: &mut Tx, role: Role, now: i64) -> Result<Vec<(i64, String)>, StoreError> {
    Ok(fetch_all!(
        tx,
        (i64, String),
        "SELECT DISTINCT p.id, p.email FROM person_roles r JOIN persons p ON p.id = r.person_id \
         WHERE r.role = $1 AND r.since <= $2 AND r.until IS NULL ORDER BY p.id LIMIT 500",
        role.code().to_owned(),
        now
    )?)
}
