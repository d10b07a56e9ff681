//! Reduced-cost fixing: most options cannot be in any better plan, and the rest is a small problem.
//!
//! **Idea.** At the root's prices every option has a bound: the best any plan using it can be worth ([`with_each`](super::bound::with_each)).
//! What cannot beat the best plan known is closed. The better the plan, the more is closed, so two searches come first that look for plans only
//! among the most promising options: the few per seat with the highest bounds. They prove nothing and close nothing. Then the case distinction runs on
//! what is left, where its nodes cost a fraction of the full network's. The verifier closes the same options by its own reckoning.
//!
//! **Source.** Dantzig, Fulkerson & Johnson 1954 (fixing by reduced cost); restricted searches after Danna, Rothberg & Le Pape 2005.
//! **Complexity.** O(entries) for the bounds. **Invariant.** The tree returned covers every plan of the model.

use super::bound::with_each;
use super::branch::Cases;
use super::model::Model;
use super::search::nodes;
use crate::matching::control::Watch;
use crate::matching::flow::{Cost, Stuck};
use crate::matching::format::solution::Tree;

/// Models with fewer entries are searched whole.
const SMALL: usize = 600;
/// Units an option may cost, at most, while plans are sought.
const PROMISING: [i128; 4] = [2, 8, 32, 128];
/// Times the rest is priced and narrowed again.
const LEVELS: usize = 4;
/// Nodes of the first portion of the case distinction.
const PORTION: usize = 60;
/// Nodes of each search for plans.
const SEARCH: usize = 40;

impl<C: Cost> Cases<'_, C> {
    /// Solves the whole problem from its root: prices, plans, fixing, cases. Returns the certificate.
    ///
    /// # Errors
    /// [`Stuck::Cancelled`].
    pub fn solve(&mut self, mut model: Model<C>, limit: Option<usize>, watch: &dyn Watch) -> Result<Tree, Stuck> {
        if model.pair.len() <= SMALL {
            return self.explore(model, &mut Vec::new(), watch);
        }
        match self.price(&mut model, &[], watch) {
            Err(Stuck::Cancelled) => return Err(Stuck::Cancelled),
            Err(Stuck::Hall { .. }) => return self.explore(model, &mut Vec::new(), watch),
            Ok(()) => self.round(&model),
        }
        self.narrow(model, limit, LEVELS, watch)
    }

    /// Closes what cannot beat the best plan, prices the rest anew, and so on while that closes much; then the cases.
    fn narrow(&mut self, mut model: Model<C>, limit: Option<usize>, levels: usize, watch: &dyn Watch) -> Result<Tree, Stuck> {
        let (total, prices) = self.sharpest(&model, &[]);
        let Some(total) = total else { return Ok(prices.leaf()) };
        if self.best.is_none() || self.closes(total) {
            return self.explore(model, &mut Vec::new(), watch);
        }
        if watch.enough() {
            self.bound = self.bound.max(total);
            return Ok(prices.leaf());
        }
        let bounds = with_each(&model, self.problem, &self.worths, &prices, self.forced, total);
        self.seek(&model, (total, &bounds), watch)?;
        let keep: Vec<bool> = bounds.iter().map(|&bound| !self.closes(bound)).collect();
        let closed = bounds.iter().zip(&keep).filter(|(_, keep)| !**keep).map(|(&bound, _)| bound).max();
        let mut rest = model.restricted(&keep);
        let child = if levels > 0 && 10 * rest.pair.len() < 9 * model.pair.len() {
            model.network.arcs.clear();
            match self.price(&mut rest, &[], watch) {
                Err(Stuck::Cancelled) => return Err(Stuck::Cancelled),
                Err(Stuck::Hall { .. }) => {}
                Ok(()) => self.round(&rest),
            }
            self.narrow(rest, limit, levels - 1, watch)?
        } else {
            self.persist(rest, limit, watch)?
        };
        self.bound = self.bound.max(closed.unwrap_or(i128::MIN));
        Ok(Tree { cases: vec![child], ..prices.leaf() })
    }

    /// The case distinction in growing portions: a better plan found on the way closes more, so it begins again from there.
    fn persist(&mut self, rest: Model<C>, limit: Option<usize>, watch: &dyn Watch) -> Result<Tree, Stuck> {
        let mut all = limit.unwrap_or_else(|| nodes(&rest));
        let mut portion = PORTION.min(all);
        loop {
            let (open, bound) = (self.open, self.bound);
            let before = self.best.as_ref().map(|best| best.0.div_euclid(self.unit));
            self.left = portion;
            let tree = self.explore(rest.clone(), &mut Vec::new(), watch)?;
            let now = self.best.as_ref().map(|best| best.0.div_euclid(self.unit));
            all = all.saturating_sub(portion);
            if self.left > 0 || all == 0 || watch.enough() || self.closes(self.bound) {
                return Ok(tree);
            }
            (self.open, self.bound) = (open, bound);
            if now > before {
                return self.narrow(rest, Some(all), 1, watch);
            }
            portion = (4 * portion).min(all);
        }
    }

    /// Looks for better plans among the most promising options. Proves nothing.
    fn seek(&mut self, model: &Model<C>, (total, bounds): (i128, &[i128]), watch: &dyn Watch) -> Result<(), Stuck> {
        let (open, bound, left) = (self.open, self.bound, self.left);
        for loss in PROMISING {
            let least = total - loss * self.unit;
            if watch.enough() || self.closes(least) && loss > PROMISING[0] {
                break;
            }
            let keep: Vec<bool> = bounds.iter().map(|&bound| bound >= least && !self.closes(bound)).collect();
            let few = model.restricted(&keep);
            self.left = SEARCH.min(nodes(&few) / 2 + 1).min(left);
            self.explore(few, &mut Vec::new(), watch)?;
        }
        (self.open, self.bound, self.left) = (open, bound, left);
        Ok(())
    }

    /// Is a bound within one unit of the best plan known?
    fn closes(&self, bound: i128) -> bool {
        self.best.as_ref().is_some_and(|(best, _)| bound.div_euclid(self.unit) <= best.div_euclid(self.unit))
    }
}
