//! Files people send: a CV is taken, looked at by a process that can do nothing else, kept under a name nobody can guess,
//! and shown as pictures of its pages.
//!
//! In the order an upload goes: [`model::precheck`] in the server (size, name, first bytes), [`child`] which starts a second
//! copy of this program with hard limits, where [`check`] reads the file and [`render`] draws its pages, then [`vault`] which
//! keeps the bytes and [`scan`] which asks clamd. The walled-off readers are [`lex`] and [`inflate`]: they bound whatever a
//! library would later unpack. Nothing here touches the database: a room that stores files calls these parts.

pub mod check;
pub mod child;
mod findings;
pub mod inflate;
pub mod lex;
pub mod model;
pub mod names;
pub mod render;
pub mod scan;
pub mod vault;

#[cfg(test)]
pub(crate) mod tests;
