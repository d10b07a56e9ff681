//! The documents of a candidate's file: sent, replaced, read by those who may, and by nobody else.

use super::Answer;
use super::candidacy::{add, edition, field, people, start};
use super::visitor::{Visitor, words};
use super::{site, site_with};
use crate::candidacy::model::choices::Programme;
use crate::desk::paper::tests::said;
use crate::files::check::inspect;
use crate::files::tests::samples::ordinary;
use crate::jobs::import::Parsed;
use crate::people::model::Role;
use crate::store::testing::both_engines;
use crate::uploads::service::Cabinet;
use crate::uploads::store;
use axum::body::Body;
use axum::http::{Request, StatusCode, header};
use tower::ServiceExt;

/// Sends a document of the file, as the form does.
async fn send(v: &mut Visitor<'_>, page: &str, code: &str, name: &str, bytes: &[u8]) -> Answer {
    let mut body = Vec::new();
    for (field, value) in [("geste", code.to_owned()), ("formulaire", format!("{code}-envoi"))] {
        body.extend(format!("--xyz\r\nContent-Disposition: form-data; name=\"{field}\"\r\n\r\n{value}\r\n").bytes());
    }
    let head = format!("--xyz\r\nContent-Disposition: form-data; name=\"{code}\"; filename=\"{name}\"\r\nContent-Type: application/pdf\r\n\r\n");
    body.extend(head.bytes());
    body.extend_from_slice(bytes);
    body.extend(b"\r\n--xyz--\r\n");
    let request = Request::post(page).header("sec-fetch-site", "same-origin").header(header::CONTENT_TYPE, "multipart/form-data; boundary=xyz");
    v.send(request, Body::from(body)).await
}

/// The addresses of the files a page gives, in order.
pub(super) fn files(body: &str) -> Vec<String> {
    let all = body.split("href=\"/fichiers/").skip(1).map(|p| p.split('"').next().unwrap());
    all.filter(|key| !key.contains('/')).map(|key| format!("/fichiers/{key}")).collect()
}

const TEAM: &[(&str, &[Role])] = &[
    ("lea@demo.example", &[]),
    ("autre@demo.example", &[]),
    ("lectrice@demo.example", &[Role::Team]),
    ("voisin@demo.example", &[Role::Team]),
    ("mentor@demo.example", &[Role::Mentor]),
];

#[tokio::test]
async fn forms_that_arrive_slowly_hold_nobody_up() {
    for (name, db) in both_engines().await {
        let (router, board) = site(db, Parsed::default()).await;
        people(&board.db, TEAM).await;
        add(&board.db, &edition(Programme::Pathfinder, "pathfinder-lent", Some(3))).await;
        let mut lea = Visitor::demo(&router, "lea@demo.example").await;
        let page = start(&mut lea, "pathfinder-lent").await;
        let slow = |_| {
            let body = Body::from_stream(futures_util::stream::pending::<Result<axum::body::Bytes, std::io::Error>>());
            let request =
                Request::post(&page).header("sec-fetch-site", "same-origin").header(header::CONTENT_TYPE, "multipart/form-data; boundary=xyz");
            tokio::spawn(router.clone().oneshot(request.body(body).unwrap()))
        };
        let senders: Vec<_> = (0..20).map(slow).collect();
        tokio::task::yield_now().await;
        let a = send(&mut lea, &page, "lettre", "Ma lettre.pdf", &ordinary()).await;
        assert_eq!(a.status, StatusCode::SEE_OTHER, "{name}: {}", words(&a.body));
        assert!(senders.iter().all(|s| !s.is_finished()), "{name}: they are still sending");
        senders.iter().for_each(|s| s.abort());
    }
}

