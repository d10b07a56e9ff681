//! Tests of eligibility (rules C1–C6, G3–G7, H5, F4; M1, M11).

use super::answers::Answers;
use super::choices::*;
use super::edition::tests::{april, rolling};
use super::eligibility::*;
use super::experience_tests::{list, work};
use super::settings::Settings;
use crate::kernel::dates::FuzzyDay;
use jiff::civil::{Date, date};

const TODAY: Date = date(2026, 11, 22);

fn associate(months: u16) -> Answers {
    Answers {
        months: Some(months),
        right_to_work: Some(RightToWork::Yes),
        french: Some(French::Fluent),
        english: Some(English::Work),
        ..Answers::default()
    }
}

fn graduate(on: &str) -> Answers {
    Answers {
        diploma: Some(DiplomaLevel::Bac2),
        diploma_on: on.parse().ok(),
        search: Some(Search::Ess),
        converting: Some(false),
        studying: Some(false),
        in_internship: Some(false),
        in_civic_service: Some(false),
        ..Answers::default()
    }
}

fn propulse(a: &Answers) -> Verdict {
    evaluate(&rolling(), a, TODAY)
}

fn apte(a: &Answers) -> Outcome {
    evaluate_with(Programme::Apte, &Settings::of(Programme::Apte), a, TODAY, TODAY).outcome
}

#[test]
fn m1_thirty_five_months_are_not_enough_and_it_says_why() {
    let a = Answers { internship_months: Some(12), work_study_months: Some(24), ..associate(35) };
    let v = evaluate(&april(), &a, TODAY);
    assert_eq!(v.outcome, Outcome::NotEligible);
    assert_eq!(
        v.reasons[0].sentence,
        "35\u{a0}mois comptés au 6\u{a0}décembre 2026, sur 36 demandés : il manque 1\u{a0}mois. \
         Le stage (12\u{a0}mois) et l’alternance (24\u{a0}mois) ne comptent pas."
    );
    assert_eq!(v.elsewhere.last().unwrap().href, "/offres");
    assert!(v.elsewhere.iter().any(|e| e.href == "/programmes/pathfinder"));
    assert_eq!(evaluate(&april(), &associate(36), TODAY).outcome, Outcome::Eligible);
}

#[test]
fn m1_from_dated_experiences_and_overlaps_once() {
    let at = |all: &[super::experience::Experience]| {
        let a = Answers { experiences: list(all), ..associate(0) };
        evaluate(&april(), &a, TODAY)
    };
    use ExperienceKind::*;
    let studies = [work(Internship, "01/2018", "12/2018"), work(WorkStudy, "01/2019", "12/2020")];
    let short = at(&[&studies[..], &[work(Cdi, "01/2021", "11/2023")]].concat());
    assert_eq!(short.outcome, Outcome::NotEligible);
    assert!(short.reasons[0].sentence.contains("il manque 1\u{a0}mois"));
    assert_eq!(at(&[&studies[..], &[work(Cdi, "01/2021", "12/2023")]].concat()).outcome, Outcome::Eligible);
    let overlapping = [work(Cdi, "01/2021", "12/2022"), work(Cdd, "06/2021", "05/2023")];
    assert_eq!(at(&overlapping).outcome, Outcome::NotEligible);
    assert!(at(&overlapping).reasons[0].sentence.starts_with("29\u{a0}mois"));
    let abroad = at(&[work(Cdi, "01/2021", "12/2022"), work(Volunteer, "01/2023", "12/2023")]);
    assert_eq!(abroad.outcome, Outcome::Doubt);
    assert!(abroad.reasons[0].sentence.ends_with("Une personne de l’équipe regarde."));
}

#[test]
fn c2_there_is_no_upper_limit() {
    let v = evaluate(&april(), &associate(480), TODAY);
    assert_eq!(v.outcome, Outcome::Eligible);
    assert!(v.info[0].contains("entre 3 et 15") && v.info[0].contains("8 en moyenne") && v.info[0].contains("pas de maximum"));
    assert!(v.elsewhere.is_empty());
}

