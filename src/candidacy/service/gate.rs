//! `/programmes/*` and `/orientation`: what a programme asks, told before any form, without an account. Nothing is kept.

use super::{capacity, questions};
use crate::candidacy::model::answers::Answers;
use crate::candidacy::model::choices::Programme;
use crate::candidacy::model::edition::Phase;
use crate::candidacy::model::eligibility::{Outcome, evaluate, evaluate_with, orientation};
use crate::candidacy::model::settings::Settings;
use crate::candidacy::model::words::{capital, full_day, weekday_day};
use crate::candidacy::store::{self, Kept};
use crate::desk::model::{Block, Item, Sheet, Way};
use crate::desk::service::{Acted, Answer, Ask, Done, Fields, No, missing};
use crate::i18n::candidacy as say;
use crate::kernel::lang::Lang;

/// The edition to speak of: the one that takes files, else the next, else the last.
fn speaking(all: Vec<Kept>, today: jiff::civil::Date) -> Option<Kept> {
    let rank = |k: &Kept| match k.edition.phase(today) {
        Phase::Open { .. } => 0,
        Phase::NotYetOpen { .. } => 1,
        Phase::Closed => 2,
    };
    all.into_iter().min_by_key(rank)
}

/// `/programmes/{code}`
pub async fn page(ask: &Ask<'_>) -> Answer {
    sheet(ask, None).await
}

/// The quick answers.
pub async fn act(ask: &Ask<'_>, fields: &Fields) -> Acted {
    let answers = questions::read(fields)?;
    Ok(Done { show: Some(sheet(ask, Some((fields, answers))).await?), ..Done::default() })
}

async fn sheet(ask: &Ask<'_>, answered: Option<(&Fields, Answers)>) -> Answer {
    let programme = Programme::from_code(ask.part(1)).ok_or_else(missing)?;
    let today = ask.today();
    let mut tx = ask.db().read().await?;
    let kept = speaking(store::shown(&mut tx, programme).await?, today);
    let settings = kept.as_ref().map_or_else(|| Settings::of(programme), |k| k.edition.settings.clone());
    let mut sheet = Sheet::new(programme.label(Lang::Fr)).above(say::PROGRAMMES).lead(say::programme_lead(programme)).with_all(ask.said());
    match &kept {
        Some(k) => sheet = sheet.with(edition_facts(k, today)),
        None => sheet = sheet.with(Block::notice("", say::NO_EDITION)),
    }
    if let Some(k) = kept.as_ref().filter(|k| k.edition.last_day.is_none()) {
        sheet = sheet.with(Block::text(capacity::words(&mut tx, k).await?));
    }
    if let Some((_, answers)) = &answered {
        let verdict = match &kept {
            Some(k) => evaluate(&k.edition, answers, today),
            None => evaluate_with(programme, &settings, answers, today, today),
        };
        let look = match verdict.outcome {
            Outcome::Eligible => "done",
            Outcome::Doubt => "now",
            Outcome::NotEligible => "",
        };
        sheet = sheet.with(Block::h2(say::VERDICT)).with(Block::notice(look, verdict.headline())).with_all(questions::reasons(&verdict));
        if verdict.outcome != Outcome::NotEligible {
            sheet = sheet.with_all(start(ask, kept.as_ref()));
        }
    }
    let form = questions::form(&settings.rules);
    if form.fields.is_empty() {
        if answered.is_none() {
            sheet = sheet.with(Block::text(say::NO_CONDITION)).with_all(start(ask, kept.as_ref()));
        }
    } else {
        let form = form.button("repondre", if answered.is_some() { say::ANSWER_AGAIN } else { say::ANSWER });
        sheet = sheet.with(Block::h2(say::CHECK)).with(Block::small(say::NOTHING_KEPT));
        sheet = sheet.with(match &answered {
            Some((fields, _)) => chosen(questions::refill(form, fields)),
            None => ask.form(form),
        });
    }
    Ok(sheet.with(Block::ways(vec![Way::link("/orientation", say::ORIENTATION_LINK), Way::link("/programmes", say::FOUR)])))
}

/// A form that was answered, shown again with its choices.
fn chosen(form: crate::desk::model::Form) -> Block {
    let id = form.id.clone();
    Block::form(form.chosen().hidden("formulaire", id))
}

fn edition_facts(k: &Kept, today: jiff::civil::Date) -> Block {
    let e = &k.edition;
    let mut facts = vec![(say::COHORT, capital(&e.cohort)), (say::CITY, e.city.clone()), (say::PLACES, e.places.to_string())];
    let until = match (e.phase(today), e.last_day) {
        (Phase::NotYetOpen { .. }, _) => capital(&e.phase(today).words()),
        (Phase::Open { .. }, Some(last)) => say::until(&weekday_day(last), &e.phase(today).words()),
        _ => capital(&e.phase(today).words()),
    };
    facts.push((say::APPLY, until));
    if let Some(day) = e.interviews_on {
        facts.push((say::INTERVIEWS, full_day(day)));
    }
    if let Some(day) = e.starts {
        facts.push((say::STARTS, full_day(day)));
    }
    Block::facts(facts)
}

/// The way to a file, through signing in when one has not.
fn start(ask: &Ask<'_>, kept: Option<&Kept>) -> Option<Block> {
    let kept = kept.filter(|k| matches!(k.edition.phase(ask.today()), Phase::Open { .. }))?;
    let there = format!("/mon-espace/dossiers?edition={}", kept.edition.slug);
    let href = if ask.viewer.is_some() {
        there
    } else {
        format!("/connexion?retour={}", form_urlencoded::byte_serialize(there.as_bytes()).collect::<String>())
    };
    Some(Block::ways(vec![Way::button(href, say::START)]))
}

/// `/orientation`: the four programmes at once.
pub fn orientation_page(ask: &Ask<'_>) -> Answer {
    Ok(orientation_sheet().with_all(ask.said()).with(ask.form(orientation_form())))
}

fn orientation_sheet() -> Sheet {
    Sheet::new(say::ORIENTATION).lead(say::ORIENTATION_LEAD)
}

fn orientation_form() -> crate::desk::model::Form {
    let rules: Vec<_> = Programme::ALL.iter().flat_map(|p| Settings::of(*p).rules).collect();
    questions::form(&rules).button("repondre", say::ORIENTATION_ANSWER)
}

/// The answers of `/orientation`.
pub fn orientation_act(ask: &Ask<'_>, fields: &Fields) -> Acted {
    let answers = questions::read(fields).map_err(No::Refused)?;
    let told = orientation(&answers, ask.today());
    let item = |(programme, verdict): (Programme, crate::candidacy::model::eligibility::Verdict)| {
        let (_, word) = questions::outcome(verdict.outcome);
        Item {
            title: programme.label(Lang::Fr).to_owned(),
            href: programme.path().to_owned(),
            text: verdict.headline().to_owned(),
            tag: word.to_owned(),
            look: if verdict.outcome == Outcome::NotEligible { "out".to_owned() } else { String::new() },
            blocks: vec![Block::fold(say::REASONS, questions::reasons(&verdict))],
            ..Item::default()
        }
    };
    let sheet = orientation_sheet()
        .with(Block::h2(say::ORIENTATION_TOLD))
        .with(Block::items(told.programmes.into_iter().map(item).collect()))
        .with(Block::ways(vec![Way::button(&told.board.href, &told.board.label), Way::quiet("/definir-mes-criteres", say::CRITERIA)]))
        .with(Block::h2(say::ANSWER_AGAIN))
        .with(chosen(questions::refill(orientation_form(), fields)));
    Ok(Done { show: Some(sheet), ..Done::default() })
}
