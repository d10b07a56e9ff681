//! The runs of a stage: made, read back, listed, compared.

use super::stage::Bench;
use super::{THING, engine, problem};
use crate::audit::service::{Entry, write};
use crate::campaign::model::settings::Policy;
use crate::campaign::store::runs::{self, Files, NewRun, Run};
use crate::desk::model::{Cell, Row, Table};
use crate::desk::service::{Ask, Fields, No};
use crate::i18n::campaign_decide as say;
use crate::kernel::dates::moment;
use crate::kernel::lang::Lang;
use crate::kernel::refusal::Refusal;
use crate::matching::compare::Side;
use crate::matching::format::hash;
use crate::matching::format::solution::Solution;
use crate::store::Tx;

/// Drafts kept of a stage; making one more removes the oldest. What was validated or published is always kept, and shown.
pub(super) const DRAFTS_KEPT: i64 = 12;

/// A run with what came out.
pub(super) struct Draft {
    pub(super) run: Run,
    pub(super) solution: Solution,
    pub(super) files: Files,
}

/// Computes a draft and keeps it in place of the oldest one past [`DRAFTS_KEPT`]. Nothing is locked while the engine works: what is kept says itself what it was computed from.
pub(super) async fn make(ask: &Ask<'_>, stage: i64, fields: &Fields) -> Result<i64, No> {
    let me = ask.me()?;
    let mut tx = ask.db().read().await?;
    let bench = Bench::load(&mut tx, ask, stage).await?;
    drop(tx);
    bench.lists_closed()?;
    let (policy, weight) = bench.asked(fields)?;
    let compiled = bench.gathered.clone().weighing(weight).compiled()?;
    let made =
        engine::run(compiled.instance.clone(), compiled.lists, stage, policy.engine(), bench.campaign.seed).await.map_err(|t| bench.told(t))?;
    let run = NewRun {
        campaign: bench.campaign.id,
        stage,
        policy: policy.code(),
        weight: i64::from(weight),
        seed: i64::try_from(bench.campaign.seed).unwrap_or(0),
        input_hash: &made.solution.input_hash,
        engine: &engine::version(),
        files: Files { instance: compiled.instance, solution: made.text, explanation: made.explanation },
        by: Some(me.person),
    };
    let mut tx = ask.db().begin().await?;
    let (campaign, id) = (run.campaign, runs::add_run(&mut tx, run, ask.ms()).await?);
    let gone = runs::prune(&mut tx, campaign, stage, DRAFTS_KEPT).await?;
    if !gone.is_empty() {
        let verb = if stage == 1 { "essais du plan effacés" } else { "essais de l’attribution effacés" };
        let was = gone.iter().map(|id| say::draft_number(*id)).collect::<Vec<_>>().join(", ");
        write(&mut tx, &Entry { actor: Some(me.person), thing: THING, id: campaign, verb, was: &was, ..Entry::default() }, ask.ms()).await?;
    }
    tx.commit().await?;
    Ok(id)
}

/// A run of this stage with its files.
///
/// # Errors
/// A conflict when it is not there, or no more: the oldest drafts are not kept.
pub(super) async fn draft(tx: &mut Tx, bench: &Bench, id: i64) -> Result<Draft, No> {
    let run = runs::run(tx, bench.campaign.id, id).await?.filter(|r| r.stage == bench.stage).ok_or_else(|| Refusal::conflict(say::DRAFT_GONE))?;
    let files = runs::files(tx, run.id).await?;
    Ok(Draft { solution: problem::solution(&files.solution)?, files, run })
}

/// The runs with what came out, the latest first.
pub(super) async fn drafts(tx: &mut Tx, bench: &Bench) -> Result<Vec<Draft>, No> {
    let mut all = Vec::new();
    for run in runs::runs(tx, bench.campaign.id, bench.stage).await? {
        let files = runs::files(tx, run.id).await?;
        all.push(Draft { solution: problem::solution(&files.solution)?, files, run });
    }
    Ok(all)
}

