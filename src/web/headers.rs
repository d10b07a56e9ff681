//! Security headers, request ids, the check that keeps other sites from posting here, and the log line of a request.

use crate::files::model::MAX_BYTES;
use crate::kernel::clock::{random_hex, stopwatch};
use axum::body::Body;
use axum::extract::Request;
use axum::http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use tracing::Instrument;

/// Longest path and query accepted, in bytes.
const URI_MAX: usize = 6_000;

/// Largest request body, in bytes, of what anybody may send.
pub const BODY_MAX: usize = 64 * 1024;

/// Largest form of somebody who signed in: an offer has six long sections.
const DESK_MAX: usize = 768 * 1024;

/// Largest form with files: a CV, a letter, and the words around them.
const UPLOAD_MAX: usize = 2 * MAX_BYTES + DESK_MAX;

/// Whether forms of a path may carry a CV.
pub fn takes_files(path: &str) -> bool {
    let desk = ["/mon-espace/dossiers/", "/mon-espace/campagnes/"].iter().any(|there| path.starts_with(there));
    desk || (path.starts_with("/offres/") && path.ends_with("/postuler"))
}

/// Largest body taken at a path, in bytes.
pub fn body_max(path: &str) -> usize {
    if takes_files(path) {
        return UPLOAD_MAX;
    }
    let first = path.split('/').nth(1).unwrap_or("");
    // A plan to confirm travels whole in the console's form.
    let console = first == "direct" && path.ends_with("/regie");
    if console || matches!(first, "mon-espace" | "equipe" | "recruter") { DESK_MAX } else { BODY_MAX }
}

/// Bytes of a refused body that are still read.
const DISCARDED_MAX: usize = 16 << 20;

/// The header a request carries its id in.
pub const REQUEST_ID: HeaderName = HeaderName::from_static("x-request-id");

/// What an answer that sets no policy of its own may do: nothing.
const CLOSED_POLICY: &str = "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'self'";

/// The frames of the video sites a candidate may choose from; nothing is asked of them before a click.
const VIDEOS: &str = "https://www.youtube-nocookie.com https://player.vimeo.com https://geo.dailymotion.com https://www.loom.com";

/// The policy of a rendered document: our own files, our own script with this nonce, the frames of videos, nothing else. `peertube`:
/// the instances of the configuration, names of hosts checked at start. Every document allows them: a reader goes from one page to the
/// next without loading another.
pub fn document_policy(nonce: &str, peertube: &[String]) -> String {
    let instances: String = peertube.iter().map(|host| format!(" https://{host}")).collect();
    format!(
        "default-src 'none'; script-src 'self' 'nonce-{nonce}' 'wasm-unsafe-eval'; style-src 'self'; font-src 'self'; img-src 'self' data:; connect-src 'self'; frame-src {VIDEOS}{instances}; form-action 'self'; base-uri 'none'; frame-ancestors 'none'; manifest-src 'self'"
    )
}

/// Gives each request an id, logs one line for it without what was searched, and names the id in the answer.
pub async fn trace(mut request: Request, next: Next) -> Response {
    let id = random_hex();
    if let Ok(value) = HeaderValue::from_str(&id) {
        request.headers_mut().insert(REQUEST_ID, value);
    }
    let (method, path) = (request.method().clone(), logged(request.uri().path()));
    let span = tracing::info_span!("request", id = %id);
    let start = stopwatch();
    let mut response = next.run(request).instrument(span.clone()).await;
    let ms = start.elapsed().as_secs_f64() * 1000.0;
    // Who opens the practice case is nobody's business, not even the log's (rule C18).
    let path = if path.ends_with("/entrainement") { String::new() } else { path };
    span.in_scope(|| tracing::info!(%method, path, status = response.status().as_u16(), ms = format!("{ms:.1}"), "answered"));
    if let Ok(value) = HeaderValue::from_str(&id) {
        response.headers_mut().insert(REQUEST_ID, value);
    }
    response
}

