//! The pages of the morning: a seat, the console, the wall, and what is printed. Complete without script; in the browser they follow
//! the room by themselves.
//!
//! [`hold`] is what they share; [`link`] keeps it up to date, [`send`] carries a seat's ratings, [`control`] the console's actions.
//! [`face`] and [`scene`] turn a room and an instant into words, without any page.

pub mod console;
pub mod control;
pub mod day;
pub mod face;
pub mod grid;
pub mod hold;
pub mod link;
pub mod meet;
pub mod mending;
pub mod paper;
pub mod people;
pub mod scene;
pub mod seat;
pub mod seating;
pub mod send;
pub mod wall;

use super::model::page::LivePage;
use crate::desk::model::Sheet;
use crate::i18n::live as say;
use crate::kernel::lang::Lang;
use crate::ui::frame::About;
use crate::ui::still::Erase;
use hold::Hold;
use leptos::prelude::*;

/// A sheet that holds a page of the morning; one that holds none is shown as its heading and its links. A sheet without a title is
/// named after what its page shows.
pub fn sheet(sheet: Sheet) -> AnyView {
    let page = LivePage::of_text(&sheet.live);
    let named = if sheet.title.is_empty() { page.as_ref().map(title) } else { None };
    let name = named.unwrap_or_else(|| sheet.title.clone());
    let shown = page.map_or_else(|| bare(&sheet), whole);
    view! { <About title=name description=sheet.lead url="" indexed=false lang=Lang::Fr/> {shown} }.page()
}

fn bare(sheet: &Sheet) -> AnyView {
    let ways = sheet.nav.iter().map(|w| view! { <a href=w.href.clone() rel="external">{w.label.clone()}</a> " " }).collect_view();
    view! {
        <div class="page desk">
            <div class="top"><h1>{sheet.title.clone()}</h1><p class="lead">{sheet.lead.clone()}</p></div>
            <p class="ways">{ways}</p>
        </div>
    }
    .still()
}

/// A page of the morning.
pub fn whole(page: LivePage) -> AnyView {
    if matches!(page.kind.as_str(), "feuille" | "affiche") {
        return view! { <div class="live printed">{paper::papers(page)}</div> }.still();
    }
    let hold = Hold::new(&page);
    let inside = match page.kind.as_str() {
        "regie" => console::console(hold, page),
        "mur" => wall::wall(hold, page),
        _ => seat::seat(hold, page),
    };
    view! { <div class="live alone">{inside}</div> }.still()
}

/// The title of the document follows the morning ("Manche 3 sur 8").
pub fn follow_title(_hold: Hold) {
    #[cfg(feature = "hydrate")]
    Effect::new(move |_| {
        let title = format!("{} — Passerelle", _hold.face.with(|f| f.mark.clone()));
        if let Some(document) = web_sys::window().and_then(|w| w.document()) {
            document.set_title(&title);
        }
    });
}

/// The title of a page as the server writes it: the round, the table, whom one sits with.
pub fn title(page: &LivePage) -> String {
    let mark = face::face(&page.state, page.now).mark;
    match page.kind.as_str() {
        "regie" => format!("{}, {}", say::CONSOLE, mark),
        "mur" => format!("{}, {}", say::WALL, mark),
        "feuille" => say::SHEETS.to_owned(),
        "affiche" => say::POSTERS.to_owned(),
        _ => {
            let scene = scene::scene(&page.state, page.seat(), page.now, 0);
            let head = scene.heads.first().map(|h| format!("{}, {}, ", h.place, h.name));
            format!("{}{mark}", head.unwrap_or_default())
        }
    }
}
