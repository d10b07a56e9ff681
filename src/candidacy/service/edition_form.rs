//! The form of an edition: its facts, its dates, its settings ([`edition_settings`]), and what changed, in words.

use super::edition_settings;
use crate::candidacy::model::changes::Shown;
use crate::candidacy::model::choices::Programme;
use crate::candidacy::model::edition::Edition;
use crate::candidacy::model::settings::{Settings, default_places};
use crate::candidacy::model::words::capital;
use crate::desk::model::{Field, Form};
use crate::desk::service::Fields;
use crate::i18n::candidacy as say;
use crate::kernel::lang::Lang;
use crate::kernel::refusal::Refusal;
use jiff::civil::Date;

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
        .field(day("entretiens", say::INTERVIEWS_DAY, e.interviews_on))
        .field(day("debut", say::STARTS, e.starts))
        .field(Field { keyboard: "numeric".to_owned(), ..Field::new("places", "number", say::PLACES).value(e.places.to_string()).required().half() })
        .field(Field::new("visible", "check", "").options([("oui", say::E_SHOWN)]).value(if shown { "oui" } else { "" }));
    if with_settings {
        form.fields.extend(edition_settings::fields(e.programme, &e.settings));
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
        match edition_settings::read(fields, before.programme, &before.settings) {
            Ok(settings) => e.settings = settings,
            Err(more) => wrong.extend(more),
        }
    }
    wrong.extend(e.check().into_iter().map(on_form));
    if wrong.is_empty() { Ok(e) } else { Err(wrong) }
}

/// A refusal of the edition as its form tells it: a sentence, beside the field that holds what is wrong.
pub fn on_form(r: Refusal) -> Refusal {
    Refusal { field: r.field.map(|f| typed_name(&f)), sentence: capital(&format!("{}.", r.sentence)), ..r }
}

/// What changed from one edition to another, in words: (what, before, after). For the journal.
pub fn changes(before: Shown<'_>, after: Shown<'_>) -> Vec<(&'static str, String, String)> {
    let (was, is) = (facts(before), facts(after));
    let value = |all: &[(&'static str, String)], label: &str| all.iter().find(|(l, _)| *l == label).map_or(String::new(), |(_, v)| v.clone());
    let gone = was.iter().filter(|(label, _)| !is.iter().any(|(l, _)| l == label));
    let labels: Vec<&'static str> = is.iter().chain(gone).map(|(label, _)| *label).collect();
    let all = labels.into_iter().map(|label| (label, value(&was, label), value(&is, label)));
    all.filter(|(_, was, is)| was != is).collect()
}

fn facts((e, shown): Shown<'_>) -> Vec<(&'static str, String)> {
    let day = |d: Option<Date>| d.map_or(String::new(), |d| d.to_string());
    let mut out = vec![
        (say::E_TITLE, e.title.clone()),
        (say::E_COHORT, e.cohort.clone()),
        (say::E_SLUG, e.slug.clone()),
        (say::CITY, e.city.clone()),
        (say::E_OPENS, e.opens.to_string()),
        (say::E_LAST, day(e.last_day)),
        (say::E_SHORTLIST, day(e.shortlist_on)),
        (say::INTERVIEWS_DAY, day(e.interviews_on)),
        (say::STARTS, day(e.starts)),
        (say::PLACES, e.places.to_string()),
        (say::E_SHOWN, if shown { "oui" } else { "non" }.to_owned()),
    ];
    out.extend(edition_settings::facts(e.programme, &e.settings));
    out
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
        "shown" => "visible".to_owned(),
        "rules" => edition_settings::name("experience"),
        other => edition_settings::name(other),
    }
}
