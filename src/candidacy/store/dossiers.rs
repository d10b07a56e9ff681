//! The candidates' files, the versions of their fields, and who looked at them.

use super::corrupt;
use crate::candidacy::model::file::Dossier;
use crate::candidacy::model::retention::{Times, kept_until};
use crate::candidacy::model::state::State;
use crate::store::{StoreError, Tx, execute, fetch_all, fetch_one, fetch_optional};
use std::collections::BTreeMap;

/// A candidacy with its file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Candidacy {
    /// Key.
    pub id: i64,
    /// The edition.
    pub edition: i64,
    /// Whose.
    pub person: i64,
    /// Their name; empty until they say it.
    pub name: String,
    /// Their address.
    pub email: String,
    /// Where it stands.
    pub state: State,
    /// The file.
    pub dossier: Dossier,
    /// Counts every change.
    pub version: i64,
    /// Epoch milliseconds.
    pub created_at: i64,
    /// Epoch milliseconds.
    pub updated_at: i64,
    /// When it was last submitted.
    pub submitted_at: Option<i64>,
    /// When the answer was published.
    pub answered_at: Option<i64>,
    /// When it was withdrawn.
    pub withdrawn_at: Option<i64>,
    /// Since when it waits for a place.
    pub queued_at: Option<i64>,
}

impl Candidacy {
    /// The last instant it is kept, when a clock runs.
    pub fn kept_until(&self) -> Option<i64> {
        kept_until(self.state, Times { updated: self.updated_at, answered: self.answered_at, withdrawn: self.withdrawn_at })
    }

    /// The name shown: their own, or the beginning of their address.
    pub fn called(&self) -> &str {
        let own = self.name.trim();
        if own.is_empty() { self.email.split('@').next().unwrap_or("") } else { own }
    }
}

#[derive(sqlx::FromRow)]
struct Row {
    id: i64,
    edition_id: i64,
    person_id: i64,
    name: String,
    email: String,
    state: String,
    document: String,
    version: i64,
    created_at: i64,
    updated_at: i64,
    submitted_at: Option<i64>,
    answered_at: Option<i64>,
    withdrawn_at: Option<i64>,
    queued_at: Option<i64>,
}

impl Row {
    fn read(self) -> Result<Candidacy, StoreError> {
        Ok(Candidacy {
            id: self.id,
            edition: self.edition_id,
            person: self.person_id,
            name: self.name,
            email: self.email,
            state: State::from_code(&self.state).ok_or_else(|| corrupt("a state"))?,
            dossier: serde_json::from_str(&self.document).map_err(|e| StoreError::Corrupt(format!("a file: {e}")))?,
            version: self.version,
            created_at: self.created_at,
            updated_at: self.updated_at,
            submitted_at: self.submitted_at,
            answered_at: self.answered_at,
            withdrawn_at: self.withdrawn_at,
            queued_at: self.queued_at,
        })
    }
}

/// A query on whole candidacies.
macro_rules! candidacies {
    ($rest:literal) => {
        concat!(
            "SELECT c.id, c.edition_id, c.person_id, p.name, p.email, c.state, c.document, c.version, c.created_at, c.updated_at, c.submitted_at, \
             c.answered_at, c.withdrawn_at, c.queued_at FROM candidacies c JOIN persons p ON p.id = c.person_id ",
            $rest
        )
    };
}

fn all(rows: Vec<Row>) -> Result<Vec<Candidacy>, StoreError> {
    rows.into_iter().map(Row::read).collect()
}

/// A candidacy.
pub async fn candidacy(tx: &mut Tx, id: i64) -> Result<Option<Candidacy>, StoreError> {
    let row: Option<Row> = fetch_optional!(tx, Row, candidacies!("WHERE c.id = $1"), id)?;
    row.map(Row::read).transpose()
}

/// The candidacies of a person, the last changed first; at most 50.
pub async fn of_person(tx: &mut Tx, person: i64) -> Result<Vec<Candidacy>, StoreError> {
    all(fetch_all!(tx, Row, candidacies!("WHERE c.person_id = $1 ORDER BY c.updated_at DESC, c.id DESC LIMIT 50"), person)?)
}

