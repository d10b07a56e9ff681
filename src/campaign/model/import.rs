//! Lists of associates, hosts and missions from a spreadsheet, row by row, and the empty spreadsheets to fill in.
//!
//! CSV with `;`, `,` or tabs, with or without a byte-order mark; headers whatever their case and accents. A file that cannot be read is
//! refused whole; a row that is wrong is refused with everything that is wrong in it, and the others stand.

pub use super::rows::{BYTES_MOST, Imported};

use super::rows::{Column, Row, import, open};
use super::sheet::{Family, HostDraft, HostKind, MissionDraft, MissionKind, PersonDraft};
use crate::i18n::campaign_import as say;
use crate::kernel::lang::Lang;
use crate::kernel::refusal::Refusal;
use crate::matching::format::sheet::write;
use crate::people::model::Agreement;

/// Most associates of a campaign.
pub const PEOPLE_MOST: usize = 500;
/// Most hosts of a campaign.
pub const HOSTS_MOST: usize = 300;
/// Most missions of a campaign.
pub const MISSIONS_MOST: usize = 600;
const PEOPLE: [Column; 6] = [
    (&["reference"], true),
    (&["nom", "prenom_et_nom", "name"], true),
    (&["courriel", "email", "e_mail", "mail", "adresse"], true),
    (&["accord", "agreement"], false),
    (&["presentation", "pitch"], false),
    (&["periodes", "periods"], false),
];
const HOSTS: [Column; 9] = [
    (&["reference"], true),
    (&["nom", "organisation", "structure", "name"], true),
    (&["type", "famille", "kind"], true),
    (&["interlocuteur", "contact"], true),
    (&["courriel", "email", "e_mail", "mail", "adresse"], true),
    (&["tables"], false),
    (&["rencontres_min", "min", "min_meetings"], false),
    (&["rencontres_max", "max", "max_meetings"], false),
    (&["a_demander", "question"], false),
];
const MISSIONS: [Column; 14] = [
    (&["reference"], true),
    (&["structure", "hote", "organisation", "host"], true),
    (&["intitule", "titre", "title"], true),
    (&["famille", "family"], true),
    (&["nature", "type", "kind"], true),
    (&["resume", "description", "summary"], true),
    (&["livrables", "deliverables"], true),
    (&["responsable", "manager"], false),
    (&["lieu", "ville", "place"], true),
    (&["departement", "department"], true),
    (&["mots_cles", "etiquettes", "tags"], false),
    (&["places_periode_1", "places_1", "periode_1"], true),
    (&["places_periode_2", "places_2", "periode_2"], true),
    (&["places_total", "total"], false),
];

/// The code and label of each choice of a closed list.
macro_rules! choices {
    ($kind:ident) => {
        $kind::ALL.iter().map(|c| (*c, c.code(), c.label(Lang::Fr))).collect::<Vec<_>>()
    };
}

/// Associates.
///
/// # Errors
/// The file cannot be read, lacks a column, or holds more than [`PEOPLE_MOST`] rows.
pub fn people(name: &str, bytes: &[u8]) -> Result<Imported<PersonDraft>, Refusal> {
    let sheet = open(name, bytes, &PEOPLE, PEOPLE_MOST)?;
    let read = |mut row: Row<'_>| {
        let agreement = if row.cell(3).is_empty() { Agreement::Inclusive } else { row.choice(3, &choices!(Agreement), Agreement::Inclusive) };
        let periods = row.periods(5);
        let draft = PersonDraft { reference: row.text(0), name: row.text(1), email: row.email(2), agreement, pitch: row.text(4), periods };
        let checked = draft.check();
        row.done(draft, checked)
    };
    Ok(import(&sheet, &PEOPLE, read, |draft| vec![("reference", &draft.reference), ("courriel", &draft.email)]))
}

/// Hosts.
///
/// # Errors
/// The file cannot be read, lacks a column, or holds more than [`HOSTS_MOST`] rows.
pub fn hosts(name: &str, bytes: &[u8]) -> Result<Imported<HostDraft>, Refusal> {
    let sheet = open(name, bytes, &HOSTS, HOSTS_MOST)?;
    let read = |mut row: Row<'_>| {
        let draft = HostDraft {
            reference: row.text(0),
            name: row.text(1),
            kind: row.choice(2, &choices!(HostKind), HostKind::Association),
            contact: row.text(3),
            email: row.email(4),
            tables: row.number(5).unwrap_or(1),
            min_meetings: row.number(6).unwrap_or(0),
            max_meetings: row.number(7),
            question: row.text(8),
        };
        let checked = draft.check();
        row.done(draft, checked)
    };
    Ok(import(&sheet, &HOSTS, read, |draft| vec![("reference", &draft.reference), ("courriel", &draft.email)]))
}

/// Missions; whether their host exists is for the caller to say.
///
/// # Errors
/// The file cannot be read, lacks a column, or holds more than [`MISSIONS_MOST`] rows.
pub fn missions(name: &str, bytes: &[u8]) -> Result<Imported<MissionDraft>, Refusal> {
    let sheet = open(name, bytes, &MISSIONS, MISSIONS_MOST)?;
    let read = |mut row: Row<'_>| {
        let tags = row.cell(10).split([',', ';', '|']).map(str::trim).filter(|tag| !tag.is_empty()).map(str::to_owned).collect();
        let draft = MissionDraft {
            reference: row.text(0),
            host: row.text(1),
            title: row.text(2),
            family: row.choice(3, &choices!(Family), Family::Scale),
            kind: row.choice(4, &choices!(MissionKind), MissionKind::Strategic),
            summary: row.text(5),
            deliverables: row.text(6),
            manager: row.text(7),
            place: row.text(8),
            department: row.text(9),
            tags,
            places: [row.number(11).unwrap_or(0), row.number(12).unwrap_or(0)],
            places_total: row.number(13),
        };
        let checked = draft.check();
        row.done(draft, checked)
    };
    Ok(import(&sheet, &MISSIONS, read, |draft| vec![("reference", &draft.reference)]))
}

fn template(columns: &[Column], example: &[&str]) -> String {
    let header: Vec<&str> = columns.iter().map(|c| c.0[0]).collect();
    write(';', &header, std::iter::once(example.iter().map(|cell| (*cell).to_owned()).collect()))
}

/// An empty list of associates with one example.
pub fn template_people() -> String {
    template(&PEOPLE, &say::EXAMPLE_PERSON)
}

/// An empty list of hosts with one example.
pub fn template_hosts() -> String {
    template(&HOSTS, &say::EXAMPLE_HOST)
}

/// An empty list of missions with one example.
pub fn template_missions() -> String {
    template(&MISSIONS, &say::EXAMPLE_MISSION)
}

#[cfg(test)]
#[path = "import_tests.rs"]
mod tests;
