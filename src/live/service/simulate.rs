//! A morning whose participants are simulated, to show one to somebody who has never seen one. Seats that somebody opened are left to
//! them. While the morning is stopped nobody plays: the team says when it goes on.

use super::hall::{Frame, Hall};
use super::{Halls, act};
use crate::desk::service::No;
use crate::kernel::clock::{now, random_hex};
use crate::kernel::dice::Dice;
use crate::live::model::clock::{Moment, moment, played};
use crate::live::model::op::Op;
use crate::live::model::presence::Presence;
use crate::live::model::rating::Rating;
use crate::live::model::room::{Meeting, Room};
use crate::live::model::seat::{Seat, Side};
use crate::live::service::rooms::Author;
use std::collections::HashSet;
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::broadcast::error::RecvError;

const STEP: Duration = Duration::from_millis(400);
/// Rounds of a simulated morning last this many seconds, and the time between two this many.
pub const ROUND_S: u32 = 45;
/// See [`ROUND_S`].
pub const GAP_S: u32 = 12;

/// The same morning, quick enough to be looked at.
pub fn quick(mut room: Room, now: i64) -> Room {
    let mut at = now;
    for slot in &mut room.rounds {
        (slot.seconds, slot.gap, slot.planned) = (ROUND_S, GAP_S, at);
        at += i64::from(ROUND_S + GAP_S) * 1000;
    }
    room
}

/// Plays the participants until the morning is over, or another takes its place.
pub fn start(halls: Arc<Halls>, hall: Arc<Hall>, seed: u64) {
    tokio::spawn(async move {
        let mut play = Play { dice: Dice::new(seed), rated: HashSet::new(), hall };
        loop {
            tokio::time::sleep(STEP).await;
            let current = matches!(halls.open(play.hall.id).await, Ok(Some(h)) if Arc::ptr_eq(&h, &play.hall));
            if !current || !play.step(&halls).await {
                return;
            }
        }
    });
}

struct Play {
    dice: Dice,
    rated: HashSet<(Side, u32, u32)>,
    hall: Arc<Hall>,
}

impl Play {
    /// One step; false when there is nothing more to play. A morning that is stopped, or was ended before its last round, is waited for.
    async fn step(&mut self, halls: &Halls) -> bool {
        let room = self.hall.room();
        let at = now().as_millisecond();
        match moment(&room, at) {
            _ if room.closed => return false,
            Moment::Before { .. } => self.arrivals(halls, &room).await,
            Moment::Over { .. } if played(&room, at) >= room.round_count() => return false,
            Moment::Over { .. } | Moment::Paused { .. } => return self.stirred(room.rev).await,
            Moment::Round { round, .. } => self.round(halls, &room, round).await,
            Moment::Between { .. } => {}
        }
        true
    }

    /// Waits until the room is no more what it was at a revision; false when it was let go instead.
    async fn stirred(&self, known: u64) -> bool {
        let now = now().as_millisecond();
        let mut changes = self.hall.follow(Some(known), now).rest;
        while self.hall.room().rev == known {
            match changes.recv().await {
                Ok(Frame::Piece(_)) | Err(RecvError::Lagged(_)) => {}
                Ok(Frame::Bye) | Err(RecvError::Closed) => return false,
            }
        }
        true
    }

    async fn append(&self, halls: &Halls, op: &Op) {
        if let Err(No::Fault(fault)) = act::append(halls, &self.hall, op, &random_hex(), "simulation", now().as_millisecond()).await {
            tracing::error!(%fault, "a simulated operation was not kept");
        }
    }

    /// People come in by twos and threes; then it starts, with one who has not come yet.
    async fn arrivals(&mut self, halls: &Halls, room: &Room) {
        let sides = [(Side::Associate, &room.associates), (Side::Host, &room.hosts)];
        let mut expected: Vec<Seat> = Vec::new();
        for (side, guests) in sides {
            let waiting = guests.iter().zip(0u32..).filter(|(g, _)| g.presence() == Presence::Expected);
            expected.extend(waiting.map(|(_, at)| Seat { side, at }));
        }
        if expected.len() <= 1 {
            return self.append(halls, &Op::Start).await;
        }
        for _ in 0..3 {
            if let Some(seat) = self.dice.pick(&expected).copied() {
                self.append(halls, &Op::Presence { side: seat.side, at: seat.at, presence: Presence::Here }).await;
            }
        }
    }

