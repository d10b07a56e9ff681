//! Mails: written to an outbox in the transaction of their cause, sent after. One person, one mail, plain words.

pub mod service;
pub mod store;
