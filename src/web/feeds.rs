//! Feeds, sitemap and robots: thin handlers over the board's feed writers.

use super::state::Site;
use crate::jobs::service::search::with_query;
use crate::jobs::service::{Fault, Reader, feeds};
use crate::kernel::clock::now;
use crate::kernel::lang::Lang;
use axum::Json;
use axum::extract::{RawQuery, State};
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};

/// Feeds may be kept for five minutes.
const SHORT: &str = "public, max-age=300";

fn reader() -> Reader {
    Reader { lang: Lang::Fr, now: now() }
}

fn fault(fault: Fault) -> Response {
    tracing::error!(%fault, "a feed failed");
    (StatusCode::SERVICE_UNAVAILABLE, "Ce flux n’a pas pu être préparé. Réessayez dans un instant.").into_response()
}

fn document(kind: &'static str, body: String) -> Response {
    ([(header::CONTENT_TYPE, kind), (header::CACHE_CONTROL, SHORT)], body).into_response()
}

/// `/offres.rss`
pub async fn rss(State(site): State<Site>, RawQuery(query): RawQuery) -> Response {
    let raw = query.unwrap_or_default();
    match feeds::offers(&site.board, &raw, feeds::FEED_MAX, reader()).await {
        Ok((title, offers)) => {
            document("application/rss+xml; charset=utf-8", feeds::rss(&site.board, &title, &with_query("/offres.rss", &raw), &offers))
        }
        Err(e) => fault(e),
    }
}

/// `/offres.atom`
pub async fn atom(State(site): State<Site>, RawQuery(query): RawQuery) -> Response {
    let raw = query.unwrap_or_default();
    match feeds::offers(&site.board, &raw, feeds::FEED_MAX, reader()).await {
        Ok((title, offers)) => {
            document("application/atom+xml; charset=utf-8", feeds::atom(&site.board, &title, &with_query("/offres.atom", &raw), &offers))
        }
        Err(e) => fault(e),
    }
}

/// `/offres.json`
pub async fn json(State(site): State<Site>, RawQuery(query): RawQuery) -> Response {
    let raw = query.unwrap_or_default();
    match feeds::offers(&site.board, &raw, feeds::FEED_MAX, reader()).await {
        Ok((title, offers)) => {
            let body = feeds::json_feed(&site.board, &title, &with_query("/offres.json", &raw), &offers);
            ([(header::CACHE_CONTROL, SHORT)], Json(body)).into_response()
        }
        Err(e) => fault(e),
    }
}

/// `/offres.xml`, in Indeed's shape.
pub async fn indeed(State(site): State<Site>, RawQuery(query): RawQuery) -> Response {
    match feeds::offers(&site.board, &query.unwrap_or_default(), feeds::FILE_MAX, reader()).await {
        Ok((_, offers)) => document("application/xml; charset=utf-8", feeds::indeed(&site.board, &offers)),
        Err(e) => fault(e),
    }
}

/// `/sitemap.xml`
pub async fn sitemap(State(site): State<Site>) -> Response {
    let fixed = [
        "/",
        "/offres",
        "/organisations",
        "/definir-mes-criteres",
        "/conseils",
        "/mag",
        "/en",
        "/en/offres",
        "/en/organisations",
        "/en/definir-mes-criteres",
        "/en/conseils",
        "/en/mag",
    ];
    let pages: Vec<String> = fixed.iter().map(|p| (*p).to_owned()).chain(site.library.paths()).collect();
    match feeds::sitemap(&site.board, &pages, reader()).await {
        Ok(body) => document("application/xml; charset=utf-8", body),
        Err(e) => fault(e),
    }
}

/// `/robots.txt`
pub async fn robots(State(site): State<Site>) -> Response {
    let body = format!("User-agent: *\nDisallow: /api/\nDisallow: /preferences\nSitemap: {}/sitemap.xml\n", site.board.base_url);
    document("text/plain; charset=utf-8", body)
}
