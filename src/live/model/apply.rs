//! The reducer: a room, an operation and an instant make the next room, or a refusal and no change at all.

use super::check::guests;
use super::clock::{Clock, OVER, PAUSED, RUNNING, WAITING, settle, times};
use super::op::{Logged, Op};
use super::plan::{Fault, faults, frozen};
use super::presence::Presence;
use super::refused::Refused;
use super::room::{Guest, Meeting, Room};
use super::seat::Side;

/// Longest change at once and longest time left of a round or a gap, in seconds.
pub const LONGEST: i64 = 4 * 3600;
/// Longest reason of a repair, in characters.
pub const REASON: usize = 500;

/// Applies an operation at an instant; one before the newest operation counts as that operation's.
pub fn apply(room: &Room, op: &Op, at: i64) -> Result<Room, Refused> {
    if room.closed {
        return Err(Refused::Closed);
    }
    let at = at.max(room.last);
    let mut next = room.clone();
    next.clock = settle(room, at);
    match op {
        Op::Start => start(&mut next, at)?,
        Op::Pause => pause(&mut next.clock, at)?,
        Op::Resume => resume(&mut next, at)?,
        Op::Extend { seconds } => extend(&mut next, *seconds, at)?,
        Op::Next => skip(&mut next, at)?,
        Op::End => end(&mut next.clock, at)?,
        Op::Reopen => reopen(&mut next, at)?,
        Op::Presence { side, at: seat, presence } => say(&mut next, *side, *seat, *presence, at)?,
        Op::Replan { plan, meetings, hosts_added, broken, why } => replan(&mut next, (*plan, why), meetings, hosts_added, broken, at)?,
        Op::Close => close(&mut next)?,
    }
    next.rev = room.rev + 1;
    next.last = at;
    Ok(next)
}

/// A snapshot brought up to date with the log that follows it; entries it already holds are passed over. `Err` says the revision that
/// is missing, unreadable or refused.
pub fn replay(snapshot: &Room, log: &[Logged]) -> Result<Room, u64> {
    let mut room = snapshot.clone();
    for entry in log.iter().filter(|entry| entry.rev > snapshot.rev) {
        let rev = room.rev + 1;
        let op = Op::of_text(&entry.op).filter(|_| entry.rev == rev).ok_or(rev)?;
        room = apply(&room, &op, entry.at).map_err(|_| rev)?;
    }
    Ok(room)
}

fn start(room: &mut Room, at: i64) -> Result<(), Refused> {
    match room.clock.state {
        WAITING if room.rounds.is_empty() => Err(Refused::NothingLeft),
        WAITING => {
            room.clock = Clock { state: RUNNING, since: at, until: at.saturating_add(room.length(0)), ..Clock::default() };
            Ok(())
        }
        OVER => Err(Refused::Over),
        _ => Err(Refused::started(room)),
    }
}

/// Refuses unless the clock runs or is paused.
fn going(clock: &Clock) -> Result<(), Refused> {
    match clock.state {
        WAITING => Err(Refused::NotStarted),
        OVER => Err(Refused::Over),
        _ => Ok(()),
    }
}

/// Stops the clock where it is.
fn stop(clock: &mut Clock, state: u8, at: i64) {
    (clock.left, clock.inside) = (clock.left_at(at), clock.is_inside(at));
    (clock.state, clock.stopped) = (state, at);
}

fn pause(clock: &mut Clock, at: i64) -> Result<(), Refused> {
    going(clock)?;
    if clock.state == PAUSED {
        return Err(Refused::AlreadyPaused);
    }
    stop(clock, PAUSED, at);
    Ok(())
}

fn resume(room: &mut Room, at: i64) -> Result<(), Refused> {
    going(&room.clock)?;
    if room.clock.state != PAUSED {
        return Err(Refused::NotPaused);
    }
    let (left, inside) = (room.clock.left, room.clock.inside);
    run(room, at.saturating_add(left), inside);
    Ok(())
}

