//! Who is there: what the team says of a person, and which rounds go by without them.
//!
//! Whether a seat is online is not here: that is the business of whoever holds the streams.

use super::room::Guest;

/// What the team, or the person's own seat, says of them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Presence {
    /// Nobody has said anything. Saying so again forgets what was said.
    #[default]
    Expected,
    /// In the room.
    Here,
    /// Will come, is not there yet.
    Late,
    /// Does not come.
    Absent,
    /// Was there and left.
    Gone,
}

impl Presence {
    /// Every presence, in the order shown.
    pub const ALL: &'static [Presence] = &[Presence::Expected, Presence::Here, Presence::Late, Presence::Absent, Presence::Gone];

    /// The number stored in [`Guest::presence`].
    pub const fn number(self) -> u8 {
        self as u8
    }

    /// The presence of a number; an unknown one is [`Presence::Expected`].
    pub fn of_number(number: u8) -> Presence {
        Self::ALL.get(usize::from(number)).copied().unwrap_or_default()
    }

    /// The stable code used in operations and addresses.
    pub const fn code(self) -> &'static str {
        match self {
            Presence::Expected => "attendu",
            Presence::Here => "present",
            Presence::Late => "retard",
            Presence::Absent => "absent",
            Presence::Gone => "parti",
        }
    }

    /// The presence of a code, if any.
    pub fn from_code(code: &str) -> Option<Presence> {
        Self::ALL.iter().copied().find(|presence| presence.code() == code)
    }

    /// The words shown on screen.
    pub const fn label(self) -> &'static str {
        crate::i18n::live_rules::PRESENCE[self as usize]
    }

    /// Whether saying this of somebody asks for another plan: they miss rounds, or come after all when the plan does without them.
    pub const fn mends(self, before: Presence) -> bool {
        match self {
            Presence::Late | Presence::Absent | Presence::Gone => true,
            Presence::Here => before.is_away(),
            Presence::Expected => false,
        }
    }

    /// True when a round cannot count on them.
    pub const fn is_away(self) -> bool {
        matches!(self, Presence::Absent | Presence::Gone)
    }
}

impl Guest {
    /// What was last said of them.
    pub fn presence(&self) -> Presence {
        Presence::of_number(self.presence)
    }

    /// Says it anew: rounds that went by without them are remembered. `over` holds the times of the rounds that are over for good.
    pub(super) fn say(&mut self, presence: Presence, at: i64, over: &[(i64, i64)]) {
        if presence == Presence::Expected {
            (self.seen, self.missed) = (0, Vec::new());
        } else {
            let rounds = (0u32..).zip(over).filter(|(round, time)| misses(self, *round, **time, at));
            self.missed = rounds.map(|(round, _)| round).collect();
        }
        if presence == Presence::Here && self.seen == 0 {
            self.seen = at;
        }
        (self.presence, self.since) = (presence.number(), at);
    }
}

/// True when a round goes, or went, by without this person. Somebody never seen who is absent misses every round; who was seen misses
/// those that were not over; who left misses those that begin after; who is late misses those over without them.
pub fn misses(guest: &Guest, round: u32, (start, end): (i64, i64), now: i64) -> bool {
    guest.missed.contains(&round)
        || match guest.presence() {
            Presence::Expected | Presence::Here => false,
            Presence::Late => end <= now,
            Presence::Absent => guest.seen == 0 || end > guest.since,
            Presence::Gone => start >= guest.since,
        }
}

/// How late they sat down in a round, in milliseconds: they came after it began, and before it ended.
pub fn late_by(guest: &Guest, (start, end): (i64, i64)) -> Option<i64> {
    (guest.presence() == Presence::Here && guest.seen > start && guest.seen < end).then(|| guest.seen - start)
}
