//! Applying to an offer published here, and answering (rules I5, I6, I13, I33, M13).
//!
//! `apply` is the form, `confirm` the link of who has no account yet, `mine` the person's side; `received` and `reading` the
//! recruiter's; `answers` what the team watches over. Each move follows `publish::answer::TABLE`.

pub mod answers;
pub mod apply;
pub mod confirm;
pub mod mine;
pub mod pieces;
pub mod reading;
pub mod received;

use crate::audit::service::{Entry, write};
use crate::desk::service::No;
use crate::i18n::{recruiting as say, told};
use crate::jobs::publish::answer::{DeclineReason, Move, Side, State, fill, promised, step, template};
use crate::jobs::service::Board;
use crate::jobs::store::applications::{self, Application, Sent};
use crate::jobs::store::postings::Posting;
use crate::kernel::clock::paris_day;
use crate::kernel::dates::long_day;
use crate::kernel::lang::Lang;
use crate::kernel::refusal::Refusal;
use crate::mail::service::{Letter, put};
use crate::store::Tx;
use crate::uploads::service::{Thing, Upload, adopt, forget, of_thing};
use jiff::Timestamp;

/// The name a message calls somebody by.
pub fn first_name(name: &str) -> &str {
    name.split_whitespace().next().unwrap_or(name)
}

/// A message for a reason, its blanks filled.
pub fn proposed_message(reason: DeclineReason, a: &Application) -> String {
    fill(template(reason), first_name(&a.sent.name), &a.title, &a.organisation)
}

/// Sends an application with the files tied to a number (0 without): written, receipted, told to those who recruit and journalled
/// together. None when there is one already: these files go.
///
/// # Errors
/// The database failed.
pub async fn send(tx: &mut Tx, board: &Board, p: &Posting, (sent, files): (&Sent, i64), person: i64, now: Timestamp) -> Result<Option<i64>, No> {
    let Some(paper) = &p.online else { return Ok(None) };
    let (ms, today) = (now.as_millisecond(), paris_day(now));
    let by = promised(paper.draft.last_day, paper.draft.answer_days, today);
    let Some(id) = applications::send(tx, sent, p.organisation_id, person, by, ms).await? else {
        forget(tx, Thing::Draft, files).await?;
        return Ok(None);
    };
    adopt(tx, files, id, person).await?;
    let joined = of_thing(tx, Thing::Application, id).await?;
    let url = format!("{}/mon-espace/candidatures/{id}", board.base_url);
    let by = by.map(|day| long_day(day, Lang::Fr)).unwrap_or_default();
    let body = say::receipt_mail(first_name(&sent.name), &paper.draft.title, &p.organisation, &by, &copy_of(sent, &paper.questions, &joined), &url);
    let letter =
        Letter { person: Some(person), to: sent.email.clone(), subject: say::receipt_subject(&paper.draft.title), body, cause: "candidature" };
    put(tx, &letter, ms).await?;
    let there = format!("{}/recruter/candidatures/{id}", board.base_url);
    let words = told::application_mail(&paper.draft.title, &by, &there);
    super::publishing::tell(tx, p.organisation_id, &told::application_subject(&paper.draft.title), &words, "candidature-recue", ms).await?;
    let entry = Entry { actor: Some(person), thing: "candidature", id, verb: "envoi", became: State::New.code(), ..Entry::default() };
    write(tx, &entry, ms).await?;
    Ok(Some(id))
}

/// What was sent, in words: what was typed, the names of the files.
pub fn copy_of(sent: &Sent, questions: &[String], joined: &[Upload]) -> String {
    let mut out = Vec::new();
    if !sent.letter.is_empty() {
        out.push(sent.letter.clone());
    }
    for (i, answer) in sent.answers.iter().enumerate() {
        out.push(format!("{}\n{answer}", questions.get(i).map_or("", String::as_str)).trim().to_owned());
    }
    out.extend(sent.pieces.iter().map(|(code, text)| format!("{}\u{202f}: {text}", pieces::label(code))));
    out.extend(joined.iter().map(|file| say::file_joined(&file.kind, &file.name)));
    out.join("\n\n")
}

/// Moves an application; an answer carries its reason and its message, which leaves by mail with it.
///
/// # Errors
/// The move is not open from here, or it moved meanwhile (409), or the database failed.
pub async fn turn(tx: &mut Tx, a: &Application, what: Move, who: Side, by: i64, answer: Option<(&str, &str)>, now: i64) -> Result<State, No> {
    let next = step(a.state, what, who).map_err(|r| Refusal { field: None, sentence: say::sentence(&r.sentence), ..r })?;
    if !applications::step(tx, a.id, a.state, next, answer, now).await? {
        return Err(Refusal::conflict(say::MOVED_MEANWHILE).into());
    }
    let reason = answer.map_or("", |(reason, _)| reason);
    let entry = Entry { actor: Some(by), thing: "candidature", id: a.id, verb: what.code(), was: a.state.code(), became: next.code(), reason };
    write(tx, &entry, now).await?;
    if let Some((_, message)) = answer.filter(|(_, message)| !message.is_empty()) {
        let letter = Letter {
            person: Some(a.person_id),
            to: a.sent.email.clone(),
            subject: say::answer_subject(&a.title),
            body: format!("{message}\n"),
            cause: "reponse",
        };
        put(tx, &letter, now).await?;
    }
    Ok(next)
}

/// Declines everybody who waits for an answer to an offer, each with the message of this reason.
///
/// # Errors
/// The database failed.
pub async fn decline_waiting(tx: &mut Tx, offer: i64, reason: DeclineReason, by: i64, now: i64) -> Result<usize, No> {
    let mut told = 0;
    for a in applications::of_offer(tx, offer).await?.into_iter().filter(|a| a.state.is_pending()) {
        let message = proposed_message(reason, &a);
        turn(tx, &a, Move::Decline, Side::Recruiter, by, Some((reason.code(), &message)), now).await?;
        told += 1;
    }
    Ok(told)
}
