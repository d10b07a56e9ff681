//! What a morning leaves behind: for the lists and the attribution, for whoever asks for their data, for whoever is forgotten.

use super::attribution::{draft, everyone, publish};
use super::matched::{TEAM, associate, host, phases, seed};
use super::site;
use super::visitor::{Visitor, words};
use crate::campaign::model::phase::Phase;
use crate::campaign::service::{demo, keys, morning, own_data, problem};
use crate::campaign::store::{self, ballots};
use crate::candidacy::service::demo as editions;
use crate::jobs::import::Parsed;
use crate::kernel::clock::{now, paris_day};
use crate::live::model::op::Op;
use crate::live::model::presence::Presence;
use crate::live::model::rating::Rating;
use crate::live::model::seat::Side;
use crate::live::service::hall::Hall;
use crate::live::service::rooms::{self, Author};
use crate::live::service::simulate::quick;
use crate::live::service::writer::Outcome;
use crate::live::service::{Halls, act};
use crate::people::store as accounts;
use crate::store::Db;
use crate::store::testing::both_engines;
use axum::Router;
use axum::body::Body;
use axum::http::{Request, StatusCode, header};
use std::sync::Arc;

/// A campaign whose plan was published: its room waits.
async fn planned(router: &Router, db: &Db) -> i64 {
    let id = seed(db).await;
    phases(db, id, Phase::Plan).await;
    let mut team = Visitor::demo(router, TEAM).await;
    let page = format!("/equipe/campagnes/{id}/plan");
    let run = draft(&mut team, &page, "total").await;
    assert_eq!(publish(&mut team, &page, &run).await.0, StatusCode::SEE_OTHER);
    phases(db, id, Phase::Morning).await;
    id
}

/// What the attribution would be computed from now.
async fn instance(db: &Db, id: i64) -> String {
    let all = everyone(db, id).await;
    let mut tx = db.read().await.unwrap();
    let campaign = store::one(&mut tx, id).await.unwrap().unwrap();
    problem::input(&mut tx, &campaign, &all, 2, now().as_millisecond()).await.unwrap().compiled().unwrap().instance
}

/// A simulated morning in the place of the campaign's room: begun, one pair of it rated by both sides, then ended. Returns that pair.
async fn simulated(halls: &Halls, id: i64) -> (i64, i64) {
    let at = now().as_millisecond();
    let mut tx = halls.db.begin().await.unwrap();
    let room = quick(morning::fresh_room(&mut tx, id).await.unwrap(), at);
    let room = rooms::prepare_simulated(&mut tx, id, paris_day(now()), &room, at).await.unwrap().unwrap();
    tx.commit().await.unwrap();
    let hall = halls.open(room).await.unwrap().unwrap();
    act::append(halls, &hall, &Op::Start, "depart-000001", "essai", at).await.unwrap();
    let pair = rated(halls, &hall).await;
    for n in 1..hall.room().round_count() {
        act::append(halls, &hall, &Op::Next, &format!("manche-{n:05}"), "essai", at).await.unwrap();
    }
    act::append(halls, &hall, &Op::End, "fin-00000001", "essai", at).await.unwrap();
    pair
}

/// The first associate and the first host they meet rate each other: keys of both.
async fn rated(halls: &Halls, hall: &Arc<Hall>) -> (i64, i64) {
    let room = hall.room();
    let m = room.meetings.iter().find(|m| m.associate == 0).unwrap();
    let (a, h) = (room.associates[0].id, room.hosts[m.host as usize].id);
    for (side, id, target) in [(Side::Associate, a, h), (Side::Host, h, a)] {
        let note = format!("note privée de {}", side.code());
        let rating = Rating { op: format!("note-{}-{id:06}", side.code()), target, scores: vec![4, 4, 4, 4], note, written: now().as_millisecond() };
        let author = Author { room: hall.id, side, id };
        assert_eq!(halls.writer.rate(author, hall.campaign, rating, now().as_millisecond()).await, Outcome::Saved);
    }
    (a, h)
}

