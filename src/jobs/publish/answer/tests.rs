use super::*;
use crate::jobs::model::draft::{Piece, PieceKind};
use crate::jobs::model::status::Lifetime;
use crate::jobs::publish::lint;
use crate::jobs::publish::seeds;
use crate::kernel::refusal::Reason;
use jiff::civil::{Date, date};

#[test]
fn every_move_is_in_the_table_or_refused_with_a_sentence() {
    let mut legal = 0;
    for state in State::ALL {
        for what in Move::ALL {
            for who in Side::ALL {
                let listed = TABLE.iter().find(|(f, m, _, s)| f == state && m == what && s == who);
                match (step(*state, *what, *who), listed) {
                    (Ok(next), Some((_, _, to, _))) => {
                        assert_eq!(next, *to);
                        legal += 1;
                    }
                    (Err(refusal), None) => assert!(refusal.sentence.chars().count() > 15, "{refusal}"),
                    other => panic!("{state:?} {what:?} {who:?} {other:?}"),
                }
            }
        }
    }
    assert_eq!(legal, TABLE.len());
    assert!(step(State::New, Move::Withdraw, Side::Recruiter).unwrap_err().sentence.contains("la personne"));
    assert_eq!(moves(State::Withdrawn, Side::Person), []);
    assert_eq!(moves(State::Declined, Side::Recruiter), [Move::Study]);
}

#[test]
fn a_batch_moves_what_it_can() {
    let moved = batch(&[(1, State::New), (2, State::Withdrawn), (3, State::Waiting)], Move::Decline, Side::Recruiter);
    assert_eq!(moved.iter().map(|(id, r)| (*id, r.is_ok())).collect::<Vec<_>>(), [(1, true), (2, false), (3, true)]);
}

#[test]
fn i6_without_the_required_letter_the_application_is_blocked() {
    let source = seeds::all().into_iter().find(|d| d.reference.starts_with("france-active")).unwrap();
    let only_cv = Given { pieces: vec![PieceKind::Cv], answers: Vec::new() };
    let missing = missing_pieces(&source.pieces, &[], &only_cv);
    assert_eq!(missing.iter().map(|r| r.field.as_deref()).collect::<Vec<_>>(), [Some("piece_lettre")]);
    let both = Given { pieces: vec![PieceKind::Letter, PieceKind::Cv], answers: Vec::new() };
    assert_eq!(missing_pieces(&source.pieces, &[], &both), []);
    let wished = [Piece { kind: PieceKind::Letter, required: false }];
    assert_eq!(missing_pieces(&wished, &[], &Given::default()), []);
}

#[test]
fn every_question_is_answered() {
    let questions = ["Pourquoi nous ?".to_owned(), "Quand ?".to_owned()];
    let given = |answers: &[&str]| Given { pieces: Vec::new(), answers: answers.iter().map(|a| (*a).to_owned()).collect() };
    let fields = |answers: &[&str]| missing_pieces(&[], &questions, &given(answers)).into_iter().filter_map(|r| r.field).collect::<Vec<_>>();
    assert_eq!(fields(&[]), ["answer_1", "answer_2"]);
    assert_eq!(fields(&["Parce que.", "  "]), ["answer_2"]);
    assert_eq!(fields(&["Parce que.", &"x".repeat(2001)]), ["answer_2"]);
    assert!(fields(&["Parce que.", "Lundi."]).is_empty());
}

#[test]
fn m13_after_the_last_day_in_paris_nobody_applies() {
    let life = Lifetime::of(date(2020, 12, 18), Some(date(2021, 1, 14)), None);
    assert_eq!(closed(life, "2021-01-14T22:59:59Z".parse().unwrap()), None);
    let refusal = closed(life, "2021-01-14T23:00:00Z".parse().unwrap()).unwrap();
    assert_eq!(refusal.reason, Reason::Gone);
    assert!(refusal.sentence.contains("14\u{a0}janvier 2021 inclus"), "{refusal}");
}

