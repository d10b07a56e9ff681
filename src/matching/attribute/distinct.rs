//! "Two different organisations" by prices on associate–organisation groups.
//!
//! **Idea.** Without that rule stage 2 is two flows, solved exactly. Give each group a price ν added to its entries in
//! both periods. For one ν the dual bound is convex with slope `uses − 1` (up to sign), so the exact step is
//! known from two residual shortest paths: a group used twice gets the smaller of the two costs of leaving it (that period then leaves
//! at no loss), a priced group no longer used gets cheaper until it is used again or free. Each step lowers the
//! bound and keeps both flows optimal. When no priced group is unused and none is used twice, complementary slackness holds
//! and the plan is optimal *with its proof*; otherwise what is left is closed by `branch`.
//!
//! **Source.** Lagrangian relaxation (Geoffrion 1974) with exact coordinate steps from sensitivity analysis of flows.
//! **Complexity.** Four local Dijkstra searches a step; about as many steps as associates whose two favourite places are in one
//! organisation. **Invariant.** Between steps the network's flow is optimal for the priced costs.

use super::model::Model;
use crate::matching::control::{Watch, keep_going};
use crate::matching::flow::{Cost, Search, Stuck, settle_some};

/// What the steps achieved.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Outcome {
    /// Groups still used twice (or locked and unused).
    pub broken: usize,
    /// Priced groups left unused: the remaining gap.
    pub idle: usize,
}

/// No way to give this associate two different organisations.
pub const FREE: Stuck = Stuck::Hall { nodes: Vec::new(), lacking: false };

impl<C: Cost> Model<C> {
    /// Takes exact price steps until nothing changes or `steps` are spent.
    ///
    /// # Errors
    /// [`Stuck`] when some associate cannot have two different organisations at all, or cancelled.
    pub fn separate(&mut self, search: &mut Search<C>, steps: usize, watch: &dyn Watch) -> Result<Outcome, Stuck> {
        let mut left = steps;
        let mut last = None;
        loop {
            keep_going(watch)?;
            watch.progress("prices", (steps - left) as u64, steps as u64);
            let mut changed = false;
            for group in self.violated() {
                if left == 0 || watch.enough() {
                    return Ok(self.outcome());
                }
                let uses: u32 = self.uses(&self.groups[group]).iter().sum();
                let before = self.groups[group].price;
                if uses >= 2 {
                    self.leave(search, group)?;
                } else if uses == 0 {
                    self.enter(search, group)?;
                } else {
                    continue;
                }
                left -= 1;
                let after: u32 = self.uses(&self.groups[group]).iter().sum();
                changed |= after != uses || self.groups[group].price != before;
            }
            // Steps of length zero may go round in circles: stop when a whole pass gains nothing.
            let dual = self.dual();
            if !changed || last.is_some_and(|before| before <= dual) {
                return Ok(self.outcome());
            }
            last = Some(dual);
        }
    }

    /// Groups whose price and use disagree.
    #[must_use]
    pub fn violated(&self) -> Vec<usize> {
        let mut uses = vec![0u8; self.groups.len()];
        for (entry, &group) in self.group_of.iter().enumerate() {
            if group != u32::MAX && self.network.arcs[entry].flow > 0 {
                uses[group as usize] += 1;
            }
        }
        let wrong = |&g: &usize| {
            let group = &self.groups[g];
            uses[g] >= 2 || uses[g] == 0 && (group.exact || group.price > C::default())
        };
        (0..self.groups.len()).filter(wrong).collect()
    }

    /// What is still wrong.
    #[must_use]
    pub fn outcome(&self) -> Outcome {
        let mut outcome = Outcome { broken: 0, idle: 0 };
        for group in self.violated() {
            let group = &self.groups[group];
            let uses: u32 = self.uses(group).iter().sum();
            if uses == 0 && !group.exact { outcome.idle += 1 } else { outcome.broken += 1 }
        }
        outcome
    }

