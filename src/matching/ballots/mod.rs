//! From ballots to satisfactions: the published table.
//!
//! People and hosts rank each other in tiers; equals share a tier. One published table says what a place in a list is worth, from 1000 for the
//! first to 0–1000 for the last. **Each list is stretched over the whole table**, so that a list of three weighs as much as a list of thirty:
//! place `p` of `n` (from 0) is read at `p / (n − 1)` of the table, straight lines between its points, and equals share the mean of the places
//! they cover. Everything is counted in integers and rounded half up once.
//!
//! A candidate is *ranked*, *indifferent*, *unacceptable* or *silent* (not named; a person who hands in nothing is silent about everybody).
//! Indifferent and silent are worth the **neutral value**, the mean of that side's table: never a penalty, never a wildcard. Silences are
//! counted and told. A pair is acceptable unless one side says *unacceptable*.
//!
//! Look first at [`Table`] and [`worths`]; [`file`](mod@file) turns a file of ballots into an instance.

pub mod file;
pub mod sheet;

/// Published by default for both sides: steps that shrink, mean exactly 500.
pub const PUBLISHED: [u16; 11] = [1000, 870, 750, 640, 540, 450, 370, 300, 240, 190, 150];

/// What a place in a list is worth: values at equal distances from the first place to the last, never rising.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Table(Vec<u16>);

impl Default for Table {
    fn default() -> Self {
        Self(PUBLISHED.to_vec())
    }
}

impl Table {
    /// A table from its values.
    ///
    /// # Errors
    /// A sentence when there are fewer than 2 or more than 101 values, one is above 1000, or they rise.
    pub fn new(values: &[u16]) -> Result<Self, String> {
        if !(2..=101).contains(&values.len()) {
            return Err(format!("un barème a de 2 à 101 valeurs, pas {}.", values.len()));
        }
        if let Some(value) = values.iter().find(|&&value| value > 1000) {
            return Err(format!("le barème contient {value}, au-dessus de 1000."));
        }
        if values.windows(2).any(|two| two[1] > two[0]) {
            return Err("le barème doit descendre.".into());
        }
        Ok(Self(values.to_vec()))
    }

    /// The mean of the table, rounded half up: what silence and indifference are worth.
    #[must_use]
    pub fn neutral(&self) -> u16 {
        let sum: u64 = self.0.iter().map(|&value| u64::from(value)).sum();
        half_up(sum, self.0.len() as u64)
    }

    /// Value of place `place` (from 0) in a list of `length`, times `max(length − 1, 1)`: exact.
    fn at(&self, place: usize, length: usize) -> u64 {
        let steps = length.saturating_sub(1).max(1);
        let point = place * (self.0.len() - 1);
        let (low, rest) = (point / steps, point % steps);
        let (here, next) = (u64::from(self.0[low]), u64::from(self.0[(low + 1).min(self.0.len() - 1)]));
        here * (steps - rest) as u64 + next * rest as u64
    }

    /// Worth of each tier of a list with `sizes` equals in each: the mean of the places the tier covers.
    #[must_use]
    pub fn tiers(&self, sizes: &[usize]) -> Vec<u16> {
        let length: usize = sizes.iter().sum();
        let steps = length.saturating_sub(1).max(1) as u64;
        let mut start = 0;
        let worth = |&size: &usize| {
            let sum: u64 = (start..start + size).map(|place| self.at(place, length)).sum();
            start += size;
            half_up(sum, steps * (size as u64).max(1))
        };
        sizes.iter().map(worth).collect()
    }
}

fn half_up(sum: u64, parts: u64) -> u16 {
    ((2 * sum + parts) / (2 * parts)) as u16
}

/// One voter's list. Candidates are positions on the other side; one that is named nowhere is silent.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Ballot {
    /// Tiers, best first; equals share one.
    pub ranked: Vec<Vec<u32>>,
    /// Neither for nor against.
    pub indifferent: Vec<u32>,
    /// Never.
    pub unacceptable: Vec<u32>,
}

impl Ballot {
    /// True when nothing was handed in.
    #[must_use]
    pub fn silent(&self) -> bool {
        self.ranked.iter().all(Vec::is_empty) && self.indifferent.is_empty() && self.unacceptable.is_empty()
    }
}

/// What a ballot says about each of `candidates` candidates: a satisfaction 0–1000, or none when unacceptable.
#[must_use]
pub fn worths(ballot: &Ballot, candidates: usize, table: &Table) -> Vec<Option<u16>> {
    let mut worth = vec![Some(table.neutral()); candidates];
    let sizes: Vec<usize> = ballot.ranked.iter().map(Vec::len).collect();
    for (tier, value) in ballot.ranked.iter().zip(table.tiers(&sizes)) {
        tier.iter().for_each(|&candidate| worth[candidate as usize] = Some(value));
    }
    ballot.unacceptable.iter().for_each(|&candidate| worth[candidate as usize] = None);
    worth
}

/// What was counted while ballots became satisfactions.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Count {
    /// Associates who handed in nothing, by name.
    pub silent_associates: Vec<String>,
    /// Hosts (or missions) for which nothing was handed in, by name.
    pub silent_hosts: Vec<String>,
    /// Acceptable pairs.
    pub pairs: usize,
    /// Pairs one side refused.
    pub refused: usize,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_is_worth_a_thousand_and_each_list_spans_the_table() {
        let table = Table::default();
        assert_eq!(table.neutral(), 500);
        for length in 2..40 {
            let tiers = table.tiers(&vec![1; length]);
            assert_eq!((tiers[0], tiers[length - 1]), (1000, 150));
            assert!(tiers.windows(2).all(|two| two[0] > two[1]), "{length}");
        }
        assert_eq!(table.tiers(&[1; 11]), PUBLISHED);
        assert_eq!(table.tiers(&[1]), [1000]);
    }

    #[test]
    fn equals_share_the_mean_of_their_places() {
        let table = Table::default();
        assert_eq!(table.tiers(&[11]), [500]);
        assert_eq!(table.tiers(&[2, 9])[0], 935);
        assert_eq!(Table::new(&[1000, 0]).unwrap().tiers(&[1, 2, 1]), [1000, 500, 0]);
    }

    #[test]
    fn states_are_told_apart() {
        let ballot = Ballot { ranked: vec![vec![2], vec![0]], indifferent: vec![3], unacceptable: vec![1] };
        assert_eq!(worths(&ballot, 5, &Table::default()), [Some(150), None, Some(1000), Some(500), Some(500)]);
        assert!(worths(&Ballot::default(), 3, &Table::default()).iter().all(|w| *w == Some(500)));
    }

    #[test]
    fn bad_tables_are_refused() {
        for values in [&[1000][..], &[1001, 0], &[0, 10], &[0; 102]] {
            assert!(Table::new(values).is_err());
        }
    }
}
