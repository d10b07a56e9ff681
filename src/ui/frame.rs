//! The frame: header, footer, language and theme, and what every document says of itself.

use super::refused::path;
use super::still::Erase;
use crate::i18n;
use crate::kernel::lang::Lang;
use leptos::prelude::*;
use leptos_router::hooks::use_location;

/// The mark, the main links, and the way past them.
#[component]
pub fn Header() -> impl IntoView {
    let pathname = use_location().pathname;
    #[cfg(feature = "hydrate")]
    follow_with_focus(pathname);
    let header = move || {
        // One source alone: an effect that also reads a memo of the path is not told when the path changes and the memo does not.
        let here = pathname.get();
        let lang = Lang::of_path(&here);
        let links = [
            ("/offres", i18n::nav_offers(lang)),
            ("/organisations", i18n::nav_organisations(lang)),
            ("/programmes", i18n::nav_programmes(lang)),
            ("/conseils", i18n::nav_advice(lang)),
            ("/mag", i18n::nav_mag(lang)),
        ];
        let link = |(to, label): (&str, &'static str)| {
            let to = path(to, lang);
            let current = (here == to || here.starts_with(&format!("{to}/"))).then_some("page");
            view! { <li><a href=to aria-current=current>{label}</a></li> }
        };
        let links = links.map(link).into_iter().collect_view();
        view! {
            <header class="bar">
                <div class="page">
                    <a class="skip" href="#contenu" rel="external">{i18n::skip_to_content(lang)}</a>
                    <a class="brand" href=path("/", lang)>"Passerelle"</a>
                    <nav aria-label=i18n::nav_label(lang)>
                        <ul>{links}</ul>
                    </nav>
                    <a class="button quiet" href="/mon-espace">{i18n::nav_space(lang)}</a>
                </div>
            </header>
        }
    };
    header.still()
}

/// After a link, reading goes on from the new page: the focus moves to its beginning. Another search of the same page keeps it.
#[cfg(feature = "hydrate")]
fn follow_with_focus(pathname: Memo<String>) {
    Effect::new(move |before: Option<String>| {
        let here = pathname.get();
        if before.is_some_and(|b| b != here) {
            use wasm_bindgen::JsCast;
            let main = web_sys::window().and_then(|w| w.document()).and_then(|d| d.get_element_by_id("contenu"));
            if let Some(main) = main.and_then(|m| m.dyn_into::<web_sys::HtmlElement>().ok()) {
                let still = web_sys::FocusOptions::new();
                still.set_prevent_scroll(true);
                let _ = main.focus_with_options(&still);
            }
        }
        here
    });
}

/// The same page in the other language; articles and searches keep their query.
fn other_language(pathname: &str, search: &str, lang: Lang) -> String {
    let query = if search.is_empty() { String::new() } else { format!("?{}", search.trim_start_matches('?')) };
    let there = match lang {
        Lang::Fr => path(pathname, Lang::En),
        Lang::En => pathname.strip_prefix("/en").filter(|p| !p.is_empty()).unwrap_or("/").to_owned(),
    };
    format!("{there}{query}")
}

/// Legal links, language and theme.
#[component]
pub fn Footer() -> impl IntoView {
    let location = use_location();
    let footer = move || {
        let (pathname, search) = (location.pathname.get(), location.search.get());
        let lang = Lang::of_path(&pathname);
        let other = if lang == Lang::Fr { Lang::En } else { Lang::Fr };
        let back = if search.is_empty() { pathname.clone() } else { format!("{pathname}?{}", search.trim_start_matches('?')) };
        view! {
            <footer class="foot">
                <div class="page">
                    <span>"Passerelle — " {i18n::brand_line(lang)}</span>
                    <a href=path("/a-propos", lang)>{i18n::foot_about(lang)}</a>
                    <a href=path("/charte", lang)>{i18n::foot_charter(lang)}</a>
                    <a href=path("/accessibilite", lang)>{i18n::foot_accessibility(lang)}</a>
                    <a href=path("/mentions-legales", lang)>{i18n::foot_legal(lang)}</a>
                    <a href=path("/contact", lang)>{i18n::foot_contact(lang)}</a>
                    <a href=other_language(&pathname, &search, lang) hreflang=other.tag() lang=other.tag()>{i18n::other_language(lang)}</a>
                    <form class="theme" method="post" action="/preferences" aria-label=i18n::foot_theme(lang)>
                        <input type="hidden" name="retour" value=back/>
                        {i18n::foot_theme(lang)}
                        <button type="submit" name="theme" value="auto">{i18n::theme_auto(lang)}</button>
                        <button type="submit" name="theme" value="clair">{i18n::theme_light(lang)}</button>
                        <button type="submit" name="theme" value="sombre">{i18n::theme_dark(lang)}</button>
                    </form>
                </div>
            </footer>
        }
    };
    footer.still()
}

/// What stays when the application fails: hidden until then.
#[component]
pub fn Crashed() -> impl IntoView {
    let pathname = use_location().pathname;
    let words = move || {
        let lang = Lang::of_path(&pathname.get());
        view! { <p class="crashed" role="alert">{i18n::loading_failed(lang)} " " <a href="" rel="external">{i18n::reload(lang)}</a></p> }
    };
    words.still()
}

