//! What two transactions that meet may see of each other, on both engines.

use super::*;
use crate::store::Db;
use crate::store::testing::both_engines;
use std::time::Duration;

async fn demo(db: &Db) -> i64 {
    use crate::candidacy::service::demo as editions;
    use crate::kernel::clock::{now, paris_day};
    let (today, at) = (paris_day(now()), now().as_millisecond());
    editions::load(db, today, at).await.unwrap();
    let edition = editions::campaign_edition(db).await.unwrap().unwrap();
    crate::campaign::service::demo::load(db, &[], edition, today, at).await.unwrap();
    let mut tx = db.read().await.unwrap();
    all(&mut tx).await.unwrap()[0].id
}

/// Whether another transaction could change these rows now, without waiting for anybody.
async fn free(db: &Db, sql: &'static str, id: i64) -> bool {
    if !db.shared() {
        // One writer: looked at once, since it is nobody's turn but the one's who writes.
        return tokio::time::timeout(Duration::ZERO, db.begin()).await.is_ok();
    }
    let mut tx = db.begin().await.unwrap();
    let row: Result<Option<(i64,)>, _> = fetch_optional!(&mut tx, (i64,), sql, id);
    row.is_ok()
}

const PHASE: &str = "SELECT campaign_id FROM campaign_phases WHERE campaign_id = $1 AND phase = 'preferences-2' FOR NO KEY UPDATE NOWAIT";
const CAMPAIGN: &str = "SELECT id FROM campaigns WHERE id = $1 FOR NO KEY UPDATE NOWAIT";

#[tokio::test]
async fn lists_do_not_close_while_something_is_written_that_needs_them_open() {
    for (name, db) in both_engines().await {
        let id = demo(&db).await;
        let mut rating = db.begin().await.unwrap();
        assert_eq!(held_phase(&mut rating, id, Phase::Preferences2).await.unwrap(), Some(PhaseState::Upcoming), "{name}");
        assert!(!free(&db, PHASE, id).await, "{name}: closed under a rating that is being written");
        if db.shared() {
            let mut other = db.begin().await.unwrap();
            let also = held_phase(&mut other, id, Phase::Preferences2).await.unwrap();
            assert_eq!(also, Some(PhaseState::Upcoming), "{name}: two nodes write ratings at once");
        }
        rating.commit().await.unwrap();

        // Handing in takes the whole campaign, as closing does.
        let mut list = db.begin().await.unwrap();
        lock(&mut list, id, 1).await.unwrap().unwrap();
        assert!(!free(&db, CAMPAIGN, id).await, "{name}: closed under a list that is being handed in");
        list.commit().await.unwrap();

        let mut closing = db.begin().await.unwrap();
        lock(&mut closing, id, 2).await.unwrap().unwrap();
        let closed = Stage { phase: Phase::Preferences2, state: PhaseState::Closed, opens_at: None, closes_at: None };
        set_phase(&mut closing, id, &closed).await.unwrap();
        closing.commit().await.unwrap();
        let mut rating = db.begin().await.unwrap();
        assert_eq!(held_phase(&mut rating, id, Phase::Preferences2).await.unwrap(), Some(PhaseState::Closed), "{name}");
        assert_eq!(held_phase(&mut rating, id + 1, Phase::Preferences2).await.unwrap(), None, "{name}: no such campaign");
    }
}

fn made(campaign: i64) -> runs::NewRun<'static> {
    let files = runs::Files { instance: "{}".to_owned(), solution: "{}".to_owned(), explanation: String::new() };
    let hash = "0000000000000000000000000000000000000000000000000000000000000000";
    runs::NewRun { campaign, stage: 2, policy: "total", weight: 500, seed: 1, input_hash: hash, engine: "essai", files, by: None }
}

#[tokio::test]
async fn drafts_are_pruned_and_what_was_decided_is_kept_and_listed() {
    for (name, db) in both_engines().await {
        let id = demo(&db).await;
        let mut tx = db.begin().await.unwrap();
        let mut keys = Vec::new();
        for at in 0..60 {
            keys.push(runs::add_run(&mut tx, made(id), at).await.unwrap());
        }
        for (at, key) in keys[..3].iter().enumerate() {
            assert!(runs::validate(&mut tx, *key, "Nora", "Décidé en comité.", 100).await.unwrap(), "{name}");
            let run = runs::run(&mut tx, id, *key).await.unwrap().unwrap();
            // The first is put aside by the second; the third waits.
            assert!(at == 2 || runs::publish(&mut tx, &run, 101).await.unwrap(), "{name}");
        }
        let listed = async |tx: &mut Tx| runs::runs(tx, id, 2).await.unwrap().into_iter().map(|r| r.id).collect::<Vec<_>>();
        let shown = listed(&mut tx).await;
        assert_eq!((shown.len(), shown[0]), (50, keys[59]), "{name}");
        assert!(shown.contains(&keys[1]) && shown.contains(&keys[2]), "{name}: published and validated fell out of view");
        assert!(shown.is_sorted_by(|a, b| a > b), "{name}: the latest first");

        assert_eq!(runs::prune(&mut tx, id, 2, 12).await.unwrap(), keys[3..48], "{name}: the oldest drafts beyond twelve");
        assert!(runs::prune(&mut tx, id, 2, 12).await.unwrap().is_empty(), "{name}");
        let mut kept: Vec<i64> = [&keys[..3], &keys[48..]].concat();
        kept.reverse();
        assert_eq!(listed(&mut tx).await, kept, "{name}: decided and put aside stay, with the latest twelve");
        assert_eq!(runs::runs(&mut tx, id, 1).await.unwrap().len(), 1, "{name}: the other stage is left alone");
    }
}
