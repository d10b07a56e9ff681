//! From lists to a published attribution over HTTP: plan, locks with their price, publication, repair, drafts, validation, results, proof.

use super::matched::{SEED, STRANGER, TEAM, associate, host, mission, organisation, phases, seed, settings, vote};
use super::site;
use super::visitor::{Visitor, mail_to, words};
use crate::campaign::model::phase::Phase;
use crate::campaign::model::settings::Settings;
use crate::campaign::model::sheet::HostDraft;
use crate::campaign::service::people::Everyone;
use crate::campaign::service::{mend, problem};
use crate::campaign::store::{self, people, runs};
use crate::jobs::import::Parsed;
use crate::kernel::clock::now;
use crate::live::model::mend::{Incident, Late};
use crate::live::model::op::Op;
use crate::live::model::room::Room;
use crate::live::service::{Halls, act, rooms};
use crate::matching::format::Task;
use crate::matching::verify;
use crate::store::Db;
use crate::store::testing::both_engines;
use axum::Router;
use axum::http::{StatusCode, header};

pub(super) async fn everyone(db: &Db, campaign: i64) -> Everyone {
    let mut tx = db.read().await.unwrap();
    Everyone::load(&mut tx, campaign).await.unwrap()
}

/// The value of a hidden field.
pub(super) fn hidden(html: &str, name: &str) -> String {
    let at = html.find(&format!("name=\"{name}\"")).unwrap_or_else(|| panic!("no field {name} in {}", words(html)));
    let tag = &html[html[..at].rfind('<').unwrap()..];
    let tag = &tag[..tag.find('>').unwrap()];
    tag.split("value=\"").nth(1).map_or(String::new(), |rest| rest.split('"').next().unwrap().to_owned())
}

/// Makes a draft and returns its key.
pub(super) async fn draft(team: &mut Visitor<'_>, page: &str, rule: &str) -> String {
    let a = team.post(page, &[("geste", "essai"), ("formulaire", "essai"), ("regle", rule)]).await;
    assert_eq!(a.status, StatusCode::SEE_OTHER, "{page}: {}", words(&a.body));
    a.place().split("essai=").nth(1).unwrap().split(['&', '#']).next().unwrap().to_owned()
}

pub(super) async fn publish(team: &mut Visitor<'_>, page: &str, run: &str) -> (StatusCode, String) {
    let a = team.post(page, &[("geste", "publier"), ("formulaire", "publier"), ("essai", run)]).await;
    (a.status, words(&a.body))
}

/// A plan made and published by the team.
pub(super) async fn planned(router: &Router, db: &Db, id: i64) {
    phases(db, id, Phase::Plan).await;
    let mut team = Visitor::demo(router, TEAM).await;
    let page = format!("/equipe/campagnes/{id}/plan");
    let run = draft(&mut team, &page, "total").await;
    let (status, said) = publish(&mut team, &page, &run).await;
    assert_eq!(status, StatusCode::SEE_OTHER, "{said}");
}

