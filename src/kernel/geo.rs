//! Positions on the map and the distance between them.

use serde::{Deserialize, Serialize};

/// A position in degrees (WGS 84).
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Position {
    /// Degrees north.
    pub lat: f32,
    /// Degrees east.
    pub lon: f32,
}

/// Mean radius of the Earth, in kilometres.
const EARTH_KM: f32 = 6371.0;

impl Position {
    /// Great-circle distance in kilometres (haversine).
    pub fn distance_km(self, other: Position) -> f32 {
        let (a, b) = (self.lat.to_radians(), other.lat.to_radians());
        let (dlat, dlon) = (b - a, (other.lon - self.lon).to_radians());
        let h = (dlat / 2.0).sin().powi(2) + a.cos() * b.cos() * (dlon / 2.0).sin().powi(2);
        2.0 * EARTH_KM * h.sqrt().clamp(0.0, 1.0).asin()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paris_to_lyon_is_about_392_km() {
        let paris = Position { lat: 48.8566, lon: 2.3522 };
        let lyon = Position { lat: 45.7640, lon: 4.8357 };
        assert!((paris.distance_km(lyon) - 392.0).abs() < 3.0);
        assert_eq!(paris.distance_km(paris), 0.0);
    }
}
