//! A programme's edition: its cohort, its dates, its settings, and whether it is open on a day (rules C14, Q17, section J).

use super::choices::Programme;
use super::settings::Settings;
use super::words::{number, weekday_day};
use crate::kernel::dates::{days_between, shift};
use crate::kernel::refusal::Refusal;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// One edition of a programme. Dates are days in Paris.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Edition {
    /// Which programme.
    pub programme: Programme,
    /// Its address: lower-case letters, figures, dashes.
    pub slug: String,
    /// "Programme Associé".
    pub title: String,
    /// "promotion d’avril 2027".
    pub cohort: String,
    /// "Paris".
    pub city: String,
    /// First day on which a file can be opened.
    pub opens: Date,
    /// Last day on which a file can be submitted, included (rule Q17). None: rolling entry (rule G10).
    #[serde(default)]
    pub last_day: Option<Date>,
    /// First day of the programme.
    #[serde(default)]
    pub starts: Option<Date>,
    /// How many people at once.
    pub places: u16,
    /// Day by which everybody knows whether they are invited. None: computed from the settings (rule Q3).
    #[serde(default)]
    pub shortlist_on: Option<Date>,
    /// Day of the interviews, when there is one for all.
    #[serde(default)]
    pub interviews_on: Option<Date>,
    /// The numbers of section J, frozen once the edition opens.
    pub settings: Settings,
}

/// Whether an edition takes files on a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Phase {
    /// It opens later.
    NotYetOpen {
        /// Its first day.
        opens: Date,
    },
    /// Files can be written and submitted.
    Open {
        /// Days left after today, 0 on the last one; None for rolling entry.
        days_left: Option<i64>,
    },
    /// The last day is over.
    Closed,
}

impl Phase {
    /// "soit encore 14 jours", for after the date.
    pub fn words(self) -> String {
        match self {
            Phase::NotYetOpen { opens } => format!("ouvre le {}", weekday_day(opens)),
            Phase::Open { days_left: None } => "ouvert toute l’année".to_owned(),
            Phase::Open { days_left: Some(0) } => "c’est le dernier jour".to_owned(),
            Phase::Open { days_left: Some(1) } => "soit encore un jour".to_owned(),
            Phase::Open { days_left: Some(n) } => format!("soit encore {n}\u{a0}jours"),
            Phase::Closed => "les candidatures sont closes".to_owned(),
        }
    }
}

impl Edition {
    /// Where it stands on a day in Paris; the last day is included (rule Q17).
    pub fn phase(&self, today: Date) -> Phase {
        if today < self.opens {
            return Phase::NotYetOpen { opens: self.opens };
        }
        match self.last_day {
            Some(last) if today > last => Phase::Closed,
            last => Phase::Open { days_left: last.map(|l| days_between(today, l)) },
        }
    }

    /// The day experience is counted at: the closing day (rule Q2), or today for rolling entry.
    pub fn counted_at(&self, today: Date) -> Date {
        self.last_day.unwrap_or(today)
    }

    /// The day by which those not invited have their answer (rule Q3).
    pub fn shortlist_day(&self) -> Option<Date> {
        self.shortlist_on.or_else(|| self.last_day.map(|d| shift(d, i32::from(self.settings.answer_not_invited_days))))
    }

    /// "Vous avez jusqu’au dimanche 6 décembre inclus, soit encore 14 jours", for the top of the file.
    pub fn deadline_words(&self, today: Date) -> String {
        let phase = self.phase(today);
        match (phase, self.last_day) {
            (Phase::Open { .. }, Some(last)) => format!("Vous avez jusqu’au {} inclus, {}", weekday_day(last), phase.words()),
            (Phase::Open { .. }, None) => "Vous pouvez déposer quand vous voulez".to_owned(),
            (Phase::Closed, Some(last)) => format!("Les candidatures se sont closes le {} au soir", weekday_day(last)),
            _ => super::words::capital(&phase.words()),
        }
    }

    /// What is wrong with an edition, field by field; empty when it can be published.
    pub fn check(&self) -> Vec<Refusal> {
        let mut out = Vec::new();
        let mut say = |wrong: bool, field: &str, sentence: String| {
            if wrong {
                out.push(Refusal::invalid(field, sentence));
            }
        };
        let slug_ok = |s: &str| {
            let inner = s.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-');
            inner && (2..=60).contains(&s.len()) && !s.starts_with('-') && !s.ends_with('-')
        };
        say(!slug_ok(&self.slug), "slug", "donnez une adresse de 2 à 60 signes : lettres sans accent, chiffres et tirets".to_owned());
        for (field, text, what) in
            [("title", &self.title, "un titre"), ("cohort", &self.cohort, "le nom de la promotion"), ("city", &self.city, "la ville")]
        {
            let long = text.chars().count() > 120;
            say(text.trim().is_empty() || long, field, format!("donnez {what}, en 120 caractères au plus"));
        }
        let dates = [
            ("opens", Some(self.opens)),
            ("last_day", self.last_day),
            ("starts", self.starts),
            ("shortlist_on", self.shortlist_on),
            ("interviews_on", self.interviews_on),
        ];
        for (field, day) in dates {
            let out_of = day.is_some_and(|d| !(2000..=2100).contains(&d.year()));
            say(out_of, field, "cette date est hors du calendrier (de 2000 à 2100)".to_owned());
        }
        let before = |a: Option<Date>, b: Option<Date>| matches!((a, b), (Some(a), Some(b)) if a < b);
        say(before(self.last_day, Some(self.opens)), "last_day", "le dernier jour pour déposer précède l’ouverture".to_owned());
        let known = self.interviews_on.or(self.shortlist_on).or(self.last_day).or(Some(self.opens));
        say(before(self.starts, known), "starts", "le programme commence avant la fin de la sélection".to_owned());
        say(before(self.shortlist_on, self.last_day), "shortlist_on", "l’étude des dossiers finirait avant leur dépôt".to_owned());
        let read = self.shortlist_on.or(self.last_day);
        say(before(self.interviews_on, read), "interviews_on", "les entretiens auraient lieu avant la fin de l’étude des dossiers".to_owned());
        say(!(1..=500).contains(&self.places), "places", "indiquez de 1 à 500 places".to_owned());
        let too_few = self.settings.warn_below > self.places;
        say(too_few, "places", format!("le seuil d’alerte ({}) dépasse le nombre de places", number(self.settings.warn_below.into(), false)));
        out.extend(self.settings.check());
        out
    }

