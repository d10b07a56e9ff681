//! `/recruter/offres/{id}`: the form of an offer, which saves field by field, and what may be done to the offer.

use super::{base, fields as drawn, life, nav, own, save};
use crate::desk::model::{Block, Field, Fold, Form, Item, Sheet, Way};
use crate::desk::service::{Acted, Answer, Ask, Done, Fields, No, Saved, missing};
use crate::i18n::{desk as desk_words, recruiting as say};
use crate::jobs::model::draft::OfferDraft;
use crate::jobs::model::views::{Fact, Section};
use crate::jobs::publish::form::{FIELDS, Filled};
use crate::jobs::publish::lint::lint;
use crate::jobs::publish::paper::{VALUE_MAX, field_of};
use crate::jobs::publish::state::{Actor, Move, State, moves};
use crate::jobs::publish::twins::{Print, Twin, twins};
use crate::jobs::service::{Reader, offer};
use crate::jobs::store as offers;
use crate::jobs::store::postings::{self, Posting};
use crate::kernel::dates::{hour, shift};
use crate::kernel::lang::Lang;
use crate::kernel::refusal::{Reason, Refusal};
use crate::store::{StoreError, Tx};

/// How often a field is tried again when other fields of the same offer are saved at the same time.
const TRIES: usize = 8;

/// Whether the working text may be written in this state.
fn editable(state: State) -> bool {
    matches!(state, State::Draft | State::ChangesAsked | State::Published | State::Revised)
}

/// Who somebody is to an offer of their organisation.
pub fn actor(ask: &Ask<'_>, p: &Posting) -> Actor {
    if ask.viewer.is_some_and(|v| v.manages(p.organisation_id)) { Actor::Admin } else { Actor::Member }
}

/// The page.
pub async fn page(ask: &Ask<'_>) -> Answer {
    let mut tx = ask.db().read().await?;
    let p = own(ask, &mut tx, ask.key(2)).await?;
    let filled = p.typed.read(ask.today(), &base(&p, ask.today()));
    let findings = lint(&filled.draft, &filled.extras.questions);
    let twins = close_to(&mut tx, &p, &filled.draft, ask.ms()).await?;
    drop(tx);
    let mut sheet = Sheet::new(p.title()).above(p.organisation.clone()).lead(say::state_lead(p.state)).with_all(ask.said());
    sheet.nav = nav(ask);
    if !p.words.is_empty() {
        sheet = sheet.with(Block::notice("now", say::team_wrote(&p.words)));
    }
    sheet = sheet.with(Block::ways(ways(&p))).with_all(twin_blocks(&twins));
    let can = moves(p.state, actor(ask, &p));
    if editable(p.state) {
        sheet = sheet.with_all(lacking(&filled));
        let mut form = drawn::form(&ask.path(), &p.typed, &findings, p.version).quiet("enregistrer", say::SAVE);
        form = match p.state {
            State::Published | State::Revised => form.button("proposer", say::PUT_CHANGES),
            _ => form.button("proposer", say::PROPOSE),
        };
        sheet = sheet.with(ask.form(form));
    } else {
        let shown = p.proposed.as_ref().or(p.online.as_ref()).map_or(&filled.draft, |paper| &paper.draft);
        sheet = sheet.with_all(read(shown, ask));
    }
    Ok(sheet.with_all(gestures(ask, &p, &can)))
}

fn ways(p: &Posting) -> Vec<Way> {
    let mut ways = vec![Way::quiet(format!("/recruter/offres/{}/apercu", p.id), say::PREVIEW)];
    if p.offer_id.is_some() {
        ways.push(Way::quiet(format!("/recruter/offres/{}/candidatures", p.id), say::APPLICATIONS));
    }
    ways.extend(p.offer_slug.as_ref().map(|slug| Way::link(format!("/offres/{slug}"), say::PUBLIC_PAGE)));
    ways
}

/// What is still missing, folded, with links to the fields.
fn lacking(filled: &Filled) -> Option<Block> {
    if filled.refusals.is_empty() {
        return None;
    }
    let label = |name: &str| {
        let base = name.split('.').next().unwrap_or(name);
        FIELDS.iter().find(|f| f.name == base).map_or_else(String::new, |f| f.label.to_owned())
    };
    let item = |r: &Refusal| {
        let field = r.field.as_deref().unwrap_or("");
        Item { title: label(field), href: format!("#c-{field}"), text: r.sentence.clone(), ..Item::default() }
    };
    let blocks = vec![Block::items(filled.refusals.iter().map(item).collect())];
    Some(Block { fold: Some(Fold { summary: say::lacking(filled.refusals.len()), open: false, blocks }), ..Block::default() })
}

