//! Chance, always from a seed given as an argument.
//!
//! `Dice` is xoshiro256** (Blackman & Vigna, 2018) filled by splitmix64; `mix` is the splitmix64
//! finaliser, used to give each pair its place in a tie-break without keeping any state.

/// A small, fast, seeded generator. Same seed, same sequence, on every target.
#[derive(Clone, Debug)]
pub struct Dice([u64; 4]);

/// Scrambles one word (splitmix64 finaliser): a bijection on `u64` whose output looks random.
#[must_use]
pub fn mix(word: u64) -> u64 {
    let mut z = word.wrapping_add(0x9E37_79B9_7F4A_7C15);
    z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    z ^ (z >> 31)
}

/// The place of a pair in the tie-break of `seed`: uniform in `0..range` (`range` ≥ 1).
/// Depends on positions in the file only, so renaming people changes nothing.
#[must_use]
pub fn lot(seed: u64, associate: u32, target: u32, range: u32) -> u32 {
    let word = mix(mix(seed) ^ (u64::from(associate) << 32 | u64::from(target)));
    ((u64::from(range) * (word >> 32)) >> 32) as u32
}

impl Dice {
    /// A generator for `seed`.
    #[must_use]
    pub fn new(seed: u64) -> Self {
        let mut state = seed;
        let mut next = || {
            let out = mix(state);
            state = state.wrapping_add(0x9E37_79B9_7F4A_7C15);
            out
        };
        Self([next(), next(), next(), next()])
    }

    /// The next 64 random bits.
    pub fn word(&mut self) -> u64 {
        let s = &mut self.0;
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

    /// Uniform in `0..range` (0 when `range` is 0).
    pub fn below(&mut self, range: usize) -> usize {
        ((u128::from(self.word()) * range as u128) >> 64) as usize
    }

    /// Uniform in `0.0..1.0`; for the generator of instances only, never for a decision.
    pub fn unit(&mut self) -> f64 {
        (self.word() >> 11) as f64 / (1u64 << 53) as f64
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_seed_gives_the_same_sequence() {
        let (mut a, mut b) = (Dice::new(7), Dice::new(7));
        assert!((0..100).all(|_| a.word() == b.word()));
        assert_ne!(Dice::new(7).word(), Dice::new(8).word());
    }

    #[test]
    fn lots_stay_in_range_and_depend_on_all_arguments() {
        assert!((0..1000).all(|i| lot(3, i, 5, 10) < 10));
        assert_ne!(lot(1, 2, 3, 1 << 20), lot(1, 3, 2, 1 << 20));
    }
}
