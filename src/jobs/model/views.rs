//! What the pages of the board are given: words ready to read, nothing left to decide. Shared by server and browser.

use miniserde::{Deserialize, Serialize};

/// A run of text, marked when it matches the search.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Run {
    /// The words.
    pub text: String,
    /// Whether they match.
    pub marked: bool,
}

/// A date for `<time>`: ISO for machines, words for people.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct When {
    /// ISO date.
    pub iso: String,
    /// As written.
    pub words: String,
    /// The full date, when `words` is relative ("il y a 3 jours").
    pub title: String,
}

/// An offer in a list (rule I2).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Card {
    /// Address of the offer's page.
    pub href: String,
    /// Title, with matching words marked.
    pub title: Vec<Run>,
    /// Organisation.
    pub organisation: String,
    /// Where.
    pub places: String,
    /// The amount, or the reference.
    pub pay: String,
    /// What the amount is for.
    pub pay_rest: String,
    /// Contracts.
    pub tags: Vec<String>,
    /// Main cause.
    pub cause: String,
    /// Duration, rhythm, remote work, distance.
    pub facts: String,
    /// When it was published.
    pub posted: When,
    /// Shown when the last day is near.
    pub last_day: Option<String>,
    /// A sentence where the searched words stand, when the title does not hold them.
    pub excerpt: Vec<Run>,
}

/// A value that could not be used, beside its field; the rest of the search still ran.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Problem {
    /// Name of the field.
    pub field: String,
    /// What to do.
    pub sentence: String,
}

/// One choice of a facet.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Choice {
    /// Value sent.
    pub code: String,
    /// Words shown.
    pub label: String,
    /// Offers it would give with the other filters; `None` when it is not counted.
    pub count: Option<u32>,
    /// Whether it is chosen.
    pub chosen: bool,
}

/// A group of choices sharing a name.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Facet {
    /// Parameter name.
    pub name: String,
    /// Heading.
    pub legend: String,
    /// The choices worth showing.
    pub choices: Vec<Choice>,
}

/// A link with its words; `current` when it is where the reader stands.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Link {
    /// Address.
    pub href: String,
    /// Words.
    pub label: String,
    /// The reader stands there.
    pub current: bool,
}

/// What was typed, given back as it was.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Typed {
    /// Words.
    pub q: String,
    /// Place.
    pub lieu: String,
    /// Radius in kilometres.
    pub rayon: String,
    /// Minimum pay.
    pub remuneration: String,
    /// Period of that pay: `mois` or `an`.
    pub par: String,
    /// Order.
    pub tri: String,
    /// Functions and rhythm, carried along when they are set.
    pub hidden: Vec<(String, String)>,
}

/// A filter to loosen when nothing is found, with what that would give.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Loosen {
    /// The search without it.
    pub href: String,
    /// "sans le secteur Logement".
    pub label: String,
    /// Offers that search gives.
    pub count: String,
}

/// The page of a search.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SearchView {
    /// Path of the list, in the reader's language.
    pub action: String,
    /// What was typed.
    pub typed: Typed,
    /// What could not be used.
    pub problems: Vec<Problem>,
    /// "47 offres".
    pub total: String,
    /// Heading of the document.
    pub heading: String,
    /// The cards of this page.
    pub cards: Vec<Card>,
    /// Choices with counts.
    pub facets: Vec<Facet>,
    /// Choices of "published within".
    pub since: Vec<Choice>,
    /// Filters that can be removed with one click (functions, rhythm).
    pub chips: Vec<Link>,
    /// Orders.
    pub sorts: Vec<Link>,
    /// Pages.
    pub pages: Vec<Link>,
    /// Said when a word was corrected: (typed, used).
    pub correction: Option<(String, String)>,
    /// Said when the asked page is past the last one, with a link to the last.
    pub too_far: Option<Link>,
    /// What to loosen, when nothing is found.
    pub loosen: Vec<Loosen>,
    /// Where the same search is followed by mail.
    pub follow: String,
    /// The same search as a feed.
    pub rss: String,
    /// Canonical address of this search.
    pub canonical: String,
}

