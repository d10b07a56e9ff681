//! Configuration, by flags and environment, and what is opened from it.

use crate::candidacy::model::video::instances;
use crate::content::service::{Library, Publisher};
use crate::files::child::Inspector;
use crate::files::scan::Clamd;
use crate::files::vault::Vault;
use crate::jobs::search::{Engine, SearchError};
use crate::jobs::service::Board;
use crate::mail::service::Postman;
use crate::places::Places;
use crate::store::Db;
use crate::uploads::service::Cabinet;
use clap::Args;
use std::net::SocketAddr;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::AtomicI64;

/// Everything that can be configured. Each flag has its environment variable.
#[derive(Args, Clone, Debug)]
pub struct Settings {
    /// Address to listen on.
    #[arg(long, global = true, env = "PASSERELLE_ADDR", default_value = "127.0.0.1:3000")]
    pub addr: SocketAddr,
    /// Folder of the database, the index and the files.
    #[arg(long, global = true, env = "PASSERELLE_DATA", default_value = "./data")]
    pub data: PathBuf,
    /// `sqlite://…` or `postgres://…`; SQLite in the data folder by default.
    #[arg(long, global = true, env = "DATABASE_URL", hide_env_values = true)]
    pub database_url: Option<String>,
    /// Public address of the site, without a trailing slash; `http://` and the listening address by default.
    #[arg(long, global = true, env = "PASSERELLE_BASE_URL")]
    pub base_url: Option<String>,
    /// Folder of the built assets; `../site` beside the binary by default.
    #[arg(long, global = true, env = "PASSERELLE_SITE")]
    pub site: Option<PathBuf>,
    /// A proxy of yours stands in front and writes `x-forwarded-for`: believe it about where requests come from.
    #[arg(long, global = true, env = "PASSERELLE_BEHIND_PROXY")]
    pub behind_proxy: bool,
    /// The server mails leave by (`smtps://user:password@host`); without it they go to files of the data folder.
    #[arg(long, global = true, env = "PASSERELLE_SMTP_URL", hide_env_values = true)]
    pub smtp_url: Option<String>,
    /// Where the files people send are kept: `s3://bucket/prefix`, or empty for the data folder.
    #[arg(long, global = true, env = "PASSERELLE_FILES_URL", default_value = "")]
    pub files_url: String,
    /// The antivirus: `host:port` or the path of its socket. Files stay invisible until it has answered.
    #[arg(long, global = true, env = "PASSERELLE_CLAMD", default_value = "")]
    pub clamd: String,
    /// Hosts of the PeerTube instances whose videos are taken, separated by commas: `tube.example.org,video.example.net`.
    #[arg(long, global = true, env = "PASSERELLE_PEERTUBE", default_value = "")]
    pub peertube: String,
    /// Screens that may follow the wall of one morning at once.
    #[arg(long, global = true, env = "PASSERELLE_LIVE_WALLS", default_value_t = crate::live::service::readers::WALLS_MAX)]
    pub live_walls: usize,
    /// From whom mails come.
    #[arg(long, global = true, env = "PASSERELLE_MAIL_FROM", default_value = "Passerelle <bonjour@passerelle.example>")]
    pub mail_from: String,
}

impl Settings {
    /// The public address, without a trailing slash.
    ///
    /// # Errors
    /// An address that is not http(s).
    pub fn base_url(&self) -> Result<String, String> {
        let url = self.base_url.clone().unwrap_or_else(|| format!("http://{}", self.addr));
        let host = url.strip_prefix("https://").or_else(|| url.strip_prefix("http://")).unwrap_or("");
        if host.is_empty() || host.contains(char::is_whitespace) {
            return Err(format!("PASSERELLE_BASE_URL commence par http:// ou https:// (ici : {url:?})"));
        }
        Ok(url.trim_end_matches('/').to_owned())
    }

    /// Whether the site is only reachable from this machine: the condition for the demo world and `/apercu`.
    pub fn loopback(&self) -> bool {
        let url = self.base_url().unwrap_or_default();
        let host = url.split("://").nth(1).unwrap_or("").split(['/', '?']).next().unwrap_or("");
        let name = host.rsplit_once(':').map_or(host, |(h, _)| h).trim_matches(['[', ']']);
        name == "localhost" || name == "::1" || name.parse::<std::net::Ipv4Addr>().is_ok_and(|ip| ip.is_loopback())
    }

    /// Who sends the mails.
    ///
    /// # Errors
    /// One sentence that says which setting does not read.
    pub fn postman(&self) -> Result<Postman, String> {
        Postman::new(self.smtp_url.as_deref().filter(|u| !u.is_empty()), &self.mail_from, self.data.join("mails"))
    }

    /// Where files are kept and how they are looked at.
    ///
    /// # Errors
    /// One sentence that says which setting does not read, or why the folder cannot be used.
    pub fn cabinet(&self) -> Result<Cabinet, String> {
        let inspector = Inspector::of_this_program().map_err(|e| format!("le programme ne se trouve pas lui-même : {e}"))?;
        let vault = Vault::open(&self.files_url, &self.data.join("fichiers"))?;
        Ok(Cabinet { vault, inspector, clamd: Clamd::from_setting(&self.clamd)?, asked: AtomicI64::new(0) })
    }

    /// The hosts of the PeerTube instances whose videos are taken.
    ///
    /// # Errors
    /// One sentence that names the one which is no host.
    pub fn peertube(&self) -> Result<Vec<String>, String> {
        instances(&self.peertube)
    }

    /// The database address.
    pub fn database_url(&self) -> String {
        self.database_url.clone().filter(|u| !u.is_empty()).unwrap_or_else(|| format!("sqlite://{}", self.data.join("passerelle.db").display()))
    }

