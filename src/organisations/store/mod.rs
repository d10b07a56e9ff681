//! The room's only SQL.

use super::model::draft::OrganisationDraft;
use super::model::{Family, Headcount};
use crate::jobs::model::Sector;
use crate::kernel::text::{slug, words};
use crate::store::{StoreError, Tx, execute, fetch_all, fetch_one, fetch_optional};

/// Most organisations listed at once.
pub const LIST_MAX: i64 = 2_000;

/// An organisation as stored.
#[derive(Clone, Debug)]
pub struct Organisation {
    /// Key.
    pub id: i64,
    /// Address part.
    pub slug: String,
    /// Full name.
    pub name: String,
    /// Family, when known.
    pub family: Option<Family>,
    /// Main cause, when known.
    pub sector: Option<Sector>,
    /// Headcount bracket, when known.
    pub headcount: Option<Headcount>,
    /// Words that make the bracket precise.
    pub headcount_note: Option<String>,
    /// INSEE code of the seat.
    pub seat: Option<String>,
    /// One or two sentences.
    pub summary: String,
    /// Markdown.
    pub story: String,
    /// What binds it to its hosts.
    pub hosting_note: Option<String>,
    /// SIRET.
    pub siret: Option<String>,
    /// Site.
    pub website: Option<String>,
}

#[derive(sqlx::FromRow)]
struct Row {
    id: i64,
    slug: String,
    name: String,
    family: Option<String>,
    sector: Option<String>,
    headcount: Option<String>,
    headcount_note: Option<String>,
    seat: Option<String>,
    summary: String,
    story: String,
    hosting_note: Option<String>,
    siret: Option<String>,
    website: Option<String>,
}

impl From<Row> for Organisation {
    fn from(r: Row) -> Organisation {
        Organisation {
            id: r.id,
            slug: r.slug,
            name: r.name,
            family: r.family.as_deref().and_then(Family::from_code),
            sector: r.sector.as_deref().and_then(Sector::from_code),
            headcount: r.headcount.as_deref().and_then(Headcount::from_code),
            headcount_note: r.headcount_note,
            seat: r.seat,
            summary: r.summary,
            story: r.story,
            hosting_note: r.hosting_note,
            siret: r.siret,
            website: r.website,
        }
    }
}

/// An organisation in the public list, with its number of open offers.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct Listed {
    /// Address part.
    pub slug: String,
    /// Full name.
    pub name: String,
    /// Family code.
    pub family: Option<String>,
    /// Sector code.
    pub sector: Option<String>,
    /// INSEE code of the seat.
    pub seat: Option<String>,
    /// One or two sentences.
    pub summary: String,
    /// Open offers at the asked instant.
    pub open: i64,
}

/// The key that makes two spellings of one name the same organisation.
pub fn name_key(name: &str) -> String {
    let key: String = words(name).join(" ").chars().take(200).collect();
    if key.is_empty() { name.trim().chars().take(200).collect() } else { key }
}

/// The address part and the key of every organisation; at most [`LIST_MAX`].
pub async fn slugs(tx: &mut Tx) -> Result<Vec<(String, i64)>, StoreError> {
    Ok(fetch_all!(tx, (String, i64), "SELECT slug, id FROM organisations ORDER BY id LIMIT $1", LIST_MAX)?)
}

/// Creates or updates an organisation by slug, then by name. Returns its key.
///
/// A draft that only names the organisation (as most feeds do) never empties what is already known.
pub async fn upsert(tx: &mut Tx, draft: &OrganisationDraft, now: i64) -> Result<i64, StoreError> {
    let key = name_key(&draft.name);
    if let Some(id) = find(tx, &draft.slug, &key).await? {
        update(tx, id, draft, now).await?;
        return Ok(id);
    }
    let wanted = if draft.slug.is_empty() { slug(&draft.name) } else { slug(&draft.slug.replace('-', " ")) };
    let free = free_slug(tx, &wanted).await?;
    let (id,): (i64,) = fetch_one!(
        tx,
        (i64,),
        "INSERT INTO organisations (slug, name, name_key, family, sector, headcount, headcount_note, seat, summary, story, hosting_note, siret, website, created_at, updated_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15) RETURNING id",
        free,
        draft.name.trim().to_owned(),
        key,
        draft.family.map(|f| f.code()),
        draft.sector.map(|s| s.code()),
        draft.headcount.map(|h| h.code()),
        draft.headcount_note.clone(),
        draft.seat.clone(),
        draft.summary.clone(),
        draft.story.clone(),
        draft.hosting_note.clone(),
        draft.siret.clone(),
        draft.website.clone(),
        now,
        now
    )?;
    lists(tx, id, draft).await?;
    Ok(id)
}

