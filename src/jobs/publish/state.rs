//! The life of an offer published here: who may move it, what goes back to the team, reminders and the closing (rules I5, Q17).
//!
//! [`TABLE`] is the whole of it; [`step`] follows it or refuses in words. Days are days in Paris.

use crate::jobs::model::draft::OfferDraft;
use crate::jobs::model::status::{Lifetime, Status};
use crate::kernel::dates::{days_between, shift};
use crate::kernel::labelled::labelled;
use crate::kernel::lang::Lang;
use crate::kernel::refusal::Refusal;
use jiff::Timestamp;
use jiff::civil::Date;

#[cfg(test)]
mod tests;

labelled! {
    /// Where an offer stands.
    State {
        Draft = "brouillon", "brouillon", "draft";
        Proposed = "proposee", "proposée", "proposed";
        ChangesAsked = "a-modifier", "modifications demandées", "changes asked";
        Refused = "refusee", "refusée", "refused";
        Published = "publiee", "publiée", "published";
        Revised = "en-relecture", "publiée, modification en relecture", "published, change under review";
        Filled = "pourvue", "close, pourvue", "closed, filled";
        NotFilled = "non-pourvue", "close, non pourvue", "closed, not filled";
        Expired = "echue", "close, échéance passée", "closed at its deadline";
    }
}

impl State {
    /// True when visitors read it as an open offer (its [`Lifetime`] allowing).
    pub const fn is_live(self) -> bool {
        matches!(self, State::Published | State::Revised)
    }

    /// True once closed, whatever the outcome.
    pub const fn is_closed(self) -> bool {
        matches!(self, State::Filled | State::NotFilled | State::Expired)
    }
}

labelled! {
    /// Who moves an offer.
    Actor {
        Admin = "administration", "un membre administrateur de l’organisation", "an administrator of the organisation";
        Member = "membre", "un membre de l’organisation", "a member of the organisation";
        Team = "equipe", "l’équipe de Passerelle", "the team";
        Clock = "horloge", "le calendrier", "the calendar";
    }
}

labelled! {
    /// What is done to an offer.
    Move {
        Propose = "proposer", "proposer l’offre", "propose";
        TakeBack = "reprendre", "reprendre l’offre en brouillon", "take back";
        Approve = "accepter", "accepter l’offre", "approve";
        AskChanges = "demander", "demander des modifications", "ask for changes";
        Refuse = "refuser", "refuser l’offre", "refuse";
        Edit = "modifier", "modifier le texte", "edit the text";
        Adjust = "ajuster", "modifier les détails", "adjust details";
        Prolong = "prolonger", "prolonger l’offre", "prolong";
        CloseFilled = "pourvoir", "clore l’offre comme pourvue", "close as filled";
        CloseNotFilled = "clore", "clore l’offre comme non pourvue", "close as not filled";
        Expire = "echoir", "clore l’offre à son échéance", "close at the deadline";
    }
}

const OURS: &[Actor] = &[Actor::Admin, Actor::Member];
const ADMIN: &[Actor] = &[Actor::Admin];
const TEAM: &[Actor] = &[Actor::Team];
const CLOSERS: &[Actor] = &[Actor::Admin, Actor::Member, Actor::Team];
const CLOCK: &[Actor] = &[Actor::Clock];

