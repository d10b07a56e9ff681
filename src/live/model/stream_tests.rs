//! Following the stream: in order, without gaps, on the server's time.

use super::apply::apply;
use super::op::Op;
use super::room::Room;
use super::sample::{MIN, TEN, room};
use super::stream::{Beat, Change, Event, Followed, Snapshot, follow};

fn change(room: &Room, op: &Op, at: i64) -> (Room, Event) {
    let next = apply(room, op, at).unwrap();
    let event = Event::Change(Change { rev: next.rev, at, op: op.to_text() });
    (next, event)
}

fn snapshot(room: &Room) -> Event {
    Event::Snapshot(Box::new(Snapshot { room: room.clone(), now: TEN }))
}

fn begin(room: &Room) -> Followed {
    Followed::new(Snapshot { room: room.clone(), now: TEN }, 0, 100)
}

#[test]
fn changes_are_taken_in_order_and_once() {
    let (one, start) = change(&room(), &Op::Start, TEN);
    let (two, pause) = change(&one, &Op::Pause, TEN + MIN);
    let mut state = begin(&room());
    for event in [start.clone(), start, pause] {
        follow(&mut state, event);
    }
    assert_eq!((&state.room, state.gap), (&two, false));
}

#[test]
fn a_gap_asks_for_a_snapshot_that_holds_everything_heard_of() {
    let (one, start) = change(&room(), &Op::Start, TEN);
    let (two, pause) = change(&one, &Op::Pause, TEN + MIN);
    let (three, resume) = change(&two, &Op::Resume, TEN + MIN);
    let mut state = begin(&room());
    follow(&mut state, resume);
    assert!(state.gap);
    follow(&mut state, start);
    assert_eq!((state.room.rev, state.gap), (1, true));
    follow(&mut state, snapshot(&two));
    assert_eq!((state.room.rev, state.gap), (2, true), "asked for too early");
    follow(&mut state, snapshot(&three));
    assert_eq!((&state.room, state.gap), (&three, false));
    follow(&mut state, snapshot(&one));
    follow(&mut state, pause);
    assert_eq!((&state.room, state.gap), (&three, false), "older ones are passed over");
}

#[test]
fn a_lost_change_and_an_unreadable_one_are_gaps() {
    let mut state = begin(&room());
    follow(&mut state, Event::Beat(Beat { rev: 0, now: TEN }));
    assert!(!state.gap);
    follow(&mut state, Event::Beat(Beat { rev: 1, now: TEN }));
    assert!(state.gap);
    for op in ["{\"op\":\"later version\"}", &Op::Resume.to_text()] {
        let mut state = begin(&room());
        follow(&mut state, Event::Change(Change { rev: 1, at: TEN, op: op.to_owned() }));
        assert_eq!((state.room.rev, state.gap), (0, true));
    }
}

#[test]
fn events_are_one_line_and_come_back() {
    let (one, start) = change(&room(), &Op::Start, TEN);
    for event in [start, snapshot(&one), Event::Beat(Beat { rev: 4, now: 5 })] {
        let data = event.data();
        assert!(!data.contains('\n'));
        assert_eq!(Event::of(event.name(), &data), Some(event));
    }
    assert_eq!(Event::of("message", "{}"), None);
    assert_eq!(Event::of("change", "{}"), None);
}

#[test]
fn the_shortest_round_trip_tells_the_time() {
    let mut state = begin(&room());
    assert_eq!((state.offset_ms, state.trip_ms), (TEN - 50, Some(100)));
    state.tune(TEN + 1000, 1000, 1400);
    assert_eq!(state.offset_ms, TEN - 50, "a slower answer is not believed");
    state.tune(TEN + 2000, 2000, 2020);
    assert_eq!((state.offset_ms, state.now(2000)), (TEN - 10, TEN + 1990));
    state.tune(TEN + 3000, 3000, 2990);
    assert_eq!(state.trip_ms, Some(20), "an answer before its question says nothing");
    state.tune(TEN + 4000, 90_000, 90_400);
    assert_eq!(state.offset_ms, TEN + 4000 - 90_200, "the device's clock was set");
    state.tune(i64::MAX, i64::MIN, i64::MAX);
}
