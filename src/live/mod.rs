//! The live morning: a room of forty people, bad Wi-Fi, and nothing lost (rules D4, D5, M9, N6).
//!
//! Start with [`model`]: the room and its operations, a pure reducer the browser and the server share. [`service`] orders
//! operations, keeps them, and sends them on; [`view`] shows seats, the console and the wall.

pub mod model;
#[cfg(feature = "ssr")]
pub mod service;
#[cfg(feature = "ssr")]
pub mod store;
pub mod view;
