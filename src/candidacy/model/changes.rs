//! What may still change in an edition that people already rely on, beside its settings, which are frozen once it opens (section J).

use super::edition::{Edition, Phase};
use super::state::State;
use super::words::number;
use crate::kernel::refusal::Refusal;
use jiff::civil::Date;

/// The files of an edition, as far as changes to it go.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Held {
    /// Being written.
    pub drafts: usize,
    /// Submitted, whatever became of them.
    pub sent: usize,
    /// Of those, which were told something after the reading.
    pub answered: usize,
    /// Of those, which hold a place.
    pub present: usize,
}

impl Held {
    /// Counts files by where they stand.
    pub fn of(states: impl IntoIterator<Item = State>) -> Held {
        let mut out = Held::default();
        for state in states {
            let read = !matches!(state, State::Draft | State::Submitted | State::InReview | State::NotEligible | State::Withdrawn);
            out.drafts += usize::from(state == State::Draft);
            out.sent += usize::from(state != State::Draft);
            out.answered += usize::from(read);
            out.present += usize::from(state.holds_place());
        }
        out
    }
}

/// An edition, and whether everybody may see it.
pub type Shown<'a> = (&'a Edition, bool);

/// Why an edition may not become another one today, field by field; empty when it may. `shown` is the field of its visibility.
pub fn may_become((before, was_shown): Shown<'_>, (after, shown): Shown<'_>, held: Held, today: Date) -> Vec<Refusal> {
    let mut out = Vec::new();
    let mut say = |wrong: bool, field: &str, sentence: String| {
        if wrong {
            out.push(Refusal::invalid(field, sentence));
        }
    };
    let any = held.drafts + held.sent > 0;
    let running = was_shown && !matches!(before.phase(today), Phase::NotYetOpen { .. });
    let later = after.opens > before.opens && after.opens > today;
    say((running || any) && later, "opens", "des dossiers se déposent déjà : l’ouverture ne peut plus être repoussée".to_owned());
    let sooner = after.last_day.is_some() && (before.last_day.is_none() || after.last_day < before.last_day);
    let announced = "des personnes comptent sur le dernier jour annoncé : il peut être repoussé, pas avancé";
    say(running && sooner, "last_day", announced.to_owned());
    let over = after.last_day != before.last_day && after.last_day.is_some_and(|last| last < today);
    let writing = if held.drafts > 1 { format!("{} dossiers s’écrivent", held.drafts) } else { "un dossier s’écrit".to_owned() };
    say(!running && over && held.drafts > 0, "last_day", format!("{writing} encore : choisissez aujourd’hui ou un jour à venir"));
    let reopens = before.phase(today) == Phase::Closed && matches!(after.phase(today), Phase::Open { .. });
    let told = "des réponses sont déjà parties : les dépôts ne rouvrent plus, créez une autre édition";
    say(reopens && held.answered > 0, "last_day", told.to_owned());
    for (field, was, is) in [
        ("starts", before.starts, after.starts),
        ("shortlist_on", before.shortlist_on, after.shortlist_on),
        ("interviews_on", before.interviews_on, after.interviews_on),
    ] {
        let past = was != is && is.is_some_and(|day| day < today) && held.sent > 0;
        say(past, field, "cette date est passée, et des personnes attendent la suite : choisissez un jour à venir".to_owned());
    }
    let full = usize::from(after.places) < held.present;
    let present = number(held.present, true);
    say(full, "places", format!("des personnes ont déjà une place : gardez-en {present} au moins"));
    say(was_shown && !shown && any, "shown", "des dossiers existent : cette édition reste visible".to_owned());
    let moved = was_shown && any && before.slug != after.slug;
    say(moved, "slug", "des personnes sont venues par cette adresse : elle ne change plus".to_owned());
    out
}

#[cfg(test)]
mod tests {
    use super::super::edition::tests::{april, rolling};
    use super::*;
    use jiff::civil::date;

    const TODAY: Date = date(2026, 11, 22);

