//! What every request may reach.

use super::kept::Kept;
use crate::content::service::Library;
use crate::desk::service::Desk;
use crate::jobs::service::Board;
use axum::extract::FromRef;
use leptos::prelude::LeptosOptions;
use std::path::PathBuf;
use std::sync::Arc;

/// Shared by every handler; cheap to clone.
#[derive(Clone)]
pub struct Site {
    /// The board.
    pub board: Arc<Board>,
    /// What one signs in for.
    pub desk: Arc<Desk>,
    /// Articles and pages.
    pub library: Arc<Library>,
    /// Documents kept for the next reader.
    pub kept: Arc<Kept>,
    /// What Leptos needs to render.
    pub options: LeptosOptions,
    /// Built assets: `pkg/`, `fonts/`, icon.
    pub assets: Arc<Assets>,
}

/// Where the built assets are, and whether development pages are shown.
#[derive(Clone, Debug)]
pub struct Assets {
    /// The folder cargo-leptos fills.
    pub root: PathBuf,
    /// `/apercu` exists.
    pub development: bool,
    /// A proxy in front says where requests come from (`x-forwarded-for`).
    pub behind_proxy: bool,
}

impl Site {
    /// Whether the public address is https.
    pub fn secure(&self) -> bool {
        self.desk.board.base_url.starts_with("https://")
    }
}

impl FromRef<Site> for LeptosOptions {
    fn from_ref(site: &Site) -> LeptosOptions {
        site.options.clone()
    }
}