    /// A few of those who sit together rate each other.
    async fn round(&mut self, halls: &Halls, room: &Room, round: u32) {
        let taken = self.hall.sitting();
        let now_playing: Vec<&Meeting> = room.meetings.iter().filter(|m| m.round == round).collect();
        for _ in 0..4 {
            let at = now().as_millisecond();
            // It may have been stopped between two of them.
            if !matches!(moment(&self.hall.room(), at), Moment::Round { round: present, .. } if present == round) {
                return;
            }
            let Some(m) = self.dice.pick(&now_playing).copied() else { return };
            let side = if self.dice.chance(50) { Side::Associate } else { Side::Host };
            let (own, other) = if side == Side::Associate { (m.associate, m.host) } else { (m.host, m.associate) };
            let (mine, theirs) = if side == Side::Associate { (&room.associates, &room.hosts) } else { (&room.hosts, &room.associates) };
            let (Some(me), Some(them)) = (mine.get(own as usize), theirs.get(other as usize)) else { continue };
            let away = me.presence().is_away() || them.presence().is_away() || me.presence() == Presence::Expected;
            if away || taken.contains(&Seat { side, at: own }) || !self.rated.insert((side, own, other)) {
                continue;
            }
            let liked = self.dice.between(2, 4);
            let scores = (0..4).map(|_| u8::try_from((liked + self.dice.between(-1, 1)).clamp(1, 5)).unwrap_or(3)).collect();
            let rating = Rating { op: random_hex(), target: them.id, scores, note: String::new(), written: at };
            let author = Author { room: self.hall.id, side, id: me.id };
            halls.writer.rate(author, self.hall.campaign, rating, at).await;
            self.hall.touch();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::world;
    use super::*;
    use crate::store::testing::both_engines;
    use std::cell::Cell;

    async fn rated(halls: &Halls, hall: &Hall) -> usize {
        let mut tx = halls.db.read().await.unwrap();
        crate::live::service::rooms::ratings(&mut tx, hall.id).await.unwrap().len()
    }

    #[tokio::test]
    async fn a_stopped_morning_is_waited_for_and_goes_on_when_it_is_taken_up_again() {
        for (name, db) in both_engines().await {
            let (halls, hall) = world(&db).await;
            let count = Cell::new(0);
            let say = async |op: Op| {
                count.set(count.get() + 1);
                act::append(&halls, &hall, &op, &format!("geste-{:05}", count.get()), "Nora", now().as_millisecond()).await.unwrap()
            };
            for (side, guests) in [(Side::Associate, hall.room().associates.len()), (Side::Host, hall.room().hosts.len())] {
                for at in 0..guests as u32 {
                    say(Op::Presence { side, at, presence: Presence::Here }).await;
                }
            }
            say(Op::Start).await;
            let mut play = Play { dice: Dice::new(7), rated: HashSet::new(), hall: Arc::clone(&hall) };
            assert!(play.step(&halls).await, "{name}");
            let before = rated(&halls, &hall).await;
            assert!(before > 0, "{name}: people rate");
            for stop in [Op::Pause, Op::End] {
                let ended = stop == Op::End;
                say(stop).await;
                let resumed = Cell::new(false);
                let waiting = async {
                    let more = play.step(&halls).await;
                    assert!(resumed.get(), "{name}: it did not wait");
                    more
                };
                let resume = async {
                    assert_eq!(rated(&halls, &hall).await, before, "{name}: nobody rates meanwhile");
                    resumed.set(true);
                    say(if ended { Op::Reopen } else { Op::Resume }).await;
                };
                assert!(tokio::join!(waiting, resume).0, "{name}");
            }
            say(Op::Resume).await;
            for _ in 0..50 {
                assert!(play.step(&halls).await, "{name}");
            }
            assert!(rated(&halls, &hall).await > before, "{name}: it goes on");
            say(Op::Pause).await;
            let (more, ()) = tokio::join!(play.step(&halls), async { halls.forget(hall.id) });
            assert!(!more, "{name}: another morning took its place");
        }
    }
}
