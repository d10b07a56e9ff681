//! The one pass over matching offers: open or not, which filters fail, facets, and the best results so far.

use super::columns::{Columns, Row, Unit, chord2_of_km};
use super::tally::{CONTRACTS, FUNCTIONS, REMOTE, RHYTHM, SECTORS, SINCE, Tally};
use crate::jobs::model::Sort;
use crate::jobs::model::criteria::{Criteria, SINCE_CHOICES};
use std::cmp::Reverse;

/// Ages, in days, told apart by the "published within" facet; anything older is the same.
const AGES: usize = SINCE_CHOICES[SINCE_CHOICES.len() - 1] as usize + 2;

/// The order of results.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Order {
    /// Best score, then newest.
    Relevance,
    /// Newest.
    Date,
    /// Soonest deadline, offers without one last, then newest.
    Deadline,
    /// Nearest, then newest.
    Distance,
}

/// The filters of a search, compiled once.
pub struct Filters {
    now_ms: i64,
    today: i32,
    /// Wanted bits and the group they belong to, for the filters in use only.
    groups: Vec<(u64, u64)>,
    first_day: i32,
    pay: u32,
    around: Option<(Unit, f32)>,
    since: [u64; AGES],
}

impl Filters {
    /// Compiles the filters of a search at an instant and a Paris day.
    pub fn new(criteria: &Criteria, now_ms: i64, today: i32) -> Filters {
        let since = std::array::from_fn(|age| {
            let within = SINCE_CHOICES.iter().enumerate().filter(|(_, days)| age <= usize::from(**days));
            within.fold(0, |bits, (i, _)| bits | SINCE.bit(i))
        });
        let groups = [
            (CONTRACTS.any_of(criteria.contracts.iter().map(|c| c.index())), CONTRACTS.mask()),
            (SECTORS.any_of(criteria.sectors.iter().map(|c| c.index())), SECTORS.mask()),
            (FUNCTIONS.any_of(criteria.functions.iter().map(|c| c.index())), FUNCTIONS.mask()),
            (REMOTE.any_of(criteria.remote.iter().map(|c| c.index())), REMOTE.mask()),
            (RHYTHM.any_of(criteria.rhythm.iter().map(|c| c.index())), RHYTHM.mask()),
        ];
        Filters {
            now_ms,
            today,
            groups: groups.into_iter().filter(|(wanted, _)| *wanted != u64::MAX).collect(),
            first_day: criteria.since_days.map_or(i32::MIN, |days| today.saturating_sub(days.into())),
            pay: criteria.pay_min.map_or(0, |cents| super::columns::pay_rank(cents.0)),
            around: criteria.around.as_ref().map(|a| (Unit::of(a.centre), chord2_of_km(a.radius_km.into()))),
            since,
        }
    }

    /// The facets this offer counts in (all of them when it passes every filter) and its squared chord to the centre.
    #[inline]
    fn judge(&self, row: &Row, columns: &Columns, doc: usize) -> Option<(u64, u64, f32)> {
        if row.closes <= self.now_ms || row.pay < self.pay {
            return None;
        }
        let mut counted = u64::MAX;
        for (wanted, group) in &self.groups {
            counted &= if row.choices & wanted == 0 { *group } else { u64::MAX };
        }
        counted &= if row.published < self.first_day { SINCE.mask() } else { u64::MAX };
        if counted == 0 {
            return None;
        }
        let mut chord2 = 0.0;
        if let Some((centre, radius)) = self.around {
            chord2 = columns.nearest(doc, centre);
            if chord2 > radius {
                return None;
            }
        }
        let age = self.today.saturating_sub(row.published).clamp(0, AGES as i32 - 1);
        Some((counted, row.choices | self.since[age as usize], chord2))
    }
}

/// One result.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Hit {
    /// Greater is better; ties go to the greater id.
    pub rank: u64,
    /// Row id.
    pub id: i64,
    /// Squared chord to the centre, 0 without one.
    pub chord2: f32,
}

impl Hit {
    /// Sorts the best first.
    fn key(&self) -> Reverse<(u64, i64)> {
        Reverse((self.rank, self.id))
    }
}

/// The best `limit` hits seen so far. Holds twice that, and halves by selection when full, which beats a heap on long lists.
pub struct Best {
    limit: usize,
    floor: u64,
    hits: Vec<Hit>,
}

impl Best {
    /// An empty list.
    pub fn new(limit: usize) -> Best {
        Best { limit, floor: 0, hits: Vec::new() }
    }

    #[inline]
    fn admits(&self, rank: u64) -> bool {
        rank >= self.floor && self.limit > 0
    }

