//! Dates as offers speak of them: a day, a month, or "mi-mars"; and how French and English pages write them.

use super::lang::Lang;
use jiff::Timestamp;
use jiff::civil::Date;
use serde::{Deserialize, Deserializer, Serialize, Serializer, de};
use std::fmt;
use std::str::FromStr;

/// How precisely a date is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Precision {
    /// That very day.
    Day,
    /// "début février": the first third of the month.
    Early,
    /// "mi-mars".
    Mid,
    /// "fin septembre".
    Late,
    /// "février".
    Month,
}

/// A date with its precision; `day` is a day inside the period meant (1, 15 or the last day for the vague ones).
///
/// Written `2021-02-05`, `2021-02`, `2021-02-debut`, `2015-03-mi` or `2021-09-fin` in files.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct FuzzyDay {
    /// A representative day.
    pub day: Date,
    /// How precise it is.
    pub precision: Precision,
}

impl FuzzyDay {
    /// A precise day.
    pub const fn exactly(day: Date) -> FuzzyDay {
        FuzzyDay { day, precision: Precision::Day }
    }

    /// The same date moved by whole days, its precision kept: the nearest day that stands for such a date.
    pub fn shifted(self, days: i32) -> FuzzyDay {
        let day = shift(self.day, days);
        let standing = |month: Date| match self.precision {
            Precision::Day => day,
            Precision::Early | Precision::Month => month.first_of_month(),
            Precision::Mid => at_day(month, 15),
            Precision::Late => month.last_of_month(),
        };
        let around = [shift(day.first_of_month(), -1), day, shift(day.last_of_month(), 1)].map(standing);
        let nearest = around.into_iter().min_by_key(|d| days_between(day, *d).abs());
        FuzzyDay { day: nearest.unwrap_or(day), precision: self.precision }
    }

    /// "5 février 2021", "début février 2021", "mi-mars 2015", "fin septembre 2021", "février 2021".
    pub fn words(self, lang: Lang) -> String {
        let month = format!("{} {}", month_name(self.day.month(), lang), self.day.year());
        match (self.precision, lang) {
            (Precision::Day, _) => long_day(self.day, lang),
            (Precision::Month, _) => month,
            (Precision::Early, Lang::Fr) => format!("début {month}"),
            (Precision::Mid, Lang::Fr) => format!("mi-{month}"),
            (Precision::Late, Lang::Fr) => format!("fin {month}"),
            (Precision::Early, Lang::En) => format!("early {month}"),
            (Precision::Mid, Lang::En) => format!("mid-{month}"),
            (Precision::Late, Lang::En) => format!("late {month}"),
        }
    }
}

fn at_day(day: Date, d: i8) -> Date {
    Date::new(day.year(), day.month(), d).unwrap_or(day)
}

/// A day moved by whole days; unchanged if that would leave the calendar.
pub fn shift(day: Date, days: i32) -> Date {
    day.checked_add(jiff::Span::new().days(days)).unwrap_or(day)
}

/// Whole days from `a` to `b`, negative when `b` is earlier.
pub fn days_between(a: Date, b: Date) -> i64 {
    a.until(b).map(|s| i64::from(s.get_days())).unwrap_or(0)
}

impl FromStr for FuzzyDay {
    type Err = String;

    fn from_str(text: &str) -> Result<FuzzyDay, String> {
        let wrong = || format!("la date « {text} » se lit AAAA-MM-JJ, AAAA-MM, ou AAAA-MM-debut, -mi, -fin");
        let month = |precision, d: i8| {
            let first: Date = format!("{}-01", &text.get(..7).unwrap_or("")).parse().map_err(|_| wrong())?;
            let day = if d == 0 { first.last_of_month() } else { at_day(first, d) };
            Ok(FuzzyDay { day, precision })
        };
        match text.get(7..) {
            Some("") => month(Precision::Month, 1),
            Some("-debut") => month(Precision::Early, 1),
            Some("-mi") => month(Precision::Mid, 15),
            Some("-fin") => month(Precision::Late, 0),
            _ => text.parse().map(FuzzyDay::exactly).map_err(|_| wrong()),
        }
    }
}

impl fmt::Display for FuzzyDay {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (y, m) = (self.day.year(), self.day.month());
        match self.precision {
            Precision::Day => write!(f, "{}", self.day),
            Precision::Month => write!(f, "{y:04}-{m:02}"),
            Precision::Early => write!(f, "{y:04}-{m:02}-debut"),
            Precision::Mid => write!(f, "{y:04}-{m:02}-mi"),
            Precision::Late => write!(f, "{y:04}-{m:02}-fin"),
        }
    }
}

impl Serialize for FuzzyDay {
    fn serialize<S: Serializer>(&self, s: S) -> Result<S::Ok, S::Error> {
        s.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for FuzzyDay {
    fn deserialize<D: Deserializer<'de>>(d: D) -> Result<FuzzyDay, D::Error> {
        String::deserialize(d)?.parse().map_err(de::Error::custom)
    }
}

const MONTHS_FR: [&str; 12] =
    ["janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre", "octobre", "novembre", "décembre"];
const MONTHS_EN: [&str; 12] =
    ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"];

/// The name of a month, 1 to 12.
pub fn month_name(month: i8, lang: Lang) -> &'static str {
    let i = (month.clamp(1, 12) - 1) as usize;
    match lang {
        Lang::Fr => MONTHS_FR[i],
        Lang::En => MONTHS_EN[i],
    }
}

