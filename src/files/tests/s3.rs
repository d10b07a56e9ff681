//! The store of files over S3, against an endpoint of this test that checks what a real one checks first.

use super::super::vault::{Key, Vault, VaultError};
use crate::kernel::clock::now;
use axum::Router;
use axum::body::Bytes;
use axum::extract::State;
use axum::http::{HeaderMap, Method, StatusCode, Uri};
use axum::response::{IntoResponse, Response};
use jiff::SignedDuration;
use sha2::{Digest, Sha256};
use std::collections::{BTreeMap, HashSet};
use std::sync::{Arc, Mutex};

const BUCKET: &str = "/fichiers-essai/";
const KEY_ID: &str = "CLE";

type Objects = Arc<Mutex<BTreeMap<String, Vec<u8>>>>;

fn said(status: StatusCode, code: &str) -> Response {
    (status, format!("<?xml version=\"1.0\"?><Error><Code>{code}</Code><Message>{code}</Message></Error>")).into_response()
}

/// Whether a request is signed as S3 asks: by our key, over the host and the hash of its body.
fn signed(headers: &HeaderMap, body: &[u8]) -> bool {
    let text = |name: &str| headers.get(name).and_then(|v| v.to_str().ok()).unwrap_or("");
    let digest: String = Sha256::digest(body).iter().map(|b| format!("{b:02x}")).collect();
    let authorization = text("authorization");
    let part = |name: &str| authorization.split([' ', ',']).find_map(|p| p.strip_prefix(name)?.strip_prefix('=')).unwrap_or("").to_owned();
    let signature = part("Signature");
    authorization.starts_with("AWS4-HMAC-SHA256 ")
        && part("Credential").starts_with(&format!("{KEY_ID}/"))
        && part("Credential").ends_with("/eu-west-3/s3/aws4_request")
        && ["host", "x-amz-content-sha256", "x-amz-date"].iter().all(|h| part("SignedHeaders").split(';').any(|s| s == *h))
        && signature.len() == 64
        && signature.bytes().all(|b| b.is_ascii_hexdigit())
        && text("x-amz-content-sha256") == digest
}

async fn answer(State(objects): State<Objects>, method: Method, uri: Uri, headers: HeaderMap, body: Bytes) -> Response {
    if !signed(&headers, &body) {
        return said(StatusCode::FORBIDDEN, "AccessDenied");
    }
    let mut objects = objects.lock().unwrap();
    let path = uri.path().to_owned();
    let Some(key) = format!("{path}/").strip_prefix(BUCKET).map(|k| k.trim_end_matches('/').to_owned()) else {
        return said(StatusCode::NOT_FOUND, "NoSuchBucket");
    };
    match method {
        Method::PUT => {
            objects.insert(key, body.to_vec());
            [("etag", "\"e\"")].into_response()
        }
        Method::DELETE => {
            objects.remove(&key);
            StatusCode::NO_CONTENT.into_response()
        }
        Method::GET if key.is_empty() => listed(&objects, uri.query().unwrap_or("")),
        Method::GET | Method::HEAD => match objects.get(&key) {
            Some(bytes) => ([("etag", "\"e\""), ("last-modified", "Sun, 22 Nov 2026 10:00:00 GMT")], bytes.clone()).into_response(),
            None => said(StatusCode::NOT_FOUND, "NoSuchKey"),
        },
        _ => said(StatusCode::METHOD_NOT_ALLOWED, "MethodNotAllowed"),
    }
}

fn listed(objects: &BTreeMap<String, Vec<u8>>, query: &str) -> Response {
    let asked: BTreeMap<String, String> = form_urlencoded::parse(query.as_bytes()).into_owned().collect();
    assert_eq!(asked.get("list-type").map(String::as_str), Some("2"));
    let prefix = asked.get("prefix").cloned().unwrap_or_default();
    let all = objects.iter().filter(|(k, _)| k.starts_with(&prefix)).map(|(k, v)| {
        let size = v.len();
        format!("<Contents><Key>{k}</Key><LastModified>2026-11-22T10:00:00.000Z</LastModified><ETag>\"e\"</ETag><Size>{size}</Size></Contents>")
    });
    let all: String = all.collect();
    let count = objects.len();
    format!("<ListBucketResult><IsTruncated>false</IsTruncated><KeyCount>{count}</KeyCount>{all}</ListBucketResult>").into_response()
}

