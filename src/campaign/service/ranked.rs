//! Writing a list: saved by itself as it is written, kept as a whole without script, handed in.

use super::THING;
use super::moves::{called, phase_of, send};
use super::ranking::{Paper, campaign_of, in_words, paper, seated, writable};
use crate::audit::service::{Entry, write};
use crate::campaign::model::ballot::Ballot;
use crate::campaign::model::phase::is_open;
use crate::campaign::store;
use crate::campaign::store::ballots::{self, Kept, Voter};
use crate::desk::service::{Acted, Ask, Done, Fields, No, Saved, missing};
use crate::i18n::campaign as say;
use crate::kernel::dates::moment;
use crate::kernel::refusal::Refusal;
use crate::store::Tx;

/// A form of the page.
pub async fn act(ask: &Ask<'_>, fields: &Fields) -> Acted {
    let seated = seated(ask).await?;
    let mut tx = ask.db().begin().await?;
    // The phase stays as it is until this is done: nothing is saved after the lists are closed.
    store::lock(&mut tx, campaign_of(ask, seated.as_ref()), ask.ms()).await?;
    let p = paper(&mut tx, ask, seated).await?;
    if !writable(&p.member.stages, p.list) {
        return Err(Refusal::rule(say::RANK_CLOSED).into());
    }
    let kept = ballots::one(&mut tx, p.voter()).await?;
    let (act, read) = fields.get("geste").split_once('-').unwrap_or((fields.get("geste"), ""));
    match act {
        "champ" => one(ask, fields, tx, &p, kept).await,
        "garder" => {
            whole(ask, fields, &mut tx, &p, kept.as_ref(), read).await?;
            tx.commit().await?;
            Ok(Done::saying(&p.here(), "enregistre"))
        }
        "remettre" => {
            if p.seat.is_some() || !is_open(&p.member.stages, phase_of(p.list)) {
                return Err(Refusal::rule(if p.seat.is_some() { say::RANK_SEAT } else { say::RANK_MORNING }).into());
            }
            let list = whole(ask, fields, &mut tx, &p, kept.as_ref(), read).await?;
            hand_in(ask, tx, &p, &list).await
        }
        _ => Err(missing()),
    }
}

/// The session that saves; 0 from a seat, where several telephones may be one, and whose list is another page than one's own.
fn session(ask: &Ask<'_>, p: &Paper) -> i64 {
    ask.viewer.filter(|_| p.seat.is_none()).map_or(0, |me| me.session)
}

/// What was sent, with the reasons a seat was not shown.
async fn with_reasons(tx: &mut Tx, p: &Paper, kept: Option<&Kept>, list: Ballot) -> Result<Ballot, No> {
    if p.seat.is_none() {
        return Ok(list);
    }
    if let Some(kept) = kept {
        return Ok(list.with_reasons_of(&kept.draft));
    }
    let first = ballots::one(tx, Voter { stage: 1, ..p.voter() }).await?;
    Ok(match first {
        Some(first) => list.with_reasons_of(first.submitted.as_ref().unwrap_or(&first.draft)),
        None => list,
    })
}

/// The list that saves itself: durable before it is acknowledged.
async fn one(ask: &Ask<'_>, fields: &Fields, mut tx: Tx, p: &Paper, kept: Option<Kept>) -> Acted {
    if fields.get("champ") != "bulletin" {
        return Err(missing());
    }
    let list = Ballot::of_text(fields.get("valeur"))?;
    list.check_draft(&p.known)?;
    let list = with_reasons(&mut tx, p, kept.as_ref(), list).await?;
    let base = fields.number("version").unwrap_or(0);
    let now = kept.as_ref().map_or(0, |k| k.version);
    let same = kept.as_ref().is_some_and(|k| k.draft == list);
    let saved = |version: i64| Saved {
        words: crate::i18n::candidacy::saved_at(&moment(ask.ms(), ask.now)),
        version: version.to_string(),
        state: "saved".to_owned(),
        theirs: String::new(),
    };
    let answer = if same {
        saved(now)
    } else if base != now {
        let theirs = kept.map_or(String::new(), |k| in_words(&k.draft, |t| p.name(t), false).join("\u{202f}; "));
        Saved { words: say::RANK_ELSEWHERE.to_owned(), version: now.to_string(), state: "conflict".to_owned(), theirs }
    } else {
        let version = ballots::save(&mut tx, p.voter(), &list, now, session(ask, p), ask.ms()).await?;
        let version = version.ok_or_else(|| Refusal::conflict(say::RANK_ELSEWHERE))?;
        tx.commit().await?;
        saved(version)
    };
    Ok(Done { to: p.here(), saved: Some(answer), ..Done::default() })
}

