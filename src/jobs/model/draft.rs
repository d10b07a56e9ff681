//! An offer as files bring it: the whole of what rules I1–I33 ask, structured, with a check that says what is wrong.

use super::pay::Pay;
use super::{Contract, Function, Remote, Rhythm, Sector};
use crate::kernel::dates::FuzzyDay;
use crate::kernel::lang::Lang;
use crate::kernel::refusal::Refusal;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// Longest title, in characters.
pub const TITLE_MAX: usize = 200;
/// Longest text section, in characters of Markdown.
pub const SECTION_MAX: usize = 20_000;
/// Longest single line (a place, a name), in characters.
pub const LINE_MAX: usize = 200;
/// Longest web address, in bytes.
pub const URL_MAX: usize = 2_000;
/// Most items in any list of an offer.
pub const LIST_MAX: usize = 40;

/// A workplace (rules I7, I23).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Place {
    /// INSEE code of the commune, when known: it gives the position on the map.
    #[serde(default)]
    pub insee: Option<String>,
    /// The words shown ("Évry", "à domicile", "bureau d’un partenaire à Paris").
    pub label: String,
    /// The place the organisation prefers, when there are several.
    #[serde(default)]
    pub preferred: bool,
    /// The country (ISO 3166 code, or its name) when it is known not to be France.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub country: Option<String>,
}

/// When the work begins (rule I20: "dès que possible, à partir de mi-mars").
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Start {
    /// As soon as possible.
    #[serde(default)]
    pub asap: bool,
    /// On, or not before when `asap`.
    #[serde(default)]
    pub from: Option<FuzzyDay>,
}

/// How long it lasts (rules I10, I21).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Duration {
    /// Whole months.
    pub months: u16,
    /// It may be extended.
    #[serde(default)]
    pub extendable: bool,
    /// Under which condition it may be extended, in words.
    #[serde(default)]
    pub note: Option<String>,
}

/// A condition and whether it is required or only preferred (rule I8).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Condition {
    /// The condition in words ("Permis B").
    pub text: String,
    /// Required; otherwise preferred ("souhaité").
    #[serde(default)]
    pub required: bool,
}

/// A piece of the application (rule I6).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Piece {
    /// Which piece.
    pub kind: PieceKind,
    /// Without it the application is not studied.
    #[serde(default)]
    pub required: bool,
}

crate::kernel::labelled::labelled! {
    /// The pieces an offer may ask for.
    PieceKind {
        Cv = "cv", "CV", "CV";
        Letter = "lettre", "lettre de motivation", "cover letter";
        Portfolio = "portfolio", "portfolio", "portfolio";
        References = "references", "références", "references";
        Diploma = "diplome", "copie de diplôme", "copy of a diploma";
    }
}

/// The named person to write to (rule I33).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Contact {
    /// First and last name.
    pub name: String,
    /// Their role, in words.
    #[serde(default)]
    pub role: Option<String>,
    /// Address applications are sent to.
    #[serde(default)]
    pub email: Option<String>,
}

/// How to apply (rule I13).
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "by", rename_all = "kebab-case", deny_unknown_fields)]
pub enum Apply {
    /// By mail to the contact's address.
    #[default]
    Mail,
    /// On the organisation's own page.
    Link {
        /// `https://` address.
        url: String,
    },
}

/// The sections of an offer (rule I4), each in Markdown.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Sections {
    /// What the project is about, before the job itself.
    #[serde(default)]
    pub context: String,
    /// "Descriptif du poste".
    #[serde(default)]
    pub mission: String,
    /// "Profil recherché".
    #[serde(default)]
    pub profile: String,
    /// "Ce que nous vous offrons".
    #[serde(default)]
    pub we_offer: String,
    /// "Informations complémentaires".
    #[serde(default)]
    pub more: String,
    /// "Pourquoi postuler à ce poste".
    #[serde(default)]
    pub why: String,
}

