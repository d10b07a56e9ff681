//! `/equipe/campagnes/{id}/plan`: whether the morning fits, the rules side by side, drafts, locks with their price, publication (rules D3, D4, Q6).

use super::drafts::{Draft, comparison, current, draft, drafts, facts, list, make, shown};
use super::plan_table::{by_person, by_round};
use super::stage::Bench;
use super::{THING, engine, hours, locks, moves, plan_mail};
use crate::audit::service::{Entry, write};
use crate::campaign::model::feasibility::feasibility;
use crate::campaign::model::phase::{Phase, is_open};
use crate::campaign::model::settings::{Policy, Settings};
use crate::campaign::service::morning;
use crate::campaign::store::runs;
use crate::desk::model::{Block, Field, Form, Sheet, Way};
use crate::desk::service::{Acted, Answer, Ask, Done, Fields, No, missing};
use crate::i18n::campaign_decide as say;
use crate::kernel::lang::Lang;
use crate::kernel::refusal::Refusal;
use crate::live::service::rooms;

/// The page.
pub async fn page(ask: &Ask<'_>) -> Answer {
    let mut tx = ask.db().read().await?;
    let bench = Bench::load(&mut tx, ask, 1).await?;
    let all = drafts(&mut tx, &bench).await?;
    let moved = hours::notice(&mut tx, ask, &bench).await?;
    drop(tx);
    let mut sheet = bench.sheet(ask).with_all(moved).with_all(fits(&bench));
    if let Err(open) = bench.lists_closed() {
        return Ok(sheet.with(Block::notice("", open.sentence)));
    }
    sheet = sheet.with_all(compared(ask, &bench).await?).with(Block::h2(say::DRAFTS)).with(Block::table(list(&bench, ask, &all)));
    sheet = sheet.with(ask.form(new_draft(&bench)));
    if let Some(draft) = shown(ask, &all) {
        sheet = show(ask, &bench, draft, sheet);
    }
    Ok(sheet.with_all(locks::blocks(ask, &bench).await?))
}

/// What is set of the morning, and whether it holds, before anybody is invited.
fn fits(bench: &Bench) -> Vec<Block> {
    let s = &bench.campaign.settings;
    let tables: Vec<u32> = bench.everyone.hosts.iter().map(|h| h.draft.tables).collect();
    let found = feasibility(bench.everyone.associates.len(), &tables, s);
    let mut out = vec![Block::h2(say::MORNING_SET), Block::facts(set(s))];
    out.push(Block::ways(vec![Way::link(format!("/equipe/campagnes/{}/reglages", bench.campaign.id), say::CHANGE_SETTINGS)]));
    out.push(Block::notice(if found.fits { "done" } else { "error" }, found.words.join(" ")));
    out
}

fn set(s: &Settings) -> Vec<(&'static str, String)> {
    let breaks: Vec<String> = s.breaks.iter().map(|b| say::break_after(b.after, b.minutes)).collect();
    vec![
        (say::S_DAY, s.day.map_or(say::NOT_SET.to_owned(), |d| say::day_at(d, s.start))),
        (say::S_PLACE, if s.place.is_empty() { say::NOT_SET.to_owned() } else { s.place.clone() }),
        (say::S_TABLES, s.tables.to_string()),
        (say::S_ROUNDS, say::rounds(s.rounds, s.buffer)),
        (say::S_MINUTES, say::minutes(s.minutes, s.gap)),
        (say::S_BREAKS, if breaks.is_empty() { say::NONE.to_owned() } else { breaks.join(", ") }),
        (say::S_MEETINGS, s.meetings.to_string()),
        (say::S_WEIGHT, say::share_words(u32::from(s.associate_weight))),
        (say::S_RULE, s.policy1.label(Lang::Fr).to_owned()),
    ]
}

/// The rules side by side when the address asks for it: it takes a moment.
async fn compared(ask: &Ask<'_>, bench: &Bench) -> Result<Vec<Block>, No> {
    let mut out = vec![Block::h2(say::COMPARE)];
    if ask.query.get("comparer") != "oui" {
        out.push(Block::ways(vec![Way::quiet(format!("{}?comparer=oui", bench.here()), say::COMPARE_NOW)]));
        return Ok(out);
    }
    let weights = vec![u32::from(bench.campaign.settings.associate_weight)];
    let compiled = match bench.gathered.compiled() {
        Ok(compiled) => compiled,
        Err(no) => {
            out.extend(refusals(no)?);
            return Ok(out);
        }
    };
    match engine::side_by_side(compiled.instance, 1, weights.clone(), bench.campaign.seed).await {
        Ok(sides) => out.extend([Block::table(comparison(bench, &sides, &weights)), Block::small(say::COMPARE_HINT)]),
        Err(trouble) => out.extend(refusals(bench.told(trouble))?),
    }
    Ok(out)
}

