//! What a seat writes: kept in this browser at once, shown as waiting, sent until the server says it is kept (rule M9).
//!
//! On the server nothing here does anything: the form is sent by hand.

#[cfg(feature = "hydrate")]
pub use browser::{adopt, fill, sent, show, start, wake, written};

#[cfg(not(feature = "hydrate"))]
use super::seating::Seating;
#[cfg(not(feature = "hydrate"))]
use crate::live::model::rating::Rating;

/// A seat's page is there.
#[cfg(not(feature = "hydrate"))]
pub fn start(_s: Seating) {}

/// A form was written in.
#[cfg(not(feature = "hydrate"))]
pub fn written(_s: Seating, _target: i64, _event: &leptos::ev::Event) {}

/// A form was sent by hand.
#[cfg(not(feature = "hydrate"))]
pub fn sent(_s: Seating, _target: i64, _event: &leptos::ev::SubmitEvent) {}

/// Keeps what a form holds beyond what it was made with; false when there is nothing more.
#[cfg(not(feature = "hydrate"))]
pub fn adopt(_s: Seating, _target: i64, _made: &Rating) -> bool {
    false
}

/// Makes a form show a rating.
#[cfg(not(feature = "hydrate"))]
pub fn fill(_target: i64, _rating: &Rating) {}

/// Brings a form before one's eyes.
#[cfg(not(feature = "hydrate"))]
pub fn show(_target: i64) {}

#[cfg(feature = "hydrate")]
mod browser {
    use super::super::link::{device, server_now, tuned};
    use super::super::seating::{Kept, Seating};
    use crate::live::model::queue::{Queue, backoff};
    use crate::live::model::rating::{Rating, SCORES};
    use crate::ui::fetch;
    use leptos::prelude::*;
    use miniserde::{Deserialize, json};
    use std::cell::{Cell, RefCell};
    use wasm_bindgen::prelude::*;
    use web_sys::{Element, HtmlElement, HtmlInputElement, HtmlTextAreaElement, Storage};

    /// How long one stops typing before the note is sent; a score is sent at once.
    const PAUSE_MS: i32 = 700;

    thread_local! {
        static PAGE: RefCell<String> = const { RefCell::new(String::new()) };
        static SEATED: RefCell<Option<Seating>> = const { RefCell::new(None) };
        static TIMER: Cell<Option<i32>> = const { Cell::new(None) };
        static BUSY: Cell<bool> = const { Cell::new(false) };
        static ATTEMPT: Cell<u32> = const { Cell::new(0) };
    }

    /// What the server answers to a rating.
    #[derive(Deserialize)]
    struct Said {
        state: String,
        words: String,
        at: i64,
    }

    /// What this seat wrote, on whatever device.
    #[derive(Deserialize)]
    struct Own {
        ratings: Vec<Rating>,
    }

    fn storage() -> Option<Storage> {
        web_sys::window()?.local_storage().ok().flatten()
    }

    /// Where this page keeps what waits: pages of one seat do not write over each other.
    fn key(s: Seating, page: &str) -> Option<String> {
        s.code.try_with_value(|code| format!("notes {code} {page}"))
    }

    /// Changes the queue and keeps it in this browser.
    fn queue(s: Seating, change: impl FnOnce(&mut Queue)) {
        let page = PAGE.with_borrow(String::clone);
        let Some(key) = key(s, &page) else { return };
        let mut queue = s.queue.try_get_untracked().unwrap_or_else(|| Queue::new(&page));
        change(&mut queue);
        if let Some(storage) = storage() {
            let _ = if queue.pending().is_empty() { storage.remove_item(&key) } else { storage.set_item(&key, &queue.to_text()) };
        }
        s.queue.try_set(queue);
    }

