//! A search from criteria to results: plan, candidates and pass over ranges on a few threads, then one merge.

use super::columns::km_of_chord2;
use super::engine::{Engine, Segment, Snapshot};
use super::error::SearchError;
use super::matching::{Lookup, candidates};
use super::pass::{Best, Filters, Order, Outcome, Pass, order_of};
use super::plan::Plan;
use super::tally::facets;
use crate::jobs::model::criteria::{Criteria, Facets, PAGE_SIZE};
use std::ops::Range;

/// Results that can be paged through; beyond, pages are empty while the total stays right.
pub const RESULTS_MAX: usize = 10_000;
/// Smallest range worth a thread of its own.
const RANGE_MIN: u32 = 16_384;
/// Words rarer than this are searched on the calling thread: waking others would take longer.
const RARE: u32 = 4_096;

/// What a search found.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Found {
    /// Offers found, on every page.
    pub total: u32,
    /// Row ids of the page asked, in order.
    pub ids: Vec<i64>,
    /// For each id, kilometres from the place searched to the offer's nearest place; all `None` without a place.
    pub distances_km: Vec<Option<f32>>,
    /// What each choice would give, computed for the other filters.
    pub facets: Facets,
    /// The text really searched, when a misspelled word was corrected.
    pub correction: Option<String>,
}

impl Found {
    /// The text to highlight by: the corrected one, or what was typed.
    pub fn searched<'a>(&'a self, typed: &'a str) -> &'a str {
        self.correction.as_deref().unwrap_or(typed)
    }
}

impl Engine {
    /// The page of results a search asks for, at an instant (milliseconds) and a Paris day (days since 1970).
    ///
    /// Any text is accepted; one that holds no meaningful word searches everything.
    pub fn search(&self, criteria: &Criteria, now_ms: i64, today: i32) -> Result<Found, SearchError> {
        let view = self.snapshot();
        let plan = Plan::read(&view, &self.fields, &criteria.text)?;
        let order = order_of(criteria.sort, !plan.words.is_empty(), criteria.around.is_some());
        let before = criteria.page.max(1).saturating_sub(1).saturating_mul(PAGE_SIZE);
        let wanted = if before < RESULTS_MAX { before + PAGE_SIZE } else { 0 };
        let outcomes = self.run(&view, &plan, &Filters::new(criteria, now_ms, today), order, wanted)?;
        let mut found = Found { correction: plan.correction, ..Found::default() };
        let mut counts = [0u32; 64];
        let mut bests = Vec::with_capacity(outcomes.len());
        for outcome in outcomes {
            found.total += outcome.total;
            counts.iter_mut().zip(outcome.tally.counts()).for_each(|(all, one)| *all += one);
            bests.push(outcome.best);
        }
        found.facets = facets(&counts);
        for hit in Best::merge(bests.into_iter(), before, wanted) {
            found.ids.push(hit.id);
            found.distances_km.push(criteria.around.is_some().then(|| km_of_chord2(hit.chord2)));
        }
        Ok(found)
    }

    /// How many offers a search finds, for "what to loosen".
    pub fn count(&self, criteria: &Criteria, now_ms: i64, today: i32) -> Result<u32, SearchError> {
        let view = self.snapshot();
        let plan = Plan::read(&view, &self.fields, &criteria.text)?;
        let outcomes = self.run(&view, &plan, &Filters::new(criteria, now_ms, today), Order::Date, 0)?;
        Ok(outcomes.iter().map(|o| o.total).sum())
    }

    /// Judges every candidate, range by range.
    fn run(&self, view: &Snapshot, plan: &Plan, filters: &Filters, order: Order, wanted: usize) -> tantivy::Result<Vec<Outcome>> {
        let one = |(at, range): (usize, Range<u32>)| {
            judge(&view.segments[at], at, plan, range, Pass::new(filters, &view.segments[at].columns, order, wanted), order)
        };
        let size = view.size();
        if plan.most().is_some_and(|most| most < RARE) || size <= RANGE_MIN {
            return whole(view).map(one).collect();
        }
        // Several ranges a thread, so that one slow range does not make the others wait.
        let step = (size / (self.threads as u32 * 4)).max(RANGE_MIN);
        let cut = |(at, range): (usize, Range<u32>)| {
            range.clone().step_by(step as usize).map(move |start| (at, start..range.end.min(start.saturating_add(step))))
        };
        self.executor.map(one, whole(view).flat_map(cut))
    }
}

/// Every segment, whole.
fn whole(view: &Snapshot) -> impl Iterator<Item = (usize, Range<u32>)> + '_ {
    view.segments.iter().enumerate().map(|(at, segment)| (at, 0..segment.reader.max_doc()))
}

/// One range of one segment.
fn judge(segment: &Segment, at: usize, plan: &Plan, range: Range<u32>, mut pass: Pass<'_>, order: Order) -> tantivy::Result<Outcome> {
    let alive = segment.reader.alive_bitset();
    let is_alive = |doc: u32| alive.is_none_or(|bits| bits.is_alive(doc));
    if plan.words.is_empty() {
        range.filter(|doc| is_alive(*doc)).for_each(|doc| pass.visit(doc, 0.0));
        return Ok(pass.finish());
    }
    let words: Vec<&Lookup> = plan.words.iter().map(|w| &w.lookups[at]).collect();
    let bonus: Vec<&Lookup> = plan.bonus.iter().map(|w| &w.lookups[at]).collect();
    let scored = order == Order::Relevance;
    let found = candidates(&segment.terms, &words, &bonus, range, scored)?;
    if scored {
        let pairs = found.docs.iter().zip(&found.scores).filter(|(doc, _)| is_alive(**doc));
        pairs.for_each(|(doc, score)| pass.visit(*doc, *score));
    } else {
        found.docs.iter().filter(|doc| is_alive(**doc)).for_each(|doc| pass.visit(*doc, 0.0));
    }
    Ok(pass.finish())
}
