//! Exact minimum-cost flows with lower bounds, and their proofs.
//!
//! Look first at [`network`] (the data and the optimality condition), then [`settle`](mod@settle) (the algorithm),
//! then [`warm`] (why it is fast) and [`complete`](mod@complete) (what happens when time is up). [`bipartite`] ties the two together for the engines' networks.
//! Nothing here knows people, files or policies.

pub mod bipartite;
pub mod complete;
pub mod cost;
pub mod network;
pub mod settle;
pub mod warm;

pub use complete::complete;
pub use cost::Cost;
pub use network::{Arc, Network};
pub use settle::{Search, Stuck, settle, settle_some, settle_until};
