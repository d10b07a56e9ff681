//! What organisations post: their desk, the form, the team that reads, the clock that closes (rules I4–I17, I31, I33, Q17).
//!
//! `home` lists, `start` begins, `members` says who acts, `posting` is the form, `life` what is done to an offer, `reading` is the
//! team's, `ticking` the clock's. Each move follows `publish::state::TABLE`.

pub mod demo;
mod fields;
mod home;
mod life;
mod members;
mod posting;
mod reading;
mod start;
mod ticking;

pub use ticking::tick;

use super::applying;
use crate::desk::model::Way;
use crate::desk::service::{Acted, Answer, Ask, Fields, No, missing};
use crate::i18n::recruiting as say;
use crate::jobs::model::draft::OfferDraft;
use crate::jobs::model::status::Lifetime;
use crate::jobs::publish::form::blank;
use crate::jobs::publish::paper::Paper;
use crate::jobs::service::{Board, import, index};
use crate::jobs::store as offers;
use crate::jobs::store::postings::{self, Posting};
use crate::kernel::refusal::Refusal;
use crate::mail::service::{Letter, put};
use crate::people::model::Role;
use crate::people::store as people;
use crate::places::Places;
use crate::store::{StoreError, Tx, dialect};
use jiff::civil::Date;

/// The source of the offers published here.
pub const SOURCE: &str = "passerelle";

/// The page of an address of recruiting or of applying.
///
/// # Errors
/// Why there is none.
pub async fn page(ask: &Ask<'_>) -> Answer {
    match ask.parts.as_slice() {
        ["recruter"] => home::page(ask).await,
        ["recruter", "commencer"] => start::page(ask).await,
        ["recruter", "invitation", _] => members::invitation_page(ask).await,
        ["recruter", "offres", _] => posting::page(ask).await,
        ["recruter", "offres", _, "apercu"] => posting::preview(ask).await,
        ["recruter", "offres", _, "candidatures"] => applying::received::page(ask).await,
        ["recruter", "candidatures", _] => applying::reading::page(ask).await,
        ["recruter", _, "equipe"] => members::page(ask).await,
        ["recruter", _, "offres", "nouvelle"] => start::new_page(ask).await,
        ["equipe", "offres"] => reading::list(ask).await,
        ["equipe", "offres", _] => reading::page(ask).await,
        ["equipe", "reponses"] => applying::answers::page(ask).await,
        ["mon-espace", "candidatures"] => applying::mine::page(ask).await,
        ["mon-espace", "candidatures", _] => applying::mine::one_page(ask).await,
        ["offres", _, "postuler"] => applying::apply::page(ask).await,
        ["offres", _, "postuler", "lien", _] => applying::confirm::page(ask).await,
        _ => Err(missing()),
    }
}

/// A form sent to such an address.
///
/// # Errors
/// Why it was not done.
pub async fn act(ask: &Ask<'_>, fields: &Fields) -> Acted {
    match ask.parts.as_slice() {
        ["recruter", "commencer"] => start::act(ask, fields).await,
        ["recruter", "invitation", _] => members::accept(ask, fields).await,
        ["recruter", "offres", _] => posting::act(ask, fields).await,
        ["recruter", "offres", _, "candidatures"] => applying::received::act(ask, fields).await,
        ["recruter", "candidatures", _] => applying::reading::act(ask, fields).await,
        ["recruter", _, "equipe"] => members::act(ask, fields).await,
        ["recruter", _, "offres", "nouvelle"] => start::new_act(ask, fields).await,
        ["equipe", "offres", _] => reading::act(ask, fields).await,
        ["mon-espace", "candidatures", _] => applying::mine::act(ask, fields).await,
        ["offres", _, "postuler"] => applying::apply::act(ask, fields).await,
        ["offres", _, "postuler", "lien", _] => applying::confirm::act(ask).await,
        _ => Err(missing()),
    }
}

