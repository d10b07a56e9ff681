//! A small campaign for the tests: six associates, eight hosts with nine missions, lists on both sides, one silent on each.

use crate::campaign::model::ballot::{Ballot, Mark};
use crate::campaign::model::phase::{Phase, PhaseState, Stage};
use crate::campaign::model::settings::{Break, Period, Settings};
use crate::campaign::model::sheet::{Family, HostDraft, HostKind, MissionDraft, MissionKind, PersonDraft};
use crate::campaign::service::people::Everyone;
use crate::campaign::store::ballots::{self, Voter};
use crate::campaign::store::{self, people};
use crate::candidacy::model::choices::Programme;
use crate::candidacy::model::edition::Edition;
use crate::candidacy::model::settings as editions;
use crate::kernel::clock::{now, paris_day};
use crate::kernel::dates::shift;
use crate::people::model::{Agreement, Held, Role};
use crate::people::service::demo::PASSWORD;
use crate::people::store as accounts;
use crate::store::Db;

/// Whoever signs in; everybody has the demo password.
pub(super) const TEAM: &str = "equipe@essai.example";
/// Takes no part.
pub(super) const STRANGER: &str = "ailleurs@essai.example";
/// The seed of the tie-break.
pub(super) const SEED: u64 = 271_828;

pub(super) fn associate(n: usize) -> String {
    format!("a{n}@essai.example")
}

pub(super) fn host(n: usize) -> String {
    format!("h{n}@essai.example")
}

async fn accounts(db: &Db) {
    let hash = crate::people::service::secrets::hash(PASSWORD.to_owned()).await.unwrap();
    let at = now().as_millisecond();
    let mut tx = db.begin().await.unwrap();
    let all = [TEAM.to_owned(), STRANGER.to_owned(), associate(1), associate(2), associate(6), host(1), host(2), host(8)];
    for email in all {
        let id = accounts::create(&mut tx, &email, email.split('@').next().unwrap(), at).await.unwrap();
        accounts::mark_demo(&mut tx, id).await.unwrap();
        accounts::set_password(&mut tx, id, Some(hash.clone()), at).await.unwrap();
        if email == TEAM {
            accounts::give(&mut tx, id, Held { role: Role::Team, organisation: None }, at).await.unwrap();
        }
    }
    tx.commit().await.unwrap();
}

fn edition(programme: Programme, cohort: &str) -> Edition {
    let today = paris_day(now());
    Edition {
        programme,
        slug: format!("{}-{}", programme.code(), cohort.replace([' ', '’'], "-")),
        title: "Programme Associé".to_owned(),
        cohort: cohort.to_owned(),
        city: "Paris".to_owned(),
        opens: shift(today, -90),
        last_day: Some(shift(today, -30)),
        starts: None,
        places: editions::default_places(programme),
        shortlist_on: None,
        interviews_on: None,
        settings: editions::Settings::of(programme),
    }
}

pub(super) fn settings() -> Settings {
    let today = paris_day(now());
    let period = |from: i32, to: i32| Some(Period { starts: shift(today, from), ends: shift(today, to) });
    Settings {
        day: Some(shift(today, 10)),
        place: "Le Hasard Ludique, Paris 18e".to_owned(),
        tables: 12,
        buffer: 1,
        breaks: vec![Break { after: 2, minutes: 15 }],
        meetings: 4,
        periods: [period(60, 240), period(241, 420)],
        ..Settings::default()
    }
}

/// The host of a number; the first has two tables.
pub(super) fn organisation(n: usize) -> HostDraft {
    HostDraft {
        reference: format!("h{n}"),
        name: format!("Structure {n}"),
        kind: HostKind::Association,
        contact: format!("Contact {n}"),
        email: host(n),
        tables: if n == 1 { 2 } else { 1 },
        min_meetings: 1,
        max_meetings: None,
        question: String::new(),
    }
}

/// A mission of the host of a number.
pub(super) fn mission(n: usize, host: usize) -> MissionDraft {
    MissionDraft {
        reference: format!("m{n}"),
        host: format!("h{host}"),
        title: format!("Mission numéro {n}"),
        family: Family::ALL[n % 4],
        kind: MissionKind::Strategic,
        summary: "Ce que l’on y fait.".to_owned(),
        deliverables: "Ce qui en reste.".to_owned(),
        manager: String::new(),
        place: "Montreuil".to_owned(),
        department: "93".to_owned(),
        tags: Vec::new(),
        places: [1, 1],
        places_total: None,
    }
}

