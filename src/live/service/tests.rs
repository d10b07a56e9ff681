//! The room over both databases: order, durability, several nodes, readers that lag (M9).

use super::hall::{Frame, Hall};
use super::rooms::{self, Author};
use super::writer::Outcome;
use super::{Halls, act};
use crate::campaign::model::phase::{Phase, PhaseState, Stage};
use crate::campaign::service::{demo, morning};
use crate::candidacy::service::demo as editions;
use crate::kernel::clock::{now, paris_day};
use crate::live::model::clock::{Moment, moment};
use crate::live::model::op::Op;
use crate::live::model::presence::Presence;
use crate::live::model::rating::Rating;
use crate::live::model::seat::{Seat, Side};
use crate::store::Db;
use crate::store::testing::both_engines;
use std::sync::Arc;
use tokio_util::sync::CancellationToken;

/// The demo campaign on a database, and its room.
pub(super) async fn world(db: &Db) -> (Arc<Halls>, Arc<Hall>) {
    let (today, at) = (paris_day(now()), now().as_millisecond());
    crate::people::service::demo::load(db, &[], at).await.unwrap();
    editions::load(db, today, at).await.unwrap();
    let edition = editions::campaign_edition(db).await.unwrap().unwrap();
    demo::load(db, &[], edition, today, at).await.unwrap();
    let halls = Arc::new(Halls::new(db.clone()));
    let hall = only(&halls).await;
    (halls, hall)
}

async fn only(halls: &Halls) -> Arc<Hall> {
    let mut tx = halls.db.read().await.unwrap();
    let rooms = rooms::of_day(&mut tx, paris_day(now())).await.unwrap();
    drop(tx);
    halls.open(rooms[0].0).await.unwrap().unwrap()
}

pub(super) fn rating(hall: &Hall, seat: Seat, n: u8, written: i64) -> Rating {
    let room = hall.room();
    let m = room.meetings.iter().find(|m| if seat.side == Side::Associate { m.associate == seat.at } else { m.host == seat.at }).unwrap();
    let target = if seat.side == Side::Associate { room.hosts[m.host as usize].id } else { room.associates[m.associate as usize].id };
    Rating { op: format!("essai-{n:04}-{written}"), target, scores: vec![n, 0, 3, 4], note: format!("note {n}"), written }
}

#[tokio::test]
async fn the_demo_room_holds_everybody_and_eight_meetings_each() {
    for (name, db) in both_engines().await {
        let (_, hall) = world(&db).await;
        let room = hall.room();
        assert_eq!(crate::live::model::check::check(&room), Vec::<String>::new(), "{name}");
        assert_eq!((room.associates.len(), room.hosts.len()), (24, 30), "{name}");
        for at in 0..24 {
            let mut hosts: Vec<u32> = room.meetings.iter().filter(|m| m.associate == at).map(|m| m.host).collect();
            hosts.sort_unstable();
            hosts.dedup();
            assert_eq!(hosts.len(), 8, "{name}: associate {at}");
        }
        let seat = Seat { side: Side::Host, at: 3 };
        let code = hall.code_of(seat).unwrap();
        assert_eq!(hall.seat(&code), Some(seat), "{name}");
    }
}

#[tokio::test]
async fn operations_are_ordered_once_and_survive_a_new_process() {
    for (name, db) in both_engines().await {
        let (halls, hall) = world(&db).await;
        let other = Arc::new(Halls::new(db.clone()));
        let there = only(&other).await;
        let at = now().as_millisecond();
        let rev = |n: u64| n;
        let say = async |halls: &Halls, hall: &Hall, op: &Op, id: &str| act::append(halls, hall, op, id, "Nora", at).await;
        assert_eq!(say(&halls, &hall, &Op::Start, "depart-000001").await.unwrap(), rev(1), "{name}");
        // Sent again, from another node too: the same revision, nothing new.
        assert_eq!(say(&halls, &hall, &Op::Start, "depart-000001").await.unwrap(), 1, "{name}");
        assert_eq!(say(&other, &there, &Op::Start, "depart-000001").await.unwrap(), 1, "{name}");
        assert_eq!(say(&other, &there, &Op::Extend { seconds: 120 }, "plus-00000002").await.unwrap(), 2, "{name}");
        assert!(say(&halls, &hall, &Op::Start, "depart-000003").await.is_err(), "{name}: a second start");
        assert_eq!(say(&halls, &hall, &Op::Pause, "pause-00000004").await.unwrap(), 3, "{name}");
        assert_eq!(hall.room().rev, 3, "{name}: what the other node appended was taken over first");
        let again = Halls::new(db.clone());
        assert_eq!(*only(&again).await.room(), *hall.room(), "{name}: read back from the log");
        assert!(matches!(moment(&hall.room(), at), Moment::Paused { .. }), "{name}");
    }
}

