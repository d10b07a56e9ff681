//! The room's only SQL: rooms with their log, ratings, and when seats were seen.

use super::model::rating::{Merge, Rating, merge};
use super::model::room::Room;
use super::model::seat::Side;
use super::model::stream::Change;
use crate::store::{StoreError, Tx, execute, fetch_all, fetch_one, fetch_optional};
use jiff::civil::Date;

fn corrupt(what: &str) -> StoreError {
    StoreError::Corrupt(what.to_owned())
}

/// A room as stored.
#[derive(Clone, Debug)]
pub struct Kept {
    /// Key.
    pub id: i64,
    /// Its campaign.
    pub campaign: i64,
    /// The day its codes open seats.
    pub day: Date,
    /// Revision of the last operation.
    pub rev: i64,
    /// The room at the revision it carries.
    pub room: Room,
    /// Its participants are simulated.
    pub simulated: bool,
    /// How often its words were written again.
    pub worded: i64,
}

#[derive(sqlx::FromRow)]
struct RoomRow {
    id: i64,
    campaign_id: i64,
    day: String,
    rev: i64,
    snapshot: String,
    simulated: i64,
    worded: i64,
}

impl RoomRow {
    fn kept(self) -> Result<Kept, StoreError> {
        Ok(Kept {
            id: self.id,
            campaign: self.campaign_id,
            day: self.day.parse().map_err(|_| corrupt("the day of a room"))?,
            rev: self.rev,
            room: miniserde::json::from_str(&self.snapshot).map_err(|_| corrupt("a room"))?,
            simulated: self.simulated == 1,
            worded: self.worded,
        })
    }
}

/// A room with an earlier state of it; the log holds what came after.
pub async fn room(tx: &mut Tx, id: i64) -> Result<Option<Kept>, StoreError> {
    let row: Option<RoomRow> =
        fetch_optional!(tx, RoomRow, "SELECT id, campaign_id, day, rev, snapshot, simulated, worded FROM live_rooms WHERE id = $1", id)?;
    row.map(RoomRow::kept).transpose()
}

/// The key and the day of the room of a campaign.
pub async fn of_campaign(tx: &mut Tx, campaign: i64) -> Result<Option<(i64, String)>, StoreError> {
    Ok(fetch_optional!(tx, (i64, String), "SELECT id, day FROM live_rooms WHERE campaign_id = $1", campaign)?)
}

/// Whether the participants of a room are simulated.
pub async fn simulated(tx: &mut Tx, id: i64) -> Result<bool, StoreError> {
    let row: Option<(i64,)> = fetch_optional!(tx, (i64,), "SELECT simulated FROM live_rooms WHERE id = $1", id)?;
    Ok(row.is_some_and(|r| r.0 == 1))
}

/// Rooms of a day: what a seat's code is looked for in; at most 100.
pub async fn of_day(tx: &mut Tx, day: Date) -> Result<Vec<(i64, i64)>, StoreError> {
    Ok(fetch_all!(tx, (i64, i64), "SELECT id, campaign_id FROM live_rooms WHERE day = $1 ORDER BY id DESC LIMIT 100", day.to_string())?)
}

/// The revision of a room, and how often its words were written again; None when it is gone.
pub async fn rev(tx: &mut Tx, id: i64) -> Result<Option<(u64, i64)>, StoreError> {
    let row: Option<(i64, i64)> = fetch_optional!(tx, (i64, i64), "SELECT rev, worded FROM live_rooms WHERE id = $1", id)?;
    Ok(row.map(|r| (r.0.unsigned_abs(), r.1)))
}

/// Notes that the words of a room are written again; whoever appends waits until this transaction ends.
pub async fn rewording(tx: &mut Tx, id: i64) -> Result<(), StoreError> {
    execute!(tx, "UPDATE live_rooms SET worded = worded + 1 WHERE id = $1", id)?;
    Ok(())
}

/// Writes the words of an operation again, when somebody named in them is forgotten.
pub async fn reword(tx: &mut Tx, id: i64, rev: i64, op: &str) -> Result<(), StoreError> {
    execute!(tx, "UPDATE live_ops SET op = $3 WHERE room_id = $1 AND rev = $2", id, rev, op.to_owned())?;
    Ok(())
}

