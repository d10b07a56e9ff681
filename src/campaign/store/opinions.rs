//! What people say of the attribution they were given.

use crate::campaign::model::opinion::Content;
use crate::store::{StoreError, Tx, execute, fetch_all, fetch_optional};

/// An answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Opinion {
    /// How much it suits.
    pub content: Content,
    /// For the team alone.
    pub words: String,
    /// When it was given.
    pub given: i64,
}

fn opinion((answer, words, given): (String, String, i64)) -> Result<Opinion, StoreError> {
    let content = Content::from_code(&answer).ok_or_else(|| StoreError::Corrupt("an opinion of an attribution".to_owned()))?;
    Ok(Opinion { content, words, given })
}

/// Keeps an answer in place of the one before.
pub async fn put(tx: &mut Tx, campaign: i64, side: &str, voter: i64, o: &Opinion) -> Result<(), StoreError> {
    execute!(
        tx,
        "INSERT INTO campaign_opinions (campaign_id, side, voter, answer, words, given_at) VALUES ($1, $2, $3, $4, $5, $6) \
         ON CONFLICT (campaign_id, side, voter) DO UPDATE SET answer = excluded.answer, words = excluded.words, given_at = excluded.given_at",
        campaign,
        side.to_owned(),
        voter,
        o.content.code(),
        o.words.clone(),
        o.given
    )?;
    Ok(())
}

/// The answer of an associate or a host.
pub async fn one(tx: &mut Tx, campaign: i64, side: &str, voter: i64) -> Result<Option<Opinion>, StoreError> {
    let row: Option<(String, String, i64)> = fetch_optional!(
        tx,
        (String, String, i64),
        "SELECT answer, words, given_at FROM campaign_opinions WHERE campaign_id = $1 AND side = $2 AND voter = $3",
        campaign,
        side.to_owned(),
        voter
    )?;
    row.map(opinion).transpose()
}

/// Every answer of a campaign by side and key; at most 800.
pub async fn all(tx: &mut Tx, campaign: i64) -> Result<Vec<(String, i64, Opinion)>, StoreError> {
    let rows: Vec<(String, i64, String, String, i64)> = fetch_all!(
        tx,
        (String, i64, String, String, i64),
        "SELECT side, voter, answer, words, given_at FROM campaign_opinions WHERE campaign_id = $1 ORDER BY side, voter LIMIT 800",
        campaign
    )?;
    rows.into_iter().map(|(side, voter, answer, words, given)| Ok((side, voter, opinion((answer, words, given))?))).collect()
}

/// Forgets the answer of an associate or a host.
pub async fn forget(tx: &mut Tx, campaign: i64, side: &str, voter: i64) -> Result<(), StoreError> {
    execute!(tx, "DELETE FROM campaign_opinions WHERE campaign_id = $1 AND side = $2 AND voter = $3", campaign, side.to_owned(), voter)?;
    Ok(())
}

/// Forgets every answer: what they were about was published anew.
pub async fn clear(tx: &mut Tx, campaign: i64) -> Result<(), StoreError> {
    execute!(tx, "DELETE FROM campaign_opinions WHERE campaign_id = $1", campaign)?;
    Ok(())
}
