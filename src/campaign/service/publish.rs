//! Publishing an attribution: placements stored, everybody told, in one transaction or not at all (rules B11, D7, D10).

use super::attribution_show::explanation;
use super::drafts::{Draft, current, draft};
use super::engine::read_problem;
use super::stage::Bench;
use super::{THING, moves};
use crate::audit::service::{Entry, write};
use crate::campaign::model::outcome::{cohort, people};
use crate::campaign::model::phase::{Phase, is_open};
use crate::campaign::model::read::assignment;
use crate::campaign::store::opinions;
use crate::campaign::store::runs::{self, Placement};
use crate::desk::service::{Acted, Ask, Done, Fields, No};
use crate::i18n::campaign_decide as say;
use crate::kernel::refusal::Refusal;
use crate::live::model::seat::Side;
use crate::store::Tx;
use std::collections::BTreeSet;

/// Publishes a validated draft.
pub(super) async fn act(ask: &Ask<'_>, fields: &Fields) -> Acted {
    let me = ask.me()?;
    let mut tx = ask.db().begin().await?;
    let bench = Bench::locked(&mut tx, ask, 2).await?;
    bench.lists_closed()?;
    if !is_open(&bench.stages, Phase::Publication) {
        return Err(Refusal::rule(say::PUBLICATION_NOT_OPEN).into());
    }
    let draft = draft(&mut tx, &bench, fields.number("essai").unwrap_or(0)).await?;
    current(&bench, &draft.run)?;
    let before = runs::published(&mut tx, bench.campaign.id, 2).await?;
    if !runs::publish(&mut tx, &draft.run, ask.ms()).await? {
        return Err(Refusal::conflict(say::NOT_VALIDATED).into());
    }
    let told = explanation(&draft.files.explanation)?;
    let ranks = cohort(&people(&read_problem(&draft.files.instance, 2)?, &draft.solution, &told));
    runs::keep_ranks(&mut tx, draft.run.id, &ranks).await?;
    opinions::clear(&mut tx, bench.campaign.id).await?;
    place(&mut tx, &bench, &draft, ask.ms()).await?;
    tell(&mut tx, ask, &bench, before.is_some()).await?;
    let was = before.map_or(String::new(), |run| say::draft_number(run.id));
    let (became, why) = (say::draft_number(draft.run.id), draft.run.validated_reason.as_deref().unwrap_or(""));
    let entry =
        Entry { actor: Some(me.person), thing: THING, id: bench.campaign.id, verb: "attribution publiée", was: &was, became: &became, reason: why };
    write(&mut tx, &entry, ask.ms()).await?;
    tx.commit().await?;
    Ok(Done::saying(&bench.here(), "attribution-publiee"))
}

/// Stores who goes where, with the days of the periods; two different organisations for everybody.
async fn place(tx: &mut Tx, bench: &Bench, draft: &Draft, now: i64) -> Result<(), No> {
    let mut all = Vec::new();
    let mut pairs = BTreeSet::new();
    for (associate, period, mission) in assignment(&draft.solution, &bench.names())? {
        let host = bench.everyone.mission(mission).ok_or_else(|| Refusal::conflict(say::STALE_DRAFT))?.host;
        if !pairs.insert((associate, host)) {
            return Err(Refusal::conflict(say::SAME_HOST).into());
        }
        let days = bench.campaign.settings.periods.get(usize::from(period) - 1).copied().flatten().map(|p| (p.starts, p.ends));
        all.push(Placement { associate, host, mission, period: i64::from(period), days });
    }
    Ok(runs::place(tx, bench.campaign.id, draft.run.id, &all, now).await?)
}

/// A mail to everybody: where their result is to be read. What it says is on the page, behind their own account.
async fn tell(tx: &mut Tx, ask: &Ask<'_>, bench: &Bench, again: bool) -> Result<(), No> {
    for voice in moves::voices(&bench.everyone) {
        let url = format!("{}/mon-espace/campagnes/{}/resultat{}", ask.desk.board.base_url, bench.campaign.id, voice.query());
        let host = voice.side() == Side::Host;
        let body = say::result_mail(moves::called(&voice), host, &url, again);
        moves::send(tx, &voice, say::result_subject(host, again), body, "attribution", ask.ms()).await?;
    }
    Ok(())
}
