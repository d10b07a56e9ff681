//! `/equipe/campagnes/{id}/bulletins`: who handed in a list, who keeps a draft, who wrote nothing; a reminder for the last two. What a
//! list says is shown only once its phase is closed.

use super::access::{Voice, of_team, of_team_locked};
use super::home::{nav, title};
use super::moves::{called, list_path, phase_of, send, voices};
use super::people::Everyone;
use super::ranking::{in_words, target_name};
use super::{THING, export};
use crate::audit::service::{Entry, write};
use crate::campaign::model::phase::{PhaseState, Stage, is_open, state};
use crate::campaign::store;
use crate::campaign::store::ballots::{self, Kept, Voter};
use crate::desk::model::{Block, Cell, Form, Row, Sheet, Table, Tally, Way};
use crate::desk::service::{Acted, Answer, Ask, Done, Fields, No, missing};
use crate::i18n::campaign as say;
use crate::kernel::dates::moment;
use crate::kernel::refusal::Refusal;
use crate::live::model::seat::Side;
use crate::store::Tx;

/// Somebody is reminded once in this time.
const DAY_MS: i64 = 24 * 3_600_000;

/// A voter, without what their list says.
struct Line {
    voice: Voice,
    saved: Option<i64>,
    submitted: Option<i64>,
    changed: bool,
    reminded: Option<i64>,
}

impl Line {
    fn words(&self, ask: &Ask<'_>) -> (&'static str, String) {
        match (self.submitted, self.saved) {
            (Some(at), _) if self.changed => ("ok", say::handed_in_and_changed(&moment(at, ask.now))),
            (Some(at), _) => ("ok", say::handed_in(&moment(at, ask.now))),
            (None, Some(at)) => ("now", say::drafted(&moment(at, ask.now))),
            (None, None) => ("ko", say::NOTHING.to_owned()),
        }
    }
}

/// The list asked for: the one named, else the second once it opened.
fn list_of(ask: &Ask<'_>, stages: &[Stage]) -> i64 {
    match ask.query.get("liste") {
        "1" => 1,
        "2" => 2,
        _ if state(stages, phase_of(2)) != PhaseState::Upcoming => 2,
        _ => 1,
    }
}

async fn lines(tx: &mut Tx, campaign: i64, list: i64) -> Result<(Vec<Line>, Everyone), No> {
    let everyone = Everyone::load(tx, campaign).await?;
    let kept = ballots::of_stage(tx, campaign, list).await?;
    let reminders = ballots::reminders(tx, campaign, list).await?;
    let line = |voice: Voice| {
        let (side, id) = (voice.side().code(), voice.id());
        let mine = kept.iter().find(|k| k.side == side && k.voter == id);
        Line {
            saved: mine.map(|k| k.saved),
            submitted: mine.and_then(|k| k.submitted_at),
            changed: mine.is_some_and(|k| k.submitted.as_ref().is_some_and(|s| *s != k.draft)),
            reminded: reminders.iter().find(|(s, v, _)| s == side && *v == id).map(|(.., at)| *at),
            voice,
        }
    };
    let all = voices(&everyone).into_iter().map(line).collect();
    Ok((all, everyone))
}

fn side_words(voice: &Voice) -> &'static str {
    match voice.side() {
        Side::Associate => say::ASSOCIATE,
        Side::Host => say::HOST,
    }
}

/// The page.
pub async fn page(ask: &Ask<'_>) -> Answer {
    // Reading a list is journalled: the one page that writes.
    let reading = ask.query.has("voir");
    let mut tx = if reading { ask.db().begin().await? } else { ask.db().read().await? };
    let campaign = of_team(&mut tx, ask).await?;
    let stages = store::phases(&mut tx, campaign.id).await?;
    let list = list_of(ask, &stages);
    let closed = state(&stages, phase_of(list)) == PhaseState::Closed;
    let (all, everyone) = lines(&mut tx, campaign.id, list).await?;
    let mut sheet = Sheet::new(say::list_name(list)).above(title(&mut tx, &campaign).await?).dense().with_all(ask.said());
    sheet.nav = nav(ask, campaign.id);
    if reading {
        return content(tx, ask, sheet, campaign.id, (list, closed), &everyone).await;
    }
    let here = ask.path();
    let tab = |n: i64| Way { current: n == list, ..Way::link(format!("{here}?liste={n}"), say::list_name(n)) };
    sheet = sheet.with(Block::ways(vec![tab(1), tab(2)]));
    sheet = sheet.with(Block::small(if closed { say::BALLOTS_CLOSED } else { say::BALLOTS_SECRET }));
    for side in [Side::Associate, Side::Host] {
        let of: Vec<&Line> = all.iter().filter(|l| l.voice.side() == side).collect();
        let done = of.iter().filter(|l| l.submitted.is_some()).count();
        let count = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
        let tally = Tally { count: count(done), goal: count(of.len()), text: say::handed_in_of(side == Side::Associate, of.len()) };
        sheet = sheet.with(Block { tally: Some(tally), ..Block::default() });
    }
    let waiting = all.iter().filter(|l| due(l, ask.ms())).count();
    if is_open(&stages, phase_of(list)) && all.iter().any(|l| l.submitted.is_none()) {
        let block =
            if waiting == 0 { Block::small(say::REMINDED_ALL) } else { ask.form(Form::new("rappel").button("relancer", say::remind(waiting))) };
        sheet = sheet.with(block);
    }
    let row = |l: &Line| {
        let (look, words) = l.words(ask);
        let (side, id) = (l.voice.side().code(), l.voice.id());
        let name = if closed && l.submitted.is_some() {
            Cell::link(format!("{here}?liste={list}&voir={side}-{id}"), l.voice.name())
        } else {
            Cell::text(l.voice.name())
        };
        let reminded = l.reminded.map_or(String::new(), |at| moment(at, ask.now));
        Row { cells: vec![name, Cell::text(side_words(&l.voice)), Cell::look(look, words), Cell::text(reminded)] }
    };
    let table = Table {
        caption: say::BALLOTS.to_owned(),
        head: say::BALLOTS_HEAD.iter().map(|h| (*h).to_owned()).collect(),
        rows: all.iter().map(row).collect(),
        empty: say::BALLOTS_NONE.to_owned(),
    };
    Ok(sheet.with(Block::table(table)).with(ask.form(Form::new("tableur").quiet("csv", say::CSV))))
}

