//! One statement, two engines: each macro expands to the same query on whichever transaction is at hand.

/// Runs a statement and returns the number of rows it affected.
macro_rules! execute {
    ($tx:expr, $sql:expr $(, $bind:expr)* $(,)?) => {
        match $tx {
            $crate::store::Tx::Sqlite(t) => sqlx::query::<sqlx::Sqlite>($sql)$(.bind($bind))*.execute(&mut **t).await.map(|r| r.rows_affected()),
            $crate::store::Tx::Postgres(t) => sqlx::query::<sqlx::Postgres>($sql)$(.bind($bind))*.execute(&mut **t).await.map(|r| r.rows_affected()),
        }
    };
}

macro_rules! fetch {
    ($method:ident, $tx:expr, $row:ty, $sql:expr $(, $bind:expr)* $(,)?) => {
        match $tx {
            $crate::store::Tx::Sqlite(t) => sqlx::query_as::<sqlx::Sqlite, $row>($sql)$(.bind($bind))*.$method(&mut **t).await,
            $crate::store::Tx::Postgres(t) => sqlx::query_as::<sqlx::Postgres, $row>($sql)$(.bind($bind))*.$method(&mut **t).await,
        }
    };
}

/// Every row of a query. Give the query a `LIMIT`.
macro_rules! fetch_all {
    ($($t:tt)*) => { $crate::store::sql::fetch!(fetch_all, $($t)*) };
}

/// The single row a query must give.
macro_rules! fetch_one {
    ($($t:tt)*) => { $crate::store::sql::fetch!(fetch_one, $($t)*) };
}

/// The row a query gives, if any.
macro_rules! fetch_optional {
    ($($t:tt)*) => { $crate::store::sql::fetch!(fetch_optional, $($t)*) };
}

pub(crate) use {execute, fetch, fetch_all, fetch_one, fetch_optional};
