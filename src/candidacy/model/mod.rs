//! The words and rules of a candidacy: pure, without clock, database or page.
//!
//! In reading order: [`edition`] and its [`settings`], [`answers`] and [`eligibility`], [`file`] and its [`fields`], what is
//! [`missing`], where it stands ([`state`], [`path`]), how it is read ([`review`]). [`video`] runs in the browser too.

#[cfg(feature = "ssr")]
pub mod answers;
#[cfg(feature = "ssr")]
pub mod assessor;
#[cfg(feature = "ssr")]
pub mod autosave;
#[cfg(feature = "ssr")]
pub mod capacity;
#[cfg(feature = "ssr")]
pub mod changes;
pub mod choices;
#[cfg(feature = "ssr")]
pub mod consent;
#[cfg(feature = "ssr")]
pub mod edition;
#[cfg(feature = "ssr")]
pub mod eligibility;
#[cfg(test)]
#[cfg(feature = "ssr")]
mod eligibility_tests;
#[cfg(feature = "ssr")]
pub mod experience;
#[cfg(test)]
#[cfg(feature = "ssr")]
mod experience_tests;
#[cfg(feature = "ssr")]
pub mod fields;
#[cfg(feature = "ssr")]
pub mod figures;
#[cfg(feature = "ssr")]
pub mod file;
#[cfg(test)]
#[cfg(feature = "ssr")]
mod file_tests;
#[cfg(feature = "ssr")]
pub mod missing;
#[cfg(feature = "ssr")]
pub mod path;
#[cfg(test)]
#[cfg(feature = "ssr")]
mod path_tests;
#[cfg(feature = "ssr")]
pub mod retention;
#[cfg(feature = "ssr")]
pub mod review;
#[cfg(test)]
#[cfg(feature = "ssr")]
mod review_tests;
#[cfg(feature = "ssr")]
pub mod rules;
#[cfg(feature = "ssr")]
pub mod settings;
#[cfg(feature = "ssr")]
pub mod state;
#[cfg(test)]
#[cfg(feature = "ssr")]
mod state_tests;
#[cfg(feature = "ssr")]
mod stored;
pub mod video;
mod video_hosts;
#[cfg(test)]
#[cfg(feature = "ssr")]
mod video_tests;
#[cfg(feature = "ssr")]
pub mod words;
#[cfg(feature = "ssr")]
pub mod year_month;
