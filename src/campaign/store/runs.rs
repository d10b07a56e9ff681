//! What was computed and decided: locks, runs of the engines, placements.

use super::{corrupt, read, written};
use crate::campaign::model::outcome::Cohort;
use crate::store::{StoreError, Tx, execute, fetch_all, fetch_one, fetch_optional};
use jiff::civil::Date;

/// A pair the team fixed.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct Lock {
    /// Key.
    pub id: i64,
    /// Whom.
    pub associate_id: i64,
    /// A host in stage 1, a mission in stage 2.
    pub target: i64,
    /// `imposer` or `interdire`.
    pub kind: String,
    /// The period, when only one is meant (stage 2).
    pub period: Option<i64>,
    /// Who set it.
    pub author: String,
    /// Why.
    pub reason: String,
    /// When.
    pub at: i64,
}

/// A lock to set.
#[derive(Clone, Debug)]
pub struct NewLock<'a> {
    /// The campaign.
    pub campaign: i64,
    /// 1 or 2.
    pub stage: i64,
    /// Whom.
    pub associate: i64,
    /// A host in stage 1, a mission in stage 2.
    pub target: i64,
    /// `imposer` or `interdire`.
    pub kind: &'a str,
    /// The period, when only one is meant.
    pub period: Option<i64>,
    /// Who sets it: key and name.
    pub author: (i64, &'a str),
    /// Why.
    pub reason: &'a str,
}

/// The locks of a stage; at most 500.
pub async fn locks(tx: &mut Tx, campaign: i64, stage: i64) -> Result<Vec<Lock>, StoreError> {
    Ok(fetch_all!(
        tx,
        Lock,
        "SELECT id, associate_id, target, kind, period, author, reason, at FROM campaign_locks WHERE campaign_id = $1 AND stage = $2 \
         ORDER BY id LIMIT 500",
        campaign,
        stage
    )?)
}

/// Sets a lock in place of the one of the same pair.
pub async fn set_lock(tx: &mut Tx, lock: &NewLock<'_>, now: i64) -> Result<(), StoreError> {
    execute!(
        tx,
        "INSERT INTO campaign_locks (campaign_id, stage, associate_id, target, kind, period, author_id, author, reason, at) \
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) ON CONFLICT (campaign_id, stage, associate_id, target) DO UPDATE SET \
         kind = excluded.kind, period = excluded.period, author_id = excluded.author_id, author = excluded.author, reason = excluded.reason, \
         at = excluded.at",
        lock.campaign,
        lock.stage,
        lock.associate,
        lock.target,
        lock.kind.to_owned(),
        lock.period,
        lock.author.0,
        lock.author.1.to_owned(),
        lock.reason.to_owned(),
        now
    )?;
    Ok(())
}

/// Lifts a lock. False when there is none.
pub async fn lift_lock(tx: &mut Tx, campaign: i64, id: i64) -> Result<bool, StoreError> {
    Ok(execute!(tx, "DELETE FROM campaign_locks WHERE campaign_id = $1 AND id = $2", campaign, id)? == 1)
}

/// A run of an engine, without its files.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct Run {
    /// Key.
    pub id: i64,
    /// The campaign.
    pub campaign_id: i64,
    /// 1 or 2.
    pub stage: i64,
    /// Code of the policy.
    pub policy: String,
    /// Weight of the associates' satisfaction, per mille.
    pub weight: i64,
    /// Seed of the tie-break.
    pub seed: i64,
    /// SHA-256 of the instance.
    pub input_hash: String,
    /// Version of the engines.
    pub engine: String,
    /// `brouillon`, `validee`, `publiee` or `ecartee`.
    pub state: String,
    /// When it was made.
    pub made_at: i64,
    /// Who validated it.
    pub validated_by: Option<String>,
    /// Why.
    pub validated_reason: Option<String>,
    /// When.
    pub validated_at: Option<i64>,
    /// When it was published.
    pub published_at: Option<i64>,
}

/// The files of a run.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct Files {
    /// What was solved.
    pub instance: String,
    /// What came out.
    pub solution: String,
    /// Why everybody got what they got; empty when it was not computed.
    pub explanation: String,
}

/// A run to keep.
#[derive(Clone, Debug)]
pub struct NewRun<'a> {
    /// The campaign.
    pub campaign: i64,
    /// 1 or 2.
    pub stage: i64,
    /// Code of the policy.
    pub policy: &'a str,
    /// Weight of the associates' satisfaction, per mille.
    pub weight: i64,
    /// Seed of the tie-break.
    pub seed: i64,
    /// SHA-256 of the instance.
    pub input_hash: &'a str,
    /// Version of the engines.
    pub engine: &'a str,
    /// The files.
    pub files: Files,
    /// Who made it.
    pub by: Option<i64>,
}

