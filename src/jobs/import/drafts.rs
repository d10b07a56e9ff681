//! Our own drafts: `{"organisations": […], "offers": […]}`, or a bare array of offers. Misspelt fields are refused.

use super::rows::{Rows, Trouble};
use super::scan::{Item, Scanner};
use super::{Parsed, french};
use crate::jobs::model::draft::OfferDraft;
use crate::kernel::refusal::Refusal;
use crate::organisations::model::draft::OrganisationDraft;
use serde::de::DeserializeOwned;

/// Reads a file of drafts.
pub fn read(text: &str, source: &str) -> Result<Parsed, Refusal> {
    let mut scan = Scanner::new(text, 1);
    let mut rows = Rows::new(true);
    let end = match scan.peek() {
        Some(b'[') => offers(&mut scan, &mut rows, source)?,
        Some(b'{') => document(&mut scan, &mut rows, source)?,
        _ => return Err(Refusal::malformed("ce n’est pas du JSON : attendu, une liste d’offres ou un objet « organisations » et « offers »")),
    };
    let end = end.and_then(|()| match scan.peek() {
        None => Ok(()),
        Some(_) => Err(Trouble { line: scan.line(), sentence: "du texte suit la fin du document".to_owned() }),
    });
    rows.finish(end)
}

type End = Result<(), Trouble>;

fn document(scan: &mut Scanner<'_>, rows: &mut Rows, source: &str) -> Result<End, Refusal> {
    scan.take(b'{');
    let mut first = true;
    loop {
        let key = match scan.key(first) {
            Ok(Some(key)) => key,
            Ok(None) => return Ok(Ok(())),
            Err(trouble) => return Ok(Err(trouble)),
        };
        first = false;
        let list = scan.peek() == Some(b'[');
        let end = match key.as_str() {
            "offers" if list => offers(scan, rows, source)?,
            "organisations" if list => organisations(scan, rows)?,
            _ => {
                let line = scan.line();
                return Ok(Err(Trouble {
                    line,
                    sentence: format!("« {} » n’est pas attendu : donnez les listes « organisations » et « offers »", french::short(&key)),
                }));
            }
        };
        if end.is_err() {
            return Ok(end);
        }
    }
}

fn offers(scan: &mut Scanner<'_>, rows: &mut Rows, source: &str) -> Result<End, Refusal> {
    each(scan, |item| {
        let outcome = parse::<OfferDraft>(&item).and_then(|mut draft| {
            if draft.source.is_empty() {
                draft.source = source.to_owned();
            }
            no_markup(draft.sections.all())?;
            Ok(draft)
        });
        rows.offer(item.line, reference(&item, outcome.is_err()), outcome)
    })
}

fn organisations(scan: &mut Scanner<'_>, rows: &mut Rows) -> Result<End, Refusal> {
    each(scan, |item| {
        let outcome = parse::<OrganisationDraft>(&item).and_then(|draft| {
            no_markup([draft.summary.as_str(), &draft.story])?;
            Ok(draft)
        });
        rows.organisation(item.line, outcome)
    })
}

/// Walks the array the scanner stands on. The outer result is the file's, the inner one says where reading stopped.
pub fn each(scan: &mut Scanner<'_>, mut keep: impl FnMut(Item<'_>) -> Result<(), Refusal>) -> Result<End, Refusal> {
    scan.take(b'[');
    let mut first = true;
    loop {
        match scan.element(first) {
            Ok(Some(item)) => keep(item)?,
            Ok(None) => return Ok(Ok(())),
            Err(trouble) => return Ok(Err(trouble)),
        }
        first = false;
    }
}

fn parse<T: DeserializeOwned>(item: &Item<'_>) -> Result<T, Refusal> {
    let text = item.bounded()?;
    if has_control(text) {
        return Err(Refusal::malformed("un caractère de contrôle (\\u0000…) se cache dans le texte : retirez-le"));
    }
    serde_json::from_str(text).map_err(|e| french::refusal(text, &e))
}

/// The reference of a refused row, found without trusting the rest of it.
fn reference(item: &Item<'_>, wanted: bool) -> Option<String> {
    let mut scan = Scanner::new(item.text, 1);
    let mut first = true;
    if !wanted || !scan.take(b'{') {
        return None;
    }
    while let Ok(Some(key)) = scan.key(first) {
        first = false;
        let value = scan.value().ok()?;
        if key == "reference" {
            return serde_json::from_str::<String>(value.text).ok().map(|r| french::short(&r));
        }
    }
    None
}

/// True when an escape stands for a control character other than tab and line ends.
fn has_control(text: &str) -> bool {
    let mut rest = text.as_bytes();
    while let Some(at) = rest.iter().position(|b| *b == b'\\') {
        let escape = rest.get(at + 1..(at + 6).min(rest.len())).unwrap_or_default();
        if let [b'u', b'0', b'0', b'0' | b'1', low] = escape
            && !matches!((escape[3], low), (b'0', b'9' | b'a' | b'A' | b'd' | b'D'))
        {
            return true;
        }
        rest = rest.get(at + 2..).unwrap_or_default();
    }
    false
}

/// Refuses HTML in a text that is Markdown; `<https://…>` and `<a@b.fr>` are Markdown.
fn no_markup<'a>(texts: impl IntoIterator<Item = &'a str>) -> Result<(), Refusal> {
    for text in texts {
        for piece in text.split('<').skip(1) {
            let inside = piece.split('>').next().unwrap_or_default();
            let tag = inside.starts_with(|c: char| c.is_ascii_alphabetic() || matches!(c, '/' | '!' | '?'));
            let link = !inside.contains(char::is_whitespace) && (inside.contains("://") || inside.contains('@'));
            if tag && !link {
                return Err(Refusal::invalid("sections", "le texte contient des balises HTML : écrivez-le en Markdown"));
            }
        }
    }
    Ok(())
}
