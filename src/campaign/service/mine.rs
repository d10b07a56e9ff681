//! `/mon-espace/campagnes`: the campaigns somebody takes part in, and in each what is open now, until when, and what there is to do.

use super::access::{Member, Voice, campaigns_of, member, member_of};
use super::home::{steps, title};
use super::moves::{list_path, phase_of};
use super::ranking::{status, writable};
use super::shown::opened;
use crate::campaign::model::phase::{Phase, PhaseState, current, state};
use crate::campaign::store::ballots::{self, Voter};
use crate::campaign::store::{people, runs};
use crate::desk::model::{Block, Item, Part, Sheet, Way};
use crate::desk::service::{Answer, Ask, No};
use crate::i18n::campaign as say;
use crate::kernel::dates::moment;
use crate::kernel::lang::Lang;
use crate::store::Tx;

/// The list.
pub async fn list(ask: &Ask<'_>) -> Answer {
    let mut tx = ask.db().read().await?;
    let mut items = Vec::new();
    for id in campaigns_of(&mut tx, ask.me()?).await? {
        let m = member_of(&mut tx, ask, id).await?;
        let names: Vec<String> = m.voices().iter().map(|v| v.name().to_owned()).collect();
        let phase = current(&m.stages).map_or(say::OVER, |p| p.label(Lang::Fr));
        items.push(Item {
            title: title(&mut tx, &m.campaign).await?,
            href: m.here(),
            text: names.join(", "),
            tag: phase.to_owned(),
            ..Item::default()
        });
    }
    let sheet = Sheet::new(say::MINE).lead(say::MINE_LEAD).with_all(ask.said());
    Ok(sheet.with(if items.is_empty() { Block::text(say::MINE_NONE) } else { Block::items(items) }))
}

/// The page of a campaign.
pub async fn page(ask: &Ask<'_>) -> Answer {
    let mut tx = ask.db().read().await?;
    let m = member(&mut tx, ask).await?;
    let mut sheet = Sheet::new(title(&mut tx, &m.campaign).await?).above(say::MINE).with_all(ask.said());
    sheet = sheet.with(Block::notice("now", now(ask, &m))).with(steps(ask, &m.stages));
    let plan = runs::published(&mut tx, m.campaign.id, 1).await?.is_some();
    let result = runs::published(&mut tx, m.campaign.id, 2).await?.is_some();
    for (i, voice) in m.voices().into_iter().enumerate() {
        let mut blocks = lists(&mut tx, ask, &m, &voice).await?;
        match &voice {
            Voice::Associate(a) => {
                if opened(&m) {
                    blocks.push(Block::ways(vec![Way::quiet(format!("{}/fiches", m.here()), say::GALLERY_OPEN)]));
                }
                blocks.push(own_cv(&m, a.cv.is_some()));
            }
            Voice::Host(h) => blocks.extend(own_missions(&mut tx, &m, h.id).await?),
        }
        let mut ways = Vec::new();
        if plan {
            ways.push(Way::quiet(format!("{}/matinee{}", m.here(), voice.query()), say::MY_MORNING));
        }
        if result {
            ways.push(Way::button(format!("{}/resultat{}", m.here(), voice.query()), say::MY_RESULT));
        }
        if !ways.is_empty() {
            blocks.push(Block::ways(ways));
        }
        sheet = sheet.with(Block::part(Part { id: format!("role-{i}"), title: voice.name().to_owned(), blocks, ..Part::default() }));
    }
    if state(&m.stages, Phase::Preferences2) != PhaseState::Upcoming {
        sheet = sheet.with(Block::small(say::seed_shown(m.campaign.seed)));
    }
    if let Some(hash) = &m.campaign.sealed {
        sheet = sheet.with(Block::small(say::SEALED_HINT)).with(Block::code(hash));
    }
    Ok(sheet)
}

/// What is open now, until when, and what to do.
fn now(ask: &Ask<'_>, m: &Member) -> String {
    let Some(phase) = current(&m.stages) else { return say::OVER_PEOPLE.to_owned() };
    let Some(stage) = m.stages.iter().find(|s| s.phase == phase) else { return String::new() };
    let (opens, closes) = (stage.opens_at.map(|at| moment(at, ask.now)), stage.closes_at.map(|at| moment(at, ask.now)));
    say::now_for_people(phase, stage.state == PhaseState::Open, opens.as_deref(), closes.as_deref())
}

/// One's two lists: where each stands, and the way there.
async fn lists(tx: &mut Tx, ask: &Ask<'_>, m: &Member, voice: &Voice) -> Result<Vec<Block>, No> {
    let mut items = Vec::new();
    for list in [1, 2] {
        let here = state(&m.stages, phase_of(list));
        let opens = writable(&m.stages, list);
        if here == PhaseState::Upcoming && !opens {
            continue;
        }
        let kept = ballots::one(tx, Voter { campaign: m.campaign.id, stage: list, side: voice.side().code(), id: voice.id() }).await?;
        let href = list_path(m.campaign.id, list, voice);
        let look = if opens && kept.as_ref().is_none_or(|k| k.submitted.is_none()) { "now" } else { "" };
        let words = if opens { say::RANK_NOW } else { say::RANK_READ };
        items.push(Item {
            title: say::list_name(list).to_owned(),
            href: href.clone(),
            text: status(ask, kept.as_ref(), opens),
            look: look.to_owned(),
            blocks: vec![Block::ways(vec![if opens { Way::button(href, words) } else { Way::quiet(href, words) }])],
            ..Item::default()
        });
    }
    Ok(if items.is_empty() { vec![Block::text(say::RANK_LATER)] } else { vec![Block::items(items)] })
}

fn own_cv(m: &Member, there: bool) -> Block {
    let words = if there { say::CV_CHANGE } else { say::CV_ADD };
    let way = if there { Way::quiet(format!("{}/cv", m.here()), words) } else { Way::button(format!("{}/cv", m.here()), words) };
    Block::ways(vec![way])
}

/// The sheets of a host, for who speaks for it.
async fn own_missions(tx: &mut Tx, m: &Member, host: i64) -> Result<Vec<Block>, No> {
    let all = people::missions(tx, m.campaign.id).await?;
    let items: Vec<Item> = all
        .iter()
        .filter(|x| x.host == host && x.left.is_none())
        .map(|x| Item {
            title: x.draft.title.clone(),
            href: format!("{}/fiches/{}", m.here(), x.id),
            text: say::places(x.draft.places[0], x.draft.places[1]),
            tag: if x.approved.is_some() { say::APPROVED } else { say::TO_APPROVE }.to_owned(),
            ..Item::default()
        })
        .collect();
    let mut blocks = vec![Block::h3(say::MISSIONS)];
    blocks.push(if items.is_empty() { Block::text(say::MISSIONS_NONE_YET) } else { Block::items(items) });
    if !opened(m) {
        blocks.push(Block::ways(vec![Way::quiet(format!("{}/fiches/nouvelle?structure={host}", m.here()), say::MISSION_ADD)]));
    }
    Ok(blocks)
}
