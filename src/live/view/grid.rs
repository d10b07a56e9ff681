//! Rounds by tables: who sits where, who rated, what a proposed repair would change.

use super::control::Control;
use super::mending::{Shift, shifts};
use crate::i18n::live as say;
use crate::live::model::board::{CellState, TableRow, grid as rows};
use crate::live::model::clock::{times, wall_time};
use crate::live::model::marks::Marks;
use crate::live::model::room::Room;
use crate::live::model::seat::{State, states};
use crate::ui::still::Erase;
use leptos::prelude::*;

/// A column.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Column {
    at: String,
    state: State,
}

/// A line as shown.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Shown {
    table: u32,
    host: String,
    broken: bool,
    cells: Vec<CellShown>,
}

/// A cell as shown.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct CellShown {
    class: String,
    text: String,
    /// A class of its mark; empty for none.
    mark: &'static str,
    words: &'static str,
    letter: String,
}

fn columns(room: &Room, now: i64) -> Vec<Column> {
    let times = times(room, now);
    let column = |(time, state): (&(i64, i64), State)| Column { at: wall_time(room, time.0), state };
    times.iter().zip(states(room, now)).map(column).collect()
}

fn shown(room: &Room, marks: &Marks, moves: &[Shift], now: i64) -> Vec<Shown> {
    let line = |row: TableRow| {
        let (table, host) = (row.table, row.host);
        let cells = row.cells.into_iter().zip(0u32..).map(|(c, round)| cell(&c, host, marks, moves, (table, round))).collect();
        Shown { table, host: room.hosts.get(host as usize).map_or_else(String::new, |g| g.short.clone()), broken: row.broken, cells }
    };
    rows(room, now).into_iter().map(line).collect()
}

fn cell(c: &CellState, host: u32, marks: &Marks, moves: &[Shift], (table, round): (u32, u32)) -> CellShown {
    let mut class = String::new();
    if c.state == State::Now {
        class.push_str("cur ");
    }
    let (mark, words) = match c.associate {
        None if c.host_absent => ("x", say::CELL_HOST_ABSENT),
        None => ("no", say::KEY_FREE),
        Some(_) if c.absent || c.host_absent => {
            class.push_str("gone ");
            let open = matches!(c.state, State::Next | State::Later);
            ("x", if open { say::CELL_OPEN } else { say::CELL_ABSENT })
        }
        Some(a) if matches!(c.state, State::Past | State::Now) => match marks.pair(a, host) {
            (0, 0) if c.state == State::Now => ("m", say::CELL_NOW),
            (0, 0) => ("m", say::KEY_NONE),
            (_, 0) => ("m a", say::CELL_BY_ASSOCIATE),
            (0, _) => ("m h", say::CELL_BY_HOST),
            _ => ("m both", say::KEY_BOTH),
        },
        Some(_) => ("", ""),
    };
    if c.state == State::Dropped {
        class.push_str("soft ");
    }
    let taken = moves.iter().find(|m| m.round == round && m.to == table);
    let left = moves.iter().find(|m| m.round == round && m.from == table);
    match (taken, left) {
        (Some(_), _) => class.push_str("in"),
        (None, Some(_)) => class.push_str("out"),
        _ => {}
    }
    let letter = taken.or(left).map_or_else(String::new, |m| m.letter.clone());
    CellShown { class, text: c.initials.clone(), mark, words, letter }
}

/// The table and its key.
pub fn grid(c: Control) -> AnyView {
    let hold = c.hold;
    let head = Memo::new(move |_| hold.read(columns));
    let moves =
        Memo::new(move |_| c.ask.with(|ask| ask.as_ref().map_or_else(Vec::new, |a| hold.read(|room, now| shifts(room, &a.proposal.op, now)))));
    let body = Memo::new(move |_| hold.marks.with(|m| moves.with(|moves| hold.read(|room, now| shown(room, m, moves, now)))));
    let heads = move || head.get().into_iter().zip(1u32..).map(column).collect_view();
    let lines = move || body.get().into_iter().map(line).collect_view();
    let key = |class: &'static str, words: &'static str| view! { <li><i class=class></i>{words}</li> };
    view! {
        <div class="scroll" tabindex="0" role="region" aria-label=say::PLAN_TABLE>
            <table class="plan">
                <thead><tr><th scope="col">{say::TABLE}</th>{heads}</tr></thead>
                <tbody>{lines}</tbody>
            </table>
        </div>
        <ul class="key">
            {key("m both", say::KEY_BOTH)} {key("m a", say::KEY_ASSOCIATE)} {key("m h", say::KEY_HOST)} {key("m", say::KEY_NONE)}
            {key("x gone", say::KEY_ABSENT)} {key("no", say::KEY_FREE)} <li>{say::KEY_FRAMES}</li>
        </ul>
    }
    .still()
}

fn column((c, number): (Column, u32)) -> AnyView {
    let current = (c.state == State::Now).then_some("step");
    let class = if c.state == State::Now { "cur" } else { "" };
    view! { <th scope="col" class=class aria-current=current>{number}<time>{c.at}</time></th> }.still()
}

fn line(l: Shown) -> AnyView {
    let broken = l.broken.then(|| view! { <span class="gone">{say::BROKEN}</span> });
    let cells = l.cells.into_iter().map(one).collect_view();
    view! { <tr><th scope="row"><b>{l.table}</b><span>{l.host}</span> {broken}</th>{cells}</tr> }.still()
}

fn one(c: CellShown) -> AnyView {
    let mark = (!c.mark.is_empty()).then(|| view! { <i class=c.mark></i><span class="v">{c.words}</span> });
    let letter = (!c.letter.is_empty()).then(|| view! { <b>{c.letter}</b> });
    view! { <td class=c.class>{c.text}{mark}{letter}</td> }.still()
}
