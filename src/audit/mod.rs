//! The journal: who changed what, when, from which state to which, and why.

pub mod service;
pub mod store;
