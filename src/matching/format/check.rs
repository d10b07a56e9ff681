//! From the file's text to a [`Problem`], or one sentence that names the place.

use std::collections::HashMap;

use super::instance::{Instance, LockRow, MissionRow};
use crate::matching::problem::{Lock, Mission, Organisation, Problem};

/// A refusal: one French sentence naming the place in the file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BadInput(pub String);

impl std::fmt::Display for BadInput {
    fn fmt(&self, f: &mut std::fmt::Formatter) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

/// Which engine the file is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Task {
    /// Stage 1.
    Meetings,
    /// Stage 2.
    Attribute,
}

/// Most people, places or rounds accepted in one file.
pub const MOST: usize = 1_000_000;
type Names<'a> = HashMap<&'a str, u32>;

fn refuse<T>(text: String) -> Result<T, BadInput> {
    Err(BadInput(text))
}

/// Reads and checks an instance.
///
/// # Errors
/// One sentence for the first thing that is wrong: not JSON, unknown or missing field, duplicate or unknown id,
/// number out of range, contradictory locks.
pub fn problem(text: &[u8], task: Task) -> Result<Problem, BadInput> {
    let bytes = text;
    let Ok(text) = std::str::from_utf8(bytes) else {
        return refuse("Le fichier n'est pas en UTF-8.".into());
    };
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let instance: Instance =
        serde_json::from_str(text).map_err(|e| BadInput(format!("Le fichier d'instance est illisible : {}", super::words(&e))))?;
    let mut problem = compile(&instance, task)?;
    problem.input_hash = super::hash(bytes);
    Ok(problem)
}

/// Checks an instance already parsed. Same refusals as [`problem`]; the input hash is left empty.
///
/// # Errors
/// As [`problem`].
pub fn compile(instance: &Instance, task: Task) -> Result<Problem, BadInput> {
    settings(instance)?;
    let associates = names("associates", instance.associates.iter().map(|a| a.id.as_ref()))?;
    let organisations = names("organisations", instance.organisations.iter().map(|o| o.id.as_ref()))?;
    let missions = names("missions", instance.missions.iter().map(|m| m.id.as_ref()))?;
    if task == Task::Meetings && !instance.missions.is_empty() {
        return refuse("missions : à laisser vide pour les rencontres.".into());
    }
    let mut problem = Problem {
        associate_weight: instance.associate_weight,
        meetings: instance.meetings_per_associate,
        rounds: instance.rounds,
        buffer: instance.buffer,
        associates: instance.associates.iter().map(|a| a.id.to_string()).collect(),
        ..Problem::default()
    };
    for (at, row) in instance.associates.iter().enumerate() {
        let mut periods = [false; 2];
        for &period in &row.periods {
            let Some(seat) = (period as usize).checked_sub(1).and_then(|p| periods.get_mut(p)) else {
                return refuse(format!("associates[{at}].periods : {period} n'est ni 1 ni 2."));
            };
            if std::mem::replace(seat, true) {
                return refuse(format!("associates[{at}].periods : {period} est répété."));
            }
        }
        problem.periods.push(periods);
    }
    for (at, row) in instance.organisations.iter().enumerate() {
        if row.tables > MOST as u32 || row.max_meetings.is_some_and(|max| max < row.min_meetings) {
            return refuse(format!("organisations[{at}] : « {} » a un minimum au-dessus de son maximum, ou trop de tables.", row.id));
        }
        problem.organisations.push(Organisation { id: row.id.to_string(), tables: row.tables, min: row.min_meetings, max: row.max_meetings });
    }
    for (at, row) in instance.missions.iter().enumerate() {
        problem.missions.push(mission(at, row, &organisations)?);
    }
    let targets = if task == Task::Meetings { &organisations } else { &missions };
    pairs(&mut problem, instance, &associates, targets)?;
    locks(&mut problem, instance, &associates, targets, &organisations)?;
    away(&mut problem, instance, &associates, &organisations)?;
    Ok(problem)
}

