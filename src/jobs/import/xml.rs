//! Cuts an XML feed into records, one per offer element, in one pass and with every bound stated in the module head.
//!
//! Document types that declare anything are refused in words: entities are never defined, expanded or fetched. The five
//! XML entities, numeric references and the names HTML defines are known; any other reference stays as it is written.

use super::rows::Trouble;
use super::{DEPTH_MAX, ROW_MAX, html};
use crate::kernel::refusal::Refusal;
use quick_xml::Reader;
use quick_xml::errors::{Error, IllFormedError};
use quick_xml::events::{BytesStart, Event};

/// Most fields kept of one record.
const FIELDS_MAX: usize = 400;

/// A child element of a record.
#[derive(Debug, Default)]
pub struct Field {
    /// Its name in lower case, with its prefix ("dc:creator"); a child of an author is "author/name".
    pub name: String,
    /// Its text; elements inside it are kept as tags.
    pub text: String,
    /// Its attributes, as written.
    pub attributes: String,
}

/// One offer element.
#[derive(Debug, Default)]
pub struct Record {
    /// Line on which it starts, from 1.
    pub line: u64,
    /// Its fields, in order.
    pub fields: Vec<Field>,
    /// Its size in bytes is over `ROW_MAX`: what is above was not kept.
    pub oversized: bool,
}

impl Record {
    /// The text of the first of these fields that has any.
    pub fn first(&self, names: &[&str]) -> String {
        names
            .iter()
            .flat_map(|n| self.fields.iter().filter(move |f| f.name == *n))
            .map(|f| f.text.trim())
            .find(|t| !t.is_empty())
            .unwrap_or_default()
            .to_owned()
    }

    /// The fields of one name.
    pub fn all<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a Field> {
        self.fields.iter().filter(move |f| f.name == name)
    }
}

/// What a feed says outside its records.
#[derive(Debug, Default)]
pub struct Header {
    /// Name of the root element, in lower case, without prefix.
    pub root: String,
    /// Title of the channel.
    pub title: String,
}

/// Reads the records named `names`. The header is passed along, as far as it is known at that point of the file.
/// The outer result is the file's (declared entities, too many rows); the inner one says where reading stopped.
pub fn records(
    text: &str,
    names: &[&str],
    mut keep: impl FnMut(&Header, Record) -> Result<(), Refusal>,
) -> Result<(Header, Result<(), Trouble>), Refusal> {
    let mut reader = Reader::from_str(text);
    reader.config_mut().allow_dangling_amp = true;
    let mut walk = Walk { text, names, line: 1, counted: 0, ..Walk::default() };
    loop {
        let at = usize::try_from(reader.buffer_position()).unwrap_or(usize::MAX);
        let event = match reader.read_event() {
            Ok(event) => event,
            Err(error) => {
                let at = usize::try_from(reader.error_position()).unwrap_or(at);
                let line = walk.line_at(at);
                return Ok((walk.header, Err(Trouble { line, sentence: sentence(&error) })));
            }
        };
        match event {
            Event::Eof => return Ok(walk.end()),
            Event::DocType(doctype) if doctype.contains('[') || doctype.contains("ENTITY") => {
                return Err(Refusal::malformed("le fichier déclare des entités (DOCTYPE) : elles sont refusées, retirez cette déclaration"));
            }
            Event::Start(tag) => {
                if let Err(trouble) = walk.start(&tag, at) {
                    return Ok((walk.header, Err(trouble)));
                }
            }
            Event::Empty(tag) => {
                if let Err(trouble) = walk.start(&tag, at) {
                    return Ok((walk.header, Err(trouble)));
                }
                if let Some(record) = walk.finish_element() {
                    keep(&walk.header, record)?;
                }
            }
            Event::End(_) => {
                if let Some(record) = walk.finish_element() {
                    keep(&walk.header, record)?;
                }
            }
            Event::Text(words) => walk.push(&words),
            Event::CData(words) => walk.push(&words),
            Event::GeneralRef(name) => match html::reference(&name) {
                Some(text) => walk.push(&text),
                None => walk.push(&format!("&{};", &*name)),
            },
            _ => {}
        }
    }
}

#[derive(Default)]
struct Walk<'a> {
    text: &'a str,
    names: &'a [&'a str],
    header: Header,
    stack: Vec<String>,
    record: Option<(usize, Record)>,
    size: usize,
    line: u64,
    counted: usize,
}