#[test]
fn c3_c4_c5_each_answer_has_its_conclusion() {
    let with = |change: fn(&mut Answers)| {
        let mut a = associate(40);
        change(&mut a);
        evaluate(&april(), &a, TODAY).outcome
    };
    assert_eq!(with(|a| a.right_to_work = Some(RightToWork::ByStart)), Outcome::Eligible);
    assert_eq!(with(|a| a.right_to_work = Some(RightToWork::No)), Outcome::NotEligible);
    assert_eq!(with(|a| a.french = Some(French::Good)), Outcome::Doubt);
    assert_eq!(with(|a| a.french = Some(French::Learning)), Outcome::NotEligible);
    assert_eq!(with(|a| a.english = Some(English::Learn)), Outcome::Eligible);
    assert_eq!(with(|a| a.english = Some(English::Effort)), Outcome::Doubt);
    assert_eq!(with(|a| a.english = None), Outcome::Doubt);
}

#[test]
fn a_missing_answer_is_never_a_refusal() {
    for programme in Programme::ALL {
        let v = evaluate_with(*programme, &Settings::of(*programme), &Answers::default(), TODAY, TODAY);
        assert_ne!(v.outcome, Outcome::NotEligible, "{programme:?}");
        assert!(v.reasons.iter().all(|r| r.sentence.ends_with("Une personne de l’équipe regarde.")), "{:?}", v.reasons);
    }
}

#[test]
fn m11_a_diploma_of_two_years_and_a_day_is_too_old() {
    assert_eq!(propulse(&graduate("2024-11-22")).outcome, Outcome::Eligible);
    let old = propulse(&graduate("2024-11-21"));
    assert_eq!(old.outcome, Outcome::NotEligible);
    let why: Vec<_> = old.reasons.iter().filter(|r| r.outcome == Outcome::NotEligible).map(|r| r.sentence.as_str()).collect();
    assert_eq!(why, ["Le diplôme doit avoir moins de deux ans : obtenu le 22\u{a0}novembre 2024 ou après. Le vôtre est plus ancien."]);
    assert_eq!(propulse(&graduate("2026-11-22")).outcome, Outcome::Eligible);
    assert_eq!(propulse(&graduate("2026-11-23")).outcome, Outcome::NotEligible);
    assert_eq!(propulse(&graduate("2024-11")).outcome, Outcome::Doubt);
    assert_eq!(propulse(&graduate("2024-12")).outcome, Outcome::Eligible);
    assert_eq!(propulse(&graduate("2024-10")).outcome, Outcome::NotEligible);
    assert_eq!(propulse(&graduate("2026-11")).outcome, Outcome::Eligible);
}

#[test]
fn a_leap_day_is_two_years_old_on_the_last_of_february() {
    let on = |d: Date| evaluate(&rolling(), &graduate("2024-02-29"), d).outcome;
    assert_eq!(on(date(2026, 2, 28)), Outcome::Eligible);
    assert_eq!(on(date(2026, 3, 1)), Outcome::NotEligible);
    let month = |d: Date| evaluate(&rolling(), &graduate("2024-11"), d).outcome;
    assert_eq!((month(date(2026, 11, 30)), month(date(2026, 12, 1))), (Outcome::Doubt, Outcome::NotEligible));
}

#[test]
fn g7_the_four_exclusions_say_why_and_where_else() {
    let with = |change: fn(&mut Answers), words: &str| {
        let mut a = graduate("2026-06-30");
        change(&mut a);
        let v = propulse(&a);
        assert_eq!(v.outcome, Outcome::NotEligible);
        assert!(v.reasons.iter().any(|r| r.outcome == Outcome::NotEligible && r.sentence.contains(words)), "{words}: {:?}", v.reasons);
        v
    };
    let v = with(|a| a.converting = Some(true), "Programme Associé");
    assert_eq!(v.elsewhere[0].href, "/programmes/associe");
    with(|a| a.studying = Some(true), "études");
    with(|a| a.in_internship = Some(true), "stage");
    with(|a| a.in_civic_service = Some(true), "service civique");
    with(|a| a.diploma = Some(DiplomaLevel::Bac), "bac + 2");
    with(|a| a.search = Some(Search::No), "recherche");
}

