//! The list of offers: a search, its facets, its pages, and what to loosen when nothing is found.

use super::{Board, Fault, Reader, cards, day_number, localised};
use crate::i18n::{self, offers_count};
use crate::jobs::model::criteria::{Criteria, Facets, Filter, PAGE_SIZE, SINCE_CHOICES};
use crate::jobs::model::query::{Asked, read, write};
use crate::jobs::model::views::{Choice, Facet, Link, Loosen, SearchView};
use crate::jobs::model::{Contract, Remote, Sector, Sort};
use crate::kernel::lang::Lang;

/// Results reachable by turning pages.
pub const REACHABLE: usize = 10_000;

/// Reads a search against the communes.
pub fn asked(board: &Board, raw: &str, lang: Lang) -> Asked {
    read(raw, lang, &|typed| board.places.find(typed).map(|c| (c.label(), c.position)))
}

/// The page of a search.
pub async fn page(board: &Board, raw: &str, reader: Reader) -> Result<SearchView, Fault> {
    let asked = asked(board, raw, reader.lang);
    let (now, today) = (reader.now.as_millisecond(), day_number(reader.today()));
    let found = board.engine.search(&asked.criteria, now, today)?;
    let words = found.correction.as_deref().unwrap_or(&asked.criteria.text);
    let cards = cards::of_ids(board, &found.ids, words, &found.distances_km, reader).await?;
    let path = localised("/offres", reader.lang);
    let last = (found.total as usize).min(REACHABLE).div_ceil(PAGE_SIZE).max(1);
    Ok(SearchView {
        problems: asked.problems.clone(),
        total: offers_count(found.total, reader.lang),
        heading: heading(&asked, found.total, reader.lang),
        cards,
        facets: facets(&asked.criteria, &found.facets, reader.lang),
        since: since(&asked.criteria, &found.facets, reader.lang),
        chips: chips(&asked, &path, reader.lang),
        sorts: sorts(&asked, &path, reader.lang),
        pages: if found.total == 0 { Vec::new() } else { pages(&asked, &path, last) },
        correction: found.correction.clone().map(|c| (asked.criteria.text.clone(), c)),
        too_far: too_far(&asked, found.total, last, &path, reader.lang),
        loosen: if found.total == 0 { loosen(board, &asked, &path, reader)? } else { Vec::new() },
        follow: follow(&write(&first_page(&asked.criteria), &asked.typed)),
        rss: with_query("/offres.rss", &write(&first_page(&asked.criteria), &asked.typed)),
        canonical: format!("{}{}", board.base_url, with_query(&path, &asked.query())),
        action: path,
        typed: asked.typed,
    })
}

/// A path with its query string, if there is one.
pub fn with_query(path: &str, query: &str) -> String {
    if query.is_empty() { path.to_owned() } else { format!("{path}?{query}") }
}

fn first_page(c: &Criteria) -> Criteria {
    Criteria { page: 1, ..c.clone() }
}

fn heading(asked: &Asked, total: u32, lang: Lang) -> String {
    let mut out = offers_count(total, lang);
    if !asked.criteria.text.is_empty() {
        out.push_str(&format!(" «\u{202f}{}\u{202f}»", asked.criteria.text));
    }
    if let Some(around) = &asked.criteria.around {
        out.push_str(&format!(", {}", around.label));
    }
    out
}

fn facets(c: &Criteria, counts: &Facets, lang: Lang) -> Vec<Facet> {
    let contracts = Contract::ALL.iter().map(|x| choice(x.code(), x.label(lang), counts.contracts[x.index()], c.contracts.contains(x)));
    let mut sectors: Vec<Choice> =
        Sector::ALL.iter().map(|x| choice(x.code(), x.label(lang), counts.sectors[x.index()], c.sectors.contains(x))).collect();
    sectors.sort_by_key(|x| std::cmp::Reverse(x.count));
    let remote = Remote::ALL.iter().map(|x| choice(x.code(), x.label(lang), counts.remote[x.index()], c.remote.contains(x)));
    vec![
        facet("contrat", i18n::contract(lang), contracts),
        facet("secteur", i18n::sector(lang), sectors.into_iter()),
        facet("teletravail", i18n::remote_work(lang), remote),
    ]
}

fn facet(name: &str, legend: &str, choices: impl Iterator<Item = Choice>) -> Facet {
    let shown = choices.filter(|c| c.chosen || c.count.is_some_and(|n| n > 0)).collect();
    Facet { name: name.to_owned(), legend: legend.to_owned(), choices: shown }
}

fn choice(code: &str, label: &str, count: u32, chosen: bool) -> Choice {
    Choice { code: code.to_owned(), label: label.to_owned(), count: Some(count), chosen }
}

fn since(c: &Criteria, counts: &Facets, lang: Lang) -> Vec<Choice> {
    let any = Choice { code: String::new(), label: i18n::any_date(lang).to_owned(), count: None, chosen: c.since_days.is_none() };
    let days = SINCE_CHOICES.iter().zip(counts.since).map(|(d, n)| choice(&d.to_string(), &i18n::within_days(*d, lang), n, c.since_days == Some(*d)));
    let other = c.since_days.filter(|d| !SINCE_CHOICES.contains(d));
    let other = other.map(|d| Choice { code: d.to_string(), label: i18n::within_days(d, lang), count: None, chosen: true });
    std::iter::once(any).chain(days).chain(other).collect()
}

