//! What a published attribution tells, and goes on telling (rules D8, D9, B11); the missions as they are looked through
//! (B14); hours that change after the plan.

use super::attribution::planned;
use super::former::attributed;
use super::matched::{TEAM, associate, host, seed};
use super::recruiting::world;
use super::site;
use super::visitor::{Visitor, mail_to, words};
use crate::campaign::model::settings::Settings;
use crate::campaign::store::{self, ballots, people, runs};
use crate::jobs::import::Parsed;
use crate::kernel::clock::now;
use crate::kernel::dates::shift;
use crate::live::service::rooms;
use crate::store::testing::both_engines;
use axum::http::StatusCode;
use jiff::civil::Time;

#[tokio::test]
async fn the_ranks_of_a_result_are_those_of_the_lists_handed_in() {
    for (name, db) in both_engines().await {
        let (router, board) = site(db, Parsed::default()).await;
        let id = seed(&board.db).await;
        attributed(&router, &board.db, id).await;
        let mut tx = board.db.read().await.unwrap();
        let all = people::associates(&mut tx, id).await.unwrap();
        let (lists, placed) = (ballots::of_stage(&mut tx, id, 2).await.unwrap(), runs::placements(&mut tx, id).await.unwrap());
        drop(tx);
        for n in [1, 2] {
            let key = all.iter().find(|a| a.draft.email == associate(n)).unwrap().id;
            let list = lists.iter().find(|k| k.side == "associe" && k.voter == key).and_then(|k| k.submitted.clone()).unwrap();
            let said = words(&Visitor::demo(&router, &associate(n)).await.get(&format!("/mon-espace/campagnes/{id}/resultat")).await.body);
            for one in placed.iter().filter(|p| p.associate == key) {
                let place = list.places().into_iter().find(|(mission, _)| *mission == one.mission).unwrap().1;
                let rank = crate::i18n::campaign_outcome::ordinal(place);
                let line = format!("{rank} sur les {}\u{a0}missions de votre liste", list.places().len());
                assert!(said.contains(&words(&line)), "{name} a{n}: {line} in {said}");
            }
            assert!(said.contains("Autres souhaits"), "{name}: {said}");
        }
    }
}

#[tokio::test]
async fn a_published_result_stays_as_it_was_when_people_leave() {
    for (name, db) in both_engines().await {
        let (router, board) = site(db, Parsed::default()).await;
        let id = seed(&board.db).await;
        attributed(&router, &board.db, id).await;
        let page = format!("/mon-espace/campagnes/{id}/resultat");
        let mut own = Visitor::demo(&router, &associate(1)).await;
        let before = words(&own.get(&page).await.body);
        assert!(before.contains("Vos deux missions") && before.contains("Structure"), "{name}: {before}");
        let mut theirs = Visitor::demo(&router, &host(1)).await;
        let hosts = words(&theirs.get(&page).await.body);
        let mut tx = board.db.begin().await.unwrap();
        let at = Some(now().as_millisecond());
        for m in people::missions(&mut tx, id).await.unwrap() {
            people::approve(&mut tx, id, m.id, None).await.unwrap();
        }
        for h in people::hosts(&mut tx, id).await.unwrap().iter().filter(|h| h.draft.email != host(1)) {
            people::host_left(&mut tx, id, h.id, at).await.unwrap();
        }
        for a in people::associates(&mut tx, id).await.unwrap().iter().filter(|a| a.draft.email != associate(1)) {
            people::associate_left(&mut tx, id, a.id, at).await.unwrap();
        }
        tx.commit().await.unwrap();
        assert_eq!(words(&own.get(&page).await.body), before, "{name}");
        assert_eq!(words(&theirs.get(&page).await.body), hosts, "{name}");
        // Who left reads nothing of the campaign any more.
        assert_eq!(Visitor::demo(&router, &associate(2)).await.get(&page).await.status, StatusCode::NOT_FOUND, "{name}");
    }
}

#[tokio::test]
async fn one_organisation_is_one_host_of_a_campaign() {
    for (name, db) in both_engines().await {
        let (router, board) = world(db).await;
        let id = seed(&board.db).await;
        let mut tx = board.db.read().await.unwrap();
        let hosts = people::hosts(&mut tx, id).await.unwrap();
        drop(tx);
        let page = |n: usize| format!("/equipe/campagnes/{id}/fiches?structure={}", hosts[n].id);
        let mut team = Visitor::demo(&router, TEAM).await;
        let typed = [
            ("geste", "structure"),
            ("formulaire", "structure"),
            ("reference", "h"),
            ("name", "WE-CO"),
            ("kind", "association"),
            ("contact", "Contact"),
            ("email", "contact@exemple.fr"),
            ("tables", "1"),
            ("min_meetings", "1"),
            ("organisation", "we-co"),
        ];
        for _ in 0..2 {
            let a = team.post(&page(0), &typed).await;
            assert_eq!(a.status, StatusCode::SEE_OTHER, "{name}: {}", words(&a.body));
        }
        let a = team.post(&page(1), &typed).await;
        assert_eq!(a.status, StatusCode::UNPROCESSABLE_ENTITY, "{name}");
        assert!(words(&a.body).contains("est déjà cette organisation") && a.body.contains("value=\"we-co\""), "{name}: {}", words(&a.body));
        // Once the first has left its place is free; then it does not come back beside the other.
        let leave = [("geste", "retirer"), ("formulaire", "depart"), ("reason", "Ne participe plus cette année.")];
        assert_eq!(team.post(&page(0), &leave).await.status, StatusCode::SEE_OTHER, "{name}");
        assert_eq!(team.post(&page(1), &typed).await.status, StatusCode::SEE_OTHER, "{name}");
        let back = team.post(&page(0), &[("geste", "revenir"), ("formulaire", "retour")]).await;
        assert!(back.status == StatusCode::UNPROCESSABLE_ENTITY && words(&back.body).contains("est déjà cette organisation"), "{name}");
        // Nor by a file; what is written of it while it is away is kept.
        let line = "reference;nom;type;interlocuteur;courriel;tables\nh1;Structure 1;association;Contact 1;h1@essai.example;1\n";
        let import = [("geste", "importer"), ("formulaire", "liste"), ("liste", "structures"), ("texte", line)];
        let _ = team.post(&format!("/equipe/campagnes/{id}/import"), &import).await;
        let a = team.post(&page(0), &typed).await;
        assert_eq!(a.status, StatusCode::SEE_OTHER, "{name}: {}", words(&a.body));
        let mut tx = board.db.read().await.unwrap();
        let after = people::hosts(&mut tx, id).await.unwrap();
        let away = after.iter().find(|h| h.id == hosts[0].id).unwrap();
        assert!(away.left.is_some() && away.draft.contact == "Contact", "{name}: {away:?}");
    }
}

