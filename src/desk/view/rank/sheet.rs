//! What opens beside a ranking: the sheet of one target, and what is said of it apart from its number.

use super::{Live, drag, row};
use crate::desk::model::{Block, RankItem};
use crate::desk::order::{self, REASON_MAX};
use crate::i18n::desk as say;
use crate::ui::still::Erase;
use leptos::prelude::*;

/// Every sheet, of which the one asked for shows: by the script, or as the target of its link without.
pub fn sheets(live: Live, all: Vec<(i64, Vec<Block>)>) -> AnyView {
    let chosen = move || (live.open.get() != 0).then_some("");
    view! {
        <div class="rank-beside" data-chosen=chosen>
            <p class="rank-none">{say::RANK_NONE_OPEN}</p>
            {all.into_iter().map(|(id, blocks)| sheet(live, id, blocks)).collect_view()}
        </div>
    }
    .still()
}

fn sheet(live: Live, id: i64, blocks: Vec<Block>) -> AnyView {
    let item = live.item(id);
    let (heading, labelled) = (live.anchor("titre", id), live.anchor("titre", id));
    let whole = (!item.href.is_empty())
        .then(|| view! { <p><a class="rank-more" href=item.href.clone() target="_blank" rel="noopener">{say::RANK_WHOLE}</a></p> });
    let opinion = (!live.closed).then(|| opinion(live, id, &item));
    view! {
        <section class=move || if live.open.get() == id { "rank-fiche shown" } else { "rank-fiche" } id=live.anchor("fiche", id) aria-labelledby=labelled>
            <h2 id=heading tabindex="-1">{item.name}</h2>
            {(!item.what.is_empty()).then(|| view! { <p class="soft">{item.what}</p> })}
            {super::super::blocks(blocks)}
            {whole}
            {opinion}
            <p><a class="rank-more" href=format!("#{}", live.anchor("nom", id)) rel="external" on:click=move |e| close(live, id, &e)>{say::RANK_BACK}</a></p>
        </section>
    }
    .still()
}

fn opinion(live: Live, id: i64, item: &RankItem) -> AnyView {
    let choice = |code: &'static str, words: &'static str| view! { <option value=code selected=item.opinion == code>{words}</option> };
    let (avis, motif, hint) = (format!("c-avis-{id}"), format!("c-motif-{id}"), format!("h-motif-{id}"));
    let (focus, motif_id) = (avis.clone(), motif.clone());
    let choose = move |e| live.change(id, (focus.clone(), true), &|all| order::set_opinion(all, id, &event_target_value(&e)));
    let explain = move |e| live.change(id, (motif_id.clone(), true), &|all| reason(all, id, &event_target_value(&e)));
    let stands = move || live.touched.get().then(|| live.entry(id).opinion().to_owned());
    let because = move || live.touched.get().then(|| live.entry(id).reason);
    let invalid = move || (live.entry(id).refused && !row::error(live, id).is_empty()).then_some("true");
    view! {
        <div class="rank-opinion">
            <p class="field">
                <label for=avis.clone()>{say::rank_opinion(&item.name)}</label>
                <select id=avis name=format!("avis-{id}") autocomplete="off" prop:value=stands on:change=choose>
                    {choice("", say::RANK_SILENT)} {choice("indifferent", say::RANK_INDIFFERENT)} {choice("refuse", say::RANK_REFUSED)}
                </select>
            </p>
            <p class="field rank-why">
                <label for=motif.clone()>{say::rank_why(&item.name)}</label>
                <span class="hint" id=hint.clone()>{say::RANK_WHY_HINT}</span>
                <textarea id=motif name=format!("motif-{id}") rows="2" maxlength=REASON_MAX.to_string() autocomplete="off" aria-invalid=invalid
                    aria-describedby=format!("{hint} e-rang-{id}") inner_html=super::super::escaped(&item.reason) prop:value=because on:input=explain></textarea>
            </p>
        </div>
    }
    .still()
}

fn reason(all: &mut [order::Entry], id: i64, words: &str) {
    for e in all.iter_mut().filter(|e| e.id == id) {
        words.clone_into(&mut e.reason);
    }
}

/// Opens a sheet and goes to it.
pub fn open(live: Live, id: i64, event: &leptos::ev::MouseEvent) {
    event.prevent_default();
    live.open.set(id);
    drag::go_to(live.anchor("titre", id));
}

/// Closes it and goes back to where one was.
fn close(live: Live, id: i64, event: &leptos::ev::MouseEvent) {
    event.prevent_default();
    live.open.set(0);
    drag::go_to(live.anchor("nom", id));
}
