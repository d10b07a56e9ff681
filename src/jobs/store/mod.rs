//! The board's only SQL: offers, and the log of changes the search index follows.

pub mod applications;
pub mod invitations;
pub mod postings;
pub mod unconfirmed;

use super::model::draft::OfferDraft;
use super::model::status::Lifetime;
use crate::kernel::text::slug;
use crate::store::{StoreError, Tx, execute, fetch_all, fetch_one, fetch_optional};
use sha2::{Digest, Sha256};

/// Offers read by one call of [`by_ids`].
pub const IDS_MAX: usize = 20;

/// An offer as stored, with its organisation's name and address.
#[derive(Clone, Debug)]
pub struct Offer {
    /// Key.
    pub id: i64,
    /// Address part.
    pub slug: String,
    /// Organisation key.
    pub organisation_id: i64,
    /// Organisation name.
    pub organisation: String,
    /// Organisation address part.
    pub organisation_slug: String,
    /// The whole offer.
    pub draft: OfferDraft,
    /// When it closes and when it goes.
    pub life: Lifetime,
    /// Last change, epoch milliseconds.
    pub updated_at: i64,
}

#[derive(sqlx::FromRow)]
struct Row {
    id: i64,
    slug: String,
    organisation_id: i64,
    organisation: String,
    organisation_slug: String,
    document: String,
    closes_at: i64,
    gone_at: i64,
    updated_at: i64,
}

impl TryFrom<Row> for Offer {
    type Error = StoreError;

    fn try_from(r: Row) -> Result<Offer, StoreError> {
        let corrupt = |what: String| StoreError::Corrupt(format!("offer {}: {what}", r.id));
        let draft = serde_json::from_str(&r.document).map_err(|e| corrupt(e.to_string()))?;
        let instant = |ms| jiff::Timestamp::from_millisecond(ms).map_err(|e| corrupt(e.to_string()));
        let life = Lifetime { closes_at: instant(r.closes_at)?, gone_at: instant(r.gone_at)? };
        Ok(Offer {
            id: r.id,
            slug: r.slug,
            organisation_id: r.organisation_id,
            organisation: r.organisation,
            organisation_slug: r.organisation_slug,
            draft,
            life,
            updated_at: r.updated_at,
        })
    }
}

/// What storing an offer did.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stored {
    /// It was new.
    Created,
    /// It was known and has changed.
    Updated,
    /// It was known and is the same: nothing was written.
    Unchanged,
}

/// Creates or updates the offer of this (source, reference). The same draft again writes nothing.
pub async fn upsert(tx: &mut Tx, organisation_id: i64, draft: &OfferDraft, life: Lifetime, now: i64) -> Result<Stored, StoreError> {
    let document = serde_json::to_string(draft).map_err(|e| StoreError::Corrupt(e.to_string()))?;
    let digest = hex(&Sha256::digest(format!("{organisation_id}\n{document}").as_bytes()));
    let known: Option<(i64, String)> = fetch_optional!(
        tx,
        (i64, String),
        "SELECT id, digest FROM offers WHERE source = $1 AND reference = $2",
        draft.source.clone(),
        draft.reference.clone()
    )?;
    let (id, outcome) = match known {
        Some((_, same)) if same == digest => return Ok(Stored::Unchanged),
        Some((id, _)) => (update(tx, id, organisation_id, draft, &document, &digest, life, now).await?, Stored::Updated),
        None => (insert(tx, organisation_id, draft, &document, &digest, life, now).await?, Stored::Created),
    };
    execute!(tx, "INSERT INTO offer_changes (offer_id, at) VALUES ($1, $2)", id, now)?;
    Ok(outcome)
}