/// Lets nobody else change a room until the transaction ends.
pub async fn hold(tx: &mut Tx, id: i64) -> Result<(), StoreError> {
    execute!(tx, "UPDATE live_rooms SET rev = rev WHERE id = $1", id)?;
    Ok(())
}

/// Removes a room where nothing was rated, unless something happened in it since this revision.
pub async fn remove_unrated(tx: &mut Tx, id: i64, rev: u64) -> Result<(), StoreError> {
    let rev = i64::try_from(rev).unwrap_or(i64::MAX);
    execute!(
        tx,
        "DELETE FROM live_rooms WHERE id = $1 AND rev = $2 AND NOT EXISTS (SELECT 1 FROM live_ratings r WHERE r.room_id = live_rooms.id)",
        id,
        rev
    )?;
    Ok(())
}

/// Removes the room of a campaign with its log and ratings.
pub async fn remove(tx: &mut Tx, campaign: i64) -> Result<(), StoreError> {
    execute!(tx, "DELETE FROM live_rooms WHERE campaign_id = $1", campaign)?;
    Ok(())
}

/// Prepares the room of a campaign. None when it has one.
pub async fn prepare(tx: &mut Tx, campaign: i64, day: Date, room: &Room, simulated: bool, now: i64) -> Result<Option<i64>, StoreError> {
    let row: Option<(i64,)> = fetch_optional!(
        tx,
        (i64,),
        "INSERT INTO live_rooms (campaign_id, day, snapshot, simulated, created_at) VALUES ($1, $2, $3, $4, $5) \
         ON CONFLICT (campaign_id) DO NOTHING RETURNING id",
        campaign,
        day.to_string(),
        miniserde::json::to_string(room),
        i64::from(simulated),
        now
    )?;
    Ok(row.map(|r| r.0))
}

/// Removes a simulated room of a campaign with its log and ratings.
pub async fn remove_simulated(tx: &mut Tx, campaign: i64) -> Result<(), StoreError> {
    execute!(tx, "DELETE FROM live_rooms WHERE campaign_id = $1 AND simulated = 1", campaign)?;
    Ok(())
}

/// Takes the next revision of a room; whoever else appends waits until this transaction ends. None when there is no such room.
pub async fn next_rev(tx: &mut Tx, id: i64) -> Result<Option<i64>, StoreError> {
    let row: Option<(i64,)> = fetch_optional!(tx, (i64,), "UPDATE live_rooms SET rev = rev + 1 WHERE id = $1 RETURNING rev", id)?;
    Ok(row.map(|r| r.0))
}

/// The revision an operation of this id was given, when it was appended before.
pub async fn rev_of(tx: &mut Tx, id: i64, op_id: &str) -> Result<Option<i64>, StoreError> {
    let row: Option<(i64,)> = fetch_optional!(tx, (i64,), "SELECT rev FROM live_ops WHERE room_id = $1 AND op_id = $2", id, op_id.to_owned())?;
    Ok(row.map(|r| r.0))
}

/// Appends an operation to the log.
pub async fn append(tx: &mut Tx, id: i64, change: &Change, op_id: &str, author: &str) -> Result<(), StoreError> {
    execute!(
        tx,
        "INSERT INTO live_ops (room_id, rev, op_id, author, at, op) VALUES ($1, $2, $3, $4, $5, $6)",
        id,
        i64::try_from(change.rev).map_err(|_| corrupt("a revision"))?,
        op_id.to_owned(),
        author.to_owned(),
        change.at,
        change.op.clone()
    )?;
    Ok(())
}

/// Keeps the room as it is now, so that starting again reads a short log.
pub async fn keep_snapshot(tx: &mut Tx, id: i64, room: &Room) -> Result<(), StoreError> {
    let rev = i64::try_from(room.rev).map_err(|_| corrupt("a revision"))?;
    execute!(tx, "UPDATE live_rooms SET snapshot = $2, snapshot_rev = $3 WHERE id = $1", id, miniserde::json::to_string(room), rev)?;
    Ok(())
}

