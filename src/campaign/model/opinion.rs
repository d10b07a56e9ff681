//! What people say of the attribution they were given, and the share of those it suits (rule D11).

use crate::i18n::campaign_opinion as say;
use crate::kernel::labelled::labelled;

/// Most characters of the words that go with an answer.
pub const WORDS_MOST: u32 = 1000;

labelled! {
    /// How much somebody's attribution suits them.
    Content {
        Very = "tres", "Très satisfait·e", "Very satisfied";
        Rather = "plutot", "Plutôt satisfait·e", "Rather satisfied";
        Little = "peu", "Plutôt pas satisfait·e", "Rather not satisfied";
        Not = "pas", "Pas du tout satisfait·e", "Not satisfied at all";
    }
}

impl Content {
    /// Whether it counts as satisfied.
    pub const fn suits(self) -> bool {
        matches!(self, Content::Very | Content::Rather)
    }
}

/// The share of a side that is satisfied.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Indicator {
    /// Who answered.
    pub answers: usize,
    /// Of those, who is satisfied.
    pub content: usize,
}

impl Indicator {
    /// Counts answers.
    pub fn of(answers: impl IntoIterator<Item = Content>) -> Indicator {
        let mut out = Indicator::default();
        for answer in answers {
            out.answers += 1;
            out.content += usize::from(answer.suits());
        }
        out
    }

    /// Satisfied answers in a hundred, rounded half up; None before anybody answered.
    pub fn percent(self) -> Option<usize> {
        (self.answers > 0).then(|| (self.content * 200 + self.answers) / (self.answers * 2))
    }

    /// "88 % satisfait·e·s de leur attribution (21 réponses sur 24)."
    pub fn words(self, asked: usize) -> String {
        self.percent().map_or_else(|| say::NOBODY_YET.to_owned(), |percent| say::indicator(percent, self.answers, asked))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_share_is_of_those_who_answered() {
        use Content::{Little, Not, Rather, Very};
        assert_eq!(Indicator::of([]).percent(), None);
        assert_eq!(Indicator::of([Very, Rather, Little, Not]), Indicator { answers: 4, content: 2 });
        for (content, answers, percent) in [(7, 8, 88), (1, 3, 33), (2, 3, 67), (24, 24, 100), (0, 5, 0), (1, 200, 1)] {
            assert_eq!(Indicator { answers, content }.percent(), Some(percent), "{content} of {answers}");
        }
        assert_eq!(Indicator { answers: 8, content: 7 }.words(24), "88\u{a0}% satisfait·e·s de leur attribution (8\u{a0}réponses sur 24).");
        assert_eq!(Indicator::default().words(24), say::NOBODY_YET);
    }
}
