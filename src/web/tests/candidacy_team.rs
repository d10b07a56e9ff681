//! Reading, deciding and keeping candidacies, as the team does it, and what reaches nobody who assesses.

use super::candidacy::{add, edition, field, fill, people, start};
use super::site;
use super::visitor::{Visitor, mail_to, words};
use crate::candidacy::model::choices::Programme;
use crate::candidacy::model::state::State;
use crate::candidacy::store::{self, dossiers};
use crate::jobs::import::Parsed;
use crate::kernel::clock::{now, paris_day};
use crate::kernel::dates::shift;
use crate::people::model::Role;
use crate::store::Db;
use crate::store::testing::both_engines;
use axum::Router;
use axum::http::{StatusCode, header};

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
