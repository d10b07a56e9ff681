//! `/recruter/candidatures/{id}`: one application, the notes of colleagues, and the answer.

use super::{copy_of, first_name, mine, pieces, proposed_message, turn};
use crate::desk::model::{Block, Field, Form, Item, Sheet, Way};
use crate::desk::service::{Acted, Answer, Ask, Done, Fields, No, missing};
use crate::i18n::recruiting as say;
use crate::jobs::publish::answer::{DeclineReason, MESSAGE_MAX, Move, Side, check_message, fill, moves};
use crate::jobs::service::publishing::nav;
use crate::jobs::store::applications::{self, Application};
use crate::jobs::store::postings;
use crate::kernel::dates::moment;
use crate::kernel::lang::Lang;
use crate::kernel::refusal::Refusal;
use crate::store::Tx;
use crate::uploads::service::{Thing, of_thing};

/// Longest note, in characters.
const NOTE_MAX: usize = 4_000;

async fn own(ask: &Ask<'_>, tx: &mut Tx) -> Result<Application, No> {
    received(ask, tx, ask.key(2)).await
}

/// Whether who asks may read the files of an application: as the application itself.
///
/// # Errors
/// They may not (404).
pub async fn readable(ask: &Ask<'_>, id: i64) -> Result<(), No> {
    let mut tx = ask.db().read().await?;
    received(ask, &mut tx, id).await.map(|_| ())
}

async fn received(ask: &Ask<'_>, tx: &mut Tx, id: i64) -> Result<Application, No> {
    let me = ask.me()?;
    let found = applications::one(tx, id).await?.ok_or_else(missing)?;
    if me.acts_for(found.organisation_id) { Ok(found) } else { Err(missing()) }
}

/// The page. `?raison=` prepares the message of an answer, which is read and changed before it leaves.
pub async fn page(ask: &Ask<'_>) -> Answer {
    let mut tx = ask.db().read().await?;
    let a = own(ask, &mut tx).await?;
    let questions = postings::one(&mut tx, a.posting_id).await?.and_then(|p| p.online).map(|p| p.questions).unwrap_or_default();
    let notes = applications::notes(&mut tx, a.id).await?;
    let joined = of_thing(&mut tx, Thing::Application, a.id).await?;
    let files = pieces::files_of(&mut tx, &joined).await?;
    drop(tx);
    let mut facts = vec![
        (say::STATE, a.state.label(Lang::Fr).to_owned()),
        (say::YOUR_EMAIL, a.sent.email.clone()),
        (say::SENT_AT, moment(a.applied_at, ask.now)),
    ];
    let clock = mine::clock(&a, ask);
    if !clock.is_empty() {
        facts.push((say::ANSWER, clock));
    }
    if let Some(reason) = a.reason.as_deref().and_then(DeclineReason::from_code) {
        facts.push((say::DECLINE_REASON, reason.label(Lang::Fr).to_owned()));
    }
    let list = format!("/recruter/offres/{}/candidatures?onglet={}", a.posting_id, a.state.code());
    let mut sheet = Sheet::new(a.sent.name.clone()).above(a.title.clone()).dense().with_all(ask.said());
    sheet.nav = nav(ask);
    sheet = sheet.with(Block::ways(vec![Way::link(list, say::APPLICATIONS)])).with(Block::facts(facts));
    sheet = sheet.with(Block::h2(say::COPY)).with(Block::text(copy_of(&a.sent, &questions, &joined)));
    sheet = sheet.with_all(files);
    if !a.message.is_empty() {
        sheet = sheet.with(Block::h2(say::OUR_ANSWER)).with(Block::text(a.message.clone()));
    }
    sheet = sheet.with_all(answering(ask, &a));
    let item = |(author, text, at): (String, String, i64)| Item { title: author, tag: moment(at, ask.now), text, ..Item::default() };
    sheet = sheet.with(Block::h2(say::NOTES)).with(Block::small(say::NOTES_HINT)).with(Block::items(notes.into_iter().map(item).collect()));
    let note = Form::new("note").field(Field::new("note", "area", say::NOTE).required().max(NOTE_MAX as u32).rows(3)).quiet("noter", say::NOTE_DO);
    Ok(sheet.with(ask.form(note)))
}

