//! France Travail, "Offres d’emploi v2": `{"resultats": […]}` as its search API answers, or a bare array of offers.
//!
//! Fields the API adds are ignored. Many of its offers hide the employer: such an offer is refused, since the board shows
//! who hires. Requirements carry "E" (exigé) or "S" (souhaité), which become required and preferred conditions (rule I8).

use super::drafts::each;
use super::foreign::{Foreign, note, place};
use super::json::{at, list, node, number, yes};
use super::rows::{Rows, Trouble};
use super::scan::{Item, Scanner};
use super::{Parsed, french, vocabulary};
use crate::jobs::model::Contract;
use crate::jobs::model::draft::{Condition, Place};
use crate::kernel::refusal::Refusal;
use serde_json::Value;

/// Reads an answer of the API.
pub fn read(text: &str, source: &str) -> Result<Parsed, Refusal> {
    let mut scan = Scanner::new(text, 1);
    let mut rows = Rows::new(false);
    let wrong = || Refusal::malformed("ce n’est pas une réponse de France Travail : attendu, un objet JSON avec la liste « resultats »");
    let end = match scan.peek() {
        Some(b'[') => each(&mut scan, |item| keep(&item, source, &mut rows))?,
        Some(b'{') => match results(&mut scan, source, &mut rows)? {
            Found::Offers(end) => end,
            Found::Nothing => return Err(wrong()),
        },
        _ => return Err(wrong()),
    };
    rows.finish(end)
}

enum Found {
    Offers(Result<(), Trouble>),
    Nothing,
}

fn results(scan: &mut Scanner<'_>, source: &str, rows: &mut Rows) -> Result<Found, Refusal> {
    scan.take(b'{');
    let (mut first, mut found) = (true, false);
    loop {
        match scan.key(first) {
            Ok(Some(key)) if key == "resultats" && scan.peek() == Some(b'[') => {
                found = true;
                if let Err(trouble) = each(scan, |item| keep(&item, source, rows))? {
                    return Ok(Found::Offers(Err(trouble)));
                }
            }
            Ok(Some(_)) => {
                if let Err(trouble) = scan.value() {
                    return Ok(Found::Offers(Err(trouble)));
                }
            }
            Ok(None) if found => return Ok(Found::Offers(Ok(()))),
            Ok(None) => return Ok(Found::Nothing),
            Err(trouble) => return Ok(Found::Offers(Err(trouble))),
        }
        first = false;
    }
}

fn keep(item: &Item<'_>, source: &str, rows: &mut Rows) -> Result<(), Refusal> {
    let value = item.bounded().and_then(|t| serde_json::from_str::<Value>(t).map_err(|e| french::refusal(t, &e)));
    let value = match value {
        Ok(value @ Value::Object(_)) => value,
        Ok(_) => return rows.offer(item.line, None, Err(Refusal::malformed("une offre est un objet JSON"))),
        Err(refusal) => return rows.offer(item.line, None, Err(refusal)),
    };
    let foreign = foreign(&value);
    rows.foreign(item.line, foreign, source)
}

fn foreign(value: &Value) -> Foreign {
    let (contracts, contract_note) = contract(value);
    let salary = ["libelle", "commentaire"].map(|k| at(value, &["salaire", k]));
    let links = [at(value, &["contact", "urlPostulation"]), at(value, &["origineOffre", "urlOrigine"]), at(value, &["contact", "urlRecruteur"])];
    let sector = at(value, &["secteurActiviteLibelle"]);
    Foreign {
        reference: at(value, &["id"]),
        organisation: at(value, &["entreprise", "nom"]),
        about: at(value, &["entreprise", "description"]),
        website: at(value, &["entreprise", "url"]),
        title: at(value, &["intitule"]),
        description: at(value, &["description"]),
        contracts,
        contract_note,
        sectors: vocabulary::sectors([sector.as_str()]),
        function: vocabulary::rome_function(&at(value, &["romeCode"])),
        places: location(value).into_iter().collect(),
        hours: hours(value),
        pay_words: salary.into_iter().find(|s| !s.is_empty()).unwrap_or_default(),
        benefits: benefits(value),
        conditions: conditions(value),
        published: at(value, &["dateCreation"]),
        positions: number(value.get("nombrePostes")).filter(|n| (1.0..=999.0).contains(n)).map(|n| n as u16),
        contact: (at(value, &["contact", "nom"]), String::new(), at(value, &["contact", "courriel"])),
        link: links.into_iter().find(|l| !l.is_empty()).unwrap_or_default(),
        ..Foreign::default()
    }
}

