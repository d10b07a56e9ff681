//! `/equipe/editions/{id}/decisions`: prepared in private with the mail of each, published together or not at all (rules C16, Q3).

use super::{above, facts, moved};
use crate::candidacy::model::review::{Choice, Prepared, Reading, may_read, prepare, publish, visible};
use crate::candidacy::model::state::{Mover, State};
use crate::candidacy::store::dossiers::{self, Candidacy};
use crate::candidacy::store::readings::{self, Decision, Read};
use crate::candidacy::store::{self, Kept};
use crate::desk::model::{Block, Field, Form, Item, Sheet, Way};
use crate::desk::service::{Acted, Answer, Ask, Done, Fields, No, missing};
use crate::i18n::candidacy as say;
use crate::kernel::lang::Lang;
use crate::kernel::refusal::Refusal;
use crate::mail::service::{Letter, put};
use crate::store::Tx;
use std::collections::BTreeMap;

/// Longest mail, in characters.
const BODY_MAX: usize = 6_000;

/// Everything the page and the publication look at.
struct Table {
    kept: Kept,
    files: Vec<Candidacy>,
    readings: BTreeMap<i64, Vec<Read>>,
    decisions: BTreeMap<i64, Decision>,
}

impl Table {
    async fn read(tx: &mut Tx, ask: &Ask<'_>) -> Result<Table, No> {
        let kept = store::edition(tx, ask.key(2)).await?.ok_or_else(missing)?;
        let files = dossiers::of_edition(tx, kept.id).await?.into_iter().filter(|c| c.state == State::InReview).collect();
        let readings = readings::of_edition(tx, kept.id).await?;
        let decisions = readings::decisions(tx, kept.id).await?;
        Ok(Table { kept, files, readings, decisions })
    }

    fn prepared(&self, c: &Candidacy) -> Prepared {
        let readings: Vec<Reading> = self.readings.get(&c.id).map(|all| all.iter().map(|r| r.reading.clone()).collect()).unwrap_or_default();
        let choice = self.decisions.get(&c.id).filter(|d| d.published_at.is_none()).map(|d| d.choice);
        Prepared { candidacy: c.id.to_string(), state: c.state, choice, readings }
    }
}

/// The page.
pub async fn page(ask: &Ask<'_>) -> Answer {
    let me = ask.me()?;
    let mut tx = ask.db().read().await?;
    let table = Table::read(&mut tx, ask).await?;
    let key = me.person.to_string();
    let mut items = Vec::new();
    for c in &table.files {
        let prepared = table.prepared(c);
        if c.person == me.person || may_read(&key, &prepared.readings).is_err() {
            items.push(Item { title: say::OUT_OF_HAND.to_owned(), text: say::OUT_OF_HAND_TEXT.to_owned(), ..Item::default() });
            continue;
        }
        let decision = table.decisions.get(&c.id).filter(|d| d.published_at.is_none());
        items.push(item(ask, &key, c, &prepared, decision));
    }
    let ready = table.files.iter().filter(|c| table.prepared(c).choice.is_some()).count();
    let mut sheet = Sheet::new(say::DECISIONS).above(above(&table.kept.edition)).lead(say::DECISIONS_LEAD).dense().with_all(ask.said());
    sheet = if items.is_empty() { sheet.with(Block::text(say::DECISIONS_NONE)) } else { sheet.with(Block::items(items)) };
    if !table.files.is_empty() {
        sheet = sheet.with(Block::text(say::ready(ready, table.files.len()))).with(ask.form(Form::new("publier").button("publier", say::PUBLISH)));
    }
    Ok(sheet.with(Block::ways(vec![Way::link(format!("/equipe/editions/{}", table.kept.id), say::FILES)])))
}

fn item(ask: &Ask<'_>, key: &str, c: &Candidacy, prepared: &Prepared, decision: Option<&Decision>) -> Item {
    let handed = prepared.readings.iter().filter(|r| r.submitted).count();
    // Blind here too: the scores of others show once one's own are handed in.
    let seen: Vec<&Reading> = visible(key, &prepared.readings).into_iter().filter(|r| r.submitted).collect();
    let sum = |r: &&Reading| r.marks.values().map(|m| u32::from(u8::from(m.score))).sum::<u32>();
    let sums: Vec<String> = seen.iter().map(|r| format!("{}/24", sum(r))).collect();
    let id = format!("decision-{}", c.id);
    let choices = std::iter::once(("", say::NO_CHOICE)).chain(Choice::ALL.iter().map(|x| (x.code(), x.label(Lang::Fr))));
    let select = Field::new("choix", "select", say::CHOICE).options(choices).value(decision.map_or("", |d| d.choice.code()));
    let mut form = Form::new(&id).hidden("dossier", c.id.to_string()).field(select);
    if let Some(d) = decision {
        form = form
            .field(Field::new("objet", "text", say::MAIL_SUBJECT).value(&d.subject).required().max(200))
            .field(Field::new("message", "area", say::MAIL_BODY).value(&d.body).required().max(6_000).rows(12))
            .hidden("avant", d.choice.code());
    }
    let form = ask.form(form.quiet("preparer", say::PREPARE));
    Item {
        id: format!("d-{}", c.id),
        title: c.called().to_owned(),
        href: format!("/equipe/dossiers/{}", c.id),
        text: say::readings_words(handed, &sums.join(", ")),
        tag: decision.map_or(say::NO_CHOICE, |d| d.choice.label(Lang::Fr)).to_owned(),
        blocks: vec![Block::fold(if decision.is_some() { say::MAIL_READ } else { say::CHOICE }, vec![form])],
        ..Item::default()
    }
}

