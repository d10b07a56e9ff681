//! Setting up a campaign, its phases and its lists, as the team, associates and hosts do.

use super::candidacy::{add, edition, field, people, version_in};
use super::visitor::{Visitor, mail_to, words};
use super::{cabinet, site};
use crate::campaign::model::phase::{Phase, PhaseState};
use crate::campaign::service::phases::tick;
use crate::campaign::store::{self, ballots, people as roster};
use crate::candidacy::model::choices::Programme;
use crate::desk::service::Desk;
use crate::jobs::import::Parsed;
use crate::jobs::service::Board;
use crate::kernel::clock::now;
use crate::live::service::Halls;
use crate::people::model::Role;
use crate::store::Db;
use crate::store::testing::both_engines;
use axum::Router;
use axum::body::Body;
use axum::http::{Request, StatusCode, header};
use jiff::ToSpan;
use std::sync::Arc;

const PEOPLE: &str = "reference;nom;courriel;accord;presentation;periodes\n\
    a01;Awa Diop;awa@demo.example;feminin;Six ans de conseil.;1 2\n\
    a02;Hugo Marchetti;hugo@demo.example;masculin;Restauration.;1 2\n";
const HOSTS: &str = "reference;nom;type;interlocuteur;courriel;tables\n\
    h01;Les Ateliers du Bocage;entreprise-sociale;Paul Thibault;bocage@demo.example;1\n\
    h02;Hospitalités du Canal;association;Claire Dubosc;canal@demo.example;1\n";
const MISSIONS_HEAD: &str = "reference;structure;intitule;famille;nature;resume;livrables;lieu;departement;places_periode_1;places_periode_2\n";
const MISSIONS: [&str; 3] = [
    "m01;h01;Changer d’échelle;changement-d-echelle;strategique;De l’atelier au réseau.;Un plan;Grigny;91;1;1\n",
    "m02;h02;Réorganiser l’accueil;Structurer et améliorer la gestion;operationnel;Deux cents personnes.;Un guide;Montreuil;93;1;1\n",
    "m03;h02;Doubler l’hébergement;changement-d-echelle;strategique;Chez l’habitant.;Une étude;Paris;75;1;1\n",
];
const TEAM: &str = "equipe@demo.example";

async fn campaign(db: &Db, team: &mut Visitor<'_>, slug: &str) -> String {
    let id = add(db, &edition(Programme::Associe, slug, Some(14))).await;
    let a = team.post("/equipe/campagnes", &[("geste", "creer"), ("edition", &id.to_string())]).await;
    assert_eq!(a.status, StatusCode::SEE_OTHER, "{}", words(&a.body));
    a.place().split('?').next().unwrap().to_owned()
}

pub(super) async fn import(team: &mut Visitor<'_>, here: &str, list: &str, text: &str) {
    let fields = [("geste", "importer"), ("formulaire", "liste"), ("liste", list), ("texte", text), ("approuver", "oui")];
    let a = team.post(&format!("{here}/import"), &fields).await;
    assert_eq!(a.status, StatusCode::SEE_OTHER, "{list}: {}", words(&a.body));
}

async fn filled(db: &Db, team: &mut Visitor<'_>, slug: &str) -> String {
    let here = campaign(db, team, slug).await;
    import(team, &here, "personnes", PEOPLE).await;
    import(team, &here, "structures", HOSTS).await;
    import(team, &here, "missions", &format!("{MISSIONS_HEAD}{}", MISSIONS.concat())).await;
    here
}

async fn accounts(db: &Db) {
    let all: &[(&str, &[Role])] = &[
        (TEAM, &[Role::Team]),
        ("awa@demo.example", &[]),
        ("hugo@demo.example", &[]),
        ("bocage@demo.example", &[]),
        ("canal@demo.example", &[]),
        ("passante@demo.example", &[]),
    ];
    people(db, all).await;
}

pub(super) async fn step(team: &mut Visitor<'_>, here: &str, phase: &str, act: &str, why: &str) -> (StatusCode, String) {
    let reason = format!("raison-{phase}");
    let form = format!("phase-{phase}");
    let fields = [("geste", act), ("formulaire", form.as_str()), ("phase", phase), (reason.as_str(), why)];
    let a = team.post(&format!("{here}/phases"), &fields).await;
    (a.status, a.body)
}