/// The contract of the codes of the API; the label is kept as a note where the board's list is coarser.
fn contract(value: &Value) -> (Vec<Contract>, Option<String>) {
    let (code, label, nature) = (at(value, &["typeContrat"]), at(value, &["typeContratLibelle"]), at(value, &["natureContrat"]));
    let folded = crate::kernel::text::fold(&nature);
    if yes(value.get("alternance")) || folded.contains("apprentissage") || folded.contains("professionnalisation") {
        return (vec![Contract::Apprenticeship], Some(nature).filter(|n| !n.is_empty()));
    }
    let civic = folded.contains("service civique");
    let contract = match code.as_str() {
        _ if civic => Contract::CivicService,
        "CDI" => Contract::Cdi,
        "DIN" => return (vec![Contract::Cdi], Some(label)),
        "DDI" | "TTI" => return (vec![Contract::Cddi], Some(label)),
        "CDD" => Contract::Cdd,
        "MIS" | "SAI" | "DDT" => return (vec![Contract::Cdd], Some(label)),
        "LIB" | "FRA" | "CCE" => return (vec![Contract::Freelance], Some(label)),
        _ => return (vocabulary::contracts(&label), Some(label).filter(|l| !l.is_empty())),
    };
    let note = (contract == Contract::Cdd).then_some(label).filter(|l| l.chars().any(|c| c.is_ascii_digit()));
    (vec![contract], note)
}

/// "91 - EVRY COURCOURONNES" with its INSEE code: the department in front is dropped.
fn location(value: &Value) -> Option<Place> {
    let label = at(value, &["lieuTravail", "libelle"]);
    let name = match label.split_once(" - ") {
        Some((department, name)) if department.len() <= 3 && department.starts_with(|c: char| c.is_ascii_digit()) => name,
        _ => &label,
    };
    Some(place(name, &at(value, &["lieuTravail", "commune"]), &at(value, &["lieuTravail", "codePostal"]))).filter(|p| !p.label.is_empty())
}

fn hours(value: &Value) -> String {
    let (label, whole) = (at(value, &["dureeTravailLibelle"]), at(value, &["dureeTravailLibelleConverti"]));
    if vocabulary::rate(&label).is_none() && crate::kernel::text::fold(&whole).contains("partiel") {
        return [whole, label].join(" ");
    }
    label
}

fn benefits(value: &Value) -> Vec<String> {
    let mut out: Vec<String> = ["complement1", "complement2"].iter().map(|k| at(value, &["salaire", k])).collect();
    out.extend(list(value.get("salaire").unwrap_or(&Value::Null), "listeComplements").into_iter().map(|c| at(c, &["libelle"])));
    out.retain(|b| !b.is_empty());
    out.dedup();
    out
}

fn conditions(value: &Value) -> Vec<Condition> {
    let mut out = Vec::new();
    let experience = at(value, &["experienceLibelle"]);
    let code = at(value, &["experienceExige"]);
    if !experience.is_empty() && code != "D" {
        out.push(Condition { text: format!("Expérience : {experience}"), required: code == "E" });
    }
    for key in ["permis", "langues", "formations", "competences"] {
        for item in list(value, key) {
            let words = [at(item, &["libelle"]), at(item, &["niveauLibelle"]), at(item, &["domaineLibelle"])]
                .into_iter()
                .filter(|t| !t.is_empty())
                .collect::<Vec<_>>();
            if let Some(text) = note(&words.join(", ")) {
                out.push(Condition { text, required: node(item, &["exigence"]).is_some_and(|e| e == "E") });
            }
        }
    }
    out.truncate(crate::jobs::model::draft::LIST_MAX);
    out
}
