//! The exact value of the dual: what no plan can exceed at given place prices.
//!
//! With prices on places, every associate simply takes the best pair of different organisations. Top two organisations a period
//! are enough to find it, so the whole bound costs one pass over the lists.

use super::branch::{Case, Decision};
use super::model::Model;
use crate::matching::flow::Cost;
use crate::matching::format::solution::Tree;
use crate::matching::problem::{Lock, Problem};

/// Prices read off a model, in packed units.
#[derive(Clone, Debug)]
pub struct Prices {
    /// By mission and period.
    pub places: Vec<[i128; 2]>,
    /// By mission: the part that pays for the total limit.
    pub totals: Vec<i128>,
    /// By organisation: the part that pays for balance; empty without that stage.
    pub hosts: Vec<i128>,
}

impl Prices {
    /// The model's present prices.
    #[must_use]
    pub fn of<C: Cost>(model: &Model<C>, problem: &Problem, balanced: bool) -> Self {
        let at = |node: usize| -model.network.potential[node].wide();
        Self::read(model, problem, balanced, &at)
    }

    /// The model's prices with the potentials of `nodes` moved by `far`: along a Hall set this lowers the bound without end.
    #[must_use]
    pub fn moved<C: Cost>(model: &Model<C>, problem: &Problem, balanced: bool, nodes: &[u32], far: i128) -> Self {
        let mut potential: Vec<i128> = model.network.potential.iter().map(|p| p.wide()).collect();
        for &node in nodes {
            potential[node as usize] += far;
        }
        Self::read(model, problem, balanced, &|node: usize| -potential[node])
    }

    /// Prices of one on the places of a Hall set: at these no plan is worth nothing, when every placement is.
    #[must_use]
    pub fn hall<C: Cost>(model: &Model<C>, problem: &Problem, nodes: &[u32], lacking: bool) -> Self {
        let mut inside = vec![0i128; model.network.nodes()];
        for &node in nodes {
            inside[node as usize] = if lacking { -1 } else { 1 };
        }
        Self::read(model, problem, false, &|node: usize| inside[node])
    }

    fn read<C: Cost>(model: &Model<C>, problem: &Problem, balanced: bool, at: &dyn Fn(usize) -> i128) -> Self {
        let (seats, missions) = (model.seats.len(), problem.missions.len());
        let mut next = seats + 2 * missions;
        let mut totals = vec![0; missions];
        for (m, mission) in problem.missions.iter().enumerate() {
            if balanced || mission.total < mission.capacity[0] + mission.capacity[1] {
                totals[m] = at(next);
                next += 1;
            }
        }
        let hosts = if balanced { (0..problem.organisations.len()).map(|o| at(next + o)).collect() } else { Vec::new() };
        let places = (0..missions).map(|m| [at(seats + 2 * m), at(seats + 2 * m + 1)]).collect();
        Self { places, totals, hosts }
    }

    /// As a leaf of the certificate.
    #[must_use]
    pub fn leaf(&self) -> Tree {
        let any = self.totals.iter().any(|&t| t != 0);
        Tree {
            prices: self.places.clone(),
            total_prices: if any { self.totals.clone() } else { Vec::new() },
            host_prices: self.hosts.clone(),
            ..Tree::default()
        }
    }

    /// What all places together earn at most.
    fn earnings(&self, problem: &Problem, balance: i128) -> i128 {
        let mut sum = 0;
        for (m, mission) in problem.missions.iter().enumerate() {
            for p in 0..2 {
                let own = self.places[m][p] - self.totals[m];
                sum += own * i128::from(if own > 0 { mission.capacity[p] } else { mission.minimum[p] });
            }
            let host = self.hosts.get(mission.organisation as usize).copied().unwrap_or(0);
            let total = self.totals[m] - host;
            sum += total.max(0) * i128::from(mission.total);
        }
        for (o, &price) in self.hosts.iter().enumerate() {
            let room: u32 = problem.missions.iter().filter(|m| m.organisation == o as u32).map(|m| m.total).sum();
            sum += (1..=i128::from(room)).map(|unit| (price - balance * (2 * unit - 1)).max(0)).sum::<i128>();
        }
        sum
    }
}

/// Upper bound on the packed value of any plan that follows `decisions`; none when some associate has no option at all.
#[must_use]
pub fn evaluate<C: Cost>(
    model: &Model<C>,
    problem: &Problem,
    worths: &[i128],
    prices: &Prices,
    (forced, balance): (bool, i128),
    decisions: &[Decision],
) -> Option<i128> {
    let mut sum = prices.earnings(problem, balance);
    for a in 0..problem.associates.len() {
        let mine: Vec<Decision> = decisions.iter().copied().filter(|d| d.associate == a as u32).collect();
        sum += best(model, problem, worths, prices, forced, a, &mine)?;
    }
    Some(sum)
}

