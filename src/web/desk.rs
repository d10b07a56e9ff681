//! The pages one signs in for, over HTTP: who asks, what they send, and the cookie of their session.

use super::intake::{Taken, read};
use super::serve::Peer;
use super::state::Site;
use crate::desk::service::{Acted, Ask, Done, Fields, No, Saved, Session, Typed};
use crate::files::names::attachment;
use crate::kernel::clock::now;
use crate::kernel::lang::Lang;
use crate::kernel::refusal::Reason;
use crate::pages::model::Page;
use crate::pages::service::{desk, instead, parts_of, read_desk};
use crate::people::model::Viewer;
use crate::people::service::sessions;
use crate::uploads::service::Sent;
use axum::body::Body;
use axum::extract::Request;
use axum::http::request::Parts;
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};

/// The name of the session's cookie: over https the browser itself ties it to this host.
const fn cookie_name(secure: bool) -> &'static str {
    if secure { "__Host-seance" } else { "seance" }
}

/// A request as the desk sees it.
pub struct Visit {
    /// The parts of the path.
    pub parts: Vec<String>,
    query: Fields,
    viewer: Option<Viewer>,
    /// The token of the session, when one came.
    pub token: Option<String>,
    peer: String,
    device: String,
}

/// The token a request carries.
fn token_of(headers: &HeaderMap, secure: bool) -> Option<String> {
    let cookies = headers.get_all(header::COOKIE).iter().filter_map(|v| v.to_str().ok());
    let found = cookies.flat_map(|c| c.split(';')).filter_map(|c| c.trim().strip_prefix(cookie_name(secure))?.strip_prefix('=')).next_back()?;
    let plain = (20..=64).contains(&found.len()) && found.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-' || b == b'_');
    plain.then(|| found.to_owned())
}

/// The network address a request comes from: the socket's, or what the proxy in front says when there is one.
fn peer_of(site: &Site, parts: &Parts) -> String {
    let said = parts.headers.get("x-forwarded-for").and_then(|v| v.to_str().ok()).and_then(|v| v.rsplit(',').next());
    match said.filter(|_| site.assets.behind_proxy) {
        Some(said) => said.trim().chars().take(64).collect(),
        None => parts.extensions.get::<Peer>().map_or_else(String::new, |p| p.0.to_string()),
    }
}

impl Visit {
    /// Reads who asks for a path; None when it is no address of the desk.
    ///
    /// # Errors
    /// The database failed.
    pub async fn of(site: &Site, parts: &Parts, path: &str, query: &str) -> Result<Option<Visit>, No> {
        let pieces = parts_of(path);
        let names: Vec<&str> = pieces.iter().map(String::as_str).collect();
        if desk::who(&names).is_none() {
            return Ok(None);
        }
        let token = token_of(&parts.headers, site.secure());
        let viewer = match &token {
            Some(token) => sessions::viewer(&site.desk.board.db, token, now().as_millisecond(), site.desk.development).await?,
            None => None,
        };
        let agent = parts.headers.get(header::USER_AGENT).and_then(|v| v.to_str().ok()).unwrap_or("");
        let (peer, device) = (peer_of(site, parts), sessions::device(agent));
        Ok(Some(Visit { parts: pieces, query: Fields::read(query), viewer, token, peer, device }))
    }

    /// The page asked for, with what was typed when a form was refused.
    pub fn ask<'a>(&'a self, site: &'a Site, typed: Option<Typed>, files: Vec<Sent>) -> Ask<'a> {
        Ask {
            desk: &site.desk,
            viewer: self.viewer.as_ref(),
            parts: self.parts.iter().map(String::as_str).collect(),
            query: self.query.clone(),
            typed,
            files,
            now: now(),
            peer: self.peer.clone(),
            device: self.device.clone(),
        }
    }
}

/// The page of the desk at an address; None when it is no address of the desk.
pub async fn page(site: &Site, parts: &Parts, path: &str, query: &str) -> Option<Page> {
    match Visit::of(site, parts, path, query).await {
        Ok(None) => None,
        Ok(Some(visit)) => Some(read_desk(&visit.ask(site, None, Vec::new())).await),
        Err(no) => Some(faulty(no)),
    }
}

fn faulty(no: No) -> Page {
    if let No::Fault(fault) = no {
        tracing::error!(%fault, "who asks could not be read");
    }
    Page::refused(500, crate::i18n::fault_text(Lang::Fr), Lang::Fr)
}

