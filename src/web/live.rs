//! The live room over HTTP: its stream (Server-Sent Events), the operations of the console, the ratings of the seats.

use super::desk::Visit;
use super::state::Site;
use crate::campaign::service::morning;
use crate::desk::service::No;
use crate::kernel::clock::{now, paris_day, random_hex};
use crate::live::model::op::Op;
use crate::live::model::presence::Presence;
use crate::live::model::rating::Rating;
use crate::live::model::seat::{Seat, Side};
use crate::live::service::hall::Hall;
use crate::live::service::readers::Reader;
use crate::live::service::writer::Outcome;
use crate::live::service::{act, pages, stream};
use crate::store::StoreError;
use axum::body::{Body, Bytes};
use axum::extract::{Path, Query, Request, State};
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use std::collections::HashMap;
use std::sync::Arc;

/// Largest body of an operation or a rating, in bytes.
const BODY_MAX: usize = 64 * 1024;

type Asked = Query<HashMap<String, String>>;

/// Finds the room and who asks for it; a 404 for who may not. Codes open seats and the wall on the day of the room only.
async fn who(site: &Site, room: i64, query: &HashMap<String, String>, parts: &axum::http::request::Parts) -> Result<(Arc<Hall>, Reader), Response> {
    let hall = match site.desk.halls.open(room).await {
        Ok(Some(hall)) => hall,
        Ok(None) => return Err(gone()),
        Err(fault) => return Err(failed(&fault)),
    };
    let today = hall.day == paris_day(now());
    if let Some(code) = query.get("place") {
        let seat = hall.seat(code).ok_or_else(gone)?;
        if today || holder(site, &hall, seat, parts).await.map_err(|fault| failed(&fault))? {
            return Ok((hall, Reader::Seat(seat)));
        }
        return Err(gone());
    }
    if today && query.get("cle").is_some_and(|key| key == hall.wall()) {
        return Ok((hall, Reader::Wall));
    }
    match team(site, room, parts).await {
        Some((_, session)) => Ok((hall, Reader::Console(session))),
        None => Err(gone()),
    }
}

/// Whether who asks is signed in as the one who sits there: their seat opens on every day.
async fn holder(site: &Site, hall: &Hall, seat: Seat, parts: &axum::http::request::Parts) -> Result<bool, StoreError> {
    let Ok(Some(visit)) = Visit::of(site, parts, "/direct/place", "").await else { return Ok(false) };
    let ask = visit.ask(site, None, Vec::new());
    let Some(me) = ask.viewer else { return Ok(false) };
    pages::holds(&mut site.desk.board.db.read().await?, me, hall, seat).await
}

/// The name and the session of who asks, when they run the programmes.
async fn team(site: &Site, room: i64, parts: &axum::http::request::Parts) -> Option<(String, i64)> {
    let visit = Visit::of(site, parts, &format!("/direct/{room}/regie"), "").await.ok()??;
    let ask = visit.ask(site, None, Vec::new());
    crate::pages::service::desk::check(&ask).ok()?;
    ask.viewer.map(|v| (v.called().to_owned(), v.session))
}

fn gone() -> Response {
    said(StatusCode::NOT_FOUND, "ferme", crate::i18n::live::NO_ROOM)
}

fn failed(fault: &StoreError) -> Response {
    tracing::error!(%fault, "a room could not be read");
    said(StatusCode::SERVICE_UNAVAILABLE, "panne", crate::i18n::live::TRY_AGAIN)
}

/// A short answer: a state the program reads and words a person reads.
#[derive(Clone, Debug, Default, miniserde::Serialize)]
struct Said {
    state: String,
    words: String,
    rev: u64,
    at: i64,
}

fn said(status: StatusCode, state: &str, words: &str) -> Response {
    json(status, &Said { state: state.to_owned(), words: words.to_owned(), ..Said::default() })
}

