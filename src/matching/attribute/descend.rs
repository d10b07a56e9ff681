//! Joint price steps, for what single exact steps cannot reach.
//!
//! **Idea.** Coordinate steps stop where several groups would have to move together. Here all prices move at once along a smoothed
//! subgradient: up for groups used twice, down for priced groups left unused, by Polyak's step towards the value of the best plan known.
//! Both flows are re-settled exactly after each move, so each point has an exact bound; the lowest is kept.
//!
//! **Source.** Polyak 1969; smoothed directions of Camerini, Fratta & Maffioli 1975. **Invariant.** Integers only.

use super::model::Model;
use crate::matching::control::{Watch, keep_going};
use crate::matching::flow::{Cost, Search, Stuck, settle};

/// Moves without gain before the step is halved.
const PATIENCE: u32 = 20;

impl<C: Cost> Model<C> {
    /// Dual value at the present group prices; the flow must be settled.
    #[must_use]
    pub fn dual(&self) -> i128 {
        -self.network.value() + self.groups.iter().map(|g| g.price.wide()).sum::<i128>()
    }

    /// Sets all group prices and settles.
    ///
    /// # Errors
    /// [`Stuck`] as `settle`.
    pub fn set_prices(&mut self, search: &mut Search<C>, prices: &[C]) -> Result<(), Stuck> {
        for (group, &price) in prices.iter().enumerate() {
            let change = price - self.groups[group].price;
            self.groups[group].price = price;
            for (from, to) in self.groups[group].arcs {
                for entry in from..to {
                    self.network.arcs[entry as usize].cost += change;
                    self.network.agree(entry as usize);
                }
            }
        }
        settle(&mut self.network, search, &crate::matching::control::Unwatched)
    }

    /// At most `rounds` joint steps towards `target`, the value of a plan; stops when less than `unit` is left. Leaves the best prices found.
    ///
    /// # Errors
    /// [`Stuck`] as `settle`, or cancelled.
    pub fn descend(&mut self, search: &mut Search<C>, (target, unit): (i128, i128), rounds: usize, watch: &dyn Watch) -> Result<(), Stuck> {
        let mut prices: Vec<C> = self.groups.iter().map(|g| g.price).collect();
        let mut best = (self.dual(), prices.clone());
        let mut moves: Vec<i64> = vec![0; prices.len()];
        let (mut part, mut stale) = (1024i128, 0);
        for _ in 0..rounds {
            keep_going(watch)?;
            if watch.enough() {
                break;
            }
            let mut slope = vec![0i64; prices.len()];
            let mut steep = false;
            for group in self.violated() {
                let uses: u32 = self.uses(&self.groups[group]).iter().sum();
                slope[group] = if uses >= 2 { 1000 } else { -1000 };
                steep = true;
            }
            if !steep {
                break;
            }
            let mut square = 0i128;
            for (now, &slope) in moves.iter_mut().zip(&slope) {
                *now = slope + *now * 6 / 10;
                square += i128::from(*now) * i128::from(*now);
            }
            let gap = (self.dual() - target).max(1);
            for (group, price) in prices.iter_mut().enumerate() {
                if moves[group] != 0 {
                    let step = gap * part / 1024 * i128::from(moves[group]) / (square / 1000).max(1);
                    let next = price.wide() + step;
                    *price = C::narrow(if self.groups[group].exact { next } else { next.max(0) });
                }
            }
            self.set_prices(search, &prices)?;
            let dual = self.dual();
            if dual < best.0 {
                best = (dual, prices.clone());
                stale = 0;
            } else {
                stale += 1;
                if stale == PATIENCE {
                    (part, stale) = (part / 2, 0);
                    prices.clone_from(&best.1);
                    moves.fill(0);
                    self.set_prices(search, &prices)?;
                }
            }
            if best.0.div_euclid(unit) <= target.div_euclid(unit) || part < 4 {
                break;
            }
        }
        self.set_prices(search, &best.1)
    }
}
