//! What a PDF holds that a CV has no need of: the rules, and the two passes that apply them (see `check`).

use super::inflate::{Budget, MAX_CHAIN, Step, unpack};
use super::lex::{Lexer, Token};
use super::model::{MAX_OBJECTS, MAX_PICTURE_PIXELS, Refused};
use hayro::hayro_syntax::Filter;
use hayro::hayro_syntax::object::{Dict, MaybeRef, Name, Object};

/// Deepest nesting of lists and dictionaries looked at; deeper files are refused.
const MAX_DEPTH: usize = 64;
/// Most words, then most values, looked at in a file.
const MAX_VALUES: usize = 3_000_000;

/// What kind of value a key has, as far as the rules care.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Value<'a> {
    Name(&'a [u8]),
    /// A dictionary, a list, a string, a stream, or a reference to one.
    Thing,
    Other,
}

/// The rules: what a key of a dictionary means when it has this value. Scripts, actions that reach outside the page, forms
/// that run, files within the file.
fn rule(key: &[u8], value: Value) -> Option<Refused> {
    let thing = value == Value::Thing;
    match (key, value) {
        (b"Encrypt", _) if thing => Some(Refused::Encrypted),
        (b"JS" | b"JavaScript" | b"XFA" | b"RichMediaContent" | b"OnInstantiate", _) if thing => Some(Refused::Scripted),
        (b"EF" | b"EmbeddedFiles", _) if thing => Some(Refused::Attachments),
        (
            b"S",
            Value::Name(
                b"JavaScript" | b"Launch" | b"SubmitForm" | b"ImportData" | b"GoToR" | b"GoToE" | b"Rendition" | b"Movie" | b"Sound"
                | b"RichMediaExecute" | b"GoTo3DView",
            ),
        ) => Some(Refused::Scripted),
        (b"Subtype" | b"Type", Value::Name(b"RichMedia" | b"Screen" | b"Movie" | b"3D")) => Some(Refused::Scripted),
        (b"Subtype" | b"Type", Value::Name(b"EmbeddedFile" | b"FileAttachment")) => Some(Refused::Attachments),
        _ => None,
    }
}

/// What was found so far; the gravest is told.
#[derive(Default)]
pub(super) struct Findings {
    encrypted: bool,
    scripted: bool,
    attachments: bool,
    objects: usize,
    values: usize,
    budget: Budget,
}

impl Findings {
    fn note(&mut self, found: Option<Refused>) {
        self.encrypted |= found == Some(Refused::Encrypted);
        self.scripted |= found == Some(Refused::Scripted);
        self.attachments |= found == Some(Refused::Attachments);
    }

    /// Nothing, or the gravest of what was found.
    pub(super) fn verdict(&self) -> Result<(), Refused> {
        match (self.encrypted, self.scripted, self.attachments) {
            (true, ..) => Err(Refused::Encrypted),
            (_, true, _) => Err(Refused::Scripted),
            (.., true) => Err(Refused::Attachments),
            _ => Ok(()),
        }
    }

    fn count(&mut self) -> Result<(), Refused> {
        self.values += 1;
        if self.values > MAX_VALUES { Err(Refused::Bomb) } else { Ok(()) }
    }

