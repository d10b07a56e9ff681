//! What is known of an associate, a host and a mission, and what is wrong with it (rules B6, B11 to B14, Q10).

use crate::i18n::campaign_rules as say;
use crate::kernel::labelled::labelled;
use crate::kernel::refusal::Refusal;
use crate::people::model::{Agreement, address};
use serde::{Deserialize, Serialize};

labelled! {
    /// What kind of organisation hosts (rule B12).
    HostKind {
        Association = "association", "Association", "Association";
        SocialEnterprise = "entreprise-sociale", "Entreprise sociale", "Social enterprise";
        PublicBody = "parapublic", "Organisme parapublic", "Public body";
        Cooperative = "cooperative", "Coopérative", "Cooperative";
        Foundation = "fondation", "Fondation", "Foundation";
        Csr = "rse", "Département RSE", "CSR department";
    }
}

labelled! {
    /// What a mission is about (rule B14).
    Family {
        Scale = "changement-d-echelle", "Changement d’échelle", "Scaling up";
        Management = "gestion", "Structurer et améliorer la gestion", "Structure and improve management";
        Growth = "developpement", "Développer l’activité", "Grow the activity";
        Reach = "rayonnement", "Faire rayonner l’organisation", "Make the organisation known";
    }
}

labelled! {
    /// Which level a mission is at (rule B13).
    MissionKind {
        Strategic = "strategique", "Stratégique", "Strategic";
        Operational = "operationnel", "Opérationnel", "Operational";
    }
}

/// Where placements may be: the departments of Île-de-France (rule B6).
pub const DEPARTMENTS: [&str; 8] = ["75", "77", "78", "91", "92", "93", "94", "95"];

/// An associate.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PersonDraft {
    /// Unique in the campaign.
    pub reference: String,
    /// First and last name.
    pub name: String,
    /// Unique in the campaign; lower case.
    pub email: String,
    /// The form they are addressed with (rule N9).
    pub agreement: Agreement,
    /// A few lines about them, for the hosts.
    #[serde(default)]
    pub pitch: String,
    /// Periods in which a mission is wanted.
    pub periods: [bool; 2],
}

/// A host.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct HostDraft {
    /// Unique in the campaign.
    pub reference: String,
    /// The organisation.
    pub name: String,
    /// Its kind.
    pub kind: HostKind,
    /// Who speaks for it.
    pub contact: String,
    /// Their address; lower case.
    pub email: String,
    /// Tables it keeps at once in the morning.
    pub tables: u32,
    /// Fewest meetings of the morning.
    #[serde(default)]
    pub min_meetings: u32,
    /// Most meetings of the morning; None: as many as its tables allow.
    #[serde(default)]
    pub max_meetings: Option<u32>,
    /// What to ask it (rule D5).
    #[serde(default)]
    pub question: String,
}

/// A mission sheet.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MissionDraft {
    /// Unique in the campaign.
    pub reference: String,
    /// Reference of its host.
    pub host: String,
    /// Its title.
    pub title: String,
    /// What it is about.
    pub family: Family,
    /// Its level.
    pub kind: MissionKind,
    /// What it is, in a few lines.
    pub summary: String,
    /// What is left at the end (rule B13).
    pub deliverables: String,
    /// Who manages it.
    #[serde(default)]
    pub manager: String,
    /// Town or address.
    pub place: String,
    /// One of [`DEPARTMENTS`].
    pub department: String,
    /// Words to find it by.
    #[serde(default)]
    pub tags: Vec<String>,
    /// Places in each period.
    pub places: [u32; 2],
    /// Places over both periods; None: no further limit.
    #[serde(default)]
    pub places_total: Option<u32>,
}

/// Gathers what is wrong, field by field.
struct Wrong(Vec<Refusal>);

impl Wrong {
    fn say(&mut self, wrong: bool, field: &str, sentence: impl Into<String>) {
        if wrong {
            self.0.push(Refusal::invalid(field, sentence));
        }
    }

