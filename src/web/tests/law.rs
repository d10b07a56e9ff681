//! Followed searches, the newsletter, one's data.

use super::demo_with_accounts;
use super::visitor::{Visitor, link_in, mail_to, words};
use crate::jobs::alerts::{service, store};
use crate::kernel::clock::now;
use axum::http::{StatusCode, header};
use jiff::{Timestamp, ToSpan};

const HERE: &str = "/mon-espace/recherches";

/// An instant at which the mails of a day have left, after every one before.
fn morning(days: i64) -> Timestamp {
    let tomorrow = now().checked_add((24 * days).hours()).unwrap().to_zoned(crate::kernel::clock::paris()).date();
    tomorrow.at(9, 0, 0, 0).to_zoned(crate::kernel::clock::paris()).unwrap().timestamp()
}

#[tokio::test]
async fn a_followed_search_tells_once_of_what_is_new() {
    let (router, board) = demo_with_accounts().await;
    let mut me = Visitor::demo(&router, "candidate@demo.example").await;
    let list = me.get("/offres?contrat=cdi").await;
    assert!(list.body.contains("href=\"/mon-espace/recherches?recherche=contrat%3Dcdi\""), "the list of offers leads to it");
    let a = me.get(&format!("{HERE}?recherche=contrat%3Dcdi")).await;
    assert!(words(&a.body).contains("Suivre cette recherche") && a.body.contains("value=\"contrat=cdi\""));
    let keep = [("geste", "garder"), ("formulaire", "garder"), ("nom", "Les CDI"), ("rythme", "jour"), ("recherche", "contrat=cdi")];
    let a = me.follow(HERE, &keep).await;
    assert!(words(&a.body).contains("Les CDI"));
    me.follow(HERE, &keep).await;
    let mut tx = board.db.read().await.unwrap();
    let id = crate::people::store::by_email(&mut tx, "candidate@demo.example").await.unwrap().unwrap().id;
    assert_eq!(store::of(&mut tx, id).await.unwrap().len(), 1, "the same search is kept once");
    drop(tx);
    assert_eq!(service::tick(&board, morning(1)).await.unwrap(), 0, "nothing is new");
    // As if some offers had come since.
    let crate::store::Db::Sqlite { writer, .. } = &board.db else { panic!("this test runs on SQLite") };
    sqlx::query("UPDATE saved_searches SET seen_offer = 3").execute(writer).await.unwrap();
    assert_eq!(service::tick(&board, morning(1)).await.unwrap(), 0, "the day is done");
    assert_eq!(service::tick(&board, morning(2)).await.unwrap(), 1);
    assert_eq!(service::tick(&board, morning(2)).await.unwrap(), 0, "another node finds nothing left");
    let mail = mail_to(&board.db, "candidate@demo.example").await;
    assert!(mail.contains("Les CDI") && mail.contains("http://127.0.0.1:3000/offres?contrat=cdi"), "{mail}");
    let stop = mail.split_whitespace().find(|w| w.contains("/alerte/")).unwrap().trim_start_matches("http://127.0.0.1:3000").to_owned();
    let mut anyone = Visitor::new(&router);
    assert!(words(&anyone.get(&stop).await.body).contains("Arrêter ces mails"));
    anyone.follow(&stop, &[("List-Unsubscribe", "One-Click")]).await;
    assert_eq!(service::tick(&board, morning(4)).await.unwrap(), 0);
    assert_eq!(anyone.get("/alerte/inconnu").await.status, StatusCode::NOT_FOUND);
    for i in 0..25 {
        let query = format!("q={i}");
        let fields = [("geste", "garder"), ("formulaire", "garder"), ("nom", "x"), ("rythme", "semaine"), ("recherche", query.as_str())];
        let a = me.post(HERE, &fields).await;
        assert_eq!(a.status == StatusCode::SEE_OTHER, i < service::MOST - 1, "{i}");
    }
    let mut other = Visitor::demo(&router, "mentor@demo.example").await;
    assert_eq!(other.post(HERE, &[("geste", "oublier"), ("id", "1")]).await.status, StatusCode::NOT_FOUND, "somebody else's");
}

