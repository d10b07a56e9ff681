//! Built files: script, WebAssembly, style, fonts, icon. What carries a hash in its name is kept for a year.

use super::state::Site;
use crate::ui::style;
use axum::body::Body;
use axum::extract::{Request, State};
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use std::io::Write;
use std::sync::LazyLock;

const FOREVER: HeaderValue = HeaderValue::from_static("public, max-age=31536000, immutable");

/// The style sheet, compressed once.
static SHEET_BR: LazyLock<Vec<u8>> = LazyLock::new(|| brotli(style::SHEET.as_bytes()));
static LIVE_SHEET_BR: LazyLock<Vec<u8>> = LazyLock::new(|| brotli(style::LIVE_SHEET.as_bytes()));

/// Brotli at its best: only for bytes compressed once.
fn brotli(bytes: &[u8]) -> Vec<u8> {
    let mut out = Vec::new();
    {
        let mut writer = ::brotli::CompressorWriter::new(&mut out, 64 * 1024, 11, 22);
        if writer.write_all(bytes).is_err() {
            return Vec::new();
        }
    }
    out
}

/// Whether the reader's browser takes this encoding.
fn accepts(headers: &HeaderMap, encoding: &str) -> bool {
    let list = headers.get(header::ACCEPT_ENCODING).and_then(|v| v.to_str().ok()).unwrap_or("");
    list.split(',').any(|e| e.split(';').next().unwrap_or("").trim() == encoding)
}

/// Files under `/pkg`, `/fonts` and the icon; anything else goes on to the application.
pub async fn serve(State(site): State<Site>, request: Request, next: axum::middleware::Next) -> Response {
    let path = request.uri().path().to_owned();
    let ours = path.starts_with("/pkg/") || path.starts_with("/fonts/") || matches!(path.as_str(), "/icone.svg" | "/partage.png");
    if !ours {
        return next.run(request).await;
    }
    if path == style::HREF.as_str() {
        return sheet(request.headers(), &style::SHEET, &SHEET_BR);
    }
    if path == style::LIVE_HREF.as_str() {
        return sheet(request.headers(), style::LIVE_SHEET, &LIVE_SHEET_BR);
    }
    match read(&site, &path, request.headers()).await {
        Some(response) => response,
        None => super::headers::plain(StatusCode::NOT_FOUND, "Ce fichier n’existe pas, ou plus. Rechargez la page."),
    }
}

fn sheet(headers: &HeaderMap, text: &'static str, small: &'static [u8]) -> Response {
    let compressed = accepts(headers, "br") && !small.is_empty();
    let body = if compressed { Body::from(small) } else { Body::from(text) };
    let mut response = Response::new(body);
    finish(response.headers_mut(), "text/css; charset=utf-8", compressed.then_some("br"));
    response
}

fn finish(headers: &mut HeaderMap, kind: &'static str, encoding: Option<&'static str>) {
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(kind));
    headers.insert(header::CACHE_CONTROL, FOREVER);
    headers.insert(header::VARY, HeaderValue::from_static("accept-encoding"));
    if let Some(encoding) = encoding {
        headers.insert(header::CONTENT_ENCODING, HeaderValue::from_static(encoding));
    }
}

/// A file below the asset folder, in the best encoding that lies beside it. Names are plain: no dot-dot, no folder trick.
async fn read(site: &Site, path: &str, headers: &HeaderMap) -> Option<Response> {
    let name = path.trim_start_matches('/');
    let plain = name.split('/').all(|p| !p.is_empty() && !p.starts_with('.') && p.bytes().all(|b| b.is_ascii_alphanumeric() || b"._-".contains(&b)));
    if !plain || name.ends_with(".br") || name.ends_with(".gz") {
        return None;
    }
    let kind = match name.rsplit('.').next()? {
        "js" => "text/javascript; charset=utf-8",
        "wasm" => "application/wasm",
        "woff2" => "font/woff2",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "json" => "application/json",
        "txt" => "text/plain; charset=utf-8",
        _ => return None,
    };
    let file = site.assets.root.join(name);
    let (bytes, encoding) = match accepts(headers, "br") {
        true => match tokio::fs::read(format!("{}.br", file.display())).await {
            Ok(bytes) => (bytes, Some("br")),
            Err(_) => (tokio::fs::read(&file).await.ok()?, None),
        },
        false => (tokio::fs::read(&file).await.ok()?, None),
    };
    let mut response = Body::from(bytes).into_response();
    finish(response.headers_mut(), kind, encoding);
    Some(response)
}