/// Prepares one decision, or publishes them all.
pub async fn act(ask: &Ask<'_>, fields: &Fields) -> Acted {
    let me = ask.me()?;
    let mut tx = ask.db().begin().await?;
    if !store::lock_edition(&mut tx, ask.key(2), ask.ms()).await? {
        return Err(missing());
    }
    let table = Table::read(&mut tx, ask).await?;
    let here = format!("/equipe/editions/{}/decisions", table.kept.id);
    match fields.get("geste") {
        "preparer" => {
            let id = fields.number("dossier").unwrap_or(0);
            let c = table.files.iter().find(|c| c.id == id && c.person != me.person).ok_or_else(missing)?;
            let choice = Choice::from_code(fields.get("choix"));
            prepare(&me.person.to_string(), &mut table.prepared(c), choice)?;
            match choice {
                Some(choice) => readings::decide(&mut tx, &written(ask, &table.kept, c, choice, fields)?, me.person, ask.ms()).await?,
                None => readings::undecide(&mut tx, c.id).await?,
            }
            tx.commit().await?;
            Ok(Done::saying(&format!("{here}#d-{id}"), "decision"))
        }
        "publier" => publish_all(ask, tx, &table, &here).await,
        _ => Err(missing()),
    }
}

/// The decision as typed; a new choice begins with its usual mail.
fn written(ask: &Ask<'_>, kept: &Kept, c: &Candidacy, choice: Choice, fields: &Fields) -> Result<Decision, No> {
    let (subject, body) = (fields.get("objet"), fields.get("message"));
    if subject.chars().count() > 200 || body.chars().count() > BODY_MAX {
        return Err(Refusal::invalid("message", say::MAIL_LONG).into());
    }
    let same = fields.get("avant") == choice.code();
    if same && (subject.is_empty() || body.is_empty()) {
        return Err(Refusal::invalid(if subject.is_empty() { "objet" } else { "message" }, say::MAIL_EMPTY).into());
    }
    let url = format!("{}/mon-espace/dossiers/{}", ask.desk.board.base_url, c.id);
    let (subject, body) = match (same, choice) {
        (true, _) => (subject.to_owned(), body.to_owned()),
        (false, Choice::Invite) => (say::invite_subject(&above(&kept.edition)), say::invite_mail(c.called(), kept.edition.interviews_on, &url)),
        (false, Choice::NotInvite) => (say::answer_subject(&above(&kept.edition)), say::not_invited_mail(c.called(), &url)),
        (false, Choice::NotEligible) => (say::answer_subject(&above(&kept.edition)), say::not_eligible_mail(c.called(), &url)),
    };
    Ok(Decision { candidacy: c.id, choice, subject: subject.chars().take(200).collect(), body, published_at: None })
}

/// All of them in one transaction, each with its mail; or none, with what stands in the way.
async fn publish_all(ask: &Ask<'_>, mut tx: Tx, table: &Table, here: &str) -> Acted {
    let prepared: Vec<Prepared> = table.files.iter().map(|c| table.prepared(c)).collect();
    let named = |r: Refusal| {
        let name = table.files.iter().find(|c| Some(c.id.to_string()) == r.field).map_or("", |c| c.called());
        Refusal { field: None, sentence: format!("{name}\u{202f}: {}", r.sentence), ..r }
    };
    let outcomes = publish(&prepared).map_err(|all| No::Refused(all.into_iter().map(named).collect()))?;
    let facts = facts(Mover::Team, &table.kept.edition, 0, ask.today());
    for (key, state) in outcomes {
        let Some(c) = table.files.iter().find(|c| c.id.to_string() == key) else { continue };
        let Some(decision) = table.decisions.get(&c.id) else { continue };
        // Somebody may have withdrawn since the list was read: then nothing is sent to them.
        let Some(now) = dossiers::lock(&mut tx, c.id, ask.ms()).await?.filter(|now| now.state == State::InReview) else { continue };
        moved(&mut tx, ask, &now, state, &facts).await?;
        readings::published(&mut tx, c.id, ask.ms()).await?;
        let letter =
            Letter {
                person: Some(c.person), to: c.email.clone(), subject: decision.subject.clone(), body: decision.body.clone(), cause: "décision"
            };
        put(&mut tx, &letter, ask.ms()).await?;
    }
    tx.commit().await?;
    Ok(Done::saying(here, "decisions"))
}
