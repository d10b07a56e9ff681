//! `/offres/{slug}`: the story on the left, the facts on the right.

use crate::i18n;
use crate::jobs::model::views::{ApplyLink, Card, OfferView, OrganisationPanel, Section};
use crate::kernel::lang::Lang;
use crate::ui::frame::About;
use crate::ui::parts::{facts_list, french_in, offer_card};
use crate::ui::refused::path;
use crate::ui::still::Erase;
use leptos::prelude::*;

/// The page of an offer.
pub fn whole(o: OfferView, lang: Lang) -> AnyView {
    let title = format!("{}, {}", o.title, o.organisation.name);
    let open = o.closed.is_none();
    let tags = o.tags.iter().cloned().map(|t| view! { <span class="tag">{t}</span> }).collect_view();
    let original = o.original.clone().map(|(tag, text)| view! { <p class="original" lang=tag>{text}</p> });
    let notice = o.closed.clone().map(|words| {
        view! {
            <div class="closed" role="status">
                <p><b>{words}</b> " " {i18n::offer_closed_read(lang)}</p>
                <a class="button quiet" href=o.more_href.clone()>{i18n::offer_see_near(lang)}</a>
            </div>
        }
    });
    let posting = o.json_ld.clone().map(|json| view! { <script type="application/ld+json" inner_html=json></script> });
    view! {
        <About title=title description=o.description.clone() url=o.url.clone() kind="article" indexed=open lang=lang/>
        {posting}
        <div class="page">
            <div class="top">
                <p class="back"><a href=path("/offres", lang)>{i18n::offer_back(lang)}</a></p>
                <h1 lang=french_in(lang)>{o.title.clone()}</h1>
                {original}
                <p class="who"><a href=o.organisation.href.clone()>{o.organisation.name.clone()}</a> " " <i class="dash"></i> " " {o.places.clone()}</p>
                <p class="tags">{tags} <span>{i18n::offer_published(lang)} " " <time datetime=o.posted.iso.clone() title=o.posted.title.clone()>{o.posted.words.clone()}</time></span></p>
            </div>
            {notice}
            <div class="cols">
                {panel(&o, lang)}
                {story(&o, lang)}
            </div>
            {cards(i18n::offer_sisters(lang), "t-soeurs", o.sisters, None, lang)}
            {cards(i18n::offer_related(lang), "t-plus", o.related, Some(o.more_href), lang)}
        </div>
    }
    .page()
}

fn panel(o: &OfferView, lang: Lang) -> AnyView {
    let last = match o.last_day.clone() {
        Some(day) => view! {
            <p class="last"><b>{i18n::offer_until(lang)} " " <time datetime=day.iso>{day.words}</time> " " {i18n::offer_included(lang)}</b> {o.left.clone()}</p>
        }
        .still(),
        None if o.closed.is_none() => view! { <p class="last none"><b>{i18n::offer_no_deadline(lang)}</b></p> }.still(),
        None => ().still(),
    };
    let go = match (o.apply.clone(), o.closed.is_some()) {
        (Some(a), _) => apply(a, &o.url),
        (None, true) => ().still(),
        (None, false) => view! { <div class="go"><p>{i18n::offer_apply_missing(lang)}</p></div> }.still(),
    };
    view! { <aside class="panel" aria-label=i18n::offer_essentials(lang)>{last} {go} {facts_list(o.facts.clone(), lang)}</aside> }.still()
}

fn apply(a: ApplyLink, url: &str) -> AnyView {
    let pieces = (!a.pieces.is_empty()).then(|| view! { <p>{a.pieces}</p> });
    // A path of this site is read on paper with the site before it.
    let site = url.split("/en/").next().and_then(|u| u.split("/offres/").next()).unwrap_or("");
    let whole = if a.href.starts_with('/') { format!("{site}{}", a.href) } else { a.href.clone() };
    let printed = format!("\u{202f}: {}", on_paper(&whole));
    view! { <div class="go"><a class="button" href=a.href data-printed=printed rel="nofollow">{a.label}</a>{pieces}</div> }.still()
}

