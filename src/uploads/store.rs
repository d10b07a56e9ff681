//! The room's only SQL.

use crate::store::{StoreError, Tx, execute, fetch_all, fetch_optional};

/// What a file belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Thing {
    /// A candidate's file for a programme.
    File,
    /// An application to an offer.
    Application,
    /// An application on its way: not confirmed, or not written yet.
    Draft,
    /// An associate of a campaign of matching.
    Associate,
}

impl Thing {
    /// The code stored.
    pub const fn code(self) -> &'static str {
        match self {
            Thing::File => "dossier",
            Thing::Application => "candidature",
            Thing::Draft => "brouillon",
            Thing::Associate => "campagne",
        }
    }

    /// The thing of a code.
    pub fn of(code: &str) -> Option<Thing> {
        [Thing::File, Thing::Application, Thing::Draft, Thing::Associate].into_iter().find(|t| t.code() == code)
    }
}

/// A file to keep.
#[derive(Clone, Debug)]
pub struct New<'a> {
    /// Whose, when they have an account.
    pub owner: Option<i64>,
    /// What it belongs to.
    pub thing: Thing,
    /// Which one.
    pub id: i64,
    /// `cv`, `lettre` or `diplome`.
    pub kind: &'a str,
    /// The name it was sent with, cleaned.
    pub name: &'a str,
    /// Its name in the vault.
    pub key: &'a str,
    /// Of its bytes.
    pub sha256: &'a str,
    /// In bytes.
    pub size: i64,
    /// How many pages it has.
    pub pages: i64,
    /// Whether it still has to be scanned.
    pub scan: bool,
}

/// A file as stored.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct Upload {
    /// Key.
    pub id: i64,
    /// Whose.
    pub owner_id: Option<i64>,
    /// Code of [`Thing`].
    pub thing: String,
    /// Which one.
    pub thing_id: i64,
    /// `cv`, `lettre` or `diplome`.
    pub kind: String,
    /// The name it was sent with.
    pub name: String,
    /// Its name in the vault.
    pub vault_key: String,
    /// Of its bytes.
    pub sha256: String,
    /// In bytes.
    pub size: i64,
    /// How many pages it has.
    pub pages: i64,
    /// `attente`, `propre` or `infecte`.
    pub state: String,
    /// Epoch milliseconds.
    pub created_at: i64,
}

macro_rules! uploads {
    ($rest:literal) => {
        concat!("SELECT id, owner_id, thing, thing_id, kind, name, vault_key, sha256, size, pages, state, created_at FROM uploads ", $rest)
    };
}

/// Keeps a file in place of the present one of its kind. Returns its key.
pub async fn put(tx: &mut Tx, new: &New<'_>, pictures: &[(i64, String)], now: i64) -> Result<i64, StoreError> {
    remove(tx, new.thing, new.id, new.kind, now).await?;
    let state = if new.scan { "attente" } else { "propre" };
    let (id,): (i64,) = crate::store::fetch_one!(
        tx,
        (i64,),
        "INSERT INTO uploads (owner_id, thing, thing_id, kind, name, vault_key, sha256, size, pages, state, created_at) \
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11) RETURNING id",
        new.owner,
        new.thing.code().to_owned(),
        new.id,
        new.kind.to_owned(),
        new.name.to_owned(),
        new.key.to_owned(),
        new.sha256.to_owned(),
        new.size,
        new.pages,
        state.to_owned(),
        now
    )?;
    for (page, key) in pictures {
        execute!(tx, "INSERT INTO upload_pages (upload_id, page, vault_key) VALUES ($1, $2, $3)", id, *page, key.clone())?;
    }
    Ok(id)
}

/// Takes the present file of a kind away. Returns how many there were.
pub async fn remove(tx: &mut Tx, thing: Thing, id: i64, kind: &str, now: i64) -> Result<u64, StoreError> {
    Ok(execute!(
        tx,
        "UPDATE uploads SET replaced_at = $4 WHERE thing = $1 AND thing_id = $2 AND kind = $3 AND replaced_at IS NULL",
        thing.code().to_owned(),
        id,
        kind.to_owned(),
        now
    )?)
}

/// Forgets the replaced files of a thing, once it is sent: their bytes are swept from the vault.
pub async fn forget_replaced(tx: &mut Tx, thing: Thing, id: i64) -> Result<u64, StoreError> {
    Ok(execute!(tx, "DELETE FROM uploads WHERE thing = $1 AND thing_id = $2 AND replaced_at IS NOT NULL", thing.code().to_owned(), id)?)
}

/// Forgets every file of a thing.
pub async fn forget(tx: &mut Tx, thing: Thing, id: i64) -> Result<u64, StoreError> {
    Ok(execute!(tx, "DELETE FROM uploads WHERE thing = $1 AND thing_id = $2", thing.code().to_owned(), id)?)
}

