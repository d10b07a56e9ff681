//! Applying and being answered: the life of an application, what it must hold, the promise of an answer (rules I5–I6, I33, M13).

mod clock;
mod decline;
mod pieces;

#[cfg(test)]
mod tests;

pub use clock::{Followed, Promise, RATE_MIN, Rate, late, promised, rate};
pub use decline::{DeclineReason, MESSAGE_MAX, MESSAGE_MIN, check_message, fill, template};
pub use pieces::{ANSWER_MAX, Given, closed, missing_pieces};

use crate::kernel::labelled::labelled;
use crate::kernel::lang::Lang;
use crate::kernel::refusal::Refusal;

labelled! {
    /// Where an application stands.
    State {
        New = "nouvelle", "nouvelle", "new";
        Studied = "a-l-etude", "à l’étude", "under study";
        Waiting = "en-attente", "en attente", "waiting";
        Accepted = "acceptee", "acceptée", "accepted";
        Declined = "declinee", "déclinée", "declined";
        Withdrawn = "retiree", "retirée", "withdrawn";
    }
}

impl State {
    /// True while the person is owed an answer. Being put on hold is not an answer.
    pub const fn is_pending(self) -> bool {
        matches!(self, State::New | State::Studied | State::Waiting)
    }
}

labelled! {
    /// Who moves an application.
    Side {
        Recruiter = "recrutement", "l’organisation qui recrute", "the recruiter";
        Person = "personne", "la personne qui a postulé", "the applicant";
    }
}

labelled! {
    /// What is done to an application.
    Move {
        Study = "etudier", "la mettre à l’étude", "study it";
        Wait = "patienter", "la mettre en attente", "put it on hold";
        Accept = "accepter", "l’accepter", "accept it";
        Decline = "decliner", "la décliner", "decline it";
        Withdraw = "retirer", "la retirer", "withdraw it";
    }
}

/// Every legal move: from, what, to, who. A declined application can be studied again; a withdrawn one is over, and the
/// person may apply anew.
pub const TABLE: &[(State, Move, State, Side)] = &[
    (State::New, Move::Study, State::Studied, Side::Recruiter),
    (State::New, Move::Wait, State::Waiting, Side::Recruiter),
    (State::New, Move::Accept, State::Accepted, Side::Recruiter),
    (State::New, Move::Decline, State::Declined, Side::Recruiter),
    (State::New, Move::Withdraw, State::Withdrawn, Side::Person),
    (State::Studied, Move::Wait, State::Waiting, Side::Recruiter),
    (State::Studied, Move::Accept, State::Accepted, Side::Recruiter),
    (State::Studied, Move::Decline, State::Declined, Side::Recruiter),
    (State::Studied, Move::Withdraw, State::Withdrawn, Side::Person),
    (State::Waiting, Move::Study, State::Studied, Side::Recruiter),
    (State::Waiting, Move::Accept, State::Accepted, Side::Recruiter),
    (State::Waiting, Move::Decline, State::Declined, Side::Recruiter),
    (State::Waiting, Move::Withdraw, State::Withdrawn, Side::Person),
    (State::Accepted, Move::Withdraw, State::Withdrawn, Side::Person),
    (State::Declined, Move::Study, State::Studied, Side::Recruiter),
];

/// Moves an application, or says why not.
pub fn step(state: State, what: Move, who: Side) -> Result<State, Refusal> {
    let Some((_, _, next, side)) = TABLE.iter().find(|(from, m, _, _)| *from == state && *m == what) else {
        let label = state.label(Lang::Fr);
        let sentence = match moves(state, who).first() {
            Some(other) => {
                format!("la candidature est {label}\u{202f}: on ne peut pas {}, mais vous pouvez {}", what.label(Lang::Fr), other.label(Lang::Fr))
            }
            None => format!("la candidature est {label}\u{202f}: on ne peut plus {}", what.label(Lang::Fr)),
        };
        return Err(Refusal::invalid("state", sentence));
    };
    if *side != who {
        return Err(Refusal::invalid("state", format!("seule {} peut {}", side.label(Lang::Fr), what.label(Lang::Fr))));
    }
    Ok(*next)
}

/// The moves open to somebody from here, for the buttons of a page.
pub fn moves(state: State, who: Side) -> Vec<Move> {
    TABLE.iter().filter(|(from, _, _, side)| *from == state && *side == who).map(|(_, m, _, _)| *m).collect()
}

/// What became of each application of a batch, in its order.
pub type Batch<T> = Vec<(T, Result<State, Refusal>)>;

/// The same move on many applications at once: each succeeds or is refused on its own.
pub fn batch<T: Clone>(list: &[(T, State)], what: Move, who: Side) -> Batch<T> {
    list.iter().map(|(id, state)| (id.clone(), step(*state, what, who))).collect()
}
