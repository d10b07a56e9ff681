//! Signing in and out, as its users do.

use super::visitor::{Visitor, link_in, mail_to, words};
use super::{demo_with_accounts, site};
use crate::jobs::import::Parsed;
use crate::kernel::clock::now;
use crate::pages::service::desk::PLACES;
use crate::people::model::Who;
use crate::people::service::secrets::totp_step;
use crate::people::store;
use crate::store::testing::both_engines;
use axum::body::Body;
use axum::http::{Request, StatusCode, header};

const LINK: &str = "lien";

#[tokio::test]
async fn a_link_creates_the_account_and_lets_in_once() {
    for (name, db) in both_engines().await {
        let (router, board) = site(db, Parsed::default()).await;
        let mut awa = Visitor::new(&router);
        let a = awa.get("/mon-espace/securite?x=1").await;
        assert_eq!((a.status, a.place()), (StatusCode::SEE_OTHER, "/connexion?retour=%2Fmon-espace%2Fsecurite%3Fx%3D1"), "{name}");
        let a = awa.get("/connexion?retour=/mon-espace/securite").await;
        assert!(a.body.contains("value=\"/mon-espace/securite\"") && a.headers[header::CACHE_CONTROL] == "no-store", "{name}");
        let fields = [("geste", LINK), ("formulaire", LINK), ("courriel", " Awa@Exemple.fr "), ("retour", "/mon-espace/securite")];
        let a = awa.follow("/connexion", &fields).await;
        assert!(words(&a.body).contains("Regardez votre boîte"), "{name}");
        let link = link_in(&mail_to(&board.db, "awa@exemple.fr").await);
        let mut filter = Visitor::new(&router);
        assert!(words(&filter.get(&link).await.body).contains("Me connecter sur cet appareil"), "{name}: opening a link uses nothing");
        assert!(filter.token.is_none());
        let a = awa.follow(&link, &[("geste", "entrer")]).await;
        assert_eq!(a.status, StatusCode::OK, "{name}");
        assert!(words(&a.body).contains("Connexion et sécurité") && words(&a.body).contains("Firefox sous Linux"), "{name}: {}", words(&a.body));
        let a = filter.post(&link, &[("geste", "entrer")]).await;
        assert_eq!(a.status, StatusCode::GONE, "{name}: a link serves once");
        assert_eq!(filter.get(&link).await.status, StatusCode::GONE, "{name}");
        assert_eq!(filter.get("/connexion/lien/nimportequoi").await.status, StatusCode::GONE, "{name}");
    }
}

