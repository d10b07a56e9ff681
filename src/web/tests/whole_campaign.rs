//! A whole campaign of 24 associates and 30 hosts through the HTTP surface: imported, ranked, planned, lived, ranked again, attributed,
//! published, read by everybody and checked by anybody. On both databases.

use super::attribution::{draft, everyone, publish};
use super::campaign::{import, step};
use super::candidacy::{add, edition, people};
use super::site;
use super::visitor::{Visitor, words};
use crate::campaign::service::keys;
use crate::campaign::service::people::Everyone;
use crate::campaign::store::runs;
use crate::candidacy::model::choices::Programme;
use crate::jobs::import::Parsed;
use crate::kernel::clock::{now, paris_day};
use crate::kernel::dates::shift;
use crate::live::model::op::Op;
use crate::live::model::rating::Rating;
use crate::live::model::seat::Side;
use crate::live::service::rooms;
use crate::matching::format::Task;
use crate::matching::verify;
use crate::people::model::Role;
use crate::store::Db;
use crate::store::testing::both_engines;
use axum::Router;
use axum::body::Body;
use axum::http::{Request, StatusCode, header};
use std::collections::HashSet;

const PEOPLE: &str = include_str!("../../seeds/campaign/people.csv");
const HOSTS: &str = include_str!("../../seeds/campaign/hosts.csv");
const MISSIONS: &str = include_str!("../../seeds/campaign/missions.csv");
const TEAM: &str = "equipe@demo.example";

async fn settings(team: &mut Visitor<'_>, here: &str) {
    let today = paris_day(now());
    let days = [0, 60, 240, 241, 420].map(|n| shift(today, n).to_string());
    let fields = [
        ("geste", "enregistrer"),
        ("formulaire", "reglages"),
        ("day", &days[0]),
        ("start", "10:00"),
        ("place", "Halle Civique"),
        ("tables", "34"),
        ("meetings", "8"),
        ("minutes", "15"),
        ("gap", "3"),
        ("buffer", "0"),
        ("breaks", "4:18"),
        ("associate_weight", "500"),
        ("unmet", "800"),
        ("policy1", "total"),
        ("policy2", "total"),
        ("period1", &days[1]),
        ("period1-fin", &days[2]),
        ("period2", &days[3]),
        ("period2-fin", &days[4]),
    ];
    let a = team.post(&format!("{here}/reglages"), &fields).await;
    assert_eq!(a.status, StatusCode::SEE_OTHER, "{}", words(&a.body));
}

async fn moved(team: &mut Visitor<'_>, here: &str, phase: &str, act: &str) {
    let (status, body) = step(team, here, phase, act, "La matinée s’est bien passée.").await;
    assert_eq!(status, StatusCode::SEE_OTHER, "{act} {phase}: {}", words(&body));
}

/// Everybody but the last of each side hands in a list of their own: a rotation of the others, ties and a refusal among them.
async fn hand_in(router: &Router, all: &Everyone, id: i64, stage: u8) {
    let page = format!("/mon-espace/campagnes/{id}/classement/{stage}");
    let missions: Vec<i64> = all.missions.iter().map(|m| m.id).collect();
    let associates: Vec<i64> = all.associates.iter().map(|a| a.id).collect();
    let own = all.associates.iter().enumerate().map(|(n, a)| (n, a.draft.email.clone(), &missions)).take(23);
    let theirs = all.hosts.iter().enumerate().map(|(n, h)| (n, h.draft.email.clone(), &associates)).take(29);
    for (n, email, targets) in own.chain(theirs) {
        let mut fields = vec![("geste".to_owned(), "remettre".to_owned()), ("formulaire".to_owned(), "classement".to_owned())];
        for (rank, at) in (0..10).map(|k| (k / 2 * 2 + 1, (n * 3 + k * 5 + usize::from(stage)) % targets.len())) {
            fields.push((format!("rang-{}", targets[at]), rank.to_string()));
        }
        let refused = targets[(n * 3 + 47) % targets.len()];
        if !fields.iter().any(|(name, _)| *name == format!("rang-{refused}")) {
            fields.push((format!("avis-{refused}"), "refuse".to_owned()));
            fields.push((format!("motif-{refused}"), "Trajet trop long.".to_owned()));
        }
        let fields: Vec<(&str, &str)> = fields.iter().map(|(k, v)| (k.as_str(), v.as_str())).collect();
        let a = Visitor::demo(router, &email).await.post(&page, &fields).await;
        assert_eq!(a.status, StatusCode::SEE_OTHER, "{email}: {}", words(&a.body));
    }
}

