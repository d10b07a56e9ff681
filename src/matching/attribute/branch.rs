//! Branch and bound over what the prices left open.
//!
//! A node is a model with decisions "this associate with this organisation in period 1 / in period 2 / not at all": three cases that
//! cover everything and exclude each other. Each case is settled from its parent's optimal flow, so a node costs a
//! few shortest paths. The tree, with prices at its leaves, is the certificate.

use super::ascent::Market;
use super::bound::{Prices, evaluate};
use super::model::Model;
use super::objective::Objective;
use crate::matching::control::{Unwatched, Watch, keep_going};
use crate::matching::flow::{Cost, Search, Stuck, settle};
use crate::matching::format::solution::Tree;
use crate::matching::problem::Problem;

/// Options above which a plan is looked for only at sharpened prices: at those of the auction too many associates want one organisation twice, and
/// each costs two searches through the network.
const LARGE: usize = 100_000;
/// Steps of the ascent at the root and in a case.
const FIRST_STEPS: usize = 3000;
const CASE_STEPS: usize = 400;
/// Exact steps on group prices after an ascent, for what the flows still share.
const MENDING: usize = 120;

/// Where the pair may be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Case {
    /// In this period, counted from 0.
    In(usize),
    /// In neither period.
    Out,
}

/// One branching decision.
#[derive(Clone, Copy, Debug)]
pub struct Decision {
    /// Associate.
    pub associate: u32,
    /// Organisation.
    pub organisation: u32,
    /// The case.
    pub case: Case,
}

impl Decision {
    /// May the associate be with `organisation` in `period`?
    #[must_use]
    pub fn allows(&self, period: usize, organisation: u32) -> bool {
        match self.case {
            Case::In(p) => (p == period) == (organisation == self.organisation),
            Case::Out => organisation != self.organisation,
        }
    }
}

/// Associate, period and pair of everything placed.
pub type Placed = Vec<(u32, u32, u32)>;

/// Best plan found and what is known about the rest.
pub struct Cases<'a, C> {
    pub(super) problem: &'a Problem,
    pub(super) worths: Vec<i128>,
    pub(super) forced: bool,
    pub(super) balance: i128,
    /// One unit of the last stage before the tie-break: a smaller gap is no gap.
    pub(super) unit: i128,
    search: Search<C>,
    /// Nodes still allowed.
    pub(super) left: usize,
    /// Place prices of the last ascent.
    pub(super) sharp: Option<Vec<i64>>,
    /// Packed value and plan of the incumbent.
    pub best: Option<(i128, Placed)>,
    /// True when some case without a plan was left without a proof that it has none.
    pub open: bool,
    /// Highest packed bound over all leaves.
    pub bound: i128,
    /// Nodes opened.
    pub nodes: usize,
}

impl<'a, C: Cost> Cases<'a, C> {
    /// A search over at most `nodes` nodes.
    #[must_use]
    pub fn new(problem: &'a Problem, objective: &Objective, forced: bool, model: &Model<C>, nodes: usize) -> Self {
        Self {
            problem,
            worths: objective.worths(problem),
            forced,
            balance: objective.factor("balance"),
            unit: objective.unit(),
            search: model.search(),
            left: nodes,
            sharp: None,
            best: None,
            open: false,
            bound: i128::MIN,
            nodes: 0,
        }
    }

