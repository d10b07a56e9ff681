//! The network of stage 1 and how its lexicographic stages run on it.
//!
//! root → associate (how many meetings) → organisation (one arc per acceptable pair) → root (its minimum and maximum).

use crate::matching::control::Watch;
use crate::matching::flow::{Arc, Network, Search, Stuck, bipartite, complete, settle, settle_until, warm};
use crate::matching::format::solution::{Duals, Stage};
use crate::matching::problem::{Lock, Problem};

/// Range of meetings of everyone, on both sides.
#[derive(Clone, Debug)]
pub struct Ranges {
    /// Fewest and most of each associate.
    pub associates: Vec<(i32, i32)>,
    /// Fewest and most of each organisation.
    pub hosts: Vec<(i32, i32)>,
}

/// Stages run one after the other, each on the optimal face of those before.
pub struct Stages<'a> {
    problem: &'a Problem,
    /// The network; pair `i` is arc `i`.
    pub network: Network<i64>,
    /// Arc from the root to each associate.
    pub root_arc: Vec<u32>,
    search: Search<i64>,
    /// Values so far.
    pub values: Vec<Stage>,
    /// Proofs so far.
    pub duals: Vec<Duals>,
    /// False when an answer without its proof is of no use: stages then run to their end.
    pub hurried: bool,
    /// True once time was up inside a stage: the flow is a plan, and no later stage is to be run.
    pub cut: bool,
}

fn arc(tail: usize, head: usize, (lower, upper): (i32, i32)) -> Arc<i64> {
    Arc { cost: 0, tail: tail as u32, head: head as u32, lower, upper, flow: lower }
}

/// Bounds of a pair: its lock.
#[must_use]
pub fn pair_bounds(lock: Lock) -> (i32, i32) {
    match lock {
        Lock::Free => (0, 1),
        Lock::Forbidden => (0, 0),
        Lock::Required | Lock::RequiredIn(_) => (1, 1),
    }
}

impl<'a> Stages<'a> {
    /// The network for these ranges, with no flow yet.
    #[must_use]
    pub fn new(problem: &'a Problem, ranges: &Ranges) -> Self {
        let (people, hosts) = (problem.associates.len(), problem.organisations.len());
        let root = people + hosts;
        let mut arcs = Vec::with_capacity(problem.target.len() + root);
        for (a, pair) in problem.owners() {
            arcs.push(arc(a, people + problem.target[pair] as usize, pair_bounds(problem.lock[pair])));
        }
        let root_arc = (0..people).map(|a| (arcs.len() + a) as u32).collect();
        arcs.extend(ranges.associates.iter().enumerate().map(|(a, &range)| arc(root, a, range)));
        arcs.extend(ranges.hosts.iter().enumerate().map(|(o, &range)| arc(people + o, root, range)));
        let network = Network::new(root + 1, root as u32, arcs);
        let search = Search::new(network.nodes());
        Self { problem, network, root_arc, search, values: Vec::new(), duals: Vec::new(), hurried: true, cut: false }
    }

    /// Solves one stage: the most of `worth` summed over chosen pairs, then keeps only its optimal face. When time is up before the end the
    /// stage is recorded as not proved, with the bound its prices prove, and [`cut`](Self::cut) is set.
    ///
    /// # Errors
    /// [`Stuck`] when no flow fits (first stage only) or when cancelled.
    pub fn run(&mut self, name: &str, worth: impl Fn(usize) -> i64, warm: bool, watch: &dyn Watch) -> Result<i64, Stuck> {
        let pairs = self.problem.target.len();
        for pair in 0..pairs {
            self.network.arcs[pair].cost = -worth(pair);
        }
        self.network.potential.fill(0);
        if warm {
            self.warm(watch);
        }
        self.solve(name, watch)
    }

    /// Solves for `worth` without recording or narrowing anything: the network is then ready for residual searches.
    ///
    /// # Errors
    /// [`Stuck`] as `settle`.
    pub fn ready(&mut self, worth: impl Fn(usize) -> i64, watch: &dyn Watch) -> Result<(), Stuck> {
        for pair in 0..self.problem.target.len() {
            self.network.arcs[pair].cost = -worth(pair);
        }
        self.network.potential.fill(0);
        self.warm(watch);
        bipartite::seat(&mut self.network, &self.problem.first, &self.root_arc);
        settle(&mut self.network, &mut self.search, watch)
    }

