//! The use cases of a candidacy: told before any form ([`gate`]), written ([`file`], [`write`]), read ([`team_file`]), decided
//! ([`decisions`]).

mod access;
mod capacity;
pub mod consents;
mod copy;
mod decisions;
pub mod demo;
mod edition_form;
mod edition_settings;
mod editions;
mod figures;
mod file;
mod gate;
mod mine;
pub mod pages;
mod parts;
pub mod pieces;
mod practice;
mod questions;
mod receipt;
mod rows;
mod team_file;
mod team_list;
mod write;

use super::model::autosave::Saving;
use super::model::edition::Edition;
use super::model::state::{Facts, Mover, State, move_to};
use super::store::dossiers::Candidacy;
use super::store::{self, Kept, dossiers};
use crate::audit::service::{Entry, write as journal};
use crate::desk::service::{Ask, No, missing};
use crate::kernel::refusal::Refusal;
use crate::store::Tx;
use jiff::civil::Date;

/// What the journal calls a candidacy.
const THING: &str = "candidature";

/// What saving a field needs to know.
fn saving<'a>(ask: &Ask<'a>, edition: &Edition) -> Saving<'a> {
    Saving { programme: edition.programme, peertube: &ask.desk.peertube }
}

/// What the guards of a move look at.
fn facts(by: Mover, edition: &Edition, missing: usize, today: Date) -> Facts {
    Facts {
        by,
        phase: edition.phase(today),
        missing,
        interview_held: false,
        feedback_delivered: false,
        diplomas_verified: 0,
        references_verified: 0,
        diplomas_asked: edition.settings.check_diplomas,
        references_asked: edition.settings.check_references,
    }
}

/// A person's own candidacy, and its edition: somebody else's does not exist.
async fn own(tx: &mut Tx, ask: &Ask<'_>) -> Result<(Candidacy, Kept), No> {
    let me = ask.me()?;
    let found = dossiers::candidacy(tx, ask.key(2)).await?.filter(|c| c.person == me.person).ok_or_else(missing)?;
    let kept = store::edition(tx, found.edition).await?.ok_or_else(missing)?;
    Ok((found, kept))
}

/// The same, taken for this transaction.
async fn own_locked(tx: &mut Tx, ask: &Ask<'_>) -> Result<(Candidacy, Kept), No> {
    let me = ask.me()?;
    let found = dossiers::lock(tx, ask.key(2), ask.ms()).await?.filter(|c| c.person == me.person).ok_or_else(missing)?;
    let kept = store::edition(tx, found.edition).await?.ok_or_else(missing)?;
    Ok((found, kept))
}

/// Takes the edition of the candidacy asked for, for this transaction.
async fn hold_edition(tx: &mut Tx, ask: &Ask<'_>) -> Result<(), No> {
    let found = dossiers::candidacy(tx, ask.key(2)).await?.ok_or_else(missing)?;
    if store::lock_edition(tx, found.edition, ask.ms()).await? { Ok(()) } else { Err(missing()) }
}

/// Moves a candidacy, and writes the move in the journal.
async fn moved(tx: &mut Tx, ask: &Ask<'_>, c: &Candidacy, to: State, facts: &Facts) -> Result<(), No> {
    move_to(c.state, to, facts)?;
    dossiers::set_state(tx, c.id, to, ask.ms()).await?;
    let entry =
        Entry { actor: ask.viewer.map(|v| v.person), thing: THING, id: c.id, verb: "état", was: c.state.code(), became: to.code(), reason: "" };
    journal(tx, &entry, ask.ms()).await?;
    Ok(())
}

/// Everything kept of a person's candidacies, for them (rule M15): the files, what they asked for, who looked.
///
/// # Errors
/// The database failed.
pub async fn kept_of(tx: &mut Tx, person: i64) -> Result<Vec<serde_json::Value>, crate::store::StoreError> {
    let mut out = Vec::new();
    for c in dossiers::of_person(tx, person).await? {
        let edition = store::edition(tx, c.edition).await?.map(|k| k.edition.slug);
        let views: Vec<serde_json::Value> = dossiers::views(tx, c.id)
            .await?
            .into_iter()
            .map(|(who, what, at)| serde_json::json!({ "qui": who, "quoi": what, "le_ms": at }))
            .collect();
        let asked = store::walled::asked(tx, c.id).await?.map(|(words, _)| words);
        let said: Vec<serde_json::Value> = store::consents::of(tx, c.id)
            .await?
            .into_iter()
            .map(|(purpose, said)| serde_json::json!({ "objet": purpose.code(), "oui": said.given, "le_ms": said.at }))
            .collect();
        out.push(serde_json::json!({
            "edition": edition, "etat": c.state.code(), "dossier": c.dossier, "ouvert_ms": c.created_at, "depose_ms": c.submitted_at,
            "repondu_ms": c.answered_at, "amenagement": asked, "vu_par": views, "accords": said, "garde_jusqu_a_ms": c.kept_until(),
        }));
    }
    Ok(out)
}

/// Whether the file can be written now; the sentence that says why not.
fn writable(c: &Candidacy, edition: &Edition, today: Date) -> Result<(), Refusal> {
    use super::model::edition::Phase;
    match (c.state, edition.phase(today)) {
        (State::Draft, Phase::Open { .. }) => Ok(()),
        (State::Draft, phase) => Err(Refusal::rule(super::model::words::capital(&format!("{}.", phase.words())))),
        _ => Err(Refusal::rule(crate::i18n::candidacy::NOT_A_DRAFT)),
    }
}

/// "Programme Associé — Paris, promotion d’avril 2027".
fn above(edition: &Edition) -> String {
    format!("{} — {}, {}", edition.title, edition.city, edition.cohort)
}
