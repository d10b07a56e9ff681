//! Applying to a programme, as candidates and the team do.

use super::visitor::{Visitor, mail_to, words};
use super::{demo_with_accounts, site};
use crate::candidacy::model::choices::Programme;
use crate::candidacy::model::edition::Edition;
use crate::candidacy::model::settings::{Settings, default_places};
use crate::candidacy::store::{self, dossiers};
use crate::jobs::import::Parsed;
use crate::kernel::clock::{now, paris_day};
use crate::kernel::dates::shift;
use crate::people::model::{Held, Role};
use crate::people::service::demo::PASSWORD;
use crate::people::store as people;
use crate::store::Db;
use crate::store::testing::both_engines;
use axum::body::Body;
use axum::http::{Request, StatusCode, header};

/// An edition of a programme open today; `last` is its last day from today.
pub(super) fn edition(programme: Programme, slug: &str, last: Option<i32>) -> Edition {
    let today = paris_day(now());
    Edition {
        programme,
        slug: slug.to_owned(),
        title: "Programme d’essai".to_owned(),
        cohort: format!("promotion {slug}"),
        city: "Paris".to_owned(),
        opens: shift(today, -90),
        last_day: last.map(|d| shift(today, d)),
        starts: None,
        places: default_places(programme),
        shortlist_on: None,
        interviews_on: None,
        settings: Settings::of(programme),
    }
}

pub(super) async fn add(db: &Db, e: &Edition) -> i64 {
    let mut tx = db.begin().await.unwrap();
    let id = store::add_edition(&mut tx, e, true, now().as_millisecond()).await.unwrap().unwrap();
    tx.commit().await.unwrap();
    id
}

/// Accounts with the demo password.
pub(super) async fn people(db: &Db, all: &[(&str, &[Role])]) {
    let hash = crate::people::service::secrets::hash(PASSWORD.to_owned()).await.unwrap();
    let at = now().as_millisecond();
    let mut tx = db.begin().await.unwrap();
    for (email, roles) in all {
        let id = people::create(&mut tx, email, email.split('@').next().unwrap(), at).await.unwrap();
        people::mark_demo(&mut tx, id).await.unwrap();
        people::set_password(&mut tx, id, Some(hash.clone()), at).await.unwrap();
        for role in *roles {
            people::give(&mut tx, id, Held { role: *role, organisation: None }, at).await.unwrap();
        }
    }
    tx.commit().await.unwrap();
}

/// A field that saves itself, as the browser sends it.
pub(super) async fn field(v: &mut Visitor<'_>, page: &str, name: &str, value: &str, version: &str) -> (StatusCode, String) {
    let fields = [("geste", "champ"), ("champ", name), ("valeur", value), ("version", version)];
    let body = form_urlencoded::Serializer::new(String::new()).extend_pairs(fields).finish();
    let request = Request::post(page)
        .header("sec-fetch-site", "same-origin")
        .header(header::ACCEPT, "application/json")
        .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded");
    let a = v.send(request, Body::from(body)).await;
    (a.status, a.body)
}

pub(super) fn version_in(json: &str) -> String {
    json.split("\"version\":\"").nth(1).unwrap().split('"').next().unwrap().to_owned()
}

/// Begins a file and returns its page.
pub(super) async fn start(v: &mut Visitor<'_>, slug: &str) -> String {
    let a = v.post("/mon-espace/dossiers", &[("geste", "commencer"), ("edition", slug)]).await;
    assert_eq!(a.status, StatusCode::SEE_OTHER, "{slug}: {}", words(&a.body));
    a.headers[header::LOCATION].to_str().unwrap().split('?').next().unwrap().to_owned()
}

const RIGHT: &[(&str, &str)] = &[
    ("letter", "J’ai envie de servir."),
    ("search", "ess"),
    ("converting", "non"),
    ("studying", "non"),
    ("in_internship", "non"),
    ("in_civic_service", "non"),
    ("diplomas.a.level", "bac-3"),
];

pub(super) async fn fill(v: &mut Visitor<'_>, page: &str) {
    for (name, value) in RIGHT {
        let (status, body) = field(v, page, name, value, "0").await;
        assert_eq!(status, StatusCode::OK, "{name}: {body}");
    }
    let today = paris_day(now());
    let month = format!("{:02}/{}", today.month(), today.year());
    // The first of this month is never ahead.
    let (status, body) = field(v, page, "diplomas.a.date", &month, "0").await;
    assert_eq!(status, StatusCode::OK, "{body}");
}