async fn insert(
    tx: &mut Tx,
    organisation_id: i64,
    draft: &OfferDraft,
    document: &str,
    digest: &str,
    life: Lifetime,
    now: i64,
) -> Result<i64, StoreError> {
    let (id,): (i64,) = fetch_one!(
        tx,
        (i64,),
        "INSERT INTO offers (slug, organisation_id, source, reference, digest, title, sister_mark, document, published_on, closes_at, gone_at, created_at, updated_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13) RETURNING id",
        address(draft),
        organisation_id,
        draft.source.clone(),
        draft.reference.clone(),
        digest.to_owned(),
        draft.title.trim().to_owned(),
        draft.sister_mark.clone(),
        document.to_owned(),
        draft.published_on.to_string(),
        life.closes_at.as_millisecond(),
        life.gone_at.as_millisecond(),
        now,
        now
    )?;
    Ok(id)
}

#[expect(clippy::too_many_arguments, reason = "one argument a column; a struct would only rename them")]
async fn update(
    tx: &mut Tx,
    id: i64,
    organisation_id: i64,
    draft: &OfferDraft,
    document: &str,
    digest: &str,
    life: Lifetime,
    now: i64,
) -> Result<i64, StoreError> {
    execute!(
        tx,
        "UPDATE offers SET organisation_id = $2, digest = $3, title = $4, sister_mark = $5, document = $6, published_on = $7, closes_at = $8, gone_at = $9, updated_at = $10 WHERE id = $1",
        id,
        organisation_id,
        digest.to_owned(),
        draft.title.trim().to_owned(),
        draft.sister_mark.clone(),
        document.to_owned(),
        draft.published_on.to_string(),
        life.closes_at.as_millisecond(),
        life.gone_at.as_millisecond(),
        now
    )?;
    Ok(id)
}

/// The address of an offer: its title, and six letters that make it unique and never change with the title's spelling.
fn address(draft: &OfferDraft) -> String {
    let mark = hex(&Sha256::digest(format!("{}\u{0}{}", draft.source, draft.reference).as_bytes()));
    format!("{}-{}", slug(&draft.title), &mark[..8])
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|b| format!("{b:02x}")).collect()
}

macro_rules! columns {
    ($rest:literal) => {
        concat!(
            "SELECT f.id, f.slug, f.organisation_id, o.name AS organisation, o.slug AS organisation_slug, f.document, f.closes_at, f.gone_at, f.updated_at FROM offers f JOIN organisations o ON o.id = f.organisation_id ",
            $rest
        )
    };
}

fn all(rows: Vec<Row>) -> Result<Vec<Offer>, StoreError> {
    rows.into_iter().map(Offer::try_from).collect()
}

/// The offer at this address, whatever its status.
pub async fn by_slug(tx: &mut Tx, slug: &str) -> Result<Option<Offer>, StoreError> {
    let row: Option<Row> = fetch_optional!(tx, Row, columns!("WHERE f.slug = $1"), slug.to_owned())?;
    row.map(Offer::try_from).transpose()
}

/// The offer of this (source, reference), whatever its status.
pub async fn by_reference(tx: &mut Tx, source: &str, reference: &str) -> Result<Option<Offer>, StoreError> {
    let row: Option<Row> = fetch_optional!(tx, Row, columns!("WHERE f.source = $1 AND f.reference = $2"), source.to_owned(), reference.to_owned())?;
    row.map(Offer::try_from).transpose()
}

/// The offers with these keys, in the order asked; at most [`IDS_MAX`]. Keys that no longer exist are left out.
pub async fn by_ids(tx: &mut Tx, ids: &[i64]) -> Result<Vec<Offer>, StoreError> {
    let at = |i: usize| ids.get(i).copied().unwrap_or(-1);
    let rows: Vec<Row> = fetch_all!(
        tx,
        Row,
        columns!("WHERE f.id IN ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20)"),
        at(0),
        at(1),
        at(2),
        at(3),
        at(4),
        at(5),
        at(6),
        at(7),
        at(8),
        at(9),
        at(10),
        at(11),
        at(12),
        at(13),
        at(14),
        at(15),
        at(16),
        at(17),
        at(18),
        at(19)
    )?;
    let mut offers = all(rows)?;
    offers.sort_by_key(|o| ids.iter().position(|i| *i == o.id));
    Ok(offers)
}

