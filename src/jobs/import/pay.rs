//! Pay sentences of feeds into [`Pay`], only when they have one reading (rules I11, I19).
//!
//! A sentence is cut into numbers and words. It is understood when it holds one amount or one range, in euros, with one
//! period, and nothing contradictory. Otherwise pay stays unstated and the sentence is kept as a note: a person reads it
//! better than a guess would. Amounts said neither gross nor net are gross, as the law reads an advertised wage.

use crate::jobs::model::PayPeriod;
use crate::jobs::model::pay::Pay;
use crate::kernel::money::Cents;
use crate::kernel::text::{excerpt, fold};

/// Longest note kept, in characters.
const NOTE_MAX: usize = 300;

/// What a pay sentence says, and the sentence itself when something in it is not in the [`Pay`].
pub fn read(text: &str) -> (Pay, Option<String>) {
    let original = excerpt(text, NOTE_MAX);
    if original.is_empty() {
        return (Pay::Unstated, None);
    }
    let tokens = tokens(&fold(text));
    if let Some((pay, complete)) = amount(&tokens) {
        return (pay, (!complete).then_some(original));
    }
    let folded = fold(&original);
    let has_amount = tokens.iter().any(|t| matches!(t, Token::Number { .. }));
    let legal = ["indemnite legale", "gratification", "smic", "grille", "convention collective", "minimum legal", "indemnite de service civique"];
    if !has_amount && (folded.contains("benevol") || folded.contains("non remunere")) {
        return (Pay::Unpaid, None);
    }
    if !has_amount && original.chars().count() <= 200 && legal.iter().any(|l| folded.contains(l)) {
        return (Pay::Legal { reference: original }, None);
    }
    (Pay::Unstated, Some(original))
}

/// Pay from separate fields: amounts as numbers, an ISO currency and the period as the feed names it.
pub fn structured(min: Option<f64>, max: Option<f64>, currency: &str, period: &str) -> Pay {
    let cents = |v: f64| (v.is_finite() && (0.0..=1e7).contains(&v)).then(|| Cents((v * 100.0).round() as i64));
    let Some(period) = period_word(fold(period).trim()) else { return Pay::Unstated };
    let (Some(low), high) = (min.or(max).and_then(cents), max.and_then(cents)) else { return Pay::Unstated };
    if !currency.eq_ignore_ascii_case("EUR") || !plausible(low, period) || high.is_some_and(|h| h < low || !plausible(h, period)) {
        return Pay::Unstated;
    }
    Pay::Amount { min: low, max: high.filter(|h| *h != low), period, gross: true }
}

#[derive(Clone, Debug, PartialEq)]
enum Token {
    Number { cents: i64, thousands: bool, sound: bool },
    Word(String),
    Euro,
    Foreign,
    Dash,
    Slash,
    Percent,
    Plus,
}

fn tokens(text: &str) -> Vec<Token> {
    let chars: Vec<char> = text.chars().take(2000).collect();
    let mut out = Vec::new();
    let mut at = 0;
    while let Some(&c) = chars.get(at) {
        let start = at;
        at += 1;
        match c {
            '0'..='9' => {
                let (token, end) = number(&chars, start);
                out.push(token);
                at = end;
            }
            '€' => out.push(Token::Euro),
            '$' | '£' | '¥' => out.push(Token::Foreign),
            '-' | '–' | '—' | '−' => out.push(Token::Dash),
            '/' => out.push(Token::Slash),
            '%' => out.push(Token::Percent),
            '+' => out.push(Token::Plus),
            c if c.is_alphabetic() => {
                while chars.get(at).is_some_and(|c| c.is_alphabetic()) {
                    at += 1;
                }
                let word: String = chars.get(start..at).unwrap_or_default().iter().collect();
                out.push(match word.as_str() {
                    "eur" | "euro" | "euros" => Token::Euro,
                    "usd" | "chf" | "gbp" | "dollar" | "dollars" | "cad" | "xof" | "mad" => Token::Foreign,
                    _ => Token::Word(word),
                });
            }
            _ => {}
        }
    }
    out
}

