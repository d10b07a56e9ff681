//! The rest of the morning after something went wrong: what happened goes to the repair of `matching`, what comes out is an operation of
//! the room, with who moves, to be confirmed by somebody (rule D4).

mod seating;

use crate::campaign::model::compile::Compiled;
use crate::campaign::service::people::Everyone;
use crate::campaign::service::{engine, problem};
use crate::campaign::store;
use crate::desk::service::{No, missing};
use crate::i18n::campaign_decide as say;
use crate::kernel::refusal::Refusal;
use crate::live::model::apply::apply;
use crate::live::model::clock::{played, times, wall_time};
use crate::live::model::mend::{Incident, Moved, Proposal};
use crate::live::model::op::Op;
use crate::live::model::plan::moves;
use crate::live::model::presence::Presence;
use crate::live::model::refused::Refused;
use crate::live::model::room::{Guest, Room};
use crate::live::service::Halls;
use crate::live::service::hall::Hall;
use crate::matching::problem::Problem;
use crate::matching::repair;
use seating::{figures, seats};

/// Most people or tables an incident may name.
const NAMED_MAX: usize = 200;
/// Meetings that are lost, named one by one at most.
const TOLD_MAX: usize = 8;

/// The engine's problem beside the room: where everybody of the room stands in it.
struct Cast {
    problem: Problem,
    /// Position in the problem of each associate of the room; none for who left the campaign.
    associates: Vec<Option<u32>>,
    /// Of each host, those who are added included.
    hosts: Vec<Option<u32>>,
    /// Hosts who are added.
    added: Vec<Guest>,
}

impl Cast {
    /// The room's position of an associate of the problem.
    fn associate(&self, at: u32) -> Option<u32> {
        self.associates.iter().position(|p| *p == Some(at)).map(|p| p as u32)
    }

    fn host(&self, at: u32) -> Option<u32> {
        self.hosts.iter().position(|p| *p == Some(at)).map(|p| p as u32)
    }

    /// The tables of each host, those of the room first.
    fn tables(&self, room: &Room) -> Vec<Vec<u32>> {
        room.hosts.iter().chain(&self.added).map(|h| h.tables.clone()).collect()
    }
}

/// The repaired plan of a morning, for whoever is about to confirm it.
///
/// # Errors
/// The incident names what the room does not have, nothing is left to repair, the repair does not hold, or the database failed.
pub async fn propose(halls: &Halls, hall: &Hall, incident: &Incident, now_ms: i64) -> Result<Proposal, No> {
    let room = hall.room();
    fits(&room, incident)?;
    let mut tx = halls.db.read().await?;
    let mut campaign = store::one(&mut tx, hall.campaign).await?.ok_or_else(missing)?;
    // The room decides how many tables there are, not the settings it was planned with: a host who comes on the day brings one.
    campaign.settings.tables = u16::MAX;
    let everyone = Everyone::load(&mut tx, campaign.id).await?;
    let compiled = problem::input(&mut tx, &campaign, &everyone, 1, now_ms).await?.compiled()?;
    drop(tx);
    let played = played(&room, now_ms);
    if played >= room.round_count() {
        return Err(Refusal::rule(say::NOTHING_TO_MEND).into());
    }
    let cast = cast(&room, &everyone, &compiled, incident, played)?;
    let incident = Incident { absent: with_away(&incident.absent, &room.associates), ..incident.clone() };
    let incident = Incident { absent_hosts: with_away(&incident.absent_hosts, &room.hosts), ..incident };
    let done = engine::apart(move || Ok(mended(&room, &cast, &incident, played, now_ms))).await;
    done.map_err(|trouble| trouble.told(&|text| text.to_owned()))?
}

fn fits(room: &Room, incident: &Incident) -> Result<(), No> {
    if room.closed {
        return Err(Refusal::conflict(Refused::Closed.sentence()).into());
    }
    let (people, hosts) = (room.associates.len() as u32, room.hosts.len() as u32);
    let inside = incident.absent.iter().chain(incident.late.iter().map(|l| &l.at)).all(|at| *at < people)
        && incident.absent_hosts.iter().chain(incident.late_hosts.iter().map(|l| &l.at)).all(|at| *at < hosts)
        && incident.late.iter().chain(&incident.late_hosts).all(|l| l.round <= room.round_count())
        && incident.broken.iter().all(|table| room.host_of(*table).is_some());
    let few = [incident.absent.len(), incident.absent_hosts.len(), incident.late.len(), incident.late_hosts.len(), incident.broken.len()];
    if !inside || incident.added.len() > 20 || few.iter().any(|n| *n > NAMED_MAX) {
        return Err(Refusal::malformed(say::INCIDENT_UNREAD).into());
    }
    Ok(())
}

