//! Why an operation is refused: an expected "no" with its sentence. The service turns it into a refusal of the house.

use super::clock::wall_time;
use super::plan::Fault;
use super::presence::Presence;
use super::room::Room;
use crate::i18n::live_rules as say;

/// Why an operation is refused. Nothing has changed then.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Refused {
    /// The morning is archived.
    Closed,
    /// It has not started.
    NotStarted,
    /// It started already, at this wall time.
    Started(String),
    /// It is stopped already.
    AlreadyPaused,
    /// It is not stopped.
    NotPaused,
    /// It is over.
    Over,
    /// It is not over.
    NotOver,
    /// Every round was played: there is nothing to take up again.
    NothingLeft,
    /// No round follows this one.
    LastRound,
    /// A change of length that is nothing, or more than [`super::apply::LONGEST`] at once or in all.
    Length,
    /// Nobody has this seat.
    NoSeat,
    /// It is so already.
    Already(Presence),
    /// The plan changed since this repair was computed.
    StalePlan,
    /// It changes a round that began, numbered from 1.
    Frozen(u32),
    /// The new plan does not hold.
    Plan(Fault),
    /// The reason is longer than [`super::apply::REASON`] characters.
    LongReason,
}

impl Refused {
    /// One French sentence that says what is wrong.
    pub fn sentence(&self) -> String {
        match self {
            Refused::Closed => say::CLOSED.to_owned(),
            Refused::NotStarted => say::NOT_STARTED.to_owned(),
            Refused::Started(since) => say::started(since),
            Refused::AlreadyPaused => say::ALREADY_PAUSED.to_owned(),
            Refused::NotPaused => say::NOT_PAUSED.to_owned(),
            Refused::Over => say::OVER.to_owned(),
            Refused::NotOver => say::NOT_OVER.to_owned(),
            Refused::NothingLeft => say::NOTHING_LEFT.to_owned(),
            Refused::LastRound => say::LAST_ROUND.to_owned(),
            Refused::Length => say::LENGTH.to_owned(),
            Refused::NoSeat => say::NO_SEAT.to_owned(),
            Refused::Already(presence) => say::already(presence.label()),
            Refused::StalePlan => say::STALE_PLAN.to_owned(),
            Refused::Frozen(round) => say::frozen(*round),
            Refused::Plan(fault) => fault.sentence(),
            Refused::LongReason => say::LONG_REASON.to_owned(),
        }
    }

    /// Started already: since the first round's real start.
    pub(super) fn started(room: &Room) -> Refused {
        let first = room.clock.starts.first().copied().unwrap_or(room.clock.since);
        Refused::Started(wall_time(room, first))
    }
}
