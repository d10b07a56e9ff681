//! What a room promises when things go wrong: an answer that was lost, a bad neighbour, somebody forgotten, too many streams, a room let go.

use super::hall::Hall;
use super::readers::{Reader, SEAT_MAX};
use super::rooms::{self, Author};
use super::tests::{rating, text, world};
use super::writer::Outcome;
use super::{Halls, act, pulse, stream};
use crate::candidacy::service::demo as editions;
use crate::kernel::clock::{now, paris_day};
use crate::live::model::op::Op;
use crate::live::model::presence::Presence;
use crate::live::model::rating::Rating;
use crate::live::model::room::{Guest, Room};
use crate::live::model::seat::{Seat, Side};
use crate::live::model::stream::Change;
use crate::live::store;
use crate::people::model::{Held, Role};
use crate::people::store as accounts;
use crate::store::Db;
use crate::store::testing::both_engines;
use futures_util::StreamExt;
use futures_util::future::join_all;
use std::sync::Arc;

const FIRST: Seat = Seat { side: Side::Associate, at: 0 };

#[tokio::test]
async fn rounds_that_were_never_played_are_not_met() {
    for (name, db) in both_engines().await {
        let (halls, hall) = world(&db).await;
        let at = now().as_millisecond();
        for (n, op) in [Op::Start, Op::Next, Op::End].iter().enumerate() {
            act::append(&halls, &hall, op, &format!("manche-{n:05}"), "Nora", at).await.unwrap();
        }
        let room = hall.room();
        let planned = |rounds: std::ops::Range<u32>| {
            let mut all: Vec<(i64, i64)> = room.meetings.iter().filter(|m| rounds.contains(&m.round)).map(|m| pair(&room, m)).collect();
            all.sort_unstable();
            all
        };
        let mut tx = db.read().await.unwrap();
        for later in [at, at + 24 * 3_600_000] {
            let mut met = rooms::met(&mut tx, hall.campaign, later).await.unwrap().unwrap();
            met.sort_unstable();
            assert_eq!(met, planned(0..2), "{name}: two rounds began before the end");
        }
        assert!(planned(0..2).len() < planned(0..99).len(), "{name}");
    }
}

fn pair(room: &Room, m: &crate::live::model::room::Meeting) -> (i64, i64) {
    (room.associates[m.associate as usize].id, room.hosts[m.host as usize].id)
}

#[tokio::test]
async fn an_operation_kept_but_never_told_is_told_when_asked_again() {
    for (name, db) in both_engines().await {
        let (halls, hall) = world(&db).await;
        let at = now().as_millisecond();
        // Kept, and cut off before anybody heard of it.
        let mut tx = db.begin().await.unwrap();
        let rev = store::next_rev(&mut tx, hall.id).await.unwrap().unwrap().unsigned_abs();
        let change = Change { rev, at, op: Op::Start.to_text() };
        store::append(&mut tx, hall.id, &change, "coupee-000001", "Nora").await.unwrap();
        tx.commit().await.unwrap();
        let mut rest = hall.follow(None, at).rest;
        assert_eq!(hall.room().rev, 0, "{name}");
        for again in 0..2 {
            assert_eq!(act::append(&halls, &hall, &Op::Start, "coupee-000001", "Nora", at + again).await.unwrap(), 1, "{name}");
        }
        assert!(text(rest.recv().await.unwrap()).starts_with("id: 1\nevent: change\n"), "{name}");
        assert!(rest.try_recv().is_err(), "{name}: told once");
        let mut tx = db.read().await.unwrap();
        assert_eq!(store::log(&mut tx, hall.id).await.unwrap().len(), 1, "{name}");
        assert_eq!(store::rev(&mut tx, hall.id).await.unwrap().unwrap().0, 1, "{name}: the revision it would have taken is given back");
    }
}

#[tokio::test]
async fn one_rating_that_cannot_be_written_fails_alone() {
    for (name, db) in both_engines().await {
        let (halls, hall) = world(&db).await;
        let at = now().as_millisecond();
        let author = |room: i64, n: u32| Author { room, side: Side::Associate, id: hall.room().associates[n as usize].id };
        let write = |room: i64, n: u32| {
            let seat = Seat { side: Side::Associate, at: n };
            halls.writer.rate(author(room, n), hall.campaign, rating(&hall, seat, 4, at), at)
        };
        // A room that does not exist among others that do: sent together, they are written together.
        let outcomes = join_all((0..12).map(|n| write(if n == 5 { -1 } else { hall.id }, n))).await;
        let wanted: Vec<Outcome> = (0..12).map(|n| if n == 5 { Outcome::Failed } else { Outcome::Saved }).collect();
        assert_eq!(outcomes, wanted, "{name}");
        let mut tx = db.read().await.unwrap();
        assert_eq!(rooms::ratings(&mut tx, hall.id).await.unwrap().len(), 11, "{name}");
    }
}

