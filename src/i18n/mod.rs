//! The message catalogue: every sentence a page says, French complete, English for the public pages (rule A9).
//!
//! One function per message, so that a missing translation or a misspelt key does not compile, and so that the
//! browser carries no table to look up. Sentences that hold a number or a name are written in [`sentences`].

/// Declares constant sentences in French: the pages one signs in for have no English yet.
macro_rules! french {
    ($($key:ident: $text:literal;)+) => { $(#[doc = $text] pub const $key: &str = $text;)+ };
}
pub(crate) use french;

#[cfg(feature = "ssr")]
pub mod alerts;
#[cfg(feature = "ssr")]
pub mod campaign;
#[cfg(feature = "ssr")]
pub mod campaign_decide;
#[cfg(feature = "ssr")]
pub mod campaign_fix;
#[cfg(feature = "ssr")]
pub mod campaign_import;
#[cfg(feature = "ssr")]
pub mod campaign_morning;
#[cfg(feature = "ssr")]
pub mod campaign_opinion;
#[cfg(feature = "ssr")]
pub mod campaign_outcome;
#[cfg(feature = "ssr")]
pub mod campaign_own;
#[cfg(feature = "ssr")]
pub mod campaign_rules;
#[cfg(feature = "ssr")]
pub mod campaign_told;
#[cfg(feature = "ssr")]
pub mod candidacy;
mod catalogue;
#[cfg(feature = "ssr")]
pub mod consents;
pub mod desk;
pub mod live;
pub mod live_rules;
#[cfg(feature = "ssr")]
pub mod people;
#[cfg(feature = "ssr")]
pub mod pieces;
#[cfg(feature = "ssr")]
pub mod recruiting;
mod sentences;
#[cfg(feature = "ssr")]
pub mod told;
#[cfg(feature = "ssr")]
pub mod uploads;

pub use catalogue::*;
pub use sentences::*;
