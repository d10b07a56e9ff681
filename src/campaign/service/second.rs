//! What a second list begins with: the first one, what the morning changed, who was met (rule D6); and what one noted, to read beside it.

use super::access::Voice;
use super::people::Everyone;
use crate::campaign::model::ballot::Ballot;
use crate::campaign::model::prefill;
use crate::campaign::store::ballots::{self, Voter};
use crate::desk::model::Block;
use crate::i18n::campaign as say;
use crate::live::model::rating::{Rating, criteria};
use crate::live::service::rooms;
use crate::store::{StoreError, Tx};
use std::collections::HashMap;

/// What a list may name: missions for an associate, associates for a host.
pub(super) fn targets(everyone: &Everyone, voice: &Voice) -> Vec<i64> {
    match voice {
        Voice::Associate(_) => everyone.missions.iter().map(|m| m.id).collect(),
        Voice::Host(_) => everyone.associates.iter().map(|a| a.id).collect(),
    }
}

/// Targets met in the morning; None when nothing is known of it.
pub(super) async fn met(tx: &mut Tx, campaign: i64, everyone: &Everyone, voice: &Voice, now: i64) -> Result<Option<Vec<i64>>, StoreError> {
    let Some(pairs) = rooms::met(tx, campaign, now).await? else { return Ok(None) };
    Ok(Some(match voice {
        Voice::Host(h) => pairs.iter().filter(|(_, host)| *host == h.id).map(|(a, _)| *a).collect(),
        Voice::Associate(a) => {
            let hosts: Vec<i64> = pairs.iter().filter(|(id, _)| *id == a.id).map(|(_, h)| *h).collect();
            everyone.missions.iter().filter(|m| hosts.contains(&m.host)).map(|m| m.id).collect()
        }
    }))
}

/// What one noted in the morning, by what the list ranks: the figures and the private note, to be read while ranking.
pub(super) async fn notes(tx: &mut Tx, campaign: i64, everyone: &Everyone, voice: &Voice) -> Result<HashMap<i64, Vec<Block>>, StoreError> {
    let all = rooms::own_ratings(tx, campaign, voice.side(), voice.id()).await?;
    let blocks = |r: &Rating| {
        let given = criteria(voice.side()).iter().zip(&r.scores).filter(|(_, score)| **score > 0);
        let figures: Vec<(&str, String)> = given.map(|(c, score)| (c.label, say::out_of_five(*score))).collect();
        let mut out = vec![Block::h3(say::OWN_NOTES)];
        out.extend((!figures.is_empty()).then(|| Block::facts(figures)));
        out.extend((!r.note.is_empty()).then(|| Block::text(format!("«\u{a0}{}\u{a0}»", r.note))));
        out
    };
    let of = |target: i64| match voice {
        Voice::Host(_) => Some(target),
        Voice::Associate(_) => everyone.mission(target).map(|m| m.host),
    };
    let told = all.iter().filter(|r| r.given() > 0 || !r.note.is_empty());
    let by: HashMap<i64, Vec<Block>> = told.map(|r| (r.target, blocks(r))).collect();
    Ok(targets(everyone, voice).into_iter().filter_map(|t| Some((t, by.get(&of(t)?)?.clone()))).collect())
}

/// The list before anybody wrote in it.
pub(super) async fn beginning(tx: &mut Tx, campaign: i64, everyone: &Everyone, voice: &Voice, met: Option<&[i64]>) -> Result<Ballot, StoreError> {
    let (side, id, known) = (voice.side(), voice.id(), targets(everyone, voice));
    let first = ballots::one(tx, Voter { campaign, stage: 1, side: side.code(), id }).await?.map(|k| k.submitted.unwrap_or(k.draft));
    let means: HashMap<i64, i64> = rooms::mean_scores(tx, campaign, side, id).await?.into_iter().collect();
    // An associate rates a host, and ranks its missions.
    let rated = |target: &i64| match voice {
        Voice::Host(_) => means.get(target).copied(),
        Voice::Associate(_) => everyone.mission(*target).and_then(|m| means.get(&m.host).copied()),
    };
    let scores: Vec<(i64, u32)> = known.iter().filter_map(|t| Some((*t, u32::try_from(rated(t)?).ok()?))).collect();
    let second = prefill::second(first.as_ref(), &scores, met.unwrap_or_default());
    Ok(second.merge_new_targets(&known).ballot)
}
