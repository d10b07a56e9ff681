-- Files people sent, each checked before it was kept; the bytes are in the vault, under a generated name.
-- Kept in lockstep with migrations/sqlite/0005_uploads.sql. Times are epoch milliseconds.

CREATE TABLE uploads (
  id BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  owner_id BIGINT REFERENCES persons (id) ON DELETE CASCADE,
  thing TEXT NOT NULL CHECK (thing IN ('dossier', 'candidature')),
  thing_id BIGINT NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('cv', 'lettre')),
  name TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 200),
  vault_key TEXT NOT NULL UNIQUE CHECK (length(vault_key) = 32),
  sha256 TEXT NOT NULL CHECK (length(sha256) = 64),
  size BIGINT NOT NULL CHECK (size > 0),
  pages BIGINT NOT NULL CHECK (pages > 0),
  state TEXT NOT NULL CHECK (state IN ('attente', 'propre', 'infecte')),
  created_at BIGINT NOT NULL,
  replaced_at BIGINT
);
CREATE INDEX uploads_by_thing ON uploads (thing, thing_id, kind);
CREATE UNIQUE INDEX uploads_current ON uploads (thing, thing_id, kind) WHERE replaced_at IS NULL;
CREATE INDEX uploads_unscanned ON uploads (id) WHERE state = 'attente';

CREATE TABLE upload_pages (
  upload_id BIGINT NOT NULL REFERENCES uploads (id) ON DELETE CASCADE,
  page BIGINT NOT NULL CHECK (page > 0),
  vault_key TEXT NOT NULL UNIQUE CHECK (length(vault_key) = 32),
  PRIMARY KEY (upload_id, page)
);
