use super::*;
use crate::campaign::model::ballot::Ballot;
use crate::campaign::model::compile::tests::{World, any_world};
use crate::campaign::model::compile::{Compiled, Decision, Lock};
use crate::campaign::model::settings::Policy;
use crate::matching::control::Unwatched;
use crate::matching::explain::explain;
use crate::matching::format::Task;
use proptest::prelude::*;

pub struct Told {
    pub compiled: Compiled,
    pub problem: Problem,
    pub solution: Solution,
    pub people: BTreeMap<String, Outcome>,
    pub cohort: Cohort,
}

pub fn tell(world: &World, task: Task) -> Told {
    let (compiled, problem, solution) = world.solve(task, Policy::Total);
    let explanation = explain(&problem, &solution, None, &Unwatched).unwrap();
    let (people, cohort) = (people(&problem, &solution, &explanation), cohort(&explanation));
    Told { compiled, problem, solution, people, cohort }
}

impl Told {
    pub fn of(&self, associate: i64) -> &Outcome {
        &self.people[&self.compiled.associates.iter().find(|(id, _)| *id == associate).unwrap().1]
    }
}

pub fn list(id: i64, text: &str) -> (i64, Ballot) {
    (id, Ballot::of_text(text).unwrap())
}

/// Two people who want mission 201 of host 101 first; the host prefers the first of them.
pub fn rivals() -> World {
    let mut world = World::plain(2, 3);
    world.settings.unmet = 1000;
    world.people.iter_mut().for_each(|p| p.periods = [true, false]);
    world.associate_ballots = vec![list(1, "201=1\n202=2\n203=3"), list(2, "201=1\n202=2\n203=3")];
    world.host_ballots = vec![list(101, "1=1\n2=2")];
    world
}

#[test]
fn why_not_the_one_above() {
    let told = tell(&rivals(), Task::Attribute);
    assert_eq!(told.of(1).placed.iter().map(|p| (p.rank, p.their_rank, p.period)).collect::<Vec<_>>(), [(1, 1, Some(1))]);
    assert!(told.of(1).above.is_empty());
    assert_eq!(told.of(1).summary, "Vous avez votre 1er\u{a0}choix.");
    let second = told.of(2);
    assert_eq!((second.placed[0].rank, second.above.len()), (2, 1));
    let above = &second.above[0];
    assert_eq!((above.why, above.rank, above.their_rank), (Why::Preferred { people: 1, keen: false }, 1, 2));
    assert_eq!(above.because, "Cette place est allée à une personne que la structure classait plus haut que vous.");
    assert_eq!(above.periods, [1]);
    let price = above.price.unwrap();
    assert_eq!((price.people, price.exact, price.before), (2, true, points(&told.solution)));
    assert!(price.after < price.before && above.cost.contains("2\u{a0}personnes"), "{}", above.cost);
    assert_eq!(told.cohort, Cohort { places: 2, by_rank: [1, 1, 0, 0, 0, 0] });
    assert_eq!(told.cohort.words(), "2\u{a0}places sur 2 sont un premier, deuxième ou troisième choix.");
}

#[test]
fn the_teams_decisions_are_told() {
    let fixed = |associate, target, decision| Lock { associate, target, decision, period: None, author: "Nina", reason: "", date: "" };
    let mut world = rivals();
    world.locks = vec![fixed(2, 201, Decision::Force)];
    assert_eq!(tell(&world, Task::Attribute).of(1).above[0].why, Why::Fixed);
    world.locks = vec![fixed(1, 201, Decision::Forbid)];
    assert_eq!(tell(&world, Task::Attribute).of(1).above[0].why, Why::Forbidden);
}

#[test]
fn the_other_reasons() {
    // The same host twice: 202 is of host 101 too.
    let mut world = rivals();
    world.people = vec![world.people[0]];
    world.people[0].periods = [true; 2];
    world.missions[1].host = 101;
    let told = tell(&world, Task::Attribute);
    assert_eq!(told.of(1).above.iter().map(|a| a.why).collect::<Vec<_>>(), [Why::SameHost]);
    // No place in the period.
    world = rivals();
    world.missions[0].places = [0, 2];
    assert_eq!(tell(&world, Task::Attribute).of(1).above[0].why, Why::Closed);
    // The host has no preference, the other wanted it more.
    world = rivals();
    world.host_ballots = Vec::new();
    world.missions[2].places = [0, 1];
    world.associate_ballots = vec![list(1, "201=2\n202=3\n203=1"), list(2, "201=1\n202=2\n203=3")];
    assert_eq!(whys(&world, 1), [Why::Closed, Why::Keener { people: 1 }]);
    // Nobody wanted it more: the whole decides.
    world.associate_ballots = vec![list(1, "201=1\n202=2\n203=3"), list(2, "201=1\n202=!non\n203=!non")];
    assert_eq!(whys(&world, 1), [Why::Overall { people: 1 }]);
    // Nobody is there: the host wants the person too little.
    world.associate_ballots[1] = list(2, "201=!non\n203=!non");
    world.host_ballots = vec![list(101, "2=1\n1=2"), list(102, "1=1\n2=2")];
    world.missions[1].places = [2, 0];
    assert_eq!(whys(&world, 1), [Why::Free]);
}

fn whys(world: &World, associate: i64) -> Vec<Why> {
    tell(world, Task::Attribute).of(associate).above.iter().map(|a| a.why).collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(60))]

    #[test]
    fn everybody_is_told_everything(world in any_world(), meetings in any::<bool>()) {
        let task = if meetings { Task::Meetings } else { Task::Attribute };
        let told = tell(&world, task);
        prop_assert_eq!(told.people.len(), world.people.len());
        prop_assert_eq!(told.people.values().map(|o| o.placed.len() as u64).sum::<u64>(), told.solution.filled);
        prop_assert_eq!(told.cohort.places as u64, told.solution.filled);
        prop_assert_eq!(told.cohort.by_rank.iter().sum::<usize>(), told.cohort.places);
        for outcome in told.people.values() {
            prop_assert!(outcome.summary.ends_with('.'));
            for above in &outcome.above {
                prop_assert!(above.because.ends_with('.') && (above.cost.is_empty() || above.cost.ends_with('.')));
            }
        }
        let hosts = crate::campaign::model::received::hosts(&told.problem, &told.people);
        prop_assert_eq!(hosts.len(), told.compiled.hosts.len());
        prop_assert_eq!(hosts.values().map(|h| h.received.len() as u64).sum::<u64>(), told.solution.filled);
        for host in hosts.values() {
            prop_assert!(host.missed.len() <= MISSED && host.missed.windows(2).all(|two| two[0].rank <= two[1].rank));
            prop_assert!(host.missed.iter().all(|m| host.received.iter().all(|r| r.associate != m.associate)));
        }
    }
}