    /// Solves the case `model` is in. Returns its certificate.
    ///
    /// # Errors
    /// [`Stuck::Cancelled`].
    pub fn explore(&mut self, mut model: Model<C>, decisions: &mut Vec<Decision>, watch: &dyn Watch) -> Result<Tree, Stuck> {
        keep_going(watch)?;
        if (self.left == 0 || watch.enough()) && self.nodes > 0 && self.best.is_some() {
            // Out of nodes: the prices at hand close this case as well as they can.
            self.sharp = None;
            let (value, prices) = self.sharpest(&model, decisions);
            self.bound = self.bound.max(value.unwrap_or(i128::MIN));
            return Ok(prices.leaf());
        }
        self.nodes += 1;
        self.left = if watch.enough() { 0 } else { self.left.saturating_sub(1) };
        watch.progress("branch", self.nodes as u64, (self.nodes + self.left) as u64);
        let priced = match self.price(&mut model, decisions, watch) {
            Err(Stuck::Cancelled) => return Err(Stuck::Cancelled),
            other => other,
        };
        let (value, prices) = self.sharpest(&model, decisions);
        let Some(value) = value else { return Ok(prices.leaf()) };
        if priced.is_ok() {
            self.round(&model);
        }
        let hopeless = matches!(priced, Err(Stuck::Hall { .. }));
        let before = self.open;
        let open = self.best.as_ref().is_none_or(|(best, _)| value.div_euclid(self.unit) > best.div_euclid(self.unit));
        if open
            && self.left > 0
            && let Some(group) = self.choose(&model, decisions)
        {
            let (associate, organisation) = (model.groups[group].associate, model.groups[group].organisation);
            let mut tree = Tree { branch: Some((associate, organisation)), ..Tree::default() };
            tree.cases = vec![Tree::default(); 3];
            let mut children = Vec::new();
            for (at, case) in [Case::In(0), Case::In(1), Case::Out].into_iter().enumerate() {
                decisions.push(Decision { associate, organisation, case });
                let mut child = model.clone();
                match child.decide(&mut self.search, group, case) {
                    Ok(()) => children.push((child.dual(), at, case, child)),
                    Err(Stuck::Cancelled) => return Err(Stuck::Cancelled),
                    Err(Stuck::Hall { nodes, lacking }) => tree.cases[at] = self.closed(&child, &nodes, lacking, decisions),
                }
                decisions.pop();
            }
            // The case that may hold the best plan first: a better plan closes more of the others.
            children.sort_by_key(|child| (std::cmp::Reverse(child.0), child.1));
            for (_, at, case, child) in children {
                decisions.push(Decision { associate, organisation, case });
                tree.cases[at] = self.explore(child, decisions, watch)?;
                decisions.pop();
            }
            if hopeless {
                self.open = before;
            }
            return Ok(tree);
        }
        self.open |= self.best.is_none() && !hopeless;
        self.bound = self.bound.max(value);
        Ok(prices.leaf())
    }

    /// Prices a case: exact single steps, then joint steps while the gap is open.
    pub(super) fn price(&mut self, model: &mut Model<C>, decisions: &[Decision], watch: &dyn Watch) -> Result<(), Stuck> {
        let depth = decisions.len();
        let steps = 200 + 4 * model.seats.len();
        let market = Market::new(model, self.problem, &self.worths, self.forced);
        if let Some(market) = &market {
            if depth == 0 && self.best.is_none() && model.pair.len() <= LARGE {
                self.round(model);
            }
            return self.ascend(model, market, depth, watch);
        }
        let mut outcome = model.separate(&mut self.search, steps, watch)?;
        if outcome.broken == 0 && outcome.idle == 0 {
            return Ok(());
        }
        if depth == 0 || self.best.is_none() {
            self.round(model);
        }
        let rounds = if depth == 0 { (2_400_000 / (model.pair.len() + 1)).clamp(4, 400) } else { 20 };
        for _ in 0..3 {
            if watch.enough() {
                return Ok(());
            }
            let before = model.dual();
            // Without a plan yet, aim a little below the bound.
            let target = self.best.as_ref().map_or(before - before.abs() / 200 - 1, |best| best.0);
            if before.div_euclid(self.unit) <= target.div_euclid(self.unit) {
                return Ok(());
            }
            model.descend(&mut self.search, (target, self.unit), rounds, watch)?;
            outcome = model.separate(&mut self.search, steps, watch)?;
            if depth > 0 || outcome.broken == 0 && outcome.idle == 0 || model.dual() >= before {
                break;
            }
            self.round(model);
        }
        Ok(())
    }

    /// Sharpens the place prices, then lets the flows follow them to a plan.
    fn ascend(&mut self, model: &mut Model<C>, market: &Market, depth: usize, watch: &dyn Watch) -> Result<(), Stuck> {
        let now = model.dual();
        let target = self.best.as_ref().map_or(now - now.abs() / 200 - 1, |best| best.0);
        let steps = if depth == 0 { FIRST_STEPS } else { CASE_STEPS };
        let start = model.place_prices(2 * self.problem.missions.len());
        let narrow = |value: i128| i64::try_from(value).ok();
        let (Some(target), Some(unit)) = (narrow(target), narrow(self.unit)) else { return Ok(()) };
        let Some((bound, price)) = market.descend(start, target, unit, steps, watch) else { return Ok(()) };
        self.sharp = Some(price.clone());
        if depth > 0 && i128::from(bound).div_euclid(self.unit) <= i128::from(target).div_euclid(self.unit) {
            return Ok(());
        }
        model.take_prices(&mut self.search, &price, &market.doubles(&price), watch)?;
        model.separate(&mut self.search, MENDING, watch)?;
        Ok(())
    }

