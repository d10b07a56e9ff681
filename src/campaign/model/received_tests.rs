use super::*;
use crate::campaign::model::compile::Mission;
use crate::campaign::model::outcome::tests::{list, rivals, sure, tell};
use crate::matching::control::Unwatched;
use crate::matching::explain::force::Prices;
use crate::matching::explain::{Force, Plan};

#[test]
fn a_host_reads_whom_it_receives_and_whom_it_missed() {
    let mut world = rivals();
    world.host_ballots = vec![list(101, "1=1\n2=2"), list(102, "1=1\n2=2")];
    world.associate_ballots[1] = list(2, "202=1\n201=2\n203=!trop loin");
    let told = tell(&world);
    let hosts = told.hosts();
    let of = |id: i64| &hosts[&told.compiled.hosts.iter().find(|(host, _)| *host == id).unwrap().1];
    assert_eq!(of(101).summary, "Vous accueillez une personne\u{202f}: votre 1er\u{a0}choix.");
    assert!(of(101).missed.is_empty());
    assert_eq!(of(102).received[0].placed.their_rank, sure(2, 2));
    let missed = &of(102).missed;
    // What it would cost to have them, from the plan with that pair imposed.
    assert!(missed[0].cost.starts_with("L’accueillir chez vous coûterait ") && missed[0].cost.contains("elle comprise"), "{}", missed[0].cost);
    assert_eq!((missed.len(), missed[0].rank, missed[0].because.as_str()), (1, 1, say::MISSED_HAPPIER));
    assert_eq!(of(103).summary, "Vous n’accueillez personne.");
    assert!(of(103).missed.is_empty());
}

#[test]
fn a_host_without_a_list_missed_nobody() {
    let mut world = rivals();
    world.host_ballots = Vec::new();
    world.associate_ballots[1] = list(2, "202=1\n201=2\n203=!trop loin");
    // A morning in which it met only one of them lowers the other: that is no choice of the host's.
    world.met = vec![(1, 101)];
    world.settings.unmet = 500;
    let told = tell(&world);
    let hosts = told.hosts();
    for host in hosts.values().filter(|h| !h.received.is_empty()) {
        assert!(host.missed.is_empty() && host.received.iter().all(|r| r.placed.their_rank == Standing::Silent));
        let all = "Vous n’aviez pas remis de liste, ou elle ne mettait personne dans l’ordre\u{202f}: toutes comptaient autant pour vous.";
        assert_eq!(host.summary, format!("Vous accueillez une personne. {all}"));
    }
    assert!(told.people.values().flat_map(|p| &p.above).all(|a| !matches!(a.why, crate::campaign::model::outcome::Why::Preferred { .. })));
}

#[test]
fn a_host_that_receives_nobody_reads_why_of_whom_it_wanted_most() {
    let mut world = rivals();
    world.host_ballots = vec![list(101, "1=1\n2=2"), list(103, "2=1\n1=2")];
    world.associate_ballots[1] = list(2, "202=1\n201=2\n203=!trop loin");
    let told = tell(&world);
    let hosts = told.hosts();
    let of = |id: i64| &hosts[&told.compiled.hosts.iter().find(|(host, _)| *host == id).unwrap().1];
    assert_eq!(of(103).summary, "Vous n’accueillez personne.");
    let missed: Vec<(usize, &str)> = of(103).missed.iter().map(|m| (m.rank, m.because.as_str())).collect();
    assert_eq!(missed, [(1, say::MISSED_BARRED), (2, say::MISSED_HAPPIER)]);
    assert!(of(103).missed[0].cost.is_empty() && of(103).missed[1].cost.starts_with("L’accueillir chez vous "));
}

#[test]
fn higher_in_a_list_is_said_of_what_has_a_number_there() {
    // Neutral is worth more than the last of a list: what the second person has may have no number, and stand nowhere in it.
    let mut world = rivals();
    world.people.remove(0);
    world.settings.associate_weight = 1000;
    world.associate_ballots = vec![list(2, "201=1\n202=2")];
    world.host_ballots = vec![list(101, "2=!non"), list(102, "2=1")];
    let told = tell(&world);
    assert_eq!(told.of(2).placed[0].rank, Standing::Unranked);
    let hosts = told.hosts();
    let missed = &hosts[&told.compiled.hosts.iter().find(|(host, _)| *host == 102).unwrap().1].missed;
    assert_eq!(missed.iter().map(|m| (m.rank, m.because.as_str())).collect::<Vec<_>>(), [(1, say::MISSED_OVERALL)]);
}

#[test]
fn what_a_wish_costs_a_host_is_that_of_its_cheapest_mission() {
    let mut world = rivals();
    // The first host has a second mission, which nobody else wants.
    world.missions.push(Mission { id: 210, host: 101, places: [1, 1], places_total: None });
    world.associate_ballots = vec![list(1, "201=1\n202=2\n203=3"), list(2, "202=1\n201=2\n210=3")];
    world.host_ballots = vec![list(101, "2=1\n1=2"), list(102, "2=1")];
    let told = tell(&world);
    let hosts = told.hosts();
    let name = &told.compiled.hosts.iter().find(|(host, _)| *host == 101).unwrap().1;
    let missed = &hosts[name].missed;
    assert_eq!(missed.len(), 1, "the second person is elsewhere");
    let (problem, plan) = (&told.problem, Plan::read(&told.problem, &told.solution));
    let a = problem.associates.iter().position(|associate| *associate == missed[0].associate).unwrap();
    let here = |pair: usize| host_of(problem, problem.target[pair]) == name;
    let offer = told
        .reasons
        .explanation
        .offers
        .iter()
        .find(|o| o.associate == missed[0].associate && here(pair(problem, &o.associate, &o.target).unwrap().1));
    let offer = offer.unwrap();
    let there: Vec<usize> = problem.pairs_of(a).filter(|p| here(*p)).collect();
    assert_eq!(there.len(), 2);
    let mut prices = Prices::open(problem, &told.solution, &plan, &Unwatched).unwrap();
    let each: Vec<(u8, i64)> = there.iter().map(|p| prices.force(a, *p, &Unwatched).unwrap().dearness()).collect();
    assert_ne!(each[0], each[1]);
    assert_eq!(offer.force.as_ref().map(Force::dearness), each.iter().min().copied());
}