/// A store of its own on a loopback address.
async fn endpoint() -> (String, Objects) {
    let objects = Objects::default();
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = format!("http://{}", listener.local_addr().unwrap());
    let router = Router::new().fallback(answer).with_state(Arc::clone(&objects));
    tokio::spawn(async move { axum::serve(listener, router).await.unwrap() });
    (address, objects)
}

fn settings(endpoint: &str, key: &str) -> Vec<(String, String)> {
    let all =
        [("AWS_ENDPOINT", endpoint), ("AWS_REGION", "eu-west-3"), ("AWS_ACCESS_KEY_ID", key), ("AWS_SECRET_ACCESS_KEY", "secret"), ("HOME", "/root")];
    all.into_iter().filter(|(_, v)| !v.is_empty()).map(|(k, v)| (k.to_owned(), v.to_owned())).collect()
}

fn vault(rest: &str, endpoint: &str, key: &str) -> Result<Vault, String> {
    Vault::s3(rest, settings(endpoint, key).into_iter())
}

#[tokio::test]
async fn a_store_over_s3_keeps_gives_back_replaces_and_forgets() {
    let (address, objects) = endpoint().await;
    let v = vault("fichiers-essai/production/", &address, KEY_ID).unwrap();
    v.check().await.unwrap();
    assert!(objects.lock().unwrap().is_empty(), "what checking wrote is gone");
    let (first, second) = (v.put(b"premier".to_vec()).await.unwrap(), v.put(vec![7; 300_000]).await.unwrap());
    let place = |key: &Key| format!("production/{}/{}", &key.as_str()[..2], key.as_str());
    assert_eq!(objects.lock().unwrap().keys().cloned().collect::<HashSet<_>>(), [place(&first.key), place(&second.key)].into());

    // Another process over the same store reads the same; the first is replaced, then swept like anything no row knows.
    let again = vault("fichiers-essai/production", &address, KEY_ID).unwrap();
    assert_eq!(again.get_checked(&first).await.unwrap(), b"premier");
    assert_eq!(again.get_checked(&second).await.unwrap(), vec![7; 300_000]);
    let swept = again.sweep(&[second.key.clone()].into(), now() + SignedDuration::from_hours(24 * 365 * 50)).await.unwrap();
    assert_eq!((swept.removed, swept.kept, swept.foreign), (1, 1, 0));
    assert!(matches!(v.get(&first.key).await, Err(VaultError::Missing)));
    v.delete(&second.key).await.unwrap();
    v.delete(&second.key).await.unwrap();
    assert!(objects.lock().unwrap().is_empty());

    objects.lock().unwrap().insert(place(&first.key), b"autre".to_vec());
    assert!(matches!(v.get_checked(&first).await, Err(VaultError::Damaged)), "bytes changed in the store are seen");
}

#[tokio::test]
async fn a_store_that_cannot_be_used_says_so_before_anything_is_sent_to_it() {
    let (address, objects) = endpoint().await;
    let said = vault("nulle-part", &address, KEY_ID).unwrap().check().await.unwrap_err();
    assert!(said.contains("s3://nulle-part") && said.contains("le compartiment n’existe pas"), "{said}");
    let said = vault("fichiers-essai", &address, "VOLEE").unwrap().check().await.unwrap_err();
    assert!(said.contains("accès refusé") && said.contains("AWS_"), "{said}");
    assert!(objects.lock().unwrap().is_empty());
    let said = vault("fichiers-essai", &address, "").unwrap_err();
    assert!(said.contains("AWS_ACCESS_KEY_ID"), "{said}");
    for outside in ["http://stockage.example", "http://10.0.0.1:9000", "http://localhost.evil.example"] {
        let said = vault("fichiers-essai", outside, KEY_ID).unwrap_err();
        assert!(said.contains("https://"), "{outside}: {said}");
    }
    assert!(vault("fichiers-essai", "https://stockage.example", KEY_ID).is_ok());
    assert!(vault("fichiers-essai", "http://localhost:9000", KEY_ID).is_ok() && vault("fichiers-essai", "http://[::1]:9000", KEY_ID).is_ok());
}
