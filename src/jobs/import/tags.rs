//! Cuts HTML of any quality into tags and text, in one pass; what a reader never sees is skipped here.

/// Elements whose content is never text for a reader.
pub const HIDDEN: [&str; 17] = [
    "script",
    "style",
    "iframe",
    "noscript",
    "template",
    "object",
    "embed-content",
    "svg",
    "math",
    "title",
    "textarea",
    "select",
    "video",
    "audio",
    "canvas",
    "noframes",
    "xmp",
];

/// A piece of HTML.
#[derive(Debug, PartialEq)]
pub enum Token<'a> {
    /// Text, entities not decoded.
    Text(&'a str),
    /// `<name attributes>`, the name in lower case.
    Open(String, &'a str),
    /// `</name>`.
    Close(String),
}

/// Cuts HTML into tokens; comments, declarations and hidden elements are skipped. An unfinished tag ends the text.
pub struct Tokens<'a> {
    rest: &'a str,
}

impl<'a> Iterator for Tokens<'a> {
    type Item = Token<'a>;

    fn next(&mut self) -> Option<Token<'a>> {
        loop {
            if self.rest.is_empty() {
                return None;
            }
            let Some(tail) = self.rest.strip_prefix('<') else {
                let end = self.rest.find('<').unwrap_or(self.rest.len());
                return Some(Token::Text(self.split(end)));
            };
            if let Some(comment) = tail.strip_prefix("!--") {
                self.rest = comment.split_once("-->").map_or("", |(_, after)| after);
            } else if tail.starts_with(['!', '?']) {
                self.rest = tail.split_once('>').map_or("", |(_, after)| after);
            } else if tail.starts_with(|c: char| c.is_ascii_alphabetic()) {
                let (name, attributes) = self.tag(tail);
                if !HIDDEN.contains(&name.as_str()) {
                    return Some(Token::Open(name, attributes));
                }
                if !attributes.ends_with('/') || name == "script" {
                    self.skip_to_close(&name);
                }
            } else if let Some(close) = tail.strip_prefix('/').filter(|t| t.starts_with(|c: char| c.is_ascii_alphabetic())) {
                return Some(Token::Close(self.tag(close).0));
            } else {
                let end = tail.find('<').map_or(self.rest.len(), |at| at + 1);
                return Some(Token::Text(self.split(end)));
            }
        }
    }
}

impl<'a> Tokens<'a> {
    /// Tokens of a text.
    pub fn new(html: &'a str) -> Tokens<'a> {
        Tokens { rest: html }
    }

    fn split(&mut self, at: usize) -> &'a str {
        let (head, tail) = self.rest.split_at(at);
        self.rest = tail;
        head
    }

    /// Reads a tag whose name starts `tail`; quotes hide `>`.
    fn tag(&mut self, tail: &'a str) -> (String, &'a str) {
        let name_end = tail.find(|c: char| c.is_ascii_whitespace() || matches!(c, '>' | '/')).unwrap_or(tail.len());
        let (name, after) = tail.split_at(name_end);
        let mut quote = None;
        let mut previous = ' ';
        let mut end = after.len();
        for (at, c) in after.char_indices() {
            match (quote, c) {
                (None, '>') => {
                    end = at;
                    break;
                }
                (None, '"' | '\'') if previous == '=' => quote = Some(c),
                (Some(q), c) if q == c => quote = None,
                _ => {}
            }
            if !c.is_ascii_whitespace() {
                previous = c;
            }
        }
        self.rest = after.get(end + 1..).unwrap_or_default();
        (name.to_ascii_lowercase(), after.get(..end).unwrap_or_default())
    }

    /// Skips to just after `</name>`, or to the end when it never comes.
    fn skip_to_close(&mut self, name: &str) {
        let bytes = self.rest.as_bytes();
        let mut at = 0;
        while let Some(found) = self.rest.get(at..).and_then(|r| r.find("</")) {
            at += found + 2;
            let here = bytes.get(at..at + name.len()).unwrap_or_default();
            let after = bytes.get(at + name.len()).copied().unwrap_or(b'>');
            if here.eq_ignore_ascii_case(name.as_bytes()) && (after.is_ascii_whitespace() || matches!(after, b'>' | b'/')) {
                let rest = self.rest.get(at + name.len()..).unwrap_or_default();
                self.rest = rest.split_once('>').map_or("", |(_, after)| after);
                return;
            }
        }
        self.rest = "";
    }
}
