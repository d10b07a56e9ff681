//! `/equipe/campagnes/{id}/fiches`: hosts and their missions; approving (rule B13), changing, withdrawing.

use super::access::{of_team, of_team_locked};
use super::home::{All, nav, title};
use super::{THING, export, forms, shown};
use crate::audit::service::{Entry, write};
use crate::campaign::model::import::{HOSTS_MOST, MISSIONS_MOST};
use crate::campaign::model::phase::reason;
use crate::campaign::store::people::{self, Host, Mission};
use crate::desk::model::{Block, Cell, Field, Form, Row, Sheet, Table, Way};
use crate::desk::service::{Acted, Answer, Ask, Done, Fields, No, missing};
use crate::i18n::campaign as say;
use crate::kernel::lang::Lang;
use crate::kernel::refusal::Refusal;
use crate::organisations::store as organisations;
use crate::store::Tx;

/// The page: the lists, or one host (`?structure={id}`), or one mission (`?mission={id}`); `nouvelle` for one more.
pub async fn page(ask: &Ask<'_>) -> Answer {
    let mut tx = ask.db().read().await?;
    let campaign = of_team(&mut tx, ask).await?;
    let all = All::load(&mut tx, campaign.id).await?;
    let above = title(&mut tx, &campaign).await?;
    let apart = ask.query.has("structure") || ask.query.has("mission");
    let mut sheet = match (ask.query.get("structure"), ask.query.get("mission")) {
        ("", "") => lists(ask, &all),
        ("nouvelle", _) => Sheet::new(say::HOST_NEW).with_all(ask.said()).with(ask.form(forms::host(None, "").button("structure", say::SAVE))),
        ("", "nouvelle") if all.hosts.is_empty() => return Err(Refusal::missing(say::HOST_FIRST).into()),
        ("", "nouvelle") => {
            Sheet::new(say::MISSION_NEW).with_all(ask.said()).with(ask.form(forms::mission(None, &all.hosts).button("mission", say::SAVE)))
        }
        ("", _) => mission(ask, find_mission(&all, ask)?, &all.hosts),
        _ => {
            let host = find_host(&all, ask)?;
            let slug = match host.organisation {
                Some(id) => organisations::by_id(&mut tx, id).await?.map_or(String::new(), |o| o.slug),
                None => String::new(),
            };
            self::host(ask, host, &slug)
        }
    };
    if apart {
        sheet = sheet.with(Block::ways(vec![Way::link(ask.path(), say::BACK_TO_LIST)]));
    }
    sheet.nav = nav(ask, campaign.id);
    Ok(sheet.above(above).dense())
}

fn find_host<'a>(all: &'a All, ask: &Ask<'_>) -> Result<&'a Host, No> {
    let id = ask.query.number("structure").unwrap_or(0);
    all.hosts.iter().find(|h| h.id == id).ok_or_else(missing)
}

fn find_mission<'a>(all: &'a All, ask: &Ask<'_>) -> Result<&'a Mission, No> {
    let id = ask.query.number("mission").unwrap_or(0);
    all.missions.iter().find(|m| m.id == id).ok_or_else(missing)
}

fn state(left: Option<i64>) -> Cell {
    if left.is_some() { Cell::look("soft", say::WITHDRAWN) } else { Cell::text("") }
}

