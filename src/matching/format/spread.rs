//! Instances and plans as spreadsheets: one row a preference, one row a person, one row a place, one row a meeting.
//!
//! The columns are listed in `README.md`. A table of preferences is enough for meetings: people and hosts are then taken from it in order
//! of appearance, with the usual limits. An attribution also needs its table of missions.

use std::borrow::Cow;
use std::collections::HashSet;

use super::instance::{AssociateRow, AwayRow, Instance, LockRow, MissionRow, Note, OrganisationRow, PairRow};
use super::sheet::{self, Sheet};
use super::{BadInput, Task};

/// Columns of a table of preferences.
pub const PREFERENCES: [&str; 10] =
    ["associe", "organisation", "mission", "satisfaction_associe", "satisfaction_hote", "decision", "periode", "auteur", "motif", "date"];
/// Columns of a table of people.
pub const PEOPLE: [&str; 3] = ["associe", "periodes", "tours_absents"];
/// Columns of a table of hosts.
pub const HOSTS: [&str; 5] = ["organisation", "tables", "min_rencontres", "max_rencontres", "tours_absents"];
/// Columns of a table of missions.
pub const MISSIONS: [&str; 7] = ["mission", "organisation", "places_1", "places_2", "places_total", "minimum_1", "minimum_2"];

/// The tables of one instance; names are used in refusals.
#[derive(Clone, Debug, Default)]
pub struct Tables {
    /// Preferences, if any (ballots bring their own).
    pub preferences: Option<Sheet>,
    /// People.
    pub people: Option<Sheet>,
    /// Hosts, or missions.
    pub places: Option<Sheet>,
}

fn own(text: &str) -> Cow<'static, str> {
    Cow::Owned(text.to_string())
}

/// An instance with nothing in it.
#[must_use]
pub fn empty() -> Instance<'static> {
    Instance {
        version: 1,
        associate_weight: 500,
        meetings_per_associate: 8,
        rounds: None,
        buffer: 0,
        associates: Vec::new(),
        organisations: Vec::new(),
        missions: Vec::new(),
        pairs: Vec::new(),
        forbid: Vec::new(),
        require: Vec::new(),
        away: Vec::new(),
    }
}

/// The instance the tables describe. It still has to pass [`compile`](super::compile).
///
/// # Errors
/// One sentence naming file, line and column.
pub fn instance(tables: &Tables, task: Task) -> Result<Instance<'static>, BadInput> {
    let mut instance = empty();
    people(tables, &mut instance)?;
    places(tables, task, &mut instance)?;
    if let Some(sheet) = &tables.preferences {
        preferences(sheet, task, tables, &mut instance)?;
    }
    Ok(instance)
}

fn people(tables: &Tables, instance: &mut Instance) -> Result<(), BadInput> {
    let Some(sheet) = &tables.people else { return Ok(()) };
    for row in &sheet.rows {
        let id = own(sheet.text(row, "associe")?);
        let periods = sheet.numbers(row, "periodes")?;
        for round in sheet.numbers(row, "tours_absents")? {
            instance.away.push(AwayRow(id.clone(), round));
        }
        instance.associates.push(AssociateRow { id, periods: if periods.is_empty() { vec![1, 2] } else { periods } });
    }
    Ok(())
}

fn places(tables: &Tables, task: Task, instance: &mut Instance) -> Result<(), BadInput> {
    let Some(sheet) = &tables.places else {
        return match task {
            Task::Meetings => Ok(()),
            Task::Attribute => Err(BadInput("Une attribution a besoin du tableau des missions (--places).".into())),
        };
    };
    let mut hosts = HashSet::new();
    for row in &sheet.rows {
        let organisation = own(sheet.text(row, "organisation")?);
        let fresh = hosts.insert(organisation.clone());
        if task == Task::Attribute {
            let places = [sheet.number(row, "places_1")?.unwrap_or(0), sheet.number(row, "places_2")?.unwrap_or(0)];
            instance.missions.push(MissionRow {
                id: own(sheet.text(row, "mission")?),
                organisation: organisation.clone(),
                capacity: places,
                capacity_total: sheet.number(row, "places_total")?,
                minimum: [sheet.number(row, "minimum_1")?.unwrap_or(0), sheet.number(row, "minimum_2")?.unwrap_or(0)],
            });
            if fresh {
                instance.organisations.push(host(organisation));
            }
            continue;
        }
        for round in sheet.numbers(row, "tours_absents")? {
            instance.away.push(AwayRow(organisation.clone(), round));
        }
        instance.organisations.push(OrganisationRow {
            tables: sheet.number(row, "tables")?.unwrap_or(1),
            min_meetings: sheet.number(row, "min_rencontres")?.unwrap_or(0),
            max_meetings: sheet.number(row, "max_rencontres")?,
            ..host(organisation)
        });
    }
    Ok(())
}

