//! Reading a spreadsheet row by row: columns under any of their names, cells as texts, numbers and choices, rows that say the same thing twice.

use crate::i18n::campaign_import as say;
use crate::kernel::refusal::Refusal;
use crate::matching::format::sheet::{Sheet, plain};
use crate::people::model::address;
use std::collections::HashMap;

/// Most bytes of a file.
pub const BYTES_MOST: usize = 4 * 1024 * 1024;

/// A column: its names, the first as templates write it; needed or not.
pub(super) type Column = (&'static [&'static str], bool);

/// What a file holds: the line of each row, and the row or what is wrong with it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Imported<T> {
    /// In the order of the file.
    pub rows: Vec<(u64, Result<T, Vec<Refusal>>)>,
}

impl<T> Imported<T> {
    /// True when every row stands.
    pub fn clean(&self) -> bool {
        self.rows.iter().all(|(_, row)| row.is_ok())
    }
}

/// A row being read, and what is wrong with it so far.
pub(super) struct Row<'a> {
    sheet: &'a Sheet,
    columns: &'a [Column],
    row: &'a (u64, Vec<String>),
    wrong: Vec<Refusal>,
}

impl Row<'_> {
    /// The cell of the nth column; empty when it is not in the file.
    pub(super) fn cell(&self, at: usize) -> &str {
        let name = self.columns[at].0.iter().find(|name| self.sheet.has(name));
        name.map_or("", |name| self.sheet.cell(self.row, name))
    }

    /// The same, owned.
    pub(super) fn text(&self, at: usize) -> String {
        self.cell(at).to_owned()
    }

    fn refuse(&mut self, at: usize, sentence: String) {
        self.wrong.push(Refusal::invalid(self.columns[at].0[0], sentence));
    }

    /// A mail address as it is kept; as typed when it is none.
    pub(super) fn email(&self, at: usize) -> String {
        address(self.cell(at)).unwrap_or_else(|| self.text(at))
    }

    /// A whole number; none, and refused unless empty, when it is not one.
    pub(super) fn number(&mut self, at: usize) -> Option<u32> {
        let text = self.text(at);
        let read = text.parse().ok();
        if read.is_none() && !text.is_empty() {
            self.refuse(at, say::not_a_number(&text));
        }
        read
    }

    /// One of a closed list, by its code or its label; `fallback` stands in so that the row is read to its end.
    pub(super) fn choice<C: Copy>(&mut self, at: usize, choices: &[(C, &'static str, &'static str)], fallback: C) -> C {
        let (typed, text) = (plain(self.cell(at)), self.text(at));
        let is = |words: &str| plain(&words.replace('’', "'")) == typed.replace('’', "'");
        match choices.iter().find(|(_, code, label)| is(code) || is(label)) {
            Some((choice, _, _)) => *choice,
            None => {
                let labels: Vec<&str> = choices.iter().map(|c| c.2).collect();
                self.refuse(at, say::not_a_choice(&text, &labels));
                fallback
            }
        }
    }

    /// "1", "2", "1+2", "1 et 2"; both when empty.
    pub(super) fn periods(&mut self, at: usize) -> [bool; 2] {
        let text = self.text(at);
        let parts: Vec<&str> = text.split([' ', '+', '/', ',', '-']).filter(|part| !part.is_empty() && *part != "et").collect();
        if parts.iter().any(|part| *part != "1" && *part != "2") {
            self.refuse(at, say::PERIODS.to_owned());
        }
        [parts.is_empty() || parts.contains(&"1"), parts.is_empty() || parts.contains(&"2")]
    }

    /// The draft, unless something is wrong in it or in its row.
    pub(super) fn done<T>(mut self, draft: T, checked: Result<(), Vec<Refusal>>) -> Result<T, Vec<Refusal>> {
        let already: Vec<Option<String>> = self.wrong.iter().map(|no| no.field.clone()).collect();
        for mut no in checked.err().unwrap_or_default() {
            // The reader knows the column, not the field of the draft; a cell that could not be read is told once.
            let column = no.field.as_deref().and_then(|field| self.columns.iter().find(|c| c.0.contains(&field)));
            no.field = column.map(|c| c.0[0].to_owned()).or(no.field);
            if !already.contains(&no.field) {
                self.wrong.push(no);
            }
        }
        if self.wrong.is_empty() { Ok(draft) } else { Err(self.wrong) }
    }
}

/// Opens a file whose columns are there, with at most `most` rows.
pub(super) fn open(name: &str, bytes: &[u8], columns: &[Column], most: usize) -> Result<Sheet, Refusal> {
    if bytes.len() > BYTES_MOST {
        return Err(Refusal::too_large(say::file_too_large(name, BYTES_MOST / 1024 / 1024)));
    }
    let known: Vec<&str> = columns.iter().flat_map(|c| c.0).copied().collect();
    let sheet = Sheet::read(name, bytes, &known, &[]).map_err(|bad| Refusal::malformed(bad.0))?;
    for (names, needed) in columns {
        let there: Vec<&&str> = names.iter().filter(|name| sheet.has(name)).collect();
        match there.as_slice() {
            [] if *needed => return Err(Refusal::malformed(say::column_missing(name, names[0]))),
            [one, other, ..] => return Err(Refusal::malformed(say::column_twice(name, one, other))),
            _ => {}
        }
    }
    match sheet.rows.len() {
        0 => Err(Refusal::malformed(say::no_row(name))),
        rows if rows > most => Err(Refusal::too_large(say::too_many_rows(name, rows, most))),
        _ => Ok(sheet),
    }
}

/// Reads every row, then refuses what says twice the same `keys` (column and value): the later row, with both lines named.
pub(super) fn import<T>(
    sheet: &Sheet,
    columns: &[Column],
    read: impl Fn(Row<'_>) -> Result<T, Vec<Refusal>>,
    keys: impl Fn(&T) -> Vec<(&'static str, &str)>,
) -> Imported<T> {
    let mut rows: Vec<(u64, Result<T, Vec<Refusal>>)> = Vec::new();
    let mut seen: HashMap<(&'static str, String), u64> = HashMap::new();
    for row in &sheet.rows {
        let line = row.0;
        let mut result = read(Row { sheet, columns, row, wrong: Vec::new() });
        if let Ok(draft) = &result {
            let mut twice = Vec::new();
            for (field, value) in keys(draft) {
                let before = *seen.entry((field, value.trim().to_lowercase())).or_insert(line);
                if before != line {
                    twice.push(Refusal::invalid(field, say::twice(value, before, line)));
                }
            }
            if !twice.is_empty() {
                result = Err(twice);
            }
        }
        rows.push((line, result));
    }
    Imported { rows }
}
