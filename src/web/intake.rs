//! Forms on their way in. One with files is taken off the wire to the disk first, many at a time, however slow the networks of their
//! senders; then worked on a few at a time, so that memory stays flat whatever comes.

use super::headers::{body_max, plain, takes_files};
use crate::desk::service::{FIELDS_MAX, Fields};
use crate::files::vault::Vault;
use crate::uploads::service::Sent;
use axum::body::{Body, Bytes};
use axum::extract::{DefaultBodyLimit, FromRequest, Multipart, Request};
use axum::http::request::Parts;
use axum::http::{HeaderMap, Method, StatusCode, header};
use axum::middleware::Next;
use axum::response::Response;
use futures_util::StreamExt;
use std::io::SeekFrom;
use std::time::Duration;
use tokio::fs::File;
use tokio::io::{AsyncReadExt, AsyncSeekExt, AsyncWriteExt};
use tokio::sync::{Semaphore, SemaphorePermit};

/// Longest time an answer may take.
const PATIENCE: Duration = Duration::from_secs(20);
/// Longest time for a form with files: 5 MB over a bad mobile network, and a turn to be read.
const FILE_PATIENCE: Duration = Duration::from_secs(180);

/// Forms with files on the wire at once, each in a nameless file of the disk; the others wait to be read.
static ARRIVING: Semaphore = Semaphore::const_new(64);
/// Forms with files in memory at once, from then until they are answered. Two are read by `files::child`, one is being stored.
static WORKING: Semaphore = Semaphore::const_new(3);

/// A form that was read.
pub struct Taken {
    /// Its values.
    pub fields: Fields,
    /// The files that were chosen.
    pub files: Vec<Sent>,
    /// Its place among those in memory: kept until it is answered.
    pub place: Option<SemaphorePermit<'static>>,
}

/// Ends an answer that takes too long; forms with files are given the time their networks need.
pub async fn patience(request: Request, next: Next) -> Response {
    let most = longest(request.method(), request.uri().path(), request.headers());
    match tokio::time::timeout(most, next.run(request)).await {
        Ok(response) => response,
        Err(_) => plain(StatusCode::SERVICE_UNAVAILABLE, "La réponse a trop tardé. Réessayez dans un moment."),
    }
}

fn longest(method: &Method, path: &str, headers: &HeaderMap) -> Duration {
    if method == Method::POST && takes_files(path) && kind(headers).starts_with("multipart/form-data") { FILE_PATIENCE } else { PATIENCE }
}

fn kind(headers: &HeaderMap) -> &str {
    headers.get(header::CONTENT_TYPE).and_then(|v| v.to_str().ok()).unwrap_or("")
}

/// Reads a form, with or without files.
///
/// # Errors
/// The status to answer with.
pub async fn read(vault: &Vault, parts: &Parts, body: Body, path: &str) -> Result<Taken, StatusCode> {
    let max = body_max(path);
    if kind(&parts.headers).starts_with("application/x-www-form-urlencoded") {
        let bytes = axum::body::to_bytes(body, max).await.map_err(|_| StatusCode::PAYLOAD_TOO_LARGE)?;
        return Ok(Taken { fields: Fields::read(&String::from_utf8_lossy(&bytes)), files: Vec::new(), place: None });
    }
    if !kind(&parts.headers).starts_with("multipart/form-data") {
        return Err(StatusCode::UNSUPPORTED_MEDIA_TYPE);
    }
    let arriving = ARRIVING.acquire().await.map_err(|_| StatusCode::SERVICE_UNAVAILABLE)?;
    let scratch = vault.scratch().map_err(full)?;
    let (scratch, length) = spool(File::from_std(scratch), body, max).await?;
    let place = WORKING.acquire().await.map_err(|_| StatusCode::SERVICE_UNAVAILABLE)?;
    let bytes = load(scratch, length).await.map_err(full)?;
    drop(arriving);
    let (fields, files) = unpack(&parts.headers, bytes, max).await?;
    Ok(Taken { fields, files, place: Some(place) })
}

fn full(error: std::io::Error) -> StatusCode {
    tracing::error!(%error, "a form could not be kept while it arrives");
    StatusCode::SERVICE_UNAVAILABLE
}

/// Takes a body off the wire; nothing of it stays in memory. Returns the file and its length.
async fn spool(mut scratch: File, body: Body, max: usize) -> Result<(File, usize), StatusCode> {
    let (mut pieces, mut length) = (body.into_data_stream(), 0);
    while let Some(piece) = pieces.next().await {
        let piece = piece.map_err(|_| StatusCode::BAD_REQUEST)?;
        length += piece.len();
        if length > max {
            return Err(StatusCode::PAYLOAD_TOO_LARGE);
        }
        scratch.write_all(&piece).await.map_err(full)?;
    }
    scratch.flush().await.map_err(full)?;
    Ok((scratch, length))
}

