//! A small morning for the tests: five associates, three hosts (the first has tables 1 and 2), six rounds from 10:00, a break after the fourth.

use super::apply::apply;
use super::op::Op;
use super::presence::Presence;
use super::room::{Guest, Meeting, Room, Slot};
use super::seat::Side;

/// 4 March 2027, 10:00 in Paris.
pub const TEN: i64 = 1_804_150_800_000;
/// A minute in milliseconds.
pub const MIN: i64 = 60_000;

pub fn guest(id: i64, short: &str, tables: &[u32]) -> Guest {
    let initials = short.chars().filter(char::is_ascii_uppercase).collect();
    Guest { id, name: short.to_owned(), short: short.to_owned(), initials, tables: tables.to_vec(), ..Default::default() }
}

pub fn meeting((associate, host, round, table): (u32, u32, u32, u32)) -> Meeting {
    Meeting { associate, host, round, table }
}

/// Rounds of a quarter of an hour, three minutes apart, eighteen after the fourth.
pub fn rounds(count: usize) -> Vec<Slot> {
    let mut planned = TEN;
    let slot = |round: usize| {
        let pause = round == 3;
        let slot = Slot { seconds: 900, gap: if pause { 1080 } else { 180 }, pause, planned };
        planned += i64::from(slot.seconds + slot.gap) * 1000;
        slot
    };
    (0..count).map(slot).collect()
}

pub fn room() -> Room {
    let names = ["Awa B.", "Mina K.", "Karim D.", "Paul V.", "Inès R."];
    let pairs = (0..4).flat_map(|a| (0..3).map(move |h| (a, h, (a + h) % 4, [1, 3, 4][h as usize])));
    let meetings = pairs.chain([(4, 0, 0, 2), (4, 1, 4, 3), (4, 2, 5, 4)]).map(meeting).collect();
    Room {
        title: "Speed-matching".to_owned(),
        day: "jeudi 4 mars 2027".to_owned(),
        offset: 60,
        associates: (1..).zip(names).map(|(id, name)| guest(id, name, &[])).collect(),
        hosts: vec![guest(1, "Adie", &[1, 2]), guest(2, "Enercoop", &[3]), guest(3, "Quatorze", &[4])],
        rounds: rounds(6),
        meetings,
        ..Default::default()
    }
}

/// The room after these operations, each at an instant.
pub fn after(ops: &[(Op, i64)]) -> Room {
    ops.iter().fold(room(), |room, (op, at)| match apply(&room, op, *at) {
        Ok(room) => room,
        Err(refused) => panic!("{op:?} refused: {}", refused.sentence()),
    })
}

/// An operation of drawn numbers: any kind, likely and unlikely, sound and unsound.
pub fn drawn(room: &Room, n: [u32; 4]) -> Op {
    let side = Side::ALL[n[1] as usize % 2];
    match n[0] % 12 {
        0 | 1 => Op::Start,
        2 => Op::Pause,
        3 | 4 => Op::Resume,
        5 => Op::Extend { seconds: (n[1] % 1200) as i32 - 600 },
        6 => Op::Next,
        7 if n[1].is_multiple_of(4) => Op::End,
        7 | 8 => Op::Reopen,
        9 => Op::Presence { side, at: n[2] % 6, presence: Presence::ALL[n[3] as usize % 5] },
        10 if n[1].is_multiple_of(16) => Op::Close,
        _ => repair(room, n),
    }
}

/// A repair of drawn numbers: a meeting moved or dropped, a table broken with or without care, a host added.
fn repair(room: &Room, n: [u32; 4]) -> Op {
    let (mut meetings, mut hosts_added, mut broken) = (room.meetings.clone(), Vec::new(), Vec::new());
    let at = n[1] as usize % meetings.len().max(1);
    match n[2] % 4 {
        0 if !meetings.is_empty() => drop(meetings.remove(at)),
        1 => {
            let (table, played) = (1 + n[3] % 5, n[3] / 8 % 7);
            broken.push(table);
            meetings.retain(|m| m.table != table || m.round < played);
        }
        2 => {
            let host = room.hosts.len() as u32;
            let table = 1 + host + n[3] % 3;
            hosts_added.push(guest(i64::from(100 + host), "WE-CO", &[table]));
            meetings.push(meeting((n[1] % 5, host, n[3] / 3 % 6, table)));
        }
        _ => meetings.iter_mut().skip(at).take(1).for_each(|m| m.round = n[3] % 6),
    }
    let plan = room.plan.saturating_sub(u32::from(n[3].is_multiple_of(8)));
    Op::Replan { plan, meetings, hosts_added, broken, why: "Imprévu".to_owned() }
}