/// Reads a number at `at`: groups of thousands, one or two decimals, a "k". Returns where it ends.
fn number(chars: &[char], at: usize) -> (Token, usize) {
    let digit = |i: usize| chars.get(i).and_then(|c| c.to_digit(10));
    let space = |i: usize| chars.get(i).is_some_and(|c| matches!(c, ' ' | '\u{a0}' | '\u{202f}' | '\u{2009}'));
    let (mut end, mut whole, mut length) = (at, 0i64, 0usize);
    while let Some(d) = digit(end) {
        whole = whole.saturating_mul(10).saturating_add(i64::from(d));
        end += 1;
        length += 1;
    }
    let mut sound = length <= 8;
    let group =
        |i: usize| (space(i) || matches!(chars.get(i), Some('.' | ',' | '\''))) && (1..=3).all(|k| digit(i + k).is_some()) && digit(i + 4).is_none();
    while length <= 3 && group(end) {
        for k in 1..=3 {
            whole = whole.saturating_mul(10).saturating_add(i64::from(digit(end + k).unwrap_or(0)));
        }
        end += 4;
    }
    let mut cents = whole.saturating_mul(100);
    if matches!(chars.get(end), Some('.' | ',')) && digit(end + 1).is_some() {
        let (tens, units) = (digit(end + 1).unwrap_or(0), digit(end + 2));
        cents = cents.saturating_add(i64::from(tens * 10 + units.unwrap_or(0)));
        end += if units.is_some() { 3 } else { 2 };
        while digit(end).is_some() {
            sound = false;
            end += 1;
        }
    }
    let after = if space(end) { end + 1 } else { end };
    let alone = chars.get(after + 1).is_none_or(|c| !c.is_alphabetic()) || chars.get(after + 1..after + 4).is_some_and(|w| w == ['e', 'u', 'r']);
    let thousands = chars.get(after) == Some(&'k') && alone;
    if thousands {
        end = after + 1;
        cents = cents.saturating_mul(1000);
    }
    (Token::Number { cents, thousands, sound }, end)
}

/// What a word says of the period, if anything.
fn period_word(word: &str) -> Option<PayPeriod> {
    Some(match word {
        "mois" | "mensuel" | "mensuelle" | "mensuels" | "month" | "monthly" | "mon" => PayPeriod::Month,
        "an" | "annee" | "annuel" | "annuelle" | "annuels" | "year" | "yearly" | "annum" | "yr" | "ann" => PayPeriod::Year,
        "heure" | "horaire" | "hour" | "hourly" | "hur" => PayPeriod::Hour,
        "jour" | "journee" | "journalier" | "day" | "daily" | "tjm" => PayPeriod::Day,
        "mission" => PayPeriod::Mission,
        _ => return None,
    })
}

const UNITS: [&str; 24] = [
    "mois",
    "months",
    "month",
    "h",
    "heure",
    "heures",
    "hours",
    "jour",
    "jours",
    "days",
    "semaine",
    "semaines",
    "an",
    "ans",
    "annee",
    "annees",
    "e",
    "eme",
    "eur",
    "personnes",
    "fois",
    "jrs",
    "postes",
    "tickets",
];
const GRADES: [&str; 16] = [
    "coefficient",
    "indice",
    "groupe",
    "niveau",
    "article",
    "convention",
    "ccn",
    "categorie",
    "echelon",
    "annexe",
    "position",
    "cc",
    "x",
    "coeff",
    "classe",
    "palier",
];
const PLAIN: [&str; 31] = [
    "de",
    "a",
    "et",
    "entre",
    "to",
    "and",
    "from",
    "brut",
    "bruts",
    "brute",
    "brutes",
    "gross",
    "net",
    "nets",
    "nette",
    "par",
    "per",
    "l",
    "la",
    "le",
    "sur",
    "pour",
    "ensemble",
    "soit",
    "remuneration",
    "salaire",
    "k",
    "the",
    "h",
    "d",
    "toute",
];

