//! Comma- or semicolon-separated tables as a spreadsheet writes them.
//!
//! Reading: UTF-8 with or without a byte-order mark; separator `;`, `,` or tab, taken from the header line; header names whatever their case,
//! accents, spaces or order; blank lines skipped. Writing: UTF-8 with a byte-order mark, `;` unless told otherwise, and no cell a spreadsheet
//! would run as a formula: `=`, `+`, `-`, `@`, tab and carriage return at the start get an apostrophe, which reading takes off again.

use super::BadInput;

/// Most rows of one table.
const MOST: usize = 5_000_000;
const MARK: &str = "\u{feff}";

/// A table: its columns by their plain names and its rows with their line numbers.
#[derive(Clone, Debug, Default)]
pub struct Sheet {
    /// What the file is called in refusals.
    pub name: String,
    columns: Vec<String>,
    /// Line in the file (from 1) and cells.
    pub rows: Vec<(u64, Vec<String>)>,
}

/// A header as it is compared: lower case, no accents, words joined by `_`.
#[must_use]
pub fn plain(text: &str) -> String {
    let letter = |c: char| match c.to_lowercase().next().unwrap_or(c) {
        'à' | 'â' | 'ä' => 'a',
        'é' | 'è' | 'ê' | 'ë' => 'e',
        'î' | 'ï' => 'i',
        'ô' | 'ö' => 'o',
        'ù' | 'û' | 'ü' => 'u',
        'ç' => 'c',
        ' ' | '-' | '\u{a0}' => '_',
        other => other,
    };
    text.trim().chars().map(letter).collect()
}

/// Takes off the apostrophe that [`guarded`] puts on.
fn unguarded(cell: &str) -> &str {
    let cell = cell.trim();
    match cell.strip_prefix('\'') {
        Some(rest) if rest.starts_with(['=', '+', '-', '@', '\t', '\r']) => rest,
        _ => cell,
    }
}

/// A cell no spreadsheet runs as a formula.
#[must_use]
pub fn guarded(cell: &str) -> String {
    if cell.starts_with(['=', '+', '-', '@', '\t', '\r']) { format!("'{cell}") } else { cell.to_string() }
}

impl Sheet {
    /// Reads a table whose columns are among `known`; those in `needed` must be there.
    ///
    /// # Errors
    /// One sentence naming the file and the line or column: not UTF-8, unknown, missing or repeated column, ragged row, unclosed quote.
    pub fn read(name: &str, bytes: &[u8], known: &[&str], needed: &[&str]) -> Result<Self, BadInput> {
        let refuse = |text: String| Err(BadInput(format!("{name} : {text}")));
        let Ok(text) = std::str::from_utf8(bytes) else { return refuse("le fichier n'est pas en UTF-8.".into()) };
        let text = text.strip_prefix(MARK).unwrap_or(text);
        let head = text.lines().next().unwrap_or_default();
        let count = |mark: char| head.matches(mark).count();
        let separator = [';', ',', '\t'].into_iter().max_by_key(|&mark| (count(mark), mark == ';')).unwrap_or(';');
        let mut reader = csv::ReaderBuilder::new().delimiter(separator as u8).has_headers(false).flexible(true).from_reader(text.as_bytes());
        let mut sheet = Self { name: name.into(), ..Self::default() };
        for record in reader.records() {
            let Ok(record) = record else { return refuse(format!("la ligne {} est illisible.", sheet.rows.len() + 2)) };
            let line = record.position().map_or(0, csv::Position::line);
            let cells: Vec<String> = record.iter().map(|cell| unguarded(cell).to_string()).collect();
            if cells.iter().all(String::is_empty) {
                continue;
            }
            if sheet.columns.is_empty() {
                sheet.columns = cells.iter().map(|cell| plain(cell)).collect();
                continue;
            }
            if cells.len() != sheet.columns.len() {
                return refuse(format!("la ligne {line} a {} cases, l'en-tête en a {}.", cells.len(), sheet.columns.len()));
            }
            if sheet.rows.len() >= MOST {
                return refuse(format!("plus de {MOST} lignes."));
            }
            sheet.rows.push((line, cells));
        }
        for (at, column) in sheet.columns.iter().enumerate() {
            if !known.contains(&column.as_str()) {
                return refuse(format!("la colonne « {column} » est inconnue ; on attend {}.", known.join(", ")));
            }
            if sheet.columns[..at].contains(column) {
                return refuse(format!("la colonne « {column} » est répétée."));
            }
        }
        match needed.iter().find(|need| !sheet.columns.iter().any(|column| column == *need)) {
            Some(need) => refuse(format!("il manque la colonne « {need} »; on attend {}.", known.join(", "))),
            None => Ok(sheet),
        }
    }

