//! The shell of every document, and the application inside it.

use crate::pages::view::{BoardPages, DeskPages, ReadingPages};
use crate::ui::frame::{Crashed, Footer, Header};
use leptos::prelude::*;
use leptos_router::components::{FlatRoutes, Route, Router};
use leptos_router::{Lazy, path};

/// The document around the application. Rendered by the server only.
#[cfg(feature = "ssr")]
pub fn shell(options: LeptosOptions) -> impl IntoView {
    use leptos_meta::{Link, MetaTags, provide_meta_context};
    provide_meta_context();
    let parts = use_context::<axum::http::request::Parts>();
    let lang = parts.as_ref().map_or("fr", |p| crate::kernel::lang::Lang::of_path(p.uri.path()).tag());
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
                <link rel="icon" href="/icone.svg" type="image/svg+xml"/>
                <HydrationScripts options/>
                <MetaTags/>
            </head>
            <body>
                <App/>
            </body>
        </html>
    }
}

/// The application: the same in the browser and on the server. The routes only say which chunk
/// shows an address; which page it leads to, `pages::service` decides.
#[component]
pub fn App() -> impl IntoView {
    #[cfg(feature = "hydrate")]
    Effect::new(|_| {
        if let Some(root) = web_sys::window().and_then(|w| w.document()).and_then(|d| d.document_element()) {
            let _ = root.set_attribute("data-hydrated", "");
        }
    });
    view! {
        <Router>
            <Header/>
            <main id="contenu" tabindex="-1">
                <FlatRoutes fallback=|| ()>
                    <Route path=path!("/") view={Lazy::<BoardPages>::new()}/>
                    <Route path=path!("/offres") view={Lazy::<BoardPages>::new()}/>
                    <Route path=path!("/offres/:slug") view={Lazy::<BoardPages>::new()}/>
                    <Route path=path!("/offres/:slug/postuler/*suite") view={Lazy::<DeskPages>::new()}/>
                    <Route path=path!("/recruter/*suite") view={Lazy::<DeskPages>::new()}/>
                    <Route path=path!("/en") view={Lazy::<BoardPages>::new()}/>
                    <Route path=path!("/en/offres") view={Lazy::<BoardPages>::new()}/>
                    <Route path=path!("/en/offres/:slug") view={Lazy::<BoardPages>::new()}/>
                    <Route path=path!("/connexion/*suite") view={Lazy::<DeskPages>::new()}/>
                    <Route path=path!("/mon-espace/*suite") view={Lazy::<DeskPages>::new()}/>
                    <Route path=path!("/equipe/*suite") view={Lazy::<DeskPages>::new()}/>
                    <Route path=path!("/lettre/*suite") view={Lazy::<DeskPages>::new()}/>
                    <Route path=path!("/alerte/*suite") view={Lazy::<DeskPages>::new()}/>
                    <Route path=path!("/dev/*suite") view={Lazy::<DeskPages>::new()}/>
                    <Route path=path!("/*adresse") view={Lazy::<ReadingPages>::new()}/>
                </FlatRoutes>
            </main>
            <Footer/>
            <Crashed/>
        </Router>
    }
}