fn key(here: &str) -> i64 {
    here.rsplit('/').next().unwrap().parse().unwrap()
}

async fn state(db: &Db, here: &str, phase: Phase) -> PhaseState {
    let mut tx = db.read().await.unwrap();
    store::phases(&mut tx, key(here)).await.unwrap().into_iter().find(|s| s.phase == phase).unwrap().state
}

/// The keys of the missions and of the associates, in the order of their references.
async fn keys(db: &Db, here: &str) -> (Vec<i64>, Vec<i64>) {
    let mut tx = db.read().await.unwrap();
    let missions = roster::missions(&mut tx, key(here)).await.unwrap().into_iter().map(|m| m.id).collect();
    let associates = roster::associates(&mut tx, key(here)).await.unwrap().into_iter().map(|a| a.id).collect();
    (missions, associates)
}

async fn open(name: &str, db: Db) -> (Router, Arc<Board>) {
    let (router, board) = site(db, Parsed::default()).await;
    accounts(&board.db).await;
    assert!(!name.is_empty());
    (router, board)
}

#[tokio::test]
async fn lists_are_imported_after_a_first_pass_and_refused_line_by_line() {
    for (name, db) in both_engines().await {
        let (router, board) = open(name, db).await;
        let mut team = Visitor::demo(&router, TEAM).await;
        let here = campaign(&board.db, &mut team, "associe-import").await;
        let a = team.get(&here).await;
        assert!(words(&a.body).contains("À faire maintenant") && a.body.contains("À régler"), "{name}: {}", words(&a.body));
        let page = format!("{here}/import");
        assert_eq!(team.get(&page).await.status, StatusCode::OK, "{name}");

        // A file shows what would change, and keeps nothing.
        let boundary = "XX-limite";
        let part =
            |field: &str, rest: &str, text: &str| format!("--{boundary}\r\nContent-Disposition: form-data; name=\"{field}\"{rest}\r\n\r\n{text}\r\n");
        let file = "; filename=\"personnes.csv\"\r\nContent-Type: text/csv";
        let bad = "a03;Sans Adresse;pas-une-adresse;;;\na04;Awa encore;awa@demo.example;;;1\n";
        let body = [
            part("geste", "", "verifier"),
            part("liste", "", "personnes"),
            part("fichier", file, &format!("\u{feff}{PEOPLE}{bad}")),
            format!("--{boundary}--\r\n"),
        ];
        let request = Request::post(page.as_str())
            .header("sec-fetch-site", "same-origin")
            .header(header::CONTENT_TYPE, format!("multipart/form-data; boundary={boundary}"));
        let a = team.send(request, Body::from(body.concat())).await;
        let said = words(&a.body);
        assert_eq!(a.status, StatusCode::OK, "{name}: {said}");
        assert!(said.contains("Ce qui changerait") && said.contains("Garder 2 lignes") && said.contains("courriel"), "{name}: {said}");
        assert!(a.body.contains("pas-une-adresse"), "{name}: the lines can be corrected here");
        assert!(words(&team.get(&format!("{here}/personnes")).await.body).contains("Personne pour l’instant"), "{name}");

        import(&mut team, &here, "personnes", &format!("{PEOPLE}{bad}")).await;
        let list = words(&team.get(&format!("{here}/personnes")).await.body);
        assert!(list.contains("Awa Diop") && list.contains("Hugo Marchetti") && !list.contains("Sans Adresse"), "{name}: {list}");

        // Missions need their host, and a place in Île-de-France (rule B6).
        let lyon = format!("{MISSIONS_HEAD}{}", MISSIONS[0].replace(";91;", ";69;"));
        let orphan = format!("{MISSIONS_HEAD}{}", MISSIONS[0]);
        let check = |text: &str| [("geste", "verifier"), ("liste", "missions"), ("texte", text)].map(|(k, v)| (k, v.to_owned()));
        for (text, expected) in [(&orphan, "Aucune structure n’a la référence"), (&lyon, "departement")] {
            let fields = check(text);
            let fields: Vec<(&str, &str)> = fields.iter().map(|(k, v)| (*k, v.as_str())).collect();
            let said = words(&team.post(&page, &fields).await.body);
            assert!(said.contains(expected) && said.contains("1 refusée"), "{name}: {said}");
            import(&mut team, &here, "structures", HOSTS).await;
        }
        let a = team.post(&page, &[("geste", "verifier"), ("formulaire", "liste"), ("liste", "missions"), ("texte", "bonjour")]).await;
        assert_eq!(a.status, StatusCode::UNPROCESSABLE_ENTITY, "{name}");
        assert!(a.body.contains("bonjour"), "{name}: what was pasted stays");
        import(&mut team, &here, "missions", &format!("{MISSIONS_HEAD}{}", MISSIONS.concat())).await;
        let said = words(&team.get(&format!("{here}/fiches")).await.body);
        assert!(said.contains("Réorganiser l’accueil") && said.contains("Approuvée"), "{name}: {said}");
        let a = team.post(&page, &[("geste", "modele"), ("liste", "missions")]).await;
        assert!(a.headers[header::CONTENT_DISPOSITION].to_str().unwrap().contains("modele-missions.csv"), "{name}");

        // By hand: what is wrong is named, what was typed stays.
        let a = team.post(&format!("{here}/personnes?personne=nouvelle"), &[("geste", "garder"), ("formulaire", "personne"), ("name", "Léa")]).await;
        assert!(a.status == StatusCode::UNPROCESSABLE_ENTITY && a.body.contains("value=\"Léa\""), "{name}: {}", words(&a.body));
        let typed =
            [("geste", "garder"), ("reference", "a01"), ("name", "Léa"), ("email", "lea@demo.example"), ("agreement", "inclusif"), ("periods", "1")];
        let a = team.post(&format!("{here}/personnes?personne=nouvelle"), &typed).await;
        assert!(words(&a.body).contains("déjà prise"), "{name}: nobody is written over: {}", words(&a.body));
        let (_, associates) = keys(&board.db, &here).await;
        let one = format!("{here}/personnes?personne={}", associates[1]);
        assert_eq!(team.post(&one, &[("geste", "retirer"), ("reason", "court")]).await.status, StatusCode::UNPROCESSABLE_ENTITY, "{name}");
        let a = team.follow(&one, &[("geste", "retirer"), ("reason", "A trouvé un poste ailleurs.")]).await;
        assert!(words(&a.body).contains("Partie"), "{name}");
        let mut gone = Visitor::demo(&router, "hugo@demo.example").await;
        let mine = format!("/mon-espace/campagnes/{}", key(&here));
        assert_eq!(gone.get(&mine).await.status, StatusCode::NOT_FOUND, "{name}");

        // The settings: each mistake by its field, breaks as lines.
        let rules = format!("{here}/reglages");
        assert_eq!(team.get(&rules).await.status, StatusCode::OK, "{name}");
        let mut set = vec![
            ("geste", "enregistrer"),
            ("formulaire", "reglages"),
            ("day", "2027-03-04"),
            ("start", "10h"),
            ("tables", "4"),
            ("meetings", "2"),
            ("minutes", "15"),
            ("gap", "3"),
            ("buffer", "0"),
            ("breaks", "4:18"),
            ("associate_weight", "500"),
            ("unmet", "800"),
            ("policy1", "balanced"),
            ("policy2", "balanced"),
        ];
        assert_eq!(team.post(&rules, &set).await.status, StatusCode::SEE_OTHER, "{name}");
        set[4] = ("tables", "beaucoup");
        let a = team.post(&rules, &set).await;
        assert!(a.status == StatusCode::UNPROCESSABLE_ENTITY && a.body.contains("value=\"beaucoup\""), "{name}");
    }
}

