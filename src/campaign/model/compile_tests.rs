use super::*;
use crate::campaign::model::ballot::Mark;
use crate::campaign::model::ballot::tests::any_ballot;
use crate::campaign::model::settings::Policy;
use crate::matching::control::Unwatched;
use crate::matching::format::problem;
use crate::matching::format::solution::{self, Solution, Status};
use crate::matching::problem::Problem;
use crate::matching::{solve, verify};
use proptest::prelude::*;
use std::collections::BTreeSet;

/// A small campaign that owns what an [`Input`] borrows. Associates are 1…, hosts 101…, missions 201….
#[derive(Clone, Debug, Default)]
pub struct World {
    pub settings: Settings,
    pub people: Vec<Person>,
    pub hosts: Vec<Host>,
    pub missions: Vec<Mission>,
    pub associate_ballots: Vec<(i64, Ballot)>,
    pub host_ballots: Vec<(i64, Ballot)>,
    pub locks: Vec<Lock<'static>>,
    pub met: Vec<(i64, i64)>,
}

const SECRET: [u8; 32] = [3; 32];

impl World {
    /// So many people, hosts with one table and one mission each of one place a period.
    pub fn plain(people: i64, hosts: i64) -> World {
        World {
            settings: Settings { tables: 300, ..Settings::default() },
            people: (1..=people).map(|id| Person { id, periods: [true; 2] }).collect(),
            hosts: (101..101 + hosts).map(|id| Host { id, tables: 1, min_meetings: 0, max_meetings: None }).collect(),
            missions: (0..hosts).map(|h| Mission { id: 201 + h, host: 101 + h, places: [1, 1], places_total: None }).collect(),
            ..World::default()
        }
    }

    pub fn with<T>(&self, run: impl FnOnce(&Input) -> T) -> T {
        fn lists(of: &[(i64, Ballot)]) -> Vec<(i64, &Ballot)> {
            of.iter().map(|(id, ballot)| (*id, ballot)).collect()
        }
        run(&Input {
            secret: &SECRET,
            settings: &self.settings,
            people: &self.people,
            hosts: &self.hosts,
            missions: &self.missions,
            associate_ballots: &lists(&self.associate_ballots),
            host_ballots: &lists(&self.host_ballots),
            locks: &self.locks,
            met: &self.met,
        })
    }

    pub fn solve(&self, task: Task, policy: Policy) -> (Compiled, Problem, Solution) {
        let compiled = self.with(|input| if task == Task::Meetings { stage1(input) } else { stage2(input) }).unwrap();
        let problem = problem(compiled.instance.as_bytes(), task).unwrap();
        let solved = match task {
            Task::Meetings => solve::meetings(&problem, policy.engine(), 7, &Unwatched),
            Task::Attribute => solve::attribution(&problem, policy.engine(), 7, &Unwatched),
        };
        let solution = solved.unwrap();
        assert_eq!(verify::verify(&problem, &solution), Vec::<String>::new());
        (compiled, problem, solution)
    }

    fn refuses(list: &[(i64, Ballot)], voter: i64, target: i64) -> bool {
        list.iter().any(|(id, ballot)| *id == voter && matches!(ballot.mark(target), Some(Mark::Refused(_))))
    }

    /// Whether both sides accept the pair of an associate and a host.
    fn acceptable(&self, associate: i64, host: i64) -> bool {
        let mut missions = self.missions.iter().filter(|m| m.host == host);
        missions.any(|m| !World::refuses(&self.associate_ballots, associate, m.id)) && !World::refuses(&self.host_ballots, host, associate)
    }
}

/// Ballots of some of the voters over targets that begin after `before`.
fn lists(voters: i64, first: i64, before: i64, targets: i64) -> impl Strategy<Value = Vec<(i64, Ballot)>> {
    prop::collection::vec(prop::option::weighted(0.8, any_ballot(targets)), voters as usize).prop_map(move |all| {
        let moved = |ballot: Ballot| Ballot::of(ballot.entries.into_iter().map(|e| (e.target + before, e.mark)));
        all.into_iter().enumerate().filter_map(|(at, ballot)| ballot.map(|b| (first + at as i64, moved(b)))).collect()
    })
}

