//! Every choice of every filter as one bit of a word, and the counting of sixty-four facets at once.
//!
//! An offer's choices fit in one `u64`. A filter is then a mask, "computed for the other filters" is an AND, and counting facets
//! is adding words column by column: [`Tally`] keeps the sixty-four counters as bit planes (one `u64` per binary digit), so adding
//! an offer costs a few instructions whatever the number of choices it carries.

use crate::jobs::model::criteria::{Facets, SINCE_CHOICES};
use crate::jobs::model::{Contract, Function, Remote, Rhythm, Sector};

/// A run of bits that belongs to one filter.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Group {
    at: usize,
    len: usize,
}

impl Group {
    const fn after(previous: Group, len: usize) -> Group {
        Group { at: previous.at + previous.len, len }
    }

    /// Every bit of the group.
    pub const fn mask(self) -> u64 {
        ((1 << self.len) - 1) << self.at
    }

    /// The bit of one choice.
    pub const fn bit(self, index: usize) -> u64 {
        1 << (self.at + index)
    }

    /// The bits of several choices; none means "any", a mask every offer passes.
    pub fn any_of(self, indexes: impl Iterator<Item = usize>) -> u64 {
        match indexes.fold(0, |mask, i| mask | self.bit(i)) {
            0 => u64::MAX,
            mask => mask,
        }
    }
}

/// Bits of [`Contract`].
pub const CONTRACTS: Group = Group { at: 0, len: Contract::COUNT };
/// Bits of [`Sector`].
pub const SECTORS: Group = Group::after(CONTRACTS, Sector::COUNT);
/// Bits of [`Function`].
pub const FUNCTIONS: Group = Group::after(SECTORS, Function::COUNT);
/// Bits of [`Remote`]; every offer has one.
pub const REMOTE: Group = Group::after(FUNCTIONS, Remote::COUNT);
/// Bits of [`Rhythm`]; every offer has one.
pub const RHYTHM: Group = Group::after(REMOTE, Rhythm::COUNT);
/// Bits of [`SINCE_CHOICES`], set during a search because they depend on the day.
pub const SINCE: Group = Group::after(RHYTHM, SINCE_CHOICES.len());

const _: () = assert!(SINCE.at + SINCE.len <= 64, "the choices of an offer must fit in one word");

/// Sixty-four counters, one binary digit per plane.
#[derive(Default)]
pub struct Tally {
    planes: [u64; 32],
    waiting: [u64; 8],
    filled: usize,
}

/// Adds three bits in every column: the sum and the carry.
fn add3(a: u64, b: u64, c: u64) -> (u64, u64) {
    let half = a ^ b;
    (half ^ c, (a & b) | (half & c))
}

impl Tally {
    /// Counts one in every column set in `bits`.
    #[inline]
    pub fn add(&mut self, bits: u64) {
        self.waiting[self.filled] = bits;
        self.filled += 1;
        if self.filled == self.waiting.len() {
            self.settle();
        }
    }

    /// Adds the eight waiting words into the planes.
    fn settle(&mut self) {
        let [a, b, c, d, e, f, g, h] = std::mem::take(&mut self.waiting);
        let (ones, two_a) = add3(self.planes[0], a, b);
        let (ones, two_b) = add3(ones, c, d);
        let (twos, four_a) = add3(self.planes[1], two_a, two_b);
        let (ones, two_a) = add3(ones, e, f);
        let (ones, two_b) = add3(ones, g, h);
        let (twos, four_b) = add3(twos, two_a, two_b);
        let (fours, mut carry) = add3(self.planes[2], four_a, four_b);
        (self.planes[0], self.planes[1], self.planes[2]) = (ones, twos, fours);
        for plane in &mut self.planes[3..] {
            if carry == 0 {
                break;
            }
            (*plane, carry) = (*plane ^ carry, *plane & carry);
        }
        self.filled = 0;
    }

    /// The sixty-four counts.
    pub fn counts(mut self) -> [u32; 64] {
        self.settle();
        std::array::from_fn(|bit| self.planes.iter().enumerate().map(|(digit, plane)| (((plane >> bit) & 1) as u32) << digit).sum())
    }
}

/// The counts spread over the filters they belong to.
pub fn facets(counts: &[u32; 64]) -> Facets {
    let mut out = Facets::default();
    let spread = |group: Group, to: &mut [u32]| to.copy_from_slice(&counts[group.at..group.at + group.len]);
    spread(CONTRACTS, &mut out.contracts);
    spread(SECTORS, &mut out.sectors);
    spread(FUNCTIONS, &mut out.functions);
    spread(REMOTE, &mut out.remote);
    spread(RHYTHM, &mut out.rhythm);
    spread(SINCE, &mut out.since);
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn groups_do_not_overlap() {
        let groups = [CONTRACTS, SECTORS, FUNCTIONS, REMOTE, RHYTHM, SINCE];
        assert_eq!(groups.iter().fold(0, |seen, g| seen | g.mask()).count_ones() as usize, groups.iter().map(|g| g.len).sum::<usize>());
        assert_eq!(CONTRACTS.any_of([].into_iter()), u64::MAX);
        assert_eq!(REMOTE.any_of([0, 2].into_iter()), REMOTE.bit(0) | REMOTE.bit(2));
    }

    proptest! {
        #[test]
        fn counts_like_counting_bit_by_bit(words in proptest::collection::vec(any::<u64>(), 0..300)) {
            let mut tally = Tally::default();
            words.iter().for_each(|w| tally.add(*w));
            let counts = tally.counts();
            for (bit, count) in counts.iter().enumerate() {
                prop_assert_eq!(*count, words.iter().filter(|w| *w >> bit & 1 == 1).count() as u32);
            }
        }
    }
}
