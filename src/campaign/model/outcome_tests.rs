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
    pub reasons: super::Told,
    pub people: BTreeMap<String, Outcome>,
    pub cohort: Cohort,
}

pub fn tell(world: &World, task: Task) -> Told {
    let (compiled, problem, solution) = world.solve(task, Policy::Total);
    let explanation = explain(&problem, &solution, None, &Unwatched).unwrap();
    let reasons = super::Told { silent: compiled.silent(), explanation };
    let people = people(&problem, &solution, &reasons);
    Told { cohort: cohort(&people), compiled, problem, solution, reasons, people }
}

impl Told {
    pub fn hosts(&self) -> BTreeMap<String, HostOutcome> {
        crate::campaign::model::received::hosts(&self.problem, &self.people, &self.reasons.silent)
    }

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
    let sure = |at, of| Some(Rank { at, of, tied: false });
    assert_eq!(told.of(1).placed.iter().map(|p| (p.rank, p.their_rank, p.period)).collect::<Vec<_>>(), [(sure(1, 3), sure(1, 2), Some(1))]);
    assert!(told.of(1).above.is_empty());
    assert_eq!(told.of(1).summary, "Vous avez votre 1er\u{a0}choix.");
    let second = told.of(2);
    assert_eq!((second.placed[0].rank, second.above.len()), (sure(2, 3), 1));
    assert_eq!(second.placed[0].their_rank, None, "host 102 handed in no list");
    let above = &second.above[0];
    assert_eq!((above.why, above.rank), (Why::Preferred { people: 1, keen: false }, 1));
    assert_eq!(above.because, "Cette place est allée à une personne que la structure classait plus haut que vous.");
    assert_eq!(above.periods, [1]);
    let price = above.price.unwrap();
    assert_eq!((price.people, price.exact, price.before), (2, true, points(&told.solution)));
    assert!(price.after < price.before && above.cost.contains("2\u{a0}personnes"), "{}", above.cost);
    assert_eq!(told.cohort, Cohort { ranked: 2, by_rank: [1, 1, 0, 0, 0, 0], silent: 0 });
    assert_eq!(told.cohort.words(), "2\u{a0}places sur 2 sont un premier, deuxième ou troisième choix.");
}

#[test]
fn silence_is_nobodys_first_choice() {
    let mut world = rivals();
    world.associate_ballots.pop();
    world.host_ballots = vec![list(102, "1=1\n2=2")];
    let told = tell(&world, Task::Attribute);
    let second = told.of(2);
    assert_eq!((second.placed.len(), second.placed[0].rank, second.above.len()), (1, None, 0));
    assert_eq!(
        second.summary,
        "Vous avez une mission. Vous n’aviez pas remis de liste, ou elle ne mettait rien avant le reste\u{202f}: toutes les missions comptaient autant pour vous."
    );
    assert_eq!(told.cohort, Cohort { ranked: 1, by_rank: [1, 0, 0, 0, 0, 0], silent: 1 });
    assert!(told.cohort.words().ends_with("elle est à une personne qui n’avait pas remis de liste."), "{}", told.cohort.words());
    let speaks = &told.compiled.associates.iter().find(|(id, _)| *id == 1).unwrap().1;
    assert!(told.reasons.blocking().iter().all(|pair| pair.associate == *speaks));
    // A list that finds everything indifferent says nothing either, and is told the same.
    world.associate_ballots.push(list(2, "201=~\n202=~\n203=~"));
    assert_eq!(tell(&world, Task::Attribute).of(2).placed[0].rank, None);
    // Meeting some hosts and not others moves the values of somebody silent: still no choice.
    world.met = vec![(2, 103)];
    world.settings.unmet = 500;
    let told = tell(&world, Task::Attribute);
    assert_eq!((told.of(2).placed[0].rank, told.of(2).above.len(), told.cohort.silent), (None, 0, 1));
    // Everything equal is a list: the first place, shared.
    world.met = Vec::new();
    world.associate_ballots[1] = list(2, "201=1\n202=1\n203=1");
    let told = tell(&world, Task::Attribute);
    assert_eq!(told.of(2).placed[0].rank, Some(Rank { at: 1, of: 3, tied: true }));
    assert_eq!(told.of(2).summary, "Vous avez votre 1er\u{a0}choix ex\u{a0}æquo.");
}

#[test]
fn a_kept_explanation_keeps_who_was_silent() {
    let mut world = rivals();
    world.associate_ballots.pop();
    let told = tell(&world, Task::Attribute);
    let text = serde_json::to_string(&told.reasons).unwrap();
    assert_eq!(serde_json::from_str::<super::Told>(&text).unwrap(), told.reasons);
    // What was kept before silence was: everybody spoke, as it was told then.
    let before = serde_json::to_string(&told.reasons.explanation).unwrap();
    assert_eq!(serde_json::from_str::<super::Told>(&before).unwrap().silent, Silent::default());
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
        prop_assert_eq!((told.cohort.ranked + told.cohort.silent) as u64, told.solution.filled);
        prop_assert_eq!(told.cohort.by_rank.iter().sum::<usize>(), told.cohort.ranked);
        for (name, outcome) in &told.people {
            let silent = told.reasons.silent.associates.contains(name);
            prop_assert!(outcome.placed.iter().all(|p| p.rank.is_none() == silent) && (!silent || outcome.above.is_empty()));
        }
        for outcome in told.people.values() {
            prop_assert!(outcome.summary.ends_with('.'));
            for above in &outcome.above {
                prop_assert!(above.because.ends_with('.') && (above.cost.is_empty() || above.cost.ends_with('.')));
            }
        }
        let hosts = told.hosts();
        prop_assert_eq!(hosts.len(), told.compiled.hosts.len());
        prop_assert_eq!(hosts.values().map(|h| h.received.len() as u64).sum::<u64>(), told.solution.filled);
        for host in hosts.values() {
            prop_assert!(host.missed.len() <= MISSED && host.missed.windows(2).all(|two| two[0].rank <= two[1].rank));
            prop_assert!(host.missed.iter().all(|m| host.received.iter().all(|r| r.associate != m.associate)));
        }
    }
}
