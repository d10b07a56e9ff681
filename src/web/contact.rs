//! The contact form (rule A11): checked, stored once, answered with a page. Messages are read with `passerelle messages`.

use super::state::Site;
use crate::i18n;
use crate::jobs::model::draft::plausible_mail;
use crate::kernel::clock::now;
use crate::kernel::lang::Lang;
use crate::store::{StoreError, execute, fetch_all};
use axum::Form;
use axum::extract::{OriginalUri, State};
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde::Deserialize;
use sha2::{Digest, Sha256};

/// Messages taken in an hour from everybody together; above it the form asks to write a mail instead.
const HOURLY_MAX: i64 = 200;
/// Days a message is kept.
pub const KEPT_DAYS: i64 = 365;

/// What the form sends.
#[derive(Deserialize, Default, Clone)]
pub struct Message {
    #[serde(default)]
    nom: String,
    #[serde(default)]
    courriel: String,
    #[serde(default)]
    sujet: String,
    #[serde(default)]
    message: String,
    /// A field people do not see: whoever fills it is a robot.
    #[serde(default)]
    site: String,
}

/// A message as stored.
#[derive(Debug, sqlx::FromRow)]
pub struct Stored {
    /// Sender's name.
    pub name: String,
    /// Sender's address.
    pub email: String,
    /// Subject.
    pub subject: String,
    /// Text.
    pub body: String,
    /// Epoch milliseconds.
    pub at: i64,
}

/// Checks each field: (name, what to do).
fn problems(m: &Message) -> Vec<(&'static str, String)> {
    let mut out = Vec::new();
    let fits = |s: &str, max: usize| (1..=max).contains(&s.trim().chars().count());
    if !fits(&m.nom, 120) {
        out.push(("nom", "Donnez votre nom, en 120 caractères au plus.".to_owned()));
    }
    if !plausible_mail(m.courriel.trim()) {
        out.push(("courriel", "Donnez une adresse électronique complète, par exemple prenom@exemple.fr.".to_owned()));
    }
    if !fits(&m.sujet, 160) {
        out.push(("sujet", "Donnez un sujet, en 160 caractères au plus.".to_owned()));
    }
    if !fits(&m.message, 8_000) {
        out.push(("message", "Écrivez votre message, en 8\u{202f}000 caractères au plus.".to_owned()));
    }
    out
}

/// `POST /contact`
pub async fn send(State(site): State<Site>, OriginalUri(uri): OriginalUri, Form(m): Form<Message>) -> Response {
    let lang = Lang::of_path(uri.path());
    let found = problems(&m);
    if !found.is_empty() {
        return page(StatusCode::UNPROCESSABLE_ENTITY, &form(&m, &found, uri.path(), lang), lang);
    }
    if !m.site.is_empty() {
        return thanks(lang);
    }
    match keep(&site, &m).await {
        Ok(true) => thanks(lang),
        Ok(false) => {
            let sentence = format!("Trop de messages arrivent en ce moment. Écrivez à {}\u{202f}; votre texte est encore ci-dessous.", site.board.contact_email);
            page(StatusCode::TOO_MANY_REQUESTS, &form(&m, &[("message", sentence)], uri.path(), lang), lang)
        }
        Err(fault) => {
            tracing::error!(%fault, "a contact message could not be kept");
            let sentence = "Le message n’a pas pu être gardé. Il est encore ci-dessous\u{202f}: réessayez dans un instant.".to_owned();
            page(StatusCode::SERVICE_UNAVAILABLE, &form(&m, &[("message", sentence)], uri.path(), lang), lang)
        }
    }
}

