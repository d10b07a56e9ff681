//! Passerelle: from "I want work that means something" to a year that changes a life.
//!
//! Read `src/ARCHITECTURE.md` first.

pub mod jobs;
pub mod kernel;
pub mod organisations;
