//! `/equipe/campagnes/{id}/phases`: opening, closing, opening again with a reason; when the clock does it by itself (rule D1).

pub use super::moves::{Step, make};

use super::access::{of_team, of_team_locked};
use super::home::{nav, title};
use super::{THING, moves};
use crate::audit::service::{Entry, of, write};
use crate::audit::store::Line;
use crate::campaign::model::phase::{Facts, Move, Phase, PhaseState, Stage, check, consequence, due};
use crate::campaign::store;
use crate::desk::model::{Block, Cell, Field, Form, Part, Row, Sheet, Table};
use crate::desk::service::{Acted, Answer, Ask, Desk, Done, Fields, No, missing};
use crate::i18n::campaign as say;
use crate::kernel::clock::paris;
use crate::kernel::dates::moment;
use crate::kernel::lang::Lang;
use crate::kernel::refusal::Refusal;
use jiff::Timestamp;
use jiff::civil::DateTime;

/// Most moves the clock makes of one campaign at once: six phases that each open and close.
const MOVES_MOST: usize = 12;

/// The page.
pub async fn page(ask: &Ask<'_>) -> Answer {
    let mut tx = ask.db().read().await?;
    let campaign = of_team(&mut tx, ask).await?;
    let stages = store::phases(&mut tx, campaign.id).await?;
    let facts = moves::facts(&mut tx, campaign.id, ask.ms()).await?;
    let mut sheet = Sheet::new(say::PHASES).above(title(&mut tx, &campaign).await?).lead(say::PHASES_LEAD).dense().with_all(ask.said());
    sheet.nav = nav(ask, campaign.id);
    let parts = stages.iter().enumerate().map(|(i, stage)| Block::part(part(ask, i, *stage, &facts)));
    sheet = sheet.with_all(parts).with(Block::h2(say::PHASE_DATES)).with(Block::small(say::PHASE_DATES_HINT)).with(ask.form(dates(&stages)));
    let log = of(&mut tx, THING, campaign.id).await?.into_iter().rev().filter(|l| l.verb.starts_with("phase"));
    let row = |l: Line| {
        let who = if l.actor.is_empty() { say::THE_CLOCK.to_owned() } else { l.actor };
        let state = |code: Option<String>| code.and_then(|c| PhaseState::from_code(&c)).map_or(String::new(), |s| s.label(Lang::Fr).to_owned());
        let phase = l.verb.strip_prefix("phase ").and_then(Phase::from_code).map_or(l.verb.clone(), |p| p.label(Lang::Fr).to_owned());
        let cells = [moment(l.at, ask.now), who, phase, state(l.was), state(l.became), l.reason.unwrap_or_default()];
        Row { cells: cells.into_iter().map(Cell::text).collect() }
    };
    let table = Table {
        caption: say::PHASE_LOG.to_owned(),
        head: say::PHASE_LOG_HEAD.iter().map(|h| (*h).to_owned()).collect(),
        rows: log.take(60).map(row).collect(),
        empty: say::PHASE_LOG_NONE.to_owned(),
    };
    Ok(sheet.with(Block::table(table)))
}

fn part(ask: &Ask<'_>, at: usize, stage: Stage, facts: &Facts) -> Part {
    let code = stage.phase.code();
    let mv = match stage.state {
        PhaseState::Upcoming => Move::Open,
        PhaseState::Open => Move::Close,
        PhaseState::Closed => Move::Reopen,
    };
    let mut blocks = vec![Block::text(when(ask, stage))];
    if let Some(follows) = consequence(stage.phase, mv, facts) {
        blocks.push(Block::notice("now", follows));
    }
    let mut form = Form::new(&format!("phase-{code}")).hidden("phase", code);
    let reasoned = mv == Move::Reopen || (mv == Move::Close && stage.phase == Phase::Morning && !facts.morning_over);
    if reasoned {
        form = form.field(Field::new(&reason_field(stage.phase), "text", say::PHASE_REASON).hint(say::PHASE_REASON_HINT).max(300).required());
    }
    let label = say::phase_move(mv, stage.phase.label(Lang::Fr));
    form = if mv == Move::Open { form.button(mv.code(), label) } else { form.quiet(mv.code(), label) };
    blocks.push(ask.form(form));
    Part {
        id: code.to_owned(),
        number: u8::try_from(at + 1).unwrap_or(0),
        title: stage.phase.label(Lang::Fr).to_owned(),
        state: stage.state.label(Lang::Fr).to_owned(),
        look: if stage.state == PhaseState::Open { "ok".to_owned() } else { String::new() },
        blocks,
    }
}

/// The field of the reason of a phase: each its own, since they stand on one page.
fn reason_field(phase: Phase) -> String {
    format!("raison-{}", phase.code())
}

/// When a phase opens and closes, as far as it is said.
pub fn when(ask: &Ask<'_>, stage: Stage) -> String {
    say::phase_when(stage.state, stage.opens_at.map(|at| moment(at, ask.now)).as_deref(), stage.closes_at.map(|at| moment(at, ask.now)).as_deref())
}

/// An instant as a field of date and hour shows it, in Paris.
fn written(at: Option<i64>) -> String {
    let Some(at) = at.and_then(|ms| Timestamp::from_millisecond(ms).ok()) else { return String::new() };
    at.to_zoned(paris()).strftime("%Y-%m-%dT%H:%M").to_string()
}

