//! schema.org JobPosting in JSON-LD: one object, an array, an `@graph`, or one object a line.
//!
//! `employmentType` FULL_TIME and PART_TIME speak of rhythm, not of contract: the contract then has to be in the title or
//! the description, or the row is refused. `validThrough` is an instant: midnight closes the day before (rule Q17).

use super::drafts::each;
use super::foreign::{Foreign, in_country, note, place, remote};
use super::json::{at, list, node, number, text, yes};
use super::rows::{Rows, Trouble};
use super::scan::{Item, Scanner};
use super::{Parsed, day, french, pay, vocabulary};
use crate::jobs::model::draft::{Condition, Start};
use crate::jobs::model::pay::Pay;
use crate::jobs::model::{Contract, Remote, Sector};
use crate::kernel::dates::FuzzyDay;
use crate::kernel::lang::Lang;
use crate::kernel::refusal::Refusal;
use serde_json::Value;
use std::collections::HashMap;

/// Most nodes of an `@graph` whose names are remembered for references by `@id`.
const NAMED_MAX: usize = 20_000;

/// Reads a file of job postings.
pub fn read(source_text: &str, source: &str) -> Result<Parsed, Refusal> {
    let mut scan = Scanner::new(source_text, 1);
    let mut rows = Rows::new(false);
    if !matches!(scan.peek(), Some(b'{' | b'[')) {
        return Err(Refusal::malformed("ce n’est pas du JSON-LD : attendu, un objet JobPosting, une liste, un @graph ou un objet par ligne"));
    }
    if by_line(source_text) {
        lines(source_text, source, &mut rows)?;
        return rows.finish(Ok(()));
    }
    let mut end = Ok(());
    while end.is_ok() && scan.peek().is_some() {
        end = match scan.peek() {
            Some(b'[') => each(&mut scan, |item| keep(&item, source, &HashMap::new(), true, &mut rows))?,
            Some(b'{') => document(&mut scan, source, &mut rows)?,
            _ => {
                let line = scan.line();
                Err(Trouble { line, sentence: "un objet JobPosting est attendu ici".to_owned() })
            }
        };
        scan.take(b',');
    }
    rows.finish(end)
}

/// True for JSON lines: the first line is an object of its own and something follows it.
fn by_line(text: &str) -> bool {
    let Some((first, rest)) = text.trim_start().split_once('\n') else { return false };
    let mut scan = Scanner::new(first, 1);
    scan.peek() == Some(b'{') && scan.value().is_ok() && scan.peek().is_none() && rest.trim_start().starts_with('{')
}

/// Reads JSON lines: a broken line is refused alone.
fn lines(text: &str, source: &str, rows: &mut Rows) -> Result<(), Refusal> {
    for (line, words) in (1..).zip(text.lines()).filter(|(_, l)| !l.trim().is_empty()) {
        let mut scan = Scanner::new(words, line);
        let end = match scan.peek() {
            Some(b'{') => document(&mut scan, source, rows)?,
            _ => Err(Trouble { line, sentence: "un objet JobPosting est attendu sur cette ligne".to_owned() }),
        };
        let end = end.and_then(|()| match scan.peek() {
            None => Ok(()),
            Some(_) => Err(Trouble { line, sentence: "du texte suit l’objet sur cette ligne".to_owned() }),
        });
        if let Err(trouble) = end {
            rows.offer(trouble.line, None, Err(Refusal::malformed(trouble.sentence)))?;
        }
    }
    Ok(())
}

/// One top-level object: a posting, or a document whose `@graph` or `itemListElement` holds them.
fn document(scan: &mut Scanner<'_>, source: &str, rows: &mut Rows) -> Result<Result<(), Trouble>, Refusal> {
    let item = match scan.value() {
        Ok(item) => item,
        Err(trouble) => return Ok(Err(trouble)),
    };
    let Some(inner) = container(&item) else {
        keep(&item, source, &HashMap::new(), true, rows)?;
        return Ok(Ok(()));
    };
    let mut names = HashMap::new();
    let mut first_pass = Scanner::new(inner.text, inner.line);
    let end = each(&mut first_pass, |node| {
        let small = names.len() < NAMED_MAX && !node.text.contains("JobPosting") && node.text.len() < 20_000;
        let value = small.then(|| node.bounded().ok().and_then(|t| serde_json::from_str::<Value>(t).ok())).flatten();
        if let Some(value) = value {
            names.insert(at(&value, &["@id"]), at(&value, &["name"]));
        }
        Ok(())
    })?;
    each(&mut Scanner::new(inner.text, inner.line), |node| keep(&node, source, &names, false, rows))?.ok();
    Ok(end)
}

