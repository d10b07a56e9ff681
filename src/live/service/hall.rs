//! One room as this process holds it: where it stands, and everybody who follows it.

use super::readers::{End, Reader, Readers};
use crate::campaign::service::keys::Keys;
use crate::live::model::apply::apply;
use crate::live::model::op::Op;
use crate::live::model::room::Room;
use crate::live::model::seat::{Seat, Side};
use crate::live::model::stream::{Beat, Change};
use axum::body::Bytes;
use jiff::civil::Date;
use std::collections::{HashMap, VecDeque};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, PoisonError, RwLock};
use tokio::sync::{broadcast, oneshot};

/// Frames a slow reader may be behind before it is given the whole room again.
const BEHIND_MAX: usize = 256;
/// Past changes kept for those who come back.
const RECENT_MAX: usize = 256;

/// What travels to those who follow a room.
#[derive(Clone, Debug)]
pub enum Frame {
    /// A piece of the stream as it is written on the wire, made once for everybody.
    Piece(Bytes),
    /// The server stops: streams end so that their readers go elsewhere.
    Bye,
}

/// A room held in memory.
pub struct Hall {
    /// Key of the room.
    pub id: i64,
    /// Its campaign.
    pub campaign: i64,
    /// The day its codes open seats.
    pub day: Date,
    /// Its participants are simulated.
    pub simulated: bool,
    /// How often its words had been written again when it was read.
    pub worded: i64,
    /// One operation is appended at a time by this process.
    pub turn: tokio::sync::Mutex<()>,
    /// What opens its seats.
    keys: Keys,
    /// The key of the wall.
    wall: String,
    present: RwLock<Present>,
    changes: broadcast::Sender<Frame>,
    marks: broadcast::Sender<Frame>,
    readers: Readers,
    dirty: AtomicBool,
}

struct Present {
    room: Arc<Room>,
    /// Code of each seat.
    codes: HashMap<String, Seat>,
    /// The room as it travels, all but the hour: made once for each revision, shared by all who connect.
    text: Bytes,
    recent: VecDeque<(u64, Bytes)>,
    /// This process let the room go: whoever still holds it here finds the room elsewhere.
    left: bool,
}

/// A frame of Server-Sent Events.
pub fn frame(id: Option<u64>, event: &str, data: &str) -> Bytes {
    let id = id.map_or(String::new(), |id| format!("id: {id}\n"));
    Bytes::from(format!("{id}event: {event}\ndata: {data}\n\n"))
}

fn text_of(room: &Room) -> Bytes {
    Bytes::from(format!("id: {}\nevent: snapshot\ndata: {{\"room\":{}", room.rev, miniserde::json::to_string(room)))
}

/// What one who connects is sent first, and what comes after.
pub struct Following {
    /// Sent at once, in order.
    pub first: VecDeque<Bytes>,
    /// Sent after.
    pub rest: broadcast::Receiver<Frame>,
}

impl Hall {
    /// A room just read, with the codes of its seats and of its wall, which so many may follow.
    pub fn new(kept: super::Opened, walls: usize) -> Hall {
        let (text, codes, wall) = (text_of(&kept.room), kept.keys.seats(&kept.room), kept.keys.wall(kept.id));
        Hall {
            id: kept.id,
            campaign: kept.campaign,
            day: kept.day,
            simulated: kept.simulated,
            worded: kept.worded,
            turn: tokio::sync::Mutex::new(()),
            keys: kept.keys,
            wall,
            present: RwLock::new(Present { room: Arc::new(kept.room), codes, text, recent: VecDeque::new(), left: false }),
            changes: broadcast::channel(BEHIND_MAX).0,
            marks: broadcast::channel(16).0,
            readers: Readers::new(walls),
            dirty: AtomicBool::new(true),
        }
    }

    /// The room as it is.
    pub fn room(&self) -> Arc<Room> {
        Arc::clone(&self.present.read().unwrap_or_else(PoisonError::into_inner).room)
    }

    /// The seat a code opens.
    pub fn seat(&self, code: &str) -> Option<Seat> {
        self.present.read().unwrap_or_else(PoisonError::into_inner).codes.get(code).copied()
    }

    /// The code of a seat.
    pub fn code_of(&self, seat: Seat) -> Option<String> {
        self.key_of(seat).map(|id| self.keys.seat(seat.side, id))
    }

    /// The key of the wall.
    pub fn wall(&self) -> &str {
        &self.wall
    }

    /// Key of the associate or host of a seat.
    pub fn key_of(&self, seat: Seat) -> Option<i64> {
        let room = self.room();
        let guests = if seat.side == Side::Associate { &room.associates } else { &room.hosts };
        guests.get(seat.at as usize).map(|g| g.id)
    }

