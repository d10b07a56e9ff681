//! The body of a stream: what is at hand first, then every change; a reader that falls behind is given the whole room again.

use super::hall::{Frame, Hall, Sitting};
use crate::kernel::clock::now;
use axum::body::{Body, Bytes};
use futures_util::stream::unfold;
use std::collections::VecDeque;
use std::convert::Infallible;
use std::sync::Arc;
use tokio::sync::broadcast::Receiver;
use tokio::sync::broadcast::error::RecvError;

struct Reading {
    hall: Arc<Hall>,
    first: VecDeque<Bytes>,
    changes: Receiver<Frame>,
    marks: Option<Receiver<Frame>>,
    /// Tells, when dropped, that the seat is no longer connected.
    _sitting: Option<Sitting>,
}

/// The stream of a room. `known` is the revision the reader already has; `console` adds what consoles alone see.
pub fn body(hall: Arc<Hall>, known: Option<u64>, sitting: Option<Sitting>, console: bool) -> Body {
    let following = hall.follow(known, now().as_millisecond());
    let marks = console.then(|| hall.follow_marks());
    let reading = Reading { hall, first: following.first, changes: following.rest, marks, _sitting: sitting };
    Body::from_stream(unfold(reading, |mut reading| async move {
        let bytes = reading.next().await?;
        Some((Ok::<Bytes, Infallible>(bytes), reading))
    }))
}

impl Reading {
    async fn next(&mut self) -> Option<Bytes> {
        if let Some(first) = self.first.pop_front() {
            return Some(first);
        }
        let came = match &mut self.marks {
            None => self.changes.recv().await,
            Some(marks) => tokio::select! {
                came = self.changes.recv() => came,
                came = marks.recv() => match came {
                    // Marks are whole each time: one missed is of no weight.
                    Err(RecvError::Lagged(_)) => return Some(Bytes::from_static(b": .\n\n")),
                    came => came,
                },
            },
        };
        match came {
            Ok(Frame::Piece(bytes)) => Some(bytes),
            Ok(Frame::Bye) | Err(RecvError::Closed) => None,
            Err(RecvError::Lagged(_)) => {
                let following = self.hall.follow(None, now().as_millisecond());
                (self.changes, self.first) = (following.rest, following.first);
                self.first.pop_front()
            }
        }
    }
}