fn settings(instance: &Instance) -> Result<(), BadInput> {
    if instance.version != 1 {
        return refuse(format!("version : {} n'est pas connue, on attend 1.", instance.version));
    }
    if instance.associate_weight > 1000 {
        return refuse(format!("associate_weight : {} dépasse 1000.", instance.associate_weight));
    }
    if instance.meetings_per_associate as usize > MOST {
        return refuse("meetings_per_associate : nombre trop grand.".into());
    }
    match instance.rounds {
        Some(rounds) if rounds as usize > MOST => refuse("rounds : nombre trop grand.".into()),
        Some(rounds) if rounds < instance.buffer => refuse(format!("buffer : {} tours de réserve pour {rounds} tours.", instance.buffer)),
        _ if instance.buffer > 1000 => refuse("buffer : nombre trop grand.".into()),
        _ => Ok(()),
    }
}

fn names<'a>(list: &str, ids: impl Iterator<Item = &'a str>) -> Result<Names<'a>, BadInput> {
    let mut names = HashMap::new();
    for (at, id) in ids.enumerate() {
        if id.is_empty() {
            return refuse(format!("{list}[{at}] : identifiant vide."));
        }
        if at >= MOST {
            return refuse(format!("{list} : plus de {MOST} lignes."));
        }
        if let Some(before) = names.insert(id, at as u32) {
            return refuse(format!("{list}[{at}] : « {id} » existe déjà en position {before}."));
        }
    }
    Ok(names)
}

fn mission(at: usize, row: &MissionRow, organisations: &Names) -> Result<Mission, BadInput> {
    let Some(&organisation) = organisations.get(row.organisation.as_ref()) else {
        return refuse(format!("missions[{at}] : organisation « {} » inconnue.", row.organisation));
    };
    if row.capacity.iter().any(|&c| c as usize > MOST) {
        return refuse(format!("missions[{at}].capacity : nombre trop grand."));
    }
    let sum = row.capacity[0] + row.capacity[1];
    let total = row.capacity_total.unwrap_or(sum).min(sum);
    let short = (0..2).any(|p| row.minimum[p] > row.capacity[p]);
    if short || row.minimum[0] + row.minimum[1] > total {
        return refuse(format!("missions[{at}] : « {} » a un minimum au-dessus de sa capacité.", row.id));
    }
    Ok(Mission { id: row.id.to_string(), organisation, capacity: row.capacity, total, minimum: row.minimum })
}

fn pairs(problem: &mut Problem, instance: &Instance, associates: &Names, targets: &Names) -> Result<(), BadInput> {
    let mut rows: Vec<(u32, u32, u32, u16, u16, u32)> = Vec::with_capacity(instance.pairs.len());
    for (at, pair) in instance.pairs.iter().enumerate() {
        let Some(&associate) = associates.get(pair.0.as_ref()) else {
            return refuse(format!("pairs[{at}] : associé « {} » inconnu.", pair.0));
        };
        let Some(&target) = targets.get(pair.1.as_ref()) else {
            return refuse(format!("pairs[{at}] : cible « {} » inconnue.", pair.1));
        };
        if pair.2 > 1000 || pair.3 > 1000 {
            return refuse(format!("pairs[{at}] : satisfaction {} hors de 0–1000.", pair.2.max(pair.3)));
        }
        rows.push((associate, problem.organisation_of(target), target, pair.2 as u16, pair.3 as u16, at as u32));
    }
    rows.sort_unstable();
    if let Some(twice) = rows.windows(2).find(|two| (two[0].0, two[0].2) == (two[1].0, two[1].2)) {
        let (at, before) = (twice[0].5.max(twice[1].5), twice[0].5.min(twice[1].5));
        return refuse(format!("pairs[{at}] : cette paire existe déjà en position {before}."));
    }
    problem.first = vec![0; problem.associates.len() + 1];
    for row in &rows {
        problem.first[row.0 as usize + 1] += 1;
    }
    for associate in 0..problem.associates.len() {
        problem.first[associate + 1] += problem.first[associate];
    }
    problem.target = rows.iter().map(|r| r.2).collect();
    problem.own = rows.iter().map(|r| r.3).collect();
    problem.host = rows.iter().map(|r| r.4).collect();
    problem.lock = vec![Lock::Free; rows.len()];
    Ok(())
}

