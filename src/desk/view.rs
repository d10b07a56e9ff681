//! Any page of the desk: its blocks, in order.

mod rank;

use super::model::{Block, Button, Cell, Field, Film, Form, Item, Notice, Part, Picture, Sheet, Step, Table, Tally, Way};
use crate::i18n::desk as say;
use crate::kernel::lang::Lang;
use crate::ui::frame::About;
use crate::ui::still::Erase;
use leptos::prelude::*;

/// The page.
pub fn whole(sheet: Sheet) -> AnyView {
    Effect::new(|_| super::autosave::resume());
    let density = sheet.dense.then_some("dense");
    let nav = (!sheet.nav.is_empty()).then(|| view! { <nav class="desk-nav" aria-label=say::NAV>{ways(sheet.nav)}</nav> }.still());
    view! {
        <About title=sheet.title.clone() description=sheet.lead.clone() url="" indexed=false lang=Lang::Fr/>
        <div class="page desk" data-density=density>
            {nav}
            <div class="top">
                {(!sheet.above.is_empty()).then(|| view! { <p class="soft">{sheet.above}</p> })}
                <h1>{sheet.title}</h1>
                {(!sheet.lead.is_empty()).then(|| view! { <p class="lead">{sheet.lead}</p> })}
            </div>
            {outline(sheet.blocks)}
        </div>
    }
    .page()
}

/// Blocks below a heading of level 2.
pub fn blocks(all: Vec<Block>) -> AnyView {
    blocks_at(all, true)
}

/// Blocks below such a heading, or not yet.
fn blocks_at(all: Vec<Block>, below: bool) -> AnyView {
    all.into_iter().map(|b| one(b, below)).collect_view().still()
}

/// The blocks of a page: what comes before any heading of level 2 takes that level itself, so that none is skipped.
fn outline(all: Vec<Block>) -> AnyView {
    let mut below = false;
    let mut out = Vec::new();
    for block in all {
        let opens = block.heading.as_ref().is_some_and(|h| h.level == 2) || block.part.is_some();
        out.push(one(block, below));
        below = below || opens;
    }
    out.into_iter().collect_view().still()
}

fn one(block: Block, below: bool) -> AnyView {
    match block {
        Block { heading: Some(h), .. } if h.level == 3 && below => view! { <h3>{h.text}</h3> }.still(),
        Block { heading: Some(h), .. } => view! { <h2>{h.text}</h2> }.still(),
        Block { text: Some(t), .. } => view! { <p class=format!("said {}", t.look)>{t.text}</p> }.still(),
        Block { prose: Some(html), .. } => view! { <div class="prose" inner_html=html></div> }.still(),
        Block { notice: Some(n), .. } => notice(n),
        Block { facts: Some(facts), .. } => {
            let line = |f: super::model::Term| view! { <dt>{f.term}</dt><dd>{f.text}</dd> };
            view! { <dl class="facts">{facts.into_iter().map(line).collect_view()}</dl> }.still()
        }
        Block { ways: Some(w), .. } => view! { <p class="ways">{ways_inline(w)}</p> }.still(),
        Block { form: Some(f), .. } => form(f),
        Block { table: Some(t), .. } => table(t),
        Block { path: Some(steps), .. } => path(steps),
        Block { part: Some(p), .. } => part(p),
        Block { items: Some(i), .. } => view! { <ul class="things">{i.into_iter().map(|i| item(i, below)).collect_view()}</ul> }.still(),
        Block { fold: Some(f), .. } => {
            view! { <details class="fold" open=f.open><summary>{f.summary}</summary><div>{blocks_at(f.blocks, below)}</div></details> }.still()
        }
        Block { tally: Some(t), .. } => tally(t),
        Block { pages: Some(p), .. } => pictures(p),
        Block { film: Some(f), .. } => film(f),
        Block { ranking: Some(r), .. } => rank::ranking(r),
        _ => ().still(),
    }
}

fn notice(n: Notice) -> AnyView {
    let links = n.ways.into_iter().map(|w| view! { <li><a href=w.href rel="external">{w.label}</a></li> }).collect_view();
    let role = if n.look == "error" { "alert" } else { "status" };
    let focus = n.first.then_some("-1");
    view! { <div class=format!("notice {}", n.look) role=role tabindex=focus autofocus=n.first><p>{n.text}</p><ul>{links}</ul></div> }.still()
}

fn way(w: Way) -> AnyView {
    let class = match w.look.as_str() {
        "button" => "button",
        "quiet" => "button quiet",
        _ => "",
    };
    let rel = (w.plain || crate::live::model::page::is_live(&w.href)).then_some("external");
    view! { <a href=w.href class=class rel=rel aria-current=w.current.then_some("page")>{w.label}</a> }.still()
}

