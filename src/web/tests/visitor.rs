//! Somebody with a browser that keeps its cookie, driven without a socket.

use super::{Answer, ask};
use crate::store::Db;
use axum::Router;
use axum::body::Body;
use axum::http::{Request, StatusCode, header};

/// A visitor and the cookie of their session.
pub(super) struct Visitor<'a> {
    router: &'a Router,
    /// The session's token.
    pub(super) token: Option<String>,
}

impl<'a> Visitor<'a> {
    pub(super) fn new(router: &'a Router) -> Visitor<'a> {
        Visitor { router, token: None }
    }

    /// A demo account, signed in by its password.
    pub(super) async fn demo(router: &'a Router, email: &str) -> Visitor<'a> {
        let mut visitor = Visitor::new(router);
        let password = crate::people::service::demo::PASSWORD;
        let a = visitor.post("/connexion", &[("geste", "passe"), ("formulaire", "passe"), ("compte", email), ("passe", password)]).await;
        assert_eq!((a.status, a.place()), (StatusCode::SEE_OTHER, "/mon-espace"), "{email}: {}", a.body);
        visitor
    }

    pub(super) async fn get(&mut self, path: &str) -> Answer {
        let request = Request::get(path).header("host", "127.0.0.1:3000").header("user-agent", "Firefox Linux");
        self.send(request, Body::empty()).await
    }

    pub(super) async fn post(&mut self, path: &str, fields: &[(&str, &str)]) -> Answer {
        let body = form_urlencoded::Serializer::new(String::new()).extend_pairs(fields).finish();
        let request = Request::post(path)
            .header("user-agent", "Firefox Linux")
            .header("sec-fetch-site", "same-origin")
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded");
        self.send(request, Body::from(body)).await
    }

    /// Sends a form and goes where it leads.
    pub(super) async fn follow(&mut self, path: &str, fields: &[(&str, &str)]) -> Answer {
        let a = self.post(path, fields).await;
        assert_eq!(a.status, StatusCode::SEE_OTHER, "{path}: {}", words(&a.body));
        let there = a.place().to_owned();
        self.get(&there).await
    }

    pub(super) async fn send(&mut self, mut request: axum::http::request::Builder, body: Body) -> Answer {
        if let Some(token) = &self.token {
            request = request.header(header::COOKIE, format!("theme=clair; seance={token}"));
        }
        let a = ask(self.router, request.body(body).unwrap()).await;
        for cookie in a.headers.get_all(header::SET_COOKIE).iter().filter_map(|c| c.to_str().ok()) {
            if let Some(value) = cookie.strip_prefix("seance=") {
                assert!(cookie.contains("HttpOnly") && cookie.contains("SameSite=Lax"), "{cookie}");
                self.token = Some(value.split(';').next().unwrap().to_owned()).filter(|t| !t.is_empty());
            }
        }
        a
    }
}

/// What a page says, without its markup.
pub(super) fn words(html: &str) -> String {
    let main = html.split("<main").nth(1).unwrap_or(html).split("</main").next().unwrap_or("");
    let mut out = String::new();
    let mut inside = false;
    for c in main.chars() {
        match c {
            '<' => inside = true,
            '>' => {
                inside = false;
                out.push(' ');
            }
            c if !inside => out.push(c),
            _ => {}
        }
    }
    out.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The body of the latest mail to an address.
pub(super) async fn mail_to(db: &Db, address: &str) -> String {
    let mut tx = db.read().await.unwrap();
    let all = crate::mail::store::latest(&mut tx).await.unwrap();
    all.into_iter().find(|m| m.recipient == address).unwrap_or_else(|| panic!("no mail to {address}")).body
}

/// The path of the first link of the site in a text.
pub(super) fn link_in(text: &str) -> String {
    let start = text.find("http://127.0.0.1:3000/").expect("no link") + "http://127.0.0.1:3000".len();
    text[start..].split_whitespace().next().unwrap().to_owned()
}
