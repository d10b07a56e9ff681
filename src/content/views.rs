//! What the pages of this room are given.

use miniserde::{Deserialize, Serialize};

/// Which list an article stands in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Kind {
    /// `/conseils`
    Advice,
    /// `/mag`
    Mag,
}

impl Kind {
    /// The folder and the first part of the address.
    pub const fn path(self) -> &'static str {
        match self {
            Kind::Advice => "conseils",
            Kind::Mag => "mag",
        }
    }
}

/// An article in a list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Teaser {
    /// Its address.
    pub href: String,
    /// Title.
    pub title: String,
    /// One sentence.
    pub summary: String,
    /// Author.
    pub author: String,
    /// ISO date.
    pub iso: String,
    /// Date in words.
    pub date: String,
    /// "4 min de lecture".
    pub reading: String,
}

/// A list of articles.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ShelfView {
    /// Which list.
    pub kind: Kind,
    /// Its articles, most recent first.
    pub teasers: Vec<Teaser>,
    /// Canonical address.
    pub url: String,
}

/// An article.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ArticleView {
    /// Which list it stands in.
    pub kind: Kind,
    /// What lists show of it.
    pub teaser: Teaser,
    /// Subjects.
    pub tags: Vec<String>,
    /// Sanitised HTML.
    pub html: String,
    /// Others of the same list.
    pub also: Vec<Teaser>,
    /// Canonical address.
    pub url: String,
}

/// One of the site's own pages.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PageView {
    /// Title.
    pub title: String,
    /// One sentence.
    pub summary: String,
    /// "22 novembre 2026".
    pub updated: String,
    /// Sanitised HTML.
    pub html: String,
    /// Canonical address.
    pub url: String,
}
