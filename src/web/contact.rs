//! The answer to the contact form (rule A11): a small static page, with what was typed when something is to be corrected.

use super::state::Site;
use crate::contact::model::{Message, problems};
use crate::contact::service::keep;
use crate::i18n;
use crate::kernel::clock::now;
use crate::kernel::lang::Lang;
use axum::Form;
use axum::extract::rejection::FormRejection;
use axum::extract::{OriginalUri, State};
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};

/// `POST /contact`
pub async fn send(State(site): State<Site>, OriginalUri(uri): OriginalUri, form_sent: Result<Form<Message>, FormRejection>) -> Response {
    let m = match form_sent {
        Ok(Form(m)) => m,
        Err(rejection) => return super::headers::unread(rejection.status()),
    };
    let lang = Lang::of_path(uri.path());
    let found = problems(&m, lang);
    if !found.is_empty() {
        return page(StatusCode::UNPROCESSABLE_ENTITY, &form(&m, &found, uri.path(), lang), lang);
    }
    if !m.site.is_empty() {
        return thanks(lang);
    }
    match keep(&site.board.db, &m, now().as_millisecond()).await {
        Ok(true) => thanks(lang),
        Ok(false) => {
            let sentence = i18n::contact_busy(&site.board.contact_email, lang);
            page(StatusCode::TOO_MANY_REQUESTS, &form(&m, &[("message", sentence)], uri.path(), lang), lang)
        }
        Err(fault) => {
            tracing::error!(%fault, "a contact message could not be kept");
            let sentence = i18n::contact_not_kept(lang).to_owned();
            page(StatusCode::SERVICE_UNAVAILABLE, &form(&m, &[("message", sentence)], uri.path(), lang), lang)
        }
    }
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
    let error = |field: &str| {
        found.iter().find(|f| f.0 == field).map_or(String::new(), |f| format!("<span class=\"error\" id=\"e-{field}\">{}</span>", escape(&f.1)))
    };
    let flag = |field: &str| {
        if found.iter().any(|f| f.0 == field) { format!(" aria-invalid=\"true\" aria-describedby=\"e-{field}\"") } else { String::new() }
    };
    let input = |field: &str, label: &str, kind: &str, value: &str| {
        format!(
            "<p class=\"field\"><label for=\"c-{field}\">{label}</label><input id=\"c-{field}\" name=\"{field}\" type=\"{kind}\" value=\"{}\"{}>{}</p>",
            escape(value),
            flag(field),
            error(field)
        )
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