/// The candidacies of an edition, the first opened first; at most 2000.
pub async fn of_edition(tx: &mut Tx, edition: i64) -> Result<Vec<Candidacy>, StoreError> {
    all(fetch_all!(tx, Row, candidacies!("WHERE c.edition_id = $1 ORDER BY c.id LIMIT 2000"), edition)?)
}

/// How many candidacies of each edition stand in each state: (edition, state, how many).
pub async fn counts(tx: &mut Tx) -> Result<Vec<(i64, String, i64)>, StoreError> {
    Ok(fetch_all!(tx, (i64, String, i64), "SELECT edition_id, state, COUNT(*) FROM candidacies GROUP BY edition_id, state ORDER BY 1, 2 LIMIT 4000")?)
}

fn document(d: &Dossier) -> Result<String, StoreError> {
    serde_json::to_string(d).map_err(|e| StoreError::Corrupt(e.to_string()))
}

/// Opens a file on an edition, or finds the one that is there. Returns the key and whether it is new.
pub async fn start(tx: &mut Tx, edition: i64, person: i64, dossier: &Dossier, now: i64) -> Result<(i64, bool), StoreError> {
    let made = execute!(
        tx,
        "INSERT INTO candidacies (edition_id, person_id, state, document, version, created_at, updated_at) VALUES ($1, $2, 'brouillon', $3, 1, $4, $4) \
         ON CONFLICT (edition_id, person_id) DO NOTHING",
        edition,
        person,
        document(dossier)?,
        now
    )?;
    let (id,): (i64,) = fetch_one!(tx, (i64,), "SELECT id FROM candidacies WHERE edition_id = $1 AND person_id = $2", edition, person)?;
    Ok((id, made == 1))
}

/// Takes a candidacy for this transaction, its version one higher: whoever else writes it waits.
pub async fn lock(tx: &mut Tx, id: i64, now: i64) -> Result<Option<Candidacy>, StoreError> {
    execute!(tx, "UPDATE candidacies SET version = version + 1, updated_at = $2 WHERE id = $1", id, now)?;
    candidacy(tx, id).await
}

/// Writes the file again.
pub async fn keep(tx: &mut Tx, c: &Candidacy) -> Result<(), StoreError> {
    execute!(tx, "UPDATE candidacies SET document = $2 WHERE id = $1", c.id, document(&c.dossier)?)?;
    Ok(())
}

/// Writes where a candidacy stands, and the times that go with it.
pub async fn set_state(tx: &mut Tx, id: i64, state: State, now: i64) -> Result<(), StoreError> {
    execute!(tx, "UPDATE candidacies SET state = $2 WHERE id = $1", id, state.code())?;
    match state {
        State::Submitted => execute!(tx, "UPDATE candidacies SET submitted_at = $2 WHERE id = $1", id, now)?,
        State::Withdrawn => execute!(tx, "UPDATE candidacies SET withdrawn_at = $2 WHERE id = $1", id, now)?,
        State::Draft => execute!(tx, "UPDATE candidacies SET submitted_at = NULL, withdrawn_at = NULL WHERE id = $1", id)?,
        State::Waitlisted => execute!(tx, "UPDATE candidacies SET queued_at = $2, answered_at = $2 WHERE id = $1", id, now)?,
        State::Invited | State::NotInvited | State::NotEligible | State::ConditionalOffer | State::NotSelected => {
            execute!(tx, "UPDATE candidacies SET answered_at = $2 WHERE id = $1", id, now)?
        }
        _ => 0,
    };
    Ok(())
}

/// When a field was last saved.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Saved {
    /// The version of the file it was saved in.
    pub version: i64,
    /// Epoch milliseconds.
    pub at: i64,
    /// The session that saved it by itself; 0 for a whole form.
    pub session: i64,
}

