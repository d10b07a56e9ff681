//! Publishing, applying and answering, as those who do it do it.

use super::get;
use super::visitor::{Visitor, mail_to, words};
use crate::desk::service::Desk;
use crate::jobs::publish::form::{Extras, blank};
use crate::jobs::publish::paper::{Paper, Typed};
use crate::jobs::publish::state::State;
use crate::jobs::service::Board;
use crate::jobs::service::publishing::{put_online, tick};
use crate::jobs::store::postings;
use crate::kernel::clock::{now, paris_day};
use crate::kernel::dates::shift;
use crate::store::Db;
use crate::store::testing::both_engines;
use crate::uploads::service::Cabinet;
use axum::Router;
use axum::body::Body;
use axum::http::{Request, StatusCode, header};
use jiff::ToSpan;
use std::sync::Arc;

pub(super) const TITLE: &str = "Coordinateur·rice des ateliers vélobricolage";
pub(super) const LETTER: &str = "Bonjour, je répare des vélos depuis dix ans et j’aimerais le faire avec vous.";

pub(super) async fn world(db: Db) -> (Router, Arc<Board>) {
    let (router, desk) = world_with(db, super::cabinet()).await;
    (router, Arc::clone(&desk.board))
}

pub(super) async fn world_with(db: Db, cabinet: Cabinet) -> (Router, Arc<Desk>) {
    let (router, desk) = super::site_with(db, crate::seeds::demo(paris_day(now())).unwrap(), cabinet).await;
    let slugs = slugs(&desk.board).await;
    crate::people::service::demo::load(&desk.board.db, &slugs, now().as_millisecond()).await.unwrap();
    (router, desk)
}

pub(super) async fn slugs(board: &Board) -> Vec<(String, i64)> {
    let mut tx = board.db.read().await.unwrap();
    crate::organisations::store::slugs(&mut tx).await.unwrap()
}

pub(super) async fn one_engine() -> (Router, Arc<Board>) {
    world(both_engines().await.remove(0).1).await
}

/// A whole form of an offer, with some fields otherwise.
pub(super) fn form<'a>(act: &'a str, last: &'a str, other: &[(&'a str, &'a str)]) -> Vec<(&'a str, &'a str)> {
    let mut all = vec![
        ("geste", act),
        ("formulaire", "offre"),
        ("title", TITLE),
        ("language", "fr"),
        ("contracts.0", "cdi"),
        ("sectors.0", "reemploi"),
        ("function", "formation"),
        ("positions", "1"),
        ("place_label.0", "Nantes"),
        ("remote", "sur-place"),
        ("pay_kind", "montant"),
        ("pay_min", "2 100"),
        ("pay_period", "mois"),
        ("pay_basis", "brut"),
        ("mission", "Animer trois ateliers par semaine et former les bénévoles."),
        ("profile", "Savoir réparer un vélo et l’expliquer."),
        ("last_day", last),
        ("answer_days", "10"),
        ("contact_name", "Marie Delaunay"),
        ("apply_by", "mail"),
        ("piece_lettre", "exige"),
        ("question.0", "Quel vélo réparez-vous le mieux ?"),
        ("charter", "oui"),
    ];
    for (name, value) in other {
        all.retain(|(n, _)| n != name);
        all.push((name, value));
    }
    all
}

pub(super) fn location(a: &super::Answer) -> String {
    assert_eq!(a.status, StatusCode::SEE_OTHER, "{}", words(&a.body));
    a.place().to_owned()
}

/// Begins an offer and returns its address.
pub(super) async fn begin(marie: &mut Visitor<'_>) -> String {
    let a = marie.post("/recruter/we-co/offres/nouvelle", &[("geste", "commencer"), ("formulaire", "nouvelle"), ("title", TITLE)]).await;
    location(&a)
}

