//! French words for dates, numbers and lists, as the candidate's pages write them.

use crate::kernel::dates::{day_and_month, long_day};
use crate::kernel::lang::Lang;
use jiff::civil::{Date, Weekday};

const SHORT: [&str; 12] = ["janv.", "févr.", "mars", "avr.", "mai", "juin", "juil.", "août", "sept.", "oct.", "nov.", "déc."];

/// "6 déc.", "1er mai".
pub fn short_day(day: Date) -> String {
    let month = SHORT[usize::from(day.month().clamp(1, 12).unsigned_abs()) - 1];
    let number = if day.day() == 1 { "1er".to_owned() } else { day.day().to_string() };
    format!("{number}\u{a0}{month}")
}

/// "dimanche 6 décembre".
pub fn weekday_day(day: Date) -> String {
    let name = match day.weekday() {
        Weekday::Monday => "lundi",
        Weekday::Tuesday => "mardi",
        Weekday::Wednesday => "mercredi",
        Weekday::Thursday => "jeudi",
        Weekday::Friday => "vendredi",
        Weekday::Saturday => "samedi",
        Weekday::Sunday => "dimanche",
    };
    format!("{name} {}", day_and_month(day, Lang::Fr))
}

/// "6 décembre 2026".
pub fn full_day(day: Date) -> String {
    long_day(day, Lang::Fr)
}

/// "une", "deux", … "seize", then figures.
pub fn number(n: usize, feminine: bool) -> String {
    const WORDS: [&str; 17] = [
        "zéro", "un", "deux", "trois", "quatre", "cinq", "six", "sept", "huit", "neuf", "dix", "onze", "douze", "treize", "quatorze", "quinze",
        "seize",
    ];
    match (n, feminine) {
        (1, true) => "une".to_owned(),
        _ => WORDS.get(n).map_or_else(|| n.to_string(), |w| (*w).to_owned()),
    }
}

/// "1 mois", "36 mois".
pub fn months(n: usize) -> String {
    format!("{n}\u{a0}mois")
}

/// "juin", "juin et juillet", "juin, juillet et août".
pub fn and(parts: &[String]) -> String {
    match parts {
        [] => String::new(),
        [one] => one.clone(),
        [head @ .., last] => format!("{} et {last}", head.join(", ")),
    }
}

/// The same sentence with a capital first letter.
pub fn capital(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map_or_else(String::new, |first| first.to_uppercase().chain(chars).collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn french_words() {
        assert_eq!(short_day(date(2026, 12, 6)), "6\u{a0}déc.");
        assert_eq!(short_day(date(2027, 2, 1)), "1er\u{a0}févr.");
        assert_eq!(weekday_day(date(2026, 12, 6)), "dimanche 6\u{a0}décembre");
        assert_eq!([number(1, true), number(1, false), number(2, true), number(17, true)], ["une", "un", "deux", "17"]);
        assert_eq!(and(&["a".into(), "b".into(), "c".into()]), "a, b et c");
        assert_eq!(capital("éligible"), "Éligible");
    }
}
