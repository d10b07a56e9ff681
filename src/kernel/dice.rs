//! Chance as an argument: a small seeded generator, so that whatever is drawn can be drawn again.
//!
//! Rules and generators take a [`Dice`] (or a seed) instead of asking the system. Same seed, same draws, on every machine
//! and in every version: the algorithms (SplitMix64 to spread the seed, xoshiro256** to draw) are fixed and public. Not for
//! secrets: see [`super::clock::random_hex`] for those.

/// A reproducible sequence of draws.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Dice {
    state: [u64; 4],
}

/// One step of SplitMix64: spreads nearby seeds far apart.
fn spread(seed: &mut u64) -> u64 {
    *seed = seed.wrapping_add(0x9e37_79b9_7f4a_7c15);
    let mut z = *seed;
    z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    z ^ (z >> 31)
}

impl Dice {
    /// The sequence of this seed.
    pub fn new(seed: u64) -> Dice {
        let mut seed = seed;
        Dice { state: [spread(&mut seed), spread(&mut seed), spread(&mut seed), spread(&mut seed)] }
    }

    /// An independent sequence for the nth thing drawn under a seed: the nth thing does not depend on those before it.
    pub fn nth(seed: u64, n: u64) -> Dice {
        let mut mixed = seed ^ n.wrapping_mul(0xd6e8_feb8_6659_fd93).rotate_left(32);
        let first = spread(&mut mixed);
        Dice::new(first ^ n)
    }

    /// Sixty-four even bits.
    pub fn bits(&mut self) -> u64 {
        let s = &mut self.state;
        let out = s[1].wrapping_mul(5).rotate_left(7).wrapping_mul(9);
        let t = s[1] << 17;
        s[2] ^= s[0];
        s[3] ^= s[1];
        s[1] ^= s[2];
        s[0] ^= s[3];
        s[2] ^= t;
        s[3] = s[3].rotate_left(45);
        out
    }

    /// A number from 0 to `bound` excluded; 0 when `bound` is 0. The bias is below one in 2^32 for the sizes used here.
    pub fn below(&mut self, bound: usize) -> usize {
        ((u128::from(self.bits()) * bound as u128) >> 64) as usize
    }

    /// A number from `low` to `high`, both included; `low` when they are upside down.
    pub fn between(&mut self, low: i64, high: i64) -> i64 {
        let width = usize::try_from(high.saturating_sub(low).saturating_add(1)).unwrap_or(1);
        low + self.below(width) as i64
    }

    /// True `percent` times out of a hundred.
    pub fn chance(&mut self, percent: u32) -> bool {
        self.below(100) < percent as usize
    }

    /// A number from 0 to 1 excluded.
    pub fn unit(&mut self) -> f64 {
        (self.bits() >> 11) as f64 / (1u64 << 53) as f64
    }

    /// One of the items; `None` when there are none.
    pub fn pick<'a, T>(&mut self, items: &'a [T]) -> Option<&'a T> {
        items.get(self.below(items.len()))
    }

    /// One of the words; empty when there are none.
    pub fn word<'a>(&mut self, words: &[&'a str]) -> &'a str {
        self.pick(words).copied().unwrap_or_default()
    }

    /// A rank from 0 to `count` excluded in which low ranks are frequent and high ones rare, as words in a language are:
    /// rank r comes about 1 / (r + `flat`) as often. The larger `flat`, the more even the head. 0 when `count` is 0.
    pub fn rank(&mut self, count: usize, flat: f64) -> usize {
        let flat = flat.max(0.5);
        let drawn = flat * ((count as f64 + flat) / flat).powf(self.unit()) - flat;
        (drawn as usize).min(count.saturating_sub(1))
    }

    /// The index of one of several weights, drawn in proportion; 0 when all are 0.
    pub fn weighted(&mut self, weights: &[u32]) -> usize {
        let total: u64 = weights.iter().map(|w| u64::from(*w)).sum();
        let mut left = self.below(total as usize) as u64;
        for (i, weight) in weights.iter().enumerate() {
            let weight = u64::from(*weight);
            if left < weight {
                return i;
            }
            left -= weight;
        }
        0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_reference_sequence_of_splitmix() {
        let mut seed = 0;
        assert_eq!([spread(&mut seed), spread(&mut seed)], [0xe220_a839_7b1d_cdaf, 0x6e78_9e6a_a1b9_65f4]);
    }

    #[test]
    fn same_seed_same_draws_and_other_seed_other_draws() {
        let draw = |mut dice: Dice| (0..8).map(|_| dice.bits()).collect::<Vec<_>>();
        assert_eq!(draw(Dice::new(7)), draw(Dice::new(7)));
        assert_ne!(draw(Dice::new(7)), draw(Dice::new(8)));
        assert_ne!(draw(Dice::nth(7, 1)), draw(Dice::nth(7, 2)));
        assert_ne!(draw(Dice::nth(7, 1)), draw(Dice::nth(8, 1)));
    }

    #[test]
    fn draws_stay_in_bounds_and_reach_them() {
        let mut dice = Dice::new(1);
        let mut seen = [false; 6];
        for _ in 0..1000 {
            seen[usize::try_from(dice.between(1, 6)).unwrap() - 1] = true;
            assert!((0.0..1.0).contains(&dice.unit()));
        }
        assert_eq!(seen, [true; 6]);
        assert_eq!((dice.below(0), dice.between(3, 1), dice.rank(0, 1.0), dice.weighted(&[])), (0, 3, 0, 0));
        assert_eq!(dice.pick::<u8>(&[]), None);
    }

    #[test]
    fn ranks_and_weights_follow_their_law() {
        let mut dice = Dice::new(2);
        let (mut head, mut tail, mut heavy) = (0, 0, 0);
        for _ in 0..20_000 {
            let rank = dice.rank(10_000, 10.0);
            head += usize::from(rank < 100);
            tail += usize::from(rank >= 5_000);
            heavy += usize::from(dice.weighted(&[1, 9]) == 1);
        }
        assert!((6_000..9_000).contains(&head), "{head}");
        assert!((1_000..3_000).contains(&tail), "{tail}");
        assert!((17_600..18_400).contains(&heavy), "{heavy}");
    }
}
