//! What a seat may read of those it meets, and where else a page of the morning leads.

use super::people::Everyone;
use crate::campaign::store::people;
use crate::desk::model::Way;
use crate::i18n::campaign_morning as say;
use crate::live::model::page::{Card, CardLink, Spare};
use crate::live::model::room::Room;
use crate::live::model::seat::Side;
use crate::store::{StoreError, Tx};

fn link(href: String, label: &str) -> CardLink {
    CardLink { href, label: label.to_owned() }
}

/// A card for each person of the other side: for an associate the missions, whose sheets are read in the list of the seat of this `code`;
/// for a host a few lines and the way to the CV, for who is signed in.
///
/// # Errors
/// The database failed.
pub async fn of(tx: &mut Tx, campaign: i64, side: Side, code: &str) -> Result<Vec<Card>, StoreError> {
    let everyone = Everyone::load(tx, campaign).await?;
    Ok(match side {
        Side::Associate => {
            let card = |h: &people::Host| {
                let own: Vec<&people::Mission> = everyone.missions.iter().filter(|m| m.host == h.id).collect();
                let lines = own.iter().map(|m| say::mission_line(&m.draft.title, &m.draft.place)).collect();
                let links =
                    own.iter().map(|m| link(format!("{}{code}#classement-fiche-{}", super::ranking::OF_SEAT, m.id), &m.draft.title)).collect();
                Card { id: h.id, lines, links }
            };
            everyone.hosts.iter().map(card).collect()
        }
        Side::Host => {
            let card = |a: &people::Associate| {
                let links =
                    vec![link(format!("/mon-espace/campagnes/{campaign}/personnes/{}", a.id), if a.cv.is_some() { say::CARD_CV } else { say::CARD })];
                Card { id: a.id, lines: vec![a.draft.pitch.clone()], links }
            };
            everyone.associates.iter().map(card).collect()
        }
    })
}

/// Where a seat goes on from the morning: its second list, opened by the same code.
pub fn after(side: Side, code: &str) -> Vec<Way> {
    let words = if side == Side::Associate { say::REORDER } else { say::REORDER_HOST };
    vec![Way::link(format!("{}{code}", super::ranking::OF_SEAT), words)]
}

/// What stands around the console.
pub fn around(campaign: i64, room: i64, wall: &str) -> Vec<Way> {
    let base = format!("/equipe/campagnes/{campaign}");
    vec![
        Way::link(base.clone(), say::CAMPAIGN),
        Way::link(format!("/direct/{room}/mur?cle={wall}"), say::WALL),
        Way::link(format!("{base}/feuilles"), say::PAPERS),
        Way::link(format!("{base}/affiches"), say::POSTERS),
        Way::link(format!("{base}/saisie"), say::TYPE_IN),
    ]
}

/// Hosts of the campaign that may join the room, those with an approved mission: their key and name.
///
/// # Errors
/// The database failed.
pub async fn spare(tx: &mut Tx, campaign: i64, room: &Room) -> Result<Vec<Spare>, StoreError> {
    let everyone = Everyone::load(tx, campaign).await?;
    let absent = everyone.hosts.iter().filter(|h| !room.hosts.iter().any(|g| g.id == h.id));
    Ok(absent.map(|h| Spare { id: h.id, name: h.draft.name.clone() }).collect())
}