impl Sections {
    /// All sections, in reading order.
    pub fn all(&self) -> [&str; 6] {
        [&self.context, &self.mission, &self.profile, &self.we_offer, &self.more, &self.why]
    }
}

/// A title in another language, beside the French one (rule I26).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OriginalTitle {
    /// Its language.
    pub lang: Lang,
    /// The words.
    pub text: String,
}

/// What a file says of an offer. Unknown fields are refused, so that a misspelt one is noticed.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OfferDraft {
    /// Where it comes from ("demo", "france-travail"…). With `reference`, its identity across imports.
    #[serde(default)]
    pub source: String,
    /// Its identity in that source.
    pub reference: String,
    /// Slug or name of the organisation.
    pub organisation: String,
    /// French title.
    pub title: String,
    /// Title in another language, if it was published so.
    #[serde(default)]
    pub title_original: Option<OriginalTitle>,
    /// Language of the text sections.
    #[serde(default)]
    pub language: Lang,
    /// One or more contracts; the first is the main one.
    pub contracts: Vec<Contract>,
    /// Words that make the contract precise ("apprentissage", "auto-entrepreneur").
    #[serde(default)]
    pub contract_note: Option<String>,
    /// One to three causes; the first is the main one.
    #[serde(default)]
    pub sectors: Vec<Sector>,
    /// The function.
    #[serde(default)]
    pub function: Option<Function>,
    /// Workplaces.
    #[serde(default)]
    pub places: Vec<Place>,
    /// Words about the places ("alternance entre les deux sites").
    #[serde(default)]
    pub places_note: Option<String>,
    /// Remote work.
    #[serde(default = "on_site")]
    pub remote: Remote,
    /// Words about remote work ("2 jours par semaine").
    #[serde(default)]
    pub remote_note: Option<String>,
    /// When it begins.
    #[serde(default)]
    pub start: Option<Start>,
    /// When it ends.
    #[serde(default)]
    pub end: Option<FuzzyDay>,
    /// How long it lasts.
    #[serde(default)]
    pub duration: Option<Duration>,
    /// Work rate in percent of full time.
    #[serde(default)]
    pub rate_percent: Option<u8>,
    /// Words about the rhythm ("un à deux après-midi par semaine").
    #[serde(default)]
    pub rhythm_note: Option<String>,
    /// Pay.
    pub pay: Pay,
    /// Words about pay ("selon ancienneté", "13e mois").
    #[serde(default)]
    pub pay_note: Option<String>,
    /// Benefits, one a line.
    #[serde(default)]
    pub benefits: Vec<String>,
    /// Conditions, required or preferred.
    #[serde(default)]
    pub conditions: Vec<Condition>,
    /// Pieces of the application.
    #[serde(default)]
    pub pieces: Vec<Piece>,
    /// Who the person reports to (rule I12).
    #[serde(default)]
    pub reports_to: Option<String>,
    /// The team, in words.
    #[serde(default)]
    pub team: Option<String>,
    /// Hiring may follow (rule I18), with the words that say under which condition.
    #[serde(default)]
    pub later_hire: Option<String>,
    /// Number of people wanted.
    #[serde(default = "one")]
    pub positions: u16,
    /// The text.
    #[serde(default)]
    pub sections: Sections,
    /// Last day on which applications are accepted, included (rules I5, Q17).
    #[serde(default)]
    pub last_day: Option<Date>,
    /// Days within which everybody gets an answer, after the deadline or, without one, after applying (rule I33).
    #[serde(default)]
    pub answer_days: Option<u16>,
    /// Named contact.
    #[serde(default)]
    pub contact: Option<Contact>,
    /// How to apply.
    #[serde(default)]
    pub apply: Apply,
    /// Day of publication.
    pub published_on: Date,
    /// Day it was closed by hand.
    #[serde(default)]
    pub closed_on: Option<Date>,
    /// Offers that carry the same mark are sisters: one mission run by several organisations (rule I31).
    #[serde(default)]
    pub sister_mark: Option<String>,
}

fn on_site() -> Remote {
    Remote::None
}

