//! An organisation as the demo world or an import file describes it.

use super::{Family, Headcount};
use crate::jobs::model::Sector;
use crate::kernel::refusal::Refusal;
use serde::{Deserialize, Serialize};

/// Longest name, in characters.
pub const NAME_MAX: usize = 140;
/// Longest story, in characters of Markdown.
pub const STORY_MAX: usize = 20_000;

/// What a file says of an organisation. Unknown fields are refused, so that a misspelt one is noticed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OrganisationDraft {
    /// Address part; made from the name when absent.
    #[serde(default)]
    pub slug: String,
    /// Full name.
    pub name: String,
    /// Legal or institutional family.
    #[serde(default)]
    pub family: Option<Family>,
    /// Main cause.
    #[serde(default)]
    pub sector: Option<Sector>,
    /// Movements or networks it belongs to, in words ("Mouvement France Active").
    #[serde(default)]
    pub networks: Vec<String>,
    /// Headcount bracket.
    #[serde(default)]
    pub headcount: Option<Headcount>,
    /// Words that make the bracket precise ("environ 30 salariés").
    #[serde(default)]
    pub headcount_note: Option<String>,
    /// Departments where it acts, as INSEE codes ("77", "91", "2A"); empty for the whole country.
    #[serde(default)]
    pub territories: Vec<String>,
    /// INSEE code of the commune of its seat.
    #[serde(default)]
    pub seat: Option<String>,
    /// One or two sentences.
    #[serde(default)]
    pub summary: String,
    /// The story, in Markdown (rule I32).
    #[serde(default)]
    pub story: String,
    /// Slugs of the organisations that host it, when it has no structure of its own (rule I17).
    #[serde(default)]
    pub hosted_by: Vec<String>,
    /// What binds it to its hosts, in words.
    #[serde(default)]
    pub hosting_note: Option<String>,
    /// Fourteen digits, when it has one.
    #[serde(default)]
    pub siret: Option<String>,
    /// `https://` address of its site.
    #[serde(default)]
    pub website: Option<String>,
}

impl OrganisationDraft {
    /// Refuses an empty or overlong name, an overlong story, a SIRET or site address of the wrong shape.
    pub fn check(&self) -> Result<(), Refusal> {
        let name = self.name.trim();
        if name.is_empty() || name.chars().count() > NAME_MAX {
            return Err(Refusal::invalid("name", format!("donnez à l’organisation un nom de 1 à {NAME_MAX} caractères")));
        }
        if self.story.chars().count() > STORY_MAX || self.summary.chars().count() > 600 {
            return Err(Refusal::invalid("story", format!("raccourcissez l’histoire à {STORY_MAX} caractères et le résumé à 600")));
        }
        if self.siret.as_ref().is_some_and(|s| s.len() != 14 || !s.bytes().all(|b| b.is_ascii_digit())) {
            return Err(Refusal::invalid("siret", "un SIRET compte quatorze chiffres"));
        }
        if self.website.as_ref().is_some_and(|w| !w.starts_with("https://") && !w.starts_with("http://")) {
            return Err(Refusal::invalid("website", "l’adresse du site commence par https://"));
        }
        if self.networks.len() > 20 || self.territories.len() > 110 || self.hosted_by.len() > 20 {
            return Err(Refusal::invalid("networks", "trop de réseaux, de territoires ou d’hôtes"));
        }
        Ok(())
    }
}
