//! Repairs: what a new plan may change, and what makes a room sound.

use super::apply::apply;
use super::check::check;
use super::op::Op;
use super::plan::{Fault, Move, moves};
use super::refused::Refused;
use super::room::{Guest, Meeting, Room};
use super::sample::{MIN, TEN, after, guest, meeting, room};

/// Two rounds began; the third is to come.
fn begun() -> Room {
    after(&[(Op::Start, TEN)])
}

const NOW: i64 = TEN + 20 * MIN;

fn replan(room: &Room, meetings: Vec<Meeting>, hosts_added: Vec<Guest>, broken: Vec<u32>) -> Result<Room, Refused> {
    let op = Op::Replan { plan: room.plan, meetings, hosts_added, broken, why: "Absence".to_owned() };
    apply(room, &op, NOW)
}

fn changed(room: &Room, change: impl Fn(&mut Meeting)) -> Vec<Meeting> {
    let mut meetings = room.meetings.clone();
    meetings.iter_mut().for_each(change);
    meetings
}

#[test]
fn a_repair_moves_what_is_to_come() {
    let room = begun();
    let meetings = changed(&room, |m| m.round = if m.associate == 4 && m.round == 4 { 3 } else { m.round });
    // Enercoop's table is taken in round 4 by the one who meets it there: exchange them.
    let refused = replan(&room, meetings.clone(), vec![], vec![]).unwrap_err();
    assert_eq!(refused, Refused::Plan(Fault::Table(3, 4)));
    let meetings = changed(&room, |m| match (m.associate, m.host, m.round) {
        (4, 1, 4) => m.round = 3,
        (_, 1, 3) => m.round = 4,
        _ => {}
    });
    let next = replan(&room, meetings.clone(), vec![], vec![]).unwrap();
    assert_eq!((next.plan, next.rev, &next.meetings), (1, 2, &meetings));
    let told = moves(&room, &meetings);
    let expected = [(2, 3, Some(3), None), (2, 4, None, Some(3)), (4, 3, None, Some(3)), (4, 4, Some(3), None)];
    let expected = expected.map(|(associate, round, from, to)| Move { associate, round, from, to });
    assert_eq!(told, expected);
    assert!(check(&next).is_empty());
}

#[test]
fn rounds_that_began_are_frozen() {
    let room = begun();
    for round in [0, 1] {
        let without = room.meetings.iter().filter(|m| m.round != round).cloned().collect();
        assert_eq!(replan(&room, without, vec![], vec![]), Err(Refused::Frozen(round + 1)));
    }
    let mut doubled = room.meetings.clone();
    doubled.push(meeting((0, 0, 0, 1)));
    assert_eq!(replan(&room, doubled, vec![], vec![]), Err(Refused::Frozen(1)));
    let mut shuffled = room.meetings.clone();
    shuffled.reverse();
    assert!(replan(&room, shuffled, vec![], vec![]).is_ok());
    let without = |room: &Room| room.meetings.iter().filter(|m| m.round != 2).cloned().collect::<Vec<_>>();
    assert!(replan(&room, without(&room), vec![], vec![]).is_ok());
    let op = Op::Replan { plan: 0, meetings: without(&room), hosts_added: vec![], broken: vec![], why: String::new() };
    assert_eq!(apply(&room, &op, TEN + 36 * MIN), Err(Refused::Frozen(3)), "the third began while the team thought");
}

#[test]
fn two_repairs_from_one_plan_do_not_mix() {
    let room = begun();
    let next = replan(&room, room.meetings.clone(), vec![], vec![]).unwrap();
    let op = Op::Replan { plan: 0, meetings: room.meetings.clone(), hosts_added: vec![], broken: vec![], why: String::new() };
    assert_eq!(apply(&next, &op, NOW), Err(Refused::StalePlan));
}

