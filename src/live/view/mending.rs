//! A repair before it is confirmed: who moves, what it changes, beside doing nothing.

use super::control::{Control, confirm, propose};
use crate::i18n::live as say;
use crate::live::model::clock::{played, times, wall_time};
use crate::live::model::mend::{Figure, Incident, Pending};
use crate::live::model::op::Op;
use crate::live::model::plan::moves;
use crate::live::model::presence::Presence;
use crate::live::model::room::Room;
use crate::ui::still::Erase;
use leptos::prelude::*;

/// One move of a repair, as the grid and the list letter it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Shift {
    /// "A".
    pub letter: String,
    /// Who.
    pub who: String,
    /// Round, from 0.
    pub round: u32,
    /// When it begins.
    pub at: String,
    /// Table left; 0 for a free round.
    pub from: u32,
    /// Whose it is.
    pub from_host: String,
    /// Table taken; 0 when the round becomes free.
    pub to: u32,
    /// Whose it is.
    pub to_host: String,
}

/// "A" to "Z", then "A2".
fn letter(i: usize) -> String {
    let first = char::from(b'A' + u8::try_from(i % 26).unwrap_or(0));
    if i < 26 { first.to_string() } else { format!("{first}{}", i / 26 + 1) }
}

/// The moves of a repair; none for another operation.
pub fn shifts(room: &Room, op: &str, now: i64) -> Vec<Shift> {
    let Some(Op::Replan { meetings, hosts_added, .. }) = Op::of_text(op) else { return Vec::new() };
    let times = times(room, now);
    let host = |table: u32| {
        let known = room.hosts.iter().chain(&hosts_added).find(|g| g.tables.contains(&table));
        known.map_or_else(|| say::FREE_SEAT.to_owned(), |g| g.short.clone())
    };
    let shift = |(i, m): (usize, crate::live::model::plan::Move)| Shift {
        letter: letter(i),
        who: room.associates.get(m.associate as usize).map_or_else(String::new, |g| g.short.clone()),
        round: m.round,
        at: times.get(m.round as usize).map_or_else(String::new, |t| wall_time(room, t.0)),
        from: m.from.unwrap_or(0),
        from_host: host(m.from.unwrap_or(0)),
        to: m.to.unwrap_or(0),
        to_host: host(m.to.unwrap_or(0)),
    };
    moves(room, &meetings).into_iter().enumerate().map(shift).collect()
}

/// What waits to be confirmed.
pub fn dialog(c: Control) -> AnyView {
    let open = move || c.ask.with(Option::is_some);
    let close = move || c.ask.set(None);
    let place = NodeRef::<leptos::html::Dialog>::new();
    Effect::new(move |_| {
        if c.ask.with(Option::is_some)
            && let Some(dialog) = place.get()
        {
            let _ = dialog.focus();
        }
    });
    let key = move |e: leptos::ev::KeyboardEvent| {
        if e.key() == "Escape" {
            close();
        }
    };
    let body = move || c.ask.get().map(|ask| inside(&ask, c));
    let asked = move |of: fn(&Pending) -> String| c.ask.with(|p| p.as_ref().map(of).unwrap_or_default());
    let send = move |e: leptos::ev::SubmitEvent| {
        e.prevent_default();
        confirm(c);
    };
    let leave = move |e: leptos::ev::MouseEvent| {
        e.prevent_default();
        close();
    };
    view! {
        <dialog node_ref=place open=open tabindex="-1" aria-labelledby="a-confirmer" on:keydown=key>
            {body}
            <form class="act" method="post" on:submit=send>
                <input type="hidden" name="geste" value="operer"/>
                <input type="hidden" name="confirme" value="oui"/>
                <input type="hidden" name="op" value=move || asked(|p| p.proposal.op.clone())/>
                <input type="hidden" name="id" value=move || asked(|p| p.id.clone())/>
                <button class="button" disabled=move || c.busy.get()>{say::CONFIRM}</button>
                <a class="button quiet" href=format!("/direct/{}/regie", c.room) rel="external" on:click=leave>{say::CANCEL}</a>
            </form>
        </dialog>
    }
    .still()
}

fn inside(ask: &Pending, c: Control) -> AnyView {
    let repaired = ask.incident != Incident::default();
    let p = &ask.proposal;
    let moved = c.hold.glance(|room, now| shifts(room, &p.op, now));
    let words = p.words.iter().map(|w| view! { <p>{w.clone()}</p> }).collect_view();
    let people = repaired.then(|| view! { <p><b>{say::people_move(p.people)}</b></p> });
    let proved = (repaired && p.people > 0).then(|| view! { <p class="small soft">{if p.proved { say::PROVED } else { say::NOT_PROVED }}</p> });
    let moves = moved.into_iter().map(one).collect_view();
    let figures = (!p.figures.is_empty()).then(|| table(&p.figures));
    view! {
        <h2 id="a-confirmer">{ask.title.clone()}</h2>
        {late(ask, c)}
        {words} {people}
        <ul class="moves">{moves}</ul>
        {figures} {proved}
    }
    .still()
}

fn one(m: Shift) -> AnyView {
    let number = |n: u32| (n > 0).then(|| view! { <b>{n}</b> " " });
    view! {
        <li>
            <b>{m.letter}</b>
            <div>
                <strong>{m.who}</strong> {say::move_when(m.round + 1, &m.at)}
                <span class="to">{number(m.from)} {m.from_host} <span class="dash"></span> {number(m.to)} {m.to_host}</span>
            </div>
        </li>
    }
    .still()
}

fn table(all: &[Figure]) -> AnyView {
    let line = |f: &Figure| view! { <tr><th scope="row">{f.name.clone()}</th><td>{f.idle.clone()}</td><td>{f.mended.clone()}</td></tr> };
    view! {
        <table class="cost">
            <thead><tr><td></td><th scope="col">{say::IDLE}</th><th scope="col">{say::MENDED}</th></tr></thead>
            <tbody>{all.iter().map(line).collect_view()}</tbody>
        </table>
    }
    .still()
}

/// From which round somebody late will be there: another answer, another repair.
fn late(ask: &Pending, c: Control) -> Option<AnyView> {
    let (seat, first) = ask.incident.late_seat()?;
    let (played, count) = c.hold.glance(|room, now| (played(room, now), room.round_count()));
    let option = |r: u32| view! { <option value=(r + 1).to_string() selected=r == first>{r + 1}</option> };
    let (title, incident) = (ask.title.clone(), ask.incident.clone());
    let again = move |e: leptos::ev::Event| {
        let Some(round) = event_target_value(&e).parse::<u32>().ok().and_then(|r| r.checked_sub(1)) else { return };
        let mut incident = incident.clone();
        incident.late.iter_mut().chain(&mut incident.late_hosts).for_each(|l| l.round = round);
        propose(c, title.clone(), incident);
    };
    Some(
        view! {
            <form class="field" method="get" on:submit=|e| e.prevent_default()>
                <input type="hidden" name="siege" value=seat.code()/>
                <input type="hidden" name="cas" value=Presence::Late.code()/>
                <label for="des-la-manche">{say::FROM_ROUND}</label>
                <select id="des-la-manche" name="manche" on:change=again>{(played..count).map(option).collect_view()}</select>
                <button class="button quiet plain">{say::COMPUTE}</button>
            </form>
        }
        .still(),
    )
}
