//! The room's only SQL: campaigns and their phases here, who takes part in [`people`], their lists in [`ballots`], what was computed and
//! decided in [`runs`], what people say of it in [`opinions`].

pub mod ballots;
pub mod opinions;
pub mod people;
pub mod runs;

use super::model::phase::{Phase, PhaseState, Stage};
use super::model::settings::Settings;
use crate::store::dialect::held;
use crate::store::{StoreError, Tx, execute, fetch_all, fetch_one, fetch_optional};
use serde::Serialize;
use serde::de::DeserializeOwned;

/// A campaign as kept.
#[derive(Clone, Debug)]
pub struct Campaign {
    /// Key.
    pub id: i64,
    /// The edition it belongs to.
    pub edition: i64,
    /// What was set.
    pub settings: Settings,
    /// What codes and pseudonyms derive from.
    pub secret: [u8; 32],
    /// Breaks ties of the attribution.
    pub seed: u64,
    /// SHA-256 of the second lists, once they are closed.
    pub sealed: Option<String>,
}

#[derive(sqlx::FromRow)]
struct CampaignRow {
    id: i64,
    edition_id: i64,
    settings: String,
    secret: String,
    seed: i64,
    sealed: Option<String>,
}

pub(super) fn corrupt(what: &str) -> StoreError {
    StoreError::Corrupt(what.to_owned())
}

/// A stored JSON text read back.
pub(super) fn read<T: DeserializeOwned>(text: &str, what: &str) -> Result<T, StoreError> {
    serde_json::from_str(text).map_err(|e| StoreError::Corrupt(format!("{what}: {e}")))
}

/// A value as it is stored.
pub(super) fn written<T: Serialize>(value: &T) -> Result<String, StoreError> {
    serde_json::to_string(value).map_err(|e| StoreError::Corrupt(e.to_string()))
}

impl CampaignRow {
    fn kept(self) -> Result<Campaign, StoreError> {
        let bytes = data_encoding::HEXLOWER.decode(self.secret.as_bytes()).map_err(|_| corrupt("the secret of a campaign"))?;
        Ok(Campaign {
            id: self.id,
            edition: self.edition_id,
            settings: read(&self.settings, "the settings of a campaign")?,
            secret: bytes.try_into().map_err(|_| corrupt("the secret of a campaign"))?,
            seed: u64::try_from(self.seed).map_err(|_| corrupt("the seed of a campaign"))?,
            sealed: self.sealed,
        })
    }
}

/// A query on whole campaigns.
macro_rules! campaigns {
    ($rest:literal) => {
        concat!("SELECT c.id, c.edition_id, c.settings, c.secret, c.seed, c.sealed FROM campaigns c ", $rest)
    };
}

/// Every campaign, the latest first; at most 100.
pub async fn all(tx: &mut Tx) -> Result<Vec<Campaign>, StoreError> {
    let rows: Vec<CampaignRow> = fetch_all!(tx, CampaignRow, campaigns!("ORDER BY c.id DESC LIMIT 100"))?;
    rows.into_iter().map(CampaignRow::kept).collect()
}

/// A campaign.
pub async fn one(tx: &mut Tx, id: i64) -> Result<Option<Campaign>, StoreError> {
    let row: Option<CampaignRow> = fetch_optional!(tx, CampaignRow, campaigns!("WHERE c.id = $1"), id)?;
    row.map(CampaignRow::kept).transpose()
}

/// Takes a campaign for this transaction: whoever else changes it waits. None when there is none.
pub async fn lock(tx: &mut Tx, id: i64, now: i64) -> Result<Option<Campaign>, StoreError> {
    execute!(tx, "UPDATE campaigns SET updated_at = $2 WHERE id = $1", id, now)?;
    one(tx, id).await
}