async fn update(tx: &mut Tx, id: i64, d: &OrganisationDraft, now: i64) -> Result<(), StoreError> {
    execute!(
        tx,
        "UPDATE organisations SET family = COALESCE($2, family), sector = COALESCE($3, sector), headcount = COALESCE($4, headcount),
           headcount_note = COALESCE($5, headcount_note), seat = COALESCE($6, seat),
           summary = CASE WHEN $7 = '' THEN summary ELSE $7 END, story = CASE WHEN $8 = '' THEN story ELSE $8 END,
           hosting_note = COALESCE($9, hosting_note), siret = COALESCE($10, siret), website = COALESCE($11, website), updated_at = $12
         WHERE id = $1",
        id,
        d.family.map(|f| f.code()),
        d.sector.map(|s| s.code()),
        d.headcount.map(|h| h.code()),
        d.headcount_note.clone(),
        d.seat.clone(),
        d.summary.clone(),
        d.story.clone(),
        d.hosting_note.clone(),
        d.siret.clone(),
        d.website.clone(),
        now
    )?;
    lists(tx, id, d).await
}

async fn lists(tx: &mut Tx, id: i64, d: &OrganisationDraft) -> Result<(), StoreError> {
    for name in d.networks.iter().filter(|n| !n.trim().is_empty()) {
        let short: String = name.trim().chars().take(140).collect();
        execute!(tx, "INSERT INTO organisation_networks (organisation_id, name) VALUES ($1, $2) ON CONFLICT DO NOTHING", id, short)?;
    }
    for code in d.territories.iter().filter(|c| (2..=3).contains(&c.len())) {
        execute!(tx, "INSERT INTO organisation_territories (organisation_id, department) VALUES ($1, $2) ON CONFLICT DO NOTHING", id, code.clone())?;
    }
    Ok(())
}

/// Says who hosts an organisation (rule I17). Hosts that are not known are left out: store every organisation first.
pub async fn link_hosts(tx: &mut Tx, id: i64, hosted_by: &[String]) -> Result<(), StoreError> {
    for host in hosted_by {
        if let Some(host_id) = find(tx, host, &name_key(host)).await?.filter(|h| *h != id) {
            execute!(tx, "INSERT INTO organisation_hosts (organisation_id, host_id) VALUES ($1, $2) ON CONFLICT DO NOTHING", id, host_id)?;
        }
    }
    Ok(())
}

/// The key of the organisation with this slug or this name key.
pub async fn find(tx: &mut Tx, slug: &str, key: &str) -> Result<Option<i64>, StoreError> {
    let row: Option<(i64,)> = fetch_optional!(
        tx,
        (i64,),
        "SELECT id FROM organisations WHERE slug = $1 OR name_key = $2 ORDER BY slug = $1 DESC LIMIT 1",
        slug.to_owned(),
        key.to_owned()
    )?;
    Ok(row.map(|r| r.0))
}

async fn free_slug(tx: &mut Tx, wanted: &str) -> Result<String, StoreError> {
    let mut slug = wanted.to_owned();
    for n in 2..10_000 {
        let taken: Option<(i64,)> = fetch_optional!(tx, (i64,), "SELECT id FROM organisations WHERE slug = $1", slug.clone())?;
        if taken.is_none() {
            break;
        }
        slug = format!("{wanted}-{n}");
    }
    Ok(slug)
}

/// Every column, for the queries below.
macro_rules! columns {
    ($rest:literal) => {
        concat!(
            "SELECT o.id, o.slug, o.name, o.family, o.sector, o.headcount, o.headcount_note, o.seat, o.summary, o.story, o.hosting_note, o.siret, o.website FROM organisations o ",
            $rest
        )
    };
}