#[tokio::test]
async fn a_plan_is_compared_locked_with_its_price_and_published_with_everybodys_own_sequence() {
    for (name, db) in both_engines().await {
        let (router, board) = site(db, Parsed::default()).await;
        let id = seed(&board.db).await;
        let page = format!("/equipe/campagnes/{id}/plan");
        let mut team = Visitor::demo(&router, TEAM).await;
        let a = team.get(&page).await;
        let said = words(&a.body);
        assert_eq!(a.status, StatusCode::OK, "{name}: {said}");
        assert!(said.contains("6 associé.e.s"), "{name}: feasibility first: {said}");
        assert!(said.contains("n’est pas close") && !said.contains("Essais"), "{name}: nothing of open lists: {said}");
        let a = team.post(&page, &[("geste", "essai"), ("formulaire", "essai"), ("regle", "total")]).await;
        assert_eq!(a.status, StatusCode::UNPROCESSABLE_ENTITY, "{name}");
        phases(&board.db, id, Phase::Plan).await;
        let said = words(&team.get(&format!("{page}?comparer=oui")).await.body);
        assert!(said.contains("Optimum prouvé") && said.contains("La plus grande satisfaction totale"), "{name}: {said}");
        let run = draft(&mut team, &page, "total").await;
        let said = words(&team.get(&format!("{page}?essai={run}")).await.body);
        assert!(said.contains("Plan des tables") && said.contains("table 1, Structure 1") && said.contains("Prénom1 Nom1"), "{name}: {said}");
        price_and_lock(&mut team, &board.db, id, &page, &run).await;
        let (status, said) = publish(&mut team, &page, &run).await;
        assert_eq!(status, StatusCode::CONFLICT, "{name}: a draft from before the lock: {said}");
        let run = draft(&mut team, &page, "balanced").await;
        let mut own = Visitor::demo(&router, &associate(1)).await;
        let mine = format!("/mon-espace/campagnes/{id}/matinee");
        assert!(words(&own.get(&mine).await.body).contains("pas encore publiée"), "{name}");
        assert_eq!(own.get(&format!("{mine}.ics")).await.status, StatusCode::NOT_FOUND, "{name}: no calendar before");
        assert_eq!(publish(&mut team, &page, &run).await.0, StatusCode::SEE_OTHER, "{name}");
        own_sequences(&router, &board.db, &mine).await;
        let again = draft(&mut team, &page, "egalitarian").await;
        assert_eq!(publish(&mut team, &page, &again).await.0, StatusCode::SEE_OTHER, "{name}: published again");
        assert!(mail_to(&board.db, &associate(1)).await.contains("a changé"), "{name}");
        let mut tx = board.db.read().await.unwrap();
        let all = runs::runs(&mut tx, id, 1).await.unwrap();
        let state = |id: &str| all.iter().find(|r| r.id.to_string() == id).unwrap().state.clone();
        assert_eq!((state(&run).as_str(), state(&again).as_str()), ("ecartee", "publiee"), "{name}");
        drop(tx);
        let mut other = Visitor::demo(&router, STRANGER).await;
        for path in [mine.clone(), format!("{mine}.ics"), format!("/mon-espace/campagnes/{id}/resultat")] {
            assert_eq!(other.get(&path).await.status, StatusCode::NOT_FOUND, "{name}: {path} for a stranger");
        }
        assert_eq!(own.get(&page).await.status, StatusCode::FORBIDDEN, "{name}: the team's page for an associate");
    }
}

/// The price is read, the lock is refused without a reason or without the price, then kept with its author.
async fn price_and_lock(team: &mut Visitor<'_>, db: &Db, id: i64, page: &str, run: &str) {
    let (plan, campaign) = {
        let mut tx = db.read().await.unwrap();
        let files = runs::files(&mut tx, run.parse().unwrap()).await.unwrap();
        (problem::solution(&files.solution).unwrap(), store::one(&mut tx, id).await.unwrap().unwrap())
    };
    let names = problem::names(&campaign, &everyone(db, id).await);
    let met = &plan.meetings[0];
    let (who, whom) = (names.associates[&met.0].to_string(), names.targets[&met.1].to_string());
    let a = team.get(&format!("{page}?personne={who}&cible={whom}&decision=interdire&geste=prix")).await;
    let said = words(&a.body);
    assert!(said.contains("Prix au total") && said.contains("Interdire"), "{said}");
    let seen = hidden(&a.body, "vu");
    let lock = |seen: String, reason: &'static str| {
        let (who, whom) = (who.clone(), whom.clone());
        [
            ("geste", "verrouiller".to_owned()),
            ("formulaire", "confirmer".into()),
            ("personne", who),
            ("cible", whom),
            ("decision", "interdire".into()),
            ("vu", seen),
            ("reason", reason.into()),
        ]
    };
    async fn send(team: &mut Visitor<'_>, page: &str, fields: [(&'static str, String); 7]) -> (StatusCode, String) {
        let fields: Vec<(&str, &str)> = fields.iter().map(|(k, v)| (*k, v.as_str())).collect();
        let a = team.post(page, &fields).await;
        (a.status, a.body)
    }
    let (status, body) = send(team, page, lock(seen.clone(), "court")).await;
    assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(body.contains("value=\"court\"") && words(&body).contains("Prix au total"), "what was typed and the price stay: {}", words(&body));
    let (status, _) = send(team, page, lock("0/0/99".into(), "Ils se connaissent déjà.")).await;
    assert_eq!(status, StatusCode::CONFLICT, "a price nobody saw");
    let (status, body) = send(team, page, lock(seen, "Ils se connaissent déjà.")).await;
    assert_eq!(status, StatusCode::SEE_OTHER, "{}", words(&body));
    let said = words(&team.get(page).await.body);
    assert!(said.contains("Ils se connaissent déjà.") && said.contains("equipe"), "{said}");
    let mut tx = db.read().await.unwrap();
    let kept = runs::locks(&mut tx, id, 1).await.unwrap();
    assert_eq!((kept.len(), kept[0].kind.as_str()), (1, "interdire"));
}

