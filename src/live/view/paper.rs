//! What is printed of the morning: one sheet a person, one poster a table, each on a page of its own.

use crate::i18n::live as say;
use crate::live::model::page::{LivePage, Paper, PaperLine, Poster};
use crate::ui::still::Erase;
use leptos::prelude::*;

/// Every sheet of the page.
pub fn papers(page: LivePage) -> AnyView {
    let posters = page.kind == "affiche";
    let title = if posters { say::POSTERS } else { say::SHEETS };
    let none = page.papers.is_empty() && page.posters.is_empty();
    let ways = page.links.into_iter().map(|w| view! { <a href=w.href rel=w.plain.then_some("external")>{w.label}</a> " " }).collect_view();
    let sheets = page.papers.into_iter().map(paper).collect_view();
    let tables = page.posters.into_iter().map(poster).collect_view();
    let problems = page.problems.into_iter().map(|p| view! { <p class="error">{p}</p> }).collect_view();
    view! {
        <div class="print-top page">
            <h1>{title}</h1>
            {problems}
            {none.then(|| view! { <p>{say::NO_PAPER}</p> })}
            <p class="ways">{ways} <button class="button quiet scripted" type="button" on:click=move |_| print()>{say::PRINT}</button></p>
        </div>
        <div class="papers">{sheets} {tables}</div>
    }
    .still()
}

fn print() {
    if let Some(window) = web_sys::window() {
        let _ = window.print();
    }
}

/// A code as a drawing; nothing when it does not read.
fn qr(code: &str, label: String) -> Option<AnyView> {
    let (side, path) = code.split_once(' ')?;
    let side: u32 = side.parse().ok()?;
    let shown = format!("-2 -2 {} {}", side + 4, side + 4);
    let path = path.to_owned();
    Some(view! { <svg viewBox=shown role="img" aria-label=label shape-rendering="crispEdges"><path d=path fill="currentColor"></path></svg> }.still())
}

fn paper(p: Paper) -> AnyView {
    let count = p.lines.iter().filter(|l| l.pause.is_empty() && !l.who.is_empty()).count();
    let boxes = p.criteria.len();
    let help = if boxes > 0 { say::SHEET_HELP } else { say::SHEET_HELP_PLAIN };
    let tables = p.lines.iter().any(|l| l.table > 0);
    let heads = p.criteria.iter().map(|c| view! { <th scope="col" class="bx">{c.clone()}</th> }).collect_view();
    let lines = p.lines.into_iter().map(|l| line(l, boxes, tables)).collect_view();
    let region = format!("{}, {}", p.name, p.code);
    let what = match (boxes > 0, tables) {
        (false, _) => say::COL_PERSON,
        (true, true) => say::COL_NOTE,
        (true, false) => say::COL_NOTE_PERSON,
    };
    view! {
        <article class="sheet">
            <div class="sheet-head">
                <div>
                    <p>{p.heading}</p>
                    <h2><span>{p.name.clone()}</span><span class="dash"></span><span>{say::meetings(count)}</span></h2>
                    <p>{help}</p>
                </div>
                <div class="qr">{qr(&p.qr, say::code_of(&p.name))}<b>{p.code}</b><span>{p.address}</span></div>
            </div>
            <div class="scroll" tabindex="0" role="region" aria-label=region>
                <table class="paper-day">
                    <thead><tr>
                        <th scope="col"><span class="v">{say::COL_ROUND}</span></th>
                        <th scope="col">{say::COL_HOUR}</th>
                        <th scope="col">{tables.then_some(say::COL_TABLE)}</th>
                        <th scope="col">{what}</th>
                        {heads}
                    </tr></thead>
                    {lines}
                </table>
            </div>
            <div class="end"><p>{p.end}</p><span class="brand">"Passerelle"</span></div>
        </article>
    }
    .still()
}

/// Five boxes to tick.
fn ticks() -> AnyView {
    let one = |n: u32| view! { <i>{n}</i> };
    view! { <td class="bx"><span class="ticks" aria-hidden="true">{(1..=5).map(one).collect_view()}</span><span class="v">{say::ONE_TO_FIVE}</span></td> }.still()
}

fn line(l: PaperLine, boxes: usize, tables: bool) -> AnyView {
    let wide = (boxes + 2).to_string();
    if !l.pause.is_empty() {
        return view! { <tbody><tr class="p"><td></td><td><time>{l.at}</time></td><td colspan=wide>{l.pause}</td></tr></tbody> }.still();
    }
    let table = (tables && l.table > 0).then(|| l.table.to_string());
    if l.who.is_empty() {
        return view! {
            <tbody><tr class="p"><td class="r"><b>{l.round}</b></td><td><time>{l.at}</time></td><td colspan=wide>{say::FREE_LINE}</td></tr></tbody>
        }
        .still();
    }
    let boxed = (0..boxes).map(|_| ticks()).collect_view();
    let note = if boxes > 0 { (boxes + 2).to_string() } else { "2".to_owned() };
    view! {
        <tbody>
            <tr class="a">
                <td rowspan="2" class="r"><b>{l.round}</b></td>
                <td><time>{l.at}</time></td>
                <td class="t">{table}</td>
                <th scope="row">{l.who}</th>
                {boxed}
            </tr>
            <tr class="n"><td class="cd">{l.code}</td><td colspan=note><span>{l.about}</span></td></tr>
        </tbody>
    }
    .still()
}

fn poster(p: Poster) -> AnyView {
    let line = |l: PaperLine| {
        if l.pause.is_empty() {
            let class = if l.who.is_empty() { "none" } else { "" };
            let who = if l.who.is_empty() { say::FREE_LINE.to_owned() } else { l.who };
            view! { <li class=class><b>{l.round}</b> <time>{l.at}</time> <span class="dash"></span> <strong>{who}</strong></li> }.still()
        } else {
            view! { <li class="none"><b></b> <time>{l.at}</time> <span>{l.pause}</span></li> }.still()
        }
    };
    let lines = p.lines.into_iter().map(line).collect_view();
    view! {
        <article class="sheet poster">
            <div class="sheet-head">
                <div><p class="number"><span class="v">{say::TABLE}</span> {p.table}</p><h2>{p.host.clone()}</h2><p class="what">{p.about}</p></div>
                <div class="qr">{qr(&p.qr, say::table(p.table))}<span>{p.address}</span></div>
            </div>
            <ol class="comers">{lines}</ol>
            <div class="end"><p>{say::POSTER_HELP}</p><span class="brand">"Passerelle"</span></div>
        </article>
    }
    .still()
}