/// Every legal move: from, what, to, who. A change of title or text of a published offer is read by the team while the
/// approved text stays online; if it is not accepted, the approved text simply stays.
pub const TABLE: &[(State, Move, State, &[Actor])] = &[
    (State::Draft, Move::Edit, State::Draft, OURS),
    (State::Draft, Move::Adjust, State::Draft, OURS),
    (State::Draft, Move::Propose, State::Proposed, OURS),
    (State::Proposed, Move::TakeBack, State::Draft, OURS),
    (State::Proposed, Move::Approve, State::Published, TEAM),
    (State::Proposed, Move::AskChanges, State::ChangesAsked, TEAM),
    (State::Proposed, Move::Refuse, State::Refused, TEAM),
    (State::ChangesAsked, Move::Edit, State::ChangesAsked, OURS),
    (State::ChangesAsked, Move::Adjust, State::ChangesAsked, OURS),
    (State::ChangesAsked, Move::Propose, State::Proposed, OURS),
    (State::ChangesAsked, Move::TakeBack, State::Draft, OURS),
    (State::Refused, Move::TakeBack, State::Draft, ADMIN),
    (State::Published, Move::Edit, State::Revised, OURS),
    (State::Published, Move::Adjust, State::Published, OURS),
    (State::Published, Move::Prolong, State::Published, OURS),
    (State::Published, Move::CloseFilled, State::Filled, CLOSERS),
    (State::Published, Move::CloseNotFilled, State::NotFilled, CLOSERS),
    (State::Published, Move::Expire, State::Expired, CLOCK),
    (State::Revised, Move::Edit, State::Revised, OURS),
    (State::Revised, Move::Adjust, State::Revised, OURS),
    (State::Revised, Move::TakeBack, State::Published, OURS),
    (State::Revised, Move::Approve, State::Published, TEAM),
    (State::Revised, Move::AskChanges, State::Published, TEAM),
    (State::Revised, Move::Refuse, State::Published, TEAM),
    (State::Revised, Move::Prolong, State::Revised, OURS),
    (State::Revised, Move::CloseFilled, State::Filled, CLOSERS),
    (State::Revised, Move::CloseNotFilled, State::NotFilled, CLOSERS),
    (State::Revised, Move::Expire, State::Expired, CLOCK),
    (State::Expired, Move::Prolong, State::Published, ADMIN),
    (State::Expired, Move::CloseFilled, State::Filled, CLOSERS),
    (State::Expired, Move::CloseNotFilled, State::NotFilled, CLOSERS),
];

/// Fewest characters of the words that go with a refusal or a request for changes.
pub const WORDS_MIN: usize = 10;

/// Whether the organisation is owed the words behind a move: what the team decides against what it wrote or published.
fn owes_words(what: Move, who: Actor) -> bool {
    matches!(what, Move::AskChanges | Move::Refuse) || who == Actor::Team && matches!(what, Move::CloseFilled | Move::CloseNotFilled)
}

/// Moves an offer, or says why not. `words` go with a request for changes, a refusal and a closing by the team, and are sent to the
/// organisation.
pub fn step(state: State, what: Move, who: Actor, words: &str) -> Result<State, Refusal> {
    let Some((_, _, next, allowed)) = TABLE.iter().find(|(from, m, _, _)| *from == state && *m == what) else {
        return Err(impossible(state, what, who));
    };
    if !allowed.contains(&who) {
        let able: Vec<&str> = allowed.iter().map(|a| a.label(Lang::Fr)).collect();
        return Err(Refusal::invalid("state", format!("pour {}, adressez-vous à\u{202f}: {}", what.label(Lang::Fr), able.join(", "))));
    }
    if owes_words(what, who) && words.trim().chars().count() < WORDS_MIN {
        return Err(Refusal::invalid("words", "écrivez à l’organisation, en une phrase au moins, ce qui ne va pas et ce qu’elle peut faire"));
    }
    Ok(*next)
}

/// The moves somebody may make from here, for the buttons of a page.
pub fn moves(state: State, who: Actor) -> Vec<Move> {
    TABLE.iter().filter(|(from, _, _, allowed)| *from == state && allowed.contains(&who)).map(|(_, m, _, _)| *m).collect()
}

