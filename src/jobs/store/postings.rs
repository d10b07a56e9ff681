//! What organisations post: the working text, what the team reads, what is online.

use crate::jobs::publish::paper::{Paper, Typed};
use crate::jobs::publish::state::State;
use crate::store::{StoreError, Tx, execute, fetch_all, fetch_one, fetch_optional};
use serde::Serialize;
use serde::de::DeserializeOwned;

/// A posting as stored.
#[derive(Clone, Debug)]
pub struct Posting {
    /// Key; also the reference of the offer it becomes.
    pub id: i64,
    /// Whose.
    pub organisation_id: i64,
    /// Its name.
    pub organisation: String,
    /// Its address part.
    pub organisation_slug: String,
    /// Where it stands.
    pub state: State,
    /// The working text.
    pub typed: Typed,
    /// What the team reads.
    pub proposed: Option<Paper>,
    /// What was approved and stands online.
    pub online: Option<Paper>,
    /// The public offer, once published.
    pub offer_id: Option<i64>,
    /// Its address part.
    pub offer_slug: Option<String>,
    /// The last words of the team.
    pub words: String,
    /// Last change, epoch milliseconds.
    pub updated_at: i64,
    /// When the reminder of seven days left.
    pub reminded_7_at: Option<i64>,
    /// When the reminder of one day left.
    pub reminded_1_at: Option<i64>,
    /// Counts the changes.
    pub version: i64,
}

impl Posting {
    /// What it is called in a list.
    pub fn title(&self) -> &str {
        let typed = self.typed.get("title");
        if typed.is_empty() { crate::i18n::recruiting::UNTITLED } else { typed }
    }
}

#[derive(sqlx::FromRow)]
struct Row {
    id: i64,
    organisation_id: i64,
    organisation: String,
    organisation_slug: String,
    state: String,
    typed: String,
    proposed: Option<String>,
    online: Option<String>,
    offer_id: Option<i64>,
    offer_slug: Option<String>,
    words: String,
    updated_at: i64,
    reminded_7_at: Option<i64>,
    reminded_1_at: Option<i64>,
    version: i64,
}

fn from_json<T: DeserializeOwned>(text: &str) -> Result<T, StoreError> {
    serde_json::from_str(text).map_err(|e| StoreError::Corrupt(format!("posting: {e}")))
}

fn to_json<T: Serialize>(value: &T) -> Result<String, StoreError> {
    serde_json::to_string(value).map_err(|e| StoreError::Corrupt(e.to_string()))
}

impl TryFrom<Row> for Posting {
    type Error = StoreError;

    fn try_from(r: Row) -> Result<Posting, StoreError> {
        Ok(Posting {
            state: State::from_code(&r.state).ok_or_else(|| StoreError::Corrupt(format!("posting {}: state {}", r.id, r.state)))?,
            typed: from_json(&r.typed)?,
            proposed: r.proposed.as_deref().map(from_json).transpose()?,
            online: r.online.as_deref().map(from_json).transpose()?,
            id: r.id,
            organisation_id: r.organisation_id,
            organisation: r.organisation,
            organisation_slug: r.organisation_slug,
            offer_id: r.offer_id,
            offer_slug: r.offer_slug,
            words: r.words,
            updated_at: r.updated_at,
            reminded_7_at: r.reminded_7_at,
            reminded_1_at: r.reminded_1_at,
            version: r.version,
        })
    }
}

macro_rules! columns {
    ($rest:literal) => {
        concat!(
            "SELECT p.id, p.organisation_id, o.name AS organisation, o.slug AS organisation_slug, p.state, p.typed, p.proposed, p.online, \
             p.offer_id, f.slug AS offer_slug, p.words, p.updated_at, p.reminded_7_at, p.reminded_1_at, p.version \
             FROM postings p JOIN organisations o ON o.id = p.organisation_id LEFT JOIN offers f ON f.id = p.offer_id ",
            $rest
        )
    };
}

fn all(rows: Vec<Row>) -> Result<Vec<Posting>, StoreError> {
    rows.into_iter().map(Posting::try_from).collect()
}

/// A new draft. Returns its key.
pub async fn create(tx: &mut Tx, organisation: i64, typed: &Typed, now: i64) -> Result<i64, StoreError> {
    let title: String = typed.get("title").chars().take(200).collect();
    let (id,): (i64,) = fetch_one!(
        tx,
        (i64,),
        "INSERT INTO postings (organisation_id, state, title, typed, created_at, updated_at) VALUES ($1, $2, $3, $4, $5, $5) RETURNING id",
        organisation,
        State::Draft.code().to_owned(),
        title,
        to_json(typed)?,
        now
    )?;
    Ok(id)
}

