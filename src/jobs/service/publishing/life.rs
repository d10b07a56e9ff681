//! What an organisation does to its offer: proposing it, changing it once published, prolonging and closing it.

use super::posting::actor;
use super::{base, followed, own, put_online, save, tell, tell_team};
use crate::audit::service::{Entry, write};
use crate::desk::service::{Acted, Ask, Done, Fields, No, missing};
use crate::i18n::{recruiting as say, told};
use crate::jobs::publish::answer::DeclineReason;
use crate::jobs::publish::form::Extras;
use crate::jobs::publish::lint::{Severity, lint};
use crate::jobs::publish::paper::{Paper, Typed, shown_at};
use crate::jobs::publish::state::{self, Actor, Move, State, step};
use crate::jobs::service::applying;
use crate::jobs::store::postings::{self, Posting};
use crate::kernel::dates::long_day;
use crate::kernel::lang::Lang;
use crate::kernel::refusal::Refusal;
use crate::store::Tx;
use jiff::civil::Date;

/// Longest words of the team to an organisation, in characters.
pub const WORDS_MAX: usize = 4_000;

/// Writes a move to the journal.
///
/// # Errors
/// The database failed.
pub async fn note(tx: &mut Tx, actor: Option<i64>, p: &Posting, what: Move, was: State, reason: &str, now: i64) -> Result<(), No> {
    let entry = Entry { actor, thing: "offre", id: p.id, verb: what.code(), was: was.code(), became: p.state.code(), reason };
    Ok(write(tx, &entry, now).await?)
}

/// Proposes the working text: to the team when it reads it first, online at once when only details change.
pub async fn propose(ask: &Ask<'_>) -> Acted {
    let me = ask.me()?;
    let mut tx = ask.db().begin().await?;
    let mut p = own(ask, &mut tx, ask.key(2)).await?;
    let filled = p.typed.read(ask.today(), &base(&p, ask.today()));
    let mut problems = filled.refusals;
    let found = lint(&filled.draft, &filled.extras.questions);
    let blocking = found.iter().filter(|f| f.severity == Severity::Blocking);
    problems.extend(blocking.map(|f| Refusal::invalid(&shown_at(&f.field), f.to_string())));
    if !problems.is_empty() {
        return Err(problems.into());
    }
    let paper = Paper { draft: filled.draft, questions: filled.extras.questions };
    let was = p.state;
    let (actor, here) = (actor(ask, &p), ask.path());
    let online = p.online.clone().filter(|_| was.is_live());
    let what = match &online {
        None => Move::Propose,
        Some(before) if before.questions != paper.questions => Move::Edit,
        Some(before) => state::edit(&before.draft, &paper.draft),
    };
    p.state = step(was, what, actor, "")?;
    if what == Move::Adjust {
        // What remains of a change under review is only details: they need nobody.
        p.state = State::Published;
        p.proposed = None;
        put_online(&mut tx, &ask.desk.board.places, &mut p, paper, ask.ms()).await?;
    } else {
        postings::keep_version(&mut tx, p.id, &paper, ask.ms()).await?;
        p.proposed = Some(paper);
        p.words = String::new();
    }
    save(&mut tx, &mut p, ask.ms()).await?;
    note(&mut tx, Some(me.person), &p, what, was, "", ask.ms()).await?;
    // One mail a reading: a change made again while the first one waits is read with it.
    if p.proposed.is_some() && was != State::Revised {
        let url = format!("{}/equipe/offres/{}", ask.desk.board.base_url, p.id);
        let words = told::proposed_mail(p.title(), &p.organisation, was.is_live(), &url);
        tell_team(&mut tx, me.person, &told::proposed_subject(p.title()), &words, "offre-a-lire", ask.ms()).await?;
    }
    tx.commit().await?;
    followed(&ask.desk.board).await;
    Ok(Done::saying(&here, if what == Move::Adjust { "offre-ajustee" } else { "offre-proposee" }))
}

/// Takes the offer back from the team: a draft again, or the approved text alone.
pub async fn take_back(ask: &Ask<'_>) -> Acted {
    let me = ask.me()?;
    let mut tx = ask.db().begin().await?;
    let mut p = own(ask, &mut tx, ask.key(2)).await?;
    let was = p.state;
    p.state = step(was, Move::TakeBack, actor(ask, &p), "")?;
    p.proposed = None;
    if let Some(paper) = p.online.as_ref().filter(|_| was == State::Revised) {
        let version = p.version + 1;
        p.typed = Typed { marks: p.typed.marks.into_iter().map(|(k, (_, who))| (k, (version, who))).collect(), ..of(paper) };
    }
    save(&mut tx, &mut p, ask.ms()).await?;
    note(&mut tx, Some(me.person), &p, Move::TakeBack, was, "", ask.ms()).await?;
    tx.commit().await?;
    Ok(Done::saying(&ask.path(), "offre-reprise"))
}