/// A campaign whose room is open and has one pair rated by both sides: its key, the rooms, that pair.
async fn begun(router: &Router, db: &Db) -> (i64, Halls, (i64, i64)) {
    let id = planned(router, db).await;
    let halls = Halls::new(db.clone());
    let mut tx = db.read().await.unwrap();
    let (room, _) = rooms::of_campaign(&mut tx, id).await.unwrap().unwrap();
    drop(tx);
    let hall = halls.open(room).await.unwrap().unwrap();
    let pair = rated(&halls, &hall).await;
    (id, halls, pair)
}

/// How many were rated by both of a pair, as the second lists would begin.
async fn means(db: &Db, id: i64, (a, h): (i64, i64)) -> (usize, usize) {
    let mut tx = db.read().await.unwrap();
    let own = rooms::mean_scores(&mut tx, id, Side::Associate, a).await.unwrap().len();
    (own, rooms::mean_scores(&mut tx, id, Side::Host, h).await.unwrap().len())
}

#[tokio::test]
async fn a_simulated_morning_teaches_a_real_campaign_nothing() {
    for (name, db) in both_engines().await {
        let (router, board) = site(db, Parsed::default()).await;
        let db = &board.db;
        let id = planned(&router, db).await;
        let before = instance(db, id).await;
        let halls = Halls::new(db.clone());
        let pair = simulated(&halls, id).await;
        assert_eq!(means(db, id, pair).await, (0, 0), "{name}: second lists that begin with made-up ratings");
        let mut tx = db.read().await.unwrap();
        assert!(rooms::met(&mut tx, id, now().as_millisecond()).await.unwrap().is_none(), "{name}");
        assert!(rooms::room_of(&mut tx, id).await.unwrap().is_none(), "{name}: nobody's own morning");
        drop(tx);
        assert_eq!(instance(db, id).await, before, "{name}: the attribution reads who met from the published plan");
        let page = format!("/equipe/campagnes/{id}/phases");
        let mut team = Visitor::demo(&router, TEAM).await;
        let a = team.get(&page).await;
        assert!(a.body.contains("name=\"raison-matinee\""), "{name}: the real morning is not over: {}", words(&a.body));
    }
}

#[tokio::test]
async fn a_real_morning_counts_and_so_does_a_simulated_one_of_the_demo_campaign() {
    for (name, db) in both_engines().await {
        let (router, board) = site(db, Parsed::default()).await;
        let db = &board.db;
        let (id, halls, pair) = begun(&router, db).await;
        assert_eq!(means(db, id, pair).await, (1, 1), "{name}");
        let mut tx = db.read().await.unwrap();
        assert!(rooms::met(&mut tx, id, now().as_millisecond()).await.unwrap().unwrap().contains(&pair), "{name}");
        drop(tx);

        let (today, at) = (paris_day(now()), now().as_millisecond());
        editions::load(db, today, at).await.unwrap();
        let edition = editions::campaign_edition(db).await.unwrap().unwrap();
        demo::load(db, &[], edition, today, at).await.unwrap();
        let mut tx = db.read().await.unwrap();
        let shown = store::all(&mut tx).await.unwrap().iter().map(|c| c.id).max().unwrap();
        assert!(demo::is_demo(&mut tx, shown).await.unwrap() && !demo::is_demo(&mut tx, id).await.unwrap(), "{name}");
        drop(tx);
        let pair = simulated(&halls, shown).await;
        assert_eq!(means(db, shown, pair).await, (1, 1), "{name}: a demo is played to its end");
        let mut tx = db.read().await.unwrap();
        assert!(rooms::met(&mut tx, shown, now().as_millisecond()).await.unwrap().is_some(), "{name}");
        drop(tx);
        made_up_people_hand_in(&router, db, shown).await;
        let mut tx = db.read().await.unwrap();
        assert!(ballots::of_stage(&mut tx, id, 2).await.unwrap().is_empty(), "{name}: nobody writes for real people");
    }
}

