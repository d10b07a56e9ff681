//! Every setting of an edition, changed by the team: checked, journalled, and refused where people already rely on it.

use super::candidacy::{people, start};
use super::site;
use super::visitor::{Visitor, words};
use crate::candidacy::model::choices::HalfDay;
use crate::candidacy::model::eligibility::Rule;
use crate::candidacy::store;
use crate::jobs::import::Parsed;
use crate::kernel::clock::{now, paris_day};
use crate::kernel::dates::shift;
use crate::people::model::Role;
use crate::store::Db;
use crate::store::testing::both_engines;
use axum::http::StatusCode;

async fn kept(db: &Db, slug: &str) -> store::Kept {
    let mut tx = db.read().await.unwrap();
    store::by_slug(&mut tx, slug).await.unwrap().unwrap()
}

/// The form of the edition, with some fields otherwise.
fn form<'a>(base: &'a [(String, String)], other: &[(&'a str, &'a str)]) -> Vec<(&'a str, &'a str)> {
    let untouched = base.iter().map(|(k, v)| (k.as_str(), v.as_str())).filter(|(k, _)| !other.iter().any(|(o, _)| o == k));
    untouched.chain(other.iter().copied().filter(|(_, v)| *v != "-")).collect()
}

#[tokio::test]
async fn every_setting_of_an_edition_can_be_changed_until_people_rely_on_it() {
    for (name, db) in both_engines().await {
        let (router, board) = site(db, Parsed::default()).await;
        people(&board.db, &[("lea@demo.example", &[]), ("equipe@demo.example", &[Role::Team])]).await;
        let today = paris_day(now());
        let day = |n: i32| shift(today, n).to_string();
        let base: Vec<(String, String)> = [
            ("geste", "enregistrer"),
            ("formulaire", "edition"),
            ("titre", "Programme Associé"),
            ("promotion", "promotion d’essai"),
            ("adresse", "associe-reglages"),
            ("ville", "Paris"),
            ("ouverture", &day(-1)),
            ("cloture", &day(10)),
            ("places", "20"),
        ]
        .map(|(k, v)| (k.to_owned(), v.to_owned()))
        .into();
        let mut team = Visitor::demo(&router, "equipe@demo.example").await;
        let made = [
            ("programme", "associe"),
            ("promotion", "promotion d’essai"),
            ("ville", "Paris"),
            ("adresse", "associe-reglages"),
            ("ouverture", &day(-1)),
        ];
        team.follow("/equipe/editions", &[&[("geste", "creer"), ("formulaire", "nouvelle")], &made[..]].concat()).await;
        let id = kept(&board.db, "associe-reglages").await.id;
        let here = format!("/equipe/editions/{id}/reglages");

        // Numbers, the half day, the conditions and their measures; what is wrong is told beside its field, and nothing typed is lost.
        let a = team.get(&here).await;
        for field in ["r-training", "r-regle", "r-experience", "r-meetings", "r-pay_euros", "cloture", "entretiens"] {
            assert!(a.body.contains(&format!("name=\"{field}\"")), "{name}: {field}");
        }
        let wrong = [("titre", "Un autre titre"), ("r-training", "dimanche"), ("r-meetings", "huit")];
        let a = team.post(&here, &form(&base, &wrong)).await;
        assert_eq!(a.status, StatusCode::UNPROCESSABLE_ENTITY, "{name}");
        let said = words(&a.body);
        assert!(said.contains("une demi-journée de la liste") && said.contains("Écrivez un nombre entier, de 0 à"), "{name}: {said}");
        assert!(a.body.contains("Un autre titre"), "{name}");
        let a = team.post(&here, &form(&base, &[("debut", &day(2))])).await;
        assert!(words(&a.body).contains("Le programme commence avant la fin de la sélection."), "{name}: {}", words(&a.body));
        let changed = [
            ("r-training", "mardi-matin"),
            ("r-regles", "oui"),
            ("r-regle", "experience"),
            ("r-regle", "anglais"),
            ("r-experience", "24"),
            ("r-meetings", "6"),
            ("etude", &day(20)),
            ("entretiens", &day(30)),
            ("debut", &day(60)),
            ("visible", "oui"),
        ];
        team.follow(&here, &form(&base, &changed)).await;
        let e = kept(&board.db, "associe-reglages").await;
        assert!(e.shown, "{name}");
        assert_eq!(e.edition.settings.training, Some(HalfDay::TuesdayAm), "{name}");
        assert_eq!(e.edition.settings.rules, [Rule::Experience { min_months: 24 }, Rule::English], "{name}");
        assert_eq!((e.edition.settings.meetings, e.edition.interviews_on), (6, Some(shift(today, 30))), "{name}");
        let journal = words(&team.get("/equipe/journal").await.body);
        for line in
            ["vendredi après-midi mardi matin Demi-journée de formation", "8 6 Rencontres avec des organisations", "non oui Visible de tout le monde"]
        {
            assert!(journal.contains(line), "{name}: {line}: {journal}");
        }
        assert!(journal.contains("De l’expérience professionnelle (24 mois)"), "{name}: {journal}");

        // Open, with a file: settings are frozen, and nothing changes that somebody relies on.
        let mut lea = Visitor::demo(&router, "lea@demo.example").await;
        start(&mut lea, "associe-reglages").await;
        let (before, after, opened) = (day(-1), day(15), day(3));
        let open: Vec<(String, String)> = form(&base, &[("etude", &day(20)), ("entretiens", &day(30)), ("debut", &day(60)), ("visible", "oui")])
            .into_iter()
            .map(|(k, v)| (k.to_owned(), v.to_owned()))
            .collect();
        for (field, value, sentence) in [
            ("cloture", before.as_str(), "peut être repoussé, pas avancé"),
            ("ouverture", &opened, "l’ouverture ne peut plus être repoussée"),
            ("adresse", "autre-adresse", "elle ne change plus"),
            ("visible", "-", "cette édition reste visible"),
            ("r-meetings", "7", "ses réglages ne changent plus"),
            ("r-training", "", "ses réglages ne changent plus"),
        ] {
            let a = team.post(&here, &form(&open, &[(field, value)])).await;
            assert_eq!(a.status, StatusCode::UNPROCESSABLE_ENTITY, "{name}: {field}");
            assert!(words(&a.body).to_lowercase().contains(sentence), "{name}: {field}: {}", words(&a.body));
        }
        assert_eq!(kept(&board.db, "associe-reglages").await, e, "{name}: nothing changed");
        let a = team.follow(&here, &form(&open, &[("cloture", &after)])).await;
        assert!(words(&a.body).contains("(24 mois)"), "{name}: frozen, and still told: {}", words(&a.body));
        assert_eq!(kept(&board.db, "associe-reglages").await.edition.last_day, Some(shift(today, 15)), "{name}");
        assert_eq!(lea.get(&here).await.status, StatusCode::FORBIDDEN, "{name}");
        assert_eq!(lea.post(&here, &form(&open, &[])).await.status, StatusCode::FORBIDDEN, "{name}");
        assert_eq!(team.post("/equipe/editions/999/reglages", &form(&open, &[])).await.status, StatusCode::NOT_FOUND, "{name}");
    }
}
