//! Advice, the magazine and the site's own pages: Markdown files compiled in, rendered once.
//!
//! A file is its address: `conseils/choisir-son-contrat.md` is `/conseils/choisir-son-contrat`. To add one, put it in
//! its folder and name it in [`files`]; a test refuses a file nobody names.

#[cfg(feature = "ssr")]
mod files;
#[cfg(feature = "ssr")]
pub mod service;
pub mod view;
pub mod views;