/// Publishes an offer and returns the address of its posting and of its page.
pub(super) async fn published(router: &Router, board: &Board, marie: &mut Visitor<'_>, other: &[(&str, &str)]) -> (String, String) {
    let last = shift(paris_day(now()), 20).to_string();
    let here = begin(marie).await;
    location(&marie.post(&here, &form("proposer", &last, other)).await);
    let id = here.rsplit('/').next().unwrap().to_owned();
    let mut team = Visitor::demo(router, "equipe@demo.example").await;
    location(&team.post(&format!("/equipe/offres/{id}"), &[("geste", "accepter")]).await);
    let p = posting(board, &here).await;
    assert_eq!(p.state, State::Published);
    (here, format!("/offres/{}", p.offer_slug.unwrap()))
}

pub(super) async fn posting(board: &Board, here: &str) -> postings::Posting {
    let mut tx = board.db.read().await.unwrap();
    postings::one(&mut tx, here.rsplit('/').next().unwrap().parse().unwrap()).await.unwrap().unwrap()
}

pub(super) async fn mails(db: &Db, cause: &str) -> usize {
    let mut tx = db.read().await.unwrap();
    crate::mail::store::latest(&mut tx).await.unwrap().iter().filter(|m| m.cause == cause).count()
}

const ANSWERED: [(&str, &str); 4] = [("geste", "postuler"), ("formulaire", "candidature"), ("nom", "Salomé Lacombe"), ("answer_1", "Le mien.")];

pub(super) fn application<'a>(more: &[(&'a str, &'a str)]) -> Vec<(&'a str, &'a str)> {
    ANSWERED.into_iter().chain(more.iter().copied()).collect()
}

