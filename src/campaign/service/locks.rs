//! Pairs the team fixes or sets aside: the exact price first, then confirmed with a reason; lifted again (rule D10).

use super::plan::refusals;
use super::stage::Bench;
use super::{THING, engine};
use crate::audit::service::{Entry, write};
use crate::campaign::model::compile::Decision;
use crate::campaign::model::phase::reason;
use crate::campaign::store::runs::{self, Lock, NewLock};
use crate::desk::model::{Block, Field, Form, Item};
use crate::desk::service::{Acted, Ask, Done, Fields, No, missing};
use crate::i18n::campaign_decide as say;
use crate::kernel::dates::moment;
use crate::kernel::lang::Lang;
use crate::kernel::refusal::Refusal;

/// Most locks of a stage.
const LOCKS_MAX: usize = 200;

/// The pair a form or an address asks about; None when it asks about none.
fn asked(bench: &Bench, fields: &Fields) -> Result<Option<Lock>, Refusal> {
    if !fields.has("personne") && !fields.has("cible") {
        return Ok(None);
    }
    let associate = fields.number("personne").filter(|id| bench.everyone.associate(*id).is_some());
    let associate_id = associate.ok_or_else(|| Refusal::invalid("personne", say::CHOOSE_PERSON))?;
    let known = |id: &i64| if bench.stage == 1 { bench.everyone.host(*id).is_some() } else { bench.everyone.mission(*id).is_some() };
    let target = fields.number("cible").filter(known);
    let target = target.ok_or_else(|| Refusal::invalid("cible", if bench.stage == 1 { say::CHOOSE_HOST } else { say::CHOOSE_MISSION }))?;
    let decision = Decision::from_code(fields.get("decision")).ok_or_else(|| Refusal::invalid("decision", say::CHOOSE_DECISION))?;
    // Setting aside is for both periods.
    let period = fields.number("periode").filter(|p| bench.stage == 2 && decision == Decision::Force && (1..=2).contains(p));
    let (author, reason) = (String::new(), String::new());
    Ok(Some(Lock { id: 0, associate_id, target, kind: decision.code().to_owned(), period, author, reason, at: 0 }))
}

/// The lock in words: "Imposer Awa Diop – Quatorze".
pub(super) fn words(bench: &Bench, lock: &Lock) -> String {
    let who = bench.everyone.associate(lock.associate_id).map_or(say::GONE, |a| &a.draft.name);
    let what = if bench.stage == 1 {
        bench.everyone.host(lock.target).map(|h| h.draft.name.clone())
    } else {
        let mission = bench.everyone.mission(lock.target);
        mission.and_then(|m| Some(say::mission_of(&m.draft.title, &bench.everyone.host(m.host)?.draft.name)))
    };
    let decision = Decision::from_code(&lock.kind).map_or("", |d| d.label(Lang::Fr));
    say::lock(decision, who, what.as_deref().unwrap_or(say::GONE), lock.period)
}

/// What the lock would change, the present one of the same pair aside.
async fn price(bench: &Bench, lock: &Lock) -> Result<engine::Price, No> {
    let before = bench.gathered.compiled()?.instance;
    let same = |l: &&Lock| (l.associate_id, l.target) != (lock.associate_id, lock.target);
    let mut locks: Vec<Lock> = bench.gathered.locks.iter().filter(same).cloned().collect();
    locks.push(lock.clone());
    let after = match bench.gathered.with(&locks) {
        Ok(compiled) => compiled.instance,
        Err(No::Refused(why)) => {
            let impossible = why.into_iter().map(|r| r.sentence).collect();
            return Ok(engine::Price { impossible, ..engine::Price::default() });
        }
        Err(fault) => return Err(fault),
    };
    engine::price(before, after, bench.stage, bench.policy().engine(), bench.campaign.seed).await.map_err(|t| bench.told(t))
}

/// What confirms that the price was seen.
fn seen(price: &engine::Price) -> String {
    format!("{}/{}/{}", price.cost, price.lost, price.moved.len())
}

