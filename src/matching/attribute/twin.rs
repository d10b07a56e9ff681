//! The case that is a flow: two periods alike.
//!
//! When every mission offers the same places in both periods, everyone needs both and organisations have one mission each, give every
//! associate *two different* missions out of the places of both periods together: one flow. Its meetings graph then has
//! degree two at every associate, and an even colouring with two colours (König, de Werra) sends one of the two to each
//! period while no mission gets more than half its places, rounded up, in either. Nothing is lost, and the place prices
//! of the flow prove it.

use super::objective::Objective;
use super::search::Run;
use crate::matching::control::Watch;
use crate::matching::flow::{Arc, Cost, Network, Search, Stuck, bipartite, settle};
use crate::matching::format::solution::Tree;
use crate::matching::meetings::Failure;
use crate::matching::problem::{Lock, Problem};
use crate::matching::rounds::regular;

/// True when the instance has this shape.
#[must_use]
pub fn alike(problem: &Problem) -> bool {
    let mut hosts = vec![false; problem.organisations.len()];
    problem.periods.iter().all(|&p| p == [true, true])
        && !problem.lock.iter().any(|l| matches!(l, Lock::RequiredIn(_)))
        && problem.missions.iter().all(|m| {
            let fresh = !std::mem::replace(&mut hosts[m.organisation as usize], true);
            fresh && m.capacity[0] == m.capacity[1] && m.minimum[0] == m.minimum[1] && m.total == 2 * m.capacity[0]
        })
}

/// Solves the shape; none when the instance has another one, or when not everyone can be placed twice.
pub(super) fn solve<C: Cost>(problem: &Problem, objective: &Objective, watch: &dyn Watch) -> Result<Option<Run>, Failure> {
    if !alike(problem) || objective.factor("balance") > 0 {
        return Ok(None);
    }
    let (people, missions) = (problem.associates.len(), problem.missions.len());
    let root = (people + missions) as u32;
    let worths = objective.worths(problem);
    let mut arcs: Vec<Arc<C>> = Vec::with_capacity(worths.len() + people + missions);
    for (a, pair) in problem.owners() {
        let lock = problem.lock[pair];
        let mission = &problem.missions[problem.target[pair] as usize];
        let closed = lock == Lock::Free && problem.tier(pair) < objective.floor || mission.capacity[0] == 0;
        let upper = i32::from(lock != Lock::Forbidden && !closed);
        let head = people as u32 + problem.target[pair];
        arcs.push(Arc { cost: C::narrow(-worths[pair]), tail: a as u32, head, lower: i32::from(lock == Lock::Required), upper, flow: 0 });
    }
    if arcs.iter().any(|arc| arc.lower > arc.upper) {
        return Ok(None);
    }
    let root_arc: Vec<u32> = (0..people).map(|a| (arcs.len() + a) as u32).collect();
    let plain = |tail, head, lower, upper| Arc { cost: C::default(), tail, head, lower, upper, flow: lower };
    arcs.extend((0..people as u32).map(|a| plain(root, a, 2, 2)));
    for (m, mission) in problem.missions.iter().enumerate() {
        arcs.push(plain(people as u32 + m as u32, root, 2 * mission.minimum[0] as i32, mission.total as i32));
    }
    let mut network = Network::new(root as usize + 1, root, arcs);
    bipartite::seat(&mut network, &problem.first, &root_arc);
    match settle(&mut network, &mut Search::new(root as usize + 1), watch) {
        Ok(()) => {}
        Err(Stuck::Hall { .. }) => return Ok(None),
        Err(Stuck::Cancelled) => return Err(Failure::Cancelled),
    }
    let chosen: Vec<(u32, u32)> = problem.owners().filter(|&(_, p)| network.arcs[p].flow > 0).map(|(a, p)| (a as u32, p as u32)).collect();
    let ends: Vec<(u32, u32)> = chosen.iter().map(|&(a, p)| (a, problem.target[p as usize])).collect();
    let period = regular::rounds(&ends, people, missions, 2);
    let mut placed: Vec<(u32, u32, u32)> = chosen.iter().zip(period).map(|(&(a, pair), p)| (a, p, pair)).collect();
    placed.sort_unstable();
    let value = placed.iter().map(|&(_, _, pair)| worths[pair as usize]).sum();
    let price = |m: usize| -network.potential[people + m].wide();
    let tree = Tree { prices: (0..missions).map(|m| [price(m); 2]).collect(), ..Tree::default() };
    Ok(Some(Run { value, placed, bound: value, tree }))
}
