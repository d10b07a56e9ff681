//! The style sheet: the files of `style/` in order, one address that changes with their content.

use sha2::{Digest, Sha256};
use std::sync::LazyLock;

/// The files, in cascade order. `make test` parses each of them, so that a mistake fails instead of shipping.
const FILES: [&str; 10] = [
    include_str!("../../style/tokens.css"),
    include_str!("../../style/base.css"),
    include_str!("../../style/frame.css"),
    include_str!("../../style/parts.css"),
    include_str!("../../style/home.css"),
    include_str!("../../style/board.css"),
    include_str!("../../style/offer.css"),
    include_str!("../../style/reading.css"),
    include_str!("../../style/desk.css"),
    include_str!("../../style/print.css"),
];

/// The whole sheet.
pub static SHEET: LazyLock<String> = LazyLock::new(|| FILES.concat());

/// Its address: `/pkg/style.1a2b3c4d.css`.
pub static HREF: LazyLock<String> = LazyLock::new(|| {
    let digest = Sha256::digest(SHEET.as_bytes());
    let mark: String = digest.iter().take(6).map(|b| format!("{b:02x}")).collect();
    format!("/pkg/style.{mark}.css")
});
