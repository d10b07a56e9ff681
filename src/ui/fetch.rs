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

/// How long an answer is waited for before the network counts as lost, in milliseconds.
const PATIENCE_MS: u32 = 12_000;

/// The status and the text of what a JSON body sent to an address answers; nothing when the network is lost or answers too late.
pub async fn post_json(url: &str, body: &str) -> Option<(u16, String)> {
    let init = RequestInit::new();
    init.set_method("POST");
    init.set_body(&JsValue::from_str(body));
    init.set_signal(Some(&web_sys::AbortSignal::timeout_with_u32(PATIENCE_MS)));
    let headers = js_sys::Object::new();
    let _ = js_sys::Reflect::set(&headers, &"content-type".into(), &"application/json".into());
    init.set_headers(&headers);
    let asked = web_sys::window()?.fetch_with_str_and_init(url, &init);
    let response: Response = JsFuture::from(asked).await.ok()?.unchecked_into();
    let text = JsFuture::from(response.text().ok()?).await.ok()?.as_string()?;
    Some((response.status(), text))
}

/// An id of one's own, for what must count once however often it is sent.
pub fn fresh_id() -> String {
    let part = || (js_sys::Math::random() * 4_294_967_296.0) as u32;
    format!("{:08x}{:08x}{:08x}", part(), part(), part())
}

async fn text(asked: js_sys::Promise) -> Option<String> {
    let response: Response = JsFuture::from(asked).await.ok()?.unchecked_into();
    JsFuture::from(response.text().ok()?).await.ok()?.as_string()
}
