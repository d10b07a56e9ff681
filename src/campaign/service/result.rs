//! `/mon-espace/campagnes/{id}/resultat`: what one got and why, once it is published; and the files anybody of the campaign may check
//! (rules D8, D9, D10).

use super::access::{self, Member, Voice};
use super::attribution_show::{distribution, explanation};
use super::chart;
use super::drafts::rule;
use super::engine::read_problem;
use super::home::title;
use super::opinion;
use super::own_morning::voices;
use super::people::Everyone;
use super::problem;
use crate::campaign::model::lists::Standing;
use crate::campaign::model::outcome::{Above, Cohort, HostOutcome, LINES, Missed, Outcome, Placed, cohort, people};
use crate::campaign::model::phase::Phase;
use crate::campaign::model::read::Names;
use crate::campaign::model::received::hosts;
use crate::campaign::model::settings::Period;
use crate::campaign::store::runs::{self, Files, Run};
use crate::desk::model::{Block, Cell, Item, Part, Sheet, Table, Way};
use crate::desk::service::{Answer, Ask, Download, No, missing};
use crate::i18n::campaign_decide as say;
use crate::kernel::dates::moment;
use crate::matching::format::solution::Solution;
use std::collections::BTreeMap;

/// The names of the two files, as addresses and as downloads.
pub const FILES: [&str; 2] = ["classements.json", "plan.json"];

/// A published attribution, as everybody reads it.
struct Published {
    member: Member,
    everyone: Everyone,
    names: Names,
    run: Run,
    files: Files,
    solution: Solution,
    people: BTreeMap<String, Outcome>,
    cohort: Cohort,
}

impl Published {
    fn named(&self, code: &str) -> String {
        problem::person(&self.names, &self.everyone, code).unwrap_or_else(|| say::GONE.to_owned())
    }

    /// The mission's title, host and place.
    fn mission(&self, code: &str) -> (String, String, String) {
        let mission = self.names.targets.get(code).and_then(|id| self.everyone.mission(*id));
        let Some(mission) = mission else { return (say::GONE.to_owned(), String::new(), String::new()) };
        let host = self.everyone.host(mission.host).map_or(String::new(), |h| h.draft.name.clone());
        (mission.draft.title.clone(), host, say::place(&mission.draft.place, &mission.draft.department))
    }

    fn period(&self, at: u8) -> Option<Period> {
        self.member.campaign.settings.periods.get(usize::from(at).checked_sub(1)?).copied().flatten()
    }
}

/// The page.
pub async fn page(ask: &Ask<'_>) -> Answer {
    let mut tx = ask.db().read().await?;
    let member = access::member(&mut tx, ask).await?;
    let voice = member.voice(ask)?;
    let title = title(&mut tx, &member.campaign).await?;
    let Some(run) = runs::published(&mut tx, member.campaign.id, 2).await? else {
        let opens = member.stages.iter().find(|s| s.phase == Phase::Publication).and_then(|s| s.opens_at);
        let soon = say::result_soon(opens.map(|at| moment(at, ask.now)).as_deref());
        let back = Block::ways(vec![Way::link(member.here(), say::BACK)]);
        return Ok(Sheet::new(say::RESULT).above(title).with_all(voices(ask, &member, &voice)).with(Block::notice("", soon)).with(back));
    };
    let files = runs::files(&mut tx, run.id).await?;
    let everyone = Everyone::ever(&mut tx, member.campaign.id).await?;
    let opinion = opinion::asked(&mut tx, ask, member.campaign.id, run.id, &voice).await?;
    drop(tx);
    let (problem, told) = (read_problem(&files.instance, 2)?, explanation(&files.explanation)?);
    let solution = problem::solution(&files.solution)?;
    let people = people(&problem, &solution, &told);
    let names = problem::mission_names(&member.campaign, &everyone);
    let others = voices(ask, &member, &voice);
    let p = Published { cohort: cohort(&people), member, everyone, names, run, files, solution, people };
    let published = say::published(&moment(p.run.published_at.unwrap_or(p.run.made_at), ask.now));
    let sheet = match &voice {
        Voice::Associate(a) => associate(&p, a.id, &a.draft.name, &published),
        Voice::Host(h) => host(&p, &hosts(&problem, &p.solution, &p.people, &told), h.id, &h.draft.name, &published),
    };
    let mut sheet = sheet.above(title);
    sheet.blocks.splice(0..0, ask.said().into_iter().chain(others));
    let mine = if let Voice::Associate(a) = &voice { problem::code(&p.names.associates, a.id).and_then(|code| p.people.get(code)) } else { None };
    // Who is in no plan has nothing to be asked about.
    let concerned = mine.is_some() || matches!(voice, Voice::Host(_));
    let sheet = sheet.with(cohort_part(&p, mine)).with_all(concerned.then_some(opinion));
    Ok(sheet.with(proof(&p)).with(Block::ways(vec![Way::link(p.member.here(), say::BACK)])))
}

