//! The public board: offers, search, feeds, imports (rules I1–I33).
//!
//! Start with [`model`]: what an offer is, when it is open, what a search asks. `search` is the derived index; the
//! database stays the truth. `alerts` follows a search by mail, `publish` holds the rules of what organisations
//! publish here and of the answers they owe.

#[cfg(feature = "ssr")]
pub mod alerts;
#[cfg(feature = "ssr")]
pub mod generate;
#[cfg(feature = "ssr")]
pub mod import;
pub mod model;
#[cfg(feature = "ssr")]
pub mod publish;
#[cfg(feature = "ssr")]
pub mod search;
#[cfg(feature = "ssr")]
pub mod service;
#[cfg(feature = "ssr")]
pub mod store;
pub mod view;
