//! What a campaign lets the team set: the morning, the engines, the two periods; and the timetable that follows.

use crate::i18n::campaign_rules as say;
use crate::kernel::clock::paris;
use crate::kernel::labelled::labelled;
use crate::kernel::refusal::Refusal;
use crate::matching::format::solution;
use jiff::civil::{Date, Time};
use serde::{Deserialize, Serialize};

/// Most rounds of a morning.
pub const ROUNDS_MOST: u8 = 40;
/// Most tables of a room.
pub const TABLES_MOST: u16 = 300;
const BREAKS_MOST: usize = 6;
const MINUTE: i64 = 60_000;

labelled! {
    /// The published rule of a computation (rule Q8).
    Policy {
        Total = "total", "La plus grande satisfaction totale", "Greatest total satisfaction";
        Balanced = "balanced", "Relever d’abord la place la moins bonne, puis la satisfaction totale", "Raise the worst place first, then the total";
        Egalitarian = "egalitarian", "Relever une à une les places les moins bonnes", "Raise the worst places one by one";
    }
}

impl Policy {
    /// What the engines call it.
    pub const fn engine(self) -> solution::Policy {
        match self {
            Policy::Total => solution::Policy::Total,
            Policy::Balanced => solution::Policy::Balanced,
            Policy::Egalitarian => solution::Policy::Egalitarian,
        }
    }
}

/// A pause of the morning; it takes the place of the time to change tables.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Break {
    /// After which round, from 1.
    pub after: u8,
    /// How long.
    pub minutes: u8,
}

/// One of the two periods of placement; both days included.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Period {
    /// First day.
    pub starts: Date,
    /// Last day.
    pub ends: Date,
}

/// What the team sets.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Settings {
    /// Day of the morning, in Paris.
    pub day: Option<Date>,
    /// When the first round begins, in Paris.
    pub start: Time,
    /// Where.
    pub place: String,
    /// Most tables the room holds at once.
    pub tables: u16,
    /// Rounds of the morning, spare ones included; None: the fewest needed, and the spare ones.
    pub rounds: Option<u8>,
    /// Spare rounds at the end, kept empty for whatever goes wrong.
    pub buffer: u8,
    /// Minutes of a round.
    pub minutes: u8,
    /// Minutes to change tables.
    pub gap: u8,
    /// Pauses, in the order of the morning.
    pub breaks: Vec<Break>,
    /// Hosts each associate meets (rule D3).
    pub meetings: u8,
    /// Share of the associates' satisfaction, per mille (rule D8).
    pub associate_weight: u16,
    /// What a place at a host that was not met is worth in stage 2, per mille of what it would be (rule Q7).
    pub unmet: u16,
    /// Rule of the meetings.
    pub policy1: Policy,
    /// Rule of the attribution.
    pub policy2: Policy,
    /// The two periods of placement.
    pub periods: [Option<Period>; 2],
}

impl Default for Settings {
    fn default() -> Settings {
        Settings {
            day: None,
            start: jiff::civil::time(10, 0, 0, 0),
            place: String::new(),
            tables: 20,
            rounds: None,
            buffer: 0,
            minutes: 15,
            gap: 3,
            breaks: Vec::new(),
            meetings: 8,
            associate_weight: 500,
            unmet: 800,
            policy1: Policy::Balanced,
            policy2: Policy::Balanced,
            periods: [None, None],
        }
    }
}

/// When a round takes place, in epoch milliseconds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Slot {
    /// It begins.
    pub starts: i64,
    /// It ends.
    pub ends: i64,
}

fn checked(wrong: Vec<Refusal>) -> Result<(), Vec<Refusal>> {
    if wrong.is_empty() { Ok(()) } else { Err(wrong) }
}

