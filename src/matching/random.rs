//! Chance that keeps no state: the lots of a tie-break. Sequences are drawn with [`Dice`](crate::kernel::dice::Dice).
//!
//! `mix` is the splitmix64 finaliser (Steele, Lea & Flood, 2014), used to give each pair its place in a tie-break.

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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lots_stay_in_range_and_depend_on_all_arguments() {
        assert!((0..1000).all(|i| lot(3, i, 5, 10) < 10));
        assert_ne!(lot(1, 2, 3, 1 << 20), lot(1, 3, 2, 1 << 20));
    }
}
