//! Proof of the engines: brute force, properties, independent programmes, hostile input, the command line, WebAssembly.

mod brute;
mod commands;
mod common;
mod explain;
mod honest;
mod hurry;
mod oracle;
mod properties;
mod repair;
mod rules;
mod tabled;
mod wasm;
