//! The forms of an associate, a host and a mission: what they show, and what was typed read back into a draft.

use crate::campaign::model::sheet::{DEPARTMENTS, Family, HostDraft, HostKind, MissionDraft, MissionKind, PersonDraft};
use crate::campaign::store::people::Host;
use crate::desk::model::{Field, Form};
use crate::desk::service::Fields;
use crate::i18n::campaign as say;
use crate::kernel::lang::Lang;
use crate::kernel::refusal::Refusal;
use crate::people::model::{Agreement, address};

fn number(name: &str, label: &str, value: String) -> Field {
    Field { keyboard: "numeric".to_owned(), ..Field::new(name, "number", label).value(value).half() }
}

/// The reference: asked for once, then only shown.
fn reference(form: Form, known: Option<&str>) -> Form {
    match known {
        Some(reference) => form.hidden("reference", reference),
        None => form.field(Field::new("reference", "text", say::REFERENCE).hint(say::REFERENCE_HINT).required().max(40).half()),
    }
}

/// The form of an associate.
pub(super) fn person(d: Option<&PersonDraft>) -> Form {
    let text = |f: fn(&PersonDraft) -> &str| d.map_or("", f).to_owned();
    let periods = d.map_or([true; 2], |d| d.periods);
    let chosen: Vec<&str> = ["1", "2"].into_iter().zip(periods).filter(|(_, on)| *on).map(|(code, _)| code).collect();
    reference(Form::new("personne"), d.map(|d| d.reference.as_str()))
        .field(Field::new("name", "text", say::NAME).value(text(|d| &d.name)).required().max(120).half())
        .field(Field::new("email", "email", say::EMAIL).value(text(|d| &d.email)).hint(say::EMAIL_HINT).required().max(254).half())
        .field(
            Field::new("agreement", "select", say::AGREEMENT)
                .value(d.map_or(Agreement::Inclusive, |d| d.agreement).code())
                .options(Agreement::ALL.iter().map(|a| (a.code(), a.label(Lang::Fr))))
                .half(),
        )
        .field(Field::new("pitch", "area", say::PITCH).value(text(|d| &d.pitch)).hint(say::PITCH_HINT).max(600).rows(4))
        .field(Field::new("periods", "check", say::PERIODS).options(say::PERIOD_CHOICES).value(chosen.join("\u{1f}")))
}

/// The form of a host. `slug` is the address part of the board's organisation it is.
pub(super) fn host(d: Option<&HostDraft>, slug: &str) -> Form {
    let text = |f: fn(&HostDraft) -> &str| d.map_or("", f).to_owned();
    let kind = d.map_or(HostKind::Association, |d| d.kind).code();
    reference(Form::new("structure"), d.map(|d| d.reference.as_str()))
        .field(Field::new("name", "text", say::HOST_NAME).value(text(|d| &d.name)).required().max(120).half())
        .field(Field::new("kind", "select", say::HOST_KIND).value(kind).options(HostKind::ALL.iter().map(|k| (k.code(), k.label(Lang::Fr)))).half())
        .field(Field::new("contact", "text", say::CONTACT).value(text(|d| &d.contact)).required().max(120).half())
        .field(Field::new("email", "email", say::EMAIL).value(text(|d| &d.email)).hint(say::EMAIL_HINT).required().max(254).half())
        .field(number("tables", say::TABLES, d.map_or(1, |d| d.tables).to_string()).required())
        .field(number("min_meetings", say::MEETINGS_MIN, d.map_or(0, |d| d.min_meetings).to_string()))
        .field(number("max_meetings", say::MEETINGS_MAX, d.and_then(|d| d.max_meetings).map_or(String::new(), |n| n.to_string())))
        .field(Field::new("question", "text", say::QUESTION).value(text(|d| &d.question)).hint(say::QUESTION_HINT).max(200))
        .field(Field::new("organisation", "text", say::ORGANISATION).value(slug).hint(say::ORGANISATION_HINT).max(120))
}

/// The form of a mission. Without `hosts` its host stays who it is: it is the host who writes.
pub(super) fn mission(d: Option<&MissionDraft>, hosts: &[Host]) -> Form {
    let text = |f: fn(&MissionDraft) -> &str| d.map_or("", f).to_owned();
    let places = d.map_or([1, 1], |d| d.places);
    let mut form = Form::new("mission");
    if !hosts.is_empty() {
        form = reference(form, d.map(|d| d.reference.as_str()));
        let options = hosts.iter().map(|h| (h.draft.reference.clone(), h.draft.name.clone()));
        form = form.field(Field::new("host", "select", say::HOST).value(text(|d| &d.host)).options(options));
    }
    let lines = |name: &str, label: &str, value: String| Field::new(name, "area", label).value(value).required().max(2000);
    form.field(Field::new("title", "text", say::MISSION_TITLE).value(text(|d| &d.title)).required().max(160))
        .field(
            Field::new("family", "select", say::FAMILY)
                .value(d.map_or(Family::Scale, |d| d.family).code())
                .options(Family::ALL.iter().map(|f| (f.code(), f.label(Lang::Fr))))
                .half(),
        )
        .field(
            Field::new("kind", "select", say::MISSION_KIND)
                .value(d.map_or(MissionKind::Strategic, |d| d.kind).code())
                .options(MissionKind::ALL.iter().map(|k| (k.code(), k.label(Lang::Fr))))
                .half(),
        )
        .field(lines("summary", say::SUMMARY, text(|d| &d.summary)).rows(5))
        .field(lines("deliverables", say::DELIVERABLES, text(|d| &d.deliverables)).rows(4))
        .field(Field::new("manager", "text", say::MANAGER).value(text(|d| &d.manager)).max(120).half())
        .field(Field::new("place", "text", say::PLACE).value(text(|d| &d.place)).required().max(120).half())
        .field(
            Field::new("department", "select", say::DEPARTMENT)
                .value(text(|d| &d.department))
                .options(DEPARTMENTS.map(|d| (d, say::department(d))))
                .half(),
        )
        .field(Field::new("tags", "text", say::TAGS).value(d.map_or(String::new(), |d| d.tags.join(", "))).hint(say::TAGS_HINT).max(330).half())
        .field(number("places", say::PLACES_1, places[0].to_string()).required())
        .field(number("places2", say::PLACES_2, places[1].to_string()).required())
        .field(
            number("places_total", say::PLACES_TOTAL, d.and_then(|d| d.places_total).map_or(String::new(), |n| n.to_string()))
                .hint(say::PLACES_TOTAL_HINT),
        )
}

