//! One device of the simulated morning: a browser with a stream, a queue in its storage, a clock of its own, and a bad network.

use std::collections::VecDeque;

use super::queue::Queue;
use super::rating::Rating;
use super::stream::{Event, Followed, Snapshot, follow};
use crate::kernel::dice::Dice;

/// A device; what is not in `storage` is lost when it crashes.
#[derive(Default)]
pub struct Client {
    pub number: usize,
    /// How often the page was opened again.
    pub loads: u32,
    /// Two devices share a seat.
    pub seat: String,
    /// Device clock minus true time.
    pub skew: i64,
    pub online: bool,
    pub state: Option<Followed>,
    /// The stream, as it is on the wire.
    pub inbox: VecDeque<(&'static str, String)>,
    pub queue: Queue,
    pub storage: String,
    /// Ratings on their way up, as text; they may arrive late, twice, or never.
    pub up: Vec<String>,
    /// Ids of ratings the server said it has, on their way down.
    pub down: Vec<String>,
    /// An event was lost on the way and nothing has arrived since to tell.
    pub deaf: bool,
    /// A snapshot that is slow to come, and when it was asked for.
    pub slow: Option<(Snapshot, i64)>,
    /// An operation of the team not yet answered: its id and text.
    pub asked: Option<(String, String)>,
    /// What was written, oldest first: id and target.
    pub written: Vec<(String, i64)>,
    /// Ids the server acknowledged to this device.
    pub acked: Vec<String>,
}

impl Client {
    pub fn new(number: usize, dice: &mut Dice) -> Client {
        let (seat, skew) = (format!("associe-{}", number / 2), dice.between(-3_600_000, 3_600_000));
        let queue = Queue::new(&format!("device{number}x0"));
        Client { number, seat, skew, queue, ..Default::default() }
    }

    /// The server's time as this device believes it.
    pub fn now(&self, time: i64) -> i64 {
        self.state.as_ref().map_or(time + self.skew, |state| state.now(time + self.skew))
    }

    /// A snapshot asked for at a true time, received at another.
    pub fn receive(&mut self, snapshot: Snapshot, sent: i64, received: i64) {
        let (sent, received) = (sent + self.skew, received + self.skew);
        match &mut self.state {
            Some(state) => {
                state.tune(snapshot.now, sent, received);
                follow(state, Event::Snapshot(Box::new(snapshot)));
            }
            None => self.state = Some(Followed::new(snapshot, sent, received)),
        }
    }

    /// Takes one event from the stream.
    pub fn read(&mut self) {
        if let (Some((name, data)), Some(state)) = (self.inbox.pop_front(), &mut self.state) {
            follow(state, Event::of(name, &data).unwrap());
        }
    }

    /// Network lost: the stream ends; what is on its way may still arrive, or not.
    pub fn cut(&mut self, dice: &mut Dice) {
        self.online = false;
        self.inbox.clear();
        self.slow = None;
        self.down.clear();
        if dice.chance(50) {
            self.up.clear();
        }
    }

    /// The tab dies and is opened again: only the storage is left.
    pub fn reload(&mut self, dice: &mut Dice) {
        self.cut(dice);
        self.state = None;
        self.asked = None;
        self.loads += 1;
        let again = Queue::of_text(&self.storage, &format!("device{}x{}", self.number, self.loads));
        assert_eq!(self.queue.pending(), again.pending(), "the storage is behind");
        self.queue = again;
    }

    /// The person writes a rating, once the page knows the room.
    pub fn write(&mut self, time: i64, dice: &mut Dice) {
        if self.state.is_none() {
            return;
        }
        let target = dice.between(1, 3);
        let scores = (0..4).map(|_| dice.below(6) as u8).collect();
        let rating = Rating { op: String::new(), target, scores, note: "Revoir".to_owned(), written: self.now(time) };
        let op = self.queue.put(&self.seat, rating).unwrap();
        self.storage = self.queue.to_text();
        self.written.push((op, target));
    }

    /// Sends what waits; nothing is forgotten before it is acknowledged.
    pub fn send(&mut self) {
        let waiting = self.queue.pending().iter().map(|pending| pending.rating.to_text());
        self.up.extend(waiting.take(3));
    }

    /// The server said it has these.
    pub fn acknowledge(&mut self) {
        for op in std::mem::take(&mut self.down) {
            self.queue.done(&op);
            self.acked.push(op);
        }
        self.storage = self.queue.to_text();
    }

    /// Nothing on the wire, nothing missing.
    pub fn is_drained(&self) -> bool {
        self.online && self.inbox.is_empty() && !self.deaf && self.slow.is_none() && self.state.as_ref().is_some_and(|state| !state.gap)
    }
}
