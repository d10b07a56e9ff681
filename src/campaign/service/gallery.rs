//! `/mon-espace/campagnes/{id}/fiches`: the missions of a campaign as its associates look through them: by family, level, kind of host,
//! department, period or a word, each with its place in one's own list (rule B14).

use super::access::member;
use super::home::title;
use super::moves::list_path;
use super::ranking::writable;
use super::shown::opened;
use crate::campaign::model::ballot::Ballot;
use crate::campaign::model::lists::Rank;
use crate::campaign::model::sheet::{DEPARTMENTS, Family, HostKind, MissionKind};
use crate::campaign::service::access::Voice;
use crate::campaign::service::people::Everyone;
use crate::campaign::store::ballots::{self, Voter};
use crate::campaign::store::people::{Host, Mission};
use crate::desk::model::{Block, Field, Form, Item, Sheet, Way};
use crate::desk::service::{Answer, Ask, Fields, missing};
use crate::i18n::campaign as say;
use crate::i18n::campaign_outcome::placed;
use crate::kernel::lang::Lang;
use crate::kernel::text::fold;
use crate::live::model::seat::Side;
use std::collections::BTreeMap;

/// What is asked for; what does not read asks for nothing.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Wanted {
    family: Option<Family>,
    kind: Option<MissionKind>,
    host: Option<HostKind>,
    department: Option<&'static str>,
    /// From 0.
    period: Option<usize>,
    words: Vec<String>,
}

impl Wanted {
    fn read(query: &Fields) -> Wanted {
        Wanted {
            family: Family::from_code(query.get("famille")),
            kind: MissionKind::from_code(query.get("niveau")),
            host: HostKind::from_code(query.get("structure")),
            department: DEPARTMENTS.into_iter().find(|d| *d == query.get("departement")),
            period: ["1", "2"].iter().position(|p| *p == query.get("periode")),
            words: fold(query.get("mot")).split_whitespace().take(8).map(str::to_owned).collect(),
        }
    }

    fn is_met(&self, mission: &Mission, host: &Host) -> bool {
        let d = &mission.draft;
        let said = fold(&[&d.title, &d.summary, &d.deliverables, &d.place, &host.draft.name, &d.tags.join(" ")].map(String::as_str).join(" "));
        self.family.is_none_or(|f| f == d.family)
            && self.kind.is_none_or(|k| k == d.kind)
            && self.host.is_none_or(|k| k == host.draft.kind)
            && self.department.is_none_or(|n| n == d.department)
            && self.period.is_none_or(|p| d.places[p] > 0)
            && self.words.iter().all(|word| said.contains(word.as_str()))
    }
}

/// The page.
pub async fn page(ask: &Ask<'_>) -> Answer {
    let mut tx = ask.db().read().await?;
    let m = member(&mut tx, ask).await?;
    let own = m.associate.clone().ok_or_else(missing)?;
    let back = Way::link(m.here(), say::BACK_TO_CAMPAIGN);
    let sheet = Sheet::new(say::GALLERY).above(title(&mut tx, &m.campaign).await?);
    if !opened(&m) {
        return Ok(sheet.with(Block::notice("", say::RANK_LATER)).with(Block::ways(vec![back])));
    }
    let everyone = Everyone::load(&mut tx, m.campaign.id).await?;
    // The list being written, else the last one there was.
    let list = if writable(&m.stages, 1) { 1 } else { 2 };
    let mut mine = Ballot::default();
    for stage in [list, 1] {
        let voter = Voter { campaign: m.campaign.id, stage, side: Side::Associate.code(), id: own.id };
        if let Some(kept) = ballots::one(&mut tx, voter).await? {
            mine = kept.draft;
            break;
        }
    }
    let places: BTreeMap<i64, usize> = mine.places().into_iter().collect();
    let wanted = Wanted::read(&ask.query);
    let mut found: Vec<(&Mission, &Host)> =
        everyone.missions.iter().filter_map(|x| Some((x, everyone.host(x.host)?))).filter(|(x, host)| wanted.is_met(x, host)).collect();
    found.sort_by_cached_key(|(x, host)| (fold(&host.draft.name), fold(&x.draft.title)));
    let items = found.iter().map(|(x, host)| item(x, host, &m.here(), places.get(&x.id).copied())).collect();
    let mut ways = vec![Way::button(list_path(m.campaign.id, list, &Voice::Associate(own)), say::RANK_NOW), back];
    if !writable(&m.stages, list) {
        ways.remove(0);
    }
    let mut sheet = sheet.lead(say::gallery_lead(found.len(), everyone.missions.len())).with(Block::form(filter(ask)));
    if wanted != Wanted::default() {
        sheet = sheet.with(Block::ways(vec![Way::link(ask.path(), say::GALLERY_ALL)]));
    }
    Ok(sheet.with(if found.is_empty() { Block::notice("", say::GALLERY_NONE) } else { Block::items(items) }).with(Block::ways(ways)))
}