/// The pay of a token list, and whether every word of it is accounted for.
fn amount(tokens: &[Token]) -> Option<(Pay, bool)> {
    let word = |i: Option<usize>| match i.and_then(|i| tokens.get(i)) {
        Some(Token::Word(w)) => w.as_str(),
        _ => "",
    };
    let mut amounts: Vec<(usize, i64, bool)> = Vec::new();
    let mut period = None;
    let (mut gross, mut net, mut complete, mut euro) = (false, false, true, false);
    for (i, token) in tokens.iter().enumerate() {
        let previous = i.checked_sub(1);
        match token {
            Token::Number { cents, thousands, sound } => {
                let counted = UNITS.contains(&word(Some(i + 1))) || tokens.get(i + 1) == Some(&Token::Percent) || GRADES.contains(&word(previous));
                if !counted {
                    amounts.push((i, *cents, *thousands));
                    (*sound).then_some(())?;
                }
            }
            Token::Foreign => return None,
            Token::Euro => euro = true,
            Token::Percent | Token::Plus => complete = false,
            Token::Dash | Token::Slash => {}
            Token::Word(w) => {
                let after_number = matches!(previous.and_then(|p| tokens.get(p)), Some(Token::Number { .. }));
                match w.as_str() {
                    "jusqu" | "max" | "maximum" | "maxi" | "ou" | "up" => return None,
                    "semaine" | "week" | "weekly" | "hebdomadaire" if !weekly_hours(tokens, i) => return None,
                    "brut" | "bruts" | "brute" | "brutes" | "gross" => gross = true,
                    "net" | "nets" | "nette" => net = true,
                    w if period_word(w).is_some() && !after_number && !matches!(word(previous), "e" | "eme") => {
                        let found = period_word(w);
                        if period.is_some() && period != found {
                            return None;
                        }
                        period = found;
                    }
                    w => complete &= PLAIN.contains(&w) || (after_number && w == "mois"),
                }
            }
        }
    }
    let period = period.filter(|_| euro && !(gross && net))?;
    let (min, max) = range(tokens, &amounts)?;
    let fits = plausible(min, period) && max.is_none_or(|m| m >= min && plausible(m, period));
    fits.then(|| (Pay::Amount { min, max: max.filter(|m| *m != min), period, gross: !net }, complete))
}

/// "35h/semaine" speaks of time, not of pay.
fn weekly_hours(tokens: &[Token], at: usize) -> bool {
    tokens
        .get(at.saturating_sub(4)..at)
        .unwrap_or_default()
        .iter()
        .any(|t| matches!(t, Token::Word(w) if matches!(w.as_str(), "h" | "heures" | "hours")))
}

/// One amount, or two that only range words separate.
fn range(tokens: &[Token], amounts: &[(usize, i64, bool)]) -> Option<(Cents, Option<Cents>)> {
    match amounts {
        [(_, one, _)] => Some((Cents(*one), None)),
        [(i, low, low_k), (j, high, high_k)] => {
            let between = tokens.get(i + 1..*j)?;
            let plain = |t: &Token| match t {
                Token::Euro | Token::Dash | Token::Slash => true,
                Token::Word(w) => PLAIN.contains(&w.as_str()) || period_word(w).is_some(),
                _ => false,
            };
            let low = if *high_k && !low_k && *low < 100_000 { low.saturating_mul(1000) } else { *low };
            (between.iter().all(plain) && low <= *high).then_some((Cents(low), Some(Cents(*high))))
        }
        _ => None,
    }
}

/// Bounds outside which an amount is a mistake of the source, in euros per period.
fn plausible(amount: Cents, period: PayPeriod) -> bool {
    let (low, high) = match period {
        PayPeriod::Hour => (1, 500),
        PayPeriod::Day => (10, 5_000),
        PayPeriod::Month => (50, 25_000),
        PayPeriod::Year => (1_000, 500_000),
        PayPeriod::Mission => (10, 500_000),
    };
    (Cents::euros(low)..=Cents::euros(high)).contains(&amount)
}
