//! Small shared pieces: marked text, cards, facts, choices, links between pages.

use super::still::Erase;
use crate::i18n;
use crate::jobs::model::views::{Card, Choice, Fact, Link, Problem, Run};
use crate::kernel::lang::Lang;
use leptos::prelude::*;

/// Text with its matching words marked.
pub fn marked(runs: Vec<Run>) -> Vec<AnyView> {
    let one = |r: Run| if r.marked { view! { <mark>{r.text}</mark> }.still() } else { r.text.still() };
    runs.into_iter().map(one).collect()
}

/// Marks what people wrote in French on a page in another language.
pub fn french_in(lang: Lang) -> Option<&'static str> {
    (lang != Lang::Fr).then_some("fr")
}

/// An offer in a list: about ten elements, so that twenty of them stay light.
pub fn offer_card(card: Card, lang: Lang) -> AnyView {
    let tags = card.tags.into_iter().map(|t| view! { <span class="tag">{t}</span> }).collect_view();
    let facts = if card.facts.is_empty() { card.cause } else { format!("{}, {}", card.cause, card.facts) };
    let facts = if facts.is_empty() { facts } else { format!("{facts}, ") };
    view! {
        <article class="offer">
            <h3 lang=french_in(lang)><a href=card.href>{marked(card.title)}</a></h3>
            <p class="where">{format!("{} — {}", card.organisation, card.places)}</p>
            <p class="pay">{format!("{}\n{}", card.pay, card.pay_rest)}</p>
            {(!card.excerpt.is_empty()).then(|| view! { <p class="excerpt">{marked(card.excerpt)}</p> })}
            <p class="more">
                {tags}
                {facts} {i18n::offer_published(lang)} " "
                <time datetime=card.posted.iso title=card.posted.title>{card.posted.words}</time>
                {card.last_day.map(|d| view! { <span class="tag now">{d}</span> })}
            </p>
        </article>
    }
    .still()
}

/// A definition list of facts.
pub fn facts_list(facts: Vec<Fact>, lang: Lang) -> AnyView {
    let line = |f: Fact| {
        let gap = if f.main.is_empty() || f.soft.is_empty() { "" } else { ", " };
        view! {
            <dt>{f.term}</dt>
            <dd>{f.main} {(!f.soft.is_empty()).then(|| view! { <span lang=french_in(lang)>{gap} {f.soft}</span> })}</dd>
        }
    };
    view! { <dl class="facts">{facts.into_iter().map(line).collect_view()}</dl> }.still()
}

/// The sentence of the problem of one field, with the id its input refers to.
pub fn problem_of(problems: &[Problem], field: &str) -> Option<AnyView> {
    let sentences: Vec<String> = problems.iter().filter(|p| p.field == field).map(|p| p.sentence.clone()).collect();
    (!sentences.is_empty()).then(|| view! { <span class="error" id=format!("e-{field}")>{sentences.join(" ")}</span> }.still())
}

/// Whether one field has a problem: for `aria-invalid`.
pub fn has_problem(problems: &[Problem], field: &str) -> Option<&'static str> {
    problems.iter().any(|p| p.field == field).then_some("true")
}

/// A checkbox or radio with its label and, when counted, its number of offers. `form` ties it to a form elsewhere.
pub fn choice_line(name: String, choice: Choice, radio: bool, form: Option<&'static str>, on_change: Option<fn(leptos::ev::Event)>) -> AnyView {
    let kind = if radio { "radio" } else { "checkbox" };
    let words = match choice.count {
        Some(n) => format!("{} ({})", choice.label, i18n::thousands(n)),
        None => choice.label,
    };
    view! {
        <label>
            <input type=kind name=name value=choice.code checked=choice.chosen prop:checked=choice.chosen form=form
                on:change=move |e| if let Some(act) = on_change { act(e) }/>
            {words}
        </label>
    }
    .still()
}

/// Links to other pages of a list.
pub fn page_links(pages: Vec<Link>, label: &'static str, after: AnyView) -> AnyView {
    let link = |l: Link| {
        if l.current { view! { <b aria-current="page">{l.label}</b> }.still() } else { view! { <a href=l.href>{l.label}</a> }.still() }
    };
    view! { <nav class="pages" aria-label=label>{pages.into_iter().map(link).collect_view()} {after}</nav> }.still()
}

/// What a form with method GET does when it is sent: the address it asks for is opened without loading the document again.
/// `scroll` leads back to the top. The router's own form component also posts, which costs every page of the board some 9 kB.
pub fn ask(scroll: bool) -> impl FnMut(leptos::ev::SubmitEvent) + 'static {
    use wasm_bindgen::JsCast;
    let navigate = leptos_router::hooks::use_navigate();
    move |event| {
        let form = event.target().and_then(|t| t.dyn_into::<web_sys::HtmlFormElement>().ok());
        let asked = form.and_then(|form| {
            let typed = web_sys::FormData::new_with_form(&form).ok()?;
            let words = web_sys::UrlSearchParams::new_with_str_sequence_sequence(&typed).ok()?;
            Some([form.get_attribute("action")?, words.to_string().into()].join("?"))
        });
        // Whatever this browser lacks, it can still send a form.
        if let Some(address) = asked {
            event.prevent_default();
            navigate(&address, leptos_router::NavigateOptions { scroll, ..Default::default() });
        }
    }
}

/// What a text field holds once its page is drawn again: what the page says, unless somebody is typing something else there. An answer
/// that comes late takes no word away; a page one goes back to says its own.
pub fn held(id: &str, said: &str) -> String {
    #[cfg(feature = "hydrate")]
    {
        use wasm_bindgen::JsCast;
        let field = document().active_element().filter(|e| e.id() == id).and_then(|e| e.dyn_into::<web_sys::HtmlInputElement>().ok());
        if let Some(typed) = field.filter(|f| f.value() != f.default_value()) {
            return typed.value();
        }
    }
    let _ = id;
    said.to_owned()
}

/// Sends the form an input belongs to, as if its button had been pressed.
pub fn submit_form(event: leptos::ev::Event) {
    use wasm_bindgen::JsCast;
    let input = event.target().and_then(|t| t.dyn_into::<web_sys::HtmlInputElement>().ok());
    let form = input.and_then(|i| i.form());
    if let Some(form) = form {
        let _ = form.request_submit();
    }
}

/// As [`submit_form`], for a `<select>`.
pub fn submit_select(event: leptos::ev::Event) {
    use wasm_bindgen::JsCast;
    let form = event.target().and_then(|t| t.dyn_into::<web_sys::HtmlSelectElement>().ok()).and_then(|s| s.form());
    if let Some(form) = form {
        let _ = form.request_submit();
    }
}