/// The operations after a revision, in order; at most 1000.
pub async fn since(tx: &mut Tx, id: i64, rev: u64) -> Result<Vec<Change>, StoreError> {
    let after = i64::try_from(rev).map_err(|_| corrupt("a revision"))?;
    let rows: Vec<(i64, i64, String)> =
        fetch_all!(tx, (i64, i64, String), "SELECT rev, at, op FROM live_ops WHERE room_id = $1 AND rev > $2 ORDER BY rev LIMIT 1000", id, after)?;
    Ok(rows.into_iter().map(|(rev, at, op)| Change { rev: rev.unsigned_abs(), at, op }).collect())
}

/// The whole log for the record: revision, instant, who, what; at most 5000.
pub async fn log(tx: &mut Tx, id: i64) -> Result<Vec<(i64, i64, String, String)>, StoreError> {
    Ok(fetch_all!(tx, (i64, i64, String, String), "SELECT rev, at, author, op FROM live_ops WHERE room_id = $1 ORDER BY rev LIMIT 5000", id)?)
}

/// Tells the other nodes that a room changed: a hint, they look anyway.
pub async fn hint(tx: &mut Tx, id: i64) -> Result<(), StoreError> {
    if let Tx::Postgres(_) = tx {
        let _: (i64,) = fetch_one!(tx, (i64,), "SELECT 1::bigint FROM (SELECT pg_notify('passerelle_live', $1)) AS told", id.to_string())?;
    }
    Ok(())
}

/// Whose rating it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Author {
    /// The room.
    pub room: i64,
    /// Which side rates.
    pub side: Side,
    /// Key of the associate or host who rates.
    pub id: i64,
}

/// Keeps a rating unless [`merge`] says that what is there stays (M9). True when it is the one kept.
pub async fn rate(tx: &mut Tx, author: Author, rating: &Rating, now: i64) -> Result<bool, StoreError> {
    loop {
        let stored = stored(tx, author, rating.target).await?;
        let Merge::Take(taken) = merge(stored.as_ref(), rating, now) else {
            return Ok(stored.is_some_and(|s| s.op == rating.op));
        };
        if write(tx, author, &taken, stored.is_some(), now).await? {
            return Ok(true);
        }
        // Another node wrote the first one of this pair meanwhile: read it and decide again.
    }
}

/// What is kept for an author and a target; nobody else changes it before this transaction ends.
async fn stored(tx: &mut Tx, author: Author, target: i64) -> Result<Option<Rating>, StoreError> {
    const READ: &str = "SELECT side, author, target, scores, note, written_at, op_id FROM live_ratings \
         WHERE room_id = $1 AND side = $2 AND author = $3 AND target = $4";
    const HELD: &str = "SELECT side, author, target, scores, note, written_at, op_id FROM live_ratings \
         WHERE room_id = $1 AND side = $2 AND author = $3 AND target = $4 FOR UPDATE";
    // SQLite has one writer: whoever writes holds everything.
    let text = if matches!(tx, Tx::Postgres(_)) { HELD } else { READ };
    let row: Option<RatingRow> = fetch_optional!(tx, RatingRow, text, author.room, author.side.code(), author.id, target)?;
    row.map(|r| Ok(r.rated()?.rating)).transpose()
}

/// Writes a rating over the one that is there, or as the first one. False when a first one was there after all.
async fn write(tx: &mut Tx, author: Author, rating: &Rating, over: bool, now: i64) -> Result<bool, StoreError> {
    let scores = rating.scores.iter().map(u8::to_string).collect::<Vec<_>>().join(",");
    let text = match over {
        true => {
            "UPDATE live_ratings SET scores = $5, note = $6, written_at = $7, op_id = $8, saved_at = $9 \
             WHERE room_id = $1 AND side = $2 AND author = $3 AND target = $4"
        }
        false => {
            "INSERT INTO live_ratings (room_id, side, author, target, scores, note, written_at, op_id, saved_at) \
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) ON CONFLICT (room_id, side, author, target) DO NOTHING"
        }
    };
    let changed = execute!(
        tx,
        text,
        author.room,
        author.side.code(),
        author.id,
        rating.target,
        scores.clone(),
        rating.note.clone(),
        rating.written,
        rating.op.clone(),
        now
    )?;
    Ok(changed == 1)
}

/// A rating with whose it is.
#[derive(Clone, Debug)]
pub struct Rated {
    /// Which side.
    pub side: Side,
    /// Key of who rated.
    pub author: i64,
    /// What they wrote.
    pub rating: Rating,
}