impl Walk<'_> {
    /// The line of a byte offset; offsets never go back.
    fn line_at(&mut self, at: usize) -> u64 {
        let at = at.min(self.text.len());
        let fresh = self.text.as_bytes().get(self.counted..at).unwrap_or_default();
        self.line += fresh.iter().filter(|b| **b == b'\n').count() as u64;
        self.counted = self.counted.max(at);
        self.line
    }

    fn start(&mut self, tag: &BytesStart<'_>, at: usize) -> Result<(), Trouble> {
        let line = self.line_at(at);
        if self.stack.len() >= DEPTH_MAX {
            return Err(Trouble { line, sentence: format!("le fichier est imbriqué sur plus de {DEPTH_MAX} niveaux") });
        }
        let name = name_of(tag);
        let local = name.rsplit(':').next().unwrap_or_default().to_owned();
        if self.stack.is_empty() && self.header.root.is_empty() {
            self.header.root.clone_from(&local);
        }
        self.stack.push(local.clone());
        let depth = self.stack.len();
        match &mut self.record {
            None if self.names.contains(&local.as_str()) => {
                self.size = 0;
                self.record = Some((depth, Record { line, ..Record::default() }));
            }
            None => {}
            Some((_, record)) if record.fields.len() >= FIELDS_MAX => {}
            Some((top, record)) if depth == *top + 1 => {
                record.fields.push(Field { name, text: String::new(), attributes: tag.attributes_raw().to_owned() });
            }
            Some((top, record)) => {
                let parent = record.fields.last().map(|f| f.name.clone()).unwrap_or_default();
                if depth == *top + 2 && (parent.ends_with("author") || parent.starts_with("author/")) {
                    record.fields.push(Field { name: format!("author/{local}"), ..Field::default() });
                } else {
                    self.raw(&format!("<{} {}>", local, tag.attributes_raw()));
                }
            }
        }
        Ok(())
    }

    fn finish_element(&mut self) -> Option<Record> {
        let depth = self.stack.len();
        let local = self.stack.pop()?;
        match &self.record {
            Some((top, _)) if depth == *top => return self.record.take().map(|(_, record)| record),
            Some((top, record)) if depth == *top + 2 && record.fields.last().is_some_and(|f| f.name.starts_with("author/")) => {}
            Some((top, _)) if depth > *top + 1 => self.raw(&format!("</{local}>")),
            _ => {}
        }
        None
    }

    fn push(&mut self, words: &str) {
        match &self.record {
            Some((top, _)) if self.stack.len() > *top => self.raw(words),
            None if self.header.title.len() < 200
                && matches!(self.stack.as_slice(), [.., parent, last] if last == "title" && matches!(parent.as_str(), "channel" | "feed")) =>
            {
                self.header.title.push_str(words.trim_matches('\n'));
            }
            _ => {}
        }
    }

    fn raw(&mut self, words: &str) {
        self.size += words.len();
        let Some((_, record)) = &mut self.record else { return };
        if self.size > ROW_MAX {
            record.oversized = true;
        } else if let Some(field) = record.fields.last_mut() {
            field.text.push_str(words);
        }
    }

    fn end(mut self) -> (Header, Result<(), Trouble>) {
        if self.stack.is_empty() {
            return (self.header, Ok(()));
        }
        let line = match &self.record {
            Some((_, record)) => record.line,
            None => self.line_at(self.text.len()),
        };
        (self.header, Err(Trouble { line, sentence: "le fichier s’arrête avant la fin : il est tronqué".to_owned() }))
    }
}

fn name_of(tag: &BytesStart<'_>) -> String {
    tag.name().as_ref().to_lowercase()
}

fn sentence(error: &Error) -> String {
    match error {
        Error::IllFormed(IllFormedError::MismatchedEndTag { expected, found }) => {
            format!("la balise « {} » se ferme alors que « {} » est ouverte", super::french::short(found), super::french::short(expected))
        }
        Error::IllFormed(IllFormedError::UnmatchedEndTag(found)) => {
            format!("la balise « {} » se ferme sans être ouverte", super::french::short(found))
        }
        Error::Syntax(_) => "le XML est brisé ici : une balise, un commentaire ou un bloc CDATA n’est pas fermé".to_owned(),
        _ => "le XML est mal formé ici".to_owned(),
    }
}
