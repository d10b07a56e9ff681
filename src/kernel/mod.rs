//! What every room may lean on: dates, money, text, geography, refusals, and the only door to time and chance.
//!
//! Nothing here knows an offer, a person or a database. Look at [`refusal`] first: it is how a rule says "no".

#[cfg(feature = "ssr")]
pub mod clock;
#[cfg(feature = "ssr")]
pub mod dates;
#[cfg(feature = "ssr")]
pub mod dice;
#[cfg(feature = "ssr")]
pub mod geo;
pub(crate) mod labelled;
pub mod lang;
#[cfg(feature = "ssr")]
pub mod markdown;
#[cfg(feature = "ssr")]
pub mod money;
pub mod refusal;
pub mod text;
