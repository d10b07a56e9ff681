//! Where files are kept: a local folder, or an S3-compatible store. A file has a generated name that says nothing of its
//! owner; what it is called, whose it is and whether it may be seen is the database's to say.
//!
//! What `put` acknowledges is on disk (the bytes, the name and each new folder are synchronised), and a file is there whole
//! or not at all. A row may be missing for a file (the server died between the two): [`Vault::sweep`] removes those.

use crate::kernel::clock;
use jiff::Timestamp;
use object_store::aws::{AmazonS3Builder, AmazonS3ConfigKey};
use object_store::local::LocalFileSystem;
use object_store::path::Path as Place;
use object_store::{ClientOptions, ObjectStore, ObjectStoreExt, PutPayload, RetryConfig};
use sha2::{Digest, Sha256};
use std::collections::HashSet;
use std::fmt;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, SystemTime};

/// Largest file given back, in bytes: nothing larger was ever put.
const MAX_KEPT: u64 = 16 * 1024 * 1024;

/// The generated name of a kept file: 32 hexadecimal digits drawn at random.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Key(String);

impl Key {
    fn draw() -> Key {
        Key(clock::random_hex())
    }

    /// A name read from the database or an address; `None` for anything `put` does not give.
    pub fn parse(text: &str) -> Option<Key> {
        let fits = text.len() == 32 && text.bytes().all(|b| matches!(b, b'0'..=b'9' | b'a'..=b'f'));
        fits.then(|| Key(text.to_owned()))
    }

    /// The name itself.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// What `put` kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stored {
    /// Its name.
    pub key: Key,
    /// SHA-256 of the bytes, in lower-case hexadecimal.
    pub sha256: String,
    /// In bytes.
    pub size: u64,
}

/// What a sweep did.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Swept {
    /// Files that no row knows, removed.
    pub removed: usize,
    /// Files left: known, or too young to judge.
    pub kept: usize,
    /// Files that are not ours by their name, left alone.
    pub foreign: usize,
}

/// A fault of the store; for the log.
#[derive(Debug)]
pub enum VaultError {
    /// Nothing under this name.
    Missing,
    /// The bytes are not those that were kept.
    Damaged,
    /// The store knows us not, or lets us not.
    Denied(String),
    /// The store failed.
    Store(String),
}

impl fmt::Display for VaultError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            VaultError::Missing => f.write_str("no file under this name"),
            VaultError::Damaged => f.write_str("the file is not the one that was kept"),
            VaultError::Denied(e) => write!(f, "file store, access denied: {e}"),
            VaultError::Store(e) => write!(f, "file store: {e}"),
        }
    }
}

impl std::error::Error for VaultError {}

impl From<object_store::Error> for VaultError {
    fn from(e: object_store::Error) -> VaultError {
        match e {
            object_store::Error::NotFound { .. } => VaultError::Missing,
            e @ (object_store::Error::PermissionDenied { .. } | object_store::Error::Unauthenticated { .. }) => VaultError::Denied(e.to_string()),
            e => VaultError::Store(e.to_string()),
        }
    }
}

/// The store of files. Cheap to clone.
#[derive(Clone, Debug)]
pub struct Vault {
    store: Arc<dyn ObjectStore>,
    prefix: String,
    /// The folder, when the store is one.
    root: Option<PathBuf>,
    /// Where it is, for the operator.
    name: String,
}

impl fmt::Display for Vault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.name)
    }
}

impl Vault {
    /// The store `PASSERELLE_FILES_URL` names: empty for this folder, or `s3://bucket/prefix` with the usual `AWS_*`
    /// variables (`AWS_ENDPOINT` and `AWS_REGION` for stores that are not Amazon's).
    ///
    /// # Errors
    /// A French sentence for the operator.
    pub fn open(url: &str, folder: &Path) -> Result<Vault, String> {
        match url.trim() {
            "" => Vault::local(folder),
            url => match url.strip_prefix("s3://").filter(|rest| !rest.starts_with('/') && !rest.is_empty()) {
                Some(rest) => Vault::s3(rest, std::env::vars()),
                None => {
                    Err(format!("PASSERELLE_FILES_URL\u{202f}: «\u{202f}{url}\u{202f}» ne commence pas par «\u{202f}s3://compartiment\u{202f}»."))
                }
            },
        }
    }

    /// A folder of this machine, created if needed, readable by its owner only.
    ///
    /// # Errors
    /// A French sentence for the operator.
    pub fn local(folder: &Path) -> Result<Vault, String> {
        let named = |e: &dyn fmt::Display| format!("dossier des fichiers {}\u{202f}: {e}", folder.display());
        let mut builder = std::fs::DirBuilder::new();
        builder.recursive(true);
        #[cfg(unix)]
        std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
        builder.create(folder).map_err(|e| named(&e))?;
        let folder = folder.canonicalize().map_err(|e| named(&e))?;
        synchronise(folder.parent().unwrap_or(&folder)).map_err(|e| named(&e))?;
        let store = LocalFileSystem::new_with_prefix(&folder).map_err(|e| named(&e))?.with_fsync(true);
        let name = folder.display().to_string();
        Ok(Vault { store: Arc::new(store), prefix: String::new(), root: Some(folder), name })
    }

