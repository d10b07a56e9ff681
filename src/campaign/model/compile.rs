//! From a campaign to the engines' file: pseudonyms for names, the published table for lists, locks with their notes (rules D3, D7, D8).
//!
//! **Associates rank missions, hosts rank associates**, one list for all missions of a host. In stage 2 a pair is an associate and a
//! mission. In stage 1 it is an associate and a host, which is worth the best of its missions the list says something of; the neutral
//! value when the list says nothing of any; refused only when all its missions are. Reasons of refusals never leave the lists.
//!
//! Everything is in the order of the pseudonyms: the file does not depend on the order people were entered in, and tells nothing of it.

use super::ballot::Ballot;
use super::lists::Lists;
use super::make::Maker;
use super::settings::Settings;
use crate::i18n::campaign_rules as say;
use crate::kernel::labelled::labelled;
use crate::kernel::refusal::Refusal;
use crate::matching::format::Task;

labelled! {
    /// What the team decided about a pair.
    Decision {
        Force = "imposer", "Imposer", "Require";
        Forbid = "interdire", "Interdire", "Forbid";
    }
}

/// An associate taking part.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Person {
    /// Key.
    pub id: i64,
    /// Periods in which a mission is wanted.
    pub periods: [bool; 2],
}

/// A host taking part.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Host {
    /// Key.
    pub id: i64,
    /// Tables it keeps at once.
    pub tables: u32,
    /// Fewest meetings.
    pub min_meetings: u32,
    /// Most meetings.
    pub max_meetings: Option<u32>,
}

/// An approved mission of a host taking part.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Mission {
    /// Key.
    pub id: i64,
    /// Its host.
    pub host: i64,
    /// Places in each period.
    pub places: [u32; 2],
    /// Places over both.
    pub places_total: Option<u32>,
}

/// A pair the team fixed. Author, reason and date go into the file as they are; an empty one is left out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Lock<'a> {
    /// Whom.
    pub associate: i64,
    /// A host in stage 1, a mission in stage 2.
    pub target: i64,
    /// What.
    pub decision: Decision,
    /// The period, when only one is meant: forcing in stage 2 only.
    pub period: Option<u8>,
    /// Who decided.
    pub author: &'a str,
    /// Why.
    pub reason: &'a str,
    /// When, as written.
    pub date: &'a str,
}

/// A campaign as the engines need it: who is there now, and the lists handed in for the stage.
#[derive(Clone, Copy, Debug)]
pub struct Input<'a> {
    /// What pseudonyms derive from.
    pub secret: &'a [u8; 32],
    /// What is set.
    pub settings: &'a Settings,
    /// Associates.
    pub people: &'a [Person],
    /// Hosts.
    pub hosts: &'a [Host],
    /// Missions.
    pub missions: &'a [Mission],
    /// Lists of the associates: who, and what they say of missions. Somebody without a list is silent.
    pub associate_ballots: &'a [(i64, &'a Ballot)],
    /// Lists of the hosts: which, and what it says of associates.
    pub host_ballots: &'a [(i64, &'a Ballot)],
    /// What the team fixed.
    pub locks: &'a [Lock<'a>],
    /// Who met which host in the morning (stage 2, rule Q7).
    pub met: &'a [(i64, i64)],
}

/// The engines' file, and what the names in it stand for. Lists are in the order of the file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Compiled {
    /// What `matching::format::problem` reads.
    pub instance: String,
    /// Associates and their pseudonyms.
    pub associates: Vec<(i64, String)>,
    /// Hosts and their pseudonyms.
    pub hosts: Vec<(i64, String)>,
    /// What is chosen, with pseudonyms: hosts in stage 1, missions in stage 2.
    pub targets: Vec<(i64, String)>,
    /// What everybody put in order.
    pub lists: Lists,
    /// Associates whose list says nothing.
    pub silent_associates: Vec<i64>,
    /// Hosts whose list says nothing.
    pub silent_hosts: Vec<i64>,
    /// Hosts left out because none of their missions is approved.
    pub without_mission: Vec<i64>,
}

/// The file of the meetings (rule D3).
///
/// # Errors
/// Nobody or no mission, more tables than the room has, a lock that cannot be.
pub fn stage1(input: &Input) -> Result<Compiled, Refusal> {
    let tables: u32 = input.hosts.iter().filter(|h| input.missions.iter().any(|m| m.host == h.id)).map(|h| h.tables).sum();
    if tables > u32::from(input.settings.tables) {
        return Err(Refusal::invalid("tables", say::too_many_tables(tables, u32::from(input.settings.tables))));
    }
    Maker::new(input)?.make(Task::Meetings)
}

/// The file of the attribution (rule D7).
///
/// # Errors
/// Nobody or no mission, a lock that cannot be.
pub fn stage2(input: &Input) -> Result<Compiled, Refusal> {
    Maker::new(input)?.make(Task::Attribute)
}

#[cfg(test)]
#[path = "compile_tests.rs"]
pub(super) mod tests;
