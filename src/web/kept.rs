//! Documents kept for the readers who ask for the same one in the same minute.
//!
//! A public page depends on its address, the theme, the offers (the index's last change) and the time, to the minute: deadlines
//! fall on one. Rendering it costs about five times as much as sending it again, so the board's pages are kept until one of these
//! changes; what an import changes in an organisation alone shows a minute later. Only pages that are the same for every reader
//! may come here: nothing that depends on who asks, and no search with words or a place, which say something of who searched.

use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use leptos::nonce::Nonce;
use quick_cache::sync::Cache;
use std::sync::Arc;

/// Documents kept at most.
const DOCUMENTS_MAX: usize = 256;
/// Largest document kept, in bytes: the whole stays under 32 MiB.
const BYTES_MAX: usize = 128 * 1024;
const MINUTE_MS: i64 = 60_000;

/// What a document is true for: the last change of the offers and the minute.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Moment {
    change: i64,
    minute: i64,
}

impl Moment {
    /// The index's last change, and now in epoch milliseconds.
    pub fn new(change: i64, now: i64) -> Moment {
        Moment { change, minute: now.div_euclid(MINUTE_MS) }
    }
}

/// A rendered document, with the nonce it was rendered with.
struct Document {
    moment: Moment,
    status: StatusCode,
    headers: HeaderMap,
    html: String,
    nonce: String,
}

/// The documents kept by this process.
pub struct Kept(Cache<String, Arc<Document>>);

impl Default for Kept {
    fn default() -> Kept {
        Kept(Cache::new(DOCUMENTS_MAX))
    }
}

impl Kept {
    /// The key of an address in a theme; None for an address that is not kept.
    pub fn key(path_and_query: &str, theme: Option<&str>) -> Option<String> {
        let path = path_and_query.split('?').next().unwrap_or("");
        let french = path.strip_prefix("/en").filter(|rest| rest.is_empty() || rest.starts_with('/')).unwrap_or(path);
        let board = matches!(french, "" | "/" | "/offres") || french.starts_with("/offres/");
        let typed =
            form_urlencoded::parse(path_and_query.split_once('?').map_or("", |(_, q)| q).as_bytes()).any(|(k, _)| matches!(&*k, "q" | "lieu"));
        (board && !typed).then(|| format!("{} {path_and_query}", theme.unwrap_or("")))
    }

    /// The document of a key, with a nonce of its own, when it is still true.
    pub fn find(&self, key: &str, moment: Moment) -> Option<Response> {
        let kept = self.0.get(key).filter(|d| d.moment == moment)?;
        let nonce = Nonce::new().to_string();
        let mut headers = kept.headers.clone();
        let policy = HeaderValue::from_str(&headers.get(header::CONTENT_SECURITY_POLICY)?.to_str().ok()?.replace(&kept.nonce, &nonce)).ok()?;
        headers.insert(header::CONTENT_SECURITY_POLICY, policy);
        Some((kept.status, headers, kept.html.replace(&kept.nonce, &nonce)).into_response())
    }

    /// Keeps a document that was rendered with this nonce. One too large, or refused, is not kept.
    pub fn keep(&self, key: String, moment: Moment, status: StatusCode, headers: &HeaderMap, html: &str, nonce: &str) {
        if status == StatusCode::OK && html.len() <= BYTES_MAX && !nonce.is_empty() {
            let document = Document { moment, status, headers: headers.clone(), html: html.to_owned(), nonce: nonce.to_owned() };
            self.0.insert(key, Arc::new(document));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_board_is_kept_and_themes_apart() {
        for path in ["/", "/offres", "/offres?contrat=cdi", "/offres/comptable-1", "/en", "/en/offres?page=2"] {
            assert!(Kept::key(path, None).is_some(), "{path}");
        }
        for path in [
            "/organisations",
            "/offresque",
            "/english",
            "/contact",
            "/mon-espace",
            "/connexion",
            "/equipe",
            "/en/mag",
            "/api/page",
            "/offres?contrat=cdi&q=eau",
            "/offres?lieu=Lyon",
        ] {
            assert!(Kept::key(path, None).is_none(), "{path}");
        }
        assert_ne!(Kept::key("/", None), Kept::key("/", Some("dark")));
    }

    #[tokio::test]
    async fn a_document_is_given_again_with_another_nonce_until_its_moment_is_over() {
        let kept = Kept::default();
        let moment = Moment::new(7, 120_000);
        let policy = crate::web::headers::document_policy("abc123", &["tube.example.org".to_owned()]);
        let headers = HeaderMap::from_iter([(header::CONTENT_SECURITY_POLICY, HeaderValue::from_str(&policy).unwrap())]);
        kept.keep("k".to_owned(), moment, StatusCode::OK, &headers, "<script nonce=\"abc123\">", "abc123");
        let one = kept.find("k", Moment::new(7, 179_999)).unwrap();
        let policy = one.headers()[header::CONTENT_SECURITY_POLICY].to_str().unwrap().to_owned();
        let body = axum::body::to_bytes(one.into_body(), 1_000).await.unwrap();
        let html = String::from_utf8(body.to_vec()).unwrap();
        let nonce = html.split('"').nth(1).unwrap();
        assert!(!html.contains("abc123") && nonce.len() >= 16, "{html}");
        assert!(policy.contains(&format!("'nonce-{nonce}'")), "{policy}");
        assert!(policy.contains(" https://tube.example.org;"), "{policy}");
        assert!(kept.find("k", Moment::new(7, 180_000)).is_none(), "the minute is over");
        assert!(kept.find("k", Moment::new(8, 120_000)).is_none(), "an offer has changed");
        kept.keep("gone".to_owned(), moment, StatusCode::GONE, &HeaderMap::new(), "x", "abc123");
        assert!(kept.find("gone", moment).is_none());
    }
}
