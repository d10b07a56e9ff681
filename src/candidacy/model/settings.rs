//! Every number of section J as a setting of an edition, with its default. No other file holds one of these literals.

use super::choices::{DiplomaLevel, HalfDay, Programme};
use super::eligibility::Rule;
use crate::kernel::refusal::Refusal;
use serde::{Deserialize, Serialize};

/// The settings of an edition. Zero means "this programme has none".
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Settings {
    /// Who may enter: rules with their parameters.
    pub rules: Vec<Rule>,
    /// Usual years of experience, lowest: information only (rule C2).
    pub usual_years_from: u16,
    /// Usual years of experience, highest: information only, never a limit (rule C2).
    pub usual_years_to: u16,
    /// Average years of experience: information only (rule C2).
    pub usual_years_average: u16,
    /// Below this many people present, the team is warned (rules G10, Q16).
    pub warn_below: u16,
    /// Interviews, all on one day (rule C19); one meeting for Pro'pulse (rule G9).
    pub interviews: u16,
    /// Of which on a case study (rule C20).
    pub interviews_case: u16,
    /// Of the others, how many in English (rule C21).
    pub interviews_english: u16,
    /// The answer is promised from this many days after the interviews (rule C24)…
    pub answer_days_from: u16,
    /// … and at the latest after this many (rule C24).
    pub answer_days_to: u16,
    /// Days after closing by which those not invited are answered (rule Q3).
    pub answer_not_invited_days: u16,
    /// Hours the optional practice takes (rule C18).
    pub practice_hours: u16,
    /// Diplomas verified before an offer is final (rule C26).
    pub check_diplomas: u16,
    /// References verified before an offer is final (rule C26).
    pub check_references: u16,
    /// People of host organisations each person meets.
    pub meetings: u16,
    /// Placements.
    pub placements: u16,
    /// Months of one placement.
    pub placement_months: u16,
    /// Half days worked in a week: 9 is four and a half days.
    pub half_days_per_week: u16,
    /// When training takes place.
    #[serde(default)]
    pub training: Option<HalfDay>,
    /// Yearly gross pay, in whole euros.
    pub pay_euros: u32,
    /// Bonus, in percent of pay.
    pub bonus_percent: u16,
    /// Days within which a mentor is found.
    pub mentor_days: u16,
    /// Minutes of individual coaching.
    pub coach_minutes: u16,
    /// Days of the opening seminar.
    pub seminar_days: u16,
    /// Group coaching week-ends.
    pub coach_weekends: u16,
    /// Collective days in a week (rule G13).
    pub collective_days_per_week: u16,
    /// Weeks it lasts (rule H4: 8, or 10).
    pub weeks: u16,
    /// Months it lasts (rule F1).
    pub months: u16,
    /// Months of mentoring (rule H10).
    pub mentoring_months: u16,
    /// Associations helped, at least (rule H18).
    pub associations_from: u16,
    /// Associations helped, at most (rule H18).
    pub associations_to: u16,
    /// Days of one mission (rules H18, H26).
    pub mission_days: u16,
    /// Workshops (rule F2).
    pub workshops: u16,
}

/// The places of an edition when it is created.
pub const fn default_places(programme: Programme) -> u16 {
    match programme {
        Programme::Propulse => 12,
        _ => 20,
    }
}

