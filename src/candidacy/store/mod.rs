//! The room's only SQL: editions here, dossiers in [`dossiers`], how they are read in [`readings`], what is walled in [`walled`].

pub mod consents;
pub mod dossiers;
pub mod readings;
pub mod walled;

use super::model::choices::Programme;
use super::model::edition::Edition;
use crate::store::{StoreError, Tx, execute, fetch_all, fetch_one, fetch_optional};
use jiff::civil::Date;

/// An edition as kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Kept {
    /// Key.
    pub id: i64,
    /// Shown to everybody; a draft is the team's alone.
    pub shown: bool,
    /// The edition.
    pub edition: Edition,
}

#[derive(sqlx::FromRow)]
struct EditionRow {
    id: i64,
    programme: String,
    slug: String,
    title: String,
    cohort: String,
    city: String,
    opens: String,
    last_day: Option<String>,
    starts: Option<String>,
    places: i64,
    shortlist_on: Option<String>,
    interviews_on: Option<String>,
    settings: String,
    state: String,
}

pub(super) fn corrupt(what: &str) -> StoreError {
    StoreError::Corrupt(what.to_owned())
}

impl EditionRow {
    fn kept(self) -> Result<Kept, StoreError> {
        let day = |text: &str| text.parse::<Date>().map_err(|_| corrupt("a day of an edition"));
        let maybe = |text: Option<String>| text.map(|t| day(&t)).transpose();
        let edition = Edition {
            programme: Programme::from_code(&self.programme).ok_or_else(|| corrupt("a programme"))?,
            slug: self.slug,
            title: self.title,
            cohort: self.cohort,
            city: self.city,
            opens: day(&self.opens)?,
            last_day: maybe(self.last_day)?,
            starts: maybe(self.starts)?,
            places: u16::try_from(self.places).map_err(|_| corrupt("places"))?,
            shortlist_on: maybe(self.shortlist_on)?,
            interviews_on: maybe(self.interviews_on)?,
            settings: serde_json::from_str(&self.settings).map_err(|e| StoreError::Corrupt(format!("settings: {e}")))?,
        };
        Ok(Kept { id: self.id, shown: self.state == "ouverte", edition })
    }
}

/// A query on whole editions.
macro_rules! editions {
    ($rest:literal) => {
        concat!("SELECT id, programme, slug, title, cohort, city, opens, last_day, starts, places, shortlist_on, interviews_on, settings, state FROM editions ", $rest)
    };
}

/// Every edition, the latest first; at most 200.
pub async fn editions(tx: &mut Tx) -> Result<Vec<Kept>, StoreError> {
    let rows: Vec<EditionRow> = fetch_all!(tx, EditionRow, editions!("ORDER BY opens DESC, id DESC LIMIT 200"))?;
    rows.into_iter().map(EditionRow::kept).collect()
}

/// The editions of a programme that everybody may see, the latest first; at most 20.
pub async fn shown(tx: &mut Tx, programme: Programme) -> Result<Vec<Kept>, StoreError> {
    let rows: Vec<EditionRow> =
        fetch_all!(tx, EditionRow, editions!("WHERE programme = $1 AND state = 'ouverte' ORDER BY opens DESC, id DESC LIMIT 20"), programme.code())?;
    rows.into_iter().map(EditionRow::kept).collect()
}

/// An edition.
pub async fn edition(tx: &mut Tx, id: i64) -> Result<Option<Kept>, StoreError> {
    let row: Option<EditionRow> = fetch_optional!(tx, EditionRow, editions!("WHERE id = $1"), id)?;
    row.map(EditionRow::kept).transpose()
}

/// The edition at an address.
pub async fn by_slug(tx: &mut Tx, slug: &str) -> Result<Option<Kept>, StoreError> {
    let row: Option<EditionRow> = fetch_optional!(tx, EditionRow, editions!("WHERE slug = $1"), slug.to_owned())?;
    row.map(EditionRow::kept).transpose()
}

/// Takes an edition for this transaction: whoever else changes it waits. False when there is none.
pub async fn lock_edition(tx: &mut Tx, id: i64, now: i64) -> Result<bool, StoreError> {
    Ok(execute!(tx, "UPDATE editions SET updated_at = $2 WHERE id = $1", id, now)? == 1)
}

fn settings(e: &Edition) -> Result<String, StoreError> {
    serde_json::to_string(&e.settings).map_err(|e| StoreError::Corrupt(e.to_string()))
}

/// Keeps a new edition. Returns its key; None when the address is taken.
pub async fn add_edition(tx: &mut Tx, e: &Edition, shown: bool, now: i64) -> Result<Option<i64>, StoreError> {
    let day = |d: Option<Date>| d.map(|d| d.to_string());
    let made = execute!(
        tx,
        "INSERT INTO editions (programme, slug, title, cohort, city, opens, last_day, starts, places, shortlist_on, interviews_on, settings, state, \
         created_at, updated_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $14) ON CONFLICT (slug) DO NOTHING",
        e.programme.code(),
        e.slug.clone(),
        e.title.clone(),
        e.cohort.clone(),
        e.city.clone(),
        e.opens.to_string(),
        day(e.last_day),
        day(e.starts),
        i64::from(e.places),
        day(e.shortlist_on),
        day(e.interviews_on),
        settings(e)?,
        if shown { "ouverte" } else { "brouillon" },
        now
    )?;
    if made == 0 {
        return Ok(None);
    }
    let (id,): (i64,) = fetch_one!(tx, (i64,), "SELECT id FROM editions WHERE slug = $1", e.slug.clone())?;
    Ok(Some(id))
}

/// Writes an edition again; its programme stays. False when its new address is taken by another.
pub async fn set_edition(tx: &mut Tx, id: i64, e: &Edition, shown: bool, now: i64) -> Result<bool, StoreError> {
    if by_slug(tx, &e.slug).await?.is_some_and(|k| k.id != id) {
        return Ok(false);
    }
    let day = |d: Option<Date>| d.map(|d| d.to_string());
    execute!(
        tx,
        "UPDATE editions SET slug = $2, title = $3, cohort = $4, city = $5, opens = $6, last_day = $7, starts = $8, places = $9, \
         shortlist_on = $10, interviews_on = $11, settings = $12, state = $13, updated_at = $14 WHERE id = $1",
        id,
        e.slug.clone(),
        e.title.clone(),
        e.cohort.clone(),
        e.city.clone(),
        e.opens.to_string(),
        day(e.last_day),
        day(e.starts),
        i64::from(e.places),
        day(e.shortlist_on),
        day(e.interviews_on),
        settings(e)?,
        if shown { "ouverte" } else { "brouillon" },
        now
    )?;
    Ok(true)
}