#[test]
fn every_reason_has_a_humane_message() {
    for reason in DeclineReason::ALL {
        let message = template(*reason);
        for blank in ["{prénom}", "{offre}", "{organisation}"] {
            assert_eq!(message.matches(blank).count(), 1, "{reason:?} {blank}");
        }
        assert!(check_message(message).is_err(), "a blank is left");
        let filled = fill(message, "Awa {offre}", "Juriste", "Hospitalités du Canal");
        assert!(filled.starts_with("Bonjour Awa {offre},") && filled.ends_with("Hospitalités du Canal"));
        assert!(check_message(&fill(message, "Awa", "Juriste", "Hospitalités du Canal")).is_ok());
        assert!(![" :", " ;", " !", " ?", "« ", " »"].iter().any(|bad| message.contains(bad)), "{message}");
        assert!(!message.contains("malheureusement") && message.to_lowercase().contains("merci"));
        assert!(!lint::blocks(&lint::lint_texts(&[], &[("profile", message)])), "{reason:?}");
    }
    assert!(check_message("Non.").is_err());
    assert!(check_message(&"x".repeat(4001)).is_err());
    assert_eq!(fill("{ {x} {offre", "a", "b", "c"), "{ {x} {offre");
}

#[test]
fn i33_the_promised_day() {
    let applied = date(2026, 11, 22);
    assert_eq!(promised(Some(date(2026, 12, 1)), Some(10), applied), Some(date(2026, 12, 11)));
    assert_eq!(promised(None, Some(10), applied), Some(date(2026, 12, 2)));
    assert_eq!(promised(None, None, applied), None);
    let words = |today: Date| Promise::of(date(2026, 12, 11), today).words();
    assert_eq!(words(date(2026, 12, 1)), "Réponse promise d’ici au 11\u{a0}décembre 2026, dans 10\u{a0}jours");
    assert_eq!(words(date(2026, 12, 11)), "Réponse promise pour aujourd’hui");
    assert_eq!(words(date(2026, 12, 14)), "Réponse promise pour le 11\u{a0}décembre 2026, en retard de 3\u{a0}jours");
    assert!(Promise::of(date(2026, 12, 11), date(2026, 12, 12)).is_late());
}

fn followed(id: u8, state: State, days: Option<i32>) -> Followed<u8> {
    let applied_on = date(2026, 11, 1);
    let answered_on = days.map(|d| crate::kernel::dates::shift(applied_on, d));
    Followed { id, state, applied_on, promised: Some(date(2026, 11, 11)), answered_on }
}

#[test]
fn the_late_ones_are_listed_and_the_rate_counts_them() {
    let mut list = vec![
        followed(1, State::Accepted, Some(4)),
        followed(2, State::Declined, Some(10)),
        followed(3, State::Declined, Some(15)),
        followed(4, State::Waiting, None),
        followed(5, State::Withdrawn, None),
    ];
    let today = date(2026, 11, 22);
    assert_eq!(late(&list, today).iter().map(|f| f.id).collect::<Vec<_>>(), [4]);
    assert!(late(&list, date(2026, 11, 11)).is_empty(), "the promised day is included");
    assert_eq!(rate(&list, today), None, "four only: the withdrawn one does not count");
    list.push(followed(6, State::Studied, Some(3)));
    assert_eq!(rate(&list, today), Some(Rate { n: 5, answered: 4, in_time: 3, median_days: Some(7) }));
    let mut waiting = followed(7, State::New, None);
    waiting.promised = Some(date(2026, 12, 1));
    list.push(waiting);
    assert_eq!(rate(&list, today).map(|r| r.n), Some(5), "its day has not come");
    assert_eq!(
        rate(&list, today).map(Rate::words).as_deref(),
        Some("4 candidatures sur 5 ont reçu une réponse, dont 3 à la date promise, la moitié en 7\u{a0}jours ou moins")
    );
    let silent: Vec<_> = (0..6).map(|id| followed(id, State::New, None)).collect();
    assert_eq!(rate(&silent, today), Some(Rate { n: 6, answered: 0, in_time: 0, median_days: None }));
}
