use super::*;
use crate::campaign::model::ballot::Ballot;
use crate::campaign::model::compile::tests::{World, any_world};
use crate::campaign::model::compile::{Compiled, Decision, Lock};
use crate::campaign::model::lists::Rank;
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

pub fn tell(world: &World) -> Told {
    let (compiled, problem, solution) = world.solve(Task::Attribute, Policy::Total);
    let explanation = explain(&problem, &compiled.lists.said(&problem), &solution, None, &Unwatched).unwrap();
    let reasons = super::Told { lists: compiled.lists.clone(), explanation };
    let people = people(&problem, &solution, &reasons);
    Told { cohort: cohort(&people), compiled, problem, solution, reasons, people }
}

impl Told {
    pub fn hosts(&self) -> BTreeMap<String, HostOutcome> {
        crate::campaign::model::received::hosts(&self.problem, &self.solution, &self.people, &self.reasons)
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

pub fn sure(at: usize, of: usize) -> Standing {
    Standing::Ranked(Rank { at, of, tied: false })
}

#[test]
fn why_not_the_one_above() {
    let told = tell(&rivals());
    assert_eq!(told.of(1).placed.iter().map(|p| (p.rank, p.their_rank, p.period, p.contested)).collect::<Vec<_>>(), [(sure(1, 3), sure(1, 2), 1, 1)]);
    assert!(told.of(1).above.is_empty());
    assert_eq!(told.of(1).summary, "Vous avez votre 1er\u{a0}choix.");
    let second = told.of(2);
    assert_eq!((second.placed[0].rank, second.above.len()), (sure(2, 3), 1));
    assert_eq!((second.placed[0].their_rank, second.placed[0].contested), (Standing::Silent, 0), "host 102 handed in no list");
    let above = &second.above[0];
    assert_eq!((above.why, above.rank), (Why::Preferred { people: 1, keen: false }, 1));
    assert_eq!(above.because, "Cette place est allée à une personne que la structure classait plus haut que vous.");
    assert_eq!(above.periods, [1]);
    let price = above.price.unwrap();
    assert_eq!((price.people, price.exact, price.before), (2, true, above::points(told.solution.total)));
    assert!(price.after < price.before && above.cost.contains("2\u{a0}personnes"), "{}", above.cost);
    assert_eq!(told.cohort, Cohort { ranked: 2, by_rank: [1, 1, 0, 0, 0, 0], ..Cohort::default() });
    assert_eq!(told.cohort.words(), "2\u{a0}places sur 2 sont un premier, deuxième ou troisième choix.");
}

#[test]
fn silence_is_nobodys_first_choice() {
    let mut world = rivals();
    world.associate_ballots.pop();
    world.host_ballots = vec![list(102, "1=1\n2=2")];
    let told = tell(&world);
    let second = told.of(2);
    assert_eq!((second.placed.len(), second.placed[0].rank, second.above.len()), (1, Standing::Silent, 0));
    assert_eq!(
        second.summary,
        "Vous avez une mission. Vous n’aviez pas remis de liste, ou elle ne mettait rien dans l’ordre\u{202f}: toutes les missions comptaient autant pour vous."
    );
    assert_eq!(told.cohort, Cohort { ranked: 1, by_rank: [1, 0, 0, 0, 0, 0], silent: 1, unranked: 0 });
    assert!(told.cohort.words().ends_with("elle est à une personne qui n’avait pas remis de liste."), "{}", told.cohort.words());
    let speaks = &told.compiled.associates.iter().find(|(id, _)| *id == 1).unwrap().1;
    assert!(told.reasons.blocking().iter().all(|pair| pair.associate == *speaks));
    assert_eq!(told.reasons.lists.of(speaks).unwrap().of, 3);
    // A list that finds everything indifferent says nothing either, and is told the same.
    world.associate_ballots.push(list(2, "201=~\n202=~\n203=~"));
    assert_eq!(tell(&world).of(2).placed[0].rank, Standing::Silent);
    // Meeting some hosts and not others moves the values of somebody silent: still no choice.
    world.met = vec![(2, 103)];
    world.settings.unmet = 500;
    let told = tell(&world);
    assert_eq!((told.of(2).placed[0].rank, told.of(2).above.len(), told.cohort.silent), (Standing::Silent, 0, 1));
    // Everything equal is a list: the first place, shared.
    world.met = Vec::new();
    world.associate_ballots[1] = list(2, "201=1\n202=1\n203=1");
    let told = tell(&world);
    assert_eq!(told.of(2).placed[0].rank, Standing::Ranked(Rank { at: 1, of: 3, tied: true }));
    assert_eq!(told.of(2).summary, "Vous avez votre 1er\u{a0}choix ex\u{a0}æquo.");
}

#[test]
fn a_kept_explanation_keeps_what_was_said() {
    let mut world = rivals();
    world.associate_ballots.pop();
    let told = tell(&world);
    let text = serde_json::to_string(&told.reasons).unwrap();
    assert_eq!(serde_json::from_str::<super::Told>(&text).unwrap(), told.reasons);
}

/// What has not met counts half of what it was liked, and what has no number is neutral: neither moves the rank anybody reads.
#[test]
fn ranks_are_those_of_the_lists_not_of_what_is_counted() {
    let mut world = World::plain(1, 4);
    world.people[0].periods = [true, false];
    world.settings.unmet = 500;
    world.associate_ballots = vec![list(1, "201=1\n202=2")];
    world.host_ballots = [101, 102, 103, 104].map(|host| list(host, "1=1")).to_vec();
    // The second choice was met and not the first: counted 500 and 150, behind a mission without a number that was met.
    world.met = vec![(1, 103), (1, 104)];
    world.missions[2].places = [0, 1];
    world.missions[3].places = [0, 1];
    let told = tell(&world);
    let outcome = told.of(1);
    assert_eq!((outcome.placed[0].rank, outcome.above.len()), (sure(1, 2), 0), "met nobody of 201, and it is the first choice all the same");
    assert_eq!(outcome.summary, "Vous avez votre 1er\u{a0}choix.");
    assert_eq!(outcome.placed[0].their_rank, sure(1, 1));
    // Only the second of the list has a place: "2e", whatever is neutral is worth more.
    world.missions[0].places = [0, 1];
    let told = tell(&world);
    let outcome = told.of(1);
    assert_eq!(outcome.placed[0].rank, sure(2, 2));
    assert_eq!(outcome.above.iter().map(|a| (a.rank, a.why)).collect::<Vec<_>>(), [(1, Why::Closed)]);
    assert_eq!(told.cohort.by_rank, [0, 1, 0, 0, 0, 0]);
    // Neither has: a mission without a number, counted apart from first choices and from silence.
    world.missions[1].places = [0, 1];
    world.missions[2].places = [1, 1];
    let told = tell(&world);
    assert_eq!((told.of(1).placed[0].rank, told.cohort.unranked, told.cohort.ranked), (Standing::Unranked, 1, 0));
    assert_eq!(told.of(1).summary, "Vous avez une mission à laquelle vous n’aviez pas donné de numéro.");
    assert_eq!(told.of(1).above.iter().map(|a| a.rank).collect::<Vec<_>>(), [1], "the second was worth less than neutral");
    assert!(told.cohort.words().starts_with("Aucune place sur 1 "), "{}", told.cohort.words());
}

#[test]
fn a_host_that_would_not_have_somebody_is_told_without_its_reason() {
    let mut world = rivals();
    world.host_ballots = vec![list(101, "1=1\n2=!un désaccord ancien")];
    let told = tell(&world);
    let second = told.of(2);
    assert_eq!((second.placed[0].rank, second.above.len()), (sure(2, 3), 1), "the first of the list is still the first");
    assert_eq!((second.above[0].why, second.above[0].rank, second.above[0].periods.as_slice()), (Why::Barred, 1, [1].as_slice()));
    assert!(second.above[0].because.starts_with("La structure n’envisageait pas") && !second.above[0].because.contains("désaccord"));
}

#[test]
fn the_teams_decisions_are_told() {
    let fixed = |associate, target, decision| Lock { associate, target, decision, period: None, author: "Nina", reason: "", date: "" };
    let mut world = rivals();
    world.locks = vec![fixed(2, 201, Decision::Force)];
    assert_eq!(tell(&world).of(1).above[0].why, Why::Fixed);
    world.locks = vec![fixed(1, 201, Decision::Forbid)];
    assert_eq!(tell(&world).of(1).above[0].why, Why::Forbidden);
}

#[test]
fn the_other_reasons() {
    // The same host twice: 202 is of host 101 too.
    let mut world = rivals();
    world.people = vec![world.people[0]];
    world.people[0].periods = [true; 2];
    world.missions[1].host = 101;
    let told = tell(&world);
    assert_eq!(told.of(1).above.iter().map(|a| a.why).collect::<Vec<_>>(), [Why::SameHost]);
    // No place in the period.
    world = rivals();
    world.missions[0].places = [0, 2];
    assert_eq!(tell(&world).of(1).above[0].why, Why::Closed);
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
    tell(world).of(associate).above.iter().map(|a| a.why).collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(60))]

