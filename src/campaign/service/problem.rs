//! From the database to the engines' file: lists as they were handed in, locks, who met whom; and back from a plan to people.
//!
//! The file names nobody: everybody stands under a pseudonym, and neither the author nor the reason of a lock goes into it, because the
//! file of a published attribution is for everybody of the campaign to read. The database keeps both beside the lock.

use crate::campaign::model::ballot::Ballot;
use crate::campaign::model::compile::{self, Compiled, Decision, Input};
use crate::campaign::model::names::{ASSOCIATE, HOST, MISSION, pseudonyms};
pub use crate::campaign::model::read::Names;
use crate::campaign::model::settings::Settings;
use crate::campaign::service::engine;
use crate::campaign::service::people::Everyone;
use crate::campaign::store::ballots::{self, Kept};
use crate::campaign::store::runs::{self, Lock};
use crate::campaign::store::{self, Campaign};
use crate::desk::service::No;
use crate::live::service::rooms;
use crate::matching::format::hash;
use crate::matching::format::solution::Solution;
use crate::store::{StoreError, Tx};

/// Everything a stage is computed from.
#[derive(Clone, Debug)]
pub struct Gathered {
    /// What is set; `associate_weight` may be changed to compare.
    pub settings: Settings,
    secret: [u8; 32],
    stage: i64,
    people: Vec<compile::Person>,
    hosts: Vec<compile::Host>,
    missions: Vec<compile::Mission>,
    ballots: Vec<Kept>,
    /// What the team fixed.
    pub locks: Vec<Lock>,
    met: Vec<(i64, i64)>,
}

/// Reads what a stage (1: meetings, 2: attribution) is computed from. A list that was not handed in says nothing. For the attribution a
/// pair has met when its round began with both there; without a room, when the published plan had it.
///
/// # Errors
/// The database failed.
pub async fn input(tx: &mut Tx, campaign: &Campaign, everyone: &Everyone, stage: i64, now: i64) -> Result<Gathered, StoreError> {
    let met = if stage == 2 { met(tx, campaign, everyone, now).await? } else { Vec::new() };
    Ok(Gathered {
        settings: campaign.settings.clone(),
        secret: campaign.secret,
        stage,
        people: everyone.associates.iter().map(|a| compile::Person { id: a.id, periods: a.draft.periods }).collect(),
        hosts: everyone
            .hosts
            .iter()
            .map(|h| compile::Host { id: h.id, tables: h.draft.tables, min_meetings: h.draft.min_meetings, max_meetings: h.draft.max_meetings })
            .collect(),
        missions: everyone
            .missions
            .iter()
            .map(|m| compile::Mission { id: m.id, host: m.host, places: m.draft.places, places_total: m.draft.places_total })
            .collect(),
        ballots: ballots::of_stage(tx, campaign.id, stage).await?,
        locks: runs::locks(tx, campaign.id, stage).await?,
        met,
    })
}

/// Who met which host in the morning.
async fn met(tx: &mut Tx, campaign: &Campaign, everyone: &Everyone, now: i64) -> Result<Vec<(i64, i64)>, StoreError> {
    if let Some(met) = rooms::met(tx, campaign.id, now).await? {
        return Ok(met);
    }
    let Some(run) = runs::published(tx, campaign.id, 1).await? else { return Ok(Vec::new()) };
    let plan = solution(&runs::files(tx, run.id).await?.solution)?;
    let names = names(campaign, everyone);
    let pair = |m: &(String, String, u32, u32)| Some((*names.associates.get(&m.0)?, *names.targets.get(&m.1)?));
    Ok(plan.meetings.iter().filter_map(pair).collect())
}

impl Gathered {
    /// The engines' file with the locks as they are.
    ///
    /// # Errors
    /// Nobody or no mission takes part, or a lock cannot be.
    pub fn compiled(&self) -> Result<Compiled, No> {
        self.with(&self.locks)
    }

