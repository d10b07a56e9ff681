//! What holds whatever is done to a morning, in any order and at any instant.

use super::apply::{apply, replay};
use super::board::grid;
use super::check::check;
use super::clock::{moment, played, settle, times};
use super::effect::effect;
use super::op::{Logged, Op};
use super::room::Room;
use super::sample::{MIN, TEN, drawn, room};
use super::seat::{Seat, Side, agenda};
use proptest::prelude::*;

/// Applies and asserts what every operation must leave true. Returns the room, the same one when refused.
pub fn step(before: &Room, op: &Op, at: i64) -> Result<Room, String> {
    let told = effect(before, op, at);
    assert!(!told.is_empty());
    assert_eq!(Op::of_text(&op.to_text()).as_ref(), Some(op));
    let next = apply(before, op, at).map_err(|refused| refused.sentence())?;
    let at = at.max(before.last);
    assert_eq!((next.rev, next.last), (before.rev + 1, at), "{op:?}");
    assert_eq!(check(&next), Vec::<String>::new(), "{op:?}");
    assert_eq!(Room::of_text(&next.to_text()).as_ref(), Some(&next));
    // Rounds that were over stay what they were; those that began stay begun, with the same people.
    let over = settle(before, at).round as usize;
    assert_eq!(times(before, at)[..over], times(&next, at)[..over], "{op:?} changed the past");
    assert!(played(&next, at) >= played(before, at), "{op:?} takes a round back");
    let began = |room: &Room| {
        let mut meetings: Vec<_> = room.meetings.iter().filter(|m| m.round < played(before, at)).cloned().collect();
        meetings.sort();
        meetings
    };
    assert_eq!(began(before), began(&next), "{op:?} changed a round that began");
    for now in [i64::MIN, at - MIN, at, at + MIN, at + 500 * MIN, i64::MAX] {
        look(&next, now);
    }
    Ok(next)
}

/// Looks at a room in every way at an instant: nothing panics, hours ascend.
fn look(room: &Room, now: i64) {
    let _ = moment(room, now);
    let times = times(room, now);
    assert_eq!(times.len(), room.rounds.len());
    assert!(times.windows(2).all(|two| two[0].0 <= two[0].1 && two[0].1 <= two[1].0), "{times:?}");
    assert!(grid(room, now).iter().all(|row| row.cells.len() == room.rounds.len()));
    let lines = agenda(room, Seat { side: Side::Associate, at: 0 }, now);
    assert_eq!(lines.len(), room.rounds.len());
}

fn minutes() -> impl Strategy<Value = i64> {
    prop_oneof![8 => 0i64..12, 1 => -90i64..0, 1 => 12i64..180]
}

proptest! {
    #[test]
    fn whatever_is_done_the_morning_holds(draws in prop::collection::vec((any::<[u32; 4]>(), minutes()), 1..60)) {
        let (mut now, mut state, mut log) = (TEN, room(), Vec::new());
        let mut snapshots = vec![state.clone()];
        for (numbers, dt) in draws {
            now += dt * MIN;
            let op = drawn(&state, numbers);
            if let Ok(next) = step(&state, &op, now) {
                log.push(Logged { rev: next.rev, id: String::new(), at: now, by: String::new(), op: op.to_text() });
                state = next;
                snapshots.push(state.clone());
            }
        }
        for snapshot in &snapshots {
            prop_assert_eq!(replay(snapshot, &log), Ok(state.clone()));
        }
    }
}

#[test]
fn time_never_goes_back() {
    let room = apply(&room(), &Op::Start, TEN).unwrap();
    let paused = apply(&room, &Op::Pause, TEN - 60 * MIN).unwrap();
    assert_eq!((paused.last, paused.clock.left), (TEN, 15 * MIN));
    assert_eq!(moment(&room, TEN - MIN), moment(&room, TEN));
}

#[test]
fn a_log_with_a_hole_or_nonsense_is_told() {
    let entry = |rev: u64, op: &str| Logged { rev, id: String::new(), at: TEN, by: String::new(), op: op.to_owned() };
    let (start, pause) = (Op::Start.to_text(), Op::Pause.to_text());
    assert_eq!(replay(&room(), &[entry(1, &start), entry(3, &pause)]), Err(2));
    assert_eq!(replay(&room(), &[entry(1, &start), entry(2, "{}")]), Err(2));
    assert_eq!(replay(&room(), &[entry(1, &pause)]), Err(1));
    assert_eq!(replay(&room(), &[]), Ok(room()));
}
