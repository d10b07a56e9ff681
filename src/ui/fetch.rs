//! Asking the server from the browser: `fetch` itself, which weighs less than a library around it.

use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{RequestInit, Response};

/// The text at an address; nothing when the network is lost.
pub async fn get(url: &str) -> Option<String> {
    let asked = web_sys::window()?.fetch_with_str(url);
    text(asked).await
}

/// What a form sent to an address answers, asked for as JSON; nothing when the network is lost.
pub async fn post_form(url: &str, body: &str) -> Option<String> {
    let init = RequestInit::new();
    init.set_method("POST");
    init.set_body(&JsValue::from_str(body));
    let headers = js_sys::Object::new();
    for (name, value) in [("accept", "application/json"), ("content-type", "application/x-www-form-urlencoded")] {
        let _ = js_sys::Reflect::set(&headers, &name.into(), &value.into());
    }
    init.set_headers(&headers);
    text(web_sys::window()?.fetch_with_str_and_init(url, &init)).await
}

async fn text(asked: js_sys::Promise) -> Option<String> {
    let response: Response = JsFuture::from(asked).await.ok()?.unchecked_into();
    JsFuture::from(response.text().ok()?).await.ok()?.as_string()
}
