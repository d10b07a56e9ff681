//! Real feeds in.
