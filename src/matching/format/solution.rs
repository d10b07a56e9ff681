//! The solution file: what the engines write and the verifier reads. Unknown fields are refused.

use serde::{Deserialize, Serialize};

use super::instance::Note;

/// How good a plan is known to be.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Status {
    /// `bound` equals `total`.
    Optimal,
    /// Every rule holds; `bound` says how much better a plan could be at most.
    Feasible,
    /// No plan follows the rules; `reasons` says why.
    Infeasible,
}

/// The three published policies.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Policy {
    /// Fill, then the sum.
    #[default]
    Total,
    /// Fill, tier floor, sum, host balance.
    Balanced,
    /// Fill, tier floor, generous profile, sum.
    Egalitarian,
}

/// The whole file.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Solution {
    /// Format version; 1.
    pub version: u32,
    /// See [`Status`].
    pub status: Status,
    /// Policy solved for.
    pub policy: Policy,
    /// Seed of the tie-break.
    pub seed: u64,
    /// SHA-256 of the instance's bytes, in hexadecimal.
    pub input_hash: String,
    /// Meetings or placements in the plan.
    pub filled: u64,
    /// Sum of the weights of what was chosen, in thousandths of a satisfaction point.
    pub total: i64,
    /// Proven upper bound on `total` among plans that do as well at every earlier stage.
    pub bound: i64,
    /// Rounds of the morning, buffer rounds included (meetings only).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rounds: Option<u32>,
    /// Associate, organisation, round from 1, table from 1.
    #[serde(default)]
    pub meetings: Vec<(String, String, u32, u32)>,
    /// Associate, period, mission.
    #[serde(default)]
    pub assignment: Vec<(String, u32, String)>,
    /// Value of each lexicographic stage, in order.
    #[serde(default)]
    pub stages: Vec<Stage>,
    /// The proof.
    #[serde(default)]
    pub certificate: Certificate,
    /// Why there is no plan, or what was left open.
    #[serde(default)]
    pub reasons: Vec<Reason>,
    /// Locks and vetoes in force, with their notes.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub locks: Vec<LockNote>,
    /// Seconds spent; zero unless asked for, so that equal runs give equal bytes.
    #[serde(default)]
    pub seconds: Seconds,
}

/// One lexicographic stage and what it reached.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Stage {
    /// `fill`, `floor`, `tier_0` … `tier_8`, `sum`, `balance` or `tie_break`.
    pub name: String,
    /// What it is worth.
    pub value: i64,
    /// False when a limit cut the search before this value was shown to be the best; absent means proved.
    #[serde(default = "yes", skip_serializing_if = "is_true")]
    pub proved: bool,
    /// When not proved: the best value that is not excluded, where one is known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub bound: Option<i64>,
}

impl Stage {
    /// A stage whose value is proved.
    #[must_use]
    pub fn proved(name: &str, value: i64) -> Self {
        Self { name: name.into(), value, proved: true, bound: None }
    }
}

/// How far the seed's tie-break was carried out (attribution).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum TieBreak {
    /// Proved: no plan as good elsewhere has higher lots.
    Exact,
    /// Proved for lots of a smaller range (`lots`): the stages left no more digits.
    Coarse,
    /// The plan follows the lots, but a plan as good elsewhere with higher lots is not excluded.
    Partial,
    /// The stages left no digit for lots: ties fell as the search met them, the same way in each run.
    None,
}

/// Proof of a stage that is solved before the packed ones (attribution).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct StageProof {
    /// `fill`: no plan places more; `floor`: no plan places as many one tier higher.
    pub stage: String,
    /// Cases and prices in a game where each placement is worth one.
    pub tree: Tree,
}

/// Proof of optimality; see the verifier for what is checked.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Certificate {
    /// Meetings: one set of duals for each stage, in order.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub duals: Vec<Duals>,
    /// Attribution: how stages were packed into one objective, most important first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub scales: Vec<Scale>,
    /// Attribution: the tree of cases, with prices at its leaves.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub tree: Option<Box<Tree>>,
    /// Attribution: proofs of the stages before the packed ones.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub proofs: Vec<StageProof>,
    /// Attribution without any plan: cases and prices at which every plan would be worth less than nothing, placements being worth zero.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub infeasible: Option<Box<Tree>>,
    /// Attribution: how exact the tie-break is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub tie_break: Option<TieBreak>,
    /// Attribution: range of the tie-break lots.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub lots: u32,
}

/// Duals of one flow stage: associates in file order, then organisations in file order.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Duals {
    /// The stage they belong to; `relaxed` bounds any choice of meetings when absences cost some; `infeasible` prices a Hall set
    /// (±1 on its people and hosts) at which every choice would be worth less than nothing, meetings being worth zero.
    pub stage: String,
    /// What one more meeting would be worth to each associate.
    pub associates: Vec<i64>,
    /// What one more place would be worth at each organisation.
    pub organisations: Vec<i64>,
}

/// Weight of one stage inside the packed objective.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Scale {
    /// Stage name.
    pub stage: String,
    /// Its factor.
    pub factor: i128,
}

/// A case distinction over one associate and one organisation, or prices that close a case.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Tree {
    /// Associate and organisation, by position in the file.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub branch: Option<(u32, u32)>,
    /// Children. Three: the pair in period 1, in period 2, in neither. Two: not in period 1, not in period 2 (nobody is twice with the
    /// same organisation, so one of the two holds). One, without a branch: what no plan better than this one can use at these prices is
    /// closed (reduced-cost fixing), the child bounds the rest.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub cases: Vec<Tree>,
    /// Prices of mission places, `[period 1, period 2]` by mission.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub prices: Vec<[i128; 2]>,
    /// Part of both prices that pays for the mission's total limit.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub total_prices: Vec<i128>,
    /// Part of the total prices that pays for host balance, by organisation.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub host_prices: Vec<i128>,
}

/// Why something is impossible, in words and as data.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Reason {
    /// A sentence for the team.
    pub text: String,
    /// The associates concerned.
    #[serde(default)]
    pub associates: Vec<String>,
    /// The organisations or missions concerned.
    #[serde(default)]
    pub places: Vec<String>,
    /// The smallest rules to relax.
    #[serde(default)]
    pub relax: Vec<String>,
}

/// A lock in force.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LockNote {
    /// `require` or `forbid`.
    pub kind: String,
    /// Associate.
    pub associate: String,
    /// Target.
    pub target: String,
    /// Author, reason, date.
    pub note: Note,
}

/// Seconds of wall time.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Seconds {
    /// Reading and checking the instance.
    pub read: f64,
    /// Solving.
    pub solve: f64,
    /// Checking the plan and its proof.
    pub verify: f64,
}

/// The file as text: small enough to read, one row a line.
#[must_use]
pub fn text(solution: &Solution) -> String {
    let mut text = serde_json::to_string(solution).unwrap_or_default();
    for list in ["\"meetings\":[", "\"assignment\":[", "\"stages\":[", "\"certificate\":{", "\"reasons\":["] {
        text = text.replacen(list, &format!("\n{list}"), 1);
    }
    text = text.replace("],[\"", "],\n[\"");
    text.push('\n');
    text
}

fn yes() -> bool {
    true
}
#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde asks for a reference")]
fn is_true(value: &bool) -> bool {
    *value
}
#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde asks for a reference")]
fn is_zero(value: &u32) -> bool {
    *value == 0
}
