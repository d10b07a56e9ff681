//! From an address to a page: one way for every page, on the server and in the browser.
//!
//! [`service`] turns an address into a [`model::Page`]; the server renders it, the browser asks for the next one at
//! `/api/page` and renders it with the same views. One kind of page, one loader, one transition: the browser's code
//! stays small, and everything that is not needed at once is a chunk of its own ([`view`]).

pub mod api;
pub mod model;
#[cfg(feature = "ssr")]
pub mod service;
pub mod view;
