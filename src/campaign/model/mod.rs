//! The words and rules of a campaign: pure, without clock, database or page.
//!
//! In reading order: what is set ([`settings`], [`feasibility`]), who takes part ([`sheet`], [`import`]), where the campaign stands
//! ([`phase`]), what people wish ([`ballot`], [`prefill`]), under which [`names`] the engines see them ([`compile`]), what their plan says
//! ([`read`]), what their [`lists`] said and how it is told ([`outcome`], [`received`]), what people say of it ([`opinion`]).

mod above;
pub mod ballot;
mod ballot_form;
pub mod compile;
#[cfg(test)]
mod compile_cases_tests;
pub mod feasibility;
pub mod import;
pub mod lists;
mod make;
pub mod names;
pub mod opinion;
pub mod outcome;
pub mod phase;
pub mod prefill;
pub mod read;
pub mod received;
mod rows;
pub mod settings;
pub mod sheet;
mod worth;