/// Refuses a run that was computed from something else than what stands now.
pub(super) fn current(bench: &Bench, run: &Run) -> Result<(), No> {
    let weight = u16::try_from(run.weight).unwrap_or(500);
    let compiled = bench.gathered.clone().weighing(weight).compiled()?;
    let same = hash(compiled.instance.as_bytes()) == run.input_hash;
    if same { Ok(()) } else { Err(Refusal::conflict(say::STALE_DRAFT).into()) }
}

fn num(text: impl Into<String>) -> Cell {
    Cell::look("num", text)
}

/// The label of a stored rule.
pub(super) fn rule(code: &str) -> &str {
    Policy::from_code(code).map_or(code, |p| p.label(Lang::Fr))
}

/// The rules side by side, with their figures.
pub(super) fn comparison(bench: &Bench, sides: &[Side], weights: &[u32]) -> Table {
    let row = |side: &Side| {
        let column = weights.iter().position(|w| *w == side.associate_weight).unwrap_or(0);
        let policy = Policy::ALL.iter().find(|p| p.engine() == side.policy);
        let loss = side.losses.get(column).copied().unwrap_or(0);
        Row {
            cells: vec![
                Cell::text(policy.map_or("", |p| p.label(Lang::Fr))),
                num(say::share(side.associate_weight)),
                num(side.filled.to_string()),
                num(say::points(side.totals.get(column).copied().unwrap_or(0))),
                num(say::points(loss)),
                num(say::mean(side.associates_mean)),
                num(say::mean(side.hosts_mean)),
                num(side.associates_least.min(side.hosts_least).to_string()),
                num(side.blocking.to_string()),
                num(side.differs.to_string()),
                Cell::text(say::status(side.status)),
            ],
        }
    };
    let head = if bench.stage == 1 { say::COMPARE_HEAD_1 } else { say::COMPARE_HEAD_2 };
    Table {
        caption: say::COMPARE.to_owned(),
        head: head.iter().map(|h| (*h).to_owned()).collect(),
        rows: sides.iter().map(row).collect(),
        empty: String::new(),
    }
}

/// The runs kept, the latest first.
pub(super) fn list(bench: &Bench, ask: &Ask<'_>, all: &[Draft]) -> Table {
    let row = |d: &Draft| Row {
        cells: vec![
            Cell::link(format!("{}?essai={}#essai", bench.here(), d.run.id), say::draft_number(d.run.id)),
            Cell::text(rule(&d.run.policy)),
            num(say::share(u32::try_from(d.run.weight).unwrap_or(0))),
            num(d.solution.filled.to_string()),
            num(say::points(d.solution.total)),
            Cell::text(say::status(d.solution.status)),
            Cell::look(if d.run.state == "publiee" { "ok" } else { "" }, say::run_state(&d.run.state)),
            Cell::text(moment(d.run.made_at, ask.now)),
        ],
    };
    Table {
        caption: say::drafts_kept(DRAFTS_KEPT),
        head: say::DRAFTS_HEAD.iter().map(|h| (*h).to_owned()).collect(),
        rows: all.iter().map(row).collect(),
        empty: say::DRAFTS_NONE.to_owned(),
    }
}

/// The run the query asks for, else the published one, else the latest.
pub(super) fn shown<'a>(ask: &Ask<'_>, all: &'a [Draft]) -> Option<&'a Draft> {
    let asked = ask.query.number("essai").and_then(|id| all.iter().find(|d| d.run.id == id));
    asked.or_else(|| all.iter().find(|d| d.run.state == "publiee")).or_else(|| all.first())
}

/// Facts of a run: what was asked, what came out, what it is proved by.
pub(super) fn facts(draft: &Draft) -> Vec<(&'static str, String)> {
    let (s, run) = (&draft.solution, &draft.run);
    vec![
        (say::F_RULE, rule(&run.policy).to_owned()),
        (say::F_WEIGHT, say::share_words(u32::try_from(run.weight).unwrap_or(0))),
        (if run.stage == 1 { say::F_FILLED_1 } else { say::F_FILLED_2 }, s.filled.to_string()),
        (say::F_TOTAL, say::points_words(s.total)),
        (say::F_PROOF, say::proof(s.status, s.total, s.bound)),
        (say::F_SEED, run.seed.to_string()),
        (say::F_HASH, run.input_hash.clone()),
        (say::F_ENGINE, run.engine.clone()),
    ]
}
