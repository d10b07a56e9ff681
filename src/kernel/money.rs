//! Amounts of money in euro cents, read exactly and written the French way.

use serde::{Deserialize, Deserializer, Serialize, Serializer, de};
use std::fmt;

/// Largest amount accepted anywhere, in euros: above it the input is a mistake.
pub const MAX_EUROS: i64 = 10_000_000;

/// An amount in euro cents. Serialised as euros (`1916.67`).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Cents(pub i64);

impl Cents {
    /// Whole euros.
    pub const fn euros(euros: i64) -> Cents {
        Cents(euros * 100)
    }

    /// Reads `"2 250"`, `"1916,67"`, `"3000.5"`, `"3 000 €"`; refuses anything else, negative or above [`MAX_EUROS`].
    pub fn parse(text: &str) -> Option<Cents> {
        let clean: String = text.chars().filter(|c| !c.is_whitespace() && *c != '\u{202f}' && *c != '\u{a0}' && *c != '€').collect();
        let (whole, fraction) = clean.split_once([',', '.']).unwrap_or((clean.as_str(), ""));
        let digits = |s: &str| s.bytes().all(|b| b.is_ascii_digit());
        if whole.is_empty() || whole.len() > 8 || fraction.len() > 2 || !digits(whole) || !digits(fraction) {
            return None;
        }
        let cents: i64 = match fraction.len() {
            0 => 0,
            1 => fraction.parse::<i64>().ok()? * 10,
            _ => fraction.parse().ok()?,
        };
        let total = whole.parse::<i64>().ok()? * 100 + cents;
        (total <= MAX_EUROS * 100).then_some(Cents(total))
    }
}

/// Writes `1 916,67 €` with narrow no-break spaces; whole amounts lose their cents.
impl fmt::Display for Cents {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&digits(*self))?;
        f.write_str("\u{a0}€")
    }
}

/// The amount without its currency sign: `1 916,67`.
pub fn digits(amount: Cents) -> String {
    let (euros, cents) = (amount.0 / 100, amount.0 % 100);
    let plain = euros.to_string();
    let mut out = String::new();
    for (i, c) in plain.chars().enumerate() {
        if i > 0 && (plain.len() - i).is_multiple_of(3) {
            out.push('\u{202f}');
        }
        out.push(c);
    }
    if cents != 0 {
        out.push_str(&format!(",{cents:02}"));
    }
    out
}

impl Serialize for Cents {
    fn serialize<S: Serializer>(&self, s: S) -> Result<S::Ok, S::Error> {
        if self.0 % 100 == 0 { s.serialize_i64(self.0 / 100) } else { s.serialize_f64(self.0 as f64 / 100.0) }
    }
}

impl<'de> Deserialize<'de> for Cents {
    fn deserialize<D: Deserializer<'de>>(d: D) -> Result<Cents, D::Error> {
        struct Visitor;
        impl de::Visitor<'_> for Visitor {
            type Value = Cents;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("un montant en euros, par exemple 2250 ou 1916.67")
            }
            fn visit_i64<E: de::Error>(self, v: i64) -> Result<Cents, E> {
                (0..=MAX_EUROS).contains(&v).then_some(Cents(v * 100)).ok_or_else(|| E::invalid_value(de::Unexpected::Signed(v), &self))
            }
            fn visit_u64<E: de::Error>(self, v: u64) -> Result<Cents, E> {
                i64::try_from(v).map_err(|_| E::invalid_value(de::Unexpected::Unsigned(v), &self)).and_then(|v| self.visit_i64(v))
            }
            fn visit_f64<E: de::Error>(self, v: f64) -> Result<Cents, E> {
                let fits = v.is_finite() && (0.0..=MAX_EUROS as f64).contains(&v);
                fits.then(|| Cents((v * 100.0).round() as i64)).ok_or_else(|| E::invalid_value(de::Unexpected::Float(v), &self))
            }
            fn visit_str<E: de::Error>(self, v: &str) -> Result<Cents, E> {
                Cents::parse(v).ok_or_else(|| E::invalid_value(de::Unexpected::Str(v), &self))
            }
        }
        d.deserialize_any(Visitor)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_what_people_type() {
        assert_eq!(Cents::parse("2 250 €"), Some(Cents::euros(2250)));
        assert_eq!(Cents::parse("1916,67"), Some(Cents(191_667)));
        assert_eq!(Cents::parse("3000.5"), Some(Cents(300_050)));
        for bad in ["", "-3", "1,234", "abc", "99999999999", "1e3"] {
            assert_eq!(Cents::parse(bad), None, "{bad}");
        }
    }

    #[test]
    fn writes_the_french_way() {
        assert_eq!(Cents(191_667).to_string(), "1\u{202f}916,67\u{a0}€");
        assert_eq!(Cents::euros(23_000).to_string(), "23\u{202f}000\u{a0}€");
    }

    #[test]
    fn json_round_trip() {
        let amounts: Vec<Cents> = serde_json::from_str(r#"[2250, 1916.67, "3 000 €"]"#).unwrap();
        assert_eq!(amounts, [Cents::euros(2250), Cents(191_667), Cents::euros(3000)]);
        assert!(serde_json::from_str::<Cents>("-1").is_err());
        assert_eq!(serde_json::to_string(&amounts[1]).unwrap(), "1916.67");
    }
}