/// When the second lists of the demo open, everybody hands theirs in but those who have an account.
async fn made_up_people_hand_in(router: &Router, db: &Db, shown: i64) {
    let all = everyone(db, shown).await;
    let mut tx = db.begin().await.unwrap();
    accounts::create(&mut tx, &all.associates[3].draft.email, "Quelqu’un", now().as_millisecond()).await.unwrap();
    tx.commit().await.unwrap();
    let (mut team, page) = (Visitor::demo(router, TEAM).await, format!("/equipe/campagnes/{shown}/phases"));
    for (phase, act) in [("matinee", "clore"), ("preferences-2", "ouvrir")] {
        let a = team.post(&page, &[("geste", act), ("formulaire", &format!("phase-{phase}")), ("phase", phase)]).await;
        assert_eq!(a.status, StatusCode::SEE_OTHER, "{phase}: {}", words(&a.body));
    }
    let mut tx = db.read().await.unwrap();
    let lists = ballots::of_stage(&mut tx, shown, 2).await.unwrap();
    assert!(lists.iter().all(|list| list.submitted.as_ref() == Some(&list.draft) && !list.draft.is_empty()), "{lists:?}");
    let mut expected: Vec<_> = ballots::of_stage(&mut tx, shown, 1).await.unwrap().into_iter().map(|list| (list.side, list.voter)).collect();
    assert!(expected.len() > all.associates.len(), "people of both sides had a first list");
    let own = (Side::Associate.code().to_owned(), all.associates[3].id);
    expected.retain(|voter| *voter != own);
    let handed_in: Vec<_> = lists.into_iter().map(|list| (list.side, list.voter)).collect();
    assert!(expected.iter().all(|voter| handed_in.contains(voter)), "{handed_in:?}");
    assert!(!handed_in.contains(&own), "somebody who has an account speaks for themselves");
}

#[tokio::test]
async fn what_one_noted_is_read_while_ranking_and_ones_own_sheet_is_found() {
    for (name, db) in both_engines().await {
        let (router, board) = site(db, Parsed::default()).await;
        let db = &board.db;
        let (id, _, _) = begun(&router, db).await;
        phases(db, id, Phase::Preferences2).await;
        let mut own = Visitor::demo(&router, &associate(1)).await;
        let said = words(&own.get(&format!("/mon-espace/campagnes/{id}/classement/2")).await.body);
        assert!(said.contains("Mes notes de la matinée") && said.contains("note privée de associe") && said.contains("4 sur 5"), "{name}: {said}");
        assert!(!said.contains("note privée de hote"), "{name}: a note is its author's");
        assert!(said.contains("80 %") && said.contains("La règle du calcul"), "{name}: the rules are told before: {said}");
        let first = words(&own.get(&format!("/mon-espace/campagnes/{id}/classement/1")).await.body);
        assert!(!first.contains("note privée"), "{name}: {first}");
        let morning = own.get(&format!("/mon-espace/campagnes/{id}/matinee")).await.body;
        let sheet = format!("/mon-espace/campagnes/{id}/feuille");
        assert!(morning.contains(&format!("href=\"{sheet}\"")), "{name}: {}", words(&morning));
        assert!(words(&own.get(&sheet).await.body).contains("Prénom1"), "{name}");
    }
}

#[tokio::test]
async fn a_seat_opened_early_keeps_nobody_from_publishing_another_plan() {
    for (name, db) in both_engines().await {
        let (router, board) = site(db, Parsed::default()).await;
        let db = &board.db;
        let id = planned(&router, db).await;
        phases(db, id, Phase::Plan).await;
        let (mut team, page) = (Visitor::demo(&router, TEAM).await, format!("/equipe/campagnes/{id}/plan"));
        let halls = Halls::new(db.clone());
        let open = async || {
            let mut tx = db.read().await.unwrap();
            let (room, _) = rooms::of_campaign(&mut tx, id).await.unwrap().unwrap();
            drop(tx);
            halls.open(room).await.unwrap().unwrap()
        };
        let hall = open().await;
        let here = Op::Presence { side: Side::Associate, at: 0, presence: Presence::Here };
        act::append(&halls, &hall, &here, "arrivee-00001", "place", now().as_millisecond()).await.unwrap();
        let run = draft(&mut team, &page, "total").await;
        let (status, said) = publish(&mut team, &page, &run).await;
        assert_eq!(status, StatusCode::SEE_OTHER, "{name}: {said}");
        let again = open().await;
        assert!(again.id != hall.id && again.room().rev == 0, "{name}: another room waits");
        // The page that was open is told to load again.
        let told = team.get(&format!("/direct/{}/flux", hall.id)).await;
        assert_eq!((told.status, told.body.as_str()), (StatusCode::OK, "event: out\ndata: {}\n\n"), "{name}");
        act::append(&halls, &again, &Op::Start, "depart-000001", "essai", now().as_millisecond()).await.unwrap();
        let run = draft(&mut team, &page, "total").await;
        let (status, said) = publish(&mut team, &page, &run).await;
        assert!(status == StatusCode::CONFLICT && said.contains("La matinée a commencé"), "{name}: {said}");
        assert_eq!(open().await.id, again.id, "{name}: what began stays");
    }
}

