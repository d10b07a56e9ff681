//! What the browser adds to a ranking: dragging with a mouse, a finger or a pen, and where the focus goes. On the server nothing
//! here does anything.
//!
//! Lines stay where they are while one is dragged over them; the place it would take is marked, and only letting go moves it. Let go
//! elsewhere, nothing changes.

#[cfg(feature = "hydrate")]
pub use browser::{down, enter, go_to, keep_focus, moved, stop, typed_before, up};
#[cfg(not(feature = "hydrate"))]
pub use nowhere::{down, enter, go_to, keep_focus, moved, stop, typed_before, up};

#[cfg(not(feature = "hydrate"))]
mod nowhere {
    use crate::desk::order::{Entry, Spot};
    use leptos::ev::{KeyboardEvent, PointerEvent};

    /// A pointer is pressed.
    pub fn down(_event: &PointerEvent) {}

    /// A pointer moves.
    pub fn moved(_event: &PointerEvent) {}

    /// A pointer is let go: what it dragged, and where to.
    pub fn up(_event: &PointerEvent) -> Option<(i64, Spot)> {
        None
    }

    /// The system took the pointer away.
    pub fn stop() {}

    /// Whether a key is Enter, which then does not send the form.
    pub fn enter(_event: &KeyboardEvent) -> bool {
        false
    }

    /// Once what changed is shown: the focus is put there if moving lines lost it, without scrolling when asked.
    pub fn keep_focus(_focus: (String, bool)) {}

    /// Once what changed is shown: the focus goes there.
    pub fn go_to(_id: String) {}

    /// What was typed in the numbered form before the script was there.
    pub fn typed_before(_entries: &mut [Entry]) {}
}

#[cfg(feature = "hydrate")]
mod browser {
    use crate::desk::order::{Entry, Spot, rank_of, set_opinion, set_rank};
    use leptos::ev::{KeyboardEvent, PointerEvent};
    use std::cell::RefCell;
    use wasm_bindgen::prelude::*;
    use web_sys::{Document, Element, FocusOptions, HtmlElement, HtmlInputElement, HtmlSelectElement, HtmlTextAreaElement, Window};

    /// How far a pointer goes before it drags, in CSS pixels: below that it was a click.
    const FAR: i32 = 6;
    /// How near the top or the bottom of the window the page scrolls, in CSS pixels.
    const EDGE: i32 = 96;
    /// How often the page scrolls a little, in milliseconds.
    const BEAT_MS: i32 = 16;
    /// Pressing these is never dragging.
    const CONTROLS: &str = "a,button,input,select,textarea,label";

    thread_local! {
        static DRAG: RefCell<Option<Drag>> = const { RefCell::new(None) };
    }

    /// A line under a pointer that is pressed.
    struct Drag {
        row: HtmlElement,
        form: Element,
        id: i64,
        pointer: i32,
        /// Where it was pressed, in the page.
        from: (f64, f64),
        /// Where it is, in the window.
        at: (i32, i32),
        /// The timer that scrolls, once it went far enough to be dragging.
        beat: Option<(i32, Closure<dyn FnMut()>)>,
        /// The place marked, and what letting go would do.
        over: Option<(Element, Spot)>,
    }

    fn window() -> Option<Window> {
        web_sys::window()
    }

    fn document() -> Option<Document> {
        window()?.document()
    }

    fn scrolled() -> (f64, f64) {
        window().map_or((0.0, 0.0), |w| (w.scroll_x().unwrap_or(0.0), w.scroll_y().unwrap_or(0.0)))
    }

    /// A pointer is pressed: a finger or a pen drags by the grip, so that it scrolls elsewhere; a mouse drags by the whole line.
    pub fn down(event: &PointerEvent) {
        stop();
        let Some(target) = event.target().and_then(|t| t.dyn_into::<Element>().ok()) else { return };
        let within = |what: &str| target.closest(what).ok().flatten();
        let held = event.pointer_type() == "mouse" || within(".rank-grip").is_some();
        if !event.is_primary() || event.button() != 0 || !held || within(CONTROLS).is_some() {
            return;
        }
        let row = within(".rank-row").and_then(|r| r.dyn_into::<HtmlElement>().ok());
        let (Some(row), Some(form)) = (row, within("form")) else { return };
        let Some(id) = key_of(&row) else { return };
        let (at, page) = ((event.client_x(), event.client_y()), scrolled());
        let from = (f64::from(at.0) + page.0, f64::from(at.1) + page.1);
        let _ = form.set_attribute("data-held", "");
        let drag = Drag { row, form, id, pointer: event.pointer_id(), from, at, beat: None, over: None };
        DRAG.with(|d| *d.borrow_mut() = Some(drag));
    }

