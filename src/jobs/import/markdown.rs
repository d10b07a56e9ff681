//! Writes the Markdown subset of the board: paragraphs, `###` headings, lists, bold, italics, links.
//!
//! A writer is fed words and marks in reading order and never looks back, so its cost is linear whatever it is fed.
//! Marks are opened only when a word needs them and closed before a block ends: the result is always balanced.

/// Deepest list nesting written; deeper lists are flattened.
const LISTS_MAX: usize = 6;

/// What separates the next word from the last one.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Gap {
    None,
    Space(char),
    Break,
    Paragraph,
}

#[derive(Clone, Debug, PartialEq)]
enum Mark {
    Link(String),
    Bold,
    Italic,
}

struct List {
    ordered: bool,
    number: u32,
    width: usize,
}

/// A Markdown text being written.
#[derive(Default)]
pub struct Writer {
    out: String,
    gap: Option<Gap>,
    marker: Option<String>,
    lists: Vec<List>,
    deeper: usize,
    bold: u32,
    italic: u32,
    link: Option<String>,
    open: Vec<Mark>,
    heading: bool,
    typed_item: bool,
}

/// White space, no-break spaces included.
fn is_space(c: char) -> bool {
    c.is_whitespace() || matches!(c, '\u{a0}' | '\u{202f}')
}

/// Characters that never belong in shown text: controls, bidirectional overrides, invisible spaces, soft hyphens.
pub fn is_hidden(c: char) -> bool {
    (c.is_control() && !matches!(c, '\n' | '\t' | '\r'))
        || matches!(c, '\u{ad}' | '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}')
}

impl Writer {
    fn gap(&self) -> Gap {
        self.gap.unwrap_or(Gap::None)
    }

    /// Adds text; runs of white space become one space, a single no-break space is kept.
    pub fn text(&mut self, text: &str) {
        let mut rest = text;
        while !rest.is_empty() {
            let word = rest.find(is_space).unwrap_or(rest.len());
            let (head, tail) = rest.split_at(word);
            if !head.is_empty() {
                self.word(head);
            }
            let space = tail.find(|c| !is_space(c)).unwrap_or(tail.len());
            let (run, tail) = tail.split_at(space);
            if !run.is_empty() && self.gap() == Gap::None {
                let mut chars = run.chars();
                let kept = match (chars.next(), chars.next()) {
                    (Some(c @ ('\u{a0}' | '\u{202f}')), None) => c,
                    _ => ' ',
                };
                self.gap = Some(Gap::Space(kept));
            }
            rest = tail;
        }
    }

    /// Ends the line; twice ends the paragraph. Inside a heading it is a space.
    pub fn line_break(&mut self) {
        self.gap = Some(match self.gap() {
            _ if self.heading => Gap::Space(' '),
            Gap::Break | Gap::Paragraph => Gap::Paragraph,
            _ => Gap::Break,
        });
    }

    /// Ends the paragraph, if any was begun.
    pub fn paragraph(&mut self) {
        if self.marker.is_none() {
            self.gap = Some(Gap::Paragraph);
        }
    }

    /// Opens a heading (inside a list: a bold paragraph).
    pub fn heading_start(&mut self) {
        self.marker = None;
        self.paragraph();
        if self.lists.is_empty() {
            self.heading = true;
            self.typed_item = false;
            self.marker = Some("### ".to_owned());
        } else {
            self.bold += 1;
        }
    }

    /// Closes it.
    pub fn heading_end(&mut self) {
        if self.heading {
            self.heading = false;
            self.marker = None;
        } else {
            self.bold(false);
        }
        self.paragraph();
    }

    /// Opens a list.
    pub fn list_start(&mut self, ordered: bool) {
        if self.lists.len() >= LISTS_MAX {
            self.deeper += 1;
            return;
        }
        self.heading = false;
        self.typed_item = false;
        self.lists.push(List { ordered, number: 0, width: 0 });
        self.gap = Some(if self.lists.len() == 1 { Gap::Paragraph } else { Gap::Break });
    }

    /// Closes the innermost list.
    pub fn list_end(&mut self) {
        if self.deeper > 0 {
            self.deeper -= 1;
            return;
        }
        self.lists.pop();
        self.marker = None;
        self.gap = Some(Gap::Paragraph);
    }

    /// Begins an item of the innermost list, opening one when there is none.
    pub fn item(&mut self) {
        if self.lists.is_empty() {
            self.list_start(false);
        }
        let Some(list) = self.lists.last_mut() else { return };
        if list.number > 0 && self.marker.is_none() {
            self.gap = Some(Gap::Break);
        }
        if self.marker.is_none() || list.number == 0 {
            list.number += 1;
        }
        let marker = if list.ordered { format!("{}. ", list.number) } else { "- ".to_owned() };
        list.width = marker.len();
        self.marker = Some(marker);
    }

    /// Turns bold on or off for the words that follow; nested calls count.
    pub fn bold(&mut self, on: bool) {
        self.bold = if on { self.bold.saturating_add(1) } else { self.bold.saturating_sub(1) };
    }

    /// Turns italics on or off for the words that follow; nested calls count.
    pub fn italic(&mut self, on: bool) {
        self.italic = if on { self.italic.saturating_add(1) } else { self.italic.saturating_sub(1) };
    }

    /// Makes the words that follow a link to `target` (already checked and encoded), or ends the link.
    pub fn link(&mut self, target: Option<String>) {
        if self.open.iter().any(|m| matches!(m, Mark::Link(_))) {
            self.link = None;
            self.close(false);
        }
        self.link = target;
    }

    /// The finished text.
    pub fn finish(mut self) -> String {
        self.close(true);
        self.out
    }

