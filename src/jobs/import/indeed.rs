//! Indeed's XML: `<source>` with one `<job>` an offer.

use super::foreign::{Foreign, in_country, note, place, remote};
use super::rows::Rows;
use super::xml::{Record, records};
use super::{Parsed, day, vocabulary};
use crate::jobs::model::Contract;
use crate::jobs::model::draft::Condition;
use crate::kernel::refusal::Refusal;

/// Reads a feed in Indeed's shape.
pub fn read(text: &str, source: &str) -> Result<Parsed, Refusal> {
    let mut rows = Rows::new(false);
    let (header, end) = records(text, &["job"], |_, record| keep(&record, source, &mut rows))?;
    if !matches!(header.root.as_str(), "source" | "jobs" | "job") {
        return Err(match end {
            Err(trouble) => Refusal::malformed(format!("ligne {} : {}", trouble.line, trouble.sentence)),
            Ok(()) => Refusal::malformed("ce n’est pas le XML d’Indeed : attendu, <source> avec des <job>"),
        });
    }
    rows.finish(end)
}

fn keep(record: &Record, source: &str, rows: &mut Rows) -> Result<(), Refusal> {
    let foreign = foreign(record);
    if record.oversized {
        return rows.offer(record.line, Some(foreign.reference), Err(Refusal::too_large("cette offre dépasse 1 Mio")));
    }
    rows.foreign(record.line, foreign, source)
}

fn foreign(record: &Record) -> Foreign {
    let kind = record.first(&["jobtype"]);
    let categories = record.first(&["category"]);
    let list: Vec<&str> = categories.split([',', ';', '|']).map(str::trim).filter(|c| !c.is_empty()).collect();
    let city = [record.first(&["city"]), record.first(&["state"])].into_iter().find(|c| !c.is_empty()).unwrap_or_default();
    let conditions = ["education", "experience"].iter().filter_map(|n| note(&record.first(&[n])));
    Foreign {
        reference: [record.first(&["referencenumber"]), record.first(&["url"])].into_iter().find(|r| !r.is_empty()).unwrap_or_default(),
        organisation: record.first(&["company", "sourcename"]),
        title: record.first(&["title"]),
        description: record.first(&["description"]),
        contracts: contracts(&kind),
        sectors: vocabulary::sectors(list.iter().copied()),
        function: list.iter().find_map(|c| vocabulary::function(c)),
        places: if city.is_empty() {
            Vec::new()
        } else {
            vec![in_country(place(&city, "", &record.first(&["postalcode"])), &record.first(&["country"]))]
        },
        remote: remote(&record.first(&["remotetype"])),
        hours: hours(&kind),
        pay_words: record.first(&["salary"]),
        conditions: conditions.map(|text| Condition { text, required: true }).collect(),
        published: record.first(&["date"]),
        last_day: day::last_day(&record.first(&["expirationdate"])),
        contact: (String::new(), String::new(), record.first(&["email"])),
        link: record.first(&["url"]),
        ..Foreign::default()
    }
}

/// Indeed's `contract` is a fixed-term one; `fulltime` and `parttime` name no contract.
fn contracts(kind: &str) -> Vec<Contract> {
    let found = vocabulary::contracts(kind);
    let fixed = found.is_empty() && kind.split([',', ' ', '|']).any(|w| w.eq_ignore_ascii_case("contract"));
    if fixed { vec![Contract::Cdd] } else { found }
}

/// Part time at an unknown rate stays in words.
fn hours(kind: &str) -> String {
    let folded = crate::kernel::text::fold(kind).replace(['-', ' ', '_'], "");
    let part = (folded.contains("parttime") || folded.contains("tempspartiel")) && !folded.contains("fulltime");
    match (vocabulary::rate(kind), part) {
        (Some(_), _) => kind.to_owned(),
        (None, true) => "Temps partiel (taux non précisé par la source)".to_owned(),
        (None, false) => String::new(),
    }
}
