//! The structures that recruit: what they are, where they act, who hosts them (rules I3, I17, I32).
//!
//! Memberships and publishing rights arrive with accounts; this room holds the public identity. Start with
//! [`model`]; `service` builds the two public pages.

pub mod model;
#[cfg(feature = "ssr")]
pub mod service;
#[cfg(feature = "ssr")]
pub mod store;
pub mod view;
