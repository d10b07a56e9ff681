//! What a search asks, once read: typed, bounded, ready for the index.

use super::{Contract, Function, Remote, Rhythm, Sector, Sort};
use crate::kernel::geo::Position;
use crate::kernel::money::Cents;

/// Cards on a page.
pub const PAGE_SIZE: usize = 16;
/// Longest search text kept, in characters.
pub const TEXT_MAX: usize = 200;

/// A circle on the map.
#[derive(Clone, Debug, PartialEq)]
pub struct Around {
    /// The commune as shown ("Évry-Courcouronnes (91)").
    pub label: String,
    /// Its centre.
    pub centre: Position,
    /// Radius in kilometres.
    pub radius_km: u16,
}

/// A search, as the index understands it. Empty lists mean "any".
#[derive(Clone, Debug, PartialEq)]
pub struct Criteria {
    /// Free text, already trimmed and bounded.
    pub text: String,
    /// A place and a radius.
    pub around: Option<Around>,
    /// Any of these contracts.
    pub contracts: Vec<Contract>,
    /// Any of these causes.
    pub sectors: Vec<Sector>,
    /// Any of these functions.
    pub functions: Vec<Function>,
    /// Any of these remote-work arrangements.
    pub remote: Vec<Remote>,
    /// Full or part time.
    pub rhythm: Option<Rhythm>,
    /// Published within this many days.
    pub since_days: Option<u16>,
    /// At least this much per month.
    pub pay_min: Option<Cents>,
    /// Order.
    pub sort: Sort,
    /// Page from 1.
    pub page: usize,
}

impl Default for Criteria {
    fn default() -> Criteria {
        Criteria {
            text: String::new(),
            around: None,
            contracts: Vec::new(),
            sectors: Vec::new(),
            functions: Vec::new(),
            remote: Vec::new(),
            rhythm: None,
            since_days: None,
            pay_min: None,
            sort: Sort::Date,
            page: 1,
        }
    }
}

/// Choices offered for "published within", in days.
pub const SINCE_CHOICES: [u16; 4] = [3, 7, 14, 30];

/// How many offers each choice would give, computed for the other filters.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Facets {
    /// By [`Contract::index`].
    pub contracts: [u32; Contract::COUNT],
    /// By [`Sector::index`].
    pub sectors: [u32; Sector::COUNT],
    /// By [`Function::index`].
    pub functions: [u32; Function::COUNT],
    /// By [`Remote::index`].
    pub remote: [u32; Remote::COUNT],
    /// By [`Rhythm::index`].
    pub rhythm: [u32; Rhythm::COUNT],
    /// By position in [`SINCE_CHOICES`] (cumulative: 7 days includes 3 days).
    pub since: [u32; SINCE_CHOICES.len()],
}

impl Default for Facets {
    fn default() -> Facets {
        Facets {
            contracts: [0; Contract::COUNT],
            sectors: [0; Sector::COUNT],
            functions: [0; Function::COUNT],
            remote: [0; Remote::COUNT],
            rhythm: [0; Rhythm::COUNT],
            since: [0; SINCE_CHOICES.len()],
        }
    }
}

/// One filter that could be loosened when nothing is found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Filter {
    /// The words.
    Text,
    /// Place and radius.
    Around,
    /// Contracts.
    Contracts,
    /// Causes.
    Sectors,
    /// Functions.
    Functions,
    /// Remote work.
    Remote,
    /// Full or part time.
    Rhythm,
    /// Publication date.
    Since,
    /// Pay.
    Pay,
}

impl Filter {
    /// Every filter.
    pub const ALL: [Filter; 9] = [
        Filter::Text,
        Filter::Around,
        Filter::Contracts,
        Filter::Sectors,
        Filter::Functions,
        Filter::Remote,
        Filter::Rhythm,
        Filter::Since,
        Filter::Pay,
    ];
}

impl Criteria {
    /// Whether this filter restricts anything.
    pub fn uses(&self, filter: Filter) -> bool {
        match filter {
            Filter::Text => !self.text.is_empty(),
            Filter::Around => self.around.is_some(),
            Filter::Contracts => !self.contracts.is_empty(),
            Filter::Sectors => !self.sectors.is_empty(),
            Filter::Functions => !self.functions.is_empty(),
            Filter::Remote => !self.remote.is_empty(),
            Filter::Rhythm => self.rhythm.is_some(),
            Filter::Since => self.since_days.is_some(),
            Filter::Pay => self.pay_min.is_some(),
        }
    }

    /// The same search without one filter, from its first page.
    pub fn without(&self, filter: Filter) -> Criteria {
        let mut c = self.clone();
        c.page = 1;
        match filter {
            Filter::Text => c.text.clear(),
            Filter::Around => c.around = None,
            Filter::Contracts => c.contracts.clear(),
            Filter::Sectors => c.sectors.clear(),
            Filter::Functions => c.functions.clear(),
            Filter::Remote => c.remote.clear(),
            Filter::Rhythm => c.rhythm = None,
            Filter::Since => c.since_days = None,
            Filter::Pay => c.pay_min = None,
        }
        c
    }
}
