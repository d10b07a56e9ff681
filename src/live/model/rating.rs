//! What one person notes of another after a meeting: private, outside the room's log, kept one per pair and per side.
//!
//! The one written last wins, whatever the order of arrival. What one page wrote is ordered by its own count, so that no clock set
//! anew and no late request brings an older word back; between pages the instant decides, and the id when instants are equal: two
//! servers agree.

use miniserde::{Deserialize, Serialize};

use super::seat::Side;
use crate::i18n::live_rules as say;

/// Longest note, in characters.
pub const NOTE: usize = 1000;
/// How many criteria each side has.
pub const SCORES: usize = 4;

/// One criterion: its code, its label and what it means (empty when the label says it).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Criterion {
    /// Stable code.
    pub code: &'static str,
    /// Its label.
    pub label: &'static str,
    /// What it means, or empty.
    pub hint: &'static str,
}

const fn criterion(code: &'static str, label: &'static str, hint: &'static str) -> Criterion {
    Criterion { code, label, hint }
}

/// What associates note of a mission.
pub const OF_ASSOCIATE: [Criterion; SCORES] = [
    criterion("envie", say::CRITERION_WISH, ""),
    criterion("adequation", say::CRITERION_FIT, ""),
    criterion("equipe", say::CRITERION_TEAM, ""),
    criterion("apprentissage", say::CRITERION_LEARNING, ""),
];

/// What hosts note of an associate.
pub const OF_HOST: [Criterion; SCORES] = [
    criterion("pragmatisme", say::CRITERION_PRAGMATISM, say::HINT_PRAGMATISM),
    criterion("relations", say::CRITERION_RELATIONS, say::HINT_RELATIONS),
    criterion("adaptation", say::CRITERION_ADAPTATION, say::HINT_ADAPTATION),
    criterion("resolution", say::CRITERION_SOLVING, say::HINT_SOLVING),
];

/// The criteria of who writes.
pub const fn criteria(author: Side) -> &'static [Criterion; SCORES] {
    match author {
        Side::Associate => &OF_ASSOCIATE,
        Side::Host => &OF_HOST,
    }
}

/// One rating.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Rating {
    /// Made by the page that wrote it ([`super::queue::Queue::put`]), 8 to 40 of `A-Za-z0-9-`: the same id never counts twice. What
    /// ends in `-` and a number is the nth of its page.
    pub op: String,
    /// [`super::room::Guest::id`] of the person rated.
    pub target: i64,
    /// One score per criterion: 1 to 5, 0 when not given.
    pub scores: Vec<u8>,
    /// A private note, at most [`NOTE`] characters.
    pub note: String,
    /// When it was written, by the device's estimate of the server's time.
    pub written: i64,
}

/// Why a rating is not one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Malformed {
    /// Its id.
    Op,
    /// Its scores: not four, or not 0 to 5.
    Scores,
    /// Its note is too long.
    Note,
}

impl Malformed {
    /// The field it belongs to.
    pub const fn field(self) -> &'static str {
        match self {
            Malformed::Op => "op",
            Malformed::Scores => "scores",
            Malformed::Note => "note",
        }
    }

    /// One French sentence.
    pub const fn sentence(self) -> &'static str {
        match self {
            Malformed::Op => say::RATING_ID,
            Malformed::Scores => say::RATING_SCORES,
            Malformed::Note => say::RATING_NOTE,
        }
    }
}

/// What becomes of a rating that arrives.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Merge {
    /// It replaces what was stored.
    Take(Rating),
    /// What was stored is newer, or the very same: nothing to write, and the sender is told it is saved.
    Keep,
}

impl Rating {
    /// Refuses what is not a rating. Whether the target is one of the author's meetings is the service's to ask.
    pub fn check(&self) -> Result<(), Malformed> {
        let plain = |c: char| c.is_ascii_alphanumeric() || c == '-';
        if !(8..=40).contains(&self.op.len()) || !self.op.chars().all(plain) {
            return Err(Malformed::Op);
        }
        if self.scores.len() != SCORES || self.scores.iter().any(|score| *score > 5) {
            return Err(Malformed::Scores);
        }
        if self.note.chars().count() > NOTE || self.note.chars().any(|c| c.is_control() && !matches!(c, '\n' | '\r' | '\t')) {
            return Err(Malformed::Note);
        }
        Ok(())
    }

    /// How many criteria are noted.
    pub fn given(&self) -> usize {
        self.scores.iter().filter(|score| **score > 0).count()
    }

    /// Every criterion is noted.
    pub fn complete(&self) -> bool {
        self.scores.len() == SCORES && self.given() == SCORES
    }

    /// Nothing noted and nothing written.
    pub fn is_blank(&self) -> bool {
        self.given() == 0 && self.note.trim().is_empty()
    }

    /// Mean of the scores given, in hundredths (100 to 500), rounded; none when there are none.
    pub fn mean_hundredths(&self) -> Option<u32> {
        let given = u32::try_from(self.given()).unwrap_or(0);
        let sum: u32 = self.scores.iter().map(|score| u32::from(*score)).sum();
        (given > 0).then(|| (sum * 100 + given / 2) / given)
    }

    /// The rating as text.
    pub fn to_text(&self) -> String {
        miniserde::json::to_string(self)
    }

    /// The rating of a text, if it is one.
    pub fn of_text(text: &str) -> Option<Rating> {
        miniserde::json::from_str::<Rating>(text).ok().filter(|rating| rating.check().is_ok())
    }
}

/// The page an id comes from, and its count there.
fn origin(op: &str) -> Option<(&str, u64)> {
    let (page, count) = op.rsplit_once('-')?;
    Some((page, count.parse().ok()?))
}

/// What becomes of a rating that arrives at `now` where `stored` is kept for the same author and target.
///
/// A device ahead of the server cannot write in the future: `written` comes down to `now`. Ids seen before are the store's to
/// recognise, before this.
pub fn merge(stored: Option<&Rating>, new: &Rating, now: i64) -> Merge {
    let written = new.written.min(now);
    let Some(stored) = stored else {
        return Merge::Take(Rating { written, ..new.clone() });
    };
    let (page, written) = match (origin(&stored.op), origin(&new.op)) {
        (Some(old), Some(new)) if old.0 == new.0 => (Some(new.1 > old.1), written.max(stored.written)),
        _ => (None, written),
    };
    if stored.op != new.op && page.unwrap_or((written, &new.op) > (stored.written, &stored.op)) {
        return Merge::Take(Rating { written, ..new.clone() });
    }
    Merge::Keep
}
