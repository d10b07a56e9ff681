//! What organisations and the team are told of by mail.

use super::get;
use super::recruiting::{LETTER, application, begin, form, location, mails, posting, published, world};
use super::visitor::{Visitor, link_in, mail_to, words};
use crate::jobs::publish::state::State;
use crate::kernel::clock::{now, paris_day};
use crate::kernel::dates::shift;
use crate::people::model::{Held, Role};
use crate::people::store as people;
use crate::store::Db;
use crate::store::testing::both_engines;
use axum::http::StatusCode;

/// Another person of an organisation.
async fn colleague(db: &Db, slug: &str) {
    let at = now().as_millisecond();
    let mut tx = db.begin().await.unwrap();
    let slugs = crate::organisations::store::slugs(&mut tx).await.unwrap();
    let (_, organisation) = slugs.into_iter().find(|(s, _)| s == slug).unwrap();
    let id = people::create(&mut tx, "collegue@exemple.fr", "Ali", at - 1).await.unwrap();
    people::give(&mut tx, id, Held { role: Role::Member, organisation: Some(organisation) }, at - 1).await.unwrap();
    tx.commit().await.unwrap();
}

/// Who was written to for a cause.
async fn told(db: &Db, cause: &str) -> Vec<String> {
    let mut tx = db.read().await.unwrap();
    let all = crate::mail::store::latest(&mut tx).await.unwrap();
    let mut to: Vec<String> = all.into_iter().filter(|m| m.cause == cause).map(|m| m.recipient).collect();
    to.sort();
    to
}

#[tokio::test]
async fn everyone_who_recruits_hears_of_an_application_once_and_reads_it_there() {
    for (name, db) in both_engines().await {
        let (router, board) = world(db).await;
        colleague(&board.db, "we-co").await;
        let mut marie = Visitor::demo(&router, "recruteuse@demo.example").await;
        let (_, public) = published(&router, &board, &mut marie, &[]).await;
        let mut salome = Visitor::demo(&router, "candidate@demo.example").await;
        for _ in 0..2 {
            location(&salome.post(&format!("{public}/postuler"), &application(&[("piece_lettre", LETTER)])).await);
        }
        assert_eq!(told(&board.db, "candidature-recue").await, ["collegue@exemple.fr", "recruteuse@demo.example"], "{name}");
        let mail = mail_to(&board.db, "recruteuse@demo.example").await;
        assert!(mail.contains("vélobricolage") && mail.contains("Vous avez promis une réponse"), "{name}: {mail}");
        assert!(!mail.contains("Salomé") && !mail.contains(LETTER), "{name}: who applies stays on the site: {mail}");
        let there = link_in(&mail);
        assert!(marie.get(&there).await.body.contains(LETTER), "{name}");
        assert_eq!(Visitor::demo(&router, "hote@demo.example").await.get(&there).await.status, StatusCode::NOT_FOUND, "{name}");

        // Without an account: nothing is told before the address is confirmed.
        let mut nobody = Visitor::new(&router);
        nobody.post(&format!("{public}/postuler"), &application(&[("piece_lettre", LETTER), ("courriel", "awa@exemple.fr")])).await;
        assert_eq!(told(&board.db, "candidature-recue").await.len(), 2, "{name}");
        nobody.post(&link_in(&mail_to(&board.db, "awa@exemple.fr").await), &[("geste", "confirmer")]).await;
        assert_eq!(told(&board.db, "candidature-recue").await.len(), 4, "{name}");
    }
}

#[tokio::test]
async fn the_team_hears_of_what_is_proposed_and_not_twice_of_one_reading() {
    for (name, db) in both_engines().await {
        let (router, board) = world(db).await;
        let last = shift(paris_day(now()), 20).to_string();
        let mut marie = Visitor::demo(&router, "recruteuse@demo.example").await;
        let here = begin(&mut marie).await;
        marie.post(&here, &form("proposer", &last, &[("mission", "")])).await;
        assert_eq!(mails(&board.db, "offre-a-lire").await, 0, "{name}: what is refused is not proposed");
        location(&marie.post(&here, &form("proposer", &last, &[])).await);
        assert_eq!(told(&board.db, "offre-a-lire").await, ["admin@demo.example", "equipe@demo.example"], "{name}");
        let reading = link_in(&mail_to(&board.db, "equipe@demo.example").await);
        let mut team = Visitor::demo(&router, "equipe@demo.example").await;
        assert_eq!(team.get(&reading).await.status, StatusCode::OK, "{name}");
        location(&team.post(&reading, &[("geste", "accepter")]).await);
        // A detail asks nobody; a change of text asks once while it waits.
        location(&marie.post(&here, &form("proposer", &last, &[("team", "Sept personnes")])).await);
        assert_eq!(mails(&board.db, "offre-a-lire").await, 2, "{name}");
        for text in ["Animer quatre ateliers.", "Animer cinq ateliers."] {
            location(&marie.post(&here, &form("proposer", &last, &[("team", "Sept personnes"), ("mission", text)])).await);
        }
        assert_eq!(mails(&board.db, "offre-a-lire").await, 4, "{name}");
        assert!(mail_to(&board.db, "equipe@demo.example").await.contains("une modification de son offre"), "{name}");
    }
}

#[tokio::test]
async fn the_team_closes_an_offer_with_words_the_organisation_reads() {
    for (name, db) in both_engines().await {
        let (router, board) = world(db).await;
        let mut marie = Visitor::demo(&router, "recruteuse@demo.example").await;
        let (here, public) = published(&router, &board, &mut marie, &[]).await;
        let reading = here.replace("/recruter/", "/equipe/");
        let mut salome = Visitor::demo(&router, "candidate@demo.example").await;
        location(&salome.post(&format!("{public}/postuler"), &application(&[("piece_lettre", LETTER)])).await);
        let mut team = Visitor::demo(&router, "equipe@demo.example").await;
        assert!(team.get("/equipe/offres").await.body.contains(&format!("href=\"{reading}\"")), "{name}: what is online is listed");
        let close = |why: &'static str| [("geste", "clore"), ("formulaire", "clore"), ("motif", why), ("prevenir", "oui")];
        assert_eq!(marie.post(&reading, &close("Nous la fermons.")).await.status, StatusCode::FORBIDDEN, "{name}: not the organisation's door");
        let a = team.post(&reading, &close("Non.")).await;
        assert!(a.status == StatusCode::UNPROCESSABLE_ENTITY && a.body.contains("Non."), "{name}: words are due, what was typed stays");
        assert_eq!(posting(&board, &here).await.state, State::Published, "{name}");
        let why = "Cette annonce décrit un autre poste que celui proposé.";
        let a = team.follow(&reading, &close(why)).await;
        assert!(words(&a.body).contains("L’offre est close"), "{name}: {}", words(&a.body));
        assert_eq!(posting(&board, &here).await.state, State::NotFilled, "{name}");
        assert!(mail_to(&board.db, "recruteuse@demo.example").await.contains(why), "{name}");
        assert!(mail_to(&board.db, "candidate@demo.example").await.contains("Bonjour Salomé"), "{name}: who waited is answered");
        assert!(words(&team.get("/equipe/journal").await.body).contains(why), "{name}: journalled");
        assert!(words(&get(&router, &public).await.body).contains("Cette offre est close"), "{name}");
        assert!(!get(&router, "/offres?q=velobricolage").await.body.contains(&public), "{name}");
        assert_eq!(team.post(&reading, &close(why)).await.status, StatusCode::UNPROCESSABLE_ENTITY, "{name}: once");
    }
}
