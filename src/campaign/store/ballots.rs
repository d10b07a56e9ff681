//! The lists people write: drafts that save themselves, and what was handed in.

use super::corrupt;
use crate::campaign::model::ballot::Ballot;
use crate::store::{StoreError, Tx, execute, fetch_all, fetch_optional};

/// One voter's list of a stage.
#[derive(Clone, Debug)]
pub struct Kept {
    /// Who.
    pub voter: i64,
    /// `associe` or `hote`.
    pub side: String,
    /// The draft.
    pub draft: Ballot,
    /// One more each time the draft is saved.
    pub version: i64,
    /// When the draft was saved.
    pub saved: i64,
    /// The session that saved it.
    pub session: i64,
    /// What was handed in.
    pub submitted: Option<Ballot>,
    /// When it was.
    pub submitted_at: Option<i64>,
}

/// Whose list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Voter<'a> {
    /// The campaign.
    pub campaign: i64,
    /// 1 or 2.
    pub stage: i64,
    /// `associe` or `hote`.
    pub side: &'a str,
    /// Key of the associate or host.
    pub id: i64,
}

#[derive(sqlx::FromRow)]
struct Row {
    side: String,
    voter: i64,
    document: String,
    version: i64,
    saved_at: i64,
    session_id: i64,
    submitted: Option<String>,
    submitted_at: Option<i64>,
}

impl Row {
    fn kept(self) -> Result<Kept, StoreError> {
        let list = |text: &str| Ballot::of_text(text).map_err(|_| corrupt("a list"));
        Ok(Kept {
            voter: self.voter,
            side: self.side,
            draft: list(&self.document)?,
            version: self.version,
            saved: self.saved_at,
            session: self.session_id,
            submitted: self.submitted.as_deref().map(list).transpose()?,
            submitted_at: self.submitted_at,
        })
    }
}

/// A voter's list.
pub async fn one(tx: &mut Tx, v: Voter<'_>) -> Result<Option<Kept>, StoreError> {
    let row: Option<Row> = fetch_optional!(
        tx,
        Row,
        "SELECT side, voter, document, version, saved_at, session_id, submitted, submitted_at FROM campaign_ballots \
         WHERE campaign_id = $1 AND stage = $2 AND side = $3 AND voter = $4",
        v.campaign,
        v.stage,
        v.side.to_owned(),
        v.id
    )?;
    row.map(Row::kept).transpose()
}

/// Every list of a stage; at most 800.
pub async fn of_stage(tx: &mut Tx, campaign: i64, stage: i64) -> Result<Vec<Kept>, StoreError> {
    let rows: Vec<Row> = fetch_all!(
        tx,
        Row,
        "SELECT side, voter, document, version, saved_at, session_id, submitted, submitted_at FROM campaign_ballots \
         WHERE campaign_id = $1 AND stage = $2 ORDER BY side, voter LIMIT 800",
        campaign,
        stage
    )?;
    rows.into_iter().map(Row::kept).collect()
}

/// Saves a draft over version `over` (0 for the first). The new version; None when it was changed meanwhile.
pub async fn save(tx: &mut Tx, v: Voter<'_>, list: &Ballot, over: i64, session: i64, now: i64) -> Result<Option<i64>, StoreError> {
    let changed = if over == 0 {
        execute!(
            tx,
            "INSERT INTO campaign_ballots (campaign_id, stage, side, voter, document, version, saved_at, session_id) \
             VALUES ($1, $2, $3, $4, $5, 1, $6, $7) ON CONFLICT (campaign_id, stage, side, voter) DO NOTHING",
            v.campaign,
            v.stage,
            v.side.to_owned(),
            v.id,
            list.to_text(),
            now,
            session
        )?
    } else {
        execute!(
            tx,
            "UPDATE campaign_ballots SET document = $5, version = version + 1, saved_at = $6, session_id = $7 \
             WHERE campaign_id = $1 AND stage = $2 AND side = $3 AND voter = $4 AND version = $8",
            v.campaign,
            v.stage,
            v.side.to_owned(),
            v.id,
            list.to_text(),
            now,
            session,
            over
        )?
    };
    Ok((changed == 1).then_some(over + 1))
}

/// Hands in the draft as it is. False when there is none.
pub async fn submit(tx: &mut Tx, v: Voter<'_>, now: i64) -> Result<bool, StoreError> {
    let changed = execute!(
        tx,
        "UPDATE campaign_ballots SET submitted = document, submitted_at = $5 WHERE campaign_id = $1 AND stage = $2 AND side = $3 AND voter = $4",
        v.campaign,
        v.stage,
        v.side.to_owned(),
        v.id,
        now
    )?;
    Ok(changed == 1)
}

/// When each voter of a stage was last reminded: side, voter, when.
pub async fn reminders(tx: &mut Tx, campaign: i64, stage: i64) -> Result<Vec<(String, i64, i64)>, StoreError> {
    Ok(fetch_all!(
        tx,
        (String, i64, i64),
        "SELECT side, voter, at FROM campaign_reminders WHERE campaign_id = $1 AND stage = $2 LIMIT 800",
        campaign,
        stage
    )?)
}

/// Notes that a voter was reminded.
pub async fn reminded(tx: &mut Tx, v: Voter<'_>, now: i64) -> Result<(), StoreError> {
    execute!(
        tx,
        "INSERT INTO campaign_reminders (campaign_id, stage, side, voter, at) VALUES ($1, $2, $3, $4, $5) \
         ON CONFLICT (campaign_id, stage, side, voter) DO UPDATE SET at = excluded.at",
        v.campaign,
        v.stage,
        v.side.to_owned(),
        v.id,
        now
    )?;
    Ok(())
}

/// Forgets what a voter wrote, in both stages, and when they were reminded.
pub async fn forget(tx: &mut Tx, campaign: i64, side: &str, voter: i64) -> Result<(), StoreError> {
    for text in [
        "DELETE FROM campaign_ballots WHERE campaign_id = $1 AND side = $2 AND voter = $3",
        "DELETE FROM campaign_reminders WHERE campaign_id = $1 AND side = $2 AND voter = $3",
    ] {
        execute!(tx, text, campaign, side.to_owned(), voter)?;
    }
    Ok(())
}