    /// The lower of the bounds at the model's prices and at the sharpened ones.
    pub(super) fn sharpest(&mut self, model: &Model<C>, decisions: &[Decision]) -> (Option<i128>, Prices) {
        let game = (self.forced, self.balance);
        let prices = Prices::of(model, self.problem, self.balance > 0);
        let value = evaluate(model, self.problem, &self.worths, &prices, game, decisions);
        let Some(sharp) = self.sharp.take() else { return (value, prices) };
        let places = sharp.chunks_exact(2).map(|two| [two[0].into(), two[1].into()]).collect();
        let sharp = Prices { places, totals: vec![0; self.problem.missions.len()], hosts: Vec::new() };
        let other = evaluate(model, self.problem, &self.worths, &sharp, game, decisions);
        if other < value { (other, sharp) } else { (value, prices) }
    }

    /// A case without any plan: prices pushed along its Hall set prove it by an arbitrarily low bound.
    pub fn closed(&mut self, model: &Model<C>, nodes: &[u32], lacking: bool, decisions: &[Decision]) -> Tree {
        let most = self.worths.iter().map(|w| w.abs()).max().unwrap_or(0) + 1;
        let far = most.saturating_mul(4 * model.seats.len() as i128 + 4).min(i128::MAX >> 40);
        let far = if lacking { far } else { -far };
        let prices = Prices::moved(model, self.problem, self.balance > 0, nodes, far);
        let value = evaluate(model, self.problem, &self.worths, &prices, (self.forced, self.balance), decisions);
        if let Some(value) = value {
            self.bound = self.bound.max(value);
        }
        prices.leaf()
    }

    /// Takes a plan if it is the best so far. It must be feasible.
    pub fn offer(&mut self, placed: Placed) {
        let mut value: i128 = placed.iter().map(|&(_, _, pair)| self.worths[pair as usize]).sum();
        if self.balance > 0 {
            let mut load = vec![0i128; self.problem.organisations.len()];
            for &(_, _, pair) in &placed {
                load[self.problem.organisation_of(self.problem.target[pair as usize]) as usize] += 1;
            }
            value -= self.balance * load.iter().map(|l| l * l).sum::<i128>();
        }
        if self.best.as_ref().is_none_or(|(best, _)| value > *best) {
            self.best = Some((value, placed));
        }
    }

    /// Offers the plan the model can be repaired into.
    pub(super) fn round(&mut self, model: &Model<C>) {
        let mut model = model.clone();
        if model.repair(&mut self.search).is_ok() {
            self.offer(model.placed());
        }
    }

    /// The group to branch on: used twice first, then the highest price left unused.
    fn choose(&self, model: &Model<C>, decisions: &[Decision]) -> Option<usize> {
        let decided = |g: usize| {
            let group = &model.groups[g];
            decisions.iter().any(|d| d.associate == group.associate && d.organisation == group.organisation)
        };
        let rank = |&g: &usize| (model.uses(&model.groups[g]).iter().sum::<u32>() >= 2, model.groups[g].price);
        let violated = model.violated().into_iter().filter(|&g| !decided(g)).max_by_key(rank);
        violated.or_else(|| {
            let priced = |&g: &usize| model.groups[g].price != C::default() && !decided(g);
            (0..model.groups.len()).filter(priced).max_by_key(rank)
        })
    }
}

impl<C: Cost> Model<C> {
    /// Restricts the model to one case and settles it.
    ///
    /// # Errors
    /// [`Stuck`] when the case has no plan.
    pub fn decide(&mut self, search: &mut Search<C>, group: usize, case: Case) -> Result<(), Stuck> {
        let arcs = self.groups[group].arcs;
        let seats = self.seat_of[self.groups[group].associate as usize];
        if case == Case::Out && self.groups[group].exact {
            return Err(Stuck::Hall { nodes: Vec::new(), lacking: false });
        }
        for period in 0..2 {
            let seat = seats[period] as usize;
            let keeps = case == Case::In(period);
            for entry in self.first[seat]..self.first[seat + 1] {
                let inside = entry >= arcs[period].0 && entry < arcs[period].1;
                if inside != keeps && (keeps || inside) {
                    self.network.arcs[entry as usize].upper = 0;
                }
            }
            if keeps {
                self.network.arcs[self.root_arc[seat] as usize].lower = 1;
            }
            let range = self.first[seat]..self.first[seat + 1];
            for index in range.chain([self.root_arc[seat]]) {
                let arc = &self.network.arcs[index as usize];
                if arc.lower > arc.upper {
                    return Err(Stuck::Hall { nodes: Vec::new(), lacking: false });
                }
                self.network.agree(index as usize);
            }
        }
        settle(&mut self.network, search, &Unwatched)
    }
}