fn item(mission: &Mission, host: &Host, here: &str, place: Option<usize>) -> Item {
    let d = &mission.draft;
    let place = place.map_or(String::new(), |at| say::in_your_list(&placed(Rank { at, of: 0, tied: false })));
    Item {
        title: d.title.clone(),
        href: format!("{here}/fiches/{}", mission.id),
        text: d.summary.clone(),
        tag: d.family.label(Lang::Fr).to_owned(),
        blocks: vec![Block::small(say::gallery_line(&host.draft.name, d.kind.label(Lang::Fr), &d.place, &d.department, &place))],
        ..Item::default()
    }
}

fn filter(ask: &Ask<'_>) -> Form {
    let select = |name: &str, label: &str| Field::new(name, "select", label).value(ask.query.get(name));
    let any = || std::iter::once(("", say::ANY));
    Form { get: true, ..Form::new("filtre") }
        .line()
        .field(select("famille", say::FAMILY).options(any().chain(Family::ALL.iter().map(|f| (f.code(), f.label(Lang::Fr))))))
        .field(select("niveau", say::MISSION_KIND).options(any().chain(MissionKind::ALL.iter().map(|k| (k.code(), k.label(Lang::Fr))))))
        .field(select("structure", say::HOST_KIND).options(any().chain(HostKind::ALL.iter().map(|k| (k.code(), k.label(Lang::Fr))))))
        .field(select("departement", say::DEPARTMENT).options(any().chain(DEPARTMENTS.map(|d| (d, d)))))
        .field(select("periode", say::PERIOD).options(any().chain([("1", "1"), ("2", "2")])))
        .field(Field::new("mot", "search", say::WORD).value(ask.query.get("mot")).max(80))
        .quiet("", say::GALLERY_FILTER)
        .chosen()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::campaign::model::sheet::{HostDraft, MissionDraft};

    fn pair() -> (Mission, Host) {
        let draft = MissionDraft {
            reference: "m1".to_owned(),
            host: "h1".to_owned(),
            title: "Réorganiser l’accueil".to_owned(),
            family: Family::Management,
            kind: MissionKind::Operational,
            summary: "Recevoir mieux.".to_owned(),
            deliverables: "Un guide.".to_owned(),
            manager: "Ana".to_owned(),
            place: "Grigny".to_owned(),
            department: "91".to_owned(),
            tags: vec!["logement".to_owned()],
            places: [1, 0],
            places_total: None,
        };
        let host = HostDraft {
            reference: "h1".to_owned(),
            name: "Le Toit".to_owned(),
            kind: HostKind::Cooperative,
            contact: "Ana".to_owned(),
            email: "ana@exemple.fr".to_owned(),
            tables: 1,
            min_meetings: 0,
            max_meetings: None,
            question: String::new(),
        };
        let mission = Mission { id: 1, host: 1, draft, approved: Some(0), left: None };
        (mission, Host { id: 1, campaign: 1, draft: host, organisation: None, left: None })
    }

    #[test]
    fn each_question_narrows_and_what_does_not_read_asks_nothing() {
        let (mission, host) = pair();
        for (query, met) in [
            ("", true),
            ("famille=gestion", true),
            ("famille=rayonnement", false),
            ("niveau=operationnel&structure=cooperative&departement=91&periode=1", true),
            ("niveau=strategique", false),
            ("structure=fondation", false),
            ("departement=75", false),
            ("periode=2", false),
            ("mot=ACCUEIL+reorganiser", true),
            ("mot=logement+grigny+toit", true),
            ("mot=accueil+absent", false),
            ("famille=licorne&departement=2A&periode=9", true),
        ] {
            assert_eq!(Wanted::read(&Fields::read(query)).is_met(&mission, &host), met, "{query}");
        }
    }
}
