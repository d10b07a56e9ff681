//! Databases for tests: a fresh SQLite file and a fresh PostgreSQL schema, both migrated.

use super::Db;
use crate::kernel::clock::random_hex;

/// A new, empty, migrated database on each engine.
///
/// PostgreSQL takes part when `PASSERELLE_TEST_POSTGRES` holds the address of a server where databases may be
/// created (`make test` starts one); when `PASSERELLE_TEST_REQUIRE_POSTGRES` is set, its absence is a failure.
pub async fn both_engines() -> Vec<(&'static str, Db)> {
    let mut out = vec![("SQLite", sqlite().await)];
    match std::env::var("PASSERELLE_TEST_POSTGRES") {
        Ok(base) => out.push(("PostgreSQL", postgres(&base).await)),
        Err(_) => assert!(std::env::var_os("PASSERELLE_TEST_REQUIRE_POSTGRES").is_none(), "PostgreSQL is required here but its address is not set"),
    }
    out
}

async fn sqlite() -> Db {
    let folder = std::env::temp_dir().join(format!("passerelle-test-{}", random_hex()));
    std::fs::create_dir_all(&folder).unwrap();
    let db = Db::open(&format!("sqlite://{}", folder.join("t.db").display())).await.unwrap();
    db.migrate().await.unwrap();
    db
}

async fn postgres(base: &str) -> Db {
    let name = format!("t_{}", random_hex());
    let admin = sqlx::PgPool::connect(&format!("{base}/postgres")).await.unwrap();
    sqlx::query(sqlx::AssertSqlSafe(format!("CREATE DATABASE {name}"))).execute(&admin).await.unwrap();
    admin.close().await;
    let db = Db::open(&format!("{base}/{name}")).await.unwrap();
    db.migrate().await.unwrap();
    db
}
