//! Applying to a programme, as candidates and the team do.

use super::visitor::{Visitor, mail_to, words};
use super::{demo_with_accounts, site};
use crate::candidacy::model::choices::Programme;
use crate::candidacy::model::edition::Edition;
use crate::candidacy::model::settings::{Settings, default_places};
use crate::candidacy::model::state::State;
use crate::candidacy::store::{self, dossiers};
use crate::jobs::import::Parsed;
use crate::kernel::clock::{now, paris_day};
use crate::kernel::dates::shift;
use crate::people::model::{Held, Role};
use crate::people::service::demo::PASSWORD;
use crate::people::store as people;
use crate::store::Db;
use crate::store::testing::both_engines;
use axum::Router;
use axum::body::Body;
use axum::http::{Request, StatusCode, header};

/// An edition of a programme open today; `last` is its last day from today.
fn edition(programme: Programme, slug: &str, last: Option<i32>) -> Edition {
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

async fn add(db: &Db, e: &Edition) -> i64 {
    let mut tx = db.begin().await.unwrap();
    let id = store::add_edition(&mut tx, e, true, now().as_millisecond()).await.unwrap().unwrap();
    tx.commit().await.unwrap();
    id
}

/// Accounts with the demo password.
async fn people(db: &Db, all: &[(&str, &[Role])]) {
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
async fn field(v: &mut Visitor<'_>, page: &str, name: &str, value: &str, version: &str) -> (StatusCode, String) {
    let fields = [("geste", "champ"), ("champ", name), ("valeur", value), ("version", version)];
    let body = form_urlencoded::Serializer::new(String::new()).extend_pairs(fields).finish();
    let request = Request::post(page)
        .header("sec-fetch-site", "same-origin")
        .header(header::ACCEPT, "application/json")
        .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded");
    let a = v.send(request, Body::from(body)).await;
    (a.status, a.body)
}

fn version_in(json: &str) -> String {
    json.split("\"version\":\"").nth(1).unwrap().split('"').next().unwrap().to_owned()
}

/// Begins a file and returns its page.
async fn start(v: &mut Visitor<'_>, slug: &str) -> String {
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

async fn fill(v: &mut Visitor<'_>, page: &str) {
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

/// Two files submitted on a closed Pathfinder edition, with two people of the team and an administrator.
async fn reviewed(db: &Db, router: &Router) -> (i64, [i64; 2]) {
    let all: &[(&str, &[Role])] = &[
        ("lea@demo.example", &[]),
        ("marc@demo.example", &[]),
        ("lectrice@demo.example", &[Role::Team]),
        ("lecteur@demo.example", &[Role::Team]),
        ("chef@demo.example", &[Role::Admin]),
    ];
    people(db, all).await;
    let mut open = edition(Programme::Pathfinder, "pathfinder-lu", Some(1));
    open.settings.practice_hours = 3;
    let id = add(db, &open).await;
    let mut keys = [0; 2];
    for (i, who) in ["lea@demo.example", "marc@demo.example"].iter().enumerate() {
        let mut v = Visitor::demo(router, who).await;
        let page = start(&mut v, "pathfinder-lu").await;
        assert_eq!(field(&mut v, &page, "letter", &format!("La lettre de {who}"), "0").await.0, StatusCode::OK);
        let a = v.follow(&page, &[("geste", "deposer")]).await;
        assert!(words(&a.body).contains("Votre reçu"), "{}", words(&a.body));
        keys[i] = page.rsplit('/').next().unwrap().parse().unwrap();
    }
    (id, keys)
}

async fn close(db: &Db, id: i64) {
    let mut tx = db.begin().await.unwrap();
    let mut e = store::edition(&mut tx, id).await.unwrap().unwrap().edition;
    e.last_day = Some(shift(paris_day(now()), -1));
    store::set_edition(&mut tx, id, &e, true, 1).await.unwrap();
    tx.commit().await.unwrap();
}

const CRITERIA: [&str; 6] = ["pragmatisme", "relations", "adaptation", "resolution", "impact", "motivation"];

async fn read_all(v: &mut Visitor<'_>, file: &str, mark: &str, act: &str) -> super::Answer {
    let names: Vec<String> = CRITERIA.iter().map(|c| format!("note-{c}")).collect();
    let said: Vec<String> = CRITERIA.iter().map(|c| format!("{mark} {c}")).collect();
    let mut fields = vec![("geste", act), ("formulaire", "lecture")];
    for i in 0..6 {
        fields.push((names[i].as_str(), "3"));
        fields.push((CRITERIA[i], said[i].as_str()));
    }
    v.follow(file, &fields).await
}

#[tokio::test]
async fn the_team_reads_blind_and_publishes_together() {
    for (name, db) in both_engines().await {
        let (router, board) = site(db, Parsed::default()).await;
        let (edition, [lea, marc]) = reviewed(&board.db, &router).await;
        let mut one = Visitor::demo(&router, "lectrice@demo.example").await;
        let mut two = Visitor::demo(&router, "lecteur@demo.example").await;
        let (list, decisions) = (format!("/equipe/editions/{edition}"), format!("/equipe/editions/{edition}/decisions"));
        let file = |id: i64| format!("/equipe/dossiers/{id}");
        let a = one.post(&list, &[("geste", "etude")]).await;
        assert!(a.status == StatusCode::UNPROCESSABLE_ENTITY && words(&a.body).contains("peuvent encore changer"), "{name}");
        close(&board.db, edition).await;
        let a = one.follow(&list, &[("geste", "etude")]).await;
        assert!(words(&a.body).contains("En étude"), "{name}: {}", words(&a.body));
        assert!(!words(&one.get(&format!("{list}?etat=deposee")).await.body).contains("marc"), "{name}: filtered");
        assert_eq!(one.get(&format!("{list}?etat=en-etude&manque=complet&tri=nom")).await.status, StatusCode::OK, "{name}");
        let a = one.post(&list, &[("geste", "csv")]).await;
        assert_eq!((a.status, a.headers[header::CONTENT_TYPE].to_str().unwrap()), (StatusCode::OK, "text/csv; charset=utf-8"), "{name}");
        assert!(a.body.contains("\"marc@demo.example\"") && a.body.lines().count() == 3, "{name}: {}", a.body);

        let a = one.get(&file(lea)).await;
        assert!(a.body.contains("La lettre de lea") && words(&a.body).contains("Pragmatisme"), "{name}");
        let mut candidate = Visitor::demo(&router, "lea@demo.example").await;
        let a = candidate.get(&format!("/mon-espace/dossiers/{lea}")).await;
        assert!(words(&a.body).contains("lectrice") && words(&a.body).contains("Le dossier"), "{name}: {}", words(&a.body));
        assert_eq!(candidate.get(&file(lea)).await.status, StatusCode::FORBIDDEN, "{name}");

        // Blind until handed in.
        read_all(&mut one, &file(lea), "SECRET", "remettre").await;
        assert!(!two.get(&file(lea)).await.body.contains("SECRET"), "{name}");
        let partial = two.post(&file(lea), &[("geste", "remettre"), ("formulaire", "lecture"), ("note-impact", "2"), ("impact", "peu")]).await;
        assert!(partial.status == StatusCode::UNPROCESSABLE_ENTITY && partial.body.contains("peu"), "{name}");
        assert!(read_all(&mut two, &file(lea), "MIEN", "remettre").await.body.contains("SECRET"), "{name}");
        let again = two.post(&file(lea), &[("geste", "lecture"), ("note-impact", "1"), ("impact", "autre")]).await;
        assert_eq!(again.status, StatusCode::UNPROCESSABLE_ENTITY, "{name}: handed in");

        // A conflict closes the file.
        let a = two.post(&file(marc), &[("geste", "conflit"), ("conflict", "C’est mon voisin.")]).await;
        assert_eq!(a.status, StatusCode::SEE_OTHER, "{name}");
        let a = two.get(&file(marc)).await;
        assert!(a.status == StatusCode::NOT_FOUND && a.body.contains("se lit sans vous"), "{name}");
        let choose = |id: i64, choice: &'static str| {
            [("geste".to_owned(), "preparer".to_owned()), ("dossier".to_owned(), id.to_string()), ("choix".to_owned(), choice.to_owned())]
        };
        let send = |fields: [(String, String); 3]| fields.to_vec();
        let refused = send(choose(marc, "inviter"));
        let refused: Vec<(&str, &str)> = refused.iter().map(|(k, v)| (k.as_str(), v.as_str())).collect();
        assert_eq!(two.post(&decisions, &refused).await.status, StatusCode::UNPROCESSABLE_ENTITY, "{name}");

        // All or nothing.
        let a = one.post(&decisions, &[("geste", "publier")]).await;
        assert!(a.status == StatusCode::UNPROCESSABLE_ENTITY && words(&a.body).contains("attend une décision"), "{name}");
        for (id, choice) in [(lea, "inviter"), (marc, "ne-pas-inviter")] {
            let fields = send(choose(id, choice));
            let fields: Vec<(&str, &str)> = fields.iter().map(|(k, v)| (k.as_str(), v.as_str())).collect();
            assert_eq!(one.post(&decisions, &fields).await.status, StatusCode::SEE_OTHER, "{name}");
        }
        let a = one.post(&decisions, &[("geste", "publier")]).await;
        assert!(words(&a.body).contains("Aucun membre de l’équipe n’a remis sa lecture"), "{name}: {}", words(&a.body));
        assert!(!mail_to(&board.db, "lea@demo.example").await.contains("invitons"), "{name}: nothing left");
        assert!(!words(&candidate.get(&format!("/mon-espace/dossiers/{lea}")).await.body).contains("Invitation"), "{name}");
        read_all(&mut one, &file(marc), "LU", "remettre").await;
        let id = marc.to_string();
        let edited = [
            ("geste", "preparer"),
            ("dossier", id.as_str()),
            ("choix", "ne-pas-inviter"),
            ("avant", "ne-pas-inviter"),
            ("objet", "Votre candidature"),
            ("message", "Bonjour Marc, un mot choisi pour vous."),
        ];
        assert!(one.follow(&decisions, &edited).await.body.contains("un mot choisi"), "{name}: previewed");
        let a = one.follow(&decisions, &[("geste", "publier")]).await;
        assert!(words(&a.body).contains("Les décisions sont publiées"), "{name}: {}", words(&a.body));
        assert!(mail_to(&board.db, "lea@demo.example").await.contains("vous invitons"), "{name}");
        assert!(mail_to(&board.db, "marc@demo.example").await.contains("un mot choisi"), "{name}");
        let mut tx = board.db.read().await.unwrap();
        let states = [lea, marc];
        let mut got = Vec::new();
        for id in states {
            got.push(dossiers::candidacy(&mut tx, id).await.unwrap().unwrap().state);
        }
        assert_eq!(got, [State::Invited, State::NotInvited], "{name}");
    }
}

/// A page without the nonce of its rendering.
fn steady(body: &str) -> String {
    match body.split_once("nonce=\"").and_then(|(_, rest)| rest.split_once('"')) {
        Some((nonce, _)) if !nonce.is_empty() => body.replace(nonce, ""),
        _ => body.to_owned(),
    }
}

#[tokio::test]
async fn m2_the_practice_and_what_is_walled_reach_no_assessor() {
    for (name, db) in both_engines().await {
        let (router, board) = site(db, Parsed::default()).await;
        let (edition, [lea, _]) = reviewed(&board.db, &router).await;
        let mut team = Visitor::demo(&router, "lectrice@demo.example").await;
        let pages = [
            "/equipe".to_owned(),
            "/equipe/editions".to_owned(),
            format!("/equipe/editions/{edition}"),
            format!("/equipe/editions/{edition}/decisions"),
            format!("/equipe/dossiers/{lea}"),
            "/equipe/journal".to_owned(),
        ];
        let mut before = Vec::new();
        for page in &pages {
            before.push(steady(&team.get(page).await.body));
        }
        let mut candidate = Visitor::demo(&router, "lea@demo.example").await;
        let here = format!("/mon-espace/dossiers/{lea}");
        let a = candidate.get(&format!("{here}/entrainement")).await;
        assert!(a.status == StatusCode::OK && words(&a.body).contains("La Boucle"), "{name}: {}", words(&a.body));
        let a = candidate.follow(&format!("{here}/amenagements"), &[("geste", "demander"), ("demande", "BESOIN-PRIVÉ d’un interprète")]).await;
        assert!(a.body.contains("BESOIN-PRIVÉ"), "{name}");
        for (page, was) in pages.iter().zip(&before) {
            let is = steady(&team.get(page).await.body);
            assert!(!is.contains("BESOIN-PRIVÉ"), "{name}: {page}");
            assert!(is == *was, "{name}: {page} changed");
        }
        let a = team.post(&format!("/equipe/editions/{edition}"), &[("geste", "csv")]).await;
        assert!(!a.body.contains("BESOIN-PRIVÉ") && !a.body.contains("entrainement"), "{name}");
        assert_eq!(team.get("/equipe/amenagements").await.status, StatusCode::FORBIDDEN, "{name}");
        let mut chef = Visitor::demo(&router, "chef@demo.example").await;
        assert!(chef.get("/equipe/amenagements").await.body.contains("BESOIN-PRIVÉ"), "{name}");
    }
}

#[tokio::test]
async fn m11_the_thirteenth_waits_and_enters_when_a_place_is_free() {
    for (name, db) in both_engines().await {
        let (router, board) = site(db, Parsed::default()).await;
        let emails: Vec<String> = (0..13).map(|i| format!("p{i}@demo.example")).collect();
        let mut all: Vec<(&str, &[Role])> = emails.iter().map(|e| (e.as_str(), [].as_slice())).collect();
        all.push(("equipe@demo.example", &[Role::Team]));
        people(&board.db, &all).await;
        let edition = add(&board.db, &edition(Programme::Propulse, "propulse-plein", None)).await;
        let mut keys = Vec::new();
        for email in &emails {
            let mut v = Visitor::demo(&router, email).await;
            let page = start(&mut v, "propulse-plein").await;
            fill(&mut v, &page).await;
            assert!(words(&v.follow(&page, &[("geste", "deposer")]).await.body).contains("Votre reçu"), "{name}");
            keys.push(page.rsplit('/').next().unwrap().to_owned());
        }
        let mut team = Visitor::demo(&router, "equipe@demo.example").await;
        for key in &keys {
            let file = format!("/equipe/dossiers/{key}");
            assert_eq!(team.post(&file, &[("geste", "etude")]).await.status, StatusCode::SEE_OTHER, "{name}");
            assert_eq!(team.post(&file, &[("geste", "accueillir")]).await.status, StatusCode::SEE_OTHER, "{name}");
        }
        assert!(words(&team.get(&format!("/equipe/editions/{edition}")).await.body).contains("12 sur 12 places. Dans la file : 1."), "{name}");
        assert!(words(&Visitor::new(&router).get("/programmes/propulse").await.body).contains("au rang 2"), "{name}");
        let mut last = Visitor::demo(&router, "p12@demo.example").await;
        let page = format!("/mon-espace/dossiers/{}", keys[12]);
        assert!(words(&last.get(&page).await.body).contains("Vous êtes la prochaine personne"), "{name}");
        let mut first = Visitor::demo(&router, "p0@demo.example").await;
        first.follow(&format!("/mon-espace/dossiers/{}", keys[0]), &[("geste", "retirer")]).await;
        assert!(mail_to(&board.db, "p12@demo.example").await.contains("Une place vous attend"), "{name}");
        assert!(!words(&last.get(&page).await.body).contains("rang"), "{name}");
    }
}

#[tokio::test]
async fn editions_are_drafts_until_shown_and_frozen_once_open() {
    let (_, db) = both_engines().await.remove(0);
    let (router, board) = site(db, Parsed::default()).await;
    people(&board.db, &[("equipe@demo.example", &[Role::Team])]).await;
    let mut team = Visitor::demo(&router, "equipe@demo.example").await;
    let today = paris_day(now()).to_string();
    let new = [
        ("geste", "creer"),
        ("formulaire", "nouvelle"),
        ("programme", "associe"),
        ("promotion", "promotion d’essai"),
        ("ville", "Lyon"),
        ("adresse", "Lyon !"),
        ("ouverture", &today),
    ];
    assert_eq!(team.post("/equipe/editions", &new).await.status, StatusCode::UNPROCESSABLE_ENTITY);
    let new: Vec<_> = new.iter().map(|(k, v)| if *k == "adresse" { (*k, "lyon-essai") } else { (*k, *v) }).collect();
    let a = team.post("/equipe/editions", &new).await;
    let there = a.headers[header::LOCATION].to_str().unwrap().split('?').next().unwrap().to_owned();
    assert!(!words(&team.get("/programmes/associe").await.body).contains("Lyon"), "a draft is the team's alone");
    let mut set = vec![("geste", "enregistrer"), ("formulaire", "edition"), ("titre", "Programme Associé"), ("promotion", "promotion d’essai")];
    set.extend([
        ("adresse", "lyon-essai"),
        ("ville", "Lyon"),
        ("ouverture", today.as_str()),
        ("places", "8"),
        ("visible", "oui"),
        ("r-experience", "24"),
    ]);
    let a = team.follow(&there, &set).await;
    assert!(words(&a.body).contains("ses réglages ne changent plus"), "{}", words(&a.body));
    assert!(words(&team.get("/programmes/associe").await.body).contains("Lyon"));
    let a = team.post(&there, &set).await;
    assert_eq!(a.status, StatusCode::UNPROCESSABLE_ENTITY, "frozen");
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
async fn m15_a_person_takes_their_files_away_or_erases_them_for_good() {
    for (name, db) in both_engines().await {
        let (router, board) = site(db, Parsed::default()).await;
        let (_, [lea, marc]) = reviewed(&board.db, &router).await;
        let file = format!("/equipe/dossiers/{lea}");
        let mut team = Visitor::demo(&router, "lectrice@demo.example").await;
        read_all(&mut team, &file, "LU", "remettre").await;
        let mut candidate = Visitor::demo(&router, "lea@demo.example").await;
        let asked = [("geste", "demander"), ("demande", "Un interprète")];
        candidate.follow(&format!("/mon-espace/dossiers/{lea}/amenagements"), &asked).await;
        let a = candidate.post("/mon-espace/mes-donnees", &[("geste", "exporter")]).await;
        assert!(a.body.contains("La lettre de lea") && a.body.contains("Un interprète") && a.body.contains("lectrice"), "{name}");
        let erase = [("geste", "effacer"), ("formulaire", "effacer"), ("confirmation", "lea@demo.example")];
        assert_eq!(candidate.post("/mon-espace/mes-donnees", &erase).await.status, StatusCode::SEE_OTHER, "{name}");
        assert_eq!(team.get(&file).await.status, StatusCode::NOT_FOUND, "{name}");
        assert_eq!(team.get(&format!("/equipe/dossiers/{marc}")).await.status, StatusCode::OK, "{name}");
        let mut tx = board.db.read().await.unwrap();
        assert_eq!(dossiers::candidacy(&mut tx, lea).await.unwrap(), None, "{name}");
        assert!(dossiers::fields(&mut tx, lea).await.unwrap().is_empty() && dossiers::views(&mut tx, lea).await.unwrap().is_empty(), "{name}");
        assert!(store::readings::of(&mut tx, lea).await.unwrap().is_empty(), "{name}");
        assert_eq!(store::walled::asked(&mut tx, lea).await.unwrap(), None, "{name}");
    }
}
