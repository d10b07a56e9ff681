//! Speed of the search, beside SQLite FTS5.
