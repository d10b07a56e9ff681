//! Who is there, and what to do when somebody or something is not.

use super::control::{Control, propose, say_presence};
use crate::i18n::live as say;
use crate::i18n::live_rules::duration;
use crate::live::model::clock::wall_time;
use crate::live::model::marks::Marks;
use crate::live::model::mend::Incident;
use crate::live::model::page::Spare;
use crate::live::model::presence::Presence;
use crate::live::model::room::{Guest, Room};
use crate::live::model::seat::{Seat, Side};
use crate::ui::still::Erase;
use leptos::prelude::*;

/// Somebody in the list.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Row {
    seat: Seat,
    name: String,
    words: &'static str,
    when: String,
    /// `ko`, `off`, `slow` or empty: nothing to notice.
    look: &'static str,
    square: &'static str,
}

/// Milliseconds as one says them of an absence: by tens of seconds, then by minutes.
fn roughly(ms: i64) -> String {
    duration(if ms < 60_000 { (ms / 10_000 * 10_000).max(10_000) } else { ms / 60_000 * 60_000 })
}

fn row(room: &Room, marks: &Marks, seat: Seat, guest: &Guest, now: i64) -> Row {
    let table = if guest.tables.len() == 1 { guest.tables.first().copied() } else { None };
    let name = table.map_or_else(|| guest.short.clone(), |t| say::name_table(&guest.short, t));
    let seen = marks.seat(seat);
    let presence = guest.presence();
    let last = guest.seen.max(seen.map_or(0, |s| s.when));
    let ever = if last > 0 { say::seen_at(&wall_time(room, last)) } else { say::NEVER_SEEN.to_owned() };
    let row = |words, when, look, square| Row { seat, name, words, when, look, square };
    match (presence, seen) {
        (Presence::Absent | Presence::Gone, _) => row(presence.label(), ever, "ko", "sq x"),
        (Presence::Late, _) => row(presence.label(), roughly(now - guest.since), "slow", "sq on"),
        (_, Some(s)) if !s.online => row(say::OFFLINE, roughly(now - s.when), "off", "sq"),
        (Presence::Expected, _) => row(presence.label(), String::new(), "", "sq"),
        (_, None) => row(say::NO_PHONE, String::new(), "", "sq on"),
        _ => row(say::ONLINE, String::new(), "", "sq on"),
    }
}

fn rows(room: &Room, marks: &Marks, now: i64) -> Vec<Row> {
    let of = |side: Side| (0u32..).zip(side.guests(room)).map(move |(at, g)| (Seat { side, at }, g));
    let all = Side::ALL.iter().flat_map(|side| of(*side)).map(|(seat, g)| row(room, marks, seat, g, now));
    let mut all: Vec<Row> = all.collect();
    all.sort_by_key(|r| ["ko", "off", "slow", ""].iter().position(|look| *look == r.look));
    all
}

/// Who is there.
pub fn presence(c: Control) -> AnyView {
    let hold = c.hold;
    let all = Memo::new(move |_| hold.marks.with(|m| hold.read(|room, now| rows(room, m, now))));
    let online = move || {
        let seats = hold.known.with(|k| k.room.seats());
        say::online(hold.marks.with(|m| m.seats.iter().filter(|s| s.online).count()), seats)
    };
    let noticed = move || {
        let list: Vec<Row> = all.with(|l| l.iter().filter(|r| !r.look.is_empty()).cloned().collect());
        if list.is_empty() { view! { <p class="soft small">{say::ALL_HERE}</p> }.still() } else { listed(list) }
    };
    let rest = move || listed(all.with(|l| l.iter().filter(|r| r.look.is_empty()).cloned().collect()));
    view! {
        <section class="here">
            <h2>{say::PRESENCE} <span>{online}</span></h2>
            {noticed}
            <details><summary>{say::EVERYONE}</summary>{rest}</details>
        </section>
    }
    .still()
}

fn listed(all: Vec<Row>) -> AnyView {
    let one = |r: Row| {
        view! {
            <li class=r.look>
                <i class=r.square></i>
                <span>{r.name} " " <span class="dash"></span> " " {r.words}</span>
                <time>{r.when}</time>
            </li>
        }
    };
    view! { <ul>{all.into_iter().map(one).collect_view()}</ul> }.still()
}