/// A query on runs without their files.
macro_rules! runs {
    ($rest:literal) => {
        concat!(
            "SELECT id, campaign_id, stage, policy, weight, seed, input_hash, engine, state, made_at, validated_by, validated_reason, validated_at, \
             published_at FROM campaign_runs ",
            $rest
        )
    };
}

/// The runs of a stage, the latest first; at most 50, of which those put aside are left out first, never what is published.
pub async fn runs(tx: &mut Tx, campaign: i64, stage: i64) -> Result<Vec<Run>, StoreError> {
    let mut all: Vec<Run> = fetch_all!(
        tx,
        Run,
        runs!(
            "WHERE campaign_id = $1 AND stage = $2 \
             ORDER BY CASE state WHEN 'publiee' THEN 0 WHEN 'validee' THEN 1 WHEN 'brouillon' THEN 2 ELSE 3 END, id DESC LIMIT 50"
        ),
        campaign,
        stage
    )?;
    all.sort_by_key(|run| std::cmp::Reverse(run.id));
    Ok(all)
}

/// Removes the drafts of a stage beyond the latest `keep`; what was validated, published or put aside after that stays. Their keys, the
/// oldest first; at most 50 at a time.
pub async fn prune(tx: &mut Tx, campaign: i64, stage: i64, keep: i64) -> Result<Vec<i64>, StoreError> {
    let mut gone: Vec<(i64,)> = fetch_all!(
        tx,
        (i64,),
        "DELETE FROM campaign_runs WHERE state = 'brouillon' AND id IN (SELECT id FROM campaign_runs \
         WHERE campaign_id = $1 AND stage = $2 AND state = 'brouillon' ORDER BY id DESC LIMIT 50 OFFSET $3) RETURNING id",
        campaign,
        stage,
        keep
    )?;
    gone.sort_unstable();
    Ok(gone.into_iter().map(|(id,)| id).collect())
}

/// A run.
pub async fn run(tx: &mut Tx, campaign: i64, id: i64) -> Result<Option<Run>, StoreError> {
    Ok(fetch_optional!(tx, Run, runs!("WHERE campaign_id = $1 AND id = $2"), campaign, id)?)
}

/// The published run of a stage.
pub async fn published(tx: &mut Tx, campaign: i64, stage: i64) -> Result<Option<Run>, StoreError> {
    Ok(fetch_optional!(tx, Run, runs!("WHERE campaign_id = $1 AND stage = $2 AND state = 'publiee'"), campaign, stage)?)
}

/// Whether a run of a stage is validated and waits to be published.
pub async fn validated(tx: &mut Tx, campaign: i64, stage: i64) -> Result<bool, StoreError> {
    let row: Option<(i64,)> = fetch_optional!(
        tx,
        (i64,),
        "SELECT id FROM campaign_runs WHERE campaign_id = $1 AND stage = $2 AND state = 'validee' LIMIT 1",
        campaign,
        stage
    )?;
    Ok(row.is_some())
}

/// The files of a run.
pub async fn files(tx: &mut Tx, id: i64) -> Result<Files, StoreError> {
    Ok(fetch_one!(tx, Files, "SELECT instance, solution, explanation FROM campaign_runs WHERE id = $1", id)?)
}

/// Keeps a run as a draft. Returns its key.
pub async fn add_run(tx: &mut Tx, run: NewRun<'_>, now: i64) -> Result<i64, StoreError> {
    let (id,): (i64,) = fetch_one!(
        tx,
        (i64,),
        "INSERT INTO campaign_runs (campaign_id, stage, policy, weight, seed, instance, solution, explanation, input_hash, engine, state, made_by, \
         made_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, 'brouillon', $11, $12) RETURNING id",
        run.campaign,
        run.stage,
        run.policy.to_owned(),
        run.weight,
        run.seed,
        run.files.instance,
        run.files.solution,
        run.files.explanation,
        run.input_hash.to_owned(),
        run.engine.to_owned(),
        run.by,
        now
    )?;
    Ok(id)
}

/// Validates a draft by name and reason. False when it is no draft.
pub async fn validate(tx: &mut Tx, id: i64, by: &str, reason: &str, now: i64) -> Result<bool, StoreError> {
    let changed = execute!(
        tx,
        "UPDATE campaign_runs SET state = 'validee', validated_by = $2, validated_reason = $3, validated_at = $4 WHERE id = $1 AND state = 'brouillon'",
        id,
        by.to_owned(),
        reason.to_owned(),
        now
    )?;
    Ok(changed == 1)
}