fn lists(ask: &Ask<'_>, all: &All) -> Sheet {
    let here = ask.path();
    let host_row = |h: &Host| {
        let count = all.missions.iter().filter(|m| m.host == h.id && m.left.is_none()).count();
        Row {
            cells: vec![
                Cell::text(h.draft.reference.clone()),
                Cell::link(format!("{here}?structure={}", h.id), h.draft.name.clone()),
                Cell::text(h.draft.kind.label(Lang::Fr)),
                Cell::text(format!("{}, {}", h.draft.contact, h.draft.email)),
                Cell::look("num", h.draft.tables.to_string()),
                Cell::look(if count == 0 { "num ko" } else { "num" }, count.to_string()),
                state(h.left),
            ],
        }
    };
    let mission_row = |m: &Mission| {
        let host = all.hosts.iter().find(|h| h.id == m.host).map_or("", |h| h.draft.name.as_str());
        let approved = match (m.left, m.approved) {
            (Some(_), _) => Cell::look("soft", say::WITHDRAWN),
            (None, Some(_)) => Cell::look("ok", say::APPROVED),
            (None, None) => Cell::look("now", say::TO_APPROVE),
        };
        Row {
            cells: vec![
                Cell::text(m.draft.reference.clone()),
                Cell::link(format!("{here}?mission={}", m.id), m.draft.title.clone()),
                Cell::text(host),
                Cell::text(m.draft.family.label(Lang::Fr)),
                Cell::text(m.draft.department.clone()),
                Cell::look("num", format!("{} + {}", m.draft.places[0], m.draft.places[1])),
                approved,
            ],
        }
    };
    let head = |names: &[&str]| names.iter().map(|h| (*h).to_owned()).collect();
    let hosts = Table {
        caption: say::HOSTS.to_owned(),
        head: head(&say::HOSTS_HEAD),
        rows: all.hosts.iter().map(host_row).collect(),
        empty: say::HOSTS_NONE.to_owned(),
    };
    let missions = Table {
        caption: say::MISSIONS.to_owned(),
        head: head(&say::MISSIONS_HEAD),
        rows: all.missions.iter().map(mission_row).collect(),
        empty: say::MISSIONS_NONE.to_owned(),
    };
    let add = |what: &str, words: &str| Way::button(format!("{here}?{what}=nouvelle"), words);
    let mut ways = vec![add("structure", say::HOST_ADD)];
    if !all.hosts.is_empty() {
        ways.push(add("mission", say::MISSION_ADD));
    }
    let mut sheet = Sheet::new(say::SHEETS).lead(say::SHEETS_LEAD).with_all(ask.said()).with(Block::ways(ways));
    let waiting: Vec<&Mission> = all.missions.iter().filter(|m| m.left.is_none() && m.approved.is_none()).collect();
    if !waiting.is_empty() {
        let options = waiting.iter().map(|m| (m.id.to_string(), m.draft.title.clone()));
        let boxes = Field::new("approuver", "check", say::APPROVE_WHICH).options(options).hint(say::APPROVE_HINT);
        sheet = sheet
            .with(Block::h2(say::missions_waiting(waiting.len())))
            .with(ask.form(Form::new("accord").field(boxes).button("approuver", say::APPROVE)));
    }
    sheet
        .with(Block::h2(say::HOSTS))
        .with(Block::table(hosts))
        .with(ask.form(Form::new("tableur-structures").quiet("csv-structures", say::CSV)))
        .with(Block::h2(say::MISSIONS))
        .with(Block::table(missions))
        .with(ask.form(Form::new("tableur-missions").quiet("csv-missions", say::CSV)))
}

fn host(ask: &Ask<'_>, h: &Host, slug: &str) -> Sheet {
    let sheet = Sheet::new(h.draft.name.clone())
        .lead(say::reference(&h.draft.reference))
        .with_all(ask.said())
        .with(ask.form(forms::host(Some(&h.draft), slug).button("structure", say::SAVE)));
    leaving(ask, sheet, h.left.is_some(), say::HOST_WITHDRAW_HINT)
}

fn mission(ask: &Ask<'_>, m: &Mission, hosts: &[Host]) -> Sheet {
    let host = hosts.iter().find(|h| h.id == m.host);
    let mut sheet = Sheet::new(m.draft.title.clone()).lead(say::reference(&m.draft.reference)).with_all(ask.said());
    let approval = match m.approved {
        None => Form::new("accord").hidden("approuver", m.id.to_string()).button("approuver", say::APPROVE),
        Some(_) => Form::new("accord").quiet("desapprouver", say::DISAPPROVE),
    };
    let words = if m.approved.is_some() { Block::notice("done", say::APPROVED_HINT) } else { Block::notice("now", say::TO_APPROVE_HINT) };
    sheet = sheet.with(words).with(ask.form(approval));
    sheet = sheet.with(Block::fold(say::AS_SEEN, shown::mission_blocks(m, host)));
    sheet = sheet.with(Block::h2(say::CHANGE)).with(ask.form(forms::mission(Some(&m.draft), hosts).button("mission", say::SAVE)));
    leaving(ask, sheet, m.left.is_some(), say::MISSION_WITHDRAW_HINT)
}

