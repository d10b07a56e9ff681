//! The campaign of the demo world: lists handed in, a plan published, a morning that may be started today.

use super::moves::voices;
use super::people::Everyone;
use super::{morning, second};
use crate::campaign::model::ballot::{Ballot, Mark};
use crate::campaign::model::compile::{self, Host, Input, Mission, Person};
use crate::campaign::model::import::{self, Imported};
use crate::campaign::model::phase::{Phase, PhaseState, Stage};
use crate::campaign::model::settings::{Break, Period, Settings};
use crate::campaign::store::ballots::{self, Voter};
use crate::campaign::store::runs::{self, Files, NewRun};
use crate::campaign::store::{self, Campaign, people};
use crate::desk::service::No;
use crate::kernel::dates::shift;
use crate::live::service::rooms;
use crate::matching::control::Unwatched;
use crate::matching::format::{Task, problem, solution};
use crate::matching::{solve, verify};
use crate::people::store as accounts;
use crate::store::{Db, StoreError, Tx};
use jiff::civil::Date;
use serde::Deserialize;
use std::collections::{BTreeMap, HashMap};

const PEOPLE: &str = include_str!("../../seeds/campaign/people.csv");
const HOSTS: &str = include_str!("../../seeds/campaign/hosts.csv");
const MISSIONS: &str = include_str!("../../seeds/campaign/missions.csv");
const TASTES: &str = include_str!("../../seeds/campaign/tastes.json");
const ORGANISATIONS: &str = include_str!("../../seeds/campaign/organisations.json");
/// Of the demo campaign: nothing there is secret.
const SECRET: [u8; 32] = *b"passerelle: le monde de la demo.";
const SEED: u64 = 271_828;

/// What somebody likes, best first, equals together, and what they refuse; by reference.
#[derive(Deserialize)]
struct Taste {
    likes: Vec<Vec<String>>,
    refuses: Vec<String>,
}

fn corrupt(what: impl std::fmt::Display) -> StoreError {
    StoreError::Corrupt(format!("the demo campaign: {what}"))
}

fn rows<T>(read: Result<Imported<T>, crate::kernel::refusal::Refusal>) -> Result<Vec<T>, StoreError> {
    let rows = read.map_err(|r| corrupt(r.sentence))?.rows;
    rows.into_iter().map(|(line, row)| row.map_err(|r| corrupt(format!("line {line}: {r:?}")))).collect()
}

/// Whether a campaign is the demo's, where everybody is made up: it alone has the secret that everybody may read here.
///
/// # Errors
/// The database failed.
pub async fn is_demo(tx: &mut Tx, campaign: i64) -> Result<bool, StoreError> {
    Ok(store::one(tx, campaign).await?.is_some_and(|c| c.secret == SECRET))
}

/// Whoever is made up and has no account hands in the second list the morning left them, so that what follows can be tried out too.
/// Nothing outside the demo campaign.
///
/// # Errors
/// The database failed.
pub async fn hand_in_second(tx: &mut Tx, campaign: &Campaign, now: i64) -> Result<(), StoreError> {
    if campaign.secret != SECRET {
        return Ok(());
    }
    let everyone = Everyone::load(tx, campaign.id).await?;
    for voice in voices(&everyone) {
        let voter = Voter { campaign: campaign.id, stage: 2, side: voice.side().code(), id: voice.id() };
        if accounts::by_email(tx, voice.email()).await?.is_some() || ballots::one(tx, voter).await?.is_some() {
            continue;
        }
        let met = second::met(tx, campaign.id, &everyone, &voice, now).await?;
        let list = second::beginning(tx, campaign.id, &everyone, &voice, met.as_deref()).await?;
        // Who said nothing and rated nobody stays silent: the demo shows that too.
        if !list.is_empty() {
            ballots::save(tx, voter, &list, 0, 0, now).await?;
            ballots::submit(tx, voter, now).await?;
        }
    }
    Ok(())
}

