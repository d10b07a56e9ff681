//! The wall: the time left and who sits where, read from ten metres.

use super::face::{Face, Stage};
use super::hold::{Hold, clock};
use super::link;
use crate::i18n::live as say;
use crate::live::model::board::grid;
use crate::live::model::clock::{times, wall_time};
use crate::live::model::page::LivePage;
use crate::live::model::room::Room;
use crate::ui::still::Erase;
use leptos::prelude::*;

/// A table on the wall.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Place {
    table: u32,
    host: String,
    who: String,
    free: bool,
}

/// The tables of the present round, or of the one to come.
fn places(room: &Room, face: &Face, now: i64) -> Vec<Place> {
    let Some(round) = face.round.filter(|_| face.stage != Stage::Over) else { return Vec::new() };
    let place = |row: crate::live::model::board::TableRow| {
        let cell = row.cells.get(round as usize)?;
        let who = cell.associate.filter(|_| cell.is_held()).and_then(|a| room.associates.get(a as usize));
        let words = if row.broken { say::BROKEN } else { say::FREE_SEAT };
        Some(Place {
            table: row.table,
            host: room.hosts.get(row.host as usize).map_or_else(String::new, |g| g.short.clone()),
            who: who.map_or_else(|| words.to_owned(), |g| g.short.clone()),
            free: who.is_none(),
        })
    };
    grid(room, now).into_iter().filter_map(place).collect()
}

/// "On change à 10:51", "Pause à 11:09".
fn hours(room: &Room, face: &Face, now: i64) -> Vec<(&'static str, String)> {
    let mut out = Vec::new();
    let times = times(room, now);
    match face.stage {
        Stage::Round => out.push((say::WALL_CHANGE, face.until.clone())),
        Stage::Between => out.push((say::WALL_NEXT, face.until.clone())),
        _ => {}
    }
    if matches!(face.stage, Stage::Round | Stage::Between) {
        let from = face.round.unwrap_or(0) as usize;
        let pause = room.rounds.iter().zip(&times).skip(from).find(|(slot, _)| slot.pause);
        if let Some((_, time)) = pause {
            out.push((say::WALL_PAUSE, wall_time(room, time.1)));
        }
        if let Some(last) = times.last().filter(|_| pause.is_none()) {
            out.push((say::WALL_END, wall_time(room, last.1)));
        }
    }
    out
}

/// How many columns, and lines in each, show so many tables.
fn shape(count: usize) -> String {
    let columns = match count {
        0..=16 => 2,
        17..=39 => 3,
        _ => 4,
    };
    format!("plan cols-{columns} rows-{}", count.div_ceil(columns).clamp(1, 16))
}

/// The page of the wall.
pub fn wall(hold: Hold, page: LivePage) -> AnyView {
    let address = format!("/direct/{}/flux?cle={}", page.room, page.key);
    Effect::new(move |_| link::start(hold, address.clone()));
    on_cleanup(link::stop);
    super::follow_title(hold);
    let plan = Memo::new(move |_| hold.face.with(|f| hold.read(|room, now| places(room, f, now))));
    let aside = Memo::new(move |_| hold.face.with(|f| hold.read(|room, now| hours(room, f, now))));
    let words = move || {
        let line = |(term, hour): (&'static str, String)| view! { <dt>{term}</dt><dd><time>{hour}</time></dd> };
        aside.get().into_iter().map(line).collect_view()
    };
    let under = move || match hold.face.with(|f| f.stage) {
        Stage::Stopped => say::STOPPED,
        Stage::Before => say::PLANNED_AT,
        Stage::Over => say::WALL_THANKS,
        _ => "",
    };
    let class = move || plan.with(|p| shape(p.len()));
    let lost = move || hold.lost(say::OFFLINE_ROOM).map(|words| view! { <p class="lost">{words}</p> });
    view! {
        <div class="wall">
            <div class="now">
                {clock(hold)}
                <div>
                    <h1><mark>{move || hold.face.with(|f| f.mark.clone())}</mark></h1>
                    <p class="under">{under}</p>
                    <dl>{words}</dl>
                </div>
            </div>
            <ul class=class aria-label=say::WALL_PLAN>{move || plan.get().into_iter().map(place).collect_view()}</ul>
            <div role="status">{lost}</div>
        </div>
    }
    .still()
}

fn place(p: Place) -> AnyView {
    let class = if p.free { "free" } else { "" };
    view! {
        <li class=class>
            <b><span class="v">{say::TABLE} " "</span>{p.table}</b>
            <span>{p.host}</span>
            <span class="dash"></span>
            <strong>{p.who}</strong>
        </li>
    }
    .still()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn any_number_of_tables_has_a_shape() {
        assert_eq!(shape(14), "plan cols-2 rows-7");
        assert_eq!((shape(30).as_str(), shape(0).as_str(), shape(60).as_str()), ("plan cols-3 rows-10", "plan cols-2 rows-1", "plan cols-4 rows-15"));
    }
}