/// Everybody got a mail and reads their own morning, on a page and in a calendar.
async fn own_sequences(router: &Router, db: &Db, mine: &str) {
    for who in (1..=6).map(associate).chain((1..=8).map(host)) {
        let mail = mail_to(db, &who).await;
        assert!(mail.contains("manche 1") && mail.contains(mine) && mail.contains("matinee.ics"), "{who}: {mail}");
    }
    let mut own = Visitor::demo(router, &associate(1)).await;
    let a = own.get(mine).await;
    let said = words(&a.body);
    assert!(said.contains("Rencontres 4") && said.contains("10:00 – 10:15") && said.contains("Pause, 15 minutes"), "{said}");
    assert!(!said.contains("Ouvrir ma place"), "not before the day: {said}");
    let a = own.get(&format!("{mine}.ics")).await;
    assert_eq!((a.status, a.headers[header::CONTENT_TYPE].to_str().unwrap()), (StatusCode::OK, "text/calendar; charset=utf-8"));
    assert_eq!((a.body.matches("BEGIN:VEVENT").count(), a.headers[header::CACHE_CONTROL].to_str().unwrap()), (4, "no-store"), "{}", a.body);
    assert!(a.body.split("\r\n").all(|line| line.len() <= 75) && a.body.contains("DTSTART:"), "{}", a.body);
    let said = words(&Visitor::demo(router, &host(1)).await.get(mine).await.body);
    assert!(said.contains("Prénom") && said.contains("ce code ouvre votre place"), "{said}");
}

#[tokio::test]
async fn a_morning_is_mended_with_who_moves_and_the_operation_holds() {
    for (name, db) in both_engines().await {
        let (router, board) = site(db, Parsed::default()).await;
        let id = seed(&board.db).await;
        planned(&router, &board.db, id).await;
        let at = now().as_millisecond();
        let mut tx = board.db.read().await.unwrap();
        let (room, _) = rooms::of_campaign(&mut tx, id).await.unwrap().unwrap();
        drop(tx);
        let halls = Halls::new(board.db.clone());
        let hall = halls.open(room).await.unwrap().unwrap();
        let table = hall.room().hosts[0].tables[1];
        // A host who came on the day made the sheets ask for more tables than the settings have.
        let mut tx = board.db.begin().await.unwrap();
        store::set_settings(&mut tx, id, &Settings { tables: 1, ..settings() }).await.unwrap();
        tx.commit().await.unwrap();
        let incidents = [
            Incident { absent: vec![0], ..Incident::default() },
            Incident { absent_hosts: vec![2], broken: vec![table], ..Incident::default() },
            Incident { late: vec![Late { at: 1, round: 2 }], late_hosts: vec![Late { at: 4, round: 1 }], ..Incident::default() },
        ];
        for incident in incidents {
            let proposal = mend::propose(&halls, &hall, &incident, at).await.unwrap();
            assert!(!proposal.words.is_empty() && proposal.figures.len() == 3, "{name}: {proposal:?}");
            let absent: Vec<String> = incident.absent.iter().map(|a| hall.room().associates[*a as usize].name.clone()).collect();
            assert!(proposal.moves.iter().all(|m| !absent.contains(&m.who) && m.from != m.to), "{name}: {proposal:?}");
            let op = Op::of_text(&proposal.op).unwrap();
            act::append(&halls, &hall, &op, &format!("reparation-{}", hall.room().rev), "essai", at).await.unwrap();
            let room = hall.room();
            assert!(room.meetings.iter().all(|m| !incident.absent.contains(&m.associate) && !incident.absent_hosts.contains(&m.host)), "{name}");
            assert!(room.meetings.iter().all(|m| !room.broken.contains(&m.table)), "{name}: a broken table is used");
        }
        // A host approved after the plan takes a place: a table of its own, half of the rounds that are left.
        let mut tx = board.db.begin().await.unwrap();
        let key = people::put_host(&mut tx, id, &HostDraft { min_meetings: 0, ..organisation(9) }, None).await.unwrap();
        people::put_mission(&mut tx, id, key, &mission(10, 9), Some(at)).await.unwrap();
        tx.commit().await.unwrap();
        let before = hall.room();
        let proposal = mend::propose(&halls, &hall, &Incident { added: vec![key], ..Incident::default() }, at).await.unwrap();
        assert!(proposal.people > 0 && proposal.moves.iter().any(|m| m.to.contains("Structure 9")), "{name}: {proposal:?}");
        let op = Op::of_text(&proposal.op).unwrap();
        act::append(&halls, &hall, &op, "structure-en-plus", "essai", at).await.unwrap();
        let room = hall.room();
        let seat = room.hosts.iter().position(|h| h.id == key).unwrap();
        assert_eq!((seat, room.hosts[seat].tables.len()), (before.hosts.len(), 1), "{name}: after those who were there");
        assert!(before.hosts.iter().all(|h| !h.tables.contains(&room.hosts[seat].tables[0])), "{name}: a table nobody had");
        let met = room.meetings.iter().filter(|m| m.host as usize == seat).count();
        assert!(met >= room.rounds.len() / 2, "{name}: {met} of {} rounds", room.rounds.len());
        assert!(
            mend::propose(&halls, &hall, &Incident { added: vec![key], ..Incident::default() }, at).await.is_err(),
            "{name}: it is there already"
        );
        // It leaves, and comes back with nothing left of its own: it takes half of what is left again.
        let count = |room: &Room| room.meetings.iter().filter(|m| m.host as usize == seat && m.round >= 1).count();
        let back = Late { at: seat as u32, round: 1 };
        for (incident, expected) in [
            (Incident { absent_hosts: vec![back.at], ..Incident::default() }, 0),
            (Incident { late_hosts: vec![back.clone()], ..Incident::default() }, (room.rounds.len() - 1) / 2),
        ] {
            let proposal = mend::propose(&halls, &hall, &incident, at).await.unwrap();
            let op = Op::of_text(&proposal.op).unwrap();
            act::append(&halls, &hall, &op, &format!("reparation-{}", hall.room().rev), "essai", at).await.unwrap();
            let met = count(&hall.room());
            assert!(if expected == 0 { met == 0 } else { met >= expected }, "{name}: {met} meetings, {expected} expected");
        }
        for wrong in [Incident { absent: vec![99], ..Incident::default() }, Incident { added: vec![999], ..Incident::default() }] {
            assert!(mend::propose(&halls, &hall, &wrong, at).await.is_err(), "{name}");
        }
    }
}

