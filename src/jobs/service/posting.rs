//! schema.org JobPosting, true to the offer: nothing stated that the offer does not state (never invented pay).

use super::Board;
use crate::jobs::model::draft::{OfferDraft, Place};
use crate::jobs::model::pay::Pay;
use crate::jobs::model::views::OrganisationPanel;
use crate::jobs::model::{Contract, PayPeriod, Remote, Rhythm};
use crate::jobs::store::Offer;
use crate::kernel::lang::Lang;
use crate::kernel::markdown::to_html;
use crate::kernel::money::Cents;
use crate::places::{Commune, Places, department_name};
use serde_json::{Map, Value, json};

/// The JSON-LD of an open offer, escaped so that it can stand inside a script element.
pub fn json_ld(board: &Board, offer: &Offer, organisation: &OrganisationPanel, url: &str) -> String {
    let value = posting(&board.places, &board.base_url, offer, organisation, url);
    value.to_string().replace('<', "\\u003c").replace('>', "\\u003e").replace('&', "\\u0026")
}

fn posting(places: &Places, base_url: &str, offer: &Offer, organisation: &OrganisationPanel, url: &str) -> Value {
    let d = &offer.draft;
    let mut out = Map::new();
    let mut put = |key: &str, value: Value| {
        if !value.is_null() {
            out.insert(key.to_owned(), value);
        }
    };
    put("@context", json!("https://schema.org/"));
    put("@type", json!("JobPosting"));
    put("title", json!(d.title));
    put("description", json!(d.sections.all().map(to_html).concat()));
    put("identifier", json!({"@type": "PropertyValue", "name": d.source, "value": d.reference}));
    put("datePosted", json!(d.published_on.to_string()));
    // Only a last day that was announced; the day after which we stop showing an offer is our own.
    put("validThrough", d.last_day.map_or(Value::Null, |_| json!(offer.life.closes_at.to_string())));
    put("employmentType", json!(employment_types(d)));
    put("hiringOrganization", json!({"@type": "Organization", "name": offer.organisation, "sameAs": format!("{base_url}{}", organisation.href)}));
    put("jobLocation", locations(places, d));
    if d.remote == Remote::Full {
        put("jobLocationType", json!("TELECOMMUTE"));
        put("applicantLocationRequirements", json!({"@type": "Country", "name": "France"}));
    }
    put("baseSalary", salary(&d.pay));
    put("totalJobOpenings", json!(d.positions));
    put("inLanguage", json!(d.language.tag()));
    put("industry", d.sectors.first().map_or(Value::Null, |s| json!(s.label(Lang::Fr))));
    put("jobBenefits", if d.benefits.is_empty() { Value::Null } else { json!(d.benefits.join(", ")) });
    put("directApply", json!(false));
    put("url", json!(url));
    Value::Object(out)
}

fn employment_types(d: &OfferDraft) -> Vec<&'static str> {
    let mut out: Vec<&'static str> = Vec::new();
    for contract in &d.contracts {
        let kind = match contract {
            Contract::Cdi => None,
            Contract::Cdd | Contract::Cddi => Some("TEMPORARY"),
            Contract::Internship => Some("INTERN"),
            Contract::Freelance => Some("CONTRACTOR"),
            Contract::Unpaid | Contract::Volunteer | Contract::CivicService => Some("VOLUNTEER"),
            Contract::Apprenticeship => Some("OTHER"),
        };
        let time = if d.rhythm() == Rhythm::Part { "PART_TIME" } else { "FULL_TIME" };
        out.push(kind.unwrap_or(time));
        if matches!(contract, Contract::Cdd | Contract::Cddi) {
            out.push(time);
        }
    }
    let mut seen = Vec::new();
    out.retain(|t| {
        let new = !seen.contains(t);
        seen.push(t);
        new
    });
    out
}

fn locations(places: &Places, d: &OfferDraft) -> Value {
    let found: Vec<Value> = d.places.iter().filter_map(|p| location(places, p)).collect();
    match found.len() {
        0 => Value::Null,
        1 => found[0].clone(),
        _ => Value::Array(found),
    }
}

/// A place in the country it is known to be in; none when nobody said where it is.
fn location(places: &Places, place: &Place) -> Option<Value> {
    let commune = place.insee.as_deref().and_then(|i| places.by_insee(i));
    let mut address = match (commune, &place.country) {
        (Some(c), _) => json!({"addressLocality": c.name, "addressRegion": department_name(c.department).unwrap_or(""), "addressCountry": "FR"}),
        (None, Some(country)) => json!({"addressLocality": place.label.split(" (").next(), "addressCountry": country}),
        (None, None) => return None,
    };
    // Where a commune has several postal codes, which of them is meant is not known.
    if let Some(code) = commune.and_then(Commune::postal_code) {
        address["postalCode"] = json!(code);
    }
    address["@type"] = json!("PostalAddress");
    Some(json!({"@type": "Place", "address": address}))
}

/// Only amounts with a unit schema.org knows; a fee for a whole mission, a legal reference or nothing gives none.
fn salary(pay: &Pay) -> Value {
    let Pay::Amount { min, max, period, .. } = pay else { return Value::Null };
    let unit = match period {
        PayPeriod::Hour => "HOUR",
        PayPeriod::Day => "DAY",
        PayPeriod::Month => "MONTH",
        PayPeriod::Year => "YEAR",
        PayPeriod::Mission => return Value::Null,
    };
    let euros = |c: Cents| if c.0 % 100 == 0 { json!(c.0 / 100) } else { json!(c.0 as f64 / 100.0) };
    let value = match max {
        Some(max) => json!({"@type": "QuantitativeValue", "minValue": euros(*min), "maxValue": euros(*max), "unitText": unit}),
        None => json!({"@type": "QuantitativeValue", "value": euros(*min), "unitText": unit}),
    };
    json!({"@type": "MonetaryAmount", "currency": "EUR", "value": value})
}
