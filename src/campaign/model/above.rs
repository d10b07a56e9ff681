//! Why not the one above: who has the place, and what forcing it would cost.

use super::lists::{Lists, host_of};
use super::outcome::{Above, Price, Why};
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

/// Why a wish was not granted; `said` has what people said in the place of what is counted.
fn why(said: &Problem, lists: &Lists, person: &Person, wish: &Wish) -> Why {
    if wish.forbidden {
        return Why::Forbidden;
    }
    let Some((a, mine)) = pair(said, &person.associate, &wish.target) else { return Why::Overall { people: wish.holders.len() } };
    let target = said.target[mine];
    if let Some(mission) = said.missions.get(target as usize) {
        let host_of = |name: &str| said.missions.iter().find(|m| m.id == name).map(|m| m.organisation);
        if person.held.iter().any(|held| host_of(&held.target) == Some(mission.organisation)) {
            return Why::SameHost;
        }
        if (0..2).all(|p| !said.periods[a][p] || mission.capacity[p] == 0) {
            return Why::Closed;
        }
    }
    let theirs: Vec<(&str, usize)> = wish.holders.iter().filter_map(|name| Some((name.as_str(), pair(said, name, &wish.target)?.1))).collect();
    let people = theirs.len();
    let host = host_of(said, target);
    // Nobody ranks anything higher to which they gave no number.
    let higher = |(name, pair): &(&str, usize)| lists.person(host, name).rank().is_some() && said.host[*pair] > said.host[mine];
    let keener = |(name, pair): &(&str, usize)| lists.mission(name, &wish.target).rank().is_some() && said.own[*pair] > said.own[mine];
    if theirs.is_empty() {
        Why::Free
    } else if theirs.iter().all(|(_, pair)| matches!(said.lock[*pair], Lock::Required | Lock::RequiredIn(_))) {
        Why::Fixed
    } else if theirs.iter().all(higher) {
        Why::Preferred { people, keen: theirs.iter().all(keener) }
    } else if theirs.iter().all(|pair| higher(pair) || keener(pair)) {
        Why::Keener { people }
    } else {
        Why::Overall { people }
    }
}

/// The price of a wish, and its sentence, for the `host` or for the associate who wished.
pub(super) fn cost(solution: &Solution, force: Option<&Force>, host: bool) -> (Option<Price>, String) {
    match force {
        None => (None, String::new()),
        Some(Force::Costs { cost, exact, moves }) => {
            let (before, after) = (points(solution.total), points(solution.total - cost));
            let price = Price { before, after, people: moves.len() + 1, exact: *exact };
            (Some(price), say::price(&price, host))
        }
        Some(Force::Empties { lost }) => (None, say::empties(usize::try_from(*lost).unwrap_or(usize::MAX), host)),
        Some(Force::Impossible) => (None, say::empties(1, host)),
        Some(Force::Unknown) => (None, say::UNKNOWN_PRICE.to_owned()),
    }
}

/// The periods whose mission is worth less to a person than `target`, in order.
pub(super) fn periods(person: &Person, lists: &Lists, target: &str) -> Vec<u8> {
    let worth = |target: &str| lists.worth_to(&person.associate, target);
    let lower = person.held.iter().filter(|held| worth(&held.target) < worth(target));
    let mut periods: Vec<u8> = lower.filter_map(|held| held.period.and_then(|p| u8::try_from(p).ok())).collect();
    periods.sort_unstable();
    periods
}

/// One wish of a person, explained.
pub(super) fn above(said: &Problem, solution: &Solution, lists: &Lists, person: &Person, wish: &Wish) -> Above {
    let why = why(said, lists, person, wish);
    let (price, cost) = cost(solution, wish.force.as_ref(), false);
    let rank = lists.mission(&person.associate, &wish.target).rank().map_or(wish.rank, |rank| rank.at);
    Above { target: wish.target.clone(), rank, periods: periods(person, lists, &wish.target), why, because: say::because(why), price, cost }
}
