//! A file of ballots, and the instance it makes.
//!
//! The file is an instance without `pairs`, with `ballots` instead:
//! ```json
//! { "version": 1, "associates": [{"id": "a1"}], "organisations": [{"id": "o1"}, {"id": "o2"}],
//!   "tables": { "associates": [1000, 500, 0] },
//!   "ballots": { "associates": { "a1": { "ranked": [["o2"], ["o1"]], "indifferent": [], "unacceptable": [] } },
//!                "hosts":      { "o2": { "ranked": [["a1"]] } } } }
//! ```
//! For an attribution the voters of the other side are the *missions*. Both tables are optional ([`super::PUBLISHED`]).

use std::borrow::Cow;
use std::collections::{BTreeMap, HashMap};

use serde::Deserialize;

use super::{Ballot, Count, Table, worths};
use crate::matching::format::instance::{AssociateRow, AwayRow, Instance, LockRow, MissionRow, OrganisationRow, PairRow};
use crate::matching::format::{BadInput, Task, compile, words};

/// Most pairs a file of ballots may make.
const MOST: usize = 4_000_000;

/// The whole file.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct File<'a> {
    version: u32,
    #[serde(default)]
    associate_weight: Option<u32>,
    #[serde(default)]
    meetings_per_associate: Option<u32>,
    #[serde(default)]
    rounds: Option<u32>,
    #[serde(default)]
    buffer: u32,
    #[serde(borrow)]
    associates: Vec<AssociateRow<'a>>,
    #[serde(borrow)]
    organisations: Vec<OrganisationRow<'a>>,
    #[serde(borrow, default)]
    missions: Vec<MissionRow<'a>>,
    #[serde(borrow, default)]
    forbid: Vec<LockRow<'a>>,
    #[serde(borrow, default)]
    require: Vec<LockRow<'a>>,
    #[serde(borrow, default)]
    away: Vec<AwayRow<'a>>,
    #[serde(default)]
    tables: Tables,
    ballots: Ballots,
}

#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct Tables {
    associates: Option<Vec<u16>>,
    hosts: Option<Vec<u16>>,
}

/// Ballots of both sides, by voter.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Ballots {
    /// By associate.
    #[serde(default)]
    pub associates: BTreeMap<String, Words>,
    /// By organisation (meetings) or mission (attribution).
    #[serde(default)]
    pub hosts: BTreeMap<String, Words>,
}

/// A ballot in names.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Words {
    /// Tiers, best first.
    #[serde(default)]
    pub ranked: Vec<Vec<String>>,
    /// Neither for nor against.
    #[serde(default)]
    pub indifferent: Vec<String>,
    /// Never.
    #[serde(default)]
    pub unacceptable: Vec<String>,
}

fn refuse<T>(text: String) -> Result<T, BadInput> {
    Err(BadInput(text))
}

/// One side's ballots by position, in the order of `voters`.
fn read(side: &str, words: &BTreeMap<String, Words>, voters: &[&str], candidates: &[&str]) -> Result<Vec<Ballot>, BadInput> {
    let at: HashMap<&str, u32> = candidates.iter().enumerate().map(|(at, id)| (*id, at as u32)).collect();
    let voter: HashMap<&str, usize> = voters.iter().enumerate().map(|(at, id)| (*id, at)).collect();
    let mut ballots = vec![Ballot::default(); voters.len()];
    for (id, words) in words {
        let place = format!("ballots.{side}[« {id} »]");
        let Some(&slot) = voter.get(id.as_str()) else { return refuse(format!("{place} : ce votant est inconnu.")) };
        let mut named = vec![false; candidates.len()];
        let mut find = |name: &String| match at.get(name.as_str()) {
            None => refuse(format!("{place} : « {name} » est inconnu.")),
            Some(&candidate) if std::mem::replace(&mut named[candidate as usize], true) => {
                refuse(format!("{place} : « {name} » est nommé deux fois."))
            }
            Some(&candidate) => Ok(candidate),
        };
        let mut list = |names: &[String]| names.iter().map(&mut find).collect::<Result<Vec<u32>, BadInput>>();
        let ballot = &mut ballots[slot];
        for tier in &words.ranked {
            ballot.ranked.push(list(tier)?);
        }
        ballot.ranked.retain(|tier| !tier.is_empty());
        ballot.indifferent = list(&words.indifferent)?;
        ballot.unacceptable = list(&words.unacceptable)?;
    }
    Ok(ballots)
}

