//! Days and vague dates as people type them. A text that has no single reading is refused, never guessed.

use crate::kernel::dates::{FuzzyDay, Precision, month_name};
use crate::kernel::lang::Lang;
use crate::kernel::text::{fold, words};
use jiff::civil::Date;

/// A day: `2027-01-31`, `31/01/2027`, `31.01.2027` or `31 janvier 2027`.
pub fn day(text: &str) -> Option<Date> {
    let text = text.trim();
    text.parse().ok().filter(|_| text.len() == 10).or_else(|| slashed(text)).or_else(|| match written(text)? {
        FuzzyDay { day, precision: Precision::Day } => Some(day),
        _ => None,
    })
}

/// A date of any precision: also `2027-01`, `01/2027`, `janvier 2027`, `mi-mars 2027`, `début` and `fin` of a month.
pub fn moment(text: &str) -> Option<FuzzyDay> {
    let text = text.trim();
    text.parse().ok().or_else(|| day(text).map(FuzzyDay::exactly)).or_else(|| month_slashed(text)).or_else(|| written(text))
}

fn slashed(text: &str) -> Option<Date> {
    let [day, month, year] = numbers::<3>(text)?;
    Date::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()
}

fn month_slashed(text: &str) -> Option<FuzzyDay> {
    let [month, year] = numbers::<2>(text)?;
    Date::new(year, i8::try_from(month).ok()?, 1).ok().map(|day| FuzzyDay { day, precision: Precision::Month })
}

/// Numbers between slashes or dots, the last one a year of four digits.
fn numbers<const N: usize>(text: &str) -> Option<[i16; N]> {
    let parts: Vec<&str> = text.split(['/', '.']).map(str::trim).collect();
    let sound = |(i, p): (usize, &&str)| p.bytes().all(|b| b.is_ascii_digit()) && if i + 1 == N { p.len() == 4 } else { (1..=2).contains(&p.len()) };
    if parts.len() != N || !parts.iter().enumerate().all(sound) {
        return None;
    }
    let mut out = [0; N];
    for (slot, part) in out.iter_mut().zip(parts) {
        *slot = part.parse().ok()?;
    }
    Some(out)
}

fn written(text: &str) -> Option<FuzzyDay> {
    let said = words(text);
    let (year, rest) = said.split_last()?;
    let year: i16 = year.parse().ok().filter(|y| (1990..=2100).contains(y))?;
    let (month, rest) = rest.split_last()?;
    let month = (1..=12).find(|m| fold(month_name(*m, Lang::Fr)) == *month)?;
    let first = Date::new(year, month, 1).ok()?;
    let (day, precision) = match rest {
        [] => (first, Precision::Month),
        [word] if word == "debut" => (first, Precision::Early),
        [word] if word == "mi" => (Date::new(year, month, 15).ok()?, Precision::Mid),
        [word] if word == "fin" => (first.last_of_month(), Precision::Late),
        [word] => (Date::new(year, month, word.trim_end_matches("er").parse().ok()?).ok()?, Precision::Day),
        _ => return None,
    };
    Some(FuzzyDay { day, precision })
}
