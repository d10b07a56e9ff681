//! How a page is fetched: directly on the server, over HTTP in the browser. Both give the same text.

#[cfg(not(feature = "ssr"))]
use send_wrapper::SendWrapper;

/// The page of this request, read before it is rendered: what it shows depends on who asks, which the renderer does not know.
#[cfg(feature = "ssr")]
#[derive(Clone)]
pub struct Given(pub std::sync::Arc<super::model::Page>);

/// The page at an address (`/offres?q=eau`), as [`super::model::Page::to_text`] writes it.
#[cfg(feature = "ssr")]
pub async fn load(_address: String) -> String {
    use leptos::prelude::{expect_context, use_context};
    let page = expect_context::<Given>().0;
    let response = use_context::<leptos_axum::ResponseOptions>();
    if let (Some(response), Ok(status)) = (response, axum::http::StatusCode::from_u16(page.status())) {
        response.set_status(status);
    }
    page.to_text()
}

/// As on the server, asked over HTTP. A lost network gives a text that reads as a page asking to be reloaded.
#[cfg(not(feature = "ssr"))]
pub async fn load(address: String) -> String {
    let encoded = js_sys::encode_uri_component(&address);
    let url = format!("/api/page?adresse={encoded}");
    // The browser has one thread; a resource asks for a future that could cross threads.
    SendWrapper::new(async move { fetch(&url).await }).await
}

/// Completions of what is being typed, from `/api/suggestions` or `/api/communes`.
#[cfg(not(feature = "ssr"))]
pub async fn suggest(list: &'static str, typed: String) -> Vec<String> {
    let encoded = js_sys::encode_uri_component(&typed);
    miniserde::json::from_str(&fetch(&format!("/api/{list}?q={encoded}")).await).unwrap_or_default()
}

#[cfg(not(feature = "ssr"))]
async fn fetch(url: &str) -> String {
    crate::ui::fetch::get(url).await.unwrap_or_default()
}

/// On the server nobody types.
#[cfg(feature = "ssr")]
pub async fn suggest(_list: &'static str, _typed: String) -> Vec<String> {
    Vec::new()
}