#[tokio::test]
async fn m9_one_rating_a_pair_and_the_last_written_holds() {
    for (name, db) in both_engines().await {
        let (halls, hall) = world(&db).await;
        let seat = Seat { side: Side::Associate, at: 0 };
        let at = now().as_millisecond();
        let rate = async |n: u8, written: i64| morning::rate(&halls, &hall, seat, rating(&hall, seat, n, written)).await.unwrap().0;
        assert_eq!(rate(2, at - 5_000).await, Outcome::Saved, "{name}");
        assert_eq!(rate(2, at - 5_000).await, Outcome::Saved, "{name}: sent again");
        assert_eq!(rate(4, at - 1_000).await, Outcome::Saved, "{name}: from another telephone");
        assert_eq!(rate(1, at - 3_000).await, Outcome::Older, "{name}: written before, arrived after");
        // A clock ahead of ours writes no future: what comes after it still counts.
        assert_eq!(rate(5, at + 3_600_000).await, Outcome::Saved, "{name}");
        let mine = halls.ratings_of(&hall, seat).await.unwrap();
        assert_eq!(mine.iter().map(|r| r.scores[0]).collect::<Vec<_>>(), [5], "{name}");
        assert!(mine[0].written <= now().as_millisecond(), "{name}");
        let stranger = Rating { target: -1, ..rating(&hall, seat, 3, at) };
        assert!(morning::rate(&halls, &hall, seat, stranger).await.is_err(), "{name}: somebody not met");
        let mut tx = db.begin().await.unwrap();
        let closed = Stage { phase: Phase::Preferences2, state: PhaseState::Closed, opens_at: None, closes_at: None };
        crate::campaign::store::set_phase(&mut tx, hall.campaign, &closed).await.unwrap();
        tx.commit().await.unwrap();
        assert_eq!(rate(3, at).await, Outcome::Closed, "{name}");
        let mut tx = db.read().await.unwrap();
        let id = hall.key_of(seat).unwrap();
        let kept = rooms::ratings_of(&mut tx, Author { room: hall.id, side: Side::Associate, id }).await.unwrap();
        assert_eq!(kept[0].scores[0], 5, "{name}");
    }
}

#[tokio::test]
async fn a_rating_that_comes_while_the_lists_close_is_refused() {
    for (name, db) in both_engines().await {
        let (halls, hall) = world(&db).await;
        let seat = Seat { side: Side::Associate, at: 0 };
        let mut closing = db.begin().await.unwrap();
        let closed = Stage { phase: Phase::Preferences2, state: PhaseState::Closed, opens_at: None, closes_at: None };
        crate::campaign::store::set_phase(&mut closing, hall.campaign, &closed).await.unwrap();
        // Sent before the lists are closed, written while they close: it waits, and finds them closed.
        let (there, here) = (Arc::clone(&halls), Arc::clone(&hall));
        let sent = rating(&hall, seat, 3, now().as_millisecond());
        let rated = tokio::spawn(async move { morning::rate(&there, &here, seat, sent).await.unwrap().0 });
        // Other transactions come and go meanwhile: whoever did not wait would be done.
        for _ in 0..20 {
            drop(db.read().await.unwrap());
        }
        assert!(!rated.is_finished(), "{name}: the answer did not wait for the lists");
        closing.commit().await.unwrap();
        assert_eq!(rated.await.unwrap(), Outcome::Closed, "{name}");
        assert_eq!(halls.ratings_of(&hall, seat).await.unwrap().len(), 0, "{name}");
    }
}

