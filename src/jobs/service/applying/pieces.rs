//! The pieces of an application: what is typed, what is joined.

use crate::desk::model::{Block, Field, Form};
use crate::desk::service::{Ask, No};
use crate::i18n::recruiting as say;
use crate::jobs::model::draft::{Piece, PieceKind};
use crate::jobs::store::applications::Application;
use crate::kernel::lang::Lang;
use crate::store::Tx;

/// Longest letter, in characters.
pub const LETTER_MAX: usize = 12_000;
/// Longest other piece given in words, in characters.
const WORDS_MAX: u32 = 2_000;

/// A document joined to an application.
#[derive(Clone, Debug)]
pub struct Joined {
    /// What it is called.
    pub name: String,
    /// Where it is read.
    pub href: String,
}

/// The CV somebody joins to their application to an offer, if any.
///
/// # Errors
/// The database failed.
pub async fn cv(_tx: &mut Tx, _ask: &Ask<'_>, _offer: i64) -> Result<Option<Joined>, No> {
    Ok(None)
}

/// The CV that came with an application, if any.
///
/// # Errors
/// The database failed.
pub async fn cv_of(_tx: &mut Tx, _application: &Application) -> Result<Option<Joined>, No> {
    Ok(None)
}

/// The form that joins a CV, when the offer asks for one.
pub fn cv_form(ask: &Ask<'_>, asked: &[Piece], joined: Option<&Joined>) -> Vec<Block> {
    let Some(piece) = asked.iter().find(|p| p.kind == PieceKind::Cv) else { return Vec::new() };
    let mut field = Field::new("piece_cv", "file", say::CV).hint(say::CV_HINT);
    field.accept = ".pdf,application/pdf".to_owned();
    field.required = piece.required;
    let form = Form { files: true, action: format!("{}/cv", ask.path()), ..Form::new("cv") }.field(field).quiet("joindre", say::CV_JOIN);
    let there = joined.map(|j| Block::notice("done", say::joined(&j.name)));
    there.into_iter().chain([ask.form(form)]).collect()
}

/// The pieces given in words, beside the letter.
fn in_words(kind: PieceKind) -> bool {
    matches!(kind, PieceKind::Portfolio | PieceKind::References)
}

/// What must be there before an application leaves: a copy of a diploma is shown to the organisation later, when it asks for it.
pub fn enforced(asked: &[Piece]) -> Vec<Piece> {
    asked.iter().filter(|p| p.kind != PieceKind::Diploma).cloned().collect()
}

/// The fields of an application: letter, other pieces, answers.
pub fn fields(mut form: Form, asked: &[Piece], questions: &[String]) -> Form {
    let required = |kind| asked.iter().any(|p: &Piece| p.kind == kind && p.required);
    let mut letter = Field::new("piece_lettre", "area", say::LETTER).hint(say::LETTER_HINT).max(LETTER_MAX as u32).rows(14);
    letter.required = required(PieceKind::Letter);
    form = form.field(letter);
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