fn impossible(state: State, what: Move, who: Actor) -> Refusal {
    let open: Vec<&str> = moves(state, who).into_iter().map(|m| m.label(Lang::Fr)).collect();
    let then = if open.is_empty() { "rien n’est à faire de votre côté".to_owned() } else { format!("vous pouvez {}", open.join(", ")) };
    let sentence =
        format!("l’offre est «\u{202f}{}\u{202f}»\u{202f}: on ne peut pas {}\u{202f}; {then}", state.label(Lang::Fr), what.label(Lang::Fr));
    Refusal::invalid("state", sentence)
}

/// Whether a change of a published offer is read again by the team: the fields that ask for it, by their name in the form.
/// Nothing else does: dates, places, pay raised or precised, contact, pieces.
pub fn reviewed(before: &OfferDraft, after: &OfferDraft) -> Vec<&'static str> {
    let (a, b) = (&before.sections, &after.sections);
    let changes = [
        ("title", before.title != after.title || before.title_original != after.title_original),
        ("context", a.context != b.context),
        ("mission", a.mission != b.mission),
        ("profile", a.profile != b.profile),
        ("we_offer", a.we_offer != b.we_offer),
        ("more", a.more != b.more),
        ("why", a.why != b.why),
        ("contracts", before.contracts != after.contracts),
        ("condition_text", before.conditions != after.conditions),
        ("pay_kind", pay_lowered(before, after)),
        ("apply_url", before.apply != after.apply),
    ];
    changes.into_iter().filter(|(_, changed)| *changed).map(|(name, _)| name).collect()
}

/// Pay that becomes lower, or is no longer comparable, is a change of what was approved.
fn pay_lowered(before: &OfferDraft, after: &OfferDraft) -> bool {
    let month = |d: &OfferDraft| d.pay.monthly_min(d.months());
    before.pay != after.pay
        && match (month(before), month(after)) {
            (Some(a), Some(b)) => b < a,
            _ => true,
        }
}

/// The move that an edit is.
pub fn edit(before: &OfferDraft, after: &OfferDraft) -> Move {
    if reviewed(before, after).is_empty() { Move::Adjust } else { Move::Edit }
}

/// Days after its deadline during which an offer can be reopened by prolonging it.
pub const REOPEN_DAYS: i32 = 30;

/// The new last day of a prolonged offer, included: later than the present one, not past, within a year.
pub fn prolong(present: Date, wanted: Date, today: Date) -> Result<Date, Refusal> {
    let refuse = |sentence: &str| Err(Refusal::invalid("last_day", sentence));
    if days_between(present, today) > i64::from(REOPEN_DAYS) {
        return refuse("l’offre est close depuis plus de trente jours\u{202f}: publiez-en une nouvelle à partir d’elle");
    }
    if wanted <= present {
        return refuse("choisissez un jour après le dernier jour actuel");
    }
    if wanted < today {
        return refuse("choisissez un jour à venir\u{202f}: il est inclus");
    }
    if wanted > shift(today, super::form::LAST_DAY_AHEAD) {
        return refuse("choisissez un jour dans l’année qui vient\u{202f}; vous pourrez prolonger encore");
    }
    Ok(wanted)
}

/// The reminders before the end, in days.
pub const REMINDERS: [u8; 2] = [7, 1];

/// The reminder due today, if any, given those already sent for this last day. A missed day is caught up, the nearest
/// reminder alone; an offer published less than a week before its end gets only the last one.
pub fn reminder(state: State, published_on: Date, last_day: Date, today: Date, sent: &[u8]) -> Option<u8> {
    let left = days_between(today, last_day);
    let due = REMINDERS.into_iter().rev().find(|days| (0..=i64::from(*days)).contains(&left))?;
    let whole = days_between(published_on, last_day) > i64::from(due);
    (state.is_live() && whole && !sent.contains(&due)).then_some(due)
}

/// True when the clock must close the offer: its last day is over in Paris (rule Q17).
pub fn to_expire(state: State, draft: &OfferDraft, now: Timestamp) -> bool {
    state.is_live() && Lifetime::of(draft.published_on, draft.last_day, draft.closed_on).status(now) != Status::Open
}