/// The list of nodes of a document, when the object is one.
fn container<'a>(item: &Item<'a>) -> Option<Item<'a>> {
    let mut scan = Scanner::new(item.text, item.line);
    let mut first = true;
    scan.take(b'{');
    while let Ok(Some(key)) = scan.key(first) {
        first = false;
        let value = scan.value().ok()?;
        if matches!(key.as_str(), "@graph" | "itemListElement") && value.text.starts_with('[') {
            return Some(value);
        }
    }
    None
}

/// Reads one node. Nodes of other types are refused when `strict`, passed over in a graph.
fn keep(item: &Item<'_>, source: &str, names: &HashMap<String, String>, strict: bool, rows: &mut Rows) -> Result<(), Refusal> {
    let value = item.bounded().and_then(|t| serde_json::from_str::<Value>(t).map_err(|e| french::refusal(t, &e)));
    let value = match value {
        Ok(value) => value,
        Err(refusal) => return rows.offer(item.line, None, Err(refusal)),
    };
    let posting = if is_posting(&value) { Some(&value) } else { value.get("item").filter(|v| is_posting(v)) };
    let Some(posting) = posting else {
        return if strict {
            rows.offer(item.line, None, Err(Refusal::malformed("ce n’est pas un JobPosting (« @type » manque ou diffère)")))
        } else {
            Ok(())
        };
    };
    let mut foreign = foreign(posting);
    if foreign.organisation.is_empty() || names.contains_key(&foreign.organisation) {
        foreign.organisation = names.get(&at(posting, &["hiringOrganization", "@id"])).cloned().unwrap_or_default();
    }
    rows.foreign(item.line, foreign, source)
}

fn is_posting(value: &Value) -> bool {
    list(value, "@type").iter().any(|t| t.as_str().is_some_and(|t| t.ends_with("JobPosting")))
}

fn foreign(value: &Value) -> Foreign {
    let identifier = node(value, &["identifier", "value"]).map(text).filter(|t| !t.is_empty()).unwrap_or_else(|| at(value, &["identifier"]));
    let url = at(value, &["url"]);
    let reference = [identifier, url.clone(), at(value, &["@id"])].into_iter().find(|t| !t.is_empty()).unwrap_or_default();
    let employment: Vec<String> = list(value, "employmentType").into_iter().map(text).collect();
    let telecommute = list(value, "jobLocationType").into_iter().any(|v| text(v).to_ascii_uppercase().contains("TELECOMMUTE"));
    let categories: Vec<String> = ["industry", "occupationalCategory"].iter().flat_map(|k| list(value, k)).map(text).collect();
    let hours = [at(value, &["workHours"]), part_time(&employment)].into_iter().find(|t| !t.is_empty()).unwrap_or_default();
    let (pay, pay_words) = salary(value);
    Foreign {
        reference,
        organisation: organisation_name(value),
        about: at(value, &["hiringOrganization", "description"]),
        website: [at(value, &["hiringOrganization", "url"]), at(value, &["hiringOrganization", "sameAs"])]
            .into_iter()
            .find(|t| !t.is_empty())
            .unwrap_or_default(),
        title: at(value, &["title"]),
        description: [at(value, &["description"]), at(value, &["responsibilities"])].join("\n\n"),
        profile: [at(value, &["qualifications"]), at(value, &["skills"])].join("\n\n"),
        contracts: contracts(&employment),
        sectors: categories.iter().filter_map(|c| vocabulary::sector(c)).take(3).collect::<Vec<Sector>>(),
        function: categories.iter().find_map(|c| vocabulary::function(c)),
        places: list(value, "jobLocation").into_iter().map(location).collect(),
        remote: if telecommute { Some(Remote::Full) } else { remote(&at(value, &["jobLocationType"])) },
        hours,
        pay,
        pay_words,
        benefits: list(value, "jobBenefits").into_iter().flat_map(|b| text(b).split(['\n', ';']).map(str::to_owned).collect::<Vec<_>>()).collect(),
        conditions: conditions(value),
        published: at(value, &["datePosted"]),
        last_day: day::last_day(&at(value, &["validThrough"])),
        start: start(value),
        positions: number(value.get("totalJobOpenings")).filter(|n| (1.0..=999.0).contains(n)).map(|n| n as u16),
        contact: (
            at(value, &["applicationContact", "name"]),
            at(value, &["applicationContact", "jobTitle"]),
            at(value, &["applicationContact", "email"]),
        ),
        link: url,
        language: if at(value, &["inLanguage"]).starts_with("en") { Lang::En } else { Lang::Fr },
        ..Foreign::default()
    }
}

