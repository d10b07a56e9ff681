//! People: who they are, what they may do over time (rule A13), how they sign in, and the pages where they see to it.

pub mod model;
pub mod service;
pub mod store;