fn one() -> u16 {
    1
}

impl OfferDraft {
    /// Full or part time.
    pub fn rhythm(&self) -> Rhythm {
        if self.rate_percent.is_some_and(|r| r < 90) { Rhythm::Part } else { Rhythm::Full }
    }

    /// Months the work lasts: stated, else between start and end.
    pub fn months(&self) -> Option<u16> {
        self.duration.as_ref().map(|d| d.months).or_else(|| {
            let (from, to) = (self.start.as_ref()?.from?, self.end?);
            let days = crate::kernel::dates::days_between(from.day, to.day);
            u16::try_from((days + 15) / 30).ok().filter(|m| *m > 0)
        })
    }

    /// Refuses what cannot be shown honestly: no title, no contract, a range upside down, dates that contradict each other…
    pub fn check(&self) -> Result<(), Refusal> {
        self.check_words()?;
        self.check_choices()?;
        self.check_dates()
    }

    fn check_words(&self) -> Result<(), Refusal> {
        let title = self.title.trim();
        if title.is_empty() || title.chars().count() > TITLE_MAX {
            return Err(Refusal::invalid("title", format!("donnez un intitulé de 1 à {TITLE_MAX} caractères")));
        }
        if self.reference.trim().is_empty() || self.reference.len() > 200 || self.source.len() > 60 {
            return Err(Refusal::invalid("reference", "donnez une référence de 1 à 200 caractères : elle évite les doublons"));
        }
        if self.organisation.trim().is_empty() || self.organisation.chars().count() > 140 {
            return Err(Refusal::invalid("organisation", "nommez l’organisation qui recrute (140 caractères au plus)"));
        }
        if self.sections.all().iter().any(|s| s.chars().count() > SECTION_MAX) {
            return Err(Refusal::invalid("sections", format!("une rubrique dépasse {SECTION_MAX} caractères : raccourcissez-la")));
        }
        let lists = [self.places.len(), self.benefits.len(), self.conditions.len(), self.pieces.len()];
        if lists.iter().any(|n| *n > LIST_MAX) {
            return Err(Refusal::invalid("places", format!("une liste dépasse {LIST_MAX} lignes")));
        }
        let short = [
            &self.contract_note,
            &self.places_note,
            &self.remote_note,
            &self.rhythm_note,
            &self.pay_note,
            &self.reports_to,
            &self.team,
            &self.later_hire,
        ];
        if short.iter().any(|s| s.as_ref().is_some_and(|s| s.chars().count() > 400)) {
            return Err(Refusal::invalid("note", "une précision dépasse 400 caractères : placez-la dans le texte"));
        }
        self.check_lines()
    }

    fn check_lines(&self) -> Result<(), Refusal> {
        let over = |text: &str, max: usize| text.chars().count() > max;
        if self.places.iter().any(|p| p.label.trim().is_empty() || over(&p.label, LINE_MAX) || p.country.as_ref().is_some_and(|c| over(c, 60))) {
            return Err(Refusal::invalid("places", format!("nommez chaque lieu en {LINE_MAX} caractères au plus")));
        }
        let lines = self.benefits.iter().chain(self.conditions.iter().map(|c| &c.text));
        if lines.into_iter().any(|line| over(line, 400)) {
            return Err(Refusal::invalid("conditions", "un avantage ou une condition dépasse 400 caractères : placez-le dans le texte"));
        }
        if self.contact.as_ref().is_some_and(|c| over(&c.name, LINE_MAX) || c.role.as_deref().is_some_and(|r| over(r, LINE_MAX))) {
            return Err(Refusal::invalid("contact", format!("le nom et le rôle du contact tiennent en {LINE_MAX} caractères chacun")));
        }
        if matches!(&self.apply, Apply::Link { url } if url.len() > URL_MAX) {
            return Err(Refusal::invalid("apply", format!("l’adresse pour postuler dépasse {URL_MAX} caractères")));
        }
        if self.title_original.as_ref().is_some_and(|t| over(&t.text, TITLE_MAX)) {
            return Err(Refusal::invalid("title_original", format!("l’intitulé d’origine dépasse {TITLE_MAX} caractères")));
        }
        Ok(())
    }

