use super::*;

const WHY: &str = "Une structure est arrivée en retard.";

fn ready() -> Facts {
    Facts {
        associates: 12,
        hosts: 10,
        missions: 14,
        plan_published: true,
        morning_over: false,
        attribution_validated: true,
        attribution_published: false,
    }
}

/// Phases before `phase` closed, itself in `state`, those after to come.
fn at(phase: Phase, state: PhaseState) -> Vec<Stage> {
    let mut stages = initial();
    for stage in &mut stages {
        stage.state = match stage.phase.cmp(&phase) {
            std::cmp::Ordering::Less => PhaseState::Closed,
            std::cmp::Ordering::Equal => state,
            std::cmp::Ordering::Greater => PhaseState::Upcoming,
        };
    }
    stages
}

#[test]
fn every_phase_state_and_move_is_in_the_table_or_refused() {
    for phase in Phase::ALL {
        for state in PhaseState::ALL {
            for mv in Move::ALL {
                let facts = Facts { attribution_published: *phase == Phase::Publication, ..ready() };
                let expected = match (state, mv) {
                    (PhaseState::Upcoming, Move::Open) | (PhaseState::Closed, Move::Reopen) => Some(PhaseState::Open),
                    (PhaseState::Open, Move::Close) => Some(PhaseState::Closed),
                    _ => None,
                };
                let answer = may(&at(*phase, *state), *phase, *mv, 0, WHY, &facts);
                assert_eq!(answer.as_ref().ok().copied(), expected, "{phase:?} {state:?} {mv:?}");
                if let Err(no) = answer {
                    assert!(no.sentence.ends_with('.'), "{}", no.sentence);
                }
            }
        }
    }
}

#[test]
fn a_phase_opens_only_after_all_before_it_are_closed() {
    for phase in Phase::ALL.iter().skip(1) {
        for before in Phase::ALL.iter().take(phase.index()) {
            for state in [PhaseState::Upcoming, PhaseState::Open] {
                let mut stages = at(*phase, PhaseState::Upcoming);
                stages[before.index()].state = state;
                let no = may(&stages, *phase, Move::Open, 0, WHY, &ready()).unwrap_err();
                assert!(no.sentence.contains(before.label(Lang::Fr)), "{}", no.sentence);
            }
        }
    }
}

#[test]
fn facts_are_needed() {
    let cases: [(Phase, PhaseState, Move, Facts); 9] = [
        (Phase::Preferences1, PhaseState::Upcoming, Move::Open, Facts { associates: 0, ..ready() }),
        (Phase::Preferences1, PhaseState::Upcoming, Move::Open, Facts { hosts: 0, ..ready() }),
        (Phase::Preferences1, PhaseState::Upcoming, Move::Open, Facts { missions: 0, ..ready() }),
        (Phase::Plan, PhaseState::Open, Move::Close, Facts { plan_published: false, ..ready() }),
        (Phase::Morning, PhaseState::Upcoming, Move::Open, Facts { plan_published: false, ..ready() }),
        (Phase::Attribution, PhaseState::Open, Move::Close, Facts { attribution_validated: false, ..ready() }),
        (Phase::Publication, PhaseState::Upcoming, Move::Open, Facts { attribution_validated: false, ..ready() }),
        (Phase::Publication, PhaseState::Open, Move::Close, ready()),
        (Phase::Plan, PhaseState::Closed, Move::Reopen, Facts { morning_over: true, ..ready() }),
    ];
    for (phase, state, mv, facts) in cases {
        assert!(may(&at(phase, state), phase, mv, 0, WHY, &facts).is_err(), "{phase:?} {mv:?}");
    }
}

#[test]
fn opening_again_needs_a_reason_and_says_what_follows() {
    for phase in Phase::ALL {
        for short in ["", "   court   ", "neuf sign"] {
            let no = may(&at(*phase, PhaseState::Closed), *phase, Move::Reopen, 0, short, &ready()).unwrap_err();
            assert_eq!(no.field.as_deref(), Some("reason"));
        }
        assert!(may(&at(*phase, PhaseState::Closed), *phase, Move::Reopen, 0, "dix signes", &ready()).is_ok());
        assert!(may(&at(*phase, PhaseState::Closed), *phase, Move::Reopen, 0, &"a".repeat(301), &ready()).is_err());
    }
    let no = may(&at(Phase::Plan, PhaseState::Open), Phase::Preferences1, Move::Reopen, 0, "", &ready()).unwrap_err();
    assert!(no.sentence.starts_with(say::PLAN_AGAIN));
    let published = Facts { attribution_published: true, ..ready() };
    for phase in Phase::ALL {
        let fine = may(&at(*phase, PhaseState::Closed), *phase, Move::Reopen, 0, WHY, &published).is_ok();
        assert_eq!(fine, *phase >= Phase::Attribution, "{phase:?}");
    }
}

#[test]
fn a_morning_that_did_not_end_closes_with_a_reason() {
    let stages = at(Phase::Morning, PhaseState::Open);
    assert!(may(&stages, Phase::Morning, Move::Close, 0, "", &ready()).is_err());
    assert!(may(&stages, Phase::Morning, Move::Close, 0, WHY, &ready()).is_ok());
    assert!(may(&stages, Phase::Morning, Move::Close, 0, "", &Facts { morning_over: true, ..ready() }).is_ok());
}

#[test]
fn the_clock_opens_and_closes_in_order_and_comes_to_rest() {
    let mut stages = initial();
    for (at, stage) in stages.iter_mut().enumerate() {
        let at = at as i64 * 100;
        (stage.opens_at, stage.closes_at) = (Some(at), Some(at + 50));
    }
    check(&stages).unwrap();
    let facts = Facts { morning_over: true, attribution_published: true, ..ready() };
    let mut done = Vec::new();
    for now in 0..600 {
        while let Some((phase, mv)) = due(&stages, now, &facts) {
            stages[phase.index()].state = may(&stages, phase, mv, now, "", &facts).unwrap();
            done.push((now, phase, mv));
            assert!(done.len() <= 12);
        }
    }
    let expected: Vec<(i64, Phase, Move)> =
        Phase::ALL.iter().flat_map(|p| [(p.index() as i64 * 100, *p, Move::Open), (p.index() as i64 * 100 + 50, *p, Move::Close)]).collect();
    assert_eq!(done, expected);
    assert_eq!(current(&stages), None);
    // What needs a reason or a fact waits for the team; a phase whose time is over does not open.
    let stuck = at(Phase::Morning, PhaseState::Open).into_iter().map(|s| Stage { closes_at: Some(1), ..s }).collect::<Vec<_>>();
    assert_eq!(due(&stuck, 5, &ready()), None);
    let late: Vec<Stage> = initial().into_iter().map(|s| Stage { opens_at: Some(1), closes_at: Some(2), ..s }).collect();
    assert_eq!(due(&late, 5, &ready()), None);
    assert!(may(&late, Phase::Preferences1, Move::Open, 5, "", &ready()).is_err());
}

#[test]
fn dates_go_forward() {
    let mut stages = initial();
    stages[0].opens_at = Some(10);
    stages[0].closes_at = Some(10);
    stages[1].opens_at = Some(5);
    stages[4].opens_at = Some(9);
    let fields: Vec<String> = check(&stages).unwrap_err().into_iter().filter_map(|r| r.field).collect();
    assert_eq!(fields, ["ferme-preferences-1", "ouvre-plan", "ouvre-attribution"]);
}
