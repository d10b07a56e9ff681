//! `/mon-espace/campagnes/{id}/fiches/{mission}`: a mission sheet, read by the associates; written by its host until the first lists
//! open, and read by the team before anybody else (rule B13).

use super::access::{Member, Voice, member};
use super::shown::{mission_blocks, opened};
use super::{THING, forms};
use crate::audit::service::{Entry, write};
use crate::campaign::model::import::MISSIONS_MOST;
use crate::campaign::store;
use crate::campaign::store::people::{self, Mission};
use crate::desk::model::{Block, Sheet, Way};
use crate::desk::service::{Acted, Answer, Ask, Done, Fields, No, missing};
use crate::i18n::campaign as say;
use crate::kernel::refusal::Refusal;
use crate::store::Tx;

/// The word in the address of a sheet that is not there yet.
const NEW: &str = "nouvelle";

/// The sheet asked for, when this person may read it, and whether it is one of their host's.
async fn find(tx: &mut Tx, ask: &Ask<'_>, m: &Member) -> Result<(Mission, bool), No> {
    let found = people::missions(tx, m.campaign.id).await?.into_iter().find(|x| x.id == ask.key(4) && x.left.is_none()).ok_or_else(missing)?;
    let own = m.speaks_for(found.host);
    let shared = m.associate.is_some() && found.approved.is_some() && opened(m);
    if own || shared { Ok((found, own)) } else { Err(missing()) }
}

/// The page.
pub async fn page(ask: &Ask<'_>) -> Answer {
    let mut tx = ask.db().read().await?;
    let m = member(&mut tx, ask).await?;
    let back = Block::ways(vec![Way::link(m.here(), say::BACK_TO_CAMPAIGN)]);
    if ask.part(4) == NEW {
        let host = writer(&m, ask)?;
        let form = forms::mission(None, &[]).button("fiche", say::MISSION_SEND);
        return Ok(Sheet::new(say::MISSION_NEW).above(host.1).lead(say::MISSION_SEND_HINT).with_all(ask.said()).with(ask.form(form)).with(back));
    }
    let (found, own) = find(&mut tx, ask, &m).await?;
    let host = people::hosts(&mut tx, m.campaign.id).await?.into_iter().find(|h| h.id == found.host);
    let name = host.as_ref().map_or(String::new(), |h| h.draft.name.clone());
    let mut sheet = Sheet::new(found.draft.title.clone()).above(name).with_all(ask.said());
    if own && found.approved.is_none() {
        sheet = sheet.with(Block::notice("now", say::MISSION_WAITS));
    }
    sheet = sheet.with_all(mission_blocks(&found, host.as_ref()));
    if own && opened(&m) {
        sheet = sheet.with(Block::small(say::MISSION_FROZEN));
    } else if own {
        let form = forms::mission(Some(&found.draft), &[]).button("fiche", say::MISSION_SEND);
        sheet = sheet.with(Block::h2(say::CHANGE)).with(Block::small(say::MISSION_SEND_HINT)).with(ask.form(form));
    }
    Ok(sheet.with(back))
}

/// The host that writes a new sheet: key, name, reference. Until the first lists open.
fn writer(m: &Member, ask: &Ask<'_>) -> Result<(i64, String, String), No> {
    let host = match m.voice(ask)? {
        Voice::Host(h) => h,
        Voice::Associate(_) => m.hosts.first().cloned().ok_or_else(missing)?,
    };
    if opened(m) {
        return Err(Refusal::forbidden(say::MISSION_FROZEN).into());
    }
    Ok((host.id, host.draft.name, host.draft.reference))
}

/// Keeps what a host wrote; the team reads it before anybody else.
pub async fn act(ask: &Ask<'_>, fields: &Fields) -> Acted {
    let me = ask.me()?;
    if fields.get("geste") != "fiche" {
        return Err(missing());
    }
    let mut tx = ask.db().begin().await?;
    store::lock(&mut tx, ask.key(2), ask.ms()).await?;
    let m = member(&mut tx, ask).await?;
    let (host, draft, what) = if ask.part(4) == NEW {
        let (id, _, host) = writer(&m, ask)?;
        let there = people::missions(&mut tx, m.campaign.id).await?;
        if there.len() >= MISSIONS_MOST {
            return Err(Refusal::rule(say::at_most(MISSIONS_MOST)).into());
        }
        (id, forms::read_mission(fields, Some(&free(&host, &there)), Some(&host))?, "ajout")
    } else {
        let (found, own) = find(&mut tx, ask, &m).await?;
        if !own {
            return Err(missing());
        }
        if opened(&m) {
            return Err(Refusal::rule(say::MISSION_FROZEN).into());
        }
        (found.host, forms::read_mission(fields, Some(&found.draft.reference), Some(&found.draft.host))?, "modification")
    };
    let id = people::put_mission(&mut tx, m.campaign.id, host, &draft, None).await?;
    people::approve(&mut tx, m.campaign.id, id, None).await?;
    let entry =
        Entry { actor: Some(me.person), thing: THING, id: m.campaign.id, verb: "mission", was: what, became: &draft.reference, ..Entry::default() };
    write(&mut tx, &entry, ask.ms()).await?;
    tx.commit().await?;
    Ok(Done::saying(&format!("{}/fiches/{id}", m.here()), "campagne-fiche"))
}

/// A reference nobody has yet, from the one of the host.
fn free(host: &str, there: &[Mission]) -> String {
    let stem: String = host.chars().take(30).collect();
    let taken = |name: &str| there.iter().any(|m| m.draft.reference == name);
    (1..).map(|n| format!("{stem}-{n}")).find(|name| !taken(name)).unwrap_or_default()
}
