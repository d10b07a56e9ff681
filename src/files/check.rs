//! Reads a PDF and says what it holds, or why it is not taken. Meant for the limited process of `child`: it trusts nothing,
//! but the libraries behind it may still fall over.
//!
//! Two passes. The first reads every word of the bytes, whatever the file's tables say, and unpacks each stream within a
//! bound. The second asks the library for every object it would show and looks at each again. What either finds counts.

use super::findings::Findings;
use super::lex::find;
use super::model::{Looks, MAX_OBJECTS, MAX_PAGES, Refused, is_pdf};
use super::names::clean_line;
use hayro::hayro_syntax::{LoadPdfError, Pdf};
use serde::{Deserialize, Serialize};

/// Longest title kept, in characters.
const MAX_TITLE: usize = 200;

/// What a file that is taken holds.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Inspected {
    /// Its pages, from 1 to [`MAX_PAGES`].
    pub pages: usize,
    /// The title it carries, cleaned; for the team's eyes only, never a file name.
    pub title: Option<String>,
}

/// Reads a file and says what it holds.
///
/// # Errors
/// Why it is not taken.
pub fn inspect(bytes: &[u8]) -> Result<Inspected, Refused> {
    open(bytes.to_vec()).map(|(_, inspected)| inspected)
}

/// Reads a file and keeps it open for `render`.
///
/// # Errors
/// Why it is not taken.
pub fn open(bytes: Vec<u8>) -> Result<(Pdf, Inspected), Refused> {
    outline(&bytes)?;
    let mut findings = Findings::default();
    findings.survey(&bytes, true)?;
    findings.verdict()?;
    let pdf = Pdf::new(bytes).map_err(|e| match e {
        LoadPdfError::Decryption(_) => Refused::Encrypted,
        LoadPdfError::Invalid => Refused::Broken,
    })?;
    if pdf.len() > MAX_OBJECTS {
        return Err(Refused::Bomb);
    }
    let mut findings = Findings::default();
    for object in pdf.objects() {
        findings.object(&object, 0)?;
    }
    findings.verdict()?;
    let pages = pdf.pages().len();
    match pages {
        0 => Err(Refused::Broken),
        1..=MAX_PAGES => {
            let title = pdf.metadata().title.as_deref().and_then(|t| clean_line(&text(t), MAX_TITLE));
            Ok((pdf, Inspected { pages, title }))
        }
        _ => Err(Refused::TooManyPages),
    }
}

/// How the file begins and ends.
fn outline(bytes: &[u8]) -> Result<(), Refused> {
    if bytes.is_empty() {
        return Err(Refused::Empty);
    }
    if !is_pdf(bytes) {
        return Err(Refused::NotPdf(Looks::from_bytes(bytes)));
    }
    let tail = bytes.get(bytes.len().saturating_sub(2048)..).unwrap_or(bytes);
    if find(tail, b"startxref").is_none() {
        return Err(Refused::Broken);
    }
    // An archive may begin anywhere but must end the file: a PDF that is one too is not what it seems.
    let zip = bytes.get(bytes.len().saturating_sub(66_000)..).unwrap_or(bytes);
    let mut at = 0;
    while let Some(found) = find(&zip[at..], b"PK\x05\x06") {
        let end = at + found + 22;
        let comment = zip.get(end - 2..end).map(|l| usize::from(l[0]) | usize::from(l[1]) << 8);
        if comment.is_some_and(|l| end + l <= zip.len() && zip.len() <= end + l + 16) {
            return Err(Refused::Attachments);
        }
        at += found + 4;
    }
    Ok(())
}

/// A PDF text string: UTF-16 or UTF-8 with their marks, otherwise UTF-8 if it reads as such, otherwise Latin-1.
fn text(bytes: &[u8]) -> String {
    match bytes {
        [0xfe, 0xff, rest @ ..] => {
            let units: Vec<u16> = rest.chunks_exact(2).map(|p| u16::from(p[0]) << 8 | u16::from(p[1])).collect();
            String::from_utf16_lossy(&units).replace('\u{fffd}', "")
        }
        [0xef, 0xbb, 0xbf, rest @ ..] => String::from_utf8_lossy(rest).replace('\u{fffd}', ""),
        _ => match std::str::from_utf8(bytes) {
            Ok(plain) => plain.to_owned(),
            Err(_) => bytes.iter().map(|b| char::from(*b)).collect(),
        },
    }
}
