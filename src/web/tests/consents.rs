//! What a candidate agrees to, and how long their file is kept.

use super::candidacy::{add, edition, field, people, start};
use super::site;
use super::visitor::{Visitor, words};
use crate::candidacy::model::choices::{AgeBracket, Programme, Search};
use crate::candidacy::model::consent::Purpose;
use crate::candidacy::model::file::Dossier;
use crate::candidacy::model::state::State;
use crate::candidacy::store::{consents, dossiers};
use crate::jobs::import::Parsed;
use crate::kernel::clock::{now, paris_day};
use crate::kernel::dates::{long_day, shift};
use crate::kernel::lang::Lang;
use crate::people::model::Role;
use crate::store::Db;
use crate::store::testing::both_engines;
use axum::http::StatusCode;

/// What is said of each purpose: None, yes or no.
async fn said(db: &Db, id: i64) -> [Option<bool>; 3] {
    let mut tx = db.read().await.unwrap();
    let all = consents::of(&mut tx, id).await.unwrap();
    [Purpose::Selection, Purpose::LaterEditions, Purpose::Statistics].map(|p| all.get(&p).map(|c| c.given))
}

#[tokio::test]
async fn each_purpose_is_a_choice_of_its_own_that_can_be_taken_back() {
    for (name, db) in both_engines().await {
        let (router, board) = site(db, Parsed::default()).await;
        people(&board.db, &[("lea@demo.example", &[]), ("autre@demo.example", &[]), ("lectrice@demo.example", &[Role::Team])]).await;
        let edition = add(&board.db, &edition(Programme::Pathfinder, "pathfinder-accords", Some(3))).await;
        let mut lea = Visitor::demo(&router, "lea@demo.example").await;
        let page = start(&mut lea, "pathfinder-accords").await;
        let id: i64 = page.rsplit('/').next().unwrap().parse().unwrap();

        // Nothing is ticked for her, and nothing is needed to submit.
        let a = lea.get(&page).await;
        let form = a.body.split("id=\"accords\"").nth(1).unwrap().split("</form>").next().unwrap();
        assert!(!form.contains("checked") && form.contains("editions-suivantes"), "{name}: {form}");
        assert_eq!(said(&board.db, id).await, [None; 3], "{name}");
        let today = paris_day(now());
        let until = |days| words(&format!("<main>{}</main>", long_day(shift(today, days), Lang::Fr)));
        assert!(words(&a.body).contains(&format!("conservé jusqu’au {}", until(365))), "{name}: {}", words(&a.body));
        assert_eq!(field(&mut lea, &page, "letter", "Ma lettre", "0").await.0, StatusCode::OK, "{name}");
        let a = lea.follow(&page, &[("geste", "deposer")]).await;
        assert!(words(&a.body).contains("Votre reçu"), "{name}");
        assert_eq!(said(&board.db, id).await, [Some(true), None, None], "{name}: submitting is for the selection alone");
        assert!(words(&lea.get(&page).await.body).contains("vous l’avez acceptée en déposant"), "{name}");
        assert!(words(&lea.get(&page).await.body).contains("pendant l’étude"), "{name}: no clock runs");

        // One at a time, at any moment, with its time; the team knows whom it may write to.
        let list = format!("/equipe/editions/{edition}");
        let mut team = Visitor::demo(&router, "lectrice@demo.example").await;
        assert!(team.post(&list, &[("geste", "csv")]).await.body.contains("\"Non\"\r\n"), "{name}");
        let both = [("geste", "accords"), ("editions-suivantes", "oui"), ("statistiques", "oui")];
        let a = lea.follow(&page, &both).await;
        assert!(words(&a.body).contains("Vos choix sont enregistrés") && words(&a.body).contains("oui, à "), "{name}: {}", words(&a.body));
        lea.follow(&page, &[("geste", "accords"), ("editions-suivantes", "oui")]).await;
        assert_eq!(said(&board.db, id).await, [Some(true), Some(true), Some(false)], "{name}");
        assert!(team.post(&list, &[("geste", "csv")]).await.body.contains("\"Oui\"\r\n"), "{name}");
        let journal = words(&team.get("/equipe/journal").await.body);
        assert!(journal.contains("accord donné") && journal.contains("accord repris"), "{name}: {journal}");

        // Somebody else's file does not exist; what is hers is told, taken away and erased with the rest.
        let mut other = Visitor::demo(&router, "autre@demo.example").await;
        assert_eq!(other.post(&page, &both).await.status, StatusCode::NOT_FOUND, "{name}");
        assert_eq!(said(&board.db, id).await, [Some(true), Some(true), Some(false)], "{name}");
        const DATA: &str = "/mon-espace/mes-donnees";
        let a = lea.get(DATA).await;
        assert!(words(&a.body).contains("Vos accords") && a.body.contains(&format!("href=\"{page}#accords\"")), "{name}: {}", words(&a.body));
        let zip = lea.post(DATA, &[("geste", "exporter")]).await;
        assert!(zip.body.contains("\"objet\": \"editions-suivantes\"") && zip.body.contains("\"garde_jusqu_a_ms\""), "{name}");
        let a = lea.follow(&page, &[("geste", "retirer")]).await;
        assert_eq!(said(&board.db, id).await, [Some(false), Some(true), Some(false)], "{name}: withdrawing ends the selection");
        assert!(words(&a.body).contains(&format!("conservé jusqu’au {}", until(730))), "{name}: {}", words(&a.body));
        lea.post(DATA, &[("geste", "effacer"), ("confirmation", "lea@demo.example")]).await;
        assert_eq!(said(&board.db, id).await, [None; 3], "{name}: gone with the file");
    }
}