    /// First pass: the words of the bytes, then those of each stream that holds objects.
    pub(super) fn survey(&mut self, bytes: &[u8], outermost: bool) -> Result<(), Refused> {
        let mut lexer = Lexer::new(bytes);
        let mut key: Option<Vec<u8>> = None;
        let (mut steps, mut in_filter, mut length, mut holds_objects, mut depth) = (Vec::new(), false, None, false, 0usize);
        while let Some(token) = lexer.next() {
            self.count()?;
            let value = match &token {
                Token::Name(name) => Value::Name(name),
                Token::Number(_) | Token::Text | Token::Open | Token::List => Value::Thing,
                _ => Value::Other,
            };
            if let Some(key) = &key {
                self.note(rule(key, value));
                holds_objects |= key == b"Type" && value == Value::Name(b"ObjStm");
                if let (b"Length", Token::Number(told)) = (key.as_slice(), &token) {
                    length = Some(*told);
                }
                in_filter = matches!(key.as_slice(), b"Filter" | b"F") && matches!(token, Token::Name(_) | Token::List) || in_filter;
            }
            match &token {
                Token::Name(name) if in_filter && steps.len() <= MAX_CHAIN && Step::from_name(name).is_some() => {
                    steps.extend(Step::from_name(name));
                }
                Token::List if in_filter => {}
                _ => in_filter = false,
            }
            depth = match &token {
                Token::Open | Token::List => depth + 1,
                Token::Close | Token::ListEnd => depth.saturating_sub(1),
                Token::Object => 0,
                _ => depth,
            };
            if depth > MAX_DEPTH {
                return Err(Refused::Bomb);
            }
            key = None;
            match token {
                Token::Name(name) => key = Some(name),
                Token::Object => {
                    self.objects += 1;
                    if self.objects > MAX_OBJECTS {
                        return Err(Refused::Bomb);
                    }
                    (steps, length, holds_objects) = (Vec::new(), None, false);
                }
                Token::Stream if outermost => {
                    let data = lexer.stream(length);
                    if steps.is_empty() && matches!(data, [0x78, second, ..] if (0x7800 + u16::from(*second)).is_multiple_of(31)) {
                        // Packed, though where its filter is told was not understood.
                        steps.push(Step::Flate);
                    }
                    let inside = unpack(data, &steps, &mut self.budget)?;
                    if let (true, Some(inside)) = (holds_objects, inside) {
                        self.survey(&inside, false)?;
                    }
                    (steps, length, holds_objects) = (Vec::new(), None, false);
                }
                _ => {}
            }
        }
        Ok(())
    }

    /// Second pass: an object as the library reads it, and all it holds directly.
    pub(super) fn object(&mut self, object: &Object, depth: usize) -> Result<(), Refused> {
        self.count()?;
        if depth > MAX_DEPTH {
            return Err(Refused::Bomb);
        }
        match object {
            Object::Dict(dict) => self.dict(dict, depth),
            Object::Array(list) => {
                for item in list.raw_iter() {
                    if let MaybeRef::NotRef(item) = item {
                        self.object(&item, depth + 1)?;
                    }
                }
                Ok(())
            }
            Object::Stream(stream) => {
                let dict = stream.dict();
                self.dict(dict, depth)?;
                let side = |key: &str| u64::from(dict.get::<u32>(key).unwrap_or(0));
                if side("Width").saturating_mul(side("Height")) > MAX_PICTURE_PIXELS {
                    return Err(Refused::Bomb);
                }
                let early = dict.get::<Dict>("DecodeParms").and_then(|p| p.get::<i32>("EarlyChange")) != Some(0);
                let steps: Vec<Step> = stream.filters().iter().filter_map(|f| step(*f, early)).collect();
                unpack(&stream.raw_data(), &steps, &mut self.budget).map(|_| ())
            }
            _ => Ok(()),
        }
    }

    fn dict(&mut self, dict: &Dict, depth: usize) -> Result<(), Refused> {
        for (key, value) in dict.entries() {
            let resolved = match &value {
                MaybeRef::Ref(_) if matches!(key.as_ref(), b"S" | b"Type" | b"Subtype") => dict.get::<Name>(key.as_ref()),
                MaybeRef::NotRef(Object::Name(name)) => Some(name.clone()),
                _ => None,
            };
            let kind = match (&resolved, &value) {
                (Some(name), _) => Value::Name(name.as_ref()),
                (None, MaybeRef::Ref(_) | MaybeRef::NotRef(Object::Dict(_) | Object::Array(_) | Object::String(_) | Object::Stream(_))) => {
                    Value::Thing
                }
                _ => Value::Other,
            };
            self.note(rule(key.as_ref(), kind));
            if let MaybeRef::NotRef(value) = value {
                self.object(&value, depth + 1)?;
            }
        }
        Ok(())
    }
}

fn step(filter: Filter, early: bool) -> Option<Step> {
    Some(match filter {
        Filter::AsciiHexDecode => Step::Hex,
        Filter::Ascii85Decode => Step::Base85,
        Filter::LzwDecode => Step::Lzw(early),
        Filter::FlateDecode => Step::Flate,
        Filter::RunLengthDecode => Step::RunLength,
        Filter::CcittFaxDecode | Filter::Jbig2Decode | Filter::DctDecode | Filter::JpxDecode => Step::Picture,
        Filter::Crypt => return None,
    })
}
