//! Suggestions while typing. Without script the field is a plain field and the search a plain search.

use crate::pages::api::suggest;
use leptos::prelude::*;
use leptos::task::spawn_local;
use std::time::Duration;

/// Typing pauses shorter than this ask nothing of the server.
const PAUSE: Duration = Duration::from_millis(160);

/// What is suggested.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Suggest {
    /// Titles and organisations.
    Titles,
    /// Communes.
    Communes,
}

/// The options of a `<datalist>` and the handler that refreshes them as somebody types.
pub fn suggestions(what: Suggest) -> (RwSignal<Vec<String>>, impl FnMut(leptos::ev::Event) + 'static) {
    let options = RwSignal::new(Vec::new());
    let latest = StoredValue::new(0u32);
    let list = match what {
        Suggest::Titles => "suggestions",
        Suggest::Communes => "communes",
    };
    let on_input = leptos::leptos_dom::helpers::debounce(PAUSE, move |event: leptos::ev::Event| {
        let typed = event_target_value(&event);
        let turn = latest.try_get_value().unwrap_or(0) + 1;
        latest.try_set_value(turn);
        spawn_local(async move {
            let found = suggest(list, typed).await;
            if latest.try_get_value() == Some(turn) {
                let _ = options.try_set(found);
            }
        });
    });
    (options, on_input)
}

/// The `<datalist>` itself.
pub fn datalist(id: &'static str, options: RwSignal<Vec<String>>) -> impl IntoView {
    view! { <datalist id=id>{move || options.get().into_iter().map(|o| view! { <option value=o></option> }).collect_view()}</datalist> }
}