/// Those named, and those the room already knows to be away.
fn with_away(named: &[u32], guests: &[Guest]) -> Vec<u32> {
    let away = (0u32..).zip(guests).filter(|(_, g)| matches!(g.presence(), Presence::Absent | Presence::Gone)).map(|(at, _)| at);
    let mut all: Vec<u32> = named.iter().copied().chain(away).collect();
    all.sort_unstable();
    all.dedup();
    all
}

fn cast(room: &Room, everyone: &Everyone, compiled: &Compiled, incident: &Incident, played: u32) -> Result<Cast, No> {
    let mut problem = engine::read_problem(&compiled.instance, 1)?;
    let mut top = room.hosts.iter().flat_map(|h| &h.tables).max().copied().unwrap_or(0);
    let mut added = Vec::new();
    for id in &incident.added {
        let host = everyone.host(*id).filter(|_| room.hosts.iter().all(|h| h.id != *id)).ok_or_else(missing)?;
        let tables: Vec<u32> = (1..=host.draft.tables.min(10)).map(|n| top + n).collect();
        top += host.draft.tables.min(10);
        let guest = everyone.host_guests(&[]).into_iter().find(|g| g.id == *id).unwrap_or_default();
        added.push(Guest { tables, ..guest });
    }
    // The lists of what was compiled are in the order of the file.
    let find = |all: &[(i64, String)], id: i64| all.iter().position(|(key, _)| *key == id).map(|p| p as u32);
    let associates = room.associates.iter().map(|g| find(&compiled.associates, g.id)).collect();
    let hosts: Vec<Option<u32>> = room.hosts.iter().chain(&added).map(|g| find(&compiled.hosts, g.id)).collect();
    // The room as it is made decides, whatever the sheets say today; who is not in it takes no part.
    let all: Vec<&Guest> = room.hosts.iter().chain(&added).collect();
    // The rounds left to a host nobody planned for: one who comes on the day, or comes back when nobody counted on it any more.
    let unplanned = |seat: usize| {
        let idle = !room.meetings.iter().any(|m| m.host as usize == seat && m.round >= played);
        let back = incident.late_hosts.iter().find(|late| late.at as usize == seat && idle).map(|late| late.round.max(played));
        let from = if seat >= room.hosts.len() { Some(played) } else { back };
        from.map(|from| room.round_count().saturating_sub(from))
    };
    for (at, host) in (0u32..).zip(&mut problem.organisations) {
        let seat = hosts.iter().position(|p| *p == Some(at));
        host.tables = seat.and_then(|s| all.get(s)).map_or(0, |g| g.tables.len() as u32);
        match seat.map(unplanned) {
            None => host.min = 0,
            // Who was not planned for asks for half the rounds that are left, unless its sheet says.
            Some(Some(left)) if host.min == 0 => host.min = (left / 2).max(left.min(1)).min(host.max.unwrap_or(u32::MAX)),
            Some(_) => {}
        }
    }
    Ok(Cast { problem, associates, hosts, added })
}

/// The incident as the engine reads it.
fn told(room: &Room, cast: &Cast, incident: &Incident, played: u32) -> repair::Incident {
    let place = |list: &[Option<u32>], at: u32| list.get(at as usize).copied().flatten();
    let late = |list: &[Option<u32>], all: &[crate::live::model::mend::Late]| -> Vec<(u32, u32)> {
        all.iter().filter_map(|l| Some((place(list, l.at)?, l.round.max(played)))).collect()
    };
    // Who comes from a round on and has no meeting left was planned around: they take what is open.
    let idle = |at: u32| !room.meetings.iter().any(|m| m.associate == at && m.round >= played);
    let back = incident.late.iter().filter(|l| idle(l.at)).filter_map(|l| place(&cast.associates, l.at));
    let out = |table: &u32| room.broken.contains(table) || incident.broken.contains(table);
    let lost = room.hosts.iter().zip(&cast.hosts).filter_map(|(host, at)| {
        let lost = host.tables.iter().filter(|t| out(t)).count() as u32;
        at.filter(|_| lost > 0).map(|at| (at, lost))
    });
    repair::Incident {
        played,
        absent: incident.absent.iter().filter_map(|at| place(&cast.associates, *at)).collect(),
        absent_hosts: incident.absent_hosts.iter().filter_map(|at| place(&cast.hosts, *at)).collect(),
        late: late(&cast.associates, &incident.late),
        late_hosts: late(&cast.hosts, &incident.late_hosts),
        back: back.collect(),
        broken: lost.collect(),
    }
}