    fn solve(&mut self, name: &str, watch: &dyn Watch) -> Result<i64, Stuck> {
        bipartite::seat(&mut self.network, &self.problem.first, &self.root_arc);
        let done = if self.hurried {
            settle_until(&mut self.network, &mut self.search, watch)?
        } else {
            settle(&mut self.network, &mut self.search, watch).map(|()| true)?
        };
        if !done {
            complete(&mut self.network, watch)?;
            self.cut = true;
        }
        let value = -self.network.value() as i64;
        if done {
            self.record(name, value);
            self.network.keep_face();
        } else if name == "balance" || name == "tie_break" {
            self.values.push(Stage { name: name.into(), value, proved: false, bound: None });
        } else {
            self.doubt(name, value);
        }
        Ok(value)
    }

    fn record(&mut self, name: &str, value: i64) {
        let people = self.problem.associates.len();
        let potential = &self.network.potential[..people + self.problem.organisations.len()];
        self.values.push(Stage::proved(name, value));
        self.duals.push(Duals {
            stage: name.into(),
            associates: potential[..people].to_vec(),
            organisations: potential[people..].iter().map(|&p| -p).collect(),
        });
    }

    /// Records a stage that is not proved and the bound the present prices prove for it.
    fn doubt(&mut self, name: &str, value: i64) {
        self.record(name, value);
        let bound = -self.network.floor() as i64;
        if let Some(last) = self.values.last_mut() {
            (last.proved, last.bound) = (false, Some(bound.max(value)));
        }
    }

    /// Makes a plan inside the present face at once, when time was up before any stage could make one.
    ///
    /// # Errors
    /// [`Stuck`] when no flow fits or when cancelled.
    pub fn complete(&mut self, watch: &dyn Watch) -> Result<(), Stuck> {
        self.cut = true;
        self.network.arcs.iter_mut().for_each(|arc| arc.cost = 0);
        self.network.potential.fill(0);
        bipartite::seat(&mut self.network, &self.problem.first, &self.root_arc);
        complete(&mut self.network, watch)
    }

    /// Records the sum of a plan without solving for it: every associate's best wishes, places being free, bound it.
    pub fn guess(&mut self) {
        let people = self.problem.associates.len();
        let pairs = self.problem.target.len();
        for pair in 0..pairs {
            self.network.arcs[pair].cost = -self.problem.weight(pair);
        }
        self.network.arcs[pairs..].iter_mut().for_each(|arc| arc.cost = 0);
        self.network.potential.fill(0);
        for a in 0..people {
            let arcs = &self.network.arcs[self.problem.pairs_of(a)];
            let locked = arcs.iter().map(|arc| arc.lower).sum::<i32>();
            let open = (self.network.arcs[self.root_arc[a] as usize].upper - locked).max(0) as usize;
            let mut worth: Vec<i64> = arcs.iter().filter(|arc| arc.lower < arc.upper).map(|arc| -arc.cost).collect();
            worth.sort_unstable_by(|one, other| other.cmp(one));
            self.network.potential[a] = worth.get(open).copied().unwrap_or(0);
        }
        let value = -self.network.value() as i64;
        self.doubt("sum", value);
    }

    /// Records the proof of a full fill without solving: each unit is worth one to its associate.
    pub fn full(&mut self) -> i64 {
        let people = self.problem.associates.len();
        let value: i64 = self.root_arc.iter().map(|&r| i64::from(self.network.arcs[r as usize].upper)).sum();
        self.network.potential.fill(0);
        self.network.potential[..people].fill(1);
        self.record("fill", value);
        for &index in &self.root_arc {
            let arc = &mut self.network.arcs[index as usize];
            arc.lower = arc.upper;
        }
        value
    }

