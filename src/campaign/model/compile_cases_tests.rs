//! Cases of the engines' file worked out by hand.

use super::ballot::{Ballot, Mark};
use super::compile::tests::World;
use super::compile::*;
use super::settings::Policy;
use crate::matching::format::Task;
use crate::matching::format::instance::Instance;

fn list(id: i64, text: &str) -> (i64, Ballot) {
    (id, Ballot::of_text(text).unwrap())
}

/// The satisfactions of a pair in the file.
fn pair(compiled: &Compiled, associate: i64, target: i64) -> Option<(u32, u32)> {
    let instance: Instance = serde_json::from_str(&compiled.instance).unwrap();
    let name = |list: &[(i64, String)], id: i64| list.iter().find(|(i, _)| *i == id).unwrap().1.clone();
    let (a, t) = (name(&compiled.associates, associate), name(&compiled.targets, target));
    instance.pairs.iter().find(|p| p.0 == a && p.1 == t).map(|p| (p.2, p.3))
}

/// One associate, hosts 101 (missions 201, 202) and 102 (mission 203).
fn small() -> World {
    let mut world = World::plain(2, 2);
    world.missions[1].host = 101;
    world.missions.push(Mission { id: 203, host: 102, places: [1, 1], places_total: None });
    world
}

#[test]
fn m7_twelve_associates_ten_hosts() {
    let (_, _, solution) = World::plain(12, 10).solve(Task::Meetings, Policy::Balanced);
    assert_eq!((solution.filled, solution.rounds), (96, Some(10)));
    let mut loads = std::collections::BTreeMap::new();
    solution.meetings.iter().for_each(|m| *loads.entry(&m.1).or_insert(0) += 1);
    assert!(loads.len() == 10 && loads.values().all(|load| (9..=10).contains(load)), "{loads:?}");
}

#[test]
fn a_host_is_worth_its_best_mission_that_the_list_speaks_of() {
    for (text, worth) in [
        ("201=1\n202=2\n203=3", Some(1000)),
        ("201=3\n202=2\n203=1", Some(450)),
        // Silent and refused missions of the host do not count beside one that is ranked.
        ("201=2\n203=1", Some(150)),
        ("201=2\n202=!non\n203=1", Some(150)),
        // Indifference is said.
        ("201=2\n202=~\n203=1", Some(500)),
        ("203=1", Some(500)),
        ("201=!non\n203=1", Some(500)),
        ("201=!non\n202=!non\n203=1", None),
    ] {
        let mut world = small();
        world.associate_ballots = vec![list(1, text)];
        let compiled = world.with(stage1).unwrap();
        assert_eq!(pair(&compiled, 1, 101).map(|p| p.0), worth, "{text}");
        assert_eq!((compiled.silent_associates.clone(), compiled.silent_hosts.len()), (vec![2], 2));
    }
}

#[test]
fn one_list_of_a_host_is_for_all_its_missions_and_what_was_not_met_is_worth_less() {
    let mut world = small();
    world.host_ballots = vec![list(101, "1=2\n2=1"), list(102, "2=!non")];
    world.associate_ballots = vec![list(1, "201=1\n203=2")];
    world.met = vec![(1, 101), (2, 102)];
    let compiled = world.with(stage2).unwrap();
    assert_eq!(pair(&compiled, 1, 201), Some((1000, 150)));
    assert_eq!(pair(&compiled, 1, 202), Some((500, 150)));
    // Host 102 was not met by 1, host 101 was not met by 2: eight tenths.
    assert_eq!(pair(&compiled, 1, 203), Some((120, 400)));
    assert_eq!(pair(&compiled, 2, 201), Some((400, 800)));
    assert_eq!(pair(&compiled, 2, 203), None);
    world.settings.unmet = 0;
    assert_eq!(pair(&world.with(stage2).unwrap(), 1, 203), Some((0, 0)));
}

#[test]
fn nothing_of_the_file_tells_who_or_why() {
    let mut world = small();
    world.associate_ballots = vec![(1, Ballot::of([(201, Mark::Refused("raison privée".into()))]))];
    for compiled in [world.with(stage1).unwrap(), world.with(stage2).unwrap()] {
        assert!(!compiled.instance.contains("privée"));
        for id in ["\"1\"", "\"101\"", "\"201\""] {
            assert!(!compiled.instance.contains(id));
        }
        assert!(compiled.associates.windows(2).all(|two| two[0].1 < two[1].1));
    }
}

fn lock(associate: i64, target: i64, decision: Decision) -> Lock<'static> {
    Lock { associate, target, decision, period: None, author: "Nina", reason: "déjà vu", date: "2027-03-05" }
}

#[test]
fn decisions_are_followed_and_their_notes_kept() {
    let mut world = small();
    world.locks = vec![
        Lock { period: Some(2), ..lock(1, 201, Decision::Force) },
        lock(2, 203, Decision::Forbid),
        // About somebody and something that are not there: passed over.
        lock(9, 201, Decision::Force),
        lock(1, 299, Decision::Force),
    ];
    let (compiled, _, solution) = world.solve(Task::Attribute, Policy::Total);
    let placed = super::read::assignment(&solution, &compiled.names()).unwrap();
    assert!(placed.contains(&(1, 2, 201)) && !placed.iter().any(|p| (p.0, p.2) == (2, 203)), "{placed:?}");
    assert_eq!(solution.locks.len(), 2);
    assert!(solution.locks.iter().all(|l| l.note.author.as_deref() == Some("Nina") && l.note.reason.as_deref() == Some("déjà vu")));
    world.locks = vec![Lock { author: "", reason: " ", date: "", ..lock(1, 101, Decision::Force) }];
    let bare = world.with(stage1).unwrap();
    assert!(!bare.instance.contains("author") && bare.instance.contains("require"));
}

#[test]
fn decisions_that_cannot_be_are_refused_with_their_pair() {
    let mut world = small();
    world.associate_ballots = vec![list(1, "201=!non\n202=!non")];
    let field = |world: &World, run: fn(&Input) -> Result<Compiled, crate::kernel::refusal::Refusal>| world.with(run).unwrap_err().field;
    world.locks = vec![lock(1, 201, Decision::Force)];
    assert_eq!(field(&world, stage2).as_deref(), Some("verrou-1-201"));
    world.locks = vec![lock(1, 101, Decision::Force)];
    assert_eq!(field(&world, stage1).as_deref(), Some("verrou-1-101"));
    world.locks = vec![Lock { period: Some(1), ..lock(2, 201, Decision::Forbid) }];
    assert_eq!(field(&world, stage2).as_deref(), Some("verrou-2-201"));
    world.locks = vec![Lock { period: Some(1), ..lock(2, 101, Decision::Force) }];
    assert_eq!(field(&world, stage1).as_deref(), Some("verrou-2-101"));
}

#[test]
fn what_is_missing_is_said() {
    assert!(World::plain(0, 3).with(stage1).is_err() && World::plain(3, 0).with(stage2).is_err());
    let mut world = small();
    world.settings.tables = 1;
    assert_eq!(world.with(stage1).unwrap_err().field.as_deref(), Some("tables"));
    assert!(world.with(stage2).is_ok());
    world.hosts.push(Host { id: 150, tables: 1, min_meetings: 0, max_meetings: None });
    let compiled = world.with(stage2).unwrap();
    assert_eq!((compiled.without_mission, compiled.hosts.len()), (vec![150], 2));
}