/// Addresses whose last part lets somebody in, or says who somebody is.
const SECRET: [&str; 5] = ["/connexion/lien/", "/lettre/", "/alerte/", "/recruter/invitation/", "/direct/place/"];

/// A path as it is logged: bounded, and without what is nobody else's business.
fn logged(path: &str) -> String {
    match SECRET.iter().find(|prefix| path.starts_with(**prefix)) {
        Some(prefix) => format!("{prefix}…"),
        None => path.chars().take(200).collect(),
    }
}

/// Adds the security headers every answer carries.
pub async fn secure(request: Request, next: Next) -> Response {
    let mut response = next.run(request).await;
    let headers = response.headers_mut();
    let fixed = [
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (header::X_FRAME_OPTIONS, "DENY"),
        (header::REFERRER_POLICY, "strict-origin-when-cross-origin"),
        (HeaderName::from_static("permissions-policy"), "camera=(), microphone=(), geolocation=(), payment=(), browsing-topics=()"),
        (HeaderName::from_static("cross-origin-opener-policy"), "same-origin"),
        (HeaderName::from_static("cross-origin-resource-policy"), "same-origin"),
    ];
    for (name, value) in fixed {
        headers.insert(name, HeaderValue::from_static(value));
    }
    headers.entry(header::CONTENT_SECURITY_POLICY).or_insert(HeaderValue::from_static(CLOSED_POLICY));
    if response.status() == StatusCode::PAYLOAD_TOO_LARGE {
        // What was not read is still on the wire: nobody should send another request behind it.
        response.headers_mut().insert(header::CONNECTION, HeaderValue::from_static("close"));
    }
    response
}

/// Refuses overlong addresses, and unsafe methods that another site sends (`Sec-Fetch-Site`, else `Origin`).
pub async fn guard(request: Request, next: Next) -> Response {
    if request.uri().path().len() + request.uri().query().map_or(0, str::len) > URI_MAX {
        return plain(StatusCode::URI_TOO_LONG, "Cette adresse est trop longue. Raccourcissez la recherche.");
    }
    if !request.uri().path().starts_with('/') {
        return plain(StatusCode::BAD_REQUEST, "Cette adresse ne se lit pas.");
    }
    let safe = matches!(*request.method(), Method::GET | Method::HEAD | Method::OPTIONS);
    if !safe && !same_site(request.headers()) {
        return plain(StatusCode::FORBIDDEN, "Ce formulaire ne vient pas de ce site. Rechargez la page et recommencez.");
    }
    if announced(request.headers()) > body_max(request.uri().path()) {
        // Taken off the wire first, so that the answer is not lost in a reset connection.
        let _ = axum::body::to_bytes(request.into_body(), DISCARDED_MAX).await;
        return unread(StatusCode::PAYLOAD_TOO_LARGE);
    }
    next.run(request).await
}

/// The length a request says its body has; 0 when it says none.
fn announced(headers: &HeaderMap) -> usize {
    headers.get(header::CONTENT_LENGTH).and_then(|v| v.to_str().ok()).and_then(|v| v.parse().ok()).unwrap_or(0)
}

/// Whether the browser says the request comes from this site. A request without either header is not a browser's.
fn same_site(headers: &HeaderMap) -> bool {
    let text = |name: &HeaderName| headers.get(name).and_then(|v| v.to_str().ok());
    if let Some(site) = text(&HeaderName::from_static("sec-fetch-site")) {
        return matches!(site, "same-origin" | "none");
    }
    match (text(&header::ORIGIN), text(&header::HOST)) {
        (Some(origin), Some(host)) => origin.split_once("://").is_some_and(|(_, o)| o == host),
        (Some(_), None) => false,
        (None, _) => true,
    }
}