    /// The folder of the built assets.
    pub fn site_root(&self) -> PathBuf {
        let beside = || std::env::current_exe().ok().and_then(|p| Some(p.parent()?.parent()?.join("site"))).filter(|p| p.is_dir());
        self.site.clone().or_else(beside).unwrap_or_else(|| PathBuf::from("target/site"))
    }

    /// Creates the data folder and opens the database, migrated.
    ///
    /// # Errors
    /// One sentence that says what could not be opened.
    pub async fn open_db(&self) -> Result<Db, String> {
        std::fs::create_dir_all(&self.data).map_err(|e| format!("le dossier {} ne peut pas être créé : {e}", self.data.display()))?;
        let db = Db::open(&self.database_url()).await.map_err(|e| format!("la base ne s’ouvre pas : {e}"))?;
        db.migrate().await.map_err(|e| format!("la base ne peut pas être mise à jour : {e}"))?;
        Ok(db)
    }

    /// Opens the index; one that no longer reads is rebuilt, since it is derived. None when another process holds it: that
    /// process follows the change log of the database by itself.
    ///
    /// # Errors
    /// One sentence when even an empty index cannot be made.
    pub async fn open_engine(&self, db: &Db) -> Result<Option<Engine>, String> {
        let name = db.identity(&crate::kernel::clock::random_hex()).await.map_err(|e| format!("la base ne se lit pas : {e}"))?;
        // An index per database: one written from another is never read, whatever the data folder holds.
        let folder = self.data.join("index").join(name);
        let opened = match Engine::open(&folder) {
            // Only a damaged index is emptied: a busy one belongs to another process that is serving from it.
            Err(e @ SearchError::Corrupt(_)) => {
                tracing::warn!(error = %e, "the index does not read; it will be rebuilt");
                Engine::wipe(&folder).and_then(|()| Engine::open(&folder))
            }
            other => other,
        };
        match opened {
            Ok(engine) => Ok(Some(engine)),
            Err(SearchError::Busy) => Ok(None),
            Err(e) => Err(format!("l’index {} ne s’ouvre pas : {e}", folder.display())),
        }
    }

    /// Facts about whoever runs the site.
    pub fn publisher(&self) -> Publisher {
        Publisher::from_settings(&|name| std::env::var(name).ok())
    }

    /// The board, with its database and index.
    ///
    /// # Errors
    /// One sentence that says what could not be opened, or that another process holds the index.
    pub async fn board(&self) -> Result<Board, String> {
        let db = self.open_db().await?;
        self.board_over(db).await?.ok_or_else(|| {
            format!(
                "un autre processus passerelle tient l’index de {} : arrêtez-le d’abord, ou donnez un autre dossier (PASSERELLE_DATA)",
                self.data.display()
            )
        })
    }

    /// The board over an open database; None when another process holds the index.
    ///
    /// # Errors
    /// One sentence that says what could not be opened.
    pub async fn board_over(&self, db: Db) -> Result<Option<Board>, String> {
        let Some(engine) = self.open_engine(&db).await? else { return Ok(None) };
        Ok(Some(Board {
            db,
            engine: Arc::new(engine),
            places: Places::load(),
            base_url: self.base_url()?,
            contact_email: self.publisher().contact_email().to_owned(),
        }))
    }

    /// Articles and pages.
    ///
    /// # Errors
    /// One sentence naming the file that does not read.
    pub fn library(&self) -> Result<Library, String> {
        Library::load(&self.publisher(), &self.base_url()?).map_err(|e| format!("un article ne se lit pas : {e}"))
    }
}

/// Logs to standard error: readable on a terminal, JSON elsewhere. `RUST_LOG` sets the level.
pub fn start_logging() {
    use std::io::IsTerminal;
    use tracing_subscriber::EnvFilter;
    let filter = EnvFilter::try_from_default_env().unwrap_or_else(|_| EnvFilter::new("info,tantivy=warn,sqlx=warn,html5ever=error"));
    let builder = tracing_subscriber::fmt().with_env_filter(filter).with_writer(std::io::stderr).with_target(false);
    let started = if std::io::stderr().is_terminal() { builder.compact().try_init() } else { builder.json().flatten_event(true).try_init() };
    if let Err(e) = started {
        eprintln!("passerelle: logs could not start: {e}");
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn settings(addr: &str, base: Option<&str>) -> Settings {
        Settings {
            addr: addr.parse().unwrap(),
            data: "d".into(),
            database_url: None,
            base_url: base.map(str::to_owned),
            site: None,
            behind_proxy: false,
            live_walls: 1,
            smtp_url: None,
            files_url: String::new(),
            clamd: String::new(),
            peertube: String::new(),
            mail_from: "a@b.fr".into(),
        }
    }

    #[test]
    fn loopback_is_only_this_machine() {
        assert!(settings("127.0.0.1:3000", None).loopback());
        assert!(settings("0.0.0.0:3000", Some("http://localhost:3000/")).loopback());
        assert!(settings("[::1]:3000", None).loopback());
        assert!(!settings("127.0.0.1:3000", Some("https://passerelle.example")).loopback());
        assert!(!settings("127.0.0.1:3000", Some("https://localhost.evil.example")).loopback());
        assert!(!settings("0.0.0.0:3000", None).loopback());
    }

    #[test]
    fn the_base_url_loses_its_slash_and_must_be_http() {
        assert_eq!(settings("127.0.0.1:3000", Some("https://a.example/")).base_url().unwrap(), "https://a.example");
        assert!(settings("127.0.0.1:3000", Some("ftp://a.example")).base_url().is_err());
    }
}
