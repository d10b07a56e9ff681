//! The console of a morning without script: what must be confirmed is shown first, repairs are forms, an archived room stays readable.

use super::attribution::{hidden, planned};
use super::matched::{TEAM, seed};
use super::site;
use super::visitor::{Visitor, words};
use crate::campaign::service::keys;
use crate::jobs::import::Parsed;
use crate::live::model::op::Op;
use crate::live::model::presence::Presence;
use crate::live::model::room::Room;
use crate::live::service::rooms;
use crate::store::Db;
use crate::store::testing::both_engines;
use axum::Router;
use axum::body::Body;
use axum::http::{Request, StatusCode, header};

async fn room(db: &Db, campaign: i64) -> Room {
    let mut tx = db.read().await.unwrap();
    rooms::room_of(&mut tx, campaign).await.unwrap().unwrap()
}

/// Presses a button of the clock: its form, as the page has it.
async fn press(team: &mut Visitor<'_>, here: &str, op: &Op) -> super::Answer {
    team.post(here, &[("geste", "operer"), ("op", &op.to_text()), ("id", &format!("page-essai-{}", op.code()))]).await
}

/// A campaign whose room waits for its morning: the keys of both.
async fn waiting(router: &Router, db: &Db) -> (i64, i64) {
    let id = seed(db).await;
    planned(router, db, id).await;
    let mut tx = db.read().await.unwrap();
    (id, rooms::of_campaign(&mut tx, id).await.unwrap().unwrap().0)
}

/// Confirms what a page shows, by its form.
async fn confirm(team: &mut Visitor<'_>, here: &str, page: &str) -> super::Answer {
    let form = &page[page.find("class=\"act\"").unwrap_or_else(|| panic!("nothing to confirm in {}", words(page)))..];
    let (op, id) = (hidden(form, "op").replace("&quot;", "\"").replace("&amp;", "&"), hidden(form, "id"));
    team.post(here, &[("geste", "operer"), ("confirme", "oui"), ("op", &op), ("id", &id)]).await
}

#[tokio::test]
async fn repairs_are_forms_that_show_who_moves_before_anybody_confirms() {
    for (name, db) in both_engines().await {
        let (router, board) = site(db, Parsed::default()).await;
        let (id, key) = waiting(&router, &board.db).await;
        let here = format!("/direct/{key}/regie");
        let mut team = Visitor::demo(&router, TEAM).await;
        assert_eq!(press(&mut team, &here, &Op::Start).await.status, StatusCode::SEE_OTHER, "{name}");
        let met = |room: &Room, at: u32| room.meetings.iter().filter(|m| m.associate == at && m.round > 0).count();
        assert!(met(&room(&board.db, id).await, 0) > 0, "{name}");

        // Somebody does not come: said at once, the plan changes only when confirmed.
        let absent = [("geste", "presence"), ("siege", "associe-0"), ("presence", "absent")];
        let page = team.follow(&here, &absent).await;
        let said = words(&page.body);
        assert!(page.status == StatusCode::OK && said.contains("Confirmer") && said.contains("Sans rien faire"), "{name}: {said}");
        let now = room(&board.db, id).await;
        assert!(now.associates[0].presence() == Presence::Absent && met(&now, 0) > 0 && now.plan == 0, "{name}");
        assert_eq!(confirm(&mut team, &here, &page.body).await.status, StatusCode::SEE_OTHER, "{name}");
        let mended = room(&board.db, id).await;
        assert_eq!((met(&mended, 0), mended.plan), (0, 1), "{name}");
        // Confirmed again, it counts once.
        assert_eq!(confirm(&mut team, &here, &page.body).await.status, StatusCode::SEE_OTHER, "{name}");
        assert_eq!(room(&board.db, id).await.rev, mended.rev, "{name}");

        // They come after all, and are put back.
        let page = team.follow(&here, &[("geste", "presence"), ("siege", "associe-0"), ("presence", "present")]).await;
        assert_eq!(confirm(&mut team, &here, &page.body).await.status, StatusCode::SEE_OTHER, "{name}: {}", words(&page.body));
        let back = room(&board.db, id).await;
        assert!(met(&back, 0) > 0 && back.associates[0].presence() == Presence::Here, "{name}");

        // A table, somebody late from a round on: addresses a form leads to.
        let table = mended.hosts[0].tables[0];
        let page = team.get(&format!("{here}?table={table}")).await;
        assert!(page.status == StatusCode::OK && words(&page.body).contains(&format!("Table {table} hors d’usage")), "{name}");
        assert_eq!(confirm(&mut team, &here, &page.body).await.status, StatusCode::SEE_OTHER, "{name}");
        assert_eq!(room(&board.db, id).await.broken, [table], "{name}");
        let page = team.get(&format!("{here}?siege=associe-1&cas=retard&manche=3")).await;
        assert!(page.status == StatusCode::OK && page.body.contains("name=\"manche\""), "{name}: {}", words(&page.body));
        // What the room does not have is refused in words, beside a console that still works.
        let page = team.get(&format!("{here}?table=999")).await;
        assert!(page.status.is_client_error() && !page.body.contains("<dialog open"), "{name}: {}", page.status);
        assert!(page.body.contains(crate::i18n::campaign_decide::INCIDENT_UNREAD) && page.body.contains("name=\"siege\""), "{name}");
    }
}

