-- What a person may send with a file: beside CV and letter, a diploma; a file may also belong to an associate of a campaign. What they agree to, purpose by purpose.
-- Kept in lockstep with migrations/postgres/0008_people_more.sql. Times are epoch milliseconds.

-- SQLite does not change a check: the two tables are written again, with the keys already given never given twice.
CREATE TABLE uploads_next (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  owner_id BIGINT REFERENCES persons (id) ON DELETE CASCADE,
  thing TEXT NOT NULL CHECK (thing IN ('dossier', 'candidature', 'brouillon', 'campagne')),
  thing_id BIGINT NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('cv', 'lettre', 'diplome')),
  name TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 200),
  vault_key TEXT NOT NULL UNIQUE CHECK (length(vault_key) = 32),
  sha256 TEXT NOT NULL CHECK (length(sha256) = 64),
  size BIGINT NOT NULL CHECK (size > 0),
  pages BIGINT NOT NULL CHECK (pages > 0),
  state TEXT NOT NULL CHECK (state IN ('attente', 'propre', 'infecte')),
  created_at BIGINT NOT NULL,
  replaced_at BIGINT
);
INSERT INTO uploads_next (id, owner_id, thing, thing_id, kind, name, vault_key, sha256, size, pages, state, created_at, replaced_at)
  SELECT id, owner_id, thing, thing_id, kind, name, vault_key, sha256, size, pages, state, created_at, replaced_at FROM uploads;
CREATE TABLE upload_pages_next (
  upload_id BIGINT NOT NULL REFERENCES uploads_next (id) ON DELETE CASCADE,
  page BIGINT NOT NULL CHECK (page > 0),
  vault_key TEXT NOT NULL UNIQUE CHECK (length(vault_key) = 32),
  PRIMARY KEY (upload_id, page)
);
INSERT INTO upload_pages_next (upload_id, page, vault_key) SELECT upload_id, page, vault_key FROM upload_pages;
DELETE FROM sqlite_sequence WHERE name = 'uploads_next';
INSERT INTO sqlite_sequence (name, seq) SELECT 'uploads_next', seq FROM sqlite_sequence WHERE name = 'uploads';
DROP TABLE upload_pages;
DROP TABLE uploads;
ALTER TABLE uploads_next RENAME TO uploads;
ALTER TABLE upload_pages_next RENAME TO upload_pages;
CREATE INDEX uploads_by_thing ON uploads (thing, thing_id, kind);
CREATE UNIQUE INDEX uploads_current ON uploads (thing, thing_id, kind) WHERE replaced_at IS NULL;
CREATE INDEX uploads_unscanned ON uploads (id) WHERE state = 'attente';

-- The last word of a candidate on each purpose of their file; none said is a no. Gone with the file.
CREATE TABLE consents (
  candidacy_id BIGINT NOT NULL REFERENCES candidacies (id) ON DELETE CASCADE,
  purpose TEXT NOT NULL CHECK (purpose IN ('selection', 'editions-suivantes', 'statistiques')),
  given BIGINT NOT NULL CHECK (given IN (0, 1)),
  at BIGINT NOT NULL,
  PRIMARY KEY (candidacy_id, purpose)
);