#[tokio::test]
async fn an_offer_goes_from_its_first_word_to_an_answer() {
    for (name, db) in both_engines().await {
        let (router, board) = world(db).await;
        let last = shift(paris_day(now()), 20).to_string();
        let mut marie = Visitor::demo(&router, "recruteuse@demo.example").await;
        let mut team = Visitor::demo(&router, "equipe@demo.example").await;
        let here = begin(&mut marie).await;
        let a = marie.get(&here).await;
        assert!(a.status == StatusCode::OK && words(&a.body).contains("Il manque"), "{name}: {}", words(&a.body));

        // Wording that excludes blocks, beside its field, with a better sentence; nothing typed is lost.
        let a = marie.post(&here, &form("proposer", &last, &[("profile", "Vous êtes jeune et dynamique.")])).await;
        assert_eq!(a.status, StatusCode::UNPROCESSABLE_ENTITY, "{name}");
        assert!(words(&a.body).contains("L1132-1") && a.body.contains("jeune et dynamique"), "{name}: {}", words(&a.body));
        let a = marie.post(&here, &form("proposer", &last, &[("pay_kind", ""), ("charter", "")])).await;
        assert!(a.status == StatusCode::UNPROCESSABLE_ENTITY && words(&a.body).contains("charte éthique"), "{name}");

        let a = marie.follow(&here, &form("proposer", &last, &[])).await;
        assert!(words(&a.body).contains("Proposée"), "{name}: {}", words(&a.body));
        assert!(!get(&router, "/offres?q=velobricolage").await.body.contains("vélobricolage</a>"), "{name}: seen before it was read");

        // The team reads, asks for changes, then approves.
        let id = here.rsplit('/').next().unwrap();
        let reading = format!("/equipe/offres/{id}");
        assert!(team.get("/equipe/offres").await.body.contains(&reading), "{name}");
        let a = team.get(&reading).await;
        assert!(a.status == StatusCode::OK && words(&a.body).contains("Animer trois ateliers"), "{name}: {}", words(&a.body));
        let a = team.post(&reading, &[("geste", "demander"), ("formulaire", "repondre"), ("mots", "")]).await;
        assert_eq!(a.status, StatusCode::UNPROCESSABLE_ENTITY, "{name}: words are due");
        let a = team.follow(&reading, &[("geste", "demander"), ("formulaire", "repondre"), ("mots", "Dites les horaires des ateliers.")]).await;
        assert_eq!(a.status, StatusCode::OK, "{name}");
        assert!(mail_to(&board.db, "recruteuse@demo.example").await.contains("Dites les horaires des ateliers."), "{name}");
        let a = marie.get(&here).await;
        assert!(words(&a.body).contains("Dites les horaires") && a.body.contains("2 100"), "{name}");
        marie.follow(&here, &form("proposer", &last, &[("rhythm_note", "du mardi au samedi")])).await;
        assert!(words(&team.get(&reading).await.body).contains("Versions précédentes"), "{name}");
        team.follow(&reading, &[("geste", "accepter"), ("formulaire", "accepter")]).await;
        let again = team.post(&reading, &[("geste", "accepter"), ("formulaire", "accepter")]).await;
        assert_eq!(again.status, StatusCode::UNPROCESSABLE_ENTITY, "{name}: approved once");
        let slug = posting(&board, &here).await.offer_slug.unwrap();
        let public = format!("/offres/{slug}");
        assert!(mail_to(&board.db, "recruteuse@demo.example").await.contains(&public), "{name}");
        assert!(get(&router, "/offres?q=velobricolage").await.body.contains(&public), "{name}: search does not find it");
        assert!(get(&router, "/offres.rss?q=velobricolage").await.body.contains(&slug), "{name}: the feed does not hold it");
        let a = get(&router, &public).await;
        assert!(a.body.contains("JobPosting") && a.body.contains(&format!("href=\"{public}/postuler\"")), "{name}");

        // Applying: no letter, no application (rule I6); a second click changes nothing.
        let mut salome = Visitor::demo(&router, "candidate@demo.example").await;
        let apply = format!("{public}/postuler");
        assert!(salome.get(&apply).await.body.contains("Quel vélo réparez-vous"), "{name}");
        let a = salome.post(&apply, &application(&[])).await;
        assert!(a.status == StatusCode::UNPROCESSABLE_ENTITY && words(&a.body).contains("lettre de motivation"), "{name}: {}", words(&a.body));
        assert!(a.body.contains("Le mien."), "{name}: what was typed is kept");
        let a = salome.post(&apply, &application(&[("piece_lettre", LETTER)])).await;
        let mine = location(&a).split('?').next().unwrap().to_owned();
        let again = salome.post(&apply, &application(&[("piece_lettre", LETTER)])).await;
        assert!(location(&again).starts_with(&mine), "{name}: sent twice");
        assert_eq!(mails(&board.db, "candidature").await, 1, "{name}");
        assert!(mail_to(&board.db, "candidate@demo.example").await.contains(LETTER), "{name}: the receipt holds a copy");
        let a = salome.get(&mine).await;
        assert!(words(&a.body).contains("Réponse promise d’ici au"), "{name}: {}", words(&a.body));

        // Somebody else's posting or application does not exist.
        let key = mine.rsplit('/').next().unwrap();
        let theirs = format!("/recruter/candidatures/{key}");
        let mut paul = Visitor::demo(&router, "hote@demo.example").await;
        for path in [
            here.clone(),
            format!("{here}/candidatures"),
            format!("{here}/apercu"),
            theirs.clone(),
            "/recruter/we-co/equipe".to_owned(),
            mine.clone(),
        ] {
            assert_eq!(paul.get(&path).await.status, StatusCode::NOT_FOUND, "{name}: {path}");
            assert_eq!(paul.post(&path, &[("geste", "retirer")]).await.status, StatusCode::NOT_FOUND, "{name}: POST {path}");
        }
        assert_eq!(Visitor::demo(&router, "mentor@demo.example").await.get(&mine).await.status, StatusCode::NOT_FOUND, "{name}");

        // The recruiter reads, notes, and declines with words.
        assert!(marie.get(&format!("{here}/candidatures")).await.body.contains(&theirs), "{name}");
        marie.follow(&theirs, &[("geste", "noter"), ("formulaire", "note"), ("note", "À revoir au printemps.")]).await;
        assert!(!salome.get(&mine).await.body.contains("À revoir au printemps"), "{name}: a note is for colleagues");
        marie.follow(&theirs, &[("geste", "etudier"), ("formulaire", "deplacer")]).await;
        let a = marie.get(&format!("{theirs}?raison=experience")).await;
        assert!(a.body.contains("Bonjour Salomé") && !a.body.contains("{prénom}"), "{name}");
        let short = [("geste", "decliner"), ("formulaire", "decliner"), ("raison", "experience"), ("message", "Non.")];
        assert_eq!(marie.post(&theirs, &short).await.status, StatusCode::UNPROCESSABLE_ENTITY, "{name}");
        let said = "Bonjour Salomé, merci de votre lettre, nous avons choisi une autre personne cette fois.";
        let a = marie.follow(&theirs, &[("geste", "decliner"), ("formulaire", "decliner"), ("raison", "experience"), ("message", said)]).await;
        assert!(words(&a.body).contains("La réponse est partie"), "{name}");
        assert!(mail_to(&board.db, "candidate@demo.example").await.contains(said), "{name}");
        let a = salome.get(&mine).await;
        assert!(words(&a.body).contains("Non retenue") && !words(&a.body).contains("une autre expérience"), "{name}: the reason is not hers to read");
    }
}

