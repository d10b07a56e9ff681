//! `/equipe/campagnes/{id}`: where a campaign stands, what to do next, what is missing.

use super::access::of_team;
use super::phases::when;
use crate::campaign::model::feasibility::feasibility;
use crate::campaign::model::phase::{Phase, PhaseState, Stage, current};
use crate::campaign::store::people::{Associate, Host, Mission};
use crate::campaign::store::{self, Campaign, people};
use crate::candidacy::store as editions;
use crate::desk::model::{Block, Item, Sheet, Step, Way};
use crate::desk::service::{Answer, Ask, No};
use crate::i18n::campaign as say;
use crate::kernel::lang::Lang;
use crate::live::service::rooms;
use crate::store::Tx;

/// Everybody of a campaign, those who left included: what the team sees.
pub(super) struct All {
    pub(super) associates: Vec<Associate>,
    pub(super) hosts: Vec<Host>,
    pub(super) missions: Vec<Mission>,
}

impl All {
    pub(super) async fn load(tx: &mut Tx, campaign: i64) -> Result<All, No> {
        Ok(All {
            associates: people::associates(tx, campaign).await?,
            hosts: people::hosts(tx, campaign).await?,
            missions: people::missions(tx, campaign).await?,
        })
    }
}

/// The name of a campaign: its edition and cohort.
pub(super) async fn title(tx: &mut Tx, campaign: &Campaign) -> Result<String, No> {
    let kept = editions::edition(tx, campaign.edition).await?;
    Ok(kept.map_or(String::new(), |k| format!("{}, {}", k.edition.title, k.edition.cohort)))
}

/// The links of a campaign's pages, for the team.
pub(super) fn nav(ask: &Ask<'_>, id: i64) -> Vec<Way> {
    let here = ask.path();
    let link = |(at, words): &(&str, &str)| {
        let href = format!("/equipe/campagnes/{id}{at}");
        Way { current: href == here, ..Way::link(href, *words) }
    };
    std::iter::once(Way::link("/equipe/campagnes", say::ALL)).chain(say::TEAM_NAV.iter().map(link)).collect()
}

/// The page.
pub async fn page(ask: &Ask<'_>) -> Answer {
    let mut tx = ask.db().read().await?;
    let campaign = of_team(&mut tx, ask).await?;
    let stages = store::phases(&mut tx, campaign.id).await?;
    let all = All::load(&mut tx, campaign.id).await?;
    let here = format!("/equipe/campagnes/{}", campaign.id);
    let mut sheet = Sheet::new(title(&mut tx, &campaign).await?).above(say::ONE).dense().with_all(ask.said());
    sheet.nav = nav(ask, campaign.id);
    let (words, way) = next(&stages, &here);
    sheet = sheet.with(Block::notice("now", words));
    sheet = sheet.with(Block::ways(vec![way])).with(steps(ask, &stages)).with(Block::h2(say::COUNTS)).with(counts(&campaign, &all));
    let problems = problems(&campaign, &all, &here);
    sheet = sheet.with(Block::h2(say::PROBLEMS));
    sheet = if problems.is_empty() { sheet.with(Block::text(say::PROBLEMS_NONE)) } else { sheet.with(Block::items(problems)) };
    if let Some(hash) = &campaign.sealed {
        sheet = sheet.with(Block::h2(say::SEALED)).with(Block::code(hash)).with(Block::small(say::SEALED_HINT));
    }
    Ok(sheet)
}

/// The six phases with their dates and who acts.
pub(super) fn steps(ask: &Ask<'_>, stages: &[Stage]) -> Block {
    let now = current(stages);
    let step = |s: &Stage| {
        let state = match s.state {
            PhaseState::Closed => "done",
            _ if Some(s.phase) == now => "here",
            _ => "",
        };
        Step { name: s.phase.label(Lang::Fr).to_owned(), when: when(ask, *s), who: say::who_acts(s.phase).to_owned(), state: state.to_owned() }
    };
    Block::path(stages.iter().map(step).collect())
}

/// `/equipe/campagnes/{id}/matinee`: the ways to the console, the wall and the papers of the morning.
pub async fn morning(ask: &Ask<'_>) -> Answer {
    let mut tx = ask.db().read().await?;
    let campaign = of_team(&mut tx, ask).await?;
    let mut sheet = Sheet::new(say::MORNING).above(title(&mut tx, &campaign).await?).dense().with_all(ask.said());
    sheet.nav = nav(ask, campaign.id);
    let room = rooms::of_campaign(&mut tx, campaign.id).await?;
    drop(tx);
    let hall = match room {
        Some((id, _)) => ask.desk.halls.open(id).await?,
        None => None,
    };
    let here = format!("/equipe/campagnes/{}", campaign.id);
    let Some(hall) = hall else {
        return Ok(sheet.with(Block::text(say::MORNING_NO_ROOM)).with(Block::ways(vec![Way::button(format!("{here}/plan"), say::GO_PLAN)])));
    };
    let item = |href: String, title: &str, text: &str| Item { title: title.to_owned(), href, text: text.to_owned(), ..Item::default() };
    let items = vec![
        item(format!("/direct/{}/regie", hall.id), say::CONSOLE, say::CONSOLE_TEXT),
        item(format!("/direct/{}/mur?cle={}", hall.id, hall.wall()), say::WALL, say::WALL_TEXT),
        item(format!("{here}/feuilles"), say::PAPERS, say::PAPERS_TEXT),
        item(format!("{here}/affiches"), say::POSTERS, say::POSTERS_TEXT),
        item(format!("{here}/saisie"), say::TYPE_IN, say::TYPE_IN_TEXT),
    ];
    Ok(sheet.with(Block::items(items)))
}

