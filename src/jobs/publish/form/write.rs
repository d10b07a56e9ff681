//! A draft back into the fields of the form.
//!
//! What the form does not hold: the identity of the offer, its organisation, its dates of publication and closing, its
//! sister mark (all kept by `base`), the order of the pieces (always that of the form), pay that was never stated, and line
//! breaks inside one benefit.

use super::read::Extras;
use crate::jobs::model::PayPeriod;
use crate::jobs::model::draft::{Apply, OfferDraft};
use crate::jobs::model::pay::Pay;
use crate::kernel::money::Cents;

/// The fields that make this draft, names and values in the order they are sent.
pub fn write(d: &OfferDraft, extras: &Extras) -> Vec<(String, String)> {
    let mut out = Out(Vec::new());
    job(d, &mut out);
    places(d, &mut out);
    dates(d, &mut out);
    pay(d, &mut out);
    text(d, &mut out);
    apply(d, &mut out);
    for question in &extras.questions {
        out.push("question", question);
    }
    out.tick("charter", extras.charter);
    out.0
}

struct Out(Vec<(String, String)>);

impl Out {
    fn push(&mut self, name: &str, value: impl Into<String>) {
        self.0.push((name.to_owned(), value.into()));
    }

    fn some(&mut self, name: &str, value: Option<impl ToString>) {
        if let Some(value) = value {
            self.push(name, value.to_string());
        }
    }

    fn tick(&mut self, name: &str, ticked: bool) {
        self.some(name, ticked.then_some("oui"));
    }
}

fn job(d: &OfferDraft, out: &mut Out) {
    out.push("title", &d.title);
    out.some("title_original", d.title_original.as_ref().map(|t| &t.text));
    out.some("title_original_lang", d.title_original.as_ref().map(|t| t.lang.tag()));
    out.push("language", d.language.tag());
    for contract in &d.contracts {
        out.push("contracts", contract.code());
    }
    for sector in &d.sectors {
        out.push("sectors", sector.code());
    }
    out.some("function", d.function.map(|f| f.code()));
    out.push("positions", d.positions.to_string());
    let notes = [("contract_note", &d.contract_note), ("reports_to", &d.reports_to), ("team", &d.team), ("later_hire", &d.later_hire)];
    for (name, note) in notes {
        out.some(name, note.as_ref());
    }
}

fn places(d: &OfferDraft, out: &mut Out) {
    for (i, place) in d.places.iter().enumerate() {
        out.push("place_label", &place.label);
        out.push("place_insee", place.insee.clone().unwrap_or_default());
        out.push("place_country", place.country.clone().unwrap_or_default());
        out.some("place_preferred", place.preferred.then_some(i));
    }
    out.some("places_note", d.places_note.as_ref());
    out.push("remote", d.remote.code());
    out.some("remote_note", d.remote_note.as_ref());
    out.some("rate_percent", d.rate_percent);
    out.some("rhythm_note", d.rhythm_note.as_ref());
}

fn dates(d: &OfferDraft, out: &mut Out) {
    out.tick("start_asap", d.start.as_ref().is_some_and(|s| s.asap));
    out.some("start_from", d.start.as_ref().and_then(|s| s.from));
    out.some("end", d.end);
    if let Some(duration) = &d.duration {
        out.push("duration_months", duration.months.to_string());
        out.tick("duration_extendable", duration.extendable);
        out.some("duration_note", duration.note.as_ref());
    }
}

fn pay(d: &OfferDraft, out: &mut Out) {
    match &d.pay {
        Pay::Amount { min, max, period, gross } => amount(*min, *max, *period, *gross, out),
        Pay::Legal { reference } => {
            out.push("pay_kind", "legale");
            out.push("pay_reference", reference);
        }
        Pay::Unpaid => out.push("pay_kind", "benevolat"),
        Pay::Unstated => {}
    }
    out.some("pay_note", d.pay_note.as_ref());
    if !d.benefits.is_empty() {
        out.push("benefits", d.benefits.join("\n"));
    }
}

fn amount(min: Cents, max: Option<Cents>, period: PayPeriod, gross: bool, out: &mut Out) {
    out.push("pay_kind", "montant");
    out.push("pay_min", crate::kernel::money::digits(min));
    out.some("pay_max", max.map(crate::kernel::money::digits));
    out.push("pay_period", period.code());
    out.push("pay_basis", if gross { "brut" } else { "net" });
}

fn text(d: &OfferDraft, out: &mut Out) {
    for (name, text) in ["context", "mission", "profile", "we_offer", "more", "why"].into_iter().zip(d.sections.all()) {
        out.push(name, text);
    }
    for (i, condition) in d.conditions.iter().enumerate() {
        out.push("condition_text", &condition.text);
        out.some("condition_required", condition.required.then_some(i));
    }
}

fn apply(d: &OfferDraft, out: &mut Out) {
    out.some("last_day", d.last_day);
    out.some("answer_days", d.answer_days);
    if let Some(contact) = &d.contact {
        out.push("contact_name", &contact.name);
        out.some("contact_role", contact.role.as_ref());
        out.some("contact_email", contact.email.as_ref());
    }
    match &d.apply {
        Apply::Mail => out.push("apply_by", "mail"),
        Apply::Link { url } => {
            out.push("apply_by", "link");
            out.push("apply_url", url);
        }
    }
    for piece in &d.pieces {
        out.push(&format!("piece_{}", piece.kind.code()), if piece.required { "exige" } else { "facultatif" });
    }
}