/// Set once the head of a document was written: the renderer makes a page several times before it is complete.
#[cfg(feature = "ssr")]
#[derive(Clone, Default)]
pub struct HeadOnce(std::sync::Arc<std::sync::atomic::AtomicBool>);

/// What a document says of itself: title, description, canonical address, preview.
///
/// The server writes all of it; in the browser, where only the reader remains, the title and the language follow.
#[component]
pub fn About(
    /// Title of the document, without the name of the site.
    #[prop(into)]
    title: String,
    /// One sentence.
    #[prop(into)]
    description: String,
    /// Canonical address, absolute; empty for a page that has none.
    #[prop(into)]
    url: String,
    /// Language of the page.
    lang: Lang,
    /// "website", "article".
    #[prop(default = "website")]
    kind: &'static str,
    /// Whether search engines may keep the page.
    #[prop(default = true)]
    indexed: bool,
    /// Whether only the frame of the page exists in another language: an article.
    #[prop(default = false)]
    french_only: bool,
    /// Address of a feed of this page.
    #[prop(into, optional)]
    feed: String,
) -> impl IntoView {
    let title = format!("{title} — Passerelle");
    #[cfg(not(feature = "ssr"))]
    {
        let _ = (description, kind, indexed, feed, french_only);
        if let Some(document) = web_sys::window().and_then(|w| w.document()) {
            document.set_title(&title);
            let _ = document.document_element().map(|root| root.set_attribute("lang", lang.tag()));
            // What a phone shares, and what a reader copies, is the address of this page.
            for (selector, attribute, value) in [
                ("link[rel=canonical]", "href", &url),
                ("meta[property='og:url']", "content", &url),
                ("meta[property='og:title']", "content", &title),
            ] {
                let _ = document.query_selector(selector).ok().flatten().map(|e| e.set_attribute(attribute, value));
            }
        }
    }
    #[cfg(feature = "ssr")]
    {
        use leptos_meta::{Link, Meta, Title};
        let robots = if indexed { "index, follow, max-snippet:-1" } else { "noindex" };
        let alternates = (indexed && !french_only)
            .then(|| other_languages(&url, lang))
            .flatten()
            .map(|both| both.map(|(tag, href)| view! { <Link rel="alternate" hreflang=tag href=href/> }));
        let image = format!("{}/partage.png", site_of(&url));
        let address = (!url.is_empty()).then(|| view! { <Link rel="canonical" href=url.clone()/><Meta property="og:url" content=url/> });
        let feed = (!feed.is_empty()).then(|| view! { <Link rel="alternate" type_="application/rss+xml" href=feed/> });
        if use_context::<HeadOnce>().is_some_and(|head| head.0.swap(true, std::sync::atomic::Ordering::Relaxed)) {
            return;
        }
        // The title is written as it is given: what people typed must not open an element there.
        let safe = title.replace('&', "&amp;").replace('<', "&lt;");
        // Rendered for what they leave in the head; nothing of them stands in the body, as in the browser.
        let _ = view! {
            <Title text=safe/>
            <Meta name="description" content=description/>
            <Meta name="robots" content=robots/>
            <Meta property="og:title" content=title/>
            <Meta property="og:type" content=kind/>
            <Meta property="og:image" content=image/>
            {address}
            {alternates}
            {feed}
        }
        .to_html();
    }
}

/// The beginning of an absolute address, up to its path; empty for another.
#[cfg(any(feature = "ssr", test))]
fn site_of(url: &str) -> &str {
    let host = url.find("://").map_or(0, |i| i + 3);
    url[host..].find('/').map_or(url, |i| &url[..host + i])
}

/// The addresses of a page in both languages, from its canonical one.
#[cfg(any(feature = "ssr", test))]
fn other_languages(url: &str, lang: Lang) -> Option<[(&'static str, String); 2]> {
    let site = site_of(url);
    let (pathname, query) = url[site.len()..].split_once('?').map_or((&url[site.len()..], String::new()), |(p, q)| (p, format!("?{q}")));
    if site.is_empty() {
        return None;
    }
    let there = format!("{site}{}", other_language(pathname, &query, lang));
    let here = url.to_owned();
    Some(match lang {
        Lang::Fr => [("fr", here), ("en", there)],
        Lang::En => [("fr", there), ("en", here)],
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_languages_are_named_from_either() {
        let both = other_languages("https://a.example/en/offres?page=2", Lang::En).unwrap();
        assert_eq!(both, other_languages("https://a.example/offres?page=2", Lang::Fr).unwrap());
        assert_eq!(both[0].1, "https://a.example/offres?page=2");
        assert_eq!(other_languages("", Lang::Fr), None);
        assert_eq!(other_languages("https://a.example/", Lang::Fr).unwrap()[1].1, "https://a.example/en");
    }

    #[test]
    fn the_other_language_is_the_same_page() {
        assert_eq!(other_language("/offres", "q=eau", Lang::Fr), "/en/offres?q=eau");
        assert_eq!(other_language("/en/offres", "?q=eau", Lang::En), "/offres?q=eau");
        assert_eq!(other_language("/", "", Lang::Fr), "/en");
        assert_eq!(other_language("/en", "", Lang::En), "/");
    }
}
