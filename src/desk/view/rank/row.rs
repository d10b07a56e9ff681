//! A line of a ranking: a number, a name, and what moves it.

use super::{Live, Wrong, Zone, drag};
use crate::desk::model::RankItem;
use crate::desk::order::{self, Place, Spot};
use crate::i18n::desk as say;
use crate::ui::still::Erase;
use leptos::prelude::*;

/// Strokes of the buttons.
const UP: &str = "M2 9l5-5 5 5";
const DOWN: &str = "M2 5l5 5 5-5";
const ADD: &str = "M7 1v12M1 7h12";

/// The line of a target in a zone.
pub fn row(live: Live, zone: Zone, id: i64) -> AnyView {
    let item = live.item(id);
    let place = move || live.entries.with(|e| order::place(e, id));
    let number =
        (zone == Zone::List).then(|| view! { <b class="rank-no">{move || place().map(|p| p.rank)} " " <span>{move || tied(place())}</span></b> });
    let class = move || {
        let p = place();
        let on = |name: &'static str, yes: bool| if yes { name } else { "" };
        let (first, last) = (p.is_some_and(|p| p.first), p.is_some_and(|p| p.last));
        format!("rank-row {} {} {} {}", on("first", first), on("last", last), on("shown", live.open.get() == id), on("just", live.moved.get() == id))
    };
    let tags = item.tags.iter().map(|t| view! { " " <span class="rank-tag"><i></i>{t.clone()}</span> }).collect_view();
    let reason = (zone == Zone::Refused).then(|| view! { <span class="rank-what">{move || live.entry(id).reason}</span> });
    let controls = (!live.closed).then(|| controls(live, zone, id, &item));
    view! {
        <li class=class data-id=id>
            {number}
            {(!live.closed).then(|| view! { <span class="rank-grip" aria-hidden="true"></span> })}
            <p>
                <a id=live.anchor("nom", id) href=format!("#{}", live.anchor("fiche", id)) rel="external"
                    aria-current=move || (live.open.get() == id).then_some("true")
                    on:click=move |e| super::sheet::open(live, id, &e)>{item.name.clone()}</a>
                {tags}
                <span class="rank-what">{item.what.clone()}</span>
                {reason}
                <span class="error" id=format!("e-rang-{id}")>{move || error(live, id)}</span>
            </p>
            {controls}
        </li>
    }
    .still()
}

fn tied(p: Option<Place>) -> &'static str {
    if p.is_some_and(|p| p.shared) { say::RANK_TIED } else { "" }
}

/// What to correct about a target.
pub fn error(live: Live, id: i64) -> String {
    live.errors.with(|all| all.iter().find(|w| w.id == id).map_or(String::new(), |w| w.words.clone()))
}

fn controls(live: Live, zone: Zone, id: i64, item: &RankItem) -> AnyView {
    match zone {
        Zone::Pool => {
            let add = icon(live, ("ajout", id), say::rank_add(&item.name), ADD, None, |live, id, still| {
                live.change(id, (live.anchor("haut", id), still), &|e| order::put(e, id, Spot::End))
            });
            view! { <span class="rank-mv">{add}</span> {number(live, id, item)} }.still()
        }
        Zone::List => view! { <span class="rank-mv">{steps(live, id, item)}</span> {number(live, id, item)} }.still(),
        Zone::Indifferent | Zone::Refused => {
            let words = if zone == Zone::Refused { say::RANK_UNREFUSE } else { say::RANK_AGAIN };
            let click =
                move |e: leptos::ev::MouseEvent| live.change(id, (live.anchor("nom", id), e.detail() > 0), &|e| order::set_opinion(e, id, ""));
            view! { <button type="button" class="rank-again" aria-label=say::rank_back(words, &item.name) on:click=click>{words}</button> }.still()
        }
    }
}

/// The two buttons. At the end of the way they stay, so that the focus does.
fn steps(live: Live, id: i64, item: &RankItem) -> AnyView {
    let up = |live: Live, id, still| live.change(id, (live.anchor("haut", id), still), &|e| order::move_up(e, id));
    let down = |live: Live, id, still| live.change(id, (live.anchor("bas", id), still), &|e| order::move_down(e, id));
    let end: fn(Place) -> bool = |p| !p.shared && p.position == p.of;
    view! {
        {icon(live, ("haut", id), say::rank_up(&item.name), UP, Some(|p| !p.shared && p.position == 1), up)}
        {icon(live, ("bas", id), say::rank_down(&item.name), DOWN, Some(end), down)}
    }
    .still()
}

/// A small button; `over` says where it leads no further. Pressed with a pointer, it scrolls nothing away from under it.
fn icon(
    live: Live,
    (what, id): (&str, i64),
    label: String,
    path: &'static str,
    over: Option<fn(Place) -> bool>,
    act: fn(Live, i64, bool),
) -> AnyView {
    let stuck = move || live.entries.with(|e| order::place(e, id)).is_some_and(|p| over.is_some_and(|over| over(p))).then_some("true");
    view! {
        <button type="button" id=live.anchor(what, id) aria-label=label aria-disabled=stuck on:click=move |e| act(live, id, e.detail() > 0)>
            <svg width="14" height="14" viewBox="0 0 14 14" fill="none" stroke="currentColor" stroke-width="2.2" aria-hidden="true"><path d=path></path></svg>
        </button>
    }
    .still()
}

/// The number. What was typed and does not read stays until it is corrected.
fn number(live: Live, id: i64, item: &RankItem) -> AnyView {
    let rank = move || live.entry(id).rank.map_or(String::new(), |n| n.to_string());
    let first = if live.touched.get_untracked() { untrack(rank) } else { item.rank.clone() };
    let wrong = move || live.errors.with(|all| all.iter().find(|w| w.id == id).map(|w| w.typed.clone()));
    // A property cannot be taken back to nothing: nothing is asked about before the first touch, and always something after it.
    let written = move || live.touched.get().then(|| wrong().unwrap_or_else(rank));
    let invalid = move || (!error(live, id).is_empty()).then_some("true");
    view! {
        <label class="rank-rk">
            <span class="v">{say::rank_label(&item.name)}</span>
            <input id=format!("c-rang-{id}") name=format!("rang-{id}") value=first prop:value=written inputmode="numeric" autocomplete="off" maxlength="3"
                aria-invalid=invalid aria-describedby=format!("e-rang-{id}")
                on:change=move |e| typed(live, id, &event_target_value(&e)) on:keydown=move |e| if drag::enter(&e) { typed(live, id, &event_target_value(&e)) }/>
        </label>
    }
    .still()
}

/// A number was typed: it counts when it reads, and is named otherwise.
fn typed(live: Live, id: i64, value: &str) {
    let value = value.trim();
    let rank = order::rank_of(value);
    if rank.is_none() && !value.is_empty() {
        live.touched.set(true);
        live.errors.update(|all| {
            all.retain(|w| w.id != id);
            all.push(Wrong { id, words: say::RANK_NUMBER.to_owned(), typed: value.to_owned() });
        });
        return;
    }
    live.errors.update(|all| all.retain(|w| w.id != id));
    live.change(id, (format!("c-rang-{id}"), false), &|e| order::set_rank(e, id, rank));
}

/// A target is dropped somewhere. Who refuses is shown where the reason is written.
pub fn drop_at(live: Live, id: i64, spot: Spot) {
    live.change(id, (live.anchor("nom", id), true), &|e| order::put(e, id, spot));
    if spot == Spot::Refused {
        live.open.set(id);
    }
}
