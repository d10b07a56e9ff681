//! The derived index of open offers.
