//! Tests of the count of months (rules C1, Q2, M1).

use super::choices::ExperienceKind::{self, *};
use super::experience::*;
use super::year_month::YearMonth;
use jiff::civil::date;
use proptest::prelude::*;
use std::collections::BTreeSet;

pub(crate) fn work(kind: ExperienceKind, start: &str, end: &str) -> Experience {
    let month = |t: &str| t.parse().ok();
    Experience {
        kind: Some(kind),
        title: "Poste".into(),
        organisation: "Maison".into(),
        start: month(start),
        end: month(end),
        ..Experience::default()
    }
}

pub(crate) fn list(all: &[Experience]) -> Experiences {
    all.iter().enumerate().map(|(i, e)| (format!("x{i:02}"), e.clone())).collect()
}

/// The list drawn on the candidate's page.
fn drawn() -> Experiences {
    let mut all = list(&[
        work(Cdi, "09/2024", "03/2024"),
        work(Cdd, "06/2023", "05/2024"),
        work(Cdi, "09/2021", "08/2023"),
        work(WorkStudy, "09/2020", "08/2021"),
        work(Internship, "02/2020", "07/2020"),
    ]);
    if let Some(e) = all.get_mut("x01") {
        e.part_time = Some(60);
    }
    all
}

#[test]
fn the_drawn_page_is_what_the_rule_gives() {
    let (closing, today) = (date(2026, 12, 6), date(2026, 11, 22));
    let all = drawn();
    let tally = count(&all, closing);
    assert_eq!((tally.months, tally.internship, tally.work_study), (33, 6, 12));
    let rows: Vec<_> = tally.rows.iter().map(|r| (r.key.as_str(), r.counted, r.total, r.why.as_str())).collect();
    assert_eq!(
        rows,
        [
            ("x00", 0, 0, "dates à corriger"),
            ("x01", 9, 12, "Juin, juillet et août 2023 déjà comptés avec l’emploi suivant."),
            ("x02", 24, 24, ""),
            ("x03", 0, 12, "alternance, non comptée"),
            ("x04", 0, 6, "stage, non compté"),
        ]
    );
    assert_eq!(all["x01"].words(), "CDD à 60\u{202f}%, juin 2023 – mai 2024");
    assert_eq!(all["x04"].words(), "Stage, février – juillet 2020");
    let problems = check_all(&all, closing, today);
    assert_eq!(problems.len(), 1);
    assert_eq!((problems[0].key.as_str(), problems[0].refusal.field.as_deref()), ("x00", Some("end")));
    assert_eq!(
        problems[0].refusal.sentence,
        "La fin (mars 2024) vient avant le début (septembre 2024). S’il s’agit de mars 2026, cette expérience ajoute 19\u{a0}mois."
    );
}

#[test]
fn m1_overlaps_are_counted_once_and_studies_never() {
    let closing = date(2026, 12, 31);
    let all = list(&[work(Cdi, "01/2024", "12/2025"), work(Freelance, "07/2025", "12/2026"), work(Cdd, "01/2024", "12/2025")]);
    assert_eq!(count(&all, closing).months, 36);
    let all = list(&[work(Cdi, "01/2024", "11/2026"), work(Internship, "01/2020", "12/2020"), work(WorkStudy, "01/2021", "12/2022")]);
    let tally = count(&all, closing);
    assert_eq!((tally.months, tally.internship, tally.work_study), (35, 12, 24));
}

#[test]
fn q2_work_goes_on_until_the_closing_day_and_no_further() {
    let closing = date(2026, 12, 6);
    assert_eq!(count(&list(&[work(Cdi, "01/2026", "")]), closing).months, 12);
    assert_eq!(count(&list(&[work(Cdd, "01/2026", "06/2027")]), closing).months, 12);
    let late = count(&list(&[work(Cdi, "01/2027", "")]), closing);
    assert_eq!((late.months, late.rows[0].why.as_str()), (0, "commence après la date de clôture"));
}

#[test]
fn q2_volunteering_is_a_doubt_not_a_no() {
    let all = list(&[work(Cdi, "01/2024", "12/2025"), work(Volunteer, "07/2025", "12/2026")]);
    let tally = count(&all, date(2026, 12, 31));
    assert_eq!((tally.months, tally.doubtful), (24, 12));
    assert!(tally.rows[0].why.contains("une personne"), "{}", tally.rows[0].why);
}

#[test]
fn each_field_is_checked() {
    let today = date(2026, 11, 22);
    let fields = |e: Experience| -> Vec<String> { e.check(today).into_iter().filter_map(|r| r.field).collect() };
    assert_eq!(fields(work(Cdi, "09/2024", "")), Vec::<String>::new());
    assert_eq!(fields(Experience::default()), ["kind", "title", "organisation", "start"]);
    assert_eq!(fields(work(Cdi, "12/2026", "")), ["start"]);
    assert_eq!(fields(Experience { part_time: Some(0), ..work(Cdi, "01/2020", "") }), ["part_time"]);
    assert_eq!(fields(Experience { responsibilities: "é".repeat(1501), ..work(Cdi, "01/2020", "") }), ["responsibilities"]);
    assert_eq!(fields(work(Cdd, "01/2026", "06/2027")), Vec::<String>::new());
}

#[test]
fn no_likely_date_is_invented() {
    let all = list(&[work(Cdi, "06/2026", "12/2025")]);
    let problems = check_all(&all, date(2026, 12, 6), date(2026, 11, 22));
    assert_eq!(problems[0].refusal.sentence, "La fin (décembre 2025) vient avant le début (juin 2026).");
}

fn any_experience() -> impl Strategy<Value = Experience> {
    let month = || (2015i16..2030, 1i8..=12).prop_map(|(y, m)| YearMonth::new(y, m));
    (0..ExperienceKind::COUNT, proptest::option::of(month()), proptest::option::of(month())).prop_map(|(k, start, end)| Experience {
        kind: Some(ExperienceKind::ALL[k]),
        start: start.flatten(),
        end: end.flatten(),
        ..work(Cdi, "", "")
    })
}

proptest! {
    #[test]
    fn the_union_agrees_with_a_set(all in proptest::collection::vec(any_experience(), 0..8), y in 2018i16..2028, m in 1i8..=12) {
        let closing = date(y, m, 15);
        let mut set = BTreeSet::new();
        for e in &all {
            let counts = matches!(e.kind, Some(Cdi | Cdd | Temp | Freelance));
            for year in 2014..2031i16 {
                for month in 1..=12i8 {
                    let after = e.start.is_some_and(|s| (s.year(), s.month()) <= (year, month));
                    let before = e.end.is_none_or(|s| (s.year(), s.month()) >= (year, month));
                    if counts && after && before && (year, month) <= (y, m) {
                        set.insert((year, month));
                    }
                }
            }
        }
        let tally = count(&list(&all), closing);
        prop_assert_eq!(tally.months, set.len());
        prop_assert_eq!(tally.rows.iter().map(|r| r.counted).sum::<usize>(), set.len());
        prop_assert!(tally.rows.iter().all(|r| r.counted <= r.total && (r.counted < r.total || r.why.is_empty() || r.total == 0)));
        prop_assert!(tally.rows.iter().all(|r| r.counted == r.total || !r.why.is_empty()));
    }
}