/// The locks there are, the form that asks for a price, and the price asked for.
pub(super) async fn blocks(ask: &Ask<'_>, bench: &Bench) -> Result<Vec<Block>, No> {
    let mut out = vec![Block::h2(say::LOCKS), Block::small(say::LOCKS_HINT)];
    let items: Vec<Item> = bench.gathered.locks.iter().map(|lock| item(ask, bench, lock)).collect();
    out.push(if items.is_empty() { Block::text(say::LOCKS_NONE) } else { Block::items(items) });
    let typed = ask.typed.as_ref().map(|t| &t.fields).filter(|f| f.get("formulaire") == "confirmer").unwrap_or(&ask.query);
    match asked(bench, typed) {
        Ok(Some(lock)) if bench.lists_closed().is_ok() => {
            // The locks there are may leave no plan: that is said, and they can still be lifted.
            match price(bench, &lock).await {
                Ok(price) => out.extend(priced(ask, bench, &lock, &price)),
                Err(no) => out.extend(refusals(no)?),
            }
        }
        Ok(_) => {}
        Err(refusal) => out.push(Block::notice("error", refusal.sentence)),
    }
    if bench.lists_closed().is_ok() {
        out.push(Block::h3(say::LOCK_NEW));
        out.push(Block::form(form(bench, typed)));
    }
    Ok(out)
}

fn item(ask: &Ask<'_>, bench: &Bench, lock: &Lock) -> Item {
    let lift = Form::new(&format!("lever-{}", lock.id)).hidden("verrou", lock.id.to_string()).line().quiet("lever", say::LIFT);
    Item {
        id: format!("v-{}", lock.id),
        title: words(bench, lock),
        text: say::lock_by(&lock.author, &moment(lock.at, ask.now), &lock.reason),
        blocks: vec![ask.form(lift)],
        ..Item::default()
    }
}

/// Asks for a price, by GET: nothing is set by it.
fn form(bench: &Bench, typed: &Fields) -> Form {
    let people = bench.everyone.associates.iter().map(|a| (a.id.to_string(), a.draft.name.clone()));
    let people = std::iter::once((String::new(), say::CHOOSE.to_owned())).chain(people);
    let targets: Vec<(String, String)> = if bench.stage == 1 {
        bench.everyone.hosts.iter().map(|h| (h.id.to_string(), h.draft.name.clone())).collect()
    } else {
        let host = |id: i64| bench.everyone.host(id).map_or("", |h| h.draft.name.as_str());
        bench.everyone.missions.iter().map(|m| (m.id.to_string(), say::mission_of(&m.draft.title, host(m.host)))).collect()
    };
    let targets = std::iter::once((String::new(), say::CHOOSE.to_owned())).chain(targets);
    let decisions = Decision::ALL.iter().map(|d| (d.code(), d.label(Lang::Fr)));
    let label = if bench.stage == 1 { say::HOST } else { say::MISSION };
    let decision = if typed.has("decision") { typed.get("decision") } else { Decision::Force.code() };
    let mut form = Form::new("prix")
        .field(Field::new("personne", "select", say::PERSON).options(people).value(typed.get("personne")).half())
        .field(Field::new("cible", "select", label).options(targets).value(typed.get("cible")).half())
        .field(Field::new("decision", "radio", say::DECISION).options(decisions).value(decision).half());
    if bench.stage == 2 {
        let periods = [("", say::EITHER_PERIOD), ("1", say::PERIOD_1), ("2", say::PERIOD_2)];
        form = form.field(Field::new("periode", "select", say::PERIOD).options(periods).value(typed.get("periode")).hint(say::PERIOD_HINT).half());
    }
    for field in &mut form.fields {
        let value = field.value.clone();
        field.options.iter_mut().for_each(|o| o.chosen = o.code == value);
    }
    form.get = true;
    form.action = format!("{}#confirmer", bench.here());
    form.button("prix", say::SEE_PRICE)
}

