//! Messages people send to the team (rule A11): checked, kept once, read with `passerelle messages`, forgotten after a year.
//!
//! The page is in `content::view`, its answer in `web::contact`.

pub mod model;
pub mod service;
pub mod store;
