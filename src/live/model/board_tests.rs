//! The console's grid, its counts, and the sentence beside each button.

use super::apply::apply;
use super::board::{counts, grid, held};
use super::effect::{effect, numbers, sentence};
use super::op::Op;
use super::presence::Presence;
use super::room::Room;
use super::sample::{MIN, TEN, after, room};
use super::seat::{Side, State};

/// 10:43:28, in the third round, 7 min 32 before its end.
const NOW: i64 = TEN + 43 * MIN + 28_000;

fn running() -> Room {
    after(&[(Op::Start, TEN)])
}

fn absent(room: &Room, side: Side, at: u32) -> Room {
    apply(room, &Op::Presence { side, at, presence: Presence::Absent }, NOW).unwrap()
}

#[test]
fn every_table_has_a_cell_per_round() {
    let room = absent(&absent(&running(), Side::Associate, 2), Side::Host, 2);
    let rows = grid(&room, NOW);
    assert_eq!(rows.iter().map(|row| (row.table, row.host)).collect::<Vec<_>>(), [(1, 0), (2, 0), (3, 1), (4, 2)]);
    let initials = |row: usize| rows[row].cells.iter().map(|cell| cell.initials.as_str()).collect::<Vec<_>>();
    assert_eq!(initials(0), ["AB", "MK", "KD", "PV", "", ""]);
    assert_eq!(initials(1), ["IR", "", "", "", "", ""]);
    assert_eq!(rows[0].cells[2].state, State::Now);
    assert_eq!(rows[0].cells.iter().map(|cell| cell.absent).collect::<Vec<_>>(), [false, false, true, false, false, false]);
    assert!(rows[3].cells.iter().all(|cell| cell.host_absent && !cell.is_held()));
    assert!(rows[1].cells[0].is_held());
}

#[test]
fn people_and_meetings_are_counted() {
    let counted = counts(&running(), NOW);
    assert_eq!((counted.seats, counted.expected, counted.meetings, counted.ratings, counted.played), (8, 8, 3, 6, 3));
    let counted = counts(&absent(&running(), Side::Associate, 2), NOW);
    assert_eq!((counted.absent, counted.expected, counted.meetings), (1, 7, 2));
    assert_eq!(counts(&running(), TEN + 16 * MIN).meetings, 0);
    assert_eq!(held(&running(), 0, NOW).len(), 4);
    assert!(held(&running(), 60, NOW).is_empty());
}

#[test]
fn each_button_says_what_it_does() {
    let room = running();
    let says = |op: Op| effect(&room, &op, NOW).replace('\u{a0}', " ");
    assert_eq!(says(Op::Start), "en cours depuis 10:00");
    assert_eq!(says(Op::Pause), "arrête 8 sièges et le mur");
    assert_eq!(says(Op::Extend { seconds: 120 }), "fin à 10:53, la suite à 10:56");
    assert_eq!(says(Op::Next), "coupe 7 min 32");
    assert_eq!(says(Op::End), "coupe 7 min 32, retire 3 manches et 5 rencontres");
    assert_eq!(says(Op::Resume), "La matinée n’est pas en pause.");
    assert_eq!(says(Op::Presence { side: Side::Associate, at: 2, presence: Presence::Absent }), "1 rencontre à reprendre");
    assert_eq!(says(Op::Presence { side: Side::Associate, at: 2, presence: Presence::Here }), "aucune rencontre à venir ne change");
    let mut numbered = numbers(&room, &Op::Next, NOW).unwrap();
    numbered.ratings = Some(18);
    assert_eq!(sentence(&room, &Op::Next, &numbered).replace('\u{a0}', " "), "coupe 7 min 32, 18 notes à venir");
}

#[test]
fn effects_before_between_paused_and_after() {
    let says = |room: &Room, op: Op, minute: i64| effect(room, &op, TEN + minute * MIN).replace('\u{a0}', " ");
    assert_eq!(says(&room(), Op::Start, 2), "première manche jusqu’à 10:17, fin de la matinée à 12:02");
    let room = running();
    assert_eq!(says(&room, Op::Extend { seconds: 60 }, 16), "la manche commence à 10:19");
    assert_eq!(says(&room, Op::Next, 16), "commence maintenant, jusqu’à 10:31");
    assert_eq!(says(&room, Op::Next, 72), "saute 15 min de pause");
    assert_eq!(says(&room, Op::Next, 60), "coupe 9 min, saute 18 min de pause");
    assert_eq!(says(&room, Op::Extend { seconds: 60 }, 110), "fin à 12:01, dernière manche");
    assert_eq!(says(&room, Op::End, 110), "coupe 10 min");
    let paused = apply(&room, &Op::Pause, TEN + 40 * MIN).unwrap();
    assert_eq!(says(&paused, Op::Resume, 50), "fin à 11:01, la suite à 11:04");
    assert_eq!(says(&paused, Op::Extend { seconds: 60 }, 50), "change le temps qui reste, la pause continue");
    let ended = apply(&room, &Op::End, TEN + 40 * MIN).unwrap();
    assert_eq!(says(&ended, Op::Reopen, 50), "rouvre la matinée, en pause là où elle s’est arrêtée");
    assert_eq!(says(&ended, Op::Close, 50), "archive la matinée, plus rien n’y change");
    let meetings: Vec<_> = room.meetings.iter().filter(|m| m.round < 4).cloned().collect();
    let replan = Op::Replan { plan: 0, meetings, hosts_added: vec![], broken: vec![], why: String::new() };
    assert_eq!(says(&room, replan, 50), "1 personne bouge");
}
