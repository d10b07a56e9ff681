//! Applying to a programme: who may, with which file, and where it stands (rules C1–C29, G1–G10, H5, F4).
//!
//! Start with [`model`]: editions and their settings, eligibility in words, the candidate's file, its states, the reading.

pub mod model;
#[cfg(feature = "ssr")]
pub mod service;
#[cfg(feature = "ssr")]
pub mod store;
