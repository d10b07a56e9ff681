//! Applications to the offers published here.

use crate::jobs::publish::answer::{Followed, State};
use crate::kernel::clock::paris_day;
use crate::store::{StoreError, Tx, execute, fetch_all, fetch_one, fetch_optional};
use jiff::Timestamp;
use jiff::civil::Date;

/// Most applications of one offer shown at once.
pub const LIST_MAX: i64 = 1_000;

/// What a person sends, confirmed or not.
#[derive(Clone, Debug)]
pub struct Sent {
    /// To which offer.
    pub offer_id: i64,
    /// Their name.
    pub name: String,
    /// Their address.
    pub email: String,
    /// The letter, typed; empty when there is none.
    pub letter: String,
    /// Answers to the questions, in order.
    pub answers: Vec<String>,
    /// Other pieces as words: code and text.
    pub pieces: Vec<(String, String)>,
}

/// An application as stored, with the offer it answers.
#[derive(Clone, Debug)]
pub struct Application {
    /// Key.
    pub id: i64,
    /// Of whom.
    pub person_id: i64,
    /// The organisation that reads it.
    pub organisation_id: i64,
    /// Its name.
    pub organisation: String,
    /// The posting it answers.
    pub posting_id: i64,
    /// The offer's title.
    pub title: String,
    /// The offer's address part.
    pub slug: String,
    /// What was sent.
    pub sent: Sent,
    /// Where it stands.
    pub state: State,
    /// Epoch milliseconds.
    pub applied_at: i64,
    /// The promised day, included.
    pub promised_on: Option<Date>,
    /// When it was first answered.
    pub decided_at: Option<i64>,
    /// Why it was declined: a code.
    pub reason: Option<String>,
    /// The words that went with the answer.
    pub message: String,
}

#[derive(sqlx::FromRow)]
struct Row {
    id: i64,
    person_id: i64,
    organisation_id: i64,
    organisation: String,
    posting_id: i64,
    title: String,
    slug: String,
    offer_id: i64,
    name: String,
    email: String,
    letter: String,
    answers: String,
    pieces: String,
    state: String,
    applied_at: i64,
    promised_on: Option<String>,
    decided_at: Option<i64>,
    reason: Option<String>,
    message: String,
}

fn corrupt(what: impl std::fmt::Display) -> StoreError {
    StoreError::Corrupt(format!("application: {what}"))
}

fn list<T: serde::de::DeserializeOwned>(text: &str) -> Result<T, StoreError> {
    serde_json::from_str(text).map_err(corrupt)
}

fn state(code: &str) -> Result<State, StoreError> {
    State::from_code(code).ok_or_else(|| corrupt(code))
}

impl TryFrom<Row> for Application {
    type Error = StoreError;

    fn try_from(r: Row) -> Result<Application, StoreError> {
        let sent =
            Sent { offer_id: r.offer_id, name: r.name, email: r.email, letter: r.letter, answers: list(&r.answers)?, pieces: list(&r.pieces)? };
        Ok(Application {
            id: r.id,
            person_id: r.person_id,
            organisation_id: r.organisation_id,
            organisation: r.organisation,
            posting_id: r.posting_id,
            title: r.title,
            slug: r.slug,
            sent,
            state: state(&r.state)?,
            applied_at: r.applied_at,
            promised_on: r.promised_on.map(|d| d.parse().map_err(corrupt)).transpose()?,
            decided_at: r.decided_at,
            reason: r.reason,
            message: r.message,
        })
    }
}

impl Application {
    /// What the clock of answers knows of it.
    pub fn followed(&self) -> Followed<i64> {
        Followed {
            id: self.id,
            state: self.state,
            applied_on: day(self.applied_at),
            promised: self.promised_on,
            answered_on: self.decided_at.map(day),
        }
    }
}

fn day(ms: i64) -> Date {
    paris_day(Timestamp::from_millisecond(ms).unwrap_or(Timestamp::UNIX_EPOCH))
}

macro_rules! columns {
    ($rest:literal) => {
        concat!(
            "SELECT a.id, a.person_id, a.organisation_id, o.name AS organisation, p.id AS posting_id, f.title, f.slug, a.offer_id, a.name, a.email, a.letter, \
             a.answers, a.pieces, a.state, a.applied_at, a.promised_on, a.decided_at, a.reason, a.message \
             FROM applications a JOIN offers f ON f.id = a.offer_id JOIN organisations o ON o.id = a.organisation_id JOIN postings p ON p.offer_id = a.offer_id ",
            $rest
        )
    };
}

