//! Reads the compiled-in files once, and gives them as pages.

use super::files::{ADVICE, MAG, PAGES_EN, PAGES_FR};
use super::views::{ArticleView, Kind, PageView, ShelfView, Teaser};
use crate::i18n::reading_time;
use crate::jobs::service::localised;
use crate::kernel::dates::long_day;
use crate::kernel::lang::Lang;
use crate::kernel::markdown::article_html;
use jiff::civil::Date;
use serde::Deserialize;
use std::collections::HashMap;

/// Words read in a minute.
const WORDS_A_MINUTE: usize = 220;

/// Facts about whoever runs this site, put in place of `{{name}}` in the pages. Set in the configuration.
#[derive(Clone, Debug)]
pub struct Publisher {
    values: HashMap<(&'static str, Lang), String>,
}

/// What can be set: (placeholder, environment variable, what stands there in French and in English when it is not set).
pub const PUBLISHER_SETTINGS: [(&str, &str, &str, &str); 11] = [
    ("publisher", "PASSERELLE_PUBLISHER", "L’équipe de Passerelle", "The Passerelle team"),
    ("publisher_status", "PASSERELLE_PUBLISHER_STATUS", "(forme juridique à indiquer)", "(legal form to be given)"),
    ("publisher_registration", "PASSERELLE_PUBLISHER_REGISTRATION", "(immatriculation à indiquer)", "(registration to be given)"),
    ("publication_director", "PASSERELLE_PUBLICATION_DIRECTOR", "(à indiquer)", "(to be given)"),
    ("postal_address", "PASSERELLE_POSTAL_ADDRESS", "(adresse postale à indiquer)", "(postal address to be given)"),
    ("contact_email", "PASSERELLE_CONTACT_EMAIL", "contact@passerelle.example", "contact@passerelle.example"),
    ("contact_phone", "PASSERELLE_CONTACT_PHONE", "(téléphone à indiquer)", "(telephone to be given)"),
    ("host_name", "PASSERELLE_HOST_NAME", "(hébergeur à indiquer)", "(host to be given)"),
    ("host_address", "PASSERELLE_HOST_ADDRESS", "(adresse de l’hébergeur à indiquer)", "(address of the host to be given)"),
    ("host_phone", "PASSERELLE_HOST_PHONE", "(téléphone de l’hébergeur à indiquer)", "(telephone of the host to be given)"),
    ("site", "PASSERELLE_BASE_URL", "http://127.0.0.1:3000", "http://127.0.0.1:3000"),
];

impl Publisher {
    /// From the environment, or any other source of settings.
    pub fn from_settings(read: &dyn Fn(&str) -> Option<String>) -> Publisher {
        let value = |env: &str, default: &str| read(env).filter(|v| !v.trim().is_empty()).unwrap_or_else(|| default.to_owned());
        let both =
            |(name, env, fr, en): &(&'static str, &str, &str, &str)| [((*name, Lang::Fr), value(env, fr)), ((*name, Lang::En), value(env, en))];
        Publisher { values: PUBLISHER_SETTINGS.iter().flat_map(both).collect() }
    }

    /// The address people write to.
    pub fn contact_email(&self) -> &str {
        self.values.get(&("contact_email", Lang::Fr)).map_or("", String::as_str)
    }

    fn fill(&self, text: &str, lang: Lang) -> String {
        let own = self.values.iter().filter(|((_, l), _)| *l == lang);
        own.fold(text.to_owned(), |t, ((name, _), value)| t.replace(&format!("{{{{{name}}}}}"), value))
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ArticleHead {
    title: String,
    summary: String,
    author: String,
    date: String,
    tags: Vec<String>,
    kind: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct PageHead {
    title: String,
    summary: String,
    updated: String,
}

struct Article {
    slug: &'static str,
    head: ArticleHead,
    date: Date,
    minutes: usize,
    html: String,
}

struct Page {
    title: String,
    summary: String,
    updated: Date,
    html: String,
}

/// Everything there is to read, rendered.
pub struct Library {
    advice: Vec<Article>,
    mag: Vec<Article>,
    pages: HashMap<(Lang, &'static str), Page>,
    base_url: String,
}

/// A file of this room that does not read. The binary carries them, so this is found by the tests.
#[derive(Debug)]
pub struct BadFile(pub String);

impl std::fmt::Display for BadFile {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for BadFile {}

impl Library {
    /// Reads and renders every file.
    pub fn load(publisher: &Publisher, base_url: &str) -> Result<Library, BadFile> {
        let mut pages = HashMap::new();
        for (lang, files) in [(Lang::Fr, PAGES_FR), (Lang::En, PAGES_EN)] {
            for (slug, text) in files {
                pages.insert((lang, *slug), page(slug, &publisher.fill(text, lang))?);
            }
        }
        Ok(Library { advice: articles(ADVICE, "conseil")?, mag: articles(MAG, "mag")?, pages, base_url: base_url.to_owned() })
    }

    fn shelf(&self, kind: Kind) -> &[Article] {
        match kind {
            Kind::Advice => &self.advice,
            Kind::Mag => &self.mag,
        }
    }

    /// The page of one kind.
    pub fn shelf_page(&self, kind: Kind, lang: Lang) -> ShelfView {
        let url = format!("{}{}", self.base_url, localised(&format!("/{}", kind.path()), lang));
        ShelfView { kind, teasers: self.teasers(kind, lang), url }
    }

    /// The list of one kind, most recent first.
    pub fn teasers(&self, kind: Kind, lang: Lang) -> Vec<Teaser> {
        self.shelf(kind).iter().map(|a| teaser(a, kind, lang)).collect()
    }

    /// One article.
    pub fn article(&self, kind: Kind, slug: &str, lang: Lang) -> Option<ArticleView> {
        let shelf = self.shelf(kind);
        let article = shelf.iter().find(|a| a.slug == slug)?;
        let also = shelf.iter().filter(|a| a.slug != slug).take(3).map(|a| teaser(a, kind, lang)).collect();
        Some(ArticleView {
            kind,
            url: format!("{}/{}/{slug}", self.base_url, kind.path()),
            teaser: teaser(article, kind, lang),
            tags: article.head.tags.clone(),
            html: article.html.clone(),
            also,
        })
    }

    /// One of the site's own pages.
    pub fn page(&self, slug: &str, lang: Lang) -> Option<PageView> {
        let (key, page) = self.pages.iter().find(|((l, s), _)| *l == lang && *s == slug)?;
        Some(PageView {
            title: page.title.clone(),
            summary: page.summary.clone(),
            updated: long_day(page.updated, lang),
            html: page.html.clone(),
            url: format!("{}{}", self.base_url, localised(&format!("/{}", key.1), lang)),
        })
    }

    /// Paths of everything here, for the sitemap.
    pub fn paths(&self) -> Vec<String> {
        let pages = self.pages.keys().map(|(lang, slug)| localised(&format!("/{slug}"), *lang));
        let articles = [Kind::Advice, Kind::Mag].into_iter().flat_map(|k| self.shelf(k).iter().map(move |a| format!("/{}/{}", k.path(), a.slug)));
        let mut out: Vec<String> = pages.chain(articles).collect();
        out.sort();
        out
    }
}

fn teaser(a: &Article, kind: Kind, lang: Lang) -> Teaser {
    Teaser {
        href: localised(&format!("/{}/{}", kind.path(), a.slug), lang),
        title: a.head.title.clone(),
        summary: a.head.summary.clone(),
        author: a.head.author.clone(),
        iso: a.date.to_string(),
        date: long_day(a.date, lang),
        reading: reading_time(a.minutes, lang),
    }
}

/// Splits a file into its TOML head and its Markdown body.
fn split<'a>(name: &str, text: &'a str) -> Result<(&'a str, &'a str), BadFile> {
    text.strip_prefix("+++\n").and_then(|t| t.split_once("\n+++\n")).ok_or_else(|| BadFile(format!("{name}: no +++ head")))
}

fn articles(files: &'static [(&'static str, &'static str)], kind: &str) -> Result<Vec<Article>, BadFile> {
    let mut out = Vec::new();
    for (slug, text) in files {
        let bad = |e: String| BadFile(format!("{slug}: {e}"));
        let (head, body) = split(slug, text)?;
        let head: ArticleHead = toml::from_str(head).map_err(|e| bad(e.to_string()))?;
        if head.kind != kind {
            return Err(bad(format!("kind {} in the folder of {kind}", head.kind)));
        }
        let date = head.date.parse().map_err(|_| bad("date".to_owned()))?;
        let minutes = body.split_whitespace().count().div_ceil(WORDS_A_MINUTE).max(1);
        out.push(Article { slug, head, date, minutes, html: article_html(body) });
    }
    out.sort_by_key(|a| std::cmp::Reverse(a.date));
    Ok(out)
}

fn page(slug: &str, text: &str) -> Result<Page, BadFile> {
    let bad = |e: String| BadFile(format!("{slug}: {e}"));
    let (head, body) = split(slug, text)?;
    let head: PageHead = toml::from_str(head).map_err(|e| bad(e.to_string()))?;
    let updated = head.updated.parse().map_err(|_| bad("updated".to_owned()))?;
    Ok(Page { title: head.title, summary: head.summary, updated, html: article_html(body) })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn library() -> Library {
        Library::load(&Publisher::from_settings(&|_| None), "http://127.0.0.1:3000").unwrap()
    }

    #[test]
    fn every_file_reads_and_no_placeholder_is_left() {
        let l = library();
        for page in l.pages.values() {
            assert!(!page.html.contains("{{") && !page.summary.contains("{{") && !page.html.is_empty(), "{}", page.title);
        }
        assert_eq!(PAGES_FR.iter().map(|p| p.0).collect::<Vec<_>>(), PAGES_EN.iter().map(|p| p.0).collect::<Vec<_>>());
        assert!(l.teasers(Kind::Advice, Lang::Fr).len() >= 5 && l.teasers(Kind::Mag, Lang::Fr).len() >= 5);
    }

    #[test]
    fn no_file_is_forgotten() {
        for (folder, files) in [("conseils", ADVICE), ("mag", MAG), ("pages/fr", PAGES_FR), ("pages/en", PAGES_EN)] {
            let path = format!("{}/src/content/{folder}", env!("CARGO_MANIFEST_DIR"));
            let found = std::fs::read_dir(path).unwrap().filter(|f| f.as_ref().unwrap().path().extension().is_some_and(|e| e == "md")).count();
            assert_eq!(found, files.len(), "{folder}");
        }
    }

    #[test]
    fn internal_links_lead_somewhere() {
        let l = library();
        let known: Vec<String> = l.paths();
        let fixed = ["/", "/offres", "/organisations", "/definir-mes-criteres", "/conseils", "/mag", "/contact", "/orientation"];
        let htmls = l.pages.values().map(|p| &p.html).chain(l.advice.iter().chain(&l.mag).map(|a| &a.html));
        for html in htmls {
            for part in html.split("href=\"/").skip(1) {
                let path = format!("/{}", part.split('"').next().unwrap_or(""));
                let bare = path.split(['?', '#']).next().unwrap_or("").to_owned();
                let parts: Vec<&str> = bare.split('/').filter(|p| !p.is_empty()).collect();
                let programme =
                    matches!(parts.as_slice(), ["programmes", code] if crate::candidacy::model::choices::Programme::from_code(code).is_some());
                assert!(
                    programme || known.contains(&bare) || fixed.contains(&bare.trim_start_matches("/en")) || fixed.contains(&bare.as_str()),
                    "{path}"
                );
            }
        }
    }
}
