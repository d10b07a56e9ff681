//! What makes a plan of meetings hold, and what a new plan changes. Used when a room is made and at each repair.

use std::collections::{HashMap, HashSet};

use super::room::{Meeting, Room};
use crate::i18n::live_rules as say;

/// Why a plan does not hold. Rounds are numbered from 1 here, as people read them.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Fault {
    /// A meeting names a person or a round that is not there.
    Range,
    /// An associate (short name) is twice in a round.
    Twice(String, u32),
    /// A table is taken twice in a round.
    Table(u32, u32),
    /// Two people (short names) meet twice.
    Pair(String, String),
    /// A table is not one of its host's (short name).
    NotTheirs(u32, String),
    /// A round to come uses a broken table.
    Broken(u32),
    /// A table that nobody has, or two hosts have.
    Unknown(u32),
    /// Too many people, or two with one number, or a nameless one.
    People,
}

impl Fault {
    /// One French sentence.
    pub fn sentence(&self) -> String {
        match self {
            Fault::Range => say::PLAN_RANGE.to_owned(),
            Fault::Twice(who, round) => say::plan_twice(who, *round),
            Fault::Table(table, round) => say::plan_table(*table, *round),
            Fault::Pair(associate, host) => say::plan_pair(associate, host),
            Fault::NotTheirs(table, host) => say::plan_not_theirs(*table, host),
            Fault::Broken(table) => say::plan_broken(*table),
            Fault::Unknown(table) => say::plan_unknown(*table),
            Fault::People => say::PLAN_PEOPLE.to_owned(),
        }
    }
}

/// Everything wrong with these meetings in this room; rounds before `played` may use tables broken since.
pub fn faults(room: &Room, meetings: &[Meeting], played: u32) -> Vec<Fault> {
    let mut found = Vec::new();
    let (mut people, mut tables, mut pairs) = (HashSet::new(), HashSet::new(), HashSet::new());
    for m in meetings {
        let (Some(associate), Some(host)) = (room.associates.get(m.associate as usize), room.hosts.get(m.host as usize)) else {
            found.push(Fault::Range);
            continue;
        };
        if m.round >= room.round_count() {
            found.push(Fault::Range);
            continue;
        }
        if !people.insert((m.associate, m.round)) {
            found.push(Fault::Twice(associate.short.clone(), m.round + 1));
        }
        if !tables.insert((m.table, m.round)) {
            found.push(Fault::Table(m.table, m.round + 1));
        }
        if !pairs.insert((m.associate, m.host)) {
            found.push(Fault::Pair(associate.short.clone(), host.short.clone()));
        }
        if !host.tables.contains(&m.table) {
            found.push(Fault::NotTheirs(m.table, host.short.clone()));
        }
        if m.round >= played && room.broken.contains(&m.table) {
            found.push(Fault::Broken(m.table));
        }
    }
    found
}

/// The first round from 1 whose meetings a new plan changes though it began.
pub(super) fn frozen(room: &Room, meetings: &[Meeting], played: u32) -> Option<u32> {
    let past = |all: &[Meeting]| {
        let mut past: Vec<Meeting> = all.iter().filter(|m| m.round < played).cloned().collect();
        past.sort();
        past
    };
    let (old, new) = (past(&room.meetings), past(meetings));
    let differ = |one: &[Meeting], other: &[Meeting]| one.iter().filter(|m| other.binary_search(m).is_err()).map(|m| m.round).min();
    if old == new {
        return None;
    }
    // Equal as sets and not as lists: a meeting is there twice, in the earliest round at worst.
    [differ(&old, &new), differ(&new, &old)].into_iter().flatten().min().or(Some(0)).map(|round| round + 1)
}

/// An associate whose round changes.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Move {
    /// Position of the associate.
    pub associate: u32,
    /// Round, from 0.
    pub round: u32,
    /// Table left; none when the round was free.
    pub from: Option<u32>,
    /// Table taken; none when the round becomes free.
    pub to: Option<u32>,
}

/// What a new plan changes, by associate then round. The console letters them A, B, C in this order.
pub fn moves(room: &Room, meetings: &[Meeting]) -> Vec<Move> {
    let seats = |all: &[Meeting]| all.iter().map(|m| ((m.associate, m.round), (m.host, m.table))).collect::<HashMap<_, _>>();
    let (old, new) = (seats(&room.meetings), seats(meetings));
    let mut keys: Vec<&(u32, u32)> = old.keys().chain(new.keys()).collect();
    keys.sort_unstable();
    keys.dedup();
    let changed = keys.into_iter().filter(|key| old.get(key) != new.get(key));
    let table = |seat: Option<&(u32, u32)>| seat.map(|(_, table)| *table);
    changed.map(|key| Move { associate: key.0, round: key.1, from: table(old.get(key)), to: table(new.get(key)) }).collect()
}
