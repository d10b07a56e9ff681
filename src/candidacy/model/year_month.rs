//! A month of a year, as people type it in a list of experiences (rules C1, Q2: dated months).

use crate::kernel::dates::month_name;
use crate::kernel::lang::Lang;
use crate::kernel::text::fold;
use jiff::civil::Date;
use serde::{Deserialize, Deserializer, Serialize, Serializer, de};
use std::fmt;
use std::str::FromStr;

/// A month. Written `2024-09` in files; read from "09/2024", "2024-09" or "septembre 2024".
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct YearMonth {
    year: i16,
    month: i8,
}

impl YearMonth {
    /// The months accepted: a working life, and some years ahead.
    const YEARS: std::ops::RangeInclusive<i16> = 1940..=2100;

    /// A month from 1940 to 2100.
    pub fn new(year: i16, month: i8) -> Option<YearMonth> {
        (Self::YEARS.contains(&year) && (1..=12).contains(&month)).then_some(YearMonth { year, month })
    }

    /// The month a day is in, brought inside the accepted years.
    pub fn of(day: Date) -> YearMonth {
        YearMonth { year: day.year().clamp(*Self::YEARS.start(), *Self::YEARS.end()), month: day.month() }
    }

    /// Its year.
    pub const fn year(self) -> i16 {
        self.year
    }

    /// Its number in the year, 1 to 12.
    pub const fn month(self) -> i8 {
        self.month
    }

    /// Months since year 0: consecutive months are consecutive numbers.
    pub fn ordinal(self) -> i32 {
        i32::from(self.year) * 12 + i32::from(self.month) - 1
    }

    /// The month with this [`ordinal`](Self::ordinal), if accepted.
    pub fn from_ordinal(n: i32) -> Option<YearMonth> {
        YearMonth::new(i16::try_from(n.div_euclid(12)).ok()?, i8::try_from(n.rem_euclid(12)).ok()? + 1)
    }

    /// The same month in another year, if accepted.
    pub fn in_year(self, year: i16) -> Option<YearMonth> {
        YearMonth::new(year, self.month)
    }

    /// "septembre".
    pub fn name(self) -> &'static str {
        month_name(self.month, Lang::Fr)
    }

    /// "septembre 2024".
    pub fn words(self) -> String {
        format!("{} {}", self.name(), self.year)
    }

    /// "09/2024", as the form shows it.
    pub fn typed(self) -> String {
        format!("{:02}/{}", self.month, self.year)
    }
}

/// "septembre 2021 – août 2023", "février – juillet 2020", "mars 2024".
pub fn span_words(from: YearMonth, to: YearMonth) -> String {
    if from == to {
        from.words()
    } else if from.year == to.year {
        format!("{} – {}", from.name(), to.words())
    } else {
        format!("{} – {}", from.words(), to.words())
    }
}

fn month_number(text: &str) -> Option<i8> {
    let plain = fold(text);
    let plain = plain.trim_end_matches('.');
    if plain.len() <= 2 && !plain.is_empty() && plain.bytes().all(|b| b.is_ascii_digit()) {
        return plain.parse().ok();
    }
    let names = (1..=12i8).map(|m| (m, fold(month_name(m, Lang::Fr))));
    let fits: Vec<i8> = names.filter(|(_, name)| plain.len() >= 3 && name.starts_with(plain)).map(|(m, _)| m).collect();
    if let [one] = fits[..] { Some(one) } else { None }
}

fn year_number(text: &str) -> Option<i16> {
    (text.len() == 4 && text.bytes().all(|b| b.is_ascii_digit())).then(|| text.parse().ok())?
}

impl FromStr for YearMonth {
    type Err = String;

    fn from_str(text: &str) -> Result<YearMonth, String> {
        let shown: String = text.chars().take(30).collect();
        let wrong = || format!("« {} » ne se lit pas comme un mois : écrivez par exemple 09/2024", shown.trim());
        let parts: Vec<&str> = text.split(|c: char| c.is_whitespace() || matches!(c, '/' | '-')).filter(|p| !p.is_empty()).collect();
        let [a, b] = parts[..] else { return Err(wrong()) };
        let read = match (year_number(a), year_number(b)) {
            (Some(year), None) => month_number(b).and_then(|m| YearMonth::new(year, m)),
            (None, Some(year)) => month_number(a).and_then(|m| YearMonth::new(year, m)),
            _ => None,
        };
        read.ok_or_else(wrong)
    }
}

impl fmt::Display for YearMonth {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}", self.year, self.month)
    }
}

impl Serialize for YearMonth {
    fn serialize<S: Serializer>(&self, s: S) -> Result<S::Ok, S::Error> {
        s.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for YearMonth {
    fn deserialize<D: Deserializer<'de>>(d: D) -> Result<YearMonth, D::Error> {
        String::deserialize(d)?.parse().map_err(de::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn months_are_read_as_people_type_them() {
        let september = YearMonth::new(2024, 9).unwrap();
        for text in
            ["09/2024", "9/2024", " 09 / 2024 ", "09-2024", "2024-09", "2024/9", "septembre 2024", "Septembre 2024", "sept. 2024", "SEPT 2024"]
        {
            assert_eq!(text.parse(), Ok(september), "{text}");
        }
        assert_eq!("févr. 2020".parse(), Ok(YearMonth::new(2020, 2).unwrap()));
        assert_eq!("août 2023".parse(), Ok(YearMonth::new(2023, 8).unwrap()));
        assert_eq!("juin 2023".parse(), Ok(YearMonth::new(2023, 6).unwrap()));
    }

    #[test]
    fn anything_else_is_refused_in_words() {
        let bad = [
            "",
            " ",
            "2024",
            "13/2024",
            "00/2024",
            "09/24",
            "jui 2024",
            "ma 2024",
            "09/2024/01",
            "2024-2024",
            "+9/2024",
            "０９/2024",
            "09/1800",
            "09/9999",
            "-9/2024 x",
        ];
        for text in bad {
            assert!(text.parse::<YearMonth>().unwrap_err().contains("09/2024"), "{text}");
        }
    }

    proptest! {
        #[test]
        fn no_text_makes_it_panic(text in ".{0,40}") {
            let _ = text.parse::<YearMonth>();
        }

        #[test]
        fn written_and_read_the_same(year in 1940i16..=2100, month in 1i8..=12) {
            let m = YearMonth::new(year, month).unwrap();
            prop_assert_eq!(m.to_string().parse(), Ok(m));
            prop_assert_eq!(m.words().parse(), Ok(m));
            prop_assert_eq!(m.typed().parse(), Ok(m));
            prop_assert_eq!(YearMonth::from_ordinal(m.ordinal()), Some(m));
        }
    }
}
