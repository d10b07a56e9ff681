//! The HTTP surface: router, headers, limits, assets, health, feeds, forms.
//!
//! `router` puts it together and is what the router tests drive; `serve` listens. Rules live in the rooms; here is
//! only what HTTP itself asks for.

pub mod assets;
pub mod contact;
pub mod desk;
pub mod feeds;
pub mod headers;
pub mod health;
pub mod intake;
pub mod kept;
pub mod live;
pub mod pages;
pub mod preferences;
pub mod preview;
pub mod router;
pub mod serve;
pub mod state;
#[cfg(test)]
mod tests;