#[test]
fn a_broken_table_is_left_from_now_on() {
    let room = begun();
    assert_eq!(replan(&room, room.meetings.clone(), vec![], vec![4]), Err(Refused::Plan(Fault::Broken(4))));
    let moved: Vec<Meeting> = room.meetings.iter().filter(|m| m.round < 2 || m.table != 4).cloned().collect();
    let next = replan(&room, moved.clone(), vec![], vec![4, 4]).unwrap();
    assert_eq!(next.broken, [4]);
    assert!(check(&next).is_empty());
    let back = replan(&next, room.meetings.clone(), vec![], vec![]);
    assert_eq!(back, Err(Refused::Plan(Fault::Broken(4))), "it stays broken");
    assert_eq!(replan(&next, moved, vec![], vec![77]), Err(Refused::Plan(Fault::Unknown(77))));
}

#[test]
fn a_host_nobody_expected_joins_at_the_end() {
    let room = begun();
    let mut meetings = room.meetings.clone();
    meetings.push(meeting((0, 3, 5, 9)));
    assert_eq!(replan(&room, meetings.clone(), vec![], vec![]), Err(Refused::Plan(Fault::Range)));
    let next = replan(&room, meetings.clone(), vec![guest(8, "WE-CO", &[9])], vec![]).unwrap();
    assert_eq!(next.hosts[3].since, NOW);
    for (id, tables, fault) in
        [(8, [4], Fault::Unknown(4)), (8, [0], Fault::Unknown(0)), (8, [u32::MAX], Fault::Unknown(u32::MAX)), (2, [9], Fault::People)]
    {
        let added = vec![guest(id, "WE-CO", &tables)];
        assert_eq!(replan(&room, meetings.clone(), added, vec![]), Err(Refused::Plan(fault)));
    }
}

#[test]
fn what_does_not_hold_is_said() {
    let cases: [((u32, u32, u32, u32), Fault); 6] = [
        ((0, 0, 9, 1), Fault::Range),
        ((9, 0, 5, 1), Fault::Range),
        ((4, 0, 5, 1), Fault::Twice("Inès R.".to_owned(), 6)),
        ((0, 0, 4, 1), Fault::Pair("Awa B.".to_owned(), "Adie".to_owned())),
        ((4, 0, 4, 3), Fault::Twice("Inès R.".to_owned(), 5)),
        ((0, 2, 4, 1), Fault::Pair("Awa B.".to_owned(), "Quatorze".to_owned())),
    ];
    for (added, fault) in cases {
        let mut bad = room();
        bad.meetings.push(meeting(added));
        assert_eq!(replan(&begun(), bad.meetings.clone(), vec![], vec![]), Err(Refused::Plan(fault.clone())), "{added:?}");
        assert!(check(&bad).contains(&fault.sentence()), "{added:?} {:?}", check(&bad));
    }
    let mut long = Op::Replan { plan: 0, meetings: vec![], hosts_added: vec![], broken: vec![], why: "é".repeat(501) };
    assert_eq!(apply(&room(), &long, TEN), Err(Refused::LongReason));
    if let Op::Replan { why, .. } = &mut long {
        why.pop();
    }
    assert!(apply(&room(), &long, TEN).is_ok());
}

#[test]
fn an_unsound_room_is_told_in_words() {
    assert_eq!(check(&room()), Vec::<String>::new());
    let spoiled: [fn(&mut Room); 14] = [
        |r| r.rounds.clear(),
        |r| r.rounds = super::sample::rounds(61),
        |r| r.rounds[1].seconds = 0,
        |r| r.rounds[1].gap = 14_401,
        |r| r.rounds[2].planned = TEN,
        |r| r.offset = 10_000,
        |r| r.associates[0].id = 2,
        |r| r.hosts[0].short = " ".to_owned(),
        |r| r.hosts[0].tables = vec![3],
        |r| r.associates[0].tables = vec![12],
        |r| r.broken = vec![50],
        |r| r.associates[3].presence = 9,
        |r| r.clock.starts.push(3),
        |r| r.clock.state = 7,
    ];
    for (case, spoil) in spoiled.iter().enumerate() {
        let mut bad = room();
        spoil(&mut bad);
        assert!(!check(&bad).is_empty(), "case {case}");
    }
    let mut crowd = room();
    crowd.associates = (0..500).map(|id| guest(id, "Awa B.", &[])).collect();
    assert!(!check(&crowd).is_empty());
}
