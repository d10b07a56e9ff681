//! Tests of the reading (rules C8, C12, C18, C22, Q18, M2).

use super::assessor::{AssessorFile, answers_for_assessor};
use super::choices::{AgeBracket, Programme};
use super::file::Dossier;
use super::review::*;
use super::settings::Settings;
use super::state::State;

fn score(n: u8) -> Score {
    Score::try_from(n).unwrap()
}

fn read(reader: &str, team: bool) -> Reading {
    let mut r = Reading { reader: reader.into(), team, ..Reading::default() };
    for c in Criterion::ALL {
        r.mark(*c, score(3), "Le dit page 2.").unwrap();
    }
    r.submit().unwrap();
    r
}

fn file(name: &str, choice: Option<Choice>, readings: Vec<Reading>) -> Prepared {
    Prepared { candidacy: name.into(), state: State::InReview, choice, readings }
}

#[test]
fn c8_c12_six_criteria_scored_one_to_four_with_words() {
    assert_eq!(Criterion::COUNT, 6);
    assert!([0u8, 5, 255].into_iter().all(|n| Score::try_from(n).is_err()));
    assert!(serde_json::from_str::<Mark>(r#"{"score":5,"words":""}"#).is_err());
    let mut r = Reading { reader: "a".into(), ..Reading::default() };
    assert!(r.submit().is_err());
    for c in Criterion::ALL {
        r.mark(*c, score(4), " ").unwrap();
    }
    assert_eq!(r.submit().unwrap_err().field.as_deref(), Some("pragmatisme"));
    for c in Criterion::ALL {
        r.mark(*c, score(4), "Vu dans la lettre.").unwrap();
    }
    assert!(r.submit().is_ok());
    assert!(r.mark(Criterion::Impact, score(1), "autre").is_err());
    assert!(Criterion::ALL.iter().all(|c| !c.hint().is_empty()));
}

#[test]
fn others_are_seen_only_after_handing_in_ones_own() {
    let mut mine = read("moi", true);
    mine.submitted = false;
    let draft = Reading { submitted: false, ..read("lente", true) };
    let all = [mine, read("autre", true), draft];
    let names = |reader: &str, all: &[Reading]| visible(reader, all).into_iter().map(|r| r.reader.clone()).collect::<Vec<_>>();
    assert_eq!(names("moi", &all), ["moi"]);
    assert_eq!(names("autre", &all), ["autre"]);
    assert!(names("passante", &all).is_empty());
    let mut done = all.clone();
    done[0].submit().unwrap();
    assert_eq!(names("moi", &done), ["moi", "autre"]);
}

#[test]
fn a_conflict_closes_the_file() {
    let mut r = read("cousine", true);
    assert!(r.declare_conflict(" ").is_err());
    r.declare_conflict("C’est ma cousine.").unwrap();
    assert!(r.marks.is_empty() && !r.submitted);
    assert!(r.mark(Criterion::Impact, score(4), "x").is_err() && r.submit().is_err());
    let mut f = file("c1", None, vec![r, read("autre", true)]);
    assert!(may_read("cousine", &f.readings).is_err() && may_read("autre", &f.readings).is_ok());
    assert!(visible("cousine", &f.readings).is_empty());
    assert_eq!(visible("autre", &f.readings).len(), 1);
    assert!(prepare("cousine", &mut f, Some(Choice::Invite)).is_err());
    assert!(prepare("autre", &mut f, Some(Choice::Invite)).is_ok());
}

#[test]
fn decisions_are_published_together_or_not_at_all() {
    let ready = || vec![read("a", true)];
    let mut files = vec![file("c1", Some(Choice::Invite), ready()), file("c2", Some(Choice::NotInvite), ready()), file("c3", None, ready())];
    assert_eq!(publish(&files).unwrap_err().len(), 1);
    files[2].choice = Some(Choice::NotEligible);
    let out = publish(&files).unwrap();
    assert_eq!(out, [("c1".into(), State::Invited), ("c2".into(), State::NotInvited), ("c3".into(), State::NotEligible)]);
    files[1].readings = vec![read("fellow", false)];
    assert_eq!(publish(&files).unwrap_err()[0].field.as_deref(), Some("c2"));
    files[1].state = State::Withdrawn;
    assert_eq!(publish(&files).unwrap().len(), 2);
    files.push(file("c1", Some(Choice::Invite), ready()));
    assert!(publish(&files).is_err());
    assert!(prepare("a", &mut files[1], Some(Choice::Invite)).is_err());
}

#[test]
fn m2_q18_nothing_walled_reaches_an_assessor() {
    let d = Dossier { age: Some(AgeBracket::Over45), ..Dossier::default() };
    let without = Dossier::default();
    assert_eq!(serde_json::to_string(&AssessorFile::from(&d)).unwrap(), serde_json::to_string(&AssessorFile::from(&without)).unwrap());
    let associe = Settings::of(Programme::Associe);
    assert_eq!(answers_for_assessor(&d, &associe), answers_for_assessor(&without, &associe));
    assert!(answers_for_assessor(&d, &Settings::of(Programme::Apte)).age.is_some());
    let shown = serde_json::to_string(&AssessorFile::from(&d)).unwrap() + &serde_json::to_string(&read("a", true)).unwrap();
    for word in ["practice", "entrainement", "\"age\"", "birth", "accommodation", "amenagement"] {
        assert!(!shown.contains(word), "{word}");
    }
}
