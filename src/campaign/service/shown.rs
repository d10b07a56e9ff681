//! A mission and an associate as the other side reads them, inside the campaign only (rule D2).

use super::access::{Member, member};
use crate::campaign::model::phase::{Phase, PhaseState, state};
use crate::campaign::store::people::{self, Associate, Host, Mission};
use crate::desk::model::{Block, Sheet, Term, Way};
use crate::desk::service::{Answer, Ask, No, missing};
use crate::i18n::campaign as say;
use crate::kernel::lang::Lang;
use crate::store::Tx;
use crate::uploads::service::{one, shown};

/// Whether both sides may read each other: once the first lists open.
pub(super) fn opened(m: &Member) -> bool {
    state(&m.stages, Phase::Preferences1) != PhaseState::Upcoming
}

/// A mission sheet.
pub(super) fn mission_blocks(m: &Mission, host: Option<&Host>) -> Vec<Block> {
    let d = &m.draft;
    let mut facts = Vec::new();
    let mut fact = |term: &str, text: String| {
        if !text.is_empty() {
            facts.push(Term { term: term.to_owned(), text });
        }
    };
    fact(say::HOST_KIND, host.map_or(String::new(), |h| h.draft.kind.label(Lang::Fr).to_owned()));
    fact(say::FAMILY, d.family.label(Lang::Fr).to_owned());
    fact(say::MISSION_KIND, d.kind.label(Lang::Fr).to_owned());
    fact(say::PLACE, format!("{} ({})", d.place, d.department));
    fact(say::PLACES, say::places(d.places[0], d.places[1]));
    fact(say::MANAGER, d.manager.clone());
    fact(say::TAGS_SHOWN, d.tags.join(", "));
    fact(say::QUESTION_SHOWN, host.map_or(String::new(), |h| h.draft.question.clone()));
    vec![
        Block::text(d.summary.clone()),
        Block { facts: Some(facts), ..Block::default() },
        Block::h3(say::DELIVERABLES),
        Block::text(d.deliverables.clone()),
    ]
}

/// An associate: a few lines and the periods.
pub(super) fn person_facts(a: &Associate) -> Vec<Block> {
    let pitch = (!a.draft.pitch.is_empty()).then(|| Block::text(a.draft.pitch.clone()));
    pitch.into_iter().chain([Block::facts(vec![(say::PERIODS, say::periods(a.draft.periods).to_owned())])]).collect()
}

/// The same with the pages of the CV.
pub(super) async fn person_blocks(tx: &mut Tx, a: &Associate) -> Result<Vec<Block>, No> {
    let mut blocks = person_facts(a);
    let cv = match a.cv {
        Some(id) => one(tx, id).await?,
        None => None,
    };
    match cv {
        Some(upload) => blocks.extend(shown(tx, &upload).await?),
        None => blocks.push(Block::small(say::CV_NONE_YET)),
    }
    Ok(blocks)
}

/// `/mon-espace/campagnes/{id}/personnes/{associate}`: for the hosts of the campaign, and for the associate.
pub async fn person(ask: &Ask<'_>) -> Answer {
    let mut tx = ask.db().read().await?;
    let m = member(&mut tx, ask).await?;
    let id = ask.key(4);
    let own = m.associate.as_ref().is_some_and(|a| a.id == id);
    if !own && (m.hosts.is_empty() || !opened(&m)) {
        return Err(missing());
    }
    let found = people::associates(&mut tx, m.campaign.id).await?.into_iter().find(|a| a.id == id && a.left.is_none()).ok_or_else(missing)?;
    let blocks = person_blocks(&mut tx, &found).await?;
    let mut ways = vec![Way::link(m.here(), say::BACK_TO_CAMPAIGN)];
    if own {
        ways.insert(0, Way::quiet(format!("{}/cv", m.here()), say::CV_CHANGE));
    }
    Ok(Sheet::new(found.draft.name.clone()).above(say::ASSOCIATE).with_all(blocks).with(Block::ways(ways)))
}
