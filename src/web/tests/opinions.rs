//! What people say of their attribution: asked under their result, told to the team, a share to the next cohort (rule D11).

use super::Answer;
use super::attribution::{draft, everyone, hidden, publish};
use super::former::attributed;
use super::matched::{STRANGER, TEAM, associate, host, seed, seed_again};
use super::site;
use super::visitor::{Visitor, words};
use crate::campaign::model::opinion::{Content, WORDS_MOST};
use crate::campaign::service::own_data;
use crate::campaign::store::opinions::{self, Opinion};
use crate::candidacy::model::choices::Programme;
use crate::jobs::import::Parsed;
use crate::kernel::clock::now;
use crate::store::Db;
use crate::store::testing::both_engines;
use axum::http::StatusCode;

/// Answers what the page they read asks; of no attribution where there is none.
async fn say(who: &mut Visitor<'_>, page: &str, answer: &str, word: &str) -> Answer {
    let read = who.get(page).await.body;
    let about = if read.contains("name=\"attribution\"") { hidden(&read, "attribution") } else { String::new() };
    answer_about(who, page, &about, answer, word).await
}

async fn answer_about(who: &mut Visitor<'_>, page: &str, about: &str, answer: &str, word: &str) -> Answer {
    let fields = [("geste", "avis"), ("formulaire", "avis"), ("attribution", about), ("satisfaction", answer), ("mot", word)];
    who.post(page, &fields).await
}

async fn kept(db: &Db, campaign: i64) -> Vec<(String, i64, Opinion)> {
    let mut tx = db.read().await.unwrap();
    opinions::all(&mut tx, campaign).await.unwrap()
}

