//! Is there any plan at all? Complete search on exact flows, worth left aside.
//!
//! **Idea.** Settle both periods as one flow of cost zero. A group used twice must leave period 1 or period 2; a locked group left
//! unused must enter one of them. Each choice only closes or forces arcs, so the flow is mended by one or two augmenting paths, and a choice is
//! undone by giving the arcs their bounds back. Going down is the construction of a plan; coming back to the top is a
//! proof that there is none. **Complexity.** One augmenting path a choice going down; exponential at worst, so choices are counted and limited.

use super::bound::Prices;
use super::branch::Placed;
use super::model::Model;
use super::objective::Objective;
use crate::matching::control::{Unwatched, Watch, keep_going};
use crate::matching::flow::{Search, Stuck, bipartite, settle};
use crate::matching::format::solution::Tree;
use crate::matching::meetings::Failure;
use crate::matching::problem::Problem;

/// What the search came to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Dive {
    /// A plan that follows every rule.
    Plan(Placed),
    /// There is none: every choice was tried. The tree proves it in a game where placements are worth nothing; absent when it grew too large.
    Impossible(Option<Tree>),
    /// The limit came first.
    Stopped,
}

/// A choice in force: its group, how many of its two sides were tried, and the bounds it changed.
struct Choice {
    group: usize,
    tried: u8,
    /// Proof of each side that failed: not in period 1, not in period 2.
    proofs: [Option<Tree>; 2],
    changed: Vec<(u32, i32, i32)>,
}

impl Choice {
    /// The period being left: the seat with more to choose from leaves first.
    fn side(&self, model: &Model<i64>) -> usize {
        let seats = model.seat_of[model.groups[self.group].associate as usize];
        let wide = |seat: u32| model.first[seat as usize + 1] - model.first[seat as usize];
        let first = usize::from(wide(seats[1]) > wide(seats[0]));
        if self.tried <= 1 { first } else { 1 - first }
    }

    /// Both sides failed: the case distinction, when both proofs were kept.
    fn tree(self, model: &Model<i64>) -> Option<Tree> {
        let group = &model.groups[self.group];
        let [Some(one), Some(two)] = self.proofs else { return None };
        Some(Tree { branch: Some((group.associate, group.organisation)), cases: vec![one, two], ..Tree::default() })
    }
}

/// Prices a proof may hold in all.
const PROOF: usize = 4_000_000;
/// Entries times choices a search may cost.
const WORK: usize = 400_000_000;

/// Looks for a plan with free pairs of tier `floor` or better; `most` replaces the usual limit on choices.
///
/// # Errors
/// [`Failure::Cancelled`].
pub fn dive(problem: &Problem, floor: u32, forced: bool, most: Option<usize>, watch: &dyn Watch) -> Result<Dive, Failure> {
    let mut model: Model<i64> = Model::new(problem, &Objective::rules_only(floor), forced);
    if model.impossible {
        let tree = Prices::hall(&model, problem, &[], false).leaf();
        return Ok(Dive::Impossible(Some(tree)));
    }
    bipartite::seat(&mut model.network, &model.first, &model.root_arc);
    let mut search = model.search();
    match settle(&mut model.network, &mut search, watch) {
        Ok(()) => {}
        Err(Stuck::Hall { nodes, lacking }) => {
            return Ok(Dive::Impossible(Some(Prices::hall(&model, problem, &nodes, lacking).leaf())));
        }
        Err(Stuck::Cancelled) => return Err(Failure::Cancelled),
    }
    let mut left = most.unwrap_or((WORK / (model.pair.len() + 1)).clamp(2_000, 100_000));
    let mut choices: Vec<Choice> = Vec::new();
    let (mut done, mut proof_left) = (None, PROOF);
    loop {
        keep_going(watch)?;
        match model.violated().first() {
            None => return Ok(Dive::Plan(model.placed())),
            Some(&group) => choices.push(Choice { group, tried: 0, proofs: [None, None], changed: Vec::new() }),
        }
        loop {
            let Some(choice) = choices.last_mut() else { return Ok(Dive::Impossible(done)) };
            for (entry, lower, upper) in choice.changed.drain(..).rev() {
                let arc = &mut model.network.arcs[entry as usize];
                (arc.lower, arc.upper) = (lower, upper);
            }
            if choice.tried > 0
                && let Some(proof) = done.take()
            {
                choice.proofs[choice.side(&model)] = Some(proof);
            }
            if choice.tried == 2 {
                done = choices.pop().and_then(|choice| choice.tree(&model));
                continue;
            }
            if left == 0 || watch.enough() {
                return Ok(Dive::Stopped);
            }
            left -= 1;
            choice.tried += 1;
            match model.take(&mut search, choice) {
                Ok(()) => break,
                Err((nodes, lacking)) if proof_left > 0 => {
                    proof_left = proof_left.saturating_sub(2 * problem.missions.len() + 1);
                    done = Some(Prices::hall(&model, problem, &nodes, lacking).leaf());
                }
                Err(_) => done = None,
            }
        }
    }
}

impl Model<i64> {
    /// Takes the choice's next side.
    ///
    /// # Errors
    /// When no flow follows it: a Hall set, and whether it lacks or overflows.
    fn take(&mut self, search: &mut Search<i64>, choice: &mut Choice) -> Result<(), (Vec<u32>, bool)> {
        let group = &self.groups[choice.group];
        let (arcs, exact) = (group.arcs, group.exact);
        let leaves = choice.side(self);
        for (period, &(from, to)) in arcs.iter().enumerate() {
            for entry in from..to {
                let arc = &mut self.network.arcs[entry as usize];
                let bounds = if period == leaves {
                    (arc.lower, 0)
                } else if exact {
                    (1, arc.upper)
                } else {
                    continue;
                };
                choice.changed.push((entry, arc.lower, arc.upper));
                if bounds.0 > bounds.1 {
                    return Err((Vec::new(), false));
                }
                (arc.lower, arc.upper) = bounds;
                self.network.agree(entry as usize);
            }
        }
        match settle(&mut self.network, search, &Unwatched) {
            Err(Stuck::Hall { nodes, lacking }) => Err((nodes, lacking)),
            _ => Ok(()),
        }
    }
}
