//! How long a file is kept (rules M15, N4). The clocks that forget it, and the words its author reads, take their days from here.

use super::state::State;

/// Days a file begun and never sent is kept, since the last word written in it.
pub const DRAFT_DAYS: i64 = 365;
/// Days a file refused or withdrawn is kept, since the answer (French guidance on recruitment: two years at most).
pub const REFUSED_DAYS: i64 = 730;

const DAY_MS: i64 = 86_400_000;

/// What the clocks look at, in epoch milliseconds.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Times {
    /// The last change.
    pub updated: i64,
    /// When the answer was published.
    pub answered: Option<i64>,
    /// When it was withdrawn.
    pub withdrawn: Option<i64>,
}

/// Whether the clock of refused files runs.
pub const fn refused(state: State) -> bool {
    matches!(state, State::NotEligible | State::NotInvited | State::NotSelected | State::Withdrawn)
}

/// The last instant a file is kept, in epoch milliseconds; None while it is under study or its author takes part.
pub fn kept_until(state: State, times: Times) -> Option<i64> {
    match state {
        State::Draft => Some(times.updated + DRAFT_DAYS * DAY_MS),
        _ if refused(state) => Some(times.answered.or(times.withdrawn).unwrap_or(times.updated) + REFUSED_DAYS * DAY_MS),
        _ => None,
    }
}
