//! A seat: where to be, the time left, four criteria, a note, what comes next. Nothing else.

use super::face::Stage;
use super::hold::{Hold, clock, mark, run};
use super::scene::{Head, Next, Rate, Scene, scene};
use super::seating::Seating;
use super::{day, link, meet, send};
use crate::desk::model::Way;
use crate::i18n::live as say;
use crate::live::model::clock::wall_time;
use crate::live::model::page::LivePage;
use crate::live::model::seat::Side;
use crate::ui::still::Erase;
use leptos::prelude::*;

/// The page of a seat.
pub fn seat(hold: Hold, page: LivePage) -> AnyView {
    let s = Seating::new(hold, &page);
    let address = format!("/direct/{}/flux?place={}", page.room, page.key);
    Effect::new(move |_| {
        send::start(s);
        link::start(hold, address.clone());
    });
    on_cleanup(link::stop);
    let at = Memo::new(move |_| {
        let chosen = s.chosen.get();
        hold.read(|room, now| scene(room, s.seat, now, chosen))
    });
    let rate = Memo::new(move |_| at.with(|a| a.rate.clone()));
    super::follow_title(hold);
    let host = s.seat.side == Side::Host;
    let problems = page.problems.into_iter().map(|p| view! { <p>{p}</p> }).collect_view();
    view! {
        <div class="late" role="status">{move || banners(&at.get(), hold)}{problems}</div>
        <div class="halves" class:host=host>
            <section class="seat" aria-label=say::SEAT>
                <p class="where">{mark(hold)}</p>
                {clock(hold)}
                {run(hold)}
                {move || at.with(|a| whereto(a, s))}
                {move || forms(s, rate.get())}
                {state(s, rate, page.said)}
                {move || at.with(|a| next(&a.next))}
                {move || links(&page.links, at.with(|a| a.stage == Stage::Over))}
                <noscript inner_html=without_script()></noscript>
            </section>
            {day::day(s, page.key)}
        </div>
    }
    .still()
}

fn without_script() -> String {
    format!("<p class=\"hint\">{} <a href=\"\">{}</a></p>", say::NO_SCRIPT, say::REFRESH)
}

fn banners(scene: &Scene, hold: Hold) -> AnyView {
    let lost = hold.lost(say::OFFLINE_SEAT).map(|words| view! { <p>{words}</p> });
    let all = scene.banners.iter().map(|(word, text)| view! { <p><b>{*word}</b> " " {text.clone()}</p> }).collect_view();
    let here = scene
        .missed
        .then(|| view! { <form method="post"><button class="button quiet" name="geste" value="arriver">{say::I_AM_HERE}</button></form> });
    view! { {all} {here} {lost} }.still()
}

/// Where to be and with whom.
fn whereto(scene: &Scene, s: Seating) -> AnyView {
    let above = (!scene.above.is_empty() && !scene.heads.is_empty()).then(|| view! { <p class="above">{scene.above}</p> });
    let heads = scene.heads.iter().map(|h| head(h, s)).collect_view();
    let instead = scene.instead.map(|(title, words)| view! { <h1 class="place"><span>{title}</span></h1><p class="mission">{words}</p> });
    let stopped = (scene.stage == Stage::Stopped).then(|| view! { <p class="stopped">{say::STOPPED_MORE}</p> });
    let welcome = (scene.stage == Stage::Before).then(|| view! { <p class="mission soft">{say::WELCOME}</p> });
    view! { {above} {heads} {instead} {stopped} {welcome} }.still()
}

fn head(h: &Head, s: Seating) -> AnyView {
    let card = s.cards.with_value(|all| all.iter().find(|c| c.id == h.id).cloned()).unwrap_or_default();
    let about = if card.lines.is_empty() { vec![h.about.clone()] } else { card.lines };
    let about = about.into_iter().filter(|l| !l.is_empty()).map(|l| view! { <span>{l}</span> }).collect_view();
    let docs = card.links.into_iter().map(|l| view! { <a href=l.href rel="external" target="_blank">{l.label}</a> }).collect_view();
    let ask = (!h.ask.is_empty()).then(|| view! { <p class="ask"><b>{say::TO_ASK}</b> {h.ask.clone()}</p> });
    view! {
        <h1 class="place"><span>{h.place.clone()}</span><span class="dash"></span><span>{h.name.clone()}</span></h1>
        <p class="mission">{about}</p>
        <p class="docs">{docs}</p>
        {ask}
    }
    .still()
}

fn forms(s: Seating, rate: Vec<Rate>) -> AnyView {
    if s.closed.get() {
        return ().still();
    }
    let back = move || {
        (s.chosen.get() != 0).then(|| {
        let code = s.code.get_value();
        view! { <p class="again"><a href=format!("/direct/place/{code}") rel="external" on:click=move |e| choose(&e, s, 0)>{say::BACK_TO_NOW}</a></p> }
    })
    };
    view! { {back} {rate.into_iter().map(|r| meet::form(s, r)).collect_view()} }.still()
}

/// Asks for the form of somebody; 0 for the person met now. Without script the link leads to the same.
pub fn choose(event: &leptos::ev::MouseEvent, s: Seating, target: i64) {
    event.prevent_default();
    s.chosen.set(target);
    send::show(target);
}

/// Where what was written stands: waiting here, kept on the server, refused.
fn state(s: Seating, rate: Memo<Vec<Rate>>, said: String) -> AnyView {
    let own = if s.seat.side == Side::Associate { "m a" } else { "m h" };
    let words = move || {
        let (count, failing) = (s.waiting(), s.failing.get());
        let refused = s.refused.get();
        let saved = s.saved_at(&rate.with(|r| r.iter().map(|one| one.id).collect::<Vec<_>>()));
        if s.closed.get() {
            view! { <p class="state bad">{say::RATINGS_CLOSED}</p> }.still()
        } else if !refused.is_empty() {
            view! { <p class="state bad">{refused}</p> }.still()
        } else if count > 0 {
            view! { <p class="state wait"><i class=own></i>{say::pending(count, failing)}</p> }.still()
        } else if saved > 0 {
            let hour = s.hold.known.with(|k| wall_time(&k.room, saved));
            view! { <p class="state"><i class="m both"></i>{say::saved(&hour)}</p> }.still()
        } else if !said.is_empty() {
            view! { <p class="state">{said.clone()}</p> }.still()
        } else {
            view! { <p class="state"></p> }.still()
        }
    };
    view! { <div class="kept" role="status">{words}</div> }.still()
}

fn next(all: &[Next]) -> AnyView {
    let one = |n: &Next| {
        let dash = (!n.place.is_empty()).then(|| view! { <span class="dash"></span> " " });
        view! { <p class="next"><span>{say::NEXT}</span><b>{n.place.clone()} " " {dash} {n.name.clone()}</b><time>{n.at.clone()}</time></p> }
    };
    all.iter().map(one).collect_view().still()
}

/// Where else one may go; when all is over, the lists first and large.
fn links(all: &[Way], over: bool) -> AnyView {
    let one = |(i, w): (usize, &Way)| {
        let class = if over && i == 0 { "button" } else { "" };
        view! { <a class=class href=w.href.clone() rel="external">{w.label.clone()}</a> }
    };
    view! { <p class="else">{all.iter().enumerate().map(one).collect_view()}</p> }.still()
}