/// The instant such a field holds; None for an empty one.
fn instant(fields: &Fields, name: &str) -> Result<Option<i64>, Refusal> {
    let typed = fields.get(name).replace(' ', "T");
    if typed.is_empty() {
        return Ok(None);
    }
    let read = typed.parse::<DateTime>().ok().and_then(|d| d.to_zoned(paris()).ok());
    read.map(|z| Some(z.timestamp().as_millisecond())).ok_or_else(|| Refusal::invalid(name, say::INSTANT_WRONG))
}

fn dates(stages: &[Stage]) -> Form {
    let mut form = Form::new("dates");
    for stage in stages {
        let (code, name) = (stage.phase.code(), stage.phase.label(Lang::Fr));
        let field = |prefix: &str, label: String, at| Field::new(&format!("{prefix}-{code}"), "datetime-local", label).value(written(at)).half();
        form = form.field(field("ouvre", say::phase_opens(name), stage.opens_at)).field(field("ferme", say::phase_closes(name), stage.closes_at));
    }
    form.button("dates", say::SAVE)
}

/// A form of the page.
pub async fn act(ask: &Ask<'_>, fields: &Fields) -> Acted {
    let me = ask.me()?;
    let mut tx = ask.db().begin().await?;
    let campaign = of_team_locked(&mut tx, ask).await?;
    let here = ask.path();
    if fields.get("geste") == "dates" {
        let stages = read_dates(&store::phases(&mut tx, campaign.id).await?, fields, ask.ms())?;
        for stage in &stages {
            store::set_phase(&mut tx, campaign.id, stage).await?;
        }
        write(&mut tx, &Entry { actor: Some(me.person), thing: THING, id: campaign.id, verb: "dates des phases", ..Entry::default() }, ask.ms())
            .await?;
        tx.commit().await?;
        return Ok(Done::saying(&here, "campagne-dates"));
    }
    let (Some(phase), Some(mv)) = (Phase::from_code(fields.get("phase")), Move::from_code(fields.get("geste"))) else { return Err(missing()) };
    let why = fields.get(&reason_field(phase));
    let step = Step { phase, mv, by: Some(me.person), why };
    make(&mut tx, ask.desk, &campaign, step, ask.now).await.map_err(|no| named(no, phase))?;
    tx.commit().await?;
    Ok(Done::saying(&format!("{here}#{}", phase.code()), "campagne-phase"))
}

/// The reason is asked in the field of its phase.
fn named(no: No, phase: Phase) -> No {
    let field = |r: Refusal| Refusal { field: r.field.map(|f| if f == "reason" { reason_field(phase) } else { f }), ..r };
    match no {
        No::Refused(all) => No::Refused(all.into_iter().map(field).collect()),
        other => other,
    }
}

fn read_dates(before: &[Stage], fields: &Fields, now: i64) -> Result<Vec<Stage>, Vec<Refusal>> {
    let mut wrong = Vec::new();
    let mut stages = Vec::new();
    for stage in before {
        let code = stage.phase.code();
        let mut read = |prefix: &str| {
            let name = format!("{prefix}-{code}");
            instant(fields, &name).unwrap_or_else(|r| {
                wrong.push(r);
                None
            })
        };
        let after = Stage { opens_at: read("ouvre"), closes_at: read("ferme"), ..*stage };
        // What is open and would close in the past would close within the minute: said rather than done.
        if after.state == PhaseState::Open && after.closes_at != stage.closes_at && after.closes_at.is_some_and(|at| at <= now) {
            wrong.push(Refusal::invalid(&format!("ferme-{code}"), say::CLOSES_IN_THE_PAST));
        }
        stages.push(after);
    }
    if wrong.is_empty() {
        check(&stages)?;
        return Ok(stages);
    }
    Err(wrong)
}

/// What the clock does now, in every campaign: opens and closes the phases whose instant has come. To be called once a minute, on any
/// number of nodes: each campaign is taken by one at a time.
///
/// # Errors
/// The database failed before any campaign was looked at; what fails in one is logged and the others go on.
pub async fn tick(desk: &Desk, now: Timestamp) -> Result<(), No> {
    let db = &desk.board.db;
    let ms = now.as_millisecond();
    let mut tx = db.read().await?;
    let all = store::due(&mut tx, ms).await?;
    drop(tx);
    for id in all {
        if let Err(no) = tick_one(desk, id, now).await {
            tracing::error!(campaign = id, ?no, "the phases of a campaign could not be moved");
        }
    }
    Ok(())
}

/// What the clock does in one campaign.
async fn tick_one(desk: &Desk, id: i64, now: Timestamp) -> Result<(), No> {
    let ms = now.as_millisecond();
    let mut tx = desk.board.db.begin().await?;
    let Some(campaign) = store::lock(&mut tx, id, ms).await? else { return Ok(()) };
    for _ in 0..MOVES_MOST {
        let stages = store::phases(&mut tx, id).await?;
        let facts = moves::facts(&mut tx, id, ms).await?;
        let Some((phase, mv)) = due(&stages, ms, &facts) else { break };
        make(&mut tx, desk, &campaign, Step { phase, mv, by: None, why: "" }, now).await?;
    }
    tx.commit().await?;
    Ok(())
}