fn locks(problem: &mut Problem, instance: &Instance, associates: &Names, targets: &Names, organisations: &Names) -> Result<(), BadInput> {
    for (list, rows) in [("forbid", &instance.forbid), ("require", &instance.require)] {
        for (at, row) in rows.iter().enumerate() {
            lock(problem, list, at, row, associates, targets, organisations)?;
        }
    }
    Ok(())
}

fn lock(
    problem: &mut Problem,
    list: &str,
    at: usize,
    row: &LockRow,
    associates: &Names,
    targets: &Names,
    organisations: &Names,
) -> Result<(), BadInput> {
    let LockRow(name, target, note) = row;
    let Some(&associate) = associates.get(name.as_ref()) else {
        return refuse(format!("{list}[{at}] : associé « {name} » inconnu."));
    };
    let note = note.clone().unwrap_or_default();
    let require = list == "require";
    let wanted = match (require, note.period) {
        (false, None) => Lock::Forbidden,
        (true, None) => Lock::Required,
        (true, Some(period @ 1..=2)) if !problem.missions.is_empty() => Lock::RequiredIn(period as u8 - 1),
        (_, Some(period)) => return refuse(format!("{list}[{at}] : période {period} impossible ici.")),
    };
    let pairs: Vec<usize> = if let Some(&target) = targets.get(target.as_ref()) {
        problem.find(associate as usize, target).into_iter().collect()
    } else if let Some(&host) = organisations.get(target.as_ref()) {
        let of_host = |&pair: &usize| problem.organisation_of(problem.target[pair]) == host;
        problem.pairs_of(associate as usize).filter(of_host).collect()
    } else {
        return refuse(format!("{list}[{at}] : cible « {target} » inconnue."));
    };
    if require && pairs.is_empty() {
        return refuse(format!("{list}[{at}] : « {name} » et « {target} » ne forment pas une paire acceptable."));
    }
    if require && pairs.len() > 1 {
        return refuse(format!("{list}[{at}] : « {target} » a plusieurs missions, nommez-en une."));
    }
    for pair in pairs {
        let now = problem.lock[pair];
        if now != Lock::Free && (now == Lock::Forbidden) != (wanted == Lock::Forbidden) {
            return refuse(format!("{list}[{at}] : « {name} » – « {target} » est à la fois imposé et interdit."));
        }
        if let (Lock::RequiredIn(one), Lock::RequiredIn(other)) = (now, wanted)
            && one != other
        {
            return refuse(format!("{list}[{at}] : « {name} » – « {target} » est imposé dans les deux périodes."));
        }
        if now == Lock::Free || now == Lock::Required {
            problem.lock[pair] = wanted;
        }
    }
    problem.notes.push((require, associate, target.to_string(), note));
    Ok(())
}

fn away(problem: &mut Problem, instance: &Instance, associates: &Names, organisations: &Names) -> Result<(), BadInput> {
    for (at, row) in instance.away.iter().enumerate() {
        let Some(round) = row.1.checked_sub(1).filter(|&round| (round as usize) < MOST) else {
            return refuse(format!("away[{at}] : les tours se comptent à partir de 1."));
        };
        match (associates.get(row.0.as_ref()), organisations.get(row.0.as_ref())) {
            (Some(&a), None) => problem.associate_away.push((a, round)),
            (None, Some(&o)) => problem.host_away.push((o, round)),
            (Some(_), Some(_)) => return refuse(format!("away[{at}] : « {} » désigne deux lignes.", row.0)),
            (None, None) => return refuse(format!("away[{at}] : « {} » inconnu.", row.0)),
        }
    }
    problem.associate_away.sort_unstable();
    problem.associate_away.dedup();
    problem.host_away.sort_unstable();
    problem.host_away.dedup();
    Ok(())
}
