//! What an action will do, said beside its button before anyone presses it.

use super::apply::apply;
use super::board::held;
use super::clock::{Moment, moment, played, settle, times, wall_time};
use super::op::Op;
use super::plan::moves;
use super::presence::Presence;
use super::refused::Refused;
use super::room::Room;
use crate::i18n::live_rules as say;

/// An effect in numbers; what an action does not touch is 0 or none. Hours are epoch milliseconds.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Effect {
    /// End of the present round afterwards; none outside a round and when stopped.
    pub ends: Option<i64>,
    /// Start of the round that comes then.
    pub next: Option<i64>,
    /// The round begun or taken up again, from 0.
    pub round: Option<u32>,
    /// End of the whole morning afterwards.
    pub over: Option<i64>,
    /// Milliseconds taken from the present round.
    pub cut: i64,
    /// Milliseconds taken from a break that is skipped.
    pub skipped: i64,
    /// Seats it stops or sets going.
    pub seats: usize,
    /// Rounds that will not be played.
    pub rounds: u32,
    /// Meetings to come that will not be held, or that nobody had planned.
    pub meetings: usize,
    /// People whose rounds to come change.
    pub people: usize,
    /// Ratings the present round still waits for: the caller's to fill in, the room does not know them.
    pub ratings: Option<usize>,
    /// Presence said.
    pub presence: Option<Presence>,
}

/// The sentence of what an operation will do, or of why it would be refused.
pub fn effect(room: &Room, op: &Op, now: i64) -> String {
    match numbers(room, op, now) {
        Ok(effect) => sentence(room, op, &effect),
        Err(refused) => refused.sentence(),
    }
}

/// What an operation will do in numbers, or why it would be refused.
pub fn numbers(room: &Room, op: &Op, now: i64) -> Result<Effect, Refused> {
    let (next, now) = (apply(room, op, now)?, now.max(room.last));
    let mut effect = Effect { over: times(&next, now).last().map(|time| time.1), ..Effect::default() };
    match moment(&next, now) {
        Moment::Round { round, ends_at, .. } => {
            (effect.ends, effect.round) = (Some(ends_at), Some(round));
            effect.next = times(&next, now).get(round as usize + 1).map(|time| time.0);
        }
        Moment::Between { next, starts_at, .. } => (effect.next, effect.round) = (Some(starts_at), Some(next)),
        _ => {}
    }
    let before = settle(room, now);
    match op {
        Op::Start | Op::Pause | Op::Resume | Op::Reopen => effect.seats = room.seats(),
        Op::Next if before.is_inside(now) => {
            effect.cut = before.left_at(now);
            effect.skipped = if room.is_pause(before.round) { room.gap(before.round) } else { 0 };
        }
        Op::Next if before.round > 0 && room.is_pause(before.round - 1) => effect.skipped = before.left_at(now),
        Op::End => {
            effect.cut = if before.is_inside(now) { before.left_at(now) } else { 0 };
            effect.rounds = room.round_count().saturating_sub(played(room, now));
            effect.meetings = coming(room, now);
        }
        Op::Presence { presence, .. } => {
            effect.presence = Some(*presence);
            effect.meetings = coming(room, now).abs_diff(coming(&next, now));
        }
        Op::Replan { meetings, .. } => {
            let mut people: Vec<u32> = moves(room, meetings).iter().map(|change| change.associate).collect();
            people.dedup();
            effect.people = people.len();
            effect.meetings = coming(room, now).abs_diff(coming(&next, now));
        }
        _ => {}
    }
    Ok(effect)
}

/// Meetings of rounds that have not begun both come to.
fn coming(room: &Room, now: i64) -> usize {
    (played(room, now)..room.round_count()).map(|round| held(room, round as usize, now).len()).sum()
}

/// The French sentence of an effect.
pub fn sentence(room: &Room, op: &Op, effect: &Effect) -> String {
    let hour = |at: Option<i64>| at.map(|at| wall_time(room, at));
    let (ends, next, over) = (hour(effect.ends), hour(effect.next), hour(effect.over));
    match op {
        Op::Start => say::effect_start(ends.as_deref(), over.as_deref()),
        Op::Pause => say::effect_pause(effect.seats),
        Op::Resume | Op::Extend { .. } => match (ends, next) {
            (Some(ends), next) => say::effect_ends(&ends, next.as_deref()),
            (None, Some(next)) => say::effect_next(&next),
            (None, None) => say::EFFECT_LEFT.to_owned(),
        },
        Op::Next => say::effect_skip(effect.cut, effect.skipped, effect.ratings, ends.as_deref()),
        Op::End => say::effect_end(effect.cut, effect.rounds, effect.meetings),
        Op::Reopen => say::EFFECT_REOPEN.to_owned(),
        Op::Presence { .. } => say::effect_presence(effect.presence.unwrap_or_default().is_away(), effect.meetings),
        Op::Replan { .. } => say::effect_replan(effect.people),
        Op::Close => say::EFFECT_CLOSE.to_owned(),
    }
}