#[tokio::test]
async fn who_spoke_for_a_host_takes_away_and_takes_back_what_they_rated() {
    for (name, db) in both_engines().await {
        let (router, board) = site(db, Parsed::default()).await;
        let db = &board.db;
        let (id, _, pair) = begun(&router, db).await;
        let all = everyone(db, id).await;
        let email = all.host(pair.1).unwrap().draft.email.clone();
        assert!((1..=8).any(|n| host(n) == email), "{name}");

        let mut tx = db.begin().await.unwrap();
        let kept = own_data::kept_of(&mut tx, &email).await.unwrap();
        let note = &kept[0]["matinee"][0];
        assert_eq!((note["personne"].as_i64(), note["note_privee"].as_str()), (Some(pair.0), Some("note privée de hote")), "{name}: {kept:?}");
        let theirs = own_data::kept_of(&mut tx, &associate(1)).await.unwrap();
        assert_eq!(theirs[0]["matinee"][0]["structure"].as_i64(), Some(pair.1), "{name}: {theirs:?}");

        own_data::forget(&mut tx, &email, now().as_millisecond()).await.unwrap();
        tx.commit().await.unwrap();
        assert_eq!(means(db, id, pair).await, (1, 0), "{name}: what others wrote of the host stays theirs");
        let mut tx = db.read().await.unwrap();
        assert!(own_data::kept_of(&mut tx, &email).await.unwrap().is_empty(), "{name}");
        drop(tx);
        assert!(everyone(db, id).await.host(pair.1).unwrap().draft.name.starts_with("Structure"), "{name}: the host stays");
    }
}

#[tokio::test]
async fn the_oldest_drafts_go_and_the_published_one_stays_in_view() {
    for (name, db) in both_engines().await {
        let (router, board) = site(db, Parsed::default()).await;
        let db = &board.db;
        let id = seed(db).await;
        phases(db, id, Phase::Plan).await;
        let mut team = Visitor::demo(&router, TEAM).await;
        let page = format!("/equipe/campagnes/{id}/plan");
        let published = draft(&mut team, &page, "total").await;
        assert_eq!(publish(&mut team, &page, &published).await.0, StatusCode::SEE_OTHER, "{name}");
        let mut made = Vec::new();
        for _ in 0..13 {
            made.push(draft(&mut team, &page, "total").await);
        }
        let body = team.get(&page).await.body;
        let listed = |run: &str| body.contains(&format!("?essai={run}#essai"));
        assert!(listed(&published), "{name}: the published plan fell out of view: {}", words(&body));
        assert!(!listed(&made[0]) && made[1..].iter().all(|run| listed(run)), "{name}: twelve drafts are kept: {}", words(&body));
        let (status, said) = publish(&mut team, &page, &made[0]).await;
        assert_eq!(status, StatusCode::CONFLICT, "{name}: {said}");
        assert!(said.contains("Cet essai n’est plus là"), "{name}: {said}");
        let mut tx = db.read().await.unwrap();
        let lines = crate::audit::service::of(&mut tx, "campagne", id).await.unwrap();
        let gone: Vec<_> = lines.iter().filter(|l| l.verb == "essais du plan effacés").filter_map(|l| l.was.clone()).collect();
        assert_eq!(gone, [format!("Essai {}", made[0])], "{name}");
    }
}

/// A rating sent as the seat's program sends it.
async fn send(visitor: &mut Visitor<'_>, room: i64, code: &str, rating: &Rating) -> StatusCode {
    let request = Request::post(format!("/direct/{room}/notes?place={code}")).header("sec-fetch-site", "same-origin");
    visitor.send(request.header(header::CONTENT_TYPE, "application/json"), Body::from(rating.to_text())).await.status
}

