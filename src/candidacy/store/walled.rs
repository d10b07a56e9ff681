//! What a person asks for to be able to take part: read by them and by the administration, joined to nothing an assessor reads.

use crate::store::{StoreError, Tx, execute, fetch_all, fetch_optional};

/// What was asked for one candidacy, and when.
pub async fn asked(tx: &mut Tx, candidacy: i64) -> Result<Option<(String, i64)>, StoreError> {
    Ok(fetch_optional!(tx, (String, i64), "SELECT words, updated_at FROM accommodations WHERE candidacy_id = $1", candidacy)?)
}

/// Keeps what is asked; empty words take it back.
pub async fn keep(tx: &mut Tx, candidacy: i64, words: &str, now: i64) -> Result<(), StoreError> {
    if words.is_empty() {
        execute!(tx, "DELETE FROM accommodations WHERE candidacy_id = $1", candidacy)?;
        return Ok(());
    }
    execute!(
        tx,
        "INSERT INTO accommodations (candidacy_id, words, updated_at) VALUES ($1, $2, $3) \
         ON CONFLICT (candidacy_id) DO UPDATE SET words = $2, updated_at = $3",
        candidacy,
        words.to_owned(),
        now
    )?;
    Ok(())
}

/// Every request, the last first, for the administration: (name, address, edition, words, when); at most 500.
pub async fn all(tx: &mut Tx) -> Result<Vec<(String, String, String, String, i64)>, StoreError> {
    Ok(fetch_all!(
        tx,
        (String, String, String, String, i64),
        "SELECT p.name, p.email, e.cohort, a.words, a.updated_at FROM accommodations a JOIN candidacies c ON c.id = a.candidacy_id \
         JOIN persons p ON p.id = c.person_id JOIN editions e ON e.id = c.edition_id ORDER BY a.updated_at DESC LIMIT 500"
    )?)
}
