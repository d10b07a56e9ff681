//! The form of one person: four criteria from 1 to 5 and a private note. Sent by hand without script, kept by itself with it.

use super::scene::Rate;
use super::seating::Seating;
use super::send;
use crate::i18n::live as say;
use crate::live::model::rating::{Criterion, NOTE, Rating, criteria};
use crate::live::model::seat::Side;
use crate::ui::still::Erase;
use leptos::prelude::*;

/// The form.
pub fn form(s: Seating, rate: Rate) -> AnyView {
    let id = rate.id;
    let mine = untrack(|| s.mine(id));
    let first = mine.clone();
    Effect::new(move |before: Option<()>| {
        // What was touched before this code took over counts too.
        if before.is_none() && send::adopt(s, id, &first) {
            return;
        }
        send::fill(id, &s.mine(id));
    });
    let score = |i: usize| mine.scores.get(i).copied().unwrap_or(0);
    let all = criteria(s.seat.side).iter().enumerate().map(|(i, c)| criterion(id, i, *c, score(i))).collect_view();
    let for_whom = if s.seat.side == Side::Associate { say::ONLY_YOU.to_owned() } else { say::not_read_by(&rate.name) };
    let title = (!rate.title.is_empty()).then(|| view! { <h2>{rate.title}</h2> });
    let note = format!("note-{id}");
    view! {
        <form class="rate" id=format!("noter-{id}") method="post" autocomplete="off" on:input=move |e| send::written(s, id, &e)
            on:submit=move |e| send::sent(s, id, &e)>
            {title}
            <input type="hidden" name="cible" value=id.to_string()/>
            {all}
            <div class="note">
                <label for=note.clone()>{say::PRIVATE_NOTE} <span>{for_whom}</span></label>
                <textarea id=note name="note" rows="2" maxlength=NOTE.to_string() inner_html=escaped(&mine)></textarea>
            </div>
            <button class="button quiet plain" name="geste" value="noter">{say::SAVE}</button>
        </form>
    }
    .still()
}

/// The note as it can stand inside an element.
fn escaped(rating: &Rating) -> String {
    rating.note.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

fn criterion(id: i64, i: usize, c: Criterion, score: u8) -> AnyView {
    let label = format!("crit-{id}-{i}");
    let labelled = label.clone();
    let name = format!("n{}", i + 1);
    let hint = (!c.hint.is_empty()).then(|| view! { <span class="hint">{c.hint}</span> });
    let one = |n: u8| view! { <label>{n.to_string()}<input type="radio" name=name.clone() value=n.to_string() checked=n == score/></label> };
    view! {
        <div class="crit" role="radiogroup" aria-labelledby=labelled>
            <span id=label>{c.label}</span> {hint}
            <div class="seg">{(1..=5).map(one).collect_view()}</div>
        </div>
    }
    .still()
}