fn all(rows: Vec<Row>) -> Result<Vec<Application>, StoreError> {
    rows.into_iter().map(Application::try_from).collect()
}

/// One application.
pub async fn one(tx: &mut Tx, id: i64) -> Result<Option<Application>, StoreError> {
    let row: Option<Row> = fetch_optional!(tx, Row, columns!("WHERE a.id = $1"), id)?;
    row.map(Application::try_from).transpose()
}

/// The application of a person to an offer.
pub async fn of(tx: &mut Tx, offer: i64, person: i64) -> Result<Option<Application>, StoreError> {
    let row: Option<Row> = fetch_optional!(tx, Row, columns!("WHERE a.offer_id = $1 AND a.person_id = $2"), offer, person)?;
    row.map(Application::try_from).transpose()
}

/// The applications to an offer, the first sent first; at most [`LIST_MAX`].
pub async fn of_offer(tx: &mut Tx, offer: i64) -> Result<Vec<Application>, StoreError> {
    all(fetch_all!(tx, Row, columns!("WHERE a.offer_id = $1 ORDER BY a.applied_at, a.id LIMIT $2"), offer, LIST_MAX)?)
}

/// The applications of a person, the last sent first; at most 200.
pub async fn of_person(tx: &mut Tx, person: i64) -> Result<Vec<Application>, StoreError> {
    all(fetch_all!(tx, Row, columns!("WHERE a.person_id = $1 ORDER BY a.applied_at DESC, a.id DESC LIMIT 200"), person)?)
}

/// The applications whose promised day is over without an answer, the longest late first; at most 500.
pub async fn late(tx: &mut Tx, today: Date) -> Result<Vec<Application>, StoreError> {
    all(fetch_all!(
        tx,
        Row,
        columns!(
            "WHERE a.state IN ('nouvelle', 'a-l-etude', 'en-attente') AND a.decided_at IS NULL AND a.promised_on < $1 ORDER BY a.promised_on, a.id LIMIT 500"
        ),
        today.to_string()
    )?)
}

/// Key, state, applied at, promised on, decided at.
type Counted = (i64, String, i64, Option<String>, Option<i64>);

/// The applications to an organisation as its answer rate counts them; at most 5 000, the latest.
pub async fn followed(tx: &mut Tx, organisation: i64) -> Result<Vec<Followed<i64>>, StoreError> {
    let rows: Vec<Counted> = fetch_all!(
        tx,
        Counted,
        "SELECT id, state, applied_at, promised_on, decided_at FROM applications WHERE organisation_id = $1 \
         UNION ALL SELECT 0, state, applied_at, promised_on, decided_at FROM erased_applications WHERE organisation_id = $1 \
         ORDER BY 3 DESC LIMIT 5000",
        organisation
    )?;
    let one = |(id, code, applied, promised, decided): Counted| {
        let promised = promised.map(|d| d.parse().map_err(corrupt)).transpose()?;
        Ok(Followed { id, state: state(&code)?, applied_on: day(applied), promised, answered_on: decided.map(day) })
    };
    rows.into_iter().map(one).collect()
}

/// The organisations that received applications: key and name; at most 500.
pub async fn organisations(tx: &mut Tx) -> Result<Vec<(i64, String)>, StoreError> {
    Ok(fetch_all!(
        tx,
        (i64, String),
        "SELECT o.id, o.name FROM organisations o WHERE EXISTS (SELECT 1 FROM applications a WHERE a.organisation_id = o.id) ORDER BY o.name LIMIT 500"
    )?)
}

/// How many applications to the offers of an organisation wait for an answer, and the nearest promised day: (offer, count, day).
pub async fn waiting(tx: &mut Tx, organisation: i64) -> Result<Vec<(i64, i64, Option<String>)>, StoreError> {
    Ok(fetch_all!(
        tx,
        (i64, i64, Option<String>),
        "SELECT offer_id, COUNT(*), MIN(promised_on) FROM applications WHERE organisation_id = $1 AND state IN ('nouvelle', 'a-l-etude', 'en-attente') GROUP BY offer_id LIMIT 1000",
        organisation
    )?)
}