async fn field(who: &mut Visitor<'_>, path: &str, name: &str, value: &str, version: &str) -> (StatusCode, serde_json::Value) {
    let pairs = [("geste", "champ"), ("champ", name), ("valeur", value), ("version", version)];
    let body = form_urlencoded::Serializer::new(String::new()).extend_pairs(pairs).finish();
    let request = Request::post(path)
        .header("sec-fetch-site", "same-origin")
        .header(header::ACCEPT, "application/json")
        .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded");
    let a = who.send(request, Body::from(body)).await;
    (a.status, serde_json::from_str(&a.body).unwrap_or_default())
}

#[tokio::test]
async fn fields_save_one_by_one_and_never_over_a_colleague() {
    for (name, db) in both_engines().await {
        let (router, board) = world(db).await;
        let mut desk = Visitor::demo(&router, "recruteuse@demo.example").await;
        let mut phone = Visitor::demo(&router, "recruteuse@demo.example").await;
        let here = begin(&mut desk).await;
        let (status, saved) = field(&mut desk, &here, "mission", "Former", "1").await;
        assert_eq!((status, saved["state"].as_str()), (StatusCode::OK, Some("saved")), "{name}");
        let (status, _) = field(&mut desk, &here, "mission", "Former les bénévoles", "1").await;
        assert_eq!(status, StatusCode::OK, "{name}: one's own field is never a conflict");
        let (status, saved) = field(&mut phone, &here, "mission", "Accueillir", "1").await;
        assert_eq!((status, saved["theirs"].as_str()), (StatusCode::CONFLICT, Some("Former les bénévoles")), "{name}");
        let (status, _) = field(&mut phone, &here, "profile", "Écouter", "1").await;
        assert_eq!(status, StatusCode::OK, "{name}: another field");
        assert_eq!(field(&mut desk, &here, "pirate", "x", "1").await.0, StatusCode::UNPROCESSABLE_ENTITY, "{name}");
        let p = posting(&board, &here).await;
        assert_eq!((p.typed.get("mission"), p.typed.get("profile")), ("Former les bénévoles", "Écouter"), "{name}");
        // The whole form, sent from a page opened before: what was written elsewhere stays and is shown.
        let a = phone.post(&here, &form("enregistrer", "2027-01-01", &[("version", "1"), ("mission", "Accueillir")])).await;
        assert!(
            a.status == StatusCode::CONFLICT && words(&a.body).contains("Former les bénévoles") && a.body.contains("Accueillir"),
            "{name}: {}",
            a.status
        );
    }
}