#[tokio::test]
async fn m1_eligibility_is_told_before_any_form_with_every_reason() {
    for (name, db) in both_engines().await {
        let (router, board) = site(db, Parsed::default()).await;
        let mut v = Visitor::new(&router);
        for path in ["/programmes/associe", "/programmes/propulse", "/programmes/apte", "/programmes/pathfinder", "/orientation"] {
            assert_eq!(v.get(path).await.status, StatusCode::OK, "{name}: {path} without an edition");
        }
        add(&board.db, &edition(Programme::Associe, "associe-essai", Some(14))).await;
        let ask = [("geste", "repondre"), ("formulaire", "questions"), ("mois", "35"), ("stage", "6"), ("alternance", "12")];
        let more = [("autorisation", "oui"), ("francais", "couramment"), ("anglais", "travailler")];
        let all: Vec<_> = ask.iter().chain(&more).copied().collect();
        let a = v.post("/programmes/associe", &all).await;
        let said = words(&a.body);
        assert_eq!(a.status, StatusCode::OK, "{name}");
        assert!(said.contains("il manque 1 mois") && said.contains("ne comptent pas"), "{name}: {said}");
        assert!(said.contains("Où regarder") && !said.contains("Commencer mon dossier"), "{name}: {said}");
        assert!(a.body.contains("value=\"35\""), "{name}: what was answered stays");
        let enough: Vec<_> = all.iter().map(|(k, v)| if *k == "mois" { (*k, "36") } else { (*k, *v) }).collect();
        let a = v.post("/programmes/associe", &enough).await;
        assert!(words(&a.body).contains("Vous pouvez candidater."), "{name}: {}", words(&a.body));
        assert!(a.body.contains("/connexion?retour=%2Fmon-espace%2Fdossiers%3Fedition%3Dassocie-essai"), "{name}");
        let a = v.post("/programmes/associe", &[("geste", "repondre"), ("formulaire", "questions"), ("mois", "beaucoup")]).await;
        assert_eq!(a.status, StatusCode::UNPROCESSABLE_ENTITY, "{name}");
        assert_eq!(v.get("/programmes/inconnu").await.status, StatusCode::NOT_FOUND, "{name}");
        let a = v.post("/orientation", &[("geste", "repondre"), ("reconversion", "oui"), ("mois", "60"), ("francais", "couramment")]).await;
        assert!(words(&a.body).contains("Ce qui peut vous convenir") && words(&a.body).contains("Pathfinder"), "{name}");
    }
}

