//! A campaign of matching: who takes part, what they wish, the plan of the morning, the attribution (rules D1–D11, B6, B11–B14, Q6–Q10).
//!
//! Start with [`model`]: phases, lists, sheets, and what is given to the engines of `matching`. The morning itself is `live`.

#[cfg(feature = "ssr")]
pub mod model;
#[cfg(feature = "ssr")]
pub mod service;
#[cfg(feature = "ssr")]
pub mod store;
