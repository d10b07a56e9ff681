//! The compiled problem: flat arrays, positions instead of names.

use super::format::instance::Note;

/// What the team decided about a pair.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Lock {
    /// Nothing.
    #[default]
    Free,
    /// It must not be chosen.
    Forbidden,
    /// It must be chosen (for `attribute`: in either period).
    Required,
    /// It must be chosen in period 1 + the number.
    RequiredIn(u8),
}

/// A host.
#[derive(Clone, Debug)]
pub struct Organisation {
    /// Name in the file.
    pub id: String,
    /// Tables held at once.
    pub tables: u32,
    /// Fewest meetings.
    pub min: u32,
    /// Most meetings, if limited beyond rounds × tables.
    pub max: Option<u32>,
}

/// A mission; one unit of capacity is one associate during one period.
#[derive(Clone, Debug)]
pub struct Mission {
    /// Name in the file.
    pub id: String,
    /// Position of its host.
    pub organisation: u32,
    /// Places by period.
    pub capacity: [u32; 2],
    /// Places over both periods.
    pub total: u32,
    /// Fewest by period.
    pub minimum: [u32; 2],
}

/// An instance that passed every check. Pairs of associate `a` are `first[a]..first[a + 1]`, sorted by
/// (organisation, target). For meetings the target is an organisation, for attribution a mission.
#[derive(Clone, Debug, Default)]
pub struct Problem {
    /// α, per mille.
    pub associate_weight: u32,
    /// Meetings wanted by each associate.
    pub meetings: u32,
    /// Rounds, if fixed (buffer included).
    pub rounds: Option<u32>,
    /// Empty rounds at the end.
    pub buffer: u32,
    /// Associates' names.
    pub associates: Vec<String>,
    /// Which periods each associate needs.
    pub periods: Vec<[bool; 2]>,
    /// Hosts.
    pub organisations: Vec<Organisation>,
    /// Missions; empty for meetings.
    pub missions: Vec<Mission>,
    /// Start of each associate's pairs.
    pub first: Vec<u32>,
    /// Target of each pair.
    pub target: Vec<u32>,
    /// The associate's satisfaction, 0–1000.
    pub own: Vec<u16>,
    /// The host's satisfaction, 0–1000.
    pub host: Vec<u16>,
    /// What keeping each pair is worth beyond its satisfactions (see `reassign`); empty for none.
    pub bonus: Vec<i64>,
    /// What the team decided.
    pub lock: Vec<Lock>,
    /// `(associate, round from 0)`.
    pub associate_away: Vec<(u32, u32)>,
    /// `(organisation, round from 0)`.
    pub host_away: Vec<(u32, u32)>,
    /// `(required?, associate, target name, note)` for every lock in the file.
    pub notes: Vec<(bool, u32, String, Note)>,
    /// SHA-256 of the file, hexadecimal.
    pub input_hash: String,
}

impl Problem {
    /// `w = α·own + (1000 − α)·host`, 0 to 1,000,000, plus the price of change where one is set.
    #[must_use]
    pub fn weight(&self, pair: usize) -> i64 {
        let alpha = i64::from(self.associate_weight);
        alpha * i64::from(self.own[pair]) + (1000 - alpha) * i64::from(self.host[pair]) + self.bonus.get(pair).copied().unwrap_or(0)
    }

    /// No pair weighs more.
    #[must_use]
    pub fn most_weight(&self) -> i64 {
        1_000_000 + self.bonus.iter().copied().max().unwrap_or(0)
    }

    /// Every weight is a multiple of this: with equal weights of both sides, 500.
    #[must_use]
    pub fn grain(&self) -> i64 {
        let common = |mut one: i64, mut other: i64| {
            while other != 0 {
                (one, other) = (other, one % other);
            }
            one
        };
        (0..self.target.len()).fold(0, |grain, pair| common(grain, self.weight(pair))).max(1)
    }

    /// Tier of a pair, 0 (worst) to 9: the hundreds of the lesser of its two satisfactions.
    #[must_use]
    pub fn tier(&self, pair: usize) -> u32 {
        u32::from(self.own[pair].min(self.host[pair]) / 100).min(9)
    }

    /// Positions of an associate's pairs.
    #[must_use]
    pub fn pairs_of(&self, associate: usize) -> std::ops::Range<usize> {
        self.first[associate] as usize..self.first[associate + 1] as usize
    }

    /// Position of a pair, if it is acceptable.
    #[must_use]
    pub fn find(&self, associate: usize, target: u32) -> Option<usize> {
        self.pairs_of(associate).find(|&pair| self.target[pair] == target)
    }

    /// Host of a target: the target itself for meetings, the mission's for attribution.
    #[must_use]
    pub fn organisation_of(&self, target: u32) -> u32 {
        if self.missions.is_empty() { target } else { self.missions[target as usize].organisation }
    }

    /// How many targets there are: organisations, or missions when there are any.
    #[must_use]
    pub fn target_count(&self) -> u32 {
        u32::try_from(if self.missions.is_empty() { self.organisations.len() } else { self.missions.len() }).unwrap_or(u32::MAX)
    }

    /// Name of a target.
    #[must_use]
    pub fn target_name(&self, target: u32) -> &str {
        if self.missions.is_empty() { &self.organisations[target as usize].id } else { &self.missions[target as usize].id }
    }

    /// Associate of each pair, in order.
    pub fn owners(&self) -> impl Iterator<Item = (usize, usize)> + '_ {
        (0..self.associates.len()).flat_map(|a| self.pairs_of(a).map(move |pair| (a, pair)))
    }
}
