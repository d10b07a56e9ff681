//! The handler beside which saves are measured: a form, one row, one commit. Nobody signs in, no rule, no version, no conflict.

use super::super::Outcome;
use super::super::settings::Settings;
use crate::store::{Db, StoreError, execute};
use crate::web::serve::{run, stop_on_signal};
use axum::Router;
use axum::extract::{Form, Path, State};
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::routing::post;

/// Serves it, on the same engine with the same promises about the disk.
///
/// # Errors
/// The address or the database cannot be opened.
pub async fn bare(s: &Settings) -> Outcome {
    let db = Db::open(&s.database_url()).await.map_err(|e| e.to_string())?;
    prepare(&db).await.map_err(|e| e.to_string())?;
    let router = Router::new().route("/{author}", post(save)).with_state(db);
    run(router, s.addr, stop_on_signal(), |addr| println!("bare commits on http://{addr}"))
        .await
        .map_err(|e| format!("impossible d’écouter sur {} : {e}", s.addr))
}

async fn prepare(db: &Db) -> Result<(), StoreError> {
    let mut tx = db.begin().await?;
    execute!(&mut tx, "CREATE TABLE IF NOT EXISTS bare_saves (author BIGINT PRIMARY KEY, value TEXT NOT NULL)")?;
    tx.commit().await
}

async fn save(State(db): State<Db>, Path(author): Path<i64>, Form(fields): Form<Vec<(String, String)>>) -> Response {
    let value = fields.into_iter().find(|(name, _)| name == "valeur").map(|(_, value)| value).unwrap_or_default();
    match keep(&db, author, value).await {
        Ok(()) => ([(header::CONTENT_TYPE, "application/json")], r#"{"state":"saved","version":"1"}"#).into_response(),
        Err(_) => StatusCode::SERVICE_UNAVAILABLE.into_response(),
    }
}

async fn keep(db: &Db, author: i64, value: String) -> Result<(), StoreError> {
    let mut tx = db.begin().await?;
    execute!(
        &mut tx,
        "INSERT INTO bare_saves (author, value) VALUES ($1, $2) ON CONFLICT (author) DO UPDATE SET value = excluded.value",
        author,
        value
    )?;
    tx.commit().await
}
