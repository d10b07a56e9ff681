//! Tests of the path of steps (rules C19, C24, M6).

use super::choices::Programme;
use super::edition::Edition;
use super::edition::tests::{april, rolling};
use super::path::*;
use super::settings::Settings;
use super::state::State;
use crate::kernel::lang::Lang;
use jiff::civil::Date;
use jiff::civil::date;

const TODAY: Date = date(2026, 11, 22);

fn shown(steps: &[Step]) -> Vec<(String, String, String)> {
    steps.iter().map(|s| (s.stage.label(Lang::Fr).to_owned(), s.when_words().replace('\u{a0}', " "), s.by.clone())).collect()
}

#[test]
fn the_path_is_the_one_drawn() {
    let happened = Happened { eligibility_on: Some(date(2026, 11, 3)), ..Happened::default() };
    let steps = path(State::Draft, &april(), &happened, TODAY);
    let expected = [
        ("Éligibilité", "faite le 3 nov.", "par vous"),
        ("Dossier", "d’ici au 6 déc. inclus", "à vous de jouer"),
        ("Étude", "7 déc. – 22 déc.", "l’équipe lit"),
        ("Entretiens", "14 janv.", "trois, le même jour"),
        ("Réponse", "28 janv. – 4 févr.", "l’équipe, c’est promis"),
        ("Vérifications", "février", "diplôme et références"),
        ("Signature", "mars", "vous et l’équipe"),
    ];
    assert_eq!(shown(&steps), expected.map(|(a, b, c)| (a.to_owned(), b.to_owned(), c.to_owned())));
    assert_eq!(steps[1].when[1].day, Some(date(2026, 12, 6)));
    assert_eq!(steps.iter().filter(|s| s.yours).count(), 1);
    assert_eq!((steps[0].standing, steps[1].standing, steps[2].standing), (Standing::Done, Standing::Here, Standing::Later));
}

#[test]
fn m6_the_promise_runs_from_the_persons_own_day() {
    assert_eq!(promise(date(2027, 3, 1), &april().settings), (date(2027, 3, 15), date(2027, 3, 22)));
    let happened = Happened { interview_on: Some(date(2027, 1, 20)), ..Happened::default() };
    let steps = path(State::Interviewed, &april(), &happened, date(2027, 1, 21));
    assert_eq!(steps[4].when_words(), "3\u{a0}févr. – 10\u{a0}févr.");
    assert_eq!(steps[4].standing, Standing::Here);
}

#[test]
fn a_private_decision_changes_nothing_on_the_path() {
    let happened = Happened { interview_on: Some(date(2027, 1, 14)), ..Happened::default() };
    let at = |state| path(state, &april(), &happened, date(2027, 1, 25));
    assert_eq!(at(State::Decided), at(State::Interviewed));
}

#[test]
fn an_ended_candidacy_drops_what_would_have_followed() {
    let happened = Happened { submitted_on: Some(date(2026, 12, 1)), ..Happened::default() };
    let standings = |state| path(state, &april(), &happened, date(2027, 1, 1)).iter().map(|s| s.standing).collect::<Vec<_>>();
    let count = |state| standings(state).into_iter().filter(|s| *s == Standing::Done).count();
    assert_eq!((count(State::NotInvited), count(State::NotSelected), count(State::Withdrawn), count(State::Started)), (3, 5, 2, 7));
    assert!(!standings(State::Withdrawn).contains(&Standing::Here));
}

#[test]
fn every_state_of_every_programme_has_a_path() {
    for programme in Programme::ALL {
        let edition = Edition { programme: *programme, settings: Settings::of(*programme), ..rolling() };
        for state in State::ALL {
            let steps = path(*state, &edition, &Happened::default(), TODAY);
            assert_eq!(steps.len(), stages(*programme).len());
            assert!(steps.iter().filter(|s| s.standing == Standing::Here).count() <= 1);
            assert!(steps.iter().all(|s| !s.by.is_empty()), "{state:?}");
        }
    }
}

#[test]
fn a_draft_left_after_the_deadline_is_nobodys_turn() {
    let steps = path(State::Draft, &april(), &Happened::default(), date(2026, 12, 7));
    assert_eq!((steps[1].yours, steps[1].by.as_str()), (false, "les candidatures sont closes"));
    assert_eq!(steps[1].when_words(), "clos depuis le 6\u{a0}déc.");
}
