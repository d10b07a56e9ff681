//! Where the morning stands: the walk from the anchor, and every way of moving it.

use super::clock::{Moment::*, countdown, moment, played, times, wall_time};
use super::op::Op;
use super::refused::Refused;
use super::sample::{MIN, TEN, after, room};
use super::{apply::apply, room::Room};
use proptest::prelude::*;

fn hours(room: &Room, now: i64) -> Vec<String> {
    times(room, now).iter().map(|(start, end)| format!("{}-{}", wall_time(room, *start), wall_time(room, *end))).collect()
}

#[test]
fn rounds_follow_each_other_by_themselves() {
    let room = after(&[(Op::Start, TEN)]);
    let walk = [
        (0, Round { round: 0, starts_at: TEN, ends_at: TEN + 15 * MIN }),
        (15, Between { next: 1, starts_at: TEN + 18 * MIN, ends_prev: TEN + 15 * MIN, pause: false }),
        (18, Round { round: 1, starts_at: TEN + 18 * MIN, ends_at: TEN + 33 * MIN }),
        (70, Between { next: 4, starts_at: TEN + 87 * MIN, ends_prev: TEN + 69 * MIN, pause: true }),
        (105, Round { round: 5, starts_at: TEN + 105 * MIN, ends_at: TEN + 120 * MIN }),
        (120, Over { at: TEN + 120 * MIN }),
        (9999, Over { at: TEN + 120 * MIN }),
    ];
    for (minute, expected) in walk {
        assert_eq!(moment(&room, TEN + minute * MIN), expected, "minute {minute}");
    }
    assert_eq!([0, 15, 18, 119, 500].map(|minute| played(&room, TEN + minute * MIN)), [1, 1, 2, 6, 6]);
    assert_eq!(hours(&room, TEN), ["10:00-10:15", "10:18-10:33", "10:36-10:51", "10:54-11:09", "11:27-11:42", "11:45-12:00"]);
}

#[test]
fn before_it_starts_the_plan_slides_with_the_hour() {
    let room = room();
    assert_eq!(moment(&room, TEN + 5 * MIN), Before { starts_at: TEN });
    assert_eq!(hours(&room, TEN - 60 * MIN)[0], "10:00-10:15");
    assert_eq!(hours(&room, TEN + 5 * MIN)[1], "10:23-10:38");
    assert_eq!(played(&room, TEN + 500 * MIN), 0);
    let late = after(&[(Op::Start, TEN + 4 * MIN)]);
    assert_eq!(hours(&late, TEN + 4 * MIN)[0], "10:04-10:19");
}

#[test]
fn a_round_is_lengthened_and_cut_but_never_into_the_past() {
    let at = TEN + 43 * MIN;
    let longer = after(&[(Op::Start, TEN), (Op::Extend { seconds: 120 }, at)]);
    assert_eq!(hours(&longer, at)[2..4], ["10:36-10:53", "10:56-11:11"]);
    let shorter = apply(&longer, &Op::Extend { seconds: -3600 }, at).unwrap();
    assert_eq!(hours(&shorter, at)[2..4], ["10:36-10:43", "10:46-11:01"]);
    assert!(matches!(moment(&shorter, at), Between { next: 3, .. }));
    let gap = apply(&shorter, &Op::Extend { seconds: 60 }, at + MIN).unwrap();
    assert_eq!(hours(&gap, at + MIN)[2..4], ["10:36-10:43", "10:47-11:02"]);
    let now = apply(&gap, &Op::Extend { seconds: -3600 }, at + 2 * MIN).unwrap();
    assert!(matches!(moment(&now, at + 2 * MIN), Round { round: 3, .. }));
    for seconds in [0, 14_401, -14_401, i32::MIN, i32::MAX] {
        assert_eq!(apply(&gap, &Op::Extend { seconds }, at + MIN), Err(Refused::Length));
    }
}

#[test]
fn a_pause_keeps_what_was_left_in_a_round_or_between_two() {
    let paused = after(&[(Op::Start, TEN), (Op::Pause, TEN + 5 * MIN)]);
    assert_eq!(moment(&paused, TEN + 50 * MIN), Paused { round: Some(0), left_ms: 10 * MIN, next: Some(1) });
    assert_eq!(hours(&paused, TEN + 50 * MIN)[..2], ["10:00-11:00", "11:03-11:18"]);
    let resumed = apply(&paused, &Op::Resume, TEN + 20 * MIN).unwrap();
    assert_eq!(moment(&resumed, TEN + 21 * MIN), Round { round: 0, starts_at: TEN, ends_at: TEN + 30 * MIN });
    let gap = apply(&resumed, &Op::Pause, TEN + 31 * MIN).unwrap();
    assert_eq!(moment(&gap, TEN + 40 * MIN), Paused { round: None, left_ms: 2 * MIN, next: Some(1) });
    let longer = apply(&gap, &Op::Extend { seconds: 60 }, TEN + 40 * MIN).unwrap();
    let resumed = apply(&longer, &Op::Resume, TEN + 41 * MIN).unwrap();
    assert_eq!(hours(&resumed, TEN + 41 * MIN)[..2], ["10:00-10:30", "10:44-10:59"]);
    assert_eq!(apply(&resumed, &Op::Resume, TEN + 42 * MIN), Err(Refused::NotPaused));
    assert_eq!(apply(&gap, &Op::Pause, TEN + 42 * MIN), Err(Refused::AlreadyPaused));
}