/// "14 janvier 2021", "1er mars 2026"; "14 January 2021" in English.
pub fn long_day(day: Date, lang: Lang) -> String {
    format!("{} {}", day_and_month(day, lang), day.year())
}

/// "14 janvier", "1er mars"; "14 January" in English.
pub fn day_and_month(day: Date, lang: Lang) -> String {
    let number = if lang == Lang::Fr && day.day() == 1 { "1er".to_owned() } else { day.day().to_string() };
    format!("{number}\u{a0}{}", month_name(day.month(), lang))
}

/// The hour an instant (epoch milliseconds) shows on a clock in Paris: "14:03".
pub fn hour(ms: i64) -> String {
    let at = Timestamp::from_millisecond(ms).unwrap_or(Timestamp::UNIX_EPOCH).to_zoned(super::clock::paris());
    format!("{:02}:{:02}", at.hour(), at.minute())
}

/// When something happened (epoch milliseconds), as one would say it now: "14:03" today, "21 novembre à 14:03" before, with the year
/// when it is another.
pub fn moment(ms: i64, now: Timestamp) -> String {
    let day = super::clock::paris_day(Timestamp::from_millisecond(ms).unwrap_or(Timestamp::UNIX_EPOCH));
    let today = super::clock::paris_day(now);
    match (day == today, day.year() == today.year()) {
        (true, _) => hour(ms),
        (false, true) => format!("{} à {}", day_and_month(day, Lang::Fr), hour(ms)),
        (false, false) => format!("{} à {}", long_day(day, Lang::Fr), hour(ms)),
    }
}

/// "aujourd’hui", "hier", "il y a 15 jours", "il y a 3 mois" (rule I2).
pub fn ago(day: Date, today: Date, lang: Lang) -> String {
    let days = days_between(day, today);
    match (lang, days) {
        (Lang::Fr, ..=0) => "aujourd’hui".to_owned(),
        (Lang::Fr, 1) => "hier".to_owned(),
        (Lang::Fr, 2..=59) => format!("il y a {days}\u{a0}jours"),
        (Lang::Fr, 60..=729) => format!("il y a {}\u{a0}mois", days / 30),
        (Lang::Fr, _) => format!("il y a {}\u{a0}ans", days / 365),
        (Lang::En, ..=0) => "today".to_owned(),
        (Lang::En, 1) => "yesterday".to_owned(),
        (Lang::En, 2..=59) => format!("{days}\u{a0}days ago"),
        (Lang::En, 60..=729) => format!("{}\u{a0}months ago", days / 30),
        (Lang::En, _) => format!("{}\u{a0}years ago", days / 365),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn fuzzy_days_read_and_write_the_same() {
        for text in ["2021-02-05", "2021-02", "2021-02-debut", "2015-03-mi", "2021-09-fin"] {
            assert_eq!(text.parse::<FuzzyDay>().unwrap().to_string(), text);
        }
        for bad in ["", "2021", "2021-13", "2021-02-30", "2021-02-x", "é-é-é-é", "２０２１-02"] {
            assert!(bad.parse::<FuzzyDay>().is_err(), "{bad}");
        }
    }

    #[test]
    fn words_of_the_two_source_offers() {
        assert_eq!("2015-03-mi".parse::<FuzzyDay>().unwrap().words(Lang::Fr), "mi-mars 2015");
        assert_eq!("2021-09-fin".parse::<FuzzyDay>().unwrap().words(Lang::Fr), "fin septembre 2021");
        assert_eq!("2021-02-debut".parse::<FuzzyDay>().unwrap().words(Lang::En), "early February 2021");
    }

    #[test]
    fn moving_keeps_the_precision() {
        let moved = "2021-02-debut".parse::<FuzzyDay>().unwrap().shifted(40);
        assert_eq!((moved.day, moved.precision), (date(2021, 3, 1), Precision::Early));
        let nearest = |text: &str, days| text.parse::<FuzzyDay>().unwrap().shifted(days).day;
        assert_eq!(nearest("2021-02-debut", 20), date(2021, 3, 1));
        assert_eq!(nearest("2021-09-fin", -10), date(2021, 9, 30));
        assert_eq!(nearest("2015-03-mi", 20), date(2015, 4, 15));
        assert_eq!(nearest("2015-03-mi", 10), date(2015, 3, 15));
    }

    #[test]
    fn instants_are_said_as_in_paris() {
        let ms = |text: &str| text.parse::<Timestamp>().unwrap().as_millisecond();
        let now = "2026-11-22T20:00:00Z".parse::<Timestamp>().unwrap();
        assert_eq!(moment(ms("2026-11-22T13:03:00Z"), now), "14:03");
        assert_eq!(moment(ms("2026-06-30T22:30:00Z"), now), "1er\u{a0}juillet à 00:30");
        assert_eq!(moment(ms("2025-12-31T22:30:00Z"), now), "31\u{a0}décembre 2025 à 23:30");
    }

    #[test]
    fn relative_days() {
        let today = date(2021, 1, 2);
        assert_eq!(ago(date(2020, 12, 18), today, Lang::Fr), "il y a 15\u{a0}jours");
        assert_eq!(ago(date(2021, 1, 1), today, Lang::Fr), "hier");
        assert_eq!(ago(date(2021, 3, 1), today, Lang::Fr), "aujourd’hui");
        assert_eq!(ago(date(2015, 3, 15), today, Lang::Fr), "il y a 5\u{a0}ans");
    }
}