fn texts(sent: &Sent) -> Result<(String, String), StoreError> {
    Ok((serde_json::to_string(&sent.answers).map_err(corrupt)?, serde_json::to_string(&sent.pieces).map_err(corrupt)?))
}

/// Sends an application, once per person and offer: None when there is one already. One that was withdrawn begins again.
pub async fn send(tx: &mut Tx, sent: &Sent, organisation: i64, person: i64, promised: Option<Date>, now: i64) -> Result<Option<i64>, StoreError> {
    let (answers, pieces) = texts(sent)?;
    let row: Option<(i64,)> = fetch_optional!(
        tx,
        (i64,),
        "INSERT INTO applications (offer_id, organisation_id, person_id, name, email, state, letter, answers, pieces, applied_at, promised_on) \
         VALUES ($1, $2, $3, $4, $5, 'nouvelle', $6, $7, $8, $9, $10) \
         ON CONFLICT (offer_id, person_id) DO UPDATE SET name = excluded.name, email = excluded.email, state = 'nouvelle', letter = excluded.letter, \
           answers = excluded.answers, pieces = excluded.pieces, applied_at = excluded.applied_at, promised_on = excluded.promised_on, \
           decided_at = NULL, reason = NULL, message = '', withdrawn_at = NULL \
         WHERE applications.state = 'retiree' RETURNING id",
        sent.offer_id,
        organisation,
        person,
        sent.name.clone(),
        sent.email.clone(),
        sent.letter.clone(),
        answers,
        pieces,
        now,
        promised.map(|d| d.to_string())
    )?;
    Ok(row.map(|r| r.0))
}

/// Moves an application that still stands at `from`. The day of the first answer stays; `reason` and `message` go with an answer.
/// False when it moved meanwhile.
pub async fn step(tx: &mut Tx, id: i64, from: State, to: State, answer: Option<(&str, &str)>, now: i64) -> Result<bool, StoreError> {
    let withdrawn = (to == State::Withdrawn).then_some(now);
    let done = match answer {
        Some((reason, message)) => execute!(
            tx,
            "UPDATE applications SET state = $3, decided_at = COALESCE(decided_at, $4), reason = $5, message = $6 WHERE id = $1 AND state = $2",
            id,
            from.code().to_owned(),
            to.code().to_owned(),
            now,
            (!reason.is_empty()).then(|| reason.to_owned()),
            message.to_owned()
        )?,
        None => execute!(
            tx,
            "UPDATE applications SET state = $3, withdrawn_at = COALESCE($4, withdrawn_at) WHERE id = $1 AND state = $2",
            id,
            from.code().to_owned(),
            to.code().to_owned(),
            withdrawn
        )?,
    };
    Ok(done == 1)
}

/// A note for colleagues.
pub async fn note(tx: &mut Tx, application: i64, author: i64, text: &str, now: i64) -> Result<(), StoreError> {
    execute!(
        tx,
        "INSERT INTO application_notes (application_id, author_id, text, at) VALUES ($1, $2, $3, $4)",
        application,
        author,
        text.to_owned(),
        now
    )?;
    Ok(())
}

/// The notes of an application, the oldest first: author, text, instant; at most 100.
pub async fn notes(tx: &mut Tx, application: i64) -> Result<Vec<(String, String, i64)>, StoreError> {
    Ok(fetch_all!(
        tx,
        (String, String, i64),
        "SELECT COALESCE(NULLIF(p.name, ''), p.email, '') AS author, n.text, n.at FROM application_notes n LEFT JOIN persons p ON p.id = n.author_id WHERE n.application_id = $1 ORDER BY n.id LIMIT 100",
        application
    )?)
}

/// Keeps an application until its address is confirmed. False when the very same one waits already.
pub async fn keep_draft(
    tx: &mut Tx,
    (sent, files): (&Sent, i64),
    hash: &str,
    digest: &str,
    now: i64,
    expires: i64,
    again_before: i64,
) -> Result<bool, StoreError> {
    let (answers, pieces) = texts(sent)?;
    execute!(tx, "DELETE FROM application_drafts WHERE digest = $1 AND (expires_at <= $2 OR created_at < $3)", digest.to_owned(), now, again_before)?;
    Ok(execute!(
        tx,
        "INSERT INTO application_drafts (token_hash, offer_id, name, email, letter, answers, pieces, digest, created_at, expires_at, files) \
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11) ON CONFLICT (digest) DO NOTHING",
        hash.to_owned(),
        sent.offer_id,
        sent.name.clone(),
        sent.email.clone(),
        sent.letter.clone(),
        answers,
        pieces,
        digest.to_owned(),
        now,
        expires,
        files
    )? == 1)
}

