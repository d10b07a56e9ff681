//! What the browser adds to a form of the desk. The server's side does nothing here.

/// A field is being typed in.
pub fn typed(_event: &leptos::ev::Event) {}

/// A field was left with another value.
pub fn changed(_event: &leptos::ev::Event) {}

/// A video's frame is asked for.
pub fn play(_event: &leptos::ev::MouseEvent) {}