/// What does not read, gathered by field.
#[derive(Default)]
struct Reader {
    wrong: Vec<Refusal>,
}

impl Reader {
    /// A whole number; None for an empty field.
    fn number(&mut self, fields: &Fields, name: &str) -> Option<u32> {
        let typed = fields.get(name);
        let read = typed.parse().ok();
        if read.is_none() && !typed.is_empty() {
            self.wrong.push(Refusal::invalid(name, say::NUMBER_WRONG));
        }
        read
    }

    fn choice<C>(&mut self, name: &str, found: Option<C>, otherwise: C) -> C {
        found.unwrap_or_else(|| {
            self.wrong.push(Refusal::invalid(name, say::CHOICE_WRONG));
            otherwise
        })
    }

    /// The draft, unless something in it is wrong; a field that does not read is not also out of its limits.
    fn done<D>(self, draft: D, checked: Result<(), Vec<Refusal>>) -> Result<D, Vec<Refusal>> {
        let mut wrong = self.wrong;
        let unread: Vec<Option<String>> = wrong.iter().map(|w| w.field.clone()).collect();
        wrong.extend(checked.err().unwrap_or_default().into_iter().filter(|r| !unread.contains(&r.field)));
        if wrong.is_empty() { Ok(draft) } else { Err(wrong) }
    }
}

fn email(fields: &Fields) -> String {
    address(fields.get("email")).unwrap_or_else(|| fields.get("email").to_owned())
}

/// An associate as typed.
pub(super) fn read_person(fields: &Fields) -> Result<PersonDraft, Vec<Refusal>> {
    let mut r = Reader::default();
    let periods = fields.all("periods");
    let draft = PersonDraft {
        reference: fields.get("reference").to_owned(),
        name: fields.get("name").to_owned(),
        email: email(fields),
        agreement: r.choice("agreement", Agreement::from_code(fields.get("agreement")), Agreement::Inclusive),
        pitch: fields.get("pitch").to_owned(),
        periods: ["1", "2"].map(|code| periods.iter().any(|p| p == code)),
    };
    let checked = draft.check();
    r.done(draft, checked)
}

/// A host as typed.
pub(super) fn read_host(fields: &Fields) -> Result<HostDraft, Vec<Refusal>> {
    let mut r = Reader::default();
    let draft = HostDraft {
        reference: fields.get("reference").to_owned(),
        name: fields.get("name").to_owned(),
        kind: r.choice("kind", HostKind::from_code(fields.get("kind")), HostKind::Association),
        contact: fields.get("contact").to_owned(),
        email: email(fields),
        tables: r.number(fields, "tables").unwrap_or(0),
        min_meetings: r.number(fields, "min_meetings").unwrap_or(0),
        max_meetings: r.number(fields, "max_meetings"),
        question: fields.get("question").to_owned(),
    };
    let checked = draft.check();
    r.done(draft, checked)
}

/// A mission as typed; `reference` and `host` are those of the form unless given.
pub(super) fn read_mission(fields: &Fields, reference: Option<&str>, host: Option<&str>) -> Result<MissionDraft, Vec<Refusal>> {
    let mut r = Reader::default();
    let tags = fields.get("tags").split([',', ';']).map(str::trim).filter(|t| !t.is_empty()).map(str::to_owned).collect();
    let draft = MissionDraft {
        reference: reference.unwrap_or(fields.get("reference")).to_owned(),
        host: host.unwrap_or(fields.get("host")).to_owned(),
        title: fields.get("title").to_owned(),
        family: r.choice("family", Family::from_code(fields.get("family")), Family::Scale),
        kind: r.choice("kind", MissionKind::from_code(fields.get("kind")), MissionKind::Strategic),
        summary: fields.get("summary").to_owned(),
        deliverables: fields.get("deliverables").to_owned(),
        manager: fields.get("manager").to_owned(),
        place: fields.get("place").to_owned(),
        department: fields.get("department").to_owned(),
        tags,
        places: [r.number(fields, "places").unwrap_or(0), r.number(fields, "places2").unwrap_or(0)],
        places_total: r.number(fields, "places_total"),
    };
    let checked = draft.check();
    r.done(draft, checked)
}
