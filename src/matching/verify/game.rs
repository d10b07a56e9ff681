//! What no attribution can exceed at given prices: the verifier's own reading of the certificate's trees.

use super::tier;
use crate::matching::format::solution::Tree;
use crate::matching::problem::{Lock, Problem};

/// Options closed by reduced cost, by pair and period.
type Closed = [[bool; 2]];

/// Which pairs an associate may use in a period, and what they are worth packed.
pub struct Game<'a> {
    /// The instance.
    pub problem: &'a Problem,
    /// Worth of each pair.
    pub worth: Vec<i128>,
    /// Cost of one squared load.
    pub balance: i128,
    /// Every seat with an option is taken.
    pub forced: bool,
    /// Free pairs below this tier are closed.
    pub floor: i64,
    /// Plans worth no more than this are of no interest: reduced-cost fixing may close what cannot beat it.
    pub known: Option<i128>,
    /// Associates with a required pair.
    bound_to: Vec<bool>,
}

impl<'a> Game<'a> {
    /// A game with these worths.
    pub fn new(problem: &'a Problem, worth: Vec<i128>, balance: i128, forced: bool, floor: i64) -> Self {
        let required = |&pair: &usize| matches!(problem.lock[pair], Lock::Required | Lock::RequiredIn(_));
        let bound_to = |a: usize| (problem.first[a] as usize..problem.first[a + 1] as usize).any(|pair| required(&pair));
        let bound_to = (0..problem.associates.len()).map(bound_to).collect();
        Self { problem, worth, balance, forced, floor, known: None, bound_to }
    }

    /// Each placement is worth one.
    pub fn counting(problem: &'a Problem, floor: i64, forced: bool) -> Self {
        Self::new(problem, vec![1; problem.target.len()], 0, forced, floor)
    }

    /// Seats with an option.
    pub fn open_seats(&self) -> usize {
        let seats = (0..self.problem.associates.len()).flat_map(|a| [(a, 0), (a, 1)]);
        seats.filter(|&(a, p)| self.options(a, p).next().is_some()).count()
    }
}

