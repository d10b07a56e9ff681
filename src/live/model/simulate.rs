//! A whole morning played by chance: bad networks, crashes on both sides, clocks that jump. The seed is said when something breaks;
//! `LIVE_SEED=… LIVE_SEEDS=…` plays others.

use std::collections::{BTreeMap, BTreeSet};

use super::apply::replay;
use super::apply_tests::step;
use super::op::{Logged, Op};
use super::rating::{Merge, Rating, merge};
use super::room::Room;
use super::sample::{TEN, drawn, room};
use super::simulate_client::Client;
use super::stream::{Beat, Change, Event, Snapshot};
use crate::kernel::dice::Dice;

/// Most events a stream holds before it is cut.
const LAG: usize = 6;

/// The server: `room` is memory, the rest is on disk.
pub struct Server {
    pub room: Room,
    snapshot: Room,
    pub log: Vec<Logged>,
    pub ratings: BTreeMap<(String, i64), Rating>,
    pub seen: BTreeSet<String>,
}

pub struct World {
    dice: Dice,
    /// Clocks may jump in this morning.
    pub jumps: bool,
    pub time: i64,
    /// Server clock minus true time.
    skew: i64,
    pub server: Server,
    pub clients: Vec<Client>,
    /// Every rating that arrived, as its first arrival was read.
    pub arrived: BTreeMap<(String, i64), Vec<Rating>>,
    pub past: Vec<(i64, i64)>,
    accepted: BTreeMap<&'static str, usize>,
    asked: usize,
}

impl World {
    fn new(seed: u64) -> World {
        let mut dice = Dice::new(seed);
        let clients = (0..2 + dice.below(6)).map(|number| Client::new(number, &mut dice)).collect();
        let server = Server { room: room(), snapshot: room(), log: vec![], ratings: BTreeMap::new(), seen: BTreeSet::new() };
        let (jumps, time) = (dice.chance(50), TEN);
        let (arrived, past, accepted) = Default::default();
        World { dice, jumps, time, skew: 0, server, clients, arrived, past, accepted, asked: 0 }
    }

    fn now(&self) -> i64 {
        self.time + self.skew
    }

    fn tell(&mut self, event: &Event) {
        for client in self.clients.iter_mut().filter(|client| client.online) {
            client.deaf = self.dice.chance(10);
            if client.deaf {
                continue;
            }
            client.inbox.push_back((event.name(), event.data()));
            if client.inbox.len() > LAG {
                client.cut(&mut self.dice);
            }
        }
    }

    /// The server reads an operation of the team. True when it is in the log, now or before.
    fn take(&mut self, id: &str, text: &str) -> bool {
        if self.server.log.iter().any(|entry| entry.id == id) {
            return true;
        }
        let (op, at) = (Op::of_text(text).unwrap(), self.now());
        let Ok(next) = step(&self.server.room, &op, at) else { return false };
        let entry = Logged { rev: next.rev, id: id.to_owned(), at: next.last, by: "Nora".to_owned(), op: text.to_owned() };
        let change = Change { rev: entry.rev, at: entry.at, op: entry.op.clone() };
        self.server.log.push(entry);
        self.server.room = next;
        *self.accepted.entry(op.code()).or_default() += 1;
        self.tell(&Event::Change(change));
        true
    }

    /// The server reads a rating.
    fn rate(&mut self, seat: &str, text: &str) -> String {
        let (new, now) = (Rating::of_text(text).unwrap(), self.now());
        let key = (seat.to_owned(), new.target);
        if self.server.seen.insert(new.op.clone()) {
            let kept = merge(self.server.ratings.get(&key), &new, now);
            self.arrived.entry(key.clone()).or_default().push(Rating { written: new.written.min(now), ..new.clone() });
            if let Merge::Take(taken) = kept {
                self.server.ratings.insert(key, taken);
            }
        }
        new.op
    }

    /// A device opens its stream: what it missed, or a whole snapshot.
    pub fn connect(&mut self, at: usize) {
        let known = self.clients[at].state.as_ref().map(|state| state.room.rev);
        let missed: Vec<&Logged> = self.server.log.iter().filter(|entry| known.is_some_and(|rev| entry.rev > rev)).collect();
        if known.is_some() && missed.len() < LAG && self.dice.chance(50) {
            let events = missed.iter().map(|entry| Event::Change(Change { rev: entry.rev, at: entry.at, op: entry.op.clone() }));
            self.clients[at].inbox = events.map(|event| (event.name(), event.data())).collect();
        } else {
            self.fetch(at);
        }
        (self.clients[at].online, self.clients[at].deaf) = (true, false);
    }

    /// A device asks for a snapshot; the answer may come only after other events.
    fn fetch(&mut self, at: usize) {
        let sent = self.time;
        self.time += self.dice.between(1, 400);
        let snapshot = Snapshot { room: self.server.room.clone(), now: self.now() };
        self.time += self.dice.between(1, 400);
        if self.clients[at].state.is_some() && self.dice.chance(30) {
            self.clients[at].slow = Some((snapshot, sent));
        } else {
            self.receive(at, snapshot, sent);
        }
    }