    /// A pointer moves: what it holds follows, and the place it would take is marked.
    pub fn moved(event: &PointerEvent) {
        DRAG.with(|d| {
            let mut held = d.borrow_mut();
            let Some(drag) = held.as_mut().filter(|drag| drag.pointer == event.pointer_id()) else { return };
            drag.at = (event.client_x(), event.client_y());
            if drag.beat.is_none() && drag.far() {
                drag.begin();
            }
            if drag.beat.is_some() {
                event.prevent_default();
                drag.follow();
            }
        });
    }

    /// A pointer is let go: what it dragged, and where to.
    pub fn up(event: &PointerEvent) -> Option<(i64, Spot)> {
        let found = DRAG.with(|d| d.borrow().as_ref().filter(|d| d.pointer == event.pointer_id()).map(|d| (d.id, d.over.as_ref().map(|o| o.1))));
        let (id, spot) = found?;
        stop();
        Some((id, spot?))
    }

    /// Nothing is held any more.
    pub fn stop() {
        let Some(drag) = DRAG.with(|d| d.borrow_mut().take()) else { return };
        drag.unmark();
        let _ = drag.form.remove_attribute("data-held");
        let _ = drag.row.remove_attribute("data-moving");
        let _ = drag.row.style().remove_property("translate");
        let _ = drag.row.release_pointer_capture(drag.pointer);
        if let (Some(window), Some((timer, _))) = (window(), &drag.beat) {
            window.clear_interval_with_handle(*timer);
        }
    }

    /// The page scrolls a little while a line is held near the top or the bottom.
    fn beat() {
        DRAG.with(|d| {
            let Ok(mut held) = d.try_borrow_mut() else { return };
            let (Some(drag), Some(window)) = (held.as_mut(), window()) else { return };
            let height = window.inner_height().ok().and_then(|h| h.as_f64()).unwrap_or(0.0);
            let (edge, y) = (f64::from(EDGE), f64::from(drag.at.1));
            let step = if y < edge { y - edge } else { (y - height + edge).max(0.0) } / 6.0;
            if step != 0.0 {
                window.scroll_by_with_x_and_y(0.0, step.clamp(-18.0, 18.0));
                drag.follow();
            }
        });
    }

    impl Drag {
        /// How far it went, in the page.
        fn by(&self) -> (f64, f64) {
            let page = scrolled();
            (f64::from(self.at.0) + page.0 - self.from.0, f64::from(self.at.1) + page.1 - self.from.1)
        }

        fn far(&self) -> bool {
            let (x, y) = self.by();
            x.abs().max(y.abs()) >= f64::from(FAR)
        }

        fn begin(&mut self) {
            let _ = self.row.set_pointer_capture(self.pointer);
            let _ = self.row.set_attribute("data-moving", "");
            let again = Closure::<dyn FnMut()>::new(beat);
            let timer = window().and_then(|w| w.set_interval_with_callback_and_timeout_and_arguments_0(again.as_ref().unchecked_ref(), BEAT_MS).ok());
            self.beat = timer.map(|timer| (timer, again));
        }

        fn follow(&mut self) {
            let (x, y) = self.by();
            let _ = self.row.style().set_property("translate", &format!("{x}px {y}px"));
            self.unmark();
            self.over = self.spot();
            if let Some((place, spot)) = &self.over {
                let how = match spot {
                    Spot::Before(_) => "before",
                    Spot::After(_) => "after",
                    _ => "with",
                };
                let _ = place.set_attribute("data-drop", how);
            }
        }

        fn unmark(&self) {
            if let Some((place, _)) = &self.over {
                let _ = place.remove_attribute("data-drop");
            }
        }

