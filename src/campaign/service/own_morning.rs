//! `/mon-espace/campagnes/{id}/matinee`: one's own sequence of the morning, the key of one's seat, and the same as a calendar file.

use super::access::{self, Member, Voice};
use super::calendar::{self, Event};
use super::home::title;
use super::keys::Keys;
use super::morning;
use super::people::Everyone;
use super::problem;
use crate::campaign::model::phase::Phase;
use crate::campaign::store::runs;
use crate::desk::model::{Block, Cell, Row, Sheet, Table, Way};
use crate::desk::service::{Answer, Ask, Download, No, missing};
use crate::i18n::campaign_decide as say;
use crate::kernel::clock::{paris, paris_day};
use crate::kernel::dates::{hour, moment};
use crate::live::model::room::Room;
use crate::live::model::seat::{Line, Seat, Side, agenda};
use crate::live::service::rooms;
use crate::store::Tx;
use jiff::Timestamp;
use jiff::civil::Date;

/// One line of somebody's morning, in words.
pub(super) struct Told {
    pub(super) round: u32,
    pub(super) starts: i64,
    pub(super) ends: i64,
    /// 0 for a free round.
    pub(super) table: u32,
    /// Who is met; empty for a free round.
    pub(super) who: String,
    /// The missions of the host, or a few words about the associate.
    pub(super) about: String,
    /// The break that follows, in minutes; 0 for none.
    pub(super) pause: i64,
}

/// The seat of an associate or host in a room.
pub(super) fn seat_of(room: &Room, side: Side, id: i64) -> Option<Seat> {
    let at = side.guests(room).iter().position(|g| g.id == id)?;
    Some(Seat { side, at: u32::try_from(at).ok()? })
}

/// The lines of a seat, at the hours of the plan while the morning has not begun.
pub(super) fn lines(room: &Room, seat: Seat) -> Vec<Told> {
    let told = |line: &Line| {
        let other = line.other.and_then(|at| seat.side.other().guests(room).get(at as usize));
        Told {
            round: line.round + 1,
            starts: line.starts,
            ends: line.ends,
            table: line.table,
            who: other.map_or(String::new(), |g| g.name.clone()),
            about: other.map_or(String::new(), |g| g.about.clone()),
            pause: line.pause_after.map_or(0, |b| b.minutes),
        }
    };
    agenda(room, seat, 0).iter().map(told).collect()
}

/// "10:36  manche 3, table 1 : Adie"
pub(super) fn words(line: &Told) -> String {
    say::line(&hour(line.starts), line.round, line.table, &line.who, line.pause)
}

/// The room of the morning as it stands: the live one, repairs included, else what the published plan says. None before a plan is published.
async fn room(tx: &mut Tx, member: &Member, everyone: &Everyone) -> Result<Option<(Room, i64)>, No> {
    let Some(run) = runs::published(tx, member.campaign.id, 1).await? else { return Ok(None) };
    if let Some(room) = rooms::room_of(tx, member.campaign.id).await? {
        return Ok(Some((room, run.id)));
    }
    let solution = problem::solution(&runs::files(tx, run.id).await?.solution)?;
    match morning::room_of(&member.campaign, everyone, &solution) {
        Ok(room) => Ok(Some((room, run.id))),
        Err(fault @ No::Fault(_)) => Err(fault),
        // Somebody of the plan left meanwhile: the team publishes another one.
        Err(_) => Ok(None),
    }
}

/// The page.
pub async fn page(ask: &Ask<'_>) -> Answer {
    let mut tx = ask.db().read().await?;
    let member = access::member(&mut tx, ask).await?;
    let voice = member.voice(ask)?;
    let everyone = Everyone::load(&mut tx, member.campaign.id).await?;
    let settings = &member.campaign.settings;
    let mut sheet = Sheet::new(say::OWN_MORNING).above(title(&mut tx, &member.campaign).await?).with_all(ask.said());
    sheet = sheet.with_all(voices(ask, &member, &voice));
    let held = rooms::of_campaign(&mut tx, member.campaign.id).await?.and_then(|(_, day)| day.parse::<Date>().ok());
    let found = room(&mut tx, &member, &everyone).await?;
    let Some((room, seat)) = found.and_then(|(room, _)| seat_of(&room, voice.side(), voice.id()).map(|seat| (room, seat))) else {
        return Ok(sheet.with(Block::notice("", soon(ask, &member))).with(back(&member)));
    };
    let lines = lines(&room, seat);
    let met = lines.iter().filter(|l| l.table > 0).count();
    // What the plan stands at, whatever the settings say since.
    let planned = room.rounds.first().and_then(|slot| Timestamp::from_millisecond(slot.planned).ok()).map(|at| at.to_zoned(paris()));
    let when = planned.map_or(String::new(), |at| say::day_at(at.date(), at.time()));
    let mut facts = vec![(say::S_DAY, when), (say::OWN_MEETINGS, met.to_string())];
    if !settings.place.is_empty() {
        facts.insert(1, (say::S_PLACE, settings.place.clone()));
    }
    sheet = sheet.with(Block::facts(facts)).with(Block::table(table(&lines, voice.side())));
    let code = Keys::new(member.campaign.secret).seat(voice.side(), voice.id());
    sheet = sheet.with(Block::h2(say::SEAT)).with(Block::text(say::SEAT_TEXT)).with(Block::code(say::code(&code)));
    let mut ways = vec![Way::quiet(format!("{}/matinee.ics{}", member.here(), voice.query()), say::CALENDAR).file()];
    ways.push(Way { plain: true, ..Way::quiet(format!("{}/feuille{}", member.here(), voice.query()), crate::i18n::campaign_morning::PAPER) });
    let today = paris_day(ask.now);
    if let Some(day) = held.filter(|day| *day <= today) {
        // On the day by its code; afterwards because its holder is signed in, to read and change what they wrote.
        let label = if day == today { say::SEAT_OPEN } else { say::SEAT_AGAIN };
        ways.insert(0, Way { plain: true, ..Way::button(format!("/direct/place/{code}"), label) });
    }
    Ok(sheet.with(Block::ways(ways)).with(back(&member)))
}