/// "1er", "3e" with what it is a rank of, both ways.
fn ranks(placed: &Placed, host: &str) -> Vec<(&'static str, String)> {
    vec![
        (say::YOUR_RANK, say::rank_of_yours(placed.rank)),
        (say::THEIR_RANK, say::rank_of_theirs(placed.their_rank, host)),
        (say::CONTESTED, say::contested(placed.contested)),
    ]
}

fn associate(p: &Published, id: i64, name: &str, published: &str) -> Sheet {
    let outcome = problem::code(&p.names.associates, id).and_then(|code| p.people.get(code));
    let Some(outcome) = outcome else {
        return Sheet::new(say::RESULT).lead(published).with(Block::notice("", say::NOT_IN_PLAN));
    };
    let mut sheet = Sheet::new(say::your_missions(outcome.placed.len(), name)).lead(format!("{published} {}", outcome.summary));
    for placed in &outcome.placed {
        let (title, host, place) = p.mission(&placed.target);
        let days = p.period(placed.period).map_or(String::new(), |d| say::days(d.starts, d.ends));
        let sheet_of = p.names.targets.get(&placed.target).map(|m| Way::link(format!("{}/fiches/{m}", p.member.here()), say::READ_SHEET));
        let mut blocks = vec![Block::h3(title), Block::text(place), Block::facts(ranks(placed, &host))];
        blocks.extend(sheet_of.map(|way| Block::ways(vec![way])));
        let number = placed.period;
        sheet = sheet.with(Block::part(Part { id: format!("periode-{number}"), number, title: host, state: days, blocks, ..Part::default() }));
    }
    sheet.with(Block::h2(say::WHY_NOT)).with(why_not(p, outcome))
}

fn why_not(p: &Published, outcome: &Outcome) -> Block {
    if outcome.above.is_empty() {
        let any = |standing: Standing| outcome.placed.iter().any(|p| p.rank == standing);
        return Block::text(match (any(Standing::Silent), any(Standing::Unranked)) {
            (true, _) => say::NOTHING_WISHED,
            (_, true) => say::NOTHING_WORTH_MORE,
            _ => say::NOTHING_ABOVE,
        });
    }
    let item = |above: &Above| {
        let (title, host, _) = p.mission(&above.target);
        let mut blocks = Vec::new();
        let exact = above.price.as_ref().filter(|price| price.exact);
        if let Some(price) = exact {
            blocks.push(Block::facts(vec![
                (say::COST_TOTAL, say::from_total(price.before, price.after)),
                (say::COST_PEOPLE, say::people_with_you(price.people)),
            ]));
        }
        let cost = if exact.is_some() { say::FORCED.to_owned() } else { above.cost.clone() };
        let text = if cost.is_empty() { above.because.clone() } else { format!("{} {cost}", above.because) };
        Item { title: say::wish(&host, &title), tag: say::your_choice(above.rank), text, blocks, ..Item::default() }
    };
    Block::items(outcome.above.iter().map(item).collect())
}