/// The price, and the form that confirms it.
fn priced(ask: &Ask<'_>, bench: &Bench, lock: &Lock, price: &engine::Price) -> Vec<Block> {
    let title = words(bench, lock);
    let mut out = vec![Block::h3(title)];
    if !price.impossible.is_empty() {
        let why: Vec<String> = price.impossible.iter().map(|text| bench.named(text)).collect();
        out.push(Block::notice("error", say::impossible(&why)));
        return out;
    }
    let moved = bench.called(&price.moved);
    let facts = vec![
        (say::P_COST, say::price(price.before, price.cost, price.exact)),
        (if bench.stage == 1 { say::P_LOST_1 } else { say::P_LOST_2 }, say::lost(price.lost)),
        (say::P_MOVED, say::moved(&moved)),
    ];
    out.push(Block::facts(facts));
    let mut confirm = Form::new("confirmer")
        .hidden("personne", lock.associate_id.to_string())
        .hidden("cible", lock.target.to_string())
        .hidden("decision", &lock.kind)
        .hidden("periode", lock.period.map_or(String::new(), |p| p.to_string()))
        .hidden("vu", seen(price))
        .field(Field::new("reason", "text", say::REASON).hint(say::REASON_HINT).required().max(300));
    confirm.action = bench.here();
    out.push(ask.form(confirm.button("verrouiller", say::LOCK_IT)));
    out
}

/// Sets a lock whose price was seen.
pub(super) async fn set(ask: &Ask<'_>, fields: &Fields, stage: i64) -> Acted {
    let me = ask.me()?;
    let mut tx = ask.db().read().await?;
    let bench = Bench::load(&mut tx, ask, stage).await?;
    drop(tx);
    bench.lists_closed()?;
    let lock = asked(&bench, fields)?.ok_or_else(|| Refusal::invalid("personne", say::CHOOSE_PERSON))?;
    let why = reason(fields.get("reason"))?;
    let price = price(&bench, &lock).await?;
    if !price.impossible.is_empty() {
        return Err(Refusal::rule(say::impossible(&bench.called(&price.impossible))).into());
    }
    if fields.get("vu") != seen(&price) {
        return Err(Refusal::conflict(say::PRICE_CHANGED).into());
    }
    let mut tx = ask.db().begin().await?;
    let now = Bench::locked(&mut tx, ask, stage).await?;
    now.lists_closed()?;
    if now.gathered.locks.len() >= LOCKS_MAX {
        return Err(Refusal::rule(say::TOO_MANY_LOCKS).into());
    }
    let (author, campaign) = ((me.person, me.called()), now.campaign.id);
    let new = NewLock {
        campaign,
        stage,
        associate: lock.associate_id,
        target: lock.target,
        kind: &lock.kind,
        period: lock.period,
        author: (author.0, &author.1.chars().take(120).collect::<String>()),
        reason: why,
    };
    runs::set_lock(&mut tx, &new, ask.ms()).await?;
    let became = words(&now, &lock);
    let entry = Entry { actor: Some(me.person), thing: THING, id: campaign, verb: "verrou", became: &became, reason: why, ..Entry::default() };
    write(&mut tx, &entry, ask.ms()).await?;
    tx.commit().await?;
    Ok(Done::saying(&now.here(), "verrou"))
}

/// Lifts a lock.
pub(super) async fn lift(ask: &Ask<'_>, fields: &Fields, stage: i64) -> Acted {
    let me = ask.me()?;
    let mut tx = ask.db().begin().await?;
    let bench = Bench::locked(&mut tx, ask, stage).await?;
    let id = fields.number("verrou").unwrap_or(0);
    let lock = bench.gathered.locks.iter().find(|l| l.id == id).ok_or_else(missing)?;
    runs::lift_lock(&mut tx, bench.campaign.id, id).await?;
    let was = words(&bench, lock);
    let entry = Entry { actor: Some(me.person), thing: THING, id: bench.campaign.id, verb: "verrou levé", was: &was, ..Entry::default() };
    write(&mut tx, &entry, ask.ms()).await?;
    tx.commit().await?;
    Ok(Done::saying(&bench.here(), "verrou-leve"))
}
