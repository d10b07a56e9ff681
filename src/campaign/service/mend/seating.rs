//! Tables for the meetings of a repaired morning, and what it gives beside doing nothing.

use crate::i18n::campaign_decide as say;
use crate::live::model::mend::{Figure, Incident};
use crate::live::model::room::{Meeting, Room};
use crate::matching::repair::Seat;
use std::collections::{HashMap, HashSet};

/// The meetings of the whole morning: those of rounds that began as they are, the rest at tables that hold. Who keeps host and round
/// keeps the table when it is still in use.
pub fn seats(room: &Room, tables: &[Vec<u32>], broken: &[u32], rest: &[Seat], played: u32) -> Vec<Meeting> {
    let fine = |table: &u32| !room.broken.contains(table) && !broken.contains(table);
    let old: HashMap<Seat, u32> = room.meetings.iter().map(|m| ((m.associate, m.host, m.round), m.table)).collect();
    let kept: HashMap<Seat, u32> = rest.iter().filter_map(|s| Some((*s, *old.get(s).filter(|t| fine(t))?))).collect();
    let mut taken: HashSet<(u32, u32)> = kept.iter().map(|(s, t)| (s.2, *t)).collect();
    let mut all: Vec<Meeting> = room.meetings.iter().filter(|m| m.round < played).cloned().collect();
    for seat in rest {
        let &(associate, host, round) = seat;
        let table = kept.get(seat).copied().or_else(|| {
            let free = tables.get(host as usize)?.iter().find(|t| fine(t) && !taken.contains(&(round, **t)));
            free.copied()
        });
        // The repair never puts more people at a host than it has tables left.
        let Some(table) = table else { continue };
        taken.insert((round, table));
        all.push(Meeting { associate, host, round, table });
    }
    all.sort_unstable();
    all
}

/// "6 à 8", "7 ou 8", "8".
fn range(counts: impl Iterator<Item = u32>) -> String {
    let counts: Vec<u32> = counts.collect();
    let (low, high) = (counts.iter().min().copied().unwrap_or(0), counts.iter().max().copied().unwrap_or(0));
    say::range(low, high)
}

/// Doing nothing beside the repair: meetings that take place, by person and by table. Who is absent is not counted.
pub fn figures(before: &Room, after: &Room, incident: &Incident, played: u32) -> Vec<Figure> {
    let out = |table: u32| before.broken.contains(&table) || incident.broken.contains(&table);
    let late = |list: &[crate::live::model::mend::Late], at: u32, round: u32| list.iter().any(|l| l.at == at && round < l.round);
    let takes_place = |m: &&Meeting| {
        m.round < played
            || !(incident.absent.contains(&m.associate)
                || incident.absent_hosts.contains(&m.host)
                || out(m.table)
                || late(&incident.late, m.associate, m.round)
                || late(&incident.late_hosts, m.host, m.round))
    };
    let idle: Vec<&Meeting> = before.meetings.iter().filter(takes_place).collect();
    let mended: Vec<&Meeting> = after.meetings.iter().collect();
    let people = |all: &[&Meeting]| {
        let there = (0..before.associates.len() as u32).filter(|a| !incident.absent.contains(a));
        range(there.map(|a| all.iter().filter(|m| m.associate == a).count() as u32))
    };
    let tables = |room: &Room, all: &[&Meeting]| {
        let there = (0u32..).zip(&room.hosts).filter(|(h, _)| !incident.absent_hosts.contains(h));
        let used = there.flat_map(|(_, host)| host.tables.iter().copied()).filter(|t| !out(*t)).collect::<Vec<u32>>();
        range(used.into_iter().map(|t| all.iter().filter(|m| m.table == t).count() as u32))
    };
    let figure = |name: &str, idle: String, mended: String| Figure { name: name.to_owned(), idle, mended };
    vec![
        figure(say::F_MEETINGS, idle.len().to_string(), mended.len().to_string()),
        figure(say::F_BY_PERSON, people(&idle), people(&mended)),
        figure(say::F_BY_TABLE, tables(before, &idle), tables(after, &mended)),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::live::model::room::Guest;

    fn host(tables: &[u32]) -> Guest {
        Guest { tables: tables.to_vec(), ..Guest::default() }
    }

    #[test]
    fn who_keeps_host_and_round_keeps_the_table_and_a_broken_one_is_left() {
        let meeting = |associate, host, round, table| Meeting { associate, host, round, table };
        let room = Room {
            associates: vec![Guest::default(), Guest::default(), Guest::default()],
            hosts: vec![host(&[1, 2]), host(&[3])],
            meetings: vec![meeting(0, 0, 0, 1), meeting(1, 0, 0, 2), meeting(0, 1, 1, 3), meeting(1, 0, 1, 1), meeting(2, 0, 1, 2)],
            ..Room::default()
        };
        let tables = [vec![1, 2], vec![3]];
        let new = seats(&room, &tables, &[1], &[(0, 1, 1), (2, 0, 1)], 1);
        assert_eq!(new, [meeting(0, 0, 0, 1), meeting(0, 1, 1, 3), meeting(1, 0, 0, 2), meeting(2, 0, 1, 2)], "played rounds stay");
        let swapped = seats(&room, &tables, &[2], &[(0, 1, 1), (2, 0, 1)], 1);
        assert!(swapped.contains(&meeting(2, 0, 1, 1)), "{swapped:?}");
        let figures = figures(&room, &Room { meetings: new, ..room.clone() }, &Incident { broken: vec![1], ..Incident::default() }, 1);
        assert_eq!((figures[0].idle.as_str(), figures[0].mended.as_str()), ("4", "4"));
        assert_eq!(figures[1].idle, say::range(1, 2));
    }
}
