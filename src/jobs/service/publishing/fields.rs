//! The form of an offer, drawn from `publish::form::FIELDS`: values as typed, findings beside their fields.

use crate::desk::model::{Field, Form};
use crate::i18n::recruiting as say;
use crate::jobs::publish::form::{FIELDS, Field as Asked, Input, options};
use crate::jobs::publish::lint::{Finding, Severity};
use crate::jobs::publish::paper::{ROWS_MAX, Typed, rows};
use crate::kernel::lang::Lang;

/// Fields people do not fill: the commune is found from its name.
const UNSEEN: &str = "place_insee";

/// The form, without its buttons. Each field saves itself at `address`.
pub fn form(address: &str, typed: &Typed, findings: &[Finding], version: i64) -> Form {
    let mut form = Form { autosave: address.to_owned(), ..Form::new("offre") }.hidden("version", version.to_string());
    let mut section = None;
    let mut at = 0;
    while let Some(asked) = FIELDS.get(at) {
        if section != Some(asked.section) {
            section = Some(asked.section);
            form = form.field(Field::title(asked.section.label(Lang::Fr)));
        }
        let group: Vec<&Asked> = FIELDS.iter().skip(at).take_while(|f| is_row(f) && f.section == asked.section).collect();
        if group.is_empty() {
            for (row, name) in names(asked, typed) {
                form = form.field(one(asked, &name, row, typed, findings, version));
            }
            at += 1;
            continue;
        }
        let used = group.iter().map(|f| typed.used(f.name)).max().unwrap_or(0);
        for row in 0..(used + 1).clamp(2, ROWS_MAX) {
            for asked in group.iter().filter(|f| f.name != UNSEEN) {
                form = form.field(one(asked, &format!("{}.{row}", asked.name), row, typed, findings, version));
            }
        }
        at += group.len();
    }
    form
}

fn is_row(field: &Asked) -> bool {
    matches!(field.input, Input::Row | Input::RowCheck)
}

/// The names a field is sent under, with their rows: three places for what is ranked, more once they are used.
fn names(asked: &Asked, typed: &Typed) -> Vec<(usize, String)> {
    match rows(asked) {
        None => vec![(0, asked.name.to_owned())],
        Some(most) => (0..(typed.used(asked.name) + 1).clamp(3, most.max(3)).min(most)).map(|row| (row, format!("{}.{row}", asked.name))).collect(),
    }
}

fn one(asked: &Asked, name: &str, row: usize, typed: &Typed, findings: &[Finding], version: i64) -> Field {
    let repeats = rows(asked).is_some();
    let label = if repeats && row > 0 { format!("{} {}", asked.label, row + 1) } else { asked.label.to_owned() };
    let choices = options(asked.name, Lang::Fr);
    let kind = match asked.input {
        Input::Text | Input::Lines => "area",
        Input::Choice => "select",
        Input::Ranked(_) if !choices.is_empty() => "select",
        Input::Check | Input::RowCheck => "check",
        Input::Day => "date",
        Input::Mail => "email",
        Input::Url => "url",
        _ => "text",
    };
    let mut field = Field::new(name, kind, label).value(typed.get(name)).hint(if row == 0 { asked.hint } else { "" });
    field.required = asked.required && row == 0;
    field.version = version.to_string();
    match kind {
        "check" => {
            let code = if asked.input == Input::RowCheck { row.to_string() } else { "oui".to_owned() };
            field = field.value(if typed.get(name).is_empty() { String::new() } else { code.clone() });
            let label = std::mem::take(&mut field.label);
            field = field.options([(code, label)]);
        }
        "select" => {
            let empty = choices.iter().all(|(code, _)| !code.is_empty()).then_some(("", say::CHOOSE));
            field = field.options(empty.into_iter().chain(choices)).half();
        }
        "area" => field = field.rows(if asked.input == Input::Lines { 4 } else { 8 }),
        "text" if matches!(asked.input, Input::Number | Input::Amount) => {
            field.keyboard = if asked.input == Input::Number { "numeric" } else { "decimal" }.to_owned();
            field = field.half();
        }
        "text" | "url" | "email" if asked.max <= 60 => field = field.half(),
        _ => {}
    }
    beside(&mut field, asked.name, name, typed, findings);
    field
}

/// Puts what the reader found beside the field it found it in: what blocks as an error, advice as a hint.
fn beside(field: &mut Field, base: &str, name: &str, typed: &Typed, findings: &[Finding]) {
    let here = findings.iter().filter(|f| f.field == base && typed.get(name).contains(f.found.as_str()));
    for finding in here {
        let place = if finding.severity == Severity::Blocking { &mut field.error } else { &mut field.hint };
        if !place.is_empty() {
            place.push(' ');
        }
        place.push_str(&finding.to_string());
    }
}