/// The links between the pages of somebody who recruits.
pub fn nav(ask: &Ask<'_>) -> Vec<Way> {
    let here = ask.path();
    let all = [("/recruter", say::HOME), ("/recruter/commencer", say::START_NAV), ("/mon-espace", say::SPACE)];
    let acts = ask.viewer.is_some_and(|v| !v.organisations().is_empty());
    let open = all.into_iter().filter(|(href, _)| acts || *href != "/recruter");
    open.map(|(href, label)| Way { current: href == here, ..Way::link(href, label) }).collect()
}

/// A posting of an organisation one acts for; another one does not exist.
///
/// # Errors
/// Nobody signed in, or no such posting for them.
pub async fn own(ask: &Ask<'_>, tx: &mut Tx, id: i64) -> Result<Posting, No> {
    let me = ask.me()?;
    let found = postings::one(tx, id).await?.ok_or_else(missing)?;
    if me.acts_for(found.organisation_id) { Ok(found) } else { Err(missing()) }
}

/// Writes a posting, unless somebody else did meanwhile.
///
/// # Errors
/// They did (409), or the database failed.
pub async fn save(tx: &mut Tx, p: &mut Posting, now: i64) -> Result<(), No> {
    if postings::save(tx, p, now).await? { Ok(()) } else { Err(Refusal::conflict(say::MOVED_MEANWHILE).into()) }
}

/// What the form is read over: what is online, or an empty offer.
pub fn base(p: &Posting, today: Date) -> OfferDraft {
    p.online.as_ref().map_or_else(|| blank(&p.organisation, &p.id.to_string(), today), |paper| paper.draft.clone())
}

/// Puts a text online, the way an import does: search, feeds and pages follow.
///
/// # Errors
/// The database failed.
pub async fn put_online(tx: &mut Tx, places: &Places, p: &mut Posting, mut paper: Paper, now: i64) -> Result<(), StoreError> {
    dialect::order_changes(tx).await?;
    // The commune is found again from the words: they may have changed since it was.
    paper.draft.places.iter_mut().for_each(|place| place.insee = None);
    let mut draft = import::located(paper.draft, places);
    draft.source = SOURCE.to_owned();
    draft.reference = p.id.to_string();
    draft.organisation.clone_from(&p.organisation);
    let life = Lifetime::of(draft.published_on, draft.last_day, draft.closed_on);
    offers::upsert(tx, p.organisation_id, &draft, life, now).await?;
    let offer = offers::by_reference(tx, SOURCE, &draft.reference).await?;
    p.offer_id = offer.as_ref().map(|o| o.id);
    p.offer_slug = offer.map(|o| o.slug);
    p.online = Some(Paper { draft, questions: paper.questions });
    Ok(())
}

/// Lets the search see what was just written here; what fails is caught up within the second by the follower.
pub async fn followed(board: &Board) {
    if let Err(fault) = index::catch_up(board).await {
        tracing::warn!(%fault, "the index will follow later");
    }
}

/// Writes to everyone who acts for an organisation.
///
/// # Errors
/// The database failed.
pub async fn tell(tx: &mut Tx, organisation: i64, subject: &str, body: &str, cause: &'static str, now: i64) -> Result<(), StoreError> {
    let mut told = Vec::new();
    for (id, _, email, _) in people::members(tx, organisation, now).await? {
        if !told.contains(&id) {
            told.push(id);
            let letter = Letter { person: Some(id), to: email, subject: subject.to_owned(), body: body.to_owned(), cause };
            put(tx, &letter, now).await?;
        }
    }
    Ok(())
}

/// Writes to the team, but not to who caused it; to the administration while nobody holds that role.
///
/// # Errors
/// The database failed.
pub async fn tell_team(tx: &mut Tx, but: i64, subject: &str, body: &str, cause: &'static str, now: i64) -> Result<(), StoreError> {
    let mut team = people::holders(tx, Role::Team, now).await?;
    if team.is_empty() {
        team = people::holders(tx, Role::Admin, now).await?;
    }
    for (id, email) in team.into_iter().filter(|(id, _)| *id != but) {
        let letter = Letter { person: Some(id), to: email, subject: subject.to_owned(), body: body.to_owned(), cause };
        put(tx, &letter, now).await?;
    }
    Ok(())
}
