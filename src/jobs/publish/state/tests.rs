use super::*;
use crate::jobs::model::pay::Pay;
use crate::jobs::model::{Contract, PayPeriod};
use crate::jobs::publish::form::blank;
use crate::kernel::money::Cents;
use jiff::civil::date;

const WORDS: &str = "Précisez la paie, s’il vous plaît.";

#[test]
fn the_usual_life() {
    let path = [
        (Move::Propose, Actor::Member, State::Proposed),
        (Move::AskChanges, Actor::Team, State::ChangesAsked),
        (Move::Edit, Actor::Member, State::ChangesAsked),
        (Move::Propose, Actor::Admin, State::Proposed),
        (Move::Approve, Actor::Team, State::Published),
        (Move::Edit, Actor::Member, State::Revised),
        (Move::Approve, Actor::Team, State::Published),
        (Move::Prolong, Actor::Member, State::Published),
        (Move::Expire, Actor::Clock, State::Expired),
        (Move::CloseFilled, Actor::Member, State::Filled),
    ];
    let mut state = State::Draft;
    for (what, who, next) in path {
        state = step(state, what, who, WORDS).unwrap();
        assert_eq!(state, next);
    }
}

#[test]
fn every_other_move_is_refused_with_a_sentence() {
    let mut legal = 0;
    for state in State::ALL {
        for what in Move::ALL {
            for who in Actor::ALL {
                let listed = TABLE.iter().any(|(f, m, _, a)| f == state && m == what && a.contains(who));
                match step(*state, *what, *who, WORDS) {
                    Ok(_) => {
                        assert!(listed);
                        legal += 1;
                    }
                    Err(refusal) => {
                        assert!(!listed && refusal.field.is_some() && refusal.sentence.chars().count() > 20, "{refusal}");
                        assert!(![" :", " ;", "« ", " »"].iter().any(|bad| refusal.sentence.contains(bad)), "{refusal}");
                    }
                }
            }
        }
    }
    assert_eq!(legal, TABLE.iter().map(|(_, _, _, a)| a.len()).sum::<usize>());
}

#[test]
fn the_table_has_one_outcome_a_move_and_every_state_is_reached() {
    for (i, (from, what, _, who)) in TABLE.iter().enumerate() {
        assert!(!who.is_empty());
        assert!(!TABLE[i + 1..].iter().any(|(f, m, _, _)| f == from && m == what), "{from:?} {what:?}");
    }
    for state in State::ALL.iter().filter(|s| **s != State::Draft) {
        assert!(TABLE.iter().any(|(f, _, to, _)| to == state && f != state), "{state:?}");
    }
    assert!(moves(State::Filled, Actor::Admin).is_empty() && moves(State::NotFilled, Actor::Clock).is_empty());
}

#[test]
fn nobody_approves_their_own_offer_and_refusals_carry_words() {
    for who in [Actor::Admin, Actor::Member, Actor::Clock] {
        assert!(step(State::Proposed, Move::Approve, who, "").is_err());
    }
    for what in [Move::AskChanges, Move::Refuse] {
        assert_eq!(step(State::Proposed, what, Actor::Team, "  non  ").unwrap_err().field.as_deref(), Some("words"));
        assert!(step(State::Proposed, what, Actor::Team, WORDS).is_ok());
    }
    assert_eq!(step(State::Published, Move::CloseNotFilled, Actor::Team, "").unwrap_err().field.as_deref(), Some("words"));
    assert_eq!(step(State::Published, Move::CloseNotFilled, Actor::Member, ""), Ok(State::NotFilled));
    assert!(step(State::Refused, Move::TakeBack, Actor::Member, "").unwrap_err().sentence.contains("administrateur"));
}

#[test]
fn only_title_and_text_or_worse_terms_go_back_to_the_team() {
    let mut before = blank("o", "r", date(2026, 11, 1));
    before.pay = Pay::Amount { min: Cents::euros(2000), max: None, period: PayPeriod::Month, gross: true };
    let change = |f: &dyn Fn(&mut OfferDraft)| {
        let mut after = before.clone();
        f(&mut after);
        edit(&before, &after)
    };
    assert_eq!(change(&|d| d.last_day = Some(date(2027, 1, 1))), Move::Adjust);
    assert_eq!(change(&|d| d.answer_days = Some(5)), Move::Adjust);
    assert_eq!(change(&|d| d.pay = Pay::Amount { min: Cents::euros(25_200), max: None, period: PayPeriod::Year, gross: true }), Move::Adjust);
    assert_eq!(change(&|d| d.title = "Autre".into()), Move::Edit);
    assert_eq!(change(&|d| d.sections.profile = "Moins de 30 ans".into()), Move::Edit);
    assert_eq!(change(&|d| d.contracts = vec![Contract::Internship]), Move::Edit);
    assert_eq!(change(&|d| d.pay = Pay::Amount { min: Cents::euros(1900), max: None, period: PayPeriod::Month, gross: true }), Move::Edit);
    assert_eq!(change(&|d| d.pay = Pay::Unstated), Move::Edit);
}

#[test]
fn prolonging() {
    let (present, today) = (date(2026, 11, 30), date(2026, 11, 22));
    assert_eq!(prolong(present, date(2026, 12, 15), today), Ok(date(2026, 12, 15)));
    assert!(prolong(present, present, today).is_err());
    assert!(prolong(present, date(2027, 11, 23), today).is_err());
    assert!(prolong(date(2026, 11, 1), date(2026, 11, 20), today).is_err(), "a past day");
    assert!(prolong(date(2026, 11, 1), today, today).is_ok());
    assert!(prolong(date(2026, 10, 22), date(2026, 12, 1), today).unwrap_err().sentence.contains("trente"));
}

#[test]
fn reminders_come_seven_days_and_one_day_before() {
    let (published, last) = (date(2026, 11, 1), date(2026, 11, 30));
    let due = |day: i8, sent: &[u8]| reminder(State::Published, published, last, date(2026, 11, day), sent);
    assert_eq!((due(22, &[]), due(23, &[]), due(23, &[7]), due(25, &[])), (None, Some(7), None, Some(7)));
    assert_eq!((due(29, &[7]), due(29, &[]), due(30, &[7]), due(30, &[7, 1])), (Some(1), Some(1), Some(1), None));
    assert_eq!(reminder(State::Published, published, last, date(2026, 12, 1), &[]), None);
    assert_eq!(reminder(State::Expired, published, last, date(2026, 11, 29), &[]), None);
    assert_eq!(reminder(State::Published, date(2026, 11, 24), last, date(2026, 11, 25), &[]), None, "published six days before");
}

#[test]
fn q17_the_clock_closes_when_the_last_day_ends_in_paris() {
    let mut draft = blank("o", "r", date(2026, 11, 1));
    draft.last_day = Some(date(2026, 11, 30));
    let at = |text: &str| text.parse().unwrap();
    assert!(!to_expire(State::Published, &draft, at("2026-11-30T22:59:59Z")));
    assert!(to_expire(State::Revised, &draft, at("2026-11-30T23:00:00Z")));
    assert!(!to_expire(State::Filled, &draft, at("2027-11-30T23:00:00Z")));
    assert!(State::Filled.is_closed() && !State::Revised.is_closed());
}