/// One line of the facts panel.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Fact {
    /// What it is.
    pub term: String,
    /// What matters.
    pub main: String,
    /// What makes it precise.
    pub soft: String,
}

/// A section of an offer, its text already sanitised HTML.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Section {
    /// Heading.
    pub heading: String,
    /// Sanitised HTML.
    pub html: String,
}

/// How to apply.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ApplyLink {
    /// `mailto:` or `https:` address.
    pub href: String,
    /// "Postuler par courriel", "Postuler sur le site de l’organisation".
    pub label: String,
    /// What to send.
    pub pieces: String,
}

/// The organisation, as an offer shows it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OrganisationPanel {
    /// Name.
    pub name: String,
    /// Address of its page.
    pub href: String,
    /// One or two sentences.
    pub summary: String,
    /// Family, network, headcount, territories.
    pub facts: Vec<Fact>,
}

/// The page of an offer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OfferView {
    /// Title.
    pub title: String,
    /// Title in another language, with its tag (rule I26).
    pub original: Option<(String, String)>,
    /// Language of the sections.
    pub text_lang: String,
    /// Where, in one line.
    pub places: String,
    /// Contracts and causes.
    pub tags: Vec<String>,
    /// When it was published.
    pub posted: When,
    /// Said when it is closed.
    pub closed: Option<String>,
    /// The last day, included.
    pub last_day: Option<When>,
    /// Days left.
    pub left: String,
    /// How to apply; none when it is closed.
    pub apply: Option<ApplyLink>,
    /// The facts panel.
    pub facts: Vec<Fact>,
    /// The text.
    pub sections: Vec<Section>,
    /// The organisation.
    pub organisation: OrganisationPanel,
    /// Sister offers (rule I31).
    pub sisters: Vec<Card>,
    /// Related open offers (rule I14).
    pub related: Vec<Card>,
    /// Link to more like it.
    pub more_href: String,
    /// Canonical address.
    pub url: String,
    /// `mailto:` to share it.
    pub share_mail: String,
    /// `mailto:` to report it.
    pub report_mail: String,
    /// JobPosting, ready to stand in a script element; none when closed.
    pub json_ld: Option<String>,
    /// One sentence for search engines and previews.
    pub description: String,
}

/// The guided questions and, once answered, the search they make (rule I27).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CriteriaView {
    /// The questions, with the answers given.
    pub causes: Vec<Choice>,
    /// Functions.
    pub functions: Vec<Choice>,
    /// Pace.
    pub rhythms: Vec<Choice>,
    /// Remote work.
    pub remote: Vec<Choice>,
    /// Contracts.
    pub contracts: Vec<Choice>,
    /// Place and radius, as typed.
    pub typed: Typed,
    /// What could not be used.
    pub problems: Vec<Problem>,
    /// Set once the questions were answered.
    pub result: Option<CriteriaResult>,
    /// Path of the page.
    pub action: String,
    /// Canonical address.
    pub url: String,
}

/// The search that answers make.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CriteriaResult {
    /// Each reason, in words.
    pub reasons: Vec<String>,
    /// "12 offres".
    pub total: String,
    /// Address of the search.
    pub href: String,
    /// Its latest offers.
    pub cards: Vec<Card>,
    /// What to loosen when nothing is found.
    pub loosen: Vec<Loosen>,
}

/// What the home page shows of the board.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct HomeView {
    /// "47 offres ouvertes".
    pub open: String,
    /// Offers whose last day is nearest.
    pub closing: Vec<Card>,
    /// Latest offers.
    pub recent: Vec<Card>,
    /// Articles to read.
    pub reading: Vec<crate::content::views::Teaser>,
    /// Canonical address.
    pub url: String,
}