#[tokio::test]
async fn who_was_forgotten_comes_back_neither_by_the_log_nor_from_memory() {
    for (name, db) in both_engines().await {
        let (halls, hall) = world(&db).await;
        let at = now().as_millisecond();
        let room = hall.room();
        let (lost, own) = (room.associates[3].id, room.associates[3].name.clone());
        let other = Rating { target: lost, ..rating(&hall, Seat { side: Side::Host, at: 0 }, 3, at) };
        let about = Author { room: hall.id, side: Side::Host, id: room.hosts[0].id };
        assert_eq!(halls.writer.rate(about, hall.campaign, other, at).await, Outcome::Saved, "{name}");
        let host = Guest {
            id: 999_999,
            name: "Chez \"Zoé\"".to_owned(),
            short: "Zoé".to_owned(),
            about: "Zoé reçoit".to_owned(),
            tables: vec![99],
            ..Guest::default()
        };
        let why = format!("{own} ne vient pas.");
        let replan = Op::Replan { plan: 0, meetings: room.meetings.clone(), hosts_added: vec![host], broken: Vec::new(), why };
        act::append(&halls, &hall, &replan, "plan-00000001", "Nora", at).await.unwrap();
        let mut tx = db.begin().await.unwrap();
        rooms::forget(&mut tx, hall.campaign, Side::Associate, lost, "Personne effacée").await.unwrap();
        rooms::forget(&mut tx, hall.campaign, Side::Host, 999_999, "Structure effacée").await.unwrap();
        tx.commit().await.unwrap();
        // The room in memory still knows: enough operations that it is kept whole again on the way.
        for n in 0..40u32 {
            let presence = if n % 2 == 0 { Presence::Here } else { Presence::Late };
            let op = Op::Presence { side: Side::Associate, at: 1, presence };
            act::append(&halls, &hall, &op, &format!("arrivee-{n:05}"), "place", at).await.unwrap();
        }
        act::catch_up(&halls, &hall).await.unwrap();
        let read_again = halls.open(hall.id).await.unwrap().unwrap();
        assert!(!Arc::ptr_eq(&hall, &read_again), "{name}: the one that knew was let go");
        let mut tx = db.read().await.unwrap();
        let log = store::log(&mut tx, hall.id).await.unwrap();
        let kept = store::room(&mut tx, hall.id).await.unwrap().unwrap();
        assert!(kept.room.rev >= 32, "{name}: kept whole since");
        let everything = [read_again.room().to_text(), kept.room.to_text(), log.iter().map(|l| l.3.as_str()).collect()].concat();
        for gone in [own.as_str(), "Zoé"] {
            assert!(!everything.contains(gone), "{name}: {gone} is still there");
        }
        assert!(everything.contains("Personne effacée") && everything.contains("Structure effacée"), "{name}");
        assert_eq!(read_again.room().meetings, room.meetings, "{name}: their place stays");
        assert_eq!(rooms::ratings(&mut tx, hall.id).await.unwrap().len(), 0, "{name}: what was rated of them is gone");
    }
}

/// What a stream has sent, as text; empty when it has ended.
async fn sent(stream: &mut axum::body::BodyDataStream) -> String {
    stream.next().await.map_or_else(String::new, |bytes| String::from_utf8(bytes.unwrap().to_vec()).unwrap())
}

#[tokio::test]
async fn a_code_opened_too_often_ends_its_oldest_stream_in_words_a_page_understands() {
    let (_, db) = both_engines().await.remove(0);
    let (halls, hall) = world(&db).await;
    let open = || stream::body(hall.enter(Reader::Seat(FIRST)), Some(hall.room().rev)).into_data_stream();
    let mut all: Vec<_> = (0..=SEAT_MAX).map(|_| open()).collect();
    let at = now().as_millisecond();
    act::append(&halls, &hall, &Op::Start, "depart-000001", "Nora", at).await.unwrap();
    for (n, stream) in all.iter_mut().enumerate() {
        assert!(sent(stream).await.starts_with("event: beat\n"), "{n}");
        let next = sent(stream).await;
        if n == 0 {
            assert_eq!(next.as_bytes(), stream::ENDED);
            assert_eq!(sent(stream).await, "", "then it is over");
        } else {
            assert!(next.starts_with("id: 1\nevent: change\n"), "{n}: {next}");
        }
    }
    assert_eq!(hall.sitting(), [FIRST]);
    drop(all);
    assert_eq!(hall.sitting(), [], "the streams have ended");
}

