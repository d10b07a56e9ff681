//! The pages of the morning: a seat, the wall, and the way to the [`console`]. What they show moves in the browser; without script a form
//! and a table.

use super::hall::Hall;
use super::{act, console, rooms};
use crate::campaign::model::names::read_code;
use crate::campaign::service::{access, cards, morning};
use crate::desk::model::Sheet;
use crate::desk::service::{Acted, Answer, Ask, Done, Fields, No, missing};
use crate::i18n::live as say;
use crate::kernel::clock::random_hex;
use crate::kernel::refusal::Refusal;
use crate::live::model::op::Op;
use crate::live::model::page::LivePage;
use crate::live::model::presence::Presence;
use crate::live::model::rating::{Rating, SCORES};
use crate::live::model::seat::Seat;
use crate::live::service::writer::Outcome;
use crate::people::model::Viewer;
use crate::people::service::limits::{What, count};
use crate::store::{StoreError, Tx};
use std::sync::Arc;

/// Prefix of the pages of a room.
pub const HERE: &str = "/direct";

/// A page of the morning.
///
/// # Errors
/// Why there is none.
pub async fn page(ask: &Ask<'_>) -> Answer {
    match ask.parts.as_slice() {
        ["direct", "place"] => Ok(entrance(ask)),
        ["direct", "place", _] => seat_page(ask).await,
        ["direct", _, "regie"] => console::page(ask).await,
        ["direct", _, "mur"] => wall(ask).await,
        _ => Err(missing()),
    }
}

/// A form sent to a page of the morning.
///
/// # Errors
/// Why it was not done.
pub async fn act(ask: &Ask<'_>, fields: &Fields) -> Acted {
    match ask.parts.as_slice() {
        ["direct", "place"] => enter(fields),
        ["direct", "place", _] => rate(ask, fields).await,
        ["direct", _, "regie"] => console::command(ask, fields).await,
        _ => Err(missing()),
    }
}

/// Where a code is typed by those whose phone reads no QR.
fn entrance(ask: &Ask<'_>) -> Sheet {
    use crate::desk::model::{Field, Form};
    let form = Form::new("place").field(Field::new("code", "text", say::CODE).hint(say::CODE_HINT).required().max(20)).button("entrer", say::ENTER);
    Sheet::new(say::ENTRANCE).lead(say::ENTRANCE_LEAD).with_all(ask.said()).with(ask.form(form))
}

fn enter(fields: &Fields) -> Acted {
    let code = read_code(fields.get("code")).ok_or_else(|| Refusal::invalid("code", say::CODE_WRONG))?;
    Ok(Done::to(format!("{HERE}/place/{code}")))
}

/// The seat of the code in the address (`/direct/place/{code}`, `/direct/classement/{code}`).
///
/// # Errors
/// The code opens nothing today for who asks (404), or too many were tried.
pub async fn seat(ask: &Ask<'_>) -> Result<(Arc<Hall>, Seat, String), No> {
    let closed = || No::from(Refusal::missing(say::NO_ROOM));
    let Some(code) = read_code(ask.part(2)) else { return Err(closed()) };
    let found = match ask.desk.halls.place(&code, ask.today()).await? {
        None => own_seat(ask, &code).await?,
        today => today,
    };
    match found {
        Some((hall, seat)) => Ok((hall, seat, code)),
        None => {
            // Codes are long enough; whoever tries many still waits.
            count(ask.db(), What::SeatFrom, &ask.peer, ask.ms()).await?;
            Err(closed())
        }
    }
}

/// The seat of a code on another day than its own: for whoever is signed in as the one who sits there, because notes may be read and
/// changed until the lists close.
async fn own_seat(ask: &Ask<'_>, code: &str) -> Result<Option<(Arc<Hall>, Seat)>, No> {
    let Some(me) = ask.viewer else { return Ok(None) };
    let mut tx = ask.db().read().await?;
    let mut all = Vec::new();
    for campaign in access::campaigns_of(&mut tx, me).await? {
        all.extend(rooms::of_campaign(&mut tx, campaign).await?.map(|(id, _)| id));
    }
    // Opening a room asks for a connection of its own: none is held meanwhile.
    drop(tx);
    for id in all {
        if let Some(hall) = ask.desk.halls.open(id).await?
            && let Some(seat) = hall.seat(code)
        {
            let mut tx = ask.db().read().await?;
            return Ok(holds(&mut tx, me, &hall, seat).await?.then_some((hall, seat)));
        }
    }
    Ok(None)
}

