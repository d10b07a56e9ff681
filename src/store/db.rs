//! The database handle and its transactions.

use super::{execute, fetch_one};
use sqlx::migrate::Migrator;
use sqlx::postgres::{PgListener, PgPool, PgPoolOptions};
use sqlx::sqlite::{SqliteConnectOptions, SqliteJournalMode, SqlitePool, SqlitePoolOptions, SqliteSynchronous};
use sqlx::{Postgres, Sqlite, Transaction};
use std::str::FromStr;
use std::time::Duration;

static SQLITE_MIGRATIONS: Migrator = sqlx::migrate!("migrations/sqlite");
static POSTGRES_MIGRATIONS: Migrator = sqlx::migrate!("migrations/postgres");

/// How long a request waits for a connection or for SQLite's write lock.
const PATIENCE: Duration = Duration::from_secs(5);
/// Read-only SQLite connections, and PostgreSQL connections per node.
const READERS: u32 = 8;

/// An unexpected storage failure. A rule that says "no" is a `Refusal`, never this.
#[derive(Debug)]
pub enum StoreError {
    /// The engine reported an error.
    Sql(sqlx::Error),
    /// A migration could not be applied.
    Migration(sqlx::migrate::MigrateError),
    /// A stored value no longer reads as what it should be.
    Corrupt(String),
}

impl std::fmt::Display for StoreError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            StoreError::Sql(e) => write!(f, "database: {e}"),
            StoreError::Migration(e) => write!(f, "migration: {e}"),
            StoreError::Corrupt(what) => write!(f, "corrupt row: {what}"),
        }
    }
}

impl std::error::Error for StoreError {}

impl From<sqlx::Error> for StoreError {
    fn from(e: sqlx::Error) -> StoreError {
        StoreError::Sql(e)
    }
}

/// The database: SQLite in the data folder, or PostgreSQL when several nodes share it.
#[derive(Clone, Debug)]
pub enum Db {
    /// One writer with `BEGIN IMMEDIATE`, several read-only readers.
    Sqlite {
        /// The single writing connection.
        writer: SqlitePool,
        /// Read-only connections.
        readers: SqlitePool,
    },
    /// A pool of ordinary connections.
    Postgres(PgPool),
}

/// Hints from the database that something happened. Only hints: whoever waits looks from time to time anyway.
pub struct Wake(Option<PgListener>);

impl Wake {
    /// Waits for the next hint; for ever when none can come. A lost connection is taken up again by the listener itself.
    pub async fn next(&mut self) {
        let told = match &mut self.0 {
            Some(listener) => listener.recv().await.is_ok(),
            None => false,
        };
        if !told {
            std::future::pending().await
        }
    }
}