/// What takes a host or a mission out, or back in.
fn leaving(ask: &Ask<'_>, sheet: Sheet, left: bool, hint: &str) -> Sheet {
    if left {
        return sheet.with(Block::notice("now", say::SHEET_LEFT)).with(ask.form(Form::new("retour").button("revenir", say::COMES_BACK)));
    }
    let form = Form::new("depart").field(Field::new("reason", "text", say::WITHDRAW_REASON).required().max(300)).danger("retirer", say::WITHDRAW);
    sheet.with(Block::h2(say::WITHDRAW_TITLE)).with(Block::small(hint)).with(ask.form(form))
}

/// What a form did, for the journal.
#[derive(Default)]
struct Did {
    verb: &'static str,
    what: &'static str,
    which: String,
    why: String,
}

fn did(verb: &'static str, what: &'static str, which: &str) -> Did {
    Did { verb, what, which: which.to_owned(), why: String::new() }
}

/// A form of the page.
pub async fn act(ask: &Ask<'_>, fields: &Fields) -> Acted {
    let me = ask.me()?;
    let mut tx = ask.db().begin().await?;
    let campaign = of_team_locked(&mut tx, ask).await?;
    let all = All::load(&mut tx, campaign.id).await?;
    let did = match fields.get("geste") {
        "csv-structures" | "csv-missions" => did("liste téléchargée", "", fields.get("geste")),
        "structure" => keep_host(&mut tx, ask, fields, campaign.id, &all).await?,
        "mission" => keep_mission(&mut tx, ask, fields, campaign.id, &all).await?,
        "approuver" => approve(&mut tx, ask, fields, campaign.id, &all).await?,
        "desapprouver" => {
            let m = find_mission(&all, ask)?;
            people::approve(&mut tx, campaign.id, m.id, None).await?;
            did("mission", "approbation retirée", &m.draft.reference)
        }
        "retirer" | "revenir" => leave(&mut tx, ask, fields, campaign.id, &all).await?,
        _ => return Err(missing()),
    };
    let entry = Entry { actor: Some(me.person), thing: THING, id: campaign.id, verb: did.verb, was: did.what, became: &did.which, reason: &did.why };
    write(&mut tx, &entry, ask.ms()).await?;
    tx.commit().await?;
    match fields.get("geste") {
        "csv-structures" => Ok(export::hosts(&all.hosts)),
        "csv-missions" => Ok(export::missions(&all.missions)),
        _ => Ok(Done::saying(&ask.path(), "enregistre")),
    }
}

async fn keep_host(tx: &mut Tx, ask: &Ask<'_>, fields: &Fields, campaign: i64, all: &All) -> Result<Did, No> {
    let known = if ask.query.get("structure") == "nouvelle" { None } else { Some(find_host(all, ask)?) };
    let mut draft = forms::read_host(fields)?;
    match known {
        Some(h) => draft.reference.clone_from(&h.draft.reference),
        None if all.hosts.iter().any(|h| h.draft.reference == draft.reference) => {
            return Err(Refusal::invalid("reference", say::REFERENCE_TAKEN).into());
        }
        None if all.hosts.len() >= HOSTS_MOST => return Err(Refusal::rule(say::at_most(HOSTS_MOST)).into()),
        None => {}
    }
    let organisation = organisation(tx, fields, known, all).await?;
    let id = people::put_host(tx, campaign, &draft, organisation).await?;
    // Emptied in the form, the link is gone, and with it what the members of that organisation could read.
    people::set_organisation(tx, id, organisation).await?;
    if let Some(left) = known.and_then(|h| h.left) {
        people::host_left(tx, campaign, id, Some(left)).await?;
    }
    Ok(did("structure", if known.is_some() { "modification" } else { "ajout" }, &draft.reference))
}

