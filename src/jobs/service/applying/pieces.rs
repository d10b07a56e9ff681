//! The pieces of an application: what is typed, what is joined.

use crate::desk::model::{Block, Field, Form};
use crate::desk::service::{Ask, No};
use crate::i18n::recruiting as say;
use crate::jobs::model::draft::{Piece, PieceKind};
use crate::kernel::lang::Lang;
use crate::store::Tx;
use crate::uploads::service::{Ready, Sent, Upload, copy, look, shown};
use crate::uploads::store::latest_of;

/// The field of a CV.
pub const CV_FIELD: &str = "piece_cv";
/// The field of a letter sent as a PDF.
pub const LETTER_FIELD: &str = "piece_lettre_pdf";
/// The kinds of the files of an application.
const CV: &str = "cv";
/// A letter.
const LETTER: &str = "lettre";
/// Longest letter, in characters.
pub const LETTER_MAX: usize = 12_000;
/// Longest other piece given in words, in characters.
const WORDS_MAX: u32 = 2_000;

/// The clean CV somebody sent before, to be joined again without choosing it.
///
/// # Errors
/// The database failed.
pub async fn known_cv(tx: &mut Tx, ask: &Ask<'_>) -> Result<Option<Upload>, No> {
    match ask.viewer.filter(|v| !v.must_prove()) {
        Some(me) => Ok(latest_of(tx, me.person, CV).await?),
        None => Ok(None),
    }
}

/// The files that came with an application, each under its name, as they are shown.
///
/// # Errors
/// The database failed.
pub async fn files_of(tx: &mut Tx, joined: &[Upload]) -> Result<Vec<Block>, No> {
    let mut out = Vec::new();
    for upload in joined {
        out.push(Block::h3(if upload.kind == LETTER { say::LETTER_JOINED } else { say::CV_JOINED }));
        out.extend(shown(tx, upload).await?);
    }
    Ok(out)
}

/// What the form brought as files, looked at and kept: nothing is sent before, and a file that is refused refuses the application,
/// which stays as it was typed.
///
/// # Errors
/// Why each file is not taken, on its field; or the store failed.
pub async fn looked_at(ask: &Ask<'_>, known: Option<&Upload>) -> Result<Vec<Ready>, No> {
    let (mut ready, mut refused) = (Vec::new(), Vec::new());
    for (field, kind) in [(CV_FIELD, CV), (LETTER_FIELD, LETTER)] {
        match came(ask, field).map(|file| look(ask, file, kind)) {
            None => {}
            Some(looking) => match looking.await {
                Ok(file) => ready.push(file),
                Err(No::Refused(problems)) => refused.extend(problems),
                Err(no) => return Err(no),
            },
        }
    }
    if !refused.is_empty() {
        return Err(refused.into());
    }
    if let Some(known) = known.filter(|_| came(ask, CV_FIELD).is_none()) {
        ready.push(copy(ask, known).await?);
    }
    Ok(ready)
}

/// The file chosen in a field.
pub fn came<'a>(ask: &'a Ask<'_>, field: &str) -> Option<&'a Sent> {
    ask.files.iter().find(|f| f.field == field && !f.name.is_empty())
}

/// A field for a PDF.
fn file(name: &str, label: &str, hint: &str) -> Field {
    Field { accept: ".pdf,application/pdf".to_owned(), ..Field::new(name, "file", label).hint(hint) }
}

/// The fields that join a CV, when the offer asks for one.
pub fn cv_fields(mut form: Form, asked: &[Piece], known: Option<&Upload>) -> Form {
    let Some(piece) = asked.iter().find(|p| p.kind == PieceKind::Cv) else { return form };
    if let Some(known) = known {
        let label = say::cv_again(&known.name);
        form = form.field(Field::new("cv_connu", "check", "").value("oui").options([("oui".to_owned(), label)]));
    }
    let mut field = file(CV_FIELD, say::CV, say::CV_HINT);
    field.required = piece.required && known.is_none();
    form.field(field)
}

/// The pieces given in words, beside the letter.
fn in_words(kind: PieceKind) -> bool {
    matches!(kind, PieceKind::Portfolio | PieceKind::References)
}

/// What must be there before an application leaves: a copy of a diploma is shown to the organisation later, when it asks for it.
pub fn enforced(asked: &[Piece]) -> Vec<Piece> {
    asked.iter().filter(|p| p.kind != PieceKind::Diploma).cloned().collect()
}

/// The fields of an application: letter, typed or joined, other pieces, answers.
pub fn fields(mut form: Form, asked: &[Piece], questions: &[String]) -> Form {
    let mut letter = Field::new("piece_lettre", "area", say::LETTER).hint(say::LETTER_HINT).max(LETTER_MAX as u32).rows(14);
    letter.shared = asked.iter().any(|p| p.kind == PieceKind::Letter && p.required);
    form.files = true;
    form = form.field(letter).field(file(LETTER_FIELD, say::LETTER_PDF, say::LETTER_PDF_HINT));
    for piece in asked.iter().filter(|p| in_words(p.kind)) {
        let kind = if piece.kind == PieceKind::Portfolio { "text" } else { "area" };
        let mut field = Field::new(&format!("piece_{}", piece.kind.code()), kind, label(piece.kind.code())).max(WORDS_MAX).rows(4);
        field.hint = if piece.kind == PieceKind::Portfolio { say::PORTFOLIO_HINT } else { say::REFERENCES_HINT }.to_owned();
        field.required = piece.required;
        form = form.field(field);
    }
    for (i, question) in questions.iter().enumerate() {
        let name = format!("answer_{}", i + 1);
        form = form.field(Field::new(&name, "area", question.clone()).required().max(crate::jobs::publish::answer::ANSWER_MAX as u32).rows(4));
    }
    form
}

/// The pieces given in words, from a form: code and text.
pub fn typed(asked: &[Piece], value: &dyn Fn(&str) -> String) -> Vec<(String, String)> {
    let words = asked.iter().filter(|p| in_words(p.kind)).map(|p| {
        let text: String = value(&format!("piece_{}", p.kind.code())).chars().take(WORDS_MAX as usize).collect();
        (p.kind.code().to_owned(), text)
    });
    words.filter(|(_, text)| !text.is_empty()).collect()
}

/// What a piece is called, at the beginning of a line.
pub fn label(code: &str) -> String {
    let words = PieceKind::from_code(code).map_or(code, |k| k.label(Lang::Fr));
    let mut letters = words.chars();
    letters.next().map(|c| c.to_uppercase().chain(letters).collect()).unwrap_or_default()
}
