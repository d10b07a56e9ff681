//! Small readers of JSON values whose shape the source does not hold to: a text may be a number, a list, an object.

use serde_json::Value;

/// The text of a value: a string, a number, or the first of a list; of an object, its `name`, `label` or `value`.
pub fn text(value: &Value) -> String {
    match value {
        Value::String(s) => s.clone(),
        Value::Number(n) => n.to_string(),
        Value::Array(list) => list.first().map(text).unwrap_or_default(),
        Value::Object(o) => ["name", "libelle", "label", "value", "@value", "@id"].iter().find_map(|k| o.get(*k)).map(text).unwrap_or_default(),
        Value::Bool(_) | Value::Null => String::new(),
    }
}

/// The text at a path of keys; empty when there is none. A list on the way is entered at its first element.
pub fn at(value: &Value, path: &[&str]) -> String {
    node(value, path).map(text).unwrap_or_default()
}

/// The value at a path of keys.
pub fn node<'a>(value: &'a Value, path: &[&str]) -> Option<&'a Value> {
    let mut here = value;
    for key in path {
        if let Value::Array(list) = here {
            here = list.first()?;
        }
        here = here.get(key)?;
    }
    Some(here).filter(|v| !v.is_null())
}

/// The elements of a list, or the value alone; nothing for null.
pub fn list<'a>(value: &'a Value, key: &str) -> Vec<&'a Value> {
    match value.get(key) {
        Some(Value::Array(items)) => items.iter().take(40).collect(),
        Some(Value::Null) | None => Vec::new(),
        Some(one) => vec![one],
    }
}

/// A number, written as such or as text.
pub fn number(value: Option<&Value>) -> Option<f64> {
    match value? {
        Value::Number(n) => n.as_f64(),
        Value::String(s) => s.replace([' ', '\u{a0}', '\u{202f}'], "").replace(',', ".").parse().ok(),
        Value::Array(list) => number(list.first()),
        _ => None,
    }
}

/// True for `true`, "true", "1"…
pub fn yes(value: Option<&Value>) -> bool {
    match value {
        Some(Value::Bool(b)) => *b,
        Some(Value::String(s)) => s.eq_ignore_ascii_case("true"),
        _ => false,
    }
}