    /// The same with other locks; those of people or targets that take no part any more are passed over.
    ///
    /// # Errors
    /// As [`Self::compiled`].
    pub fn with(&self, locks: &[Lock]) -> Result<Compiled, No> {
        let lists = |side: &str| -> Vec<(i64, &Ballot)> {
            self.ballots.iter().filter(|k| k.side == side).filter_map(|k| Some((k.voter, k.submitted.as_ref()?))).collect()
        };
        let (associates, hosts) = (lists(ASSOCIATE), lists(HOST));
        let lock = |l: &Lock| {
            let decision = Decision::from_code(&l.kind)?;
            let period = l.period.and_then(|p| u8::try_from(p).ok());
            Some(compile::Lock { associate: l.associate_id, target: l.target, decision, period, author: "", reason: "", date: "" })
        };
        let locks: Vec<compile::Lock<'_>> = locks.iter().filter_map(lock).collect();
        let input = Input {
            secret: &self.secret,
            settings: &self.settings,
            people: &self.people,
            hosts: &self.hosts,
            missions: &self.missions,
            associate_ballots: &associates,
            host_ballots: &hosts,
            locks: &locks,
            met: &self.met,
        };
        Ok(if self.stage == 1 { compile::stage1(&input) } else { compile::stage2(&input) }?)
    }

    /// The same people and lists with another share of the associates' satisfaction, per mille.
    #[must_use]
    pub fn weighing(mut self, weight: u16) -> Gathered {
        self.settings.associate_weight = weight.min(1000);
        self
    }
}

/// What the pseudonyms of a plan of meetings stand for.
pub fn names(campaign: &Campaign, everyone: &Everyone) -> Names {
    let hosts = pseudonyms(&campaign.secret, HOST, everyone.hosts.iter().map(|h| h.id));
    Names::of(&associates(campaign, everyone), &hosts, &hosts)
}

/// What the pseudonyms of an attribution stand for.
pub fn mission_names(campaign: &Campaign, everyone: &Everyone) -> Names {
    let hosts = pseudonyms(&campaign.secret, HOST, everyone.hosts.iter().map(|h| h.id));
    let missions = pseudonyms(&campaign.secret, MISSION, everyone.missions.iter().map(|m| m.id));
    Names::of(&associates(campaign, everyone), &hosts, &missions)
}

fn associates(campaign: &Campaign, everyone: &Everyone) -> Vec<(i64, String)> {
    pseudonyms(&campaign.secret, ASSOCIATE, everyone.associates.iter().map(|a| a.id))
}

/// The pseudonym of a key in one of the lists of [`Names`].
pub fn code(list: &std::collections::BTreeMap<String, i64>, id: i64) -> Option<&str> {
    list.iter().find(|(_, key)| **key == id).map(|(code, _)| code.as_str())
}

/// The name a pseudonym of these stands for: of an associate, a host, or a mission with its host.
pub fn person(names: &Names, everyone: &Everyone, code: &str) -> Option<String> {
    if let Some(id) = names.associates.get(code) {
        return everyone.associate(*id).map(|a| a.draft.name.clone());
    }
    if let Some(id) = names.hosts.get(code) {
        return everyone.host(*id).map(|h| h.draft.name.clone());
    }
    let mission = everyone.mission(*names.targets.get(code)?)?;
    let host = everyone.host(mission.host)?;
    Some(crate::i18n::campaign_decide::mission_of(&mission.draft.title, &host.draft.name))
}

/// A solution read back.
///
/// # Errors
/// It does not read.
pub fn solution(text: &str) -> Result<Solution, StoreError> {
    engine::read_solution(text)
}

/// Fixes the fingerprint of the second lists when they close: SHA-256 of the attribution's file as it stands then, without any lock. A
/// published attribution without locks, at the weight of the settings, has that very file. Nothing is fixed when there is nobody to place.
///
/// # Errors
/// The database failed.
pub async fn seal(tx: &mut Tx, campaign: &Campaign, now: i64) -> Result<(), No> {
    let everyone = Everyone::load(tx, campaign.id).await?;
    let gathered = input(tx, campaign, &everyone, 2, now).await?;
    let sealed = match gathered.with(&[]) {
        Ok(compiled) => Some(hash(compiled.instance.as_bytes())),
        Err(No::Refused(_)) => None,
        Err(fault) => return Err(fault),
    };
    store::seal(tx, campaign.id, sealed.as_deref()).await?;
    Ok(())
}