/// Its settings: the morning is today, so that it can be started at once.
pub fn settings(today: Date) -> Settings {
    let (first, second) = (shift(today, 60), shift(today, 244));
    Settings {
        day: Some(today),
        place: "Halle Civique, 2 rue Boinod, Paris 18e".to_owned(),
        tables: 34,
        breaks: vec![Break { after: 4, minutes: 15 }],
        periods: [Some(Period { starts: first, ends: shift(second, -1) }), Some(Period { starts: second, ends: shift(second, 182) })],
        ..Settings::default()
    }
}

/// The lists of a side: each reference that has a taste, as keys.
fn lists(tastes: &BTreeMap<String, Taste>, voters: &HashMap<String, i64>, targets: &HashMap<String, i64>) -> Vec<(i64, Ballot)> {
    let mut all = Vec::new();
    for (reference, taste) in tastes {
        let Some(voter) = voters.get(reference) else { continue };
        let ranked = taste.likes.iter().zip(1u16..).flat_map(|(tier, rank)| tier.iter().map(move |t| (t, Mark::Ranked(rank))));
        let refused = taste.refuses.iter().map(|t| (t, Mark::Refused("Trajet de plus d’une heure trente.".to_owned())));
        let entries = ranked.chain(refused).filter_map(|(t, mark)| Some((*targets.get(t)?, mark)));
        all.push((*voter, Ballot::of(entries)));
    }
    all
}

/// Loads it for an edition that has none yet; leaves it as it is otherwise.
///
/// # Errors
/// The database failed, or a file of the demo world does not read.
pub async fn load(db: &Db, organisations: &[(String, i64)], edition: i64, today: Date, now: i64) -> Result<(), StoreError> {
    let mut tx = db.begin().await?;
    let settings = settings(today);
    let Some(id) = store::add(&mut tx, edition, &settings, &SECRET, SEED, now).await? else { return Ok(()) };
    take(&mut tx, id, organisations, now).await?;
    let everyone = Everyone::load(&mut tx, id).await?;
    let campaign = store::one(&mut tx, id).await?.ok_or_else(|| corrupt("it was not kept"))?;
    let (own, theirs) = vote(&mut tx, &campaign, &everyone, now).await?;
    let solution = plan(&mut tx, &campaign, &everyone, &own, &theirs, now).await?;
    let day = |n: i64| Some(now + n * 86_400_000);
    let phases = [
        (Phase::Preferences1, PhaseState::Closed, day(-21), day(-7)),
        (Phase::Plan, PhaseState::Closed, day(-7), day(-2)),
        (Phase::Morning, PhaseState::Open, day(-1), None),
        (Phase::Preferences2, PhaseState::Upcoming, None, None),
        (Phase::Attribution, PhaseState::Upcoming, None, None),
        (Phase::Publication, PhaseState::Upcoming, None, None),
    ];
    for (phase, state, opens_at, closes_at) in phases {
        store::set_phase(&mut tx, id, &Stage { phase, state, opens_at, closes_at }).await?;
    }
    let room = morning::room_of(&campaign, &everyone, &solution).map_err(no)?;
    rooms::prepare(&mut tx, id, today, &room, now).await?;
    tx.commit().await
}

fn no(no: No) -> StoreError {
    corrupt(format!("{no:?}"))
}

async fn take(tx: &mut Tx, id: i64, organisations: &[(String, i64)], now: i64) -> Result<(), StoreError> {
    for draft in rows(import::people("demo", PEOPLE.as_bytes()))? {
        people::put_associate(tx, id, &draft).await?.ok_or_else(|| corrupt("an address is there twice"))?;
    }
    let slugs: BTreeMap<String, String> = serde_json::from_str(ORGANISATIONS).map_err(corrupt)?;
    let mut hosts = HashMap::new();
    for draft in rows(import::hosts("demo", HOSTS.as_bytes()))? {
        let slug = slugs.get(&draft.reference);
        let organisation = organisations.iter().find(|(s, _)| slug == Some(s)).map(|(_, id)| *id);
        hosts.insert(draft.reference.clone(), people::put_host(tx, id, &draft, organisation).await?);
    }
    for draft in rows(import::missions("demo", MISSIONS.as_bytes()))? {
        let host = hosts.get(&draft.host).copied().ok_or_else(|| corrupt("a mission without host"))?;
        people::put_mission(tx, id, host, &draft, Some(now)).await?;
    }
    Ok(())
}

