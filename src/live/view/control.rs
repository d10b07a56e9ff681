//! What the console does: operations and repairs, each sent under one id however often it is tried again.
//!
//! On the server nothing here does anything: the plain forms of the page are sent by hand.

use super::hold::Hold;
use crate::live::model::mend::Pending;
use leptos::prelude::*;

#[cfg(feature = "hydrate")]
pub use browser::{confirm, operate, propose, say_presence};
#[cfg(not(feature = "hydrate"))]
pub use nothing::{confirm, operate, propose, say_presence};

/// Shared by every part of the console.
#[derive(Clone, Copy)]
pub struct Control {
    /// The room.
    pub hold: Hold,
    /// Key of the room.
    pub room: i64,
    /// What was said last, and whether it is a refusal.
    pub said: RwSignal<(bool, String)>,
    /// An action is on its way.
    pub busy: RwSignal<bool>,
    /// What waits to be confirmed.
    pub ask: RwSignal<Option<Pending>>,
}

impl Control {
    /// What was said and is asked when the page comes.
    pub fn new(hold: Hold, room: i64, said: (bool, String), ask: Option<Pending>) -> Control {
        Control { hold, room, said: RwSignal::new(said), busy: RwSignal::new(false), ask: RwSignal::new(ask) }
    }
}

#[cfg(not(feature = "hydrate"))]
mod nothing {
    use super::Control;
    use crate::live::model::mend::Incident;
    use crate::live::model::op::Op;
    use crate::live::model::presence::Presence;
    use crate::live::model::seat::Seat;

    /// Sends an operation.
    pub fn operate(_c: Control, _op: &Op) {}

    /// Sends what waits to be confirmed.
    pub fn confirm(_c: Control) {}

    /// Asks what the plan becomes.
    pub fn propose(_c: Control, _title: String, _incident: Incident) {}

    /// Says that somebody is there, late, absent or gone, and asks what the plan becomes.
    pub fn say_presence(_c: Control, _seat: Seat, _presence: Presence) {}
}

#[cfg(feature = "hydrate")]
mod browser {
    use super::super::link::{device, tuned};
    use super::Control;
    use crate::i18n::live as say;
    use crate::live::model::clock::played;
    use crate::live::model::mend::{Incident, Pending, Proposal};
    use crate::live::model::op::Op;
    use crate::live::model::presence::Presence;
    use crate::live::model::queue::backoff;
    use crate::live::model::seat::Seat;
    use crate::ui::fetch::{fresh_id, post_json};
    use leptos::prelude::*;
    use miniserde::json;
    use wasm_bindgen_futures::JsFuture;

    /// Tries before the console is told that an action could not be sent.
    const TRIES: u32 = 7;

    #[derive(miniserde::Serialize)]
    struct Gesture {
        id: String,
        op: String,
    }

    #[derive(miniserde::Deserialize)]
    struct Said {
        words: String,
        at: i64,
    }

    fn tell(c: Control, refused: bool, words: &str) {
        c.said.try_set((refused, words.to_owned()));
    }

    async fn pause(ms: u32) {
        let promise = js_sys::Promise::new(&mut |done, _| {
            if let Some(window) = web_sys::window() {
                let _ = window.set_timeout_with_callback_and_timeout_and_arguments_0(&done, i32::try_from(ms).unwrap_or(i32::MAX));
            }
        });
        let _ = JsFuture::from(promise).await;
    }

    /// Posts a body until something answers.
    async fn post(c: Control, path: &str, body: &str) -> Option<(u16, String)> {
        let url = format!("/direct/{}/{path}", c.room);
        for attempt in 0..TRIES {
            match post_json(&url, body).await {
                Some((status, text)) if status < 500 => return Some((status, text)),
                _ => tell(c, true, say::RETRYING),
            }
            pause(backoff(attempt + 1, (js_sys::Math::random() * 1000.0) as u32)).await;
        }
        tell(c, true, say::GAVE_UP);
        None
    }

    /// Sends an operation under an id; true when it was taken.
    async fn send(c: Control, op: String, id: String) -> bool {
        c.busy.try_set(true);
        tell(c, false, say::SENDING);
        let asked = device();
        let answer = post(c, "gestes", &json::to_string(&Gesture { id, op })).await;
        c.busy.try_set(false);
        let Some((status, text)) = answer else { return false };
        let said = json::from_str::<Said>(&text).ok();
        if status == 200 {
            tell(c, false, "");
            if let Some(said) = said {
                tuned(c.hold, said.at, asked);
            }
            return true;
        }
        tell(c, true, said.as_ref().map_or(say::UNREADABLE, |s| s.words.as_str()));
        false
    }

    /// Sends an operation.
    pub fn operate(c: Control, op: &Op) {
        if c.busy.get_untracked() {
            return;
        }
        let text = op.to_text();
        leptos::task::spawn_local(async move {
            send(c, text, fresh_id()).await;
        });
    }

    /// Sends what waits to be confirmed, under the id it was given: pressing again after a loss counts once.
    pub fn confirm(c: Control) {
        let Some(ask) = c.ask.get_untracked().filter(|_| !c.busy.get_untracked()) else { return };
        leptos::task::spawn_local(async move {
            let mended = ask.incident != Incident::default();
            if send(c, ask.proposal.op, ask.id).await {
                c.ask.try_set(None);
                if mended {
                    tell(c, false, say::CONFIRMED);
                }
            }
        });
    }

    /// Asks what the plan becomes.
    pub fn propose(c: Control, title: String, incident: Incident) {
        leptos::task::spawn_local(repair(c, title, incident));
    }

    async fn repair(c: Control, title: String, incident: Incident) {
        c.busy.try_set(true);
        tell(c, false, say::COMPUTING);
        let answer = post(c, "reparer", &json::to_string(&incident)).await;
        c.busy.try_set(false);
        let Some((status, text)) = answer else { return };
        match json::from_str::<Proposal>(&text).ok().filter(|_| status == 200) {
            Some(proposal) => {
                tell(c, false, "");
                c.ask.try_set(Some(Pending { title, incident, proposal, id: fresh_id() }));
            }
            None => tell(c, true, json::from_str::<Said>(&text).as_ref().map_or(say::UNREADABLE, |s| s.words.as_str())),
        }
    }

    /// Says that somebody is there, late, absent or gone, and asks what the plan becomes.
    pub fn say_presence(c: Control, seat: Seat, presence: Presence) {
        if c.busy.get_untracked() {
            return;
        }
        let (name, known, round) = c.hold.glance(|room, now| {
            let guest = seat.guest(room);
            (guest.map_or_else(String::new, |g| g.short.clone()), guest.map(|g| g.presence()), played(room, now))
        });
        let op = Op::Presence { side: seat.side, at: seat.at, presence };
        let incident = Incident::of(seat, presence, round).filter(|_| known.is_some_and(|before| presence.mends(before)));
        leptos::task::spawn_local(async move {
            let taken = known == Some(presence) || send(c, op.to_text(), fresh_id()).await;
            if let Some(incident) = incident.filter(|_| taken) {
                repair(c, say::incident_person(&name, presence.label()), incident).await;
            }
        });
    }
}
