//! The promise of an answer: its day, who is late, and what an organisation's public rate says (rule I33).

use super::State;
use crate::kernel::dates::{days_between, long_day, shift};
use crate::kernel::lang::Lang;
use jiff::civil::Date;

/// Fewest applications behind a public rate: below, it would speak of persons.
pub const RATE_MIN: usize = 5;

/// The day by which a person is answered, included: `answer_days` after the last day to apply or, without one, after they
/// applied. Kept with the application: an offer prolonged later does not move a promise already made.
pub fn promised(last_day: Option<Date>, answer_days: Option<u16>, applied_on: Date) -> Option<Date> {
    let from = last_day.map_or(applied_on, |last| last.max(applied_on));
    answer_days.map(|days| shift(from, i32::from(days)))
}

/// The clock both sides see.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Promise {
    /// The promised day, included.
    pub by: Date,
    /// Days left; negative once late.
    pub left: i64,
}

impl Promise {
    /// As of today.
    pub fn of(by: Date, today: Date) -> Promise {
        Promise { by, left: days_between(today, by) }
    }

    /// True once the promised day is over.
    pub const fn is_late(self) -> bool {
        self.left < 0
    }

    /// "Réponse promise d’ici au 12 décembre 2026, dans 20 jours".
    pub fn words(self) -> String {
        let day = long_day(self.by, Lang::Fr);
        match self.left {
            ..=-2 => format!("Réponse promise pour le {day}, en retard de {}\u{a0}jours", -self.left),
            -1 => format!("Réponse promise pour le {day}, en retard d’un jour"),
            0 => "Réponse promise pour aujourd’hui".to_owned(),
            1 => "Réponse promise d’ici à demain".to_owned(),
            _ => format!("Réponse promise d’ici au {day}, dans {}\u{a0}jours", self.left),
        }
    }
}

/// What the clock knows of an application.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Followed<T> {
    /// Its identity.
    pub id: T,
    /// Where it stands.
    pub state: State,
    /// The day it was sent.
    pub applied_on: Date,
    /// The promised day.
    pub promised: Option<Date>,
    /// The day of the first answer: accepted or declined. It stays when the application is studied again or withdrawn later.
    pub answered_on: Option<Date>,
}

impl<T> Followed<T> {
    fn is_late(&self, today: Date) -> bool {
        self.state.is_pending() && self.answered_on.is_none() && self.promised.is_some_and(|by| by < today)
    }
}

/// The applications whose promised day is over without an answer, the longest late first.
pub fn late<T>(list: &[Followed<T>], today: Date) -> Vec<&Followed<T>> {
    let mut out: Vec<&Followed<T>> = list.iter().filter(|f| f.is_late(today)).collect();
    out.sort_by_key(|f| f.promised);
    out
}

/// How an organisation keeps its promises.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rate {
    /// Applications that were answered, or whose promised day is over.
    pub n: usize,
    /// Of these, answered.
    pub answered: usize,
    /// Of these, answered by the promised day.
    pub in_time: usize,
    /// Median of the days from applying to the answer; none when nobody was answered.
    pub median_days: Option<i64>,
}

impl Rate {
    /// "9 candidatures sur 10 ont reçu une réponse, dont 8 à la date promise, la moitié en 12 jours ou moins".
    pub fn words(self) -> String {
        let pace = self.median_days.map_or(String::new(), |d| format!(", la moitié en {d}\u{a0}{} ou moins", if d > 1 { "jours" } else { "jour" }));
        format!("{} candidatures sur {} ont reçu une réponse, dont {} à la date promise{pace}", self.answered, self.n, self.in_time)
    }
}

/// The public answer rate of an organisation; hidden (`None`) under [`RATE_MIN`] applications. Applications withdrawn before
/// an answer, and those whose day has not come, do not count. An answer never promised a day is in time.
pub fn rate<T>(list: &[Followed<T>], today: Date) -> Option<Rate> {
    let counted: Vec<&Followed<T>> = list.iter().filter(|f| f.answered_on.is_some() || f.is_late(today)).collect();
    if counted.len() < RATE_MIN {
        return None;
    }
    let mut days: Vec<i64> = counted.iter().filter_map(|f| f.answered_on.map(|on| days_between(f.applied_on, on).max(0))).collect();
    days.sort_unstable();
    let middle = days.len() / 2;
    let median_days = match (days.len() % 2, middle.checked_sub(1).and_then(|i| days.get(i)), days.get(middle)) {
        (0, Some(a), Some(b)) => Some((a + b).div_euclid(2) + (a + b).rem_euclid(2)),
        (_, _, found) => found.copied(),
    };
    let in_time = counted.iter().filter(|f| f.answered_on.is_some_and(|on| f.promised.is_none_or(|by| on <= by))).count();
    Some(Rate { n: counted.len(), answered: days.len(), in_time, median_days })
}
