//! `/equipe/offres`: the offers the team reads before they are published, with what the reader of advertisements found, and those it
//! may have to close.

use super::{followed, life, posting, put_online, save, tell};
use crate::desk::model::{Block, Cell, Field, Fold, Form, Item, Row, Sheet, Table, Way};
use crate::desk::service::{Acted, Answer, Ask, Done, Fields, missing};
use crate::i18n::{recruiting as say, told};
use crate::jobs::publish::lint::{Finding, Severity, lint};
use crate::jobs::publish::paper::Paper;
use crate::jobs::publish::state::{Actor, Move, State, moves, reviewed, step};
use crate::jobs::publish::twins::Kinship;
use crate::jobs::store::postings::{self, Posting};
use crate::kernel::dates::{long_day, moment};
use crate::kernel::lang::Lang;
use crate::kernel::refusal::Refusal;
use crate::organisations::store as organisations;

/// The list.
pub async fn list(ask: &Ask<'_>) -> Answer {
    let mut tx = ask.db().read().await?;
    let all = postings::to_read(&mut tx).await?;
    let row = |p: &Posting| {
        let paper = p.proposed.as_ref();
        let found = paper.map_or(0, |paper| lint(&paper.draft, &paper.questions).len());
        let title = paper.map_or(p.title(), |paper| paper.draft.title.as_str());
        let kind = if p.state == State::Revised { say::READ_CHANGE } else { say::READ_NEW };
        let cells = vec![
            Cell::link(format!("/equipe/offres/{}", p.id), title),
            Cell::text(p.organisation.clone()),
            Cell::text(kind),
            Cell::text(moment(p.updated_at, ask.now)),
            Cell::look("num", found.to_string()),
        ];
        Row { cells }
    };
    let head = [say::OFFER, say::ORGANISATION, say::KIND, say::SINCE, say::FINDINGS].map(str::to_owned).to_vec();
    let table = Table { caption: say::TO_READ.into(), head, rows: all.iter().map(row).collect(), empty: say::NOTHING_TO_READ.into() };
    let sheet = Sheet::new(say::TO_READ).lead(say::TO_READ_LEAD).dense().with_all(ask.said()).with(Block::table(table));
    Ok(sheet.with(Block::h2(told::ONLINE)).with(Block::table(online(&postings::online(&mut tx).await?))))
}

/// The offers that are online: what may have to be closed.
fn online(all: &[Posting]) -> Table {
    let row = |p: &Posting| {
        let last = p.online.as_ref().and_then(|paper| paper.draft.last_day).map_or(String::new(), |day| long_day(day, Lang::Fr));
        Row { cells: vec![Cell::link(format!("/equipe/offres/{}", p.id), p.title()), Cell::text(p.organisation.clone()), Cell::text(last)] }
    };
    let head = [say::OFFER, say::ORGANISATION, told::LAST_DAY].map(str::to_owned).to_vec();
    Table { caption: told::ONLINE.into(), head, rows: all.iter().map(row).collect(), empty: told::ONLINE_NONE.into() }
}

/// The form that closes an offer.
fn closing(ask: &Ask<'_>) -> Block {
    let why = Field::new("motif", "area", told::CLOSE_WHY).hint(told::CLOSE_WHY_HINT).required().max(life::WORDS_MAX as u32).rows(3);
    let tell = Field::new("prevenir", "check", "").options([("oui", told::CLOSE_TELL)]).value("oui");
    let form = ask.form(Form::new("clore").field(why).field(tell).danger("clore", told::CLOSE));
    let open = ask.typed.as_ref().is_some_and(|t| t.fields.get("geste") == "clore");
    Block { fold: Some(Fold { summary: told::CLOSE.to_owned(), open, blocks: vec![Block::text(told::CLOSE_TEXT), form] }), ..Block::default() }
}

