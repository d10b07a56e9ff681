//! The reader's theme, kept in a cookie and only when they choose one. Works without script.

use axum::Form;
use axum::extract::rejection::FormRejection;
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde::Deserialize;

/// What the footer's form sends.
#[derive(Deserialize)]
pub struct Preferences {
    #[serde(default)]
    theme: String,
    #[serde(default)]
    retour: String,
}

/// Sets or forgets the theme, then goes back to the page the reader was on.
pub async fn set(form_sent: Result<Form<Preferences>, FormRejection>) -> Response {
    let wanted = match form_sent {
        Ok(Form(wanted)) => wanted,
        Err(rejection) => return super::headers::unread(rejection.status()),
    };
    let cookie = match wanted.theme.as_str() {
        "clair" | "sombre" => format!("theme={}; Path=/; Max-Age=31536000; SameSite=Lax; HttpOnly", wanted.theme),
        _ => "theme=; Path=/; Max-Age=0; SameSite=Lax; HttpOnly".to_owned(),
    };
    let back = if local_path(&wanted.retour) { wanted.retour } else { "/".to_owned() };
    (StatusCode::SEE_OTHER, [(header::SET_COOKIE, cookie), (header::LOCATION, back)]).into_response()
}

/// A path of this site that can stand in a header: one leading slash, visible ASCII, bounded.
pub fn local_path(path: &str) -> bool {
    path.starts_with('/') && !path.starts_with("//") && !path.contains('\\') && path.len() < 4_000 && path.bytes().all(|b| (0x21..0x7f).contains(&b))
}

/// The value of `data-theme` a request asks for, if its reader chose one.
pub fn theme(headers: &HeaderMap) -> Option<&'static str> {
    let cookies = headers.get_all(header::COOKIE).iter().filter_map(|v| v.to_str().ok());
    let chosen = cookies.flat_map(|c| c.split(';')).filter_map(|c| c.trim().strip_prefix("theme=")).next_back()?;
    match chosen {
        "clair" => Some("light"),
        "sombre" => Some("dark"),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_paths_of_this_site_are_followed() {
        assert!(local_path("/offres?q=eau"));
        for bad in ["", "//evil.example", "https://evil.example", "/\\evil.example", "/a\r\nSet-Cookie: x=1", "/é"] {
            assert!(!local_path(bad), "{bad:?}");
        }
    }

    #[test]
    fn only_known_themes_reach_the_page() {
        let with = |v: &'static str| [(header::COOKIE, axum::http::HeaderValue::from_static(v))].into_iter().collect::<HeaderMap>();
        assert_eq!(theme(&with("a=1; theme=sombre")), Some("dark"));
        assert_eq!(theme(&with("theme=\"><script>")), None);
        assert_eq!(theme(&HeaderMap::new()), None);
    }
}
