//! The demo world for the tests of this folder.

use crate::jobs::model::draft::OfferDraft;

const FILES: [&str; 6] = [
    include_str!("../../seeds/offers-1.json"),
    include_str!("../../seeds/offers-2.json"),
    include_str!("../../seeds/offers-3.json"),
    include_str!("../../seeds/offers-4.json"),
    include_str!("../../seeds/offers-5.json"),
    include_str!("../../seeds/sources.json"),
];

/// Every offer of the demo world, the two source offers last.
pub fn all() -> Vec<OfferDraft> {
    let mut out = Vec::new();
    for file in FILES {
        let mut value: serde_json::Value = serde_json::from_str(file).unwrap();
        out.extend(serde_json::from_value::<Vec<OfferDraft>>(value["offers"].take()).unwrap());
    }
    assert!(out.len() >= 70);
    out
}
