//! The letter of an application, typed or sent as a PDF: as the CV, by the same hands, and gone with it.

use super::pieces::files;
use super::recruiting::{LETTER, application, location, published, world, world_with};
use super::visitor::{Visitor, link_in, mail_to, words};
use super::{Answer, cabinet};
use crate::files::scan::Clamd;
use crate::files::tests::samples::ordinary;
use crate::files::vault::Vault;
use crate::kernel::clock::now;
use crate::store::Db;
use crate::store::testing::both_engines;
use crate::uploads::service::{Cabinet, forget_drafts, scan_waiting, sweep};
use crate::uploads::tests::scanner;
use axum::body::Body;
use axum::http::{Request, StatusCode, header};
use jiff::SignedDuration;
use std::collections::HashSet;

/// A form with files, as a browser sends it: a file that is not chosen comes with an empty name.
pub(super) async fn send(v: &mut Visitor<'_>, page: &str, fields: &[(&str, &str)], files: &[(&str, &str, &[u8])]) -> Answer {
    let mut body = Vec::new();
    for (field, value) in fields {
        body.extend(format!("--xyz\r\nContent-Disposition: form-data; name=\"{field}\"\r\n\r\n{value}\r\n").bytes());
    }
    for (field, name, bytes) in files {
        let head = format!("--xyz\r\nContent-Disposition: form-data; name=\"{field}\"; filename=\"{name}\"\r\nContent-Type: application/pdf\r\n\r\n");
        body.extend(head.bytes());
        body.extend_from_slice(bytes);
        body.extend(b"\r\n");
    }
    body.extend(b"--xyz--\r\n");
    let request = Request::post(page).header("sec-fetch-site", "same-origin").header(header::CONTENT_TYPE, "multipart/form-data; boundary=xyz");
    v.send(request, Body::from(body)).await
}

/// How many files there are of each thing.
async fn kept(db: &Db, thing: &str) -> usize {
    let mut tx = db.read().await.unwrap();
    let mut out = 0;
    for id in 1..200 {
        out += usize::from(crate::uploads::store::one(&mut tx, id).await.unwrap().is_some_and(|u| u.thing == thing));
    }
    out
}

const WITH_CV: &[(&str, &str)] = &[("piece_cv", "exige")];
const NO_FILE: (&str, &str, &[u8]) = ("piece_lettre_pdf", "", b"");

