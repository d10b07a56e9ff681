//! A person's own morning, and who misses what.

use super::apply::apply;
use super::op::Op;
use super::presence::{Presence, late_by};
use super::room::Room;
use super::sample::{MIN, TEN, after, room};
use super::seat::{Break, Line, Seat, Side, State::*, agenda, next_line, now_line};

const KARIM: Seat = Seat { side: Side::Associate, at: 2 };
const ADIE: Seat = Seat { side: Side::Host, at: 0 };

fn say(room: &Room, seat: Seat, presence: Presence, minute: i64) -> Room {
    apply(room, &Op::Presence { side: seat.side, at: seat.at, presence }, TEN + minute * MIN).unwrap()
}

/// Rounds of Karim's that a host sees as missed.
fn missed(room: &Room, now: i64) -> Vec<u32> {
    let seats = (0..3).map(|at| Seat { side: Side::Host, at });
    let lines = seats.flat_map(|seat| agenda(room, seat, now));
    let mut rounds: Vec<u32> = lines.filter(|line| line.other == Some(2) && line.absent).map(|line| line.round).collect();
    rounds.sort_unstable();
    rounds
}

fn short(lines: &[Line]) -> Vec<(u32, u32, Option<u32>)> {
    lines.iter().map(|line| (line.round, line.table, line.other)).collect()
}

#[test]
fn an_associate_reads_meetings_and_free_rounds() {
    let room = after(&[(Op::Start, TEN)]);
    let now = TEN + 40 * MIN;
    let lines = agenda(&room, KARIM, now);
    assert_eq!(short(&lines), [(0, 4, Some(2)), (1, 0, None), (2, 1, Some(0)), (3, 3, Some(1)), (4, 0, None), (5, 0, None)]);
    assert_eq!(lines.iter().map(|line| line.state).collect::<Vec<_>>(), [Past, Past, Now, Next, Later, Later]);
    assert_eq!(lines[3].pause_after, Some(Break { start: TEN + 69 * MIN, minutes: 18 }));
    assert_eq!(lines.iter().filter(|line| line.pause_after.is_some()).count(), 1);
    assert_eq!((lines[2].starts, lines[2].ends), (TEN + 36 * MIN, TEN + 51 * MIN));
    assert_eq!(short(&now_line(&room, KARIM, now)), [(2, 1, Some(0))]);
    assert_eq!(short(&next_line(&room, KARIM, now)), [(3, 3, Some(1))]);
    assert!(next_line(&room, KARIM, TEN + 60 * MIN).is_empty());
}

#[test]
fn a_host_with_two_tables_reads_both() {
    let room = after(&[(Op::Start, TEN)]);
    assert_eq!(short(&now_line(&room, ADIE, TEN)), [(0, 1, Some(0)), (0, 2, Some(4))]);
    assert_eq!(short(&next_line(&room, ADIE, TEN)), [(1, 1, Some(1))]);
    let inès = Seat { side: Side::Associate, at: 4 };
    assert_eq!(short(&next_line(&room, inès, TEN)), [(4, 3, Some(1))], "free rounds are passed over");
    assert_eq!(agenda(&room, Seat { at: 99, ..ADIE }, TEN).len(), 6, "an unknown seat has an empty morning");
}

#[test]
fn states_follow_the_clock() {
    let of = |room: &Room, minute: i64| agenda(room, KARIM, TEN + minute * MIN).iter().map(|line| line.state).collect::<Vec<_>>();
    assert_eq!(of(&room(), 0), [Next, Later, Later, Later, Later, Later]);
    let running = after(&[(Op::Start, TEN)]);
    assert_eq!(of(&running, 16), [Past, Next, Later, Later, Later, Later]);
    assert_eq!(of(&running, 110), [Past, Past, Past, Past, Past, Now]);
    assert_eq!(of(&running, 130), [Past; 6]);
    let paused = apply(&running, &Op::Pause, TEN + 110 * MIN).unwrap();
    assert_eq!(of(&paused, 200), [Past, Past, Past, Past, Past, Now]);
    let between = apply(&running, &Op::Pause, TEN + 16 * MIN).unwrap();
    assert_eq!(of(&between, 200), [Past, Next, Later, Later, Later, Later]);
    let ended = apply(&running, &Op::End, TEN + 20 * MIN).unwrap();
    assert_eq!(of(&ended, 200), [Past, Past, Dropped, Dropped, Dropped, Dropped]);
    assert!(next_line(&ended, KARIM, TEN + 200 * MIN).is_empty());
}

#[test]
fn who_never_came_misses_everything_and_a_mistake_is_forgotten() {
    let room = say(&after(&[(Op::Start, TEN)]), KARIM, Presence::Absent, 20);
    assert_eq!(missed(&room, TEN + 20 * MIN), [0, 2, 3]);
    let back = say(&room, KARIM, Presence::Expected, 21);
    assert_eq!(missed(&back, TEN + 21 * MIN), Vec::<u32>::new());
    let came = say(&room, KARIM, Presence::Here, 40);
    assert_eq!(missed(&came, TEN + 40 * MIN), [0], "the third round is under way");
    assert_eq!(late_by(&came.associates[2], (TEN + 36 * MIN, TEN + 51 * MIN)), Some(4 * MIN));
    assert_eq!(late_by(&came.associates[2], (TEN + 54 * MIN, TEN + 69 * MIN)), None);
    assert!(apply(&came, &Op::Presence { side: Side::Associate, at: 2, presence: Presence::Here }, TEN).is_err());
    assert!(apply(&came, &Op::Presence { side: Side::Host, at: 3, presence: Presence::Here }, TEN).is_err());
}

#[test]
fn who_left_misses_what_begins_after_and_who_is_late_what_ends_before() {
    let room = say(&after(&[(Op::Start, TEN)]), KARIM, Presence::Here, 1);
    let gone = say(&room, KARIM, Presence::Gone, 40);
    assert_eq!(missed(&gone, TEN + 40 * MIN), [3]);
    let absent = say(&room, KARIM, Presence::Absent, 40);
    assert_eq!(missed(&absent, TEN + 40 * MIN), [2, 3]);
    let late = say(&after(&[(Op::Start, TEN)]), KARIM, Presence::Late, 1);
    assert_eq!(missed(&late, TEN + 14 * MIN), Vec::<u32>::new());
    assert_eq!(missed(&late, TEN + 15 * MIN), [0]);
    let returned = say(&say(&gone, KARIM, Presence::Here, 80), KARIM, Presence::Gone, 81);
    assert_eq!(missed(&returned, TEN + 90 * MIN), [3], "what was missed stays missed");
}

#[test]
fn a_round_cut_by_mistake_is_not_missed_once_reopened() {
    let ended = say(&after(&[(Op::Start, TEN), (Op::End, TEN + 20 * MIN)]), KARIM, Presence::Absent, 21);
    let here = say(&apply(&ended, &Op::Reopen, TEN + 22 * MIN).unwrap(), KARIM, Presence::Here, 23);
    assert_eq!(missed(&here, TEN + 23 * MIN), [0]);
}
