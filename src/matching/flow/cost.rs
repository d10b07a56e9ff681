//! The integers costs are counted in.
//!
//! Everything is exact. `i64` is enough for one stage at any supported size; `i128` carries
//! several lexicographic stages packed into one number (see `attribute::policy`).

use std::fmt::Debug;
use std::ops::{Add, AddAssign, Neg, Sub, SubAssign};

/// A signed integer usable as cost, distance and dual price.
pub trait Cost:
    Copy + Ord + Default + Debug + Send + Sync + Add<Output = Self> + Sub<Output = Self> + Neg<Output = Self> + AddAssign + SubAssign + 'static
{
    /// Larger than any distance that can arise.
    const FAR: Self;
    /// Number of bits a packed cost may use, headroom for paths not included.
    const BITS: u32;
    /// The same value in the widest type.
    fn wide(self) -> i128;
    /// The value from the widest type; callers guarantee that it fits.
    fn narrow(value: i128) -> Self;
}

impl Cost for i64 {
    const FAR: Self = i64::MAX / 4;
    const BITS: u32 = 61;
    fn wide(self) -> i128 {
        i128::from(self)
    }
    fn narrow(value: i128) -> Self {
        value as i64
    }
}

impl Cost for i128 {
    const FAR: Self = i128::MAX / 4;
    const BITS: u32 = 125;
    fn wide(self) -> i128 {
        self
    }
    fn narrow(value: i128) -> Self {
        value
    }
}