    /// A queue of its own for this page, with what earlier pages of this seat could not send.
    fn take_over(s: Seating) {
        let page: String = fetch::fresh_id().chars().filter(char::is_ascii_alphanumeric).take(16).collect();
        let Some(mine) = key(s, "") else { return };
        let mut fresh = Queue::new(&page);
        if let Some(storage) = storage() {
            let names = (0..storage.length().unwrap_or(0)).filter_map(|i| storage.key(i).ok().flatten());
            let left: Vec<String> = names.filter(|name| name.starts_with(&mine)).collect();
            for name in left {
                let text = storage.get_item(&name).ok().flatten().unwrap_or_default();
                fresh.adopt(Queue::of_text(&text, &page));
                let _ = storage.remove_item(&name);
            }
        }
        PAGE.set(page);
        s.queue.try_set(fresh);
    }

    /// A seat's page is there: what an earlier visit could not send, and what other devices wrote.
    pub fn start(s: Seating) {
        SEATED.set(Some(s));
        BUSY.set(false);
        take_over(s);
        queue(s, |_| {});
        leptos::task::spawn_local(load(s));
        soon(0);
    }

    async fn load(s: Seating) {
        let Some(url) = address(s) else { return };
        let Some(own) = fetch::get(&url).await.and_then(|text| json::from_str::<Own>(&text).ok()) else { return };
        s.kept.try_update(|all| own.ratings.into_iter().for_each(|rating| keep(all, rating, 0)));
    }

    fn address(s: Seating) -> Option<String> {
        s.code.try_with_value(|code| format!("/direct/{}/notes?place={code}", s.room))
    }

    /// Notes that the server has a rating, unless it has a newer one of the same person.
    fn keep(all: &mut Vec<Kept>, rating: Rating, at: i64) {
        let at = at.max(rating.written);
        match all.iter_mut().find(|k| k.rating.target == rating.target) {
            Some(kept) if kept.rating.written <= rating.written => *kept = Kept { at: at.max(kept.at), rating },
            Some(_) => {}
            None => all.push(Kept { rating, at }),
        }
    }

    fn form(target: i64) -> Option<HtmlElement> {
        web_sys::window()?.document()?.get_element_by_id(&format!("noter-{target}"))?.dyn_into().ok()
    }

    fn input(form: &Element, i: usize, rest: &str) -> Option<HtmlInputElement> {
        form.query_selector(&format!("input[name=n{}]{rest}", i + 1)).ok().flatten()?.dyn_into().ok()
    }

    fn note(form: &Element) -> Option<HtmlTextAreaElement> {
        form.query_selector("textarea").ok().flatten()?.dyn_into().ok()
    }

    fn read(form: &Element) -> (Vec<u8>, String) {
        let score = |i: usize| input(form, i, ":checked").and_then(|input| input.value().parse().ok()).unwrap_or(0);
        ((0..SCORES).map(score).collect(), note(form).map(|n| n.value()).unwrap_or_default())
    }

    fn same(rating: &Rating, scores: &[u8], note: &str) -> bool {
        (0..SCORES).all(|i| rating.scores.get(i).copied().unwrap_or(0) == scores.get(i).copied().unwrap_or(0)) && rating.note == note
    }

    /// Makes a form show a rating.
    pub fn fill(target: i64, rating: &Rating) {
        let Some(form) = form(target) else { return };
        let (scores, text) = read(&form);
        if same(rating, &scores, &text) {
            return;
        }
        for (i, score) in rating.scores.iter().enumerate() {
            if let Some(input) = input(&form, i, &format!("[value='{score}']")) {
                input.set_checked(true);
            }
        }
        if let Some(area) = note(&form).filter(|_| text != rating.note) {
            area.set_value(&rating.note);
        }
    }

    /// Keeps what a form holds beyond what it was made with; false when there is nothing more.
    pub fn adopt(s: Seating, target: i64, made: &Rating) -> bool {
        let Some(form) = form(target) else { return false };
        let (scores, note) = read(&form);
        let touched = !same(made, &scores, &note);
        if touched {
            put(s, target, scores, note);
            soon(0);
        }
        touched
    }

