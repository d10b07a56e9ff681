//! Brings parsed files into the database: idempotent on (source, reference), good rows kept, refused rows named.

use super::Fault;
use crate::jobs::import::{Parsed, Row};
use crate::jobs::model::draft::OfferDraft;
use crate::jobs::model::status::Lifetime;
use crate::jobs::store::{self as offers, Stored};
use crate::kernel::clock::paris_day;
use crate::kernel::refusal::Refusal;
use crate::organisations::model::draft::OrganisationDraft;
use crate::organisations::store as organisations;
use crate::places::Places;
use crate::store::{Db, StoreError, Tx, dialect};
use jiff::Timestamp;
use jiff::civil::Date;
use std::collections::HashMap;

/// Rows stored in one transaction.
const BATCH: usize = 500;

/// A row that was not taken, and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refused {
    /// Line in the file, from 1.
    pub line: u64,
    /// Its reference, when it could be read.
    pub reference: Option<String>,
    /// A French sentence.
    pub reason: String,
}

/// What an import did.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Summary {
    /// Offers that were new.
    pub created: u64,
    /// Offers that had changed.
    pub updated: u64,
    /// Offers that were already the same.
    pub unchanged: u64,
    /// Organisations read.
    pub organisations: u64,
    /// Rows not taken.
    pub refused: Vec<Refused>,
}

/// Stores what a file holds. `progress` is called after each batch with the number of rows done.
pub async fn store(db: &Db, places: &Places, parsed: Parsed, now: i64, progress: &mut dyn FnMut(u64)) -> Result<Summary, Fault> {
    let mut summary = Summary::default();
    let mut hosted = Vec::new();
    for chunk in chunks(parsed.organisations) {
        let mut tx = db.begin().await?;
        for row in chunk {
            match row.outcome.and_then(|d| d.check().map(|()| d)) {
                Ok(draft) => {
                    let known = organisations::find(&mut tx, &draft.slug, &organisations::name_key(&draft.name)).await?;
                    if parsed.authoritative || known.is_none() {
                        let id = organisations::upsert(&mut tx, &draft, now).await?;
                        if !draft.hosted_by.is_empty() {
                            hosted.push((id, draft.hosted_by));
                        }
                    }
                    summary.organisations += 1;
                }
                Err(refusal) => summary.refused.push(refused(row.line, row.reference, &refusal)),
            }
        }
        tx.commit().await?;
    }
    for (id, hosts) in hosted {
        let mut tx = db.begin().await?;
        organisations::link_hosts(&mut tx, id, &hosts).await?;
        tx.commit().await?;
    }
    let mut known = HashMap::new();
    let today = Timestamp::from_millisecond(now).map(paris_day).unwrap_or(Date::MAX);
    let mut done = 0;
    for chunk in chunks(parsed.offers) {
        done += chunk.len() as u64;
        let mut good = Vec::new();
        for row in chunk {
            match row.outcome.map(|draft| (draft.check().and_then(|()| published(&draft, today)), draft)) {
                Ok((Ok(()), draft)) => good.push((row.line, located(draft, places))),
                Ok((Err(refusal), draft)) => summary.refused.push(refused(row.line, row.reference.or(Some(draft.reference)), &refusal)),
                Err(refusal) => summary.refused.push(refused(row.line, row.reference, &refusal)),
            }
        }
        store_batch(db, &good, &mut known, now, &mut summary).await?;
        progress(done);
    }
    summary.refused.sort_by_key(|r| r.line);
    Ok(summary)
}

/// Refuses an offer that says it was published after today: it would stand first for ever.
fn published(draft: &OfferDraft, today: Date) -> Result<(), Refusal> {
    if draft.published_on > today {
        return Err(Refusal::invalid("published_on", format!("la date de publication ({}) est après aujourd’hui", draft.published_on)));
    }
    Ok(())
}

