//! The desk: the frame of every page one signs in for (and of signing in itself).
//!
//! A room's service describes its pages as data, a [`model::Sheet`] of blocks; [`view`] shows any of them, the same on
//! the server and in the browser, so that a new page costs no browser code. Forms go to the address of the page that shows
//! them and name what they do in `geste`; they work without script. [`service`] holds what such a page is asked with.

pub mod autosave;
pub mod model;
pub mod order;
#[cfg(test)]
mod order_tests;
#[cfg(feature = "ssr")]
pub mod paper;
#[cfg(feature = "ssr")]
pub mod service;
pub mod view;