        /// The place under the pointer: the upper part of a tier is before it, the lower part after, the middle equal to it.
        fn spot(&self) -> Option<(Element, Spot)> {
            let under = self.under()?;
            let zone = under.closest("[data-zone]").ok()?.filter(|z| self.form.contains(Some(z)))?;
            match zone.get_attribute("data-zone")?.as_str() {
                "pool" => Some((zone, Spot::Pool)),
                "indifferent" => Some((zone, Spot::Indifferent)),
                "refused" => Some((zone, Spot::Refused)),
                _ => match under.closest(".rank-row").ok()? {
                    Some(row) => self.beside(row),
                    None => self.end(zone),
                },
            }
        }

        /// What lies under the pointer, below the line it holds.
        fn under(&self) -> Option<Element> {
            let all = document()?.elements_from_point(self.at.0 as f32, self.at.1 as f32);
            all.iter().filter_map(|e| e.dyn_into::<Element>().ok()).find(|e| !self.row.contains(Some(e)))
        }

        fn beside(&self, row: Element) -> Option<(Element, Spot)> {
            let other = key_of(&row).filter(|id| *id != self.id)?;
            let rect = row.get_bounding_client_rect();
            let part = (f64::from(self.at.1) - rect.top()) / rect.height().max(1.0);
            let classes = row.class_list();
            let spot = match part {
                p if p < 0.3 && classes.contains("first") => Spot::Before(other),
                p if p > 0.7 && classes.contains("last") => Spot::After(other),
                _ => Spot::With(other),
            };
            Some((row, spot))
        }

        /// Below the last line of the ranking, or in an empty one.
        fn end(&self, zone: Element) -> Option<(Element, Spot)> {
            let list = zone.query_selector(".rank-list").ok()??;
            let below = f64::from(self.at.1) > list.get_bounding_client_rect().bottom();
            (below || list.child_element_count() == 0).then_some((zone, Spot::End))
        }
    }

    fn key_of(row: &Element) -> Option<i64> {
        row.get_attribute("data-id")?.parse().ok()
    }

    /// Whether a key is Enter, which then does not send the form.
    pub fn enter(event: &KeyboardEvent) -> bool {
        let yes = event.key() == "Enter";
        if yes {
            event.prevent_default();
        }
        yes
    }

    /// Once what changed is shown: the focus is put there if moving lines lost it, without scrolling when asked.
    pub fn keep_focus((id, still): (String, bool)) {
        leptos::prelude::request_animation_frame(move || {
            let lost = document().is_some_and(|d| d.active_element().is_none_or(|e| e.tag_name() == "BODY"));
            if lost {
                focus(&id, still);
            }
        });
    }

    /// Once what changed is shown: the focus goes there.
    pub fn go_to(id: String) {
        leptos::prelude::request_animation_frame(move || focus(&id, false));
    }

    fn focus(id: &str, still: bool) {
        let element = document().and_then(|d| d.get_element_by_id(id)).and_then(|e| e.dyn_into::<HtmlElement>().ok());
        if let Some(element) = element {
            let how = FocusOptions::new();
            how.set_prevent_scroll(still);
            let _ = element.focus_with_options(&how);
        }
    }

    /// What was typed in the numbered form before the script was there.
    pub fn typed_before(entries: &mut [Entry]) {
        let Some(document) = document() else { return };
        for id in entries.iter().map(|e| e.id).collect::<Vec<_>>() {
            let field = |what: &str| document.get_element_by_id(&format!("c-{what}-{id}"));
            if let Some(number) = field("rang").and_then(|e| e.dyn_into::<HtmlInputElement>().ok()) {
                let typed = number.value();
                if let Some(rank) = rank_of(typed.trim()) {
                    set_rank(entries, id, Some(rank));
                } else if typed.trim().is_empty() {
                    set_rank(entries, id, None);
                }
            }
            if let Some(opinion) = field("avis").and_then(|e| e.dyn_into::<HtmlSelectElement>().ok()) {
                set_opinion(entries, id, &opinion.value());
            }
            if let Some(why) = field("motif").and_then(|e| e.dyn_into::<HtmlTextAreaElement>().ok()) {
                entries.iter_mut().filter(|e| e.id == id).for_each(|e| e.reason = why.value());
            }
        }
    }
}