#[tokio::test]
async fn a_letter_and_a_diploma_are_files_like_the_cv() {
    for (name, db) in both_engines().await {
        let (router, board) = site(db, Parsed::default()).await;
        people(&board.db, TEAM).await;
        add(&board.db, &edition(Programme::Pathfinder, "pathfinder-pieces", Some(3))).await;
        let mut lea = Visitor::demo(&router, "lea@demo.example").await;
        let page = start(&mut lea, "pathfinder-pieces").await;
        let key = page.rsplit('/').next().unwrap().to_owned();
        let a = lea.post(&page, &[("geste", "deposer")]).await;
        assert!(words(&a.body).contains("Une lettre à écrire"), "{name}");

        // What to correct has the focus; what was done before is no longer said, and forms forget where one had jumped to.
        let a = lea.post(&format!("{page}?fait=enregistre&lu=1"), &[("geste", "deposer")]).await;
        let notice = a.body.split("class=\"notice error\"").next().unwrap().rsplit('<').next().unwrap();
        assert!(notice.contains("tabindex=\"-1\"") && notice.contains("autofocus") && notice.contains("alert"), "{name}: {notice}");
        assert!(!a.body.contains("notice done"), "{name}: two things at once");
        assert!(a.body.contains(&format!("action=\"{page}?lu=1\"")), "{name}: forms say where they are sent");

        // The same checks as the CV; only what the programme asks for.
        let a = send(&mut lea, &page, "lettre", "lettre.docx", b"PK\x03\x04rien").await;
        assert_eq!(a.status, StatusCode::UNPROCESSABLE_ENTITY, "{name}");
        assert!(words(&a.body).contains("PDF") && a.body.contains("id=\"lettre-envoi\""), "{name}: {}", words(&a.body));
        assert_eq!(send(&mut lea, &page, "cv", "cv.pdf", &ordinary()).await.status, StatusCode::NOT_FOUND, "{name}: not asked here");

        // Sent, then replaced: the earlier one stays hers until she submits.
        for file in ["Ma lettre.pdf", "Ma lettre corrigée.pdf"] {
            let a = send(&mut lea, &page, "lettre", file, &ordinary()).await;
            assert_eq!(a.status, StatusCode::SEE_OTHER, "{name}: {}", words(&a.body));
        }
        assert_eq!(send(&mut lea, &page, "diplome", "Licence.pdf", &ordinary()).await.status, StatusCode::SEE_OTHER, "{name}");
        let a = lea.get(&page).await;
        let shown = files(&a.body);
        assert!(shown.len() == 2 && words(&a.body).contains("Ma lettre corrigée.pdf, 1"), "{name}: {shown:?}");
        let (letter, diploma) = (shown[0].clone(), shown[1].clone());
        let number: i64 = letter.rsplit('/').next().unwrap().parse().unwrap();
        let before = format!("/fichiers/{}", number - 1);
        assert_eq!(lea.get(&before).await.status, StatusCode::OK, "{name}");

        // Nobody else before it is submitted; nobody but the team after.
        let mut team = Visitor::demo(&router, "lectrice@demo.example").await;
        let both = |file: &str| [file.to_owned(), format!("{file}/1")];
        for path in [both(&letter), both(&diploma)].concat() {
            assert_eq!(lea.get(&path).await.status, StatusCode::OK, "{name}: {path}");
            assert_eq!(team.get(&path).await.status, StatusCode::NOT_FOUND, "{name}: {path} is still being written");
        }
        let a = lea.follow(&page, &[("geste", "deposer")]).await;
        let said = words(&a.body);
        assert!(said.contains("Votre reçu") && said.contains("Ma lettre corrigée.pdf") && said.contains("Licence.pdf"), "{name}: {said}");
        assert_eq!(lea.get(&before).await.status, StatusCode::NOT_FOUND, "{name}: replaced, then forgotten");
        for who in ["autre@demo.example", "mentor@demo.example"] {
            let mut other = Visitor::demo(&router, who).await;
            for path in [both(&letter), both(&diploma)].concat() {
                assert_eq!(other.get(&path).await.status, StatusCode::NOT_FOUND, "{name}: {who} {path}");
            }
        }
        let mut other = Visitor::demo(&router, "autre@demo.example").await;
        assert_eq!(send(&mut other, &page, "lettre", "x.pdf", &ordinary()).await.status, StatusCode::NOT_FOUND, "{name}: somebody else's file");
        assert_eq!(other.post(&page, &[("geste", "diplome-retirer")]).await.status, StatusCode::NOT_FOUND, "{name}");
        assert_eq!(Visitor::new(&router).get(&letter).await.status, StatusCode::SEE_OTHER, "{name}");

        // The team reads its pages; opening the file itself is written where she can read it.
        let file = format!("/equipe/dossiers/{key}");
        let a = team.get(&file).await;
        assert!(a.body.contains(&format!("src=\"{letter}/1\"")) && a.body.contains(&format!("src=\"{diploma}/1\"")), "{name}");
        let a = team.get(&letter).await;
        assert!(a.status == StatusCode::OK && a.headers[header::CONTENT_DISPOSITION].to_str().unwrap().starts_with("attachment"), "{name}");
        assert_eq!(team.get(&diploma).await.status, StatusCode::OK, "{name}");
        let said = words(&lea.get(&page).await.body);
        assert!(said.contains("lectrice La lettre") && said.contains("lectrice Le diplôme"), "{name}: {said}");
        assert!(words(&team.get("/equipe/journal").await.body).contains("lettre ouverte"), "{name}");
        let mut neighbour = Visitor::demo(&router, "voisin@demo.example").await;
        neighbour.post(&file, &[("geste", "conflit"), ("conflict", "C’est ma voisine.")]).await;
        assert_eq!(neighbour.get(&letter).await.status, StatusCode::NOT_FOUND, "{name}: a conflict closes the pieces too");

        // Once sent they stay; opened again, they can be taken away.
        assert_eq!(lea.post(&page, &[("geste", "lettre-retirer")]).await.status, StatusCode::UNPROCESSABLE_ENTITY, "{name}");
        lea.follow(&page, &[("geste", "rouvrir")]).await;
        let a = lea.follow(&page, &[("geste", "diplome-retirer")]).await;
        assert!(words(&a.body).contains("Votre diplôme est retiré") && files(&a.body).len() == 1, "{name}");
    }
}

