//! The style sheet: the files of `style/` in order, one address that changes with their content.

use sha2::{Digest, Sha256};
use std::sync::LazyLock;

/// The files, in cascade order. `make test` parses each of them, so that a mistake fails instead of shipping.
const FILES: [&str; 11] = [
    include_str!("../../style/tokens.css"),
    include_str!("../../style/base.css"),
    include_str!("../../style/frame.css"),
    include_str!("../../style/parts.css"),
    include_str!("../../style/home.css"),
    include_str!("../../style/board.css"),
    include_str!("../../style/offer.css"),
    include_str!("../../style/reading.css"),
    include_str!("../../style/desk.css"),
    include_str!("../../style/rank.css"),
    include_str!("../../style/print.css"),
];

/// The whole sheet.
pub static SHEET: LazyLock<String> = LazyLock::new(|| FILES.concat());

/// Its address: `/pkg/style.1a2b3c4d.css`.
pub static HREF: LazyLock<String> = LazyLock::new(|| address("style", &SHEET));

/// What the pages of the live morning add: nobody else carries it.
pub const LIVE_SHEET: &str = include_str!("../../style/live.css");

/// Its address.
pub static LIVE_HREF: LazyLock<String> = LazyLock::new(|| address("live", LIVE_SHEET));

fn address(name: &str, text: &str) -> String {
    let mark: String = Sha256::digest(text.as_bytes()).iter().take(6).map(|b| format!("{b:02x}")).collect();
    format!("/pkg/{name}.{mark}.css")
}