    /// Refuses to change the settings of an edition that has opened: candidates rely on them.
    pub fn may_change_settings(&self, today: Date) -> Result<(), Refusal> {
        match self.phase(today) {
            Phase::NotYetOpen { .. } => Ok(()),
            _ => Err(Refusal::invalid("settings", "cette édition est ouverte : ses réglages ne changent plus, créez la suivante")),
        }
    }
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;
    use jiff::civil::date;

    /// The edition drawn on the candidate's page.
    pub(crate) fn april() -> Edition {
        Edition {
            programme: Programme::Associe,
            slug: "associe-paris-avril-2027".into(),
            title: "Programme Associé".into(),
            cohort: "promotion d’avril 2027".into(),
            city: "Paris".into(),
            opens: date(2026, 10, 12),
            last_day: Some(date(2026, 12, 6)),
            starts: Some(date(2027, 4, 5)),
            places: 20,
            shortlist_on: Some(date(2026, 12, 22)),
            interviews_on: Some(date(2027, 1, 14)),
            settings: Settings::of(Programme::Associe),
        }
    }

    pub(crate) fn rolling() -> Edition {
        Edition {
            programme: Programme::Propulse,
            slug: "propulse-paris".into(),
            title: "Pro’pulse".into(),
            cohort: "entrées permanentes".into(),
            last_day: None,
            starts: None,
            places: 12,
            shortlist_on: None,
            interviews_on: None,
            settings: Settings::of(Programme::Propulse),
            ..april()
        }
    }

    #[test]
    fn q17_the_last_day_is_included() {
        let e = april();
        assert_eq!(e.phase(date(2026, 10, 11)), Phase::NotYetOpen { opens: date(2026, 10, 12) });
        assert_eq!(e.phase(date(2026, 11, 22)), Phase::Open { days_left: Some(14) });
        assert_eq!(e.phase(date(2026, 12, 6)), Phase::Open { days_left: Some(0) });
        assert_eq!(e.phase(date(2026, 12, 7)), Phase::Closed);
        assert_eq!(rolling().phase(date(2030, 1, 1)), Phase::Open { days_left: None });
        let words = e.deadline_words(date(2026, 11, 22));
        assert_eq!(words, "Vous avez jusqu’au dimanche 6\u{a0}décembre inclus, soit encore 14\u{a0}jours");
    }

    #[test]
    fn a_good_edition_is_accepted_and_each_mistake_is_named() {
        assert_eq!(april().check(), []);
        assert_eq!(rolling().check(), []);
        let wrong = |change: fn(&mut Edition), field: &str| {
            let mut e = april();
            change(&mut e);
            let fields: Vec<_> = e.check().into_iter().filter_map(|r| r.field).collect();
            assert!(fields.iter().any(|f| f == field), "{field}: {fields:?}");
        };
        wrong(|e| e.slug = "Été 2027".into(), "slug");
        wrong(|e| e.title = " ".into(), "title");
        wrong(|e| e.last_day = Some(date(2026, 10, 1)), "last_day");
        wrong(|e| e.starts = Some(date(2026, 12, 1)), "starts");
        wrong(|e| e.places = 0, "places");
        wrong(|e| e.interviews_on = Some(date(2026, 12, 8)), "interviews_on");
        wrong(|e| e.settings.answer_days_from = 30, "answer_days_from");
        wrong(|e| e.opens = date(1999, 1, 1), "opens");
    }

    #[test]
    fn settings_are_frozen_once_open() {
        assert!(april().may_change_settings(date(2026, 10, 11)).is_ok());
        assert!(april().may_change_settings(date(2026, 10, 12)).is_err());
        assert!(april().may_change_settings(date(2027, 10, 12)).is_err());
    }

    #[test]
    fn q3_those_not_invited_have_a_day_too() {
        let mut e = april();
        assert_eq!(e.shortlist_day(), Some(date(2026, 12, 22)));
        e.shortlist_on = None;
        assert_eq!(e.shortlist_day(), Some(date(2026, 12, 27)));
    }

    #[test]
    fn an_edition_travels_as_json() {
        let json = serde_json::to_string(&april()).unwrap();
        assert_eq!(serde_json::from_str::<Edition>(&json).unwrap(), april());
        assert!(serde_json::from_str::<Edition>(&json.replace("\"city\"", "\"ville\"")).is_err());
    }
}