#[tokio::test]
async fn a_document_put_aside_is_read_by_nobody_and_has_to_be_sent_again() {
    for (name, db) in both_engines().await {
        let (router, board) = site(db, Parsed::default()).await;
        people(&board.db, TEAM).await;
        add(&board.db, &edition(Programme::Pathfinder, "pathfinder-virus", Some(3))).await;
        let mut lea = Visitor::demo(&router, "lea@demo.example").await;
        let page = start(&mut lea, "pathfinder-virus").await;
        send(&mut lea, &page, "lettre", "lettre.pdf", &ordinary()).await;
        let letter = files(&lea.get(&page).await.body).remove(0);
        let mut tx = board.db.begin().await.unwrap();
        store::scanned(&mut tx, letter.rsplit('/').next().unwrap().parse().unwrap(), false).await.unwrap();
        tx.commit().await.unwrap();
        assert_eq!(lea.get(&letter).await.status, StatusCode::NOT_FOUND, "{name}");
        let a = lea.post(&page, &[("geste", "deposer")]).await;
        assert!(words(&a.body).contains("Une lettre à envoyer de nouveau"), "{name}: {}", words(&a.body));
        assert_eq!(field(&mut lea, &page, "letter", "Je l’écris plutôt ici.", "0").await.0, StatusCode::OK, "{name}");
        assert!(words(&lea.follow(&page, &[("geste", "deposer")]).await.body).contains("Votre reçu"), "{name}");
    }
}

