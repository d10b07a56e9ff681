//! What the browser adds to a form of the desk whose fields save themselves.
//!
//! Each field is sent alone, to the form's own address, with the version of the text it was written from. What is not yet
//! acknowledged stays in this browser's storage and is sent again when the network is back, on the next visit too. When the field
//! was changed elsewhere meanwhile, both texts are shown and nobody's is lost. On the server nothing here does anything.

#[cfg(feature = "hydrate")]
pub use browser::{changed, play, put, resume, typed, waiting};

/// A field is being typed in.
#[cfg(not(feature = "hydrate"))]
pub fn typed(_event: &leptos::ev::Event) {}

/// A field was left with another value.
#[cfg(not(feature = "hydrate"))]
pub fn changed(_event: &leptos::ev::Event) {}

/// A video's frame is asked for.
#[cfg(not(feature = "hydrate"))]
pub fn play(_event: &leptos::ev::MouseEvent) {}

/// A page with such forms is there: sends what an earlier visit could not.
#[cfg(not(feature = "hydrate"))]
pub fn resume() {}

/// A field nobody types in has another value: what a page computes, such as a ranking. It is kept here at once and sent after a pause.
#[cfg(not(feature = "hydrate"))]
pub fn put(_form: &str, _field: &str, _value: &str) {}

/// What an earlier visit could not send of a field.
#[cfg(not(feature = "hydrate"))]
pub fn waiting(_url: &str, _field: &str) -> Option<String> {
    None
}

#[cfg(feature = "hydrate")]
mod browser {
    use crate::i18n::desk as say;
    use miniserde::{Deserialize, Serialize, json};
    use std::cell::{Cell, RefCell};
    use std::collections::HashMap;
    use wasm_bindgen::prelude::*;
    use web_sys::{Element, HtmlFormElement, HtmlInputElement, HtmlSelectElement, HtmlTextAreaElement, Storage, Window};

    /// How long one stops typing before the field is sent.
    const PAUSE_MS: i32 = 700;
    /// How long before what failed is tried again.
    const AGAIN_MS: i32 = 8_000;

    thread_local! {
        /// The timer of each field that waits for a pause.
        static WAITING: RefCell<HashMap<String, i32>> = RefCell::new(HashMap::new());
        /// The listeners of the network and the timer of retries are set once.
        static LISTENING: Cell<bool> = const { Cell::new(false) };
    }

    /// A field not yet acknowledged, as it waits in this browser.
    #[derive(Serialize, Deserialize)]
    struct Pending {
        url: String,
        form: String,
        field: String,
        value: String,
        base: String,
    }

    /// What the server answers.
    #[derive(Serialize, Deserialize)]
    struct Saved {
        /// "Enregistré à 14:03", or what to correct.
        words: String,
        /// The version the field has now.
        version: String,
        /// `saved`, `refused` or `conflict`.
        state: String,
        /// The text the field holds now, when it was changed elsewhere.
        theirs: String,
    }

    fn window() -> Option<Window> {
        web_sys::window()
    }

    fn storage() -> Option<Storage> {
        window()?.local_storage().ok().flatten()
    }

    /// A field of a form that saves itself: the form, the name, the value.
    fn field_of(target: web_sys::EventTarget) -> Option<(HtmlFormElement, String, String, Element)> {
        let element: Element = target.clone().dyn_into().ok()?;
        let form: HtmlFormElement = element.closest("form[data-autosave]").ok()??.dyn_into().ok()?;
        let (name, value) = if let Some(input) = target.dyn_ref::<HtmlInputElement>() {
            if input.type_() == "file" {
                return None;
            }
            let value = if input.type_() == "checkbox" { checked(&form, &input.name()) } else { input.value() };
            (input.name(), value)
        } else if let Some(area) = target.dyn_ref::<HtmlTextAreaElement>() {
            (area.name(), area.value())
        } else {
            let select = target.dyn_ref::<HtmlSelectElement>()?;
            (select.name(), select.value())
        };
        Some((form, name, value, element))
    }

    /// The values of the boxes of a name that are ticked.
    fn checked(form: &HtmlFormElement, name: &str) -> String {
        let mut out = Vec::new();
        if let Ok(all) = form.query_selector_all(&format!("input[name='{name}']:checked")) {
            for i in 0..all.length() {
                if let Some(input) = all.get(i).and_then(|n| n.dyn_into::<HtmlInputElement>().ok()) {
                    out.push(input.value());
                }
            }
        }
        out.join("\u{1f}")
    }

    fn key(url: &str, field: &str) -> String {
        format!("attente {url} {field}")
    }

    /// A field is being typed in: it is kept here at once and sent after a pause.
    pub fn typed(event: &web_sys::Event) {
        note(event, PAUSE_MS);
    }

    /// A field was left: it is sent at once.
    pub fn changed(event: &web_sys::Event) {
        note(event, 0);
    }