/// The clock runs: the anchored round ends at this instant, or begins then when it is still to come.
fn run(room: &mut Room, at: i64, inside: bool) {
    let length = room.length(room.clock.round);
    let clock = &mut room.clock;
    (clock.state, clock.stopped, clock.left, clock.inside) = (RUNNING, 0, 0, false);
    if inside {
        clock.until = at;
    } else {
        (clock.since, clock.until) = (at, at.saturating_add(length));
    }
}

fn extend(room: &mut Room, seconds: i32, at: i64) -> Result<(), Refused> {
    going(&room.clock)?;
    let left = room.clock.left_at(at).saturating_add(i64::from(seconds) * 1000).max(0);
    if seconds == 0 || i64::from(seconds).abs() > LONGEST || (seconds > 0 && left > LONGEST * 1000) {
        return Err(Refused::Length);
    }
    if room.clock.state == PAUSED {
        room.clock.left = left;
    } else {
        let inside = room.clock.is_inside(at);
        run(room, at.saturating_add(left), inside);
    }
    Ok(())
}

fn skip(room: &mut Room, at: i64) -> Result<(), Refused> {
    going(&room.clock)?;
    if room.clock.is_inside(at) {
        if room.clock.round + 1 >= room.round_count() {
            return Err(Refused::LastRound);
        }
        let mut clock = room.clock.clone();
        clock.pass(room, at, 0);
        room.clock = clock;
    }
    run(room, at, false);
    Ok(())
}

fn end(clock: &mut Clock, at: i64) -> Result<(), Refused> {
    going(clock)?;
    stop(clock, OVER, at);
    Ok(())
}

fn reopen(room: &mut Room, at: i64) -> Result<(), Refused> {
    match room.clock.state {
        WAITING => Err(Refused::NotStarted),
        OVER if room.clock.round >= room.round_count() => Err(Refused::NothingLeft),
        OVER => {
            (room.clock.state, room.clock.stopped) = (PAUSED, at);
            Ok(())
        }
        _ => Err(Refused::NotOver),
    }
}

fn say(room: &mut Room, side: Side, seat: u32, presence: Presence, at: i64) -> Result<(), Refused> {
    let mut times = times(room, at);
    times.truncate(room.clock.round as usize);
    let guest = side.guests_mut(room).get_mut(seat as usize).ok_or(Refused::NoSeat)?;
    // Saying again that nothing is known is how a mistake is forgotten, and there is none to forget.
    if guest.presence() == presence {
        return Err(Refused::Already(presence));
    }
    guest.say(presence, at, &times);
    Ok(())
}

fn replan(room: &mut Room, (plan, why): (u32, &str), meetings: &[Meeting], added: &[Guest], broken: &[u32], at: i64) -> Result<(), Refused> {
    if room.clock.state == OVER {
        return Err(Refused::Over);
    }
    if plan != room.plan {
        return Err(Refused::StalePlan);
    }
    if why.chars().count() > REASON {
        return Err(Refused::LongReason);
    }
    let played = room.clock.round + u32::from(room.clock.is_inside(at));
    if let Some(round) = frozen(room, meetings, played) {
        return Err(Refused::Frozen(round));
    }
    let fresh = |guest: &Guest| Guest { since: at, seen: 0, missed: Vec::new(), ..guest.clone() };
    room.hosts.extend(added.iter().map(fresh));
    room.broken.extend_from_slice(broken);
    room.broken.sort_unstable();
    room.broken.dedup();
    let wrong: Option<Fault> = guests(room).into_iter().chain(faults(room, meetings, played)).next();
    if let Some(fault) = wrong {
        return Err(Refused::Plan(fault));
    }
    room.meetings = meetings.to_vec();
    room.plan += 1;
    Ok(())
}

fn close(room: &mut Room) -> Result<(), Refused> {
    match room.clock.state {
        WAITING | OVER => {
            room.closed = true;
            Ok(())
        }
        _ => Err(Refused::NotOver),
    }
}
