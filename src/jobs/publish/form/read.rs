//! What was sent, into a draft. Nothing typed is lost: what does not read stays in the page, beside its refusal.

use super::fields::{FIELDS, Input};
use crate::jobs::model::Remote;
use crate::jobs::model::draft::{Apply, OfferDraft, Sections};
use crate::jobs::model::pay::Pay;
use crate::kernel::lang::Lang;
use crate::kernel::refusal::Refusal;
use jiff::civil::Date;
use std::str::FromStr;

/// What the form asks beyond the offer itself.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Extras {
    /// The recruiter's questions, in order (rule I6).
    pub questions: Vec<String>,
    /// The ethical charter was accepted (rule I15).
    pub charter: bool,
}

/// A form once read.
#[derive(Clone, Debug, PartialEq)]
pub struct Filled {
    /// The draft, as complete as what was sent allows.
    pub draft: OfferDraft,
    /// Questions and charter.
    pub extras: Extras,
    /// What is missing or does not read, each with the name of its field.
    pub refusals: Vec<Refusal>,
}

/// An empty draft for an organisation.
pub fn blank(organisation: &str, reference: &str, today: Date) -> OfferDraft {
    OfferDraft {
        source: "passerelle".to_owned(),
        reference: reference.to_owned(),
        organisation: organisation.to_owned(),
        title: String::new(),
        title_original: None,
        language: Lang::Fr,
        contracts: Vec::new(),
        contract_note: None,
        sectors: Vec::new(),
        function: None,
        places: Vec::new(),
        places_note: None,
        remote: Remote::None,
        remote_note: None,
        start: None,
        end: None,
        duration: None,
        rate_percent: None,
        rhythm_note: None,
        pay: Pay::Unstated,
        pay_note: None,
        benefits: Vec::new(),
        conditions: Vec::new(),
        pieces: Vec::new(),
        reports_to: None,
        team: None,
        later_hire: None,
        positions: 1,
        sections: Sections::default(),
        last_day: None,
        answer_days: None,
        contact: None,
        apply: Apply::Mail,
        published_on: today,
        closed_on: None,
        sister_mark: None,
    }
}

/// Reads the form over `base`, which keeps what the form does not ask: identity, organisation, dates of publication and
/// closing, sister mark. `fields` gives the values sent under a name, in order.
pub fn read(fields: &dyn Fn(&str) -> Vec<String>, today: Date, base: &OfferDraft) -> Filled {
    let mut form = Form { fields, refusals: Vec::new() };
    form.lengths();
    let mut draft = blank(&base.organisation, &base.reference, base.published_on);
    draft.source.clone_from(&base.source);
    draft.closed_on = base.closed_on;
    draft.sister_mark.clone_from(&base.sister_mark);
    form.job(&mut draft);
    form.place(&mut draft);
    form.dates(&mut draft);
    form.pay(&mut draft);
    form.text(&mut draft);
    form.apply(&mut draft, today, base);
    let extras = form.extras();
    if form.refusals.is_empty()
        && let Err(mut refusal) = draft.check()
    {
        refusal.field = refusal.field.map(|field| name_of(&field).to_owned());
        form.refusals.push(refusal);
    }
    Filled { draft, extras, refusals: form.refusals }
}

/// A form being read.
pub struct Form<'a> {
    fields: &'a dyn Fn(&str) -> Vec<String>,
    refusals: Vec<Refusal>,
}

impl Form<'_> {
    pub fn refuse(&mut self, field: &str, sentence: impl Into<String>) {
        self.refusals.push(Refusal::invalid(field, sentence));
    }

    /// Values as sent: line ends made one, control characters removed, edges trimmed.
    pub fn values(&self, name: &str) -> Vec<String> {
        let clean = |v: String| {
            let v = v.replace("\r\n", "\n").replace('\r', "\n");
            v.chars().filter(|c| !c.is_control() || matches!(c, '\n' | '\t')).collect::<String>().trim().to_owned()
        };
        (self.fields)(name).into_iter().map(clean).collect()
    }

    pub fn one(&self, name: &str) -> String {
        self.values(name).into_iter().next().unwrap_or_default()
    }

    pub fn some(&self, name: &str) -> Option<String> {
        Some(self.one(name)).filter(|v| !v.is_empty())
    }

    pub fn ticked(&self, name: &str) -> bool {
        self.some(name).is_some()
    }

    fn lengths(&mut self) {
        for field in FIELDS.iter().filter(|f| !matches!(f.input, Input::Number | Input::Ranked(_) | Input::RowCheck | Input::Check | Input::Lines)) {
            if self.values(field.name).iter().any(|v| v.chars().count() > field.max) {
                self.refuse(field.name, format!("raccourcissez à {} caractères au plus", field.max));
            }
        }
    }

    pub fn required(&mut self, name: &str, sentence: &str) {
        if self.some(name).is_none() {
            self.refuse(name, sentence);
        }
    }

    pub fn number<T: FromStr + PartialOrd>(&mut self, name: &str, low: T, high: T, sentence: &str) -> Option<T> {
        let text = self.some(name)?;
        let number = text.trim_end_matches(['%', ' ', '\u{202f}', '\u{a0}']).parse().ok().filter(|n| (low..=high).contains(n));
        if number.is_none() {
            self.refuse(name, sentence);
        }
        number
    }

    pub fn choice<T>(&mut self, name: &str, of: impl Fn(&str) -> Option<T>) -> Option<T> {
        let text = self.some(name)?;
        let found = of(&text);
        if found.is_none() {
            self.refuse(name, "choisissez une valeur de la liste");
        }
        found
    }

    pub fn ranked<T: PartialEq>(&mut self, name: &str, max: usize, of: impl Fn(&str) -> Option<T>) -> Vec<T> {
        let mut out = Vec::new();
        for text in self.values(name).into_iter().filter(|v| !v.is_empty()) {
            match of(&text) {
                Some(value) if out.contains(&value) => {}
                Some(value) => out.push(value),
                None => self.refuse(name, "choisissez des valeurs de la liste"),
            }
        }
        if out.len() > max {
            self.refuse(name, format!("gardez-en {max} au plus"));
        }
        out
    }
}

/// The field of the form for a part of the draft.
fn name_of(part: &str) -> &str {
    match part {
        "places" => "place_label",
        "sections" => "mission",
        "note" => "contract_note",
        "conditions" => "condition_text",
        "contact" => "contact_name",
        "apply" => "apply_url",
        "pay" => "pay_kind",
        "duration" => "duration_months",
        other => other,
    }
}
