//! Plans as spreadsheets: one row a meeting, or one row a placement.

use super::BadInput;
use super::sheet::{self, Sheet};
use super::solution::{Policy, Solution, Status};
use crate::matching::problem::Problem;
use crate::matching::solve::blank;

/// Columns of a plan of meetings.
pub const MEETINGS: [&str; 4] = ["associe", "organisation", "tour", "table"];
/// Columns of an attribution.
pub const PLACEMENTS: [&str; 4] = ["associe", "periode", "mission", "organisation"];

/// Rows of a plan of meetings.
#[must_use]
pub fn meetings(rows: &[(String, String, u32, u32)], separator: char) -> String {
    let cells = rows.iter().map(|(a, o, round, table)| vec![a.clone(), o.clone(), round.to_string(), table.to_string()]);
    sheet::write(separator, &MEETINGS, cells)
}

/// The solution's rows; the organisation of each mission is told when the instance is at hand.
#[must_use]
pub fn rows(solution: &Solution, problem: Option<&Problem>, separator: char) -> String {
    if solution.assignment.is_empty() {
        return meetings(&solution.meetings, separator);
    }
    let host = |mission: &str| {
        let row = problem.and_then(|p| p.missions.iter().find(|m| m.id == mission).map(|m| &p.organisations[m.organisation as usize].id));
        row.cloned().unwrap_or_default()
    };
    let cells = solution.assignment.iter().map(|(a, period, m)| vec![a.clone(), period.to_string(), m.clone(), host(m)]);
    sheet::write(separator, &PLACEMENTS, cells)
}

/// A plan from a table, with nothing claimed about it but its rows.
///
/// # Errors
/// One sentence naming file, line and column.
pub fn read(name: &str, bytes: &[u8], problem: &Problem) -> Result<Solution, BadInput> {
    let mut solution = blank(problem, Policy::Total, 0);
    solution.status = Status::Feasible;
    let meetings = problem.missions.is_empty();
    let (known, needed) = if meetings { (MEETINGS, &MEETINGS[..]) } else { (PLACEMENTS, &PLACEMENTS[..3]) };
    let sheet = Sheet::read(name, bytes, &known, needed)?;
    for row in &sheet.rows {
        let number = |column: &str| sheet.number(row, column)?.ok_or_else(|| sheet.wrong(row, column, "la case est vide"));
        let associate = sheet.text(row, "associe")?.to_string();
        if meetings {
            solution.meetings.push((associate, sheet.text(row, "organisation")?.into(), number("tour")?, number("table")?));
        } else {
            solution.assignment.push((associate, number("periode")?, sheet.text(row, "mission")?.into()));
        }
    }
    if meetings {
        let last = solution.meetings.iter().map(|m| m.2).max().unwrap_or(0);
        solution.rounds = Some(problem.rounds.unwrap_or(last + problem.buffer).max(last));
    }
    Ok(solution)
}
