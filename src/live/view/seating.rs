//! What a seat holds beside the room: what was written, on the server and still in this browser.

use super::hold::Hold;
use crate::live::model::page::{Card, LivePage};
use crate::live::model::queue::Queue;
use crate::live::model::rating::Rating;
use crate::live::model::seat::Seat;
use leptos::prelude::*;

/// A rating the server has.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Kept {
    /// As it was written.
    pub rating: Rating,
    /// When the server said it was kept.
    pub at: i64,
}

/// Shared by every part of a seat's page.
#[derive(Clone, Copy)]
pub struct Seating {
    /// The room.
    pub hold: Hold,
    /// Key of the room.
    pub room: i64,
    /// Who sits here.
    pub seat: Seat,
    /// The code of the seat.
    pub code: StoredValue<String>,
    /// What is known of the people met.
    pub cards: StoredValue<Vec<Card>>,
    /// What the server has.
    pub kept: RwSignal<Vec<Kept>>,
    /// What it does not have yet.
    pub queue: RwSignal<Queue>,
    /// The last try to send failed.
    pub failing: RwSignal<bool>,
    /// The server's words when it refused; empty when it did not.
    pub refused: RwSignal<String>,
    /// Ratings are closed.
    pub closed: RwSignal<bool>,
    /// Whose form was asked for; 0 for the person met now.
    pub chosen: RwSignal<i64>,
}

impl Seating {
    /// As the page came.
    pub fn new(hold: Hold, page: &LivePage) -> Seating {
        let kept = page.ratings.iter().map(|r| Kept { rating: r.clone(), at: r.written }).collect();
        Seating {
            hold,
            room: page.room,
            seat: page.seat(),
            code: StoredValue::new(page.key.clone()),
            cards: StoredValue::new(page.cards.clone()),
            kept: RwSignal::new(kept),
            queue: RwSignal::new(Queue::default()),
            failing: RwSignal::new(false),
            refused: RwSignal::new(String::new()),
            closed: RwSignal::new(page.closed),
            chosen: RwSignal::new(page.target),
        }
    }

    /// What this seat wrote of somebody: what waits to be sent, else what the server has.
    pub fn mine(self, target: i64) -> Rating {
        let waiting = self.code.with_value(|code| self.queue.with(|q| q.find(code, target).cloned()));
        let kept = self.kept.with(|all| all.iter().find(|k| k.rating.target == target).map(|k| k.rating.clone()));
        waiting.or(kept).unwrap_or_default()
    }

    /// How many ratings wait to be sent.
    pub fn waiting(self) -> usize {
        self.code.with_value(|code| self.queue.with(|q| q.pending_of(code).count()))
    }

    /// When the server last kept a rating of one of these; 0 for never.
    pub fn saved_at(self, targets: &[i64]) -> i64 {
        self.kept.with(|all| all.iter().filter(|k| targets.contains(&k.rating.target)).map(|k| k.at).max().unwrap_or(0))
    }
}