/// A transaction on either engine. Dropped without [`Tx::commit`], it leaves nothing behind.
pub enum Tx {
    /// On SQLite.
    Sqlite(Transaction<'static, Sqlite>),
    /// On PostgreSQL.
    Postgres(Transaction<'static, Postgres>),
}

impl Tx {
    /// Makes the transaction durable.
    pub async fn commit(self) -> Result<(), StoreError> {
        match self {
            Tx::Sqlite(t) => t.commit().await?,
            Tx::Postgres(t) => t.commit().await?,
        }
        Ok(())
    }
}

impl Db {
    /// Opens `sqlite://…` or `postgres://…`. A SQLite file is created when missing; its folder must exist.
    pub async fn open(url: &str) -> Result<Db, StoreError> {
        if url.starts_with("postgres://") || url.starts_with("postgresql://") {
            let pool = PgPoolOptions::new().max_connections(READERS).acquire_timeout(PATIENCE).connect(url).await?;
            return Ok(Db::Postgres(pool));
        }
        let options = SqliteConnectOptions::from_str(url)?
            .create_if_missing(true)
            .journal_mode(SqliteJournalMode::Wal)
            .synchronous(SqliteSynchronous::Full)
            .foreign_keys(true)
            .busy_timeout(PATIENCE);
        let writer = SqlitePoolOptions::new().max_connections(1).acquire_timeout(PATIENCE).connect_with(options.clone()).await?;
        let readers = SqlitePoolOptions::new()
            .max_connections(READERS)
            .acquire_timeout(PATIENCE)
            .connect_with(options.create_if_missing(false).read_only(true))
            .await?;
        Ok(Db::Sqlite { writer, readers })
    }

    /// Applies the migrations this binary carries. Safe to call at every start and from several nodes at once.
    pub async fn migrate(&self) -> Result<(), StoreError> {
        match self {
            Db::Sqlite { writer, .. } => SQLITE_MIGRATIONS.run(writer).await,
            Db::Postgres(pool) => POSTGRES_MIGRATIONS.run(pool).await,
        }
        .map_err(StoreError::Migration)
    }

    /// A writing transaction. On SQLite the write lock is taken at once, so it never fails halfway for it.
    pub async fn begin(&self) -> Result<Tx, StoreError> {
        Ok(match self {
            Db::Sqlite { writer, .. } => Tx::Sqlite(writer.begin_with("BEGIN IMMEDIATE").await?),
            Db::Postgres(pool) => Tx::Postgres(pool.begin().await?),
        })
    }

    /// A reading transaction: a stable snapshot that never waits for the writer on SQLite.
    pub async fn read(&self) -> Result<Tx, StoreError> {
        Ok(match self {
            Db::Sqlite { readers, .. } => Tx::Sqlite(readers.begin().await?),
            Db::Postgres(pool) => Tx::Postgres(pool.begin_with("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY").await?),
        })
    }

    /// The name of this database, given once, which tells what was derived from it from what was derived from another.
    pub async fn identity(&self, fresh: &str) -> Result<String, StoreError> {
        let mut tx = self.begin().await?;
        execute!(&mut tx, "INSERT INTO installation (one, id) VALUES (1, $1) ON CONFLICT (one) DO NOTHING", fresh.to_owned())?;
        let (id,): (String,) = fetch_one!(&mut tx, (String,), "SELECT id FROM installation WHERE one = 1")?;
        tx.commit().await?;
        Ok(id)
    }

    /// Whether several processes may write to it.
    pub fn shared(&self) -> bool {
        matches!(self, Db::Postgres(_))
    }

    /// Hints that something happened on a channel; on SQLite, where nobody else writes, none ever comes.
    pub async fn listen(&self, channel: &str) -> Wake {
        let Db::Postgres(pool) = self else { return Wake(None) };
        let Ok(mut listener) = PgListener::connect_with(pool).await else { return Wake(None) };
        Wake(listener.listen(channel).await.is_ok().then_some(listener))
    }

    /// The name of the engine, for logs and `doctor`.
    pub fn engine(&self) -> &'static str {
        match self {
            Db::Sqlite { .. } => "SQLite",
            Db::Postgres(_) => "PostgreSQL",
        }
    }

    /// Closes every connection; a SQLite write-ahead log is folded back into its file.
    pub async fn close(&self) {
        match self {
            Db::Sqlite { writer, readers } => {
                readers.close().await;
                writer.close().await;
            }
            Db::Postgres(pool) => pool.close().await,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::testing::both_engines;

    #[tokio::test]
    async fn migrations_apply_twice_and_readers_cannot_write() {
        for (name, db) in both_engines().await {
            db.migrate().await.unwrap();
            let mut tx = db.read().await.unwrap();
            let (n,): (i64,) = fetch_one!(&mut tx, (i64,), "SELECT COUNT(*) FROM offers").unwrap();
            assert_eq!(n, 0, "{name}");
            let refused = execute!(&mut tx, "INSERT INTO offer_changes (offer_id, at) VALUES (1, 1)");
            assert!(refused.is_err(), "{name}: a reading transaction wrote");
        }
    }

    #[tokio::test]
    async fn a_database_keeps_its_name() {
        for (name, db) in both_engines().await {
            assert_eq!(db.identity("premier-nom").await.unwrap(), "premier-nom", "{name}");
            assert_eq!(db.identity("autre-nom").await.unwrap(), "premier-nom", "{name}");
        }
    }

    #[tokio::test]
    async fn a_dropped_transaction_leaves_nothing() {
        for (name, db) in both_engines().await {
            let mut tx = db.begin().await.unwrap();
            execute!(&mut tx, "INSERT INTO offer_changes (offer_id, at) VALUES ($1, $2)", 7i64, 1i64).unwrap();
            drop(tx);
            let mut tx = db.read().await.unwrap();
            let (n,): (i64,) = fetch_one!(&mut tx, (i64,), "SELECT COUNT(*) FROM offer_changes").unwrap();
            assert_eq!(n, 0, "{name}");
        }
    }
}