/// Every field saved so far.
pub async fn fields(tx: &mut Tx, id: i64) -> Result<BTreeMap<String, Saved>, StoreError> {
    let rows: Vec<(String, i64, i64, i64)> = fetch_all!(
        tx,
        (String, i64, i64, i64),
        "SELECT field, version, saved_at, session_id FROM candidacy_fields WHERE candidacy_id = $1 ORDER BY field LIMIT 2000",
        id
    )?;
    Ok(rows.into_iter().map(|(field, version, at, session)| (field, Saved { version, at, session })).collect())
}

/// A field was saved.
pub async fn mark(tx: &mut Tx, id: i64, field: &str, saved: Saved) -> Result<(), StoreError> {
    execute!(
        tx,
        "INSERT INTO candidacy_fields (candidacy_id, field, version, saved_at, session_id) VALUES ($1, $2, $3, $4, $5) \
         ON CONFLICT (candidacy_id, field) DO UPDATE SET version = $3, saved_at = $4, session_id = $5",
        id,
        field.to_owned(),
        saved.version,
        saved.at,
        saved.session
    )?;
    Ok(())
}

/// Forgets the versions of a row that is gone.
pub async fn unmark_row(tx: &mut Tx, id: i64, row: &str) -> Result<(), StoreError> {
    execute!(tx, "DELETE FROM candidacy_fields WHERE candidacy_id = $1 AND field LIKE $2", id, format!("{row}.%"))?;
    Ok(())
}

/// Somebody of the team looked: written once for a quarter of an hour.
pub async fn seen(tx: &mut Tx, id: i64, viewer: i64, what: &str, now: i64) -> Result<bool, StoreError> {
    let since = now - 15 * 60_000;
    Ok(execute!(
        tx,
        "INSERT INTO candidacy_views (candidacy_id, viewer_id, what, at) SELECT $1, $2, $3, $4 WHERE NOT EXISTS \
         (SELECT 1 FROM candidacy_views WHERE candidacy_id = $1 AND viewer_id = $2 AND what = $3 AND at > $5)",
        id,
        viewer,
        what.to_owned(),
        now,
        since
    )? == 1)
}

/// Who looked, at what, when; the last first; at most 200. The name is empty for an account that is gone.
pub async fn views(tx: &mut Tx, id: i64) -> Result<Vec<(String, String, i64)>, StoreError> {
    Ok(fetch_all!(
        tx,
        (String, String, i64),
        "SELECT COALESCE(p.name, ''), v.what, v.at FROM candidacy_views v LEFT JOIN persons p ON p.id = v.viewer_id \
         WHERE v.candidacy_id = $1 ORDER BY v.id DESC LIMIT 200",
        id
    )?)
}

/// Files begun and never sent that nobody touched since an instant; at most 1 000.
pub async fn drafts_before(tx: &mut Tx, instant: i64) -> Result<Vec<i64>, StoreError> {
    let rows: Vec<(i64,)> =
        fetch_all!(tx, (i64,), "SELECT id FROM candidacies WHERE state = 'brouillon' AND updated_at < $1 ORDER BY id LIMIT 1000", instant)?;
    Ok(rows.into_iter().map(|(id,)| id).collect())
}

/// Files refused or withdrawn before an instant; at most 1 000.
pub async fn refused_before(tx: &mut Tx, instant: i64) -> Result<Vec<i64>, StoreError> {
    let rows: Vec<(i64,)> = fetch_all!(
        tx,
        (i64,),
        "SELECT id FROM candidacies WHERE state IN ('non-eligible', 'non-invitee', 'non-retenue', 'retiree') \
         AND COALESCE(answered_at, withdrawn_at, updated_at) < $1 ORDER BY id LIMIT 1000",
        instant
    )?;
    Ok(rows.into_iter().map(|(id,)| id).collect())
}

/// Erases a file and everything tied to it.
pub async fn erase(tx: &mut Tx, id: i64) -> Result<(), StoreError> {
    execute!(tx, "DELETE FROM candidacies WHERE id = $1", id)?;
    Ok(())
}