fn organisation_name(value: &Value) -> String {
    match node(value, &["hiringOrganization"]) {
        Some(Value::String(name)) => name.clone(),
        _ => at(value, &["hiringOrganization", "name"]),
    }
}

/// The contracts `employmentType` states; FULL_TIME and PART_TIME state none.
fn contracts(employment: &[String]) -> Vec<Contract> {
    let mut out = Vec::new();
    for contract in employment.iter().flat_map(|e| vocabulary::contracts(&e.replace('_', " "))) {
        if !out.contains(&contract) {
            out.push(contract);
        }
    }
    out
}

/// Part time at an unknown rate stays in words.
fn part_time(employment: &[String]) -> String {
    let part = employment.iter().any(|e| e.eq_ignore_ascii_case("PART_TIME")) && !employment.iter().any(|e| e.eq_ignore_ascii_case("FULL_TIME"));
    if part { "Temps partiel (taux non précisé par la source)".to_owned() } else { String::new() }
}

fn location(value: &Value) -> crate::jobs::model::draft::Place {
    let address = node(value, &["address"]).unwrap_or(value);
    if let Value::String(words) = address {
        return place(words, "", "");
    }
    let name = [at(address, &["addressLocality"]), at(value, &["name"]), at(address, &["addressRegion"])]
        .into_iter()
        .find(|t| !t.is_empty())
        .unwrap_or_default();
    let country =
        [at(address, &["addressCountry", "name"]), at(address, &["addressCountry"])].into_iter().find(|t| !t.is_empty()).unwrap_or_default();
    in_country(place(&name, "", &at(address, &["postalCode"])), &country)
}

/// Pay from `baseSalary`: an amount, a range, or words.
fn salary(value: &Value) -> (Option<Pay>, String) {
    let Some(base) = node(value, &["baseSalary"]) else { return (None, String::new()) };
    if let Value::String(words) = base {
        return (None, words.clone());
    }
    let amount = node(base, &["value"]).unwrap_or(base);
    let currency =
        [at(base, &["currency"]), at(amount, &["currency"]), at(value, &["salaryCurrency"])].into_iter().find(|t| !t.is_empty()).unwrap_or_default();
    let unit = [at(amount, &["unitText"]), at(base, &["unitText"])].into_iter().find(|t| !t.is_empty()).unwrap_or_default();
    let single = if amount.is_object() { number(amount.get("value")) } else { number(Some(amount)) };
    let (low, high) = (number(amount.get("minValue")).or(single), number(amount.get("maxValue")));
    let pay = pay::structured(low, high, &currency, &unit);
    let words = match (&pay, low) {
        (Pay::Unstated, Some(low)) => format!("{low} {currency} {unit}"),
        _ => at(value, &["incentiveCompensation"]),
    };
    (Some(pay), words)
}

fn conditions(value: &Value) -> Vec<Condition> {
    let keys = ["experienceRequirements", "educationRequirements"];
    let words = |v: &Value| match v {
        Value::Object(_) => {
            let months = number(v.get("monthsOfExperience")).filter(|m| *m > 0.0 && *m < 600.0);
            months.map(|m| format!("{m} mois d’expérience")).unwrap_or_else(|| [at(v, &["credentialCategory"]), at(v, &["description"])].join(" "))
        }
        other => text(other),
    };
    let items = keys.iter().flat_map(|k| list(value, k)).filter_map(|v| note(&words(v)));
    items.map(|text| Condition { text, required: true }).collect()
}

fn start(value: &Value) -> Option<Start> {
    let from = day::day(&at(value, &["jobStartDate"])).map(FuzzyDay::exactly);
    let asap = yes(value.get("jobImmediateStart"));
    (asap || from.is_some()).then_some(Start { asap, from })
}
