//! Who follows a room: how many streams may be open under one code, and which seats have one.

use crate::live::model::seat::Seat;
use std::collections::{BTreeMap, HashMap};
use std::sync::{Mutex, MutexGuard, PoisonError};
use tokio::sync::oneshot;

/// Streams of one seat: a telephone, the one that took over from it, pages forgotten in a pocket.
pub const SEAT_MAX: usize = 8;
/// Streams of the consoles somebody of the team opened in one session.
pub const CONSOLES_MAX: usize = 8;
/// Streams of the walls of a room, unless the settings say otherwise.
pub const WALLS_MAX: usize = 200;

/// What a stream was opened with.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Reader {
    /// The code of a seat.
    Seat(Seat),
    /// A session of the team, by its key.
    Console(i64),
    /// The key of the wall.
    Wall,
}

/// Why a stream is ended from here.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum End {
    /// Too many others were opened after it.
    Elsewhere,
    /// Who opened it may no longer read it.
    SignedOut,
}

/// The streams of a room.
pub struct Readers {
    walls: usize,
    open: Mutex<Open>,
}

#[derive(Default)]
struct Open {
    next: u64,
    by: HashMap<Reader, BTreeMap<u64, oneshot::Sender<End>>>,
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
            Reader::Console(_) => CONSOLES_MAX,
            Reader::Wall => self.walls.max(1),
        }
    }

    /// A stream begins, under a number of its own; one too many ends the oldest, which is told through what is given with the number.
    pub fn enter(&self, reader: Reader) -> (u64, oneshot::Receiver<End>) {
        let (tell, told) = oneshot::channel();
        let mut open = self.lock();
        open.next += 1;
        let number = open.next;
        let streams = open.by.entry(reader).or_default();
        streams.insert(number, tell);
        if streams.len() > self.most(reader)
            && let Some((_, oldest)) = streams.pop_first()
        {
            let _ = oldest.send(End::Elsewhere);
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

    /// The sessions with an open console.
    pub fn sessions(&self) -> Vec<i64> {
        let session = |reader: &Reader| if let Reader::Console(session) = reader { Some(*session) } else { None };
        self.lock().by.keys().filter_map(session).collect()
    }

    /// Ends the consoles of a session that is over.
    pub fn sign_out(&self, session: i64) {
        let streams = self.lock().by.remove(&Reader::Console(session)).unwrap_or_default();
        for stream in streams.into_values() {
            let _ = stream.send(End::SignedOut);
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

    #[test]
    fn a_session_that_is_over_ends_its_consoles_and_no_others() {
        let readers = Readers::new(2);
        let (_, mut one) = readers.enter(Reader::Console(1));
        let (number, mut again) = readers.enter(Reader::Console(1));
        let (_, mut other) = readers.enter(Reader::Console(2));
        readers.sign_out(1);
        assert_eq!((one.try_recv(), again.try_recv()), (Ok(End::SignedOut), Ok(End::SignedOut)));
        assert!(other.try_recv().is_err());
        readers.leave(Reader::Console(1), number);
        assert_eq!(readers.sessions(), [2]);
    }
}
