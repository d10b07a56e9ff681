//! Every route in one place, and the layers around them.

use super::state::Site;
use super::{assets, contact, feeds, headers, health, preferences, preview};
use crate::app::{App, shell};
use axum::Router;
use axum::extract::{DefaultBodyLimit, Request, State};
use axum::http::{HeaderValue, StatusCode, header};
use axum::middleware::{from_fn, from_fn_with_state};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use leptos::prelude::*;
use leptos_axum::{LeptosRoutes, ResponseOptions, generate_route_list};
use std::sync::Arc;
use std::time::Duration;
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::compression::{CompressionLayer, CompressionLevel};
use tower_http::timeout::TimeoutLayer;

/// Largest request body, in bytes. Uploads will have a route and a limit of their own.
const BODY_MAX: usize = 64 * 1024;
/// Longest time an answer may take.
const PATIENCE: Duration = Duration::from_secs(20);

/// The whole site.
pub fn router(site: Site) -> Router {
    let routes = generate_route_list(App);
    let contexts = contexts(&site);
    let options = site.options.clone();
    let mut router = Router::new()
        .route("/sante", get(health::alive))
        .route("/sante/pret", get(health::ready))
        .route("/offres.rss", get(feeds::rss))
        .route("/offres.atom", get(feeds::atom))
        .route("/offres.json", get(feeds::json))
        .route("/offres.xml", get(feeds::indeed))
        .route("/sitemap.xml", get(feeds::sitemap))
        .route("/robots.txt", get(feeds::robots))
        .route("/preferences", post(preferences::set));
    if site.assets.development {
        router = router.route("/apercu", get(preview::page));
    }
    router
        .leptos_routes_with_context(&site, routes, contexts, move || shell(options.clone()))
        .route("/contact", post(contact::send))
        .route("/en/contact", post(contact::send))
        .fallback(unknown)
        .layer(from_fn_with_state(site.clone(), assets::serve))
        .layer(DefaultBodyLimit::max(BODY_MAX))
        .layer(TimeoutLayer::with_status_code(StatusCode::SERVICE_UNAVAILABLE, PATIENCE))
        .layer(CompressionLayer::new().quality(CompressionLevel::Precise(5)))
        .layer(CatchPanicLayer::custom(panicked))
        .layer(from_fn(headers::guard))
        .layer(from_fn(headers::secure))
        .layer(from_fn(headers::trace))
        .with_state(site)
}

/// What components and server functions find in their context, and the policy of the document they make.
fn contexts(site: &Site) -> impl Fn() + Clone + Send + Sync + 'static {
    let (board, library) = (Arc::clone(&site.board), Arc::clone(&site.library));
    move || {
        provide_context(Arc::clone(&board));
        provide_context(Arc::clone(&library));
        let nonce = leptos::nonce::use_nonce().map(|n| n.to_string()).unwrap_or_default();
        if let Some(response) = use_context::<ResponseOptions>() {
            if let Ok(policy) = HeaderValue::from_str(&headers::document_policy(&nonce)) {
                response.insert_header(header::CONTENT_SECURITY_POLICY, policy);
            }
            response.insert_header(header::CACHE_CONTROL, HeaderValue::from_static("private, no-cache"));
        }
    }
}

/// An address nobody answers: the application renders its own "not found" page, with the status 404.
async fn unknown(State(site): State<Site>, request: Request) -> Response {
    if !matches!(*request.method(), axum::http::Method::GET | axum::http::Method::HEAD) {
        return headers::plain(StatusCode::NOT_FOUND, "Aucune page ne répond à cette adresse.");
    }
    let options = site.options.clone();
    let handler = leptos_axum::render_app_async_with_context(contexts(&site), move || shell(options.clone()));
    handler(request).await.into_response()
}

fn panicked(_: Box<dyn std::any::Any + Send + 'static>) -> Response {
    tracing::error!("a handler panicked");
    headers::fault_page()
}
