//! What the console asks of a repair and what it is shown before anybody confirms. What travels: positions are those of the room.

use super::presence::Presence;
use super::seat::{Seat, Side};
use miniserde::{Deserialize, Serialize};

/// What happened, as the console knows it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Incident {
    /// Positions of the associates who do not come any more.
    pub absent: Vec<u32>,
    /// Positions of the hosts who do not come any more.
    pub absent_hosts: Vec<u32>,
    /// Associates who come later.
    pub late: Vec<Late>,
    /// Hosts who come later.
    pub late_hosts: Vec<Late>,
    /// Tables out of use from now on, numbered over the room from 1.
    pub broken: Vec<u32>,
    /// Keys of hosts of the campaign who are not in the room yet and take a place from now on.
    pub added: Vec<i64>,
}

impl Incident {
    /// What follows for the plan when somebody is absent, gone, or only there from a round on (from 0); None when nothing is known of them.
    pub fn of(seat: Seat, presence: Presence, round: u32) -> Option<Incident> {
        let late = || vec![Late { at: seat.at, round }];
        let none = <Incident as Default>::default();
        match (presence, seat.side) {
            (Presence::Absent | Presence::Gone, Side::Associate) => Some(Incident { absent: vec![seat.at], ..none }),
            (Presence::Absent | Presence::Gone, Side::Host) => Some(Incident { absent_hosts: vec![seat.at], ..none }),
            (Presence::Late | Presence::Here, Side::Associate) => Some(Incident { late: late(), ..none }),
            (Presence::Late | Presence::Here, Side::Host) => Some(Incident { late_hosts: late(), ..none }),
            (Presence::Expected, _) => None,
        }
    }

    /// Whoever comes later, and the first round they play; the console names one at a time.
    pub fn late_seat(&self) -> Option<(Seat, u32)> {
        let of = |side: Side, all: &[Late]| all.first().map(|l| (Seat { side, at: l.at }, l.round));
        of(Side::Associate, &self.late).or_else(|| of(Side::Host, &self.late_hosts))
    }
}

/// Something the console shows before anybody confirms it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Pending {
    /// "Karim D. : absence".
    pub title: String,
    /// What happened; nothing for a mere confirmation.
    pub incident: Incident,
    /// The repair; its operation is sent when confirmed.
    pub proposal: Proposal,
    /// The id it is sent under: pressed twice it counts once.
    pub id: String,
}

/// Somebody who comes later.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Late {
    /// Their position on their side.
    pub at: u32,
    /// The first round they play, from 0.
    pub round: u32,
}

/// The repaired plan, ready to be confirmed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Proposal {
    /// The operation to send when it is confirmed, as text.
    pub op: String,
    /// Who goes elsewhere, by round.
    pub moves: Vec<Moved>,
    /// How many associates' mornings change.
    pub people: u32,
    /// It is shown that no plan changes fewer people's mornings.
    pub proved: bool,
    /// What to know before confirming, a sentence each.
    pub words: Vec<String>,
    /// Doing nothing beside the repair.
    pub figures: Vec<Figure>,
}

/// One associate's round that changes.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Moved {
    /// Their name.
    pub who: String,
    /// The round, from 0.
    pub round: u32,
    /// When it begins ("10:54").
    pub at: String,
    /// The table left and whose it is; a dash when the round was free.
    pub from: String,
    /// The table taken and whose it is; a dash when the round becomes free.
    pub to: String,
}

/// A figure without and with the repair.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Figure {
    /// What is counted.
    pub name: String,
    /// If nothing is done.
    pub idle: String,
    /// With the repair.
    pub mended: String,
}
