//! Values of the file as a form writes and reads them: text in, text out.

use super::choices::*;
use super::year_month::YearMonth;
use crate::kernel::dates::{FuzzyDay, Precision};
use jiff::civil::Date;

/// A value that is written from text and read back as text; empty text clears it.
pub(super) trait Stored {
    /// Reads the text; a refused one changes nothing.
    fn write(&mut self, text: &str) -> Result<(), String>;
    /// The text a form shows.
    fn read(&self) -> String;
}

impl Stored for String {
    fn write(&mut self, text: &str) -> Result<(), String> {
        text.clone_into(self);
        Ok(())
    }

    fn read(&self) -> String {
        self.clone()
    }
}

impl Stored for Option<YearMonth> {
    fn write(&mut self, text: &str) -> Result<(), String> {
        *self = if text.is_empty() { None } else { Some(text.parse()?) };
        Ok(())
    }

    fn read(&self) -> String {
        self.map_or_else(String::new, YearMonth::typed)
    }
}

impl Stored for Option<FuzzyDay> {
    fn write(&mut self, text: &str) -> Result<(), String> {
        *self = if text.is_empty() { None } else { Some(day(text)?) };
        Ok(())
    }

    fn read(&self) -> String {
        self.map_or_else(String::new, |d| match YearMonth::of(d.day) {
            _ if d.precision == Precision::Day => d.day.to_string(),
            month => month.typed(),
        })
    }
}

impl Stored for Option<u8> {
    fn write(&mut self, text: &str) -> Result<(), String> {
        let number = text.trim_end_matches('%').trim();
        let read = if number.bytes().all(|b| b.is_ascii_digit()) { number.parse().ok() } else { None };
        *self = match read {
            _ if number.is_empty() => None,
            Some(n @ 1..=100) => Some(n),
            _ => return Err("donnez un nombre de 1 à 100".to_owned()),
        };
        Ok(())
    }

    fn read(&self) -> String {
        self.map_or_else(String::new, |n| n.to_string())
    }
}

fn yes_no(text: &str) -> Result<Option<bool>, String> {
    match text {
        "" => Ok(None),
        "oui" => Ok(Some(true)),
        "non" => Ok(Some(false)),
        _ => Err("répondez oui ou non".to_owned()),
    }
}

impl Stored for Option<bool> {
    fn write(&mut self, text: &str) -> Result<(), String> {
        *self = yes_no(text)?;
        Ok(())
    }

    fn read(&self) -> String {
        self.map_or("", |b| if b { "oui" } else { "non" }).to_owned()
    }
}

impl Stored for bool {
    fn write(&mut self, text: &str) -> Result<(), String> {
        *self = yes_no(text)?.unwrap_or(false);
        Ok(())
    }

    fn read(&self) -> String {
        if *self { "oui" } else { "" }.to_owned()
    }
}

macro_rules! stored_choices {
    ($($name:ident)+) => { $(
        impl Stored for Option<$name> {
            fn write(&mut self, text: &str) -> Result<(), String> {
                *self = match $name::from_code(text) {
                    None if !text.is_empty() => return Err("choisissez dans la liste".to_owned()),
                    choice => choice,
                };
                Ok(())
            }

            fn read(&self) -> String {
                self.map_or("", $name::code).to_owned()
            }
        }
    )+ };
}

stored_choices! { ExperienceKind DiplomaLevel LanguageLevel Setting RightToWork French English Search AgeBracket Agreement }

/// A day (2025-06-30, 30/06/2025) or a month (2025-06, 06/2025, juin 2025).
fn day(text: &str) -> Result<FuzzyDay, String> {
    if let Ok(month) = text.parse::<YearMonth>() {
        return month.to_string().parse();
    }
    let numbers: Vec<i16> = text.split(['/', '-']).map_while(|p| if p.bytes().all(|b| b.is_ascii_digit()) { p.parse().ok() } else { None }).collect();
    let small = |n: i16| i8::try_from(n).unwrap_or(0);
    let date = match numbers[..] {
        [y, m, d] if text.len() == 10 && y > 31 => Date::new(y, small(m), small(d)).ok(),
        [d, m, y] if text.len() >= 8 => Date::new(y, small(m), small(d)).ok(),
        _ => None,
    };
    let date = date.filter(|d| (1940..=2100).contains(&d.year()));
    date.map(FuzzyDay::exactly).ok_or_else(|| "écrivez une date, par exemple 30/06/2025, ou un mois, par exemple 06/2025".to_owned())
}