fn answering(ask: &Ask<'_>, a: &Application) -> Vec<Block> {
    let open = moves(a.state, Side::Recruiter);
    let mut out = Vec::new();
    if open.is_empty() {
        return out;
    }
    out.push(Block::h2(say::DECIDE));
    let mut light = Form::new("deplacer");
    for what in open.iter().filter(|m| matches!(m, Move::Study | Move::Wait)) {
        light = light.quiet(what.code(), say::gesture(*what));
    }
    if !light.buttons.is_empty() {
        out.push(ask.form(light));
    }
    let message =
        |text: String| Field::new("message", "area", say::MESSAGE).hint(say::MESSAGE_HINT).required().max(MESSAGE_MAX as u32).rows(12).value(text);
    if open.contains(&Move::Accept) {
        let words = say::acceptance(first_name(&a.sent.name), &a.title, &a.organisation);
        let form = Form::new("accepter").field(message(words)).button("accepter", say::gesture(Move::Accept));
        out.push(Block::fold(say::ACCEPT_FOLD, vec![ask.form(form)]));
    }
    if open.contains(&Move::Decline) {
        out.push(Block::h3(say::DECLINE_FOLD));
        let typed = ask.typed.as_ref().filter(|t| t.fields.get("formulaire") == "decliner").map(|t| t.fields.get("raison").to_owned());
        let chosen = typed.or_else(|| Some(ask.query.get("raison").to_owned())).and_then(|code| DeclineReason::from_code(&code));
        let reasons = DeclineReason::ALL.iter().map(|r| (r.code(), r.label(Lang::Fr)));
        let select = Field::new("raison", "select", say::DECLINE_REASON).options(reasons).value(chosen.map_or("", DeclineReason::code));
        let mut choose = Form { get: true, ..Form::new("raison") }.line().field(select).quiet("", say::PREPARE);
        for field in &mut choose.fields {
            field.options.iter_mut().for_each(|o| o.chosen = o.code == field.value);
        }
        out.push(Block::form(choose));
        if let Some(reason) = chosen {
            let form = Form::new("decliner").hidden("raison", reason.code()).field(message(proposed_message(reason, a)));
            out.push(ask.form(form.danger("decliner", say::gesture(Move::Decline))));
        }
    }
    out
}

/// A note, or a move.
pub async fn act(ask: &Ask<'_>, fields: &Fields) -> Acted {
    let me = ask.me()?;
    let mut tx = ask.db().begin().await?;
    let a = own(ask, &mut tx).await?;
    let here = ask.path();
    if fields.get("geste") == "noter" {
        let text = fields.get("note");
        if text.is_empty() || text.chars().count() > NOTE_MAX {
            return Err(Refusal::invalid("note", say::NEED_NOTE).into());
        }
        applications::note(&mut tx, a.id, me.person, text, ask.ms()).await?;
        tx.commit().await?;
        return Ok(Done::saying(&here, "note"));
    }
    let what = Move::from_code(fields.get("geste")).filter(|m| *m != Move::Withdraw).ok_or_else(missing)?;
    let answers = matches!(what, Move::Accept | Move::Decline);
    let reason = DeclineReason::from_code(fields.get("raison"));
    if what == Move::Decline && reason.is_none() {
        return Err(Refusal::invalid("raison", say::NEED_REASON).into());
    }
    let message = fill(fields.get("message"), first_name(&a.sent.name), &a.title, &a.organisation);
    if answers {
        check_message(&message).map_err(|r| Refusal { sentence: say::sentence(&r.sentence), ..r })?;
    }
    let reason = if what == Move::Decline { reason.map_or("", DeclineReason::code) } else { "" };
    turn(&mut tx, &a, what, Side::Recruiter, me.person, answers.then_some((reason, message.as_str())), ask.ms()).await?;
    tx.commit().await?;
    Ok(Done::saying(&here, if answers { "candidature-repondue" } else { "candidature-deplacee" }))
}
