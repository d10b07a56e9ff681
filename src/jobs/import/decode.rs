//! From bytes to text: byte-order marks, declared XML encodings, Windows-1252 tables, and a clear "no" to everything else.

use super::FILE_MAX;
use crate::kernel::refusal::Refusal;
use encoding_rs::{Encoding, WINDOWS_1252};
use std::borrow::Cow;

/// How far into a file the XML declaration is looked for, in bytes.
const DECLARATION_MAX: usize = 200;

/// UTF-8 (with or without a byte-order mark) or UTF-16 with one. Refuses anything else, naming the first bad line.
pub fn utf8(bytes: &[u8]) -> Result<Cow<'_, str>, Refusal> {
    let bytes = bounded(bytes)?;
    if let Some(text) = marked(bytes)? {
        return Ok(text);
    }
    std::str::from_utf8(bytes).map(Cow::Borrowed).map_err(|e| broken(bytes, e.valid_up_to()))
}

/// As [`utf8`], falling back to Windows-1252, which spreadsheets still write: tables only, where validity decides.
pub fn utf8_or_latin(bytes: &[u8]) -> Result<Cow<'_, str>, Refusal> {
    let bytes = bounded(bytes)?;
    if let Some(text) = marked(bytes)? {
        return Ok(text);
    }
    Ok(match std::str::from_utf8(bytes) {
        Ok(text) => Cow::Borrowed(text),
        Err(_) => WINDOWS_1252.decode_without_bom_handling(bytes).0,
    })
}

/// As [`utf8`], following the encoding an XML declaration names when the bytes are not UTF-8.
pub fn xml(bytes: &[u8]) -> Result<Cow<'_, str>, Refusal> {
    let bytes = bounded(bytes)?;
    if let Some(text) = marked(bytes)? {
        return Ok(text);
    }
    let declared = declared(bytes);
    match (std::str::from_utf8(bytes), declared) {
        (Ok(text), None) => Ok(Cow::Borrowed(text)),
        (Ok(text), Some(encoding)) if encoding == encoding_rs::UTF_8 || text.is_ascii() => Ok(Cow::Borrowed(text)),
        (_, Some(encoding)) if encoding != encoding_rs::UTF_8 => Ok(encoding.decode_without_bom_handling(bytes).0),
        (Ok(text), Some(_)) => Ok(Cow::Borrowed(text)),
        (Err(e), _) => Err(broken(bytes, e.valid_up_to())),
    }
}

/// Size and nature: too large, empty and compressed files stop here.
fn bounded(bytes: &[u8]) -> Result<&[u8], Refusal> {
    if bytes.len() > FILE_MAX {
        return Err(Refusal::too_large(format!("le fichier dépasse {} Mio : coupez-le en plusieurs", FILE_MAX >> 20)));
    }
    if bytes.iter().all(u8::is_ascii_whitespace) {
        return Err(Refusal::malformed("le fichier est vide"));
    }
    if bytes.starts_with(&[0x1f, 0x8b]) || bytes.starts_with(b"PK\x03\x04") {
        return Err(Refusal::malformed("le fichier est compressé ou c’est un classeur : décompressez-le, ou enregistrez le tableau en CSV"));
    }
    Ok(bytes)
}

/// The text after a byte-order mark, when there is one.
fn marked(bytes: &[u8]) -> Result<Option<Cow<'_, str>>, Refusal> {
    let Some((encoding, mark)) = Encoding::for_bom(bytes) else { return Ok(None) };
    let rest = bytes.get(mark..).unwrap_or_default();
    if encoding == encoding_rs::UTF_8 {
        return std::str::from_utf8(rest).map(|t| Some(Cow::Borrowed(t))).map_err(|e| broken(rest, e.valid_up_to()));
    }
    let (text, broken) = encoding.decode_without_bom_handling(rest);
    if broken {
        return Err(Refusal::malformed("le fichier commence comme de l’UTF-16 mais n’en est pas : enregistrez-le en UTF-8"));
    }
    Ok(Some(text))
}

/// The encoding named by `<?xml … encoding="…"?>`, when it is known.
fn declared(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = bytes.get(..bytes.len().min(DECLARATION_MAX))?;
    let end = head.windows(2).position(|w| w == b"?>")?;
    let head = String::from_utf8_lossy(head.get(..end)?).into_owned();
    let value = head.split_once("encoding")?.1.trim_start().strip_prefix('=')?.trim_start();
    let quote = value.chars().next().filter(|c| matches!(c, '"' | '\''))?;
    Encoding::for_label(value.get(1..)?.split(quote).next()?.as_bytes())
}

fn broken(bytes: &[u8], at: usize) -> Refusal {
    let line = 1 + bytes.iter().take(at).filter(|b| **b == b'\n').count();
    Refusal::malformed(format!("le fichier n’est pas de l’UTF-8 valide (ligne {line}) : enregistrez-le en UTF-8"))
}