type Lists = Vec<(i64, Ballot)>;

/// Everybody who has a taste hands in their first list.
async fn vote(tx: &mut Tx, campaign: &Campaign, everyone: &Everyone, now: i64) -> Result<(Lists, Lists), StoreError> {
    let tastes: BTreeMap<String, Taste> = serde_json::from_str(TASTES).map_err(corrupt)?;
    let associates = everyone.associates.iter().map(|a| (a.draft.reference.clone(), a.id)).collect();
    let hosts = everyone.hosts.iter().map(|h| (h.draft.reference.clone(), h.id)).collect();
    let missions = everyone.missions.iter().map(|m| (m.draft.reference.clone(), m.id)).collect();
    let (own, theirs) = (lists(&tastes, &associates, &missions), lists(&tastes, &hosts, &associates));
    for (side, all) in [("associe", &own), ("hote", &theirs)] {
        for (voter, list) in all {
            let voter = Voter { campaign: campaign.id, stage: 1, side, id: *voter };
            ballots::save(tx, voter, list, 0, 0, now).await?;
            ballots::submit(tx, voter, now).await?;
        }
    }
    Ok((own, theirs))
}

/// Computes the plan of the morning and publishes it.
async fn plan(
    tx: &mut Tx,
    campaign: &Campaign,
    everyone: &Everyone,
    own: &Lists,
    theirs: &Lists,
    now: i64,
) -> Result<solution::Solution, StoreError> {
    let people: Vec<Person> = everyone.associates.iter().map(|a| Person { id: a.id, periods: a.draft.periods }).collect();
    let host = |h: &people::Host| Host { id: h.id, tables: h.draft.tables, min_meetings: h.draft.min_meetings, max_meetings: h.draft.max_meetings };
    let hosts: Vec<Host> = everyone.hosts.iter().map(host).collect();
    let mission = |m: &people::Mission| Mission { id: m.id, host: m.host, places: m.draft.places, places_total: m.draft.places_total };
    let missions: Vec<Mission> = everyone.missions.iter().map(mission).collect();
    let (associate_ballots, host_ballots) = (refer(own), refer(theirs));
    let input = Input {
        secret: &campaign.secret,
        settings: &campaign.settings,
        people: &people,
        hosts: &hosts,
        missions: &missions,
        associate_ballots: &associate_ballots,
        host_ballots: &host_ballots,
        locks: &[],
        met: &[],
    };
    let compiled = compile::stage1(&input).map_err(|r| corrupt(r.sentence))?;
    let problem = problem(compiled.instance.as_bytes(), Task::Meetings).map_err(corrupt)?;
    let policy = campaign.settings.policy1;
    let solution = solve::meetings(&problem, policy.engine(), campaign.seed, &Unwatched).map_err(corrupt)?;
    if let Some(fault) = verify::verify(&problem, &solution).first() {
        return Err(corrupt(fault));
    }
    let run = NewRun {
        campaign: campaign.id,
        stage: 1,
        policy: policy.code(),
        weight: i64::from(campaign.settings.associate_weight),
        seed: i64::try_from(campaign.seed).map_err(corrupt)?,
        input_hash: &solution.input_hash,
        engine: concat!("passerelle ", env!("CARGO_PKG_VERSION")),
        files: Files { instance: compiled.instance, solution: solution::text(&solution), explanation: String::new() },
        by: None,
    };
    let id = runs::add_run(tx, run, now).await?;
    let run = runs::run(tx, campaign.id, id).await?.ok_or_else(|| corrupt("the plan was not kept"))?;
    runs::publish(tx, &run, now).await?;
    Ok(solution)
}

fn refer(lists: &Lists) -> Vec<(i64, &Ballot)> {
    lists.iter().map(|(id, list)| (*id, list)).collect()
}
