//! Does the morning fit: how many rounds so many people, hosts and tables need, said before anyone is invited (rules D4, Q6).

use super::settings::{ROUNDS_MOST, Settings};
use crate::i18n::campaign_rules as say;

/// Nobody counts more people than this.
const PEOPLE_MOST: u32 = 100_000;

/// What a morning needs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Feasibility {
    /// Hosts each associate meets: what is set, or all of them when there are fewer (rule Q6).
    pub each: u32,
    /// Tables in use at once.
    pub tables: u32,
    /// Fewest rounds in which everybody meets as many hosts, refusals aside.
    pub rounds_needed: u32,
    /// Rounds of the morning, spare ones included.
    pub rounds: u32,
    /// When the last round ends, in epoch milliseconds; None while the day is not set.
    pub ends_at: Option<i64>,
    /// False when the room or the rounds that are set cannot hold it.
    pub fits: bool,
    /// What to know, one fact a sentence; the first is the short answer: "30 associé.e.s, 18 tables : 14 manches".
    pub words: Vec<String>,
}

/// Fewest rounds for `associates` people who meet `each` of the hosts, which hold so many tables.
///
/// A morning of `r` rounds holds it when `r ≥ each` and the hosts have room for all meetings, each for at most `r` times its tables and at
/// most once everybody; then a choice exists (Gale and Ryser) and so does its timetable (König).
fn needed(associates: u32, each: u32, hosts_tables: &[u32]) -> u32 {
    let all = u64::from(associates) * u64::from(each);
    let room = |rounds: u32| -> u64 { hosts_tables.iter().map(|t| u64::from(rounds.saturating_mul(*t).min(associates))).sum() };
    (each..=associates.max(each)).find(|rounds| room(*rounds) >= all).unwrap_or(associates)
}

/// What a morning of so many associates needs; `hosts_tables` holds how many tables each host keeps at once.
pub fn feasibility(associates: usize, hosts_tables: &[u32], settings: &Settings) -> Feasibility {
    let people = u32::try_from(associates).unwrap_or(PEOPLE_MOST).min(PEOPLE_MOST);
    let hosts_tables: Vec<u32> = hosts_tables.iter().copied().filter(|t| *t > 0).collect();
    let hosts = hosts_tables.len() as u32;
    let tables: u32 = hosts_tables.iter().sum();
    let each = u32::from(settings.meetings).min(hosts);
    let rounds_needed = if people == 0 { 0 } else { needed(people, each, &hosts_tables) };
    let buffer = u32::from(settings.buffer);
    let rounds = settings.rounds.map_or(rounds_needed + buffer, u32::from);
    let ends_at = settings.timetable(rounds).last().map(|slot| slot.ends);
    let (short, crowded) = (rounds.saturating_sub(buffer) < rounds_needed, tables > u32::from(settings.tables));
    let long = rounds > u32::from(ROUNDS_MOST);
    let mut words = vec![say::needs(people, tables, rounds_needed)];
    if people == 0 || hosts == 0 {
        words.push(say::NOBODY_YET.to_owned());
    } else {
        words.push(say::meets_each(each, people * each));
    }
    if hosts > 0 && hosts < u32::from(settings.meetings) {
        words.push(say::fewer_hosts(hosts));
    }
    if crowded {
        words.push(say::too_many_tables(tables, u32::from(settings.tables)));
    }
    if short {
        words.push(say::too_few_rounds(rounds, buffer, rounds_needed));
    }
    if long {
        words.push(say::too_many_rounds(u32::from(ROUNDS_MOST)));
    }
    words.extend(ends_at.filter(|_| people > 0 && hosts > 0 && !long).map(say::ends_at));
    let fits = people > 0 && hosts > 0 && !short && !crowded && !long;
    Feasibility { each, tables, rounds_needed, rounds, ends_at, fits, words }
}

#[cfg(test)]
#[path = "feasibility_tests.rs"]
mod tests;
