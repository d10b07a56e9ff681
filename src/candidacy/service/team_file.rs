//! `/equipe/dossiers/{id}`: one file on one screen, and the reading of it: six criteria, blind until handed in (rules C8, C12).

use super::{THING, above, capacity, copy, facts, file, hold_edition, moved, pieces, questions, team_list};
use crate::audit::service::{Entry, write};
use crate::candidacy::model::assessor::{AssessorFile, answers_for_assessor};
use crate::candidacy::model::eligibility::evaluate;
use crate::candidacy::model::review::{Criterion, Reading, Score, WORDS_MAX, may_read, visible};
use crate::candidacy::model::state::{Mover, State};
use crate::candidacy::store::dossiers::{self, Candidacy};
use crate::candidacy::store::readings::{self, Read};
use crate::candidacy::store::{self, Kept};
use crate::desk::model::{Block, Cell, Field, Form, Row, Sheet, Table, Way};
use crate::desk::service::{Acted, Answer, Ask, Done, Fields, No, missing};
use crate::i18n::candidacy as say;
use crate::kernel::dates::moment;
use crate::kernel::lang::Lang;
use crate::kernel::refusal::{Reason, Refusal};
use crate::store::Tx;

/// A file somebody of the team may open: submitted once, not their own, and without a conflict declared.
async fn opened(tx: &mut Tx, ask: &Ask<'_>, lock: bool) -> Result<(Candidacy, Kept, Vec<Read>), No> {
    opened_by_key(tx, ask, ask.key(2), lock).await
}

/// Whether who asks may open this file.
///
/// # Errors
/// They may not (404).
pub(super) async fn readable(tx: &mut Tx, ask: &Ask<'_>, id: i64) -> Result<(), No> {
    opened_by_key(tx, ask, id, false).await.map(|_| ())
}

async fn opened_by_key(tx: &mut Tx, ask: &Ask<'_>, id: i64, lock: bool) -> Result<(Candidacy, Kept, Vec<Read>), No> {
    let me = ask.me()?;
    let found = if lock { dossiers::lock(tx, id, ask.ms()).await? } else { dossiers::candidacy(tx, id).await? };
    let c = found.filter(|c| c.state != State::Draft && c.person != me.person).ok_or_else(missing)?;
    let kept = store::edition(tx, c.edition).await?.ok_or_else(missing)?;
    let all = readings::of(tx, c.id).await?;
    let plain: Vec<Reading> = all.iter().map(|r| r.reading.clone()).collect();
    may_read(&me.person.to_string(), &plain).map_err(|r| Refusal { reason: Reason::Missing, ..r })?;
    Ok((c, kept, all))
}

/// The page. Opening it is written where the person can read it.
pub async fn page(ask: &Ask<'_>) -> Answer {
    let me = ask.me()?;
    let mut tx = ask.db().begin().await?;
    let (c, kept, all) = opened(&mut tx, ask, false).await?;
    dossiers::seen(&mut tx, c.id, me.person, say::SEEN_FILE, ask.ms()).await?;
    let documents = pieces::views(&mut tx, ask, c.id).await?;
    tx.commit().await?;
    let mut sheet = Sheet::new(c.called()).above(above(&kept.edition)).lead(c.state.label(Lang::Fr)).dense().with_all(ask.said());
    let mut facts = vec![(say::EMAIL, c.email.clone())];
    if let Some(at) = c.submitted_at {
        facts.push((say::RECEIPT_WHEN, moment(at, ask.now)));
    }
    sheet = sheet.with(Block::facts(facts));
    let verdict = evaluate(&kept.edition, &answers_for_assessor(&c.dossier, &kept.edition.settings), ask.today());
    let mut reasons = questions::reasons(&verdict);
    reasons.retain(|b| b.ways.is_none() && b.heading.is_none());
    sheet = sheet.with(Block::fold(say::eligibility(questions::outcome(verdict.outcome).1), reasons));
    sheet = sheet.with_all(pieces::read(&documents));
    let seen = AssessorFile::from(&c.dossier);
    sheet = sheet.with_all(copy::blocks(&seen));
    if !seen.video.is_empty() {
        sheet = sheet.with(Block::h2(say::PART_VIDEO)).with(file::film(ask, &seen.video).unwrap_or_else(|| Block::text(seen.video.clone())));
    }
    sheet = sheet.with(Block::h2(say::READING)).with_all(reading_blocks(ask, me.person, &all)).with_all(moves(ask, &c, &kept));
    Ok(sheet.with(Block::ways(vec![Way::link(format!("/equipe/editions/{}", kept.id), say::FILES)])))
}