#[tokio::test]
async fn an_attribution_is_compared_validated_published_read_and_checked_by_anybody() {
    for (name, db) in both_engines().await {
        let (router, board) = site(db, Parsed::default()).await;
        let id = seed(&board.db).await;
        planned(&router, &board.db, id).await;
        phases(&board.db, id, Phase::Preferences2).await;
        vote(&board.db, id, 2).await;
        let page = format!("/equipe/campagnes/{id}/attribution");
        let mut team = Visitor::demo(&router, TEAM).await;
        let said = words(&team.get(&page).await.body);
        assert!(said.contains(&SEED.to_string()) && said.contains("n’est pas close") && !said.contains("Essais"), "{name}: {said}");
        phases(&board.db, id, Phase::Attribution).await;
        let mut tx = board.db.begin().await.unwrap();
        let campaign = store::one(&mut tx, id).await.unwrap().unwrap();
        problem::seal(&mut tx, &campaign, now().as_millisecond()).await.unwrap();
        let sealed = store::one(&mut tx, id).await.unwrap().unwrap().sealed.unwrap();
        tx.commit().await.unwrap();
        let said = words(&team.get(&format!("{page}?comparer=oui")).await.body);
        assert!(said.contains(&sealed) && said.contains("Prénom6 Nom6") && said.contains("Structure 8"), "{name}: the silent are counted: {said}");
        assert!(said.contains("300 ‰"), "{name}: {said}");
        let one = draft(&mut team, &page, "egalitarian").await;
        let two = draft(&mut team, &page, "total").await;
        let said = words(&team.get(&format!("{page}?essai={two}&de={one}&vers={two}")).await.body);
        assert!(said.contains(&format!("De l’essai {one} à l’essai {two}")) && said.contains("Places qui restent libres"), "{name}: {said}");
        let resultat = format!("/mon-espace/campagnes/{id}/resultat");
        let mut own = Visitor::demo(&router, &associate(1)).await;
        assert!(words(&own.get(&resultat).await.body).contains("pas encore publiée"), "{name}");
        assert_eq!(own.get(&format!("/mon-espace/campagnes/{id}/plan.json")).await.status, StatusCode::NOT_FOUND, "{name}");
        validated_and_published(&mut team, &board.db, id, &page, &two).await;
        results(&router, id, &resultat).await;
        checked(&router, id, &sealed).await;
        let mut other = Visitor::demo(&router, STRANGER).await;
        for file in ["resultat", "classements.json", "plan.json"] {
            assert_eq!(other.get(&format!("/mon-espace/campagnes/{id}/{file}")).await.status, StatusCode::NOT_FOUND, "{name}: {file}");
        }
    }
}