    /// A field nobody types in has another value: what a page computes, such as a ranking.
    pub fn put(form: &str, field: &str, value: &str) {
        let Some(form) = form_of(form).filter(|f| f.has_attribute("data-autosave")) else { return };
        if let Ok(Some(element)) = form.query_selector(&format!("[name='{field}']")) {
            keep(&form, field.to_owned(), value.to_owned(), &element, PAUSE_MS);
        }
    }

    /// What an earlier visit could not send of a field.
    pub fn waiting(url: &str, field: &str) -> Option<String> {
        let text = storage()?.get_item(&key(url, field)).ok().flatten()?;
        json::from_str::<Pending>(&text).ok().map(|p| p.value)
    }

    fn note(event: &web_sys::Event, pause: i32) {
        if let Some((form, field, value, element)) = event.target().and_then(field_of) {
            keep(&form, field, value, &element, pause);
        }
    }

    /// What somebody is writing when the script arrives, on a slow network long after the page: no event will tell of it. Other fields
    /// that differ from the page may be what the browser remembers of an earlier visit.
    fn typed_before(document: &web_sys::Document) {
        let Some(active) = document.active_element() else { return };
        let area = active.dyn_ref::<HtmlTextAreaElement>().is_some_and(|a| a.default_value().is_ok_and(|said| said != a.value()));
        let input = active
            .dyn_ref::<HtmlInputElement>()
            .is_some_and(|i| !matches!(i.type_().as_str(), "checkbox" | "radio") && i.value() != i.default_value());
        if (area || input)
            && let Some((form, field, value, element)) = field_of(active.into())
        {
            keep(&form, field, value, &element, PAUSE_MS);
        }
    }

    /// A value not yet acknowledged: kept in this browser, sent after a pause.
    fn keep(form: &HtmlFormElement, field: String, value: String, element: &Element, pause: i32) {
        let url = form.get_attribute("data-autosave").unwrap_or_default();
        let base = element.get_attribute("data-version").unwrap_or_default();
        let pending = Pending { url: url.clone(), form: form.id(), field: field.clone(), value, base };
        let key = key(&url, &field);
        if let Some(storage) = storage() {
            let _ = storage.set_item(&key, &json::to_string(&pending));
        }
        tell(form, say::SAVING, "");
        listen();
        let Some(window) = window() else { return };
        let before = WAITING.with(|w| w.borrow_mut().remove(&key));
        if let Some(timer) = before {
            window.clear_timeout_with_handle(timer);
        }
        let again = key.clone();
        let send = Closure::once_into_js(move || {
            WAITING.with(|w| w.borrow_mut().remove(&again));
            wasm_bindgen_futures::spawn_local(send(again));
        });
        if let Ok(timer) = window.set_timeout_with_callback_and_timeout_and_arguments_0(send.unchecked_ref(), pause) {
            WAITING.with(|w| w.borrow_mut().insert(key, timer));
        }
    }

    /// Sends one field that waits. What was typed meanwhile is sent in its turn.
    async fn send(key: String) {
        let Some(text) = storage().and_then(|s| s.get_item(&key).ok().flatten()) else { return };
        let Ok(pending) = json::from_str::<Pending>(&text) else {
            if let Some(storage) = storage() {
                let _ = storage.remove_item(&key);
            }
            return;
        };
        let encode = |s: &str| String::from(js_sys::encode_uri_component(s));
        let body = format!("geste=champ&champ={}&valeur={}&version={}", encode(&pending.field), encode(&pending.value), encode(&pending.base));
        let answer = crate::ui::fetch::post_form(&pending.url, &body).await;
        // The page may be another one by now, with a form of the same name.
        let form = form_of(&pending.form).filter(|f| f.get_attribute("data-autosave").as_deref() == Some(&pending.url));
        let Some(answer) = answer else {
            if let Some(form) = &form {
                tell(form, say::OFFLINE, "now");
            }
            return;
        };
        let Ok(saved) = json::from_str::<Saved>(&answer) else {
            // Signed out meanwhile, or a fault: what was typed stays here.
            if let Some(form) = &form {
                tell(form, say::NOT_SAVED, "error");
            }
            return;
        };
        let newer = storage().and_then(|s| s.get_item(&key).ok().flatten()).is_some_and(|now| now != text);
        let element = form.as_ref().and_then(|f| f.query_selector(&format!("[name='{}']", pending.field)).ok().flatten());
        match saved.state.as_str() {
            "saved" => {
                if let Some(element) = &element {
                    let _ = element.set_attribute("data-version", &saved.version);
                    let _ = element.remove_attribute("aria-invalid");
                }
                forget(&key, newer, &saved.version);
                if let Some(form) = &form {
                    tell(form, &saved.words, "");
                }
            }
            "conflict" => {
                // The server keeps its text, the field keeps ours; the next change is written from what is there now.
                if let Some(element) = &element {
                    let _ = element.set_attribute("data-version", &saved.version);
                }
                forget(&key, newer, &saved.version);
                if let Some(form) = &form {
                    let theirs = if saved.theirs.is_empty() { String::new() } else { format!(" « {} »", saved.theirs) };
                    tell(form, &(saved.words + &theirs), "error");
                }
            }
            _ => {
                if let Some(element) = &element {
                    let _ = element.set_attribute("aria-invalid", "true");
                }
                forget(&key, newer, &pending.base);
                if let Some(form) = &form {
                    tell(form, &saved.words, "error");
                }
            }
        }
        if newer {
            Box::pin(send(key)).await;
        }
    }

