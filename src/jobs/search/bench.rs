//! Speed of the search beside SQLite FTS5: the same offers, the same questions, taken in turns within one run.
//!
//! Each question is answered whole on both sides: matching, open offers only, every facet, the first page by relevance. The two
//! engines do not stem or rank alike, so the number of offers found may differ; the work asked is the same.

mod fts5;
mod world;

use super::{Engine, SearchError};
use crate::jobs::model::Sort;
use crate::jobs::model::criteria::{Around, Criteria};
use crate::jobs::model::{Contract, Remote};
use crate::kernel::clock::stopwatch;
use crate::kernel::geo::Position;
use std::fmt::Write;
use world::{NOW_MS, TODAY, World};

/// Rounds of the whole list of questions.
const ROUNDS: usize = 40;
/// Rounds in which SQLite also answers: it is slow enough for its medians to settle sooner.
const ROUNDS_FTS5: usize = 5;
/// From this many offers on, SQLite answers in one round only, or the run would last an hour.
const MANY: usize = 500_000;

/// One kind of question, with its several wordings.
struct Kind {
    name: &'static str,
    wordings: Vec<Criteria>,
    ours: Vec<f64>,
    fts5: Vec<f64>,
    found: u32,
}

impl Kind {
    fn new(name: &'static str, wordings: Vec<Criteria>) -> Kind {
        Kind { name, wordings, ours: Vec::new(), fts5: Vec::new(), found: 0 }
    }
}

fn text(words: &str) -> Criteria {
    Criteria { text: words.to_owned(), sort: Sort::Relevance, ..Criteria::default() }
}

/// The questions asked.
fn kinds(world: &World) -> Vec<Kind> {
    let filtered = |c: Criteria| Criteria { contracts: vec![Contract::Cdi, Contract::Cdd], remote: vec![Remote::Partial], since_days: Some(30), ..c };
    let around = |c: Criteria| {
        let centre = Position { lat: 48.85, lon: 2.35 };
        Criteria { around: Some(Around { label: String::new(), centre, radius_km: 100 }), sort: Sort::Distance, ..c }
    };
    let texts = |ranks: [usize; 4]| ranks.iter().map(|r| text(world.word(*r))).collect::<Vec<_>>();
    let pairs = |ranks: [(usize, usize); 3]| ranks.iter().map(|(a, b)| text(&format!("{} {}", world.word(*a), world.word(*b)))).collect();
    let (common, rare) = (texts([0, 1, 2, 5]), texts([3_000, 6_000, 9_000, 15_000]));
    vec![
        Kind::new("no word", vec![text("")]),
        Kind::new("no word, filters", vec![filtered(text(""))]),
        Kind::new("no word, 100 km", vec![around(text(""))]),
        Kind::new("rare word", rare),
        Kind::new("common word", common.clone()),
        Kind::new("common word, filters", common.iter().cloned().map(filtered).collect()),
        Kind::new("common word, page 400", common.into_iter().map(|c| Criteria { page: 400, ..c }).collect()),
        Kind::new("two common words", pairs([(0, 1), (1, 2), (2, 5)])),
        Kind::new("common and rare", pairs([(0, 3_000), (1, 900), (400, 2)])),
        Kind::new("title, three words", vec![text("chargé·e de mission insertion"), text("directrice adjointe d’association"), text("comptable")]),
        Kind::new("misspelled", vec![text("comtable"), text("chagré de mission"), text("assosiation")]),
    ]
}

/// Builds `count` synthetic offers, questions both engines about them (ours `alone` on request), and returns the table of median and 99th percentile times.
///
/// Starts a runtime of its own for SQLite: from async code, call it on a blocking thread.
pub fn run(count: usize, seed: u64, alone: bool) -> Result<String, SearchError> {
    let world = World::new(seed);
    let engine = Engine::open_in_memory()?;
    let clock = stopwatch();
    engine.rebuild((0..count).map(|i| world.offer(i)), 1)?;
    let built = clock.elapsed().as_secs_f64();
    let clock = stopwatch();
    let rival = if alone { None } else { Some(fts5::Rival::build(&world, count)?) };
    let rival_built = clock.elapsed().as_secs_f64();
    let mut kinds = kinds(&world);
    let beside = if count < MANY { ROUNDS_FTS5 } else { 1 };
    for round in 0..ROUNDS {
        for kind in &mut kinds {
            for criteria in &kind.wordings {
                let clock = stopwatch();
                let found = engine.search(criteria, NOW_MS, TODAY)?;
                kind.ours.push(clock.elapsed().as_secs_f64() * 1e3);
                kind.found = kind.found.max(found.total);
                if let Some(rival) = rival.as_ref().filter(|_| round < beside) {
                    let clock = stopwatch();
                    rival.search(criteria, found.searched(&criteria.text))?;
                    kind.fts5.push(clock.elapsed().as_secs_f64() * 1e3);
                }
            }
        }
    }
    let mut suggestions = Vec::new();
    for typed in ["char", "chargé de mi", "dir", "comp", "as"].repeat(ROUNDS) {
        let clock = stopwatch();
        engine.suggest(typed, 8, NOW_MS)?;
        suggestions.push(clock.elapsed().as_secs_f64() * 1e3);
    }
    Ok(table(&engine, &mut kinds, &mut suggestions, built, rival_built))
}

/// The value below which a share of the times lie.
fn percentile(times: &mut [f64], share: f64) -> f64 {
    times.sort_by(f64::total_cmp);
    times.get(((times.len() as f64 * share) as usize).min(times.len().saturating_sub(1))).copied().unwrap_or(0.0)
}

fn table(engine: &Engine, kinds: &mut [Kind], suggestions: &mut [f64], built: f64, rival_built: f64) -> String {
    let health = engine.health();
    let mut out =
        format!("{} offers, {} segments, indexed in {built:.1} s (FTS5: {rival_built:.1} s); times in ms\n", health.offers, health.segments);
    _ = writeln!(out, "{:<24}{:>9}{:>9}{:>9}{:>11}{:>11}{:>8}", "question", "found", "p50", "p99", "FTS5 p50", "FTS5 p99", "ratio");
    for kind in kinds.iter_mut() {
        let (p50, p99) = (percentile(&mut kind.ours, 0.5), percentile(&mut kind.ours, 0.99));
        let (r50, r99) = (percentile(&mut kind.fts5, 0.5), percentile(&mut kind.fts5, 0.99));
        let ratio = r50 / p50.max(1e-6);
        _ = writeln!(out, "{:<24}{:>9}{p50:>9.2}{p99:>9.2}{r50:>11.2}{r99:>11.2}{ratio:>7.0}×", kind.name, kind.found);
    }
    let (p50, p99) = (percentile(suggestions, 0.5), percentile(suggestions, 0.99));
    _ = writeln!(out, "{:<24}{:>9}{p50:>9.2}{p99:>9.2}", "suggestion", "");
    out
}

#[cfg(test)]
mod tests {
    #[test]
    fn the_benchmark_runs() {
        let table = super::run(300, 1, false).unwrap();
        assert!(table.contains("two common words") && table.contains("FTS5"), "{table}");
    }

    #[test]
    #[ignore = "a measurement: cargo test --release --features ssr -- --ignored --nocapture speed_of_search"]
    fn speed_of_search() {
        let count = std::env::var("OFFERS").ok().and_then(|n| n.parse().ok()).unwrap_or(100_000);
        println!("{}", super::run(count, 7, false).unwrap());
    }
}
