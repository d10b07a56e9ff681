//! Lexicographic stages packed into one exact integer.
//!
//! The attribution is not a flow, so a stage cannot always be restricted to the optimal face of the one before. Instead each stage
//! gets a factor larger than everything the later stages can add up to. That is no approximate "big M": the
//! factors are computed from the instance, the arithmetic is exact (`i64`, or `i128` when that is too small), and the order of packed
//! values *is* the lexicographic order.

use crate::matching::format::solution::{Policy, Scale};
use crate::matching::problem::Problem;
use crate::matching::random::lot;

/// What one placement is worth under each stage.
#[derive(Clone, Debug)]
pub struct Objective {
    /// `(stage, factor)`, most important first.
    pub scales: Vec<(String, i128)>,
    /// Tie-break range; lots are below it.
    pub lots: u32,
    /// Seed of the tie-break.
    pub seed: u64,
    /// Pairs below this tier are closed unless locked.
    pub floor: u32,
    /// The sum is counted in multiples of this (see `Problem::grain`).
    pub grain: i64,
    /// Bits a shortest path may need at worst.
    pub bits: u32,
}

impl Objective {
    /// Packs the stages of `policy`. `fill` adds the number of placements as first stage (leave it out when every seat is
    /// forced). At most `bits` bits are used; tie-break precision, then the best tiers, give way.
    #[must_use]
    pub fn new(problem: &Problem, policy: Policy, fill: bool, floor: u32, seed: u64, bits: u32) -> Self {
        let seats = 2 * problem.associates.len() as i128 + 1;
        let grain = problem.grain();
        let spare = 128 - (4 * seats + 2 * problem.missions.len() as i128 + 9).leading_zeros();
        for lots in [1 << 20, 1 << 14, 1 << 10, 1 << 6, 1u32] {
            for tiers in (floor..=9).rev().filter(|&t| t == 9 || lots == 1) {
                let mut stages: Vec<(String, i128)> = Vec::new();
                if fill {
                    stages.push(("fill".into(), seats));
                }
                if policy == Policy::Egalitarian {
                    stages.extend((floor..tiers).map(|tier| (format!("tier_{tier}"), seats)));
                }
                stages.push(("sum".into(), i128::from(problem.most_weight() / grain) * seats));
                if policy == Policy::Balanced {
                    stages.push(("balance".into(), seats * seats));
                }
                stages.push(("tie_break".into(), i128::from(lots) * seats));
                let mut scales = Vec::new();
                let mut factor = 1i128;
                let mut fits = true;
                for (stage, range) in stages.into_iter().rev() {
                    scales.push((stage, factor));
                    match factor.checked_mul(range + 1) {
                        Some(next) => factor = next,
                        None => fits = false,
                    }
                }
                scales.reverse();
                let used = 128 - factor.leading_zeros() + spare;
                if fits && used <= bits || lots == 1 && tiers == floor {
                    return Self { scales, lots, seed, floor, grain, bits: used };
                }
            }
        }
        Self { scales: vec![("sum".into(), 1)], lots: 1, seed, floor, grain, bits: 61 }
    }

    /// Each placement is worth one.
    #[must_use]
    pub fn count(floor: u32) -> Self {
        Self { scales: vec![("fill".into(), 1)], lots: 1, seed: 0, floor, grain: 1, bits: 32 }
    }

    /// Factor of the last stage before the tie-break.
    #[must_use]
    pub fn unit(&self) -> i128 {
        self.scales.iter().rev().find(|s| s.0 != "tie_break").map_or(1, |s| s.1)
    }

    /// Nothing is worth anything: only the rules count.
    #[must_use]
    pub fn rules_only(floor: u32) -> Self {
        Self { scales: Vec::new(), lots: 1, seed: 0, floor, grain: 1, bits: 2 }
    }

    /// Factor of a stage; zero when it is not part of the objective.
    #[must_use]
    pub fn factor(&self, stage: &str) -> i128 {
        self.scales.iter().find(|s| s.0 == stage).map_or(0, |s| s.1)
    }

    /// Packed worth of every pair, by position.
    #[must_use]
    pub fn worths(&self, problem: &Problem) -> Vec<i128> {
        let (fill, sum, tie) = (self.factor("fill"), self.factor("sum"), self.factor("tie_break"));
        let tier: Vec<i128> = (0..10).map(|t| self.factor(&format!("tier_{t}"))).collect();
        problem
            .owners()
            .map(|(a, pair)| {
                let lot = i128::from(lot(self.seed, a as u32, problem.target[pair], self.lots));
                fill + sum * i128::from(problem.weight(pair) / self.grain) + tie * lot - tier[problem.tier(pair) as usize]
            })
            .collect()
    }

    /// For the solution file.
    #[must_use]
    pub fn published(&self) -> Vec<Scale> {
        self.scales.iter().map(|(stage, factor)| Scale { stage: stage.clone(), factor: *factor }).collect()
    }
}
