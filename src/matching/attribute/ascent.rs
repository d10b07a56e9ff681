//! Sharp place prices in many cheap steps.
//!
//! **Idea.** Relax the *places* instead of the groups: at given place prices every associate picks the best pair of different organisations on their
//! own, one pass over the lists. A step costs microseconds where settling both flows costs milliseconds, and the bound in reach is the same: that
//! of the linear relaxation, because one person's choices form an integral polytope. The steps follow the averaged overload of the places
//! from the best prices so far (the volume algorithm); its average also tames the zigzag of plain subgradients. All numbers are integers:
//! overloads in 1/65536, steps by exact division. Where missions have limits over both periods, or loads are balanced, this is not used.
//!
//! **Source.** Barahona & Anbil 2000 (volume algorithm); Polyak 1969 (step length). **Complexity.** O(entries) a step.
//! **Invariant.** The prices returned have the lowest bound seen, never above the one they started from.

use super::model::Model;
use crate::matching::control::Watch;
use crate::matching::flow::{Cost, Search, Stuck, bipartite, settle};
use crate::matching::problem::{Mission, Problem};

/// One in the scale of averaged overloads.
const ONE: i64 = 1 << 16;
/// Steps without gain before the step shrinks.
const PATIENCE: u32 = 12;
/// Steps an overload is remembered for, at first and at most: the average must grow slower than the steps shrink.
const MEMORY: (i64, i64) = (16, 64);
/// A whole Polyak step.
const FULL: i128 = 1 << 20;
const NOBODY: u32 = u32::MAX;

impl<C: Cost> Model<C> {
    /// Takes place prices and the group prices they call for, and settles both flows there.
    ///
    /// # Errors
    /// [`Stuck`] as `settle`.
    pub fn take_prices(&mut self, search: &mut Search<C>, price: &[i64], doubles: &[(u32, i64)], watch: &dyn Watch) -> Result<(), Stuck> {
        for group in 0..self.groups.len() {
            let (associate, organisation) = (self.groups[group].associate, self.groups[group].organisation);
            let (double, worth) = doubles[associate as usize];
            let wanted = C::narrow(if double == organisation { i128::from(worth) } else { 0 });
            let change = wanted - self.groups[group].price;
            if change != C::default() {
                self.reprice(group, change);
            }
        }
        let seats = self.seats.len();
        for (at, &price) in price.iter().enumerate() {
            self.network.potential[seats + at] = C::narrow(-i128::from(price));
        }
        bipartite::seat(&mut self.network, &self.first, &self.root_arc);
        settle(&mut self.network, search, watch)
    }

    /// Prices of the places as they are.
    #[must_use]
    pub fn place_prices(&self, places: usize) -> Vec<i64> {
        let least = i128::from(i64::MIN / 2);
        let price = |node: usize| (-self.network.potential[node].wide()).clamp(least, -least) as i64;
        (self.seats.len()..self.seats.len() + places).map(price).collect()
    }
}

/// The model as flat lists, decisions and locks in force applied.
pub struct Market {
    /// Seats of each associate who has any.
    people: Vec<[(u32, u32); 2]>,
    /// May a seat stay empty, by associate and period?
    empty: Vec<[bool; 2]>,
    /// Entries of associates who have nothing to choose.
    decided: Vec<u32>,
    /// The others.
    choosing: Vec<u32>,
    place: Vec<u32>,
    host: Vec<u32>,
    worth: Vec<i64>,
    /// Prices stay within this.
    far: i64,
    /// Fewest and most at each place.
    room: Vec<(i64, i64)>,
}

/// Overloads and value at some prices.
struct Look {
    bound: i64,
    used: Vec<i64>,
}

