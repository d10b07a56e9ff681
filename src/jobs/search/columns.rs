//! What the pass over matching offers needs, packed per segment and kept in memory.
//!
//! Segments never change (deletes are a separate set), so these columns are built once when a segment first appears and shared
//! by every later view of the index. One million offers take about 50 MB.

use super::schema::{names, unpack};
use crate::kernel::geo::Position;
use tantivy::SegmentReader;

/// Mean radius of the Earth in kilometres, as in [`crate::kernel::geo`].
const EARTH_KM: f32 = 6371.0;

/// What every pass reads of an offer; 24 bytes, so that a cache line holds more than two.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Row {
    /// First instant, in milliseconds, at which the offer is no longer open.
    pub closes: i64,
    /// Choices as bits.
    pub choices: u64,
    /// Day of publication.
    pub published: i32,
    /// One more than the highest monthly pay in cents; 0 when unknown.
    pub pay: u32,
}

/// The columns of one segment.
pub struct Columns {
    /// Hot values, by document.
    pub rows: Vec<Row>,
    /// Row ids, read only for results.
    pub ids: Vec<i64>,
    /// Deadline days; `i32::MAX` without one.
    pub deadlines: Vec<i32>,
    place_starts: Vec<u32>,
    places: Vec<Unit>,
}

/// A position as a point of the unit sphere: distances need no trigonometry, and nothing breaks at a pole or across the 180th meridian.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Unit([f32; 3]);

impl Unit {
    /// The point under a position.
    pub fn of(position: Position) -> Unit {
        let (lat, lon) = (position.lat.to_radians(), position.lon.to_radians());
        Unit([lat.cos() * lon.cos(), lat.cos() * lon.sin(), lat.sin()])
    }

    /// Squared length of the straight line between two points, in Earth radii.
    fn chord2(self, other: Unit) -> f32 {
        let [a, b, c] = [self.0[0] - other.0[0], self.0[1] - other.0[1], self.0[2] - other.0[2]];
        a * a + b * b + c * c
    }
}

/// The squared chord of a distance along the ground.
pub fn chord2_of_km(km: f32) -> f32 {
    (2.0 * (km / (2.0 * EARTH_KM)).min(std::f32::consts::FRAC_PI_2).sin()).powi(2)
}

/// The distance along the ground of a squared chord.
pub fn km_of_chord2(chord2: f32) -> f32 {
    2.0 * EARTH_KM * (chord2.sqrt() / 2.0).clamp(0.0, 1.0).asin()
}

/// One more than an amount, within `u32`, so that 0 can mean unknown.
pub fn pay_rank(cents: i64) -> u32 {
    u32::try_from(cents.clamp(0, i64::from(u32::MAX - 1))).map_or(u32::MAX, |c| c + 1)
}

impl Columns {
    /// Reads the columns of a segment.
    pub fn load(segment: &SegmentReader) -> tantivy::Result<Columns> {
        let fast = segment.fast_fields();
        let (ids, closes, published) = (fast.i64(names::ID)?, fast.i64(names::CLOSES)?, fast.i64(names::PUBLISHED)?);
        let choices = fast.u64(names::CHOICES)?;
        let optional = |name| fast.column_opt::<i64>(name);
        let (deadlines, pay) = (optional(names::DEADLINE)?, optional(names::PAY)?);
        let positions = fast.column_opt::<u64>(names::POSITIONS)?;
        let small = |value: i64| value.clamp(i32::MIN.into(), i32::MAX.into()) as i32;
        let count = segment.max_doc();
        let mut out = Columns {
            rows: Vec::with_capacity(count as usize),
            ids: Vec::with_capacity(count as usize),
            deadlines: Vec::with_capacity(count as usize),
            place_starts: vec![0],
            places: Vec::new(),
        };
        for doc in 0..count {
            out.rows.push(Row {
                closes: closes.first(doc).unwrap_or(i64::MIN),
                choices: choices.first(doc).unwrap_or(0),
                published: small(published.first(doc).unwrap_or(0)),
                pay: pay.as_ref().and_then(|c| c.first(doc)).map_or(0, pay_rank),
            });
            out.ids.push(ids.first(doc).unwrap_or(0));
            out.deadlines.push(deadlines.as_ref().and_then(|c| c.first(doc)).map_or(i32::MAX, small));
            if let Some(column) = &positions {
                out.places.extend(column.values_for_doc(doc).map(|packed| Unit::of(unpack(packed))));
            }
            out.place_starts.push(out.places.len() as u32);
        }
        Ok(out)
    }

    /// Squared chord from a point to the nearest place of an offer; infinite without a place.
    #[inline]
    pub fn nearest(&self, doc: usize, centre: Unit) -> f32 {
        let (from, to) = (self.place_starts[doc] as usize, self.place_starts[doc + 1] as usize);
        // A position that is not a number loses every comparison, so it never becomes the nearest.
        self.places[from..to].iter().map(|place| place.chord2(centre)).fold(f32::INFINITY, f32::min)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn chords_agree_with_the_great_circle(a in -80f32..80.0, b in -179f32..179.0, c in -80f32..80.0, d in -179f32..179.0) {
            let (from, to) = (Position { lat: a, lon: b }, Position { lat: c, lon: d });
            let (expected, found) = (from.distance_km(to), km_of_chord2(Unit::of(from).chord2(Unit::of(to))));
            prop_assert!((expected - found).abs() < 0.05 + expected * 0.002, "{expected} {found}");
        }

        #[test]
        fn a_radius_and_its_chord_agree(km in 0f32..20_000.0) {
            prop_assert!((km_of_chord2(chord2_of_km(km)) - km).abs() < 0.05 + km * 0.002);
        }
    }

    #[test]
    fn pay_keeps_its_order_and_unknown_is_below_all() {
        assert!(pay_rank(0) > 0 && pay_rank(5) > pay_rank(4) && pay_rank(i64::MAX) == u32::MAX && pay_rank(-3) == 1);
    }
}
