//! `/recruter`: one's organisations, what they post, and who waits for an answer.

use super::nav;
use crate::desk::model::{Block, Item, Sheet, Way};
use crate::desk::service::{Answer, Ask};
use crate::i18n::recruiting as say;
use crate::jobs::publish::answer::Promise;
use crate::jobs::store::applications;
use crate::jobs::store::postings::{self, Posting};
use crate::kernel::dates::days_between;
use crate::kernel::lang::Lang;
use crate::organisations::store as organisations;

/// The page.
pub async fn page(ask: &Ask<'_>) -> Answer {
    let me = ask.me()?;
    let mut tx = ask.db().read().await?;
    let mut sheet = Sheet::new(say::HOME).lead(say::HOME_LEAD).dense().with_all(ask.said());
    sheet.nav = nav(ask);
    for id in me.organisations() {
        let Some(organisation) = organisations::by_id(&mut tx, id).await? else { continue };
        let waiting = applications::waiting(&mut tx, id).await?;
        let all = postings::of_organisation(&mut tx, id).await?;
        let ways = vec![
            Way::button(format!("/recruter/{}/offres/nouvelle", organisation.slug), say::NEW),
            Way::quiet(format!("/recruter/{}/equipe", organisation.slug), say::MEMBERS),
            Way::link(format!("/organisations/{}", organisation.slug), say::PUBLIC_PAGE),
        ];
        sheet = sheet.with(Block::h2(organisation.name)).with(Block::ways(ways));
        let items: Vec<Item> = all.iter().map(|p| item(p, &waiting, ask)).collect();
        sheet = sheet.with(if items.is_empty() { Block::text(say::NO_POSTING) } else { Block::items(items) });
    }
    Ok(sheet)
}

fn item(p: &Posting, waiting: &[(i64, i64, Option<String>)], ask: &Ask<'_>) -> Item {
    let mut said = Vec::new();
    let last = p.online.as_ref().filter(|_| p.state.is_live()).and_then(|paper| paper.draft.last_day);
    said.extend(last.map(|day| say::days_left(days_between(ask.today(), day))));
    let here = waiting.iter().find(|(offer, ..)| Some(*offer) == p.offer_id);
    if let Some((_, count, promised)) = here {
        said.push(say::to_answer(*count));
        said.extend(promised.as_deref().and_then(|d| d.parse().ok()).map(|by| Promise::of(by, ask.today()).words()));
    }
    let mut ways = Vec::new();
    if p.offer_id.is_some() {
        ways.push(Way::link(format!("/recruter/offres/{}/candidatures", p.id), say::APPLICATIONS));
    }
    if let Some(slug) = p.offer_slug.as_ref() {
        ways.push(Way::link(format!("/offres/{slug}"), say::PUBLIC_PAGE));
    }
    Item {
        title: p.title().to_owned(),
        href: format!("/recruter/offres/{}", p.id),
        tag: p.state.label(Lang::Fr).to_owned(),
        look: if here.is_some() { "now".to_owned() } else { String::new() },
        text: said.join("\n"),
        blocks: if ways.is_empty() { Vec::new() } else { vec![Block::ways(ways)] },
        ..Item::default()
    }
}