/// Puts the pairs both sides' ballots make into an instance.
///
/// # Errors
/// One sentence: unknown voter or candidate, a name twice in one ballot, too many pairs.
pub fn fill(instance: &mut Instance, ballots: &Ballots, tables: [&Table; 2]) -> Result<Count, BadInput> {
    let associates: Vec<String> = instance.associates.iter().map(|a| a.id.to_string()).collect();
    let targets: Vec<String> = if instance.missions.is_empty() {
        instance.organisations.iter().map(|o| o.id.to_string()).collect()
    } else {
        instance.missions.iter().map(|m| m.id.to_string()).collect()
    };
    let (people, places): (Vec<&str>, Vec<&str>) = (associates.iter().map(String::as_str).collect(), targets.iter().map(String::as_str).collect());
    if people.len().saturating_mul(places.len()) > MOST {
        return refuse(format!("ballots : plus de {MOST} paires possibles, donnez plutôt les paires."));
    }
    let own = read("associates", &ballots.associates, &people, &places)?;
    let host = read("hosts", &ballots.hosts, &places, &people)?;
    let seen: Vec<Vec<Option<u16>>> = host.iter().map(|ballot| worths(ballot, people.len(), tables[1])).collect();
    let names = |voters: &[Ballot], ids: &[&str]| -> Vec<String> {
        voters.iter().zip(ids).filter(|(ballot, _)| ballot.silent()).map(|(_, id)| (*id).to_string()).collect()
    };
    let mut count = Count { silent_associates: names(&own, &people), silent_hosts: names(&host, &places), ..Count::default() };
    for (a, ballot) in own.iter().enumerate() {
        for (t, worth) in worths(ballot, places.len(), tables[0]).into_iter().enumerate() {
            match (worth, seen[t][a]) {
                (Some(own), Some(host)) => {
                    let (a, t) = (Cow::Owned(associates[a].clone()), Cow::Owned(targets[t].clone()));
                    instance.pairs.push(PairRow(a, t, own.into(), host.into()));
                }
                _ => count.refused += 1,
            }
        }
    }
    count.pairs = instance.pairs.len();
    Ok(count)
}

/// The instance a JSON file of ballots makes, checked, and what was counted.
///
/// # Errors
/// One sentence naming the place.
pub fn instance(bytes: &[u8]) -> Result<(Instance<'_>, Count), BadInput> {
    let Ok(text) = std::str::from_utf8(bytes) else { return refuse("Le fichier n'est pas en UTF-8.".into()) };
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let file: File = serde_json::from_str(text).map_err(|e| BadInput(format!("Le fichier de bulletins est illisible : {}", words(&e))))?;
    let table = |name: &str, values: &Option<Vec<u16>>| match values {
        None => Ok(Table::default()),
        Some(values) => Table::new(values).map_err(|text| BadInput(format!("tables.{name} : {text}"))),
    };
    let (own, host) = (table("associates", &file.tables.associates)?, table("hosts", &file.tables.hosts)?);
    let mut instance = Instance {
        version: file.version,
        associate_weight: file.associate_weight.unwrap_or(500),
        meetings_per_associate: file.meetings_per_associate.unwrap_or(8),
        rounds: file.rounds,
        buffer: file.buffer,
        associates: file.associates,
        organisations: file.organisations,
        missions: file.missions,
        pairs: Vec::new(),
        forbid: file.forbid,
        require: file.require,
        away: file.away,
    };
    let count = fill(&mut instance, &file.ballots, [&own, &host])?;
    compile(&instance, if instance.missions.is_empty() { Task::Meetings } else { Task::Attribute })?;
    Ok((instance, count))
}

#[cfg(test)]
mod tests {
    use super::*;

    const FILE: &str = r#"{"version":1,"associates":[{"id":"a1"},{"id":"a2"}],"organisations":[{"id":"o1"},{"id":"o2"},{"id":"o3"}],
      "ballots":{"associates":{"a1":{"ranked":[["o2"],["o1"]],"unacceptable":["o3"]}},"hosts":{"o1":{"ranked":[["a2"],["a1"]]}}}}"#;

    #[test]
    fn ballots_make_an_instance() {
        let (instance, count) = self::instance(FILE.as_bytes()).unwrap();
        let row = |a: &str, o: &str| instance.pairs.iter().find(|p| p.0 == a && p.1 == o).map(|p| (p.2, p.3));
        assert_eq!((row("a1", "o2"), row("a1", "o1"), row("a1", "o3")), (Some((1000, 500)), Some((150, 150)), None));
        assert_eq!((row("a2", "o1"), row("a2", "o3")), (Some((500, 1000)), Some((500, 500))));
        assert_eq!((count.silent_associates, count.silent_hosts), (vec!["a2".to_string()], vec!["o2".to_string(), "o3".to_string()]));
        assert_eq!((count.pairs, count.refused), (5, 1));
    }

    #[test]
    fn bad_ballots_name_the_place() {
        for (from, to, says) in [
            ("[\"o1\"]]", "[\"o9\"]]", "« o9 » est inconnu"),
            ("[\"o1\"]]", "[\"o2\"]]", "deux fois"),
            ("\"a1\":{", "\"zz\":{", "votant est inconnu"),
            ("\"ballots\"", "\"tables\":{\"hosts\":[0,5]},\"ballots\"", "tables.hosts"),
            ("\"ballots\"", "\"pairs\":[],\"ballots\"", "pairs"),
        ] {
            let text = FILE.replacen(from, to, 1);
            assert_ne!(text, FILE);
            let refusal = instance(text.as_bytes()).unwrap_err();
            assert!(refusal.0.contains(says), "{}", refusal.0);
        }
    }
}
