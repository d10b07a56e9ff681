//! RSS 2.0, RSS 1.0 and Atom feeds of offers, WordPress job extensions included.
//!
//! A feed item has few fields: the organisation is its company or author, else the title of the channel; the contract is
//! in a category, the title or the text. A feed gives no last day, and none is made up.

use super::foreign::{Foreign, place};
use super::html::attribute;
use super::rows::Rows;
use super::xml::{Header, Record, records};
use super::{Parsed, vocabulary};
use crate::kernel::refusal::Refusal;

/// Reads a feed.
pub fn read(text: &str, source: &str) -> Result<Parsed, Refusal> {
    let mut rows = Rows::new(false);
    let (header, end) = records(text, &["item", "entry"], |header, record| keep(header, &record, source, &mut rows))?;
    if !matches!(header.root.as_str(), "rss" | "feed" | "rdf") {
        return Err(match end {
            Err(trouble) => Refusal::malformed(format!("ligne {} : {}", trouble.line, trouble.sentence)),
            Ok(()) => Refusal::malformed("ce n’est pas un flux RSS ou Atom"),
        });
    }
    rows.finish(end)
}

fn keep(header: &Header, record: &Record, source: &str, rows: &mut Rows) -> Result<(), Refusal> {
    let foreign = foreign(header, record);
    if record.oversized {
        return rows.offer(record.line, Some(foreign.reference), Err(Refusal::too_large("cette offre dépasse 1 Mio")));
    }
    rows.foreign(record.line, foreign, source)
}

fn foreign(header: &Header, record: &Record) -> Foreign {
    let link = link(record);
    let id = record.first(&["guid", "id", "atom:id"]);
    let categories: Vec<String> =
        ["category", "dc:subject", "job_listing:job_type", "job_listing:job_category"].iter().flat_map(|n| record.all(n)).map(category).collect();
    let contract_words = categories.join(" ; ");
    let place_name = record.first(&["job_listing:location", "location", "georss:featurename"]);
    Foreign {
        reference: if id.is_empty() { link.clone() } else { id },
        organisation: organisation(header, record),
        title: record.first(&["title", "atom:title"]),
        description: record.first(&["content:encoded", "content", "atom:content", "description", "summary"]),
        contracts: vocabulary::contracts(&contract_words),
        sectors: vocabulary::sectors(categories.iter().map(String::as_str)),
        function: categories.iter().find_map(|c| vocabulary::function(c)),
        places: if place_name.is_empty() { Vec::new() } else { vec![place(&place_name, "", "")] },
        pay_words: record.first(&["job_listing:salary", "salary"]),
        published: record.first(&["pubdate", "published", "dc:date", "updated", "atom:published"]),
        link,
        ..Foreign::default()
    }
}

/// The company, the author's name, or the title of the channel.
fn organisation(header: &Header, record: &Record) -> String {
    let named = record.first(&["job_listing:company", "company", "author/name", "dc:creator"]);
    if !named.is_empty() {
        return named;
    }
    let author = record.first(&["author"]);
    // RSS writes "jobs@maison.fr (La Maison)".
    let name = match author.split_once('(') {
        Some((_, name)) => name.trim_end_matches([')', ' ']),
        None if author.contains('@') => "",
        None => author.as_str(),
    };
    if name.is_empty() { header.title.clone() } else { name.to_owned() }
}

/// The page of the offer: RSS text, or the alternate link of Atom.
fn link(record: &Record) -> String {
    let text = record.first(&["link"]);
    if !text.is_empty() {
        return text;
    }
    let links = || record.all("link").chain(record.all("atom:link"));
    let alternate = links().find(|f| attribute(&f.attributes, "rel").is_none_or(|r| r == "alternate"));
    alternate.or_else(|| links().next()).and_then(|f| attribute(&f.attributes, "href")).unwrap_or_default()
}

fn category(field: &super::xml::Field) -> String {
    let named = |n| attribute(&field.attributes, n);
    if field.text.trim().is_empty() { named("label").or_else(|| named("term")).unwrap_or_default() } else { field.text.trim().to_owned() }
}
