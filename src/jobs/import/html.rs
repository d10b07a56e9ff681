//! HTML of any quality into the Markdown subset, in one pass and without a tree.
//!
//! A tree parser follows the browser's repair rules, by which a few kilobytes of nested formatting become gigabytes of
//! nodes and deep nesting becomes a deep recursion. Feeds are hostile, and the subset needs no tree: tags are read one by
//! one, those we know drive a [`Writer`], the others are ignored, and what they hide (scripts, styles, frames) is skipped.
//! Every `<` that reaches the output is escaped, so no tag can be rebuilt from pieces.

use super::markdown::{Writer, is_hidden};
use quick_xml::escape::resolve_html5_entity;
use std::borrow::Cow;

/// Longest link kept, in bytes.
const LINK_MAX: usize = 2000;
/// Elements whose content is never text for a reader.
const HIDDEN: [&str; 17] = [
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
/// Elements that begin and end a paragraph.
const BLOCKS: [&str; 27] = [
    "p",
    "div",
    "section",
    "article",
    "aside",
    "header",
    "footer",
    "main",
    "nav",
    "blockquote",
    "pre",
    "address",
    "figure",
    "figcaption",
    "table",
    "thead",
    "tbody",
    "tfoot",
    "tr",
    "dl",
    "dt",
    "dd",
    "form",
    "fieldset",
    "center",
    "hr",
    "body",
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

/// Text that may be HTML or plain into the Markdown subset.
pub fn rich(text: &str) -> String {
    if looks_like_html(text) { from_html(text) } else { from_plain(text) }
}

/// Text that may be HTML or already Markdown into the Markdown subset: Markdown is kept, hidden characters removed and
/// every `<` that could begin a tag escaped.
pub fn markdown(text: &str) -> String {
    if looks_like_html(text) {
        return from_html(text);
    }
    let mut out = String::with_capacity(text.len());
    for line in text.lines() {
        for c in line.trim_end().chars().filter(|c| !is_hidden(*c)) {
            if c == '<' {
                out.push('\\');
            }
            out.push(c);
        }
        out.push('\n');
    }
    out.trim().to_owned()
}

/// One line of plain text from text that may hold tags and entities; hidden characters and repeated spaces removed.
pub fn line(text: &str) -> String {
    let mut out = String::new();
    for token in Tokens::new(text) {
        match token {
            Token::Text(raw) => out.extend(entities(raw).chars().filter(|c| !is_hidden(*c))),
            Token::Open(name, _) | Token::Close(name) => {
                if BLOCKS.contains(&name.as_str()) || matches!(name.as_str(), "br" | "li" | "td" | "th") {
                    out.push(' ');
                }
            }
        }
    }
    out.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// True when the text holds a tag or an entity rather than bare `<` signs.
fn looks_like_html(text: &str) -> bool {
    let known = |name: &str| {
        BLOCKS.contains(&name)
            || HIDDEN.contains(&name)
            || matches!(
                name,
                "br" | "ul"
                    | "ol"
                    | "li"
                    | "b"
                    | "strong"
                    | "i"
                    | "em"
                    | "u"
                    | "a"
                    | "span"
                    | "font"
                    | "img"
                    | "small"
                    | "sup"
                    | "html"
                    | "head"
                    | "link"
                    | "input"
                    | "embed"
            )
            || matches!(name.as_bytes(), [b'h', b'1'..=b'6'])
    };
    let lower = text.to_ascii_lowercase();
    let hides = lower.contains("<!--") || HIDDEN.iter().any(|name| lower.contains(&format!("<{name}")));
    hides || Tokens::new(text).any(|t| matches!(t, Token::Open(n, _) | Token::Close(n) if known(&n)))
}

fn from_plain(text: &str) -> String {
    let mut out = Writer::default();
    for line in entities(text).lines() {
        if line.trim().is_empty() {
            out.paragraph();
        } else {
            out.text(line.trim());
            out.line_break();
        }
    }
    out.finish()
}

fn from_html(html: &str) -> String {
    let mut out = Writer::default();
    let mut cells = 0;
    for token in Tokens::new(html) {
        match token {
            Token::Text(raw) => out.text(&entities(raw)),
            Token::Open(name, attributes) => open(&mut out, &name, attributes, &mut cells),
            Token::Close(name) => close(&mut out, &name),
        }
    }
    out.finish()
}

fn open(out: &mut Writer, name: &str, attributes: &str, cells: &mut u32) {
    match name {
        "br" => out.line_break(),
        "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => out.heading_start(),
        "ul" | "menu" | "dir" => out.list_start(false),
        "ol" => out.list_start(true),
        "li" => out.item(),
        "b" | "strong" => out.bold(true),
        "i" | "em" | "cite" => out.italic(true),
        "a" => out.link(attribute(attributes, "href").and_then(|h| target(&h))),
        "td" | "th" => {
            if *cells > 0 {
                out.text(" · ");
            }
            *cells += 1;
        }
        "tr" => {
            *cells = 0;
            out.line_break();
        }
        block if BLOCKS.contains(&block) => out.paragraph(),
        _ => {}
    }
}

fn close(out: &mut Writer, name: &str) {
    match name {
        "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => out.heading_end(),
        "ul" | "ol" | "menu" | "dir" => out.list_end(),
        "b" | "strong" => out.bold(false),
        "i" | "em" | "cite" => out.italic(false),
        "a" => out.link(None),
        "tr" => {}
        block if BLOCKS.contains(&block) => out.paragraph(),
        _ => {}
    }
}

/// The value of one attribute, entities decoded.
pub fn attribute(attributes: &str, name: &str) -> Option<String> {
    let mut rest = attributes;
    loop {
        rest = rest.trim_start_matches(|c: char| c.is_whitespace() || c == '/');
        let end = rest.find(|c: char| c.is_whitespace() || c == '=' || c == '/').unwrap_or(rest.len());
        if rest.is_empty() {
            return None;
        }
        let (key, after) = rest.split_at(end);
        let Some(value) = after.trim_start().strip_prefix('=').map(str::trim_start) else {
            rest = if end == 0 { after.get(1..)? } else { after };
            continue;
        };
        let (value, after) = match value.chars().next() {
            Some(q @ ('"' | '\'')) => value.get(1..)?.split_once(q).unwrap_or((value.get(1..)?, "")),
            _ => value.split_at(value.find(char::is_whitespace).unwrap_or(value.len())),
        };
        if key.eq_ignore_ascii_case(name) {
            return Some(entities(value).into_owned());
        }
        rest = after;
    }
}

/// A link target that may be kept: `http(s)` or `mailto`, bounded, encoded for Markdown.
pub fn target(href: &str) -> Option<String> {
    let href: String = href.trim().chars().filter(|c| !c.is_control() && !is_hidden(*c)).collect();
    let lower = href.get(..8.min(href.len())).unwrap_or_default().to_ascii_lowercase();
    let fine = ["http://", "https://", "mailto:"].iter().any(|p| lower.starts_with(p) && href.len() > p.len());
    if !fine || href.len() > LINK_MAX {
        return None;
    }
    let mut out = String::with_capacity(href.len());
    for c in href.chars() {
        match c {
            '(' | ')' | '<' | '>' | '\\' | '"' | '\'' | '`' | '[' | ']' | '*' | ' ' => out.push_str(&format!("%{:02X}", c as u32)),
            c if c.is_whitespace() => {}
            c => out.push(c),
        }
    }
    Some(out)
}

/// Decodes HTML entities and numeric references; an unknown one stays as written.
pub fn entities(text: &str) -> Cow<'_, str> {
    if !text.contains('&') {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('&') {
        out.push_str(before);
        let end = after.bytes().take(32).position(|b| b == b';');
        match end.and_then(|e| after.get(..e)).and_then(|name| reference(name).map(|text| (text, name.len() + 1))) {
            Some((text, length)) => {
                out.push_str(&text);
                rest = after.get(length..).unwrap_or_default();
            }
            None => {
                out.push('&');
                rest = after;
            }
        }
    }
    out.push_str(rest);
    Cow::Owned(out)
}

/// What a reference (without `&` and `;`) stands for. Numbers 128–159 are read as Windows-1252, as browsers do.
pub fn reference(name: &str) -> Option<Cow<'static, str>> {
    let Some(number) = name.strip_prefix('#') else { return resolve_html5_entity(name).map(Cow::Borrowed) };
    let code = match number.strip_prefix(['x', 'X']) {
        Some(hex) => u32::from_str_radix(hex, 16).ok()?,
        None => number.parse().ok()?,
    };
    let text = match u8::try_from(code) {
        Ok(byte @ 128..=159) => encoding_rs::WINDOWS_1252.decode_without_bom_handling(&[byte]).0.into_owned(),
        _ => char::from_u32(code)?.to_string(),
    };
    Some(Cow::Owned(text.chars().filter(|c| !is_hidden(*c)).collect()))
}