#[tokio::test]
async fn an_address_is_confirmed_once_and_nothing_is_typed_twice() {
    for (name, db) in both_engines().await {
        let (router, board) = world(db).await;
        let mut marie = Visitor::demo(&router, "recruteuse@demo.example").await;
        let (here, public) = published(&router, &board, &mut marie, &[]).await;
        let apply = format!("{public}/postuler");
        let mut nobody = Visitor::new(&router);
        let sent = application(&[("piece_lettre", LETTER), ("courriel", "Awa@Exemple.fr")]);
        for _ in 0..2 {
            let a = nobody.post(&apply, &sent).await;
            assert!(a.status == StatusCode::OK && words(&a.body).contains("awa@exemple.fr"), "{name}: {}", words(&a.body));
        }
        assert_eq!(mails(&board.db, "candidature").await, 1, "{name}: two clicks, one mail");
        let mail = mail_to(&board.db, "awa@exemple.fr").await;
        let link = super::visitor::link_in(&mail);
        let list = format!("{here}/candidatures");
        assert!(!marie.get(&list).await.body.contains("Salomé Lacombe"), "{name}: not sent before the address is confirmed");
        assert!(words(&nobody.get(&link).await.body).contains(LETTER), "{name}");
        assert!(!marie.get(&list).await.body.contains("Salomé Lacombe"), "{name}: opening a link sends nothing");
        let a = nobody.post(&link, &[("geste", "confirmer")]).await;
        assert!(a.status == StatusCode::OK && words(&a.body).contains("Votre candidature est envoyée"), "{name}: {}", words(&a.body));
        assert_eq!(nobody.post(&link, &[("geste", "confirmer")]).await.status, StatusCode::GONE, "{name}");
        assert_eq!(nobody.get(&link).await.status, StatusCode::GONE, "{name}");
        assert!(marie.get(&list).await.body.contains("Salomé Lacombe"), "{name}");
        assert!(mail_to(&board.db, "awa@exemple.fr").await.contains(LETTER), "{name}: the receipt");
        assert_eq!(nobody.get("/offres/nulle-part/postuler").await.status, StatusCode::NOT_FOUND, "{name}");
    }
}

async fn online(board: &Board, left: i32) -> (i64, String) {
    let slugs = slugs(board).await;
    let (_, organisation) = slugs.iter().find(|(s, _)| s == "we-co").unwrap();
    let today = paris_day(now());
    let mut tx = board.db.begin().await.unwrap();
    let mut draft = blank("WE-CO", "0", shift(today, -10));
    draft.title = format!("Relieur {left}");
    draft.contracts = vec![crate::jobs::model::Contract::Cdi];
    draft.last_day = Some(shift(today, left));
    let typed = Typed::of(&draft, &Extras::default());
    let id = postings::create(&mut tx, *organisation, &typed, 1).await.unwrap();
    let mut p = postings::one(&mut tx, id).await.unwrap().unwrap();
    p.state = State::Published;
    put_online(&mut tx, &board.places, &mut p, Paper { draft, questions: Vec::new() }, now().as_millisecond()).await.unwrap();
    assert!(postings::save(&mut tx, &mut p, 1).await.unwrap());
    tx.commit().await.unwrap();
    (id, p.offer_slug.unwrap())
}

#[tokio::test]
async fn m13_nobody_applies_after_the_last_day() {
    let (router, board) = one_engine().await;
    let (id, slug) = online(&board, -1).await;
    let mut salome = Visitor::demo(&router, "candidate@demo.example").await;
    let page = salome.get(&format!("/offres/{slug}")).await;
    assert!(page.status == StatusCode::OK && !page.body.contains("JobPosting") && !page.body.contains("postuler\""));
    for _ in 0..2 {
        let a = salome.get(&format!("/offres/{slug}/postuler")).await;
        assert!(a.status == StatusCode::GONE && words(&a.body).contains("n’est plus ouverte"), "{}", words(&a.body));
        let a = salome.post(&format!("/offres/{slug}/postuler"), &application(&[("piece_lettre", LETTER)])).await;
        assert_eq!(a.status, StatusCode::GONE);
        tick(&board, now()).await.unwrap();
    }
    assert_eq!(posting(&board, &format!("/{id}")).await.state, State::Expired);
    // Its manager opens it again.
    let mut marie = Visitor::demo(&router, "recruteuse@demo.example").await;
    let until = shift(paris_day(now()), 15).to_string();
    marie.follow(&format!("/recruter/offres/{id}"), &[("geste", "prolonger"), ("formulaire", "prolonger"), ("jusqu_au", &until)]).await;
    assert_eq!(salome.get(&format!("/offres/{slug}/postuler")).await.status, StatusCode::OK);
    assert!(get(&router, "/offres?q=relieur").await.body.contains(&slug));
}

