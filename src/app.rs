//! The shell of every document, and the application inside it.

use crate::live::model::page::is_live;
use crate::pages::view::{BoardPages, DeskPages, LivePages, ReadingPages};
use crate::ui::frame::{Crashed, Footer, Header};
use leptos::prelude::*;
use leptos_router::components::{FlatRoutes, Route, Router};
use leptos_router::{Lazy, PartialPathMatch, PathSegment, PossibleRouteMatch};

/// The document around the application. Rendered by the server only.
#[cfg(feature = "ssr")]
pub fn shell(options: LeptosOptions) -> impl IntoView {
    use leptos_meta::{Link, MetaTags, provide_meta_context};
    provide_meta_context();
    let parts = use_context::<axum::http::request::Parts>();
    let lang = parts.as_ref().map_or("fr", |p| crate::kernel::lang::Lang::of_path(p.uri.path()).tag());
    // Without script, the wall and the console are asked for again; a seat and its list are not, as one may be writing there.
    let refreshed = parts.as_ref().is_some_and(|p| ["/regie", "/mur"].iter().any(|last| p.uri.path().ends_with(last)) && is_live(p.uri.path()));
    let live = parts.as_ref().is_some_and(|p| is_live(p.uri.path()));
    let theme = parts.as_ref().and_then(|p| crate::web::preferences::theme(&p.headers));
    let _ = ["atkinson-hyperlegible-next", "bricolage-grotesque"].map(|face| {
        let href = format!("/fonts/{face}.woff2");
        view! { <Link rel="preload" as_="font" type_="font/woff2" crossorigin="anonymous" href=href/> }.to_html()
    });
    view! {
        <!DOCTYPE html>
        <html lang=lang data-theme=theme>
            <head>
                <meta charset="utf-8"/>
                <meta name="viewport" content="width=device-width, initial-scale=1"/>
                <link rel="stylesheet" href=crate::ui::style::HREF.as_str()/>
                {live.then(|| view! { <link rel="stylesheet" href=crate::ui::style::LIVE_HREF.as_str()/> })}
                <link rel="icon" href="/icone.svg" type="image/svg+xml"/>
                <HydrationScripts options/>
                {refreshed.then(|| view! { <noscript><meta http-equiv="refresh" content="30"/></noscript> })}
                <MetaTags/>
            </head>
            <body>
                <App/>
            </body>
        </html>
    }
}

/// The addresses one chunk shows, told by a function of the path. One kind of route for all of them: each kind would cost the
/// browser more than a kilobyte.
#[derive(Clone, Copy)]
struct Shown(fn(&str) -> bool);

impl PossibleRouteMatch for Shown {
    fn optional(&self) -> bool {
        false
    }

    fn test<'a>(&self, path: &'a str) -> Option<PartialPathMatch<'a>> {
        (self.0)(path).then(|| PartialPathMatch::new("", Vec::new(), path))
    }

    fn generate_path(&self, path: &mut Vec<PathSegment>) {
        path.push(PathSegment::Splat("adresse".into()));
    }
}

/// The home page, the list of offers and an offer, in either language.
fn board(path: &str) -> bool {
    let french = path.strip_prefix("/en").filter(|rest| rest.is_empty() || rest.starts_with('/')).unwrap_or(path);
    match french.strip_prefix("/offres") {
        Some(rest) => rest.is_empty() || (rest.starts_with('/') && !rest[1..].contains('/')),
        None => matches!(french, "" | "/"),
    }
}

/// Signing in, and every page one signs in for or answers a form on.
fn desk(path: &str) -> bool {
    const PREFIXES: [&str; 11] =
        ["/connexion", "/mon-espace", "/equipe", "/recruter", "/lettre", "/alerte", "/orientation", "/dev/", "/programmes/", "/offres/", "/direct"];
    PREFIXES.iter().any(|prefix| path.starts_with(prefix)) && !board(path) && !is_live(path)
}

/// The application: the same in the browser and on the server. The routes only say which chunk
/// shows an address; which page it leads to, `pages::service` decides.
#[component]
pub fn App() -> impl IntoView {
    view! {
        <Router>
            <Header/>
            <main id="contenu" tabindex="-1">
                <FlatRoutes fallback=|| ()>
                    <Route path=Shown(board) view={Lazy::<BoardPages>::new()}/>
                    <Route path=Shown(is_live) view={Lazy::<LivePages>::new()}/>
                    <Route path=Shown(desk) view={Lazy::<DeskPages>::new()}/>
                    <Route path=Shown(|_| true) view={Lazy::<ReadingPages>::new()}/>
                </FlatRoutes>
            </main>
            <Footer/>
            <Crashed/>
        </Router>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_address_has_the_chunk_that_shows_it() {
        for path in ["/", "/en", "/offres", "/en/offres", "/offres/comptable-1", "/en/offres/x"] {
            assert!(board(path) && !desk(path), "{path}");
        }
        for path in ["/connexion", "/mon-espace/dossiers/3", "/offres/x/postuler", "/offres/x/postuler/lien/y", "/programmes/associe", "/orientation"]
        {
            assert!(desk(path) && !board(path), "{path}");
        }
        for path in ["/direct/3/regie", "/direct/place/7K2PAWA0XY", "/equipe/campagnes/4/feuilles", "/mon-espace/campagnes/4/feuille"] {
            assert!(is_live(path) && !desk(path) && !board(path), "{path}");
        }
        assert!(desk("/direct") && desk("/direct/place") && desk("/direct/classement/7K2PAWA0XY") && desk("/equipe/campagnes/4/plan"));
        for path in ["/programmes", "/organisations/x", "/english", "/offresque", "/en/mon-espace", "/conseils/x/y"] {
            assert!(!desk(path) && !board(path), "{path}");
        }
    }

    /// A page of the desk that no chunk shows would be an empty one.
    #[cfg(feature = "ssr")]
    #[test]
    fn every_place_of_the_desk_is_shown() {
        for (pattern, _) in crate::pages::service::desk::PLACES.iter().filter(|(p, _)| !p.starts_with("fichiers")) {
            let path = format!("/{}", pattern.replace('*', "x"));
            assert!(desk(&path) || is_live(&path), "{pattern}");
        }
    }
}
