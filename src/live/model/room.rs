//! What a morning is: people, tables, rounds, who meets whom, and the clock. What travels and what is stored.

use miniserde::{Deserialize, Serialize};

use super::clock::Clock;

/// A whole morning. Changed only by [`super::apply::apply`]; made by the service from a plan, then tried by [`super::check::check`].
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Room {
    /// How many operations made it what it is: 0 when just made.
    pub rev: u64,
    /// Its name ("Speed-matching, Paris 2027").
    pub title: String,
    /// The day in words ("jeudi 4 mars 2027").
    pub day: String,
    /// Minutes to add to UTC to read the hours of that day on the room's wall clock (60 in Paris in winter, 120 in summer).
    pub offset: i32,
    /// Associates, in a fixed order: others name them by position.
    pub associates: Vec<Guest>,
    /// Hosts, in a fixed order; new ones come at the end.
    pub hosts: Vec<Guest>,
    /// Rounds in the order played.
    pub rounds: Vec<Slot>,
    /// Who meets whom, where and when.
    pub meetings: Vec<Meeting>,
    /// Tables out of use, rising. Meetings of rounds that began stay where they were.
    pub broken: Vec<u32>,
    /// Which plan this is: 0 the first, one more at each repair. A repair names the plan it starts from.
    pub plan: u32,
    /// Where the clock is anchored.
    pub clock: Clock,
    /// Instant of the newest operation, 0 before any. No operation is earlier than the one before it.
    pub last: i64,
    /// The morning is archived: nothing changes any more.
    pub closed: bool,
}

/// Somebody who takes a seat: an associate, or a host with its tables.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Guest {
    /// Number in the service's own lists, different for everyone of a side.
    pub id: i64,
    /// Full name ("Awa Bamba", "Les Ateliers du Bocage").
    pub name: String,
    /// Name on the wall ("Awa B.").
    pub short: String,
    /// Two letters in the console's grid ("AB").
    pub initials: String,
    /// Mission titles of a host, pitch of an associate.
    pub about: String,
    /// A question to ask, empty when there is none.
    pub ask: String,
    /// Tables of a host, numbered over the whole room from 1; empty for an associate.
    pub tables: Vec<u32>,
    /// Code of a [`super::presence::Presence`].
    pub presence: u8,
    /// Since when the presence is so; 0 from the beginning.
    pub since: i64,
    /// When first seen in the room; 0 when never.
    pub seen: i64,
    /// Rounds that went by without them, rising (what [`super::presence::misses`] remembers).
    pub missed: Vec<u32>,
}

/// One round of the plan.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Slot {
    /// Its length in seconds.
    pub seconds: u32,
    /// Seconds between its end and the next round.
    pub gap: u32,
    /// That gap is a break rather than the time to change tables.
    pub pause: bool,
    /// When the plan has it start.
    pub planned: i64,
}

/// Two people at a table in a round, by positions in the lists of the room (from 0).
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Meeting {
    /// Position of the associate.
    pub associate: u32,
    /// Position of the host.
    pub host: u32,
    /// Round, from 0.
    pub round: u32,
    /// Table of that host, numbered over the room from 1.
    pub table: u32,
}

impl Room {
    /// Length of a round as planned, in milliseconds; 0 when there is no such round.
    pub fn length(&self, round: u32) -> i64 {
        self.rounds.get(round as usize).map_or(0, |slot| i64::from(slot.seconds) * 1000)
    }

    /// Milliseconds between the end of a round and the next as planned.
    pub fn gap(&self, round: u32) -> i64 {
        self.rounds.get(round as usize).map_or(0, |slot| i64::from(slot.gap) * 1000)
    }

    /// True when the gap after this round is a break.
    pub fn is_pause(&self, round: u32) -> bool {
        self.rounds.get(round as usize).is_some_and(|slot| slot.pause)
    }

    /// How many rounds there are.
    pub fn round_count(&self) -> u32 {
        u32::try_from(self.rounds.len()).unwrap_or(u32::MAX)
    }

    /// The host who has this table, by position.
    pub fn host_of(&self, table: u32) -> Option<u32> {
        self.hosts.iter().position(|host| host.tables.contains(&table)).and_then(|at| u32::try_from(at).ok())
    }

    /// Everyone who was given a seat: associates and hosts.
    pub fn seats(&self) -> usize {
        self.associates.len() + self.hosts.len()
    }

    /// The room as text, for storage and for the stream.
    pub fn to_text(&self) -> String {
        miniserde::json::to_string(self)
    }

    /// The room of such a text; `None` when it is not one. Does not check it: see [`super::check::check`].
    pub fn of_text(text: &str) -> Option<Room> {
        miniserde::json::from_str(text).ok()
    }
}
