//! The line to the room: one stream down, opened anew after every loss with a wait drawn by chance, and the hour kept from it.
//!
//! One page, one line: starting another ends the one before. On the server nothing here does anything.

#[cfg(feature = "hydrate")]
pub use browser::{device, server_now, start, stop, tuned};

/// Follows a room at an address of its stream.
#[cfg(not(feature = "hydrate"))]
pub fn start(_hold: super::hold::Hold, _address: String) {}

/// Ends the line.
#[cfg(not(feature = "hydrate"))]
pub fn stop() {}

#[cfg(feature = "hydrate")]
mod browser {
    use super::super::hold::Hold;
    use crate::live::model::queue::backoff;
    use crate::live::model::stream::{Event, Followed, follow};
    use leptos::prelude::*;
    use std::cell::{Cell, RefCell};
    use wasm_bindgen::prelude::*;
    use web_sys::{EventSource, MessageEvent, VisibilityState, Window};

    /// The server speaks every fifteen seconds: a line silent for longer than this is dead, whatever the browser thinks.
    const SILENT_MS: i64 = 40_000;
    /// How often the hour is told when nothing is counted down.
    const SLOW_MS: i64 = 15_000;
    /// What the server sends by name.
    const NAMES: [&str; 6] = ["snapshot", "change", "beat", "marks", "ended", "out"];

    thread_local! {
        static LINE: RefCell<Option<Line>> = const { RefCell::new(None) };
        /// The listeners of the window are set once.
        static LISTENING: Cell<bool> = const { Cell::new(false) };
    }

    struct Line {
        hold: Hold,
        address: String,
        source: Option<EventSource>,
        /// When the stream was asked for, until its first beat tells how far the clocks are apart.
        asked: Option<i64>,
        heard: i64,
        attempt: u32,
        retry: Option<i32>,
        tick: Option<i32>,
        on_event: Closure<dyn Fn(MessageEvent)>,
        on_error: Closure<dyn Fn()>,
        on_retry: Closure<dyn Fn()>,
        on_tick: Closure<dyn Fn()>,
    }

    impl Drop for Line {
        fn drop(&mut self) {
            self.hang_up();
            for timer in [self.retry.take(), self.tick.take()] {
                cancel(timer);
            }
        }
    }

    impl Line {
        fn hang_up(&mut self) {
            if let Some(source) = self.source.take() {
                source.set_onerror(None);
                source.close();
            }
        }
    }

    fn window() -> Option<Window> {
        web_sys::window()
    }

    fn cancel(timer: Option<i32>) {
        if let (Some(window), Some(timer)) = (window(), timer) {
            window.clear_timeout_with_handle(timer);
        }
    }

    fn later(call: &Closure<dyn Fn()>, ms: i64) -> Option<i32> {
        let ms = i32::try_from(ms).unwrap_or(i32::MAX);
        window()?.set_timeout_with_callback_and_timeout_and_arguments_0(call.as_ref().unchecked_ref(), ms).ok()
    }

    fn hidden() -> bool {
        window().and_then(|w| w.document()).is_some_and(|d| d.visibility_state() == VisibilityState::Hidden)
    }

    /// This device's clock, epoch milliseconds.
    pub fn device() -> i64 {
        js_sys::Date::now() as i64
    }

    /// The server's time as this device estimates it.
    pub fn server_now(hold: Hold) -> i64 {
        let device = device();
        hold.known.try_with_untracked(|k| k.now(device)).unwrap_or(device)
    }

    /// An answer carried the server's time: learns how far the clocks are apart.
    pub fn tuned(hold: Hold, server: i64, sent: i64) {
        let received = device();
        if server > 0 {
            hold.known.try_update(|k| k.tune(server, sent, received));
        }
    }

    /// Follows a room at an address of its stream.
    pub fn start(hold: Hold, address: String) {
        stop();
        // The page's own hour until the stream tells better: too early by the time the page took to come.
        let early = hold.now.get_untracked() - device();
        hold.known.update_untracked(|k| k.offset_ms = early);
        let line = Line {
            hold,
            address,
            source: None,
            asked: None,
            heard: device(),
            attempt: 0,
            retry: None,
            tick: None,
            on_event: Closure::new(event),
            on_error: Closure::new(lost),
            on_retry: Closure::new(connect),
            on_tick: Closure::new(tick),
        };
        LINE.with_borrow_mut(|l| *l = Some(line));
        listen();
        connect();
        tick();
    }

    /// Ends the line.
    pub fn stop() {
        let line = LINE.with_borrow_mut(Option::take);
        drop(line);
    }

    /// Asks for the stream: from what is known, or from nothing when something is missing.
    fn connect() {
        LINE.with_borrow_mut(|line| {
            let Some(line) = line else { return };
            line.hang_up();
            cancel(line.retry.take());
            let known = line.hold.known.try_with_untracked(|k| (!k.gap).then_some(k.room.rev)).flatten();
            let since = known.map_or_else(String::new, |rev| format!("&depuis={rev}"));
            let Ok(source) = EventSource::new(&format!("{}{since}", line.address)) else { return };
            for name in NAMES {
                let _ = source.add_event_listener_with_callback(name, line.on_event.as_ref().unchecked_ref());
            }
            source.set_onerror(Some(line.on_error.as_ref().unchecked_ref()));
            (line.asked, line.heard) = (Some(device()), device());
            line.source = Some(source);
        });
    }

