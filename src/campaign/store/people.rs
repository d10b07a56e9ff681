//! Who takes part: associates, hosts, and their missions.

use super::{corrupt, read, written};
use crate::campaign::model::sheet::{HostDraft, MissionDraft, PersonDraft};
use crate::store::{StoreError, Tx, execute, fetch_all, fetch_optional};

/// An associate of a campaign.
#[derive(Clone, Debug)]
pub struct Associate {
    /// Key.
    pub id: i64,
    /// The campaign.
    pub campaign: i64,
    /// What is known of them.
    pub draft: PersonDraft,
    /// Their CV among the uploads.
    pub cv: Option<i64>,
    /// When they left the campaign.
    pub left: Option<i64>,
}

/// A host of a campaign.
#[derive(Clone, Debug)]
pub struct Host {
    /// Key.
    pub id: i64,
    /// The campaign.
    pub campaign: i64,
    /// What is known of it.
    pub draft: HostDraft,
    /// The organisation of the board it is, when it is one.
    pub organisation: Option<i64>,
    /// When it left the campaign.
    pub left: Option<i64>,
}

/// A mission of a host.
#[derive(Clone, Debug)]
pub struct Mission {
    /// Key.
    pub id: i64,
    /// Its host.
    pub host: i64,
    /// The sheet.
    pub draft: MissionDraft,
    /// When the team approved it (B13); shown to nobody else before.
    pub approved: Option<i64>,
    /// When it was withdrawn.
    pub left: Option<i64>,
}

#[derive(sqlx::FromRow)]
struct AssociateRow {
    id: i64,
    campaign_id: i64,
    document: String,
    cv_id: Option<i64>,
    left_at: Option<i64>,
}

impl AssociateRow {
    fn kept(self) -> Result<Associate, StoreError> {
        let draft = read(&self.document, "an associate")?;
        Ok(Associate { id: self.id, campaign: self.campaign_id, draft, cv: self.cv_id, left: self.left_at })
    }
}

#[derive(sqlx::FromRow)]
struct HostRow {
    id: i64,
    campaign_id: i64,
    document: String,
    organisation_id: Option<i64>,
    left_at: Option<i64>,
}

impl HostRow {
    fn kept(self) -> Result<Host, StoreError> {
        let draft = read(&self.document, "a host")?;
        Ok(Host { id: self.id, campaign: self.campaign_id, draft, organisation: self.organisation_id, left: self.left_at })
    }
}

#[derive(sqlx::FromRow)]
struct MissionRow {
    id: i64,
    host_id: i64,
    document: String,
    approved_at: Option<i64>,
    left_at: Option<i64>,
}

impl MissionRow {
    fn kept(self) -> Result<Mission, StoreError> {
        let draft = read(&self.document, "a mission")?;
        Ok(Mission { id: self.id, host: self.host_id, draft, approved: self.approved_at, left: self.left_at })
    }
}

/// The associates of a campaign in the order of their references, those who left included; at most 500.
pub async fn associates(tx: &mut Tx, campaign: i64) -> Result<Vec<Associate>, StoreError> {
    let rows: Vec<AssociateRow> = fetch_all!(
        tx,
        AssociateRow,
        "SELECT id, campaign_id, document, cv_id, left_at FROM campaign_associates WHERE campaign_id = $1 ORDER BY reference LIMIT 500",
        campaign
    )?;
    rows.into_iter().map(AssociateRow::kept).collect()
}

/// The hosts of a campaign in the order of their references, those who left included; at most 300.
pub async fn hosts(tx: &mut Tx, campaign: i64) -> Result<Vec<Host>, StoreError> {
    let rows: Vec<HostRow> = fetch_all!(
        tx,
        HostRow,
        "SELECT id, campaign_id, document, organisation_id, left_at FROM campaign_hosts WHERE campaign_id = $1 ORDER BY reference LIMIT 300",
        campaign
    )?;
    rows.into_iter().map(HostRow::kept).collect()
}