/// Keeps a new campaign with its six phases. None when the edition has one already.
pub async fn add(tx: &mut Tx, edition: i64, settings: &Settings, secret: &[u8; 32], seed: u64, now: i64) -> Result<Option<i64>, StoreError> {
    let seed = i64::try_from(seed).map_err(|_| corrupt("a seed"))?;
    let made = execute!(
        tx,
        "INSERT INTO campaigns (edition_id, settings, secret, seed, created_at, updated_at) VALUES ($1, $2, $3, $4, $5, $5) \
         ON CONFLICT (edition_id) DO NOTHING",
        edition,
        written(settings)?,
        data_encoding::HEXLOWER.encode(secret),
        seed,
        now
    )?;
    if made == 0 {
        return Ok(None);
    }
    let (id,): (i64,) = fetch_one!(tx, (i64,), "SELECT id FROM campaigns WHERE edition_id = $1", edition)?;
    for phase in Phase::ALL {
        execute!(tx, "INSERT INTO campaign_phases (campaign_id, phase, state) VALUES ($1, $2, $3)", id, phase.code(), PhaseState::Upcoming.code())?;
    }
    Ok(Some(id))
}

/// Changes what was set.
pub async fn set_settings(tx: &mut Tx, id: i64, settings: &Settings) -> Result<(), StoreError> {
    execute!(tx, "UPDATE campaigns SET settings = $2 WHERE id = $1", id, written(settings)?)?;
    Ok(())
}

/// Fixes the fingerprint of the second lists, or takes it back when they open again.
pub async fn seal(tx: &mut Tx, id: i64, hash: Option<&str>) -> Result<(), StoreError> {
    execute!(tx, "UPDATE campaigns SET sealed = $2 WHERE id = $1", id, hash.map(str::to_owned))?;
    Ok(())
}

#[derive(sqlx::FromRow)]
struct PhaseRow {
    phase: String,
    state: String,
    opens_at: Option<i64>,
    closes_at: Option<i64>,
}

/// The phases of a campaign, in their order.
pub async fn phases(tx: &mut Tx, id: i64) -> Result<Vec<Stage>, StoreError> {
    let rows: Vec<PhaseRow> = fetch_all!(tx, PhaseRow, "SELECT phase, state, opens_at, closes_at FROM campaign_phases WHERE campaign_id = $1", id)?;
    let mut stages = Vec::new();
    for row in rows {
        stages.push(Stage {
            phase: Phase::from_code(&row.phase).ok_or_else(|| corrupt("a phase"))?,
            state: PhaseState::from_code(&row.state).ok_or_else(|| corrupt("the state of a phase"))?,
            opens_at: row.opens_at,
            closes_at: row.closes_at,
        });
    }
    stages.sort_by_key(|s| s.phase.index());
    Ok(stages)
}

/// Where a phase stands, and stands until this transaction ends: whoever moves it waits. None when there is no such campaign. Only in a
/// writing transaction.
pub async fn held_phase(tx: &mut Tx, id: i64, phase: Phase) -> Result<Option<PhaseState>, StoreError> {
    let text = held!(tx, "SELECT state FROM campaign_phases WHERE campaign_id = $1 AND phase = $2");
    let row: Option<(String,)> = fetch_optional!(tx, (String,), text, id, phase.code())?;
    row.map(|(state,)| PhaseState::from_code(&state).ok_or_else(|| corrupt("the state of a phase"))).transpose()
}

/// Writes one phase.
pub async fn set_phase(tx: &mut Tx, id: i64, stage: &Stage) -> Result<(), StoreError> {
    let changed = execute!(
        tx,
        "UPDATE campaign_phases SET state = $3, opens_at = $4, closes_at = $5 WHERE campaign_id = $1 AND phase = $2",
        id,
        stage.phase.code(),
        stage.state.code(),
        stage.opens_at,
        stage.closes_at
    )?;
    if changed == 1 { Ok(()) } else { Err(corrupt("a phase is missing")) }
}

/// Campaigns with a phase that the clock may have to open or close; at most 100.
pub async fn due(tx: &mut Tx, now: i64) -> Result<Vec<i64>, StoreError> {
    let rows: Vec<(i64,)> = fetch_all!(
        tx,
        (i64,),
        "SELECT DISTINCT campaign_id FROM campaign_phases WHERE (state = 'a-venir' AND opens_at <= $1) OR (state = 'ouverte' AND closes_at <= $1) \
         LIMIT 100",
        now
    )?;
    Ok(rows.into_iter().map(|r| r.0).collect())
}

#[cfg(test)]
mod tests;