#[tokio::test]
async fn on_another_day_a_seat_opens_for_who_sits_there_once_signed_in_and_the_wall_for_the_team() {
    for (name, db) in both_engines().await {
        let (router, board) = site(db, Parsed::default()).await;
        let db = &board.db;
        let (id, halls, (a, h)) = begun(&router, db).await;
        let mut tx = db.read().await.unwrap();
        let (room, _) = rooms::of_campaign(&mut tx, id).await.unwrap().unwrap();
        let keys = keys::of(&mut tx, id).await.unwrap().unwrap();
        drop(tx);
        let hall = halls.open(room).await.unwrap().unwrap();
        let code = keys.seat(Side::Associate, a);
        let (page, wall) = (format!("/direct/place/{code}"), format!("/direct/{room}/mur?cle={}", keys.wall(room)));
        let rating = Rating {
            op: "le-lendemain-1".to_owned(),
            target: h,
            scores: vec![5, 5, 5, 5],
            note: "relu le soir".to_owned(),
            written: now().as_millisecond(),
        };
        let mut nobody = Visitor::new(&router);
        let mut other = Visitor::demo(&router, &associate(2)).await;
        for who in [&mut nobody, &mut other] {
            assert_eq!(who.get(&page).await.status, StatusCode::NOT_FOUND, "{name}: the day is not today");
            assert_eq!(send(who, room, &code, &rating).await, StatusCode::NOT_FOUND, "{name}");
            assert_eq!(who.get(&wall).await.status, StatusCode::NOT_FOUND, "{name}");
        }
        let flux = nobody.get(&format!("/direct/{room}/flux?cle={}", keys.wall(room))).await;
        assert_eq!(flux.status, StatusCode::NOT_FOUND, "{name}");

        let mut own = Visitor::demo(&router, &associate(1)).await;
        let read = own.get(&page).await;
        assert!(read.status == StatusCode::OK && read.body.contains("note privée de associe"), "{name}");
        assert_eq!(send(&mut own, room, &code, &rating).await, StatusCode::OK, "{name}");
        let seat = hall.seat(&code).unwrap();
        let kept = halls.ratings_of(&hall, seat).await.unwrap();
        assert_eq!((kept.len(), kept[0].note.as_str()), (1, "relu le soir"), "{name}");
        let theirs = format!("/direct/place/{}", keys.seat(Side::Host, h));
        assert_eq!(own.get(&theirs).await.status, StatusCode::NOT_FOUND, "{name}: somebody else's seat");
        assert_eq!(Visitor::demo(&router, TEAM).await.get(&wall).await.status, StatusCode::OK, "{name}");
        // Closed lists change nothing any more.
        phases(db, id, Phase::Attribution).await;
        let late = Rating { op: "trop-tard-0001".to_owned(), scores: vec![1, 1, 1, 1], written: rating.written + 1, ..rating };
        assert_eq!(send(&mut own, room, &code, &late).await, StatusCode::GONE, "{name}");
    }
}

