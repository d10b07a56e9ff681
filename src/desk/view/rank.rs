//! Ranking: what has no place yet, the ranking itself, what is set apart, and the sheet of the one being read beside them.
//!
//! Every line is rendered once and moved; its place comes from one list of entries, which dragging, buttons, numbers and opinions
//! all change through [`Live::change`]. Without script the same markup is a form with a number for each target.

mod drag;
mod row;
mod sheet;

use crate::desk::model::{Block, RankItem, Ranking};
use crate::desk::order::{self, Entry};
use crate::i18n::desk as say;
use crate::ui::still::Erase;
use leptos::prelude::*;

/// Where a line is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Zone {
    Pool,
    List,
    Indifferent,
    Refused,
}

impl Zone {
    /// The targets shown there, in order.
    fn ids(self, entries: &[Entry]) -> Vec<i64> {
        match self {
            Zone::List => order::tiers(entries).concat(),
            _ => entries.iter().filter(|e| self == Zone::of(e)).map(|e| e.id).collect(),
        }
    }

    fn of(e: &Entry) -> Zone {
        match (e.refused, e.indifferent, e.rank) {
            (true, ..) => Zone::Refused,
            (_, true, _) => Zone::Indifferent,
            (.., Some(_)) => Zone::List,
            _ => Zone::Pool,
        }
    }

    /// Its name for what is dropped there.
    fn code(self) -> &'static str {
        match self {
            Zone::Pool => "pool",
            Zone::List => "list",
            Zone::Indifferent => "indifferent",
            Zone::Refused => "refused",
        }
    }
}

/// What a ranking on a page knows while it is used.
#[derive(Clone, Copy)]
struct Live {
    entries: RwSignal<Vec<Entry>>,
    /// Something was typed or moved: only from then on does the script write what the fields hold. Never taken back.
    touched: RwSignal<bool>,
    /// The sheet being read; 0 for none.
    open: RwSignal<i64>,
    /// The target moved last.
    moved: RwSignal<i64>,
    /// What just happened, for who does not see it.
    said: RwSignal<String>,
    /// What to correct.
    errors: RwSignal<Vec<Wrong>>,
    /// The targets as they came, without their sheets.
    items: StoredValue<Vec<RankItem>>,
    form: StoredValue<String>,
    closed: bool,
}

/// What to correct about a target.
#[derive(Clone, Debug)]
struct Wrong {
    id: i64,
    words: String,
    /// What was typed as its number.
    typed: String,
}

/// What is focused after a change, should it lose the focus; the flag says without scrolling there.
type Focus = (String, bool);

impl Live {
    fn new(r: &Ranking, items: Vec<RankItem>) -> Live {
        let wrong = items.iter().filter(|i| !i.error.is_empty());
        let errors: Vec<Wrong> = wrong.clone().map(|i| Wrong { id: i.key(), words: i.error.clone(), typed: i.rank.clone() }).collect();
        let open = wrong.clone().find(|i| i.opinion == "refuse").map_or(0, RankItem::key);
        Live {
            entries: RwSignal::new(r.entries()),
            touched: RwSignal::new(false),
            open: RwSignal::new(open),
            moved: RwSignal::new(0),
            said: RwSignal::new(String::new()),
            errors: RwSignal::new(errors),
            items: StoredValue::new(items),
            form: StoredValue::new(r.id.clone()),
            closed: r.closed,
        }
    }

    fn item(self, id: i64) -> RankItem {
        self.items.with_value(|all| all.iter().find(|i| i.key() == id).cloned()).unwrap_or_default()
    }

    /// The id of a piece of a line.
    fn anchor(self, what: &str, id: i64) -> String {
        self.form.with_value(|form| format!("{form}-{what}-{id}"))
    }

    fn entry(self, id: i64) -> Entry {
        self.entries.with(|all| all.iter().find(|e| e.id == id).cloned()).unwrap_or_default()
    }

    /// Changes what is said of a target, says where it stands now, keeps the ballot, and the focus on `focus`.
    fn change(self, id: i64, focus: Focus, act: &dyn Fn(&mut Vec<Entry>)) {
        let mut next = self.entries.get_untracked();
        act(&mut next);
        if next == self.entries.get_untracked() {
            return;
        }
        self.touched.set(true);
        self.moved.set(id);
        self.errors.update(|all| all.retain(|w| w.id != id));
        self.said.set(words(&self.item(id).name, id, &next));
        self.form.with_value(|form| crate::desk::autosave::put(form, "bulletin", &order::text(&next)));
        self.entries.set(next);
        drag::keep_focus(focus);
    }

    /// Takes what an earlier visit could not send, or what was typed before the script was there.
    fn adopt(self, url: &str) {
        let mut next = self.entries.get_untracked();
        match crate::desk::autosave::waiting(url, "bulletin").and_then(|text| order::parse(&text).ok()) {
            Some(said) => next.iter_mut().for_each(|e| *e = said.iter().find(|s| s.id == e.id).cloned().unwrap_or_else(|| Entry::silent(e.id))),
            None => drag::typed_before(&mut next),
        }
        if next != self.entries.get_untracked() {
            self.touched.set(true);
            self.form.with_value(|form| crate::desk::autosave::put(form, "bulletin", &order::text(&next)));
            self.entries.set(next);
        }
    }
}