/// One offer to read.
pub async fn page(ask: &Ask<'_>) -> Answer {
    let mut tx = ask.db().read().await?;
    let p = postings::one(&mut tx, ask.key(2)).await?.ok_or_else(missing)?;
    let Some(paper) = p.proposed.clone().or_else(|| p.online.clone()) else { return Err(missing()) };
    let twins = posting::close_to(&mut tx, &p, &paper.draft, ask.ms()).await?;
    let versions = postings::versions(&mut tx, p.id).await?;
    let hidden = organisations::hidden(&mut tx, p.organisation_id).await?;
    let organisation = organisations::by_id(&mut tx, p.organisation_id).await?.ok_or_else(missing)?;
    drop(tx);
    let findings = lint(&paper.draft, &paper.questions);
    let mut sheet =
        Sheet::new(paper.draft.title.clone()).above(p.organisation.clone()).lead(say::state_lead_team(p.state)).dense().with_all(ask.said());
    if hidden {
        let site = organisation.website.clone().unwrap_or_default();
        let facts = vec![
            (say::ORGANISATION_SUMMARY, organisation.summary),
            (say::SIRET, organisation.siret.unwrap_or_else(|| say::NO_SIRET.to_owned())),
            (say::WEBSITE, site),
            (say::HOSTING_NOTE, organisation.hosting_note.unwrap_or_default()),
        ];
        let shown = facts.into_iter().filter(|(_, text)| !text.is_empty()).collect();
        sheet = sheet.with(Block::notice("now", say::NEW_ORGANISATION)).with(Block::facts(shown));
    }
    sheet = sheet.with_all(found(&findings)).with_all(posting::twin_blocks(&twins));
    if let (Some(online), Some(_)) = (&p.online, &p.proposed) {
        let names = reviewed(&online.draft, &paper.draft).into_iter().map(label).collect::<Vec<_>>().join(", ");
        sheet = sheet.with(Block::notice("", say::changed(&names)));
    }
    if matches!(p.state, State::Proposed | State::Revised) {
        let read = versions.first().map_or(0, |(at, _)| *at);
        let words = Field::new("mots", "area", say::WORDS).hint(say::WORDS_HINT).required().max(life::WORDS_MAX as u32).rows(4);
        let approve = Form::new("accepter").hidden("lu", read.to_string()).button("accepter", say::APPROVE);
        let answer =
            Form::new("repondre").hidden("lu", read.to_string()).field(words).quiet("demander", say::ASK_CHANGES).danger("refuser", say::REFUSE);
        sheet = sheet.with(ask.form(approve)).with(ask.form(answer));
    }
    sheet = sheet.with_all(posting::read(&paper.draft, ask));
    if !paper.questions.is_empty() {
        sheet = sheet.with(Block::h2(say::QUESTIONS)).with(Block::text(paper.questions.join("\n")));
    }
    if let Some(online) = p.online.as_ref().filter(|_| p.proposed.is_some()) {
        sheet = sheet.with(fold(say::ONLINE_NOW.to_owned(), online, ask));
    }
    let earlier = versions.iter().filter(|(_, v)| Some(v) != p.proposed.as_ref());
    let earlier: Vec<Block> = earlier.map(|(at, v)| fold(say::version_of(&moment(*at, ask.now)), v, ask)).collect();
    if !earlier.is_empty() {
        sheet = sheet.with(Block::h2(say::EARLIER)).with_all(earlier);
    }
    if moves(p.state, Actor::Team).contains(&Move::CloseNotFilled) {
        sheet = sheet.with(closing(ask));
    }
    Ok(sheet.with(Block::ways(vec![Way::link("/equipe/offres", say::TO_READ)])))
}

fn fold(summary: String, paper: &Paper, ask: &Ask<'_>) -> Block {
    Block { fold: Some(Fold { summary, open: false, blocks: posting::read(&paper.draft, ask) }), ..Block::default() }
}

fn label(name: &str) -> &str {
    crate::jobs::publish::form::FIELDS.iter().find(|f| f.name == name).map_or(name, |f| f.label)
}

fn found(findings: &[Finding]) -> Option<Block> {
    let item = |f: &Finding| Item {
        title: format!("{}\u{202f}: «\u{202f}{}\u{202f}»", label(&f.field), f.found),
        text: format!("{} {}", f.why, f.better),
        tag: f.kind.label(Lang::Fr).to_owned(),
        look: if f.severity == Severity::Blocking { "now".to_owned() } else { String::new() },
        ..Item::default()
    };
    (!findings.is_empty()).then(|| Block::items(findings.iter().map(item).collect()))
}