#[tokio::test]
async fn an_ended_room_is_archived_after_a_confirmation_and_stays_readable() {
    for (name, db) in both_engines().await {
        let (router, board) = site(db, Parsed::default()).await;
        let (id, key) = waiting(&router, &board.db).await;
        let mut tx = board.db.read().await.unwrap();
        let keys = keys::of(&mut tx, id).await.unwrap().unwrap();
        drop(tx);
        let here = format!("/direct/{key}/regie");
        let mut team = Visitor::demo(&router, TEAM).await;
        press(&mut team, &here, &Op::Start).await;
        // Not while it runs.
        let early = team.get(&format!("{here}?confirmer=close")).await;
        let refused = confirm(&mut team, &here, &early.body).await;
        assert_eq!(refused.status, StatusCode::CONFLICT, "{name}");
        assert!(words(&refused.body).contains("Terminez d’abord la matinée."), "{name}");
        for (op, title) in [(Op::End, "Terminer la matinée"), (Op::Close, "Archiver la matinée")] {
            let asked = press(&mut team, &here, &op).await;
            assert_eq!(asked.status, StatusCode::SEE_OTHER, "{name}");
            let page = team.get(asked.place()).await;
            assert!(words(&page.body).contains(title), "{name}: {}", words(&page.body));
            assert!(!room(&board.db, id).await.closed, "{name}: nothing before it is confirmed");
            assert_eq!(confirm(&mut team, &here, &page.body).await.status, StatusCode::SEE_OTHER, "{name}");
        }
        let closed = room(&board.db, id).await;
        assert!(closed.closed, "{name}");
        // Nothing changes any more, and it is said, whoever asks and however.
        let refused = press(&mut team, &here, &Op::Reopen).await;
        assert_eq!(refused.status, StatusCode::CONFLICT, "{name}");
        assert!(words(&refused.body).contains("archivée"), "{name}");
        let op = Op::Reopen.to_text().replace('"', "\\\"");
        let json = |path: String, body: String| {
            let request = Request::post(path).header("sec-fetch-site", "same-origin").header(header::CONTENT_TYPE, "application/json");
            (request, Body::from(body))
        };
        let (request, body) = json(format!("/direct/{key}/gestes"), format!("{{\"id\":\"geste-000009\",\"op\":\"{op}\"}}"));
        let answer = team.send(request, body).await;
        assert!(answer.status == StatusCode::CONFLICT && answer.body.contains("archivée"), "{name}: {}", answer.body);
        let incident = miniserde::json::to_string(&crate::live::model::mend::Incident { absent: vec![1], ..Default::default() });
        let (request, body) = json(format!("/direct/{key}/reparer"), incident);
        let answer = team.send(request, body).await;
        assert!(answer.status == StatusCode::CONFLICT && answer.body.contains("archivée"), "{name}: {}", answer.body);
        assert_eq!(room(&board.db, id).await, closed, "{name}");
        // It is still read.
        let pages = [(here.clone(), "archivée"), (format!("/direct/{key}/mur?cle={}", keys.wall(key)), "Merci")];
        for (path, said) in pages {
            let page = team.get(&path).await;
            assert!(page.status == StatusCode::OK && words(&page.body).contains(said), "{name}: {path}: {}", words(&page.body));
        }
    }
}