/// Stores a message once, however often the same form is sent; false when the hour is full. Old messages go.
async fn keep(site: &Site, m: &Message) -> Result<bool, StoreError> {
    let at = now().as_millisecond();
    let mut tx = site.board.db.begin().await?;
    execute!(&mut tx, "DELETE FROM contact_messages WHERE at < $1", at - KEPT_DAYS * 86_400_000)?;
    let recent: Vec<(i64,)> = fetch_all!(&mut tx, (i64,), "SELECT COUNT(*) FROM contact_messages WHERE at > $1", at - 3_600_000)?;
    if recent.first().is_some_and(|r| r.0 >= HOURLY_MAX) {
        return Ok(false);
    }
    let digest = Sha256::digest(format!("{}\u{0}{}\u{0}{}\u{0}{}", m.nom, m.courriel, m.sujet, m.message).as_bytes());
    let key: String = digest.iter().take(24).map(|b| format!("{b:02x}")).collect();
    execute!(
        &mut tx,
        "INSERT INTO contact_messages (form_key, name, email, subject, body, at) VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT (form_key) DO NOTHING",
        key,
        m.nom.trim().to_owned(),
        m.courriel.trim().to_owned(),
        m.sujet.trim().to_owned(),
        m.message.trim().to_owned(),
        at
    )?;
    tx.commit().await?;
    Ok(true)
}

/// The latest messages, most recent first; at most 500.
pub async fn latest(db: &crate::store::Db) -> Result<Vec<Stored>, StoreError> {
    let mut tx = db.read().await?;
    Ok(fetch_all!(&mut tx, Stored, "SELECT name, email, subject, body, at FROM contact_messages ORDER BY at DESC LIMIT 500")?)
}

fn thanks(lang: Lang) -> Response {
    let body = format!("<h1>{}</h1><p class=\"lead\">{}</p>", i18n::contact_thanks(lang), i18n::contact_thanks_text(lang));
    page(StatusCode::OK, &body, lang)
}

fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

/// The form again, with what was typed and what to correct.
fn form(m: &Message, found: &[(&'static str, String)], action: &str, lang: Lang) -> String {
    let error = |field: &str| found.iter().find(|f| f.0 == field).map_or(String::new(), |f| format!("<span class=\"error\" id=\"e-{field}\">{}</span>", escape(&f.1)));
    let flag = |field: &str| if found.iter().any(|f| f.0 == field) { format!(" aria-invalid=\"true\" aria-describedby=\"e-{field}\"") } else { String::new() };
    let input = |field: &str, label: &str, kind: &str, value: &str| {
        format!("<p class=\"field\"><label for=\"c-{field}\">{label}</label><input id=\"c-{field}\" name=\"{field}\" type=\"{kind}\" value=\"{}\"{}>{}</p>", escape(value), flag(field), error(field))
    };
    format!(
        "<h1>{title}</h1><form class=\"contact\" method=\"post\" action=\"{action}\">{a}{b}{c}<p class=\"field\"><label for=\"c-message\">{body}</label><textarea id=\"c-message\" name=\"message\" rows=\"8\"{flag}>{text}</textarea>{error}</p><p><button class=\"button\">{send}</button></p></form>",
        title = i18n::contact_form_title(lang),
        action = escape(action),
        a = input("nom", i18n::contact_name(lang), "text", &m.nom),
        b = input("courriel", i18n::contact_email(lang), "email", &m.courriel),
        c = input("sujet", i18n::contact_subject(lang), "text", &m.sujet),
        body = i18n::contact_body(lang),
        flag = flag("message"),
        text = escape(&m.message),
        error = error("message"),
        send = i18n::contact_send(lang),
    )
}

/// A small static document in the site's style: the answer to a form needs no application.
fn page(status: StatusCode, body: &str, lang: Lang) -> Response {
    let html = format!(
        "<!DOCTYPE html><html lang=\"{tag}\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"><meta name=\"robots\" content=\"noindex\"><title>{title} — Passerelle</title><link rel=\"stylesheet\" href=\"{css}\"></head><body><header class=\"bar\"><div class=\"page\"><a class=\"brand\" href=\"{home}\">Passerelle</a></div></header><main class=\"page reading\">{body}<p><a href=\"{home}\">{back}</a></p></main></body></html>",
        tag = lang.tag(),
        title = i18n::contact_title(lang),
        css = crate::ui::style::HREF.as_str(),
        home = crate::jobs::service::localised("/", lang),
        back = i18n::not_found_home(lang),
    );
    let policy = "default-src 'none'; style-src 'self'; font-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'";
    (status, [(header::CONTENT_TYPE, "text/html; charset=utf-8"), (header::CONTENT_SECURITY_POLICY, policy)], html).into_response()
}
