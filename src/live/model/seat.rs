//! A seat and the morning as it looks from there.

use super::clock::{Moment, moment, played, times};
use super::presence::misses;
use super::room::{Guest, Meeting, Room};

/// The two sides of the morning.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Side {
    /// Those who look for a mission.
    Associate,
    /// Those who offer one.
    Host,
}

impl Side {
    /// Both sides.
    pub const ALL: &'static [Side] = &[Side::Associate, Side::Host];

    /// The stable code used in addresses, files and the database.
    pub const fn code(self) -> &'static str {
        match self {
            Side::Associate => "associe",
            Side::Host => "hote",
        }
    }

    /// The side of a code, if any.
    pub fn from_code(code: &str) -> Option<Side> {
        Self::ALL.iter().copied().find(|side| side.code() == code)
    }

    /// Those they meet.
    pub const fn other(self) -> Side {
        match self {
            Side::Associate => Side::Host,
            Side::Host => Side::Associate,
        }
    }

    /// The people of this side.
    pub fn guests(self, room: &Room) -> &[Guest] {
        match self {
            Side::Associate => &room.associates,
            Side::Host => &room.hosts,
        }
    }

    pub(super) fn guests_mut(self, room: &mut Room) -> &mut Vec<Guest> {
        match self {
            Side::Associate => &mut room.associates,
            Side::Host => &mut room.hosts,
        }
    }

    /// The position of this side's person in a meeting.
    pub const fn of(self, meeting: &Meeting) -> u32 {
        match self {
            Side::Associate => meeting.associate,
            Side::Host => meeting.host,
        }
    }
}

/// One person's place.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Seat {
    /// Their side.
    pub side: Side,
    /// Their position on it.
    pub at: u32,
}

impl Seat {
    /// Its stable name ("hote-3"), the position counted from 0.
    pub fn code(self) -> String {
        format!("{}-{}", self.side.code(), self.at)
    }

    /// The seat of such a name; whether a room has it is [`Seat::guest`]'s business.
    pub fn of_code(code: &str) -> Option<Seat> {
        let (side, at) = code.split_once('-')?;
        let seat = Seat { side: Side::from_code(side)?, at: at.parse().ok()? };
        (seat.code() == code).then_some(seat)
    }

    /// Who sits there.
    pub fn guest(self, room: &Room) -> Option<&Guest> {
        self.side.guests(room).get(self.at as usize)
    }
}

/// Where a round stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum State {
    /// Over.
    Past,
    /// The present one, stopped or not.
    Now,
    /// The one to come.
    Next,
    /// After that.
    Later,
    /// The morning was ended before it.
    Dropped,
}

/// A gap of the morning long enough to be called a break.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Break {
    /// When it begins.
    pub start: i64,
    /// Whole minutes, rounded.
    pub minutes: i64,
}

/// One line of a person's morning.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// Round, from 0.
    pub round: u32,
    /// When it begins (see [`times`]).
    pub starts: i64,
    /// When it ends.
    pub ends: i64,
    /// The table; 0 when the round is free.
    pub table: u32,
    /// Position of the other person; none when the round is free.
    pub other: Option<u32>,
    /// The break after this round, on its last line.
    pub pause_after: Option<Break>,
    /// Where the round stands.
    pub state: State,
    /// The other person misses it.
    pub absent: bool,
}

/// Where each round stands at an instant.
pub fn states(room: &Room, now: i64) -> Vec<State> {
    let (moment, played) = (moment(room, now), played(room, now));
    let of = |round: u32| match moment {
        Moment::Before { .. } => upcoming(round, 0),
        Moment::Round { round: present, .. } | Moment::Paused { round: Some(present), .. } if round <= present => {
            if round == present {
                State::Now
            } else {
                State::Past
            }
        }
        Moment::Round { round: present, .. } | Moment::Paused { round: Some(present), .. } => upcoming(round, present + 1),
        Moment::Between { next, .. } | Moment::Paused { next: Some(next), .. } => upcoming(round, next),
        Moment::Paused { .. } => State::Past,
        Moment::Over { .. } if round < played => State::Past,
        Moment::Over { .. } => State::Dropped,
    };
    (0..room.round_count()).map(of).collect()
}

fn upcoming(round: u32, next: u32) -> State {
    match round.cmp(&next) {
        std::cmp::Ordering::Less => State::Past,
        std::cmp::Ordering::Equal => State::Next,
        std::cmp::Ordering::Greater => State::Later,
    }
}

/// The person's own morning: a line per meeting (a host with several tables may have several in a round), one per free round.
pub fn agenda(room: &Room, seat: Seat, now: i64) -> Vec<Line> {
    let (times, states, now) = (times(room, now), states(room, now), now.max(room.last));
    let mut lines = Vec::new();
    for (round, (time, state)) in (0u32..).zip(times.iter().zip(states)) {
        let (starts, ends) = *time;
        let free = Line { round, starts, ends, table: 0, other: None, pause_after: None, state, absent: false };
        let mut met: Vec<&Meeting> = room.meetings.iter().filter(|m| m.round == round && seat.side.of(m) == seat.at).collect();
        met.sort_by_key(|m| m.table);
        let side = seat.side.other();
        let missing = |other: u32| side.guests(room).get(other as usize).is_some_and(|guest| misses(guest, round, *time, now));
        lines.extend(met.iter().map(|m| Line { table: m.table, other: Some(side.of(m)), absent: missing(side.of(m)), ..free.clone() }));
        if met.is_empty() {
            lines.push(free);
        }
        if let Some(line) = lines.last_mut() {
            line.pause_after = pause_after(room, &times, round).filter(|_| state != State::Dropped);
        }
    }
    lines
}

/// The break after a round, if the plan has one there.
fn pause_after(room: &Room, times: &[(i64, i64)], round: u32) -> Option<Break> {
    let (_, start) = *times.get(round as usize)?;
    let (end, _) = *times.get(round as usize + 1)?;
    let minutes = end.saturating_sub(start).saturating_add(30_000).div_euclid(60_000);
    (room.is_pause(round) && minutes > 0).then_some(Break { start, minutes })
}

/// The lines of the present round, free or not; empty outside a round.
pub fn now_line(room: &Room, seat: Seat, now: i64) -> Vec<Line> {
    agenda(room, seat, now).into_iter().filter(|line| line.state == State::Now).collect()
}

/// The lines of the first round to come in which the person meets somebody: the next one, or one after free rounds.
pub fn next_line(room: &Room, seat: Seat, now: i64) -> Vec<Line> {
    let mut lines = agenda(room, seat, now);
    lines.retain(|line| matches!(line.state, State::Next | State::Later) && line.other.is_some());
    let first = lines.first().map(|line| line.round);
    lines.retain(|line| Some(line.round) == first);
    lines
}