#[tokio::test]
async fn i6_a_letter_as_a_pdf_is_read_beside_the_cv_and_goes_with_the_application() {
    for (name, db) in both_engines().await {
        let (router, desk) = world_with(db, cabinet()).await;
        let board = std::sync::Arc::clone(&desk.board);
        let mut marie = Visitor::demo(&router, "recruteuse@demo.example").await;
        let (_, public) = published(&router, &board, &mut marie, WITH_CV).await;
        let apply = format!("{public}/postuler");
        let mut salome = Visitor::demo(&router, "candidate@demo.example").await;
        let a = salome.get(&apply).await;
        assert!(a.body.contains("name=\"piece_lettre_pdf\"") && a.body.contains("enctype=\"multipart/form-data\""), "{name}");
        let letter = a.body.split("name=\"piece_lettre\"").nth(1).unwrap().split('>').next().unwrap();
        assert!(!letter.contains("required"), "{name}: the browser would refuse a letter sent as a PDF: {letter}");

        // Neither typed nor sent: refused in words. One that is no PDF: refused on its own field, with what was typed.
        let cv = ("piece_cv", "CV.pdf", &ordinary()[..]);
        let a = send(&mut salome, &apply, &application(&[]), &[cv, NO_FILE]).await;
        assert!(
            a.status == StatusCode::UNPROCESSABLE_ENTITY && words(&a.body).contains("Écrivez ou joignez votre lettre"),
            "{name}: {}",
            words(&a.body)
        );
        let a = send(&mut salome, &apply, &application(&[]), &[cv, ("piece_lettre_pdf", "lettre.docx", b"PK\x03\x04word/")]).await;
        assert_eq!(a.status, StatusCode::UNPROCESSABLE_ENTITY, "{name}");
        let field = a.body.split("id=\"c-piece_lettre_pdf\"").nth(1).unwrap().split("</p>").next().unwrap();
        assert!(field.contains("n’est pas un PDF") && a.body.contains("Le mien."), "{name}: {field}");
        let two = [("piece_cv", "cv.doc", &b"x"[..]), ("piece_lettre_pdf", "vide.pdf", b"")];
        let said = words(&send(&mut salome, &apply, &application(&[]), &two).await.body);
        assert!(said.contains("n’est pas un PDF") && said.contains("est vide"), "{name}: both are told at once: {said}");
        assert_eq!((kept(&board.db, "candidature").await, kept(&board.db, "brouillon").await), (0, 0), "{name}: nothing of a refused form is kept");

        // Sent: no letter was typed. She and the recruiter read its pages; nobody else.
        let a = send(&mut salome, &apply, &application(&[]), &[cv, ("piece_lettre_pdf", "Ma lettre.pdf", &ordinary())]).await;
        let mine = location(&a).split('?').next().unwrap().to_owned();
        let receipt = mail_to(&board.db, "candidate@demo.example").await;
        assert!(receipt.contains("Lettre jointe") && receipt.contains("Ma lettre.pdf") && receipt.contains("CV.pdf"), "{name}: {receipt}");
        let theirs = format!("/recruter/candidatures/{}", mine.rsplit('/').next().unwrap());
        let a = marie.get(&theirs).await;
        let shown = files(&a.body);
        assert!(shown.len() == 2 && words(&a.body).contains("Lettre de motivation Ma lettre.pdf"), "{name}: {}", words(&a.body));
        assert!(shown.iter().all(|f| a.body.contains(&format!("src=\"{f}/1\""))), "{name}: pages as pictures");
        let mut stranger = Visitor::demo(&router, "hote@demo.example").await;
        let mut team = Visitor::demo(&router, "equipe@demo.example").await;
        for file in shown.iter().flat_map(|f| [f.clone(), format!("{f}/1")]) {
            for (who, status) in [(&mut salome, StatusCode::OK), (&mut marie, StatusCode::OK)] {
                assert_eq!(who.get(&file).await.status, status, "{name}: {file}");
            }
            for who in [&mut stranger, &mut team] {
                assert_eq!(who.get(&file).await.status, StatusCode::NOT_FOUND, "{name}: {file}");
            }
        }
        let taken = marie.get(&shown[1]).await;
        assert!(taken.headers[header::CONTENT_DISPOSITION].to_str().unwrap().contains("Ma%20lettre.pdf"), "{name}: {:?}", taken.headers);
        assert_eq!(files(&salome.get(&mine).await.body), shown, "{name}");

        // A second click sends nothing and leaves nothing behind.
        let again = send(&mut salome, &apply, &application(&[]), &[cv, ("piece_lettre_pdf", "Ma lettre.pdf", &ordinary())]).await;
        assert!(location(&again).contains("candidature-deja"), "{name}");
        assert_eq!((kept(&board.db, "candidature").await, kept(&board.db, "brouillon").await), (2, 0), "{name}");

        // Withdrawn and sent again with a typed letter: what was sent before is no longer there to read.
        salome.follow(&mine, &[("geste", "retirer")]).await;
        let typed = application(&[("piece_lettre", LETTER)]);
        location(&send(&mut salome, &apply, &typed, &[("piece_cv", "CV 2.pdf", &ordinary()), NO_FILE]).await);
        let a = marie.get(&theirs).await;
        assert!(
            words(&a.body).contains("CV 2.pdf") && !words(&a.body).contains("Ma lettre.pdf") && a.body.contains(LETTER),
            "{name}: {}",
            words(&a.body)
        );
        assert_eq!(salome.get(&shown[1]).await.status, StatusCode::NOT_FOUND, "{name}");

        // Told with one's data, and erased with it.
        const DATA: &str = "/mon-espace/mes-donnees";
        let zip = salome.post(DATA, &[("geste", "exporter")]).await;
        assert!(zip.body.contains("CV 2.pdf") && zip.body.contains("\"de\": \"candidature\""), "{name}");
        salome.post(DATA, &[("geste", "effacer"), ("confirmation", "candidate@demo.example")]).await;
        assert_eq!(kept(&board.db, "candidature").await, 0, "{name}");
        let later = now() + SignedDuration::from_hours(3);
        assert!(sweep(&board.db, &desk.cabinet, later).await.unwrap() > 0, "{name}");
        let left = desk.cabinet.vault.sweep(&HashSet::new(), later).await.unwrap();
        assert_eq!((left.removed, left.kept, left.foreign), (0, 0, 0), "{name}: no byte is left (rule M15)");
    }
}