fn mended(room: &Room, cast: &Cast, incident: &Incident, played: u32, now: i64) -> Result<Proposal, No> {
    let place = |list: &[Option<u32>], at: u32| list.get(at as usize).copied().flatten();
    let planned = room.meetings.iter().filter_map(|m| Some((place(&cast.associates, m.associate)?, place(&cast.hosts, m.host)?, m.round)));
    let plan: Vec<repair::Seat> = planned.collect();
    let watch = engine::Limit::start();
    let new = repair::repair(&cast.problem, &plan, room.round_count(), &told(room, cast, incident, played), &watch);
    let rest = new.meetings.iter().filter(|m| m.2 >= played);
    let rest: Vec<repair::Seat> = rest.filter_map(|&(a, o, r)| Some((cast.associate(a)?, cast.host(o)?, r))).collect();
    let broken: Vec<u32> = incident.broken.iter().copied().filter(|t| !room.broken.contains(t)).collect();
    let meetings = seats(room, &cast.tables(room), &broken, &rest, played);
    let why = say::why(&names_of(room, incident, &cast.added));
    let op = Op::Replan { plan: room.plan, meetings: meetings.clone(), hosts_added: cast.added.clone(), broken, why };
    let after = apply(room, &op, now).map_err(|refused| Refusal::conflict(refused.sentence()))?;
    let moved = movements(&after, room, &meetings, incident, now);
    let mut people: Vec<u32> = moved.iter().map(|m| m.0).collect();
    people.dedup();
    let name = |list: &[Guest], at: Option<u32>| at.and_then(|at| list.get(at as usize)).map_or(String::new(), |g| g.name.clone());
    let mut words = vec![say::people_move(people.len(), new.proved)];
    let lost: Vec<String> = new
        .dropped
        .iter()
        .filter(|d| cast.associate(d.0).is_some_and(|a| !incident.absent.contains(&a)))
        .map(|d| say::no_longer_meets(&name(&room.associates, cast.associate(d.0)), &name(&after.hosts, cast.host(d.1))))
        .collect();
    words.extend(lost.iter().take(TOLD_MAX).cloned());
    if lost.len() > TOLD_MAX {
        words.push(say::and_more(lost.len() - TOLD_MAX));
    }
    words.extend(new.short.iter().map(|(o, n)| say::host_short(&name(&after.hosts, cast.host(*o)), *n)));
    Ok(Proposal {
        op: op.to_text(),
        people: people.len() as u32,
        proved: new.proved,
        words,
        figures: figures(room, &after, incident, played),
        moves: moved.into_iter().map(|m| m.1).collect(),
    })
}

/// What happened, in names.
fn names_of(room: &Room, incident: &Incident, added: &[Guest]) -> Vec<String> {
    let named = |list: &[Guest], at: u32, say: fn(&str) -> String| list.get(at as usize).map(|g| say(&g.name));
    let people = incident.absent.iter().filter_map(|at| named(&room.associates, *at, say::is_absent));
    let hosts = incident.absent_hosts.iter().filter_map(|at| named(&room.hosts, *at, say::is_absent));
    let late = incident.late.iter().filter_map(|l| named(&room.associates, l.at, say::is_late));
    let late_hosts = incident.late_hosts.iter().filter_map(|l| named(&room.hosts, l.at, say::is_late));
    let tables = incident.broken.iter().map(|t| say::is_broken(*t));
    let added = added.iter().map(|g| say::is_added(&g.name));
    people.chain(hosts).chain(late).chain(late_hosts).chain(tables).chain(added).collect()
}

/// Who goes elsewhere: the associates that are there, by round.
fn movements(after: &Room, before: &Room, meetings: &[crate::live::model::room::Meeting], incident: &Incident, now: i64) -> Vec<(u32, Moved)> {
    let times = times(before, now);
    let table = |t: Option<u32>| match t {
        None => say::FREE.to_owned(),
        Some(t) => {
            let host = after.host_of(t).and_then(|h| after.hosts.get(h as usize));
            say::table_of(t, host.map_or("", |h| h.name.as_str()))
        }
    };
    let mut all = moves(before, meetings);
    all.retain(|m| !incident.absent.contains(&m.associate));
    all.iter()
        .map(|m| {
            let moved = Moved {
                who: before.associates.get(m.associate as usize).map_or(String::new(), |g| g.name.clone()),
                round: m.round,
                at: wall_time(before, times.get(m.round as usize).map_or(0, |t| t.0)),
                from: table(m.from),
                to: table(m.to),
            };
            (m.associate, moved)
        })
        .collect()
}
