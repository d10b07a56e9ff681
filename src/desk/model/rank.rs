//! Targets to rank: missions or people, dragged, numbered or moved step by step, and what of it travels.

use super::{Block, Button};
use crate::desk::order;
use miniserde::{Deserialize, Serialize};

/// A form in which targets are ranked.
///
/// Without script it sends `rang-{id}` (a number or nothing), `avis-{id}` (nothing, `indifferent` or `refuse`) and `motif-{id}`, and an
/// empty `bulletin`; with script `bulletin` holds the whole ballot (`desk::order::text`) and counts alone. `formulaire` holds the id.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Ranking {
    /// Its anchor.
    pub id: String,
    /// The field `bulletin` is saved by itself at this address; empty when not.
    pub autosave: String,
    /// The version of the ballot that is kept.
    pub version: String,
    /// The ballot that is kept, as `desk::order::text` writes it.
    pub text: String,
    /// What is asked, above the list.
    pub lead: String,
    /// The heading of what has no place yet ("À classer").
    pub pool_title: String,
    /// The heading of what is ranked ("Mon classement").
    pub list_title: String,
    /// The targets, in the order shown while nothing is said of them.
    pub items: Vec<RankItem>,
    /// Read only.
    pub closed: bool,
    /// The buttons. Enter in a field presses the first one where there is no script: let it be the one that binds to nothing.
    pub buttons: Vec<Button>,
    /// Where it stands ("Brouillon enregistré le 5 mars à 18:04. Rien n’est remis.").
    pub state: String,
    /// What else to know before handing in.
    pub note: String,
}

/// A target to rank.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct RankItem {
    /// Its key: a number above 0, each once on a page.
    pub id: String,
    /// Its name.
    pub name: String,
    /// One line more: the title of a mission.
    pub what: String,
    /// What to notice of it ("non rencontrée").
    pub tags: Vec<String>,
    /// Its whole sheet; empty when there is none.
    pub href: String,
    /// Its number, or what was typed as one; empty when it has none.
    pub rank: String,
    /// `indifferent`, `refuse` or empty.
    pub opinion: String,
    /// Why it is refused, for the team alone.
    pub reason: String,
    /// What opens beside the list. No form in it: it stands inside one.
    pub sheet: Vec<Block>,
    /// What to correct.
    pub error: String,
}

impl Block {
    /// Targets to rank.
    pub fn ranking(ranking: Ranking) -> Block {
        Block { ranking: Some(ranking), ..<Block as Default>::default() }
    }
}

impl Ranking {
    /// A ranking with an anchor.
    pub fn new(id: &str) -> Ranking {
        Ranking { id: id.to_owned(), ..<Ranking as Default>::default() }
    }

    /// With a button that does `act`.
    #[must_use]
    pub fn button(mut self, act: &str, label: impl Into<String>) -> Ranking {
        self.buttons.push(Button { act: act.to_owned(), label: label.into(), look: String::new() });
        self
    }

    /// With a button of less weight.
    #[must_use]
    pub fn quiet(mut self, act: &str, label: impl Into<String>) -> Ranking {
        self.buttons.push(Button { act: act.to_owned(), label: label.into(), look: "quiet".to_owned() });
        self
    }

    /// As a ballot says it: every target gets its rank, its opinion and its reason, or none. Other targets of the ballot, and a ballot
    /// that does not read, change nothing.
    pub fn say(&mut self, ballot: &str) {
        let said = order::parse(ballot).unwrap_or_default();
        for item in &mut self.items {
            let silent = order::Entry::silent(item.key());
            let entry = said.iter().find(|e| e.id == silent.id).unwrap_or(&silent);
            item.rank = entry.rank.map_or(String::new(), |n| n.to_string());
            item.opinion = entry.opinion().to_owned();
            item.reason = entry.reason.clone();
        }
    }

    /// As the ballot that is kept says it.
    #[must_use]
    pub fn filled(mut self) -> Ranking {
        let text = self.text.clone();
        self.say(&text);
        self
    }

    /// What the targets say now. A number that does not read counts as none.
    pub fn entries(&self) -> Vec<order::Entry> {
        self.items.iter().map(RankItem::entry).collect()
    }
}

impl RankItem {
    /// A target with its key and its name.
    pub fn new(id: i64, name: impl Into<String>) -> RankItem {
        RankItem { id: id.to_string(), name: name.into(), ..<RankItem as Default>::default() }
    }

    /// Its key; 0 for what is none.
    pub fn key(&self) -> i64 {
        self.id.parse().unwrap_or(0)
    }

    fn entry(&self) -> order::Entry {
        let (indifferent, refused) = (self.opinion == "indifferent", self.opinion == "refuse");
        let rank = order::rank_of(self.rank.trim()).filter(|_| !indifferent && !refused);
        order::Entry { id: self.key(), rank, indifferent, refused, reason: self.reason.clone() }
    }
}