pub fn any_world() -> impl Strategy<Value = World> {
    (1..=7i64, 1..=6i64, 1..=2i64).prop_flat_map(|(people, hosts, each)| {
        let missions = hosts * each;
        let host = (1..=2u32, prop::option::weighted(0.3, 1..=6u32));
        let place = ([0..=2u32, 0..=2u32], prop::option::weighted(0.3, 1..=2u32));
        (
            prop::collection::vec(host, hosts as usize),
            prop::collection::vec(place, missions as usize),
            prop::collection::vec((any::<bool>(), any::<bool>()), people as usize),
            lists(people, 1, 200, missions),
            lists(hosts, 101, 0, people),
            (1..=4u8, 0..=1000u16, prop::collection::vec((1..=people, 101..101 + hosts), 0..8)),
        )
            .prop_map(move |(hosts, places, periods, associate_ballots, host_ballots, (meetings, unmet, met))| {
                let host = |(at, (tables, max))| Host { id: 101 + at as i64, tables, min_meetings: 0, max_meetings: max };
                let mission = |(at, (places, total)): (usize, ([u32; 2], Option<u32>))| {
                    let places_total = total.filter(|t| *t <= places[0] + places[1]);
                    Mission { id: 201 + at as i64, host: 101 + at as i64 / each, places, places_total }
                };
                let person = |(at, (one, two)): (usize, (bool, bool))| Person { id: 1 + at as i64, periods: [one || !two, two] };
                World {
                    settings: Settings { meetings, unmet, tables: 300, ..Settings::default() },
                    people: periods.into_iter().enumerate().map(person).collect(),
                    hosts: hosts.into_iter().enumerate().map(host).collect(),
                    missions: places.into_iter().enumerate().map(mission).collect(),
                    associate_ballots,
                    host_ballots,
                    locks: Vec::new(),
                    met,
                }
            })
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(120))]

    #[test]
    fn meetings_follow_the_rules(world in any_world(), balanced in any::<bool>()) {
        let policy = if balanced { Policy::Balanced } else { Policy::Total };
        let (compiled, _, solution) = world.solve(Task::Meetings, policy);
        prop_assert_ne!(solution.status, Status::Infeasible);
        let tables: Vec<(i64, u32)> = world.hosts.iter().map(|h| (h.id, h.tables)).collect();
        let met = crate::campaign::model::read::meetings(&solution, &compiled.names(), &tables).unwrap();
        let unlimited = world.hosts.iter().all(|h| h.max_meetings.is_none());
        for person in &world.people {
            let mine: Vec<i64> = met.iter().filter(|m| m.associate == person.id).map(|m| m.host).collect();
            let open = world.hosts.iter().filter(|h| world.acceptable(person.id, h.id)).count();
            let wanted = open.min(usize::from(world.settings.meetings));
            prop_assert_eq!(mine.iter().collect::<BTreeSet<_>>().len(), mine.len());
            prop_assert!(mine.iter().all(|host| world.acceptable(person.id, *host)));
            prop_assert!(mine.len() == wanted || (!unlimited && mine.len() < wanted), "{} of {}", mine.len(), wanted);
        }
        for host in &world.hosts {
            let load = met.iter().filter(|m| m.host == host.id).count() as u32;
            prop_assert!(load <= host.max_meetings.unwrap_or(u32::MAX) && load <= solution.rounds.unwrap_or(0) * host.tables);
        }
        let seats: BTreeSet<(u32, u32)> = met.iter().map(|m| (m.round, m.table)).collect();
        let rounds: BTreeSet<(u32, i64)> = met.iter().map(|m| (m.round, m.associate)).collect();
        prop_assert!(seats.len() == met.len() && rounds.len() == met.len());
    }

    #[test]
    fn attributions_follow_the_rules(world in any_world()) {
        let (compiled, _, solution) = world.solve(Task::Attribute, Policy::Balanced);
        let placed = crate::campaign::model::read::assignment(&solution, &compiled.names()).unwrap();
        let mission = |id: i64| world.missions.iter().find(|m| m.id == id).unwrap();
        for person in &world.people {
            let mine: Vec<_> = placed.iter().filter(|p| p.0 == person.id).collect();
            let hosts: BTreeSet<i64> = mine.iter().map(|p| mission(p.2).host).collect();
            prop_assert!(hosts.len() == mine.len() && mine.windows(2).all(|two| two[0].1 < two[1].1));
            for (_, period, id) in mine {
                prop_assert!(person.periods[usize::from(*period) - 1]);
                prop_assert!(!World::refuses(&world.associate_ballots, person.id, *id));
                prop_assert!(!World::refuses(&world.host_ballots, mission(*id).host, person.id));
            }
        }
        for m in &world.missions {
            let taken = |period: u8| placed.iter().filter(|p| p.2 == m.id && p.1 == period).count() as u32;
            prop_assert!(taken(1) <= m.places[0] && taken(2) <= m.places[1]);
            prop_assert!(taken(1) + taken(2) <= m.places_total.unwrap_or(u32::MAX));
        }
    }

    #[test]
    fn the_same_campaign_makes_the_same_bytes(world in any_world()) {
        let mut other = world.clone();
        other.people.reverse();
        other.hosts.reverse();
        other.missions.reverse();
        other.associate_ballots.reverse();
        other.host_ballots.reverse();
        other.met.reverse();
        for task in [Task::Meetings, Task::Attribute] {
            let (one, _, first) = world.solve(task, Policy::Total);
            let (two, _, second) = other.solve(task, Policy::Total);
            prop_assert_eq!(one, two);
            prop_assert_eq!(solution::text(&first), solution::text(&second));
        }
    }
}