/// A form sent to an address of the desk: done, or shown again with what was typed.
pub async fn post(site: Site, request: Request) -> Response {
    let (parts, body) = request.into_parts();
    let path = parts.uri.path().to_owned();
    let visit = match Visit::of(&site, &parts, &path, parts.uri.query().unwrap_or("")).await {
        Ok(Some(visit)) => visit,
        Ok(None) => return super::headers::plain(StatusCode::METHOD_NOT_ALLOWED, "Cette adresse se lit seulement (GET)."),
        Err(no) => return super::pages::render(&site, Request::from_parts(parts, Body::empty()), faulty(no)).await,
    };
    let Taken { fields, files, place: _place } = match read(&site.desk.cabinet.vault, &parts, body, &path).await {
        Ok(taken) => taken,
        Err(status) => return super::headers::unread(status),
    };
    let outcome = desk::act(&visit.ask(&site, None, files), &fields, visit.token.as_deref()).await;
    if fields.get("geste") == "champ" && wants_json(&parts.headers) {
        return field_answer(outcome);
    }
    let request = Request::from_parts(parts, Body::empty());
    match outcome {
        Ok(done) => answer(&site, request, done).await,
        Err(No::Refused(problems)) if problems.iter().all(|p| again(p.reason)) => {
            let page = read_desk(&visit.ask(&site, Some(Typed { fields, problems }), Vec::new())).await;
            super::pages::render(&site, request, page).await
        }
        Err(no) => {
            let page = instead(no, &visit.ask(&site, None, Vec::new()));
            super::pages::render(&site, request, page).await
        }
    }
}

/// `/fichiers/{id}` and `/fichiers/{id}/{page}`: a file as it was sent, always as something to keep; a picture of one of its pages.
pub async fn file(site: Site, parts: &Parts) -> Response {
    let visit = match Visit::of(&site, parts, parts.uri.path(), "").await {
        Ok(Some(visit)) => visit,
        _ => return super::headers::plain(StatusCode::NOT_FOUND, "Ce fichier n’existe pas, ou plus."),
    };
    let ask = visit.ask(&site, None, Vec::new());
    match crate::pages::service::files::read(&ask).await {
        Ok(file) => {
            let name = HeaderValue::from_str(&file.disposition).unwrap_or(HeaderValue::from_static("attachment"));
            let headers = [
                (header::CONTENT_TYPE, HeaderValue::from_static(file.kind)),
                (header::CONTENT_DISPOSITION, name),
                (header::CACHE_CONTROL, HeaderValue::from_static("no-store")),
                (header::CONTENT_SECURITY_POLICY, HeaderValue::from_static("default-src 'none'; sandbox")),
            ];
            (headers, file.bytes).into_response()
        }
        Err(No::SignIn | No::SecondFactor) => see_other("/connexion?retour=%2Fmon-espace"),
        Err(No::Refused(_)) => super::headers::plain(StatusCode::NOT_FOUND, "Ce fichier n’existe pas, ou plus."),
        Err(No::Fault(fault)) => {
            tracing::error!(%fault, "a file could not be read");
            super::headers::plain(StatusCode::SERVICE_UNAVAILABLE, "Ce fichier ne peut pas être lu pour l’instant. Réessayez dans un moment.")
        }
    }
}

/// A file of a campaign, by a plain link: a calendar, the published attribution.
pub async fn download(site: Site, parts: &Parts) -> Response {
    let gone = || super::headers::plain(StatusCode::NOT_FOUND, "Ce fichier n’existe pas, ou pas encore.");
    let visit = match Visit::of(&site, parts, parts.uri.path(), parts.uri.query().unwrap_or("")).await {
        Ok(Some(visit)) => visit,
        _ => return gone(),
    };
    let ask = visit.ask(&site, None, Vec::new());
    let read = match desk::check(&ask) {
        Ok(()) => crate::campaign::service::downloads::read(&ask).await,
        Err(no) => Err(no),
    };
    match read {
        Ok(file) => taken(&file),
        Err(No::SignIn | No::SecondFactor) => see_other("/connexion?retour=%2Fmon-espace"),
        Err(No::Refused(_)) => gone(),
        Err(No::Fault(fault)) => {
            tracing::error!(%fault, "a file of a campaign could not be read");
            super::headers::plain(StatusCode::SERVICE_UNAVAILABLE, "Ce fichier ne peut pas être lu pour l’instant. Réessayez dans un moment.")
        }
    }
}

