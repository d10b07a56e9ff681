//! `/sante`: the process answers. `/sante/pret`: the database and the index answer too.

use super::state::Site;
use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::IntoResponse;
use serde_json::json;

/// Changes the index may still have to follow and the node yet be ready.
const BEHIND_MAX: i64 = 10_000;

/// Liveness.
pub async fn alive() -> impl IntoResponse {
    Json(json!({"etat": "vivant"}))
}

/// Readiness: 200 with what was checked, 503 when something does not answer.
pub async fn ready(State(site): State<Site>) -> impl IntoResponse {
    let database = async {
        let mut tx = site.board.db.read().await?;
        crate::jobs::store::last_change(&mut tx).await
    };
    let database = database.await;
    let index = site.board.engine.health();
    let behind = database.as_ref().map(|last| last - index.seq).unwrap_or(-1);
    let fine = database.is_ok() && behind <= BEHIND_MAX;
    let body = json!({
        "etat": if fine { "prêt" } else { "pas prêt" },
        "base": {"moteur": site.board.db.engine(), "repond": database.is_ok()},
        "index": {"documents": index.offers, "retard": behind},
    });
    (if fine { StatusCode::OK } else { StatusCode::SERVICE_UNAVAILABLE }, Json(body))
}
