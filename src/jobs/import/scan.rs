//! Cuts JSON text into rows without building it: each row is a slice with its line, parsed alone afterwards.
//!
//! A scanner knows strings, brackets and nothing else, in one pass and without recursion. That is what lets one broken
//! offer be refused while its neighbours are kept, and what bounds memory: a row larger than `ROW_MAX` is never parsed.

use super::rows::Trouble;
use super::{DEPTH_MAX, ROW_MAX};
use crate::kernel::refusal::Refusal;

/// One JSON value of the file.
#[derive(Clone, Copy, Debug)]
pub struct Item<'a> {
    /// Line on which it starts, from 1.
    pub line: u64,
    /// Its text.
    pub text: &'a str,
    /// Deepest nesting of brackets in it.
    pub depth: usize,
}

impl<'a> Item<'a> {
    /// The text, refused when it is larger than `ROW_MAX` or deeper than `DEPTH_MAX`.
    pub fn bounded(&self) -> Result<&'a str, Refusal> {
        if self.text.len() > ROW_MAX {
            return Err(Refusal::too_large(format!("cette offre dépasse {} Mio", ROW_MAX >> 20)));
        }
        if self.depth > DEPTH_MAX {
            return Err(Refusal::malformed(format!("cette offre est imbriquée sur plus de {DEPTH_MAX} niveaux")));
        }
        Ok(self.text)
    }
}

/// A position in JSON text.
pub struct Scanner<'a> {
    text: &'a str,
    at: usize,
    line: u64,
    counted: usize,
}

impl<'a> Scanner<'a> {
    /// At the start of the text, which begins on `line` of its file.
    pub fn new(text: &'a str, line: u64) -> Scanner<'a> {
        Scanner { text, at: 0, line, counted: 0 }
    }

    /// The line of the current position, from 1.
    pub fn line(&mut self) -> u64 {
        let fresh = self.text.as_bytes().get(self.counted..self.at).unwrap_or_default();
        self.line += fresh.iter().filter(|b| **b == b'\n').count() as u64;
        self.counted = self.at;
        self.line
    }

    /// Byte offset of the current position.
    pub fn at(&self) -> usize {
        self.at
    }

    /// The next byte that is not white space, left in place.
    pub fn peek(&mut self) -> Option<u8> {
        let rest = self.text.as_bytes().get(self.at..)?;
        self.at += rest.iter().take_while(|b| b.is_ascii_whitespace()).count();
        self.text.as_bytes().get(self.at).copied()
    }

    /// Steps over one expected byte.
    pub fn take(&mut self, byte: u8) -> bool {
        let there = self.peek() == Some(byte);
        self.at += usize::from(there);
        there
    }

    fn trouble(&mut self, sentence: impl Into<String>) -> Trouble {
        Trouble { line: self.line(), sentence: sentence.into() }
    }

    /// The next value, whole.
    pub fn value(&mut self) -> Result<Item<'a>, Trouble> {
        let first = self.peek();
        let line = self.line();
        let start = self.at;
        let (end, depth) = match first {
            Some(b'{' | b'[') => self.balanced(start),
            Some(b'"') => (self.string_end(start + 1), 0),
            Some(_) => (self.scalar_end(start), 0),
            None => (None, 0),
        };
        match end.filter(|end| *end > start).and_then(|end| Some((end, self.text.get(start..end)?))) {
            Some((end, text)) => {
                self.at = end;
                Ok(Item { line, text, depth })
            }
            None if first.is_some_and(|b| matches!(b, b',' | b']' | b'}' | b':')) => {
                Err(Trouble { line, sentence: "il manque ici une valeur".to_owned() })
            }
            None => Err(Trouble { line, sentence: "le fichier s’arrête au milieu de ce qui commence ici".to_owned() }),
        }
    }

    /// End of the bracket opened at `start`, and the deepest nesting met.
    fn balanced(&self, start: usize) -> (Option<usize>, usize) {
        let bytes = self.text.as_bytes();
        let (mut at, mut depth, mut deepest) = (start, 0usize, 0usize);
        while let Some(byte) = bytes.get(at) {
            at += 1;
            match byte {
                b'{' | b'[' => {
                    depth += 1;
                    deepest = deepest.max(depth);
                }
                b'}' | b']' => {
                    depth -= 1;
                    if depth == 0 {
                        return (Some(at), deepest);
                    }
                }
                b'"' => match self.string_end(at) {
                    Some(end) => at = end,
                    None => return (None, deepest),
                },
                _ => {}
            }
        }
        (None, deepest)
    }

    /// Just after the quote that closes a string whose content starts at `at`.
    fn string_end(&self, mut at: usize) -> Option<usize> {
        let bytes = self.text.as_bytes();
        loop {
            match bytes.get(at)? {
                b'"' => return Some(at + 1),
                b'\\' => at += 2,
                _ => at += 1,
            }
        }
    }

    fn scalar_end(&self, start: usize) -> Option<usize> {
        let rest = self.text.get(start..)?;
        Some(start + rest.find(|c: char| c.is_ascii_whitespace() || matches!(c, ',' | ']' | '}' | ':' | '"' | '[' | '{')).unwrap_or(rest.len()))
    }

    /// Inside an array: the next element, or `None` after its end. `first` is true before the first element.
    pub fn element(&mut self, first: bool) -> Result<Option<Item<'a>>, Trouble> {
        if self.take(b']') {
            return Ok(None);
        }
        if !first && !self.take(b',') {
            return Err(match self.peek() {
                None => self.trouble("le fichier s’arrête au milieu d’une liste"),
                Some(_) => self.trouble("il manque ici une virgule ou un crochet fermant"),
            });
        }
        if !first && self.take(b']') {
            return Ok(None);
        }
        self.value().map(Some)
    }

    /// Inside an object: the next key, the position being left on its value, or `None` after the end.
    pub fn key(&mut self, first: bool) -> Result<Option<String>, Trouble> {
        if self.take(b'}') {
            return Ok(None);
        }
        if !first && !self.take(b',') {
            return Err(match self.peek() {
                None => self.trouble("le fichier s’arrête au milieu d’un objet"),
                Some(_) => self.trouble("il manque ici une virgule ou une accolade fermante"),
            });
        }
        if self.peek() != Some(b'"') {
            return Err(self.trouble("une clé entre guillemets est attendue ici"));
        }
        let key = self.value()?;
        let key =
            serde_json::from_str::<String>(key.text).map_err(|_| Trouble { line: key.line, sentence: "cette clé ne se lit pas".to_owned() })?;
        if !self.take(b':') {
            return Err(self.trouble("il manque ici deux points après la clé"));
        }
        Ok(Some(key))
    }
}
