//! The console: its page, and what is done from it without script. Its buttons are forms, each with an id so that one sent twice counts
//! once; what must be confirmed first is asked for by the address, shown with what it would change, and sent from there.

use super::hall::Hall;
use super::pages::{HERE, base, hall, sheet};
use super::{act, pulse, rooms, simulate};
use crate::campaign::service::{cards, demo, mend, morning};
use crate::desk::service::{Acted, Answer, Ask, Done, Fields, No, missing};
use crate::i18n::live as say;
use crate::kernel::clock::random_hex;
use crate::kernel::refusal::Refusal;
use crate::live::model::clock::{WAITING, played};
use crate::live::model::effect::effect;
use crate::live::model::mend::{Incident, Pending, Proposal};
use crate::live::model::op::Op;
use crate::live::model::page::{LivePage, Spare};
use crate::live::model::presence::Presence;
use crate::live::model::room::Room;
use crate::live::model::seat::Seat;
use std::sync::Arc;

/// Where a page begins that has something to confirm.
const TO_CONFIRM: &str = "#a-confirmer";

/// `/direct/{room}/regie`, with what its address asks to have confirmed.
///
/// # Errors
/// There is no such room, or the database failed.
pub async fn page(ask: &Ask<'_>) -> Answer {
    let hall = hall(ask).await?;
    let marks = pulse::marks(&ask.desk.halls, &hall).await?;
    let mut tx = ask.db().read().await?;
    let spare = cards::spare(&mut tx, hall.campaign, &hall.room()).await?;
    let demo = demo::is_demo(&mut tx, hall.campaign).await?;
    drop(tx);
    let (pending, refused) = match pending(ask, &hall, &spare).await {
        Ok(pending) => (pending, Vec::new()),
        Err(No::Refused(all)) => (None, all),
        Err(no) => return Err(no),
    };
    let fresh = demo || hall.simulated || hall.room().clock.state == WAITING;
    let mut live = LivePage {
        marks: Some(marks),
        simulate: ask.desk.development && fresh,
        key: hall.wall().to_owned(),
        links: cards::around(hall.campaign, hall.id, hall.wall()),
        spare,
        pending,
        ..base(ask, &hall, "regie")
    };
    live.problems.extend(refused.iter().map(|r| r.sentence.clone()));
    let mut page = sheet(say::CONSOLE.to_owned(), live);
    if !refused.is_empty() {
        page.status = crate::desk::service::status_of(&refused);
    }
    Ok(page)
}

/// What the address asks to have confirmed, beside what it would change; nothing has changed yet.
async fn pending(ask: &Ask<'_>, hall: &Hall, spare: &[Spare]) -> Result<Option<Pending>, No> {
    // Asked again after a refusal, it would only be refused again.
    if ask.typed.is_some() {
        return Ok(None);
    }
    let room = hall.room();
    let id = random_hex();
    if let Some(op) = [Op::End, Op::Close].into_iter().find(|op| op.code() == ask.query.get("confirmer")) {
        let title = if op == Op::End { say::END_TITLE } else { say::ARCHIVE_TITLE }.to_owned();
        let proposal = Proposal { op: op.to_text(), words: vec![effect(&room, &op, ask.ms())], ..Proposal::default() };
        return Ok(Some(Pending { title, proposal, id, ..Pending::default() }));
    }
    let Some((title, incident)) = incident(ask, &room, spare) else { return Ok(None) };
    let proposal = mend::propose(&ask.desk.halls, hall, &incident, ask.ms()).await?;
    Ok(Some(Pending { title, incident, proposal, id }))
}

/// What happened, as the address says: somebody (`siege`, `cas`, and `manche` from 1 for who comes late), a table or one more host.
fn incident(ask: &Ask<'_>, room: &Room, spare: &[Spare]) -> Option<(String, Incident)> {
    let number = |name: &str| ask.query.number(name).and_then(|n| u32::try_from(n).ok());
    if let Some(seat) = Seat::of_code(ask.query.get("siege")) {
        let presence = Presence::from_code(ask.query.get("cas"))?;
        let round = number("manche").map_or_else(|| played(room, ask.ms()), |n| n.saturating_sub(1));
        return Some((say::incident_person(&seat.guest(room)?.short, presence.label()), Incident::of(seat, presence, round)?));
    }
    if let Some(table) = number("table") {
        return Some((say::incident_table(table), Incident { broken: vec![table], ..Incident::default() }));
    }
    let host = spare.iter().find(|h| Some(h.id) == ask.query.number("hote"))?;
    Some((say::incident_host(&host.name), Incident { added: vec![host.id], ..Incident::default() }))
}

/// A form of the console.
///
/// # Errors
/// The operation is refused as the room stands, or the database failed.
pub async fn command(ask: &Ask<'_>, fields: &Fields) -> Acted {
    let hall = hall(ask).await?;
    let here = format!("{HERE}/{}/regie", hall.id);
    if fields.get("geste") == "simuler" {
        let room = play(ask, &hall).await?;
        return Ok(Done::to(format!("{HERE}/{room}/regie")));
    }
    let (op, next) = match fields.get("geste") {
        "presence" => {
            let seat = Seat::of_code(fields.get("siege")).ok_or_else(missing)?;
            let presence = Presence::from_code(fields.get("presence")).ok_or_else(missing)?;
            let known = seat.guest(&hall.room()).map(|g| g.presence()).unwrap_or_default();
            let mends = presence.mends(known);
            let repair = format!("{here}?siege={}&cas={}{TO_CONFIRM}", seat.code(), presence.code());
            if mends && known == presence {
                return Ok(Done::to(repair));
            }
            (Op::Presence { side: seat.side, at: seat.at, presence }, if mends { repair } else { here })
        }
        _ => (Op::of_text(fields.get("op")).ok_or_else(missing)?, here.clone()),
    };
    if matches!(op, Op::End | Op::Close) && fields.get("confirme").is_empty() {
        return Ok(Done::to(format!("{next}?confirmer={}{TO_CONFIRM}", op.code())));
    }
    let id = Some(fields.get("id")).filter(|id| (8..=40).contains(&id.len())).map_or_else(random_hex, str::to_owned);
    let me = ask.me()?;
    act::append(&ask.desk.halls, &hall, &op, &id, me.called(), ask.ms()).await?;
    Ok(Done::to(next))
}

/// Puts a simulated morning in the place of this room and plays its participants. Only on a site reachable from its own machine, and
/// only where no real morning has begun.
async fn play(ask: &Ask<'_>, hall: &Hall) -> Result<i64, No> {
    if !ask.desk.development {
        return Err(missing());
    }
    let mut tx = ask.db().begin().await?;
    let room = morning::fresh_room(&mut tx, hall.campaign).await?;
    let quick = simulate::quick(room, ask.ms());
    let made = rooms::prepare_simulated(&mut tx, hall.campaign, ask.today(), &quick, ask.ms()).await?;
    let id = made.ok_or_else(|| Refusal::conflict(say::BEGUN))?;
    tx.commit().await?;
    ask.desk.halls.forget(hall.id);
    let hall = ask.desk.halls.open(id).await?.ok_or_else(missing)?;
    simulate::start(Arc::clone(&ask.desk.halls), hall, ask.ms().unsigned_abs());
    Ok(id)
}