/// Whether somebody signed in is the one who sits there.
///
/// # Errors
/// The database failed.
pub async fn holds(tx: &mut Tx, me: &Viewer, hall: &Hall, seat: Seat) -> Result<bool, StoreError> {
    match hall.key_of(seat) {
        Some(id) => access::is_theirs(tx, me, seat.side, id).await,
        None => Ok(false),
    }
}

/// A sheet that shows it.
pub(super) fn sheet(title: String, live: LivePage) -> Sheet {
    Sheet { live: live.to_text(), ..Sheet::new(title) }
}

/// What every page of a room carries.
pub(super) fn base(ask: &Ask<'_>, hall: &Hall, kind: &str) -> LivePage {
    let said = crate::i18n::desk::done(ask.query.get("fait")).unwrap_or("").to_owned();
    let problems = ask.typed.iter().flat_map(|t| t.problems.iter().map(|p| p.sentence.clone())).collect();
    LivePage {
        kind: kind.to_owned(),
        room: hall.id,
        state: (*hall.room()).clone(),
        now: ask.ms(),
        said,
        problems,
        ..<LivePage as Default>::default()
    }
}

async fn seat_page(ask: &Ask<'_>) -> Answer {
    let (hall, seat, code) = seat(ask).await?;
    let room = hall.room();
    let Some(guest) = seat.guest(&room) else { return Err(missing()) };
    let mut tx = ask.db().read().await?;
    let author = rooms::Author { room: hall.id, side: seat.side, id: guest.id };
    let live = LivePage {
        side: seat.side.code().to_owned(),
        at: seat.at,
        target: ask.query.number("cible").unwrap_or(0),
        ratings: rooms::ratings_of(&mut tx, author).await?,
        cards: cards::of(&mut tx, hall.campaign, seat.side, &code).await?,
        closed: !crate::campaign::service::ballots_open(&mut tx, hall.campaign).await?,
        links: cards::after(seat.side, &code),
        key: code,
        ..base(ask, &hall, "siege")
    };
    Ok(sheet(guest.name.clone(), live))
}

/// A rating sent by a form: as durable as one sent by the program.
async fn rate(ask: &Ask<'_>, fields: &Fields) -> Acted {
    let (hall, seat, code) = seat(ask).await?;
    let here = format!("{HERE}/place/{code}");
    if fields.get("geste") == "arriver" {
        let op = Op::Presence { side: seat.side, at: seat.at, presence: Presence::Here };
        act::append(&ask.desk.halls, &hall, &op, &random_hex(), "place", ask.ms()).await?;
        return Ok(Done::to(here));
    }
    let score = |k: usize| fields.number(&format!("n{}", k + 1)).and_then(|n| u8::try_from(n).ok()).unwrap_or(0);
    let rating = Rating {
        op: random_hex(),
        target: fields.number("cible").unwrap_or(0),
        scores: (0..SCORES).map(score).collect(),
        note: fields.get("note").to_owned(),
        written: ask.ms(),
    };
    let target = rating.target;
    let (outcome, _) = morning::rate(&ask.desk.halls, &hall, seat, rating).await?;
    match outcome {
        Outcome::Saved | Outcome::Older => Ok(Done::saying(&format!("{here}?cible={target}"), "note")),
        Outcome::Closed => Err(Refusal::conflict(say::RATINGS_CLOSED).into()),
        Outcome::Failed => Err(Refusal::too_often(say::TRY_AGAIN).into()),
    }
}

/// The room in the address.
pub(super) async fn hall(ask: &Ask<'_>) -> Result<Arc<Hall>, No> {
    ask.desk.halls.open(ask.key(1)).await?.ok_or_else(missing)
}

async fn wall(ask: &Ask<'_>) -> Answer {
    let hall = hall(ask).await?;
    let team = ask.viewer.is_some_and(|v| v.team() && !v.must_prove());
    let opened = hall.day == ask.today() && ask.query.get("cle") == hall.wall();
    if !team && !opened {
        return Err(missing());
    }
    let live = LivePage { key: hall.wall().to_owned(), ..base(ask, &hall, "mur") };
    Ok(sheet(say::WALL.to_owned(), live))
}