/// What the team does next, and where.
fn next(stages: &[Stage], here: &str) -> (&'static str, Way) {
    let Some(phase) = current(stages) else { return (say::NEXT_OVER, Way::quiet(format!("{here}/attribution"), say::GO_ATTRIBUTION)) };
    let open = stages.iter().any(|s| s.phase == phase && s.state == PhaseState::Open);
    let phases = || Way::button(format!("{here}/phases"), say::GO_PHASES);
    match (phase, open) {
        (Phase::Preferences1, false) => (say::NEXT_SET_UP, Way::button(format!("{here}/import"), say::GO_IMPORT)),
        (Phase::Preferences1 | Phase::Preferences2, true) => (say::NEXT_BALLOTS, Way::button(format!("{here}/bulletins"), say::GO_BALLOTS)),
        (Phase::Plan, true) => (say::NEXT_PLAN, Way::button(format!("{here}/plan"), say::GO_PLAN)),
        (Phase::Morning, true) => (say::NEXT_MORNING, Way::button(format!("{here}/matinee"), say::GO_MORNING)),
        (Phase::Attribution | Phase::Publication, true) => (say::NEXT_ATTRIBUTION, Way::button(format!("{here}/attribution"), say::GO_ATTRIBUTION)),
        (_, false) => (say::NEXT_OPEN, phases()),
    }
}

fn counts(campaign: &Campaign, all: &All) -> Block {
    let here = |left: &Option<i64>| left.is_none();
    let approved = all.missions.iter().filter(|m| m.approved.is_some() && m.left.is_none());
    let places = |period: usize| approved.clone().map(|m| m.draft.places[period]).sum::<u32>();
    let s = &campaign.settings;
    let weights = say::weights(s.associate_weight);
    Block::facts(vec![
        (say::ASSOCIATES, all.associates.iter().filter(|a| here(&a.left)).count().to_string()),
        (say::HOSTS, all.hosts.iter().filter(|h| here(&h.left)).count().to_string()),
        (say::MISSIONS, approved.clone().count().to_string()),
        (say::PLACES, say::places(places(0), places(1))),
        (say::WEIGHTS, weights),
        (say::MORNING, feasible(campaign, all).join(" ")),
    ])
}

/// What the morning needs, in sentences.
fn feasible(campaign: &Campaign, all: &All) -> Vec<String> {
    let associates = all.associates.iter().filter(|a| a.left.is_none()).count();
    let tables: Vec<u32> = all.hosts.iter().filter(|h| h.left.is_none()).map(|h| h.draft.tables).collect();
    feasibility(associates, &tables, &campaign.settings).words
}

/// What stands in the way, each with where it is put right.
fn problems(campaign: &Campaign, all: &All, here: &str) -> Vec<Item> {
    let mut out = Vec::new();
    let mut found = |wrong: bool, title: String, at: &str| {
        if wrong {
            out.push(Item { title, href: format!("{here}{at}"), look: "now".to_owned(), ..Item::default() });
        }
    };
    let associates: Vec<&Associate> = all.associates.iter().filter(|a| a.left.is_none()).collect();
    let missions: Vec<&Mission> = all.missions.iter().filter(|m| m.left.is_none()).collect();
    for period in 0..2 {
        let wanted = associates.iter().filter(|a| a.draft.periods[period]).count();
        let places: u32 = missions.iter().filter(|m| m.approved.is_some()).map(|m| m.draft.places[period]).sum();
        found((places as usize) < wanted, say::too_few_places(period + 1, places, wanted), "/fiches");
    }
    let hosts: Vec<&Host> = all.hosts.iter().filter(|h| h.left.is_none()).collect();
    let idle: Vec<&str> = hosts.iter().filter(|h| !missions.iter().any(|m| m.host == h.id)).map(|h| h.draft.name.as_str()).collect();
    found(!idle.is_empty(), say::hosts_without_mission(&idle), "/fiches");
    let waiting = missions.iter().filter(|m| m.approved.is_none()).count();
    found(waiting > 0, say::missions_waiting(waiting), "/fiches");
    let bare = associates.iter().filter(|a| a.cv.is_none()).count();
    found(bare > 0, say::cvs_missing(bare), "/personnes");
    found(hosts.len() < usize::from(campaign.settings.meetings), say::few_hosts(hosts.len(), campaign.settings.meetings), "/fiches");
    found(campaign.settings.day.is_none(), say::NO_DAY.to_owned(), "/reglages");
    found(campaign.settings.periods.iter().any(Option::is_none), say::NO_PERIODS.to_owned(), "/reglages");
    out
}
