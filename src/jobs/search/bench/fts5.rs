//! The rival: SQLite with its own full-text index, in memory, asked the same questions.
//!
//! Written as one would with SQL: matches go to a temporary table, each facet is a GROUP BY over it, the page is an ORDER BY.

use super::world::{NOW_MS, TODAY, World};
use crate::jobs::model::criteria::Criteria;
use crate::jobs::search::{IndexedOffer, SearchError};
use crate::kernel::text::words;
use sqlx::sqlite::{SqliteArguments, SqliteConnection};
use sqlx::{AssertSqlSafe, Connection, Row};
use std::cell::RefCell;
use tokio::runtime::{Builder, Runtime};

const SCHEMA: &str = "
    CREATE TABLE offers (id INTEGER PRIMARY KEY, function INTEGER, remote INTEGER, rhythm INTEGER, published INTEGER, closes INTEGER,
        pay INTEGER, lat REAL, lon REAL);
    CREATE TABLE contracts (offer INTEGER, contract INTEGER, PRIMARY KEY (offer, contract)) WITHOUT ROWID;
    CREATE TABLE sectors (offer INTEGER, sector INTEGER, PRIMARY KEY (offer, sector)) WITHOUT ROWID;
    CREATE VIRTUAL TABLE texts USING fts5(title, organisation, body, content='', tokenize=\"unicode61 remove_diacritics 2\");
    CREATE TEMP TABLE hits (id INTEGER PRIMARY KEY, rank REAL);";

const FACETS: [&str; 6] = [
    "SELECT contract, count(*) FROM hits JOIN contracts ON offer = id GROUP BY contract",
    "SELECT sector, count(*) FROM hits JOIN sectors ON offer = id GROUP BY sector",
    "SELECT function, count(*) FROM hits JOIN offers USING (id) GROUP BY function",
    "SELECT remote, count(*) FROM hits JOIN offers USING (id) GROUP BY remote",
    "SELECT rhythm, count(*) FROM hits JOIN offers USING (id) GROUP BY rhythm",
    "SELECT published, count(*) FROM hits JOIN offers USING (id) GROUP BY published",
];

/// A database in memory and the runtime that drives it.
pub struct Rival {
    runtime: Runtime,
    connection: RefCell<SqliteConnection>,
}

fn fault(error: sqlx::Error) -> SearchError {
    SearchError::Internal(error.to_string())
}

impl Rival {
    /// Loads the same offers.
    pub fn build(world: &World, count: usize) -> Result<Rival, SearchError> {
        let runtime = Builder::new_current_thread().build()?;
        let loading = async {
            let mut connection = SqliteConnection::connect("sqlite::memory:").await?;
            sqlx::raw_sql(SCHEMA).execute(&mut connection).await?;
            sqlx::raw_sql("BEGIN").execute(&mut connection).await?;
            for number in 0..count {
                insert(&mut connection, &world.offer(number)).await?;
            }
            sqlx::raw_sql("COMMIT; ANALYZE").execute(&mut connection).await?;
            Ok(connection)
        };
        let connection = runtime.block_on(loading).map_err(fault)?;
        Ok(Rival { runtime, connection: RefCell::new(connection) })
    }

    /// Answers a question whole: matches, six facets, one page. `text` is the one searched, without misspelling.
    pub fn search(&self, criteria: &Criteria, text: &str) -> Result<usize, SearchError> {
        let matching: Vec<String> = words(text).into_iter().filter(|w| !super::super::stem::is_stop_word(w)).map(|w| format!("\"{w}\"")).collect();
        let mut connection = self.connection.borrow_mut();
        let asking = async {
            sqlx::raw_sql("DELETE FROM hits").execute(&mut *connection).await?;
            let arguments = SqliteArguments::default();
            let mut fill = sqlx::query_with(AssertSqlSafe(matches(criteria, !matching.is_empty())), arguments);
            if !matching.is_empty() {
                fill = fill.bind(matching.join(" "));
            }
            fill.execute(&mut *connection).await?;
            let mut rows = 0;
            for facet in FACETS {
                rows += sqlx::query(facet).fetch_all(&mut *connection).await?.iter().filter(|r| r.try_get::<i64, _>(1).is_ok()).count();
            }
            let page = "SELECT id FROM hits ORDER BY rank, id DESC LIMIT 20 OFFSET $1";
            let offset = (criteria.page.max(1) as i64 - 1) * 20;
            rows += sqlx::query(page).bind(offset).fetch_all(&mut *connection).await?.len();
            Ok(rows)
        };
        self.runtime.block_on(asking).map_err(fault)
    }
}

async fn insert(connection: &mut SqliteConnection, offer: &IndexedOffer) -> Result<(), sqlx::Error> {
    let place = offer.positions.first();
    sqlx::query("INSERT INTO offers VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)")
        .bind(offer.id)
        .bind(offer.function.map(|f| f.index() as i64))
        .bind(offer.remote.index() as i64)
        .bind(offer.rhythm.index() as i64)
        .bind(offer.published)
        .bind(offer.closes_at_ms)
        .bind(offer.pay_monthly_max.map(|c| c.0))
        .bind(place.map(|p| p.lat))
        .bind(place.map(|p| p.lon))
        .execute(&mut *connection)
        .await?;
    for contract in &offer.contracts {
        sqlx::query("INSERT OR IGNORE INTO contracts VALUES ($1, $2)").bind(offer.id).bind(contract.index() as i64).execute(&mut *connection).await?;
    }
    for sector in &offer.sectors {
        sqlx::query("INSERT OR IGNORE INTO sectors VALUES ($1, $2)").bind(offer.id).bind(sector.index() as i64).execute(&mut *connection).await?;
    }
    // Folded beforehand, so that inclusive spellings match on this side too.
    let folded = |text: &str| words(text).join(" ");
    sqlx::query("INSERT INTO texts (rowid, title, organisation, body) VALUES ($1, $2, $3, $4)")
        .bind(offer.id)
        .bind(folded(&offer.title))
        .bind(folded(&format!("{} {} {}", offer.organisation, offer.places, offer.keywords)))
        .bind(folded(&offer.body))
        .execute(&mut *connection)
        .await?;
    Ok(())
}

/// The statement that fills `hits`; every number in it comes from typed criteria.
fn matches(criteria: &Criteria, with_text: bool) -> String {
    let mut sql = match with_text {
        true => {
            "INSERT INTO hits SELECT offers.id, bm25(texts, 10.0, 3.0, 1.0) FROM texts JOIN offers ON offers.id = texts.rowid WHERE texts MATCH $1"
                .to_owned()
        }
        false => "INSERT INTO hits SELECT id, -published FROM offers WHERE 1".to_owned(),
    };
    sql += &format!(" AND closes > {NOW_MS}");
    let list = |indexes: Vec<String>| indexes.join(", ");
    if !criteria.contracts.is_empty() {
        let wanted = list(criteria.contracts.iter().map(|c| c.index().to_string()).collect());
        sql += &format!(" AND EXISTS (SELECT 1 FROM contracts WHERE offer = offers.id AND contract IN ({wanted}))");
    }
    if !criteria.remote.is_empty() {
        sql += &format!(" AND remote IN ({})", list(criteria.remote.iter().map(|c| c.index().to_string()).collect()));
    }
    if let Some(days) = criteria.since_days {
        sql += &format!(" AND published >= {}", TODAY - i32::from(days));
    }
    if let Some(around) = &criteria.around {
        let (lat, lon, radius) = (around.centre.lat, around.centre.lon, f32::from(around.radius_km) / 111.0);
        let wide = radius / lat.to_radians().cos();
        sql += &format!(" AND lat BETWEEN {} AND {} AND lon BETWEEN {} AND {}", lat - radius, lat + radius, lon - wide, lon + wide);
    }
    sql
}
