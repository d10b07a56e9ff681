//! Machine-readable lists of open offers: RSS, Atom, JSON, Indeed's XML, and the sitemap (rule N: a search can be followed).

use super::{Board, Fault, Reader, search};
use crate::jobs::model::Sort;
use crate::jobs::model::criteria::Criteria;
use crate::jobs::model::pay::Pay;
use crate::jobs::model::views::SearchView;
use crate::jobs::store::{self, Offer};
use crate::kernel::lang::Lang;
use crate::kernel::markdown::to_html;
use crate::places::{Commune, department_name};
use jiff::Timestamp;
use serde_json::{Value, json};

/// Offers in a feed one follows.
pub const FEED_MAX: usize = 60;
/// Offers in the file job sites read: they take what is missing from it for closed.
pub const FILE_MAX: usize = 2_000;
/// Addresses in the sitemap (the protocol's limit is 50 000).
pub const SITEMAP_MAX: i64 = 45_000;

/// The offers a feed of this search holds (at most `most`), most recent first, and the words that describe the search.
pub async fn offers(board: &Board, raw: &str, most: usize, reader: Reader) -> Result<(String, Vec<Offer>), Fault> {
    let asked = search::asked(board, raw, reader.lang);
    let criteria = Criteria { sort: Sort::Date, page: 1, ..asked.criteria.clone() };
    let (now, today) = (reader.now.as_millisecond(), super::day_number(reader.today()));
    let mut found = Vec::new();
    let mut tx = board.db.read().await?;
    for page in 1..=most.div_ceil(crate::jobs::model::criteria::PAGE_SIZE) {
        let ids = board.engine.search(&Criteria { page, ..criteria.clone() }, now, today)?.ids;
        if ids.is_empty() {
            break;
        }
        found.extend(store::by_ids(&mut tx, &ids).await?);
    }
    found.truncate(most);
    let view: SearchView = search::page(board, raw, reader).await?;
    Ok((view.heading, found))
}

fn escape(text: &str) -> String {
    let clean = text.chars().filter(|c| (!c.is_control() || matches!(c, '\n' | '\t')) && !matches!(c, '\u{fffe}' | '\u{ffff}'));
    clean.fold(String::with_capacity(text.len()), |mut out, c| {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            _ => out.push(c),
        }
        out
    })
}

fn element(name: &str, text: &str) -> String {
    format!("<{name}>{}</{name}>", escape(text))
}

fn url_of(board: &Board, offer: &Offer) -> String {
    format!("{}/offres/{}", board.base_url, offer.slug)
}

fn body_html(offer: &Offer) -> String {
    offer.draft.sections.all().map(to_html).concat()
}

fn instant(ms: i64) -> Timestamp {
    Timestamp::from_millisecond(ms).unwrap_or(Timestamp::UNIX_EPOCH)
}

fn rfc2822(offer: &Offer) -> String {
    let z = crate::kernel::clock::paris_midnight(offer.draft.published_on).to_zoned(crate::kernel::clock::paris());
    jiff::fmt::rfc2822::to_string(&z).unwrap_or_default()
}

/// RSS 2.0.
pub fn rss(board: &Board, title: &str, self_href: &str, offers: &[Offer]) -> String {
    let mut out = String::from(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<rss version=\"2.0\" xmlns:atom=\"http://www.w3.org/2005/Atom\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\"><channel>\n",
    );
    out.push_str(&element("title", &format!("Passerelle, {title}")));
    out.push_str(&element("link", &format!("{}/offres", board.base_url)));
    out.push_str(&element("description", "Offres de l’économie sociale et solidaire"));
    out.push_str("<language>fr</language>");
    out.push_str(&format!("<atom:link rel=\"self\" type=\"application/rss+xml\" href=\"{}\"/>\n", escape(&format!("{}{self_href}", board.base_url))));
    for offer in offers {
        let url = url_of(board, offer);
        out.push_str("<item>");
        out.push_str(&element("title", &offer.draft.title));
        out.push_str(&element("link", &url));
        out.push_str(&format!("<guid isPermaLink=\"true\">{}</guid>", escape(&url)));
        out.push_str(&element("pubDate", &rfc2822(offer)));
        out.push_str(&element("dc:creator", &offer.organisation));
        for contract in &offer.draft.contracts {
            out.push_str(&element("category", contract.label(Lang::Fr)));
        }
        out.push_str(&element("description", &body_html(offer)));
        out.push_str("</item>\n");
    }
    out.push_str("</channel></rss>\n");
    out
}