#[tokio::test]
async fn people_say_what_they_think_of_their_attribution_and_the_team_reads_it() {
    for (name, db) in both_engines().await {
        let (router, board) = site(db, Parsed::default()).await;
        let (db, id) = (&board.db, seed(&board.db).await);
        let page = format!("/mon-espace/campagnes/{id}/resultat");
        let mut own = Visitor::demo(&router, &associate(1)).await;
        assert!(!own.get(&page).await.body.contains("votre-avis"), "{name}: nothing to think of yet");
        assert_eq!(say(&mut own, &page, "tres", "").await.status, StatusCode::NOT_FOUND, "{name}");
        attributed(&router, db, id).await;

        // Without a choice, or with one nobody offers, or with a word too long: told so, and the word is still there.
        for (answer, word) in
            [("", "Deux belles équipes."), ("autre", "Deux belles équipes."), ("tres", "é".repeat(WORDS_MOST as usize + 1).as_str())]
        {
            let a = say(&mut own, &page, answer, word).await;
            assert_eq!(a.status, StatusCode::UNPROCESSABLE_ENTITY, "{name}: {answer}");
            assert!(a.body.contains(word), "{name}: {answer}: what was typed is kept");
            assert!(words(&a.body).contains("Vos deux missions"), "{name}: on the result itself");
        }
        assert_eq!(kept(db, id).await, [], "{name}");

        // Given, changed; by a host; by nobody else.
        let a = say(&mut own, &page, "peu", "Deux belles équipes, mais loin de chez moi.").await;
        assert_eq!(a.status, StatusCode::SEE_OTHER, "{name}: {}", words(&a.body));
        let said = own.get(a.place()).await.body;
        assert!(words(&said).contains("Merci") && said.contains("mais loin de chez moi"), "{name}: {}", words(&said));
        assert_eq!(say(&mut own, &page, "plutot", "Deux belles équipes.").await.status, StatusCode::SEE_OTHER, "{name}");
        let mut theirs = Visitor::demo(&router, &host(1)).await;
        assert_eq!(say(&mut theirs, &page, "pas", "").await.status, StatusCode::SEE_OTHER, "{name}");
        assert_eq!(say(&mut Visitor::demo(&router, STRANGER).await, &page, "tres", "").await.status, StatusCode::NOT_FOUND, "{name}");
        let all: Vec<(Content, String)> = kept(db, id).await.into_iter().map(|(.., o)| (o.content, o.words)).collect();
        assert_eq!(all, [(Content::Rather, "Deux belles équipes.".to_owned()), (Content::Not, String::new())], "{name}");

        // The team reads both with their names; another person reads nobody's.
        let desk = format!("/equipe/campagnes/{id}/attribution");
        let mut team = Visitor::demo(&router, TEAM).await;
        let said = words(&team.get(&desk).await.body);
        for told in [
            "100 % satisfait·e·s de leur attribution (1 réponse sur 6)",
            "0 % satisfait·e·s",
            "Prénom1 Nom1 Plutôt satisfait·e",
            "Structure 1 Pas du tout",
        ] {
            assert!(said.contains(&words(told)), "{name}: {told} in {said}");
        }
        let other = Visitor::demo(&router, &associate(2)).await.get(&page).await.body;
        assert!(!other.contains("Deux belles équipes"), "{name}");

        // One's own is taken away with one's data, and forgotten with them.
        let mut tx = db.begin().await.unwrap();
        let mine = own_data::kept_of(&mut tx, &associate(1)).await.unwrap();
        assert_eq!((mine[0]["avis"]["reponse"].as_str(), mine[0]["avis"]["mot"].as_str()), (Some("plutot"), Some("Deux belles équipes.")), "{name}");
        own_data::forget(&mut tx, &host(1), now().as_millisecond()).await.unwrap();
        tx.commit().await.unwrap();
        assert_eq!(kept(db, id).await.len(), 1, "{name}: the host's is forgotten");

        // An attribution published anew is another one: what was said of the first says nothing of it, before and after.
        let first = hidden(&own.get(&page).await.body, "attribution");
        let run = draft(&mut team, &desk, "egalitarian").await;
        let fields = [("geste", "valider"), ("formulaire", "valider"), ("essai", run.as_str()), ("reason", "Une mission retirée.")];
        assert_eq!(team.post(&desk, &fields).await.status, StatusCode::SEE_OTHER, "{name}");
        let (status, said) = publish(&mut team, &desk, &run).await;
        assert_eq!(status, StatusCode::SEE_OTHER, "{name}: {said}");
        assert_eq!(kept(db, id).await, [], "{name}");
        let a = answer_about(&mut own, &page, &first, "pas", "De la première.").await;
        assert_eq!(a.status, StatusCode::CONFLICT, "{name}");
        assert!(a.body.contains("De la première.") && words(&a.body).contains("Une autre attribution"), "{name}: {}", words(&a.body));
        assert_eq!(kept(db, id).await, [], "{name}");
        assert!(words(&team.get(&desk).await.body).contains("Personne n’a encore répondu"), "{name}");
    }
}

#[tokio::test]
async fn the_next_cohort_reads_the_share_once_five_answered() {
    for (name, db) in both_engines().await {
        let (router, board) = site(db, Parsed::default()).await;
        let (db, id) = (&board.db, seed(&board.db).await);
        attributed(&router, db, id).await;
        let next = seed_again(db, Programme::Associe, "promotion suivante").await;
        let list = format!("/mon-espace/campagnes/{next}/classement/1");
        let mut reader = Visitor::demo(&router, &associate(1)).await;
        let all = everyone(db, id).await;
        for (n, a) in all.associates.iter().take(5).enumerate() {
            assert!(!words(&reader.get(&list).await.body).contains("satisfait·e·s"), "{name}: after {n} answers");
            let content = if n == 0 { Content::Little } else { Content::Very };
            let mut tx = db.begin().await.unwrap();
            let given = Opinion { content, words: "Pour l’équipe seule.".to_owned(), given: now().as_millisecond() };
            opinions::put(&mut tx, id, "associe", a.id, &given).await.unwrap();
            tx.commit().await.unwrap();
        }
        let said = words(&reader.get(&list).await.body);
        assert!(said.contains(&words("80 % se disent satisfait·e·s de leur attribution (5 réponses)")), "{name}: {said}");
        assert!(!said.contains("Pour l’équipe seule"), "{name}: {said}");
    }
}