    fn word(&mut self, raw: &str) {
        let clean: String = raw.chars().filter(|c| !is_hidden(*c)).collect();
        let mut word = clean.as_str();
        let starting = self.out.is_empty() || matches!(self.gap(), Gap::Break | Gap::Paragraph);
        if starting && self.lists.is_empty() && self.marker.is_none() {
            match bullet(word, self.typed_item) {
                Some(rest) => {
                    self.gap = Some(if self.typed_item { Gap::Break } else { Gap::Paragraph });
                    self.marker = Some("- ".to_owned());
                    self.typed_item = true;
                    word = rest;
                }
                None if self.typed_item => {
                    self.typed_item = false;
                    self.gap = Some(Gap::Paragraph);
                }
                None => {}
            }
        }
        let Some(initial) = word.chars().next() else { return };
        let block = self.marker.is_some() || self.gap() == Gap::Paragraph;
        let before = self.out.chars().next_back();
        let closed = self.close(block);
        let at_line_start = self.separate();
        if closed && self.gap() == Gap::None && initial.is_alphanumeric() && before.is_some_and(|c| !c.is_alphanumeric()) {
            self.out.push(' ');
        }
        self.open_wanted(initial);
        self.gap = None;
        escape(word, at_line_start && self.open.is_empty(), &mut self.out);
    }

    /// Writes what separates the next word from the last; true at the start of a line.
    fn separate(&mut self) -> bool {
        let marker = self.marker.take();
        let fresh = self.out.is_empty();
        let inner: usize = self.lists.iter().map(|l| l.width).sum();
        let outer = inner - self.lists.last().map_or(0, |l| l.width);
        match (self.gap(), &marker) {
            _ if fresh => {}
            (Gap::Paragraph, _) => self.out.push_str("\n\n"),
            (_, Some(_)) => self.out.push('\n'),
            (Gap::Break, None) => self.out.push_str("  \n"),
            (Gap::Space(c), None) => self.out.push(c),
            (Gap::None, None) => {}
        }
        let starts = fresh || marker.is_some() || matches!(self.gap(), Gap::Break | Gap::Paragraph);
        if starts {
            let indent = if marker.is_some() { outer } else { inner };
            self.out.extend(std::iter::repeat_n(' ', if fresh { 0 } else { indent }));
            self.out.push_str(marker.as_deref().unwrap_or_default());
        }
        starts
    }

    fn wanted(&self, mark: &Mark) -> bool {
        match mark {
            Mark::Link(_) => self.link.is_some(),
            Mark::Bold => self.bold > 0 && !self.heading,
            Mark::Italic => self.italic > 0,
        }
    }

    /// Closes the marks no longer wanted (all of them at a block's end) and those inside them; true when one was closed.
    fn close(&mut self, all: bool) -> bool {
        let keep = if all { 0 } else { self.open.iter().position(|m| !self.wanted(m)).unwrap_or(self.open.len()) };
        let closed = self.open.len() > keep;
        for mark in self.open.split_off(keep).into_iter().rev() {
            match mark {
                Mark::Link(target) => {
                    self.out.push_str("](");
                    self.out.push_str(&target);
                    self.out.push(')');
                }
                Mark::Bold => self.out.push_str("**"),
                Mark::Italic => self.out.push('*'),
            }
        }
        closed
    }

    fn open_wanted(&mut self, initial: char) {
        let mut wanted = Vec::new();
        wanted.extend(self.link.clone().map(Mark::Link));
        wanted.extend([Mark::Bold, Mark::Italic].into_iter().filter(|m| self.wanted(m)));
        wanted.retain(|m| !self.open.iter().any(|o| std::mem::discriminant(o) == std::mem::discriminant(m)));
        let glued = self.gap() == Gap::None && self.out.chars().next_back().is_some_and(char::is_alphanumeric);
        if !wanted.is_empty() && glued && !initial.is_alphanumeric() {
            self.out.push(' ');
        }
        for mark in wanted {
            self.out.push_str(match mark {
                Mark::Link(_) => "[",
                Mark::Bold => "**",
                Mark::Italic => "*",
            });
            self.open.push(mark);
        }
    }
}

/// The rest of a word that begins a typed list item ("-", "•", "·Appuyer"), or `None` when it is an ordinary word.
fn bullet(word: &str, following: bool) -> Option<&str> {
    let mut chars = word.chars();
    let rest = match chars.next()? {
        '-' | '–' | '—' | '*' => chars.as_str(),
        '•' | '·' | '▪' | '●' | '◦' | '►' | '✓' | '➢' | '\u{f0b7}' | '\u{f0a7}' => chars.as_str(),
        'o' if following && word.len() == 1 => "",
        _ => return None,
    };
    (rest.is_empty() || rest.starts_with(char::is_alphabetic)).then_some(rest)
}

/// Writes one word so that Markdown reads it as that word and nothing else.
fn escape(word: &str, at_line_start: bool, out: &mut String) {
    let numbered = word.strip_suffix(['.', ')']).is_some_and(|n| n.len() > 2 && n.bytes().all(|b| b.is_ascii_digit()));
    let mut before = ' ';
    for (at, c) in word.char_indices() {
        let after = word.get(at + c.len_utf8()..).and_then(|rest| rest.chars().next()).unwrap_or(' ');
        let special = match c {
            '\\' | '*' | '[' | ']' | '`' | '<' | '~' => true,
            '_' => !(before.is_alphanumeric() && after.is_alphanumeric()),
            '&' => after == '#' || after.is_ascii_alphabetic(),
            '#' | '>' | '-' | '+' | '=' => at == 0 && at_line_start,
            '.' | ')' => at_line_start && numbered && at + 1 == word.len(),
            _ => false,
        };
        if special {
            out.push('\\');
        }
        out.push(c);
        before = c;
    }
}
