//! Tests of the states and their guards (section L; rules C14, M4, M5).

use super::edition::Phase;
use super::state::State::*;
use super::state::*;
use jiff::civil::date;

const OPEN: Phase = Phase::Open { days_left: Some(3) };

fn facts(by: Mover) -> Facts {
    Facts {
        by,
        phase: OPEN,
        missing: 0,
        interview_held: false,
        feedback_delivered: false,
        diplomas_verified: 0,
        references_verified: 0,
        diplomas_asked: 1,
        references_asked: 2,
    }
}

#[test]
fn the_whole_way_exists() {
    let way = [Submitted, InReview, Invited, Planned, Interviewed, Decided, ConditionalOffer, FinalOffer, Signed, Started];
    let mut at = Draft;
    for to in way {
        let by = at.mover(to).unwrap();
        let f = Facts { interview_held: true, diplomas_verified: 1, references_verified: 2, ..facts(by) };
        at = move_to(at, to, &f).unwrap();
    }
    assert_eq!(at, Started);
}

#[test]
fn only_the_moves_of_the_table_exist_and_only_by_their_mover() {
    for from in State::ALL {
        for to in State::ALL {
            for by in Mover::ALL {
                let f = Facts { interview_held: true, diplomas_verified: 1, references_verified: 2, ..facts(*by) };
                let listed = MOVES.contains(&(*from, *to, *by)) || (*to == Withdrawn && from.is_open() && *by == Mover::Candidate);
                let back = (*from, *to) == (Withdrawn, Draft);
                assert_eq!(move_to(*from, *to, &f).is_ok(), listed && !back, "{from:?} → {to:?} by {by:?}");
            }
        }
    }
}

#[test]
fn c14_submitted_only_while_open_and_complete() {
    let f = facts(Mover::Candidate);
    assert!(move_to(Draft, Submitted, &f).is_ok());
    for phase in [Phase::Closed, Phase::NotYetOpen { opens: date(2027, 1, 1) }] {
        assert!(move_to(Draft, Submitted, &Facts { phase, ..f }).is_err());
        assert!(move_to(Submitted, Draft, &Facts { phase, ..f }).is_err());
        assert!(move_to(Withdrawn, Draft, &Facts { phase, ..f }).is_err());
    }
    assert!(move_to(Draft, Submitted, &Facts { missing: 1, ..f }).unwrap_err().sentence.contains("une chose"));
    assert!(move_to(Draft, Submitted, &Facts { missing: 2, ..f }).is_err());
    assert!(move_to(Submitted, Draft, &f).is_ok());
    assert!(move_to(Withdrawn, Draft, &f).is_ok());
}

#[test]
fn withdrawing_is_possible_from_any_open_state_even_after_the_deadline() {
    let f = Facts { phase: Phase::Closed, missing: 3, ..facts(Mover::Candidate) };
    for state in State::ALL {
        assert_eq!(move_to(*state, Withdrawn, &f).is_ok(), state.is_open(), "{state:?}");
    }
    assert!(move_to(InReview, Withdrawn, &facts(Mover::Team)).is_err());
}

#[test]
fn m5_an_offer_is_final_only_after_its_checks_and_signed_only_when_final() {
    let f = Facts { diplomas_verified: 1, references_verified: 1, ..facts(Mover::Team) };
    assert!(move_to(ConditionalOffer, FinalOffer, &f).is_err());
    assert!(move_to(ConditionalOffer, FinalOffer, &Facts { references_verified: 2, ..f }).is_ok());
    assert!(move_to(ConditionalOffer, FinalOffer, &Facts { references_verified: 2, diplomas_verified: 0, ..f }).is_err());
    assert!(move_to(ConditionalOffer, Signed, &facts(Mover::Candidate)).is_err());
}

#[test]
fn m4_no_closing_after_an_interview_without_feedback() {
    let f = Facts { interview_held: true, ..facts(Mover::Team) };
    for state in [NotSelected, Withdrawn] {
        assert!(may_close(state, &f).is_err());
        assert!(may_close(state, &Facts { feedback_delivered: true, ..f }).is_ok());
    }
    assert!(may_close(NotInvited, &facts(Mover::Team)).is_ok());
    assert!(may_close(Withdrawn, &facts(Mover::Team)).is_ok());
    assert!(may_close(InReview, &Facts { feedback_delivered: true, ..f }).is_err());
}

#[test]
fn a_private_decision_shows_nothing_to_the_candidate() {
    assert_eq!(Decided.candidate_label(), Interviewed.candidate_label());
    assert_eq!(Draft.next(Mover::Candidate), [Submitted, Withdrawn]);
    assert_eq!(Draft.next(Mover::Team), []);
}