#[tokio::test]
async fn figures_count_who_said_yes_and_nobody_else() {
    for (name, db) in both_engines().await {
        let (router, board) = site(db, Parsed::default()).await;
        people(&board.db, &[("lea@demo.example", &[]), ("lectrice@demo.example", &[Role::Team])]).await;
        let id = add(&board.db, &edition(Programme::Apte, "apte-chiffres", Some(3))).await;
        let here = format!("/equipe/editions/{id}/chiffres");
        let mut tx = board.db.begin().await.unwrap();
        let mut files = Vec::new();
        for i in 0..9 {
            let person = crate::people::store::create(&mut tx, &format!("p{i}@exemple.fr"), "", 1).await.unwrap();
            let dossier =
                Dossier { search: Some(if i < 2 { Search::Anywhere } else { Search::Ess }), age: Some(AgeBracket::Over45), ..Dossier::default() };
            let (file, _) = dossiers::start(&mut tx, id, person, &dossier, 1).await.unwrap();
            // The last one is still being written.
            if i < 8 {
                dossiers::set_state(&mut tx, file, State::Submitted, 2).await.unwrap();
            }
            files.push(file);
        }
        for file in [0, 2, 3, 4, 8] {
            consents::say(&mut tx, files[file], Purpose::Statistics, true, 3).await.unwrap();
        }
        tx.commit().await.unwrap();
        let mut team = Visitor::demo(&router, "lectrice@demo.example").await;
        assert!(team.get(&format!("/equipe/editions/{id}")).await.body.contains(&here), "{name}: the way there");
        let said = words(&team.get(&here).await.body);
        assert!(said.contains("rien à montrer") && !said.contains("Recherche d’emploi"), "{name}: four submitted: {said}");

        for file in [5, 6] {
            let mut tx = board.db.begin().await.unwrap();
            consents::say(&mut tx, files[file], Purpose::Statistics, true, 4).await.unwrap();
            tx.commit().await.unwrap();
        }
        let said = words(&team.get(&here).await.body);
        assert!(said.contains("6 personnes comptées, sur 8 qui ont déposé un dossier (75 %)"), "{name}: {said}");
        assert!(said.contains("Autres réponses 6 100 %"), "{name}: one among five would be told apart: {said}");
        assert!(!said.contains("45") && !said.contains("âge"), "{name}: {said}");

        // Taken back: gone from the totals at once.
        let mut tx = board.db.begin().await.unwrap();
        for file in [5, 6] {
            consents::say(&mut tx, files[file], Purpose::Statistics, false, 5).await.unwrap();
        }
        tx.commit().await.unwrap();
        assert!(words(&team.get(&here).await.body).contains("rien à montrer"), "{name}");
        let mut lea = Visitor::demo(&router, "lea@demo.example").await;
        assert_eq!(lea.get(&here).await.status, StatusCode::FORBIDDEN, "{name}");
        let page = start(&mut lea, "apte-chiffres").await;
        assert!(words(&lea.get(&page).await.body).contains("jamais sur moins de cinq personnes"), "{name}: she is told");
        assert_eq!(team.get("/equipe/editions/999/chiffres").await.status, StatusCode::NOT_FOUND, "{name}");
    }
}