#[tokio::test]
async fn a_letter_sent_without_an_account_waits_for_its_address_and_is_forgotten_without_it() {
    for (name, db) in both_engines().await {
        let (router, board) = world(db).await;
        let mut marie = Visitor::demo(&router, "recruteuse@demo.example").await;
        let (here, public) = published(&router, &board, &mut marie, &[]).await;
        let apply = format!("{public}/postuler");
        let mut nobody = Visitor::new(&router);
        let sent = application(&[("courriel", "awa@exemple.fr")]);
        let letter = ("piece_lettre_pdf", "Lettre d’Awa.pdf", &ordinary()[..]);
        for _ in 0..2 {
            let a = send(&mut nobody, &apply, &sent, &[letter]).await;
            assert_eq!(a.status, StatusCode::OK, "{name}: {}", words(&a.body));
        }
        assert_eq!(super::recruiting::mails(&board.db, "candidature").await, 1, "{name}: two clicks, one mail");
        assert_eq!(kept(&board.db, "brouillon").await, 1, "{name}: and one letter");
        let link = link_in(&mail_to(&board.db, "awa@exemple.fr").await);
        assert!(words(&nobody.get(&link).await.body).contains("Lettre d’Awa.pdf"), "{name}");
        assert!(words(&nobody.post(&link, &[("geste", "confirmer")]).await.body).contains("Votre candidature est envoyée"), "{name}");
        assert_eq!((kept(&board.db, "candidature").await, kept(&board.db, "brouillon").await), (1, 0), "{name}");
        let list = marie.get(&format!("{here}/candidatures")).await.body;
        let theirs = format!("/recruter/candidatures/{}", list.split("/recruter/candidatures/").nth(1).unwrap().split('"').next().unwrap());
        let a = marie.get(&theirs).await;
        let file = files(&a.body).remove(0);
        assert!(words(&a.body).contains("Lettre d’Awa.pdf") && marie.get(&file).await.status == StatusCode::OK, "{name}");
        assert!(mail_to(&board.db, "awa@exemple.fr").await.contains("Lettre d’Awa.pdf"), "{name}: the receipt");

        // Another one, never confirmed: nobody reads it, and it goes.
        let other = application(&[("courriel", "bea@exemple.fr")]);
        assert_eq!(send(&mut nobody, &apply, &other, &[letter]).await.status, StatusCode::OK, "{name}");
        assert_eq!(kept(&board.db, "brouillon").await, 1, "{name}");
        forget_drafts(&board.db, now().as_millisecond() + 4 * 86_400_000).await.unwrap();
        assert_eq!((kept(&board.db, "candidature").await, kept(&board.db, "brouillon").await), (1, 0), "{name}");
    }
}

#[tokio::test]
async fn a_letter_is_read_by_nobody_before_the_scanner_has_answered() {
    for (name, db) in both_engines().await {
        let folder = tempfile::tempdir().unwrap();
        let socket = folder.path().join("clamd.ctl");
        let (router, desk) = world_with(db, Cabinet { clamd: Some(Clamd::Unix(socket.clone())), ..cabinet() }).await;
        let mut marie = Visitor::demo(&router, "recruteuse@demo.example").await;
        let (_, public) = published(&router, &desk.board, &mut marie, &[]).await;
        let apply = format!("{public}/postuler");
        let letter = ("piece_lettre_pdf", "lettre.pdf", &ordinary()[..]);
        let mut salome = Visitor::demo(&router, "candidate@demo.example").await;
        let mine = location(&send(&mut salome, &apply, &application(&[]), &[letter]).await).split('?').next().unwrap().to_owned();
        let theirs = format!("/recruter/candidatures/{}", mine.rsplit('/').next().unwrap());
        let a = marie.get(&theirs).await;
        assert!(words(&a.body).contains("en cours de vérification") && files(&a.body).is_empty(), "{name}: {}", words(&a.body));
        for key in 1..4 {
            assert_eq!(marie.get(&format!("/fichiers/{key}")).await.status, StatusCode::NOT_FOUND, "{name}");
            assert_eq!(salome.get(&format!("/fichiers/{key}/1")).await.status, StatusCode::NOT_FOUND, "{name}");
        }
        let there = scanner(&socket, 10_000_000);
        scan_waiting(&desk.board.db, &desk.cabinet).await.unwrap();
        let file = files(&marie.get(&theirs).await.body).remove(0);
        assert_eq!(marie.get(&file).await.status, StatusCode::OK, "{name}");
        // With the scanner there, what is sent is seen at once.
        let mut mentor = Visitor::demo(&router, "mentor@demo.example").await;
        let other = location(&send(&mut mentor, &apply, &application(&[]), &[letter]).await).split('?').next().unwrap().to_owned();
        assert_eq!(files(&mentor.get(&other).await.body).len(), 1, "{name}");
        there.abort();
    }
}

#[tokio::test]
async fn a_store_of_files_that_is_down_costs_nothing_of_what_was_typed() {
    let folder = tempfile::tempdir().unwrap();
    let place = folder.path().join("fichiers");
    let vault = Vault::local(&place).unwrap();
    let (router, desk) = world_with(both_engines().await.remove(0).1, Cabinet { vault, ..cabinet() }).await;
    let mut marie = Visitor::demo(&router, "recruteuse@demo.example").await;
    let (_, public) = published(&router, &desk.board, &mut marie, &[]).await;
    std::fs::remove_dir(&place).unwrap();
    std::fs::write(&place, b"no folder any more").unwrap();
    let mut salome = Visitor::demo(&router, "candidate@demo.example").await;
    let letter = ("piece_lettre_pdf", "lettre.pdf", &ordinary()[..]);
    let a = send(&mut salome, &format!("{public}/postuler"), &application(&[]), &[letter]).await;
    assert_eq!(a.status, StatusCode::INTERNAL_SERVER_ERROR);
    assert!(words(&a.body).contains("panne de notre côté") && a.body.contains("Le mien."), "{}", words(&a.body));
    assert_eq!(kept(&desk.board.db, "candidature").await, 0);
}