#[derive(sqlx::FromRow)]
struct RatingRow {
    side: String,
    author: i64,
    target: i64,
    scores: String,
    note: String,
    written_at: i64,
    op_id: String,
}

impl RatingRow {
    fn rated(self) -> Result<Rated, StoreError> {
        let side = Side::from_code(&self.side).ok_or_else(|| corrupt("a side"))?;
        let scores = self.scores.split(',').map(|s| s.parse().map_err(|_| corrupt("a score"))).collect::<Result<Vec<u8>, _>>()?;
        let rating = Rating { op: self.op_id, target: self.target, scores, note: self.note, written: self.written_at };
        Ok(Rated { side, author: self.author, rating })
    }
}

/// What one seat rated; at most 500.
pub async fn ratings_of(tx: &mut Tx, author: Author) -> Result<Vec<Rating>, StoreError> {
    let rows: Vec<RatingRow> = fetch_all!(
        tx,
        RatingRow,
        "SELECT side, author, target, scores, note, written_at, op_id FROM live_ratings WHERE room_id = $1 AND side = $2 AND author = $3 \
         ORDER BY target LIMIT 500",
        author.room,
        author.side.code(),
        author.id
    )?;
    rows.into_iter().map(|r| Ok(r.rated()?.rating)).collect()
}

/// Every rating of a room, for the engine and the closing of the morning; at most 20,000.
pub async fn ratings(tx: &mut Tx, room: i64) -> Result<Vec<Rated>, StoreError> {
    let rows: Vec<RatingRow> = fetch_all!(
        tx,
        RatingRow,
        "SELECT side, author, target, scores, note, written_at, op_id FROM live_ratings WHERE room_id = $1 ORDER BY side, author, target LIMIT 20000",
        room
    )?;
    rows.into_iter().map(RatingRow::rated).collect()
}

/// Which pairs were rated, without how: side, author, target, whether all criteria are given; at most 20,000.
pub async fn rated_pairs(tx: &mut Tx, room: i64) -> Result<Vec<(String, i64, i64, bool)>, StoreError> {
    let rows: Vec<(String, i64, i64, String)> =
        fetch_all!(tx, (String, i64, i64, String), "SELECT side, author, target, scores FROM live_ratings WHERE room_id = $1 LIMIT 20000", room)?;
    Ok(rows.into_iter().map(|(side, author, target, scores)| (side, author, target, !scores.split(',').any(|s| s == "0"))).collect())
}

/// Notes that seats are connected.
pub async fn seen(tx: &mut Tx, room: i64, seats: &[(Side, i64)], now: i64) -> Result<(), StoreError> {
    for (side, seat) in seats {
        execute!(
            tx,
            "INSERT INTO live_seen (room_id, side, seat, seen_at) VALUES ($1, $2, $3, $4) \
             ON CONFLICT (room_id, side, seat) DO UPDATE SET seen_at = excluded.seen_at",
            room,
            side.code(),
            *seat,
            now
        )?;
    }
    Ok(())
}

/// When each seat was last seen: side, seat, when; at most 1000.
pub async fn seen_at(tx: &mut Tx, room: i64) -> Result<Vec<(String, i64, i64)>, StoreError> {
    Ok(fetch_all!(tx, (String, i64, i64), "SELECT side, seat, seen_at FROM live_seen WHERE room_id = $1 LIMIT 1000", room)?)
}

/// Forgets what a seat rated.
pub async fn forget_written(tx: &mut Tx, author: Author) -> Result<(), StoreError> {
    let (side, id) = (author.side.code(), author.id);
    execute!(tx, "DELETE FROM live_ratings WHERE room_id = $1 AND side = $2 AND author = $3", author.room, side, id)?;
    Ok(())
}

/// Forgets what a seat rated, what was rated of it, and when it was seen.
pub async fn forget(tx: &mut Tx, room: i64, side: Side, id: i64) -> Result<(), StoreError> {
    forget_written(tx, Author { room, side, id }).await?;
    execute!(tx, "DELETE FROM live_ratings WHERE room_id = $1 AND side = $2 AND target = $3", room, side.other().code(), id)?;
    execute!(tx, "DELETE FROM live_seen WHERE room_id = $1 AND side = $2 AND seat = $3", room, side.code(), id)?;
    Ok(())
}