    /// Moves a group's price.
    pub fn reprice(&mut self, group: usize, change: C) {
        self.groups[group].price += change;
        for (from, to) in self.groups[group].arcs {
            for entry in from..to {
                self.network.arcs[entry as usize].cost += change;
            }
        }
    }

    /// Makes a group's entries agree with their costs again and settles what that disturbs.
    fn calm(&mut self, search: &mut Search<C>, group: usize) -> Result<(), Stuck> {
        let mut touched = Vec::new();
        for (from, to) in self.groups[group].arcs {
            for entry in from..to {
                self.network.agree(entry as usize);
                touched.push(self.network.arcs[entry as usize].tail);
                touched.push(self.network.arcs[entry as usize].head);
            }
        }
        settle_some(&mut self.network, search, &touched)
    }

    /// Cost of taking one period's seat away from the group; none when impossible.
    pub fn detour(&self, search: &mut Search<C>, group: usize, period: usize) -> Option<C> {
        let (from, to) = self.groups[group].arcs[period];
        let held = (from..to).find(|&e| self.network.arcs[e as usize].flow > 0)?;
        let arc = self.network.arcs[held as usize];
        if arc.lower > 0 {
            return None;
        }
        let end = arc.head;
        search.run(&self.network, arc.tail, false, |node| node == end, |e| e >= from && e < to)?;
        search.reached(end).map(|distance| distance - self.network.reduced(&arc))
    }

    /// A group used twice: raise its price by the smaller cost of leaving it, and leave it there.
    fn leave(&mut self, search: &mut Search<C>, group: usize) -> Result<(), Stuck> {
        let costs = [0, 1].map(|period| self.detour(search, group, period));
        let (cost, period) = match costs {
            [None, None] => return Err(FREE),
            [Some(one), None] => (one, 0),
            [None, Some(two)] => (two, 1),
            [Some(one), Some(two)] => {
                if one <= two {
                    (one, 0)
                } else {
                    (two, 1)
                }
            }
        };
        let (from, to) = self.groups[group].arcs[period];
        let (mut touched, mut uppers) = (Vec::new(), Vec::new());
        for entry in from..to {
            let arc = &mut self.network.arcs[entry as usize];
            uppers.push(std::mem::take(&mut arc.upper));
            if arc.flow > 0 {
                touched.extend([arc.tail, arc.head]);
                self.network.set_flow(entry as usize, 0);
            }
        }
        settle_some(&mut self.network, search, &touched)?;
        for (entry, upper) in (from..to).zip(uppers) {
            self.network.arcs[entry as usize].upper = upper;
        }
        self.reprice(group, cost);
        self.calm(search, group)
    }

    /// A priced group nobody uses: lower its price until some period would use it again, or to zero.
    fn enter(&mut self, search: &mut Search<C>, group: usize) -> Result<(), Stuck> {
        let mut best: Option<(C, u32)> = None;
        for (from, to) in self.groups[group].arcs {
            for entry in from..to {
                let arc = self.network.arcs[entry as usize];
                if arc.upper == 0 {
                    continue;
                }
                let end = arc.tail;
                if search.run(&self.network, arc.head, false, |node| node == end, |_| false).is_none() {
                    continue;
                }
                if let Some(distance) = search.reached(end) {
                    let cost = distance + self.network.reduced(&arc);
                    if best.is_none_or(|(least, _)| cost < least) {
                        best = Some((cost, entry));
                    }
                }
            }
        }
        let (price, exact) = (self.groups[group].price, self.groups[group].exact);
        match best {
            Some((cost, entry)) if exact || cost < price => {
                let arc = &mut self.network.arcs[entry as usize];
                arc.lower = 1;
                let ends = [arc.tail, arc.head];
                self.network.set_flow(entry as usize, 1);
                settle_some(&mut self.network, search, &ends)?;
                self.network.arcs[entry as usize].lower = 0;
                self.reprice(group, -cost);
            }
            None if exact => return Err(FREE),
            _ => self.reprice(group, -price),
        }
        self.calm(search, group)
    }
}
