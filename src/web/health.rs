//! `/sante`: the process answers. `/sante/pret`: the database and the index answer too.

use super::state::Site;
use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::IntoResponse;
use serde_json::json;

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
    let (database, seq) = (database.await, site.board.engine.seq());
    let documents = site.board.engine.documents();
    let fine = database.is_ok() && documents.is_ok();
    let behind = database.as_ref().map(|last| last - seq).unwrap_or(-1);
    let body = json!({
        "etat": if fine { "prêt" } else { "pas prêt" },
        "base": {"moteur": site.board.db.engine(), "repond": database.is_ok()},
        "index": {"repond": documents.is_ok(), "documents": documents.unwrap_or(0), "retard": behind},
    });
    (if fine { StatusCode::OK } else { StatusCode::SERVICE_UNAVAILABLE }, Json(body))
}