/// The missions of a campaign in the order of their references, withdrawn ones included; at most 600.
pub async fn missions(tx: &mut Tx, campaign: i64) -> Result<Vec<Mission>, StoreError> {
    let rows: Vec<MissionRow> = fetch_all!(
        tx,
        MissionRow,
        "SELECT id, host_id, document, approved_at, left_at FROM campaign_missions WHERE campaign_id = $1 ORDER BY reference LIMIT 600",
        campaign
    )?;
    rows.into_iter().map(MissionRow::kept).collect()
}

/// Where a person takes part as an associate: the lists that name this address; at most 20.
pub async fn associate_of(tx: &mut Tx, email: &str) -> Result<Vec<Associate>, StoreError> {
    let rows: Vec<AssociateRow> = fetch_all!(
        tx,
        AssociateRow,
        "SELECT id, campaign_id, document, cv_id, left_at FROM campaign_associates WHERE email = $1 ORDER BY campaign_id DESC LIMIT 20",
        email.to_owned()
    )?;
    rows.into_iter().map(AssociateRow::kept).collect()
}

/// Where a person takes part for a host: as its contact; at most 50.
pub async fn host_of(tx: &mut Tx, email: &str) -> Result<Vec<Host>, StoreError> {
    let rows: Vec<HostRow> = fetch_all!(
        tx,
        HostRow,
        "SELECT id, campaign_id, document, organisation_id, left_at FROM campaign_hosts WHERE email = $1 ORDER BY campaign_id DESC LIMIT 50",
        email.to_owned()
    )?;
    rows.into_iter().map(HostRow::kept).collect()
}

/// The hosts an organisation of the board is; at most 50.
pub async fn hosts_of(tx: &mut Tx, organisation: i64) -> Result<Vec<Host>, StoreError> {
    let rows: Vec<HostRow> = fetch_all!(
        tx,
        HostRow,
        "SELECT id, campaign_id, document, organisation_id, left_at FROM campaign_hosts WHERE organisation_id = $1 ORDER BY campaign_id DESC LIMIT 50",
        organisation
    )?;
    rows.into_iter().map(HostRow::kept).collect()
}

/// Keeps an associate, or writes the one of this reference again. None when the address belongs to another reference.
pub async fn put_associate(tx: &mut Tx, campaign: i64, draft: &PersonDraft) -> Result<Option<i64>, StoreError> {
    let taken: Option<(String,)> = fetch_optional!(
        tx,
        (String,),
        "SELECT reference FROM campaign_associates WHERE campaign_id = $1 AND email = $2",
        campaign,
        draft.email.clone()
    )?;
    if taken.is_some_and(|(reference,)| reference != draft.reference) {
        return Ok(None);
    }
    let row: Option<(i64,)> = fetch_optional!(
        tx,
        (i64,),
        "INSERT INTO campaign_associates (campaign_id, reference, email, document) VALUES ($1, $2, $3, $4) \
         ON CONFLICT (campaign_id, reference) DO UPDATE SET email = excluded.email, document = excluded.document, left_at = NULL RETURNING id",
        campaign,
        draft.reference.clone(),
        draft.email.clone(),
        written(draft)?
    )?;
    row.map(|(id,)| Some(id)).ok_or_else(|| corrupt("an associate was not kept"))
}

/// Keeps a host, or writes the one of this reference again.
pub async fn put_host(tx: &mut Tx, campaign: i64, draft: &HostDraft, organisation: Option<i64>) -> Result<i64, StoreError> {
    let row: Option<(i64,)> = fetch_optional!(
        tx,
        (i64,),
        "INSERT INTO campaign_hosts (campaign_id, reference, email, organisation_id, document) VALUES ($1, $2, $3, $4, $5) \
         ON CONFLICT (campaign_id, reference) DO UPDATE SET email = excluded.email, document = excluded.document, left_at = NULL, \
         organisation_id = COALESCE(excluded.organisation_id, campaign_hosts.organisation_id) RETURNING id",
        campaign,
        draft.reference.clone(),
        draft.email.clone(),
        organisation,
        written(draft)?
    )?;
    row.map(|(id,)| id).ok_or_else(|| corrupt("a host was not kept"))
}