/// Keeps the campaign with the first lists still open. Returns its key.
pub(super) async fn seed(db: &Db) -> i64 {
    accounts(db).await;
    seed_again(db, Programme::Associe, "promotion d’essai").await
}

/// The same people in a campaign of another edition. Returns its key.
pub(super) async fn seed_again(db: &Db, programme: Programme, cohort: &str) -> i64 {
    let at = now().as_millisecond();
    let mut tx = db.begin().await.unwrap();
    let edition = crate::candidacy::store::add_edition(&mut tx, &edition(programme, cohort), true, at).await.unwrap().unwrap();
    let id = store::add(&mut tx, edition, &settings(), &[7; 32], SEED, at).await.unwrap().unwrap();
    for n in 1..=6 {
        let draft = PersonDraft {
            reference: format!("a{n}"),
            name: format!("Prénom{n} Nom{n}"),
            email: associate(n),
            agreement: Agreement::ALL[0],
            pitch: String::new(),
            periods: [true, true],
        };
        people::put_associate(&mut tx, id, &draft).await.unwrap().unwrap();
    }
    for n in 1..=8 {
        let key = people::put_host(&mut tx, id, &organisation(n), None).await.unwrap();
        people::put_mission(&mut tx, id, key, &mission(n, n), Some(at)).await.unwrap();
        if n == 1 {
            people::put_mission(&mut tx, id, key, &mission(9, 1), Some(at)).await.unwrap();
        }
    }
    tx.commit().await.unwrap();
    phases(db, id, Phase::Preferences1).await;
    vote(db, id, 1).await;
    id
}

/// Closes every phase before this one and opens it.
pub(super) async fn phases(db: &Db, campaign: i64, open: Phase) {
    let mut tx = db.begin().await.unwrap();
    for phase in Phase::ALL.iter().copied() {
        let state = match phase.cmp(&open) {
            std::cmp::Ordering::Less => PhaseState::Closed,
            std::cmp::Ordering::Equal => PhaseState::Open,
            std::cmp::Ordering::Greater => PhaseState::Upcoming,
        };
        store::set_phase(&mut tx, campaign, &Stage { phase, state, opens_at: None, closes_at: None }).await.unwrap();
    }
    tx.commit().await.unwrap();
}

/// Everybody hands in a list but the last of each side; the first associate refuses a mission, the first host has written more since.
pub(super) async fn vote(db: &Db, campaign: i64, stage: i64) {
    let at = now().as_millisecond();
    let mut tx = db.begin().await.unwrap();
    let all = Everyone::load(&mut tx, campaign).await.unwrap();
    let (people, missions): (Vec<i64>, Vec<i64>) = (all.associates.iter().map(|a| a.id).collect(), all.missions.iter().map(|m| m.id).collect());
    let turned = |list: &[i64], by: usize| {
        let marks = list.iter().cycle().skip(by * 2).take(list.len()).zip(1u16..);
        marks.map(|(id, rank)| (*id, Mark::Ranked(rank))).collect::<Vec<_>>()
    };
    for (n, a) in people.iter().enumerate().take(people.len() - 1) {
        let mut marks = turned(&missions, n + stage as usize);
        if n == 0 {
            marks.last_mut().unwrap().1 = Mark::Refused("Trop loin de chez moi.".to_owned());
        }
        hand_in(&mut tx, Voter { campaign, stage, side: "associe", id: *a }, &Ballot::of(marks), at).await;
    }
    for (n, h) in all.hosts.iter().enumerate().take(all.hosts.len() - 1) {
        let voter = Voter { campaign, stage, side: "hote", id: h.id };
        hand_in(&mut tx, voter, &Ballot::of(turned(&people, n)), at).await;
        if n == 0 {
            let refused = Ballot::of(people.iter().map(|p| (*p, Mark::Refused("Jamais déposé.".to_owned()))));
            ballots::save(&mut tx, voter, &refused, 1, 0, at).await.unwrap().unwrap();
        }
    }
    tx.commit().await.unwrap();
}

async fn hand_in(tx: &mut crate::store::Tx, voter: Voter<'_>, list: &Ballot, at: i64) {
    ballots::save(tx, voter, list, 0, 0, at).await.unwrap().unwrap();
    assert!(ballots::submit(tx, voter, at).await.unwrap());
}