/// Upper bound on the packed value of any plan that uses each entry of the model, at these prices and without decisions: what reduced-cost fixing
/// compares with the best plan. `total` is the bound on all plans. Associates with locks are left alone.
#[must_use]
pub fn with_each<C: Cost>(model: &Model<C>, problem: &Problem, worths: &[i128], prices: &Prices, forced: bool, total: i128) -> Vec<i128> {
    const NOBODY: u32 = u32::MAX;
    let mut bounds = vec![total; model.pair.len()];
    let value = |entry: u32, period: usize| {
        let pair = model.pair[entry as usize] as usize;
        worths[pair] - prices.places[problem.target[pair] as usize][period]
    };
    let host = |entry: u32| problem.organisation_of(problem.target[model.pair[entry as usize] as usize]);
    for a in 0..problem.associates.len() {
        if problem.pairs_of(a).any(|pair| problem.lock[pair] != Lock::Free && problem.lock[pair] != Lock::Forbidden) {
            continue;
        }
        let Some(best) = best(model, problem, worths, prices, forced, a, &[]) else { continue };
        let ranges = model.seat_of[a].map(|seat| if seat == u32::MAX { 0..0 } else { model.first[seat as usize]..model.first[seat as usize + 1] });
        let mut top: [Vec<(i128, u32)>; 2] = [Vec::new(), Vec::new()];
        for (period, top) in top.iter_mut().enumerate() {
            if ranges[period].is_empty() || !forced {
                top.push((0, NOBODY));
            }
            ranges[period].clone().for_each(|entry| insert(top, value(entry, period), host(entry), 2));
        }
        for period in 0..2 {
            for entry in ranges[period].clone() {
                let other = top[1 - period].iter().find(|&&(_, o)| o == NOBODY || o != host(entry));
                // Without any partner the entry is in no plan at all.
                bounds[entry as usize] = other.map_or(i128::MIN, |&(other, _)| total - best + value(entry, period) + other);
            }
        }
    }
    bounds
}

fn best<C: Cost>(
    model: &Model<C>,
    problem: &Problem,
    worths: &[i128],
    prices: &Prices,
    forced: bool,
    a: usize,
    decisions: &[Decision],
) -> Option<i128> {
    const NOBODY: u32 = u32::MAX;
    // Best two organisations a period: (value, organisation); `NOBODY` for an empty seat.
    let mut top: [Vec<(i128, u32)>; 2] = [Vec::new(), Vec::new()];
    let must: Vec<u32> = model.groups_of(a).filter(|g| g.exact).map(|g| g.organisation).collect();
    let keep = 2 + must.len() * 2 + decisions.len();
    for (period, top) in top.iter_mut().enumerate() {
        let seat = model.seat_of[a][period];
        let entries = if seat == u32::MAX { 0..0 } else { model.first[seat as usize]..model.first[seat as usize + 1] };
        let locked = entries.clone().find(|&e| model.network.arcs[e as usize].lower > 0);
        if locked.is_none() && (entries.is_empty() || !forced) {
            top.push((0, NOBODY));
        }
        for entry in entries {
            if model.network.arcs[entry as usize].upper == 0 {
                continue;
            }
            let pair = model.pair[entry as usize] as usize;
            let o = problem.organisation_of(problem.target[pair]);
            let clash = decisions.iter().any(|d| !d.allows(period, o));
            if clash || locked.is_some_and(|l| l != entry) {
                continue;
            }
            let value = worths[pair] - prices.places[problem.target[pair] as usize][period];
            insert(top, value, o, if must.is_empty() { keep } else { usize::MAX });
        }
        if decisions.iter().any(|d| d.case == Case::In(period)) {
            top.retain(|&(_, o)| o != NOBODY);
        }
    }
    let mut found: Option<i128> = None;
    for &(one, o) in &top[0] {
        for &(two, q) in &top[1] {
            let ok = (o != q || o == NOBODY) && must.iter().all(|&m| m == o || m == q);
            if ok && found.is_none_or(|value| one + two > value) {
                found = Some(one + two);
            }
        }
    }
    found
}

/// Keeps the `keep` best organisations, one value each.
fn insert(top: &mut Vec<(i128, u32)>, value: i128, organisation: u32, keep: usize) {
    if let Some(at) = top.iter().position(|&(_, o)| o == organisation) {
        if top[at].0 >= value {
            return;
        }
        top.remove(at);
    } else if top.len() >= keep && top.last().is_some_and(|l| l.0 >= value) {
        return;
    }
    let at = top.partition_point(|&(other, _)| other >= value);
    top.insert(at, (value, organisation));
    top.truncate(keep);
}

impl<C: Cost> Model<C> {
    /// Groups of an associate.
    pub fn groups_of(&self, a: usize) -> impl Iterator<Item = &super::model::Group<C>> {
        let from = self.groups.partition_point(|g| (g.associate as usize) < a);
        self.groups[from..].iter().take_while(move |g| g.associate as usize == a)
    }
}
