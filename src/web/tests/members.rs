//! Organisations that recruit here: who speaks for them, and when they are seen.

use super::get;
use super::recruiting::{TITLE, form, location, one_engine, slugs, world};
use super::visitor::{Visitor, mail_to, words};
use crate::jobs::service::publishing::demo;
use crate::kernel::clock::{now, paris_day};
use crate::kernel::dates::shift;
use crate::people::model::{Held, Role};
use crate::people::store as people;
use crate::store::testing::both_engines;
use axum::http::StatusCode;

#[tokio::test]
async fn an_organisation_is_never_left_without_a_manager() {
    for (name, db) in both_engines().await {
        let (router, board) = world(db).await;
        let mut marie = Visitor::demo(&router, "recruteuse@demo.example").await;
        const HERE: &str = "/recruter/we-co/equipe";
        let mut tx = board.db.read().await.unwrap();
        let key = |p: Option<people::Person>| p.unwrap().id.to_string();
        let me = key(people::by_email(&mut tx, "recruteuse@demo.example").await.unwrap());
        let coach = key(people::by_email(&mut tx, "coach@demo.example").await.unwrap());
        drop(tx);
        let a = marie.post(HERE, &[("geste", "retirer"), ("personne", &me)]).await;
        assert!(a.status == StatusCode::UNPROCESSABLE_ENTITY && words(&a.body).contains("au moins une personne"), "{name}");
        let a = marie.post(HERE, &[("geste", "role"), ("personne", &me), ("role", "membre")]).await;
        assert_eq!(a.status, StatusCode::UNPROCESSABLE_ENTITY, "{name}");
        marie.follow(HERE, &[("geste", "inviter"), ("formulaire", "inviter"), ("courriel", "coach@demo.example"), ("role", "gestion")]).await;
        let link = super::visitor::link_in(&mail_to(&board.db, "coach@demo.example").await);
        let mut idriss = Visitor::demo(&router, "coach@demo.example").await;
        assert_eq!(idriss.get("/recruter").await.status, StatusCode::FORBIDDEN, "{name}");
        assert_eq!(idriss.get(&link).await.status, StatusCode::OK, "{name}");
        assert_eq!(idriss.get("/recruter").await.status, StatusCode::FORBIDDEN, "{name}: opening accepts nothing");
        let a = idriss.follow(&link, &[("geste", "accepter")]).await;
        assert_eq!(a.status, StatusCode::OK, "{name}");
        assert_eq!(idriss.post(&link, &[("geste", "accepter")]).await.status, StatusCode::GONE, "{name}: once");
        // Both leave at the same time: one of them stays.
        let (leave_a, leave_b) = ([("geste", "retirer"), ("personne", me.as_str())], [("geste", "retirer"), ("personne", coach.as_str())]);
        let (a, b) = tokio::join!(marie.post(HERE, &leave_a), idriss.post(HERE, &leave_b));
        let left = [a.status, b.status].iter().filter(|s| **s == StatusCode::SEE_OTHER).count();
        assert_eq!(left, 1, "{name}: {} {}", a.status, b.status);
        // A member who manages nothing changes nobody.
        let a = idriss.post("/recruter/france-active-seine-et-marne-essonne/equipe", &[("geste", "retirer"), ("personne", &me)]).await;
        assert!(matches!(a.status, StatusCode::NOT_FOUND | StatusCode::FORBIDDEN), "{name}");
    }
}

#[tokio::test]
async fn a_role_that_ended_is_over_also_for_who_read_the_clock_before() {
    for (name, db) in both_engines().await {
        let (_, board) = world(db).await;
        let mut tx = board.db.begin().await.unwrap();
        let id = people::by_email(&mut tx, "recruteuse@demo.example").await.unwrap().unwrap().id;
        let at = now().as_millisecond();
        let all = people::roles(&mut tx, id, at).await.unwrap();
        let held = *all.iter().find(|h| h.role == Role::Manager).unwrap();
        let organisation = held.organisation.unwrap();
        let mine = |all: Vec<(i64, String, String, String)>| all.iter().filter(|m| m.0 == id).count();
        assert_eq!(mine(people::members(&mut tx, organisation, at - 5).await.unwrap()), 1, "{name}");
        people::end(&mut tx, id, held, at).await.unwrap();
        assert_eq!(mine(people::members(&mut tx, organisation, at - 5).await.unwrap()), 0, "{name}");
        assert!(!people::roles(&mut tx, id, at - 5).await.unwrap().contains(&held), "{name}");
    }
}