fn table(lines: &[Told], side: Side) -> Table {
    let mut rows = Vec::new();
    for line in lines {
        let table = if line.table > 0 { line.table.to_string() } else { String::new() };
        let who = if line.who.is_empty() { Cell::look("soft", say::FREE_ROUND) } else { Cell::text(&line.who) };
        let cells =
            vec![Cell::text(line.round.to_string()), Cell::text(say::from_to(&hour(line.starts), &hour(line.ends))), Cell::look("num", table)];
        rows.push(Row { cells: cells.into_iter().chain([who, Cell::text(&line.about)]).collect() });
        if line.pause > 0 {
            let blank = || Cell::text("");
            let words = Cell::look("soft", say::pause(line.pause));
            rows.push(Row { cells: vec![blank(), Cell::text(hour(line.ends)), blank(), words, blank()] });
        }
    }
    let head = if side == Side::Associate { say::OWN_HEAD_ASSOCIATE } else { say::OWN_HEAD_HOST };
    Table { caption: say::OWN_MORNING.to_owned(), head: head.iter().map(|h| (*h).to_owned()).collect(), rows, empty: say::OWN_NONE.to_owned() }
}

/// Links to the other names one speaks in.
pub(super) fn voices(ask: &Ask<'_>, member: &Member, now: &Voice) -> Option<Block> {
    let all = member.voices();
    let same = |v: &Voice| (v.side(), v.id()) == (now.side(), now.id());
    let way = |v: &Voice| Way { current: same(v), ..Way::link(format!("{}{}", ask.path(), v.query()), v.name()) };
    (all.len() > 1).then(|| Block::ways(all.iter().map(way).collect()))
}

fn back(member: &Member) -> Block {
    Block::ways(vec![Way::link(member.here(), say::BACK)])
}

/// When the plan comes, as far as it is said.
fn soon(ask: &Ask<'_>, member: &Member) -> String {
    let closes = member.stages.iter().find(|s| s.phase == Phase::Plan).and_then(|s| s.closes_at);
    say::plan_soon(closes.map(|at| moment(at, ask.now)).as_deref())
}

/// The calendar file, with the same identifiers each time so that a later one replaces this one.
///
/// # Errors
/// No part in the campaign, or no plan yet (404).
pub async fn file(ask: &Ask<'_>) -> Result<Download, No> {
    let mut tx = ask.db().read().await?;
    let member = access::member(&mut tx, ask).await?;
    let voice = member.voice(ask)?;
    let everyone = Everyone::load(&mut tx, member.campaign.id).await?;
    let (room, run) = room(&mut tx, &member, &everyone).await?.ok_or_else(missing)?;
    let seat = seat_of(&room, voice.side(), voice.id()).ok_or_else(missing)?;
    let base = &ask.desk.board.base_url;
    let domain = base.split("://").nth(1).unwrap_or("passerelle").split([':', '/']).next().unwrap_or("passerelle");
    let page = format!("{base}{}/matinee{}", member.here(), voice.query());
    let mut events: Vec<Event> = Vec::new();
    for line in lines(&room, seat).iter().filter(|l| l.table > 0) {
        let uid = format!("campagne-{}-{}-{}-manche-{}@{domain}", member.campaign.id, voice.side().code(), voice.id(), line.round);
        let what = say::event(line.table, &line.who);
        match events.last_mut().filter(|e| e.uid == uid) {
            // A host with several tables has one event a round.
            Some(event) => event.summary = format!("{}, {what}", event.summary),
            None => events.push(Event {
                uid,
                starts: line.starts,
                ends: line.ends,
                summary: say::event_round(line.round, &what),
                place: member.campaign.settings.place.clone(),
                text: format!("{}\n{page}", line.about),
            }),
        }
    }
    let revision = (run % 10_000_000) * 100 + i64::from(room.plan % 100);
    let name = title(&mut tx, &member.campaign).await?;
    let text = calendar::file(&say::calendar_name(&name), revision, ask.ms(), &events);
    Ok(Download { name: "matinee.ics".to_owned(), kind: "text/calendar; charset=utf-8", bytes: text.into_bytes() })
}