    fn push(&mut self, hit: Hit) {
        self.hits.push(hit);
        if self.hits.len() >= self.limit * 2 + 64 {
            let (_, worst, _) = self.hits.select_nth_unstable_by_key(self.limit - 1, Hit::key);
            self.floor = worst.rank;
            self.hits.truncate(self.limit);
        }
    }

    /// Results `before..limit` of several lists, best first. Selects before it sorts, so that a deep page costs about as much as the first.
    pub fn merge(lists: impl Iterator<Item = Best>, before: usize, limit: usize) -> Vec<Hit> {
        let mut all: Vec<Hit> = lists.flat_map(|l| l.hits).collect();
        if limit < all.len() {
            all.select_nth_unstable_by_key(limit, Hit::key);
            all.truncate(limit);
        }
        if before >= all.len() {
            return Vec::new();
        }
        all.select_nth_unstable_by_key(before, Hit::key);
        let mut page = all.split_off(before);
        page.sort_unstable_by_key(Hit::key);
        page
    }
}

/// What a pass over one range found.
pub struct Outcome {
    /// Offers passing every filter.
    pub total: u32,
    /// Facet counts.
    pub tally: Tally,
    /// The best results.
    pub best: Best,
}

/// A pass under way.
pub struct Pass<'a> {
    filters: &'a Filters,
    columns: &'a Columns,
    order: Order,
    outcome: Outcome,
}

impl<'a> Pass<'a> {
    /// Starts a pass that keeps `limit` results.
    pub fn new(filters: &'a Filters, columns: &'a Columns, order: Order, limit: usize) -> Pass<'a> {
        Pass { filters, columns, order, outcome: Outcome { total: 0, tally: Tally::default(), best: Best::new(limit) } }
    }

    /// Takes one matching offer.
    #[inline]
    pub fn visit(&mut self, doc: u32, score: f32) {
        let doc = doc as usize;
        let row = &self.columns.rows[doc];
        let Some((counted, bits, chord2)) = self.filters.judge(row, self.columns, doc) else { return };
        self.outcome.tally.add(bits & counted);
        if counted == u64::MAX {
            self.outcome.total += 1;
            let rank = self.rank(doc, row, score, chord2);
            if self.outcome.best.admits(rank) {
                self.outcome.best.push(Hit { rank, id: self.columns.ids[doc], chord2 });
            }
        }
    }

    /// The rank of a hit: what the order asks in the high half, the day of publication in the low half.
    #[inline]
    fn rank(&self, doc: usize, row: &Row, score: f32, chord2: f32) -> u64 {
        // Positive floats order like their bits; a flipped sign bit orders signed days.
        let first = match self.order {
            Order::Relevance => score.to_bits(),
            Order::Date => 0,
            Order::Deadline => !day_rank(self.columns.deadlines[doc]),
            Order::Distance => !chord2.to_bits(),
        };
        u64::from(first) << 32 | u64::from(day_rank(row.published))
    }

    /// Ends the pass.
    pub fn finish(self) -> Outcome {
        self.outcome
    }
}

fn day_rank(day: i32) -> u32 {
    (day as u32) ^ (1 << 31)
}

/// The order a search really has: relevance needs words, distance needs a centre; without them the newest come first.
pub fn order_of(sort: Sort, scored: bool, around: bool) -> Order {
    match sort {
        Sort::Relevance if scored => Order::Relevance,
        Sort::Distance if around => Order::Distance,
        Sort::Deadline => Order::Deadline,
        Sort::Relevance | Sort::Date | Sort::Distance => Order::Date,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn best_keeps_the_best_whatever_the_order_of_arrival() {
        let ranks: Vec<u64> = (0..1000).map(|i| (i * 7919) % 1000).collect();
        let mut best = Best::new(20);
        for (id, rank) in ranks.iter().enumerate() {
            if best.admits(rank / 10) {
                best.push(Hit { rank: rank / 10, id: id as i64, chord2: 0.0 });
            }
        }
        let kept = Best::merge(std::iter::once(best), 0, 20);
        assert_eq!(kept.len(), 20);
        assert!(kept.windows(2).all(|w| (w[0].rank, w[0].id) > (w[1].rank, w[1].id)));
        assert!(kept.iter().all(|h| h.rank >= 98));
        let list = || Best { limit: 20, floor: 0, hits: kept.iter().rev().copied().collect() };
        assert_eq!(Best::merge(std::iter::once(list()), 5, 12), kept[5..12]);
        assert!(Best::merge(std::iter::once(list()), 20, 40).is_empty());
    }

    #[test]
    fn days_before_1970_still_order() {
        assert!(day_rank(-1) < day_rank(0) && day_rank(i32::MIN) < day_rank(-1) && day_rank(0) < day_rank(20_000));
    }
}
