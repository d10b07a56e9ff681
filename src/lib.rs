//! Passerelle: from "I want work that means something" to a year that changes a life.
//!
//! Read `src/ARCHITECTURE.md` first.

#![recursion_limit = "512"]

pub mod app;
#[cfg(feature = "ssr")]
pub mod audit;
pub mod campaign;
pub mod candidacy;
#[cfg(feature = "ssr")]
pub mod cli;
#[cfg(feature = "ssr")]
pub mod contact;
pub mod content;
pub mod desk;
#[cfg(all(test, feature = "ssr"))]
mod direction;
#[cfg(feature = "ssr")]
pub mod files;
pub mod i18n;
pub mod jobs;
pub mod kernel;
pub mod live;
#[cfg(feature = "ssr")]
pub mod mail;
#[cfg(feature = "ssr")]
pub mod matching;
pub mod organisations;
pub mod pages;
#[cfg(feature = "ssr")]
pub mod people;
#[cfg(feature = "ssr")]
pub mod places;
#[cfg(feature = "ssr")]
pub mod seeds;
#[cfg(feature = "hydrate")]
mod slack;
#[cfg(feature = "ssr")]
pub mod store;
pub mod ui;
#[cfg(feature = "ssr")]
pub mod uploads;
#[cfg(feature = "ssr")]
pub mod web;

/// Takes over the page the server rendered.
#[cfg(feature = "hydrate")]
#[wasm_bindgen::prelude::wasm_bindgen]
pub fn hydrate() {
    ui::crash::install();
    leptos::mount::hydrate_lazy(app::App);
}
