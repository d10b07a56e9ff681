//! Ratings the browser has not sent yet, and how long to wait before trying again.

use miniserde::{Deserialize, Serialize};

use super::rating::Rating;

/// Most ratings kept: more than anybody meets in a morning.
pub const MOST: usize = 200;
/// Longest wait before a new try, in milliseconds.
pub const LONGEST_WAIT: u32 = 8_000;
/// Longest first wait, in milliseconds.
pub const FIRST_WAIT: u32 = 500;

/// A rating to send, from a seat.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Pending {
    /// What tells seats apart on a shared device: the seat's personal code.
    pub seat: String,
    /// The rating.
    pub rating: Rating,
}

/// The queue of one page: for each seat and target the newest rating only, oldest first.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Queue {
    items: Vec<Pending>,
    /// What tells this page from every other, even a reload of itself.
    page: String,
    /// How many ratings it put.
    count: u64,
}

/// The queue in the browser's storage.
#[derive(Serialize, Deserialize)]
struct Stored {
    items: Vec<Pending>,
}

impl Queue {
    /// An empty queue. `page` is drawn anew at each load: 8 to 20 of `A-Za-z0-9`.
    pub fn new(page: &str) -> Queue {
        Queue { items: Vec::new(), page: page.to_owned(), count: 0 }
    }

    /// Puts a rating in place of an older one of the same seat and target, and gives it its id, which is returned. `None` when it is not
    /// a rating or the queue is full: then nothing changes.
    pub fn put(&mut self, seat: &str, rating: Rating) -> Option<String> {
        let op = format!("{}-{}", self.page, self.count + 1);
        let rating = Rating { op: op.clone(), ..rating };
        if rating.check().is_err() || !self.keep(seat, rating) {
            return None;
        }
        self.count += 1;
        Some(op)
    }

    /// Puts a rating that has its id. False when the queue is full.
    fn keep(&mut self, seat: &str, mut rating: Rating) -> bool {
        let same = |item: &Pending| item.seat == seat && item.rating.target == rating.target;
        let older = self.items.iter().find(|item| same(item)).map(|item| item.rating.written);
        if older.is_none() && self.items.len() >= MOST {
            return false;
        }
        self.items.retain(|item| !same(item));
        rating.written = rating.written.max(older.map_or(i64::MIN, |older| older.saturating_add(1)));
        self.items.push(Pending { seat: seat.to_owned(), rating });
        true
    }

    /// The server has this one. A newer rating of the same target, written meanwhile, stays.
    pub fn done(&mut self, op: &str) {
        self.items.retain(|item| item.rating.op != op);
    }

    /// Everything to send, oldest first.
    pub fn pending(&self) -> &[Pending] {
        &self.items
    }

    /// What this seat has to send.
    pub fn pending_of<'a>(&'a self, seat: &'a str) -> impl Iterator<Item = &'a Rating> {
        self.items.iter().filter(move |item| item.seat == seat).map(|item| &item.rating)
    }

    /// What this seat has not sent about a target: what the form shows after a reload.
    pub fn find(&self, seat: &str, target: i64) -> Option<&Rating> {
        self.items.iter().find(|item| item.seat == seat && item.rating.target == target).map(|item| &item.rating)
    }

    /// Takes over what another page of this browser left behind.
    pub fn adopt(&mut self, other: Queue) {
        for Pending { seat, rating } in other.items {
            if self.find(&seat, rating.target).is_none_or(|mine| mine.written < rating.written) {
                self.keep(&seat, rating);
            }
        }
    }

    /// What waits as text, for the browser's storage.
    pub fn to_text(&self) -> String {
        miniserde::json::to_string(&Stored { items: self.items.clone() })
    }

    /// What waits according to such a text, in the queue of a new page; what is unreadable is left out.
    pub fn of_text(text: &str, page: &str) -> Queue {
        let mut queue = Queue::new(page);
        let stored = miniserde::json::from_str(text).unwrap_or(Stored { items: Vec::new() });
        for Pending { seat, rating } in stored.items.into_iter().filter(|item| item.rating.check().is_ok()) {
            queue.keep(&seat, rating);
        }
        queue
    }
}

/// How long to wait before try `attempt` (from 0), in milliseconds: anywhere from 0 to a bound that doubles ("full jitter"), so that a
/// whole room does not come back at once. `dice01` is chance, 0 to 999 per mille.
pub fn backoff(attempt: u32, dice01: u32) -> u32 {
    let bound = FIRST_WAIT.saturating_mul(1 << attempt.min(10)).min(LONGEST_WAIT);
    bound * dice01.min(1000) / 1000
}