#[tokio::test]
async fn d1_phases_follow_each_other_by_hand_and_by_the_clock() {
    for (name, db) in both_engines().await {
        let (router, board) = open(name, db).await;
        let mut team = Visitor::demo(&router, TEAM).await;
        let here = campaign(&board.db, &mut team, "associe-phases").await;
        let (status, body) = step(&mut team, &here, "preferences-1", "ouvrir", "").await;
        assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY, "{name}: nobody takes part: {}", words(&body));
        import(&mut team, &here, "personnes", PEOPLE).await;
        import(&mut team, &here, "structures", HOSTS).await;
        import(&mut team, &here, "missions", &format!("{MISSIONS_HEAD}{}", MISSIONS.concat())).await;
        assert_eq!(step(&mut team, &here, "plan", "ouvrir", "").await.0, StatusCode::UNPROCESSABLE_ENTITY, "{name}: in order");
        assert_eq!(step(&mut team, &here, "preferences-1", "ouvrir", "").await.0, StatusCode::SEE_OTHER, "{name}");
        assert!(mail_to(&board.db, "awa@demo.example").await.contains("/classement/1"), "{name}");
        assert!(mail_to(&board.db, "canal@demo.example").await.contains("?structure="), "{name}");
        assert_eq!(step(&mut team, &here, "preferences-1", "clore", "").await.0, StatusCode::SEE_OTHER, "{name}");
        let (status, body) = step(&mut team, &here, "preferences-1", "rouvrir", "court").await;
        assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY, "{name}");
        assert!(body.contains("value=\"court\"") && body.contains("c-raison-preferences-1"), "{name}: {}", words(&body));
        let (status, _) = step(&mut team, &here, "preferences-1", "rouvrir", "Une structure est arrivée.").await;
        assert_eq!(status, StatusCode::SEE_OTHER, "{name}");
        let log = words(&team.get(&format!("{here}/phases")).await.body);
        assert!(log.contains("Une structure est arrivée."), "{name}: {log}");

        // The clock closes, then opens what comes next.
        let at = |minutes: i64| (now() + minutes.minutes()).to_zoned(crate::kernel::clock::paris()).strftime("%Y-%m-%dT%H:%M").to_string();
        let (closes, opens) = (at(5), at(10));
        let dates = format!("{here}/phases");
        let wrong = [("geste", "dates"), ("formulaire", "dates"), ("ferme-preferences-1", opens.as_str()), ("ouvre-plan", closes.as_str())];
        let a = team.post(&dates, &wrong).await;
        assert!(a.status == StatusCode::UNPROCESSABLE_ENTITY && a.body.contains("c-ouvre-plan"), "{name}: {}", words(&a.body));
        let right = [("geste", "dates"), ("ferme-preferences-1", closes.as_str()), ("ouvre-plan", opens.as_str())];
        assert_eq!(team.post(&dates, &right).await.status, StatusCode::SEE_OTHER, "{name}");
        let halls = Arc::new(Halls::new(board.db.clone()));
        let desk = Desk { board: Arc::clone(&board), development: true, peertube: Vec::new(), cabinet: cabinet(), halls };
        for (minutes, first, plan) in
            [(0, PhaseState::Open, PhaseState::Upcoming), (6, PhaseState::Closed, PhaseState::Upcoming), (11, PhaseState::Closed, PhaseState::Open)]
        {
            tick(&desk, now() + minutes.minutes()).await.unwrap();
            assert_eq!(state(&board.db, &here, Phase::Preferences1).await, first, "{name}: {minutes}");
            assert_eq!(state(&board.db, &here, Phase::Plan).await, plan, "{name}: {minutes}");
        }

        let mut stranger = Visitor::demo(&router, "passante@demo.example").await;
        for page in ["", "/personnes", "/fiches", "/import", "/phases", "/bulletins", "/reglages"] {
            assert_eq!(stranger.get(&format!("{here}{page}")).await.status, StatusCode::FORBIDDEN, "{name}: {page}");
            assert_eq!(team.get(&format!("{here}{page}")).await.status, StatusCode::OK, "{name}: {page}");
            assert_eq!(team.get(&format!("/equipe/campagnes/9999{page}")).await.status, StatusCode::NOT_FOUND, "{name}: {page}");
        }
    }
}

