//! The pages of the board, each in its own chunk of the browser code.

pub mod criteria;
pub mod home;
pub mod list;
pub mod offer;
mod suggest;
