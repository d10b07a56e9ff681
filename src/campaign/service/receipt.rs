//! `/mon-espace/campagnes/{id}/classement/{1|2}/recu`: the list as it was handed in, and when.

use super::ranking::{Paper, in_words, paper};
use crate::campaign::store::ballots;
use crate::desk::model::{Block, Sheet, Way};
use crate::desk::service::{Answer, Ask, missing};
use crate::i18n::campaign as say;
use crate::kernel::dates::moment;

/// Where the receipt of a list is.
pub(super) fn path(p: &Paper) -> String {
    format!("/mon-espace/campagnes/{}/classement/{}/recu{}", p.member.campaign.id, p.list, p.voice.query())
}

/// The page.
pub async fn page(ask: &Ask<'_>) -> Answer {
    let mut tx = ask.db().read().await?;
    let p = paper(&mut tx, ask, None).await?;
    let kept = ballots::one(&mut tx, p.voter()).await?.ok_or_else(missing)?;
    let (Some(list), Some(at)) = (&kept.submitted, kept.submitted_at) else { return Err(missing()) };
    let facts = Block::facts(vec![
        (say::RECEIPT_WHO, p.voice.name().to_owned()),
        (say::RECEIPT_WHAT, say::list_name(p.list).to_owned()),
        (say::RECEIPT_WHEN, moment(at, ask.now)),
        (say::RECEIPT_HOW, list.summary(&p.known)),
    ]);
    let lines = in_words(list, |t| p.name(t), true);
    let ways = vec![Way::quiet(p.here(), say::RANK_AGAIN), Way::link(p.member.here(), say::BACK_TO_CAMPAIGN)];
    let sheet = Sheet::new(say::RECEIPT).above(p.voice.name().to_owned()).lead(say::RECEIPT_LEAD).with_all(ask.said());
    Ok(sheet.with(facts).with(Block::h2(say::RECEIPT_LIST)).with(Block::text(lines.join("\n"))).with(Block::ways(ways)))
}