    /// The line is lost: it is opened anew after a wait drawn by chance, so that a whole room does not come back at once.
    fn lost() {
        let hold = LINE.with_borrow_mut(|line| {
            let line = line.as_mut()?;
            line.hang_up();
            cancel(line.retry.take());
            let wait = backoff(line.attempt, (js_sys::Math::random() * 1000.0) as u32);
            line.attempt += 1;
            line.retry = later(&line.on_retry, i64::from(wait));
            // A single drop is mended before anybody needs to know.
            (line.attempt > 1).then_some(line.hold)
        });
        if let Some(hold) = hold {
            hold.linked.try_set(false);
        }
    }

    fn event(came: MessageEvent) {
        let Some(data) = came.data().as_string() else { return };
        let name = came.type_();
        let held = LINE.with_borrow_mut(|line| {
            let line = line.as_mut()?;
            line.heard = device();
            let asked = if name == "beat" { line.asked.take() } else { None };
            Some((line.hold, asked))
        });
        let Some((hold, asked)) = held else { return };
        if name == "out" {
            // Signed out, here or elsewhere: the page asks who is there, and comes back to where one was.
            rest();
            if let Some(window) = window() {
                let _ = window.location().reload();
            }
            return;
        }
        let ended = name == "ended";
        if hold.taken.try_get_untracked() == Some(!ended) {
            hold.taken.try_set(ended);
        }
        if ended {
            return rest();
        }
        if !hold.linked.try_get_untracked().unwrap_or(true) {
            hold.linked.try_set(true);
            super::super::send::wake();
        }
        if name == "marks" {
            if let Ok(marks) = miniserde::json::from_str(&data) {
                hold.marks.try_set(marks);
            }
            return;
        }
        let Some(event) = Event::of(&name, &data) else { return };
        match (&event, asked) {
            // The first beat of a stream stands before what was missed: it tells the hour, and that is all.
            (Event::Beat(beat), Some(asked)) => tuned(hold, beat.now, asked),
            _ => take(hold, event),
        }
        tick();
    }

    /// The stream was ended for another page's sake: this one waits until somebody looks at it again, so that they do not take it from each
    /// other for ever.
    fn rest() {
        LINE.with_borrow_mut(|line| {
            let Some(line) = line else { return };
            line.hang_up();
            cancel(line.retry.take());
        });
    }

    /// Takes what arrived over; what is missing is asked for again.
    fn take(hold: Hold, event: Event) {
        let quiet = matches!(&event, Event::Beat(beat) if hold.known.try_with_untracked(|k| k.heard == beat.rev && !k.gap).unwrap_or(true));
        if quiet {
            LINE.with_borrow_mut(|line| line.iter_mut().for_each(|l| l.attempt = 0));
            return;
        }
        let gap = hold.known.try_update(|known| {
            match event {
                // The stream is one line in order: a room older than the one known was prepared anew.
                Event::Snapshot(whole) => {
                    let (offset_ms, trip_ms) = (known.offset_ms, known.trip_ms);
                    *known = Followed { heard: whole.room.rev, room: whole.room, offset_ms, trip_ms, gap: false };
                }
                other => follow(known, other),
            }
            known.gap
        });
        if gap == Some(true) {
            lost();
        } else {
            LINE.with_borrow_mut(|line| line.iter_mut().for_each(|l| l.attempt = 0));
        }
    }

    /// Tells the hour, and sets the next time: when the second shown changes, rarely when nothing is counted, never when nobody looks.
    fn tick() {
        let Some(hold) = LINE.with_borrow_mut(|line| {
            let line = line.as_mut()?;
            cancel(line.tick.take());
            Some(line.hold)
        }) else {
            return;
        };
        let now = server_now(hold);
        if hold.now.try_set(now).is_some() || hidden() {
            return;
        }
        let ends = hold.face.try_with_untracked(|f| f.ends).unwrap_or(0);
        let wait = if ends > now { (ends - now - 1).rem_euclid(1000) + 2 } else { SLOW_MS };
        let dead = LINE.with_borrow_mut(|line| {
            let Some(line) = line else { return false };
            line.tick = later(&line.on_tick, wait);
            line.source.is_some() && device() - line.heard > SILENT_MS
        });
        if dead {
            lost();
        }
    }

    /// The network is back, or somebody looks again: nothing waits any longer.
    fn wake() {
        let dead = LINE.with_borrow_mut(|line| {
            let Some(line) = line else { return false };
            let closed = line.source.as_ref().is_none_or(|s| s.ready_state() == EventSource::CLOSED);
            closed || device() - line.heard > SILENT_MS
        });
        if dead {
            LINE.with_borrow_mut(|line| line.iter_mut().for_each(|l| l.attempt = 0));
            connect();
        }
        tick();
        super::super::send::wake();
    }

    /// The network is gone.
    fn gone() {
        let hold = LINE.with_borrow_mut(|line| {
            let line = line.as_mut()?;
            line.hang_up();
            cancel(line.retry.take());
            line.attempt = line.attempt.max(1);
            line.retry = later(&line.on_retry, 4_000);
            Some(line.hold)
        });
        if let Some(hold) = hold {
            hold.linked.try_set(false);
        }
    }

    fn listen() {
        if LISTENING.with(|l| l.replace(true)) {
            return;
        }
        let Some(window) = window() else { return };
        let awake = Closure::<dyn Fn()>::new(wake);
        let asleep = Closure::<dyn Fn()>::new(gone);
        let (wake, gone) = (awake.as_ref().unchecked_ref(), asleep.as_ref().unchecked_ref());
        for name in ["online", "pageshow"] {
            let _ = window.add_event_listener_with_callback(name, wake);
        }
        let _ = window.add_event_listener_with_callback("offline", gone);
        if let Some(document) = window.document() {
            let _ = document.add_event_listener_with_callback("visibilitychange", wake);
        }
        awake.forget();
        asleep.forget();
    }
}
