//! Keeps the search index true: it follows the change log, and can be rebuilt from the database at any time.

use super::{Board, Fault, day_number};
use crate::jobs::model::draft::OfferDraft;
use crate::jobs::model::{Remote, Rhythm};
use crate::jobs::search::IndexedOffer;
use crate::jobs::store::{self, Offer};
use crate::kernel::lang::Lang;
use crate::kernel::markdown::to_plain;
use crate::places::Places;
use crate::store::Db;
use std::collections::BTreeSet;
use std::sync::Arc;

/// Changes followed in one step.
const STEP: i64 = 2_000;
/// Offers read at once while rebuilding.
const BATCH: i64 = 2_000;

/// Brings the index up to the end of the change log. Returns how many changes were followed.
///
/// An index that is empty, or ahead of the log (another database), is rebuilt from scratch.
pub async fn catch_up(board: &Board) -> Result<u64, Fault> {
    let mut tx = board.db.read().await?;
    let (last, stored) = (store::last_change(&mut tx).await?, store::count(&mut tx).await?);
    drop(tx);
    let seq = board.engine.seq();
    if seq > last || (seq == 0 && stored > STEP) {
        return rebuild(board).await;
    }
    let mut followed = 0;
    loop {
        let n = step(board).await?;
        followed += n;
        if n < STEP as u64 {
            return Ok(followed);
        }
    }
}

async fn step(board: &Board) -> Result<u64, Fault> {
    let mut tx = board.db.read().await?;
    let changes = store::changes_after(&mut tx, board.engine.seq(), STEP).await?;
    let Some((last, _)) = changes.last().copied() else { return Ok(0) };
    let ids: Vec<i64> = changes.iter().map(|c| c.1).collect::<BTreeSet<_>>().into_iter().collect();
    let mut upserts = Vec::new();
    for chunk in ids.chunks(store::IDS_MAX) {
        upserts.extend(store::by_ids(&mut tx, chunk).await?.iter().map(|o| indexed(o, &board.places)));
    }
    let gone: Vec<i64> = ids.into_iter().filter(|id| !upserts.iter().any(|u| u.id == *id)).collect();
    board.engine.apply(&upserts, &gone, last)?;
    Ok(changes.len() as u64)
}

/// Fills the index again from the database; searches see the old one until the new one is complete.
/// Returns the number of offers read.
pub async fn rebuild(board: &Board) -> Result<u64, Fault> {
    let last = last_change(&board.db).await?;
    let (sender, mut receiver) = tokio::sync::mpsc::channel::<IndexedOffer>(BATCH as usize);
    let engine = Arc::clone(&board.engine);
    let filling = tokio::task::spawn_blocking(move || engine.rebuild(std::iter::from_fn(|| receiver.blocking_recv()), last));
    let mut after = 0;
    let mut done = 0u64;
    loop {
        let mut tx = board.db.read().await?;
        let offers = store::walk(&mut tx, after, BATCH).await?;
        let Some(end) = offers.last().map(|o| o.id) else { break };
        after = end;
        done += offers.len() as u64;
        for offer in &offers {
            if sender.send(indexed(offer, &board.places)).await.is_err() {
                break;
            }
        }
        if done.is_multiple_of(50_000) {
            tracing::info!(offers = done, "reindexing");
        }
    }
    drop(sender);
    filling.await.map_err(|e| Fault::Interrupted(e.to_string()))??;
    Ok(done)
}

async fn last_change(db: &Db) -> Result<i64, Fault> {
    let mut tx = db.read().await?;
    Ok(store::last_change(&mut tx).await?)
}

/// What the index keeps of an offer.
pub fn indexed(offer: &Offer, places: &Places) -> IndexedOffer {
    let d = &offer.draft;
    IndexedOffer {
        id: offer.id,
        title: d.title.clone(),
        title_other: d.title_original.as_ref().map(|t| t.text.clone()).unwrap_or_default(),
        organisation: offer.organisation.clone(),
        places: d.places.iter().map(|p| p.label.as_str()).collect::<Vec<_>>().join(" "),
        body: d.sections.all().map(to_plain).join(" "),
        keywords: keywords(d),
        contracts: d.contracts.clone(),
        sectors: d.sectors.clone(),
        function: d.function,
        remote: d.remote,
        rhythm: d.rhythm(),
        positions: d.places.iter().filter_map(|p| places.by_insee(p.insee.as_deref()?)).map(|c| c.position).collect(),
        published: day_number(d.published_on),
        deadline: d.last_day.map(day_number),
        closes_at_ms: offer.life.closes_at.as_millisecond(),
        pay_monthly_max: d.pay.monthly_max(d.months()),
    }
}

fn keywords(d: &OfferDraft) -> String {
    let mut words: Vec<&str> = d.contracts.iter().map(|c| c.label(Lang::Fr)).collect();
    words.extend(d.sectors.iter().map(|s| s.label(Lang::Fr)));
    words.extend(d.function.iter().map(|f| f.label(Lang::Fr)));
    if d.remote != Remote::None {
        words.push("télétravail");
        words.push(d.remote.label(Lang::Fr));
    }
    if d.rhythm() == Rhythm::Part {
        words.push(if d.rate_percent == Some(50) { "mi-temps" } else { d.rhythm().label(Lang::Fr) });
    }
    words.join(" ")
}