#[tokio::test]
async fn c14_the_receipt_is_a_pdf_to_keep_with_the_words_of_its_page() {
    for (name, db) in both_engines().await {
        let (router, board) = site(db, Parsed::default()).await;
        people(&board.db, TEAM).await;
        add(&board.db, &edition(Programme::Pathfinder, "pathfinder-recu", Some(3))).await;
        let mut lea = Visitor::demo(&router, "lea@demo.example").await;
        let page = start(&mut lea, "pathfinder-recu").await;
        let receipt = format!("{page}/recu");
        let keep = [("geste", "pdf"), ("formulaire", "garder")];
        assert_eq!(lea.post(&receipt, &keep).await.status, StatusCode::NOT_FOUND, "{name}: not submitted yet");
        assert_eq!(field(&mut lea, &page, "letter", "J’ai été façonnée par l’entraide, à Évry.", "0").await.0, StatusCode::OK, "{name}");
        lea.follow(&page, &[("geste", "deposer")]).await;
        assert!(lea.get(&receipt).await.body.contains("value=\"pdf\""), "{name}: the page offers it");
        let mut other = Visitor::demo(&router, "autre@demo.example").await;
        assert_eq!(other.post(&receipt, &keep).await.status, StatusCode::NOT_FOUND, "{name}");

        let body = form_urlencoded::Serializer::new(String::new()).extend_pairs(keep).finish();
        let request = Request::post(&receipt)
            .header("sec-fetch-site", "same-origin")
            .header(header::COOKIE, format!("seance={}", lea.token.as_ref().unwrap()))
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded");
        let response = router.clone().oneshot(request.body(Body::from(body)).unwrap()).await.unwrap();
        assert_eq!(response.headers()[header::CONTENT_TYPE], "application/pdf", "{name}");
        assert!(response.headers()[header::CONTENT_DISPOSITION].to_str().unwrap().contains("recu.pdf"), "{name}");
        let bytes = axum::body::to_bytes(response.into_body(), 1 << 20).await.unwrap();
        assert_eq!(inspect(&bytes).unwrap().title.as_deref(), Some("Votre reçu"), "{name}");
        let told = said(&bytes);
        for words in ["Votre reçu", "heure de Paris", "promotion pathfinder-recu", "J’ai été façonnée par l’entraide, à Évry."] {
            assert!(told.contains(words), "{name}: {words}: {told}");
        }
    }
}

#[tokio::test]
async fn a_document_that_was_still_being_looked_at_when_the_file_was_submitted_is_not_part_of_it() {
    for (name, db) in both_engines().await {
        // The process that looks at files says it has begun, then waits to be told to go on.
        let folder = tempfile::tempdir().unwrap();
        let (begun, on) = (folder.path().join("begun"), folder.path().join("on"));
        let cabinet = Cabinet { inspector: crate::files::tests::held(&begun, &on), ..super::cabinet() };
        let (router, desk) = site_with(db, Parsed::default(), cabinet).await;
        let db = &desk.board.db;
        people(db, TEAM).await;
        add(db, &edition(Programme::Pathfinder, "pathfinder-instant", Some(3))).await;
        let mut lea = Visitor::demo(&router, "lea@demo.example").await;
        let page = start(&mut lea, "pathfinder-instant").await;
        assert_eq!(field(&mut lea, &page, "letter", "Ma lettre.", "0").await.0, StatusCode::OK, "{name}");
        let mut phone = Visitor::demo(&router, "lea@demo.example").await;
        let diploma = ordinary();
        let (sent, submitted) = tokio::join!(send(&mut phone, &page, "diplome", "Licence.pdf", &diploma), async {
            while !begun.exists() {
                tokio::task::yield_now().await;
            }
            let a = lea.post(&page, &[("geste", "deposer")]).await;
            std::fs::write(&on, b"").unwrap();
            a
        });
        assert_eq!(submitted.status, StatusCode::SEE_OTHER, "{name}: {}", words(&submitted.body));
        assert_eq!(sent.status, StatusCode::UNPROCESSABLE_ENTITY, "{name}: {}", words(&sent.body));
        assert!(files(&lea.get(&page).await.body).is_empty(), "{name}: what was submitted is what is kept");
        let mut tx = db.read().await.unwrap();
        let key = page.rsplit('/').next().unwrap().parse().unwrap();
        assert!(store::current(&mut tx, store::Thing::File, key, "diplome").await.unwrap().is_none(), "{name}");
        drop(tx);

        // Opened again, it is taken; then the receipt tells it.
        lea.follow(&page, &[("geste", "rouvrir")]).await;
        assert_eq!(send(&mut phone, &page, "diplome", "Licence.pdf", &ordinary()).await.status, StatusCode::SEE_OTHER, "{name}");
        assert!(words(&lea.follow(&page, &[("geste", "deposer")]).await.body).contains("Licence.pdf"), "{name}");
    }
}
