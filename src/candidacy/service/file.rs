//! `/mon-espace/dossiers/{id}`: the file, part by part, with what is missing at its foot (rules C7, C9, C14, C15).

use super::parts::Desk;
use super::pieces::{self, Views};
use super::{above, capacity, consents, copy, own, rows, writable};
use crate::candidacy::model::edition::Phase;
use crate::candidacy::model::experience::check_all;
use crate::candidacy::model::fields::fields_for;
use crate::candidacy::model::file::Document;
use crate::candidacy::model::missing::{Missing, bar, missing};
use crate::candidacy::model::path::{Happened, Standing, path};
use crate::candidacy::model::state::State;
use crate::candidacy::model::video;
use crate::candidacy::store::dossiers::{self, Candidacy};
use crate::candidacy::store::{Kept, walled};
use crate::desk::model::{Block, Cell, Film, Form, Notice, Part, Row, Sheet, Step, Table, Way};
use crate::desk::service::{Answer, Ask};
use crate::i18n::{candidacy as say, pieces as words};
use crate::kernel::clock::paris_day;
use crate::kernel::dates::moment;
use crate::store::Tx;
use jiff::Timestamp;

/// The page.
pub async fn page(ask: &Ask<'_>) -> Answer {
    let mut tx = ask.db().read().await?;
    let (c, kept) = own(&mut tx, ask).await?;
    let documents = pieces::views(&mut tx, ask, c.id).await?;
    let saved = dossiers::fields(&mut tx, c.id).await?;
    let here = format!("/mon-espace/dossiers/{}", c.id);
    let may_write = writable(&c, &kept.edition, ask.today());
    let lead = if c.state == State::Draft { say::file_lead(&kept.edition.deadline_words(ask.today())) } else { c.state.candidate_label().to_owned() };
    let mut sheet = Sheet::new(say::your_file(first_name(&c))).above(above(&kept.edition)).lead(lead).with_all(ask.said());
    sheet = sheet.with(steps(&c, &kept, ask));
    if c.state == State::Waitlisted
        && let Some(words) = capacity::rank(&mut tx, &kept, c.id).await?
    {
        sheet = sheet.with(Block::notice("now", words));
    }
    if may_write.is_ok() {
        let closing = kept.edition.counted_at(ask.today());
        let problems = check_all(&c.dossier.experiences, closing, ask.today()).into_iter().filter_map(|p| {
            let name = p.refusal.field?;
            Some((format!("experiences.{}.{name}", p.key), p.refusal.sentence))
        });
        let desk = Desk { page: here.clone(), dossier: &c.dossier, version: c.version, saved: &saved, problems: problems.collect() };
        let lacking = missing(&c.dossier, documents.pieces(), &kept.edition, ask.today());
        sheet = sheet.with_all(write_parts(ask, &desk, &kept, &documents, &lacking)).with_all(send(ask, &lacking));
    } else {
        sheet = sheet.with_all(settled(ask, &c, &kept, &documents));
    }
    Ok(sheet.with_all(around(&mut tx, ask, &c, &kept, &here).await?))
}

fn first_name(c: &Candidacy) -> &str {
    c.called().split_whitespace().next().unwrap_or("")
}

/// The path at the top of the file.
pub(super) fn steps(c: &Candidacy, kept: &Kept, ask: &Ask<'_>) -> Block {
    let day = |ms: Option<i64>| ms.and_then(|m| Timestamp::from_millisecond(m).ok()).map(paris_day);
    let answered = c.answered_at.filter(|_| c.state != State::Invited);
    let happened =
        Happened { eligibility_on: day(Some(c.created_at)), submitted_on: day(c.submitted_at), answered_on: day(answered), ..Happened::default() };
    let one = |s: crate::candidacy::model::path::Step| Step {
        name: s.stage.label(crate::kernel::lang::Lang::Fr).to_owned(),
        when: s.when_words(),
        state: match s.standing {
            Standing::Done => "done",
            Standing::Here => "here",
            Standing::Later | Standing::Dropped => "",
        }
        .to_owned(),
        who: s.by,
    };
    Block::path(path(c.state, &kept.edition, &happened, ask.today()).into_iter().map(one).collect())
}