#[tokio::test]
async fn a_file_saves_itself_on_two_devices_is_submitted_changed_and_acknowledged() {
    for (name, db) in both_engines().await {
        let (router, board) = site(db, Parsed::default()).await;
        people(&board.db, &[("lea@demo.example", &[]), ("autre@demo.example", &[])]).await;
        add(&board.db, &edition(Programme::Propulse, "propulse-essai", None)).await;
        add(&board.db, &edition(Programme::Pathfinder, "pathfinder-essai", Some(3))).await;
        let mut phone = Visitor::demo(&router, "lea@demo.example").await;
        let mut laptop = Visitor::demo(&router, "lea@demo.example").await;
        let page = start(&mut phone, "propulse-essai").await;
        assert_eq!(start(&mut laptop, "propulse-essai").await, page, "{name}: one file per edition");
        let a = phone.get(&page).await;
        assert!(a.body.contains("data-autosave") && a.body.contains("Déposer mon dossier"), "{name}");

        let (status, body) = field(&mut phone, &page, "letter", "Du téléphone", "0").await;
        assert_eq!(status, StatusCode::OK, "{name}: {body}");
        let version = version_in(&body);
        let (status, body) = field(&mut laptop, &page, "letter", "De l’ordinateur", "0").await;
        assert_eq!(status, StatusCode::CONFLICT, "{name}: {body}");
        assert!(body.contains("Du téléphone") && version_in(&body) == version, "{name}: {body}");
        let (status, _) = field(&mut laptop, &page, "letter", "Les deux", &version).await;
        assert_eq!(status, StatusCode::OK, "{name}");
        let (status, _) = field(&mut phone, &page, "letter", "Les deux", "0").await;
        assert_eq!(status, StatusCode::OK, "{name}: the same text is no conflict");
        let (status, body) = field(&mut phone, &page, "search", "peut-être", "0").await;
        assert!(status == StatusCode::UNPROCESSABLE_ENTITY && body.contains("liste"), "{name}: {body}");
        let (status, _) = field(&mut phone, &page, "age", "plus-de-45", "0").await;
        assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY, "{name}: not asked here");

        // Without script: all at once; what is stale or wrong is shown again as typed, the rest is saved.
        let a = phone
            .post(&page, &[("geste", "enregistrer"), ("formulaire", "f-questions"), ("lu", "1"), ("search", "ess"), ("converting", "peut-être")])
            .await;
        assert_eq!(a.status, StatusCode::UNPROCESSABLE_ENTITY, "{name}");
        let a = laptop.post(&page, &[("geste", "enregistrer"), ("formulaire", "f-lettre"), ("lu", "1"), ("letter", "Troisième")]).await;
        assert_eq!(a.status, StatusCode::SEE_OTHER, "{name}: this device wrote it last");
        let a = phone.post(&page, &[("geste", "enregistrer"), ("formulaire", "f-lettre"), ("lu", "1"), ("letter", "Quatrième")]).await;
        assert_eq!(a.status, StatusCode::CONFLICT, "{name}");
        assert!(a.body.contains("Quatrième") && words(&a.body).contains("Troisième"), "{name}");

        // Incomplete: refused with what is missing.
        let a = phone.post(&page, &[("geste", "deposer"), ("formulaire", "deposer")]).await;
        assert_eq!(a.status, StatusCode::UNPROCESSABLE_ENTITY, "{name}");
        assert!(words(&a.body).contains("Une réponse sur la reconversion") && words(&a.body).contains("Un diplôme à indiquer"), "{name}");
        let a = phone.follow(&page, &[("geste", "ajouter"), ("liste", "languages")]).await;
        assert!(words(&a.body).contains("Nouvelle langue"), "{name}");
        let row = a.body.split("value=\"languages.").nth(1).unwrap().split('"').next().unwrap().to_owned();
        let a = phone.follow(&page, &[("geste", "retirer-ligne"), ("ligne", &format!("languages.{row}"))]).await;
        assert!(!words(&a.body).contains("Nouvelle langue"), "{name}");

        // What was saved above keeps its version.
        for (field_name, value) in RIGHT.iter().filter(|(f, _)| !matches!(*f, "letter" | "search")) {
            let (status, body) = field(&mut phone, &page, field_name, value, "0").await;
            assert_eq!(status, StatusCode::OK, "{name}: {field_name}: {body}");
        }
        let (status, _) = field(&mut phone, &page, "diplomas.a.date", "01/2026", "0").await;
        assert_eq!(status, StatusCode::OK, "{name}");
        let mut other = Visitor::demo(&router, "autre@demo.example").await;
        for path in [page.clone(), format!("{page}/recu"), format!("{page}/amenagements"), format!("{page}/entrainement")] {
            assert_eq!(other.get(&path).await.status, StatusCode::NOT_FOUND, "{name}: {path} is somebody else's");
        }
        assert_eq!(other.post(&page, &[("geste", "retirer")]).await.status, StatusCode::NOT_FOUND, "{name}");
        assert_eq!(field(&mut other, &page, "letter", "Piraté", "0").await.0, StatusCode::UNPROCESSABLE_ENTITY, "{name}");

        let a = phone.follow(&page, &[("geste", "deposer")]).await;
        assert!(words(&a.body).contains("Votre reçu") && words(&a.body).contains("Troisième"), "{name}: {}", words(&a.body));
        let mail = mail_to(&board.db, "lea@demo.example").await;
        assert!(mail.contains("est déposé") && mail.contains("Troisième") && mail.contains(&page), "{name}: {mail}");
        let (status, body) = field(&mut phone, &page, "letter", "Après", &version).await;
        assert!(status == StatusCode::UNPROCESSABLE_ENTITY && body.contains("ouvrez-le de nouveau"), "{name}: {body}");
        let a = phone.follow(&page, &[("geste", "rouvrir")]).await;
        assert!(words(&a.body).contains("ouvert de nouveau"), "{name}");
        let a = phone.post(&page, &[("geste", "enregistrer"), ("formulaire", "f-lettre"), ("lu", "9999"), ("letter", "Cinquième")]).await;
        assert_eq!(a.status, StatusCode::SEE_OTHER, "{name}");
        let a = phone.follow(&page, &[("geste", "deposer")]).await;
        assert!(words(&a.body).contains("Cinquième"), "{name}");
        let a = phone.follow(&page, &[("geste", "retirer")]).await;
        assert!(words(&a.body).contains("Votre candidature est retirée"), "{name}");

        // Another edition begins with what was written, without what it does not ask for.
        let next = start(&mut phone, "pathfinder-essai").await;
        let a = phone.get(&next).await;
        assert!(a.body.contains("Cinquième") && !a.body.contains("reconversion"), "{name}");
        let mut tx = board.db.read().await.unwrap();
        let id: i64 = next.rsplit('/').next().unwrap().parse().unwrap();
        let c = dossiers::candidacy(&mut tx, id).await.unwrap().unwrap();
        assert_eq!((c.dossier.search, c.dossier.converting), (None, None), "{name}");
    }
}

