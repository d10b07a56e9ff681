//! Pay as offers state it: an amount or a range with its period, a legal reference, or nothing stated (rules I11, I19).

use super::PayPeriod;
use crate::kernel::lang::Lang;
use crate::kernel::money::{Cents, digits};
use serde::{Deserialize, Serialize};

/// Monthly hours of a full-time job in French law (35 h × 52 / 12).
const HOURS_A_MONTH_X100: i64 = 15_167;
/// Average working days in a month, ×100.
const DAYS_A_MONTH_X100: i64 = 2_167;

/// What an offer pays.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "kebab-case", deny_unknown_fields)]
pub enum Pay {
    /// An amount, or a range when `max` is there.
    Amount {
        /// The amount, or the low end of the range.
        min: Cents,
        /// The high end of the range.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        max: Option<Cents>,
        /// What the amount is for.
        period: PayPeriod,
        /// Before contributions ("bruts"); false for net or for a fee.
        #[serde(default = "yes")]
        gross: bool,
    },
    /// What the law or a collective agreement sets: "indemnité légale de stage", "grille de l’apprentissage", "Smic"…
    Legal {
        /// The reference in words.
        reference: String,
    },
    /// Unpaid volunteering.
    Unpaid,
    /// Not stated by the source: only imports may bring this, and it is shown as such.
    Unstated,
}

fn yes() -> bool {
    true
}

impl Pay {
    /// The lowest pay per month in cents, for a full-time month, when it can be computed without inventing anything.
    ///
    /// A whole-mission fee needs the duration in months (rule I19: 3 000 € over 3 months is 1 000 € a month).
    pub fn monthly_min(&self, duration_months: Option<u16>) -> Option<Cents> {
        let Pay::Amount { min, period, .. } = self else { return None };
        monthly(*min, *period, duration_months)
    }

    /// As [`Pay::monthly_min`] for the top of the range: what a search for "at least" compares with.
    pub fn monthly_max(&self, duration_months: Option<u16>) -> Option<Cents> {
        let Pay::Amount { min, max, period, .. } = self else { return None };
        monthly(max.unwrap_or(*min), *period, duration_months)
    }

    /// The sentence shown: "2 250 – 2 400 € bruts par mois", "Indemnité légale", "Non précisée par la source".
    pub fn words(&self, lang: Lang) -> String {
        match (self, lang) {
            (Pay::Amount { min, max, period, gross }, _) => amount_words(*min, *max, *period, *gross, lang),
            (Pay::Legal { reference }, _) => reference.clone(),
            (Pay::Unpaid, Lang::Fr) => "Bénévolat, non rémunéré".to_owned(),
            (Pay::Unpaid, Lang::En) => "Unpaid volunteering".to_owned(),
            (Pay::Unstated, Lang::Fr) => "Paie non précisée par la source".to_owned(),
            (Pay::Unstated, Lang::En) => "Pay not stated by the source".to_owned(),
        }
    }
}

fn monthly(amount: Cents, period: PayPeriod, duration_months: Option<u16>) -> Option<Cents> {
    let c = amount.0;
    Some(Cents(match period {
        PayPeriod::Hour => c * HOURS_A_MONTH_X100 / 100,
        PayPeriod::Day => c * DAYS_A_MONTH_X100 / 100,
        PayPeriod::Month => c,
        PayPeriod::Year => c / 12,
        PayPeriod::Mission => c / i64::from(duration_months.filter(|m| *m > 0)?),
    }))
}

fn amount_words(min: Cents, max: Option<Cents>, period: PayPeriod, gross: bool, lang: Lang) -> String {
    let amount = match max.filter(|m| *m != min) {
        Some(max) => format!("{}\u{a0}–\u{a0}{}", digits(min), max),
        None => min.to_string(),
    };
    let basis = match (gross, lang) {
        (true, Lang::Fr) => " bruts",
        (true, Lang::En) => " gross",
        (false, _) => "",
    };
    format!("{amount}{basis} {}", period.label(lang))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn amount(min: i64, max: Option<i64>, period: PayPeriod) -> Pay {
        Pay::Amount { min: Cents::euros(min), max: max.map(Cents::euros), period, gross: true }
    }

    #[test]
    fn i19_a_mission_fee_is_spread_over_its_months() {
        let pay = amount(3000, None, PayPeriod::Mission);
        assert_eq!(pay.monthly_min(Some(3)), Some(Cents::euros(1000)));
        assert_eq!(pay.monthly_min(None), None);
        assert_eq!(pay.monthly_min(Some(0)), None);
    }

    #[test]
    fn periods_become_months() {
        assert_eq!(amount(24_000, Some(30_000), PayPeriod::Year).monthly_max(None), Some(Cents::euros(2500)));
        assert_eq!(amount(12, None, PayPeriod::Hour).monthly_min(None), Some(Cents(182_004)));
        assert_eq!(Pay::Legal { reference: "Indemnité légale".into() }.monthly_max(Some(8)), None);
    }

    #[test]
    fn words() {
        assert_eq!(amount(2250, Some(2400), PayPeriod::Month).words(Lang::Fr), "2\u{202f}250\u{a0}–\u{a0}2\u{202f}400\u{a0}€ bruts par mois");
        assert_eq!(amount(3000, None, PayPeriod::Mission).words(Lang::Fr), "3\u{202f}000\u{a0}€ bruts pour toute la mission");
    }
}
