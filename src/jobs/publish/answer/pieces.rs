//! What an applicant must give, and until when (rules I5, I6, Q17, M13).

use crate::jobs::model::draft::{Piece, PieceKind};
use crate::jobs::model::status::{Lifetime, Status};
use crate::kernel::clock::paris_day;
use crate::kernel::dates::{long_day, shift};
use crate::kernel::lang::Lang;
use crate::kernel::refusal::{Reason, Refusal};
use jiff::{Timestamp, ToSpan};

/// Longest answer to a question of the recruiter, in characters.
pub const ANSWER_MAX: usize = 2_000;

/// What an applicant gives.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Given {
    /// The pieces joined; a letter counts whether typed or joined as a file.
    pub pieces: Vec<PieceKind>,
    /// Answers to the questions, in their order.
    pub answers: Vec<String>,
}

/// What is missing before an application can leave. Empty when nothing is (rule I6: no letter, no application).
/// The fields are `piece_<code>` and `answer_<n>`, from 1.
pub fn missing_pieces(asked: &[Piece], questions: &[String], given: &Given) -> Vec<Refusal> {
    let mut out = Vec::new();
    for piece in asked.iter().filter(|p| p.required && !given.pieces.contains(&p.kind)) {
        let sentence = match piece.kind {
            PieceKind::Cv => "joignez votre CV en PDF",
            PieceKind::Letter => "écrivez ou joignez votre lettre de motivation\u{202f}: sans elle, cette candidature ne serait pas étudiée",
            PieceKind::Portfolio => "joignez votre portfolio",
            PieceKind::References => "donnez vos références",
            PieceKind::Diploma => "joignez la copie de votre diplôme",
        };
        out.push(Refusal::invalid(&format!("piece_{}", piece.kind.code()), sentence));
    }
    for (i, question) in questions.iter().enumerate() {
        let answer = given.answers.get(i).map(|a| a.trim()).unwrap_or_default();
        let field = format!("answer_{}", i + 1);
        if answer.is_empty() {
            out.push(Refusal::invalid(&field, format!("répondez à la question\u{202f}: «\u{202f}{question}\u{202f}»")));
        } else if answer.chars().count() > ANSWER_MAX {
            out.push(Refusal::invalid(&field, format!("raccourcissez votre réponse à {ANSWER_MAX} caractères")));
        }
    }
    out
}

/// Why nobody can apply any more at this instant; `None` while the offer is open. The last day is included, in Paris.
pub fn closed(lifetime: Lifetime, now: Timestamp) -> Option<Refusal> {
    if lifetime.status(now) == Status::Open {
        return None;
    }
    let last = lifetime.closes_at.checked_sub(1.second()).map_or_else(|_| shift(paris_day(lifetime.closes_at), -1), paris_day);
    let sentence = format!(
        "cette offre n’est plus ouverte\u{202f}: on pouvait postuler jusqu’au {} inclus, heure de Paris. Votre brouillon reste à vous, et d’autres offres lui ressemblent",
        long_day(last, Lang::Fr)
    );
    Some(Refusal { reason: Reason::Gone, field: None, sentence })
}