#[tokio::test]
async fn after_the_last_day_nothing_is_submitted_nor_written() {
    for (name, db) in both_engines().await {
        let (router, board) = site(db, Parsed::default()).await;
        people(&board.db, &[("lea@demo.example", &[])]).await;
        let id = add(&board.db, &edition(Programme::Pathfinder, "pathfinder-clos", Some(1))).await;
        let mut lea = Visitor::demo(&router, "lea@demo.example").await;
        let page = start(&mut lea, "pathfinder-clos").await;
        assert_eq!(field(&mut lea, &page, "letter", "À temps", "0").await.0, StatusCode::OK, "{name}");
        let mut tx = board.db.begin().await.unwrap();
        store::set_edition(&mut tx, id, &edition(Programme::Pathfinder, "pathfinder-clos", Some(-1)), true, 1).await.unwrap();
        tx.commit().await.unwrap();
        let (status, body) = field(&mut lea, &page, "letter", "Trop tard", "2").await;
        assert!(status == StatusCode::UNPROCESSABLE_ENTITY && body.contains("closes"), "{name}: {body}");
        let a = lea.post(&page, &[("geste", "deposer")]).await;
        assert!(a.status == StatusCode::UNPROCESSABLE_ENTITY && words(&a.body).contains("le dernier jour est passé"), "{name}: {}", words(&a.body));
        let a = lea.post("/mon-espace/dossiers", &[("geste", "commencer"), ("edition", "pathfinder-clos")]).await;
        assert_eq!(a.status, StatusCode::SEE_OTHER, "{name}: the file that is there is shown");
        assert!(words(&lea.get(&page).await.body).contains("À temps"), "{name}");
    }
}

#[tokio::test]
async fn the_demo_world_has_files_to_write_and_to_read() {
    let (router, board) = demo_with_accounts().await;
    for _ in 0..2 {
        crate::candidacy::service::demo::load(&board.db, paris_day(now()), now().as_millisecond()).await.unwrap();
    }
    let mut salome = Visitor::demo(&router, "candidate@demo.example").await;
    let a = salome.get("/mon-espace/dossiers").await;
    let page = a.body.split("href=\"/mon-espace/dossiers/").nth(1).unwrap().split('"').next().unwrap();
    let a = salome.get(&format!("/mon-espace/dossiers/{page}")).await;
    let said = words(&a.body);
    assert!(said.contains("Votre dossier, Salomé") && said.contains("33 mois comptés, sur 36 demandés"), "{said}");
    assert!(said.contains("Une date à corriger") && said.contains("Un projet à raconter") && said.contains("soit encore 14 jours"), "{said}");
    assert!(a.body.contains("type=\"file\"") && a.body.contains("player.vimeo.com"), "the CV's form and the film");
    let mut team = Visitor::demo(&router, "equipe@demo.example").await;
    let a = team.get("/equipe/editions").await;
    assert!(words(&a.body).contains("promotion"), "{}", words(&a.body));
    for programme in Programme::ALL {
        let a = Visitor::new(&router).get(programme.path()).await;
        assert!(words(&a.body).contains("Places"), "{}", words(&a.body));
    }
}

#[tokio::test]
async fn c15_a_video_of_an_instance_of_the_configuration_is_taken_and_may_be_shown() {
    for (name, db) in both_engines().await {
        let (router, board) = site(db, Parsed::default()).await;
        people(&board.db, &[("lea@demo.example", &[])]).await;
        add(&board.db, &edition(Programme::Associe, "associe-film", Some(14))).await;
        let mut lea = Visitor::demo(&router, "lea@demo.example").await;
        let page = start(&mut lea, "associe-film").await;
        let there = |host: &str| format!("https://{host}/w/kkGMgK9ZtnKfYAgnEtQxbv");
        let (status, body) = field(&mut lea, &page, "video", &there("tube.ailleurs.example"), "0").await;
        assert!(status == StatusCode::UNPROCESSABLE_ENTITY && body.contains("Cette instance PeerTube"), "{name}: {body}");
        let (status, body) = field(&mut lea, &page, "video", &there("tube.essai.example"), "0").await;
        assert_eq!(status, StatusCode::OK, "{name}: {body}");
        let a = lea.get(&page).await;
        assert!(words(&a.body).contains("PeerTube reconnu") && a.body.contains("https://tube.essai.example/videos/embed/"), "{name}");
        for path in [page.as_str(), "/offres", "/offres", "/contact"] {
            let a = lea.get(path).await;
            let policy = a.headers[header::CONTENT_SECURITY_POLICY].to_str().unwrap();
            let frames = policy.split("; ").find(|d| d.starts_with("frame-src")).unwrap();
            assert!(frames.ends_with(" https://tube.essai.example"), "{name}: {path}: {policy}");
            let nonce = policy.split("'nonce-").nth(1).unwrap().split('\'').next().unwrap();
            assert!(a.body.contains(&format!("nonce=\"{nonce}\"")), "{name}: {path}: the nonce is the page's");
        }
    }
}
