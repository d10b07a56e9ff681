//! `passerelle serve`.

use super::Outcome;
use super::settings::Settings;
use crate::desk::service::Desk;
use crate::jobs::service::{Board, index};
use crate::jobs::store;
use crate::kernel::clock::now;
use crate::live::service::Halls;
use crate::mail::service::{Postman, send_due};
use crate::store::StoreError;
use crate::web::router::router;
use crate::web::serve::{run, stop_on_signal};
use crate::web::state::{Assets, Site};
use leptos::config::LeptosOptions;
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;
use tokio_util::sync::CancellationToken;

/// How often a node looks for changes other nodes wrote.
const FOLLOW_EVERY: Duration = Duration::from_millis(1_000);

/// Migrates, brings the index up to date, listens, and follows changes until told to stop.
pub async fn serve(s: &Settings, demo_if_empty: bool) -> Outcome {
    let board = Arc::new(s.board().await?);
    if count(&board).await? == 0 {
        if demo_if_empty && s.loopback() {
            super::board::load_demo(&board.db, &board.places).await?;
        } else {
            println!("La base est vide. Pour charger le monde de démonstration : passerelle seed demo");
        }
    }
    index::catch_up(&board).await.map_err(|e| format!("l’index n’a pas pu être mis à jour : {e}"))?;
    let stop = stop_on_signal();
    let postman = s.postman()?;
    let site = site(s, Arc::clone(&board))?;
    site.desk.cabinet.vault.check().await?;
    let rooms = tokio::spawn(Arc::clone(&site.desk.halls).run(stop.clone()));
    let follower = tokio::spawn(follow(Arc::clone(&site.desk), postman, stop.clone()));
    let base = board.base_url.clone();
    let announce = move |addr| println!("Passerelle répond sur http://{addr} (adresse publique : {base})");
    run(router(site), s.addr, stop.clone(), announce).await.map_err(|e| format!("impossible d’écouter sur {} : {e}", s.addr))?;
    stop.cancel();
    let _ = follower.await;
    let _ = rooms.await;
    board.db.close().await;
    println!("Passerelle s’est arrêtée proprement.");
    Ok(())
}

async fn count(board: &Board) -> Result<i64, String> {
    let count = async {
        let mut tx = board.db.read().await?;
        store::count(&mut tx).await
    };
    count.await.map_err(|e| format!("la base ne répond pas : {e}"))
}

/// The shared state of the site.
pub fn site(s: &Settings, board: Arc<Board>) -> Result<Site, String> {
    let root = s.site_root();
    let options = LeptosOptions::builder()
        .output_name("passerelle")
        .site_root(root.display().to_string())
        .site_pkg_dir("pkg")
        .site_addr(s.addr)
        .env(leptos::config::Env::PROD)
        .hash_files(hash_file().is_some())
        .hash_file(Arc::<str>::from(hash_file().unwrap_or_default()))
        .build();
    let assets = Arc::new(Assets { root, development: s.loopback(), behind_proxy: s.behind_proxy });
    let halls = Arc::new(Halls::new(board.db.clone()).with_walls(s.live_walls));
    let desk = Desk { board: Arc::clone(&board), development: s.loopback(), cabinet: s.cabinet()?, halls, peertube: s.peertube()? };
    let desk = Arc::new(desk);
    Ok(Site { board, desk, library: Arc::new(s.library()?), kept: Arc::default(), options, assets })
}

/// The names of the hashed files, which the build leaves beside the binary.
fn hash_file() -> Option<String> {
    let path = std::env::current_exe().ok()?.parent()?.join("hash.txt");
    path.is_file().then(|| "hash.txt".to_owned())
}

/// Follows the change log, and forgets old messages at start and once an hour.
async fn follow(desk: Arc<Desk>, postman: Postman, stop: CancellationToken) {
    let board = &desk.board;
    let (mut forgotten, mut ticked) = (None, None);
    loop {
        let hour = now().as_second() / 3_600;
        if forgotten != Some(hour) {
            forgotten = Some(hour);
            if let Err(fault) = forget(&desk).await {
                tracing::error!(%fault, "what is over could not be forgotten");
            }
        }
        tokio::select! {
            () = tokio::time::sleep(FOLLOW_EVERY) => {}
            () = stop.cancelled() => return,
        }
        if let Err(fault) = index::catch_up(board).await {
            tracing::error!(%fault, "the index could not follow");
        }
        let minute = now().as_second() / 60;
        if ticked != Some(minute) {
            ticked = Some(minute);
            tick(&desk).await;
        }
        if let Err(fault) = send_due(&board.db, &postman, now().as_millisecond()).await {
            tracing::error!(%fault, "mails could not be sent");
        }
    }
}

/// What happens by the clock, looked at once a minute.
async fn tick(desk: &Desk) {
    let board = &desk.board;
    if let Err(fault) = crate::uploads::service::scan_waiting(&board.db, &desk.cabinet).await {
        tracing::error!(?fault, "files could not be scanned");
    }
    if let Err(fault) = crate::jobs::alerts::service::tick(board, now()).await {
        tracing::error!(%fault, "alerts could not be sent");
    }
    if let Err(fault) = crate::campaign::service::phases::tick(desk, now()).await {
        tracing::error!(?fault, "the phases of campaigns could not be looked at");
    }
    if let Err(fault) = crate::jobs::service::publishing::tick(board, now()).await {
        tracing::error!(?fault, "the ends of offers could not be looked at");
    }
}

/// Forgets what has no reason to be kept: old messages, mails that left, links and sessions that are over.
async fn forget(desk: &Desk) -> Result<(), StoreError> {
    let (db, at) = (&desk.board.db, now().as_millisecond());
    crate::contact::service::forget_old(db, at).await?;
    crate::mail::service::forget_old(db, at).await?;
    crate::jobs::alerts::service::newsletter::forget_old(db, at).await?;
    crate::uploads::service::forget_drafts(db, at).await?;
    crate::pages::service::retention::run(db, at).await?;
    if let Err(fault) = crate::uploads::service::sweep(db, &desk.cabinet, now()).await {
        tracing::error!(?fault, "files nobody knows could not be swept");
    }
    crate::people::service::limits::forget_over(db, at).await
}

/// Serves one file's bytes at every path, for the page benchmark.
pub async fn bare(s: &Settings, file: &Path) -> Outcome {
    let bytes = std::fs::read(file).map_err(|e| format!("{} ne se lit pas : {e}", file.display()))?;
    let body = axum::body::Bytes::from(bytes);
    let router = axum::Router::new().fallback(move || {
        let body = body.clone();
        async move { ([(axum::http::header::CONTENT_TYPE, "text/html; charset=utf-8"), (axum::http::header::CONTENT_ENCODING, "br")], body) }
    });
    run(router, s.addr, stop_on_signal(), |addr| println!("bare handler on http://{addr}"))
        .await
        .map_err(|e| format!("impossible d’écouter sur {} : {e}", s.addr))
}