/// A file as something to keep.
fn taken(file: &crate::desk::service::Download) -> Response {
    let name = HeaderValue::from_str(&attachment(&file.name)).unwrap_or(HeaderValue::from_static("attachment"));
    let headers = [
        (header::CONTENT_TYPE, HeaderValue::from_static(file.kind)),
        (header::CONTENT_DISPOSITION, name),
        (header::CACHE_CONTROL, HeaderValue::from_static("no-store")),
    ];
    (headers, file.bytes.clone()).into_response()
}

fn wants_json(headers: &HeaderMap) -> bool {
    headers.get(header::ACCEPT).is_some_and(|v| v == "application/json")
}

/// What a field that saves itself is answered: 200 once it is durable, 409 when it was changed elsewhere, 422 when it does not fit.
fn field_answer(outcome: Acted) -> Response {
    let saved = match outcome {
        Ok(done) => done.saved.unwrap_or_default(),
        Err(No::Refused(problems)) => {
            let words = problems.iter().map(|p| p.sentence.as_str()).collect::<Vec<_>>().join(" ");
            Saved { words, state: "refused".to_owned(), ..Saved::default() }
        }
        Err(No::SignIn | No::SecondFactor) => return super::headers::plain(StatusCode::UNAUTHORIZED, "Reconnectez-vous pour continuer."),
        Err(No::Fault(fault)) => {
            tracing::error!(%fault, "a field was not saved");
            return super::headers::plain(StatusCode::SERVICE_UNAVAILABLE, "Ce champ n’a pas pu être enregistré.");
        }
    };
    let status = match saved.state.as_str() {
        "conflict" => StatusCode::CONFLICT,
        "refused" => StatusCode::UNPROCESSABLE_ENTITY,
        _ => StatusCode::OK,
    };
    let text = miniserde::json::to_string(&saved);
    (status, [(header::CONTENT_TYPE, "application/json"), (header::CACHE_CONTROL, "no-store")], text).into_response()
}

/// Whether the form is shown again after this refusal: something can be corrected, or tried again with what was typed.
fn again(reason: Reason) -> bool {
    matches!(reason, Reason::Invalid | Reason::Malformed | Reason::TooLarge | Reason::Conflict | Reason::TooOften | Reason::Fault)
}

async fn answer(site: &Site, request: Request, done: Done) -> Response {
    if let Some(file) = done.file {
        return taken(&file);
    }
    let mut response = match done.show {
        Some(sheet) => super::pages::render(site, request, Page::of_sheet(&sheet)).await,
        None => see_other(&done.to),
    };
    if let Some(change) = done.session {
        let (name, secure) = (cookie_name(site.secure()), if site.secure() { "; Secure" } else { "" });
        let cookie = match change {
            Session::Open(token) => format!("{name}={token}; Path=/; Max-Age=7776000; HttpOnly; SameSite=Lax{secure}"),
            Session::Close => format!("{name}=; Path=/; Max-Age=0; HttpOnly; SameSite=Lax{secure}"),
        };
        if let Ok(value) = HeaderValue::from_str(&cookie) {
            response.headers_mut().append(header::SET_COOKIE, value);
        }
    }
    response
}

/// "See other": a path of this site, read with GET.
pub fn see_other(to: &str) -> Response {
    let there = if super::preferences::local_path(to) { to } else { "/mon-espace" };
    (StatusCode::SEE_OTHER, [(header::LOCATION, there), (header::CACHE_CONTROL, "no-store")]).into_response()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_cookie_of_a_secure_site_is_tied_to_its_host() {
        let with = |v: &str| [(header::COOKIE, HeaderValue::from_str(v).unwrap())].into_iter().collect::<HeaderMap>();
        let (token, other) = ("A".repeat(43), "B".repeat(43));
        let both = with(&format!("theme=x; seance={other}; __Host-seance={token}"));
        assert_eq!(token_of(&both, true), Some(token));
        assert_eq!(token_of(&both, false), Some(other.clone()));
        assert_eq!(token_of(&with(&format!("seance={other}")), true), None, "an address beside ours cannot plant one");
        assert_eq!(token_of(&with("seance=<script>alert(1)</script>"), false), None);
    }
}
