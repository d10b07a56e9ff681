//! What the team does to a morning, and how it is written in the log.

use miniserde::{Deserialize, Serialize};

use super::presence::Presence;
use super::room::{Guest, Meeting};
use super::seat::Side;

/// One operation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Op {
    /// The first round begins now.
    Start,
    /// Everything stops, in a round or between two.
    Pause,
    /// It goes on with the time that was left.
    Resume,
    /// The present round (or the gap) gets longer, or shorter when negative; it never ends in the past.
    Extend {
        /// How much, in seconds.
        seconds: i32,
    },
    /// The next round begins now: cuts the present one, or the gap. The last round has none: it is ended.
    Next,
    /// The morning is over, whatever is left.
    End,
    /// An end was a mistake: the morning is as if paused where it was ended.
    Reopen,
    /// Somebody is there, late, absent, gone, or nothing is known any more.
    Presence {
        /// Their side.
        side: Side,
        /// Their position.
        at: u32,
        /// What is said of them.
        presence: Presence,
    },
    /// A repaired plan takes over.
    Replan {
        /// The plan it was computed from ([`super::room::Room::plan`]): another repair in between refuses it.
        plan: u32,
        /// Every meeting of the morning, those of rounds that began included and unchanged.
        meetings: Vec<Meeting>,
        /// Hosts nobody expected, put at the end of the list: `meetings` may name their positions.
        hosts_added: Vec<Guest>,
        /// Tables lost since the plan before; those lost earlier stay lost.
        broken: Vec<u32>,
        /// Why, for the journal.
        why: String,
    },
    /// The morning is archived: it waits or is over, and nothing changes any more.
    Close,
}

/// An operation in the log, as the server ordered it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Logged {
    /// The revision it made.
    pub rev: u64,
    /// Made by whoever asked: the same id never counts twice.
    pub id: String,
    /// When the server took it.
    pub at: i64,
    /// Who asked, in words.
    pub by: String,
    /// The operation as text.
    pub op: String,
}

/// An operation as it is written: what its kind does not use is null.
#[derive(Default, Serialize, Deserialize)]
struct Flat {
    op: String,
    seconds: Option<i32>,
    side: Option<String>,
    at: Option<u32>,
    presence: Option<String>,
    plan: Option<u32>,
    meetings: Option<Vec<Meeting>>,
    hosts: Option<Vec<Guest>>,
    broken: Option<Vec<u32>>,
    why: Option<String>,
}

impl Op {
    /// The kind's code in the text, in the journal and in addresses.
    pub const fn code(&self) -> &'static str {
        match self {
            Op::Start => "start",
            Op::Pause => "pause",
            Op::Resume => "resume",
            Op::Extend { .. } => "extend",
            Op::Next => "next",
            Op::End => "end",
            Op::Reopen => "reopen",
            Op::Presence { .. } => "presence",
            Op::Replan { .. } => "replan",
            Op::Close => "close",
        }
    }

    /// The operation as text.
    pub fn to_text(&self) -> String {
        let mut flat = Flat { op: self.code().to_owned(), ..Default::default() };
        match self {
            Op::Extend { seconds } => flat.seconds = Some(*seconds),
            Op::Presence { side, at, presence } => {
                flat.side = Some(side.code().to_owned());
                flat.at = Some(*at);
                flat.presence = Some(presence.code().to_owned());
            }
            Op::Replan { plan, meetings, hosts_added, broken, why } => {
                flat.plan = Some(*plan);
                flat.meetings = Some(meetings.clone());
                flat.hosts = Some(hosts_added.clone());
                flat.broken = Some(broken.clone());
                flat.why = Some(why.clone());
            }
            _ => {}
        }
        miniserde::json::to_string(&flat)
    }

    /// The operation of a text; `None` when it is not one. The length of the text is the caller's to bound.
    pub fn of_text(text: &str) -> Option<Op> {
        let flat: Flat = miniserde::json::from_str(text).ok()?;
        match flat.op.as_str() {
            "extend" => Some(Op::Extend { seconds: flat.seconds? }),
            "presence" => Some(Op::Presence { side: Side::from_code(&flat.side?)?, at: flat.at?, presence: Presence::from_code(&flat.presence?)? }),
            "replan" => {
                Some(Op::Replan { plan: flat.plan?, meetings: flat.meetings?, hosts_added: flat.hosts?, broken: flat.broken?, why: flat.why? })
            }
            bare => [Op::Start, Op::Pause, Op::Resume, Op::Next, Op::End, Op::Reopen, Op::Close].into_iter().find(|op| op.code() == bare),
        }
    }
}