/// One posting.
pub async fn one(tx: &mut Tx, id: i64) -> Result<Option<Posting>, StoreError> {
    let row: Option<Row> = fetch_optional!(tx, Row, columns!("WHERE p.id = $1"), id)?;
    row.map(Posting::try_from).transpose()
}

/// The posting an offer comes from.
pub async fn of_offer(tx: &mut Tx, offer: i64) -> Result<Option<Posting>, StoreError> {
    let row: Option<Row> = fetch_optional!(tx, Row, columns!("WHERE p.offer_id = $1"), offer)?;
    row.map(Posting::try_from).transpose()
}

/// The postings of an organisation, the last changed first; at most 200.
pub async fn of_organisation(tx: &mut Tx, organisation: i64) -> Result<Vec<Posting>, StoreError> {
    all(fetch_all!(tx, Row, columns!("WHERE p.organisation_id = $1 ORDER BY p.updated_at DESC, p.id DESC LIMIT 200"), organisation)?)
}

/// How many postings of an organisation are not published yet.
pub async fn unpublished(tx: &mut Tx, organisation: i64) -> Result<i64, StoreError> {
    let (n,): (i64,) = fetch_one!(tx, (i64,), "SELECT COUNT(*) FROM postings WHERE organisation_id = $1 AND offer_id IS NULL", organisation)?;
    Ok(n)
}

/// The postings the team is asked to read, the longest waiting first; at most 200.
pub async fn to_read(tx: &mut Tx) -> Result<Vec<Posting>, StoreError> {
    all(fetch_all!(tx, Row, columns!("WHERE p.state IN ('proposee', 'en-relecture') ORDER BY p.updated_at, p.id LIMIT 200"))?)
}

/// The postings online with nothing to read, the first to close first; at most 200.
pub async fn online(tx: &mut Tx) -> Result<Vec<Posting>, StoreError> {
    all(fetch_all!(tx, Row, columns!("WHERE p.state = 'publiee' ORDER BY f.closes_at, p.id LIMIT 200"))?)
}

/// Live postings whose offer closes before an instant; at most 500.
pub async fn closing(tx: &mut Tx, before: i64) -> Result<Vec<Posting>, StoreError> {
    all(fetch_all!(
        tx,
        Row,
        columns!("WHERE p.state IN ('publiee', 'en-relecture') AND f.closes_at <= $1 ORDER BY f.closes_at, p.id LIMIT 500"),
        before
    )?)
}

/// Writes a posting over the version it was read at, and counts one more. False when somebody else wrote it meanwhile.
pub async fn save(tx: &mut Tx, p: &mut Posting, now: i64) -> Result<bool, StoreError> {
    let paper = |x: &Option<Paper>| x.as_ref().map(to_json).transpose();
    let title: String = p.typed.get("title").chars().take(200).collect();
    let done = execute!(
        tx,
        "UPDATE postings SET state = $3, title = $4, typed = $5, proposed = $6, online = $7, offer_id = $8, words = $9, updated_at = $10, reminded_7_at = $11, reminded_1_at = $12, version = version + 1 WHERE id = $1 AND version = $2",
        p.id,
        p.version,
        p.state.code().to_owned(),
        title,
        to_json(&p.typed)?,
        paper(&p.proposed)?,
        paper(&p.online)?,
        p.offer_id,
        p.words.clone(),
        now,
        p.reminded_7_at,
        p.reminded_1_at
    )?;
    p.version += 1;
    p.updated_at = now;
    Ok(done == 1)
}

/// Keeps what was proposed, for the team to compare with.
pub async fn keep_version(tx: &mut Tx, posting: i64, paper: &Paper, now: i64) -> Result<(), StoreError> {
    execute!(tx, "INSERT INTO posting_versions (posting_id, paper, at) VALUES ($1, $2, $3)", posting, to_json(paper)?, now)?;
    Ok(())
}

/// What was proposed over time, the latest first; at most 20.
pub async fn versions(tx: &mut Tx, posting: i64) -> Result<Vec<(i64, Paper)>, StoreError> {
    let rows: Vec<(i64, String)> =
        fetch_all!(tx, (i64, String), "SELECT at, paper FROM posting_versions WHERE posting_id = $1 ORDER BY id DESC LIMIT 20", posting)?;
    rows.into_iter().map(|(at, paper)| Ok((at, from_json(&paper)?))).collect()
}