fn json(path: &str, body: String) -> (axum::http::request::Builder, Body) {
    let request = Request::post(path).header("sec-fetch-site", "same-origin").header(header::CONTENT_TYPE, "application/json");
    (request, Body::from(body))
}

async fn gesture(team: &mut Visitor<'_>, room: i64, n: u32, op: &Op) {
    let op = op.to_text().replace('\\', "\\\\").replace('"', "\\\"");
    let (request, body) = json(&format!("/direct/{room}/gestes"), format!("{{\"id\":\"geste-{n:06}\",\"op\":\"{op}\"}}"));
    let a = team.send(request, body).await;
    assert_eq!(a.status, StatusCode::OK, "{}", a.body);
}

/// The morning: started, every pair rated by both sides through the seats' own addresses, ended. Returns the room.
async fn morning(router: &Router, db: &Db, team: &mut Visitor<'_>, id: i64) -> i64 {
    let mut tx = db.read().await.unwrap();
    let (room, _) = rooms::of_campaign(&mut tx, id).await.unwrap().unwrap();
    let keys = keys::of(&mut tx, id).await.unwrap().unwrap();
    let state = crate::live::service::Halls::new(db.clone()).state(&mut tx, room).await.unwrap().unwrap();
    drop(tx);
    gesture(team, room, 1, &Op::Start).await;
    let mut nobody = Visitor::new(router);
    for (n, m) in state.meetings.iter().enumerate() {
        let (a, h) = (&state.associates[m.associate as usize], &state.hosts[m.host as usize]);
        for (side, author, target) in [(Side::Associate, a.id, h.id), (Side::Host, h.id, a.id)] {
            let scores = (0..4).map(|k| u8::try_from((n + k) % 5 + 1).unwrap()).collect();
            let rating = Rating { op: format!("note-{n:05}-{}", side.code()), target, scores, note: String::new(), written: now().as_millisecond() };
            let code = keys.seat(side, author);
            let (request, body) = json(&format!("/direct/{room}/notes?place={code}"), rating.to_text());
            let a = nobody.send(request, body).await;
            assert!(a.status == StatusCode::OK && a.body.contains("enregistre"), "{}", a.body);
        }
    }
    for n in 2..=state.rounds.len() as u32 {
        gesture(team, room, n, &Op::Next).await;
    }
    gesture(team, room, 100, &Op::End).await;
    assert_eq!(team.get(&format!("/direct/{room}/regie")).await.status, StatusCode::OK);
    assert_eq!(state.meetings.len(), 24 * 8, "eight each (M7)");
    room
}