impl Settings {
    /// Checks every limit.
    ///
    /// # Errors
    /// One refusal for each field that is out of its limits.
    pub fn check(&self) -> Result<(), Vec<Refusal>> {
        let mut out = Vec::new();
        let mut say = |wrong: bool, field: &str, sentence: String| {
            if wrong {
                out.push(Refusal::invalid(field, sentence));
            }
        };
        let between = |value: u16, low: u16, high: u16| !(low..=high).contains(&value);
        say(self.day.is_some_and(|d| !(2000..=2100).contains(&d.year())), "day", say::DAY_OUT.to_owned());
        say(self.place.chars().count() > 200, "place", say::longest(200));
        for (field, value, low, high) in [
            ("tables", self.tables, 1, TABLES_MOST),
            ("rounds", self.rounds.map_or(1, u16::from), 1, u16::from(ROUNDS_MOST)),
            ("buffer", u16::from(self.buffer), 0, 5),
            ("minutes", u16::from(self.minutes), 3, 60),
            ("gap", u16::from(self.gap), 0, 30),
            ("meetings", u16::from(self.meetings), 1, 30),
            ("associate_weight", self.associate_weight, 0, 1000),
            ("unmet", self.unmet, 0, 1000),
        ] {
            say(between(value, low, high), field, say::number_between(low, high));
        }
        say(self.rounds.is_some_and(|r| r <= self.buffer), "buffer", say::BUFFER_ALL.to_owned());
        let order = self.breaks.windows(2).any(|two| two[1].after <= two[0].after);
        say(order || self.breaks.len() > BREAKS_MOST, "breaks", say::BREAKS_ORDER.to_owned());
        let outside = |b: &Break| !(1..ROUNDS_MOST).contains(&b.after) || !(1..=90).contains(&b.minutes);
        say(self.breaks.iter().any(outside), "breaks", say::BREAKS_LIMITS.to_owned());
        let past_midnight = self.rounds.is_some_and(|r| self.lasts(u32::from(r)) > self.minutes_left());
        say(past_midnight, "start", say::PAST_MIDNIGHT.to_owned());
        let days = |p: &Period| crate::kernel::dates::days_between(p.starts, p.ends);
        for (field, period) in ["period1", "period2"].into_iter().zip(&self.periods) {
            say(period.as_ref().is_some_and(|p| !(1..=400).contains(&days(p))), field, say::PERIOD_LENGTH.to_owned());
        }
        let overlap = matches!(self.periods, [Some(one), Some(two)] if two.starts <= one.ends);
        say(overlap, "period2", say::PERIODS_OVERLAP.to_owned());
        checked(out)
    }

    /// Minutes from the start of a morning of `rounds` rounds to its end.
    pub fn lasts(&self, rounds: u32) -> u32 {
        (1..=rounds).map(|r| u32::from(self.minutes) + if r < rounds { self.between(r) } else { 0 }).sum()
    }

    /// Minutes between a round, from 1, and the next.
    fn between(&self, round: u32) -> u32 {
        self.breaks.iter().find(|b| u32::from(b.after) == round).map_or(u32::from(self.gap), |b| u32::from(b.minutes))
    }

    fn minutes_left(&self) -> u32 {
        24 * 60 - (u32::from(self.start.hour().unsigned_abs()) * 60 + u32::from(self.start.minute().unsigned_abs()))
    }

    /// When each round takes place; empty while the day is not set.
    pub fn timetable(&self, rounds: u32) -> Vec<Slot> {
        let Some(start) = self.day.and_then(|d| d.to_datetime(self.start).to_zoned(paris()).ok()) else { return Vec::new() };
        let mut starts = start.timestamp().as_millisecond();
        let mut slots = Vec::new();
        for round in 1..=rounds.min(u32::from(ROUNDS_MOST)) {
            let ends = starts + i64::from(self.minutes) * MINUTE;
            slots.push(Slot { starts, ends });
            starts = ends + i64::from(self.between(round)) * MINUTE;
        }
        slots
    }
}

#[cfg(test)]
#[path = "settings_tests.rs"]
mod tests;