/// Everything chosen beside the words and the place, each with the address of the same search without it.
fn chips(asked: &Asked, path: &str, lang: Lang) -> Vec<Link> {
    let c = &asked.criteria;
    let mut out = Vec::new();
    let mut chip = |label: String, rest: Criteria| {
        let href = with_query(path, &write(&Criteria { page: 1, ..rest }, &asked.typed));
        out.push(Link { href, label, current: false });
    };
    c.contracts.iter().for_each(|x| chip(x.label(lang).to_owned(), Criteria { contracts: others(&c.contracts, x), ..c.clone() }));
    c.sectors.iter().for_each(|x| chip(x.label(lang).to_owned(), Criteria { sectors: others(&c.sectors, x), ..c.clone() }));
    c.functions.iter().for_each(|x| chip(x.label(lang).to_owned(), Criteria { functions: others(&c.functions, x), ..c.clone() }));
    c.remote.iter().for_each(|x| chip(x.label(lang).to_owned(), Criteria { remote: others(&c.remote, x), ..c.clone() }));
    c.rhythm.iter().for_each(|x| chip(x.label(lang).to_owned(), c.without(Filter::Rhythm)));
    c.since_days.iter().for_each(|d| chip(i18n::within_days(*d, lang), c.without(Filter::Since)));
    if c.pay_min.is_some() {
        let period = if asked.typed.par == "an" { i18n::search_year(lang) } else { i18n::search_month(lang) };
        chip(i18n::at_least(&asked.typed.remuneration, period, lang), c.without(Filter::Pay));
    }
    out
}

fn others<T: Copy + PartialEq>(list: &[T], without: &T) -> Vec<T> {
    list.iter().copied().filter(|x| x != without).collect()
}

fn sorts(asked: &Asked, path: &str, lang: Lang) -> Vec<Link> {
    let c = &asked.criteria;
    let offered = |s: &Sort| match s {
        Sort::Relevance => !c.text.is_empty(),
        Sort::Distance => c.around.is_some(),
        _ => true,
    };
    let link = |s: Sort| {
        let sorted = Criteria { sort: s, page: 1, ..c.clone() };
        Link { href: with_query(path, &write(&sorted, &asked.typed)), label: s.label(lang).to_owned(), current: c.sort == s }
    };
    Sort::ALL.iter().copied().filter(offered).map(link).collect()
}

/// Links to the first, last and neighbouring pages.
fn pages(asked: &Asked, path: &str, last: usize) -> Vec<Link> {
    let here = asked.criteria.page;
    let mut wanted: Vec<usize> =
        [1, last].into_iter().chain(here.saturating_sub(2)..=here.saturating_add(2)).filter(|p| (1..=last).contains(p)).collect();
    wanted.sort_unstable();
    wanted.dedup();
    wanted.into_iter().map(|p| page_link(asked, path, p)).collect()
}

fn page_link(asked: &Asked, path: &str, page: usize) -> Link {
    let c = Criteria { page, ..asked.criteria.clone() };
    Link { href: with_query(path, &write(&c, &asked.typed)), label: page.to_string(), current: page == asked.criteria.page }
}

fn too_far(asked: &Asked, total: u32, last: usize, path: &str, lang: Lang) -> Option<Link> {
    let beyond = total > 0 && asked.criteria.page > last;
    beyond.then(|| Link { label: i18n::page_too_far(asked.criteria.page, last, lang), ..page_link(asked, path, last) })
}

pub(super) fn loosen(board: &Board, asked: &Asked, path: &str, reader: Reader) -> Result<Vec<Loosen>, Fault> {
    let (now, today) = (reader.now.as_millisecond(), day_number(reader.today()));
    let mut out = Vec::new();
    for filter in Filter::ALL.into_iter().filter(|f| asked.criteria.uses(*f)) {
        let loosened = asked.criteria.without(filter);
        let n = board.engine.count(&loosened, now, today)?;
        if n > 0 {
            let href = with_query(path, &write(&loosened, &asked.typed));
            out.push((
                n,
                Loosen { href, label: i18n::without_filter(filter_name(filter, reader.lang), reader.lang), count: offers_count(n, reader.lang) },
            ));
        }
    }
    out.sort_by_key(|(n, _)| std::cmp::Reverse(*n));
    Ok(out.into_iter().map(|(_, l)| l).collect())
}

fn filter_name(filter: Filter, lang: Lang) -> &'static str {
    match filter {
        Filter::Text => i18n::filter_text(lang),
        Filter::Around => i18n::filter_place(lang),
        Filter::Contracts => i18n::filter_contract(lang),
        Filter::Sectors => i18n::filter_sector(lang),
        Filter::Functions => i18n::filter_function(lang),
        Filter::Remote => i18n::filter_remote(lang),
        Filter::Rhythm => i18n::filter_rhythm(lang),
        Filter::Since => i18n::filter_since(lang),
        Filter::Pay => i18n::filter_pay(lang),
    }
}

/// Where a search is saved and followed.
fn follow(query: &str) -> String {
    let query: String = form_urlencoded::byte_serialize(query.as_bytes()).collect();
    format!("/mon-espace/recherches?recherche={query}")
}