/// One's own reading as a form, or everybody's once it is handed in.
fn reading_blocks(ask: &Ask<'_>, me: i64, all: &[Read]) -> Vec<Block> {
    let key = me.to_string();
    let plain: Vec<Reading> = all.iter().map(|r| r.reading.clone()).collect();
    let mine = plain.iter().find(|r| r.reader == key).cloned().unwrap_or_default();
    if mine.submitted {
        let seen = visible(&key, &plain);
        let name = |reader: &str| all.iter().find(|r| r.reading.reader == reader).map_or(String::new(), |r| r.name.clone());
        let mut head = vec![say::CRITERION.to_owned()];
        head.extend(seen.iter().map(|r| name(&r.reader)));
        let row = |criterion: &Criterion| {
            let mut cells = vec![Cell::text(criterion.label(Lang::Fr))];
            let said = |r: &&Reading| r.marks.get(criterion).map_or(String::new(), |m| format!("{} — {}", u8::from(m.score), m.words));
            cells.extend(seen.iter().map(|r| Cell::text(said(r))));
            Row { cells }
        };
        let rows = Criterion::ALL.iter().map(row).collect();
        return vec![Block::text(say::READING_DONE), Block::table(Table { caption: say::READINGS.to_owned(), head, rows, empty: String::new() })];
    }
    let mut form = Form::new("lecture");
    for criterion in Criterion::ALL {
        let mark = mine.marks.get(criterion);
        let score = mark.map_or(String::new(), |m| u8::from(m.score).to_string());
        let label = criterion.label(Lang::Fr);
        let most = u32::try_from(WORDS_MAX).unwrap_or(0);
        form = form
            .field(Field::title(label))
            .field(
                Field::new(&format!("note-{}", criterion.code()), "radio", say::score_of(label))
                    .hint(criterion.hint())
                    .value(score)
                    .options(say::SCORES),
            )
            .field(
                Field::new(criterion.code(), "area", say::words_on(label)).value(mark.map_or(String::new(), |m| m.words.clone())).max(most).rows(3),
            );
    }
    let form = form.quiet("lecture", say::SAVE).button("remettre", say::READING_SUBMIT);
    let conflict =
        Form::new("conflit").field(Field::new("conflict", "text", say::CONFLICT_FIELD).required().max(300)).danger("conflit", say::CONFLICT_ACT);
    vec![Block::text(say::READING_LEAD), ask.form(form), Block::fold(say::CONFLICT, vec![Block::text(say::CONFLICT_TEXT), ask.form(conflict)])]
}

fn moves(ask: &Ask<'_>, c: &Candidacy, kept: &Kept) -> Vec<Block> {
    let mut out = Vec::new();
    if c.state == State::Submitted && team_list::may_review(kept, ask).is_ok() {
        out.push(ask.form(Form::new("etude").quiet("etude", say::REVIEW_ONE)));
    }
    if kept.edition.last_day.is_none() && matches!(c.state, State::InReview | State::Invited) {
        out.push(Block::h2(say::WELCOME));
        out.push(Block::text(say::WELCOME_TEXT));
        out.push(ask.form(Form::new("accueillir").button("accueillir", say::WELCOME_ACT)));
    }
    out
}

/// The forms of the page.
pub async fn act(ask: &Ask<'_>, fields: &Fields) -> Acted {
    let me = ask.me()?;
    let mut tx = ask.db().begin().await?;
    if fields.get("geste") == "accueillir" {
        hold_edition(&mut tx, ask).await?;
    }
    let (c, kept, all) = opened(&mut tx, ask, true).await?;
    let here = format!("/equipe/dossiers/{}", c.id);
    let entry = Entry { actor: Some(me.person), thing: THING, id: c.id, ..Entry::default() };
    let key = me.person.to_string();
    let before = all.into_iter().map(|r| r.reading).find(|r| r.reader == key);
    let mut reading = before.unwrap_or_else(|| Reading { reader: key, team: me.team(), ..Reading::default() });
    match fields.get("geste") {
        "lecture" | "remettre" => {
            marks(&mut reading, fields)?;
            let hands_in = fields.get("geste") == "remettre";
            if hands_in {
                reading.submit()?;
                write(&mut tx, &Entry { verb: "lecture remise", ..entry }, ask.ms()).await?;
            }
            readings::keep(&mut tx, c.id, me.person, &reading, ask.ms()).await?;
            tx.commit().await?;
            Ok(Done::saying(&here, if hands_in { "lecture-remise" } else { "enregistre" }))
        }
        "conflit" => {
            reading.declare_conflict(fields.get("conflict"))?;
            readings::keep(&mut tx, c.id, me.person, &reading, ask.ms()).await?;
            write(&mut tx, &Entry { verb: "conflit d’intérêts", ..entry }, ask.ms()).await?;
            tx.commit().await?;
            Ok(Done::saying(&format!("/equipe/editions/{}", kept.id), "conflit"))
        }
        "etude" => {
            team_list::may_review(&kept, ask)?;
            moved(&mut tx, ask, &c, State::InReview, &facts(Mover::Team, &kept.edition, 0, ask.today())).await?;
            tx.commit().await?;
            Ok(Done::saying(&here, "etude"))
        }
        "accueillir" => {
            capacity::welcome(&mut tx, ask, &kept, &c).await?;
            tx.commit().await?;
            Ok(Done::saying(&here, "accueil"))
        }
        _ => Err(missing()),
    }
}

/// What was typed on each criterion; a criterion without a score is left as it was, with its words refused so that none is lost.
fn marks(reading: &mut Reading, fields: &Fields) -> Result<(), No> {
    let mut wrong = Vec::new();
    for criterion in Criterion::ALL {
        let words = fields.get(criterion.code());
        let score = fields.get(&format!("note-{}", criterion.code())).parse::<u8>().ok().and_then(|n| Score::try_from(n).ok());
        match score {
            Some(score) => {
                if let Err(refusal) = reading.mark(*criterion, score, words) {
                    wrong.push(refusal);
                }
            }
            None if !words.is_empty() => wrong.push(Refusal::invalid(criterion.code(), say::SCORE_NEEDED)),
            None => {}
        }
    }
    if wrong.is_empty() { Ok(()) } else { Err(wrong.into()) }
}
