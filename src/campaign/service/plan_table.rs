//! A plan as tables: rounds by tables for the room, rounds by person for who reads names.

use super::problem;
use super::stage::Bench;
use crate::campaign::model::read::{Meeting, first_tables, meetings};
use crate::desk::model::{Cell, Row, Table};
use crate::i18n::campaign_decide as say;
use crate::kernel::dates::hour;
use crate::kernel::refusal::Refusal;
use crate::matching::format::solution::Solution;
use std::collections::HashMap;

/// The meetings of a plan in the room's own numbers.
fn read(bench: &Bench, solution: &Solution) -> Result<Vec<Meeting>, Refusal> {
    let hosts: Vec<(i64, u32)> = bench.everyone.hosts.iter().map(|h| (h.id, h.draft.tables)).collect();
    meetings(solution, &problem::names(&bench.campaign, &bench.everyone), &hosts)
}

fn rounds(solution: &Solution, all: &[Meeting]) -> u32 {
    all.iter().map(|m| m.round).max().unwrap_or(0).max(solution.rounds.unwrap_or(0))
}

/// "3 · 10:36", the hour when the day is set.
fn headings(bench: &Bench, rounds: u32) -> Vec<String> {
    let times = bench.campaign.settings.timetable(rounds);
    (1..=rounds).map(|r| say::round_at(r, times.get(r as usize - 1).map(|slot| hour(slot.starts)).as_deref())).collect()
}

fn associate(bench: &Bench, id: i64) -> String {
    bench.everyone.associate(id).map_or(say::GONE.to_owned(), |a| a.draft.name.clone())
}

/// A line for each round, a column for each table.
///
/// # Errors
/// The plan names somebody who left.
pub(super) fn by_round(bench: &Bench, solution: &Solution) -> Result<Table, Refusal> {
    let all = read(bench, solution)?;
    let hosts: Vec<(i64, u32)> = bench.everyone.hosts.iter().map(|h| (h.id, h.draft.tables)).collect();
    let mut columns: Vec<(u32, String)> = Vec::new();
    for ((id, first), (_, tables)) in first_tables(&hosts).into_iter().zip(&hosts) {
        let name = bench.everyone.host(id).map_or(say::GONE, |h| h.draft.name.as_str());
        columns.extend((first..first + tables).map(|t| (t, say::table_of(t, name))));
    }
    let at: HashMap<(u32, u32), i64> = all.iter().map(|m| ((m.round, m.table), m.associate)).collect();
    let mut rows = Vec::new();
    for (round, heading) in (1u32..).zip(headings(bench, rounds(solution, &all))) {
        let mut cells = vec![Cell::text(heading)];
        cells.extend(columns.iter().map(|(table, _)| match at.get(&(round, *table)) {
            Some(id) => Cell::text(associate(bench, *id)),
            None => Cell::look("soft", say::FREE),
        }));
        rows.push(Row { cells });
    }
    let head = std::iter::once(say::ROUND.to_owned()).chain(columns.into_iter().map(|c| c.1)).collect();
    Ok(Table { caption: say::BY_ROUND.to_owned(), head, rows, empty: String::new() })
}

/// A line for each associate, a column for each round.
///
/// # Errors
/// The plan names somebody who left.
pub(super) fn by_person(bench: &Bench, solution: &Solution) -> Result<Table, Refusal> {
    let all = read(bench, solution)?;
    let at: HashMap<(i64, u32), &Meeting> = all.iter().map(|m| ((m.associate, m.round), m)).collect();
    let rounds = rounds(solution, &all);
    let row = |id: i64, name: &str| {
        let mut cells = vec![Cell::text(name)];
        cells.extend((1..=rounds).map(|r| match at.get(&(id, r)) {
            Some(m) => Cell::text(say::table_of(m.table, bench.everyone.host(m.host).map_or(say::GONE, |h| h.draft.name.as_str()))),
            None => Cell::look("soft", say::FREE),
        }));
        Row { cells }
    };
    let rows = bench.everyone.associates.iter().map(|a| row(a.id, &a.draft.name)).collect();
    let head = std::iter::once(say::PERSON.to_owned()).chain(headings(bench, rounds)).collect();
    Ok(Table { caption: say::BY_PERSON.to_owned(), head, rows, empty: String::new() })
}
