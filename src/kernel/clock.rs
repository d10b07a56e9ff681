//! The only door to time and chance. Rules take `now` and `dice` as arguments; only the edges call these.

use jiff::{Timestamp, civil::Date, tz::TimeZone};

/// The civil time zone of every deadline on the board (rule Q17).
pub const PARIS: &str = "Europe/Paris";

/// The present instant. Called at the edges only: handlers, jobs, commands.
#[expect(clippy::disallowed_methods, reason = "this function is the door to the wall clock")]
pub fn now() -> Timestamp {
    Timestamp::now()
}

/// A stopwatch for logs and benchmarks.
#[expect(clippy::disallowed_methods, reason = "this function is the door to the monotonic clock")]
pub fn stopwatch() -> std::time::Instant {
    std::time::Instant::now()
}

/// The Paris time zone, from the bundled database; UTC only if that database were unreadable.
pub fn paris() -> TimeZone {
    TimeZone::get(PARIS).unwrap_or(TimeZone::UTC)
}

/// The day it is in Paris at this instant.
pub fn paris_day(at: Timestamp) -> Date {
    at.to_zoned(paris()).date()
}

/// The instant a day begins in Paris.
pub fn paris_midnight(day: Date) -> Timestamp {
    day.to_zoned(paris()).map(|z| z.timestamp()).unwrap_or(Timestamp::MAX)
}

/// Unpredictable bytes for secrets: tokens, salts, keys.
///
/// # Errors
/// The system has no entropy source.
#[expect(clippy::disallowed_methods, reason = "this function is the door to chance")]
pub fn secret_bytes<const N: usize>() -> Result<[u8; N], String> {
    let mut bytes = [0u8; N];
    getrandom::fill(&mut bytes).map_err(|e| format!("no entropy: {e}"))?;
    Ok(bytes)
}

/// Sixteen random bytes as lower-case hexadecimal, for request ids and nonces.
///
/// Falls back to the clock if the system has no entropy source, which no supported system lacks.
#[expect(clippy::disallowed_methods, reason = "this function is the door to chance")]
pub fn random_hex() -> String {
    let mut bytes = [0u8; 16];
    if getrandom::fill(&mut bytes).is_err() {
        bytes.copy_from_slice(&now().as_nanosecond().to_le_bytes());
    }
    bytes.iter().map(|b| format!("{b:02x}")).collect()
}