    /// Prices from an auction, when there is enough to gain.
    fn warm(&mut self, watch: &dyn Watch) {
        let people = self.problem.associates.len();
        let (pairs, hosts) = (self.problem.target.len(), self.problem.organisations.len());
        if pairs < 2000 {
            return;
        }
        let mut need: Vec<u32> = self.root_arc.iter().map(|&r| self.network.arcs[r as usize].upper as u32).collect();
        let mut room: Vec<u32> = (0..hosts).map(|o| self.network.arcs[pairs + people + o].upper as u32).collect();
        let mut worth = vec![warm::CLOSED; pairs];
        for (a, pair) in self.problem.owners() {
            let arc = &self.network.arcs[pair];
            if arc.lower < arc.upper {
                worth[pair] = -arc.cost;
            } else if arc.lower == 1 {
                need[a] = need[a].saturating_sub(1);
                let host = &mut room[self.problem.target[pair] as usize];
                *host = host.saturating_sub(1);
            }
        }
        let market = warm::Market { first: &self.problem.first, place: &self.problem.target, worth: &worth, need: &need, room: &room };
        let price = warm::prices(&market, STEP, 40 * people as u64, watch);
        for (o, price) in price.into_iter().enumerate() {
            self.network.potential[people + o] = -price;
        }
    }

    /// Minimises the sum of squared host loads on the face, by parallel unit arcs of rising cost.
    ///
    /// # Errors
    /// [`Stuck::Cancelled`].
    pub fn balance(&mut self, watch: &dyn Watch) -> Result<(), Stuck> {
        let (people, pairs) = (self.problem.associates.len(), self.problem.target.len());
        let mut arcs: Vec<Arc<i64>> = self.network.arcs[..pairs + people].to_vec();
        for arc in &mut arcs {
            arc.cost = 0;
        }
        for host in &self.network.arcs[pairs + people..] {
            let most = host.upper.min(people as i32);
            arcs.extend((1..=most).map(|unit| Arc {
                cost: i64::from(2 * unit - 1),
                lower: i32::from(unit <= host.lower),
                upper: 1,
                flow: i32::from(unit <= host.flow),
                ..*host
            }));
        }
        self.network = Network::new(self.network.nodes(), self.network.root, arcs);
        self.solve("balance", watch)?;
        // Counted on the meetings: in a plan made in a hurry the units of a host are not used in order.
        let mut load = vec![0i64; self.problem.organisations.len()];
        self.chosen().iter().for_each(|&pair| load[self.problem.target[pair as usize] as usize] += 1);
        if let Some(last) = self.values.last_mut() {
            last.value = load.iter().map(|load| load * load).sum();
        }
        for arc in &mut self.network.arcs[pairs + people..] {
            arc.cost = 0;
        }
        Ok(())
    }

    /// Does the face still hold a plan using only free pairs for which `open` holds? Nothing when time is up before that is known.
    ///
    /// # Errors
    /// [`Stuck::Cancelled`].
    pub fn allows(&self, open: impl Fn(usize) -> bool, watch: &dyn Watch) -> Result<Option<bool>, Stuck> {
        let mut network = self.network.clone();
        for pair in 0..self.problem.target.len() {
            let arc = &mut network.arcs[pair];
            arc.cost = 0;
            if open(pair) {
                continue;
            }
            if arc.lower > 0 {
                return Ok(Some(false));
            }
            arc.upper = 0;
        }
        network.potential.fill(0);
        bipartite::seat(&mut network, &self.problem.first, &self.root_arc);
        let mut search = Search::new(network.nodes());
        match settle_until(&mut network, &mut search, watch) {
            Ok(done) => Ok(done.then_some(true)),
            Err(Stuck::Hall { .. }) => Ok(Some(false)),
            Err(cancelled) => Err(cancelled),
        }
    }

    /// Forbids for good the pairs for which `open` fails.
    pub fn close(&mut self, open: impl Fn(usize) -> bool) {
        for pair in 0..self.problem.target.len() {
            if !open(pair) {
                self.network.arcs[pair].upper = self.network.arcs[pair].lower;
            }
        }
    }

    /// Pairs in the plan.
    #[must_use]
    pub fn chosen(&self) -> Vec<u32> {
        (0..self.problem.target.len() as u32).filter(|&pair| self.network.arcs[pair as usize].flow > 0).collect()
    }
}

/// Bid step of the warm start, in units of weight.
const STEP: i64 = 1500;