fn json<T: miniserde::Serialize>(status: StatusCode, value: &T) -> Response {
    let headers = [(header::CONTENT_TYPE, "application/json"), (header::CACHE_CONTROL, "no-store")];
    (status, headers, miniserde::json::to_string(value)).into_response()
}

/// `GET /direct/{room}/flux`: the room, then every change, for ever. `place` (a seat's code), `cle` (the wall's key) or the session of the
/// team opens it; `depuis` or `Last-Event-ID` is the revision already known. Opened too often under one code, the oldest ends with `ended`.
/// Where there is no such room (any more), the page is told to load again: it finds the one that took its place.
pub async fn flux(State(site): State<Site>, Path(room): Path<i64>, Query(query): Asked, request: Request) -> Response {
    let (parts, _) = request.into_parts();
    if matches!(site.desk.halls.open(room).await, Ok(None)) {
        return events(Body::from(stream::AGAIN));
    }
    let (hall, reader) = match who(&site, room, &query, &parts).await {
        Ok(found) => found,
        Err(answer) => return answer,
    };
    let last = parts.headers.get("last-event-id").and_then(|v| v.to_str().ok()).map(str::to_owned);
    let known = last.or_else(|| query.get("depuis").cloned()).and_then(|v| v.parse().ok());
    let place = hall.enter(reader);
    if let Reader::Seat(seat) = reader {
        arrive(&site, &hall, seat).await;
    }
    events(stream::body(place, known))
}

fn events(body: Body) -> Response {
    let headers = [
        (header::CONTENT_TYPE, "text/event-stream"),
        (header::CACHE_CONTROL, "no-store"),
        (header::HeaderName::from_static("x-accel-buffering"), "no"),
    ];
    (headers, body).into_response()
}

/// Who opens their seat is there: said once, to everybody.
async fn arrive(site: &Site, hall: &Hall, seat: Seat) {
    let room = hall.room();
    let guests = if seat.side == Side::Associate { &room.associates } else { &room.hosts };
    let expected = guests.get(seat.at as usize).is_some_and(|g| g.presence() == Presence::Expected);
    if !expected || room.closed {
        return;
    }
    let op = Op::Presence { side: seat.side, at: seat.at, presence: Presence::Here };
    if let Err(No::Fault(fault)) = act::append(&site.desk.halls, hall, &op, &random_hex(), "place", now().as_millisecond()).await {
        tracing::error!(%fault, "an arrival was not kept");
    }
}

async fn read<T: miniserde::Deserialize>(body: Body) -> Option<T> {
    let bytes: Bytes = axum::body::to_bytes(body, BODY_MAX).await.ok()?;
    miniserde::json::from_str(std::str::from_utf8(&bytes).ok()?).ok()
}

/// What the console asks for: an operation under an id of its own.
#[derive(Clone, Debug, miniserde::Deserialize)]
struct Gesture {
    id: String,
    op: String,
}

/// Whether an id is one a program makes: 8 to 40 letters, digits and hyphens.
fn fair_id(id: &str) -> bool {
    (8..=40).contains(&id.len()) && id.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-')
}

/// `POST /direct/{room}/gestes`: an operation of the console, once whatever is sent again.
pub async fn gesture(State(site): State<Site>, Path(room): Path<i64>, request: Request) -> Response {
    let (parts, body) = request.into_parts();
    let Some((name, _)) = team(&site, room, &parts).await else { return gone() };
    let Ok(Some(hall)) = site.desk.halls.open(room).await else { return gone() };
    let asked = read::<Gesture>(body).await;
    let Some((asked, op)) = asked.and_then(|g| Some((Op::of_text(&g.op)?, g))).map(|(op, g)| (g, op)) else {
        return said(StatusCode::BAD_REQUEST, "refuse", crate::i18n::live::UNREADABLE);
    };
    if !fair_id(&asked.id) {
        return said(StatusCode::BAD_REQUEST, "refuse", crate::i18n::live::UNREADABLE);
    }
    match act::append(&site.desk.halls, &hall, &op, &asked.id, &name, now().as_millisecond()).await {
        Ok(rev) => json(StatusCode::OK, &Said { state: "fait".to_owned(), rev, at: now().as_millisecond(), ..Said::default() }),
        Err(no) => refused(no),
    }
}