#[tokio::test]
async fn a_whole_campaign_from_import_to_published_attribution() {
    for (name, db) in both_engines().await {
        let (router, board) = site(db, Parsed::default()).await;
        let db = &board.db;
        let mails: Vec<String> = [PEOPLE, HOSTS].iter().flat_map(|f| f.split([';', '\n'])).filter(|c| c.contains('@')).map(str::to_owned).collect();
        let mut all: Vec<(&str, &[Role])> = mails.iter().map(|m| (m.as_str(), &[] as &[Role])).collect();
        all.push((TEAM, &[Role::Team]));
        people(db, &all).await;
        let mut team = Visitor::demo(&router, TEAM).await;
        let edition = add(db, &edition(Programme::Associe, "associe-entiere", Some(14))).await;
        let a = team.post("/equipe/campagnes", &[("geste", "creer"), ("edition", &edition.to_string())]).await;
        let here = a.place().split('?').next().unwrap().to_owned();
        let id: i64 = here.rsplit('/').next().unwrap().parse().unwrap();
        for (list, text) in [("personnes", PEOPLE), ("structures", HOSTS), ("missions", MISSIONS)] {
            import(&mut team, &here, list, text).await;
        }
        settings(&mut team, &here).await;
        let everybody = everyone(db, id).await;
        assert_eq!((everybody.associates.len(), everybody.hosts.len(), everybody.missions.len()), (24, 30, 36), "{name}");

        moved(&mut team, &here, "preferences-1", "ouvrir").await;
        hand_in(&router, &everybody, id, 1).await;
        moved(&mut team, &here, "preferences-1", "clore").await;
        moved(&mut team, &here, "plan", "ouvrir").await;
        let plan = format!("{here}/plan");
        let run = draft(&mut team, &plan, "total").await;
        let (status, said) = publish(&mut team, &plan, &run).await;
        assert_eq!(status, StatusCode::SEE_OTHER, "{name}: {said}");
        moved(&mut team, &here, "plan", "clore").await;
        moved(&mut team, &here, "matinee", "ouvrir").await;
        let room = morning(&router, db, &mut team, id).await;
        moved(&mut team, &here, "matinee", "clore").await;

        moved(&mut team, &here, "preferences-2", "ouvrir").await;
        hand_in(&router, &everybody, id, 2).await;
        moved(&mut team, &here, "preferences-2", "clore").await;
        moved(&mut team, &here, "attribution", "ouvrir").await;
        let page = format!("{here}/attribution");
        let run = draft(&mut team, &page, "total").await;
        let fields = [("geste", "valider"), ("formulaire", "valider"), ("essai", run.as_str()), ("reason", "Lue ensemble, rien à reprendre.")];
        let a = team.post(&page, &fields).await;
        assert_eq!(a.status, StatusCode::SEE_OTHER, "{name}: {}", words(&a.body));
        moved(&mut team, &here, "attribution", "clore").await;
        moved(&mut team, &here, "publication", "ouvrir").await;
        let (status, said) = publish(&mut team, &page, &run).await;
        assert_eq!(status, StatusCode::SEE_OTHER, "{name}: {said}");

        placed(db, id, &everybody).await;
        read_by_all(&router, id, &everybody).await;
        checked(&router, id, &everybody).await;
        let late = Rating { op: "note-tardive-1".into(), target: everybody.hosts[0].id, scores: vec![1; 4], note: String::new(), written: 0 };
        let code = {
            let mut tx = db.read().await.unwrap();
            keys::of(&mut tx, id).await.unwrap().unwrap().seat(Side::Associate, everybody.associates[0].id)
        };
        let (request, body) = json(&format!("/direct/{room}/notes?place={code}"), late.to_text());
        let a = Visitor::new(&router).send(request, body).await;
        assert!(matches!(a.status, StatusCode::GONE | StatusCode::UNPROCESSABLE_ENTITY), "{name}: the lists are closed: {}", a.body);
    }
}

/// Two missions for whoever wants two, in two organisations, within the places of each mission (M8, B11).
async fn placed(db: &Db, id: i64, everybody: &Everyone) {
    let mut tx = db.read().await.unwrap();
    let all = runs::placements(&mut tx, id).await.unwrap();
    for a in &everybody.associates {
        let mine: Vec<_> = all.iter().filter(|p| p.associate == a.id).collect();
        assert_eq!(mine.len(), a.draft.periods.iter().filter(|p| **p).count(), "{}", a.draft.name);
        assert_eq!(mine.iter().map(|p| p.host).collect::<HashSet<_>>().len(), mine.len(), "{}", a.draft.name);
    }
    for m in &everybody.missions {
        let at = |period: i64| all.iter().filter(|p| p.mission == m.id && p.period == period).count() as u32;
        assert!(at(1) <= m.draft.places[0] && at(2) <= m.draft.places[1], "{}", m.draft.title);
        assert!(m.draft.places_total.is_none_or(|total| at(1) + at(2) <= total), "{}", m.draft.title);
    }
}

async fn read_by_all(router: &Router, id: i64, everybody: &Everyone) {
    let page = format!("/mon-espace/campagnes/{id}/resultat");
    let people = everybody.associates.iter().map(|a| a.draft.email.clone()).chain(everybody.hosts.iter().map(|h| h.draft.email.clone()));
    for email in people {
        let a = Visitor::demo(router, &email).await.get(&page).await;
        assert_eq!(a.status, StatusCode::OK, "{email}");
        assert!(!a.body.contains("Trajet trop long"), "{email}: nobody reads why somebody refused");
    }
}

/// The files anybody of the campaign may take away pass the verifier and name nobody.
async fn checked(router: &Router, id: i64, everybody: &Everyone) {
    let mut own = Visitor::demo(router, &everybody.associates[3].draft.email).await;
    let instance = own.get(&format!("/mon-espace/campagnes/{id}/classements.json")).await;
    let plan = own.get(&format!("/mon-espace/campagnes/{id}/plan.json")).await;
    let problem = crate::matching::format::problem(instance.body.as_bytes(), Task::Attribute).unwrap();
    let solution = serde_json::from_str(&plan.body).unwrap();
    assert_eq!(verify::verify(&problem, &solution), Vec::<String>::new());
    for a in &everybody.associates {
        assert!(!instance.body.contains(&a.draft.name) && !plan.body.contains(&a.draft.name), "{}", a.draft.name);
    }
}