/// The list a form sends: the text where a script wrote it, else the numbered fields. An opinion counts before a number that was left.
fn typed(fields: &Fields, known: &[i64]) -> Result<Ballot, Vec<Refusal>> {
    if fields.has("bulletin") {
        return Ballot::of_text(fields.get("bulletin")).map_err(|no| vec![no]);
    }
    let said = |id: &str| fields.has(&format!("avis-{id}"));
    let left = fields.0.iter().filter(|(name, _)| !name.strip_prefix("rang-").is_some_and(said));
    Ballot::of_fields(&left.cloned().collect::<Vec<_>>(), known)
}

/// Saves the whole list unless it was changed elsewhere since this page was read. What was typed is shown again with what is wrong.
async fn whole(ask: &Ask<'_>, fields: &Fields, tx: &mut Tx, p: &Paper, kept: Option<&Kept>, read: &str) -> Result<Ballot, No> {
    let list = typed(fields, &p.known)?;
    list.check_draft(&p.known)?;
    let list = with_reasons(tx, p, kept, list).await?;
    let session = session(ask, p);
    let stale = kept.is_some_and(|k| (k.session != session || session == 0) && read.parse::<i64>().is_ok_and(|v| v != k.version) && k.draft != list);
    if stale {
        return Err(Refusal::conflict(say::RANK_ELSEWHERE_AGAIN).into());
    }
    if kept.is_none_or(|k| k.draft != list) {
        let over = kept.map_or(0, |k| k.version);
        let saved = ballots::save(tx, p.voter(), &list, over, session, ask.ms()).await?;
        saved.ok_or_else(|| Refusal::conflict(say::RANK_ELSEWHERE_AGAIN))?;
    }
    Ok(list)
}

/// Hands in: the receipt is a page and a mail.
async fn hand_in(ask: &Ask<'_>, mut tx: Tx, p: &Paper, list: &Ballot) -> Acted {
    let me = ask.me()?;
    if let Err(wrong) = hand_in_check(p, list) {
        // What was typed is kept all the same: handing in is refused, not the draft.
        tx.commit().await?;
        return Err(wrong.into());
    }
    ballots::submit(&mut tx, p.voter(), ask.ms()).await?;
    let phase = phase_of(p.list);
    let which = format!("{} {}", p.voice.side().code(), reference(p));
    let entry =
        Entry { actor: Some(me.person), thing: THING, id: p.member.campaign.id, verb: "liste remise", was: phase.code(), became: &which, reason: "" };
    write(&mut tx, &entry, ask.ms()).await?;
    let words = in_words(list, |t| p.name(t), false).join("\n");
    let url = format!("{}{}", ask.desk.board.base_url, p.here());
    let body = say::receipt_mail(called(&p.voice), p.list, &moment(ask.ms(), ask.now), &words, &list.summary(&p.known), &url);
    send(&mut tx, &p.voice, say::receipt_subject(p.list), body, "liste remise", ask.ms()).await?;
    tx.commit().await?;
    Ok(Done::to(super::receipt::path(p)))
}

fn hand_in_check(p: &Paper, list: &Ballot) -> Result<(), Vec<Refusal>> {
    list.check(&p.known)?;
    if list.is_empty() { Err(vec![Refusal::rule(say::RANK_EMPTY)]) } else { Ok(()) }
}

fn reference(p: &Paper) -> &str {
    match &p.voice {
        super::access::Voice::Associate(a) => &a.draft.reference,
        super::access::Voice::Host(h) => &h.draft.reference,
    }
}