#[tokio::test]
async fn from_a_seat_the_second_list_is_written_without_a_password_and_not_handed_in() {
    for (name, db) in both_engines().await {
        let (router, board) = site(db, Parsed::default()).await;
        let db = &board.db;
        let id = planned(&router, db).await;
        let halls = Halls::new(db.clone());
        let (a, h) = simulated(&halls, id).await;
        let mut tx = db.read().await.unwrap();
        let keys = keys::of(&mut tx, id).await.unwrap().unwrap();
        let all = everyone(db, id).await;
        drop(tx);
        let page = format!("/direct/classement/{}", keys.seat(Side::Associate, a));
        let mut nobody = Visitor::new(&router);
        let first = nobody.get(&page).await;
        let said = words(&first.body);
        assert!(first.status == StatusCode::OK && said.contains("Revenir à ma place"), "{name}: {said}");
        assert!(!first.body.contains("value=\"remettre") && !first.body.contains("/fiches/"), "{name}: nothing that asks who is there");
        let missions: Vec<i64> = all.missions.iter().map(|m| m.id).collect();
        let list = format!("{}=1\n{}=2", missions[2], missions[0]);
        let version = first.body.split("garder-").nth(1).unwrap().split('"').next().unwrap().to_owned();
        let field = [("geste", "champ"), ("champ", "bulletin"), ("version", version.as_str()), ("valeur", list.as_str())];
        let kept = nobody.post(&page, &field).await;
        assert!(kept.status.is_success() || kept.status == StatusCode::SEE_OTHER, "{name}: {}", kept.body);
        let mut own = Visitor::demo(&router, &associate(1)).await;
        let mine = own.get(&format!("/mon-espace/campagnes/{id}/classement/2")).await.body;
        for (mission, rank) in [(missions[2], 1), (missions[0], 2)] {
            let line = mine.split(&format!("id=\"c-rang-{mission}\"")).nth(1).unwrap().split('>').next().unwrap();
            assert!(line.contains(&format!("value=\"{rank}\"")), "{name}: the same list, signed in: {line}");
        }
        // Two telephones at one seat do not write over each other.
        let stale = nobody.post(&page, &[("geste", "garder-0"), ("formulaire", "classement"), ("bulletin", "")]).await;
        assert_eq!(stale.status, StatusCode::CONFLICT, "{name}");
        let hand_in = [("geste", "remettre-1"), ("formulaire", "classement"), ("bulletin", list.as_str())];
        let refused = nobody.post(&page, &hand_in).await;
        assert!(refused.status == StatusCode::UNPROCESSABLE_ENTITY && words(&refused.body).contains("depuis votre espace"), "{name}");
        let theirs = nobody.get(&format!("/direct/classement/{}", keys.seat(Side::Host, h))).await;
        assert!(theirs.status == StatusCode::OK && words(&theirs.body).contains("Prénom1"), "{name}: a host ranks people");
        // Why somebody is refused is for whoever signs in: the code does not show it, and saving with it does not lose it.
        let refused = format!("{}=1\n{}=!un conflit passé", missions[2], missions[0]);
        let mine = format!("/mon-espace/campagnes/{id}/classement/2");
        let read = own.get(&mine).await.body;
        let version = read.split("garder-").nth(1).unwrap().split('"').next().unwrap().to_owned();
        let keep = format!("garder-{version}");
        assert_eq!(own.post(&mine, &[("geste", &keep), ("formulaire", "classement"), ("bulletin", &refused)]).await.status, StatusCode::SEE_OTHER);
        let shown = nobody.get(&page).await.body;
        assert!(!shown.contains("conflit passé") && shown.contains(&format!("{}=!", missions[0])), "{name}");
        let version = shown.split("garder-").nth(1).unwrap().split('"').next().unwrap().to_owned();
        let moved = format!("{}=1\n{}=2\n{}=!", missions[1], missions[2], missions[0]);
        let field = [("geste", "champ"), ("champ", "bulletin"), ("version", version.as_str()), ("valeur", moved.as_str())];
        assert_ne!(nobody.post(&page, &field).await.status, StatusCode::CONFLICT, "{name}");
        assert!(own.get(&mine).await.body.contains("un conflit passé"), "{name}: the reason is still there");
        // One's own page, opened before, does not save over what the seat wrote since, though it is the same person's.
        let old = [("geste", keep.as_str()), ("formulaire", "classement"), ("bulletin", refused.as_str())];
        let shown = own.get(&page).await.body;
        let keep_here = format!("garder-{}", shown.split("garder-").nth(1).unwrap().split('"').next().unwrap());
        let again = format!("{}=1\n{}=2\n{}=!", missions[2], missions[1], missions[0]);
        let here = [("geste", keep_here.as_str()), ("formulaire", "classement"), ("bulletin", again.as_str())];
        assert_eq!(own.post(&page, &here).await.status, StatusCode::SEE_OTHER, "{name}");
        assert_eq!(own.post(&mine, &old).await.status, StatusCode::CONFLICT, "{name}");
        assert_eq!(nobody.get("/direct/classement/AAAAAAAAAA").await.status, StatusCode::NOT_FOUND, "{name}");
        phases(db, id, Phase::Attribution).await;
        assert_eq!(nobody.post(&page, &field).await.status, StatusCode::UNPROCESSABLE_ENTITY, "{name}: closed");
    }
}
