//! The structures that recruit: what they are, where they act, who hosts them (rules I3, I17, I32).
//!
//! Memberships and publishing rights arrive with accounts; this room holds the public identity.

pub mod model;