/// Offers in key order after `after`, for walking the whole table in batches.
pub async fn walk(tx: &mut Tx, after: i64, limit: i64) -> Result<Vec<Offer>, StoreError> {
    all(fetch_all!(tx, Row, columns!("WHERE f.id > $1 ORDER BY f.id LIMIT $2"), after, limit)?)
}

/// Open offers of an organisation, most recent first; at most 50.
pub async fn open_of(tx: &mut Tx, organisation_id: i64, now: i64) -> Result<Vec<Offer>, StoreError> {
    all(fetch_all!(
        tx,
        Row,
        columns!("WHERE f.organisation_id = $1 AND f.closes_at > $2 ORDER BY f.published_on DESC, f.id DESC LIMIT 50"),
        organisation_id,
        now
    )?)
}

/// Open offers of the other organisations of its networks; at most 100.
pub async fn open_in_network(tx: &mut Tx, organisation_id: i64, now: i64) -> Result<Vec<Offer>, StoreError> {
    all(fetch_all!(
        tx,
        Row,
        columns!(
            "WHERE f.organisation_id <> $1 AND f.closes_at > $2 AND EXISTS (SELECT 1 FROM organisation_networks a JOIN organisation_networks b ON b.name = a.name WHERE a.organisation_id = $1 AND b.organisation_id = f.organisation_id) ORDER BY f.published_on DESC, f.id DESC LIMIT 100"
        ),
        organisation_id,
        now
    )?)
}

/// Open sister offers: the same mission run by other organisations (rule I31); at most 20.
pub async fn sisters(tx: &mut Tx, mark: &str, except: i64, now: i64) -> Result<Vec<Offer>, StoreError> {
    all(fetch_all!(
        tx,
        Row,
        columns!("WHERE f.sister_mark = $1 AND f.id <> $2 AND f.closes_at > $3 ORDER BY f.id LIMIT 20"),
        mark.to_owned(),
        except,
        now
    )?)
}

/// A page's address and the day it last changed, for the sitemap.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct Mapped {
    /// Address part.
    pub slug: String,
    /// Epoch milliseconds.
    pub updated_at: i64,
}

/// Open offers for the sitemap, most recent first.
pub async fn mapped(tx: &mut Tx, now: i64, limit: i64) -> Result<Vec<Mapped>, StoreError> {
    Ok(fetch_all!(tx, Mapped, "SELECT slug, updated_at FROM offers WHERE closes_at > $1 ORDER BY id DESC LIMIT $2", now, limit)?)
}

/// Number of offers in the database.
pub async fn count(tx: &mut Tx) -> Result<i64, StoreError> {
    let (n,): (i64,) = fetch_one!(tx, (i64,), "SELECT COUNT(*) FROM offers")?;
    Ok(n)
}

/// The last sequence number of the change log, 0 when it is empty.
pub async fn last_change(tx: &mut Tx) -> Result<i64, StoreError> {
    let (n,): (i64,) = fetch_one!(tx, (i64,), "SELECT COALESCE(MAX(seq), 0) FROM offer_changes")?;
    Ok(n)
}

/// Changes after `seq`, oldest first: (sequence number, offer key).
pub async fn changes_after(tx: &mut Tx, seq: i64, limit: i64) -> Result<Vec<(i64, i64)>, StoreError> {
    Ok(fetch_all!(tx, (i64, i64), "SELECT seq, offer_id FROM offer_changes WHERE seq > $1 ORDER BY seq LIMIT $2", seq, limit)?)
}

/// The offer with this key, whatever its status.
pub async fn by_id(tx: &mut Tx, id: i64) -> Result<Option<Offer>, StoreError> {
    Ok(by_ids(tx, &[id]).await?.pop())
}
