//! Ratings written in groups: many acknowledgements for one wait on the disk.

use crate::campaign::service::ballots_held_open;
use crate::live::model::rating::Rating;
use crate::live::store::{self, Author};
use crate::store::{Db, StoreError};
use std::collections::HashMap;
use tokio::sync::{mpsc, oneshot};

/// Ratings that may wait for the disk; past that the answer is "try again".
const WAITING_MAX: usize = 4096;
/// Most ratings in one transaction.
const GROUP_MAX: usize = 256;

/// What became of a rating.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// It is on the disk.
    Saved,
    /// One written later was there already; it stays.
    Older,
    /// The ballots are closed.
    Closed,
    /// It could not be written; it may be sent again.
    Failed,
}

struct Job {
    author: Author,
    campaign: i64,
    rating: Rating,
    now: i64,
    reply: oneshot::Sender<Outcome>,
}

/// The way to the one who writes.
#[derive(Clone)]
pub struct Writer {
    jobs: mpsc::Sender<Job>,
}

impl Writer {
    /// Starts the one who writes; ends when the last way to it is gone.
    pub fn start(db: Db) -> Writer {
        let (jobs, waiting) = mpsc::channel(WAITING_MAX);
        tokio::spawn(work(db, waiting));
        Writer { jobs }
    }

    /// Writes a rating and waits until it is on the disk.
    pub async fn rate(&self, author: Author, campaign: i64, rating: Rating, now: i64) -> Outcome {
        let (reply, answer) = oneshot::channel();
        if self.jobs.try_send(Job { author, campaign, rating, now, reply }).is_err() {
            return Outcome::Failed;
        }
        answer.await.unwrap_or(Outcome::Failed)
    }
}

async fn work(db: Db, mut waiting: mpsc::Receiver<Job>) {
    let mut group = Vec::with_capacity(GROUP_MAX);
    while waiting.recv_many(&mut group, GROUP_MAX).await > 0 {
        // In one order, so that nodes that write the same pairs do not wait for each other in a circle.
        group.sort_by_key(|job: &Job| (job.author.room, job.author.side, job.author.id, job.rating.target));
        let outcomes = match write(&db, &group).await {
            Ok(outcomes) => outcomes,
            Err(_) => apart(&db, &group).await,
        };
        for (job, outcome) in group.drain(..).zip(outcomes) {
            let _ = job.reply.send(outcome);
        }
    }
}

/// Each on its own: what made the group fail is nobody else's.
async fn apart(db: &Db, group: &[Job]) -> Vec<Outcome> {
    let mut outcomes = Vec::with_capacity(group.len());
    for job in group {
        outcomes.push(match write(db, std::slice::from_ref(job)).await {
            Ok(one) => one.first().copied().unwrap_or(Outcome::Failed),
            Err(fault) => {
                tracing::error!(%fault, "a rating could not be written");
                Outcome::Failed
            }
        });
    }
    outcomes
}

/// One transaction for the whole group: when it fails, nothing of it was acknowledged.
async fn write(db: &Db, group: &[Job]) -> Result<Vec<Outcome>, StoreError> {
    let mut tx = db.begin().await?;
    let mut open: HashMap<i64, bool> = HashMap::new();
    let mut outcomes = Vec::with_capacity(group.len());
    for job in group {
        let may = match open.get(&job.campaign) {
            Some(may) => *may,
            None => {
                let may = ballots_held_open(&mut tx, job.campaign).await?;
                open.insert(job.campaign, may);
                may
            }
        };
        outcomes.push(match may {
            false => Outcome::Closed,
            true if store::rate(&mut tx, job.author, &job.rating, job.now).await? => Outcome::Saved,
            true => Outcome::Older,
        });
    }
    tx.commit().await?;
    Ok(outcomes)
}