/// The organisation at this address.
pub async fn by_slug(tx: &mut Tx, slug: &str) -> Result<Option<Organisation>, StoreError> {
    let row: Option<Row> = fetch_optional!(tx, Row, columns!("WHERE o.slug = $1"), slug.to_owned())?;
    Ok(row.map(Organisation::from))
}

/// The organisation with this key.
pub async fn by_id(tx: &mut Tx, id: i64) -> Result<Option<Organisation>, StoreError> {
    let row: Option<Row> = fetch_optional!(tx, Row, columns!("WHERE o.id = $1"), id)?;
    Ok(row.map(Organisation::from))
}

/// The organisations that host this one (rule I17), by name.
pub async fn hosts(tx: &mut Tx, id: i64) -> Result<Vec<Organisation>, StoreError> {
    let rows: Vec<Row> =
        fetch_all!(tx, Row, columns!("JOIN organisation_hosts h ON h.host_id = o.id WHERE h.organisation_id = $1 ORDER BY o.name LIMIT 40"), id)?;
    Ok(rows.into_iter().map(Organisation::from).collect())
}

/// The organisations this one hosts, by name.
pub async fn hosted(tx: &mut Tx, id: i64) -> Result<Vec<Organisation>, StoreError> {
    let rows: Vec<Row> =
        fetch_all!(tx, Row, columns!("JOIN organisation_hosts h ON h.organisation_id = o.id WHERE h.host_id = $1 ORDER BY o.name LIMIT 40"), id)?;
    Ok(rows.into_iter().map(Organisation::from).collect())
}

/// Networks it belongs to, by name.
pub async fn networks(tx: &mut Tx, id: i64) -> Result<Vec<String>, StoreError> {
    let rows: Vec<(String,)> =
        fetch_all!(tx, (String,), "SELECT name FROM organisation_networks WHERE organisation_id = $1 ORDER BY name LIMIT 40", id)?;
    Ok(rows.into_iter().map(|r| r.0).collect())
}

/// Department codes where it acts.
pub async fn territories(tx: &mut Tx, id: i64) -> Result<Vec<String>, StoreError> {
    let rows: Vec<(String,)> =
        fetch_all!(tx, (String,), "SELECT department FROM organisation_territories WHERE organisation_id = $1 ORDER BY department LIMIT 120", id)?;
    Ok(rows.into_iter().map(|r| r.0).collect())
}

/// Every organisation with an offer that is not gone or with a story, by number of open offers then name; at most [`LIST_MAX`].
pub async fn list(tx: &mut Tx, now: i64) -> Result<Vec<Listed>, StoreError> {
    Ok(fetch_all!(
        tx,
        Listed,
        "SELECT o.slug, o.name, o.family, o.sector, o.seat, o.summary,
           (SELECT COUNT(*) FROM offers f WHERE f.organisation_id = o.id AND f.closes_at > $1) AS open
         FROM organisations o
         WHERE o.story <> '' OR EXISTS (SELECT 1 FROM offers f WHERE f.organisation_id = o.id AND f.gone_at > $1)
         ORDER BY open DESC, o.name LIMIT $2",
        now,
        LIST_MAX
    )?)
}

/// Hides an organisation until the team has read its first offer.
pub async fn hide(tx: &mut Tx, id: i64, now: i64) -> Result<(), StoreError> {
    execute!(tx, "UPDATE organisations SET pending_since = $2 WHERE id = $1", id, now)?;
    Ok(())
}

/// Shows an organisation. True when it was hidden.
pub async fn show(tx: &mut Tx, id: i64) -> Result<bool, StoreError> {
    Ok(execute!(tx, "UPDATE organisations SET pending_since = NULL WHERE id = $1 AND pending_since IS NOT NULL", id)? == 1)
}

/// Whether an organisation waits for the team to read its first offer.
pub async fn hidden(tx: &mut Tx, id: i64) -> Result<bool, StoreError> {
    let row: Option<(i64,)> = fetch_optional!(tx, (i64,), "SELECT id FROM organisations WHERE id = $1 AND pending_since IS NOT NULL", id)?;
    Ok(row.is_some())
}