/// The video as a frame loaded on request; nothing when the address does not read.
pub(super) fn film(ask: &Ask<'_>, address: &str) -> Option<Block> {
    let found = video::parse(address.trim(), &ask.desk.peertube).ok()?;
    Some(Block::film(Film { provider: found.provider.name().to_owned(), embed: found.embed_url(), page: found.page_url() }))
}

fn write_parts(ask: &Ask<'_>, desk: &Desk<'_>, kept: &Kept, documents: &Views, lacking: &[Missing]) -> Vec<Block> {
    let asked = |code: &str| fields_for(kept.edition.programme).any(|f| f.code == code);
    let state = |code: &str| {
        let dotted = format!("{code}.");
        lacking.iter().find(|m| m.field == code || m.field.starts_with(&dotted)).map(|m| m.sentence.clone())
    };
    // A document speaks for its part, a letter only when none is typed.
    let sent = |code: &str| match code {
        "cv" => documents.get(Document::Cv).map(|v| v.state.clone()),
        "letter" if desk.dossier.letter.is_empty() => documents.get(Document::Letter).map(|v| v.state.clone()),
        _ => None,
    };
    let mut out: Vec<Part> = Vec::new();
    let mut part = |id: &str, code: &str, title: &str, blocks: Vec<Block>| {
        let (look, words) = match state(code) {
            Some(wrong) => ("ko", wrong),
            None => ("ok", sent(code).or_else(|| desk.saved_words(ask, code)).unwrap_or_default()),
        };
        let number = u8::try_from(out.len() + 1).unwrap_or(0);
        out.push(Part { id: id.to_owned(), number, title: title.to_owned(), state: words, look: look.to_owned(), blocks });
    };
    if asked("cv") {
        part("cv", "cv", say::PART_CV, pieces::sender(ask, documents, Document::Cv));
    }
    if asked("letter") {
        let typed = desk.block(ask, desk.form("f-lettre", &["letter"]));
        let file = pieces::folded_sender(ask, documents, Document::Letter, words::LETTER_PDF);
        part("lettre", "letter", say::PART_LETTER, vec![typed, file]);
    }
    if asked("video") {
        let mut blocks = vec![desk.block(ask, desk.form("f-video", &["video"]))];
        if let Ok(found) = video::parse(desk.dossier.video.trim(), &ask.desk.peertube) {
            blocks.push(Block::small(found.recognised()));
        }
        blocks.extend(film(ask, &desk.dossier.video));
        let other = desk.block(ask, desk.form("f-sans-video", &["video_alternative"]));
        let open = !desk.dossier.video_alternative.is_empty();
        let fold = crate::desk::model::Fold { summary: say::NO_FILM.to_owned(), open, blocks: vec![other] };
        blocks.push(Block { fold: Some(fold), ..Block::default() });
        part("video", "video", say::PART_VIDEO, blocks);
    }
    if asked("experiences") {
        part("c-experiences", "experiences", say::PART_EXPERIENCES, rows::experiences(ask, desk, kept));
    }
    if asked("project") {
        part("projet", "project", say::PART_PROJECT, vec![desk.block(ask, desk.form("f-projet", &["project"]))]);
    }
    if asked("achievements") {
        part("c-achievements", "achievements", say::PART_ACHIEVEMENTS, rows::achievements(ask, desk));
    }
    let mut diplomas = rows::diplomas(ask, desk);
    diplomas.push(pieces::folded_sender(ask, documents, Document::Diploma, words::DIPLOMA));
    part("c-diplomas", "diplomas", say::PART_DIPLOMAS, diplomas);
    part("c-languages", "languages", say::PART_LANGUAGES, rows::languages(ask, desk));
    let questions: Vec<&str> = fields_for(kept.edition.programme).map(|f| f.code).filter(|c| QUESTIONS.contains(c)).collect();
    let first = questions.iter().find(|q| state(q).is_some()).copied().unwrap_or("agreement");
    part("questions", first, say::PART_QUESTIONS, vec![desk.block(ask, desk.form("f-questions", &questions))]);
    out.into_iter().map(Block::part).collect()
}

