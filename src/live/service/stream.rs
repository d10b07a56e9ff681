//! The body of a stream: what is at hand first, then every change; a reader that falls behind is given the whole room again.

use super::hall::{Frame, Place};
use super::readers::{End, Reader};
use crate::kernel::clock::now;
use axum::body::{Body, Bytes};
use futures_util::stream::unfold;
use std::collections::VecDeque;
use std::convert::Infallible;
use tokio::sync::broadcast::Receiver;
use tokio::sync::broadcast::error::RecvError;

/// Said to a stream that ends because its code was opened too often since: the page does not come back by itself.
pub const ENDED: &[u8] = b"event: ended\ndata: {}\n\n";

/// Said to a stream whose session is over, or whose room was prepared anew: the page loads again, and finds who is there and what room.
pub const AGAIN: &[u8] = b"event: out\ndata: {}\n\n";

struct Reading {
    /// Tells, when dropped, that the stream has ended.
    place: Place,
    first: VecDeque<Bytes>,
    changes: Receiver<Frame>,
    marks: Option<Receiver<Frame>>,
    over: bool,
}

/// The stream of a room. `known` is the revision the reader already has; a console is told what consoles alone see as well.
pub fn body(place: Place, known: Option<u64>) -> Body {
    let following = place.hall.follow(known, now().as_millisecond());
    let marks = matches!(place.reader, Reader::Console(_)).then(|| place.hall.follow_marks());
    let reading = Reading { place, first: following.first, changes: following.rest, marks, over: false };
    Body::from_stream(unfold(reading, |mut reading| async move {
        let bytes = reading.next().await?;
        Some((Ok::<Bytes, Infallible>(bytes), reading))
    }))
}

impl Reading {
    async fn next(&mut self) -> Option<Bytes> {
        if self.over {
            return None;
        }
        if let Some(first) = self.first.pop_front() {
            if self.first.is_empty() {
                self.first = VecDeque::new();
            }
            return Some(first);
        }
        let came = tokio::select! {
            biased;
            why = &mut self.place.over => {
                self.over = true;
                return Some(Bytes::from_static(if why == Ok(End::SignedOut) { AGAIN } else { ENDED }));
            }
            came = self.changes.recv() => came,
            came = marked(&mut self.marks) => match came {
                // Marks are whole each time: one missed is of no weight.
                Err(RecvError::Lagged(_)) => return Some(Bytes::from_static(b": .\n\n")),
                came => came,
            },
        };
        match came {
            Ok(Frame::Piece(bytes)) => Some(bytes),
            Ok(Frame::Bye) | Err(RecvError::Closed) => None,
            Err(RecvError::Lagged(_)) => {
                let following = self.place.hall.follow(None, now().as_millisecond());
                (self.changes, self.first) = (following.rest, following.first);
                self.first.pop_front()
            }
        }
    }
}

/// What consoles alone see; nothing ever comes for others.
async fn marked(marks: &mut Option<Receiver<Frame>>) -> Result<Frame, RecvError> {
    match marks {
        Some(marks) => marks.recv().await,
        None => std::future::pending().await,
    }
}