#[tokio::test]
async fn the_newsletter_is_confirmed_before_and_left_in_one_press() {
    let (router, board) = demo_with_accounts().await;
    let mut me = Visitor::new(&router);
    let form = [("geste", "demander"), ("formulaire", "lettre"), ("courriel", "Lectrice@exemple.fr")];
    let first = me.post("/lettre", &form).await;
    let link = link_in(&mail_to(&board.db, "lectrice@exemple.fr").await);
    let readers = || async {
        let mut tx = board.db.read().await.unwrap();
        store::readers(&mut tx).await.unwrap()
    };
    assert!(readers().await.is_empty(), "asking is not reading");
    me.get(&link).await;
    assert!(readers().await.is_empty(), "opening the link neither: filters do");
    me.follow(&link, &[("geste", "confirmer")]).await;
    assert_eq!(readers().await, ["lectrice@exemple.fr"]);
    let again = me.post("/lettre", &form).await;
    assert_eq!((first.status, first.place()), (again.status, again.place()), "the form tells nobody who reads it");
    me.follow(&link, &[("List-Unsubscribe", "One-Click")]).await;
    assert!(readers().await.is_empty());
    assert_eq!(me.get(&link).await.status, StatusCode::NOT_FOUND);
    assert_eq!(
        me.post("/lettre", &[("geste", "demander"), ("formulaire", "lettre"), ("courriel", "nulle part")]).await.status,
        StatusCode::UNPROCESSABLE_ENTITY
    );
}

#[tokio::test]
async fn m15_one_takes_ones_data_and_nothing_stays() {
    let (router, board) = demo_with_accounts().await;
    let mut me = Visitor::demo(&router, "candidate@demo.example").await;
    me.post("/contact", &[("nom", "Salomé"), ("courriel", "candidate@demo.example"), ("sujet", "Bonjour"), ("message", "Une question.")]).await;
    me.post(HERE, &[("geste", "garder"), ("formulaire", "garder"), ("nom", "Les CDI"), ("rythme", "jour"), ("recherche", "contrat=cdi")]).await;
    me.post("/lettre", &[("geste", "demander"), ("formulaire", "lettre"), ("courriel", "candidate@demo.example")]).await;
    me.post("/connexion", &[("geste", "lien"), ("formulaire", "lien"), ("courriel", "candidate@demo.example")]).await;
    const DATA: &str = "/mon-espace/mes-donnees";
    let zip = me.post(DATA, &[("geste", "exporter")]).await;
    assert_eq!((zip.status, zip.headers[header::CONTENT_TYPE].to_str().unwrap()), (StatusCode::OK, "application/zip"));
    for held in ["donnees.json", "candidate@demo.example", "Les CDI", "Salomé Lacombe"] {
        assert!(zip.body.contains(held), "{held}");
    }
    let a = me.post(DATA, &[("geste", "effacer"), ("formulaire", "effacer"), ("confirmation", "autre")]).await;
    assert!(a.status == StatusCode::UNPROCESSABLE_ENTITY && words(&a.body).contains("exactement l’adresse"));
    let mut tx = board.db.read().await.unwrap();
    let before = crate::people::store::data::count(&mut tx).await.unwrap();
    drop(tx);
    let a = me.follow(DATA, &[("geste", "effacer"), ("confirmation", "Candidate@demo.example")]).await;
    assert!(words(&a.body).contains("Rien de vous ne reste ici") && me.token.is_none());
    // The whole database, as text: nothing of the person is left anywhere.
    let left = everything_stored(&board).await;
    for gone in ["candidate@demo.example", "Salomé", "Les CDI"] {
        assert!(!left.contains(gone), "{gone} is still in the database");
    }
    let mut tx = board.db.read().await.unwrap();
    assert_eq!(crate::people::store::data::count(&mut tx).await.unwrap(), before - 1);
    drop(tx);
    // Somebody who runs everything alone cannot leave it to nobody.
    let mut admin = Visitor::demo(&router, "admin@demo.example").await;
    let a = admin.post(DATA, &[("geste", "effacer"), ("confirmation", "admin@demo.example")]).await;
    assert_eq!(a.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(words(&a.body).contains("au moins une personne à l’administration"));
}

/// Every row of every table of a SQLite database, as text.
async fn everything_stored(board: &crate::jobs::service::Board) -> String {
    use sqlx::{Column, Row};
    let crate::store::Db::Sqlite { readers, .. } = &board.db else { panic!("this test reads SQLite") };
    let tables: Vec<(String,)> =
        sqlx::query_as("SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' AND name NOT LIKE '_sqlx%'")
            .fetch_all(readers)
            .await
            .unwrap();
    assert!(tables.len() > 15, "the tables were not found");
    let mut out = String::new();
    for (table,) in tables {
        let rows = sqlx::query(sqlx::AssertSqlSafe(format!("SELECT * FROM {table}"))).fetch_all(readers).await.unwrap();
        for row in rows {
            for column in row.columns() {
                out.push_str(&row.try_get::<String, _>(column.ordinal()).unwrap_or_default());
                out.push('\n');
            }
        }
    }
    out
}
