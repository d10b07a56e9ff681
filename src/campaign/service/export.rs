//! Lists as CSV files, for spreadsheets.

use crate::campaign::store::people::{Associate, Host, Mission};
use crate::desk::service::{Done, Download};

/// The media type of these files.
const KIND: &str = "text/csv; charset=utf-8";

/// A cell: quoted, and never read as a formula.
fn cell(text: &str) -> String {
    let risky = text.starts_with(['=', '+', '-', '@', '\t', '\r']);
    format!("\"{}{}\"", if risky { "'" } else { "" }, text.replace('"', "\"\""))
}

/// A file to take away: a byte-order mark, then lines of cells between semicolons.
pub(super) fn csv(name: &str, head: &[&str], rows: impl IntoIterator<Item = Vec<String>>) -> Done {
    let mut out = String::from("\u{feff}");
    let mut line = |cells: &mut dyn Iterator<Item = &str>| {
        out.push_str(&cells.map(cell).collect::<Vec<_>>().join(";"));
        out.push_str("\r\n");
    };
    line(&mut head.iter().copied());
    for row in rows {
        line(&mut row.iter().map(String::as_str));
    }
    Done { file: Some(Download { name: name.to_owned(), kind: KIND, bytes: out.into_bytes() }), ..Done::default() }
}

/// A text to take away as it is: an empty list with its example.
pub(super) fn template(name: &str, text: String) -> Done {
    let bytes = if text.starts_with('\u{feff}') { text } else { format!("\u{feff}{text}") }.into_bytes();
    Done { file: Some(Download { name: name.to_owned(), kind: KIND, bytes }), ..Done::default() }
}

fn some(n: Option<u32>) -> String {
    n.map_or(String::new(), |n| n.to_string())
}

/// The columns an import reads back.
const PEOPLE: [&str; 6] = ["reference", "nom", "courriel", "accord", "presentation", "periodes"];
const HOSTS: [&str; 9] = ["reference", "nom", "type", "interlocuteur", "courriel", "tables", "rencontres_min", "rencontres_max", "a_demander"];
const MISSIONS: [&str; 14] = [
    "reference",
    "structure",
    "intitule",
    "famille",
    "nature",
    "resume",
    "livrables",
    "responsable",
    "lieu",
    "departement",
    "mots_cles",
    "places_periode_1",
    "places_periode_2",
    "places_total",
];

/// The associates, as an import reads them.
pub(super) fn people(all: &[Associate]) -> Done {
    let periods = |p: [bool; 2]| match p {
        [true, false] => "1",
        [false, true] => "2",
        _ => "1 2",
    };
    let row = |a: &Associate| {
        let d = &a.draft;
        let cells = [&d.reference, &d.name, &d.email, d.agreement.code(), &d.pitch, periods(d.periods)];
        cells.map(str::to_owned).to_vec()
    };
    csv("personnes.csv", &PEOPLE, all.iter().filter(|a| a.left.is_none()).map(row))
}

/// The hosts, as an import reads them.
pub(super) fn hosts(all: &[Host]) -> Done {
    let row = |h: &Host| {
        let d = &h.draft;
        let numbers = [d.tables.to_string(), d.min_meetings.to_string(), some(d.max_meetings)];
        let words = [&d.reference, &d.name, d.kind.code(), &d.contact, &d.email].map(str::to_owned);
        words.into_iter().chain(numbers).chain([d.question.clone()]).collect()
    };
    csv("structures.csv", &HOSTS, all.iter().filter(|h| h.left.is_none()).map(row))
}

/// The missions, as an import reads them.
pub(super) fn missions(all: &[Mission]) -> Done {
    let row = |m: &Mission| {
        let d = &m.draft;
        let words =
            [&d.reference, &d.host, &d.title, d.family.code(), d.kind.code(), &d.summary, &d.deliverables, &d.manager, &d.place, &d.department];
        let words = words.map(str::to_owned);
        words.into_iter().chain([d.tags.join(", "), d.places[0].to_string(), d.places[1].to_string(), some(d.places_total)]).collect()
    };
    csv("missions.csv", &MISSIONS, all.iter().filter(|m| m.left.is_none()).map(row))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::campaign::model::sheet::PersonDraft;
    use crate::people::model::Agreement;

    #[test]
    fn a_list_taken_away_is_read_back_and_never_computed() {
        let draft = PersonDraft {
            reference: "a01".into(),
            name: "Zoé \"Z\" Petit".into(),
            email: "zoe@exemple.fr".into(),
            agreement: Agreement::Feminine,
            pitch: "Deux lignes,\net un point ; virgule.".into(),
            periods: [false, true],
        };
        let file = people(&[Associate { id: 1, campaign: 1, draft: draft.clone(), cv: None, left: None }]).file.unwrap();
        let read = crate::campaign::model::import::people(&file.name, &file.bytes).unwrap();
        assert_eq!(read.rows[0].1.clone().unwrap(), draft);
        assert_eq!(cell("=1+1"), "\"'=1+1\"");
    }
}
