//! The console: the clock and what may be done to it, the plan, who is there, what to do about what happens.

use super::control::{Control, operate};
use super::face::Stage;
use super::hold::{Hold, clock};
use super::{grid, link, mending, people};
use crate::i18n::live as say;
use crate::live::model::board::held;
use crate::live::model::clock::{times, wall_time};
use crate::live::model::effect::{numbers, sentence};
use crate::live::model::marks::Marks;
use crate::live::model::mend::{Pending, Proposal};
use crate::live::model::op::Op;
use crate::live::model::page::LivePage;
use crate::live::model::refused::Refused;
use crate::live::model::room::Room;
use crate::live::model::seat::{State, states};
use crate::ui::still::Erase;
use leptos::prelude::*;

/// The page of the console.
pub fn console(hold: Hold, page: LivePage) -> AnyView {
    let said = if page.problems.is_empty() { (false, page.said) } else { (true, page.problems.join(" ")) };
    let c = Control::new(hold, page.room, said, page.pending);
    let closed = move || hold.known.with(|k| k.room.closed);
    let archived = move || closed().then(|| view! { <p>{Refused::Closed.sentence()}</p> });
    let address = format!("/direct/{}/flux?regie=1", page.room);
    Effect::new(move |_| link::start(hold, address.clone()));
    on_cleanup(link::stop);
    super::follow_title(hold);
    let ways = page.links.into_iter().map(|w| view! { <a href=w.href rel=w.plain.then_some("external")>{w.label}</a> }).collect_view();
    let simulate = page
        .simulate
        .then(|| view! { <form method="post"><button class="button quiet" name="geste" value="simuler">{say::SIMULATE}</button></form> });
    let line = move || {
        let (refused, words) = c.said.get();
        let lost = hold.lost(say::OFFLINE_ROOM);
        view! { <p class="told" class:bad=refused class:wait=lost.is_some()>{lost.map_or(words, str::to_owned)}</p> }
    };
    view! {
        <div class="console" data-density="dense">
            <nav class="ways" aria-label=say::CONSOLE><b class="brand">"Passerelle"</b> {ways} {simulate}</nav>
            <div class="topline">
                {clock(hold)}
                <div>{heading(hold)}</div>
                <ul class="do" hidden=closed>{(0..SLOTS).map(|i| action(c, i)).collect_view()}</ul>
            </div>
            <div role="status">{line} {archived}</div>
            <div class="bench">
                <section aria-label=say::PLAN>{grid::grid(c)}</section>
                <div class="side">
                    {mending::dialog(c)}
                    <div hidden=closed>{people::incident(c, page.spare)}</div>
                    {people::presence(c)}
                </div>
            </div>
        </div>
    }
    .still()
}

/// Ratings the present round calls for, and those it has.
pub fn ratings(room: &Room, marks: &Marks, now: i64) -> (usize, usize) {
    let Some(round) = states(room, now).iter().position(|s| *s == State::Now) else { return (0, 0) };
    let meetings = held(room, round, now);
    let given = |m: &&crate::live::model::room::Meeting| {
        let (a, h) = marks.pair(m.associate, m.host);
        usize::from(a > 0) + usize::from(h > 0)
    };
    (meetings.iter().map(given).sum(), 2 * meetings.len())
}

fn heading(hold: Hold) -> AnyView {
    let counts = Memo::new(move |_| hold.marks.with(|m| hold.read(|room, now| ratings(room, m, now))));
    let span = Memo::new(move |_| {
        hold.read(|room, now| {
            let at = hold.face.with(|f| f.round).and_then(|r| times(room, now).get(r as usize).copied());
            at.map_or_else(String::new, |(from, to)| say::from_to(&wall_time(room, from), &wall_time(room, to)))
        })
    });
    let day = hold.known.with_untracked(|k| k.room.day.clone());
    let stopped = move || (hold.face.with(|f| f.stage) == Stage::Stopped).then(|| view! { <span class="stop">{say::STOPPED}</span> });
    let notes = move || {
        let (given, of) = counts.get();
        (of > 0).then(|| say::received(given, of))
    };
    view! {
        <h1><mark>{move || hold.face.with(|f| f.mark.clone())}</mark> {stopped}</h1>
        <p class="when">{day} " " <span class="dash"></span> " " {move || span.get()}</p>
        <p class="soft">{notes}</p>
    }
    .still()
}

/// How many actions there are.
const SLOTS: usize = 6;

/// An action as it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Slot {
    label: &'static str,
    words: String,
    off: bool,
    op: Op,
    rev: u64,
}

fn slot(i: usize, room: &Room, marks: &Marks, stage: Stage, now: i64) -> Slot {
    let (label, op) = match (i, stage) {
        (0, Stage::Over) => (say::REOPEN, Op::Reopen),
        (0, _) => (say::START, Op::Start),
        (1, Stage::Stopped) => (say::RESUME, Op::Resume),
        (1, _) => (say::PAUSE_ACT, Op::Pause),
        (2, _) => (say::SHORTER, Op::Extend { seconds: -120 }),
        (3, _) => (say::LONGER, Op::Extend { seconds: 120 }),
        (4, _) => (say::NEXT_ROUND, Op::Next),
        (_, Stage::Over) => (say::ARCHIVE, Op::Close),
        _ => (say::END, Op::End),
    };
    match numbers(room, &op, now) {
        Ok(mut effect) => {
            let (given, of) = ratings(room, marks, now);
            effect.ratings = Some(of - given.min(of));
            Slot { label, words: sentence(room, &op, &effect), off: false, op, rev: room.rev }
        }
        Err(refused) => Slot { label, words: refused.sentence(), off: true, op, rev: room.rev },
    }
}

/// A button, what it will do below; without script a form that does it.
fn action(c: Control, i: usize) -> AnyView {
    let hold = c.hold;
    let now = Memo::new(move |_| {
        let stage = hold.face.with(|f| f.stage);
        hold.marks.with(|m| hold.read(|room, now| slot(i, room, m, stage, now)))
    });
    let press = move |e: leptos::ev::SubmitEvent| {
        e.prevent_default();
        let slot = now.get_untracked();
        let title = match slot.op {
            Op::End => say::END_TITLE,
            Op::Close => say::ARCHIVE_TITLE,
            op => return operate(c, &op),
        };
        let proposal = Proposal { op: slot.op.to_text(), words: vec![slot.words], ..Proposal::default() };
        c.ask.set(Some(Pending { title: title.to_owned(), proposal, id: format!("fin-{:08}", slot.rev), ..Pending::default() }));
    };
    let class = move || {
        let lead = hold.face.with(|f| match f.stage {
            Stage::Before => i == 0,
            Stage::Stopped => i == 1,
            Stage::Round | Stage::Between => i == 4,
            Stage::Over => false,
        });
        if lead { "button" } else { "button quiet" }
    };
    view! {
        <li>
            <form method="post" on:submit=press>
                <input type="hidden" name="op" value=move || now.with(|s| s.op.to_text())/>
                <input type="hidden" name="id" value=move || now.with(|s| format!("page-{}-{}", s.rev, s.op.code()))/>
                <button class=class name="geste" value="operer" disabled=move || now.with(|s| s.off) || c.busy.get()>{move || now.with(|s| s.label)}</button>
            </form>
            <span>{move || now.with(|s| s.words.clone())}</span>
        </li>
    }
    .still()
}
