//! The files people send, as rows: whose, of what, in which state. The bytes are checked and kept by [`crate::files`].
//!
//! A file is shown to nobody before it is known to be clean. One that is replaced stays until what it belongs to is sent, then goes.

pub mod service;
pub mod store;

#[cfg(test)]
pub(crate) mod tests;
