//! An offer in the words of a feed, and the one place where those words become a draft.

use super::{day, html, pay, sections, vocabulary};
use crate::jobs::model::draft::{Apply, Condition, Contact, Duration, OfferDraft, Place, Start, plausible_mail};
use crate::jobs::model::pay::Pay;
use crate::jobs::model::{Contract, Function, Remote, Sector};
use crate::kernel::lang::Lang;
use crate::kernel::refusal::Refusal;
use crate::kernel::text::{excerpt, words};
use crate::organisations::model::draft::{OrganisationDraft, STORY_MAX};
use jiff::civil::Date;
use sha2::{Digest, Sha256};

/// What a feed says of one offer. Everything is optional; [`Foreign::draft`] says what is missing.
#[derive(Default)]
pub struct Foreign {
    /// Identity in the source.
    pub reference: String,
    /// Name of the organisation that hires.
    pub organisation: String,
    /// What the feed says of it, HTML or plain.
    pub about: String,
    /// Address of its site.
    pub website: String,
    /// Title.
    pub title: String,
    /// Description, HTML or plain.
    pub description: String,
    /// Text to add to the profile, HTML or plain.
    pub profile: String,
    /// Contracts the feed states in a field of its own.
    pub contracts: Vec<Contract>,
    /// Words that make the contract precise.
    pub contract_note: Option<String>,
    /// Causes.
    pub sectors: Vec<Sector>,
    /// Function.
    pub function: Option<Function>,
    /// Workplaces.
    pub places: Vec<Place>,
    /// Remote work.
    pub remote: Option<Remote>,
    /// Words about the work rate ("24H/semaine").
    pub hours: String,
    /// Pay from fields of its own; `None` to read `pay_words`.
    pub pay: Option<Pay>,
    /// Pay in words.
    pub pay_words: String,
    /// Benefits.
    pub benefits: Vec<String>,
    /// Conditions.
    pub conditions: Vec<Condition>,
    /// Day of publication, as written.
    pub published: String,
    /// Last day to apply, included.
    pub last_day: Option<Date>,
    /// Begins as soon as possible, or on a day.
    pub start: Option<Start>,
    /// How long.
    pub duration: Option<Duration>,
    /// People wanted.
    pub positions: Option<u16>,
    /// Contact's name, role and address.
    pub contact: (String, String, String),
    /// Page on which to apply or read more.
    pub link: String,
    /// Language of the text.
    pub language: Lang,
}

impl Foreign {
    /// The draft, its text cleaned. Refuses an offer without organisation, publication day or recognisable contract.
    pub fn draft(self, source: &str) -> Result<OfferDraft, Refusal> {
        let title = html::line(&self.title);
        let organisation = html::line(&self.organisation);
        if organisation.is_empty() {
            return Err(Refusal::invalid("organisation", "l’offre ne nomme pas l’organisation qui recrute"));
        }
        let published_on = match self.published.trim() {
            "" => return Err(Refusal::invalid("published_on", "la date de publication manque")),
            text => day::day(text).ok_or_else(|| Refusal::invalid("published_on", format!("la date « {} » ne se lit pas", excerpt(text, 40))))?,
        };
        let description = html::rich(&self.description);
        let contracts = self.contracts_or_found(&title, &description);
        if contracts.is_empty() {
            return Err(Refusal::invalid(
                "contracts",
                "aucun type de contrat reconnaissable (CDI, CDD, stage, alternance…) : la source ne le dit pas",
            ));
        }
        let (pay, pay_note) = self.pay_and_note(&contracts);
        let rate_percent = vocabulary::rate(&self.hours);
        let mut texts = sections::split(&description);
        add(&mut texts.profile, &html::rich(&self.profile));
        let [name, role, mail] = [&self.contact.0, &self.contact.1, &self.contact.2].map(|t| html::line(t));
        let mail = Some(mail).filter(|m| plausible_mail(m));
        let contact = (!name.is_empty() || mail.is_some()).then(|| Contact { name, role: filled(&role), email: mail });
        Ok(OfferDraft {
            source: source.to_owned(),
            reference: reference(&self.reference),
            organisation,
            title,
            title_original: None,
            language: self.language,
            contracts,
            contract_note: self.contract_note.as_deref().and_then(note),
            sectors: self.sectors,
            function: self.function,
            places: self.places.into_iter().filter(|p| !p.label.is_empty()).collect(),
            places_note: None,
            remote: self.remote.unwrap_or(Remote::None),
            remote_note: None,
            start: self.start,
            end: None,
            duration: self.duration,
            rate_percent,
            rhythm_note: note(&self.hours),
            pay,
            pay_note,
            benefits: self.benefits.iter().filter_map(|b| note(b)).collect(),
            conditions: self.conditions.into_iter().filter_map(|c| Some(Condition { text: note(&c.text)?, required: c.required })).collect(),
            pieces: Vec::new(),
            reports_to: None,
            team: None,
            later_hire: None,
            positions: self.positions.unwrap_or(1).max(1),
            sections: texts,
            last_day: self.last_day,
            answer_days: None,
            contact,
            apply: html::target(&self.link).filter(|l| l.starts_with("http")).map_or(Apply::Mail, |url| Apply::Link { url }),
            published_on,
            closed_on: None,
            sister_mark: None,
        })
    }