fn ways(all: Vec<Way>) -> AnyView {
    let line = |w: Way| view! { <li>{way(w)}</li> };
    view! { <ul>{all.into_iter().map(line).collect_view()}</ul> }.still()
}

fn ways_inline(all: Vec<Way>) -> AnyView {
    all.into_iter().map(|w| view! { {way(w)} " " }).collect_view().still()
}

fn form(f: Form) -> AnyView {
    let (id, autosave) = (f.id.clone(), f.autosave.clone());
    let method = if f.get { "get" } else { "post" };
    let kind = f.files.then_some("multipart/form-data");
    let action = (!f.action.is_empty()).then_some(f.action);
    let fields = f.fields.into_iter().map(|one| field(one, &id)).collect_view();
    let buttons = f.buttons.into_iter().map(button).collect_view();
    let saves = !autosave.is_empty();
    view! {
        <form class=format!("desk-form {}", f.look) id=id method=method action=action enctype=kind novalidate=saves data-autosave=saves.then_some(autosave)
            on:input=move |e| if saves { super::autosave::typed(&e) } on:change=move |e| if saves { super::autosave::changed(&e) }>
            {fields}
            <p class="ways">{buttons}</p>
            {saves.then(|| view! { <p class="saved small" role="status" data-saved=""></p> })}
        </form>
    }
    .still()
}

fn button(b: Button) -> AnyView {
    let class = if b.look.is_empty() { "button".to_owned() } else { format!("button {}", b.look) };
    view! { <button class=class name="geste" value=b.act>{b.label}</button> " " }.still()
}

/// Text as it can stand inside an element.
fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

fn field(f: Field, form: &str) -> AnyView {
    let id = format!("c-{}", f.name);
    let (hint_id, error_id) = (format!("h-{form}-{}", f.name), format!("e-{form}-{}", f.name));
    let described = match (f.hint.is_empty(), f.error.is_empty()) {
        (true, true) => None,
        (false, true) => Some(hint_id.clone()),
        (true, false) => Some(error_id.clone()),
        (false, false) => Some(format!("{hint_id} {error_id}")),
    };
    let version = (!f.version.is_empty()).then(|| f.version.clone());
    let invalid = (!f.error.is_empty()).then_some("true");
    let hint = (!f.hint.is_empty()).then(|| view! { <span class="hint" id=hint_id>{f.hint.clone()}</span> }.still());
    let error = (!f.error.is_empty()).then(|| view! { <span class="error" id=error_id>{f.error.clone()}</span> }.still());
    let class = if f.half { "field half" } else { "field" };
    let max = (f.max > 0).then(|| f.max.to_string());
    let text = |s: &str| (!s.is_empty()).then(|| s.to_owned());
    let label = if f.required || f.shared { f.label.clone() } else { optional(&f) };
    match f.kind.as_str() {
        "hidden" => view! { <input type="hidden" name=f.name value=f.value/> }.still(),
        "title" => view! { <h3 class="between">{f.label}</h3> }.still(),
        "area" => view! {
            <p class=class>
                <label for=id.clone()>{label}</label> {hint}
                <textarea id=id name=f.name rows=f.rows.max(3).to_string() maxlength=max required=f.required aria-invalid=invalid
                    aria-describedby=described data-version=version inner_html=escaped(&f.value)></textarea> {error}
            </p>
        }
        .still(),
        "select" => {
            let options = f.options.into_iter().map(|o| view! { <option value=o.code selected=o.chosen>{o.label}</option> }).collect_view();
            view! {
                <p class=class>
                    <label for=id.clone()>{label}</label> {hint}
                    <select id=id name=f.name required=f.required aria-invalid=invalid aria-describedby=described data-version=version>{options}</select> {error}
                </p>
            }
            .still()
        }
        "radio" | "check" => {
            let (kind, name) = (if f.kind == "radio" { "radio" } else { "checkbox" }, f.name.clone());
            let one = f.options.len() == 1;
            let choice = |(i, o): (usize, super::model::Choice)| {
                let id = if i == 0 { id.clone() } else { format!("{id}-{i}") };
                view! { <label><input type=kind id=id name=name.clone() value=o.code checked=o.chosen aria-invalid=invalid data-version=version.clone()/> {o.label}</label> }
            };
            let choices = f.options.into_iter().enumerate().map(choice).collect_view();
            let legend = (!one || !f.label.is_empty()).then(|| view! { <legend>{label}</legend> }.still());
            view! { <fieldset class=format!("{class} picks") aria-describedby=described>{legend} {hint} {choices} {error}</fieldset> }.still()
        }
        kind => view! {
            <p class=class>
                <label for=id.clone()>{label}</label> {hint}
                <input id=id name=f.name type=kind.to_owned() value=f.value maxlength=max required=f.required autocomplete=text(&f.complete)
                    inputmode=text(&f.keyboard) accept=text(&f.accept) aria-invalid=invalid aria-describedby=described data-version=version/> {error}
            </p>
        }
        .still(),
    }
}