/// What the team says of an offer.
pub async fn act(ask: &Ask<'_>, fields: &Fields) -> Acted {
    let me = ask.me()?;
    let what = match fields.get("geste") {
        "accepter" => Move::Approve,
        "demander" => Move::AskChanges,
        "refuser" => Move::Refuse,
        "clore" => return life::close_by_team(ask, fields).await,
        _ => return Err(missing()),
    };
    let mut tx = ask.db().begin().await?;
    let mut p = postings::one(&mut tx, ask.key(2)).await?.ok_or_else(missing)?;
    // Only what was read is approved; what is being written meanwhile does not count before it is proposed.
    let latest = postings::versions(&mut tx, p.id).await?.first().map_or(0, |(at, _)| *at);
    if fields.number("lu").is_some_and(|read| read != latest) {
        return Err(Refusal::conflict(say::READ_AGAIN).into());
    }
    let words: String = fields.get("mots").chars().take(life::WORDS_MAX).collect();
    let was = p.state;
    p.state = step(was, what, Actor::Team, &words).map_err(|r| Refusal {
        field: r.field.map(|f| if f == "words" { "mots".to_owned() } else { f }),
        sentence: say::sentence(&r.sentence),
        ..r
    })?;
    let proposed = p.proposed.take();
    p.words = words.clone();
    let url = format!("{}/recruter/offres/{}", ask.desk.board.base_url, p.id);
    let title = p.title().to_owned();
    let (subject, body) = match what {
        Move::Approve => {
            let Some(mut paper) = proposed else { return Err(Refusal::conflict(say::READ_AGAIN).into()) };
            if paper.draft.last_day.is_some_and(|day| day < ask.today()) {
                return Err(Refusal::rule(say::LAST_DAY_OVER).into());
            }
            if p.online.is_none() {
                paper.draft.published_on = ask.today();
            }
            let sisters = posting::close_to(&mut tx, &p, &paper.draft, ask.ms()).await?;
            if let Some(mark) = sister_mark(&mut tx, &sisters).await?.filter(|_| paper.draft.sister_mark.is_none()) {
                paper.draft.sister_mark = Some(mark);
            }
            put_online(&mut tx, &ask.desk.board.places, &mut p, paper, ask.ms()).await?;
            organisations::show(&mut tx, p.organisation_id).await?;
            let public = format!("{}/offres/{}", ask.desk.board.base_url, p.offer_slug.clone().unwrap_or_default());
            (say::approved_subject(&title), say::approved_mail(&title, &public, &words))
        }
        Move::AskChanges => (say::changes_subject(&title), say::changes_mail(&title, &words, &url)),
        _ => (say::refused_subject(&title), say::refused_mail(&title, &words, &url)),
    };
    save(&mut tx, &mut p, ask.ms()).await?;
    life::note(&mut tx, Some(me.person), &p, what, was, &words, ask.ms()).await?;
    tell(&mut tx, p.organisation_id, &subject, &body, "offre-lue", ask.ms()).await?;
    tx.commit().await?;
    followed(&ask.desk.board).await;
    let code = match what {
        Move::Approve => "offre-acceptee",
        Move::AskChanges => "offre-demandee",
        _ => "offre-refusee",
    };
    Ok(Done::saying("/equipe/offres", code))
}

/// The mark that links an offer to its sisters, when one of them carries it (rule I31).
async fn sister_mark(
    tx: &mut crate::store::Tx,
    twins: &[(crate::jobs::publish::twins::Twin, String)],
) -> Result<Option<String>, crate::store::StoreError> {
    for (twin, _) in twins.iter().filter(|(t, _)| t.kinship == Kinship::Sister) {
        let found = crate::jobs::store::by_id(tx, twin.id.parse().unwrap_or(0)).await?;
        if let Some(mark) = found.and_then(|o| o.draft.sister_mark) {
            return Ok(Some(mark));
        }
    }
    Ok(None)
}
