//! The instance file: what people write. Unknown fields are refused everywhere.

use std::borrow::Cow;

use serde::{Deserialize, Serialize};

/// An identifier borrowed from the file's text where it needs no unescaping.
pub type Id<'a> = Cow<'a, str>;

/// The whole file. Satisfactions are integers 0–1000; weights are per mille.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Instance<'a> {
    /// Format version; 1.
    pub version: u32,
    /// α: share of the associate's satisfaction in the weight of a pair, per mille.
    #[serde(default = "half")]
    pub associate_weight: u32,
    /// k: meetings each associate should have.
    #[serde(default = "eight")]
    pub meetings_per_associate: u32,
    /// Rounds of the morning; absent = the fewest needed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rounds: Option<u32>,
    /// Rounds kept empty at the end for whatever goes wrong (extension; 0).
    #[serde(default, skip_serializing_if = "is_zero")]
    pub buffer: u32,
    /// People to place.
    #[serde(borrow)]
    pub associates: Vec<AssociateRow<'a>>,
    /// Hosts.
    #[serde(borrow)]
    pub organisations: Vec<OrganisationRow<'a>>,
    /// Missions; left out for meetings.
    #[serde(borrow, default, skip_serializing_if = "Vec::is_empty")]
    pub missions: Vec<MissionRow<'a>>,
    /// Acceptable pairs: associate, target, the associate's and the host's satisfaction.
    #[serde(borrow)]
    pub pairs: Vec<PairRow<'a>>,
    /// Vetoes.
    #[serde(borrow, default, skip_serializing_if = "Vec::is_empty")]
    pub forbid: Vec<LockRow<'a>>,
    /// Locks.
    #[serde(borrow, default, skip_serializing_if = "Vec::is_empty")]
    pub require: Vec<LockRow<'a>>,
    /// Who (associate or organisation) is not there in which round, from 1 (extension).
    #[serde(borrow, default, skip_serializing_if = "Vec::is_empty")]
    pub away: Vec<AwayRow<'a>>,
}

/// A pair row.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct PairRow<'a>(#[serde(borrow)] pub Id<'a>, #[serde(borrow)] pub Id<'a>, pub u32, pub u32);

/// A person or host, and a round from 1 in which they are away.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct AwayRow<'a>(#[serde(borrow)] pub Id<'a>, pub u32);

/// An associate.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AssociateRow<'a> {
    /// Unique among associates.
    #[serde(borrow)]
    pub id: Id<'a>,
    /// Periods in which a mission is wanted.
    #[serde(default = "both")]
    pub periods: Vec<u32>,
}

/// A host organisation.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OrganisationRow<'a> {
    /// Unique among organisations.
    #[serde(borrow)]
    pub id: Id<'a>,
    /// Tables held at once.
    #[serde(default = "one")]
    pub tables: u32,
    /// Fewest meetings.
    #[serde(default)]
    pub min_meetings: u32,
    /// Most meetings; absent = rounds × tables.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub max_meetings: Option<u32>,
}

/// A mission.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MissionRow<'a> {
    /// Unique among missions.
    #[serde(borrow)]
    pub id: Id<'a>,
    /// Its host.
    #[serde(borrow)]
    pub organisation: Id<'a>,
    /// Places in period 1 and in period 2.
    pub capacity: [u32; 2],
    /// Places over both periods; absent = no further limit.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub capacity_total: Option<u32>,
    /// Fewest associates in each period.
    #[serde(default)]
    pub minimum: [u32; 2],
}

/// A lock or a veto: `[associate, target]` or `[associate, target, {note}]`.
#[derive(Clone, Debug, Serialize)]
pub struct LockRow<'a>(pub Id<'a>, pub Id<'a>, #[serde(skip_serializing_if = "Option::is_none")] pub Option<Note>);

/// Who set a lock, why and when; carried into the solution, never dropped.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Note {
    /// Who set it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub author: Option<String>,
    /// Why.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
    /// When, as written.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub date: Option<String>,
    /// Only this period (1 or 2), for `attribute`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub period: Option<u32>,
}

impl<'de: 'a, 'a> Deserialize<'de> for LockRow<'a> {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Row<'a>(std::marker::PhantomData<&'a ()>);
        impl<'de: 'a, 'a> serde::de::Visitor<'de> for Row<'a> {
            type Value = LockRow<'a>;
            fn expecting(&self, f: &mut std::fmt::Formatter) -> std::fmt::Result {
                f.write_str("[associate, target] or [associate, target, {note}]")
            }
            fn visit_seq<A: serde::de::SeqAccess<'de>>(self, mut seq: A) -> Result<LockRow<'a>, A::Error> {
                let missing = |at| serde::de::Error::invalid_length(at, &"[associate, target]");
                let associate: Borrowed<'a> = seq.next_element()?.ok_or_else(|| missing(0))?;
                let target: Borrowed<'a> = seq.next_element()?.ok_or_else(|| missing(1))?;
                let note = seq.next_element()?;
                if seq.next_element::<serde::de::IgnoredAny>()?.is_some() {
                    return Err(serde::de::Error::invalid_length(4, &"[associate, target, {note}]"));
                }
                Ok(LockRow(associate.0, target.0, note))
            }
        }
        deserializer.deserialize_seq(Row(std::marker::PhantomData))
    }
}

#[derive(Deserialize)]
struct Borrowed<'a>(#[serde(borrow)] Id<'a>);

fn half() -> u32 {
    500
}
fn eight() -> u32 {
    8
}
fn one() -> u32 {
    1
}
fn both() -> Vec<u32> {
    vec![1, 2]
}
#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde asks for a reference")]
fn is_zero(value: &u32) -> bool {
    *value == 0
}
