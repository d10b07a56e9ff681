//! From prices to a plan: repair, then one period at a time.
//!
//! Every group still used twice leaves the period where that costs less. Then prices are dropped and each period in turn is solved as
//! an exact flow with the other period's organisations closed to each associate, until neither gains.

use super::model::Model;
use crate::matching::control::Unwatched;
use crate::matching::flow::{Cost, Search, Stuck, settle};

impl<C: Cost> Model<C> {
    /// Turns the settled flow into a plan that follows every rule, as good as alternating exact periods make it.
    ///
    /// # Errors
    /// [`Stuck`] when the simple repair finds none; the instance may still have one.
    pub fn repair(&mut self, search: &mut Search<C>) -> Result<(), Stuck> {
        let open: Vec<(i32, i32)> = self.network.arcs[..self.pair.len()].iter().map(|a| (a.lower, a.upper)).collect();
        for _ in 0..60 {
            let violated = self.violated();
            for group in violated {
                let uses: u32 = self.uses(&self.groups[group]).iter().sum();
                if uses >= 2 {
                    self.part(search, group)?;
                } else if uses == 0 && self.groups[group].exact {
                    return Err(Stuck::Hall { nodes: Vec::new(), lacking: true });
                }
            }
        }
        if self.groups.iter().any(|g| {
            self.uses(g).iter().sum::<u32>() + u32::from(!g.exact) != 1 + u32::from(!g.exact) && (g.exact || self.uses(g).iter().sum::<u32>() > 1)
        }) {
            return Err(Stuck::Hall { nodes: Vec::new(), lacking: false });
        }
        self.alternate(search, &open)
    }

    /// Sets the flow to a plan that follows the rules and improves it one period at a time.
    ///
    /// # Errors
    /// [`Stuck`] when the plan does not fit the model.
    pub fn adopt(&mut self, search: &mut Search<C>, placed: &[(u32, u32, u32)]) -> Result<(), Stuck> {
        let open: Vec<(i32, i32)> = self.network.arcs[..self.pair.len()].iter().map(|a| (a.lower, a.upper)).collect();
        for seat in 0..self.seats.len() {
            let (a, period) = self.seats[seat];
            let at = placed.binary_search_by_key(&(a, period), |row| (row.0, row.1));
            let pair = at.ok().map(|at| placed[at].2);
            for entry in self.first[seat]..self.first[seat + 1] {
                let here = i32::from(pair == Some(self.pair[entry as usize]));
                let arc = &mut self.network.arcs[entry as usize];
                (arc.lower, arc.upper) = (here, here);
                self.network.agree(entry as usize);
            }
        }
        settle(&mut self.network, search, &Unwatched)?;
        self.alternate(search, &open)
    }

    fn alternate(&mut self, search: &mut Search<C>, open: &[(i32, i32)]) -> Result<(), Stuck> {
        let mut value = None;
        for turn in 0..12 {
            self.one_period(search, turn % 2, open)?;
            if turn % 2 == 1 {
                let now = self.network.value();
                if value.is_some_and(|before| before <= now) {
                    break;
                }
                value = Some(now);
            }
        }
        Ok(())
    }

    /// Closes the cheaper period of a group used twice.
    fn part(&mut self, search: &mut Search<C>, group: usize) -> Result<(), Stuck> {
        let costs = [0, 1].map(|period| self.detour(search, group, period));
        let period = match costs {
            [None, None] => return Err(Stuck::Hall { nodes: Vec::new(), lacking: false }),
            [Some(_), None] => 0,
            [None, Some(_)] => 1,
            [Some(one), Some(two)] => usize::from(two < one),
        };
        let (from, to) = self.groups[group].arcs[period];
        for entry in from..to {
            self.network.arcs[entry as usize].upper = 0;
            self.network.agree(entry as usize);
        }
        settle(&mut self.network, search, &Unwatched)
    }

    /// Solves `period` exactly, groups of the other period kept as they are.
    fn one_period(&mut self, search: &mut Search<C>, period: usize, open: &[(i32, i32)]) -> Result<(), Stuck> {
        for group in 0..self.groups.len() {
            let [own, other] = [self.groups[group].arcs[period], self.groups[group].arcs[1 - period]];
            let price = std::mem::take(&mut self.groups[group].price);
            let mut taken = false;
            for entry in other.0..other.1 {
                let arc = &mut self.network.arcs[entry as usize];
                arc.cost -= price;
                taken |= arc.flow > 0;
                (arc.lower, arc.upper) = (arc.flow, arc.flow);
            }
            let exact = self.groups[group].exact;
            for entry in own.0..own.1 {
                let arc = &mut self.network.arcs[entry as usize];
                arc.cost -= price;
                // A locked organisation stays where it is.
                (arc.lower, arc.upper) = if taken { (0, 0) } else { open[entry as usize] };
                if exact && !taken {
                    (arc.lower, arc.upper) = (arc.flow, arc.flow);
                }
                self.network.agree(entry as usize);
            }
        }
        settle(&mut self.network, search, &Unwatched)
    }
}
