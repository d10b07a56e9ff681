//! Whether a room is sound. The server asks before a room opens; the tests ask after every operation.

use std::collections::HashSet;

use super::clock::{OVER, RUNNING, WAITING};
use super::plan::{Fault, faults};
use super::presence::Presence;
use super::room::{Guest, Room};
use crate::i18n::live_rules as say;

/// Most rounds of a morning.
pub const ROUNDS: usize = 60;
/// Most people, both sides together.
pub const PEOPLE: usize = 500;
/// The highest number a table may have: ten tables for each of as many hosts as there may be people.
pub const TABLE_LAST: u32 = 5000;
/// Longest round and longest gap in seconds.
pub const SECONDS: u32 = 4 * 3600;

/// What is wrong, in French; empty when sound.
pub fn check(room: &Room) -> Vec<String> {
    let mut wrong = Vec::new();
    rounds(room, &mut wrong);
    wrong.extend(guests(room).iter().map(Fault::sentence));
    // What was broken when is not known here: every round counts as begun.
    let mut plan = faults(room, &room.meetings, u32::MAX);
    plan.sort();
    plan.dedup();
    wrong.extend(plan.iter().map(Fault::sentence));
    if !clock_holds(room) {
        wrong.push(say::CHECK_CLOCK.to_owned());
    }
    wrong
}

fn rounds(room: &Room, wrong: &mut Vec<String>) {
    if room.rounds.is_empty() || room.rounds.len() > ROUNDS {
        wrong.push(say::CHECK_ROUNDS.to_owned());
    }
    if room.rounds.iter().any(|slot| slot.seconds == 0 || slot.seconds > SECONDS || slot.gap > SECONDS) {
        wrong.push(say::CHECK_LENGTHS.to_owned());
    }
    let follows = |a: i64, seconds: u32, b: i64| b >= a.saturating_add(i64::from(seconds) * 1000);
    if room.rounds.windows(2).any(|two| !follows(two[0].planned, two[0].seconds, two[1].planned)) {
        wrong.push(say::CHECK_HOURS.to_owned());
    }
    if room.offset.unsigned_abs() > 14 * 60 {
        wrong.push(say::CHECK_OFFSET.to_owned());
    }
}

/// What is wrong with people and tables.
pub(super) fn guests(room: &Room) -> Vec<Fault> {
    let mut found = Vec::new();
    let distinct = |side: &[Guest]| side.iter().map(|guest| guest.id).collect::<HashSet<_>>().len() == side.len();
    let odd = |guest: &Guest| guest.short.trim().is_empty() || usize::from(guest.presence) >= Presence::ALL.len();
    let all = || room.associates.iter().chain(&room.hosts);
    if room.seats() > PEOPLE || !distinct(&room.associates) || !distinct(&room.hosts) || all().any(odd) {
        found.push(Fault::People);
    }
    let mut tables = HashSet::new();
    found.extend(all().flat_map(|guest| &guest.tables).filter(|t| !tables.insert(**t) || !(1..=TABLE_LAST).contains(*t)).map(|t| Fault::Unknown(*t)));
    found.extend(room.associates.iter().flat_map(|guest| &guest.tables).map(|t| Fault::Unknown(*t)));
    found.extend(room.broken.iter().filter(|t| !tables.contains(t)).map(|t| Fault::Unknown(*t)));
    found
}

/// The past ascends, the anchor follows it, and nothing left is negative.
fn clock_holds(room: &Room) -> bool {
    let clock = &room.clock;
    let past: Vec<i64> = clock.starts.iter().zip(&clock.ends).flat_map(|(start, end)| [*start, *end]).collect();
    let counts = clock.starts.len() == clock.round as usize && clock.ends.len() == clock.starts.len() && clock.round <= room.round_count();
    let rises = past.windows(2).all(|two| two[0] <= two[1]);
    let last = past.last().copied().unwrap_or(i64::MIN);
    let anchored = match clock.state {
        WAITING => clock.round == 0 && room.last >= 0,
        RUNNING => clock.round < room.round_count() && clock.since >= last && clock.until >= clock.since,
        OVER if clock.round == room.round_count() => !clock.inside,
        _ => clock.state <= OVER && clock.round < room.round_count() && (!clock.inside || (clock.since >= last && clock.since <= clock.stopped)),
    };
    counts && rises && anchored && clock.left >= 0
}