#[tokio::test]
async fn d2_an_associate_ranks_on_two_devices_and_hands_in_while_the_team_sees_states_only() {
    for (name, db) in both_engines().await {
        let (router, board) = open(name, db).await;
        let mut team = Visitor::demo(&router, TEAM).await;
        let here = filled(&board.db, &mut team, "associe-listes").await;
        let (missions, _) = keys(&board.db, &here).await;
        let mine = format!("/mon-espace/campagnes/{}", key(&here));
        let list = format!("{mine}/classement/1");
        let mut phone = Visitor::demo(&router, "awa@demo.example").await;
        assert!(phone.get("/mon-espace").await.body.contains("/mon-espace/campagnes"), "{name}");
        assert!(words(&phone.get(&list).await.body).contains("pas encore ouvertes"), "{name}");
        let (status, _) = field(&mut phone, &list, "bulletin", "1=1", "0").await;
        assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY, "{name}: not open");
        assert_eq!(phone.get(&format!("{mine}/fiches/{}", missions[0])).await.status, StatusCode::NOT_FOUND, "{name}: nothing before it opens");
        assert_eq!(step(&mut team, &here, "preferences-1", "ouvrir", "").await.0, StatusCode::SEE_OTHER, "{name}");
        let a = phone.get(&list).await;
        assert!(a.body.contains("Changer d’échelle") && words(&a.body).contains("incertain"), "{name}: {}", words(&a.body));
        assert_eq!(phone.get(&format!("{mine}/fiches/{}", missions[0])).await.status, StatusCode::OK, "{name}");

        let first = format!("{}=1\n{}=~", missions[0], missions[1]);
        let (status, body) = field(&mut phone, &list, "bulletin", &first, "0").await;
        assert_eq!(status, StatusCode::OK, "{name}: {body}");
        let version = version_in(&body);
        let mut laptop = Visitor::demo(&router, "awa@demo.example").await;
        let other = format!("{}=1", missions[2]);
        let (status, body) = field(&mut laptop, &list, "bulletin", &other, "0").await;
        assert!(status == StatusCode::CONFLICT && body.contains("Les Ateliers du Bocage"), "{name}: {body}");
        assert_eq!(version_in(&body), version, "{name}");
        let (status, _) = field(&mut phone, &list, "bulletin", "999999=1", &version).await;
        assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY, "{name}: another campaign's mission is not taken");

        // Without script: numbers and opinions; what is wrong is named and stays as typed.
        let rank = |id: i64| format!("rang-{id}");
        let (one, two, three) = (rank(missions[0]), rank(missions[1]), rank(missions[2]));
        let opinion = format!("avis-{}", missions[2]);
        let wrong = [("geste", "garder-0"), ("formulaire", "classement"), (one.as_str(), "premier"), (two.as_str(), "2")];
        let a = phone.post(&list, &wrong).await;
        assert!(a.status == StatusCode::UNPROCESSABLE_ENTITY && a.body.contains("premier"), "{name}: {}", words(&a.body));
        let stale = [("geste", "garder-0"), ("formulaire", "classement"), (one.as_str(), "3")];
        let a = laptop.post(&list, &stale).await;
        assert_eq!(a.status, StatusCode::CONFLICT, "{name}: read before the phone wrote");
        let refused = [("geste", "remettre"), ("formulaire", "classement"), (one.as_str(), "1"), (three.as_str(), ""), (opinion.as_str(), "refuse")];
        let a = phone.post(&list, &refused).await;
        assert_eq!(a.status, StatusCode::UNPROCESSABLE_ENTITY, "{name}: a refusal has its reason");
        let states = words(&team.get(&format!("{here}/bulletins")).await.body);
        assert!(states.contains("Brouillon") && !states.contains("Remise"), "{name}: {states}");

        let why = format!("motif-{}", missions[2]);
        let whole = [refused.as_slice(), &[(two.as_str(), "1"), (why.as_str(), "MOTIF-PRIVÉ, trop loin.")]].concat();
        let a = phone.follow(&list, &whole).await;
        let said = words(&a.body);
        assert!(said.contains("Votre liste est remise") && said.contains("ex æquo") && said.contains("MOTIF-PRIVÉ"), "{name}: {said}");
        let mail = mail_to(&board.db, "awa@demo.example").await;
        assert!(mail.contains("bien reçu") && !mail.contains("MOTIF-PRIVÉ"), "{name}: {mail}");
        let mut tx = board.db.read().await.unwrap();
        let kept = ballots::of_stage(&mut tx, key(&here), 1).await.unwrap();
        drop(tx);
        assert_eq!(kept.len(), 1, "{name}");
        assert_eq!(
            kept[0].submitted.as_ref().unwrap().to_text(),
            format!("{}=1\n{}=1\n{}=!MOTIF-PRIVÉ, trop loin.", missions[0], missions[1], missions[2])
        );

        // The team sees who, never what, until the lists are closed; and reminds the others once.
        let states = team.get(&format!("{here}/bulletins")).await;
        assert!(words(&states.body).contains("Remise") && !states.body.contains("MOTIF-PRIVÉ"), "{name}");
        let voter = kept[0].voter;
        let see = format!("{here}/bulletins?liste=1&voir=associe-{voter}");
        let a = team.get(&see).await;
        assert!(a.status == StatusCode::FORBIDDEN && !a.body.contains("MOTIF-PRIVÉ"), "{name}");
        let a = team.follow(&format!("{here}/bulletins"), &[("geste", "relancer")]).await;
        assert!(words(&a.body).contains("depuis moins d’un jour"), "{name}: {}", words(&a.body));
        assert!(mail_to(&board.db, "hugo@demo.example").await.contains("pas encore reçu"), "{name}");
        assert!(!mail_to(&board.db, "awa@demo.example").await.contains("pas encore reçu"), "{name}");
        let a = team.post(&format!("{here}/bulletins"), &[("geste", "csv")]).await;
        assert!(a.body.contains("Awa Diop") && !a.body.contains("MOTIF-PRIVÉ"), "{name}");

        // A change after handing in does not count until handed in again; nothing changes once closed.
        let (_, body) = field(&mut phone, &list, "bulletin", &other, "999").await;
        let (status, _) = field(&mut phone, &list, "bulletin", &other, &version_in(&body)).await;
        assert_eq!(status, StatusCode::OK, "{name}");
        assert!(words(&phone.get(&list).await.body).contains("remettez-le"), "{name}");
        assert_eq!(step(&mut team, &here, "preferences-1", "clore", "").await.0, StatusCode::SEE_OTHER, "{name}");
        let (status, _) = field(&mut phone, &list, "bulletin", &first, "9").await;
        assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY, "{name}");
        let a = phone.get(&list).await;
        assert!(words(&a.body).contains("closes") && !a.body.contains("Remettre mon classement"), "{name}: {}", words(&a.body));
        // Reading it takes one connection, journal included: all others are busy.
        let mut busy = Vec::new();
        for _ in 0..7 {
            busy.push(board.db.read().await.unwrap());
        }
        assert!(words(&team.get(&see).await.body).contains("MOTIF-PRIVÉ"), "{name}");
        drop(busy);
        let mut tx = board.db.read().await.unwrap();
        let lines = crate::audit::service::of(&mut tx, "campagne", key(&here)).await.unwrap();
        assert_eq!(lines.iter().filter(|l| l.verb == "liste lue").count(), 1, "{name}: once, and not for what was refused");
    }
}

