//! What campaigns keep of a person, given to them or forgotten (rule M15). The places of a plan stay as anonymous ones: others met them.

use crate::campaign::store::ballots::{self, Voter};
use crate::campaign::store::opinions;
use crate::campaign::store::people::{self, Associate, Host};
use crate::campaign::store::runs;
use crate::i18n::campaign_morning as say;
use crate::live::model::seat::Side;
use crate::live::service::rooms;
use crate::store::{StoreError, Tx};
use serde_json::{Value, json};

/// Everything campaigns keep of whoever has this address: as an associate, and as the contact of a host.
///
/// # Errors
/// The database failed.
pub async fn kept_of(tx: &mut Tx, email: &str) -> Result<Vec<Value>, StoreError> {
    let mut all = Vec::new();
    for a in people::associate_of(tx, email).await? {
        all.push(associate(tx, &a).await?);
    }
    for h in people::host_of(tx, email).await? {
        all.push(json!({
            "campagne": h.campaign, "structure": h.draft.name, "contact": h.draft.contact,
            "avis": said(tx, h.campaign, Side::Host, h.id).await?,
            "listes": lists(tx, h.campaign, Side::Host, h.id).await?, "matinee": notes(tx, h.campaign, Side::Host, h.id).await?,
        }));
    }
    Ok(all)
}

async fn associate(tx: &mut Tx, a: &Associate) -> Result<Value, StoreError> {
    let placed = runs::placements(tx, a.campaign).await?.into_iter().filter(|p| p.associate == a.id);
    let placed: Vec<Value> = placed.map(|p| json!({ "periode": p.period, "mission": p.mission, "structure": p.host })).collect();
    Ok(json!({
        "campagne": a.campaign, "nom": a.draft.name, "presentation": a.draft.pitch, "periodes": a.draft.periods,
        "avis": said(tx, a.campaign, Side::Associate, a.id).await?,
        "listes": lists(tx, a.campaign, Side::Associate, a.id).await?, "matinee": notes(tx, a.campaign, Side::Associate, a.id).await?, "missions": placed,
    }))
}

/// What was said of the attribution.
async fn said(tx: &mut Tx, campaign: i64, side: Side, id: i64) -> Result<Value, StoreError> {
    let given = opinions::one(tx, campaign, side.code(), id).await?;
    Ok(given.map_or(Value::Null, |o| json!({ "reponse": o.content.code(), "mot": o.words, "le_ms": o.given })))
}

/// What was rated from a seat of the morning.
async fn notes(tx: &mut Tx, campaign: i64, side: Side, id: i64) -> Result<Vec<Value>, StoreError> {
    let Some((room, _)) = rooms::of_campaign(tx, campaign).await? else { return Ok(Vec::new()) };
    let whom = if side == Side::Associate { "structure" } else { "personne" };
    let all = rooms::ratings_of(tx, rooms::Author { room, side, id }).await?;
    Ok(all.into_iter().map(|r| json!({ whom: r.target, "notes": r.scores, "note_privee": r.note, "le_ms": r.written })).collect())
}

async fn lists(tx: &mut Tx, campaign: i64, side: Side, id: i64) -> Result<Vec<Value>, StoreError> {
    let mut all = Vec::new();
    for stage in [1, 2] {
        if let Some(list) = ballots::one(tx, Voter { campaign, stage, side: side.code(), id }).await? {
            let handed = list.submitted.map(|b| b.to_text());
            all.push(json!({ "tour": stage, "brouillon": list.draft.to_text(), "remise": handed, "remise_ms": list.submitted_at }));
        }
    }
    Ok(all)
}

/// Forgets whoever has this address: lists, ratings by them and about them, their words and name. What remains is a number.
///
/// # Errors
/// The database failed.
pub async fn forget(tx: &mut Tx, email: &str, now: i64) -> Result<(), StoreError> {
    for mut a in people::associate_of(tx, email).await? {
        ballots::forget(tx, a.campaign, Side::Associate.code(), a.id).await?;
        opinions::forget(tx, a.campaign, Side::Associate.code(), a.id).await?;
        rooms::forget(tx, a.campaign, Side::Associate, a.id, say::FORGOTTEN).await?;
        a.draft.name = say::FORGOTTEN.to_owned();
        a.draft.pitch = String::new();
        a.draft.email = nobody(a.id);
        people::rewrite_associate(tx, &a, now).await?;
    }
    for mut h in people::host_of(tx, email).await? {
        contact(tx, &mut h).await?;
    }
    Ok(())
}

/// A host stays, with what others wrote of it; who spoke for it is forgotten, with the ratings and private notes they wrote for it.
async fn contact(tx: &mut Tx, h: &mut Host) -> Result<(), StoreError> {
    rooms::forget_written(tx, h.campaign, Side::Host, h.id).await?;
    opinions::forget(tx, h.campaign, Side::Host.code(), h.id).await?;
    h.draft.contact = say::FORGOTTEN.to_owned();
    h.draft.email = nobody(h.id);
    people::rewrite_host(tx, h).await
}

fn nobody(id: i64) -> String {
    format!("efface-{id}@invalide.example")
}