impl Settings {
    /// The defaults of a programme.
    pub fn of(programme: Programme) -> Settings {
        let none = Settings::none();
        match programme {
            Programme::Associe => Settings {
                rules: vec![Rule::Experience { min_months: 36 }, Rule::RightToWork, Rule::French, Rule::English],
                usual_years_from: 3,
                usual_years_to: 15,
                usual_years_average: 8,
                interviews: 3,
                interviews_case: 1,
                interviews_english: 1,
                answer_not_invited_days: 21,
                practice_hours: 3,
                check_diplomas: 1,
                check_references: 2,
                meetings: 8,
                placements: 2,
                placement_months: 6,
                half_days_per_week: 9,
                training: Some(HalfDay::FridayPm),
                pay_euros: 23_000,
                bonus_percent: 10,
                mentor_days: 14,
                coach_minutes: 720,
                seminar_days: 3,
                coach_weekends: 1,
                ..none
            },
            Programme::Propulse => Settings {
                rules: vec![
                    Rule::DiplomaLevel { min: DiplomaLevel::Bac2 },
                    Rule::DiplomaAge { max_years: 2 },
                    Rule::SearchInEss,
                    Rule::NotConverting,
                    Rule::StudiesFinished,
                    Rule::NotInInternship,
                    Rule::NotInCivicService,
                ],
                warn_below: 6,
                interviews: 1,
                collective_days_per_week: 2,
                ..none
            },
            Programme::Apte => Settings {
                rules: vec![Rule::YoungOrSenior { low_diploma: DiplomaLevel::Cap }, Rule::JobSeeker],
                weeks: 8,
                mentoring_months: 6,
                associations_from: 1,
                associations_to: 2,
                mission_days: 1,
                ..none
            },
            Programme::Pathfinder => Settings { months: 5, workshops: 6, ..none },
        }
    }

    fn none() -> Settings {
        Settings {
            rules: Vec::new(),
            usual_years_from: 0,
            usual_years_to: 0,
            usual_years_average: 0,
            warn_below: 0,
            interviews: 0,
            interviews_case: 0,
            interviews_english: 0,
            answer_days_from: 14,
            answer_days_to: 21,
            answer_not_invited_days: 21,
            practice_hours: 0,
            check_diplomas: 0,
            check_references: 0,
            meetings: 0,
            placements: 0,
            placement_months: 0,
            half_days_per_week: 0,
            training: None,
            pay_euros: 0,
            bonus_percent: 0,
            mentor_days: 0,
            coach_minutes: 0,
            seminar_days: 0,
            coach_weekends: 0,
            collective_days_per_week: 0,
            weeks: 0,
            months: 0,
            mentoring_months: 0,
            associations_from: 0,
            associations_to: 0,
            mission_days: 0,
            workshops: 0,
        }
    }

    /// The defaults of a programme with the values a file changes laid over them; a misspelt name is refused.
    pub fn over_defaults(programme: Programme, changes: serde_json::Map<String, serde_json::Value>) -> Result<Settings, Refusal> {
        let wrong = |e: serde_json::Error| Refusal::invalid("settings", format!("un réglage ne se lit pas : {e}"));
        let mut all = serde_json::to_value(Settings::of(programme)).map_err(wrong)?;
        if let Some(object) = all.as_object_mut() {
            object.extend(changes);
        }
        serde_json::from_value(all).map_err(wrong)
    }

    /// The months of experience asked for, if any (rule C1).
    pub fn min_experience_months(&self) -> Option<u16> {
        self.rules.iter().find_map(|r| if let Rule::Experience { min_months } = r { Some(*min_months) } else { None })
    }

    /// The level of diploma asked for, if any (rule G3).
    pub fn min_diploma(&self) -> Option<DiplomaLevel> {
        self.rules.iter().find_map(|r| if let Rule::DiplomaLevel { min } = r { Some(*min) } else { None })
    }

    /// Whether a rule needs the age bracket (rule H5).
    pub fn asks_age(&self) -> bool {
        self.rules.iter().any(|r| matches!(r, Rule::YoungOrSenior { .. }))
    }

    /// What is wrong, setting by setting.
    pub fn check(&self) -> Vec<Refusal> {
        let mut out = Vec::new();
        let mut order = |low: u16, high: u16, field: &str| {
            if low > high {
                out.push(Refusal::invalid(field, format!("le plus petit nombre ({low}) dépasse le plus grand ({high})")));
            }
        };
        order(self.answer_days_from, self.answer_days_to, "answer_days_from");
        order(self.usual_years_from, self.usual_years_to, "usual_years_from");
        order(self.associations_from, self.associations_to, "associations_from");
        order(self.interviews_case.saturating_add(self.interviews_english), self.interviews, "interviews");
        order(self.half_days_per_week, 10, "half_days_per_week");
        order(self.collective_days_per_week, 5, "collective_days_per_week");
        order(self.answer_days_to, 180, "answer_days_to");
        order(self.answer_not_invited_days, 180, "answer_not_invited_days");
        order(self.min_experience_months().unwrap_or(0), 600, "rules");
        out
    }
}
