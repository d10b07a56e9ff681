//! Own, somebody else's, missing: every personal address, asked and written to as every account.

use super::candidacy::{add, edition, field, start};
use super::letters::send;
use super::pieces::files;
use super::recruiting::{application, location, published, world};
use super::visitor::{Visitor, words};
use crate::candidacy::model::choices::Programme;
use crate::files::tests::samples::ordinary;
use crate::pages::service::desk::who;
use crate::store::testing::both_engines;
use axum::http::StatusCode;

const CANDIDATE: &str = "candidate@demo.example";
const RECRUITER: &str = "recruteuse@demo.example";
const TEAM: [&str; 2] = ["admin@demo.example", "equipe@demo.example"];

#[tokio::test]
async fn what_is_somebody_elses_does_not_exist_whatever_ones_role() {
    let (router, board) = world(both_engines().await.remove(0).1).await;
    add(&board.db, &edition(Programme::Pathfinder, "pathfinder-a-moi", Some(3))).await;
    let mut marie = Visitor::demo(&router, RECRUITER).await;
    let (posting, public) = published(&router, &board, &mut marie, &[]).await;
    let mut salome = Visitor::demo(&router, CANDIDATE).await;
    let letter = ("piece_lettre_pdf", "lettre.pdf", &ordinary()[..]);
    let sent = location(&send(&mut salome, &format!("{public}/postuler"), &application(&[]), &[letter]).await);
    let sent = sent.split('?').next().unwrap().to_owned();
    let received = format!("/recruter/candidatures/{}", sent.rsplit('/').next().unwrap());
    let of_application = files(&salome.get(&sent).await.body).remove(0);
    let draft = start(&mut salome, "pathfinder-a-moi").await;
    let diploma = [("geste", "diplome"), ("formulaire", "diplome-envoi")];
    send(&mut salome, &draft, &diploma, &[("diplome", "Licence.pdf", &ordinary())]).await;
    let of_draft = files(&salome.get(&draft).await.body).remove(0);

    // Each address and whose it is; a draft is not the team's either.
    let both: &[&str] = &[CANDIDATE, RECRUITER];
    let mut all: Vec<(String, &[&str])> = vec![
        (sent, &both[..1]),
        (draft.clone(), &both[..1]),
        (format!("{draft}/amenagements"), &both[..1]),
        (of_draft.clone(), &both[..1]),
        (format!("{of_draft}/1"), &both[..1]),
        (of_application.clone(), both),
        (format!("{of_application}/1"), both),
        (received, &both[1..]),
        (posting.clone(), &both[1..]),
        (format!("{posting}/apercu"), &both[1..]),
        (format!("{posting}/candidatures"), &both[1..]),
        ("/recruter/we-co/equipe".to_owned(), &both[1..]),
        ("/recruter/we-co/offres/nouvelle".to_owned(), &both[1..]),
    ];
    // The same addresses with a key nobody has.
    for (path, _) in all.clone() {
        let none: Vec<&str> = path.split('/').map(|p| if p.parse::<i64>().is_ok() { "999999" } else { p }).collect();
        all.push((none.join("/").replace("we-co", "nulle-part"), &[]));
    }
    let mut seen = 0;
    let mut visitors = Vec::new();
    for (email, ..) in crate::people::service::demo::ACCOUNTS {
        visitors.push((*email, Visitor::demo(&router, email).await));
    }
    for (email, visitor) in &mut visitors {
        for (path, owners) in &all {
            let parts: Vec<&str> = path.split('/').filter(|p| !p.is_empty()).collect();
            assert!(who(&parts).is_some(), "{path} is no address of the desk");
            let a = visitor.get(path).await;
            if owners.contains(email) {
                assert_eq!(a.status, StatusCode::OK, "{email} {path}: {}", words(&a.body));
            } else {
                assert!(matches!(a.status, StatusCode::NOT_FOUND | StatusCode::FORBIDDEN), "{email} {path}: {}", a.status);
                let wrote = visitor.post(path, &[("geste", "retirer"), ("personne", "1")]).await;
                let refused = matches!(wrote.status, StatusCode::NOT_FOUND | StatusCode::FORBIDDEN | StatusCode::METHOD_NOT_ALLOWED);
                assert!(refused, "{email} POST {path}: {}", wrote.status);
                let data = visitor.get(&format!("/api/page?adresse={path}")).await;
                assert!(!data.body.contains("\"sheet\":\"{"), "{email} read {path} as data");
            }
            seen += 1;
        }
    }
    assert_eq!(seen, all.len() * visitors.len());

    // Submitted, the file is the team's to read, through its own address; nobody else's.
    assert_eq!(field(&mut salome, &draft, "letter", "Ma lettre.", "0").await.0, StatusCode::OK);
    location(&salome.post(&draft, &[("geste", "deposer")]).await);
    let file = draft.replace("/mon-espace/", "/equipe/");
    for (email, visitor) in &mut visitors {
        let (page, pdf) = (visitor.get(&file).await.status, visitor.get(&of_draft).await.status);
        let (page_fine, pdf_fine) = match (TEAM.contains(email), *email == CANDIDATE) {
            (true, _) => (StatusCode::OK, StatusCode::OK),
            (_, true) => (StatusCode::FORBIDDEN, StatusCode::OK),
            _ => (StatusCode::FORBIDDEN, StatusCode::NOT_FOUND),
        };
        assert_eq!((page, pdf), (page_fine, pdf_fine), "{email}");
    }
}
