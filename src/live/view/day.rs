//! The whole morning of one person, with the way back to what is not rated yet.

use super::scene::{DayLine, day as lines};
use super::seat::choose;
use super::seating::Seating;
use crate::i18n::live as say;
use crate::live::model::seat::{Side, State};
use crate::ui::still::Erase;
use leptos::prelude::*;

/// The table of the day.
pub fn day(s: Seating, code: String) -> AnyView {
    let all = Memo::new(move |_| s.hold.read(|room, now| lines(room, s.seat, now)));
    let counts = move || {
        let given: Vec<usize> = all.with(|l| l.iter().filter(|l| l.id != 0).map(|l| s.mine(l.id).given()).collect());
        say::day_counts(given.iter().filter(|g| **g == 4).count(), given.iter().filter(|g| (1..4).contains(*g)).count())
    };
    let rows = move || all.get().into_iter().map(|l| row(l, s, &code)).collect_view();
    let (who, tables) = match s.seat.side {
        Side::Associate => (say::COL_HOST, true),
        Side::Host => (say::COL_PERSON, s.hold.known.with_untracked(|k| s.seat.guest(&k.room).is_some_and(|g| g.tables.len() > 1))),
    };
    let table = tables.then(|| view! { <th scope="col">{say::COL_TABLE}</th> });
    view! {
        <section class="day" class:tables=tables>
            <h2>{say::YOUR_MORNING} <span>{counts}</span></h2>
            <table>
                <thead><tr>
                    <th scope="col"><span class="v">{say::COL_ROUND}</span></th>
                    <th scope="col">{say::COL_HOUR}</th>
                    {table}
                    <th scope="col">{who}</th>
                    <th scope="col">{if tables { say::COL_RATING_SHORT } else { say::COL_RATING }}</th>
                </tr></thead>
                <tbody>{rows}</tbody>
            </table>
        </section>
    }
    .still()
}

fn row(l: DayLine, s: Seating, code: &str) -> AnyView {
    let several = s.seat.side == Side::Associate || s.hold.known.with_untracked(|k| s.seat.guest(&k.room).is_some_and(|g| g.tables.len() > 1));
    if l.round == 0 {
        let wide = if several { "3" } else { "2" };
        return view! { <tr class="break"><td></td><td><time>{l.at}</time></td><td colspan=wide>{l.name}</td></tr> }.still();
    }
    let current = (l.state == State::Now).then_some("true");
    let class = if l.state == State::Now { "cur" } else { "" };
    let table = several.then(|| view! { <td class="num">{(l.table > 0).then(|| l.table.to_string())}</td> });
    let state = standing(&l, s, code);
    view! {
        <tr class=class aria-current=current>
            <td class="num">{l.round}</td>
            <td><time>{l.at}</time></td>
            {table}
            <th scope="row">{l.name}</th>
            {state}
        </tr>
    }
    .still()
}

/// Where a meeting and its rating stand.
fn standing(l: &DayLine, s: Seating, code: &str) -> AnyView {
    let given = if l.id == 0 { 0 } else { s.mine(l.id).given() };
    if l.absent && given == 0 {
        return view! { <td class="gone"><i class="x"></i>{say::ABSENT}</td> }.still();
    }
    if l.id == 0 || l.state == State::Dropped {
        return view! { <td class="soft">{if l.id == 0 { "" } else { say::DROPPED }}</td> }.still();
    }
    let square = match given {
        0 => "sq",
        4 => "sq f",
        _ => "sq p",
    };
    let (href, id, closed) = (format!("/direct/place/{code}?cible={}", l.id), l.id, s.closed.get());
    let way = |words: &'static str| {
        let href = href.clone();
        (!closed).then(|| view! { <a href=href rel="external" on:click=move |e| choose(&e, s, id)>{words}</a> })
    };
    match (l.state, given) {
        (State::Next | State::Later, 0) => view! { <td class="soft">{say::TO_COME}</td> }.still(),
        (State::Now, 0) => view! { <td><i class=square></i>{say::GOING_ON}</td> }.still(),
        (_, 4) if closed => view! { <td><i class=square></i>{say::RATED}</td> }.still(),
        (_, 4) => view! { <td><i class=square></i>{way(say::RATED)}</td> }.still(),
        (_, 0) => view! { <td><i class=square></i>{way(say::TO_RATE)}</td> }.still(),
        (_, n) => view! { <td><i class=square></i><span class="given">{say::given(n)}</span> " " {way(say::TO_COMPLETE)}</td> }.still(),
    }
}