    /// An S3-compatible store, its settings from these variables (`AWS_*`). Addresses are `endpoint/bucket/key`: every store has those.
    /// Plain http is for this machine only.
    pub(super) fn s3(rest: &str, variables: impl Iterator<Item = (String, String)>) -> Result<Vault, String> {
        let (bucket, prefix) = rest.split_once('/').unwrap_or((rest, ""));
        let mut builder = AmazonS3Builder::new();
        for (name, value) in variables {
            let read = |key: &str| key.parse::<AmazonS3ConfigKey>().ok().filter(|_| key.starts_with("aws_"));
            if let Some(key) = read(&name.to_ascii_lowercase()) {
                builder = builder.with_config(key, value);
            }
        }
        let set = |key| builder.get_config_value(&key).is_some_and(|v| !v.is_empty());
        let own = set(AmazonS3ConfigKey::AccessKeyId) && set(AmazonS3ConfigKey::SecretAccessKey);
        let machine = set(AmazonS3ConfigKey::WebIdentityTokenFile) || set(AmazonS3ConfigKey::ContainerCredentialsRelativeUri);
        if !own && !machine {
            return Err("PASSERELLE_FILES_URL\u{202f}: donnez aussi AWS_ACCESS_KEY_ID et AWS_SECRET_ACCESS_KEY.".to_owned());
        }
        let endpoint = builder.get_config_value(&AmazonS3ConfigKey::Endpoint).unwrap_or_default();
        let here = endpoint.strip_prefix("http://").is_some_and(on_this_machine);
        if endpoint.starts_with("http://") && !here {
            return Err(format!(
                "AWS_ENDPOINT\u{202f}: «\u{202f}{endpoint}\u{202f}» commence par http://, ce qui ne va que pour cette machine\u{202f}; donnez une adresse en https://."
            ));
        }
        // Whoever sends a file waits for it: a store that is down is told of in seconds.
        let retry = RetryConfig { max_retries: 2, retry_timeout: Duration::from_secs(15), ..RetryConfig::default() };
        let limits = ClientOptions::new().with_connect_timeout(Duration::from_secs(5)).with_timeout(Duration::from_secs(30)).with_allow_http(here);
        // Plain rustls with the same provider as the mails; two would leave it to the first comer.
        let _ = rustls::crypto::ring::default_provider().install_default();
        let store = builder
            .with_bucket_name(bucket)
            .with_retry(retry)
            .with_client_options(limits)
            // One at a time: not every store knows how to remove several.
            .with_disable_bulk_delete(true)
            .build()
            .map_err(|e| format!("PASSERELLE_FILES_URL\u{202f}: {e}"))?;
        let name = format!("s3://{}", rest.trim_matches('/'));
        let prefix = prefix.trim_matches('/');
        let prefix = if prefix.is_empty() { String::new() } else { format!("{prefix}/") };
        Ok(Vault { store: Arc::new(store), prefix, root: None, name })
    }

    /// Two levels of names, so that no folder grows beyond what tools list quickly.
    fn place(&self, key: &Key) -> Place {
        Place::from(format!("{}{}/{}", self.prefix, &key.0[..2], key.0))
    }

    /// A nameless file on the disk of the kept ones, for what is still arriving: it goes when it is closed, even if the server dies.
    ///
    /// # Errors
    /// The disk refused.
    pub fn scratch(&self) -> std::io::Result<std::fs::File> {
        // Where files are kept; elsewhere when that is down, so that the form can be given back in words.
        let temporary = std::env::temp_dir();
        self.root.as_deref().map_or_else(|| nameless(&temporary), |kept| nameless(kept).or_else(|_| nameless(&temporary)))
    }

    /// Keeps these bytes under a new name. When it returns, they are on disk.
    ///
    /// # Errors
    /// The store failed; nothing is kept, or something `sweep` will remove.
    pub async fn put(&self, bytes: Vec<u8>) -> Result<Stored, VaultError> {
        let key = Key::draw();
        let (sha256, size) = (digest(&bytes), bytes.len() as u64);
        self.store.put(&self.place(&key), PutPayload::from(bytes)).await?;
        Ok(Stored { key, sha256, size })
    }

    /// The bytes kept under a name.
    ///
    /// # Errors
    /// [`VaultError::Missing`], or the store failed.
    pub async fn get(&self, key: &Key) -> Result<Vec<u8>, VaultError> {
        let found = self.store.get(&self.place(key)).await?;
        if found.meta.size > MAX_KEPT {
            return Err(VaultError::Damaged);
        }
        Ok(found.bytes().await?.to_vec())
    }

    /// The bytes kept under a name, checked against what `put` said of them.
    ///
    /// # Errors
    /// Those of [`Vault::get`], and [`VaultError::Damaged`].
    pub async fn get_checked(&self, stored: &Stored) -> Result<Vec<u8>, VaultError> {
        let bytes = self.get(&stored.key).await?;
        let same = bytes.len() as u64 == stored.size && digest(&bytes) == stored.sha256;
        if same { Ok(bytes) } else { Err(VaultError::Damaged) }
    }

