//! The table of words: what is looked for, when it counts, why, and what to write instead.

mod hollow;
mod protected;

use super::{Ground, Kind, Severity};
use crate::jobs::model::Contract;

/// What to write when the law itself may ask for it.
pub const SOFTENED: &str = "Si un texte l’exige pour ce poste, citez-le dans la phrase\u{202f}; sinon, retirez la condition.";

/// Something around a match.
pub enum When {
    /// The sentence is about the person sought, not the people served.
    Candidate,
    /// The text is one of these fields.
    Fields(&'static [&'static str]),
    /// The offer has one of these contracts.
    Contracts(&'static [Contract]),
    /// One of these patterns stands in the same sentence.
    Near(&'static str),
    /// One of these stands in the three words before.
    Before(&'static str),
    /// One of these follows at once.
    After(&'static str),
    /// One of these stands anywhere in the offer.
    Anywhere(&'static str),
    /// Every number of the match is in this range.
    Numbers(u32, u32),
}

/// The patterns written in one string, ` / ` between them.
pub fn each(patterns: &'static str) -> impl Iterator<Item = &'static str> {
    patterns.split(" / ").filter(|p| !p.is_empty())
}

/// A row of the table. Patterns stand in one string, ` / ` between them.
#[derive(Clone, Copy)]
pub struct Rule {
    /// What is looked for.
    pub patterns: &'static str,
    /// What is wrong.
    pub kind: Kind,
    /// Blocking or advice.
    pub severity: Severity,
    /// The protected ground.
    pub ground: Option<Ground>,
    /// Every one must hold.
    pub only: &'static [When],
    /// None may hold.
    pub unless: &'static [When],
    /// Said anywhere in the offer, they turn blocking into advice.
    pub soften: &'static str,
    /// Why; empty when the ground says it.
    pub why: &'static str,
    /// What to write instead.
    pub better: &'static str,
}

impl Rule {
    const fn new(kind: Kind, severity: Severity, patterns: &'static str, why: &'static str, better: &'static str) -> Rule {
        Rule { patterns, kind, severity, ground: None, only: &[], unless: &[], soften: "", why, better }
    }

    const fn block(ground: Ground, patterns: &'static str, better: &'static str) -> Rule {
        Rule { ground: Some(ground), ..Rule::new(Kind::Discriminatory, Severity::Blocking, patterns, "", better) }
    }

    const fn hollow(patterns: &'static str, why: &'static str, better: &'static str) -> Rule {
        Rule::new(Kind::Hollow, Severity::Advice, patterns, why, better)
    }

    const fn demand(patterns: &'static str, why: &'static str, better: &'static str) -> Rule {
        Rule::new(Kind::Demand, Severity::Advice, patterns, why, better)
    }

    const fn ground(self, ground: Ground) -> Rule {
        Rule { ground: Some(ground), ..self }
    }

    const fn kind(self, kind: Kind) -> Rule {
        Rule { kind, ..self }
    }

    const fn only(self, only: &'static [When]) -> Rule {
        Rule { only, ..self }
    }

    const fn unless(self, unless: &'static [When]) -> Rule {
        Rule { unless, ..self }
    }

    const fn soften(self, soften: &'static str) -> Rule {
        Rule { soften, ..self }
    }
}

/// Every row.
pub fn all() -> impl Iterator<Item = &'static Rule> {
    protected::RULES.iter().chain(hollow::RULES)
}
