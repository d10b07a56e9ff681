//! Saved searches (rule I27) and what they send: the offers that are new since the last time, by mail, each day or each week; and the
//! newsletter (rule A7), confirmed by mail before anything is sent, left in one press.

pub mod service;
pub mod store;
