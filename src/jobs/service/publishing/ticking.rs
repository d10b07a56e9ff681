//! What the calendar does to offers: reminders seven days and one day before the end, and the closing. Run as often as one likes,
//! by as many nodes as there are: each effect happens once.

use super::{save, tell};
use crate::audit::service::{Entry, write};
use crate::desk::service::No;
use crate::i18n::recruiting as say;
use crate::jobs::publish::state::{Actor, Move, REMINDERS, reminder, step, to_expire};
use crate::jobs::service::Board;
use crate::jobs::store::invitations;
use crate::jobs::store::postings::{self, Posting};
use crate::kernel::clock::paris_day;
use crate::kernel::dates::long_day;
use crate::kernel::lang::Lang;
use jiff::Timestamp;

/// How far ahead the clock looks: the earliest reminder, and a day.
const AHEAD_MS: i64 = 9 * 86_400_000;

/// Does what is due at this instant. Returns how many offers were reminded of or closed.
///
/// # Errors
/// The database failed.
pub async fn tick(board: &Board, now: Timestamp) -> Result<usize, No> {
    let ms = now.as_millisecond();
    let mut tx = board.db.read().await?;
    let near = postings::closing(&mut tx, ms + AHEAD_MS).await?;
    drop(tx);
    let mut done = 0;
    for p in near {
        let id = p.id;
        match one(board, p, now).await {
            Ok(acted) => done += usize::from(acted),
            // Another node, or its organisation, wrote it at the same time: it is looked at again in a minute.
            Err(No::Refused(_)) => tracing::info!(posting = id, "a posting changed while its end was looked at"),
            Err(no) => return Err(no),
        }
    }
    let mut tx = board.db.begin().await?;
    invitations::forget_over(&mut tx, ms).await?;
    tx.commit().await?;
    Ok(done)
}

async fn one(board: &Board, mut p: Posting, now: Timestamp) -> Result<bool, No> {
    let (ms, today) = (now.as_millisecond(), paris_day(now));
    let Some(draft) = p.online.as_ref().map(|paper| paper.draft.clone()) else { return Ok(false) };
    let url = format!("{}/recruter/offres/{}", board.base_url, p.id);
    let was = p.state;
    if to_expire(was, &draft, now) {
        p.state = step(was, Move::Expire, Actor::Clock, "")?;
        p.proposed = None;
        let mut tx = board.db.begin().await?;
        save(&mut tx, &mut p, ms).await?;
        let entry = Entry { thing: "offre", id: p.id, verb: Move::Expire.code(), was: was.code(), became: p.state.code(), ..Entry::default() };
        write(&mut tx, &entry, ms).await?;
        tell(&mut tx, p.organisation_id, &say::expired_subject(&draft.title), &say::expired_mail(&draft.title, &url), "offre-echue", ms).await?;
        tx.commit().await?;
        return Ok(true);
    }
    let Some(last) = draft.last_day else { return Ok(false) };
    let [week, day] = REMINDERS;
    let sent: Vec<u8> = [(week, p.reminded_7_at), (day, p.reminded_1_at)].into_iter().filter(|(_, at)| at.is_some()).map(|(days, _)| days).collect();
    let Some(due) = reminder(was, draft.published_on, last, today, &sent) else { return Ok(false) };
    if due == day {
        p.reminded_1_at = Some(ms);
    } else {
        p.reminded_7_at = Some(ms);
    }
    let mut tx = board.db.begin().await?;
    save(&mut tx, &mut p, ms).await?;
    let body = say::reminder_mail(&draft.title, &long_day(last, Lang::Fr), &url);
    tell(&mut tx, p.organisation_id, &say::reminder_subject(&draft.title), &body, "offre-rappel", ms).await?;
    tx.commit().await?;
    Ok(true)
}