#[test]
fn h5_young_with_little_diploma_or_over_45_and_looking() {
    let a = |age, diploma, search| Answers { age: Some(age), diploma: Some(diploma), search: Some(search), ..Answers::default() };
    use {AgeBracket::*, DiplomaLevel as D, Search::*};
    assert_eq!(apte(&a(Under26, D::None, Anywhere)), Outcome::Eligible);
    assert_eq!(apte(&a(Under26, D::Cap, Ess)), Outcome::Eligible);
    assert_eq!(apte(&a(Under26, D::Bac, Ess)), Outcome::Doubt);
    assert_eq!(apte(&a(Under26, D::Bac5, Ess)), Outcome::NotEligible);
    assert_eq!(apte(&a(Over45, D::Doctorate, Anywhere)), Outcome::Eligible);
    assert_eq!(apte(&a(Middle, D::None, Anywhere)), Outcome::NotEligible);
    assert_eq!(apte(&a(Over45, D::None, No)), Outcome::NotEligible);
}

#[test]
fn f4_pathfinder_has_no_rule_and_orientation_asks_all_four() {
    let o = orientation(&graduate("2026-06-30"), TODAY);
    let order: Vec<_> = o.programmes.iter().map(|(p, v)| (*p, v.outcome)).collect();
    assert_eq!(order[0], (Programme::Propulse, Outcome::Eligible));
    assert_eq!(order[1], (Programme::Pathfinder, Outcome::Eligible));
    assert_eq!(order.len(), 4);
    assert_eq!(o.board.href, "/offres");
    assert!(o.programmes.iter().all(|(p, v)| *p == Programme::Pathfinder || !v.reasons.is_empty()));
}

#[test]
fn section_j_the_defaults_are_those_of_the_sources() {
    let s = Settings::of(Programme::Associe);
    assert_eq!(s.min_experience_months(), Some(36));
    assert_eq!((s.usual_years_from, s.usual_years_to, s.usual_years_average), (3, 15, 8));
    assert_eq!((s.meetings, s.placements, s.placement_months, s.half_days_per_week), (8, 2, 6, 9));
    assert_eq!((s.interviews, s.interviews_case, s.interviews_english, s.practice_hours), (3, 1, 1, 3));
    assert_eq!((s.answer_days_from, s.answer_days_to, s.answer_not_invited_days), (14, 21, 21));
    assert_eq!((s.pay_euros, s.bonus_percent, s.mentor_days, s.coach_minutes), (23_000, 10, 14, 720));
    assert_eq!((s.check_diplomas, s.check_references, s.seminar_days, s.coach_weekends), (1, 2, 3, 1));
    let p = Settings::of(Programme::Propulse);
    assert_eq!((super::settings::default_places(Programme::Propulse), p.warn_below, p.collective_days_per_week), (12, 6, 2));
    let a = Settings::of(Programme::Apte);
    assert_eq!((a.weeks, a.mentoring_months, a.associations_from, a.associations_to, a.mission_days), (8, 6, 1, 2, 1));
    let f = Settings::of(Programme::Pathfinder);
    assert_eq!((f.months, f.workshops, f.rules.len()), (5, 6, 0));
    assert!(Programme::ALL.iter().all(|p| Settings::of(*p).check().is_empty()));
}

#[test]
fn settings_are_laid_over_defaults_and_misspelling_is_refused() {
    let changes = |text: &str| serde_json::from_str(text).unwrap();
    let s = Settings::over_defaults(Programme::Apte, changes(r#"{"weeks":10}"#)).unwrap();
    assert_eq!((s.weeks, s.mentoring_months), (10, 6));
    assert!(Settings::over_defaults(Programme::Apte, changes(r#"{"week":10}"#)).is_err());
    let rules = r#"{"rules":[{"rule":"experience","min_months":24},{"rule":"french"}]}"#;
    assert_eq!(Settings::over_defaults(Programme::Associe, changes(rules)).unwrap().min_experience_months(), Some(24));
    assert!(Settings::over_defaults(Programme::Associe, changes(r#"{"rules":[{"rule":"shoe-size"}]}"#)).is_err());
}

#[test]
fn answers_refuse_unknown_fields() {
    assert!(serde_json::from_str::<Answers>(r#"{"french":"couramment","birth_date":"1990-01-01"}"#).is_err());
    let a: Answers = serde_json::from_str(r#"{"french":"couramment","diploma_on":"2025-06"}"#).unwrap();
    assert_eq!((a.french, a.diploma_on), (Some(French::Fluent), "2025-06".parse::<FuzzyDay>().ok()));
}
