//! `/mon-espace/candidatures`: what one sent, where it stands, and withdrawing it.

use super::{copy_of, pieces, turn};
use crate::desk::model::{Block, Form, Item, Sheet, Way};
use crate::desk::service::{Acted, Answer, Ask, Done, Fields, No, missing};
use crate::i18n::recruiting as say;
use crate::jobs::publish::answer::{Move, Promise, Side, moves};
use crate::jobs::store::applications::{self, Application};
use crate::jobs::store::postings;
use crate::kernel::dates::moment;
use crate::store::Tx;
use crate::uploads::service::{Thing, of_thing};

/// The list.
pub async fn page(ask: &Ask<'_>) -> Answer {
    let me = ask.me()?;
    let mut tx = ask.db().read().await?;
    let all = applications::of_person(&mut tx, me.person).await?;
    let item = |a: &Application| Item {
        title: a.title.clone(),
        href: format!("/mon-espace/candidatures/{}", a.id),
        tag: say::state_of_mine(a.state).to_owned(),
        text: [a.organisation.clone(), say::sent_on(&moment(a.applied_at, ask.now)), clock(a, ask)]
            .into_iter()
            .filter(|s| !s.is_empty())
            .collect::<Vec<_>>()
            .join("\n"),
        look: if a.state.is_pending() { "now".to_owned() } else { String::new() },
        ..Item::default()
    };
    let list = if all.is_empty() { Block::text(say::MINE_NONE) } else { Block::items(all.iter().map(item).collect()) };
    Ok(Sheet::new(say::MINE).lead(say::MINE_LEAD).with_all(ask.said()).with(list).with(Block::ways(vec![Way::quiet("/offres", say::OTHER_OFFERS)])))
}

/// "Réponse promise d’ici au 12 décembre", while an answer is due.
pub fn clock(a: &Application, ask: &Ask<'_>) -> String {
    let due = a.promised_on.filter(|_| a.state.is_pending() && a.decided_at.is_none());
    due.map_or(String::new(), |by| Promise::of(by, ask.today()).words())
}

async fn own(ask: &Ask<'_>, tx: &mut Tx) -> Result<Application, No> {
    let me = ask.me()?;
    let found = applications::one(tx, ask.key(2)).await?.ok_or_else(missing)?;
    if found.person_id == me.person { Ok(found) } else { Err(missing()) }
}

/// One application.
pub async fn one_page(ask: &Ask<'_>) -> Answer {
    let mut tx = ask.db().read().await?;
    let a = own(ask, &mut tx).await?;
    let questions = postings::one(&mut tx, a.posting_id).await?.and_then(|p| p.online).map(|p| p.questions).unwrap_or_default();
    let joined = of_thing(&mut tx, Thing::Application, a.id).await?;
    let files = pieces::files_of(&mut tx, &joined).await?;
    let mut facts = vec![(say::STATE, say::state_of_mine(a.state).to_owned()), (say::SENT_AT, moment(a.applied_at, ask.now))];
    let clock = clock(&a, ask);
    if !clock.is_empty() {
        facts.push((say::ANSWER, clock));
    }
    let mut sheet = Sheet::new(a.title.clone()).above(a.organisation.clone()).with_all(ask.said()).with(Block::facts(facts));
    if !a.message.is_empty() {
        sheet = sheet.with(Block::h2(say::THEIR_ANSWER)).with(Block::text(a.message.clone()));
    }
    sheet = sheet.with(Block::h2(say::COPY)).with(Block::text(copy_of(&a.sent, &questions, &joined)));
    sheet = sheet.with_all(files);
    sheet = sheet.with(Block::ways(vec![Way::link(format!("/offres/{}", a.slug), say::BACK_TO_OFFER)]));
    if moves(a.state, Side::Person).contains(&Move::Withdraw) {
        let form = Form::new("retirer").danger("retirer", say::WITHDRAW);
        sheet = sheet.with(Block::fold(say::WITHDRAW_FOLD, vec![Block::text(say::WITHDRAW_TEXT), ask.form(form)]));
    }
    Ok(sheet)
}

/// Withdraws an application.
pub async fn act(ask: &Ask<'_>, fields: &Fields) -> Acted {
    let me = ask.me()?;
    if fields.get("geste") != "retirer" {
        return Err(missing());
    }
    let mut tx = ask.db().begin().await?;
    let a = own(ask, &mut tx).await?;
    turn(&mut tx, &a, Move::Withdraw, Side::Person, me.person, None, ask.ms()).await?;
    tx.commit().await?;
    Ok(Done::saying("/mon-espace/candidatures", "candidature-retiree"))
}