async fn validated_and_published(team: &mut Visitor<'_>, db: &Db, id: i64, page: &str, run: &str) {
    let fields = |reason: &'static str| [("geste", "valider"), ("formulaire", "valider"), ("essai", run), ("reason", reason)];
    let a = team.post(page, &fields("oui")).await;
    assert_eq!(a.status, StatusCode::UNPROCESSABLE_ENTITY, "a reason too short: {}", words(&a.body));
    assert_eq!(publish(team, page, run).await.0, StatusCode::UNPROCESSABLE_ENTITY, "the phase is not open");
    let a = team.post(page, &fields("Lue ensemble le 11 mars.")).await;
    assert_eq!(a.status, StatusCode::SEE_OTHER, "{}", words(&a.body));
    phases(db, id, Phase::Publication).await;
    assert_eq!(publish(team, page, run).await.0, StatusCode::SEE_OTHER);
    let mut tx = db.read().await.unwrap();
    let placed = runs::placements(&mut tx, id).await.unwrap();
    assert_eq!(placed.len(), 12, "two each");
    for pair in placed.chunks(2) {
        assert_eq!((pair[0].associate, pair[0].period, pair[1].period), (pair[1].associate, 1, 2));
        assert_ne!(pair[0].host, pair[1].host, "two different organisations");
        assert!(pair[0].days.unwrap().1 < pair[1].days.unwrap().0);
    }
    let kept = runs::published(&mut tx, id, 2).await.unwrap().unwrap();
    assert_eq!((kept.validated_by.as_deref(), kept.validated_reason.as_deref()), (Some("equipe"), Some("Lue ensemble le 11 mars.")));
    drop(tx);
    for who in (1..=6).map(associate).chain((1..=8).map(host)) {
        assert!(mail_to(db, &who).await.contains("/resultat"), "{who}");
    }
}

async fn results(router: &Router, id: i64, resultat: &str) {
    let mut own = Visitor::demo(router, &associate(1)).await;
    let said = words(&own.get(resultat).await.body);
    assert!(said.contains("Vos deux missions, Prénom1") && said.contains("Pourquoi pas celle du dessus"), "{said}");
    assert!(said.contains("Dans votre liste") && said.contains("Vérifier par vous-même") && said.contains(&SEED.to_string()), "{said}");
    assert!(said.contains("la même, rien n’a changé depuis la clôture"), "{said}");
    assert!(!said.contains("Nom2") && !said.contains("Trop loin"), "nobody else, and no reason of a refusal: {said}");
    let said = words(&Visitor::demo(router, &host(1)).await.get(resultat).await.body);
    assert!(said.contains("Qui rejoint Structure 1") && !said.contains("Trop loin"), "{said}");
    assert_eq!(own.get(&format!("{resultat}?structure={id}")).await.status, StatusCode::NOT_FOUND, "a host one does not speak for");
    // Who handed in nothing got no first choice, and is counted as nobody's.
    let silent = Visitor::demo(router, &associate(6)).await.get(resultat).await.body;
    let said = words(&silent);
    assert!(said.contains("Vous n’aviez pas remis de liste") && said.contains("chaque mission comptait autant"), "{said}");
    assert!(!said.contains("votre 1er") && said.contains("aucune mission n’était au-dessus d’une autre"), "{said}");
    assert!(said.contains("places ne sont pas comptées") && said.contains("Sans liste remise, dont Structure"), "{said}");
    assert!(silent.contains("class=\"chart\"") && silent.contains("Sans liste remise\u{202f}: 2, dont 2 pour vous"), "{silent}");
    let said = words(&Visitor::demo(router, &host(8)).await.get(resultat).await.body);
    assert!(!said.contains("Pourquoi pas les personnes du dessus"), "{said}");
    assert!(said.contains("Vous n’accueillez personne") || said.contains("chaque personne comptait autant"), "{said}");
}

/// The two files, downloaded, pass the verifier, name nobody, and are what was sealed.
async fn checked(router: &Router, id: i64, sealed: &str) {
    let mut own = Visitor::demo(router, &host(2)).await;
    let instance = own.get(&format!("/mon-espace/campagnes/{id}/classements.json")).await;
    let plan = own.get(&format!("/mon-espace/campagnes/{id}/plan.json")).await;
    assert_eq!((instance.status, plan.status), (StatusCode::OK, StatusCode::OK));
    let problem = crate::matching::format::problem(instance.body.as_bytes(), Task::Attribute).unwrap();
    let solution = serde_json::from_str(&plan.body).unwrap();
    assert_eq!(verify::verify(&problem, &solution), Vec::<String>::new(), "passerelle match verify says yes");
    assert_eq!(problem.input_hash, sealed);
    for word in ["Nom1", "Structure", "essai.example", "Trop loin", "equipe"] {
        assert!(!instance.body.contains(word) && !plan.body.contains(word), "{word} in the public files");
    }
}
