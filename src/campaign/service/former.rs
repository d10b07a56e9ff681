//! What the cohorts before got, for those who rank now (rule D9): figures of a programme's published attributions, never of a person.

use super::attribution_show::distribution;
use super::{chart, opinion};
use crate::campaign::model::outcome::{Cohort, LINES};
use crate::campaign::store::{Campaign, runs};
use crate::candidacy::model::figures::LEAST;
use crate::candidacy::store as editions;
use crate::desk::model::Block;
use crate::desk::service::No;
use crate::i18n::campaign as say;
use crate::store::Tx;

/// Cohorts told of.
const SHOWN: usize = 3;
/// Fewest places told of: those of as few people as any figure counts, two each.
const PLACES_LEAST: usize = 2 * LEAST;

/// A cohort that was placed.
pub(super) struct Former {
    /// "Promotion 2025".
    name: String,
    ranks: Cohort,
    words: String,
}

/// The latest cohorts of the same programme whose attribution is published, large enough that nobody is told of.
pub(super) async fn cohorts(tx: &mut Tx, campaign: &Campaign) -> Result<Vec<Former>, No> {
    let Some(own) = editions::edition(tx, campaign.edition).await? else { return Ok(Vec::new()) };
    let mut out = Vec::new();
    for (id, edition, ranks) in runs::former_ranks(tx, campaign.id).await? {
        if out.len() == SHOWN {
            break;
        }
        if ranks.ranked < PLACES_LEAST {
            continue;
        }
        let of = editions::edition(tx, edition).await?.map(|kept| kept.edition);
        if let Some(of) = of.filter(|e| e.programme == own.edition.programme) {
            out.push(Former { name: of.cohort, words: opinion::after(tx, id, ranks.words()).await?, ranks });
        }
    }
    Ok(out)
}

/// A sentence each, then all of them together as a picture and as a table; a sentence when there are none.
pub(super) fn blocks(all: &[Former]) -> Vec<Block> {
    if all.is_empty() {
        return vec![Block::text(say::FORMER_NONE)];
    }
    let mut out = vec![Block::h3(say::former_title(all.len()))];
    out.push(Block::facts(all.iter().map(|f| (f.name.as_str(), f.words.clone())).collect()));
    let together = all.iter().fold(Cohort::default(), |sum, f| sum.with(&f.ranks));
    out.extend([Block::prose(chart::ranks(&together, &[0; LINES])), Block::table(distribution(&together))]);
    out
}
