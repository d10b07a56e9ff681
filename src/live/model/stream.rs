//! What the server tells everyone, and how a client follows: a snapshot, then each change. A gap asks for a new snapshot, never skips.

use miniserde::{Deserialize, Serialize};

use super::apply::apply;
use super::op::Op;
use super::room::Room;

/// The whole room.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Snapshot {
    /// As it is.
    pub room: Room,
    /// The server's time when it was sent.
    pub now: i64,
}

/// One operation that was taken.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Change {
    /// The revision it makes.
    pub rev: u64,
    /// When the server took it.
    pub at: i64,
    /// The operation as text ([`Op::to_text`]).
    pub op: String,
}

/// Sent now and then: a change that never arrived is noticed, and the line is known to live.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Beat {
    /// The newest revision.
    pub rev: u64,
    /// The server's time.
    pub now: i64,
}

/// What arrives.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Event {
    /// The whole room; boxed, as it is much larger than the others.
    Snapshot(Box<Snapshot>),
    /// One operation.
    Change(Change),
    /// Still there.
    Beat(Beat),
}

impl Event {
    /// Name of the event on the wire.
    pub const fn name(&self) -> &'static str {
        match self {
            Event::Snapshot(_) => "snapshot",
            Event::Change(_) => "change",
            Event::Beat(_) => "beat",
        }
    }

    /// Its data on the wire: one line, as JSON has none inside.
    pub fn data(&self) -> String {
        match self {
            Event::Snapshot(snapshot) => miniserde::json::to_string(snapshot.as_ref()),
            Event::Change(change) => miniserde::json::to_string(change),
            Event::Beat(beat) => miniserde::json::to_string(beat),
        }
    }

    /// The event of a name and its data; `None` when unknown or unreadable.
    pub fn of(name: &str, data: &str) -> Option<Event> {
        match name {
            "snapshot" => miniserde::json::from_str(data).ok().map(|snapshot| Event::Snapshot(Box::new(snapshot))),
            "change" => miniserde::json::from_str(data).ok().map(Event::Change),
            "beat" => miniserde::json::from_str(data).ok().map(Event::Beat),
            _ => None,
        }
    }
}

/// A client's view of the room.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Followed {
    /// The room as known.
    pub room: Room,
    /// What to add to the device's clock to have the server's, in milliseconds.
    pub offset_ms: i64,
    /// Something is missing: ask for a new snapshot.
    pub gap: bool,
    /// The newest revision heard of.
    pub heard: u64,
    /// Round trip of the answer `offset_ms` was read from, in milliseconds; none before any.
    pub trip_ms: Option<i64>,
}

impl Followed {
    /// Begins with a snapshot asked for at `sent` and received at `received` on the device's clock.
    pub fn new(snapshot: Snapshot, sent: i64, received: i64) -> Followed {
        let mut followed = Followed { heard: snapshot.room.rev, ..Followed::default() };
        followed.tune(snapshot.now, sent, received);
        followed.room = snapshot.room;
        followed
    }

    /// The server's time at an instant of the device's clock.
    pub fn now(&self, device: i64) -> i64 {
        device.saturating_add(self.offset_ms)
    }

    /// Learns the offset of the clocks from an answer that carried the server's time. The shortest round trip is believed; one that
    /// contradicts it (one of the clocks was set anew) starts afresh.
    pub fn tune(&mut self, server: i64, sent: i64, received: i64) {
        let trip = received.saturating_sub(sent);
        if trip < 0 {
            return;
        }
        let offset = server.saturating_sub(sent.saturating_add(trip / 2));
        let believed = self.trip_ms.filter(|known| {
            let apart = offset.saturating_sub(self.offset_ms).saturating_abs();
            *known < trip && apart <= known.saturating_add(trip) / 2 + DRIFT
        });
        if believed.is_none() {
            (self.offset_ms, self.trip_ms) = (offset, Some(trip));
        }
    }
}

/// How far two sound clocks may drift apart in a morning, in milliseconds.
const DRIFT: i64 = 500;

/// Takes what arrived. A change is applied when it is the next one, passed over when it is older; otherwise, or when it cannot be
/// read, `gap` is set until a snapshot holds everything heard of. An older snapshot than what is known is passed over.
pub fn follow(state: &mut Followed, event: Event) {
    match event {
        Event::Snapshot(snapshot) => {
            state.heard = state.heard.max(snapshot.room.rev);
            if snapshot.room.rev >= state.room.rev {
                state.room = snapshot.room;
            }
        }
        Event::Change(change) => {
            state.heard = state.heard.max(change.rev);
            if change.rev == state.room.rev + 1
                && let Some(op) = Op::of_text(&change.op)
                && let Ok(next) = apply(&state.room, &op, change.at)
            {
                state.room = next;
            }
        }
        Event::Beat(beat) => state.heard = state.heard.max(beat.rev),
    }
    state.gap = state.room.rev < state.heard;
}
