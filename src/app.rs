//! The shell of every document and the table of its routes.

use crate::content::view::{ArticlePage, ShelfPage, SitePage};
use crate::jobs::view::criteria::CriteriaPage;
use crate::jobs::view::home::HomePage;
use crate::jobs::view::list::OffersPage;
use crate::jobs::view::offer::OfferPage;
use crate::organisations::view::{DirectoryPage, OrganisationPage};
use crate::ui::frame::{Footer, Header};
use crate::ui::refused::NotFound;
use leptos::prelude::*;
use leptos_meta::{Link, provide_meta_context};
use leptos_router::components::{Outlet, ParentRoute, Route, Router, Routes};
use leptos_router::{Lazy, SsrMode, path};

/// The document around the application. Rendered by the server only.
#[cfg(feature = "ssr")]
pub fn shell(options: LeptosOptions) -> impl IntoView {
    use leptos_meta::MetaTags;
    let parts = use_context::<axum::http::request::Parts>();
    let lang = parts.as_ref().map_or("fr", |p| crate::kernel::lang::Lang::of_path(p.uri.path()).tag());
    let theme = parts.as_ref().and_then(|p| crate::web::preferences::theme(&p.headers));
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

/// The application: the same in the browser and on the server.
#[component]
pub fn App() -> impl IntoView {
    provide_meta_context();
    #[cfg(feature = "hydrate")]
    Effect::new(|_| {
        if let Some(root) = web_sys::window().and_then(|w| w.document()).and_then(|d| d.document_element()) {
            let _ = root.set_attribute("data-hydrated", "");
        }
    });
    view! {
        <Link rel="preload" as_="font" type_="font/woff2" crossorigin="anonymous" href="/fonts/atkinson-hyperlegible-next.woff2"/>
        <Router>
            <Header/>
            <main id="contenu">
                <Routes fallback=NotFound>
                    <Route path=path!("/") view={Lazy::<HomePage>::new()} ssr=SsrMode::Async/>
                    <Route path=path!("/offres") view={Lazy::<OffersPage>::new()} ssr=SsrMode::Async/>
                    <Route path=path!("/offres/:slug") view={Lazy::<OfferPage>::new()} ssr=SsrMode::Async/>
                    <Route path=path!("/organisations") view={Lazy::<DirectoryPage>::new()} ssr=SsrMode::Async/>
                    <Route path=path!("/organisations/:slug") view={Lazy::<OrganisationPage>::new()} ssr=SsrMode::Async/>
                    <Route path=path!("/conseils") view={Lazy::<ShelfPage>::new()} ssr=SsrMode::Async/>
                    <Route path=path!("/conseils/:slug") view={Lazy::<ArticlePage>::new()} ssr=SsrMode::Async/>
                    <Route path=path!("/mag") view={Lazy::<ShelfPage>::new()} ssr=SsrMode::Async/>
                    <Route path=path!("/mag/:slug") view={Lazy::<ArticlePage>::new()} ssr=SsrMode::Async/>
                    <Route path=path!("/definir-mes-criteres") view={Lazy::<CriteriaPage>::new()} ssr=SsrMode::Async/>
                    <Route path=path!("/programmes") view={Lazy::<SitePage>::new()} ssr=SsrMode::Async/>
                    <Route path=path!("/charte") view={Lazy::<SitePage>::new()} ssr=SsrMode::Async/>
                    <Route path=path!("/a-propos") view={Lazy::<SitePage>::new()} ssr=SsrMode::Async/>
                    <Route path=path!("/contact") view={Lazy::<SitePage>::new()} ssr=SsrMode::Async/>
                    <Route path=path!("/mentions-legales") view={Lazy::<SitePage>::new()} ssr=SsrMode::Async/>
                    <Route path=path!("/accessibilite") view={Lazy::<SitePage>::new()} ssr=SsrMode::Async/>
                    <ParentRoute path=path!("/en") view=Outlet>
                        <Route path=path!("") view={Lazy::<HomePage>::new()} ssr=SsrMode::Async/>
                        <Route path=path!("offres") view={Lazy::<OffersPage>::new()} ssr=SsrMode::Async/>
                        <Route path=path!("offres/:slug") view={Lazy::<OfferPage>::new()} ssr=SsrMode::Async/>
                        <Route path=path!("organisations") view={Lazy::<DirectoryPage>::new()} ssr=SsrMode::Async/>
                        <Route path=path!("organisations/:slug") view={Lazy::<OrganisationPage>::new()} ssr=SsrMode::Async/>
                        <Route path=path!("conseils") view={Lazy::<ShelfPage>::new()} ssr=SsrMode::Async/>
                        <Route path=path!("conseils/:slug") view={Lazy::<ArticlePage>::new()} ssr=SsrMode::Async/>
                        <Route path=path!("mag") view={Lazy::<ShelfPage>::new()} ssr=SsrMode::Async/>
                        <Route path=path!("mag/:slug") view={Lazy::<ArticlePage>::new()} ssr=SsrMode::Async/>
                        <Route path=path!("definir-mes-criteres") view={Lazy::<CriteriaPage>::new()} ssr=SsrMode::Async/>
                        <Route path=path!("programmes") view={Lazy::<SitePage>::new()} ssr=SsrMode::Async/>
                        <Route path=path!("charte") view={Lazy::<SitePage>::new()} ssr=SsrMode::Async/>
                        <Route path=path!("a-propos") view={Lazy::<SitePage>::new()} ssr=SsrMode::Async/>
                        <Route path=path!("contact") view={Lazy::<SitePage>::new()} ssr=SsrMode::Async/>
                        <Route path=path!("mentions-legales") view={Lazy::<SitePage>::new()} ssr=SsrMode::Async/>
                        <Route path=path!("accessibilite") view={Lazy::<SitePage>::new()} ssr=SsrMode::Async/>
                    </ParentRoute>
                </Routes>
            </main>
            <Footer/>
            <p class="crashed" role="alert">{crate::i18n::loading_failed(crate::kernel::lang::Lang::Fr)} " " <a href="" rel="external">{crate::i18n::reload(crate::kernel::lang::Lang::Fr)}</a></p>
        </Router>
    }
}
