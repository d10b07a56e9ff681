//! The commands between spreadsheets, ballots and instances.

use super::Args;
use super::console::{self, read, write};
use super::run::task;
use crate::matching::ballots::{self, Count, Table};
use crate::matching::format::instance::Instance;
use crate::matching::format::sheet::Sheet;
use crate::matching::format::spread::{self, HOSTS, MISSIONS, PEOPLE, PREFERENCES, Tables};
use crate::matching::format::{self, Task, compile, plan};

fn table(path: &str, known: &[&str], needed: &[&str]) -> Result<Sheet, String> {
    Sheet::read(path, &read(path)?, known, needed).map_err(|refusal| refusal.to_string())
}

fn tables(args: &Args, task: Task, preferences: Option<&str>) -> Result<Tables, String> {
    let (target, places) = if task == Task::Meetings { ("organisation", &HOSTS[..]) } else { ("mission", &MISSIONS[..]) };
    Ok(Tables {
        preferences: preferences.map(|path| table(path, &PREFERENCES, &["associe", target])).transpose()?,
        people: args.text("people").map(|path| table(path, &PEOPLE, &PEOPLE[..1])).transpose()?,
        places: args.text("places").map(|path| table(path, places, &[target, "organisation"])).transpose()?,
    })
}

fn settings(args: &Args, instance: &mut Instance) -> Result<(), String> {
    instance.associate_weight = args.small("weight", 1000)?.unwrap_or(instance.associate_weight);
    instance.meetings_per_associate = args.small("meetings", 1_000_000)?.unwrap_or(instance.meetings_per_associate);
    instance.rounds = args.small("rounds", 1_000_000)?.or(instance.rounds);
    Ok(())
}

/// Writes an instance that passes every check.
fn save(args: &Args, instance: &Instance, source: &str) -> Result<u8, String> {
    let task = if instance.missions.is_empty() { Task::Meetings } else { Task::Attribute };
    compile(instance, task).map_err(|refusal| format!("{source} : {refusal}"))?;
    let text = serde_json::to_string(instance).unwrap_or_default();
    let text = text.replace("],[\"", "],\n[\"").replace("},{\"id\"", "},\n{\"id\"");
    write(args.text("out"), &(text + "\n"))?;
    Ok(0)
}

/// `match import`.
///
/// # Errors
/// One sentence naming file, line and column.
pub fn import(args: &Args) -> Result<u8, String> {
    let task = task(args.word(0))?;
    let tables = tables(args, task, Some(args.word(1)))?;
    let mut instance = spread::instance(&tables, task).map_err(|refusal| refusal.to_string())?;
    settings(args, &mut instance)?;
    save(args, &instance, args.word(1))
}

/// `match ballots`.
///
/// # Errors
/// One sentence naming the place.
pub fn ballots(args: &Args) -> Result<u8, String> {
    let path = args.word(0);
    let bytes = read(path)?;
    if !path.to_ascii_lowercase().ends_with(".csv") {
        let (mut instance, count) = ballots::file::instance(&bytes).map_err(|refusal| format!("{path} : {refusal}"))?;
        settings(args, &mut instance)?;
        tell(&count);
        return save(args, &instance, path);
    }
    let task = task(args.text("task").unwrap_or("meetings"))?;
    let (Some(_), Some(_)) = (args.text("people"), args.text("places")) else {
        return Err("Des bulletins en CSV ont besoin de --people et de --places, pour savoir qui s'est tu.".into());
    };
    let tables = tables(args, task, None)?;
    let mut instance = spread::instance(&tables, task).map_err(|refusal| refusal.to_string())?;
    settings(args, &mut instance)?;
    let votes = ballots::sheet::ballots(path, &bytes).map_err(|refusal| refusal.to_string())?;
    let published = Table::default();
    let count = ballots::file::fill(&mut instance, &votes, [&published, &published]).map_err(|refusal| format!("{path} : {refusal}"))?;
    tell(&count);
    save(args, &instance, path)
}

fn tell(count: &Count) {
    let (people, hosts) = (count.silent_associates.len(), count.silent_hosts.len());
    eprintln!("{} paires acceptables, {} refusées ; {people} associés et {hosts} hôtes sans bulletin (valeur neutre).", count.pairs, count.refused);
    for (who, list) in [("Associés", &count.silent_associates), ("Hôtes", &count.silent_hosts)] {
        if !list.is_empty() {
            eprintln!("{who} sans bulletin : {}.", crate::matching::meetings::names_of(list));
        }
    }
}

/// `match export`.
///
/// # Errors
/// One sentence naming the place.
pub fn export(args: &Args) -> Result<u8, String> {
    let (path, separator) = (args.word(0), args.separator()?);
    let text = if args.words.len() == 2 {
        let problem = console::instance(path)?;
        plan::rows(&console::solution(args.word(1))?, Some(&problem), separator)
    } else {
        let bytes = read(path)?;
        let text = String::from_utf8(bytes).map_err(|_| format!("{path} : le fichier n'est pas en UTF-8."))?;
        let text = text.strip_prefix('\u{feff}').unwrap_or(&text);
        let instance: Instance = serde_json::from_str(text).map_err(|e| format!("{path} : {}", format::words(&e)))?;
        spread::preferences_of(&instance, separator)
    };
    write(args.text("out"), &text)?;
    Ok(0)
}