const QUESTIONS: [&str; 11] =
    ["right_to_work", "french", "english", "search", "converting", "studying", "in_internship", "in_civic_service", "age", "agreement", "pronoun"];

/// The link to the field a missing thing belongs to.
pub(super) fn anchor(field: &str) -> String {
    format!("#c-{field}")
}

/// What is missing, and the button.
fn send(ask: &Ask<'_>, lacking: &[Missing]) -> Vec<Block> {
    let ways = lacking.iter().map(|m| Way::link(anchor(&m.field), &m.sentence)).collect();
    let look = if lacking.is_empty() { "done" } else { "" };
    let notice = Notice { look: look.to_owned(), text: bar(lacking), ways, first: false };
    let form = Form { look: "send".to_owned(), ..Form::new("deposer") }.button("deposer", say::SUBMIT);
    vec![Block { notice: Some(notice), ..Block::default() }, ask.form(form)]
}

/// A file that is not being written: what it says, and what can be done.
fn settled(ask: &Ask<'_>, c: &Candidacy, kept: &Kept, documents: &Views) -> Vec<Block> {
    let open = matches!(kept.edition.phase(ask.today()), Phase::Open { .. });
    let mut out = Vec::new();
    match c.state {
        State::Submitted if open => {
            out.push(Block::notice("done", say::SUBMITTED_OPEN));
            out.push(Block::ways(vec![Way::quiet(format!("{}/recu", ask.path()), say::RECEIPT)]));
            out.push(ask.form(Form::new("rouvrir").quiet("rouvrir", say::REOPEN)));
        }
        State::Submitted => {
            out.push(Block::notice("done", say::SUBMITTED_CLOSED));
            out.push(Block::ways(vec![Way::quiet(format!("{}/recu", ask.path()), say::RECEIPT)]));
        }
        State::Withdrawn if open => out.push(ask.form(Form::new("reprendre").quiet("reprendre", say::TAKE_UP))),
        State::Draft => out.push(Block::notice("", say::CLOSED_DRAFT)),
        _ => {}
    }
    out.extend(pieces::read(documents));
    out.extend(copy::blocks(&(&c.dossier).into()));
    out.extend(copy::rest(ask, &c.dossier, kept));
    out
}

/// What stands around the file: who looked, how long it is kept, what it may be used for, the practice, the walled part, withdrawing.
async fn around(tx: &mut Tx, ask: &Ask<'_>, c: &Candidacy, kept: &Kept, here: &str) -> Result<Vec<Block>, crate::desk::service::No> {
    let mut out = vec![Block::h2(say::SEEN)];
    let row = |(name, what, at): (String, String, i64)| {
        let name = if name.is_empty() { say::SOMEBODY.to_owned() } else { name };
        Row { cells: vec![Cell::text(name), Cell::text(what), Cell::text(moment(at, ask.now))] }
    };
    let rows = dossiers::views(tx, c.id).await?.into_iter().map(row).collect();
    let head = [say::SEEN_WHO, say::SEEN_WHAT, say::SEEN_WHEN].map(str::to_owned).to_vec();
    out.push(Block::table(Table { caption: say::SEEN.to_owned(), head, rows, empty: say::SEEN_NONE.to_owned() }));
    out.push(Block::small(consents::kept_words(c)));
    out.extend(consents::blocks(tx, ask, c).await?);
    let asked = walled::asked(tx, c.id).await?.is_some();
    let mut ways = vec![Way::link(format!("{here}/amenagements"), if asked { say::ACCESS_ASKED } else { say::ACCESS })];
    if kept.edition.settings.practice_hours > 0 {
        ways.push(Way::link(format!("{here}/entrainement"), say::practice_way(kept.edition.settings.practice_hours)));
    }
    out.push(Block::h2(say::BESIDES));
    out.push(Block::ways(ways));
    if c.state.is_open() {
        let form = Form::new("retirer").danger("retirer", say::WITHDRAW);
        out.push(Block::fold(say::WITHDRAW_FOLD, vec![Block::text(say::WITHDRAW_TEXT), ask.form(form)]));
    }
    Ok(out)
}
