//! `/organisations` and `/organisations/{slug}`.

use super::model::views::{DirectoryView, Entry, OrganisationView};
use crate::i18n;
use crate::jobs::model::views::Link;
use crate::kernel::lang::Lang;
use crate::ui::frame::About;
use crate::ui::parts::{facts_list, offer_card, page_links};
use crate::ui::refused::path;
use crate::ui::still::Erase;
use leptos::prelude::*;

/// "Ils recrutent !".
pub fn list(d: DirectoryView, lang: Lang) -> AnyView {
    let empty = d.entries.is_empty().then(|| view! { <p>{i18n::organisations_empty(lang)}</p> });
    view! {
        <About title=i18n::organisations_title(lang) description=i18n::organisations_lead(lang) url=d.url lang=lang/>
        <div class="page">
            <div class="hero"><h1>{i18n::organisations_title(lang)}</h1><p class="lead">{i18n::organisations_lead(lang)}</p>
                <p class="ways"><a class="button quiet" href="/recruter/commencer" hreflang="fr">{i18n::foot_publish(lang)}</a></p></div>
            {empty}
            <ul class="directory">{d.entries.into_iter().map(entry).collect_view()}</ul>
            {(!d.pages.is_empty()).then(|| page_links(d.pages, i18n::search_pages(lang), ().still()))}
        </div>
    }
    .page()
}

fn entry(e: Entry) -> AnyView {
    let class = if e.open > 0 { "tag now" } else { "tag" };
    view! {
        <li>
            <h2><a href=e.href>{e.name}</a></h2>
            <p><span class=class>{e.open_words}</span></p>
            <p class="soft small">{e.facts}</p>
            <p lang="fr">{e.summary}</p>
        </li>
    }
    .still()
}

/// One structure.
pub fn whole(o: OrganisationView, lang: Lang) -> AnyView {
    let site = o.website.clone().map(|w| view! { <p><a href=w rel="nofollow noopener">{i18n::organisation_site(lang)}</a></p> });
    let story = (!o.story.is_empty()).then(
        || view! { <section><h2>{i18n::organisation_story(lang)}</h2><div class="prose" lang="fr" inner_html=o.story.clone()></div></section> },
    );
    let none = o.offers.is_empty().then(|| view! { <p>{i18n::organisation_none_open(lang)}</p> });
    view! {
        <About title=o.name.clone() description=o.description.clone() url=o.url.clone() lang=lang/>
        <div class="page">
            <div class="top">
                <p class="back"><a href=path("/organisations", lang)>{i18n::organisation_back(lang)}</a></p>
                <h1>{o.name}</h1>
                <p class="who" lang="fr">{o.summary}</p>
            </div>
            <div class="cols">
                <aside class="panel">
                    {facts_list(o.facts, lang)}
                    {relation(i18n::organisation_hosts(lang), o.hosts, o.hosting_note)}
                    {relation(i18n::organisation_hosted(lang), o.hosted, String::new())}
                    {site}
                </aside>
                <div class="story">
                    {story}
                    <section aria-labelledby="t-offres"><h2 id="t-offres">{o.offers_heading}</h2>{none} {o.offers.into_iter().map(|c| offer_card(c, lang)).collect_view()}</section>
                </div>
            </div>
        </div>
    }
    .page()
}

fn relation(heading: &'static str, links: Vec<Link>, note: String) -> AnyView {
    if links.is_empty() {
        return ().still();
    }
    let lines = links.into_iter().map(|l| view! { <li><a href=l.href>{l.label}</a></li> }).collect_view();
    let note = (!note.is_empty()).then(|| view! { <p class="soft small" lang="fr">{note}</p> });
    view! { <div class="relation"><h2>{heading}</h2><ul>{lines}</ul>{note}</div> }.still()
}