    /// Takes over changes that were appended to the log, in order, and tells everybody. Changes already known are passed over. False
    /// when one is missing before them.
    pub fn advance(&self, changes: &[Change]) -> bool {
        let mut present = self.present.write().unwrap_or_else(PoisonError::into_inner);
        let mut room = Arc::clone(&present.room);
        let mut frames = Vec::new();
        for change in changes {
            if change.rev <= room.rev {
                continue;
            }
            let next = (change.rev == room.rev + 1).then(|| Op::of_text(&change.op)).flatten().and_then(|op| apply(&room, &op, change.at).ok());
            let Some(next) = next else {
                tracing::error!(room = self.id, rev = change.rev, "a change of a room does not follow");
                return false;
            };
            room = Arc::new(next);
            frames.push((change.rev, frame(Some(change.rev), "change", &miniserde::json::to_string(change))));
        }
        if frames.is_empty() {
            return true;
        }
        if room.seats() != present.room.seats() {
            present.codes = self.keys.seats(&room);
        }
        present.text = text_of(&room);
        present.room = room;
        for (rev, bytes) in frames {
            present.recent.push_back((rev, bytes.clone()));
            if present.recent.len() > RECENT_MAX {
                present.recent.pop_front();
            }
            // Sent while the lock is held: whoever connects sees the room before or after, never between.
            let _ = self.changes.send(Frame::Piece(bytes));
        }
        true
    }

    /// Follows the room: from a revision already known when the changes since are still at hand, else from the whole room. Once the room
    /// was let go the stream ends at once, and its reader finds the one held in its place.
    pub fn follow(&self, known: Option<u64>, now: i64) -> Following {
        let present = self.present.read().unwrap_or_else(PoisonError::into_inner);
        let rest = if present.left { broadcast::channel(1).1 } else { self.changes.subscribe() };
        let hour = beat(&present.room, now);
        let since = known.filter(|rev| *rev <= present.room.rev && present.recent.front().is_some_and(|(first, _)| *first <= rev + 1));
        let mut first = VecDeque::from([hour]);
        match since {
            Some(rev) => first.extend(present.recent.iter().filter(|(r, _)| *r > rev).map(|(_, b)| b.clone())),
            None if known == Some(present.room.rev) => {}
            None => first.extend([present.text.clone(), Bytes::from(format!(",\"now\":{now}}}\n\n"))]),
        }
        Following { first, rest }
    }

    /// Follows what consoles alone see.
    pub fn follow_marks(&self) -> broadcast::Receiver<Frame> {
        self.dirty.store(true, Ordering::Relaxed);
        self.marks.subscribe()
    }

    /// Consoles that follow.
    pub fn consoles(&self) -> usize {
        self.marks.receiver_count()
    }

    /// Streams that follow.
    pub fn streams(&self) -> usize {
        self.changes.receiver_count()
    }

    /// Sends a frame to consoles.
    pub fn mark(&self, bytes: Bytes) {
        let _ = self.marks.send(Frame::Piece(bytes));
    }

    /// Tells everybody the hour and the revision: the line lives, and a change that was lost is noticed.
    pub fn breathe(&self, now: i64) {
        let _ = self.changes.send(Frame::Piece(beat(&self.room(), now)));
    }

    /// Ends every stream, those of whoever is still on the way in as well.
    pub fn leave(&self) {
        self.present.write().unwrap_or_else(PoisonError::into_inner).left = true;
        let _ = self.changes.send(Frame::Bye);
    }

    /// Something consoles show has changed.
    pub fn touch(&self) {
        self.dirty.store(true, Ordering::Relaxed);
    }

    /// Whether something consoles show has changed since last asked.
    pub fn touched(&self) -> bool {
        self.dirty.swap(false, Ordering::Relaxed)
    }

    /// A stream begins; it ends with the guard.
    pub fn enter(self: &Arc<Self>, reader: Reader) -> Place {
        let (number, over) = self.readers.enter(reader);
        if matches!(reader, Reader::Seat(_)) {
            self.touch();
        }
        Place { hall: Arc::clone(self), reader, over, number }
    }

    /// The sessions of the team with an open console.
    pub fn sessions(&self) -> Vec<i64> {
        self.readers.sessions()
    }

    /// Ends the consoles of a session that is over.
    pub fn sign_out(&self, session: i64) {
        self.readers.sign_out(session);
    }

    /// The seats with an open stream.
    pub fn sitting(&self) -> Vec<Seat> {
        self.readers.seats()
    }
}

fn beat(room: &Room, now: i64) -> Bytes {
    frame(None, "beat", &miniserde::json::to_string(&Beat { rev: room.rev, now }))
}

/// An open stream.
pub struct Place {
    /// The room.
    pub hall: Arc<Hall>,
    /// What it was opened with.
    pub reader: Reader,
    /// Told when and why it ends from here.
    pub over: oneshot::Receiver<End>,
    number: u64,
}

impl Drop for Place {
    fn drop(&mut self) {
        self.hall.readers.leave(self.reader, self.number);
        if matches!(self.reader, Reader::Seat(_)) {
            self.hall.touch();
        }
    }
}