#[tokio::test]
async fn what_belongs_to_a_campaign_stays_inside_it() {
    for (name, db) in both_engines().await {
        let (router, board) = open(name, db).await;
        let mut team = Visitor::demo(&router, TEAM).await;
        let here = filled(&board.db, &mut team, "associe-dedans").await;
        let other = campaign(&board.db, &mut team, "associe-ailleurs").await;
        import(&mut team, &other, "structures", &HOSTS.replace("bocage@demo", "passante@demo").replace("canal@demo", "autre@demo")).await;
        let (missions, associates) = keys(&board.db, &here).await;
        let mine = format!("/mon-espace/campagnes/{}", key(&here));

        let mut awa = Visitor::demo(&router, "awa@demo.example").await;
        let boundary = "XX-limite";
        let mut body = format!("--{boundary}\r\nContent-Disposition: form-data; name=\"geste\"\r\n\r\ncv\r\n").into_bytes();
        body.extend(
            format!("--{boundary}\r\nContent-Disposition: form-data; name=\"cv\"; filename=\"cv.pdf\"\r\nContent-Type: application/pdf\r\n\r\n")
                .bytes(),
        );
        body.extend(crate::files::tests::samples::ordinary());
        body.extend(format!("\r\n--{boundary}--\r\n").bytes());
        let request = Request::post(format!("{mine}/cv"))
            .header("sec-fetch-site", "same-origin")
            .header(header::CONTENT_TYPE, format!("multipart/form-data; boundary={boundary}"));
        let a = awa.send(request, Body::from(body)).await;
        assert_eq!(a.status, StatusCode::SEE_OTHER, "{name}: {}", words(&a.body));
        let mut tx = board.db.read().await.unwrap();
        let cv = roster::associates(&mut tx, key(&here)).await.unwrap()[0].cv.unwrap();
        drop(tx);

        let mut host = Visitor::demo(&router, "bocage@demo.example").await;
        let person = format!("{mine}/personnes/{}", associates[0]);
        assert_eq!(host.get(&person).await.status, StatusCode::NOT_FOUND, "{name}: before the lists open");
        assert_eq!(host.get(&format!("/fichiers/{cv}")).await.status, StatusCode::NOT_FOUND, "{name}");

        // A host writes its sheet until the lists open; the team reads it again.
        let sheet = format!("{mine}/fiches/{}", missions[0]);
        let a = host.get(&sheet).await;
        assert!(a.status == StatusCode::OK && a.body.contains("Envoyer à l’équipe"), "{name}");
        let fields = [
            ("geste", "fiche"),
            ("title", "Changer d’échelle, ensemble"),
            ("family", "changement-d-echelle"),
            ("kind", "strategique"),
            ("summary", "De l’atelier au réseau."),
            ("deliverables", "Un plan"),
            ("place", "Grigny"),
            ("department", "91"),
            ("places", "1"),
            ("places2", "1"),
        ];
        assert_eq!(host.post(&format!("{mine}/fiches/{}", missions[1]), &fields).await.status, StatusCode::NOT_FOUND, "{name}: another host's");
        let a = host.follow(&sheet, &fields).await;
        assert!(words(&a.body).contains("n’a pas encore lu"), "{name}: {}", words(&a.body));
        let a = team.get(&format!("{here}/fiches")).await;
        assert!(words(&a.body).contains("1 mission à approuver"), "{name}: {}", words(&a.body));
        let which = missions[0].to_string();
        assert_eq!(
            team.post(&format!("{here}/fiches"), &[("geste", "approuver"), ("approuver", &which)]).await.status,
            StatusCode::SEE_OTHER,
            "{name}"
        );

        assert_eq!(step(&mut team, &here, "preferences-1", "ouvrir", "").await.0, StatusCode::SEE_OTHER, "{name}");
        assert_eq!(host.get(&person).await.status, StatusCode::OK, "{name}");
        assert_eq!(host.get(&format!("/fichiers/{cv}")).await.status, StatusCode::OK, "{name}");
        assert_eq!(host.post(&sheet, &fields).await.status, StatusCode::UNPROCESSABLE_ENTITY, "{name}: the lists are open");
        assert_eq!(host.get(&format!("{mine}/fiches/{}", missions[1])).await.status, StatusCode::NOT_FOUND, "{name}: another host's sheet");
        let list = format!("{mine}/classement/1");
        let a = host.get(&list).await;
        assert!(a.body.contains("Awa Diop") && a.body.contains("Hugo Marchetti"), "{name}");
        let bulletin = format!("{}=1", associates[0]);
        let (status, body) = field(&mut host, &list, "bulletin", &bulletin, "0").await;
        assert_eq!(status, StatusCode::OK, "{name}: {body}");
        let a = host.follow(&list, &[("geste", "remettre"), ("bulletin", &bulletin)]).await;
        assert!(words(&a.body).contains("Votre liste est remise"), "{name}: {}", words(&a.body));

        // The host of another campaign, and an associate, see nothing of it.
        let mut stranger = Visitor::demo(&router, "passante@demo.example").await;
        assert_eq!(stranger.get(&format!("/mon-espace/campagnes/{}", key(&other))).await.status, StatusCode::OK, "{name}: its own");
        let canal = awa.get(&format!("{mine}/classement/1?structure=1")).await;
        assert_eq!(canal.status, StatusCode::NOT_FOUND, "{name}: not theirs to speak for");
        assert_eq!(awa.get(&format!("{mine}/personnes/{}", associates[1])).await.status, StatusCode::NOT_FOUND, "{name}: associates read missions");
        for page in ["", "/classement/1", "/classement/1/recu", "/classement/3", "/cv", "/matinee", "/resultat", "/feuille"] {
            assert_eq!(stranger.get(&format!("{mine}{page}")).await.status, StatusCode::NOT_FOUND, "{name}: {page}");
        }
        for page in [format!("{mine}/fiches/{}", missions[0]), person, format!("/fichiers/{cv}")] {
            assert_eq!(stranger.get(&page).await.status, StatusCode::NOT_FOUND, "{name}: {page}");
        }
        assert_eq!(stranger.post(&list, &[("geste", "garder"), ("bulletin", &bulletin)]).await.status, StatusCode::NOT_FOUND, "{name}");
        let mut nobody = Visitor::new(&router);
        assert_eq!(nobody.get(&mine).await.status, StatusCode::SEE_OTHER, "{name}");
    }
}