/// The working text of what is online.
pub fn of(paper: &Paper) -> Typed {
    Typed::of(&paper.draft, &Extras { questions: paper.questions.clone(), charter: true })
}

/// Gives an offer more days, or opens again one that closed by itself.
pub async fn prolong(ask: &Ask<'_>, fields: &Fields) -> Acted {
    let me = ask.me()?;
    let mut tx = ask.db().begin().await?;
    let mut p = own(ask, &mut tx, ask.key(2)).await?;
    let was = p.state;
    p.state = step(was, Move::Prolong, actor(ask, &p), "")?;
    let Some(mut paper) = p.online.clone() else { return Err(Refusal::rule(say::MOVED_MEANWHILE).into()) };
    let refuse = |sentence: &str| No::from(Refusal::invalid("jusqu_au", sentence));
    let wanted: Date = fields.get("jusqu_au").parse().map_err(|_| refuse(say::NEED_DAY))?;
    let present = paper.draft.last_day.unwrap_or(ask.today());
    let last = state::prolong(present, wanted, ask.today()).map_err(|r| refuse(&say::sentence(&r.sentence)))?;
    paper.draft.last_day = Some(last);
    if let Some(waiting) = p.proposed.as_mut() {
        waiting.draft.last_day = Some(last);
    }
    p.typed.set("last_day", &last.to_string());
    (p.reminded_7_at, p.reminded_1_at) = (None, None);
    put_online(&mut tx, &ask.desk.board.places, &mut p, paper, ask.ms()).await?;
    save(&mut tx, &mut p, ask.ms()).await?;
    note(&mut tx, Some(me.person), &p, Move::Prolong, was, &long_day(last, Lang::Fr), ask.ms()).await?;
    tx.commit().await?;
    followed(&ask.desk.board).await;
    Ok(Done::saying(&ask.path(), "offre-prolongee"))
}

/// Closes an offer; who waits for an answer is told so when asked.
pub async fn close(ask: &Ask<'_>, what: Move, inform: bool) -> Acted {
    let mut tx = ask.db().begin().await?;
    let p = own(ask, &mut tx, ask.key(2)).await?;
    let who = actor(ask, &p);
    shut(ask, tx, p, what, who, "", inform).await?;
    Ok(Done::saying(&ask.path(), "offre-close"))
}

/// `/equipe/offres/{id}`: the team closes an offer, and says why to its organisation.
pub async fn close_by_team(ask: &Ask<'_>, fields: &Fields) -> Acted {
    let mut tx = ask.db().begin().await?;
    let p = postings::one(&mut tx, ask.key(2)).await?.ok_or_else(missing)?;
    let words: String = fields.get("motif").chars().take(WORDS_MAX).collect();
    shut(ask, tx, p, Move::CloseNotFilled, Actor::Team, &words, fields.has("prevenir")).await?;
    Ok(Done::saying("/equipe/offres", "offre-close-equipe"))
}

/// Closes an offer: taken off the board, journalled, its organisation told, and who waits for an answer answered when asked.
async fn shut(ask: &Ask<'_>, mut tx: Tx, mut p: Posting, what: Move, who: Actor, words: &str, inform: bool) -> Result<(), No> {
    let me = ask.me()?;
    let was = p.state;
    p.state = step(was, what, who, words).map_err(|r| Refusal {
        field: r.field.filter(|f| f == "words").map(|_| "motif".to_owned()),
        sentence: say::sentence(&r.sentence),
        ..r
    })?;
    p.proposed = None;
    if let Some(mut paper) = p.online.clone() {
        // An offer that closed at its deadline keeps that day.
        paper.draft.closed_on = paper.draft.closed_on.or(was.is_live().then_some(ask.today()));
        put_online(&mut tx, &ask.desk.board.places, &mut p, paper, ask.ms()).await?;
    }
    save(&mut tx, &mut p, ask.ms()).await?;
    let reasons = [Some(words).filter(|w| !w.is_empty()), inform.then_some(say::TOLD)].into_iter().flatten().collect::<Vec<_>>().join(" — ");
    note(&mut tx, Some(me.person), &p, what, was, &reasons, ask.ms()).await?;
    if inform && let Some(offer) = p.offer_id {
        let reason = if what == Move::CloseFilled { DeclineReason::Filled } else { DeclineReason::Cancelled };
        applying::decline_waiting(&mut tx, offer, reason, me.person, ask.ms()).await?;
    }
    let url = format!("{}/recruter/offres/{}", ask.desk.board.base_url, p.id);
    let outcome = if what == Move::CloseFilled { say::CLOSED_FILLED } else { say::CLOSED_NOT_FILLED };
    let body = if who == Actor::Team { told::closed_mail(p.title(), words, &url) } else { say::closed_mail(p.title(), outcome, &url) };
    tell(&mut tx, p.organisation_id, &say::closed_subject(p.title()), &body, "offre-close", ask.ms()).await?;
    tx.commit().await?;
    followed(&ask.desk.board).await;
    Ok(())
}
