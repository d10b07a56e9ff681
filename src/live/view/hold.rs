//! What every page of the morning holds: the room as it is known, the hour by the server's clock, and whether the line is up.

use super::face::{Face, Stage, announced, face};
use crate::i18n::live as say;
use crate::live::model::clock::countdown;
use crate::live::model::marks::Marks;
use crate::live::model::page::LivePage;
use crate::live::model::room::Room;
use crate::live::model::stream::Followed;
use crate::ui::still::Erase;
use leptos::prelude::*;

/// Shared by every part of the page. Rendered by the server it stands still; in the browser [`super::link`] keeps it up to date.
#[derive(Clone, Copy)]
pub struct Hold {
    /// The room, and how far this device's clock is from the server's.
    pub known: RwSignal<Followed>,
    /// The server's time, told anew each second while something is counted down.
    pub now: RwSignal<i64>,
    /// The stream is open, or was never tried.
    pub linked: RwSignal<bool>,
    /// The server ended the stream for good: too many others were opened with the same code.
    pub taken: RwSignal<bool>,
    /// What the console alone sees.
    pub marks: RwSignal<Marks>,
    /// The clock without its seconds.
    pub face: Memo<Face>,
    /// Seconds left, rounded up.
    pub left: Memo<i64>,
}

impl Hold {
    /// As the page came.
    pub fn new(page: &LivePage) -> Hold {
        let known = RwSignal::new(Followed { room: page.state.clone(), heard: page.state.rev, ..Followed::default() });
        let now = RwSignal::new(page.now);
        let face = Memo::new(move |_| known.with(|k| face(&k.room, now.get())));
        let left = Memo::new(move |_| {
            let now = now.get();
            let ms = face.with(|f| if f.ends > 0 { f.ends - now } else { f.left });
            (ms.max(0) + 999) / 1000
        });
        let marks = RwSignal::new(page.marks.clone().unwrap_or_default());
        Hold { known, now, linked: RwSignal::new(true), taken: RwSignal::new(false), marks, face, left }
    }

    /// Reads the room at this instant, and again whenever either changes.
    pub fn read<T>(self, f: impl FnOnce(&Room, i64) -> T) -> T {
        let now = self.now.get();
        self.known.with(|k| f(&k.room, now))
    }

    /// Why the page does not follow the room any more, in words; `offline` for a lost network. None while it does.
    pub fn lost(self, offline: &'static str) -> Option<&'static str> {
        let words = if self.taken.get() { say::TAKEN_OVER } else { offline };
        (self.taken.get() || !self.linked.get()).then_some(words)
    }

    /// Reads them once.
    pub fn glance<T>(self, f: impl FnOnce(&Room, i64) -> T) -> T {
        let now = self.now.get_untracked();
        self.known.with_untracked(|k| f(&k.room, now))
    }
}

/// The countdown, as large as its place.
pub fn clock(hold: Hold) -> AnyView {
    let text = move || {
        let hour = hold.face.with(|f| f.hour.clone());
        if hour.is_empty() { countdown(hold.left.get() * 1000) } else { hour }
    };
    let label = move || {
        let (hour, words) = hold.face.with(|f| (f.hour.clone(), f.until_words));
        if hour.is_empty() { say::left(hold.left.get()) } else { format!("{words} {hour}") }
    };
    let long = move || text().len() > "00:00".len();
    let over = move || hold.face.with(|f| f.stage == Stage::Over);
    let announcement = Memo::new(move |_| announced(hold.face.with(|f| f.stage), hold.left.get()));
    view! {
        <p class="clock" class:long=long role="timer" aria-label=label hidden=over>{text}</p>
        <p class="v" role="status">{move || announcement.get()}</p>
    }
    .still()
}

/// How much of what is counted has gone by.
pub fn run(hold: Hold) -> AnyView {
    let total = move || hold.face.with(|f| f.total / 1000);
    let gone = move || (total() - hold.left.get()).max(0).to_string();
    let idle = move || total() == 0;
    view! {
        <progress class="run" max=move || total().max(1).to_string() value=gone hidden=idle aria-label=say::TIME_LEFT></progress>
    }
    .still()
}

/// "Manche 3 sur 8" and until when.
pub fn mark(hold: Hold) -> AnyView {
    view! {
        <mark>{move || hold.face.with(|f| f.mark.clone())}</mark>
        <span>{move || hold.face.with(|f| f.until_words)} " " <time>{move || hold.face.with(|f| f.until.clone())}</time></span>
    }
    .still()
}