    /// Is the column there?
    #[must_use]
    pub fn has(&self, column: &str) -> bool {
        self.columns.iter().any(|name| name == column)
    }

    /// A cell; empty when the column is not there.
    #[must_use]
    pub fn cell<'a>(&self, row: &'a (u64, Vec<String>), column: &str) -> &'a str {
        self.columns.iter().position(|name| name == column).and_then(|at| row.1.get(at)).map_or("", String::as_str)
    }

    /// A cell that must not be empty.
    ///
    /// # Errors
    /// One sentence naming file, line and column.
    pub fn text<'a>(&self, row: &'a (u64, Vec<String>), column: &str) -> Result<&'a str, BadInput> {
        match self.cell(row, column) {
            "" => Err(self.wrong(row, column, "la case est vide")),
            text => Ok(text),
        }
    }

    /// A whole number, or none when the cell is empty.
    ///
    /// # Errors
    /// One sentence naming file, line and column.
    pub fn number(&self, row: &(u64, Vec<String>), column: &str) -> Result<Option<u32>, BadInput> {
        match self.cell(row, column) {
            "" => Ok(None),
            text => text.parse().map(Some).map_err(|_| self.wrong(row, column, &format!("« {text} » n'est pas un nombre entier"))),
        }
    }

    /// Whole numbers separated by spaces, `+` or `/`.
    ///
    /// # Errors
    /// One sentence naming file, line and column.
    pub fn numbers(&self, row: &(u64, Vec<String>), column: &str) -> Result<Vec<u32>, BadInput> {
        let words = self.cell(row, column).split([' ', '+', '/']).filter(|word| !word.is_empty());
        words.map(|word| word.parse().map_err(|_| self.wrong(row, column, &format!("« {word} » n'est pas un nombre entier")))).collect()
    }

    /// A refusal that names the place.
    #[must_use]
    pub fn wrong(&self, row: &(u64, Vec<String>), column: &str, what: &str) -> BadInput {
        BadInput(format!("{}, ligne {}, colonne {column} : {what}.", self.name, row.0))
    }
}

/// Writes a table, every cell guarded.
#[must_use]
pub fn write(separator: char, header: &[&str], rows: impl Iterator<Item = Vec<String>>) -> String {
    let mut writer = csv::WriterBuilder::new().delimiter(separator as u8).from_writer(Vec::new());
    let _ = writer.write_record(header);
    for row in rows {
        let _ = writer.write_record(row.iter().map(|cell| guarded(cell)));
    }
    let bytes = writer.into_inner().unwrap_or_default();
    format!("{MARK}{}", String::from_utf8_lossy(&bytes))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_spreadsheets_habits_are_understood() {
        for text in ["\u{feff}Associé;Rang Hôte\r\nÉlodie;3\r\n;\r\n", "associe,rang_hote\nÉlodie,3\n", "associe\trang-hote\nÉlodie\t3"] {
            let sheet = Sheet::read("f", text.as_bytes(), &["associe", "rang_hote"], &["associe"]).unwrap();
            assert_eq!((sheet.rows.len(), sheet.cell(&sheet.rows[0], "associe")), (1, "Élodie"));
            assert_eq!(sheet.number(&sheet.rows[0], "rang_hote").unwrap(), Some(3));
        }
    }

    #[test]
    fn refusals_name_the_place() {
        for (text, says) in [
            (&b"a;b\n1;2;3\n"[..], "ligne 2"),
            (b"a;zz\n1;2\n", "zz"),
            (b"b\n1\n", "« a »"),
            (b"a;a\n1;2\n", "répétée"),
            (b"a\n\xff\n", "UTF-8"),
            (b"", "« a »"),
        ] {
            let refusal = Sheet::read("f.csv", text, &["a", "b"], &["a"]).unwrap_err();
            assert!(refusal.0.starts_with("f.csv") && refusal.0.contains(says), "{}", refusal.0);
        }
    }

    #[test]
    fn formulas_are_disarmed_and_come_back() {
        let nasty = ["=1+1", "+33", "-5", "@SUM(A1)", "plain", "a;b \"c\"", "'quoted"];
        let text = write(';', &["a"], nasty.iter().map(|cell| vec![(*cell).to_string()]));
        assert_eq!(text.lines().count(), 1 + nasty.len(), "{text}");
        assert!(text.lines().skip(1).all(|line| !line.trim_start_matches('"').starts_with(['=', '+', '-', '@'])));
        let sheet = Sheet::read("f", text.as_bytes(), &["a"], &[]).unwrap();
        let back: Vec<&str> = sheet.rows.iter().map(|row| sheet.cell(row, "a")).collect();
        assert_eq!(back, nasty);
    }
}