impl Game<'_> {
    /// May the associate use the pair in this period?
    pub fn allowed(&self, a: usize, period: usize, pair: usize) -> bool {
        let mission = &self.problem.missions[self.problem.target[pair] as usize];
        let lock = self.problem.lock[pair];
        self.problem.periods[a][period]
            && mission.capacity[period] > 0
            && lock != Lock::Forbidden
            && !matches!(lock, Lock::RequiredIn(p) if usize::from(p) != period)
            && (lock != Lock::Free || tier(self.problem, pair) >= self.floor)
            && !(self.bound_to[a] && self.shut_out(a, period, pair))
    }

    /// Does another pair the team requires of this associate take the period or the organisation?
    fn shut_out(&self, a: usize, period: usize, pair: usize) -> bool {
        let problem = self.problem;
        let host = |pair: usize| problem.missions[problem.target[pair] as usize].organisation;
        let mut others = (problem.first[a] as usize..problem.first[a + 1] as usize).filter(|&other| other != pair);
        others.any(|other| match problem.lock[other] {
            Lock::Required => host(other) == host(pair),
            Lock::RequiredIn(p) => usize::from(p) == period || host(other) == host(pair),
            _ => false,
        })
    }

    fn options(&self, a: usize, period: usize) -> impl Iterator<Item = usize> {
        let range = self.problem.first[a] as usize..self.problem.first[a + 1] as usize;
        range.filter(move |&pair| self.allowed(a, period, pair))
    }

    /// Highest bound over the leaves; none when every case is impossible.
    pub fn bound(&self, tree: &Tree, cases: &mut Vec<(u32, u32, usize)>) -> Result<Option<i128>, String> {
        self.within(tree, cases, &vec![[false; 2]; self.problem.target.len()])
    }

    fn within(&self, tree: &Tree, cases: &mut Vec<(u32, u32, usize)>, closed: &Closed) -> Result<Option<i128>, String> {
        if let (None, [child]) = (tree.branch, &tree.cases[..]) {
            return self.fix(tree, child, cases, closed);
        }
        let Some((associate, organisation)) = tree.branch else { return self.leaf(tree, cases, closed) };
        // Three cases: in period 1, in period 2, in neither. Two: not in period 1, not in period 2.
        let base = match tree.cases.len() {
            3 => 0,
            2 => 3,
            _ => return Err("certificat : une distinction doit avoir deux ou trois cas".into()),
        };
        if cases.len() > 1000 {
            return Err("certificat : trop de distinctions l'une dans l'autre".into());
        }
        let mut most = None;
        for (case, child) in tree.cases.iter().enumerate() {
            cases.push((associate, organisation, base + case));
            most = most.max(self.within(child, cases, closed)?);
            cases.pop();
        }
        Ok(most)
    }

    /// Closes every option with which, at these prices, no plan beats what is known; the child bounds the rest.
    fn fix(&self, tree: &Tree, child: &Tree, cases: &mut Vec<(u32, u32, usize)>, closed: &Closed) -> Result<Option<i128>, String> {
        let Some(known) = self.known else { return Err("certificat : rien n'est connu qui permette de fermer des choix".into()) };
        let Some(sum) = self.leaf(tree, cases, closed)? else { return Ok(None) };
        let mut closed = closed.to_vec();
        let mut most = None;
        for a in 0..self.problem.associates.len() {
            let mut best = None;
            let mut with: std::collections::HashMap<(usize, usize), i128> = std::collections::HashMap::new();
            self.combinations(a, tree, cases, &closed, &mut |value, pairs| {
                best = best.max(Some(value));
                for (period, pair) in pairs.into_iter().enumerate() {
                    if let Some(pair) = pair {
                        let slot = with.entry((pair, period)).or_insert(value);
                        *slot = value.max(*slot);
                    }
                }
            });
            for ((pair, period), value) in with {
                let bound = sum - best.unwrap_or(0) + value;
                if bound <= known {
                    closed[pair][period] = true;
                    most = most.max(Some(bound));
                }
            }
        }
        Ok(most.max(self.within(child, cases, &closed)?))
    }

    fn leaf(&self, leaf: &Tree, cases: &[(u32, u32, usize)], closed: &Closed) -> Result<Option<i128>, String> {
        let problem = self.problem;
        let fits = |length: usize, all: usize| length == 0 || length == all;
        if leaf.prices.len() != problem.missions.len()
            || !fits(leaf.total_prices.len(), problem.missions.len())
            || !fits(leaf.host_prices.len(), problem.organisations.len())
        {
            return Err("certificat : mauvaise longueur".into());
        }
        let mut sum = 0i128;
        for (m, mission) in problem.missions.iter().enumerate() {
            let total = leaf.total_prices.get(m).copied().unwrap_or(0);
            for p in 0..2 {
                let own = leaf.prices[m][p] - total;
                sum += (own * i128::from(mission.capacity[p])).max(own * i128::from(mission.minimum[p]));
            }
            let rest = total - leaf.host_prices.get(mission.organisation as usize).copied().unwrap_or(0);
            sum += (rest * i128::from(mission.total)).max(0);
        }
        for (o, &price) in leaf.host_prices.iter().enumerate() {
            let room: u32 = problem.missions.iter().filter(|m| m.organisation as usize == o).map(|m| m.total).sum();
            let best = (0..=i128::from(room)).map(|load| price * load - self.balance * load * load).max();
            sum += best.unwrap_or(0);
        }
        for a in 0..problem.associates.len() {
            let mut best = None;
            self.combinations(a, leaf, cases, closed, &mut |value, _| best = best.max(Some(value)));
            match best {
                Some(best) => sum += best,
                None => return Ok(None),
            }
        }
        Ok(Some(sum))
    }

    /// Everything an associate can take in this case, one by one, with its value at these prices.
    fn combinations(&self, a: usize, leaf: &Tree, cases: &[(u32, u32, usize)], closed: &Closed, tell: &mut dyn FnMut(i128, [Option<usize>; 2])) {
        let problem = self.problem;
        let host = |pair: usize| problem.missions[problem.target[pair] as usize].organisation;
        let mine: Vec<(u32, usize)> = cases.iter().filter(|c| c.0 as usize == a).map(|c| (c.1, c.2)).collect();
        let required: Vec<usize> = (problem.first[a] as usize..problem.first[a + 1] as usize)
            .filter(|&p| matches!(problem.lock[p], Lock::Required | Lock::RequiredIn(_)))
            .collect();
        let seats: [Vec<Option<usize>>; 2] = [0, 1].map(|period| {
            let mut options: Vec<Option<usize>> = self.options(a, period).map(Some).collect();
            if options.is_empty() || !self.forced {
                options.push(None);
            }
            options.retain(|option| option.is_none_or(|pair| !closed[pair][period]));
            options
        });
        let value =
            |period: usize, option: Option<usize>| option.map_or(0, |pair| self.worth[pair] - leaf.prices[problem.target[pair] as usize][period]);
        for &one in &seats[0] {
            for &two in &seats[1] {
                let hosts = [one.map(host), two.map(host)];
                let distinct = hosts[0].is_none() || hosts[0] != hosts[1];
                let locked = required.iter().all(|&pair| one == Some(pair) || two == Some(pair));
                let follows = mine.iter().all(|&(o, case)| {
                    let here = hosts.map(|h| h == Some(o));
                    match case {
                        0..=2 => here == [case == 0, case == 1],
                        other => !here[other - 3],
                    }
                });
                if distinct && locked && follows {
                    tell(value(0, one) + value(1, two), [one, two]);
                }
            }
        }
    }
}
