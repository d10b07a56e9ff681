//! What the cohorts before got is told to those who rank, as figures of the same programme and never of a few people (rule D9).

use super::attribution::{draft, planned, publish};
use super::matched::{TEAM, associate, host, phases, seed, seed_again, vote};
use super::site;
use super::visitor::{Visitor, words};
use crate::campaign::model::outcome::Cohort;
use crate::campaign::model::phase::Phase;
use crate::campaign::service::problem;
use crate::campaign::store::{self, runs};
use crate::candidacy::model::choices::Programme;
use crate::jobs::import::Parsed;
use crate::kernel::clock::now;
use crate::store::Db;
use crate::store::testing::both_engines;
use axum::Router;
use axum::http::StatusCode;

/// A campaign attributed and published by the team, from its first lists on.
pub(super) async fn attributed(router: &Router, db: &Db, id: i64) {
    planned(router, db, id).await;
    phases(db, id, Phase::Preferences2).await;
    vote(db, id, 2).await;
    phases(db, id, Phase::Attribution).await;
    let mut tx = db.begin().await.unwrap();
    let campaign = store::one(&mut tx, id).await.unwrap().unwrap();
    problem::seal(&mut tx, &campaign, now().as_millisecond()).await.unwrap();
    tx.commit().await.unwrap();
    let (page, mut team) = (format!("/equipe/campagnes/{id}/attribution"), Visitor::demo(router, TEAM).await);
    let run = draft(&mut team, &page, "total").await;
    let fields = [("geste", "valider"), ("formulaire", "valider"), ("essai", run.as_str()), ("reason", "Lue ensemble le 11 mars.")];
    assert_eq!(team.post(&page, &fields).await.status, StatusCode::SEE_OTHER);
    phases(db, id, Phase::Publication).await;
    assert_eq!(publish(&mut team, &page, &run).await.0, StatusCode::SEE_OTHER);
}

async fn kept(db: &Db, other_than: i64) -> Vec<Cohort> {
    let mut tx = db.read().await.unwrap();
    runs::former_ranks(&mut tx, other_than).await.unwrap().into_iter().map(|(.., ranks)| ranks).collect()
}

#[tokio::test]
async fn who_ranks_reads_what_the_cohorts_before_got_and_nothing_of_anybody() {
    for (name, db) in both_engines().await {
        let (router, board) = site(db, Parsed::default()).await;
        let first = seed(&board.db).await;
        let list = |id: i64| format!("/mon-espace/campagnes/{id}/classement/1");
        let mut own = Visitor::demo(&router, &associate(1)).await;
        let said = words(&own.get(&list(first)).await.body);
        assert!(said.contains("Aucune promotion précédente"), "{name}: the first campaign: {said}");

        attributed(&router, &board.db, first).await;
        let next = seed_again(&board.db, Programme::Associe, "promotion suivante").await;
        let all = kept(&board.db, next).await;
        assert_eq!((all.len(), all[0].ranked, all[0].silent), (1, 10, 2), "{name}: six people, one without a list");
        assert!(kept(&board.db, first).await.is_empty(), "{name}: one's own is not a former one");
        for who in [associate(1), host(1)] {
            let page = Visitor::demo(&router, &who).await.get(&list(next)).await.body;
            let said = words(&page);
            assert!(said.contains("Ce qu’a obtenu la promotion précédente") && said.contains("promotion d’essai"), "{name} {who}: {said}");
            assert!(said.contains(&words(&all[0].words())) && page.contains("class=\"chart\""), "{name} {who}: {said}");
            assert!(said.contains("Rang pour la personne") && !said.contains("pour vous"), "{name} {who}: {said}");
        }

        // Of another programme, or of too few people: nothing is told.
        let elsewhere = seed_again(&board.db, Programme::Propulse, "autre programme").await;
        let said = words(&own.get(&list(elsewhere)).await.body);
        assert!(said.contains("Aucune promotion précédente") && !said.contains("promotion d’essai"), "{name}: {said}");
        let mut tx = board.db.begin().await.unwrap();
        let run = runs::published(&mut tx, first, 2).await.unwrap().unwrap();
        runs::keep_ranks(&mut tx, run.id, &Cohort { ranked: 9, ..all[0] }).await.unwrap();
        tx.commit().await.unwrap();
        let said = words(&own.get(&list(next)).await.body);
        assert!(said.contains("Aucune promotion précédente") && !said.contains("promotion d’essai"), "{name}: too few: {said}");

        // Nor once it is put aside.
        let mut tx = board.db.begin().await.unwrap();
        runs::keep_ranks(&mut tx, run.id, &all[0]).await.unwrap();
        runs::withdraw(&mut tx, first, 2).await.unwrap();
        tx.commit().await.unwrap();
        assert!(kept(&board.db, next).await.is_empty(), "{name}: put aside");
    }
}