/// Publishes a run in place of the one published before. False when it is in no state for that.
pub async fn publish(tx: &mut Tx, run: &Run, now: i64) -> Result<bool, StoreError> {
    withdraw(tx, run.campaign_id, run.stage).await?;
    let changed = execute!(
        tx,
        "UPDATE campaign_runs SET state = 'publiee', published_at = $2 WHERE id = $1 AND (state = 'validee' OR (stage = 1 AND state = 'brouillon'))",
        run.id,
        now
    )?;
    Ok(changed == 1)
}

/// Keeps what an attribution gives, by rank, for the cohorts that come after.
pub async fn keep_ranks(tx: &mut Tx, id: i64, ranks: &Cohort) -> Result<(), StoreError> {
    execute!(tx, "UPDATE campaign_runs SET ranks = $2 WHERE id = $1", id, written(ranks)?)?;
    Ok(())
}

/// What the published attributions of other campaigns gave, with the campaign and its edition; the latest first, at most 50.
pub async fn former_ranks(tx: &mut Tx, campaign: i64) -> Result<Vec<(i64, i64, Cohort)>, StoreError> {
    let rows: Vec<(i64, i64, String)> = fetch_all!(
        tx,
        (i64, i64, String),
        "SELECT c.id, c.edition_id, r.ranks FROM campaign_runs r JOIN campaigns c ON c.id = r.campaign_id \
         WHERE r.stage = 2 AND r.state = 'publiee' AND r.ranks IS NOT NULL AND r.campaign_id <> $1 ORDER BY r.published_at DESC, r.id DESC LIMIT 50",
        campaign
    )?;
    rows.into_iter().map(|(id, edition, ranks)| Ok((id, edition, read(&ranks, "the ranks of an attribution")?))).collect()
}

/// Puts the published run of a stage aside.
pub async fn withdraw(tx: &mut Tx, campaign: i64, stage: i64) -> Result<(), StoreError> {
    execute!(
        tx,
        "UPDATE campaign_runs SET state = 'ecartee', published_at = NULL WHERE campaign_id = $1 AND stage = $2 AND state = 'publiee'",
        campaign,
        stage
    )?;
    Ok(())
}

/// A placement: one associate, one mission, one period.
#[derive(Clone, Debug)]
pub struct Placement {
    /// The associate.
    pub associate: i64,
    /// The host.
    pub host: i64,
    /// The mission.
    pub mission: i64,
    /// 1 or 2.
    pub period: i64,
    /// First and last day, when they are known.
    pub days: Option<(Date, Date)>,
}

/// Replaces the placements of a campaign by those of a run.
pub async fn place(tx: &mut Tx, campaign: i64, run: i64, all: &[Placement], now: i64) -> Result<(), StoreError> {
    execute!(tx, "DELETE FROM placements WHERE campaign_id = $1", campaign)?;
    for p in all {
        execute!(
            tx,
            "INSERT INTO placements (campaign_id, run_id, associate_id, host_id, mission_id, period, starts, ends, created_at) \
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
            campaign,
            run,
            p.associate,
            p.host,
            p.mission,
            p.period,
            p.days.map(|d| d.0.to_string()),
            p.days.map(|d| d.1.to_string()),
            now
        )?;
    }
    Ok(())
}

#[derive(sqlx::FromRow)]
struct PlacementRow {
    associate_id: i64,
    host_id: i64,
    mission_id: i64,
    period: i64,
    starts: Option<String>,
    ends: Option<String>,
}

/// The placements of a campaign; at most 1000.
pub async fn placements(tx: &mut Tx, campaign: i64) -> Result<Vec<Placement>, StoreError> {
    let rows: Vec<PlacementRow> = fetch_all!(
        tx,
        PlacementRow,
        "SELECT associate_id, host_id, mission_id, period, starts, ends FROM placements WHERE campaign_id = $1 ORDER BY associate_id, period LIMIT 1000",
        campaign
    )?;
    let day = |text: Option<String>| text.map(|t| t.parse::<Date>().map_err(|_| corrupt("a day of a placement"))).transpose();
    let mut all = Vec::new();
    for r in rows {
        let days = day(r.starts)?.zip(day(r.ends)?);
        all.push(Placement { associate: r.associate_id, host: r.host_id, mission: r.mission_id, period: r.period, days });
    }
    Ok(all)
}
