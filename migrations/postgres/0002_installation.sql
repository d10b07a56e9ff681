-- One row: the name of this database, so that what is derived from it (the search index) is never taken for another's.
CREATE TABLE installation (
  one INTEGER PRIMARY KEY CHECK (one = 1),
  id TEXT NOT NULL CHECK (length(id) BETWEEN 8 AND 64)
);