/// The number the files of a draft are tied to; 0 without files.
pub async fn draft_files(tx: &mut Tx, hash: &str) -> Result<i64, StoreError> {
    let row: Option<(i64,)> = fetch_optional!(tx, (i64,), "SELECT files FROM application_drafts WHERE token_hash = $1", hash.to_owned())?;
    Ok(row.map_or(0, |(files,)| files))
}

/// The application a link confirms, while it can.
pub async fn draft(tx: &mut Tx, hash: &str, now: i64) -> Result<Option<Sent>, StoreError> {
    let row: Option<(i64, String, String, String, String, String)> = fetch_optional!(
        tx,
        (i64, String, String, String, String, String),
        "SELECT offer_id, name, email, letter, answers, pieces FROM application_drafts WHERE token_hash = $1 AND used_at IS NULL AND expires_at > $2",
        hash.to_owned(),
        now
    )?;
    row.map(|(offer_id, name, email, letter, answers, pieces)| {
        Ok(Sent { offer_id, name, email, letter, answers: list(&answers)?, pieces: list(&pieces)? })
    })
    .transpose()
}

/// Uses the link of a draft, once.
pub async fn use_draft(tx: &mut Tx, hash: &str, now: i64) -> Result<bool, StoreError> {
    Ok(execute!(
        tx,
        "UPDATE application_drafts SET used_at = $2 WHERE token_hash = $1 AND used_at IS NULL AND expires_at > $2",
        hash.to_owned(),
        now
    )? == 1)
}

/// How many applications there are to an offer.
pub async fn count(tx: &mut Tx, offer: i64) -> Result<i64, StoreError> {
    let (n,): (i64,) = fetch_one!(tx, (i64,), "SELECT COUNT(*) FROM applications WHERE offer_id = $1", offer)?;
    Ok(n)
}

/// Before a person is erased: keeps of their applications what the answer rates count, and nothing of theirs; forgets what waits for
/// their address to be confirmed (rule M15).
pub async fn forget_author(tx: &mut Tx, person: i64, email: &str) -> Result<(), StoreError> {
    execute!(
        tx,
        "INSERT INTO erased_applications (organisation_id, state, applied_at, promised_on, decided_at) \
         SELECT organisation_id, state, applied_at, promised_on, decided_at FROM applications WHERE person_id = $1",
        person
    )?;
    execute!(
        tx,
        "DELETE FROM uploads WHERE thing = 'brouillon' AND thing_id IN (SELECT files FROM application_drafts WHERE email = $1)",
        email.to_owned()
    )?;
    execute!(tx, "DELETE FROM application_drafts WHERE email = $1", email.to_owned())?;
    execute!(tx, "DELETE FROM invitations WHERE email = $1", email.to_owned())?;
    Ok(())
}

/// Applications declined or withdrawn before an instant; at most 1 000.
pub async fn answered_before(tx: &mut Tx, instant: i64) -> Result<Vec<i64>, StoreError> {
    let rows: Vec<(i64,)> = fetch_all!(
        tx,
        (i64,),
        "SELECT id FROM applications WHERE state IN ('declinee', 'retiree') AND COALESCE(decided_at, withdrawn_at, applied_at) < $1 ORDER BY id LIMIT 1000",
        instant
    )?;
    Ok(rows.into_iter().map(|(id,)| id).collect())
}

/// Erases an application; what the answer rates count of it stays, and is nobody's.
pub async fn erase(tx: &mut Tx, id: i64) -> Result<(), StoreError> {
    execute!(
        tx,
        "INSERT INTO erased_applications (organisation_id, state, applied_at, promised_on, decided_at) \
         SELECT organisation_id, state, applied_at, promised_on, decided_at FROM applications WHERE id = $1",
        id
    )?;
    execute!(tx, "DELETE FROM applications WHERE id = $1", id)?;
    Ok(())
}
