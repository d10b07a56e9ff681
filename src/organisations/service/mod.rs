//! The public pages of organisations: the list ("Ils recrutent !") and one structure.

use super::model::views::{DirectoryView, Entry, OrganisationView};
use super::store::{self, Organisation};
use crate::i18n;
use crate::jobs::model::views::{Fact, Link, OrganisationPanel};
use crate::jobs::service::{Board, Fault, Reader, cards, localised};
use crate::jobs::store as offers;
use crate::kernel::lang::Lang;
use crate::kernel::markdown::{to_html, to_plain};
use crate::kernel::refusal::Refusal;
use crate::kernel::text::excerpt;
use crate::organisations::model::Family;
use crate::places::department_name;
use crate::store::{StoreError, Tx};

/// Organisations on one page of the list.
const PAGE_SIZE: usize = 60;

/// Everyone who recruits or has something to tell, those with open offers first. A page number that is none, or past the
/// last, shows the nearest page there is.
pub async fn directory(board: &Board, query: &str, reader: Reader) -> Result<DirectoryView, Fault> {
    let mut tx = board.db.read().await?;
    let listed = store::list(&mut tx, reader.now.as_millisecond()).await?;
    let lang = reader.lang;
    let path = localised("/organisations", lang);
    let last = listed.len().div_ceil(PAGE_SIZE).max(1);
    let asked = form_urlencoded::parse(query.as_bytes()).find(|(k, _)| k == "page").and_then(|(_, v)| v.parse::<usize>().ok());
    let here = asked.unwrap_or(1).clamp(1, last);
    let address = |page: usize| if page == 1 { path.clone() } else { format!("{path}?page={page}") };
    let link = |page: usize| Link { href: address(page), label: page.to_string(), current: page == here };
    let entry = |o: &store::Listed| Entry {
        href: localised(&format!("/organisations/{}", o.slug), lang),
        name: o.name.clone(),
        facts: [
            o.family.as_deref().and_then(Family::from_code).map(|f| f.label(lang).to_owned()),
            o.sector.as_deref().and_then(crate::jobs::model::Sector::from_code).map(|s| s.label(lang).to_owned()),
            o.seat.as_deref().and_then(|i| board.places.by_insee(i)).map(|c| c.label()),
        ]
        .into_iter()
        .flatten()
        .collect::<Vec<_>>()
        .join(", "),
        summary: excerpt(&o.summary, 200),
        open: u32::try_from(o.open).unwrap_or(0),
        open_words: i18n::open_offers(u32::try_from(o.open).unwrap_or(0), lang),
    };
    let recruiting = listed.iter().filter(|o| o.open > 0).count();
    Ok(DirectoryView {
        entries: listed.iter().skip((here - 1) * PAGE_SIZE).take(PAGE_SIZE).map(entry).collect(),
        pages: if last > 1 { (1..=last).map(link).collect() } else { Vec::new() },
        recruiting: recruiting as u32,
        url: format!("{}{}", board.base_url, address(here)),
    })
}

/// The page of one structure.
pub async fn page(board: &Board, slug: &str, reader: Reader) -> Result<Result<OrganisationView, Refusal>, Fault> {
    let mut tx = board.db.read().await?;
    let Some(o) = store::by_slug(&mut tx, slug).await? else {
        return Ok(Err(Refusal::missing(i18n::organisation_missing(reader.lang))));
    };
    if store::hidden(&mut tx, o.id).await? {
        return Ok(Err(Refusal::missing(i18n::organisation_missing(reader.lang))));
    }
    let lang = reader.lang;
    let link = |x: &Organisation| Link { href: localised(&format!("/organisations/{}", x.slug), lang), label: x.name.clone(), current: false };
    let hosts = store::hosts(&mut tx, o.id).await?.iter().map(link).collect();
    let hosted = store::hosted(&mut tx, o.id).await?.iter().map(link).collect();
    let open = offers::open_of(&mut tx, o.id, reader.now.as_millisecond()).await?;
    let seat = o.seat.as_deref().and_then(|i| board.places.by_insee(i)).map(|c| c.label());
    let mut facts = facts(&mut tx, &o, lang).await?;
    facts.extend(seat.map(|s| fact(i18n::seat(lang), s, "")));
    // How it keeps its promises of an answer (rule I33); nothing is said below five applications.
    let rate = crate::jobs::publish::answer::rate(&offers::applications::followed(&mut tx, o.id).await?, reader.today());
    facts.extend(rate.map(|r| fact(i18n::answer(lang), i18n::answer_rate(r.n, r.answered, r.in_time, lang), "")));
    Ok(Ok(OrganisationView {
        url: format!("{}{}", board.base_url, localised(&format!("/organisations/{}", o.slug), lang)),
        name: o.name,
        summary: o.summary.clone(),
        story: to_html(&o.story),
        description: excerpt(&to_plain(if o.summary.is_empty() { &o.story } else { &o.summary }), 160),
        facts,
        hosting_note: o.hosting_note.unwrap_or_default(),
        hosts,
        hosted,
        website: o.website,
        offers_heading: i18n::open_offers(open.len() as u32, lang),
        offers: open.iter().map(|f| cards::card(f, "", None, reader)).collect(),
    }))
}

/// The panel an offer shows of its organisation (rule I3).
pub async fn panel(tx: &mut Tx, id: i64, lang: Lang) -> Result<OrganisationPanel, StoreError> {
    let o = store::by_id(tx, id).await?.ok_or_else(|| StoreError::Corrupt(format!("organisation {id} is missing")))?;
    let mut facts = facts(tx, &o, lang).await?;
    let hosts = store::hosts(tx, id).await?;
    if !hosts.is_empty() {
        let names = hosts.iter().map(|h| h.name.as_str()).collect::<Vec<_>>().join(", ");
        facts.push(fact(i18n::hosted_by(lang), names, o.hosting_note.as_deref().unwrap_or("")));
    }
    Ok(OrganisationPanel { name: o.name, href: localised(&format!("/organisations/{}", o.slug), lang), summary: o.summary, facts })
}

fn fact(term: &str, main: String, soft: &str) -> Fact {
    Fact { term: term.to_owned(), main, soft: soft.to_owned() }
}

async fn facts(tx: &mut Tx, o: &Organisation, lang: Lang) -> Result<Vec<Fact>, StoreError> {
    let mut out = Vec::new();
    out.extend(o.family.map(|f| fact(i18n::family(lang), f.label(lang).to_owned(), "")));
    out.extend(o.sector.map(|s| fact(i18n::sector(lang), s.label(lang).to_owned(), "")));
    let networks = store::networks(tx, o.id).await?;
    if !networks.is_empty() {
        out.push(fact(i18n::network(lang), networks.join(", "), ""));
    }
    if o.headcount.is_some() || o.headcount_note.is_some() {
        out.push(fact(
            i18n::headcount(lang),
            o.headcount.map_or(String::new(), |h| h.label(lang).to_owned()),
            o.headcount_note.as_deref().unwrap_or(""),
        ));
    }
    let names: Vec<String> = store::territories(tx, o.id).await?.iter().map(|c| format!("{} ({c})", department_name(c).unwrap_or("?"))).collect();
    if !names.is_empty() {
        out.push(fact(i18n::territories(lang), names.join(", "), ""));
    }
    Ok(out)
}
