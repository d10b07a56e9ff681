//! `/recruter/offres/{id}/candidatures`: what an offer received, by state, with what is done to several at once.

use super::{first_name, mine, turn};
use crate::desk::model::{Block, Cell, Field, Form, Row, Sheet, Table, Way};
use crate::desk::service::{Acted, Answer, Ask, Done, Fields, No, missing};
use crate::i18n::recruiting as say;
use crate::jobs::publish::answer::{DeclineReason, MESSAGE_MAX, Move, Side, State, check_message, fill, moves, template};
use crate::jobs::service::publishing::{nav, own};
use crate::jobs::store::applications::{self, Application};
use crate::kernel::dates::moment;
use crate::kernel::lang::Lang;
use crate::kernel::refusal::Refusal;

fn tab(ask: &Ask<'_>) -> State {
    State::from_code(ask.query.get("onglet")).unwrap_or(State::New)
}

fn sort(list: &mut [&Application], by: &str) {
    match by {
        "nom" => list.sort_by_key(|a| crate::kernel::text::fold(&a.sent.name)),
        "promesse" => list.sort_by_key(|a| (a.promised_on.is_none(), a.promised_on, a.id)),
        "recente" => list.sort_by_key(|a| std::cmp::Reverse((a.applied_at, a.id))),
        _ => {}
    }
}

/// The page.
pub async fn page(ask: &Ask<'_>) -> Answer {
    let mut tx = ask.db().read().await?;
    let p = own(ask, &mut tx, ask.key(2)).await?;
    let offer = p.offer_id.ok_or_else(missing)?;
    let all = applications::of_offer(&mut tx, offer).await?;
    drop(tx);
    let here = tab(ask);
    let order = ask.query.get("tri");
    let tabs = State::ALL.iter().map(|s| {
        let count = all.iter().filter(|a| a.state == *s).count();
        Way { current: *s == here, ..Way::link(format!("{}?onglet={}", ask.path(), s.code()), say::tab(*s, count)) }
    });
    let orders = [("", say::SORT_FIRST), ("recente", say::SORT_LAST), ("nom", say::SORT_NAME), ("promesse", say::SORT_PROMISE)];
    let orders =
        orders.map(|(code, label)| Way { current: code == order, ..Way::link(format!("{}?onglet={}&tri={code}", ask.path(), here.code()), label) });
    let mut shown: Vec<&Application> = all.iter().filter(|a| a.state == here).collect();
    sort(&mut shown, order);
    let row = |a: &&Application| {
        let clock = mine::clock(a, ask);
        let late = a.promised_on.is_some_and(|day| day < ask.today());
        let cells = vec![
            Cell::link(format!("/recruter/candidatures/{}", a.id), a.sent.name.clone()),
            Cell::text(moment(a.applied_at, ask.now)),
            Cell::look(if late { "now" } else { "" }, clock),
        ];
        Row { cells }
    };
    let head = [say::PERSON, say::SENT_AT, say::ANSWER].map(str::to_owned).to_vec();
    let table = Table { caption: say::tab(here, shown.len()), head, rows: shown.iter().map(row).collect(), empty: say::NONE_HERE.into() };
    let mut sheet = Sheet::new(say::APPLICATIONS).above(p.title().to_owned()).dense().with_all(ask.said());
    sheet.nav = nav(ask);
    sheet = sheet.with(Block::ways(tabs.collect())).with(Block::ways(orders.into_iter().collect())).with(Block::table(table));
    if !moves(here, Side::Recruiter).is_empty() && !shown.is_empty() {
        sheet = sheet.with(Block::h2(say::BATCH)).with(ask.form(batch(here, &shown)));
    }
    Ok(sheet.with(Block::ways(vec![Way::link(format!("/recruter/offres/{}", p.id), say::BACK_TO_FORM)])))
}

fn batch(here: State, shown: &[&Application]) -> Form {
    let open = moves(here, Side::Recruiter);
    let people = shown.iter().take(300).map(|a| (a.id.to_string(), a.sent.name.clone()));
    let mut form = Form::new("lot").field(Field::new("candidature", "check", say::BATCH_WHO).options(people));
    if open.contains(&Move::Decline) {
        let reasons = std::iter::once(("", say::CHOOSE)).chain(DeclineReason::ALL.iter().map(|r| (r.code(), r.label(Lang::Fr))));
        form = form.field(Field::new("raison", "select", say::DECLINE_REASON).hint(say::BATCH_REASON_HINT).options(reasons));
        form = form.field(Field::new("message", "area", say::MESSAGE).hint(say::BATCH_MESSAGE_HINT).max(MESSAGE_MAX as u32).rows(8));
    }
    for what in open.into_iter().filter(|m| *m != Move::Accept) {
        form = match what {
            Move::Decline => form.danger(what.code(), say::gesture(what)),
            _ => form.quiet(what.code(), say::gesture(what)),
        };
    }
    form
}

/// The same move on several applications: each succeeds or is refused on its own.
pub async fn act(ask: &Ask<'_>, fields: &Fields) -> Acted {
    let me = ask.me()?;
    let what = Move::from_code(fields.get("geste")).filter(|m| matches!(m, Move::Study | Move::Wait | Move::Decline)).ok_or_else(missing)?;
    let ids: Vec<i64> = fields.all("candidature").iter().filter_map(|id| id.parse().ok()).collect();
    if ids.is_empty() {
        return Err(Refusal::invalid("candidature", say::BATCH_NOBODY).into());
    }
    let reason = DeclineReason::from_code(fields.get("raison"));
    if what == Move::Decline && reason.is_none() {
        return Err(Refusal::invalid("raison", say::NEED_REASON).into());
    }
    let mut tx = ask.db().begin().await?;
    let p = own(ask, &mut tx, ask.key(2)).await?;
    let offer = p.offer_id.ok_or_else(missing)?;
    let all = applications::of_offer(&mut tx, offer).await?;
    let mut left = 0;
    for id in &ids {
        // Somebody else's application does not exist.
        let a = all.iter().find(|a| a.id == *id).ok_or_else(missing)?;
        let own_words = fields.get("message");
        let message = reason.filter(|_| what == Move::Decline).map(|r| {
            let words = if own_words.is_empty() { template(r) } else { own_words };
            (r.code(), fill(words, first_name(&a.sent.name), &a.title, &a.organisation))
        });
        if let Some((_, message)) = &message {
            check_message(message).map_err(|r| Refusal { sentence: say::sentence(&r.sentence), ..r })?;
        }
        let answer = message.as_ref().map(|(reason, words)| (*reason, words.as_str()));
        match turn(&mut tx, a, what, Side::Recruiter, me.person, answer, ask.ms()).await {
            Ok(_) => {}
            Err(No::Refused(_)) => left += 1,
            Err(no) => return Err(no),
        }
    }
    tx.commit().await?;
    let to = format!("{}?onglet={}", ask.path(), tab(ask).code());
    Ok(Done::saying(&to, if left == 0 { "candidatures-deplacees" } else { "candidatures-en-partie" }))
}
