//! Every route in one place, and the layers around them.

use super::state::Site;
use super::{assets, contact, feeds, headers, health, intake, live, pages, preferences, preview};
use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::middleware::{from_fn, from_fn_with_state};
use axum::response::Response;
use axum::routing::{get, post};
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::compression::{CompressionLayer, CompressionLevel};

/// The whole site. What no route names is a document: `pages::service` knows which addresses lead somewhere.
pub fn router(site: Site) -> Router {
    // The renderer spawns its tasks on this runtime; a second router in the same process finds it set already.
    let _ = any_spawner::Executor::init_tokio();
    let mut router = Router::new()
        .route("/sante", get(health::alive))
        .route("/sante/pret", get(health::ready))
        .route("/offres.rss", get(feeds::rss))
        .route("/offres.atom", get(feeds::atom))
        .route("/offres.json", get(feeds::json))
        .route("/offres.xml", get(feeds::indeed))
        .route("/sitemap.xml", get(feeds::sitemap))
        .route("/robots.txt", get(feeds::robots))
        .route("/api/page", get(pages::data))
        .route("/api/suggestions", get(pages::titles))
        .route("/api/communes", get(pages::communes))
        .route("/contact", get(pages::document).post(contact::send))
        .route("/en/contact", get(pages::document).post(contact::send))
        .route("/preferences", post(preferences::set))
        .route("/direct/{room}/gestes", post(live::gesture))
        .route("/direct/{room}/notes", get(live::own).post(live::rate))
        .route("/direct/{room}/reparer", post(live::mend));
    if site.assets.development {
        router = router.route("/apercu", get(preview::page));
    }
    router
        .fallback(pages::document)
        .layer(from_fn_with_state(site.clone(), assets::serve))
        .layer(DefaultBodyLimit::max(headers::BODY_MAX))
        .layer(from_fn(intake::patience))
        .layer(CompressionLayer::new().quality(CompressionLevel::Precise(3)))
        // Never compressed: the compressor's place in every body would be some 6 kB of what an open stream costs.
        .route("/direct/{room}/flux", get(live::flux).layer(from_fn(intake::patience)))
        .layer(CatchPanicLayer::custom(panicked))
        .layer(from_fn(headers::guard))
        .layer(from_fn(headers::secure))
        .layer(from_fn(headers::trace))
        .with_state(site)
}

fn panicked(_: Box<dyn std::any::Any + Send + 'static>) -> Response {
    tracing::error!("a handler panicked");
    headers::fault_page()
}
