//! `/`: three doors, what closes soon, what is new, what to read.

use crate::content::views::Teaser;
use crate::i18n;
use crate::jobs::model::views::{Card, HomeView};
use crate::kernel::lang::Lang;
use crate::ui::frame::About;
use crate::ui::parts::offer_card;
use crate::ui::refused::path;
use crate::ui::still::Erase;
use leptos::prelude::*;

/// The home page.
pub fn whole(home: HomeView, lang: Lang) -> AnyView {
    view! {
        <About title=i18n::home_title(lang) description=i18n::home_lead(lang) url=home.url lang=lang/>
        <div class="page">
            <div class="open">
                <h1>{i18n::home_open_a(lang)} " " <span class="end"><i class="dash"></i> " " {i18n::home_open_b(lang)}</span></h1>
                <p>{i18n::home_lead(lang)}</p>
            </div>
            <ul class="doors">
                {door(path("/offres", lang), i18n::home_door_search_a(lang), i18n::home_door_search_b(lang), Some(home.open), i18n::home_door_search_text(lang))}
                {door(path("/definir-mes-criteres", lang), i18n::home_door_criteria_a(lang), i18n::home_door_criteria_b(lang), None, i18n::home_door_criteria_text(lang))}
                {door(path("/programmes", lang), i18n::home_door_programmes_a(lang), i18n::home_door_programmes_b(lang), None, i18n::home_door_programmes_text(lang))}
            </ul>
            {offers(i18n::home_next(lang), "t-dates", home.closing, format!("{}?tri=echeance", path("/offres", lang)), lang)}
            {offers(i18n::home_recent(lang), "t-recentes", home.recent, path("/offres", lang), lang)}
            {reading(home.reading, lang)}
        </div>
    }
    .page()
}

fn door(href: String, a: &'static str, b: &'static str, count: Option<String>, text: &'static str) -> AnyView {
    let count = count.map(|c| view! { <b>{c}</b> ". " });
    view! { <li><h2><a href=href>{a} " " <i class="dash"></i> " " {b}</a></h2><p>{count} {text}</p></li> }.still()
}

fn offers(heading: &'static str, id: &'static str, list: Vec<Card>, more: String, lang: Lang) -> AnyView {
    if list.is_empty() {
        return ().still();
    }
    view! {
        <section class="part split" aria-labelledby=id>
            <div><h2 id=id>{heading}</h2><p class="all"><a href=more>{i18n::home_all(lang)}</a></p></div>
            <div>{list.into_iter().map(|c| offer_card(c, lang)).collect_view()}</div>
        </section>
    }
    .still()
}

fn reading(list: Vec<Teaser>, lang: Lang) -> AnyView {
    let line = |t: Teaser| {
        view! { <li><h3 lang="fr"><a href=t.href>{t.title}</a></h3><p lang="fr">{t.summary}</p><p class="soft small">{t.reading}</p></li> }
    };
    view! {
        <section class="part split" aria-labelledby="t-lire">
            <h2 id="t-lire">{i18n::home_mag(lang)}</h2>
            <ul class="teasers">{list.into_iter().map(line).collect_view()}</ul>
        </section>
    }
    .still()
}
