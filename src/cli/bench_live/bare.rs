//! The server beside which the room is measured: one list of readers, no log, no disk, no rights.

use super::super::Outcome;
use super::super::settings::Settings;
use crate::web::serve::{run, stop_on_signal};
use axum::Router;
use axum::body::{Body, Bytes};
use axum::http::header;
use axum::routing::{get, post};
use futures_util::stream::unfold;
use std::convert::Infallible;
use tokio::sync::broadcast;

/// Sent first: about as long as a room of the demo world.
const FIRST: usize = 16 * 1024;

/// Serves it.
///
/// # Errors
/// The address cannot be listened on.
pub async fn bare(s: &Settings) -> Outcome {
    let (tell, _) = broadcast::channel::<Bytes>(256);
    let first = Bytes::from(format!("event: snapshot\ndata: {}\n\n", "x".repeat(FIRST)));
    let listen = tell.clone();
    let flux = move || {
        let state = (Some(first.clone()), listen.subscribe());
        async move {
            let body = Body::from_stream(unfold(state, |(first, mut rest)| async move {
                let bytes = match first {
                    Some(bytes) => bytes,
                    None => rest.recv().await.ok()?,
                };
                Some((Ok::<Bytes, Infallible>(bytes), (None, rest)))
            }));
            ([(header::CONTENT_TYPE, "text/event-stream")], body)
        }
    };
    let say = move || async move {
        let _ = tell.send(Bytes::from_static(b"id: 1\nevent: change\ndata: {}\n\n"));
        "ok"
    };
    let router = Router::new().route("/flux", get(flux)).route("/geste", post(say));
    run(router, s.addr, stop_on_signal(), |addr| println!("bare broadcast on http://{addr}"))
        .await
        .map_err(|e| format!("impossible d’écouter sur {} : {e}", s.addr))
}
