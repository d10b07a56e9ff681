//! What a seat shows at an instant: where to be and with whom, whom to rate, what comes next.

use super::face::{Stage, face};
use crate::i18n::live as say;
use crate::live::model::clock::wall_time;
use crate::live::model::presence::{Presence, late_by};
use crate::live::model::room::{Guest, Room};
use crate::live::model::seat::{Line, Seat, Side, State, agenda, next_line};

/// A seat at an instant.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Scene {
    /// Where the morning stands.
    pub stage: Stage,
    /// Above where to be: said when it is not now.
    pub above: &'static str,
    /// Where to be, with whom. Several for a host of several tables.
    pub heads: Vec<Head>,
    /// Said instead: a free round, the end.
    pub instead: Option<(&'static str, &'static str)>,
    /// Who may be rated now.
    pub rate: Vec<Rate>,
    /// What comes after.
    pub next: Vec<Next>,
    /// What to know: a word and a sentence.
    pub banners: Vec<(&'static str, String)>,
    /// The room does not count on the person of this seat, who may say that they are there.
    pub missed: bool,
}

/// A meeting.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Head {
    /// Key of the other person.
    pub id: i64,
    /// "Table 1", or "Adie, table 1" for a host.
    pub place: String,
    /// Who.
    pub name: String,
    /// Mission, or a pitch.
    pub about: String,
    /// What to ask.
    pub ask: String,
}

/// Somebody to rate.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Rate {
    /// Key of the person.
    pub id: i64,
    /// Their short name.
    pub name: String,
    /// Said above the form; empty for whom one sits with.
    pub title: String,
}

/// A meeting to come.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Next {
    /// "table 12"; empty for a host with one table.
    pub place: String,
    /// Who.
    pub name: String,
    /// When it begins.
    pub at: String,
}

/// One line of the day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DayLine {
    /// Round, from 1; 0 for a pause.
    pub round: u32,
    /// When.
    pub at: String,
    /// Table; 0 for none.
    pub table: u32,
    /// Key of the person; 0 for nobody.
    pub id: i64,
    /// Their short name, or the words of a pause or of a free round.
    pub name: String,
    /// Where the round stands.
    pub state: State,
    /// They miss it.
    pub absent: bool,
}

fn other<'a>(room: &'a Room, seat: Seat, line: &Line) -> Option<&'a Guest> {
    seat.side.other().guests(room).get(line.other? as usize)
}

fn head(room: &Room, seat: Seat, line: &Line) -> Option<Head> {
    let them = other(room, seat, line)?;
    let place = match seat.side {
        Side::Associate => say::table(line.table),
        Side::Host => say::host_table(seat.guest(room).map_or("", |g| g.short.as_str()), line.table),
    };
    Some(Head { id: them.id, place, name: them.short.clone(), about: them.about.clone(), ask: them.ask.clone() })
}

