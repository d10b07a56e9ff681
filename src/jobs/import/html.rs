//! HTML of any quality into the Markdown subset, in one pass and without a tree.
//!
//! A tree parser follows the browser's repair rules, by which a few kilobytes of nested formatting become gigabytes of
//! nodes and deep nesting becomes a deep recursion. Feeds are hostile, and the subset needs no tree: tags are read one by
//! one, those we know drive a [`Writer`], the others are ignored, and what they hide (scripts, styles, frames) is skipped.
//! Every `<` that reaches the output is escaped, so no tag can be rebuilt from pieces.

use super::markdown::{Writer, is_hidden};
use super::tags::{HIDDEN, Token, Tokens};
use quick_xml::escape::resolve_html5_entity;
use std::borrow::Cow;

/// Longest link kept, in bytes.
const LINK_MAX: usize = 2000;
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