fn host(id: Cow<'static, str>) -> OrganisationRow<'static> {
    OrganisationRow { id, tables: 1, min_meetings: 0, max_meetings: None }
}

fn preferences(sheet: &Sheet, task: Task, tables: &Tables, instance: &mut Instance) -> Result<(), BadInput> {
    let column = if task == Task::Meetings { "organisation" } else { "mission" };
    let (mut people, mut hosts) = (HashSet::new(), HashSet::new());
    for row in &sheet.rows {
        let (associate, target) = (own(sheet.text(row, "associe")?), own(sheet.text(row, column)?));
        if tables.people.is_none() && people.insert(associate.clone()) {
            instance.associates.push(AssociateRow { id: associate.clone(), periods: vec![1, 2] });
        }
        if tables.places.is_none() && hosts.insert(target.clone()) {
            instance.organisations.push(host(target.clone()));
        }
        let mut worth = [0; 2];
        for (worth, column) in worth.iter_mut().zip(["satisfaction_associe", "satisfaction_hote"]) {
            *worth = sheet.number(row, column)?.ok_or_else(|| sheet.wrong(row, column, "la case est vide"))?;
            if *worth > 1000 {
                return Err(sheet.wrong(row, column, &format!("{worth} dépasse 1000")));
            }
        }
        instance.pairs.push(PairRow(associate.clone(), target.clone(), worth[0], worth[1]));
        let some = |column: &str| Some(sheet.cell(row, column).to_string()).filter(|text| !text.is_empty());
        let note = Note { author: some("auteur"), reason: some("motif"), date: some("date"), period: sheet.number(row, "periode")? };
        let lock = LockRow(associate, target, (note != Note::default()).then_some(note));
        match sheet::plain(sheet.cell(row, "decision")).as_str() {
            "" => {}
            "interdit" => instance.forbid.push(lock),
            "impose" => instance.require.push(lock),
            other => return Err(sheet.wrong(row, "decision", &format!("« {other} » n'est ni imposé, ni interdit"))),
        }
    }
    Ok(())
}

/// The preferences of an instance as a table, with its decisions.
#[must_use]
pub fn preferences_of(instance: &Instance, separator: char) -> String {
    let target = if instance.missions.is_empty() { "organisation" } else { "mission" };
    let header = ["associe", target, "satisfaction_associe", "satisfaction_hote", "decision", "periode", "auteur", "motif", "date"];
    let mut decisions = std::collections::HashMap::new();
    for (word, list) in [("interdit", &instance.forbid), ("imposé", &instance.require)] {
        for LockRow(a, t, note) in list {
            decisions.insert((a.as_ref(), t.as_ref()), (word, note.clone().unwrap_or_default()));
        }
    }
    let rows = instance.pairs.iter().map(|pair| {
        let found = decisions.get(&(pair.0.as_ref(), pair.1.as_ref())).cloned();
        let (word, note) = found.unwrap_or_default();
        let text = |part: Option<String>| part.unwrap_or_default();
        let period = note.period.map(|p| p.to_string());
        let (author, reason, date) = (text(note.author), text(note.reason), text(note.date));
        vec![pair.0.to_string(), pair.1.to_string(), pair.2.to_string(), pair.3.to_string(), word.into(), text(period), author, reason, date]
    });
    sheet::write(separator, &header, rows)
}