/// A seat at an instant. `chosen` is the key of somebody met in the day whose form was asked for; 0 for nobody.
pub fn scene(room: &Room, seat: Seat, now: i64, chosen: i64) -> Scene {
    let face = face(room, now);
    let lines = agenda(room, seat, now);
    let present: Vec<&Line> = lines.iter().filter(|l| l.state == State::Now).collect();
    let coming = next_line(room, seat, now);
    let mut scene = Scene { stage: face.stage, ..Scene::default() };
    let next = |l: &Line| {
        let several = seat.guest(room).is_some_and(|g| g.tables.len() > 1);
        let place = if seat.side == Side::Associate || several { say::to_table(l.table) } else { String::new() };
        other(room, seat, l).map(|g| Next { place, name: g.short.clone(), at: wall_time(room, l.starts) })
    };
    if present.is_empty() {
        let soon = coming.iter().filter(|l| l.state == State::Next || face.stage == Stage::Before);
        scene.heads = soon.filter_map(|l| head(room, seat, l)).collect();
        scene.above = if face.stage == Stage::Before { say::FIRST_HEADING } else { say::NEXT_HEADING };
        scene.instead = match (face.stage, scene.heads.is_empty(), coming.is_empty()) {
            (Stage::Over, ..) => Some((say::OVER_HEADING, say::OVER_MORE)),
            (_, true, true) => Some((say::OVER_HEADING, say::NO_MORE)),
            (_, true, false) => Some((say::FREE, free_words(seat))),
            _ => None,
        };
        if scene.heads.is_empty() {
            scene.next = coming.iter().filter_map(next).collect();
        }
    } else {
        let kept = |l: &&&Line| !l.absent;
        scene.heads = present.iter().filter(kept).filter_map(|l| head(room, seat, l)).collect();
        scene.instead = scene.heads.is_empty().then_some((say::FREE, free_words(seat)));
        scene.next = coming.iter().filter_map(next).collect();
        scene.banners = present.iter().filter_map(|l| banner(room, seat, l)).collect();
    }
    let own = seat.guest(room).map(Guest::presence).unwrap_or_default();
    if (own.is_away() || own == Presence::Late) && face.stage != Stage::Over {
        let (word, words) = if own == Presence::Late { (say::LATE, say::LATE_SEAT) } else { (say::ABSENCE, say::ELSEWHERE) };
        scene.banners.push((word, words.to_owned()));
        scene.missed = true;
    }
    scene.rate = rates(room, seat, &lines, chosen, face.stage);
    scene
}

const fn free_words(seat: Seat) -> &'static str {
    match seat.side {
        Side::Associate => say::FREE_MORE,
        Side::Host => say::FREE_HOST,
    }
}

/// What to know of somebody expected at the table now.
fn banner(room: &Room, seat: Seat, line: &Line) -> Option<(&'static str, String)> {
    let them = other(room, seat, line)?;
    if line.absent {
        return Some((say::ABSENCE, say::is_absent(&them.short)));
    }
    if them.presence() == Presence::Late {
        return Some((say::LATE, say::is_late(&them.short)));
    }
    let late = late_by(them, (line.starts, line.ends)).filter(|ms| *ms >= 30_000)?;
    Some((say::LATE_ARRIVAL, say::late_arrival(&them.short, &wall_time(room, them.seen), late, &wall_time(room, line.ends))))
}

/// Whom the form is about: who was asked for, else those met now, else those met last.
fn rates(room: &Room, seat: Seat, lines: &[Line], chosen: i64, stage: Stage) -> Vec<Rate> {
    let of = |line: &Line, title: String| other(room, seat, line).map(|g| Rate { id: g.id, name: g.short.clone(), title });
    let met = |line: &&Line| line.other.is_some() && !line.absent;
    if let Some(line) = lines.iter().find(|l| chosen != 0 && other(room, seat, l).is_some_and(|g| g.id == chosen)) {
        let now = line.state == State::Now && lines.iter().filter(|l| l.state == State::Now).count() == 1;
        let title = other(room, seat, line).filter(|_| !now).map_or_else(String::new, |g| say::rate_round(&g.short, line.round + 1));
        return of(line, title).into_iter().collect();
    }
    let present: Vec<&Line> = lines.iter().filter(|l| l.state == State::Now).filter(met).collect();
    if !present.is_empty() {
        let several = present.len() > 1;
        let title = |l: &Line| other(room, seat, l).filter(|_| several).map_or_else(String::new, |g| say::rating_of(&g.short));
        return present.into_iter().filter_map(|l| of(l, title(l))).collect();
    }
    if lines.iter().any(|l| l.state == State::Now) || stage == Stage::Over {
        return Vec::new();
    }
    let past = lines.iter().filter(|l| l.state == State::Past);
    let last = past.clone().map(|l| l.round).max();
    let finish = |l: &Line| of(l, other(room, seat, l).map_or_else(String::new, |g| say::finish(&g.short)));
    past.filter(|l| Some(l.round) == last).filter(met).filter_map(finish).collect()
}

