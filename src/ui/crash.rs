//! When the browser side fails (a chunk that no longer exists, a lost network): say so, and offer to reload.

/// Installs a panic hook that logs and shows the notice already present in the page.
#[cfg(feature = "hydrate")]
pub fn install() {
    std::panic::set_hook(Box::new(|info| {
        console_error_panic_hook::hook(info);
        if let Some(root) = web_sys::window().and_then(|w| w.document()).and_then(|d| d.document_element()) {
            let _ = root.set_attribute("data-crashed", "");
            // What serves without script is shown again.
            let _ = root.remove_attribute("data-hydrated");
        }
    }));
}
