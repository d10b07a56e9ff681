//! The use cases of a campaign: set up by the team ([`list`], [`home`], [`rules`], [`import`], [`roster`], [`sheets`]), moved through its
//! phases ([`phases`]), ranked by everybody ([`ranking`], [`ranked`]), computed and decided ([`problem`] and what stands on it).
//!
//! [`access`] says who somebody is in a campaign; [`people`] who takes part now.

pub mod access;
mod attribution;
mod attribution_show;
mod ballots;
mod calendar;
pub mod cards;
mod chart;
pub mod cv;
pub mod demo;
pub mod downloads;
mod drafts;
mod engine;
mod export;
mod former;
mod forms;
mod gallery;
mod home;
mod hours;
mod import;
pub mod keys;
mod list;
mod locks;
pub mod mend;
mod mine;
mod mission;
pub mod morning;
mod moves;
mod opinion;
pub mod own_data;
mod own_morning;
pub mod pages;
pub mod papers;
pub mod people;
pub mod phases;
mod plan;
mod plan_mail;
mod plan_table;
pub mod problem;
mod publish;
mod ranked;
mod ranking;
mod receipt;
mod result;
mod roster;
mod rules;
mod second;
mod sheets;
mod shown;
mod stage;

pub use morning::{ballots_held_open, ballots_open};

/// What the journal calls a campaign.
pub const THING: &str = "campagne";
