//! What the clock says, whoever looks at it: a round, the time between two, a stop, before, after.

use crate::i18n::live as say;
use crate::live::model::clock::{Moment, moment, wall_time};
use crate::live::model::room::Room;

/// Where the morning stands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Stage {
    /// Not started.
    #[default]
    Before,
    /// In a round.
    Round,
    /// Between two.
    Between,
    /// Stopped.
    Stopped,
    /// Over.
    Over,
}

/// The clock without its seconds: it only changes when the morning does.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Face {
    /// Where the morning stands.
    pub stage: Stage,
    /// The present round, or the one to come; none after the last.
    pub round: Option<u32>,
    /// "Manche 3 sur 8".
    pub mark: String,
    /// "jusqu’à".
    pub until_words: &'static str,
    /// "10:51".
    pub until: String,
    /// The instant counted down to; 0 when nothing is.
    pub ends: i64,
    /// Milliseconds left when stopped.
    pub left: i64,
    /// Milliseconds of what is counted down.
    pub total: i64,
    /// Shown instead of a countdown: the hour it starts.
    pub hour: String,
    /// The time between two rounds is a break.
    pub pause: bool,
}

/// The clock of a room at an instant.
pub fn face(room: &Room, now: i64) -> Face {
    let mark = |round: u32| say::round_of(round + 1, room.round_count());
    let hour = |at: i64| wall_time(room, at);
    match moment(room, now) {
        Moment::Before { starts_at } => Face {
            round: Some(0),
            mark: say::NOT_STARTED.to_owned(),
            until_words: say::PLANNED_AT,
            until: hour(starts_at),
            hour: hour(starts_at),
            ..Face::default()
        },
        Moment::Round { round, starts_at, ends_at } => Face {
            stage: Stage::Round,
            round: Some(round),
            mark: mark(round),
            until_words: say::UNTIL,
            until: hour(ends_at),
            ends: ends_at,
            total: ends_at - starts_at,
            ..Face::default()
        },
        Moment::Between { next, starts_at, ends_prev, pause } => Face {
            stage: Stage::Between,
            round: Some(next),
            mark: if pause { say::PAUSE } else { say::BETWEEN }.to_owned(),
            until_words: say::STARTS_AT,
            until: hour(starts_at),
            ends: starts_at,
            total: starts_at - ends_prev,
            pause,
            ..Face::default()
        },
        Moment::Paused { round, left_ms, next } => Face {
            stage: Stage::Stopped,
            round: round.or(next),
            mark: round.or(next).map_or_else(String::new, mark),
            until_words: say::STOPPED,
            left: left_ms,
            total: round.or(next).map_or(0, |r| room.length(r)),
            ..Face::default()
        },
        Moment::Over { at } => Face { stage: Stage::Over, mark: say::OVER.to_owned(), until_words: say::OVER_AT, until: hour(at), ..Face::default() },
    }
}

/// What a screen reader is told of the time left, in seconds: at two minutes and at thirty seconds only.
pub fn announced(stage: Stage, left: i64) -> &'static str {
    match (stage, left) {
        (Stage::Round, 110..=120) => say::IN_TWO_MINUTES,
        (Stage::Round, 25..=30) => say::IN_HALF_A_MINUTE,
        _ => "",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::live::model::apply::apply;
    use crate::live::model::op::Op;
    use crate::live::model::room::Slot;

    fn room() -> Room {
        let slot = |planned: i64| Slot { seconds: 900, gap: 180, pause: false, planned };
        Room { rounds: vec![slot(36_000_000), slot(37_080_000)], ..Room::default() }
    }

    #[test]
    fn the_clock_follows_the_morning() {
        let room = room();
        assert_eq!(face(&room, 0).hour, "10:00");
        let going = apply(&room, &Op::Start, 36_000_000).unwrap();
        let first = face(&going, 36_448_000);
        assert_eq!((first.stage, first.mark.as_str(), first.until.as_str(), first.ends), (Stage::Round, "Manche 1 sur 2", "10:15", 36_900_000));
        let between = face(&going, 36_901_000);
        assert_eq!((between.stage, between.total, between.until.as_str()), (Stage::Between, 180_000, "10:18"));
        let stopped = face(&apply(&going, &Op::Pause, 36_448_000).unwrap(), 36_999_000);
        assert_eq!((stopped.stage, stopped.left, stopped.ends), (Stage::Stopped, 452_000, 0));
        assert_eq!(face(&going, 99_000_000).stage, Stage::Over);
        assert_eq!((announced(Stage::Round, 120), announced(Stage::Round, 60)), (say::IN_TWO_MINUTES, ""));
    }
}