#[test]
fn the_next_round_is_called_from_a_round_a_gap_or_a_pause() {
    let cut = after(&[(Op::Start, TEN), (Op::Next, TEN + 4 * MIN)]);
    assert_eq!(hours(&cut, TEN + 4 * MIN)[..2], ["10:00-10:04", "10:04-10:19"]);
    let gap = apply(&cut, &Op::Next, TEN + 20 * MIN).unwrap();
    assert_eq!(hours(&gap, TEN + 20 * MIN)[1..3], ["10:04-10:19", "10:20-10:35"]);
    let paused = apply(&gap, &Op::Pause, TEN + 25 * MIN).unwrap();
    let called = apply(&paused, &Op::Next, TEN + 28 * MIN).unwrap();
    assert_eq!(hours(&called, TEN + 28 * MIN)[2..4], ["10:20-10:28", "10:28-10:43"]);
    let last = after(&[(Op::Start, TEN), (Op::Next, TEN + 104 * MIN)]);
    assert_eq!(apply(&last, &Op::Next, TEN + 104 * MIN), Err(Refused::LastRound));
}

#[test]
fn an_end_can_be_taken_back_while_rounds_are_left() {
    let ended = after(&[(Op::Start, TEN), (Op::End, TEN + 20 * MIN)]);
    assert_eq!(moment(&ended, TEN + 90 * MIN), Over { at: TEN + 20 * MIN });
    assert_eq!(hours(&ended, TEN + 90 * MIN)[..3], ["10:00-10:15", "10:18-10:20", "10:20-10:20"]);
    assert_eq!(played(&ended, TEN + 90 * MIN), 2);
    let open = apply(&ended, &Op::Reopen, TEN + 30 * MIN).unwrap();
    assert_eq!(moment(&open, TEN + 30 * MIN), Paused { round: Some(1), left_ms: 13 * MIN, next: Some(2) });
    let resumed = apply(&open, &Op::Resume, TEN + 30 * MIN).unwrap();
    assert_eq!(hours(&resumed, TEN + 30 * MIN)[..2], ["10:00-10:15", "10:18-10:43"]);
    let over = after(&[(Op::Start, TEN)]);
    assert_eq!(apply(&over, &Op::Reopen, TEN + 500 * MIN), Err(Refused::NothingLeft));
    assert_eq!(apply(&over, &Op::Reopen, TEN + MIN), Err(Refused::NotOver));
}

#[test]
fn what_cannot_be_is_refused() {
    let running = after(&[(Op::Start, TEN)]);
    assert_eq!(apply(&running, &Op::Start, TEN + MIN), Err(Refused::Started("10:00".to_owned())));
    assert_eq!(apply(&running, &Op::Start, TEN + 500 * MIN), Err(Refused::Over));
    assert_eq!(apply(&running, &Op::Close, TEN + MIN), Err(Refused::NotOver));
    for op in [Op::Pause, Op::Resume, Op::Next, Op::End, Op::Reopen, Op::Extend { seconds: 60 }] {
        assert_eq!(apply(&room(), &op, TEN), Err(Refused::NotStarted), "{op:?}");
        assert!(apply(&running, &op, TEN + 500 * MIN).is_err(), "{op:?}");
    }
    let closed = apply(&running, &Op::Close, TEN + 500 * MIN).unwrap();
    assert_eq!(apply(&closed, &Op::Start, TEN), Err(Refused::Closed));
}

#[test]
fn hours_and_countdowns_are_written_alike_everywhere() {
    let mut room = room();
    assert_eq!(wall_time(&room, TEN), "10:00");
    room.offset = -600;
    assert_eq!(wall_time(&room, TEN), "23:00");
    assert_eq!([452_000, 451_001, 0, -5, 6_000_000].map(countdown), ["07:32", "07:32", "00:00", "00:00", "100:00"]);
}

proptest! {
    #[test]
    fn no_instant_makes_it_panic(now in any::<i64>(), at in any::<i64>(), stop in any::<bool>()) {
        let mut room = after(&[(Op::Start, TEN)]);
        if stop {
            room = apply(&room, &Op::Pause, TEN + MIN).unwrap();
        }
        room.last = at.max(room.last);
        let _ = (moment(&room, now), played(&room, now), wall_time(&room, now), countdown(now));
        prop_assert!(times(&room, now).windows(2).all(|two| two[0].0 <= two[0].1 && two[0].1 <= two[1].0));
    }

    #[test]
    fn lengthening_moves_the_end_by_just_that(minute in 0i64..15, seconds in 1i32..3600) {
        let at = TEN + minute * MIN;
        let before = after(&[(Op::Start, TEN)]);
        let longer = apply(&before, &Op::Extend { seconds }, at).unwrap();
        let moved = times(&longer, at).iter().zip(times(&before, at)).map(|(new, old)| new.1 - old.1).collect::<Vec<_>>();
        prop_assert!(moved.iter().all(|ms| *ms == i64::from(seconds) * 1000), "{moved:?}");
        let back = apply(&longer, &Op::Extend { seconds: -seconds }, at).unwrap();
        prop_assert_eq!(times(&back, at), times(&before, at));
    }

    #[test]
    fn a_pause_of_any_length_loses_no_time(start in 0i64..7200, still in 0i64..7200) {
        let (at, back) = (TEN + start * 1000, TEN + (start + still) * 1000);
        let before = after(&[(Op::Start, TEN)]);
        let Ok(paused) = apply(&before, &Op::Pause, at) else { return Ok(()) };
        let resumed = apply(&paused, &Op::Resume, back).unwrap();
        prop_assert_eq!(times(&resumed, back).last().unwrap().1, times(&before, at).last().unwrap().1 + still * 1000);
    }
}