#[tokio::test]
async fn known_and_unknown_addresses_get_the_same_answer() {
    let (router, board) = demo_with_accounts().await;
    let mut someone = Visitor::new(&router);
    let link = |to: &'static str| [("geste", LINK), ("formulaire", LINK), ("courriel", to)];
    let known = someone.post("/connexion", &link("mentor@demo.example")).await;
    let unknown = someone.post("/connexion", &link("personne@exemple.fr")).await;
    assert_eq!((known.status, known.place()), (unknown.status, unknown.place()));
    assert_eq!(mail_to(&board.db, "mentor@demo.example").await.len(), mail_to(&board.db, "personne@exemple.fr").await.len());
    let password = |to: &'static str| [("geste", "passe"), ("formulaire", "passe"), ("compte", to), ("passe", "un mot de passe faux")];
    let known = someone.post("/connexion", &password("mentor@demo.example")).await;
    let unknown = someone.post("/connexion", &password("personne@exemple.fr")).await;
    assert_eq!(
        (known.status, words(&known.body).replace("mentor@demo.example", "")),
        (unknown.status, words(&unknown.body).replace("personne@exemple.fr", ""))
    );
    assert_eq!(known.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(words(&known.body).contains("ne vont pas ensemble"));
    assert!(known.body.contains("value=\"mentor@demo.example\""), "what was typed is kept");
    assert!(!known.body.contains("un mot de passe faux"), "but a password never");
}

#[tokio::test]
async fn tries_are_limited_for_an_account_and_for_an_address() {
    let (router, _) = demo_with_accounts().await;
    let mut someone = Visitor::new(&router);
    let fields = [("geste", "passe"), ("formulaire", "passe"), ("compte", "mentor@demo.example"), ("passe", "faux faux faux")];
    for _ in 0..10 {
        assert_eq!(someone.post("/connexion", &fields).await.status, StatusCode::UNPROCESSABLE_ENTITY);
    }
    let a = someone.post("/connexion", &fields).await;
    assert_eq!(a.status, StatusCode::TOO_MANY_REQUESTS);
    assert!(words(&a.body).contains("Attendez un quart d’heure"));
    let right = [("geste", "passe"), ("formulaire", "passe"), ("compte", "mentor@demo.example"), ("passe", crate::people::service::demo::PASSWORD)];
    assert_eq!(someone.post("/connexion", &right).await.status, StatusCode::TOO_MANY_REQUESTS, "the right one too, or guessing would show it");
    let link = [("geste", LINK), ("formulaire", LINK), ("courriel", "cible@exemple.fr")];
    for _ in 0..5 {
        assert_eq!(someone.post("/connexion", &link).await.status, StatusCode::SEE_OTHER);
    }
    assert_eq!(someone.post("/connexion", &link).await.status, StatusCode::TOO_MANY_REQUESTS);
}

#[tokio::test]
async fn a_password_is_chosen_changed_and_closes_the_other_devices() {
    let (router, board) = demo_with_accounts().await;
    let mut phone = Visitor::demo(&router, "candidate@demo.example").await;
    let mut laptop = Visitor::demo(&router, "candidate@demo.example").await;
    const HERE: &str = "/mon-espace/securite";
    let old = crate::people::service::demo::PASSWORD;
    let set = |now: &'static str, new: &'static str| [("geste", "passe"), ("formulaire", "passe"), ("actuel", now), ("nouveau", new)];
    let a = laptop.post(HERE, &set("faux", "cheval lampe orage tiroir")).await;
    assert!(a.status == StatusCode::UNPROCESSABLE_ENTITY && words(&a.body).contains("Ce n’est pas votre mot de passe actuel"));
    let a = laptop.post(HERE, &set(old, "azertyazerty")).await;
    assert!(words(&a.body).contains("se devine trop vite"), "{}", words(&a.body));
    let a = laptop.follow(HERE, &set(old, "cheval lampe orage tiroir")).await;
    assert!(words(&a.body).contains("Votre mot de passe est enregistré"));
    assert_eq!(phone.get(HERE).await.status, StatusCode::SEE_OTHER, "the other device is out");
    assert!(mail_to(&board.db, "candidate@demo.example").await.contains("vient de changer"));
    let a = laptop.follow("/mon-espace", &[("geste", "deconnexion")]).await;
    assert!(words(&a.body).contains("déconnecté·e") && laptop.token.is_none());
}

#[tokio::test]
async fn one_closes_only_ones_own_devices() {
    let (router, board) = demo_with_accounts().await;
    let mut mine = Visitor::demo(&router, "candidate@demo.example").await;
    let mut other = Visitor::demo(&router, "mentor@demo.example").await;
    let mut tx = board.db.read().await.unwrap();
    let mentor = store::by_email(&mut tx, "mentor@demo.example").await.unwrap().unwrap();
    let theirs = store::sessions(&mut tx, mentor.id, now().as_millisecond()).await.unwrap()[0].id.to_string();
    drop(tx);
    let a = mine.post("/mon-espace/securite", &[("geste", "seance"), ("seance", &theirs)]).await;
    assert_eq!(a.status, StatusCode::NOT_FOUND, "somebody else's session does not exist");
    assert_eq!(other.get("/mon-espace").await.status, StatusCode::OK);
}

#[tokio::test]
async fn the_team_may_do_nothing_without_a_second_factor() {
    for (name, db) in both_engines().await {
        let (router, board) = site(db, Parsed::default()).await;
        let at = now().as_millisecond();
        let token = crate::people::service::roles::make_admin(&board.db, "chef@exemple.fr", "Cheffe", at).await.unwrap();
        let mut chef = Visitor::new(&router);
        let a = chef.post(&format!("/connexion/lien/{token}"), &[("geste", "entrer")]).await;
        assert_eq!(a.status, StatusCode::SEE_OTHER, "{name}");
        for path in ["/equipe", "/mon-espace", "/mon-espace/securite"] {
            let a = chef.get(path).await;
            let there = a.place().to_owned();
            assert!(there.starts_with("/mon-espace/double-authentification?retour="), "{name}: {path} led to {there}");
        }
        let a = chef.get("/mon-espace/double-authentification?retour=/equipe").await;
        let key: String = {
            let mut tx = board.db.read().await.unwrap();
            store::by_email(&mut tx, "chef@exemple.fr").await.unwrap().unwrap().totp_secret.unwrap()
        };
        let shown: String = words(&a.body).split_whitespace().collect::<Vec<_>>().concat();
        assert!(shown.contains(&key) && a.body.contains("data:image/svg+xml;base64,"), "{name}");
        let bad = chef.post("/mon-espace/double-authentification", &[("geste", "activer"), ("code", "12")]).await;
        assert_eq!(bad.status, StatusCode::UNPROCESSABLE_ENTITY, "{name}");
        let code = (0..1_000_000).map(|n| format!("{n:06}")).find(|c| totp_step(&key, c, now().as_second()).is_some()).unwrap();
        let before = chef.token.clone();
        let a = chef.post("/mon-espace/double-authentification", &[("geste", "activer"), ("code", &code), ("retour", "/equipe")]).await;
        assert!(a.status == StatusCode::OK && words(&a.body).contains("Vos codes de secours"), "{name}: {}", words(&a.body));
        assert_ne!(before, chef.token, "{name}: a new token once proved");
        let spare: String = words(&a.body).split_whitespace().find(|w| w.len() == 11 && w.as_bytes()[5] == b'-').unwrap().to_owned();
        assert_eq!(chef.get("/equipe").await.status, StatusCode::OK, "{name}");
        assert_eq!(chef.get("/equipe/personnes").await.status, StatusCode::OK, "{name}");
        let a = chef.post("/mon-espace/securite", &[("geste", "second-retire")]).await;
        assert_eq!(a.status, StatusCode::UNPROCESSABLE_ENTITY, "{name}: the team keeps its second factor");

        // Another device: the link alone is half the way; the code just used does not serve twice, a recovery code serves once.
        let token = crate::people::service::roles::make_admin(&board.db, "chef@exemple.fr", "", at).await.unwrap();
        let mut phone = Visitor::new(&router);
        phone.post(&format!("/connexion/lien/{token}"), &[("geste", "entrer")]).await;
        let a = phone.get("/equipe").await;
        assert_eq!(a.place(), "/connexion/code?retour=%2Fequipe", "{name}");
        let again = phone.post("/connexion/code", &[("geste", "code"), ("formulaire", "code"), ("code", &code)]).await;
        assert_eq!(again.status, StatusCode::UNPROCESSABLE_ENTITY, "{name}: a code serves once");
        assert_eq!(
            phone.follow("/connexion/code", &[("geste", "code"), ("code", &spare), ("retour", "/equipe")]).await.status,
            StatusCode::OK,
            "{name}"
        );
        let mut third = Visitor::new(&router);
        let token = crate::people::service::roles::make_admin(&board.db, "chef@exemple.fr", "", at).await.unwrap();
        third.post(&format!("/connexion/lien/{token}"), &[("geste", "entrer")]).await;
        let a = third.post("/connexion/code", &[("geste", "code"), ("code", &spare)]).await;
        assert_eq!(a.status, StatusCode::UNPROCESSABLE_ENTITY, "{name}: a recovery code serves once");
    }
}

#[tokio::test]
async fn an_address_changes_once_confirmed_and_only_when_free() {
    let (router, board) = demo_with_accounts().await;
    let mut me = Visitor::demo(&router, "candidate@demo.example").await;
    const HERE: &str = "/mon-espace/informations";
    let change = |to: &'static str| [("geste", "adresse"), ("formulaire", "adresse"), ("courriel", to)];
    me.post(HERE, &change("nouvelle@exemple.fr")).await;
    let link = link_in(&mail_to(&board.db, "nouvelle@exemple.fr").await);
    assert!(me.get(HERE).await.body.contains("candidate@demo.example"), "nothing changes before the link");
    let a = me.follow(&link, &[("geste", "entrer")]).await;
    assert!(a.body.contains("nouvelle@exemple.fr") && words(&a.body).contains("est confirmée"));
    me.post(HERE, &change("mentor@demo.example")).await;
    let link = link_in(&mail_to(&board.db, "mentor@demo.example").await);
    let a = me.post(&link, &[("geste", "entrer")]).await;
    assert_eq!(a.status, StatusCode::CONFLICT, "{}", words(&a.body));
    let a = me.follow(HERE, &[("geste", "identite"), ("formulaire", "identite"), ("nom", "Salomé <b>"), ("accord", "masculin")]).await;
    assert!(a.body.contains("Salomé &lt;b&gt;") || a.body.contains("value=\"Salomé <b>\""), "{}", words(&a.body));
    assert!(!words(&a.body).is_empty() && a.body.contains("Vos informations sont enregistrées"));
}

#[tokio::test]
async fn every_place_of_the_desk_follows_the_policy_for_every_role() {
    let (router, _) = demo_with_accounts().await;
    let mut visitors = vec![("personne", Visitor::new(&router))];
    for (email, ..) in crate::people::service::demo::ACCOUNTS {
        visitors.push((email, Visitor::demo(&router, email).await));
    }
    let mut seen = 0;
    for (pattern, who) in PLACES {
        let path = format!("/{}", pattern.replace('*', "0"));
        for (email, visitor) in &mut visitors {
            let team = matches!(*email, "admin@demo.example" | "equipe@demo.example");
            let organisation = matches!(*email, "hote@demo.example" | "recruteuse@demo.example");
            let welcome = match who {
                Who::Anyone | Who::Development => true,
                Who::SignedIn | Who::HalfSignedIn => *email != "personne",
                Who::Organisation => organisation,
                Who::Team => team,
                Who::Admin => *email == "admin@demo.example",
            };
            let got = visitor.get(&path).await;
            let there = got.place().to_owned();
            match (welcome, *email) {
                (true, _) => {
                    // A key that is nobody's is a missing or an outlived thing, never a forbidden one.
                    let fine = matches!(got.status, StatusCode::OK | StatusCode::NOT_FOUND | StatusCode::GONE);
                    assert!(fine, "{email} {path}: {} {there}", got.status);
                    assert!(path.contains("/0") || got.status == StatusCode::OK, "{email} {path}: {}", got.status);
                }
                (false, "personne") => {
                    assert!(got.status == StatusCode::SEE_OTHER && there.starts_with("/connexion?retour="), "{path}: {}", got.status)
                }
                (false, _) => assert_eq!(got.status, StatusCode::FORBIDDEN, "{email} {path}"),
            }
            if !welcome {
                let sent = visitor.post(&path, &[("geste", "x")]).await;
                assert_eq!((sent.status, !sent.place().is_empty()), (got.status, !got.place().is_empty()), "{email} POST {path}");
                let data = visitor.get(&format!("/api/page?adresse={path}")).await;
                assert!(!data.body.contains("\"sheet\":\"{"), "{email} read {path} as data");
            }
            seen += 1;
        }
    }
    assert_eq!(seen, PLACES.len() * visitors.len());
}

#[tokio::test]
async fn forms_come_from_this_site_and_are_bounded() {
    let (router, _) = demo_with_accounts().await;
    let mut me = Visitor::demo(&router, "candidate@demo.example").await;
    let elsewhere =
        Request::post("/mon-espace").header("sec-fetch-site", "cross-site").header(header::CONTENT_TYPE, "application/x-www-form-urlencoded");
    assert_eq!(me.send(elsewhere, Body::from("geste=deconnexion")).await.status, StatusCode::FORBIDDEN);
    let json = Request::post("/mon-espace").header("sec-fetch-site", "same-origin").header(header::CONTENT_TYPE, "application/json");
    assert_eq!(me.send(json, Body::from("{}")).await.status, StatusCode::UNSUPPORTED_MEDIA_TYPE);
    let long = "x".repeat(800 * 1024);
    let a = me.post("/mon-espace/informations", &[("geste", "identite"), ("nom", &long)]).await;
    assert_eq!(a.status, StatusCode::PAYLOAD_TOO_LARGE);
    assert_eq!(me.post("/offres", &[("geste", "x")]).await.status, StatusCode::METHOD_NOT_ALLOWED);
    assert_eq!(me.get("/mon-espace").await.status, StatusCode::OK, "still signed in");
}