#[tokio::test]
async fn the_administration_is_never_left_to_nobody() {
    for (name, db) in both_engines().await {
        let (router, board) = world(db).await;
        let all = ["admin@demo.example", "equipe@demo.example"];
        let mut keys = Vec::new();
        let mut tx = board.db.begin().await.unwrap();
        for email in all {
            let id = people::by_email(&mut tx, email).await.unwrap().unwrap().id;
            people::give(&mut tx, id, Held { role: Role::Admin, organisation: None }, now().as_millisecond()).await.unwrap();
            keys.push(id.to_string());
        }
        tx.commit().await.unwrap();
        let (mut one, mut other) = (Visitor::demo(&router, all[0]).await, Visitor::demo(&router, all[1]).await);
        // Each takes the role of the other at the same time.
        const HERE: &str = "/equipe/personnes";
        let fields = |person: usize| [("geste", "retirer"), ("personne", keys[person].as_str()), ("role", "administration")];
        let (first, second) = (fields(1), fields(0));
        let (a, b) = tokio::join!(one.post(HERE, &first), other.post(HERE, &second));
        let done = [a.status, b.status].iter().filter(|s| **s == StatusCode::SEE_OTHER).count();
        assert_eq!(done, 1, "{name}: {} {}", a.status, b.status);
        let mut tx = board.db.read().await.unwrap();
        assert_eq!(people::count_role(&mut tx, Role::Admin, now().as_millisecond()).await.unwrap(), 1, "{name}");
    }
}

#[tokio::test]
async fn an_invitation_is_accepted_by_the_address_it_was_sent_to_and_by_nobody_else() {
    for (name, db) in both_engines().await {
        let (router, board) = world(db).await;
        let mut marie = Visitor::demo(&router, "recruteuse@demo.example").await;
        let invite = [("geste", "inviter"), ("formulaire", "inviter"), ("courriel", "coach@demo.example"), ("role", "gestion")];
        marie.follow("/recruter/we-co/equipe", &invite).await;
        let link = super::visitor::link_in(&mail_to(&board.db, "coach@demo.example").await);

        // Forwarded: who else opens it neither accepts nor learns the address.
        let mut mentor = Visitor::demo(&router, "mentor@demo.example").await;
        let a = mentor.get(&link).await;
        assert!(
            a.status == StatusCode::OK && !a.body.contains("value=\"accepter\"") && a.body.contains("value=\"prouver\""),
            "{name}: {}",
            words(&a.body)
        );
        assert!(words(&a.body).contains("c…@demo.example") && !a.body.contains("coach@demo"), "{name}: {}", words(&a.body));
        let a = mentor.post(&link, &[("geste", "accepter"), ("formulaire", "accepter")]).await;
        assert!(a.status == StatusCode::UNPROCESSABLE_ENTITY && words(&a.body).contains("c…@demo.example"), "{name}: {}", a.status);
        assert_eq!(mentor.get("/recruter").await.status, StatusCode::FORBIDDEN, "{name}");

        // Confirmed on the way: the mail goes to the invited address, and leads back to the invitation.
        let before = super::visitor::link_in(&mail_to(&board.db, "coach@demo.example").await);
        let a = mentor.post(&link, &[("geste", "prouver"), ("formulaire", "prouver")]).await;
        assert_eq!(a.place(), "/connexion/envoye", "{name}");
        let enter = super::visitor::link_in(&mail_to(&board.db, "coach@demo.example").await);
        assert_ne!(enter, before, "{name}");
        let mut idriss = Visitor::new(&router);
        let a = idriss.post(&enter, &[("geste", "entrer")]).await;
        assert_eq!(a.place(), link, "{name}");
        let a = idriss.follow(&link, &[("geste", "accepter"), ("formulaire", "accepter")]).await;
        assert_eq!(a.status, StatusCode::OK, "{name}");
        assert_eq!(idriss.get("/recruter/we-co/equipe").await.status, StatusCode::OK, "{name}");
        assert_eq!(mentor.get(&link).await.status, StatusCode::GONE, "{name}: once");
    }
}

