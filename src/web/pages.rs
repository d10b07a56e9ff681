//! Documents and the data of pages: the same page, rendered or as it travels to the browser.

use super::headers;
use super::kept::{Kept, Moment};
use super::state::Site;
use crate::app::shell;
use crate::desk::service::Desk;
use crate::kernel::clock::now;
use crate::pages::api::Given;
use crate::pages::model::Page;
use crate::pages::service;
use axum::Json;
use axum::extract::rejection::QueryRejection;
use axum::extract::{Query, Request, State};
use axum::http::response::Parts;
use axum::http::{HeaderValue, Method, StatusCode, header};
use axum::response::{IntoResponse, Response};
use leptos::prelude::*;
use leptos_axum::ResponseOptions;
use serde::Deserialize;
use std::sync::Arc;

/// Largest document, in bytes.
const DOCUMENT_MAX: usize = 4 << 20;

/// Suggestions given at once.
const SUGGESTIONS: usize = 8;

/// What components find in their context, and the policy of the document they make.
fn contexts(page: Page, private: bool, desk: Arc<Desk>) -> impl Fn() + Clone + Send + Sync + 'static {
    let page = Arc::new(page);
    move || {
        provide_context(Given(Arc::clone(&page)));
        provide_context(crate::ui::frame::HeadOnce::default());
        let nonce = leptos::nonce::use_nonce().map(|n| n.to_string()).unwrap_or_default();
        if let Some(response) = use_context::<ResponseOptions>() {
            if let Ok(policy) = HeaderValue::from_str(&headers::document_policy(&nonce, &desk.peertube)) {
                response.insert_header(header::CONTENT_SECURITY_POLICY, policy);
            }
            response.insert_header(header::CACHE_CONTROL, HeaderValue::from_static(caching(private)));
        }
    }
}

/// What a browser may keep: of a page that depends on who asks, nothing.
const fn caching(private: bool) -> &'static str {
    if private { "no-store" } else { "private, no-cache" }
}

/// Every address that is not a file or a feed: rendered whole, with the status of the page it leads to. Forms of the desk come here too.
pub async fn document(State(site): State<Site>, request: Request) -> Response {
    if *request.method() == Method::POST {
        return super::desk::post(site, request).await;
    }
    if !matches!(*request.method(), Method::GET | Method::HEAD) {
        return headers::plain(StatusCode::METHOD_NOT_ALLOWED, "Cette adresse se lit seulement (GET).");
    }
    if let Some(clean) = cleaned(request.uri().path(), request.uri().query()) {
        return (StatusCode::PERMANENT_REDIRECT, [(header::LOCATION, clean)]).into_response();
    }
    let (parts, body) = request.into_parts();
    if parts.uri.path().starts_with("/fichiers/") {
        return super::desk::file(site, &parts).await;
    }
    if crate::campaign::service::downloads::is_one(parts.uri.path()) {
        return super::desk::download(site, &parts).await;
    }
    let query = parts.uri.query().unwrap_or("");
    if let Some(page) = super::desk::page(&site, &parts, parts.uri.path(), query).await {
        return render(&site, Request::from_parts(parts, body), page).await;
    }
    let address = parts.uri.path_and_query().map_or("/", |a| a.as_str());
    let key = Kept::key(address, super::preferences::theme(&parts.headers));
    let moment = Moment::new(site.board.engine.seq(), now().as_millisecond());
    if let Some(again) = key.as_deref().and_then(|k| site.kept.find(k, moment)) {
        return again;
    }
    let page = service::read(&site.board, &site.library, parts.uri.path(), query, now()).await;
    match rendered(&site, Request::from_parts(parts, body), page, false).await {
        Ok((parts, html, nonce)) => {
            if let Some(key) = key {
                site.kept.keep(key, moment, parts.status, &parts.headers, &html, &nonce);
            }
            Response::from_parts(parts, html.into())
        }
        Err(fault) => fault,
    }
}

/// A page that depends on who asks, rendered for them alone; or the way to another.
pub async fn render(site: &Site, request: Request, page: Page) -> Response {
    if !page.go.is_empty() {
        return super::desk::see_other(&page.go);
    }
    match rendered(site, request, page, true).await {
        Ok((parts, html, _)) => Response::from_parts(parts, html.into()),
        Err(fault) => fault,
    }
}

