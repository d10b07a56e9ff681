//! The whole room at a glance, for the console and the wall.

use super::clock::{played, times};
use super::presence::{Presence, misses};
use super::room::{Meeting, Room};
use super::seat::{Side, State, states};

/// One table over the rounds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TableRow {
    /// Its number.
    pub table: u32,
    /// Position of its host.
    pub host: u32,
    /// It is out of use.
    pub broken: bool,
    /// One cell per round.
    pub cells: Vec<CellState>,
}

/// A table in a round. The marks of ratings are the reader's to add: the room does not hold them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CellState {
    /// Where the round stands.
    pub state: State,
    /// Position of the associate; none when the table is free.
    pub associate: Option<u32>,
    /// Their two letters; empty when the table is free.
    pub initials: String,
    /// The associate misses it.
    pub absent: bool,
    /// The host misses it.
    pub host_absent: bool,
}

impl CellState {
    /// A meeting both come to.
    pub const fn is_held(&self) -> bool {
        self.associate.is_some() && !self.absent && !self.host_absent
    }
}

/// Every table, by number, over every round.
pub fn grid(room: &Room, now: i64) -> Vec<TableRow> {
    let (times, states, now) = (times(room, now), states(room, now), now.max(room.last));
    let mut rows: Vec<TableRow> = Vec::new();
    for (host, guest) in (0u32..).zip(&room.hosts) {
        for &table in &guest.tables {
            let cells = (0u32..).zip(times.iter().zip(&states)).map(|(round, (time, state))| {
                let host_absent = misses(guest, round, *time, now);
                CellState { state: *state, associate: None, initials: String::new(), absent: false, host_absent }
            });
            rows.push(TableRow { table, host, broken: room.broken.contains(&table), cells: cells.collect() });
        }
    }
    rows.sort_by_key(|row| row.table);
    for m in &room.meetings {
        let row = rows.binary_search_by_key(&m.table, |row| row.table).ok().and_then(|at| rows.get_mut(at));
        let cell = row.and_then(|row| row.cells.get_mut(m.round as usize));
        let (Some(cell), Some(guest), Some(time)) = (cell, room.associates.get(m.associate as usize), times.get(m.round as usize)) else { continue };
        cell.associate = Some(m.associate);
        cell.initials.clone_from(&guest.initials);
        cell.absent = misses(guest, m.round, *time, now);
    }
    rows
}

/// How many, at an instant.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// Seats: associates and hosts.
    pub seats: usize,
    /// Of whom nothing was said.
    pub expected: usize,
    /// Said to be there.
    pub here: usize,
    /// Late.
    pub late: usize,
    /// Absent.
    pub absent: usize,
    /// Gone.
    pub gone: usize,
    /// Meetings of the present round both come to; 0 outside a round.
    pub meetings: usize,
    /// Ratings the present round calls for: two per meeting.
    pub ratings: usize,
    /// Rounds that began.
    pub played: u32,
}

/// Counts people and the meetings of the present round.
pub fn counts(room: &Room, now: i64) -> Counts {
    let of = |presence: Presence| room.associates.iter().chain(&room.hosts).filter(|guest| guest.presence() == presence).count();
    let meetings = states(room, now).iter().position(|state| *state == State::Now).map_or(0, |round| held(room, round, now).len());
    Counts {
        seats: room.seats(),
        expected: of(Presence::Expected),
        here: of(Presence::Here),
        late: of(Presence::Late),
        absent: of(Presence::Absent),
        gone: of(Presence::Gone),
        meetings,
        ratings: 2 * meetings,
        played: played(room, now),
    }
}

/// The meetings of a round both come to.
pub fn held(room: &Room, round: usize, now: i64) -> Vec<&Meeting> {
    let (times, now) = (times(room, now), now.max(room.last));
    let Some(time) = times.get(round) else { return Vec::new() };
    let comes = |side: Side, m: &Meeting| {
        let guest = side.guests(room).get(side.of(m) as usize);
        guest.is_some_and(|guest| !misses(guest, m.round, *time, now))
    };
    let meetings = room.meetings.iter().filter(|m| m.round as usize == round);
    meetings.filter(|m| Side::ALL.iter().all(|side| comes(*side, m))).collect()
}
