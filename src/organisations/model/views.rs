//! What the pages of organisations are given.

use crate::jobs::model::views::{Card, Fact, Link};
use miniserde::{Deserialize, Serialize};

/// One organisation of the list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Entry {
    /// Its page.
    pub href: String,
    /// Its name.
    pub name: String,
    /// Family, cause and seat in one line.
    pub facts: String,
    /// One or two sentences.
    pub summary: String,
    /// Open offers.
    pub open: u32,
    /// "3 offres ouvertes".
    pub open_words: String,
}

/// "Ils recrutent !".
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DirectoryView {
    /// Those of this page.
    pub entries: Vec<Entry>,
    /// The other pages of the list; empty when it has one.
    pub pages: Vec<Link>,
    /// How many have open offers.
    pub recruiting: u32,
    /// Canonical address.
    pub url: String,
}

/// One organisation.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OrganisationView {
    /// Name.
    pub name: String,
    /// One or two sentences.
    pub summary: String,
    /// Sanitised HTML.
    pub story: String,
    /// One sentence for previews.
    pub description: String,
    /// Family, cause, networks, headcount, territories, seat.
    pub facts: Vec<Fact>,
    /// What binds it to its hosts.
    pub hosting_note: String,
    /// Who hosts it.
    pub hosts: Vec<Link>,
    /// Whom it hosts.
    pub hosted: Vec<Link>,
    /// Its site.
    pub website: Option<String>,
    /// "3 offres ouvertes".
    pub offers_heading: String,
    /// Open offers.
    pub offers: Vec<Card>,
    /// Canonical address.
    pub url: String,
}