    fn contracts_or_found(&self, title: &str, description: &str) -> Vec<Contract> {
        let mut found = self.contracts.clone();
        if found.is_empty() {
            found = vocabulary::contracts_in_title(title);
        }
        if found.is_empty() {
            found = vocabulary::contracts_in_text(description);
        }
        found.truncate(5);
        found
    }

    fn pay_and_note(&self, contracts: &[Contract]) -> (Pay, Option<String>) {
        let (read, words) = pay::read(&html::line(&self.pay_words));
        let pay = match &self.pay {
            Some(Pay::Unstated) | None => read,
            Some(pay) => pay.clone(),
        };
        let unpaid = pay == Pay::Unstated && contracts == [Contract::Unpaid];
        (if unpaid { Pay::Unpaid } else { pay }, words)
    }

    /// What the feed says of the organisation.
    pub fn organisation(&self) -> OrganisationDraft {
        let story: String = html::rich(&self.about).chars().take(STORY_MAX).collect();
        OrganisationDraft {
            name: html::line(&self.organisation),
            story,
            website: html::target(&self.website).filter(|w| w.starts_with("http")),
            ..OrganisationDraft::default()
        }
    }
}

fn add(section: &mut String, text: &str) {
    if !text.is_empty() {
        if !section.is_empty() {
            section.push_str("\n\n");
        }
        section.push_str(text);
    }
}

fn filled(text: &str) -> Option<String> {
    Some(text.to_owned()).filter(|t| !t.is_empty())
}

/// One clean line of at most 400 characters, or nothing.
pub fn note(text: &str) -> Option<String> {
    filled(&excerpt(&html::line(text), 390))
}

/// A reference of at most 200 bytes: longer ones (addresses with tracking) become their SHA-256.
fn reference(text: &str) -> String {
    let text = html::line(text);
    if text.len() <= 200 {
        return text;
    }
    Sha256::digest(text.as_bytes()).iter().map(|b| format!("{b:02x}")).collect()
}

/// A workplace: the INSEE code when it has the right shape, otherwise the postal code beside the name.
pub fn place(label: &str, insee: &str, postal: &str) -> Place {
    let label = calm(&html::line(label));
    let insee = Some(insee.trim().to_ascii_uppercase()).filter(|c| c.len() == 5 && c.bytes().skip(2).all(|b| b.is_ascii_digit()) && c.is_ascii());
    let postal = html::line(postal);
    let label =
        if insee.is_none() && !postal.is_empty() && !label.is_empty() && !label.contains(&postal) { format!("{label} ({postal})") } else { label };
    Place { insee, label: excerpt(&label, 200), preferred: false, country: None }
}

/// The same place in a country, as a feed names it; France and nothing change nothing.
pub fn in_country(place: Place, country: &str) -> Place {
    let country = html::line(country);
    match country.to_lowercase().as_str() {
        "" | "fr" | "fra" | "france" => place,
        _ => Place { insee: None, country: Some(excerpt(&country, 60)), ..place },
    }
}

/// "EVRY COURCOURONNES" → "Evry Courcouronnes": a name shouted in capitals is calmed, others are kept.
fn calm(name: &str) -> String {
    if name.chars().any(char::is_lowercase) || name.chars().count() < 3 {
        return name.to_owned();
    }
    let mut out = String::with_capacity(name.len());
    let mut start = true;
    for c in name.chars() {
        if start {
            out.push(c)
        } else {
            out.extend(c.to_lowercase())
        }
        start = !c.is_alphanumeric();
    }
    out
}

/// Remote work as a word or phrase says it.
pub fn remote(text: &str) -> Option<Remote> {
    let words = words(text);
    let has = |w: &[&str]| words.iter().any(|x| w.contains(&x.as_str()));
    if words.is_empty() {
        None
    } else if has(&["hybrid", "hybride", "partiel", "partly", "temporarily", "occasionnel", "ponctuel", "possible"]) {
        Some(Remote::Partial)
    } else if has(&["non", "no", "none", "aucun", "onsite", "place", "impossible"]) {
        Some(Remote::None)
    } else if has(&["telecommute", "remote", "total", "full", "fully", "complet", "distance", "teletravail", "oui", "yes", "true"]) {
        Some(Remote::Full)
    } else {
        None
    }
}