/// The document of a page, with the nonce it was rendered with.
async fn rendered(site: &Site, request: Request, page: Page, private: bool) -> Result<(Parts, String, String), Response> {
    let options = site.options.clone();
    let render = leptos_axum::render_app_async_with_context(contexts(page, private, Arc::clone(&site.desk)), move || shell(options.clone()));
    let (parts, body) = render(request).await.into_response().into_parts();
    let nonce = parts.headers.get(header::CONTENT_SECURITY_POLICY).and_then(|p| p.to_str().ok()).and_then(nonce_of).unwrap_or_default().to_owned();
    match axum::body::to_bytes(body, DOCUMENT_MAX).await {
        Ok(bytes) => {
            // The renderer writes the nonce into `crossorigin` too, where only "anonymous" makes sense.
            let html = String::from_utf8_lossy(&bytes).replace(&format!("crossorigin=\"{nonce}\""), "crossorigin=\"anonymous\"");
            Ok((parts, html, nonce))
        }
        Err(fault) => {
            tracing::error!(%fault, "a document could not be rendered");
            Err(headers::fault_page())
        }
    }
}

/// The one address of a path written with empty parts or a last slash; None when it is written well.
fn cleaned(path: &str, query: Option<&str>) -> Option<String> {
    if path == "/" || !(path.ends_with('/') || path.contains("//")) {
        return None;
    }
    let parts: Vec<&str> = path.split('/').filter(|p| !p.is_empty()).collect();
    let query = query.map_or(String::new(), |q| format!("?{q}"));
    Some(format!("/{}{query}", parts.join("/")))
}

/// The nonce a policy names.
fn nonce_of(policy: &str) -> Option<&str> {
    policy.split("'nonce-").nth(1)?.split('\'').next()
}

/// Which page the browser asks for.
#[derive(Deserialize)]
pub struct Wanted {
    #[serde(default)]
    adresse: String,
}

/// `/api/page`: what the browser renders when the reader follows a link.
pub async fn data(State(site): State<Site>, asked: Result<Query<Wanted>, QueryRejection>, request: Request) -> Response {
    let wanted = match asked {
        Ok(Query(wanted)) => wanted,
        Err(rejection) => return headers::unread(rejection.status()),
    };
    let (path, query) = wanted.adresse.split_once('?').unwrap_or((&wanted.adresse, ""));
    let (parts, _) = request.into_parts();
    let (page, private) = match super::desk::page(&site, &parts, path, query).await {
        Some(page) => (page, true),
        None => (service::read(&site.board, &site.library, path, query, now()).await, false),
    };
    let status = StatusCode::from_u16(page.status()).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    (status, [(header::CONTENT_TYPE, "application/json"), (header::CACHE_CONTROL, caching(private))], page.to_text()).into_response()
}

/// What is being typed.
#[derive(Deserialize)]
pub struct TypedText {
    #[serde(default)]
    q: String,
}

/// `/api/suggestions`: titles and organisations completing the last word typed.
pub async fn titles(State(site): State<Site>, asked: Result<Query<TypedText>, QueryRejection>) -> Response {
    let typed = match asked {
        Ok(Query(typed)) => typed,
        Err(rejection) => return headers::unread(rejection.status()),
    };
    match site.board.engine.suggest(&typed.q, SUGGESTIONS, now().as_millisecond()) {
        Ok(found) => Json(found).into_response(),
        Err(fault) => {
            tracing::error!(%fault, "suggestions failed");
            Json(Vec::<String>::new()).into_response()
        }
    }
}

/// `/api/communes`: communes completing what is typed.
pub async fn communes(State(site): State<Site>, asked: Result<Query<TypedText>, QueryRejection>) -> Response {
    let typed = match asked {
        Ok(Query(typed)) => typed,
        Err(rejection) => return headers::unread(rejection.status()),
    };
    Json(site.board.places.suggest(&typed.q, SUGGESTIONS).into_iter().map(|c| c.label()).collect::<Vec<_>>()).into_response()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_has_one_spelling_and_never_leaves_the_site() {
        assert_eq!(cleaned("/offres", None), None);
        assert_eq!(cleaned("/", Some("q=1")), None);
        assert_eq!(cleaned("//offres/", Some("q=a")).as_deref(), Some("/offres?q=a"));
        assert_eq!(cleaned("//ailleurs.example//x", None).as_deref(), Some("/ailleurs.example/x"));
        assert_eq!(cleaned("///", None).as_deref(), Some("/"));
    }
}
