//! Where the morning stands at an instant: an anchor and a walk forward from it, never a ticking counter.
//!
//! The anchor says when the present round begins and ends; what came before is kept as it really was, what comes after follows from
//! lengths and gaps. Nobody has to do anything for a round to follow another. Every operation first moves the anchor to its own
//! instant ([`settle`]), then changes it. An instant before the newest operation is read as that operation's.

use miniserde::{Deserialize, Serialize};

use super::room::Room;

/// Not started: the anchor is not looked at.
pub const WAITING: u8 = 0;
/// Rounds follow each other from the anchor.
pub const RUNNING: u8 = 1;
/// Stopped at `stopped` with `left` milliseconds to spend, in a round or in the gap before it.
pub const PAUSED: u8 = 2;
/// No round any more. With rounds left, the morning was ended and `left` says what the anchor had to spend.
pub const OVER: u8 = 3;

/// The anchor, and the rounds that are over.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Clock {
    /// [`WAITING`], [`RUNNING`], [`PAUSED`] or [`OVER`].
    pub state: u8,
    /// The anchored round: as many rounds are over before it.
    pub round: u32,
    /// When the anchored round began or begins.
    pub since: i64,
    /// When the anchored round ends.
    pub until: i64,
    /// Paused or over: when it stopped.
    pub stopped: i64,
    /// Paused or over: milliseconds that were left of the round, or of the gap before it.
    pub left: i64,
    /// Paused or over: it stopped inside the round rather than in the gap before it.
    pub inside: bool,
    /// Real starts of the rounds that are over.
    pub starts: Vec<i64>,
    /// Real ends of the rounds that are over.
    pub ends: Vec<i64>,
}

/// Where the morning stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Moment {
    /// Not started.
    Before {
        /// When it was planned to; may be past.
        starts_at: i64,
    },
    /// In a round.
    Round {
        /// Which, from 0.
        round: u32,
        /// When it began.
        starts_at: i64,
        /// When it ends if nothing is touched.
        ends_at: i64,
    },
    /// Between two rounds.
    Between {
        /// The round to come.
        next: u32,
        /// When it begins.
        starts_at: i64,
        /// When the round before ended.
        ends_prev: i64,
        /// A break rather than the time to change tables.
        pause: bool,
    },
    /// Stopped.
    Paused {
        /// The round it stopped in; none between two rounds.
        round: Option<u32>,
        /// Milliseconds left of the round, or of the gap.
        left_ms: i64,
        /// The round that comes then; none after the last.
        next: Option<u32>,
    },
    /// Over.
    Over {
        /// Since when.
        at: i64,
    },
}

impl Clock {
    /// Ends the anchored round at an instant and anchors the next one, `gap` milliseconds later.
    pub(super) fn pass(&mut self, room: &Room, end: i64, gap: i64) {
        self.starts.push(self.since);
        self.ends.push(end);
        self.round += 1;
        self.since = end.saturating_add(gap);
        self.until = self.since.saturating_add(room.length(self.round));
        if self.round >= room.round_count() {
            (self.state, self.stopped, self.left, self.inside) = (OVER, end, 0, false);
        }
    }

    /// True when a stopped or running clock is inside its anchored round at this instant.
    pub(super) fn is_inside(&self, now: i64) -> bool {
        match self.state {
            RUNNING => now >= self.since,
            PAUSED | OVER => self.inside,
            _ => false,
        }
    }

    /// Milliseconds left at this instant of the anchored round, or of the gap before it.
    pub(super) fn left_at(&self, now: i64) -> i64 {
        match self.state {
            RUNNING if now >= self.since => self.until.saturating_sub(now),
            RUNNING => self.since.saturating_sub(now),
            PAUSED | OVER => self.left,
            _ => 0,
        }
    }
}

/// The clock with its anchor moved to this instant: rounds that are over by then are among the past ones.
pub fn settle(room: &Room, now: i64) -> Clock {
    let (mut clock, now) = (room.clock.clone(), now.max(room.last));
    while clock.state == RUNNING && clock.round < room.round_count() && now >= clock.until {
        clock.pass(room, clock.until, room.gap(clock.round));
    }
    clock
}

/// Where the morning stands at this instant.
pub fn moment(room: &Room, now: i64) -> Moment {
    let (clock, now) = (settle(room, now), now.max(room.last));
    let round = clock.round;
    match clock.state {
        RUNNING if now >= clock.since => Moment::Round { round, starts_at: clock.since, ends_at: clock.until },
        RUNNING => {
            let ends_prev = clock.ends.last().copied().unwrap_or(clock.since);
            let pause = round > 0 && room.is_pause(round - 1);
            Moment::Between { next: round, starts_at: clock.since, ends_prev, pause }
        }
        PAUSED if clock.inside => {
            let next = Some(round.saturating_add(1)).filter(|next| *next < room.round_count());
            Moment::Paused { round: Some(round), left_ms: clock.left, next }
        }
        PAUSED => Moment::Paused { round: None, left_ms: clock.left, next: Some(round) },
        OVER => Moment::Over { at: clock.stopped },
        _ => Moment::Before { starts_at: room.rounds.first().map_or(0, |slot| slot.planned) },
    }
}

/// Start and end of every round: real for the past, as they will be if nothing is touched for the rest (a stopped morning is read as
/// if it went on now, one that waits as if it started at its hour, or now when that is past). A round that an end took away starts
/// and ends with the morning.
pub fn times(room: &Room, now: i64) -> Vec<(i64, i64)> {
    let (clock, now) = (settle(room, now), now.max(room.last));
    let mut times: Vec<(i64, i64)> = clock.starts.iter().copied().zip(clock.ends.iter().copied()).collect();
    if clock.state == OVER {
        if clock.inside {
            times.push((clock.since, clock.stopped));
        }
        times.resize(room.rounds.len().max(times.len()), (clock.stopped, clock.stopped));
        return times;
    }
    let (mut start, mut end) = anchor(room, &clock, now);
    for round in clock.round..room.round_count() {
        times.push((start, end));
        start = end.saturating_add(room.gap(round));
        end = start.saturating_add(room.length(round + 1));
    }
    times
}

/// Start and end of the anchored round if nothing is touched.
fn anchor(room: &Room, clock: &Clock, now: i64) -> (i64, i64) {
    let begins = |start: i64| (start, start.saturating_add(room.length(clock.round)));
    match clock.state {
        RUNNING => (clock.since, clock.until),
        PAUSED if clock.inside => (clock.since, now.saturating_add(clock.left)),
        PAUSED => begins(now.saturating_add(clock.left)),
        _ => begins(room.rounds.first().map_or(now, |slot| slot.planned.max(now))),
    }
}

/// Rounds that began: what a repair may not touch.
pub fn played(room: &Room, now: i64) -> u32 {
    let (clock, now) = (settle(room, now), now.max(room.last));
    clock.round + u32::from(clock.is_inside(now))
}

/// Hours and minutes on the room's wall clock ("10:51").
pub fn wall_time(room: &Room, at: i64) -> String {
    let minutes = at.div_euclid(60_000).saturating_add(i64::from(room.offset)).rem_euclid(1440);
    format!("{:02}:{:02}", minutes / 60, minutes % 60)
}

/// Minutes and seconds of a countdown ("07:32"), seconds rounded up so that 00:00 means over.
pub fn countdown(left_ms: i64) -> String {
    let seconds = left_ms.max(0).saturating_add(999) / 1000;
    format!("{:02}:{:02}", seconds / 60, seconds % 60)
}
