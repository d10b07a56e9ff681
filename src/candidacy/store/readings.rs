//! How files are read, and what is decided before it is published.

use super::corrupt;
use crate::candidacy::model::review::{Choice, Reading};
use crate::store::{StoreError, Tx, execute, fetch_all};
use std::collections::BTreeMap;

/// A reading and the name of who reads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Read {
    /// Which candidacy.
    pub candidacy: i64,
    /// The reader's name.
    pub name: String,
    /// The reading.
    pub reading: Reading,
}

fn read(rows: Vec<(i64, String, String)>) -> Result<Vec<Read>, StoreError> {
    let one = |(candidacy, name, document): (i64, String, String)| {
        let reading = serde_json::from_str(&document).map_err(|e| StoreError::Corrupt(format!("a reading: {e}")))?;
        Ok(Read { candidacy, name, reading })
    };
    rows.into_iter().map(one).collect()
}

/// The readings of a file; at most 50.
pub async fn of(tx: &mut Tx, candidacy: i64) -> Result<Vec<Read>, StoreError> {
    read(fetch_all!(
        tx,
        (i64, String, String),
        "SELECT r.candidacy_id, p.name, r.document FROM readings r JOIN persons p ON p.id = r.reader_id WHERE r.candidacy_id = $1 \
         ORDER BY r.reader_id LIMIT 50",
        candidacy
    )?)
}

/// The readings of an edition, by candidacy; at most 20 000.
pub async fn of_edition(tx: &mut Tx, edition: i64) -> Result<BTreeMap<i64, Vec<Read>>, StoreError> {
    let all = read(fetch_all!(
        tx,
        (i64, String, String),
        "SELECT r.candidacy_id, p.name, r.document FROM readings r JOIN persons p ON p.id = r.reader_id \
         JOIN candidacies c ON c.id = r.candidacy_id WHERE c.edition_id = $1 ORDER BY r.candidacy_id, r.reader_id LIMIT 20000",
        edition
    )?)?;
    let mut out: BTreeMap<i64, Vec<Read>> = BTreeMap::new();
    for one in all {
        out.entry(one.candidacy).or_default().push(one);
    }
    Ok(out)
}

/// Keeps a reading.
pub async fn keep(tx: &mut Tx, candidacy: i64, reader: i64, reading: &Reading, now: i64) -> Result<(), StoreError> {
    let document = serde_json::to_string(reading).map_err(|e| StoreError::Corrupt(e.to_string()))?;
    let submitted = reading.submitted.then_some(now);
    execute!(
        tx,
        "INSERT INTO readings (candidacy_id, reader_id, document, submitted_at) VALUES ($1, $2, $3, $4) \
         ON CONFLICT (candidacy_id, reader_id) DO UPDATE SET document = $3, submitted_at = $4",
        candidacy,
        reader,
        document,
        submitted
    )?;
    Ok(())
}

/// What was decided for a file, and the mail prepared for it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Decision {
    /// Which candidacy.
    pub candidacy: i64,
    /// The choice.
    pub choice: Choice,
    /// The mail's subject.
    pub subject: String,
    /// The mail's words.
    pub body: String,
    /// When it was published.
    pub published_at: Option<i64>,
}

/// The decisions of an edition, by candidacy; at most 2000.
pub async fn decisions(tx: &mut Tx, edition: i64) -> Result<BTreeMap<i64, Decision>, StoreError> {
    let rows: Vec<(i64, String, String, String, Option<i64>)> = fetch_all!(
        tx,
        (i64, String, String, String, Option<i64>),
        "SELECT d.candidacy_id, d.choice, d.subject, d.body, d.published_at FROM candidacy_decisions d \
         JOIN candidacies c ON c.id = d.candidacy_id WHERE c.edition_id = $1 ORDER BY d.candidacy_id LIMIT 2000",
        edition
    )?;
    let one = |(candidacy, choice, subject, body, published_at): (i64, String, String, String, Option<i64>)| {
        let choice = Choice::from_code(&choice).ok_or_else(|| corrupt("a choice"))?;
        Ok((candidacy, Decision { candidacy, choice, subject, body, published_at }))
    };
    rows.into_iter().map(one).collect()
}

/// Keeps a decision in private.
pub async fn decide(tx: &mut Tx, d: &Decision, by: i64, now: i64) -> Result<(), StoreError> {
    execute!(
        tx,
        "INSERT INTO candidacy_decisions (candidacy_id, decided_by, choice, subject, body, at) VALUES ($1, $2, $3, $4, $5, $6) \
         ON CONFLICT (candidacy_id) DO UPDATE SET decided_by = $2, choice = $3, subject = $4, body = $5, at = $6, published_at = NULL",
        d.candidacy,
        by,
        d.choice.code(),
        d.subject.clone(),
        d.body.clone(),
        now
    )?;
    Ok(())
}

/// Takes a decision back before it is published.
pub async fn undecide(tx: &mut Tx, candidacy: i64) -> Result<(), StoreError> {
    execute!(tx, "DELETE FROM candidacy_decisions WHERE candidacy_id = $1 AND published_at IS NULL", candidacy)?;
    Ok(())
}

/// A decision was published.
pub async fn published(tx: &mut Tx, candidacy: i64, now: i64) -> Result<(), StoreError> {
    execute!(tx, "UPDATE candidacy_decisions SET published_at = $2 WHERE candidacy_id = $1", candidacy, now)?;
    Ok(())
}