/// An offer online since ten days, with this many days left.

#[tokio::test]
async fn a_new_organisation_is_seen_once_its_first_offer_is_read() {
    let (router, board) = one_engine().await;
    let mut bastien = Visitor::demo(&router, "fellow@demo.example").await;
    let told = [("geste", "organisation"), ("formulaire", "organisation"), ("name", "L’Atelier des Rayons"), ("summary", "Un atelier de vélos.")];
    let known = bastien.post("/recruter/commencer", &[told[0], told[1], ("name", ""), ("summary", "")]).await;
    assert_eq!(known.status, StatusCode::UNPROCESSABLE_ENTITY);
    let there = location(&bastien.post("/recruter/commencer", &told).await);
    assert!(there.starts_with("/recruter/atelier-des-rayons/offres/nouvelle"), "{there}");
    assert_eq!(get(&router, "/organisations/atelier-des-rayons").await.status, StatusCode::NOT_FOUND);
    let mut other = Visitor::demo(&router, "coach@demo.example").await;
    assert_eq!(other.post("/recruter/commencer", &told).await.status, StatusCode::UNPROCESSABLE_ENTITY, "nobody takes an organisation over");
    let nouvelle = "/recruter/atelier-des-rayons/offres/nouvelle";
    let here = location(&bastien.post(nouvelle, &[("geste", "commencer"), ("formulaire", "nouvelle"), ("title", TITLE)]).await);
    location(&bastien.post(&here, &form("proposer", &shift(paris_day(now()), 20).to_string(), &[])).await);
    let reading = here.replace("/recruter/", "/equipe/");
    let mut team = Visitor::demo(&router, "equipe@demo.example").await;
    assert!(words(&team.get(&reading).await.body).contains("Première offre de cette organisation"));
    location(&team.post(&reading, &[("geste", "accepter")]).await);
    assert_eq!(get(&router, "/organisations/atelier-des-rayons").await.status, StatusCode::OK);
    drop(board);
}

#[tokio::test]
async fn the_demo_recruiters_have_something_to_show() {
    for (name, db) in both_engines().await {
        let (router, board) = world(db).await;
        for _ in 0..2 {
            demo::demo(&board.db, &board.places, &slugs(&board).await, now().as_millisecond()).await.unwrap();
        }
        crate::jobs::service::index::catch_up(&board).await.unwrap();
        for email in ["recruteuse@demo.example", "hote@demo.example"] {
            let mut who = Visitor::demo(&router, email).await;
            let a = who.get("/recruter").await;
            for state in ["brouillon", "proposée", "publiée", "à traiter"] {
                assert!(words(&a.body).contains(state), "{name} {email}: {state}");
            }
            let links: Vec<&str> = a.body.split("href=\"/recruter/offres/").skip(1).map(|p| p.split('"').next().unwrap()).collect();
            assert!(links.len() >= 3, "{name}");
            for link in links {
                assert_eq!(who.get(&format!("/recruter/offres/{link}")).await.status, StatusCode::OK, "{name} {link}");
            }
        }
        let mut team = Visitor::demo(&router, "equipe@demo.example").await;
        assert!(words(&team.get("/equipe/offres").await.body).contains("Comptable à mi-temps"), "{name}");
        assert_eq!(team.get("/equipe/reponses").await.status, StatusCode::OK, "{name}");
        assert!(words(&get(&router, "/offres?q=chantiers+participatifs").await.body).contains("coordination des chantiers"), "{name}");
    }
}