    fn receive(&mut self, at: usize, snapshot: Snapshot, sent: i64) {
        self.clients[at].receive(snapshot, sent, self.time);
        let (now, client) = (self.now(), &self.clients[at]);
        let state = client.state.as_ref().unwrap();
        if !self.jumps {
            assert!((client.now(self.time) - now).abs() <= state.trip_ms.unwrap() / 2 + 1, "wrong time");
        }
    }

    /// Somebody at the console asks for something, as they see the room, or asks again.
    fn ask(&mut self, at: usize) {
        let Some(state) = self.clients[at].state.as_ref().filter(|_| self.clients[at].online) else { return };
        let mut numbers = [0; 4].map(|_| self.dice.bits() as u32);
        if self.dice.chance(60) {
            // Without this, mornings would mostly be ended and archived early.
            numbers[0] = *self.dice.pick(&[0, 2, 3, 5, 5, 6, 9, 9, 11]).unwrap();
        }
        let fresh = (format!("team-{}", self.asked), drawn(&state.room, numbers).to_text());
        self.asked += 1;
        let (id, text) = self.clients[at].asked.take().unwrap_or(fresh);
        let arrived = self.dice.chance(85);
        if arrived {
            self.take(&id, &text);
        }
        if !arrived || self.dice.chance(20) {
            self.clients[at].asked = Some((id, text));
        }
    }

    fn turn(&mut self) {
        self.time += self.dice.between(1_000, 20_000);
        let at = self.dice.below(self.clients.len());
        match self.dice.below(100) {
            0..15 if !self.clients[at].online => self.connect(at),
            0..30 => self.clients[at].read(),
            30..33 => self.clients[at].cut(&mut self.dice),
            33..35 => self.clients[at].reload(&mut self.dice),
            35..48 => self.clients[at].write(self.time, &mut self.dice),
            48..56 => self.clients[at].send(),
            56..68 => self.arrive(at),
            68..73 => self.clients[at].acknowledge(),
            73..94 => self.ask(at),
            94 => self.crash(),
            95..97 => self.tell(&Event::Beat(Beat { rev: self.server.room.rev, now: self.now() })),
            97 => self.server.snapshot = self.server.room.clone(),
            98 if self.jumps => self.skew = self.dice.between(-7_200_000, 7_200_000),
            99 if self.jumps => self.clients[at].skew = self.dice.between(-7_200_000, 7_200_000),
            _ => {}
        }
        self.mend(at);
    }

    /// A device whose room has a gap asks again; a slow answer comes at last.
    pub fn mend(&mut self, at: usize) {
        if self.dice.chance(50)
            && let Some((snapshot, sent)) = self.clients[at].slow.take()
        {
            self.receive(at, snapshot, sent);
        }
        let client = &self.clients[at];
        if client.online && client.slow.is_none() && client.state.as_ref().is_some_and(|state| state.gap) {
            self.fetch(at);
        }
    }

    /// One rating of a device arrives, in any order, and is answered if the line holds.
    pub fn arrive(&mut self, at: usize) {
        if self.clients[at].up.is_empty() {
            return;
        }
        let which = self.dice.below(self.clients[at].up.len());
        let (seat, text) = (self.clients[at].seat.clone(), self.clients[at].up.remove(which));
        let op = self.rate(&seat, &text);
        if self.clients[at].online && self.dice.chance(80) {
            self.clients[at].down.push(op);
        }
        if self.dice.chance(10) {
            self.clients[at].up.push(text);
        }
    }

    /// The server dies and rebuilds its memory from disk; every stream ends.
    fn crash(&mut self) {
        let before = std::mem::take(&mut self.server.room);
        self.server.room = replay(&self.server.snapshot, &self.server.log).unwrap();
        assert_eq!(self.server.room, before, "memory and disk differ");
        self.clients.iter_mut().for_each(|client| client.cut(&mut self.dice));
    }
}

/// Plays one morning; says its seed when it breaks.
fn play(seed: u64, turns: usize) -> BTreeMap<&'static str, usize> {
    let run = || {
        let mut world = World::new(seed);
        for _ in 0..turns {
            world.turn();
            world.check();
        }
        world.settle();
        world.accepted
    };
    match std::panic::catch_unwind(run) {
        Ok(accepted) => accepted,
        Err(cause) => {
            eprintln!("LIVE_SEED={seed} LIVE_SEEDS=1 plays this morning again");
            std::panic::resume_unwind(cause)
        }
    }
}

#[test]
fn mornings_played_by_chance_keep_their_promises() {
    let from = |name: &str, usual: u64| std::env::var(name).ok().and_then(|text| text.parse().ok()).unwrap_or(usual);
    let (first, count) = (from("LIVE_SEED", 1), from("LIVE_SEEDS", 60));
    let mut accepted: BTreeMap<&str, usize> = BTreeMap::new();
    for seed in first..first + count {
        for (code, times) in play(seed, 800) {
            *accepted.entry(code).or_default() += times;
        }
    }
    println!("{accepted:?}");
    assert!(count < 20 || accepted.len() == 10, "some operations were never tried: {accepted:?}");
}