#[tokio::test]
async fn a_console_ends_with_the_session_or_the_role_that_opened_it() {
    for (name, db) in both_engines().await {
        let (halls, hall) = world(&db).await;
        let at = now().as_millisecond();
        let role = Held { role: Role::Team, organisation: None };
        let mut tx = db.begin().await.unwrap();
        let mut sessions = Vec::new();
        for n in 0..3 {
            let person = accounts::create(&mut tx, &format!("nora{n}@exemple.fr"), "Nora", at).await.unwrap();
            accounts::give(&mut tx, person, role, at).await.unwrap();
            accounts::open(&mut tx, person, &format!("{n:064}"), "essai", at, at + 60_000, None).await.unwrap();
            sessions.push((person, accounts::sessions(&mut tx, person, at).await.unwrap()[0].id));
        }
        tx.commit().await.unwrap();
        let mut streams: Vec<_> =
            sessions.iter().map(|(_, id)| stream::body(hall.enter(Reader::Console(*id)), Some(hall.room().rev)).into_data_stream()).collect();
        for stream in &mut streams {
            assert!(sent(stream).await.starts_with("event: beat\n"), "{name}");
        }
        pulse::end_consoles(&halls, &hall, at + 1).await.unwrap();
        assert_eq!(hall.sessions().len(), 3, "{name}: nobody left");
        let mut tx = db.begin().await.unwrap();
        accounts::close(&mut tx, sessions[0].0, sessions[0].1).await.unwrap();
        accounts::end(&mut tx, sessions[1].0, role, at + 1).await.unwrap();
        tx.commit().await.unwrap();
        pulse::end_consoles(&halls, &hall, at + 2).await.unwrap();
        for gone in [0, 1] {
            assert_eq!(sent(&mut streams[gone]).await.as_bytes(), stream::AGAIN, "{name}: {gone}");
            assert_eq!(sent(&mut streams[gone]).await, "", "{name}: then it is over");
        }
        assert_eq!(hall.sessions(), [sessions[2].1], "{name}");
        pulse::end_consoles(&halls, &hall, at + 60_001).await.unwrap();
        assert_eq!(sent(&mut streams[2]).await.as_bytes(), stream::AGAIN, "{name}: the session ended by itself");
    }
}

/// Rooms of other editions on the same plan.
async fn more_rooms(db: &Db, hall: &Hall, count: usize) -> Vec<i64> {
    let mut tx = db.begin().await.unwrap();
    let mut rooms = Vec::new();
    for edition in crate::candidacy::store::editions(&mut tx).await.unwrap() {
        let settings = crate::campaign::service::demo::settings(paris_day(now()));
        let Some(campaign) = crate::campaign::store::add(&mut tx, edition.id, &settings, &[7; 32], 1, 0).await.unwrap() else { continue };
        rooms.push(rooms::prepare(&mut tx, campaign, hall.day, &hall.room(), 0).await.unwrap().unwrap());
    }
    tx.commit().await.unwrap();
    assert!(rooms.len() >= count, "the demo world has too few editions");
    rooms
}

#[tokio::test]
async fn a_room_somebody_is_joining_is_never_held_twice() {
    for (name, db) in both_engines().await {
        let (halls, joining) = world(&db).await;
        assert!(editions::campaign_edition(&db).await.unwrap().is_some());
        let others = more_rooms(&db, &joining, 3).await;
        // Idle rooms make place for each other; the one somebody has in hand, without a stream yet, stays.
        for room in others.iter().chain(&others) {
            halls.open(*room).await.unwrap().unwrap();
            assert!(halls.held().len() <= 3, "{name}: {}", halls.held().len());
        }
        let again = halls.open(joining.id).await.unwrap().unwrap();
        assert!(Arc::ptr_eq(&joining, &again), "{name}");
        // Let go while somebody is on the way in: their stream ends at once, and the next one is of the room held now.
        let place = joining.enter(Reader::Seat(FIRST));
        halls.forget(joining.id);
        let mut stream = stream::body(place, None).into_data_stream();
        let mut pieces = 0;
        while !sent(&mut stream).await.is_empty() {
            pieces += 1;
        }
        assert!(pieces > 0, "{name}");
        let now_held = halls.open(joining.id).await.unwrap().unwrap();
        assert!(!Arc::ptr_eq(&joining, &now_held) && Arc::ptr_eq(&now_held, &halls.open(joining.id).await.unwrap().unwrap()), "{name}");
    }
}

#[tokio::test]
async fn rooms_are_opened_by_many_at_once_as_one() {
    for (name, db) in both_engines().await {
        let (first, hall) = world(&db).await;
        let halls = Halls::new(first.db.clone());
        let all = join_all((0..8).map(|_| halls.open(hall.id))).await;
        let all: Vec<Arc<Hall>> = all.into_iter().map(|h| h.unwrap().unwrap()).collect();
        assert!(all.iter().all(|h| Arc::ptr_eq(h, &all[0])), "{name}");
    }
}