    /// What was sent no longer waits; what was typed after it waits with the new version.
    fn forget(key: &str, newer: bool, version: &str) {
        let Some(storage) = storage() else { return };
        if !newer {
            let _ = storage.remove_item(key);
            return;
        }
        let next = storage.get_item(key).ok().flatten().and_then(|text| json::from_str::<Pending>(&text).ok());
        if let Some(mut next) = next {
            next.base = version.to_owned();
            let _ = storage.set_item(key, &json::to_string(&next));
        }
    }

    fn form_of(id: &str) -> Option<HtmlFormElement> {
        window()?.document()?.get_element_by_id(id)?.dyn_into().ok()
    }

    /// Says where the form stands, to everybody.
    fn tell(form: &HtmlFormElement, words: &str, look: &str) {
        if let Some(place) = form.query_selector("[data-saved]").ok().flatten() {
            place.set_text_content(Some(words));
            let class = if look == "error" { "error small" } else { "saved small" };
            place.set_class_name(class);
        }
    }

    /// Sends everything that waits in this browser.
    fn flush() {
        let Some(storage) = storage() else { return };
        let count = storage.length().unwrap_or(0);
        let keys: Vec<String> = (0..count).filter_map(|i| storage.key(i).ok().flatten()).filter(|k| k.starts_with("attente ")).collect();
        let busy = |key: &String| WAITING.with(|w| w.borrow().contains_key(key));
        for key in keys.into_iter().filter(|k| !busy(k)) {
            wasm_bindgen_futures::spawn_local(send(key));
        }
    }

    /// Tries again when the network is back, and now and then.
    fn listen() {
        if LISTENING.with(|l| l.replace(true)) {
            return;
        }
        let Some(window) = window() else { return };
        let online = Closure::<dyn Fn()>::new(flush);
        let _ = window.add_event_listener_with_callback("online", online.as_ref().unchecked_ref());
        let _ = window.set_interval_with_callback_and_timeout_and_arguments_0(online.as_ref().unchecked_ref(), AGAIN_MS);
        online.forget();
    }

    /// A page with such forms is there: fills in what an earlier visit could not send, and sends it.
    pub fn resume() {
        let Some(document) = window().and_then(|w| w.document()) else { return };
        let Ok(Some(_)) = document.query_selector("form[data-autosave]") else { return };
        listen();
        let Some(storage) = storage() else { return };
        let count = storage.length().unwrap_or(0);
        let keys: Vec<String> = (0..count).filter_map(|i| storage.key(i).ok().flatten()).filter(|k| k.starts_with("attente ")).collect();
        for text in keys.iter().filter_map(|k| storage.get_item(k).ok().flatten()) {
            let Ok(pending) = json::from_str::<Pending>(&text) else { continue };
            let Some(form) = form_of(&pending.form).filter(|f| f.get_attribute("data-autosave").as_deref() == Some(&pending.url)) else { continue };
            let element = form.query_selector(&format!("[name='{}']", pending.field)).ok().flatten();
            if let Some(area) = element.as_ref().and_then(|e| e.dyn_ref::<HtmlTextAreaElement>()) {
                area.set_value(&pending.value);
            } else if let Some(input) = element.as_ref().and_then(|e| e.dyn_ref::<HtmlInputElement>())
                && !matches!(input.type_().as_str(), "checkbox" | "radio")
            {
                input.set_value(&pending.value);
            }
        }
        typed_before(&document);
        flush();
    }

    /// Puts the provider's frame where its picture was. Nothing was asked of it before.
    pub fn play(event: &web_sys::MouseEvent) {
        let button = event.target().and_then(|t| t.dyn_into::<Element>().ok());
        let Some(figure) = button.and_then(|b| b.closest("[data-film]").ok().flatten()) else { return };
        let address = figure.get_attribute("data-film").unwrap_or_default();
        let Some(document) = window().and_then(|w| w.document()) else { return };
        if let Ok(frame) = document.create_element("iframe") {
            let _ = frame.set_attribute("src", &address);
            let _ = frame.set_attribute("allow", "fullscreen; encrypted-media; picture-in-picture");
            let _ = frame.set_attribute("allowfullscreen", "");
            let _ = frame.set_attribute("referrerpolicy", "strict-origin-when-cross-origin");
            let _ = frame.set_attribute("title", say::FILM_TITLE);
            figure.replace_children_with_node_1(&frame);
        }
    }
}