/// The buttons of what may be done besides writing.
fn gestures(ask: &Ask<'_>, p: &Posting, can: &[Move]) -> Vec<Block> {
    let mut out = Vec::new();
    if can.contains(&Move::TakeBack) {
        let label = if p.state == State::Revised { say::TAKE_BACK_CHANGES } else { say::TAKE_BACK };
        out.push(ask.form(Form::new("reprendre").quiet("reprendre", label)));
    }
    if can.contains(&Move::Prolong) {
        let last = p.online.as_ref().and_then(|paper| paper.draft.last_day).unwrap_or(ask.today());
        let day = Field::new("jusqu_au", "date", say::NEW_LAST_DAY).required().value(shift(last.max(ask.today()), 15).to_string());
        out.push(Block::h2(say::PROLONG));
        out.push(ask.form(Form::new("prolonger").line().field(day).quiet("prolonger", say::PROLONG)));
    }
    if can.contains(&Move::CloseFilled) || can.contains(&Move::CloseNotFilled) {
        let tell = Field::new("prevenir", "check", "").options([("oui", say::TELL_WAITING)]).value("oui");
        let form = Form::new("clore").field(tell).danger("pourvoir", say::CLOSE_FILLED).danger("clore", say::CLOSE_NOT_FILLED);
        out.push(Block::h2(say::CLOSE));
        out.push(ask.form(form));
    }
    if p.offer_id.is_some() {
        out.push(Block::ways(vec![Way::link(format!("/recruter/{}/offres/nouvelle", p.organisation_slug), say::AGAIN)]));
    }
    out
}

/// The words of an offer, as its page says them.
pub fn read(draft: &OfferDraft, ask: &Ask<'_>) -> Vec<Block> {
    let (facts, sections) = offer::said(draft, Reader { lang: Lang::Fr, now: ask.now });
    let term = |f: Fact| {
        let text = [f.main, f.soft].into_iter().filter(|s| !s.is_empty()).collect::<Vec<_>>().join(", ");
        crate::desk::model::Term { term: f.term, text }
    };
    let mut out = vec![Block { facts: Some(facts.into_iter().map(term).collect()), ..Block::default() }];
    for Section { heading, html } in sections {
        out.push(Block::h2(heading));
        out.push(Block::prose(html));
    }
    out
}

/// Offers close to a draft: of the same organisation, or sisters in its network (rule I31).
///
/// # Errors
/// The database failed.
pub async fn close_to(tx: &mut Tx, p: &Posting, draft: &OfferDraft, now: i64) -> Result<Vec<(Twin, String)>, StoreError> {
    let mut near = offers::open_of(tx, p.organisation_id, now).await?;
    near.extend(offers::open_in_network(tx, p.organisation_id, now).await?);
    let print = |id: String, organisation: i64, draft: &OfferDraft| {
        let known = OfferDraft { organisation: organisation.to_string(), ..draft.clone() };
        Print::of(&id, &known, Some("network"))
    };
    let own = print(p.offer_id.unwrap_or(0).to_string(), p.organisation_id, draft);
    let prints: Vec<Print> = near.iter().map(|o| print(o.id.to_string(), o.organisation_id, &o.draft)).collect();
    let named = |twin: Twin| {
        let found = near.iter().find(|o| o.id.to_string() == twin.id);
        let words = found.map_or_else(String::new, |o| format!("/offres/{}\u{1f}{}, {}", o.slug, o.draft.title, o.organisation));
        (twin, words)
    };
    Ok(twins(&own, &prints).into_iter().take(5).map(named).collect())
}

/// What is said of offers close to a draft.
pub fn twin_blocks(twins: &[(Twin, String)]) -> Option<Block> {
    let item = |(twin, words): &(Twin, String)| {
        let (href, title) = words.split_once('\u{1f}').unwrap_or(("", words));
        let tag = twin.kinship.label(Lang::Fr).to_owned();
        Item { title: title.to_owned(), href: href.to_owned(), text: twin.sentence().to_owned(), tag, look: "now".to_owned(), ..Item::default() }
    };
    (!twins.is_empty()).then(|| Block::items(twins.iter().map(item).collect()))
}

