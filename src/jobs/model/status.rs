//! When an offer is open, closed or gone (rules I5, I16, Q17, M13).

use crate::kernel::clock::{paris_day, paris_midnight};
use crate::kernel::dates::shift;
use jiff::{Timestamp, civil::Date};

/// Days a closed offer stays readable before its address answers 410.
pub const RETENTION_DAYS: i32 = 365;
/// Days after which an offer without a deadline is closed: an advertisement nobody renewed is not open.
pub const STALE_DAYS: i32 = 120;

/// Where an offer stands at an instant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Status {
    /// Readable, searchable, open to applications.
    Open,
    /// Readable with a notice; out of search, feeds and sitemap.
    Closed,
    /// Past its retention: its address answers 410.
    Gone,
}

/// The two instants that decide everything, computed once when an offer is stored.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Lifetime {
    /// First instant at which the offer is no longer open.
    pub closes_at: Timestamp,
    /// First instant at which it is no longer readable.
    pub gone_at: Timestamp,
}

impl Lifetime {
    /// From the dates of an offer. `last_day` is the last day *included*, in Paris: the offer closes when that day ends.
    /// Without a deadline it closes [`STALE_DAYS`] after publication; an explicit closing day wins when it is earlier.
    pub fn of(published_on: Date, last_day: Option<Date>, closed_on: Option<Date>) -> Lifetime {
        let end = last_day.unwrap_or_else(|| shift(published_on, STALE_DAYS));
        let by_deadline = paris_midnight(shift(end, 1));
        let closes_at = closed_on.map(paris_midnight).map_or(by_deadline, |c| c.min(by_deadline));
        let gone_at = paris_midnight(shift(paris_day(closes_at), RETENTION_DAYS));
        Lifetime { closes_at, gone_at }
    }

    /// The status at an instant.
    pub fn status(self, now: Timestamp) -> Status {
        if now < self.closes_at {
            Status::Open
        } else if now < self.gone_at {
            Status::Closed
        } else {
            Status::Gone
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    fn at(text: &str) -> Timestamp {
        text.parse().unwrap()
    }

    #[test]
    fn q17_the_last_day_is_included_in_paris() {
        let life = Lifetime::of(date(2020, 12, 18), Some(date(2021, 1, 14)), None);
        assert_eq!(life.closes_at, at("2021-01-14T23:00:00Z"));
        assert_eq!(life.status(at("2021-01-14T22:59:59Z")), Status::Open);
        assert_eq!(life.status(at("2021-01-14T23:00:00Z")), Status::Closed);
        assert_eq!(life.status(at("2022-01-15T00:00:00Z")), Status::Gone);
    }

    #[test]
    fn a_summer_deadline_follows_daylight_saving() {
        let life = Lifetime::of(date(2026, 5, 1), Some(date(2026, 6, 30)), None);
        assert_eq!(life.closes_at, at("2026-06-30T22:00:00Z"));
    }

    #[test]
    fn i16_an_old_advertisement_without_deadline_is_gone() {
        let life = Lifetime::of(date(2015, 3, 15), None, None);
        assert_eq!(life.status(at("2015-06-01T12:00:00Z")), Status::Open);
        assert_eq!(life.status(at("2015-08-01T12:00:00Z")), Status::Closed);
        assert_eq!(life.status(at("2026-11-22T12:00:00Z")), Status::Gone);
    }

    #[test]
    fn an_explicit_closing_only_shortens() {
        let life = Lifetime::of(date(2026, 1, 1), Some(date(2026, 2, 1)), Some(date(2026, 1, 10)));
        assert_eq!(life.closes_at, at("2026-01-09T23:00:00Z"));
        let later = Lifetime::of(date(2026, 1, 1), Some(date(2026, 2, 1)), Some(date(2026, 3, 1)));
        assert_eq!(later.closes_at, at("2026-02-01T23:00:00Z"));
    }
}