#[tokio::test]
async fn associates_look_through_the_missions_by_what_they_are() {
    for (name, db) in both_engines().await {
        let (router, board) = site(db, Parsed::default()).await;
        let id = seed(&board.db).await;
        let page = format!("/mon-espace/campagnes/{id}/fiches");
        let mut own = Visitor::demo(&router, &associate(1)).await;
        let mut tx = board.db.read().await.unwrap();
        let missions = people::missions(&mut tx, id).await.unwrap();
        drop(tx);
        let shown = |body: &str| missions.iter().filter(|m| body.contains(&format!("{page}/{}\"", m.id))).count();
        let all = own.get(&page).await;
        assert_eq!((all.status, shown(&all.body)), (StatusCode::OK, missions.len()), "{name}");
        assert!(words(&all.body).contains("dans votre liste"), "{name}: {}", words(&all.body));
        let some = missions[0].draft.family;
        let same = missions.iter().filter(|m| m.draft.family == some).count();
        let narrowed = own.get(&format!("{page}?famille={}", some.code())).await;
        assert_eq!(shown(&narrowed.body), same, "{name}");
        assert!(narrowed.body.contains(&format!("value=\"{}\" selected", some.code())), "{name}: what was chosen stays");
        let none = own.get(&format!("{page}?mot=introuvable")).await;
        assert!(shown(&none.body) == 0 && words(&none.body).contains("Aucune mission ne répond"), "{name}");
        assert_eq!(Visitor::demo(&router, &host(1)).await.get(&page).await.status, StatusCode::NOT_FOUND, "{name}: hosts rank people");
    }
}

#[tokio::test]
async fn an_hour_changed_after_the_plan_is_published_follows_when_the_team_says_so() {
    for (name, db) in both_engines().await {
        let (router, board) = site(db, Parsed::default()).await;
        let db = &board.db;
        let id = seed(db).await;
        planned(&router, db, id).await;
        let page = format!("/equipe/campagnes/{id}/plan");
        let mut team = Visitor::demo(&router, TEAM).await;
        let mine = format!("/mon-espace/campagnes/{id}/matinee");
        let mut own = Visitor::demo(&router, &associate(1)).await;
        assert!(!words(&team.get(&page).await.body).contains("ancien horaire"), "{name}");
        let refused = team.post(&page, &[("geste", "horaire"), ("formulaire", "horaire")]).await;
        assert_eq!(refused.status, StatusCode::CONFLICT, "{name}: nothing to publish");
        assert!(words(&own.get(&mine).await.body).contains("10:00 – 10:15"), "{name}");

        let mut tx = db.begin().await.unwrap();
        let campaign = store::one(&mut tx, id).await.unwrap().unwrap();
        let day = campaign.settings.day.map(|day| shift(day, 1));
        store::set_settings(&mut tx, id, &Settings { day, start: Time::constant(14, 30, 0, 0), ..campaign.settings }).await.unwrap();
        tx.commit().await.unwrap();
        let before = words(&own.get(&mine).await.body);
        assert!(before.contains("10:00 – 10:15") && before.contains("10:00"), "{name}: what was published: {before}");
        assert!(words(&team.get(&page).await.body).contains("ancien horaire"), "{name}");
        let a = team.post(&page, &[("geste", "horaire"), ("formulaire", "horaire")]).await;
        assert_eq!(a.status, StatusCode::SEE_OTHER, "{name}: {}", words(&a.body));
        let after = words(&own.get(&mine).await.body);
        assert!(after.contains("14:30 – 14:45") && !after.contains("10:00"), "{name}: {after}");
        let names = |said: &str| (1..=8).filter(|n| said.contains(&format!("Structure {n}"))).collect::<Vec<_>>();
        assert_eq!(names(&after), names(&before), "{name}: the same people are met");
        assert!(mail_to(db, &associate(1)).await.contains("14:30"), "{name}");
        let mut tx = db.read().await.unwrap();
        let (_, held) = rooms::of_campaign(&mut tx, id).await.unwrap().unwrap();
        assert_eq!(Some(held), day.map(|day| day.to_string()), "{name}: seats open on the new day");
        drop(tx);
        assert!(!words(&team.get(&page).await.body).contains("ancien horaire"), "{name}");
    }
}
