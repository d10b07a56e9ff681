//! Why not the one above: who has the place, and what forcing it would cost.

use super::outcome::{Above, Price, Why};
use super::silence::Silent;
use crate::i18n::campaign_outcome as say;
use crate::matching::explain::{Force, Person, Wish};
use crate::matching::format::solution::Solution;
use crate::matching::problem::{Lock, Problem};

/// A sum of the engines, in thousandths of a point, as points: rounded half up.
pub(super) fn points(thousandths: i64) -> i64 {
    (thousandths + 500).div_euclid(1000)
}

/// Positions of an associate and of a pair, by name.
pub(super) fn pair(problem: &Problem, associate: &str, target: &str) -> Option<(usize, usize)> {
    let a = problem.associates.iter().position(|name| name == associate)?;
    let pair = problem.pairs_of(a).find(|pair| problem.target_name(problem.target[*pair]) == target)?;
    Some((a, pair))
}

/// Why a wish was not granted.
fn why(problem: &Problem, silent: &Silent, person: &Person, wish: &Wish) -> Why {
    if wish.forbidden {
        return Why::Forbidden;
    }
    let Some((a, mine)) = pair(problem, &person.associate, &wish.target) else { return Why::Overall { people: wish.holders.len() } };
    let target = problem.target[mine];
    if let Some(mission) = problem.missions.get(target as usize) {
        let host_of = |name: &str| problem.missions.iter().find(|m| m.id == name).map(|m| m.organisation);
        if person.held.iter().any(|held| host_of(&held.target) == Some(mission.organisation)) {
            return Why::SameHost;
        }
        if (0..2).all(|p| !problem.periods[a][p] || mission.capacity[p] == 0) {
            return Why::Closed;
        }
    }
    let theirs: Vec<(usize, usize)> = wish.holders.iter().filter_map(|name| pair(problem, name, &wish.target)).collect();
    let people = theirs.len();
    // Nobody silent ranks anything higher.
    let ranks = !silent.host_of(problem, target);
    let higher = |(_, pair): &(usize, usize)| ranks && problem.host[*pair] > problem.host[mine];
    let keener = |(a, pair): &(usize, usize)| !silent.associates.contains(&problem.associates[*a]) && problem.own[*pair] > problem.own[mine];
    if theirs.is_empty() {
        Why::Free
    } else if theirs.iter().all(|(_, pair)| matches!(problem.lock[*pair], Lock::Required | Lock::RequiredIn(_))) {
        Why::Fixed
    } else if theirs.iter().all(higher) {
        Why::Preferred { people, keen: theirs.iter().all(keener) }
    } else if theirs.iter().all(|pair| higher(pair) || keener(pair)) {
        Why::Keener { people }
    } else {
        Why::Overall { people }
    }
}

/// The price of a wish, and its sentence.
fn cost(solution: &Solution, force: Option<&Force>, meetings: bool) -> (Option<Price>, String) {
    match force {
        None => (None, String::new()),
        Some(Force::Costs { cost, exact, moves }) => {
            let (before, after) = (points(solution.total), points(solution.total - cost));
            let price = Price { before, after, people: moves.len() + 1, exact: *exact };
            (Some(price), say::price(&price, meetings))
        }
        Some(Force::Empties { lost }) => (None, say::empties(usize::try_from(*lost).unwrap_or(usize::MAX), meetings)),
        Some(Force::Impossible) => (None, say::impossible(meetings).to_owned()),
        Some(Force::Unknown) => (None, say::UNKNOWN_PRICE.to_owned()),
    }
}

/// One wish of a person, explained.
pub(super) fn above(problem: &Problem, solution: &Solution, silent: &Silent, person: &Person, wish: &Wish) -> Above {
    let meetings = problem.missions.is_empty();
    let why = why(problem, silent, person, wish);
    let (price, cost) = cost(solution, wish.force.as_ref(), meetings);
    let lower = person.held.iter().filter(|held| held.rank > wish.rank).filter_map(|held| held.period.and_then(|p| u8::try_from(p).ok()));
    let mut periods: Vec<u8> = lower.collect();
    periods.sort_unstable();
    Above { target: wish.target.clone(), rank: wish.rank, periods, why, because: say::because(why, meetings), price, cost }
}