impl Market {
    /// Reads a model; none when it has a shape this does not cover or numbers too large.
    pub fn new<C: Cost>(model: &Model<C>, problem: &Problem, worths: &[i128], forced: bool) -> Option<Self> {
        if model.network.nodes() != model.seats.len() + 2 * problem.missions.len() + 1 || model.groups.iter().any(|g| g.exact) {
            return None;
        }
        let most = worths.iter().map(|w| w.abs()).max().unwrap_or(0);
        let mut market = Self {
            people: Vec::new(),
            empty: Vec::new(),
            decided: Vec::new(),
            choosing: Vec::new(),
            place: Vec::new(),
            host: Vec::new(),
            worth: Vec::new(),
            far: 0,
            room: Vec::new(),
        };
        for seats in &model.seat_of {
            let (mut ranges, mut empty) = ([(0, 0); 2], [true; 2]);
            for (period, &seat) in seats.iter().enumerate().filter(|(_, seat)| **seat != u32::MAX) {
                let all = model.first[seat as usize]..model.first[seat as usize + 1];
                let must = all.clone().find(|&e| model.network.arcs[e as usize].lower > 0);
                let open = model.network.arcs[model.root_arc[seat as usize] as usize].lower == 0;
                empty[period] = open && must.is_none() && (!forced || all.is_empty());
                let from = market.place.len() as u32;
                for entry in all.filter(|&e| model.network.arcs[e as usize].upper > 0 && must.is_none_or(|must| must == e)) {
                    let pair = model.pair[entry as usize] as usize;
                    market.place.push(2 * problem.target[pair] + period as u32);
                    market.host.push(problem.organisation_of(problem.target[pair]));
                    market.worth.push(worths[pair] as i64);
                }
                ranges[period] = (from, market.place.len() as u32);
            }
            let settled = |(from, to): (u32, u32), empty: bool| to - from == u32::from(!empty);
            let clash =
                |one: (u32, u32), two: (u32, u32)| one.0 < one.1 && two.0 < two.1 && market.host[one.0 as usize] == market.host[two.0 as usize];
            if settled(ranges[0], empty[0]) && settled(ranges[1], empty[1]) && !clash(ranges[0], ranges[1]) {
                market.decided.extend((ranges[0].0..ranges[0].1).chain(ranges[1].0..ranges[1].1));
            } else {
                market.choosing.push(market.people.len() as u32);
            }
            market.people.push(ranges);
            market.empty.push(empty);
        }
        let seats = model.seats.len() as u32;
        let room = |m: &Mission| [0, 1].map(|p| (i64::from(m.minimum[p]), i64::from(m.capacity[p].min(seats.max(m.minimum[p])))));
        market.room = problem.missions.iter().flat_map(room).collect();
        market.far = i64::try_from(most).ok()?.checked_mul(4)?.max(4);
        let places: i64 = market.room.iter().map(|room| room.1).sum();
        market.far.checked_mul(2 * (places + i64::from(seats) + 1))?;
        Some(market)
    }

    /// Best two organisations of a seat: value, organisation, entry.
    fn top(&self, (from, to): (u32, u32), empty: bool, price: &[i64]) -> [(i64, u32, u32); 2] {
        let none = (i64::MIN / 4, NOBODY - 1, NOBODY);
        let mut top = if empty { [(0, NOBODY, NOBODY), none] } else { [none, none] };
        for entry in from as usize..to as usize {
            let value = self.worth[entry] - price[self.place[entry] as usize];
            if value <= top[1].0 {
                continue;
            }
            let new = (value, self.host[entry], entry as u32);
            if value > top[0].0 {
                if top[0].1 != new.1 {
                    top[1] = top[0];
                }
                top[0] = new;
            } else if top[0].1 != new.1 {
                top[1] = new;
            }
        }
        top
    }