#[tokio::test]
async fn a_crowd_that_rates_at_once_is_written_in_groups_and_loses_nothing() {
    for (name, db) in both_engines().await {
        let (halls, hall) = world(&db).await;
        let room = hall.room();
        let at = now().as_millisecond();
        let mut tasks = Vec::new();
        for (i, m) in room.meetings.iter().enumerate() {
            for side in [Side::Associate, Side::Host] {
                let (halls, hall, m) = (Arc::clone(&halls), Arc::clone(&hall), m.clone());
                tasks.push(tokio::spawn(async move {
                    let (at_seat, target) = match side {
                        Side::Associate => (m.associate, hall.room().hosts[m.host as usize].id),
                        Side::Host => (m.host, hall.room().associates[m.associate as usize].id),
                    };
                    let rating =
                        Rating { op: format!("foule-{i:04}-{}", side.code()), target, scores: vec![1, 2, 3, 4], note: i.to_string(), written: at };
                    morning::rate(&halls, &hall, Seat { side, at: at_seat }, rating).await.unwrap().0
                }));
            }
        }
        let count = tasks.len();
        for task in tasks {
            assert_eq!(task.await.unwrap(), Outcome::Saved, "{name}");
        }
        let mut tx = db.read().await.unwrap();
        assert_eq!(rooms::ratings(&mut tx, hall.id).await.unwrap().len(), count, "{name}");
    }
}

fn first(hall: &Hall, known: Option<u64>, at: i64) -> String {
    hall.follow(known, at).first.iter().map(|b| String::from_utf8_lossy(b).into_owned()).collect()
}

pub(super) fn text(frame: Frame) -> String {
    match frame {
        Frame::Piece(bytes) => String::from_utf8(bytes.to_vec()).unwrap(),
        Frame::Bye => "bye".to_owned(),
    }
}

#[tokio::test]
async fn readers_resume_where_they_were_and_never_skip() {
    for (name, db) in both_engines().await {
        let (halls, hall) = world(&db).await;
        let at = now().as_millisecond();
        let begun = first(&hall, None, at);
        assert!(begun.contains("event: beat\n") && begun.contains("id: 0\nevent: snapshot\n"), "{name}");
        let mut rest = hall.follow(None, at).rest;
        for n in 0..3 {
            let op = Op::Presence { side: Side::Associate, at: n, presence: Presence::Here };
            act::append(&halls, &hall, &op, &format!("arrivee-{n:05}"), "place", at).await.unwrap();
        }
        for n in 1..=3 {
            assert!(text(rest.recv().await.unwrap()).starts_with(&format!("id: {n}\nevent: change\n")), "{name}");
        }
        let resumed = first(&hall, Some(1), at);
        assert!(
            resumed.contains("id: 2\n") && resumed.contains("id: 3\n") && !resumed.contains("id: 1\n") && !resumed.contains("snapshot"),
            "{name}"
        );
        let current = first(&hall, Some(3), at);
        assert!(current.contains("beat") && !current.contains("snapshot") && !current.contains("change"), "{name}");
        // A revision nobody made: the reader belongs to another life of the room.
        assert!(first(&hall, Some(99), at).contains("snapshot"), "{name}");
        hall.leave();
        assert_eq!(text(rest.recv().await.unwrap()), "bye", "{name}");
    }
}

#[tokio::test]
async fn a_second_node_shows_what_the_first_appends() {
    for (name, db) in both_engines().await.into_iter().filter(|(_, db)| db.shared()) {
        let (halls, hall) = world(&db).await;
        let other = Arc::new(Halls::new(db.clone()));
        let there = only(&other).await;
        let stop = CancellationToken::new();
        let follower = tokio::spawn(Arc::clone(&other).run(stop.clone()));
        tokio::time::sleep(std::time::Duration::from_millis(200)).await;
        let mut rest = there.follow(None, 0).rest;
        act::append(&halls, &hall, &Op::Start, "depart-000001", "Nora", now().as_millisecond()).await.unwrap();
        let came = tokio::time::timeout(std::time::Duration::from_secs(5), rest.recv()).await.unwrap().unwrap();
        assert!(text(came).starts_with("id: 1\nevent: change\n"), "{name}");
        assert_eq!(*there.room(), *hall.room(), "{name}");
        stop.cancel();
        follower.await.unwrap();
    }
}