/// What the engines said no with, on the page; a fault stays one.
pub(super) fn refusals(no: No) -> Result<Vec<Block>, No> {
    match no {
        No::Refused(all) => Ok(all.into_iter().map(|r| Block::notice("error", r.sentence)).collect()),
        other => Err(other),
    }
}

fn new_draft(bench: &Bench) -> Form {
    let rules = Policy::ALL.iter().map(|p| (p.code(), p.label(Lang::Fr)));
    let rule = Field::new("regle", "select", say::RULE).options(rules).value(bench.policy().code()).half();
    Form::new("essai").field(rule).button("essai", say::MAKE_DRAFT)
}

/// A draft: figures, tables, and its publication.
fn show(ask: &Ask<'_>, bench: &Bench, draft: &Draft, sheet: Sheet) -> Sheet {
    let title = say::draft_title(draft.run.id, &draft.run.state);
    let mut sheet = sheet.with(Block::h2(title)).with(Block::facts(facts(draft)));
    for reason in &draft.solution.reasons {
        sheet = sheet.with(Block::notice("", bench.named(&reason.text)));
    }
    sheet = match (by_round(bench, &draft.solution), by_person(bench, &draft.solution)) {
        (Ok(rounds), Ok(people)) => sheet.with(Block::table(rounds)).with(Block::fold(say::BY_PERSON, vec![Block::table(people)])),
        (Err(no), _) | (_, Err(no)) => sheet.with(Block::notice("error", no.sentence)),
    };
    if draft.run.state != "brouillon" {
        return sheet;
    }
    if !is_open(&bench.stages, Phase::Plan) {
        return sheet.with(Block::notice("", say::PLAN_NOT_OPEN));
    }
    let form = Form::new("publier")
        .hidden("essai", draft.run.id.to_string())
        .button("publier", say::publish_plan(bench.everyone.associates.len(), bench.everyone.hosts.len()));
    sheet.with(Block::small(say::PUBLISH_PLAN_HINT)).with(ask.form(form))
}

/// Makes a draft, sets or lifts a lock, publishes.
pub async fn act(ask: &Ask<'_>, fields: &Fields) -> Acted {
    match fields.get("geste") {
        "essai" => {
            let id = make(ask, 1, fields).await?;
            Ok(Done::to(format!("/equipe/campagnes/{}/plan?essai={id}&fait=essai#essai", ask.key(2))))
        }
        "verrouiller" => locks::set(ask, fields, 1).await,
        "lever" => locks::lift(ask, fields, 1).await,
        "publier" => publish(ask, fields).await,
        "horaire" => hours::act(ask).await,
        _ => Err(missing()),
    }
}

/// Publishes a plan to everybody in one transaction: the former one is put aside, the room is prepared, everyone gets their own sequence.
async fn publish(ask: &Ask<'_>, fields: &Fields) -> Acted {
    let me = ask.me()?;
    let mut tx = ask.db().begin().await?;
    let bench = Bench::locked(&mut tx, ask, 1).await?;
    bench.lists_closed()?;
    if !is_open(&bench.stages, Phase::Plan) {
        return Err(Refusal::rule(say::PLAN_NOT_OPEN).into());
    }
    let draft = draft(&mut tx, &bench, fields.number("essai").unwrap_or(0)).await?;
    current(&bench, &draft.run)?;
    let day = bench.campaign.settings.day.ok_or_else(|| Refusal::rule(say::NO_DAY))?;
    let before = runs::published(&mut tx, bench.campaign.id, 1).await?;
    if !runs::publish(&mut tx, &draft.run, ask.ms()).await? {
        return Err(Refusal::conflict(say::NO_DRAFT).into());
    }
    let room = morning::room_of(&bench.campaign, &bench.everyone, &draft.solution)?;
    let room_before = rooms::of_campaign(&mut tx, bench.campaign.id).await?;
    let prepared = rooms::prepare(&mut tx, bench.campaign.id, day, &room, ask.ms()).await?;
    if prepared.is_none() {
        return Err(Refusal::conflict(say::MORNING_BEGAN).into());
    }
    for voice in moves::voices(&bench.everyone) {
        let (subject, body) = plan_mail::letter(ask, &bench, &room, &voice, before.is_some());
        moves::send(&mut tx, &voice, subject, body, "plan de la matinée", ask.ms()).await?;
    }
    let became = say::draft_number(draft.run.id);
    let was = before.map_or(String::new(), |run| say::draft_number(run.id));
    let entry = Entry { actor: Some(me.person), thing: THING, id: bench.campaign.id, verb: "plan publié", was: &was, became: &became, reason: "" };
    write(&mut tx, &entry, ask.ms()).await?;
    tx.commit().await?;
    if let Some((id, _)) = room_before {
        ask.desk.halls.forget(id);
    }
    Ok(Done::saying(&bench.here(), "plan-publie"))
}