    fn text(&mut self, field: &str, text: &str, needed: bool, most: usize) {
        self.say(needed && text.trim().is_empty(), field, say::NEEDED);
        self.say(text.chars().count() > most, field, say::longest(most));
    }

    fn reference(&mut self, field: &str, reference: &str) {
        let fine = !reference.trim().is_empty() && reference.chars().count() <= 40 && !reference.chars().any(char::is_control);
        self.say(!fine, field, say::REFERENCE);
    }

    fn email(&mut self, email: &str) {
        self.say(address(email).as_deref() != Some(email), "email", say::EMAIL);
    }

    fn done(self) -> Result<(), Vec<Refusal>> {
        if self.0.is_empty() { Ok(()) } else { Err(self.0) }
    }
}

impl PersonDraft {
    /// Checks every field.
    ///
    /// # Errors
    /// One refusal for each field that is wrong.
    pub fn check(&self) -> Result<(), Vec<Refusal>> {
        let mut wrong = Wrong(Vec::new());
        wrong.reference("reference", &self.reference);
        wrong.text("name", &self.name, true, 120);
        wrong.email(&self.email);
        wrong.text("pitch", &self.pitch, false, 600);
        wrong.say(self.periods == [false; 2], "periods", say::NO_PERIOD);
        wrong.done()
    }
}

impl HostDraft {
    /// Checks every field.
    ///
    /// # Errors
    /// One refusal for each field that is wrong.
    pub fn check(&self) -> Result<(), Vec<Refusal>> {
        let mut wrong = Wrong(Vec::new());
        wrong.reference("reference", &self.reference);
        wrong.text("name", &self.name, true, 120);
        wrong.text("contact", &self.contact, true, 120);
        wrong.email(&self.email);
        wrong.say(!(1..=10).contains(&self.tables), "tables", say::number_between(1, 10));
        wrong.say(self.min_meetings > 300, "min_meetings", say::number_between(0, 300));
        wrong.say(self.max_meetings.is_some_and(|most| !(1..=300).contains(&most)), "max_meetings", say::number_between(1, 300));
        wrong.say(self.max_meetings.is_some_and(|most| most < self.min_meetings), "max_meetings", say::MOST_UNDER_LEAST);
        wrong.text("question", &self.question, false, 200);
        wrong.done()
    }
}

impl MissionDraft {
    /// Checks every field.
    ///
    /// # Errors
    /// One refusal for each field that is wrong.
    pub fn check(&self) -> Result<(), Vec<Refusal>> {
        let mut wrong = Wrong(Vec::new());
        wrong.reference("reference", &self.reference);
        wrong.reference("host", &self.host);
        wrong.text("title", &self.title, true, 160);
        wrong.text("summary", &self.summary, true, 2000);
        wrong.text("deliverables", &self.deliverables, true, 2000);
        wrong.text("manager", &self.manager, false, 120);
        wrong.text("place", &self.place, true, 120);
        wrong.say(!DEPARTMENTS.contains(&self.department.as_str()), "department", say::not_in_region(&self.department));
        let odd = |tag: &String| tag.trim().is_empty() || tag.chars().count() > 40 || tag.contains(',');
        wrong.say(self.tags.len() > 8 || self.tags.iter().any(odd), "tags", say::TAGS);
        let sum: u32 = self.places.iter().map(|p| (*p).min(1000)).sum();
        wrong.say(sum == 0, "places", say::NO_PLACE);
        wrong.say(self.places.iter().any(|p| *p > 20), "places", say::number_between(0, 20));
        wrong.say(self.places_total.is_some_and(|total| !(1..=sum.max(1)).contains(&total)), "places_total", say::PLACES_TOTAL);
        wrong.done()
    }
}

#[cfg(test)]
#[path = "sheet_tests.rs"]
mod tests;
