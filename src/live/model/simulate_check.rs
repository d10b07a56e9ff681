//! What every simulated morning promises, after every turn and once the network is back.

use std::collections::HashSet;

use super::clock::{moment, settle, times};
use super::simulate::World;
use super::simulate_client::Client;

impl World {
    /// What is true after every turn.
    pub fn check(&mut self) {
        let room = &self.server.room;
        for client in self.clients.iter().filter(|client| client.is_drained()) {
            assert_eq!(&client.state.as_ref().unwrap().room, room, "device {} sees another room", client.number);
            let _ = moment(room, client.now(self.time));
        }
        let over = settle(room, room.last).round as usize;
        let times = times(room, room.last);
        assert_eq!(self.past[..], times[..self.past.len()], "the past changed");
        self.past = times[..over.max(self.past.len())].to_vec();
        let ids: HashSet<&String> = self.server.log.iter().map(|entry| &entry.id).collect();
        assert_eq!(ids.len(), self.server.log.len(), "an operation counted twice");
        for (key, arrived) in &self.arrived {
            let kept = &self.server.ratings[key];
            let best = arrived.iter().max_by_key(|rating| (rating.written, &rating.op)).unwrap();
            assert!(self.jumps || kept == best, "kept {kept:?}, written last {best:?}");
            assert!(arrived.iter().any(|rating| rating.op == kept.op && rating.scores == kept.scores));
        }
        self.clients.iter().for_each(|client| self.check_ratings(client));
    }

    /// Nothing acknowledged is lost, nothing unacknowledged is forgotten.
    fn check_ratings(&self, client: &Client) {
        for (order, (op, target)) in client.written.iter().enumerate() {
            let replaced = || client.written[order + 1..].iter().any(|later| later.1 == *target);
            let waits = client.queue.pending().iter().any(|pending| pending.rating.op == *op);
            let acked = client.acked.contains(op);
            assert!(waits || acked || replaced(), "{op} is forgotten");
            assert!(!acked || self.server.seen.contains(op), "{op} acknowledged and lost");
            let key = (client.seat.clone(), *target);
            let kept = self.server.ratings.get(&key);
            let older = kept.and_then(|kept| client.written.iter().position(|(other, _)| *other == kept.op)).is_some_and(|at| at < order);
            // Clocks that jump leave no order between pages, but what one page wrote keeps its own.
            let page = op.rsplit_once('-').unwrap().0;
            let alone = || self.arrived[&key].iter().all(|rating| rating.op.starts_with(page));
            assert!(!acked || !older || (self.jumps && !alone()), "{op} acknowledged, then an older one kept");
        }
    }

    /// The network is back for everybody: all is said, all agree.
    pub fn settle(&mut self) {
        for at in 0..self.clients.len() {
            self.time += 1_000;
            self.connect(at);
            for _ in 0..200 {
                self.clients[at].read();
                self.mend(at);
                self.clients[at].send();
                while !self.clients[at].up.is_empty() {
                    self.arrive(at);
                }
                self.clients[at].acknowledge();
            }
            assert!(self.clients[at].is_drained() && self.clients[at].queue.pending().is_empty(), "device {at} is not done");
            self.check();
        }
    }
}
