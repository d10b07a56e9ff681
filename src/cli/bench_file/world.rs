//! Candidates with a session and a file to write, in the demo world.

use super::super::load::Folder;
use super::super::settings::Settings;
use super::saves::Writer;
use crate::candidacy::model::file::Dossier;
use crate::candidacy::store::{self, dossiers};
use crate::kernel::clock::now;
use crate::people::service::sessions;
use crate::people::store as people;
use crate::store::Db;
use crate::uploads::service::{Thing, current};
use std::path::Path;

/// An edition of the demo world that takes files.
const EDITION: &str = "associe-paris-prochaine";

/// Somebody who writes.
struct Candidate {
    file: i64,
    cookie: String,
}

/// The world and who writes in it.
pub struct World {
    folder: Folder,
    db: Db,
    all: Vec<Candidate>,
}

impl World {
    /// Loads the demo world and adds candidates. On the database of the settings when they name one.
    pub async fn new(s: &Settings, count: usize) -> Result<World, String> {
        let folder = Folder::of_demo()?;
        let s = Settings { data: folder.0.clone(), ..s.clone() };
        let db = Db::open(&s.database_url()).await.map_err(|e| e.to_string())?;
        let mut all = Vec::with_capacity(count);
        let at = now().as_millisecond();
        let mut tx = db.begin().await.map_err(|e| e.to_string())?;
        let edition = store::by_slug(&mut tx, EDITION).await.map_err(|e| e.to_string())?.ok_or("the demo world has no open edition")?.id;
        for n in 0..count {
            let email = format!("banc-{n}-{at}@exemple.fr");
            let person = people::create(&mut tx, &email, &format!("Personne {n}"), at).await.map_err(|e| e.to_string())?;
            let (file, _) = dossiers::start(&mut tx, edition, person, &Dossier::default(), at).await.map_err(|e| e.to_string())?;
            let token = sessions::open(&mut tx, person, "Banc", None, at).await.map_err(|_| "a session could not be opened")?;
            all.push(Candidate { file, cookie: format!("seance={token}") });
        }
        tx.commit().await.map_err(|e| e.to_string())?;
        Ok(World { folder, db, all })
    }

    /// The data folder.
    pub fn folder(&self) -> &Path {
        &self.folder.0
    }

    /// The first of the candidates, each with the address of their file and their cookie.
    pub fn candidates(&self, count: usize) -> Vec<Writer> {
        let writer = |c: &Candidate| Writer { path: format!("/mon-espace/dossiers/{}", c.file), cookie: c.cookie.clone() };
        self.all.iter().take(count).map(writer).collect()
    }

    /// As many writers for the bare handler.
    pub fn plain(&self, count: usize) -> Vec<Writer> {
        (0..count).map(|n| Writer { path: format!("/{n}"), cookie: String::new() }).collect()
    }

    /// Whether the letters of the first candidates are those last acknowledged.
    ///
    /// # Errors
    /// One is not.
    pub async fn holds(&self, count: usize, last: &[String]) -> Result<(), String> {
        let mut tx = self.db.read().await.map_err(|e| e.to_string())?;
        for (candidate, last) in self.all.iter().take(count).zip(last) {
            let kept = dossiers::candidacy(&mut tx, candidate.file).await.map_err(|e| e.to_string())?.map(|c| c.dossier.letter);
            if kept.as_deref() != Some(last.as_str()) {
                return Err(format!("file {}: a letter that was acknowledged is not there", candidate.file));
            }
        }
        Ok(())
    }

    /// How many of the first candidates have a CV of this size.
    ///
    /// # Errors
    /// The database failed.
    pub async fn having(&self, count: usize, size: usize) -> Result<usize, String> {
        let mut tx = self.db.read().await.map_err(|e| e.to_string())?;
        let mut there = 0;
        for candidate in self.all.iter().take(count) {
            let upload = current(&mut tx, Thing::File, candidate.file, "cv").await.map_err(|e| e.to_string())?;
            there += usize::from(upload.is_some_and(|u| usize::try_from(u.size) == Ok(size)));
        }
        Ok(there)
    }
}