/// The day, line by line, pauses between.
pub fn day(room: &Room, seat: Seat, now: i64) -> Vec<DayLine> {
    let mut out = Vec::new();
    for line in agenda(room, seat, now) {
        let them = other(room, seat, &line);
        out.push(DayLine {
            round: line.round + 1,
            at: wall_time(room, line.starts),
            table: line.table,
            id: them.map_or(0, |g| g.id),
            name: them.map_or_else(|| say::FREE_LINE.to_owned(), |g| g.short.clone()),
            state: line.state,
            absent: line.absent,
        });
        if let Some(pause) = line.pause_after {
            let (at, name) = (wall_time(room, pause.start), say::pause_of(pause.minutes));
            out.push(DayLine { round: 0, at, table: 0, id: 0, name, state: line.state, absent: false });
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::live::model::apply::apply;
    use crate::live::model::op::Op;
    use crate::live::model::room::{Meeting, Slot};

    fn room() -> Room {
        let guest = |id: i64, short: &str, tables: Vec<u32>| Guest { id, short: short.to_owned(), tables, ..Guest::default() };
        let slot = |planned: i64| Slot { seconds: 900, gap: 180, pause: planned == 0, planned };
        Room {
            associates: vec![guest(1, "Awa B.", vec![]), guest(2, "Karim D.", vec![])],
            hosts: vec![guest(7, "Adie", vec![1]), guest(8, "Enercoop", vec![2])],
            rounds: vec![slot(0), slot(1_080_000)],
            meetings: vec![Meeting { associate: 0, host: 0, round: 0, table: 1 }, Meeting { associate: 1, host: 0, round: 1, table: 1 }],
            ..Room::default()
        }
    }

    fn gone_from(room: &Room, seat: Seat) -> bool {
        scene(room, seat, 60_000, 0).missed
    }

    #[test]
    fn a_seat_says_where_to_be_whom_to_rate_and_what_is_next() {
        let (awa, adie) = (Seat { side: Side::Associate, at: 0 }, Seat { side: Side::Host, at: 0 });
        let room = apply(&room(), &Op::Start, 1_000).unwrap();
        let now = scene(&room, awa, 60_000, 0);
        assert_eq!((now.heads[0].place.as_str(), now.heads[0].name.as_str(), now.rate[0].id), ("Table 1", "Adie", 7));
        assert!(now.next.is_empty() && now.instead.is_none());
        let host = scene(&room, adie, 60_000, 0);
        assert_eq!((host.heads[0].place.as_str(), host.next[0].name.as_str(), host.next[0].place.as_str()), ("Adie, table 1", "Karim D.", ""));
        let between = scene(&room, adie, 902_000, 0);
        assert_eq!((between.above, between.heads[0].id, between.rate[0].id), (say::NEXT_HEADING, 2, 1));
        assert_eq!(scene(&room, awa, 902_000, 0).instead, Some((say::OVER_HEADING, say::NO_MORE)));
        let absent = Op::Presence { side: Side::Associate, at: 1, presence: Presence::Absent };
        let gone = scene(&apply(&room, &absent, 2_000).unwrap(), adie, 1_100_000, 0);
        assert_eq!((gone.instead.is_some(), gone.rate.len(), gone.banners[0].0), (true, 0, say::ABSENCE));
        assert_eq!(scene(&room, adie, 1_100_000, 1).rate[0].title, say::rate_round("Awa B.", 1));
        assert!(!gone_from(&room, awa) && gone_from(&apply(&room, &absent, 2_000).unwrap(), Seat { side: Side::Associate, at: 1 }));
        let lines = day(&room, awa, 60_000);
        assert_eq!(lines.iter().map(|l| (l.round, l.id)).collect::<Vec<_>>(), [(1, 7), (0, 0), (2, 0)]);
    }
}
