//! The form of an edition: its facts, and the numbers of section J as settings.

use crate::candidacy::model::choices::Programme;
use crate::candidacy::model::edition::Edition;
use crate::candidacy::model::eligibility::Rule;
use crate::candidacy::model::settings::{Settings, default_places};
use crate::desk::model::{Field, Form};
use crate::desk::service::Fields;
use crate::i18n::candidacy as say;
use crate::kernel::lang::Lang;
use crate::kernel::refusal::Refusal;
use jiff::civil::Date;
use serde_json::{Map, Value};

/// The name a setting has in the form.
fn name(key: &str) -> String {
    format!("r-{key}")
}

/// The settings of a programme that are numbers, with their words: (key, label, value).
pub fn numbers(programme: Programme, settings: &Settings) -> Vec<(String, &'static str, u64)> {
    let object = |s: &Settings| match serde_json::to_value(s) {
        Ok(Value::Object(map)) => map,
        _ => Map::new(),
    };
    let (now, usual) = (object(settings), object(&Settings::of(programme)));
    let number = |map: &Map<String, Value>, key: &str| map.get(key).and_then(Value::as_u64).unwrap_or(0);
    let mut out: Vec<(String, &'static str, u64)> = say::SETTINGS
        .iter()
        .filter(|(key, _)| number(&now, key) > 0 || number(&usual, key) > 0)
        .map(|(key, label)| ((*key).to_owned(), *label, number(&now, key)))
        .collect();
    if let Some(months) = settings.min_experience_months() {
        out.insert(0, ("experience".to_owned(), say::SETTING_EXPERIENCE, months.into()));
    }
    out
}

/// The facts of an edition, and its settings while they may change.
pub fn form(e: &Edition, shown: bool, with_settings: bool) -> Form {
    let day = |name: &str, label: &str, d: Option<Date>| Field::new(name, "date", label).value(d.map_or(String::new(), |d| d.to_string())).half();
    let mut form = Form::new("edition")
        .field(Field::new("titre", "text", say::E_TITLE).value(&e.title).required().max(120).half())
        .field(Field::new("promotion", "text", say::E_COHORT).value(&e.cohort).required().max(120).half())
        .field(Field::new("adresse", "text", say::E_SLUG).value(&e.slug).hint(say::E_SLUG_HINT).required().max(60).half())
        .field(Field::new("ville", "text", say::CITY).value(&e.city).required().max(120).half())
        .field(day("ouverture", say::E_OPENS, Some(e.opens)).required())
        .field(day("cloture", say::E_LAST, e.last_day).hint(say::E_LAST_HINT))
        .field(day("etude", say::E_SHORTLIST, e.shortlist_on))
        .field(day("entretiens", say::INTERVIEWS, e.interviews_on))
        .field(day("debut", say::STARTS, e.starts))
        .field(Field { keyboard: "numeric".to_owned(), ..Field::new("places", "number", say::PLACES).value(e.places.to_string()).required().half() })
        .field(Field::new("visible", "check", "").options([("oui", say::E_SHOWN)]).value(if shown { "oui" } else { "" }));
    if with_settings {
        form = form.field(Field::title(say::E_SETTINGS));
        for (key, label, value) in numbers(e.programme, &e.settings) {
            let field = Field::new(&name(&key), "number", label).value(value.to_string()).half();
            form = form.field(Field { keyboard: "numeric".to_owned(), ..field });
        }
    }
    form.button("enregistrer", say::SAVE)
}

/// A new edition of a programme, as it is before anything is said of it.
pub fn fresh(programme: Programme, today: Date) -> Edition {
    Edition {
        programme,
        slug: String::new(),
        title: programme.label(Lang::Fr).to_owned(),
        cohort: String::new(),
        city: String::new(),
        opens: today,
        last_day: None,
        starts: None,
        places: default_places(programme),
        shortlist_on: None,
        interviews_on: None,
        settings: Settings::of(programme),
    }
}

/// What was typed, over what was there. Every mistake is named by the field of the form.
pub fn read(fields: &Fields, before: &Edition, with_settings: bool) -> Result<Edition, Vec<Refusal>> {
    let mut wrong = Vec::new();
    let mut day = |name: &str| match fields.get(name) {
        "" => None,
        text => match text.parse::<Date>() {
            Ok(d) => Some(d),
            Err(_) => {
                wrong.push(Refusal::invalid(name, say::E_DAY_WRONG));
                None
            }
        },
    };
    let opens = day("ouverture").unwrap_or(before.opens);
    let (last_day, starts) = (day("cloture"), day("debut"));
    let (shortlist_on, interviews_on) = (day("etude"), day("entretiens"));
    let mut e = Edition {
        programme: before.programme,
        slug: fields.get("adresse").to_owned(),
        title: fields.get("titre").to_owned(),
        cohort: fields.get("promotion").to_owned(),
        city: fields.get("ville").to_owned(),
        opens,
        last_day,
        starts,
        places: fields.get("places").parse().unwrap_or(0),
        shortlist_on,
        interviews_on,
        settings: before.settings.clone(),
    };
    if with_settings {
        match settings(fields, before) {
            Ok(settings) => e.settings = settings,
            Err(more) => wrong.extend(more),
        }
    }
    let typed = |r: Refusal| Refusal { field: r.field.map(|f| typed_name(&f)), ..r };
    wrong.extend(e.check().into_iter().map(typed));
    if wrong.is_empty() { Ok(e) } else { Err(wrong) }
}

fn settings(fields: &Fields, before: &Edition) -> Result<Settings, Vec<Refusal>> {
    let mut wrong = Vec::new();
    let Ok(Value::Object(mut all)) = serde_json::to_value(&before.settings) else { return Ok(before.settings.clone()) };
    let mut months = None;
    for (key, ..) in numbers(before.programme, &before.settings) {
        let field = name(&key);
        if !fields.has(&field) {
            continue;
        }
        match fields.get(&field).parse::<u32>() {
            Ok(n) if key == "experience" => months = u16::try_from(n).ok(),
            Ok(n) => drop(all.insert(key, Value::from(n))),
            Err(_) => wrong.push(Refusal::invalid(&field, say::E_NUMBER_WRONG)),
        }
    }
    if !wrong.is_empty() {
        return Err(wrong);
    }
    let mut out = Settings::over_defaults(before.programme, all).map_err(|r| vec![r])?;
    for rule in &mut out.rules {
        if let (Rule::Experience { min_months }, Some(n)) = (rule, months) {
            *min_months = n;
        }
    }
    Ok(out)
}

/// The field of the form that holds a field of the edition.
fn typed_name(field: &str) -> String {
    match field {
        "slug" => "adresse".to_owned(),
        "title" => "titre".to_owned(),
        "cohort" => "promotion".to_owned(),
        "city" => "ville".to_owned(),
        "opens" => "ouverture".to_owned(),
        "last_day" => "cloture".to_owned(),
        "starts" => "debut".to_owned(),
        "shortlist_on" => "etude".to_owned(),
        "interviews_on" => "entretiens".to_owned(),
        "places" => "places".to_owned(),
        other => name(other),
    }
}