    fn check_choices(&self) -> Result<(), Refusal> {
        if self.contracts.is_empty() || self.contracts.len() > 5 {
            return Err(Refusal::invalid("contracts", "indiquez de un à cinq types de contrat"));
        }
        if self.sectors.len() > 3 {
            return Err(Refusal::invalid("sectors", "indiquez trois secteurs au plus"));
        }
        if let Pay::Amount { min, max: Some(max), .. } = &self.pay
            && max < min
        {
            return Err(Refusal::invalid("pay", "le haut de la fourchette de paie est plus bas que le bas"));
        }
        if matches!(&self.pay, Pay::Amount { min, .. } if min.0 <= 0) {
            return Err(Refusal::invalid("pay", "une paie de 0 € ne dit rien : indiquez le montant, la référence légale ou le bénévolat"));
        }
        if self.rate_percent.is_some_and(|r| r == 0 || r > 100) {
            return Err(Refusal::invalid("rate_percent", "le temps de travail se donne de 1 à 100 %"));
        }
        if self.answer_days.is_some_and(|d| d == 0 || d > 180) {
            return Err(Refusal::invalid("answer_days", "promettez une réponse sous 1 à 180 jours"));
        }
        if let Apply::Link { url } = &self.apply
            && !(url.starts_with("https://") || url.starts_with("http://"))
        {
            return Err(Refusal::invalid("apply", "l’adresse pour postuler commence par https://"));
        }
        let mail = self.contact.as_ref().and_then(|c| c.email.as_deref());
        if mail.is_some_and(|m| !plausible_mail(m)) {
            return Err(Refusal::invalid("contact", "l’adresse électronique du contact ne se lit pas"));
        }
        Ok(())
    }

    fn check_dates(&self) -> Result<(), Refusal> {
        if !(1990..=2100).contains(&self.published_on.year()) {
            return Err(Refusal::invalid("published_on", "la date de publication est hors du calendrier"));
        }
        let bounds = [self.last_day, self.closed_on, self.end.map(|d| d.day), self.start.as_ref().and_then(|s| s.from).map(|d| d.day)];
        if bounds.into_iter().flatten().any(|d| !(1990..=2100).contains(&d.year())) {
            return Err(Refusal::invalid("last_day", "une date est hors du calendrier (de 1990 à 2100)"));
        }
        if self.closed_on.is_some_and(|d| d < self.published_on) {
            return Err(Refusal::invalid("closed_on", "le jour de clôture précède la publication"));
        }
        if self.last_day.is_some_and(|d| d < self.published_on) {
            return Err(Refusal::invalid("last_day", "le dernier jour pour postuler précède la publication"));
        }
        let from = self.start.as_ref().and_then(|s| s.from);
        if let (Some(from), Some(to)) = (from, self.end)
            && to.day < from.day
        {
            return Err(Refusal::invalid("end", "la fin du contrat précède son début"));
        }
        if let (Some(from), Some(to), Some(d)) = (from, self.end, &self.duration) {
            let span = crate::kernel::dates::days_between(from.day, to.day) / 30;
            if (span - i64::from(d.months)).abs() > 1 {
                return Err(Refusal::invalid("duration", format!("la durée ({} mois) ne correspond pas aux dates ({span} mois)", d.months)));
            }
        }
        Ok(())
    }
}

/// A light shape check of a mail address: one `@`, a dot after it, no space, bounded.
pub fn plausible_mail(text: &str) -> bool {
    let Some((user, host)) = text.split_once('@') else { return false };
    let fine = |s: &str| !s.is_empty() && !s.contains(|c: char| c.is_whitespace() || c.is_control() || "@<>,;\"?&".contains(c));
    text.len() <= 254 && fine(user) && fine(host) && host.contains('.') && !host.starts_with('.') && !host.ends_with('.')
}