/// Atom 1.0.
pub fn atom(board: &Board, title: &str, self_href: &str, offers: &[Offer]) -> String {
    let updated = instant(offers.iter().map(|o| o.updated_at).max().unwrap_or(0));
    let me = escape(&format!("{}{self_href}", board.base_url));
    let mut out = String::from("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<feed xmlns=\"http://www.w3.org/2005/Atom\" xml:lang=\"fr\">\n");
    out.push_str(&element("title", &format!("Passerelle, {title}")));
    out.push_str(&format!("<id>{me}</id><link rel=\"self\" href=\"{me}\"/><link href=\"{}/offres\"/>", escape(&board.base_url)));
    out.push_str(&element("updated", &updated.to_string()));
    for offer in offers {
        let url = escape(&url_of(board, offer));
        out.push_str(&format!("\n<entry><id>{url}</id><link href=\"{url}\"/>"));
        out.push_str(&element("title", &offer.draft.title));
        out.push_str(&element("updated", &instant(offer.updated_at).to_string()));
        out.push_str(&element("published", &crate::kernel::clock::paris_midnight(offer.draft.published_on).to_string()));
        out.push_str(&format!("<author>{}</author>", element("name", &offer.organisation)));
        out.push_str(&format!("<content type=\"html\">{}</content></entry>", escape(&body_html(offer))));
    }
    out.push_str("\n</feed>\n");
    out
}

/// JSON Feed 1.1, each item carrying the structured offer beside its text.
pub fn json_feed(board: &Board, title: &str, self_href: &str, offers: &[Offer]) -> Value {
    let item = |o: &Offer| {
        json!({"id": url_of(board, o), "url": url_of(board, o), "title": o.draft.title, "content_html": body_html(o),
            "date_published": crate::kernel::clock::paris_midnight(o.draft.published_on).to_string(), "authors": [{"name": o.organisation}], "_offre": o.draft})
    };
    json!({"version": "https://jsonfeed.org/version/1.1", "title": format!("Passerelle, {title}"), "home_page_url": format!("{}/offres", board.base_url),
        "feed_url": format!("{}{self_href}", board.base_url), "language": "fr", "items": offers.iter().map(item).collect::<Vec<_>>()})
}

/// Indeed's XML shape.
pub fn indeed(board: &Board, offers: &[Offer]) -> String {
    let mut out = String::from("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<source>");
    out.push_str(&element("publisher", "Passerelle"));
    out.push_str(&element("publisherurl", &board.base_url));
    for offer in offers {
        let d = &offer.draft;
        let place = d.places.iter().find(|p| p.preferred).or(d.places.first());
        let commune = place.and_then(|p| board.places.by_insee(p.insee.as_deref()?));
        out.push_str("\n<job>");
        let mut put = |name: &str, text: &str| {
            if !text.is_empty() {
                out.push_str(&element(name, text));
            }
        };
        put("title", &d.title);
        put("date", &rfc2822(offer));
        put("referencenumber", &format!("{}-{}", d.source, d.reference));
        put("url", &url_of(board, offer));
        put("company", &offer.organisation);
        put("city", commune.map_or_else(|| place.map_or("", |p| p.label.split(" (").next().unwrap_or("")), |c| c.name));
        put("state", commune.and_then(|c| department_name(c.department)).unwrap_or(""));
        put("country", if commune.is_some() { "FR" } else { place.and_then(|p| p.country.as_deref()).unwrap_or("") });
        put("postalcode", commune.and_then(Commune::postal_code).unwrap_or(""));
        put("description", &body_html(offer));
        put("salary", &if matches!(d.pay, Pay::Amount { .. }) { d.pay.words(Lang::Fr) } else { String::new() });
        put("jobtype", &d.contracts.iter().map(|c| c.label(Lang::Fr)).collect::<Vec<_>>().join(", "));
        put("category", d.sectors.first().map_or("", |s| s.label(Lang::Fr)));
        put("expirationdate", &d.last_day.map_or(String::new(), |day| day.to_string()));
        out.push_str("</job>");
    }
    out.push_str("\n</source>\n");
    out
}

/// The sitemap: public pages, organisations, articles and open offers.
pub async fn sitemap(board: &Board, pages: &[String], reader: Reader) -> Result<String, Fault> {
    let mut tx = board.db.read().await?;
    let offers = store::mapped(&mut tx, reader.now.as_millisecond(), SITEMAP_MAX).await?;
    let organisations = crate::organisations::store::list(&mut tx, reader.now.as_millisecond()).await?;
    let mut out = String::from("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n");
    let mut put = |path: &str, modified: Option<i64>| {
        out.push_str(&format!("<url><loc>{}</loc>", escape(&format!("{}{path}", board.base_url))));
        if let Some(ms) = modified {
            out.push_str(&element("lastmod", &crate::kernel::clock::paris_day(instant(ms)).to_string()));
        }
        out.push_str("</url>\n");
    };
    pages.iter().for_each(|p| put(p, None));
    organisations.iter().for_each(|o| put(&format!("/organisations/{}", o.slug), None));
    offers.iter().for_each(|o| put(&format!("/offres/{}", o.slug), Some(o.updated_at)));
    out.push_str("</urlset>\n");
    Ok(out)
}