#[tokio::test]
async fn reminders_and_the_closing_happen_once_whoever_counts() {
    for (name, db) in both_engines().await {
        let (_, board) = world(db).await;
        let (id, _) = online(&board, 6).await;
        let at = |days: i64| now().checked_add((24 * days).hours()).unwrap();
        for (days, cause, total) in
            [(0, "offre-rappel", 1), (2, "offre-rappel", 1), (5, "offre-rappel", 2), (6, "offre-rappel", 2), (8, "offre-echue", 1)]
        {
            let (a, b) = tokio::join!(tick(&board, at(days)), tick(&board, at(days)));
            assert!(a.is_ok() && b.is_ok(), "{name}");
            tick(&board, at(days)).await.unwrap();
            assert_eq!(mails(&board.db, cause).await, total, "{name}: after {days} days");
        }
        assert_eq!(posting(&board, &format!("/{id}")).await.state, State::Expired, "{name}");
    }
}

#[tokio::test]
async fn a_published_offer_changes_in_details_at_once_and_in_words_after_reading() {
    let (router, board) = one_engine().await;
    let last = shift(paris_day(now()), 20).to_string();
    let mut marie = Visitor::demo(&router, "recruteuse@demo.example").await;
    let (here, public) = published(&router, &board, &mut marie, &[]).await;
    let a = marie.follow(&here, &form("proposer", &last, &[("team", "Sept personnes et un chat")])).await;
    assert!(words(&a.body).contains("Les modifications sont en ligne"), "{}", words(&a.body));
    assert!(get(&router, &public).await.body.contains("Sept personnes et un chat"));
    let new = "Animer quatre ateliers par semaine.";
    marie.follow(&here, &form("proposer", &last, &[("team", "Sept personnes et un chat"), ("mission", new)])).await;
    assert_eq!(posting(&board, &here).await.state, State::Revised);
    assert!(!get(&router, &public).await.body.contains(new), "the approved text stays");
    let mut team = Visitor::demo(&router, "equipe@demo.example").await;
    let reading = here.replace("/recruter/", "/equipe/");
    assert!(words(&team.get(&reading).await.body).contains("Ce qui change"));
    team.follow(&reading, &[("geste", "accepter")]).await;
    assert!(get(&router, &public).await.body.contains(new));

    // One person withdraws and comes back, another waits; the offer closes and who waits is told.
    let mut salome = Visitor::demo(&router, "candidate@demo.example").await;
    let mine = location(&salome.post(&format!("{public}/postuler"), &application(&[("piece_lettre", LETTER)])).await);
    let mine = mine.split('?').next().unwrap().to_owned();
    salome.follow(&mine, &[("geste", "retirer")]).await;
    assert_eq!(salome.post(&mine, &[("geste", "retirer")]).await.status, StatusCode::UNPROCESSABLE_ENTITY);
    let again = location(&salome.post(&format!("{public}/postuler"), &application(&[("piece_lettre", LETTER)])).await);
    assert!(again.starts_with(&mine) && again.contains("candidature-envoyee"), "{again}");
    let mut mentor = Visitor::demo(&router, "mentor@demo.example").await;
    location(&mentor.post(&format!("{public}/postuler"), &application(&[("piece_lettre", LETTER)])).await);
    let id = mine.rsplit('/').next().unwrap();
    let list = format!("{here}/candidatures");
    let batch = [("geste", "patienter"), ("formulaire", "lot"), ("candidature", id)];
    assert_eq!(marie.follow(&list, &batch).await.status, StatusCode::OK);
    assert!(marie.get(&format!("{list}?onglet=en-attente&tri=nom")).await.body.contains(&format!("/recruter/candidatures/{id}")));
    let stranger = [("geste", "patienter"), ("formulaire", "lot"), ("candidature", "999")];
    assert_eq!(marie.post(&list, &stranger).await.status, StatusCode::NOT_FOUND);
    marie.follow(&here, &[("geste", "pourvoir"), ("formulaire", "clore"), ("prevenir", "oui")]).await;
    for who in ["candidate@demo.example", "mentor@demo.example"] {
        assert!(mail_to(&board.db, who).await.contains("vient d’être pourvu"), "{who}");
    }
    let page = get(&router, &public).await;
    assert!(page.body.contains("Cette offre est close depuis") && !page.body.contains("JobPosting"));
    assert!(!get(&router, "/offres?q=velobricolage").await.body.contains(&public));
}