    /// Removes what is kept under a name, for good (rule M15); removing what is not there is not an error.
    ///
    /// # Errors
    /// The store failed.
    pub async fn delete(&self, key: &Key) -> Result<(), VaultError> {
        match self.store.delete(&self.place(key)).await.map_err(VaultError::from) {
            Ok(()) | Err(VaultError::Missing) => {}
            Err(e) => return Err(e),
        }
        if let Some(root) = &self.root {
            let folder = root.join(&key.0[..2]);
            let done = tokio::task::spawn_blocking(move || synchronise(&folder)).await;
            match done.map_err(|e| VaultError::Store(e.to_string()))? {
                Err(e) if e.kind() != std::io::ErrorKind::NotFound => return Err(VaultError::Store(e.to_string())),
                _ => {}
            }
        }
        Ok(())
    }

    /// Removes files no row knows that were written before `older_than` (an hour ago is safe: a row follows its file within
    /// seconds), and what unfinished writes left. Read `known` after choosing `older_than`.
    ///
    /// # Errors
    /// The store failed; what was removed stays removed.
    pub async fn sweep(&self, known: &HashSet<Key>, older_than: Timestamp) -> Result<Swept, VaultError> {
        let mut swept = Swept::default();
        for shard in 0..=255u8 {
            let folder = Place::from(format!("{}{shard:02x}", self.prefix));
            let listed = self.store.list_with_delimiter(Some(&folder)).await?;
            for object in listed.objects {
                let Some(key) = object.location.filename().and_then(Key::parse) else {
                    swept.foreign += 1;
                    continue;
                };
                if known.contains(&key) || object.last_modified.timestamp_millis() >= older_than.as_millisecond() {
                    swept.kept += 1;
                } else {
                    self.delete(&key).await?;
                    swept.removed += 1;
                }
            }
            if let Some(root) = &self.root {
                let folder = root.join(format!("{shard:02x}"));
                let left = tokio::task::spawn_blocking(move || unfinished(&folder, older_than)).await;
                swept.removed += left.map_err(|e| VaultError::Store(e.to_string()))?;
            }
        }
        Ok(swept)
    }

    /// Keeps, reads back and removes a few bytes.
    ///
    /// # Errors
    /// What failed.
    pub async fn probe(&self) -> Result<(), VaultError> {
        let stored = self.put(b"passerelle".to_vec()).await?;
        let read = self.get_checked(&stored).await.map(|_| ());
        self.delete(&stored.key).await.and(read)
    }

    /// The same before serving and for `doctor`: what an operator can do about it.
    ///
    /// # Errors
    /// A French sentence that names the store.
    pub async fn check(&self) -> Result<(), String> {
        self.probe().await.map_err(|e| {
            let why = match &e {
                // A name just put is missing: it is the store itself that is not there.
                VaultError::Missing => "le compartiment n’existe pas\u{202f}: créez-le, ou corrigez PASSERELLE_FILES_URL".to_owned(),
                VaultError::Denied(e) => format!("accès refusé\u{202f}: corrigez les variables AWS_* ou les droits de la clé ({e})"),
                e => format!("il ne répond pas comme il faut ({e})"),
            };
            format!("stockage des fichiers {self}\u{202f}: {why}")
        })
    }
}

/// Whether the host of an address without its scheme is this machine.
fn on_this_machine(address: &str) -> bool {
    let host = address.split(['/', '?']).next().unwrap_or("");
    let name = host.rsplit_once(':').map_or(host, |(name, _)| name).trim_matches(['[', ']']);
    name == "localhost" || name.parse::<std::net::IpAddr>().is_ok_and(|ip| ip.is_loopback())
}

fn digest(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().map(|b| format!("{b:02x}")).collect()
}

/// A new file of a folder that nobody else can open, and that has no name any more.
fn nameless(folder: &Path) -> std::io::Result<std::fs::File> {
    let path = folder.join(format!("arrive-{}", clock::random_hex()));
    let mut options = std::fs::OpenOptions::new();
    options.read(true).write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let file = options.open(&path)?;
    std::fs::remove_file(&path)?;
    Ok(file)
}

fn synchronise(folder: &Path) -> std::io::Result<()> {
    std::fs::File::open(folder)?.sync_all()
}

/// Removes what writes that never ended left in a folder (`name#1`), which listing hides. Returns how many.
fn unfinished(folder: &Path, older_than: Timestamp) -> usize {
    let Ok(entries) = std::fs::read_dir(folder) else { return 0 };
    let limit = SystemTime::from(older_than);
    let old = |entry: &std::fs::DirEntry| entry.metadata().and_then(|m| m.modified()).is_ok_and(|at| at < limit);
    let staged =
        |entry: &std::fs::DirEntry| entry.file_name().to_str().and_then(|n| n.split_once('#')).is_some_and(|(key, _)| Key::parse(key).is_some());
    entries.flatten().filter(|e| staged(e) && old(e)).filter(|e| std::fs::remove_file(e.path()).is_ok()).count()
}