    /// A form was written in: kept here at once, sent after a pause.
    pub fn written(s: Seating, target: i64, event: &web_sys::Event) {
        let Some(element) = event.target().and_then(|t| t.dyn_into::<Element>().ok()) else { return };
        let Some(form) = element.closest("form").ok().flatten() else { return };
        let (scores, note) = read(&form);
        put(s, target, scores, note);
        soon(if element.tag_name() == "TEXTAREA" { PAUSE_MS } else { 0 });
    }

    /// A form was sent by hand: its fields are kept already.
    pub fn sent(s: Seating, target: i64, event: &web_sys::SubmitEvent) {
        event.prevent_default();
        written(s, target, event);
        soon(0);
    }

    fn put(s: Seating, target: i64, scores: Vec<u8>, note: String) {
        let rating = Rating { op: crate::ui::fetch::fresh_id(), target, scores, note, written: server_now(s.hold) };
        s.refused.try_set(String::new());
        let Some(code) = s.code.try_get_value() else { return };
        queue(s, |q| {
            q.put(&code, rating);
        });
    }

    /// Brings a form before one's eyes, once it is there.
    pub fn show(target: i64) {
        request_animation_frame(move || {
            if let Some(form) = form(target) {
                form.scroll_into_view();
                if let Some(first) = input(&form, 0, "") {
                    let _ = first.focus();
                }
            }
        });
    }

    /// The network may be back: what waits is sent now.
    pub fn wake() {
        if SEATED.with_borrow(Option::is_some) {
            ATTEMPT.set(0);
            soon(0);
        }
    }

    fn soon(ms: i32) {
        let Some(window) = web_sys::window() else { return };
        if let Some(timer) = TIMER.take() {
            window.clear_timeout_with_handle(timer);
        }
        let call = Closure::once_into_js(|| {
            TIMER.set(None);
            leptos::task::spawn_local(drain());
        });
        TIMER.set(window.set_timeout_with_callback_and_timeout_and_arguments_0(call.unchecked_ref(), ms).ok());
    }

    /// Sends what waits, one after the other, oldest first.
    async fn drain() {
        if BUSY.replace(true) {
            return;
        }
        while let Some(s) = SEATED.with_borrow(|s| *s) {
            let waiting = s.code.try_with_value(|code| s.queue.try_with_untracked(|q| q.pending_of(code).next().cloned())).flatten().flatten();
            let (Some(rating), Some(url)) = (waiting, address(s)) else { break };
            if s.closed.try_get_untracked().unwrap_or(true) {
                break;
            }
            let asked = device();
            let answer = fetch::post_json(&url, &rating.to_text()).await;
            if !answered(s, rating, asked, answer) {
                break;
            }
        }
        BUSY.set(false);
    }

    /// Takes an answer in; true to go on with the next.
    fn answered(s: Seating, rating: Rating, asked: i64, answer: Option<(u16, String)>) -> bool {
        let status = answer.as_ref().map_or(0, |(status, _)| *status);
        let said = answer.and_then(|(_, text)| json::from_str::<Said>(&text).ok());
        match (status, said) {
            (200, Some(said)) => {
                ATTEMPT.set(0);
                s.failing.try_set(false);
                tuned(s.hold, said.at, asked);
                queue(s, |q| q.done(&rating.op));
                if said.state == "depasse" {
                    leptos::task::spawn_local(load(s));
                } else {
                    s.kept.try_update(|all| keep(all, rating, said.at));
                }
                true
            }
            (410, Some(_)) => {
                s.closed.try_set(true);
                false
            }
            (404, Some(said)) => {
                // The code opens nothing today: what was written stays in this browser.
                s.refused.try_set(said.words);
                false
            }
            (400 | 409 | 422, Some(said)) => {
                s.refused.try_set(said.words);
                queue(s, |q| q.done(&rating.op));
                true
            }
            _ => {
                s.failing.try_set(true);
                let attempt = ATTEMPT.get();
                ATTEMPT.set(attempt + 1);
                let wait = backoff(attempt, (js_sys::Math::random() * 1000.0) as u32);
                soon(i32::try_from(wait).unwrap_or(i32::MAX).max(200));
                false
            }
        }
    }
}
