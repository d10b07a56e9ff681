//! Who follows a room: how many streams may be open under one code, and which seats have one.

use crate::live::model::seat::Seat;
use std::collections::{BTreeMap, HashMap};
use std::sync::{Mutex, MutexGuard, PoisonError};
use tokio::sync::oneshot;

/// Streams of one seat: a telephone, the one that took over from it, pages forgotten in a pocket.
pub const SEAT_MAX: usize = 8;
/// Streams of the consoles of a room, whoever of the team opened them.
pub const CONSOLES_MAX: usize = 64;
/// Streams of the walls of a room, unless the settings say otherwise.
pub const WALLS_MAX: usize = 200;

/// What a stream was opened with.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Reader {
    /// The code of a seat.
    Seat(Seat),
    /// A session of the team.
    Console,
    /// The key of the wall.
    Wall,
}

/// The streams of a room.
pub struct Readers {
    walls: usize,
    open: Mutex<Open>,
}

#[derive(Default)]
struct Open {
    next: u64,
    by: HashMap<Reader, BTreeMap<u64, oneshot::Sender<()>>>,
}

impl Readers {
    /// None yet; `walls` may follow the wall at once.
    pub fn new(walls: usize) -> Readers {
        Readers { walls, open: Mutex::default() }
    }

    fn lock(&self) -> MutexGuard<'_, Open> {
        self.open.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn most(&self, reader: Reader) -> usize {
        match reader {
            Reader::Seat(_) => SEAT_MAX,
            Reader::Console => CONSOLES_MAX,
            Reader::Wall => self.walls.max(1),
        }
    }

    /// A stream begins, under a number of its own; one too many ends the oldest, which is told through what is given with the number.
    pub fn enter(&self, reader: Reader) -> (u64, oneshot::Receiver<()>) {
        let (tell, told) = oneshot::channel();
        let mut open = self.lock();
        open.next += 1;
        let number = open.next;
        let streams = open.by.entry(reader).or_default();
        streams.insert(number, tell);
        if streams.len() > self.most(reader)
            && let Some((_, oldest)) = streams.pop_first()
        {
            let _ = oldest.send(());
        }
        (number, told)
    }

    /// A stream has ended.
    pub fn leave(&self, reader: Reader, number: u64) {
        let mut open = self.lock();
        if let Some(streams) = open.by.get_mut(&reader) {
            streams.remove(&number);
            if streams.is_empty() {
                open.by.remove(&reader);
            }
        }
    }

    /// The seats with an open stream.
    pub fn seats(&self) -> Vec<Seat> {
        let seat = |reader: &Reader| if let Reader::Seat(seat) = reader { Some(*seat) } else { None };
        self.lock().by.keys().filter_map(seat).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::live::model::seat::Side;

    #[test]
    fn one_too_many_ends_the_oldest_of_the_same_code_and_nobody_else() {
        let readers = Readers::new(2);
        let (mine, other) = (Reader::Seat(Seat { side: Side::Host, at: 1 }), Reader::Seat(Seat { side: Side::Associate, at: 1 }));
        let (_, mut beside) = readers.enter(other);
        let mut all: Vec<_> = (0..SEAT_MAX).map(|_| readers.enter(mine)).collect();
        assert!(all.iter_mut().all(|(_, told)| told.try_recv().is_err()), "as many as may be");
        let last = readers.enter(mine);
        assert!(all[0].1.try_recv().is_ok(), "the oldest is told");
        assert!(all[1..].iter_mut().all(|(_, told)| told.try_recv().is_err()) && beside.try_recv().is_err());
        // One that left by itself makes room.
        readers.leave(mine, all[3].0);
        readers.enter(mine);
        assert!(all[1].1.try_recv().is_err());
        for (number, _) in all.iter().chain([&last]) {
            readers.leave(mine, *number);
        }
        assert_eq!(readers.seats().len(), 2, "the one that came last is still there");
        let walls: Vec<_> = (0..3).map(|_| readers.enter(Reader::Wall)).collect();
        let told: Vec<bool> = walls.into_iter().map(|(_, mut told)| told.try_recv().is_ok()).collect();
        assert_eq!(told, [true, false, false], "walls have a limit of their own");
        assert_eq!(readers.seats().len(), 2, "a wall is no seat");
    }
}