    fn refused(before: &Edition, change: impl Fn(&mut Edition), shown: (bool, bool), held: Held, today: Date) -> Vec<String> {
        let mut after = before.clone();
        change(&mut after);
        may_become((before, shown.0), (&after, shown.1), held, today).into_iter().filter_map(|r| r.field).collect()
    }

    #[test]
    fn what_nobody_relies_on_yet_may_change() {
        let all = |e: &mut Edition| {
            e.slug = "autre".into();
            e.opens = date(2027, 1, 1);
            e.last_day = Some(date(2027, 2, 1));
            e.starts = Some(date(2026, 1, 1));
            e.places = 1;
        };
        assert_eq!(refused(&april(), all, (false, false), Held::default(), TODAY), [""; 0]);
        assert_eq!(refused(&april(), all, (true, false), Held::default(), date(2026, 10, 1)), [""; 0], "shown, not open yet");
        let written = Held { drafts: 3, sent: 2, answered: 0, present: 0 };
        assert_eq!(refused(&april(), |_| {}, (true, true), written, TODAY), [""; 0]);
        assert_eq!(refused(&april(), |e| e.last_day = Some(date(2026, 12, 20)), (true, true), written, TODAY), [""; 0], "put off");
        assert_eq!(refused(&april(), |e| e.opens = date(2026, 10, 1), (true, true), written, TODAY), [""; 0]);
    }

    #[test]
    fn what_people_rely_on_stays() {
        let held = Held { drafts: 1, sent: 4, answered: 0, present: 2 };
        let no = |change: fn(&mut Edition), field: &str| {
            assert_eq!(refused(&april(), change, (true, true), held, TODAY), [field]);
        };
        no(|e| e.opens = date(2026, 11, 23), "opens");
        no(|e| e.last_day = Some(date(2026, 12, 5)), "last_day");
        no(|e| e.last_day = Some(date(2026, 11, 1)), "last_day");
        no(|e| e.starts = Some(date(2026, 11, 21)), "starts");
        no(|e| e.shortlist_on = Some(date(2026, 11, 21)), "shortlist_on");
        no(|e| e.interviews_on = Some(date(2026, 11, 21)), "interviews_on");
        no(|e| e.places = 1, "places");
        no(|e| e.slug = "autre".into(), "slug");
        assert_eq!(refused(&april(), |_| {}, (true, false), held, TODAY), ["shown"]);
        assert_eq!(refused(&april(), |e| e.places = 2, (true, true), held, TODAY), [""; 0]);
        assert_eq!(refused(&rolling(), |e| e.last_day = Some(date(2027, 1, 1)), (true, true), held, TODAY), ["last_day"]);
    }

    #[test]
    fn a_closing_day_before_now_is_refused_while_files_are_written_shown_or_not() {
        let over = |e: &mut Edition| e.last_day = Some(date(2026, 11, 21));
        let writing = Held { drafts: 2, ..Held::default() };
        assert_eq!(refused(&april(), over, (false, false), writing, TODAY), ["last_day"]);
        assert_eq!(refused(&april(), over, (true, true), writing, TODAY), ["last_day"]);
        assert_eq!(refused(&april(), over, (false, false), Held::default(), TODAY), [""; 0]);
    }

    #[test]
    fn a_closed_edition_reopens_until_somebody_was_answered() {
        let again = |e: &mut Edition| e.last_day = Some(date(2027, 1, 10));
        let after = date(2026, 12, 20);
        let held = Held { sent: 3, ..Held::default() };
        assert_eq!(refused(&april(), again, (true, true), held, after), [""; 0]);
        assert_eq!(refused(&april(), again, (true, true), Held { answered: 1, ..held }, after), ["last_day"]);
    }

    #[test]
    fn files_are_counted_by_where_they_stand() {
        let held = Held::of([State::Draft, State::Submitted, State::Withdrawn, State::NotInvited, State::ConditionalOffer, State::Started]);
        assert_eq!(held, Held { drafts: 1, sent: 5, answered: 3, present: 2 });
    }
}
