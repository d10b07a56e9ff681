//! The figures of an attribution for the team: ranks, pairs that would rather have each other, seats left, who goes where, and what
//! changes from one draft to another.

use super::chart;
use super::drafts::Draft;
use super::engine::read_problem;
use super::stage::Bench;
use crate::campaign::model::lists::Told;
use crate::campaign::model::outcome::{Cohort, LINES, cohort, people};
use crate::desk::model::{Block, Cell, Row, Table};
use crate::desk::service::No;
use crate::i18n::campaign_decide as say;
use crate::matching::explain::Block as Pair;
use crate::matching::format::solution::Solution;
use crate::matching::problem::Problem;
use crate::store::StoreError;
use std::collections::{BTreeMap, BTreeSet};

/// Pairs told one by one.
const PAIRS: usize = 30;

/// The explanation kept with a run.
///
/// # Errors
/// It does not read.
pub(super) fn explanation(text: &str) -> Result<Told, StoreError> {
    serde_json::from_str(text).map_err(|e| StoreError::Corrupt(format!("an explanation: {e}")))
}

fn table(caption: &str, head: &[&str], rows: Vec<Row>, empty: &str) -> Table {
    Table { caption: caption.to_owned(), head: head.iter().map(|h| (*h).to_owned()).collect(), rows, empty: empty.to_owned() }
}

fn row(cells: impl IntoIterator<Item = Cell>) -> Row {
    Row { cells: cells.into_iter().collect() }
}

/// Everything there is to look at before validating.
pub(super) fn figures(bench: &Bench, draft: &Draft) -> Result<Vec<Block>, No> {
    let (told, problem) = (explanation(&draft.files.explanation)?, read_problem(&draft.files.instance, 2)?);
    let people = people(&problem, &draft.solution, &told);
    let ranks = cohort(&people);
    let worst = people.values().flat_map(|p| &p.placed).filter_map(|p| p.rank.rank()).map(|r| r.at).max();
    let without = people.iter().filter(|(_, outcome)| outcome.placed.is_empty());
    let unplaced: Vec<String> = without.map(|(associate, _)| bench.named(associate)).collect();
    let blocking = told.blocking();
    let mut out = vec![Block::facts(vec![
        (say::F_WORST, worst.map_or_else(|| say::NONE.to_owned(), say::choice)),
        (say::F_BEST_THREE, ranks.words()),
        (say::F_UNPLACED, say::silent(&unplaced.iter().map(String::as_str).collect::<Vec<_>>())),
        (say::F_BLOCKING, say::blocking(blocking.len(), told.envy(&problem))),
    ])];
    out.extend([Block::prose(chart::ranks(&ranks, &[0; LINES])), Block::table(distribution(&ranks))]);
    if !blocking.is_empty() {
        let rows = blocking.iter().take(PAIRS).map(|pair| row([Cell::text(sentence(bench, pair))])).collect();
        out.push(Block::fold(say::BLOCKING, vec![Block::table(table(say::BLOCKING, &[say::BLOCKING_HEAD], rows, ""))]));
    }
    out.push(Block::table(placements(bench, &draft.solution)));
    out.push(Block::fold(say::UNFILLED, vec![Block::table(unfilled(bench, &problem, draft))]));
    Ok(out)
}

/// How many places are a first, second… choice; the lines of places without a number or a list only when there are any.
pub(super) fn distribution(cohort: &Cohort) -> Table {
    let line = |(at, n): (usize, Option<usize>)| Some(row([Cell::text(say::line_of(at)), Cell::look("num", n?.to_string())]));
    table(say::DISTRIBUTION, &say::DISTRIBUTION_HEAD, cohort.lines().into_iter().enumerate().filter_map(line).collect(), "")
}

fn sentence(bench: &Bench, pair: &Pair) -> String {
    say::would_rather(&bench.named(&pair.associate), &bench.named(&pair.target), pair.period, &bench.called(&pair.over))
}

/// Who goes where, by person.
fn placements(bench: &Bench, solution: &Solution) -> Table {
    let mut by: BTreeMap<&str, [Option<&str>; 2]> = BTreeMap::new();
    for (associate, period, mission) in &solution.assignment {
        if let Some(slot) = by.entry(associate).or_default().get_mut(period.saturating_sub(1) as usize) {
            *slot = Some(mission);
        }
    }
    let names = bench.names();
    let cell = |code: Option<&&str>| match code {
        Some(code) => Cell::text(bench.named(code)),
        None => Cell::look("soft", say::NO_MISSION),
    };
    let line = |a: &crate::campaign::store::people::Associate| {
        let code = super::problem::code(&names.associates, a.id).unwrap_or("");
        let held = by.get(code).copied().unwrap_or_default();
        let asked = |p: usize| if a.draft.periods[p] { cell(held[p].as_ref()) } else { Cell::look("soft", say::NOT_ASKED) };
        row([Cell::text(&a.draft.name), asked(0), asked(1)])
    };
    table(say::PLACEMENTS, &say::PLACEMENTS_HEAD, bench.everyone.associates.iter().map(line).collect(), "")
}

/// Seats nobody has, by mission.
fn unfilled(bench: &Bench, problem: &Problem, draft: &Draft) -> Table {
    let mut rows = Vec::new();
    for mission in &problem.missions {
        let used = |period: u32| draft.solution.assignment.iter().filter(|a| a.2 == mission.id && a.1 == period).count() as u32;
        let (one, two) = (used(1), used(2));
        let left = mission.total.saturating_sub(one + two);
        let free = [mission.capacity[0].saturating_sub(one).min(left), mission.capacity[1].saturating_sub(two).min(left)];
        if free != [0, 0] {
            rows.push(row([Cell::text(bench.named(&mission.id)), Cell::look("num", free[0].to_string()), Cell::look("num", free[1].to_string())]));
        }
    }
    table(say::UNFILLED, &say::UNFILLED_HEAD, rows, say::UNFILLED_NONE)
}

/// Who changes from one draft to another.
pub(super) fn difference(bench: &Bench, one: &Draft, other: &Draft) -> Table {
    let seats = |s: &Solution| -> BTreeMap<(String, u32), String> { s.assignment.iter().map(|(a, p, m)| ((a.clone(), *p), m.clone())).collect() };
    let (before, after) = (seats(&one.solution), seats(&other.solution));
    let keys: BTreeSet<&(String, u32)> = before.keys().chain(after.keys()).collect();
    let cell = |code: Option<&String>| code.map_or(Cell::look("soft", say::NO_MISSION), |code| Cell::text(bench.named(code)));
    let changed = keys.into_iter().filter(|key| before.get(*key) != after.get(*key));
    let rows =
        changed.map(|key| row([Cell::text(bench.named(&key.0)), Cell::look("num", key.1.to_string()), cell(before.get(key)), cell(after.get(key))]));
    table(&say::difference(one.run.id, other.run.id), &say::DIFFERENCE_HEAD, rows.collect(), say::DIFFERENCE_NONE)
}