    /// Everyone picks at these prices. None when somebody has no pick at all.
    fn look(&self, price: &[i64]) -> Option<Look> {
        let mut look = Look { bound: 0, used: vec![0; price.len()] };
        for (&price, &(least, most)) in price.iter().zip(&self.room) {
            look.bound += price * if price > 0 { most } else { least };
        }
        for &entry in &self.decided {
            let place = self.place[entry as usize] as usize;
            look.bound += self.worth[entry as usize] - price[place];
            look.used[place] += 1;
        }
        for &a in &self.choosing {
            let (seats, empty) = (&self.people[a as usize], self.empty[a as usize]);
            let (one, two) = (self.top(seats[0], empty[0], price), self.top(seats[1], empty[1], price));
            let (mut first, mut second) = (one[0], two[0]);
            if first.1 == second.1 && first.1 != NOBODY {
                if one[1].0 + two[0].0 >= one[0].0 + two[1].0 { first = one[1] } else { second = two[1] }
            }
            if first.0 + second.0 < i64::MIN / 8 {
                return None;
            }
            look.bound += first.0 + second.0;
            for pick in [first.2, second.2] {
                if pick != NOBODY {
                    look.used[self.place[pick as usize] as usize] += 1;
                }
            }
        }
        Some(look)
    }

    /// Overload of each place, in 1/65536, as far as its price may still move that way.
    fn overload(&self, look: &Look, price: &[i64]) -> Vec<i64> {
        let over = |at: usize| {
            let (least, most) = self.room[at];
            match look.used[at] {
                used if used > most || price[at] > 0 => used - most,
                used if used < least || price[at] < 0 => used - least,
                _ => 0,
            }
        };
        (0..price.len()).map(|at| over(at) * ONE).collect()
    }

    /// At most `steps` steps from `price` towards `target`, the value of a plan; stops within `unit` of it. Returns the best bound and its prices.
    pub fn descend(&self, mut price: Vec<i64>, target: i64, unit: i64, steps: usize, watch: &dyn Watch) -> Option<(i64, Vec<i64>)> {
        for (price, &(least, _)) in price.iter_mut().zip(&self.room) {
            if least == 0 {
                *price = (*price).max(0);
            }
            *price = (*price).clamp(-self.far, self.far);
        }
        let first = self.look(&price)?;
        let mut average = self.overload(&first, &price);
        let (mut bound, mut trial) = (first.bound, vec![0i64; price.len()]);
        let (mut part, mut stale, mut memory) = (FULL, 0, MEMORY.0);
        for step in 0..steps {
            if bound.div_euclid(unit) <= target.div_euclid(unit) || part < FULL >> 16 || step % 64 == 0 && watch.enough() {
                break;
            }
            let norm: i128 = average.iter().map(|&g| i128::from(g) * i128::from(g)).sum();
            if norm == 0 {
                break;
            }
            let ratio = ((i128::from(bound - target) * part / FULL * i128::from(ONE)) << 40) / norm;
            for (at, trial) in trial.iter_mut().enumerate() {
                let next = i128::from(price[at]) + ((ratio * i128::from(average[at])) >> 40);
                let next = next.clamp(-i128::from(self.far), i128::from(self.far)) as i64;
                *trial = if self.room[at].0 == 0 { next.max(0) } else { next };
            }
            let look = self.look(&trial)?;
            let over = self.overload(&look, &trial);
            for (average, over) in average.iter_mut().zip(&over) {
                *average += (over - *average) / memory;
            }
            if look.bound < bound {
                bound = look.bound;
                std::mem::swap(&mut price, &mut trial);
                stale = 0;
                part = (part * 9 / 8).min(2 * FULL);
            } else {
                stale += 1;
                if stale == PATIENCE {
                    (part, stale, memory) = (part * 3 / 4, 0, (memory + 1).min(MEMORY.1));
                }
            }
        }
        Some((bound, price))
    }

    /// What each associate would give up to leave the organisation that is best for them in both periods; zero where there is none.
    pub fn doubles(&self, price: &[i64]) -> Vec<(u32, i64)> {
        let double = |(seats, empty): (&[(u32, u32); 2], &[bool; 2])| {
            let (one, two) = (self.top(seats[0], empty[0], price), self.top(seats[1], empty[1], price));
            if one[0].1 == two[0].1 { (one[0].1, (one[0].0 - one[1].0).min(two[0].0 - two[1].0)) } else { (NOBODY, 0) }
        };
        self.people.iter().zip(&self.empty).map(double).collect()
    }
}