async fn load(mut scratch: File, length: usize) -> std::io::Result<Bytes> {
    let mut bytes = Vec::with_capacity(length);
    scratch.seek(SeekFrom::Start(0)).await?;
    scratch.read_to_end(&mut bytes).await?;
    Ok(bytes.into())
}

/// The values and files of a form with files.
async fn unpack(headers: &HeaderMap, bytes: Bytes, max: usize) -> Result<(Fields, Vec<Sent>), StatusCode> {
    let mut request = Request::new(Body::from(bytes));
    *request.headers_mut() = headers.clone();
    DefaultBodyLimit::max(max).apply(&mut request);
    let mut form = Multipart::from_request(request, &()).await.map_err(|_| StatusCode::BAD_REQUEST)?;
    let (mut fields, mut files) = (Vec::new(), Vec::new());
    while let Some(field) = form.next_field().await.map_err(|_| StatusCode::BAD_REQUEST)? {
        let name = field.name().unwrap_or("").to_owned();
        let file = field.file_name().map(str::to_owned);
        let bytes = field.bytes().await.map_err(|_| StatusCode::BAD_REQUEST)?;
        if fields.len() + files.len() >= FIELDS_MAX {
            return Err(StatusCode::PAYLOAD_TOO_LARGE);
        }
        match file {
            Some(file) => files.push(Sent { field: name, name: file, bytes: bytes.into() }),
            None => fields.push((name, String::from_utf8_lossy(&bytes).replace("\r\n", "\n"))),
        }
    }
    Ok((Fields(fields), files))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::files::model::MAX_BYTES;
    use axum::http::HeaderValue;

    #[test]
    fn only_a_form_that_may_carry_a_file_is_given_the_time_of_a_slow_network() {
        let with = |kind: &'static str| [(header::CONTENT_TYPE, HeaderValue::from_static(kind))].into_iter().collect::<HeaderMap>();
        let form = with("multipart/form-data; boundary=x");
        assert_eq!(longest(&Method::POST, "/mon-espace/dossiers/3", &form), FILE_PATIENCE);
        assert_eq!(longest(&Method::POST, "/offres/comptable/postuler", &form), FILE_PATIENCE);
        for (method, path, headers) in [
            (Method::GET, "/mon-espace/dossiers/3", &form),
            (Method::POST, "/contact", &form),
            (Method::POST, "/mon-espace/dossiers/3", &with("application/x-www-form-urlencoded")),
        ] {
            assert_eq!(longest(&method, path, headers), PATIENCE, "{method} {path}");
        }
    }

    #[tokio::test]
    async fn a_file_as_large_as_is_allowed_is_unpacked_whole() {
        let mut body = b"--x\r\ncontent-disposition: form-data; name=\"geste\"\r\n\r\ncv\r\n".to_vec();
        body.extend_from_slice(b"--x\r\ncontent-disposition: form-data; name=\"cv\"; filename=\"CV.pdf\"\r\n\r\n");
        body.resize(body.len() + MAX_BYTES, 7);
        body.extend_from_slice(b"\r\n--x--\r\n");
        let headers = [(header::CONTENT_TYPE, HeaderValue::from_static("multipart/form-data; boundary=x"))].into_iter().collect();
        let (fields, files) = unpack(&headers, body.into(), body_max("/mon-espace/dossiers/3")).await.unwrap();
        assert_eq!(fields.get("geste"), "cv");
        assert_eq!(files.iter().map(|f| (f.name.as_str(), f.bytes.len())).collect::<Vec<_>>(), [("CV.pdf", MAX_BYTES)]);
    }

    #[tokio::test]
    async fn a_body_comes_back_from_the_disk_and_one_too_long_is_left() {
        let folder = tempfile::tempdir().unwrap();
        let vault = Vault::local(folder.path()).unwrap();
        let sent: Vec<u8> = (0..300_000u32).map(|n| (n % 251) as u8).collect();
        let pieces = |sent: Vec<u8>| {
            let all: Vec<Result<Bytes, std::io::Error>> = sent.chunks(7_000).map(|c| Ok(Bytes::copy_from_slice(c))).collect();
            Body::from_stream(futures_util::stream::iter(all))
        };
        let (file, length) = spool(File::from_std(vault.scratch().unwrap()), pieces(sent.clone()), 300_000).await.unwrap();
        assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 0, "it has no name while it arrives");
        assert_eq!(load(file, length).await.unwrap(), sent);
        let over = spool(File::from_std(vault.scratch().unwrap()), pieces(sent), 299_999).await;
        assert_eq!(over.err(), Some(StatusCode::PAYLOAD_TOO_LARGE));
    }
}
