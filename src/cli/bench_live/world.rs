//! The demo world the live room is measured on.

use super::super::load::{Folder, Server};
use crate::campaign::service::keys;
use crate::live::model::rating::Rating;
use crate::live::model::seat::Side;
use crate::live::service::Halls;
use crate::store::Db;
use std::path::PathBuf;
use std::sync::Arc;

/// The demo world in a folder of its own, and what opens its room.
#[derive(Clone)]
pub struct World {
    /// The data folder.
    pub folder: PathBuf,
    /// Key of the room.
    pub id: i64,
    wall: String,
    /// For each meeting both ways: the code of who rates, whom they rate.
    pairs: Arc<Vec<(String, i64)>>,
    _kept: Arc<Folder>,
}

impl World {
    /// Loads the demo world into a new folder.
    pub async fn new() -> Result<World, String> {
        let kept = Arc::new(Folder::of_demo()?);
        let folder = kept.0.clone();
        let db = Db::open(&format!("sqlite://{}", folder.join("passerelle.db").display())).await.map_err(|e| e.to_string())?;
        let found = read(&db, kept).await.map_err(|e| e.to_string())?;
        db.close().await;
        found.ok_or_else(|| "the demo world has no room".to_owned())
    }

    /// A server on this world.
    pub async fn serve(&self) -> Result<Server, String> {
        Server::start(&["serve"], &self.folder).await
    }

    /// The stream as the wall follows it.
    pub fn wall_path(&self) -> String {
        format!("/direct/{}/flux?cle={}", self.id, self.wall)
    }

    /// The stream of the first seat.
    pub fn seat_path(&self) -> String {
        let code = self.pairs.first().map_or("", |p| p.0.as_str());
        format!("/direct/{}/flux?place={code}", self.id)
    }

    /// How many ratings there can be: one for each meeting and side.
    pub fn ratings(&self) -> usize {
        self.pairs.len()
    }

    /// Where the nth rating goes, and the rating: its scores and its id say the number, so that it is recognised when read back.
    pub fn rating(&self, n: usize, number: u64) -> (String, String) {
        let Some((code, target)) = self.pairs.get(n % self.pairs.len().max(1)) else { return (String::new(), String::new()) };
        let score = |shift: u64| u8::try_from(number / 5u64.pow(shift as u32) % 5 + 1).unwrap_or(1);
        let written = crate::kernel::clock::now().as_millisecond();
        let rating =
            Rating { op: format!("essai-{number:010}"), target: *target, scores: (0..4).map(score).collect(), note: number.to_string(), written };
        (format!("/direct/{}/notes?place={code}", self.id), rating.to_text())
    }

    /// Codes of every seat that rates.
    pub fn codes(&self) -> Vec<String> {
        let mut all: Vec<String> = self.pairs.iter().map(|p| p.0.clone()).collect();
        all.sort_unstable();
        all.dedup();
        all
    }

    /// Whom the nth rating is about, and the code of who wrote it.
    pub fn pair(&self, n: usize) -> Option<(&str, i64)> {
        self.pairs.get(n % self.pairs.len().max(1)).map(|p| (p.0.as_str(), p.1))
    }
}

async fn read(db: &Db, kept: Arc<Folder>) -> Result<Option<World>, crate::store::StoreError> {
    let mut tx = db.read().await?;
    let today = crate::kernel::clock::paris_day(crate::kernel::clock::now());
    let Some((id, campaign)) = crate::live::service::rooms::of_day(&mut tx, today).await?.into_iter().next() else { return Ok(None) };
    let Some(keys) = keys::of(&mut tx, campaign).await? else { return Ok(None) };
    let halls = Halls::new(db.clone());
    let Some(room) = halls.state(&mut tx, id).await? else { return Ok(None) };
    let mut pairs = Vec::new();
    for m in &room.meetings {
        let (Some(a), Some(h)) = (room.associates.get(m.associate as usize), room.hosts.get(m.host as usize)) else { continue };
        pairs.push((keys.seat(Side::Associate, a.id), h.id));
        pairs.push((keys.seat(Side::Host, h.id), a.id));
    }
    let wall = keys.wall(id);
    Ok(Some(World { folder: kept.0.clone(), id, wall, pairs: Arc::new(pairs), _kept: kept }))
}
