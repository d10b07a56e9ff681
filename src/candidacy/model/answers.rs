//! The quick answers eligibility is told from, without an account (rules C1–C6, G3–G7, H5). Every answer may be missing.

use super::choices::{AgeBracket, DiplomaLevel, English, French, RightToWork, Search};
use super::experience::{Experiences, count};
use crate::kernel::dates::{FuzzyDay, Precision};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// What somebody says of themselves before any form.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Answers {
    /// Months of employment or self-employment, as counted by the person; used when no experience is listed.
    pub months: Option<u16>,
    /// Months of internship, to say why they do not count.
    pub internship_months: Option<u16>,
    /// Months of work-study, to say why they do not count.
    pub work_study_months: Option<u16>,
    /// Dated experiences, when the person prefers the exact count.
    pub experiences: Experiences,
    /// Permission to work in France.
    pub right_to_work: Option<RightToWork>,
    /// Spoken French.
    pub french: Option<French>,
    /// Work or training in English.
    pub english: Option<English>,
    /// Level of the last diploma.
    pub diploma: Option<DiplomaLevel>,
    /// Day or month it was obtained.
    pub diploma_on: Option<FuzzyDay>,
    /// Looking for work.
    pub search: Option<Search>,
    /// Changing to another trade after a first working life.
    pub converting: Option<bool>,
    /// Still studying.
    pub studying: Option<bool>,
    /// In an internship.
    pub in_internship: Option<bool>,
    /// In civic service.
    pub in_civic_service: Option<bool>,
    /// Age, by bracket only.
    pub age: Option<AgeBracket>,
}

/// Months as eligibility reads them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Months {
    /// Months that count.
    pub counted: usize,
    /// Months a person might accept.
    pub doubtful: usize,
    /// Internship.
    pub internship: usize,
    /// Work-study.
    pub work_study: usize,
}

impl Answers {
    /// Months of experience at the closing day; None when the question is not answered.
    pub fn experience(&self, closing: Date) -> Option<Months> {
        let said = |n: Option<u16>| usize::from(n.unwrap_or(0));
        if self.experiences.is_empty() {
            let (internship, work_study) = (said(self.internship_months), said(self.work_study_months));
            return self.months.map(|m| Months { counted: m.into(), doubtful: 0, internship, work_study });
        }
        let tally = count(&self.experiences, closing);
        Some(Months { counted: tally.months, doubtful: tally.doubtful, internship: tally.internship, work_study: tally.work_study })
    }

    /// The first and last day the diploma may have been obtained on, from how precisely it is known.
    pub fn diploma_span(&self) -> Option<(Date, Date)> {
        self.diploma_on.map(|d| match d.precision {
            Precision::Day => (d.day, d.day),
            _ => (d.day.first_of_month(), d.day.last_of_month()),
        })
    }
}