/// What a form or a query that does not read is answered with.
pub fn unread(status: StatusCode) -> Response {
    let sentence = match status {
        StatusCode::PAYLOAD_TOO_LARGE => "Ce texte est trop long\u{202f}: raccourcissez-le et envoyez-le de nouveau.",
        StatusCode::UNSUPPORTED_MEDIA_TYPE => "Cette adresse attend un formulaire.",
        _ => "Cette demande ne se lit pas. Rechargez la page et recommencez.",
    };
    plain(status, sentence)
}

/// A short plain-text answer.
pub fn plain(status: StatusCode, sentence: &'static str) -> Response {
    (status, [(header::CONTENT_TYPE, "text/plain; charset=utf-8")], sentence).into_response()
}

/// The page shown after a panic: static, so that nothing else can fail.
pub fn fault_page() -> Response {
    let html = format!(
        "<!DOCTYPE html><html lang=\"fr\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"><title>{title} — Passerelle</title><link rel=\"stylesheet\" href=\"{css}\"></head><body><main class=\"page apart\"><p class=\"code num\">500</p><h1>{title}</h1><p class=\"lead\">{text}</p><p class=\"ways\"><a class=\"button quiet\" href=\"/\">{home}</a></p></main></body></html>",
        title = crate::i18n::fault_title(crate::kernel::lang::Lang::Fr),
        text = crate::i18n::fault_text(crate::kernel::lang::Lang::Fr),
        home = crate::i18n::not_found_home(crate::kernel::lang::Lang::Fr),
        css = crate::ui::style::HREF.as_str(),
    );
    let policy = HeaderValue::from_static("default-src 'none'; style-src 'self'; font-src 'self'; frame-ancestors 'none'");
    let mut response = Response::new(Body::from(html));
    *response.status_mut() = StatusCode::INTERNAL_SERVER_ERROR;
    response.headers_mut().insert(header::CONTENT_TYPE, HeaderValue::from_static("text/html; charset=utf-8"));
    response.headers_mut().insert(header::CONTENT_SECURITY_POLICY, policy);
    response
}

#[cfg(test)]
mod tests {
    use super::*;

    fn headers(pairs: &[(&'static str, &'static str)]) -> HeaderMap {
        pairs.iter().map(|(k, v)| (HeaderName::from_static(k), HeaderValue::from_static(v))).collect()
    }

    #[test]
    fn secrets_of_an_address_are_not_logged() {
        assert_eq!(logged("/connexion/lien/abc"), "/connexion/lien/…");
        assert_eq!(logged("/direct/place/7K2PAWA0XY"), "/direct/place/…");
        assert_eq!(logged("/offres/comptable"), "/offres/comptable");
        assert_eq!(logged(&"/x".repeat(500)).len(), 200);
    }

    #[test]
    fn the_instances_of_the_configuration_are_the_only_frames_more() {
        let frames = |policy: &str| policy.split("; ").find_map(|d| d.strip_prefix("frame-src ")).map(str::to_owned).unwrap();
        assert_eq!(frames(&document_policy("n", &[])), VIDEOS);
        let with = document_policy("n", &["tube.example.org".into(), "video.example.net".into()]);
        assert_eq!(frames(&with), format!("{VIDEOS} https://tube.example.org https://video.example.net"));
        assert_eq!(with.matches("example").count(), 2, "nowhere else: {with}");
    }

    #[test]
    fn other_sites_cannot_post_here() {
        assert!(same_site(&headers(&[("sec-fetch-site", "same-origin"), ("origin", "https://evil.example")])));
        assert!(!same_site(&headers(&[("sec-fetch-site", "cross-site")])));
        assert!(!same_site(&headers(&[("sec-fetch-site", "same-site")])));
        assert!(!same_site(&headers(&[("origin", "https://evil.example"), ("host", "passerelle.example")])));
        assert!(!same_site(&headers(&[("origin", "null"), ("host", "passerelle.example")])));
        assert!(same_site(&headers(&[("origin", "https://passerelle.example"), ("host", "passerelle.example")])));
    }
}