/// `/recruter/offres/{id}/apercu`: the offer as visitors would read it, complete or not.
pub async fn preview(ask: &Ask<'_>) -> Answer {
    let mut tx = ask.db().read().await?;
    let p = own(ask, &mut tx, ask.key(2)).await?;
    let draft = p.typed.read(ask.today(), &base(&p, ask.today())).draft;
    let title = if draft.title.is_empty() { say::UNTITLED.to_owned() } else { draft.title.clone() };
    let mut sheet = Sheet::new(title).above(say::preview_of(&p.organisation)).lead(say::PREVIEW_LEAD);
    sheet.nav = nav(ask);
    let back = Block::ways(vec![Way::button(format!("/recruter/offres/{}", p.id), say::BACK_TO_FORM)]);
    Ok(sheet.with(back).with_all(read(&draft, ask)))
}

/// A form of the page.
pub async fn act(ask: &Ask<'_>, fields: &Fields) -> Acted {
    let here = ask.path();
    match fields.get("geste") {
        "champ" => one_field(ask, fields).await,
        "enregistrer" => {
            keep(ask, fields).await?;
            Ok(Done::saying(&here, "offre-enregistree"))
        }
        "proposer" => {
            keep(ask, fields).await?;
            life::propose(ask).await
        }
        "reprendre" => life::take_back(ask).await,
        "prolonger" => life::prolong(ask, fields).await,
        "pourvoir" => life::close(ask, Move::CloseFilled, fields.has("prevenir")).await,
        "clore" => life::close(ask, Move::CloseNotFilled, fields.has("prevenir")).await,
        _ => Err(missing()),
    }
}

fn locked(p: &Posting) -> Result<(), No> {
    if editable(p.state) { Ok(()) } else { Err(Refusal::rule(say::LOCKED).into()) }
}

/// Saves one field; a field another session wrote since is shown, not overwritten.
async fn one_field(ask: &Ask<'_>, fields: &Fields) -> Acted {
    let me = ask.me()?;
    let name = fields.get("champ");
    if field_of(name).is_none() {
        return Err(Refusal::rule(say::NO_FIELD).into());
    }
    let value = fields.get("valeur");
    if value.chars().count() > VALUE_MAX {
        return Err(Refusal { reason: Reason::TooLarge, field: Some(name.to_owned()), sentence: say::TOO_LONG.to_owned() }.into());
    }
    let saved = |words: String, p: &Posting, state: &str, theirs: String| {
        let saved = Saved { words, version: p.version.to_string(), state: state.to_owned(), theirs };
        Done { saved: Some(saved), ..Done::to(ask.path()) }
    };
    for _ in 0..TRIES {
        let mut tx = ask.db().begin().await?;
        let mut p = own(ask, &mut tx, ask.key(2)).await?;
        locked(&p)?;
        let next = p.version + 1;
        if let Err(theirs) = p.typed.write(name, value, fields.number("version").unwrap_or(0), me.session, next) {
            return Ok(saved(desk_words::CHANGED_ELSEWHERE.to_owned(), &p, "conflict", theirs));
        }
        if postings::save(&mut tx, &mut p, ask.ms()).await? {
            tx.commit().await?;
            return Ok(saved(say::saved_at(&hour(ask.ms())), &p, "saved", String::new()));
        }
    }
    Err(Refusal::conflict(say::MOVED_MEANWHILE).into())
}

/// Saves the whole form.
async fn keep(ask: &Ask<'_>, fields: &Fields) -> Result<(), No> {
    let me = ask.me()?;
    let mut tx = ask.db().begin().await?;
    let mut p = own(ask, &mut tx, ask.key(2)).await?;
    locked(&p)?;
    let sent = |name: &str| fields.0.iter().find(|(k, _)| k == name).map(|(_, v)| v.clone());
    let next = p.version + 1;
    let elsewhere = p.typed.write_all(&sent, fields.number("version").unwrap_or(p.version), me.session, next);
    save(&mut tx, &mut p, ask.ms()).await?;
    tx.commit().await?;
    if elsewhere.is_empty() {
        return Ok(());
    }
    let conflict = |(field, theirs): (String, String)| Refusal { field: Some(field), ..Refusal::conflict(say::written_elsewhere(&theirs)) };
    Err(elsewhere.into_iter().map(conflict).collect::<Vec<_>>().into())
}
