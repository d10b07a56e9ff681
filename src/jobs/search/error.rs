//! What can go wrong with the index, sorted by what the caller can do about it.

use std::fmt;
use tantivy::TantivyError;
use tantivy::directory::error::{OpenDirectoryError, OpenReadError, OpenWriteError};

/// A fault of the index. Never caused by what somebody typed.
#[derive(Debug)]
pub enum SearchError {
    /// The files are damaged: call [`super::Engine::wipe`], open again, and rebuild from the database.
    Corrupt(String),
    /// Another process writes to this index.
    Busy,
    /// The folder holds something else than an index; nothing in it was touched.
    NotAnIndex,
    /// The disk or the system refused; trying again later may help.
    Io(String),
    /// Anything else, to be logged.
    Internal(String),
}

impl fmt::Display for SearchError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            SearchError::Corrupt(what) => write!(f, "the search index is damaged and must be rebuilt: {what}"),
            SearchError::Busy => f.write_str("another process is writing to the search index"),
            SearchError::NotAnIndex => f.write_str("the folder of the search index holds other files"),
            SearchError::Io(what) => write!(f, "the search index cannot be read or written: {what}"),
            SearchError::Internal(what) => write!(f, "the search index failed: {what}"),
        }
    }
}

impl std::error::Error for SearchError {}

impl From<std::io::Error> for SearchError {
    fn from(error: std::io::Error) -> SearchError {
        use std::io::ErrorKind;
        match error.kind() {
            ErrorKind::InvalidData | ErrorKind::UnexpectedEof => SearchError::Corrupt(error.to_string()),
            _ => SearchError::Io(error.to_string()),
        }
    }
}

impl From<TantivyError> for SearchError {
    fn from(error: TantivyError) -> SearchError {
        let what = error.to_string();
        match error {
            TantivyError::LockFailure(..) => SearchError::Busy,
            TantivyError::IoError(inner) => SearchError::from(std::io::Error::new(inner.kind(), what)),
            TantivyError::OpenReadError(OpenReadError::IoError { io_error, .. })
            | TantivyError::OpenWriteError(OpenWriteError::IoError { io_error, .. })
            | TantivyError::OpenDirectoryError(OpenDirectoryError::IoError { io_error, .. }) => {
                SearchError::from(std::io::Error::new(io_error.kind(), what))
            }
            TantivyError::OpenReadError(_)
            | TantivyError::DataCorruption(_)
            | TantivyError::IncompatibleIndex(_)
            | TantivyError::DeserializeError(_)
            | TantivyError::SchemaError(_)
            | TantivyError::FieldNotFound(_) => SearchError::Corrupt(what),
            _ => SearchError::Internal(what),
        }
    }
}
