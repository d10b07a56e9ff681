//! The engine as callers see it: spellings, mistakes, ranking, filters, places, deadlines, disk.

mod brute;
mod disk;
mod words;

use super::{Engine, Found, IndexedOffer};
use crate::jobs::model::criteria::Criteria;
use crate::jobs::model::{Contract, Remote, Rhythm, Sector, Sort};

/// The instant and the day of every test.
pub(super) const NOW: i64 = 1_700_000_000_000;
pub(super) const TODAY: i32 = 19_675;

/// An open offer with a title.
pub(super) fn offer(id: i64, title: &str) -> IndexedOffer {
    IndexedOffer {
        id,
        title: title.to_owned(),
        title_other: String::new(),
        organisation: "Les Ateliers du Canal".to_owned(),
        places: "Lyon (69)".to_owned(),
        body: String::new(),
        keywords: String::new(),
        contracts: vec![Contract::Cdi],
        sectors: vec![Sector::Integration],
        function: None,
        remote: Remote::None,
        rhythm: Rhythm::Full,
        positions: Vec::new(),
        published: TODAY - 5,
        deadline: None,
        closes_at_ms: NOW + 1_000,
        pay_monthly_max: None,
    }
}

/// An engine in memory holding these offers.
pub(super) fn engine(offers: &[IndexedOffer]) -> Engine {
    let engine = Engine::open_in_memory().unwrap();
    engine.apply(offers, &[], 1).unwrap();
    engine
}

/// A search by relevance for a text.
pub(super) fn text(text: &str) -> Criteria {
    Criteria { text: text.to_owned(), sort: Sort::Relevance, ..Criteria::default() }
}

/// What a text finds.
pub(super) fn find(engine: &Engine, typed: &str) -> Found {
    engine.search(&text(typed), NOW, TODAY).unwrap()
}