/// The present file of a kind.
pub async fn current(tx: &mut Tx, thing: Thing, id: i64, kind: &str) -> Result<Option<Upload>, StoreError> {
    Ok(fetch_optional!(
        tx,
        Upload,
        uploads!("WHERE thing = $1 AND thing_id = $2 AND kind = $3 AND replaced_at IS NULL"),
        thing.code().to_owned(),
        id,
        kind.to_owned()
    )?)
}

/// A file.
pub async fn one(tx: &mut Tx, id: i64) -> Result<Option<Upload>, StoreError> {
    Ok(fetch_optional!(tx, Upload, uploads!("WHERE id = $1"), id)?)
}

/// The pages that have a picture, in order, with its name in the vault.
pub async fn pictures(tx: &mut Tx, id: i64) -> Result<Vec<(i64, String)>, StoreError> {
    Ok(fetch_all!(tx, (i64, String), "SELECT page, vault_key FROM upload_pages WHERE upload_id = $1 ORDER BY page LIMIT 50", id)?)
}

/// Files still to be scanned, those after a key first, then from the beginning; at most 100.
pub async fn unscanned(tx: &mut Tx, after: i64) -> Result<Vec<Upload>, StoreError> {
    Ok(fetch_all!(tx, Upload, uploads!("WHERE state = 'attente' ORDER BY CASE WHEN id > $1 THEN 0 ELSE 1 END, id LIMIT 100"), after)?)
}

/// The file of a name in the vault, while it is still to be scanned.
pub async fn waiting(tx: &mut Tx, key: &str) -> Result<Option<Upload>, StoreError> {
    Ok(fetch_optional!(tx, Upload, uploads!("WHERE vault_key = $1 AND state = 'attente'"), key.to_owned())?)
}

/// What the scan said.
pub async fn scanned(tx: &mut Tx, id: i64, clean: bool) -> Result<(), StoreError> {
    let state = if clean { "propre" } else { "infecte" };
    execute!(tx, "UPDATE uploads SET state = $2 WHERE id = $1", id, state.to_owned())?;
    Ok(())
}

/// Every name of the vault a row knows.
pub async fn known(tx: &mut Tx) -> Result<Vec<String>, StoreError> {
    let rows: Vec<(String,)> = fetch_all!(tx, (String,), "SELECT vault_key FROM uploads UNION ALL SELECT vault_key FROM upload_pages")?;
    Ok(rows.into_iter().map(|(key,)| key).collect())
}

/// The files of a person; at most 500.
pub async fn owned(tx: &mut Tx, person: i64) -> Result<Vec<Upload>, StoreError> {
    Ok(fetch_all!(tx, Upload, uploads!("WHERE owner_id = $1 ORDER BY id LIMIT 500"), person)?)
}

/// The things of a kind that have a file which is neither replaced nor put aside; at most 20 000.
pub async fn having(tx: &mut Tx, thing: Thing, kind: &str) -> Result<std::collections::HashSet<i64>, StoreError> {
    let rows: Vec<(i64,)> = fetch_all!(
        tx,
        (i64,),
        "SELECT thing_id FROM uploads WHERE thing = $1 AND kind = $2 AND replaced_at IS NULL AND state <> 'infecte' LIMIT 20000",
        thing.code().to_owned(),
        kind.to_owned()
    )?;
    Ok(rows.into_iter().map(|(id,)| id).collect())
}

/// The latest clean CV of a person, wherever they sent it: nothing is asked twice.
pub async fn latest_of(tx: &mut Tx, person: i64, kind: &str) -> Result<Option<Upload>, StoreError> {
    Ok(fetch_optional!(
        tx,
        Upload,
        uploads!("WHERE owner_id = $1 AND kind = $2 AND state = 'propre' AND replaced_at IS NULL ORDER BY id DESC LIMIT 1"),
        person,
        kind.to_owned()
    )?)
}

/// The present files of a thing, the first sent first.
pub async fn of_thing(tx: &mut Tx, thing: Thing, id: i64) -> Result<Vec<Upload>, StoreError> {
    Ok(fetch_all!(
        tx,
        Upload,
        uploads!("WHERE thing = $1 AND thing_id = $2 AND replaced_at IS NULL ORDER BY id LIMIT 20"),
        thing.code().to_owned(),
        id
    )?)
}

/// Ties the files of a draft to the application they are sent with, and to whom sends it. What an earlier sending of the same
/// application left goes: what is read is what was sent last.
pub async fn adopt(tx: &mut Tx, from: i64, application: i64, person: i64) -> Result<u64, StoreError> {
    forget(tx, Thing::Application, application).await?;
    Ok(execute!(
        tx,
        "UPDATE uploads SET thing = 'candidature', thing_id = $2, owner_id = $3 WHERE thing = 'brouillon' AND thing_id = $1",
        from,
        application,
        person
    )?)
}

/// Forgets the files of applications nobody confirmed.
pub async fn forget_drafts(tx: &mut Tx, before: i64) -> Result<u64, StoreError> {
    Ok(execute!(tx, "DELETE FROM uploads WHERE thing = 'brouillon' AND created_at < $1", before)?)
}
