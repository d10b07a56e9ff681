//! Moving a phase: what the rules look at, and what a move causes (journal, seal of the second lists, mails), all in one transaction.

use super::access::Voice;
use super::people::Everyone;
use super::{THING, demo, problem};
use crate::audit::service::{Entry, write};
use crate::campaign::model::phase::{Facts, Move, Phase, PhaseState, Stage, may};
use crate::campaign::store::{self, Campaign, runs};
use crate::desk::service::{Desk, No};
use crate::i18n::campaign as say;
use crate::kernel::dates::moment;
use crate::live::model::clock::{Moment, moment as stands};
use crate::live::service::rooms;
use crate::mail::service::{Letter, put};
use crate::people::store as accounts;
use crate::store::{StoreError, Tx};
use jiff::Timestamp;

/// What the rules of the phases look at.
///
/// # Errors
/// The database failed.
pub async fn facts(tx: &mut Tx, campaign: i64, now: i64) -> Result<Facts, StoreError> {
    let everyone = Everyone::load(tx, campaign).await?;
    let published = runs::published(tx, campaign, 2).await?.is_some();
    Ok(Facts {
        associates: everyone.associates.len(),
        hosts: everyone.hosts.len(),
        missions: everyone.missions.len(),
        plan_published: runs::published(tx, campaign, 1).await?.is_some(),
        morning_over: morning_over(tx, campaign, now).await?,
        attribution_validated: published || runs::validated(tx, campaign, 2).await?,
        attribution_published: published,
    })
}

/// Whether the live morning went to its end, or was closed. A simulated one says nothing of it.
async fn morning_over(tx: &mut Tx, campaign: i64, now: i64) -> Result<bool, StoreError> {
    let Some(room) = rooms::room_of(tx, campaign).await? else { return Ok(false) };
    Ok(room.closed || matches!(stands(&room, now), Moment::Over { .. }))
}

/// A move to make.
#[derive(Clone, Copy, Debug)]
pub struct Step<'a> {
    /// Which phase.
    pub phase: Phase,
    /// What is done to it.
    pub mv: Move,
    /// Who does it; None for the clock.
    pub by: Option<i64>,
    /// Why, when the rules ask for it.
    pub why: &'a str,
}

/// Moves a phase of a campaign the caller has taken for this transaction, with everything that follows from it: the journal; the
/// fingerprint of the second lists when they close, taken back when they open again; a mail to everybody when lists open.
///
/// # Errors
/// The rules say no, in a sentence; or the database failed.
pub async fn make(tx: &mut Tx, desk: &Desk, campaign: &Campaign, step: Step<'_>, now: Timestamp) -> Result<(), No> {
    let ms = now.as_millisecond();
    let stages = store::phases(tx, campaign.id).await?;
    let facts = facts(tx, campaign.id, ms).await?;
    let to = may(&stages, step.phase, step.mv, ms, step.why, &facts)?;
    let Some(stage) = stages.into_iter().find(|s| s.phase == step.phase) else { return Ok(()) };
    let from = stage.state;
    let stage = Stage { state: to, ..stage };
    store::set_phase(tx, campaign.id, &stage).await?;
    let verb = format!("phase {}", step.phase.code());
    let entry = Entry { actor: step.by, thing: THING, id: campaign.id, verb: &verb, was: from.code(), became: to.code(), reason: step.why.trim() };
    write(tx, &entry, ms).await?;
    if step.phase == Phase::Preferences2 {
        if to == PhaseState::Closed {
            problem::seal(tx, campaign, ms).await?;
        } else {
            store::seal(tx, campaign.id, None).await?;
        }
    }
    if to == PhaseState::Open && matches!(step.phase, Phase::Preferences1 | Phase::Preferences2) {
        tell_everybody(tx, desk, campaign, stage, now).await?;
    }
    if to == PhaseState::Open && step.phase == Phase::Preferences2 {
        demo::hand_in_second(tx, campaign, ms).await?;
    }
    Ok(())
}

/// The number of the list a phase is about.
pub const fn list_of(phase: Phase) -> Option<i64> {
    match phase {
        Phase::Preferences1 => Some(1),
        Phase::Preferences2 => Some(2),
        _ => None,
    }
}

/// The phase a list is written in.
pub const fn phase_of(list: i64) -> Phase {
    if list == 1 { Phase::Preferences1 } else { Phase::Preferences2 }
}

/// A mail to everybody who ranks: their list is open, until when, where.
async fn tell_everybody(tx: &mut Tx, desk: &Desk, campaign: &Campaign, stage: Stage, now: Timestamp) -> Result<(), No> {
    let everyone = Everyone::load(tx, campaign.id).await?;
    let until = stage.closes_at.map(|at| moment(at, now));
    let list = list_of(stage.phase).unwrap_or(1);
    for voice in voices(&everyone) {
        let url = format!("{}{}", desk.board.base_url, list_path(campaign.id, list, &voice));
        let (subject, body) = (say::opened_subject(list), say::opened_mail(called(&voice), list, until.as_deref(), &url));
        send(tx, &voice, subject, body, "liste ouverte", now.as_millisecond()).await?;
    }
    Ok(())
}

/// Where a list is written in a name.
pub fn list_path(campaign: i64, list: i64, voice: &Voice) -> String {
    format!("/mon-espace/campagnes/{campaign}/classement/{list}{}", voice.query())
}

/// Everybody who ranks.
pub fn voices(everyone: &Everyone) -> Vec<Voice> {
    let associates = everyone.associates.iter().cloned().map(Voice::Associate);
    associates.chain(everyone.hosts.iter().cloned().map(Voice::Host)).collect()
}

/// The name a mail greets with: of the associate, or of who speaks for the host.
pub fn called(voice: &Voice) -> &str {
    match voice {
        Voice::Associate(a) => &a.draft.name,
        Voice::Host(h) => &h.draft.contact,
    }
}

/// Puts a mail to an associate or a host in the outbox; it goes with the account of that address when there is one.
///
/// # Errors
/// The database failed.
pub async fn send(tx: &mut Tx, to: &Voice, subject: String, body: String, cause: &'static str, now: i64) -> Result<(), StoreError> {
    let person = accounts::by_email(tx, to.email()).await?.map(|p| p.id);
    put(tx, &Letter { person, to: to.email().to_owned(), subject, body, cause }, now).await
}