/// Where a target stands, in words.
fn words(name: &str, id: i64, entries: &[Entry]) -> String {
    match order::place(entries, id) {
        Some(p) => say::rank_placed(name, p.position, p.of, p.shared),
        None => say::rank_unplaced(name, entries.iter().find(|e| e.id == id).map_or("", Entry::opinion)),
    }
}

/// The whole form; read only and with no button, it is none.
pub fn ranking(mut r: Ranking) -> AnyView {
    let sheets: Vec<_> = r.items.iter_mut().map(|i| (i.key(), std::mem::take(&mut i.sheet))).collect();
    let live = Live::new(&r, r.items.clone());
    let (id, class) = (r.id.clone(), if r.closed { "rank settled" } else { "rank" });
    if r.closed && r.buttons.is_empty() {
        return view! { <div class=class id=id>{lists(live, &r, sheets)} {hand(live, r, false)}</div> }.still();
    }
    let saves = !r.closed && !r.autosave.is_empty();
    let (url, address) = (r.autosave.clone(), saves.then(|| r.autosave.clone()));
    Effect::new(move |_| {
        if saves {
            live.adopt(&url)
        }
    });
    let ballot = move || live.entries.with(|e| order::text(e));
    let version = (!r.version.is_empty()).then(|| r.version.clone());
    view! {
        <form class=class id=id method="post" action=address.clone() novalidate="" data-autosave=address
            on:pointerdown=move |e| if !live.closed { drag::down(&e) } on:pointermove=|e| drag::moved(&e) on:pointercancel=|_| drag::stop()
            on:pointerup=move |e| if let Some((id, spot)) = drag::up(&e) { row::drop_at(live, id, spot) }>
            <input type="hidden" name="formulaire" value=r.id.clone()/>
            <input type="hidden" name="bulletin" value="" data-version=version prop:value=ballot/>
            {lists(live, &r, sheets)}
            <p class="v" role="status">{move || live.said.get()}</p>
            {hand(live, r, saves)}
        </form>
    }
    .still()
}

/// The lists, and the sheet beside them.
fn lists(live: Live, r: &Ranking, sheets: Vec<(i64, Vec<Block>)>) -> AnyView {
    view! {
        {(!r.lead.is_empty()).then(|| view! { <p class="said">{r.lead.clone()}</p> })}
        {(!r.closed).then(|| view! { <p class="small soft">{say::RANK_HOW}</p> })}
        <div class="rank-cols">
            {zone(live, Zone::Pool, r.pool_title.clone())}
            {zone(live, Zone::List, r.list_title.clone())}
            <div class="rank-apart">
                {zone(live, Zone::Indifferent, say::RANK_INDIFFERENT.to_owned())}
                {zone(live, Zone::Refused, say::RANK_REFUSED.to_owned())}
            </div>
            {sheet::sheets(live, sheets)}
        </div>
    }
    .still()
}

/// Where the ballot stands, and the buttons. What differs from the ballot that was kept is not handed in, and is said so.
fn hand(live: Live, r: Ranking, saves: bool) -> AnyView {
    let same = move || live.entries.with(|e| order::text(e) == r.text);
    let stands = move || if same() { r.state.clone() } else { say::RANK_CHANGED.to_owned() };
    view! {
        <div class="rank-hand">
            <div>
                <p><b>{stands}</b> " " {r.note}</p>
                {saves.then(|| view! { <p class="saved small" role="status" data-saved=""></p> })}
            </div>
            {r.buttons.into_iter().map(super::button).collect_view()}
        </div>
    }
    .still()
}

/// A list with its heading. What is set apart only shows when there is something.
fn zone(live: Live, zone: Zone, title: String) -> AnyView {
    let count = move || live.entries.with(|e| zone.ids(e).len());
    let all = live.items.with_value(Vec::len);
    let words = move || if zone == Zone::List { say::rank_count(count(), all) } else { count().to_string() };
    let empty = match (zone, live.closed) {
        (Zone::Pool, _) => say::RANK_POOL_EMPTY,
        (Zone::List, true) => say::RANK_EMPTY_CLOSED,
        _ => say::RANK_EMPTY,
    };
    let apart = matches!(zone, Zone::Indifferent | Zone::Refused);
    view! {
        <section class=format!("rank-zone {}", zone.code()) data-zone=zone.code() hidden=move || apart && count() == 0>
            <h2>{title} " " <span>{words}</span></h2>
            <ul class="rank-list"><For each=move || live.entries.with(|e| zone.ids(e)) key=|id| *id children=move |id| row::row(live, zone, id)/></ul>
            <p class="rank-none" hidden=move || { count() > 0 }>{empty}</p>
        </section>
    }
    .still()
}
