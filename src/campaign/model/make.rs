//! Writing the engines' file: everybody under their pseudonym, pairs with both satisfactions, decisions with their notes.

use super::ballot::Ballot;
use super::compile::{Compiled, Decision, Host, Input, Mission, Person};
use super::lists::{List, Lists};
use super::names::{ASSOCIATE, HOST, MISSION, pseudonyms};
use super::worth::{Worth, worths_of};
use crate::i18n::campaign_rules as say;
use crate::kernel::refusal::Refusal;
use crate::matching::format::instance::{AssociateRow, Instance, LockRow, MissionRow, Note, OrganisationRow, PairRow};
use crate::matching::format::{Task, problem};
use std::collections::{BTreeMap, BTreeSet};

/// Value under `unmet` per mille, rounded half up.
fn lowered(value: u16, unmet: u16) -> u32 {
    (u32::from(value) * u32::from(unmet) + 500) / 1000
}

/// Everybody and everything under their pseudonyms, in order.
pub(super) struct Maker<'a> {
    input: &'a Input<'a>,
    people: Vec<(&'a Person, String)>,
    hosts: Vec<(&'a Host, String)>,
    missions: Vec<(&'a Mission, String)>,
    without_mission: Vec<i64>,
}

/// Rows under their pseudonyms.
fn under<'a, T>(secret: &[u8; 32], side: &str, rows: impl Iterator<Item = &'a T>, id: impl Fn(&T) -> i64) -> Vec<(&'a T, String)> {
    let by_id: BTreeMap<i64, &T> = rows.map(|row| (id(row), row)).collect();
    let names = pseudonyms(secret, side, by_id.keys().copied());
    names.into_iter().filter_map(|(id, name)| by_id.get(&id).map(|row| (*row, name))).collect()
}

impl<'a> Maker<'a> {
    pub(super) fn new(input: &'a Input<'a>) -> Result<Maker<'a>, Refusal> {
        let there: BTreeSet<i64> = input.hosts.iter().map(|h| h.id).collect();
        let missions = under(input.secret, MISSION, input.missions.iter().filter(|m| there.contains(&m.host)), |m| m.id);
        let busy: BTreeSet<i64> = missions.iter().map(|(m, _)| m.host).collect();
        let hosts = under(input.secret, HOST, input.hosts.iter().filter(|h| busy.contains(&h.id)), |h| h.id);
        let people = under(input.secret, ASSOCIATE, input.people.iter(), |p| p.id);
        if people.is_empty() {
            return Err(Refusal::rule(say::NO_ASSOCIATE));
        }
        if missions.is_empty() {
            return Err(Refusal::rule(say::NO_MISSION));
        }
        let without_mission = there.difference(&busy).copied().collect();
        Ok(Maker { input, people, hosts, missions, without_mission })
    }

    pub(super) fn make(self, task: Task) -> Result<Compiled, Refusal> {
        let (instance, targets) = match task {
            Task::Meetings => (self.meetings()?, self.hosts.iter().map(|(h, name)| (h.id, name.clone())).collect::<Vec<_>>()),
            Task::Attribute => (self.attribution()?, self.missions.iter().map(|(m, name)| (m.id, name.clone())).collect()),
        };
        let text = serde_json::to_string(&instance).map_err(|_| Refusal::rule(say::NOT_WRITTEN))?;
        // One pair a line; no quote stands in a text without its backslash, so that texts are left alone.
        let text = text.replace("],[\"", "],\n[\"");
        problem(text.as_bytes(), task).map_err(|bad| Refusal::rule(say::engine_refuses(&bad.0)))?;
        let silent = |lists: &[(i64, &Ballot)], id: i64| lists.iter().rfind(|(voter, _)| *voter == id).is_none_or(|(_, list)| !list.speaks());
        Ok(Compiled {
            instance: text,
            lists: self.lists(),
            silent_associates: self.people.iter().map(|(p, _)| p.id).filter(|id| silent(self.input.associate_ballots, *id)).collect(),
            silent_hosts: self.hosts.iter().map(|(h, _)| h.id).filter(|id| silent(self.input.host_ballots, *id)).collect(),
            associates: self.people.iter().map(|(p, name)| (p.id, name.clone())).collect(),
            hosts: self.hosts.iter().map(|(h, name)| (h.id, name.clone())).collect(),
            targets,
            without_mission: self.without_mission,
        })
    }

    /// What each associate says of each mission.
    fn own(&self) -> Vec<Worth> {
        let missions: Vec<i64> = self.missions.iter().map(|(m, _)| m.id).collect();
        worths_of(self.people.iter().map(|(p, _)| p.id), self.input.associate_ballots, &missions)
    }

    /// What each host says of each associate.
    fn theirs(&self) -> Vec<Worth> {
        let people: Vec<i64> = self.people.iter().map(|(p, _)| p.id).collect();
        worths_of(self.hosts.iter().map(|(h, _)| h.id), self.input.host_ballots, &people)
    }

    /// What everybody put in order, as they said it.
    fn lists(&self) -> Lists {
        let missions: Vec<(i64, String)> = self.missions.iter().map(|(m, name)| (m.id, name.clone())).collect();
        let people: Vec<(i64, String)> = self.people.iter().map(|(p, name)| (p.id, name.clone())).collect();
        let side = |voters: Vec<(i64, &String)>, ballots: &[(i64, &Ballot)], targets: &[(i64, String)], worths: &[Worth]| {
            let last = |id: i64| ballots.iter().rfind(|(voter, _)| *voter == id).map(|(_, list)| *list);
            let read = |((id, name), worth): (&(i64, &String), &Worth)| Some(((*name).clone(), List::read(last(*id)?, targets, worth)));
            voters.iter().zip(worths).filter_map(read).collect()
        };
        let (own, theirs) = (self.own(), self.theirs());
        Lists {
            neutral: own.first().map_or(0, |worth| worth.neutral),
            associates: side(self.people.iter().map(|(p, name)| (p.id, name)).collect(), self.input.associate_ballots, &missions, &own),
            hosts: side(self.hosts.iter().map(|(h, name)| (h.id, name)).collect(), self.input.host_ballots, &people, &theirs),
        }
    }

    /// The file without pairs.
    fn blank(&self) -> Instance<'a> {
        let row = |(p, name): &(&Person, String)| AssociateRow {
            id: name.clone().into(),
            periods: (1..=2).filter(|n| p.periods[*n as usize - 1]).collect(),
        };
        let host = |(h, name): &(&Host, String)| OrganisationRow {
            id: name.clone().into(),
            tables: h.tables,
            min_meetings: h.min_meetings,
            max_meetings: h.max_meetings,
        };
        Instance {
            version: 1,
            associate_weight: u32::from(self.input.settings.associate_weight),
            meetings_per_associate: u32::from(self.input.settings.meetings),
            rounds: None,
            buffer: 0,
            associates: self.people.iter().map(row).collect(),
            organisations: self.hosts.iter().map(host).collect(),
            missions: Vec::new(),
            pairs: Vec::new(),
            forbid: Vec::new(),
            require: Vec::new(),
            away: Vec::new(),
        }
    }

    fn meetings(&self) -> Result<Instance<'a>, Refusal> {
        let mut instance = self.blank();
        instance.rounds = self.input.settings.rounds.map(u32::from);
        instance.buffer = u32::from(self.input.settings.buffer);
        let mut offered: BTreeMap<i64, Vec<usize>> = BTreeMap::new();
        self.missions.iter().enumerate().for_each(|(at, (mission, _))| offered.entry(mission.host).or_default().push(at));
        let (own, theirs) = (self.own(), self.theirs());
        for (a, (_, person)) in self.people.iter().enumerate() {
            for (o, (host, organisation)) in self.hosts.iter().enumerate() {
                let missions = offered.get(&host.id).map_or(&[][..], Vec::as_slice);
                let said = missions.iter().filter(|m| own[a].said[**m]).filter_map(|m| own[a].worth[*m]).max();
                let silent = missions.iter().any(|m| !own[a].said[*m]).then_some(own[a].neutral);
                if let (Some(mine), Some(its)) = (said.or(silent), theirs[o].worth[a]) {
                    instance.pairs.push(PairRow(person.clone().into(), organisation.clone().into(), mine.into(), its.into()));
                }
            }
        }
        let names = self.hosts.iter().map(|(h, name)| (h.id, name.clone())).collect();
        self.lock(&mut instance, &names)?;
        Ok(instance)
    }

    fn attribution(&self) -> Result<Instance<'a>, Refusal> {
        let mut instance = self.blank();
        let at: BTreeMap<i64, usize> = self.hosts.iter().enumerate().map(|(o, (h, _))| (h.id, o)).collect();
        let met: BTreeSet<(i64, i64)> = self.input.met.iter().copied().collect();
        let (own, theirs) = (self.own(), self.theirs());
        for (mission, name) in &self.missions {
            let organisation = at.get(&mission.host).map_or("", |o| self.hosts[*o].1.as_str());
            let (capacity, total) = (mission.places, mission.places_total);
            instance.missions.push(MissionRow {
                id: name.clone().into(),
                organisation: organisation.to_owned().into(),
                capacity,
                capacity_total: total,
                minimum: [0; 2],
            });
        }
        for (a, (person, pseudonym)) in self.people.iter().enumerate() {
            for (m, (mission, name)) in self.missions.iter().enumerate() {
                let its = at.get(&mission.host).and_then(|o| theirs[*o].worth[a]);
                if let (Some(mine), Some(its)) = (own[a].worth[m], its) {
                    let share = if met.contains(&(person.id, mission.host)) { 1000 } else { self.input.settings.unmet };
                    instance.pairs.push(PairRow(pseudonym.clone().into(), name.clone().into(), lowered(mine, share), lowered(its, share)));
                }
            }
        }
        let names = self.missions.iter().map(|(m, name)| (m.id, name.clone())).collect();
        self.lock(&mut instance, &names)?;
        Ok(instance)
    }

    /// Puts the decisions of the team about who and what is there, with who, why and when.
    fn lock(&self, instance: &mut Instance<'a>, targets: &BTreeMap<i64, String>) -> Result<(), Refusal> {
        let people: BTreeMap<i64, &String> = self.people.iter().map(|(p, name)| (p.id, name)).collect();
        let acceptable: BTreeSet<(&str, &str)> = instance.pairs.iter().map(|p| (p.0.as_ref(), p.1.as_ref())).collect();
        let (mut require, mut forbid) = (BTreeMap::new(), BTreeMap::new());
        for lock in self.input.locks {
            let (Some(person), Some(target)) = (people.get(&lock.associate), targets.get(&lock.target)) else { continue };
            let field = format!("verrou-{}-{}", lock.associate, lock.target);
            let force = lock.decision == Decision::Force;
            if lock.period.is_some() && (!force || instance.missions.is_empty()) {
                return Err(Refusal::invalid(&field, say::LOCK_PERIOD));
            }
            if force && !acceptable.contains(&(person.as_str(), target.as_str())) {
                return Err(Refusal::invalid(&field, say::LOCK_REFUSED));
            }
            let text = |text: &str| (!text.trim().is_empty()).then(|| text.trim().to_owned());
            let note = Note { author: text(lock.author), reason: text(lock.reason), date: text(lock.date), period: lock.period.map(u32::from) };
            let note = (note != Note::default()).then_some(note);
            let list = if force { &mut require } else { &mut forbid };
            list.insert(((*person).clone(), target.clone()), note);
        }
        let rows =
            |list: BTreeMap<(String, String), Option<Note>>| list.into_iter().map(|((a, t), note)| LockRow(a.into(), t.into(), note)).collect();
        (instance.require, instance.forbid) = (rows(require), rows(forbid));
        Ok(())
    }
}