/// Keeps a mission, or writes the one of this reference again; the team's approval stays when `approved` is not given.
pub async fn put_mission(tx: &mut Tx, campaign: i64, host: i64, draft: &MissionDraft, approved: Option<i64>) -> Result<i64, StoreError> {
    let row: Option<(i64,)> = fetch_optional!(
        tx,
        (i64,),
        "INSERT INTO campaign_missions (campaign_id, host_id, reference, department, document, approved_at) VALUES ($1, $2, $3, $4, $5, $6) \
         ON CONFLICT (campaign_id, reference) DO UPDATE SET host_id = excluded.host_id, department = excluded.department, \
         document = excluded.document, left_at = NULL, approved_at = COALESCE(excluded.approved_at, campaign_missions.approved_at) RETURNING id",
        campaign,
        host,
        draft.reference.clone(),
        draft.department.clone(),
        written(draft)?,
        approved
    )?;
    row.map(|(id,)| id).ok_or_else(|| corrupt("a mission was not kept"))
}

/// Approves a mission, or takes the approval back.
pub async fn approve(tx: &mut Tx, campaign: i64, mission: i64, at: Option<i64>) -> Result<bool, StoreError> {
    Ok(execute!(tx, "UPDATE campaign_missions SET approved_at = $3 WHERE campaign_id = $1 AND id = $2", campaign, mission, at)? == 1)
}

/// An associate leaves the campaign, or comes back.
pub async fn associate_left(tx: &mut Tx, campaign: i64, id: i64, at: Option<i64>) -> Result<bool, StoreError> {
    Ok(execute!(tx, "UPDATE campaign_associates SET left_at = $3 WHERE campaign_id = $1 AND id = $2", campaign, id, at)? == 1)
}

/// A host leaves the campaign, or comes back.
pub async fn host_left(tx: &mut Tx, campaign: i64, id: i64, at: Option<i64>) -> Result<bool, StoreError> {
    Ok(execute!(tx, "UPDATE campaign_hosts SET left_at = $3 WHERE campaign_id = $1 AND id = $2", campaign, id, at)? == 1)
}

/// A mission is withdrawn, or comes back.
pub async fn mission_left(tx: &mut Tx, campaign: i64, id: i64, at: Option<i64>) -> Result<bool, StoreError> {
    Ok(execute!(tx, "UPDATE campaign_missions SET left_at = $3 WHERE campaign_id = $1 AND id = $2", campaign, id, at)? == 1)
}

/// Sets the CV of an associate.
pub async fn set_cv(tx: &mut Tx, id: i64, upload: Option<i64>) -> Result<(), StoreError> {
    execute!(tx, "UPDATE campaign_associates SET cv_id = $2 WHERE id = $1", id, upload)?;
    Ok(())
}

/// The associate whose CV an upload is.
pub async fn of_cv(tx: &mut Tx, upload: i64) -> Result<Option<Associate>, StoreError> {
    let row: Option<AssociateRow> =
        fetch_optional!(tx, AssociateRow, "SELECT id, campaign_id, document, cv_id, left_at FROM campaign_associates WHERE cv_id = $1", upload)?;
    row.map(AssociateRow::kept).transpose()
}

/// Writes an associate who is forgotten: they left, and their CV is no longer theirs.
pub async fn rewrite_associate(tx: &mut Tx, a: &Associate, now: i64) -> Result<(), StoreError> {
    execute!(
        tx,
        "UPDATE campaign_associates SET email = $2, document = $3, cv_id = NULL, left_at = COALESCE(left_at, $4) WHERE id = $1",
        a.id,
        a.draft.email.clone(),
        written(&a.draft)?,
        now
    )?;
    Ok(())
}

/// Writes a host whose contact is forgotten.
pub async fn rewrite_host(tx: &mut Tx, h: &Host) -> Result<(), StoreError> {
    execute!(tx, "UPDATE campaign_hosts SET email = $2, document = $3 WHERE id = $1", h.id, h.draft.email.clone(), written(&h.draft)?)?;
    Ok(())
}

/// Sets or removes the organisation of the board a host is.
pub async fn set_organisation(tx: &mut Tx, host: i64, organisation: Option<i64>) -> Result<(), StoreError> {
    execute!(tx, "UPDATE campaign_hosts SET organisation_id = $2 WHERE id = $1", host, organisation)?;
    Ok(())
}