/// What one list says (`?voir=associe-12`), once its phase is closed. The journal says who read it.
async fn content(mut tx: Tx, ask: &Ask<'_>, sheet: Sheet, campaign: i64, (list, closed): (i64, bool), everyone: &Everyone) -> Answer {
    let (side, id) = ask.query.get("voir").split_once('-').ok_or_else(missing)?;
    let side = [Side::Associate, Side::Host].into_iter().find(|s| s.code() == side).ok_or_else(missing)?;
    if !closed {
        return Err(Refusal::forbidden(say::BALLOTS_SECRET).into());
    }
    let id: i64 = id.parse().map_err(|_| missing())?;
    let kept = ballots::one(&mut tx, Voter { campaign, stage: list, side: side.code(), id }).await?.ok_or_else(missing)?;
    let Kept { submitted: Some(handed_in), submitted_at: Some(at), .. } = kept else { return Err(missing()) };
    let voice = voices(everyone).into_iter().find(|v| v.side() == side && v.id() == id).ok_or_else(missing)?;
    let entry =
        Entry { actor: Some(ask.me()?.person), thing: THING, id: campaign, verb: "liste lue", became: ask.query.get("voir"), ..Entry::default() };
    write(&mut tx, &entry, ask.ms()).await?;
    tx.commit().await?;
    let words = in_words(&handed_in, |t| target_name(everyone, side == Side::Associate, t), true).join("\n");
    let back = Way::link(format!("{}?liste={list}", ask.path()), say::BACK_TO_LIST);
    let sheet = Sheet { title: format!("{}, {}", voice.name(), sheet.title.to_lowercase()), ..sheet };
    Ok(sheet.lead(say::handed_in(&moment(at, ask.now))).with(Block::text(words)).with(Block::ways(vec![back])))
}

/// Whether somebody is to be reminded now.
fn due(l: &Line, now: i64) -> bool {
    l.submitted.is_none() && l.reminded.is_none_or(|at| now - at >= DAY_MS)
}

/// A form of the page: reminding, or the states as a file.
pub async fn act(ask: &Ask<'_>, fields: &Fields) -> Acted {
    let me = ask.me()?;
    let mut tx = ask.db().begin().await?;
    let campaign = of_team_locked(&mut tx, ask).await?;
    let stages = store::phases(&mut tx, campaign.id).await?;
    let list = list_of(ask, &stages);
    let (all, _) = lines(&mut tx, campaign.id, list).await?;
    let mut entry = Entry { actor: Some(me.person), thing: THING, id: campaign.id, was: phase_of(list).code(), ..Entry::default() };
    match fields.get("geste") {
        "csv" => {
            entry.verb = "liste téléchargée";
            write(&mut tx, &entry, ask.ms()).await?;
            tx.commit().await?;
            let row = |l: &Line| vec![l.voice.name().to_owned(), side_words(&l.voice).to_owned(), l.words(ask).1];
            Ok(export::csv(&format!("listes-{list}.csv"), &say::BALLOTS_HEAD[..3], all.iter().map(row)))
        }
        "relancer" => {
            let Some(stage) = stages.iter().find(|s| s.phase == phase_of(list) && s.state == PhaseState::Open) else {
                return Err(Refusal::rule(say::REMIND_CLOSED).into());
            };
            let until = stage.closes_at.map(|at| moment(at, ask.now));
            let waiting: Vec<&Line> = all.iter().filter(|l| due(l, ask.ms())).collect();
            for l in &waiting {
                let v = Voter { campaign: campaign.id, stage: list, side: l.voice.side().code(), id: l.voice.id() };
                ballots::reminded(&mut tx, v, ask.ms()).await?;
                let url = format!("{}{}", ask.desk.board.base_url, list_path(campaign.id, list, &l.voice));
                let body = say::reminder_mail(called(&l.voice), list, until.as_deref(), l.saved.is_some(), &url);
                send(&mut tx, &l.voice, say::reminder_subject(list), body, "rappel de liste", ask.ms()).await?;
            }
            let count = waiting.len().to_string();
            (entry.verb, entry.became) = ("rappel", &count);
            write(&mut tx, &entry, ask.ms()).await?;
            tx.commit().await?;
            Ok(Done::saying(&format!("{}?liste={list}", ask.path()), "campagne-rappel"))
        }
        _ => Err(missing()),
    }
}
