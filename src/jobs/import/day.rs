//! Days as feeds write them. Each notation has one reading; a day that fits none is not guessed.

use crate::kernel::clock::paris_day;
use crate::kernel::dates::{month_name, shift};
use crate::kernel::lang::Lang;
use crate::kernel::text::{fold, words};
use jiff::civil::{Date, DateTime};
use jiff::fmt::rfc2822::DateTimeParser;
use jiff::{Timestamp, ToSpan};

static RFC_2822: DateTimeParser = DateTimeParser::new().relaxed_weekday(true);

/// The day an offer was published, in Paris.
///
/// Reads ISO (`2021-01-15`), RFC 3339, RFC 2822, `15/01/2021` and `15.01.2021` (day first, as the French write),
/// `03-15-2015` (month first, as American sites write, rule I16), `15 janvier 2021`, each also after "Posted on" or "Publié le".
pub fn day(text: &str) -> Option<Date> {
    let text = bare(text);
    instant(text).map(paris_day).or_else(|| civil(text).map(|c| c.date())).or_else(|| numeric(text)).or_else(|| long(text))
}

/// The last day *included* on which one can apply (rule Q17). A bare day is included; an instant closes the offer, so
/// midnight means the day before.
pub fn last_day(text: &str) -> Option<Date> {
    let text = bare(text);
    if let Some(at) = instant(text) {
        return at.checked_sub(1.second()).ok().map(paris_day);
    }
    match civil(text) {
        Some(at) if text.len() > 10 => {
            let midnight = at.time() == jiff::civil::Time::midnight();
            Some(if midnight { shift(at.date(), -1) } else { at.date() })
        }
        Some(at) => Some(at.date()),
        None => numeric(text).or_else(|| long(text)),
    }
}

/// The text without the words that may introduce a date.
fn bare(text: &str) -> &str {
    let text = text.trim();
    let Some(digit) = text.find(|c: char| c.is_ascii_digit()) else { return text };
    let intro = words(text.get(..digit).unwrap_or_default());
    let known = ["posted", "on", "publie", "publiee", "le", "du", "date", "avant", "jusqu", "au", "until", "mis", "ligne", "en"];
    if !intro.is_empty() && intro.iter().all(|w| known.contains(&w.as_str())) { text.get(digit..).unwrap_or(text) } else { text }
}

fn instant(text: &str) -> Option<Timestamp> {
    if text.len() > 64 {
        return None;
    }
    let compact = text.len() > 5 && text.get(..4).is_some_and(|y| y.bytes().all(|b| b.is_ascii_digit()));
    if compact {
        return text.parse().ok();
    }
    RFC_2822.parse_timestamp(text).ok().or_else(|| {
        // Feeds write "UTC" or "Z" where the norm asks for "GMT", and forget the zone altogether.
        let fixed = text.strip_suffix("UTC").or(text.strip_suffix('Z')).map(|t| format!("{}GMT", t));
        fixed.and_then(|t| RFC_2822.parse_timestamp(&t).ok())
    })
}

fn civil(text: &str) -> Option<DateTime> {
    let date = text.get(..10).filter(|d| d.as_bytes().get(4) == Some(&b'-'))?;
    match text.get(10..) {
        Some("") => date.parse::<Date>().ok().map(|d| d.at(0, 0, 0, 0)),
        Some(rest) if rest.starts_with(['T', ' ']) && text.len() <= 40 => text.parse::<DateTime>().ok(),
        _ => None,
    }
}

fn numeric(text: &str) -> Option<Date> {
    let separator = text.chars().find(|c| matches!(c, '/' | '-' | '.'))?;
    let text = text.split_whitespace().next()?;
    let mut parts = text.split(separator);
    let (a, b, c) = (parts.next()?, parts.next()?, parts.next()?);
    let digits = |s: &str, max: usize| !s.is_empty() && s.len() <= max && s.bytes().all(|b| b.is_ascii_digit());
    if parts.next().is_some() || !digits(a, 2) || !digits(b, 2) || !digits(c, 4) || c.len() != 4 {
        return None;
    }
    let (a, b, year) = (a.parse::<i8>().ok()?, b.parse::<i8>().ok()?, c.parse::<i16>().ok()?);
    let (day, month) = if separator == '-' { (b, a) } else { (a, b) };
    Date::new(year, month, day).ok()
}

/// "15 janvier 2021", "1er mars 2026", "15 March 2015".
fn long(text: &str) -> Option<Date> {
    let words = words(text.get(..60.min(text.len())).unwrap_or(""));
    let [day, month, year, ..] = words.as_slice() else { return None };
    let day: i8 = day.trim_end_matches("er").parse().ok()?;
    let named = |m: &i8| fold(month_name(*m, Lang::Fr)) == *month || fold(month_name(*m, Lang::En)) == *month;
    let month = (1..=12).find(named)?;
    Date::new(year.parse().ok()?, month, day).ok()
}
