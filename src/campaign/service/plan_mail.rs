//! The mail of a published plan: each gets their own sequence.

use super::access::Voice;
use super::moves::called;
use super::own_morning::{lines, seat_of, words};
use super::stage::Bench;
use crate::desk::service::Ask;
use crate::i18n::campaign_decide as say;
use crate::live::model::room::Room;

/// Subject and body for one person: their rounds with hours, tables and names, and where the page and the calendar file are.
pub(super) fn letter(ask: &Ask<'_>, bench: &Bench, room: &Room, to: &Voice, again: bool) -> (String, String) {
    let sequence: Vec<String> = seat_of(room, to.side(), to.id()).map_or(Vec::new(), |seat| lines(room, seat)).iter().map(words).collect();
    let base = format!("{}/mon-espace/campagnes/{}", ask.desk.board.base_url, bench.campaign.id);
    let (page, file) = (format!("{base}/matinee{}", to.query()), format!("{base}/matinee.ics{}", to.query()));
    let settings = &bench.campaign.settings;
    let when = settings.day.map_or(String::new(), |d| say::day_at(d, settings.start));
    let body = say::plan_mail(called(to), &when, &settings.place, &sequence, &page, &file, again);
    (say::plan_subject(again), body)
}