    #[test]
    fn everybody_is_told_everything(world in any_world()) {
        let told = tell(&world);
        prop_assert_eq!(told.people.len(), world.people.len());
        prop_assert_eq!(told.people.values().map(|o| o.placed.len() as u64).sum::<u64>(), told.solution.filled);
        prop_assert_eq!((told.cohort.ranked + told.cohort.unranked + told.cohort.silent) as u64, told.solution.filled);
        prop_assert_eq!(told.cohort.by_rank.iter().sum::<usize>(), told.cohort.ranked);
        for (id, name) in &told.compiled.associates {
            // What is told is what the list says, whoever was met.
            let list = world.associate_ballots.iter().rfind(|(voter, _)| voter == id).map(|(_, list)| list);
            let places: BTreeMap<i64, usize> = list.map(|list| list.places().into_iter().collect()).unwrap_or_default();
            let outcome = &told.people[name];
            for placed in &outcome.placed {
                let mission = told.compiled.targets.iter().find(|(_, code)| *code == placed.target).unwrap().0;
                prop_assert_eq!(placed.rank.rank().map(|rank| (rank.at, rank.of)), places.get(&mission).map(|place| (*place, places.len())));
                prop_assert_eq!(placed.rank == Standing::Silent, told.reasons.lists.of(name).is_none());
            }
            prop_assert!(outcome.above.windows(2).all(|two| two[0].rank <= two[1].rank));
            prop_assert!(told.reasons.lists.of(name).is_some() || outcome.above.is_empty());
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

#[test]
fn who_would_gain_counts_whoever_their_list_says_and_nobody_else() {
    // The host refuses the second person, who put it first all the same.
    let mut world = rivals();
    world.host_ballots = vec![list(101, "1=1\n2=!pas cette fois")];
    let told = tell(&world);
    assert_eq!((told.of(1).placed[0].rank, told.of(1).placed[0].contested), (sure(1, 3), 1));
    assert!(told.of(2).above.iter().any(|a| a.why == Why::Barred));
    // Both have what they put first: what they put behind it is wished by nobody.
    world.associate_ballots[1] = list(2, "202=1\n201=2\n203=3");
    let told = tell(&world);
    assert!(told.people.values().flat_map(|p| &p.placed).all(|p| p.contested == 0));
}