fn host(p: &Published, all: &BTreeMap<String, HostOutcome>, id: i64, name: &str, published: &str) -> Sheet {
    let sheet = Sheet::new(say::your_people(name));
    let Some(outcome) = problem::code(&p.names.hosts, id).and_then(|code| all.get(code)) else {
        return sheet.lead(published).with(Block::notice("", say::NOT_IN_PLAN));
    };
    let mut sheet = sheet.lead(format!("{published} {}", outcome.summary));
    for (n, received) in outcome.received.iter().enumerate() {
        let (title, _, _) = p.mission(&received.placed.target);
        let days = p.period(received.placed.period).map_or(String::new(), |d| say::days(d.starts, d.ends));
        let facts = vec![
            (say::THEIR_RANK_OF_YOU, say::rank_of_them(received.placed.rank)),
            (say::YOUR_RANK_OF_THEM, say::rank_for_you(received.placed.their_rank)),
            (say::CONTESTED, say::contested(received.placed.contested)),
        ];
        let number = received.placed.period;
        let blocks = vec![Block::text(title), Block::facts(facts)];
        sheet = sheet.with(Block::part(Part {
            id: format!("personne-{}", n + 1),
            number,
            title: p.named(&received.associate),
            state: days,
            blocks,
            ..Part::default()
        }));
    }
    if outcome.missed.is_empty() {
        return sheet;
    }
    let item = |m: &Missed| {
        let text = if m.cost.is_empty() { m.because.clone() } else { format!("{} {}", m.because, m.cost) };
        Item { title: p.named(&m.associate), tag: say::your_choice(m.rank), text, ..Item::default() }
    };
    sheet.with(Block::h2(say::WHY_NOT_THEM)).with(Block::items(outcome.missed.iter().map(item).collect()))
}

/// The places of everybody by rank, with one's own pointed out.
fn cohort_part(p: &Published, mine: Option<&Outcome>) -> Block {
    let mut table: Table = distribution(&p.cohort);
    let mut own = [0; LINES];
    // The table leaves out lines that count nothing.
    let shown = p.cohort.lines().into_iter().enumerate().filter_map(|(at, n)| n.map(|_| at));
    for (line, at) in shown.enumerate() {
        let here = |m: &&Placed| Cohort::line(m.rank) == at;
        let hosts: Vec<String> = mine.map_or(&[][..], |o| &o.placed).iter().filter(here).map(|m| p.mission(&m.target).1).collect();
        own[at] = hosts.len();
        if let Some(cell) = table.rows.get_mut(line).and_then(|row| row.cells.first_mut()).filter(|_| !hosts.is_empty()) {
            *cell = Cell::look("now", say::with_yours(&cell.text, &hosts));
        }
    }
    let blocks = vec![Block::text(p.cohort.words()), Block::prose(chart::ranks(&p.cohort, &own)), Block::table(table)];
    Block::part(Part { id: "promotion".to_owned(), title: say::EVERYBODY.to_owned(), blocks, ..Part::default() })
}

/// What anybody can check without trusting this site.
fn proof(p: &Published) -> Block {
    let run = &p.run;
    let sealed = p.member.campaign.sealed.as_deref();
    let facts = vec![
        (say::F_RULE, rule(&run.policy).to_owned()),
        (say::F_WEIGHT, say::share_words(u32::try_from(run.weight).unwrap_or(0))),
        (say::F_RESULT, say::proof_words(p.solution.total, p.solution.status, p.solution.bound)),
        (say::F_HASH, run.input_hash.clone()),
        (say::F_SEALED, say::sealed(sealed, &run.input_hash, p.solution.locks.len())),
        (say::F_SEED, say::seed(run.seed)),
        (say::F_ENGINE, run.engine.clone()),
    ];
    let file = |name: &str, bytes: usize| Way::quiet(format!("{}/{name}", p.member.here()), say::file(name, bytes)).file();
    let ways = vec![file(FILES[0], p.files.instance.len()), file(FILES[1], p.files.solution.len())];
    let blocks = vec![Block::facts(facts), Block::ways(ways), Block::text(say::CHECK_IT), Block::code(say::VERIFY)];
    Block::part(Part { id: "preuve".to_owned(), title: say::PROOF.to_owned(), blocks, ..Part::default() })
}

/// `/mon-espace/campagnes/{id}/classements.json` and `plan.json`: the file that was solved and what came out, byte for byte, for everybody
/// of the campaign and the team.
///
/// # Errors
/// No part in the campaign, or nothing is published (404).
pub async fn file(ask: &Ask<'_>) -> Result<Download, No> {
    let mut tx = ask.db().read().await?;
    let id = ask.key(2);
    if !ask.me()?.team() {
        access::member_of(&mut tx, ask, id).await?;
    }
    let run = runs::published(&mut tx, id, 2).await?.ok_or_else(missing)?;
    let files = runs::files(&mut tx, run.id).await?;
    let text = match ask.part(3) {
        name if name == FILES[0] => files.instance,
        name if name == FILES[1] => files.solution,
        _ => return Err(missing()),
    };
    Ok(Download { name: ask.part(3).to_owned(), kind: "application/json", bytes: text.into_bytes() })
}