/// The value of a field of the console.
fn chosen(id: &str) -> String {
    use wasm_bindgen::JsCast;
    let field = web_sys::window().and_then(|w| w.document()).and_then(|d| d.get_element_by_id(id));
    field.and_then(|f| f.dyn_into::<web_sys::HtmlSelectElement>().ok()).map(|s| s.value()).unwrap_or_default()
}

/// What happened: somebody, a table, one more host.
pub fn incident(c: Control, spare: Vec<Spare>) -> AnyView {
    let people = |side: Side| {
        let names = Memo::new(move |_| c.hold.known.with(|k| side.guests(&k.room).iter().map(|g| g.name.clone()).collect::<Vec<_>>()));
        let option = move |(at, name): (u32, String)| view! { <option value=Seat { side, at }.code()>{name}</option> };
        move || (0u32..).zip(names.get()).map(option).collect_view()
    };
    let say_it = |presence: Presence, label: &'static str| {
        let press = move |e: leptos::ev::MouseEvent| {
            e.prevent_default();
            if let Some(seat) = Seat::of_code(&chosen("siege")) {
                say_presence(c, seat, presence);
            }
        };
        view! { <button class="button quiet" name="presence" value=presence.code() disabled=move || c.busy.get() on:click=press>{label}</button> }
    };
    view! {
        <section class="incident">
            <h2>{say::INCIDENT}</h2>
            <form method="post">
                <input type="hidden" name="geste" value="presence"/>
                <label for="siege">{say::PERSON}</label>
                <select id="siege" name="siege" autocomplete="off">
                    <optgroup label=say::ASSOCIATES>{people(Side::Associate)}</optgroup>
                    <optgroup label=say::HOSTS>{people(Side::Host)}</optgroup>
                </select>
                <p class="answers">
                    {say_it(Presence::Here, say::IS_HERE)} {say_it(Presence::Late, say::IS_LATE)}
                    {say_it(Presence::Absent, say::IS_ABSENT)} {say_it(Presence::Gone, say::IS_GONE)}
                </p>
            </form>
            {tables(c)}
            {hosts(c, spare)}
        </section>
    }
    .still()
}

fn tables(c: Control) -> AnyView {
    let all = Memo::new(move |_| {
        c.hold.known.with(|k| {
            let mut all: Vec<u32> = k.room.hosts.iter().flat_map(|g| g.tables.clone()).filter(|t| !k.room.broken.contains(t)).collect();
            all.sort_unstable();
            all
        })
    });
    let press = move |e: leptos::ev::SubmitEvent| {
        e.prevent_default();
        if let Ok(table) = chosen("table").parse::<u32>() {
            propose(c, say::incident_table(table), Incident { broken: vec![table], ..Incident::default() });
        }
    };
    let options = move || all.get().into_iter().map(|t| view! { <option value=t.to_string()>{t}</option> }).collect_view();
    view! {
        <form method="get" on:submit=press>
            <p class="pick">
                <label for="table">{say::TABLE}</label>
                <select id="table" name="table" autocomplete="off">{options}</select>
                <button class="button quiet" disabled=move || c.busy.get()>{say::TABLE_BROKEN}</button>
            </p>
        </form>
    }
    .still()
}

fn hosts(c: Control, spare: Vec<Spare>) -> Option<AnyView> {
    if spare.is_empty() {
        return None;
    }
    let hosts = spare.clone();
    let left = Memo::new(move |_| {
        let out = |h: &&Spare| c.hold.known.with(|k| k.room.hosts.iter().all(|g| g.id != h.id));
        hosts.iter().filter(out).map(|h| (h.id, h.name.clone())).collect::<Vec<_>>()
    });
    let options = move || left.get().into_iter().map(|(id, name)| view! { <option value=id.to_string()>{name}</option> }).collect_view();
    let press = move |e: leptos::ev::SubmitEvent| {
        e.prevent_default();
        let id = chosen("hote").parse::<i64>().unwrap_or(0);
        if let Some(host) = spare.iter().find(|h| h.id == id) {
            propose(c, say::incident_host(&host.name), Incident { added: vec![id], ..Incident::default() });
        }
    };
    Some(
        view! {
            <form method="get" on:submit=press>
                <p class="pick">
                    <label for="hote">{say::HOST_TO_ADD}</label>
                    <select id="hote" name="hote" autocomplete="off">{options}</select>
                    <button class="button quiet" disabled=move || c.busy.get()>{say::ADD}</button>
                </p>
            </form>
        }
        .still(),
    )
}
