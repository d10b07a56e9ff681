//! The words and rules of the board: pure, without clock, database or page.

pub mod choices;
#[cfg(feature = "ssr")]
pub mod criteria;
#[cfg(feature = "ssr")]
pub mod draft;
#[cfg(feature = "ssr")]
pub mod pay;
#[cfg(feature = "ssr")]
pub mod query;
#[cfg(feature = "ssr")]
pub mod status;

pub mod views;

pub use choices::{Contract, Function, PayPeriod, Remote, Rhythm, Sector, Sort};