/// An address as one copies it from paper: without its scheme, and a mail without its subject.
fn on_paper(href: &str) -> String {
    match href.strip_prefix("mailto:") {
        Some(mail) => mail.split('?').next().unwrap_or(mail).replace("%40", "@"),
        None => href.trim_start_matches("https://").trim_start_matches("http://").trim_end_matches('/').to_owned(),
    }
}

fn story(o: &OfferView, lang: Lang) -> AnyView {
    let numbered = o.sections.iter().cloned().enumerate().map(|(i, s)| section(i + 2, s, o.text_lang.clone(), lang)).collect_view();
    view! {
        <div class="story">
            {about(o.organisation.clone(), lang)}
            {numbered}
            {share(o, lang)}
        </div>
    }
    .still()
}

fn section(number: usize, s: Section, text_lang: String, lang: Lang) -> AnyView {
    let foreign = (text_lang != lang.tag()).then_some(text_lang);
    view! {
        <section>
            <h2><span class="num">{number}</span> " " <i class="dash"></i> " " {s.heading}</h2>
            <div class="prose" lang=foreign inner_html=s.html></div>
        </section>
    }
    .still()
}

fn about(organisation: OrganisationPanel, lang: Lang) -> AnyView {
    view! {
        <section>
            <h2><span class="num">"1"</span> " " <i class="dash"></i> " " {i18n::offer_about(lang)}</h2>
            {(!organisation.summary.is_empty()).then(|| view! { <p class="lead" lang=french_in(lang)>{organisation.summary}</p> })}
            {facts_list(organisation.facts, lang)}
            <p><a href=organisation.href>{organisation.name} " " <i class="dash"></i> " " {i18n::offer_organisation_page(lang)}</a></p>
        </section>
    }
    .still()
}

fn share(o: &OfferView, lang: Lang) -> AnyView {
    let copied = RwSignal::new(false);
    let url = o.url.clone();
    let copy = move |event: leptos::ev::MouseEvent| {
        let Some(clipboard) = web_sys::window().map(|w| w.navigator().clipboard()) else { return };
        // Absent outside a secure context: the link then stays an ordinary link.
        if clipboard.is_undefined() {
            return;
        }
        event.prevent_default();
        let written = clipboard.write_text(&url);
        leptos::task::spawn_local(async move {
            if wasm_bindgen_futures::JsFuture::from(written).await.is_ok() {
                let _ = copied.try_set(true);
            }
        });
    };
    let print = move |event: leptos::ev::MouseEvent| {
        event.prevent_default();
        if let Some(window) = web_sys::window() {
            let _ = window.print();
        }
    };
    view! {
        <div class="share">
            <b>{i18n::share(lang)}</b>
            <a href=o.url.clone() rel="external" on:click=copy>{i18n::share_copy(lang)}</a>
            <span role="status">{move || copied.get().then_some(i18n::share_copied(lang))}</span>
            <a href=o.share_mail.clone()>{i18n::share_mail(lang)}</a>
            <button type="button" class="print" on:click=print>{i18n::share_print(lang)}</button>
            <a href=o.report_mail.clone()>{i18n::share_report(lang)}</a>
        </div>
    }
    .still()
}

fn cards(heading: &'static str, id: &'static str, list: Vec<Card>, more: Option<String>, lang: Lang) -> AnyView {
    if list.is_empty() {
        return ().still();
    }
    let more = more.map(|href| view! { <a href=href>{i18n::offer_more(lang)}</a> });
    view! {
        <section class="related" aria-labelledby=id>
            <div class="head"><h2 id=id>{heading}</h2>{more}</div>
            {list.into_iter().map(|c| offer_card(c, lang)).collect_view()}
        </section>
    }
    .still()
}