fn chunks<T>(rows: Vec<Row<T>>) -> impl Iterator<Item = Vec<Row<T>>> {
    let mut rows = rows.into_iter();
    std::iter::from_fn(move || {
        let chunk: Vec<_> = rows.by_ref().take(BATCH).collect();
        (!chunk.is_empty()).then_some(chunk)
    })
}

fn refused(line: u64, reference: Option<String>, refusal: &Refusal) -> Refused {
    Refused { line, reference, reason: refusal.to_string() }
}

/// Gives an INSEE code to the places that only have a name, when a commune answers to it.
pub fn located(mut draft: OfferDraft, places: &Places) -> OfferDraft {
    for place in draft.places.iter_mut() {
        if place.insee.as_deref().is_some_and(|i| places.by_insee(i).is_none()) {
            place.insee = None;
        }
        if place.country.is_some() {
            place.insee = None;
        } else if place.insee.is_none() {
            place.insee = commune(&place.label, places).map(|c| c.insee.to_owned());
        }
    }
    draft
}

fn commune<'a>(label: &str, places: &'a Places) -> Option<&'a crate::places::Commune> {
    let (name, rest) = label.split_once('(').unwrap_or((label, ""));
    let postal = rest.trim_end_matches(')').trim();
    let same_name = |c: &&crate::places::Commune| crate::kernel::text::words(c.name) == crate::kernel::text::words(name);
    if postal.len() == 5 { places.find(postal) } else { places.find(label).filter(same_name) }
}

/// One transaction for the whole batch; if the database refuses it, row by row, so that only the guilty row is lost.
async fn store_batch(db: &Db, rows: &[(u64, OfferDraft)], known: &mut HashMap<String, i64>, now: i64, summary: &mut Summary) -> Result<(), Fault> {
    let mut counts = Summary::default();
    match whole(db, rows, known, now, &mut counts).await {
        Ok(()) => {}
        Err(StoreError::Sql(sqlx::Error::Database(_))) => {
            known.clear();
            counts = Summary::default();
            for row in rows {
                if let Err(e) = whole(db, std::slice::from_ref(row), known, now, &mut counts).await {
                    known.clear();
                    let StoreError::Sql(sqlx::Error::Database(inner)) = &e else { return Err(e.into()) };
                    let reason = format!("la base de données refuse cette ligne ({})", inner.message());
                    summary.refused.push(Refused { line: row.0, reference: Some(row.1.reference.clone()), reason });
                }
            }
        }
        Err(e) => return Err(e.into()),
    }
    summary.created += counts.created;
    summary.updated += counts.updated;
    summary.unchanged += counts.unchanged;
    Ok(())
}

async fn whole(db: &Db, rows: &[(u64, OfferDraft)], known: &mut HashMap<String, i64>, now: i64, counts: &mut Summary) -> Result<(), StoreError> {
    let mut tx = db.begin().await?;
    dialect::order_changes(&mut tx).await?;
    let mut here = Summary::default();
    for (_, draft) in rows {
        let organisation = organisation(&mut tx, &draft.organisation, known, now).await?;
        let life = Lifetime::of(draft.published_on, draft.last_day, draft.closed_on);
        match offers::upsert(&mut tx, organisation, draft, life, now).await? {
            Stored::Created => here.created += 1,
            Stored::Updated => here.updated += 1,
            Stored::Unchanged => here.unchanged += 1,
        }
    }
    tx.commit().await?;
    counts.created += here.created;
    counts.updated += here.updated;
    counts.unchanged += here.unchanged;
    Ok(())
}

async fn organisation(tx: &mut Tx, named: &str, known: &mut HashMap<String, i64>, now: i64) -> Result<i64, StoreError> {
    if let Some(id) = known.get(named) {
        return Ok(*id);
    }
    let id = match organisations::find(tx, named, &organisations::name_key(named)).await? {
        Some(id) => id,
        None => organisations::upsert(tx, &OrganisationDraft { name: named.to_owned(), ..OrganisationDraft::default() }, now).await?,
    };
    known.insert(named.to_owned(), id);
    Ok(id)
}
