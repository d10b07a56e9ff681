//! What is missing before a file can be submitted, in the words of the bar at its foot (rules C9, C15).

use super::choices::Programme;
use super::edition::Edition;
use super::experience::check_all;
use super::fields::{Field, Kind, fields_for};
use super::file::{Dossier, Piece, Pieces};
use super::words::{capital, number};
use jiff::civil::Date;

/// One thing to do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Missing {
    /// The address of the field, for the link.
    pub field: String,
    /// "Un projet à raconter".
    pub sentence: String,
}

/// What is missing, in the order of the page; empty when the file can be submitted. Too few months is never on this list:
/// a person looks.
pub fn missing(d: &Dossier, pieces: Pieces, edition: &Edition, today: Date) -> Vec<Missing> {
    let programme = edition.programme;
    let mut out = Vec::new();
    for field in fields_for(programme) {
        if field.required.contains(&programme) && lacking(d, pieces, programme, field) {
            out.push(Missing { field: field.code.split(".*").next().unwrap_or(field.code).to_owned(), sentence: words(field, pieces).to_owned() });
        }
        if field.code == "experiences" {
            let problems = check_all(&d.experiences, edition.counted_at(today), today);
            out.extend(problems.into_iter().map(|p| {
                let name = p.refusal.field.unwrap_or_default();
                let sentence = match name.as_str() {
                    "start" if d.experiences.get(&p.key).is_some_and(|e| e.start.is_none()) => "Une date à indiquer",
                    "start" | "end" => "Une date à corriger",
                    "kind" => "Un contrat à préciser",
                    "title" => "Un intitulé à donner",
                    "organisation" => "Une organisation à nommer",
                    _ => "Une expérience à corriger",
                };
                Missing { field: format!("experiences.{}.{name}", p.key), sentence: sentence.to_owned() }
            }));
        }
    }
    out
}

fn words(field: &Field, pieces: Pieces) -> &'static str {
    match (field.code, pieces.cv, pieces.letter) {
        ("cv", Piece::Refused, _) => "Un CV à envoyer de nouveau",
        ("letter", _, Piece::Refused) => "Une lettre à envoyer de nouveau",
        _ => field.missing,
    }
}

fn lacking(d: &Dossier, pieces: Pieces, programme: Programme, field: &Field) -> bool {
    match field.code {
        "cv" => pieces.cv != Piece::Received,
        "letter" => d.letter.trim().is_empty() && pieces.letter != Piece::Received,
        "video" => d.video.trim().is_empty() && d.video_alternative.trim().is_empty(),
        "diplomas.*.level" => !d.diplomas.values().any(|x| x.level.is_some()) && !d.no_diploma,
        "diplomas.*.date" => {
            let some = d.diplomas.values().any(|x| x.level.is_some());
            some && programme == Programme::Propulse && !d.diplomas.values().any(|x| x.date.is_some())
        }
        "experiences" => d.experiences.is_empty(),
        code if matches!(field.kind, Kind::List) => super::autosave::rows(d, code) == 0,
        code => super::autosave::get(d, code).is_none_or(|text| text.trim().is_empty()),
    }
}

/// "Encore deux choses avant de déposer".
pub fn bar(missing: &[Missing]) -> String {
    match missing.len() {
        0 => "Tout est là : vous pouvez déposer".to_owned(),
        1 => "Encore une chose avant de déposer".to_owned(),
        n => format!("{} avant de déposer", capital(&format!("encore {} choses", number(n, true)))),
    }
}