/// The organisation a form names. One that is another host of the campaign already is refused: nobody is to have both missions in the same
/// organisation under two names (rule B11).
async fn organisation(tx: &mut Tx, fields: &Fields, known: Option<&Host>, all: &All) -> Result<Option<i64>, No> {
    let found = match fields.get("organisation").trim_start_matches("/organisations/") {
        "" => None,
        slug => {
            let found = organisations::by_slug(tx, slug).await?;
            Some(found.ok_or_else(|| Refusal::invalid("organisation", say::ORGANISATION_UNKNOWN))?.id)
        }
    };
    // Who has left takes part no more: they are asked again when they come back.
    if known.is_none_or(|h| h.left.is_none()) && found.is_some_and(|id| twice(all, known, id)) {
        return Err(Refusal::invalid("organisation", say::ORGANISATION_TAKEN).into());
    }
    Ok(found)
}

/// Whether another host that takes part is this organisation.
pub(super) fn twice(all: &All, one: Option<&Host>, organisation: i64) -> bool {
    all.hosts.iter().any(|h| h.left.is_none() && h.organisation == Some(organisation) && one.is_none_or(|one| one.id != h.id))
}

async fn keep_mission(tx: &mut Tx, ask: &Ask<'_>, fields: &Fields, campaign: i64, all: &All) -> Result<Did, No> {
    let known = if ask.query.get("mission") == "nouvelle" { None } else { Some(find_mission(all, ask)?) };
    let draft = forms::read_mission(fields, known.map(|m| m.draft.reference.as_str()), None)?;
    if known.is_none() && all.missions.iter().any(|m| m.draft.reference == draft.reference) {
        return Err(Refusal::invalid("reference", say::REFERENCE_TAKEN).into());
    }
    if known.is_none() && all.missions.len() >= MISSIONS_MOST {
        return Err(Refusal::rule(say::at_most(MISSIONS_MOST)).into());
    }
    let host = all.hosts.iter().find(|h| h.draft.reference == draft.host).ok_or_else(|| Refusal::invalid("host", say::HOST_UNKNOWN))?;
    let id = people::put_mission(tx, campaign, host.id, &draft, None).await?;
    if let Some(left) = known.and_then(|m| m.left) {
        people::mission_left(tx, campaign, id, Some(left)).await?;
    }
    Ok(did("mission", if known.is_some() { "modification" } else { "ajout" }, &draft.reference))
}

async fn approve(tx: &mut Tx, ask: &Ask<'_>, fields: &Fields, campaign: i64, all: &All) -> Result<Did, No> {
    let wanted: Vec<i64> = fields.all("approuver").iter().filter_map(|id| id.parse().ok()).collect();
    let chosen: Vec<&Mission> = all.missions.iter().filter(|m| wanted.contains(&m.id)).collect();
    if chosen.is_empty() {
        return Err(Refusal::invalid("approuver", say::APPROVE_NONE).into());
    }
    for m in &chosen {
        people::approve(tx, campaign, m.id, Some(ask.ms())).await?;
    }
    Ok(did("mission", "approbation", &chosen.iter().map(|m| m.draft.reference.as_str()).collect::<Vec<_>>().join(", ")))
}

async fn leave(tx: &mut Tx, ask: &Ask<'_>, fields: &Fields, campaign: i64, all: &All) -> Result<Did, No> {
    let leaves = fields.get("geste") == "retirer";
    let why = if leaves { reason(fields.get("reason"))? } else { "" };
    let at = leaves.then(|| ask.ms());
    let what = if leaves { "retrait" } else { "retour" };
    let done = if ask.query.has("mission") {
        let m = find_mission(all, ask)?;
        people::mission_left(tx, campaign, m.id, at).await?;
        did("mission", what, &m.draft.reference)
    } else {
        let h = find_host(all, ask)?;
        if !leaves && h.organisation.is_some_and(|id| twice(all, Some(h), id)) {
            return Err(Refusal::rule(say::ORGANISATION_TAKEN).into());
        }
        people::host_left(tx, campaign, h.id, at).await?;
        did("structure", what, &h.draft.reference)
    };
    Ok(Did { why: why.to_owned(), ..done })
}