/// A label that says its field may stay empty.
fn optional(f: &Field) -> String {
    // What saves itself may be empty for now: whether it is asked for is said elsewhere on the page.
    let silent = matches!(f.kind.as_str(), "search" | "radio" | "check" | "select" | "hidden" | "password" | "file")
        || f.label.is_empty()
        || !f.version.is_empty();
    if silent { f.label.clone() } else { format!("{} {}", f.label, say::OPTIONAL) }
}

fn table(t: Table) -> AnyView {
    if t.rows.is_empty() {
        return view! { <p class="said soft">{t.empty}</p> }.still();
    }
    let heads: Vec<String> = t.head.clone();
    let first: Vec<String> = t.rows.first().map(|r| r.cells.iter().map(|c| c.look.clone()).collect()).unwrap_or_default();
    let look = |at: usize| first.get(at).filter(|look| *look == "num").cloned();
    let head = t.head.into_iter().enumerate().map(|(at, h)| view! { <th scope="col" class=look(at)>{h}</th> }).collect_view();
    let row = |r: super::model::Row| {
        let cells = r.cells.into_iter().zip(heads.clone()).map(|(c, h)| cell(c, h)).collect_view();
        view! { <tr>{cells}</tr> }
    };
    let rows = t.rows.into_iter().map(row).collect_view();
    let label = t.caption.clone();
    view! {
        <div class="table" tabindex="0" role="region" aria-label=label>
            <table><caption>{t.caption}</caption><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>
        </div>
    }
    .still()
}

fn cell(c: Cell, head: String) -> AnyView {
    let inside = if c.href.is_empty() { c.text.still() } else { view! { <a href=c.href>{c.text}</a> }.still() };
    view! { <td class=c.look data-head=head>{inside}</td> }.still()
}

fn path(steps: Vec<Step>) -> AnyView {
    let step = |s: Step| {
        let current = (s.state == "here").then_some("step");
        let who = if s.state == "here" { view! { <mark>{s.who}</mark> }.still() } else { s.who.still() };
        view! { <li class=s.state aria-current=current><b>{s.name}</b><span>{s.when}</span><span class="by">{who}</span></li> }
    };
    view! { <ol class="way" aria-label=say::STEPS>{steps.into_iter().map(step).collect_view()}</ol> }.still()
}

fn part(p: Part) -> AnyView {
    let number = (p.number > 0).then(|| view! { <span class="num">{p.number}</span> " " <i class="dash"></i> " " }.still());
    let heading = format!("t-{}", p.id);
    let labelled = heading.clone();
    view! {
        <section class="q" id=p.id aria-labelledby=labelled>
            <div>
                <h2 id=heading>{number} {p.title}</h2>
                {(!p.state.is_empty()).then(|| view! { <p class=format!("state {}", p.look)>{p.state}</p> })}
            </div>
            <div class="body">{blocks(p.blocks)}</div>
        </section>
    }
    .still()
}

fn item(i: Item, below: bool) -> AnyView {
    let title = if i.href.is_empty() { i.title.still() } else { view! { <a href=i.href>{i.title}</a> }.still() };
    let id = (!i.id.is_empty()).then_some(i.id);
    view! {
        <li class=i.look id=id>
            {if below { view! { <h3>{title}</h3> }.still() } else { view! { <h2>{title}</h2> }.still() }}
            {(!i.tag.is_empty()).then(|| view! { <p class="plus">{i.tag}</p> })}
            {(!i.text.is_empty()).then(|| view! { <p class="soft said">{i.text}</p> })}
            {blocks(i.blocks)}
        </li>
    }
    .still()
}

fn tally(t: Tally) -> AnyView {
    view! {
        <div class="count">
            <span class="big num">{t.count}</span>
            <b>{t.text.clone()}</b>
            <progress value=t.count.min(t.goal).to_string() max=t.goal.to_string() aria-label=format!("{} {}", t.count, t.text)></progress>
        </div>
    }
    .still()
}

fn pictures(all: Vec<Picture>) -> AnyView {
    let one = |p: Picture| {
        let whole = p.src.clone();
        view! { <li><a href=whole rel="external"><img src=p.src alt=p.alt loading="lazy"/></a></li> }
    };
    view! { <ol class="sheets">{all.into_iter().map(one).collect_view()}</ol> }.still()
}

fn film(f: Film) -> AnyView {
    view! {
        <figure class="film" data-film=f.embed>
            <button class="button quiet" type="button" on:click=|e| super::autosave::play(&e)>{say::load_film(&f.provider)}</button>
            <figcaption>{say::film_note(&f.provider)} " " <a href=f.page rel="external noreferrer noopener" target="_blank">{say::FILM_ELSEWHERE}</a></figcaption>
        </figure>
    }
    .still()
}
