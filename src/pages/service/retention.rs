//! How long things of people who were not retained are kept: three clocks, run each hour, and shown before they strike.

use crate::audit::service::{Entry, write};
use crate::candidacy::model::retention::{DRAFT_DAYS, REFUSED_DAYS};
use crate::candidacy::store::dossiers;
use crate::desk::model::{Block, Cell, Row, Sheet, Table};
use crate::desk::service::{Answer, Ask, No};
use crate::i18n::people as say;
use crate::jobs::store::applications;
use crate::store::{Db, StoreError, Tx};
use crate::uploads::service::{Thing, forget};

const DAY_MS: i64 = 86_400_000;

/// A clock: what it forgets, and after how many days.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Clock {
    /// A file begun and never sent, since it was last touched.
    Draft,
    /// A file refused or withdrawn, since the answer.
    Refused,
    /// An application to an offer declined or withdrawn, since the answer.
    Application,
}

impl Clock {
    /// The three.
    pub const ALL: [Clock; 3] = [Clock::Draft, Clock::Refused, Clock::Application];

    /// Days things are kept.
    pub const fn days(self) -> i64 {
        match self {
            Clock::Draft => DRAFT_DAYS,
            Clock::Refused | Clock::Application => REFUSED_DAYS,
        }
    }

    /// What it forgets, in words.
    pub const fn words(self) -> &'static str {
        match self {
            Clock::Draft => say::CLOCK_DRAFT,
            Clock::Refused => say::CLOCK_REFUSED,
            Clock::Application => say::CLOCK_APPLICATION,
        }
    }

    /// The things whose time is over at an instant; at most 1 000.
    async fn over(self, tx: &mut Tx, at: i64) -> Result<Vec<i64>, StoreError> {
        let before = at - self.days() * DAY_MS;
        match self {
            Clock::Draft => dossiers::drafts_before(tx, before).await,
            Clock::Refused => dossiers::refused_before(tx, before).await,
            Clock::Application => applications::answered_before(tx, before).await,
        }
    }

    async fn erase(self, tx: &mut Tx, id: i64) -> Result<(), StoreError> {
        match self {
            Clock::Draft | Clock::Refused => {
                forget(tx, Thing::File, id).await?;
                dossiers::erase(tx, id).await
            }
            Clock::Application => {
                forget(tx, Thing::Application, id).await?;
                applications::erase(tx, id).await
            }
        }
    }
}

/// Forgets what is over, a thousand of each at most, and writes how many in the journal. Returns how many went.
///
/// # Errors
/// The database failed; nothing of this run was forgotten.
pub async fn run(db: &Db, now: i64) -> Result<usize, StoreError> {
    let mut tx = db.begin().await?;
    let mut gone = 0;
    for clock in Clock::ALL {
        let over = clock.over(&mut tx, now).await?;
        for id in &over {
            clock.erase(&mut tx, *id).await?;
        }
        if !over.is_empty() {
            let reason = format!("{}\u{202f}: {}", clock.words(), over.len());
            write(&mut tx, &Entry { thing: "conservation", id: 0, verb: "oubli", reason: &reason, ..Entry::default() }, now).await?;
        }
        gone += over.len();
    }
    tx.commit().await?;
    Ok(gone)
}

/// `/equipe/conservation`: what each clock will forget, today and in the month that comes, before it does.
pub async fn page(ask: &Ask<'_>) -> Answer {
    let mut tx = ask.db().read().await?;
    let mut rows = Vec::new();
    for clock in Clock::ALL {
        let mut cells = vec![Cell::text(clock.words()), Cell::look("num", format!("{}\u{a0}jours", clock.days()))];
        for days in [0, 30] {
            cells.push(Cell::look("num", clock.over(&mut tx, ask.ms() + days * DAY_MS).await.map_err(No::from)?.len().to_string()));
        }
        rows.push(Row { cells });
    }
    let head = ["Quoi", "Gardé", "À oublier maintenant", "D’ici à 30 jours"].map(str::to_owned).to_vec();
    let table = Table { caption: say::RETENTION.into(), head, rows, empty: String::new() };
    Ok(Sheet::new(say::RETENTION).lead(say::RETENTION_LEAD).dense().with(Block::table(table)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::candidacy::model::file::Dossier;
    use crate::store::testing::both_engines;
    use crate::uploads::store::{New, current, put};

    #[tokio::test]
    async fn what_its_author_reads_is_when_the_clock_strikes() {
        use crate::candidacy::model::state::State;
        for (name, db) in both_engines().await {
            for (i, state) in State::ALL.iter().enumerate() {
                let mut tx = db.begin().await.unwrap();
                let person = crate::people::store::create(&mut tx, &format!("p{i}@exemple.fr"), "P", 0).await.unwrap();
                let slug = format!("edition-{i}");
                let edition = crate::candidacy::model::edition::Edition {
                    slug,
                    ..crate::candidacy::service::demo::editions(jiff::civil::date(2026, 11, 22)).remove(0)
                };
                let edition = crate::candidacy::store::add_edition(&mut tx, &edition, true, 0).await.unwrap().unwrap();
                let (id, _) = dossiers::start(&mut tx, edition, person, &Dossier::default(), 5).await.unwrap();
                dossiers::set_state(&mut tx, id, *state, 1_000_007).await.unwrap();
                let told = dossiers::candidacy(&mut tx, id).await.unwrap().unwrap().kept_until();
                tx.commit().await.unwrap();
                let last = told.unwrap_or(5 + 10 * 365 * DAY_MS);
                assert_eq!(run(&db, last).await.unwrap(), 0, "{name} {state:?}: kept until then");
                assert_eq!(run(&db, last + 1).await.unwrap(), usize::from(told.is_some()), "{name} {state:?}: and not longer");
            }
        }
    }

    #[tokio::test]
    async fn a_file_never_sent_goes_after_a_year_with_its_cv_and_not_before() {
        for (name, db) in both_engines().await {
            let mut tx = db.begin().await.unwrap();
            let today = jiff::civil::date(2026, 11, 22);
            let person = crate::people::store::create(&mut tx, "awa@exemple.fr", "Awa", 0).await.unwrap();
            let edition = crate::candidacy::service::demo::editions(today).remove(0);
            let edition = crate::candidacy::store::add_edition(&mut tx, &edition, true, 0).await.unwrap().unwrap();
            let (id, _) = dossiers::start(&mut tx, edition, person, &Dossier::default(), 5).await.unwrap();
            let (key, sha256) = ("a".repeat(32), "b".repeat(64));
            let new = New {
                owner: Some(person),
                thing: Thing::File,
                id,
                kind: "cv",
                name: "cv.pdf",
                key: &key,
                sha256: &sha256,
                size: 1,
                pages: 1,
                scan: false,
            };
            put(&mut tx, &new, &[], 5).await.unwrap();
            tx.commit().await.unwrap();
            assert_eq!(run(&db, 5 + 365 * DAY_MS).await.unwrap(), 0, "{name}: not before");
            assert_eq!(run(&db, 6 + 365 * DAY_MS).await.unwrap(), 1, "{name}");
            assert_eq!(run(&db, 6 + 365 * DAY_MS).await.unwrap(), 0, "{name}: once");
            let mut tx = db.read().await.unwrap();
            assert!(dossiers::candidacy(&mut tx, id).await.unwrap().is_none(), "{name}");
            assert!(current(&mut tx, Thing::File, id, "cv").await.unwrap().is_none(), "{name}: its CV is still known");
            assert!(crate::people::store::person(&mut tx, person).await.unwrap().is_some(), "{name}: the person stays");
        }
    }
}