fn refused(no: No) -> Response {
    match no {
        No::Refused(problems) => {
            let words = problems.iter().map(|p| p.sentence.as_str()).collect::<Vec<_>>().join(" ");
            let status = StatusCode::from_u16(crate::desk::service::status_of(&problems)).unwrap_or(StatusCode::UNPROCESSABLE_ENTITY);
            said(status, "refuse", &words)
        }
        No::Fault(fault) => {
            tracing::error!(%fault, "an operation was not kept");
            said(StatusCode::SERVICE_UNAVAILABLE, "panne", crate::i18n::live::TRY_AGAIN)
        }
        No::SignIn | No::SecondFactor => gone(),
    }
}

/// `POST /direct/{room}/notes?place=CODE`: one rating, durable when answered 200 (M9).
pub async fn rate(State(site): State<Site>, Path(room): Path<i64>, Query(query): Asked, request: Request) -> Response {
    let (parts, body) = request.into_parts();
    let (hall, seat) = match who(&site, room, &query, &parts).await {
        Ok((hall, Reader::Seat(seat))) => (hall, seat),
        Ok(_) => return gone(),
        Err(answer) => return answer,
    };
    let Some(rating) = read::<Rating>(body).await else {
        return said(StatusCode::BAD_REQUEST, "refuse", crate::i18n::live::UNREADABLE);
    };
    let (outcome, at) = match morning::rate(&site.desk.halls, &hall, seat, rating).await {
        Ok(done) => done,
        Err(no) => return refused(no),
    };
    let state = match outcome {
        Outcome::Saved => "enregistre",
        Outcome::Older => "depasse",
        Outcome::Closed => return said(StatusCode::GONE, "clos", crate::i18n::live::RATINGS_CLOSED),
        Outcome::Failed => return said(StatusCode::SERVICE_UNAVAILABLE, "panne", crate::i18n::live::TRY_AGAIN),
    };
    json(StatusCode::OK, &Said { state: state.to_owned(), at, ..Said::default() })
}

/// What one seat wrote.
#[derive(Clone, Debug, Default, miniserde::Serialize)]
struct Own {
    ratings: Vec<Rating>,
}

/// `GET /direct/{room}/notes?place=CODE`: what this seat wrote, on whatever device.
pub async fn own(State(site): State<Site>, Path(room): Path<i64>, Query(query): Asked, request: Request) -> Response {
    let (parts, _) = request.into_parts();
    let (hall, seat) = match who(&site, room, &query, &parts).await {
        Ok((hall, Reader::Seat(seat))) => (hall, seat),
        Ok(_) => return gone(),
        Err(answer) => return answer,
    };
    match site.desk.halls.ratings_of(&hall, seat).await {
        Ok(ratings) => json(StatusCode::OK, &Own { ratings }),
        Err(fault) => failed(&fault),
    }
}

/// `POST /direct/{room}/reparer`: what the plan becomes after an incident; nothing changes before the console confirms it.
pub async fn mend(State(site): State<Site>, Path(room): Path<i64>, request: Request) -> Response {
    let (parts, body) = request.into_parts();
    if team(&site, room, &parts).await.is_none() {
        return gone();
    }
    let Ok(Some(hall)) = site.desk.halls.open(room).await else { return gone() };
    let Some(incident) = read::<crate::live::model::mend::Incident>(body).await else {
        return said(StatusCode::BAD_REQUEST, "refuse", crate::i18n::live::UNREADABLE);
    };
    match crate::campaign::service::mend::propose(&site.desk.halls, &hall, &incident, now().as_millisecond()).await {
        Ok(proposal) => json(StatusCode::OK, &proposal),
        Err(no) => refused(no),
    }
}
