//! The storage floor: one `Db` over two engines, transactions, migrations (see "Storage" in ARCHITECTURE.md).
//!
//! Rooms write their SQL once, with `$1` parameters, and run it through [`sql`]. What the engines do differently
//! stands in [`dialect`]. Nothing here knows an offer or a person.

mod db;
pub mod dialect;
pub(crate) mod sql;
#[cfg(test)]
pub mod testing;

pub use db::{Db, StoreError, Tx, Wake};
pub(crate) use sql::{execute, fetch_all, fetch_one, fetch_optional};
