//! The documents beside a file, seen through one door.

use crate::candidacy::model::file::{Piece, Pieces};
use crate::desk::model::Picture;
use crate::store::{StoreError, Tx};

/// A CV as its pages show it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CvView {
    /// Its file name.
    pub name: String,
    /// How many pages.
    pub pages: u32,
    /// Its weight.
    pub kilobytes: u32,
    /// "Reçu à 13:48".
    pub state: String,
    /// Images of its pages.
    pub page_images: Vec<Picture>,
    /// Where it is downloaded.
    pub download: String,
}

/// The CV of a candidacy, once received.
pub async fn cv(_tx: &mut Tx, _candidacy: i64) -> Result<Option<CvView>, StoreError> {
    Ok(None)
}

/// What has arrived, for the rules of the file.
pub fn pieces(cv: Option<&CvView>) -> Pieces {
    Pieces { cv: if cv.is_some() { Piece::Received } else { Piece::None }, letter: Piece::None }
}
