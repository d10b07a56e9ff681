//! The last word of a candidate on each purpose of their file.

use super::corrupt;
use crate::candidacy::model::consent::Purpose;
use crate::store::{StoreError, Tx, execute, fetch_all};
use std::collections::{BTreeMap, HashSet};

/// A word given: yes or no, and when (epoch milliseconds).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Consent {
    /// Yes.
    pub given: bool,
    /// When it was said.
    pub at: i64,
}

/// What was said for one file.
pub async fn of(tx: &mut Tx, candidacy: i64) -> Result<BTreeMap<Purpose, Consent>, StoreError> {
    let rows: Vec<(String, i64, i64)> =
        fetch_all!(tx, (String, i64, i64), "SELECT purpose, given, at FROM consents WHERE candidacy_id = $1 ORDER BY purpose LIMIT 10", candidacy)?;
    let one = |(purpose, given, at): (String, i64, i64)| {
        Ok((Purpose::from_code(&purpose).ok_or_else(|| corrupt("a purpose"))?, Consent { given: given == 1, at }))
    };
    rows.into_iter().map(one).collect()
}

/// Says yes or no to a purpose. The time stays when the word does. Returns whether it changed.
pub async fn say(tx: &mut Tx, candidacy: i64, purpose: Purpose, given: bool, now: i64) -> Result<bool, StoreError> {
    Ok(execute!(
        tx,
        "INSERT INTO consents (candidacy_id, purpose, given, at) VALUES ($1, $2, $3, $4) \
         ON CONFLICT (candidacy_id, purpose) DO UPDATE SET given = $3, at = $4 WHERE consents.given <> $3",
        candidacy,
        purpose.code().to_owned(),
        i64::from(given),
        now
    )? == 1)
}

/// The files of an edition whose authors say yes to a purpose; at most 2000.
pub async fn given(tx: &mut Tx, edition: i64, purpose: Purpose) -> Result<HashSet<i64>, StoreError> {
    let rows: Vec<(i64,)> = fetch_all!(
        tx,
        (i64,),
        "SELECT c.id FROM consents s JOIN candidacies c ON c.id = s.candidacy_id WHERE c.edition_id = $1 AND s.purpose = $2 AND s.given = 1 LIMIT 2000",
        edition,
        purpose.code().to_owned()
    )?;
    Ok(rows.into_iter().map(|(id,)| id).collect())
}
