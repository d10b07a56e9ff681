//! What the console alone sees beside the room: which pairs were rated (not how), and which seats are connected.

use super::seat::{Seat, Side};
use miniserde::{Deserialize, Serialize};

/// Sent whole each time.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Marks {
    /// Pairs one side rated.
    pub pairs: Vec<Pair>,
    /// Seats seen since the room was made.
    pub seats: Vec<Seen>,
}

/// What is known of a pair: positions in the lists of the room.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Pair {
    /// The associate.
    pub associate: u32,
    /// The host.
    pub host: u32,
    /// The associate rated: 0 not, 1 in part, 2 whole.
    pub by_associate: u8,
    /// The host rated: the same.
    pub by_host: u8,
}

/// When a seat was last seen.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Seen {
    /// A host's seat.
    pub host: bool,
    /// Position.
    pub at: u32,
    /// It is connected.
    pub online: bool,
    /// Epoch milliseconds.
    pub when: i64,
}

impl Marks {
    /// Notes that one side rated the other.
    pub fn rated(&mut self, by: Side, associate: u32, host: u32, whole: bool) {
        let at = self.pairs.iter().position(|p| p.associate == associate && p.host == host).unwrap_or_else(|| {
            self.pairs.push(Pair { associate, host, ..<Pair as Default>::default() });
            self.pairs.len() - 1
        });
        let worth = if whole { 2 } else { 1 };
        if let Some(pair) = self.pairs.get_mut(at) {
            match by {
                Side::Associate => pair.by_associate = worth,
                Side::Host => pair.by_host = worth,
            }
        }
    }

    /// Notes when a seat was seen; what is later holds.
    pub fn seen(&mut self, seat: Seat, when: i64, online: bool) {
        let host = seat.side == Side::Host;
        match self.seats.iter_mut().find(|s| s.host == host && s.at == seat.at) {
            Some(seen) if seen.when <= when => (seen.when, seen.online) = (when, online),
            Some(_) => {}
            None => self.seats.push(Seen { host, at: seat.at, online, when }),
        }
    }

    /// What is known of a pair.
    pub fn pair(&self, associate: u32, host: u32) -> (u8, u8) {
        self.pairs.iter().find(|p| p.associate == associate && p.host == host).map_or((0, 0), |p| (p.by_associate, p.by_host))
    }

    /// What is known of a seat.
    pub fn seat(&self, seat: Seat) -> Option<&Seen> {
        self.seats.iter().find(|s| s.host == (seat.side == Side::Host) && s.at == seat.at)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_side_has_its_own_mark_and_the_later_sight_holds() {
        let mut marks = <Marks as Default>::default();
        marks.rated(Side::Associate, 1, 2, false);
        marks.rated(Side::Host, 1, 2, true);
        assert_eq!((marks.pair(1, 2), marks.pair(2, 1), marks.pairs.len()), ((1, 2), (0, 0), 1));
        let seat = Seat { side: Side::Host, at: 3 };
        marks.seen(seat, 20, true);
        marks.seen(seat, 10, false);
        assert_eq!(marks.seat(seat).map(|s| (s.when, s.online)), Some((20, true)));
        assert_eq!(marks.seat(Seat { side: Side::Associate, at: 3 }), None);
        let text = miniserde::json::to_string(&marks);
        assert_eq!(miniserde::json::from_str::<Marks>(&text).ok(), Some(marks));
    }
}
