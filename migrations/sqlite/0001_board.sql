-- The public board: organisations, offers, and the log of changes the search index follows.
-- Kept in lockstep with migrations/postgres/0001_board.sql. Times are epoch milliseconds, days ISO dates.

CREATE TABLE organisations (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  slug TEXT NOT NULL UNIQUE CHECK (length(slug) BETWEEN 1 AND 120),
  name TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 140),
  name_key TEXT NOT NULL UNIQUE CHECK (length(name_key) BETWEEN 1 AND 200),
  family TEXT CHECK (family IN ('association', 'entreprise-sociale', 'organisme-parapublic', 'cooperative', 'fondation', 'mutuelle', 'programme-rse', 'collectif')),
  sector TEXT,
  headcount TEXT CHECK (headcount IN ('0', '1-9', '10-49', '50-249', '250-999', '1000+')),
  headcount_note TEXT,
  seat TEXT,
  summary TEXT NOT NULL DEFAULT '',
  story TEXT NOT NULL DEFAULT '',
  hosting_note TEXT,
  siret TEXT CHECK (length(siret) = 14),
  website TEXT,
  created_at BIGINT NOT NULL,
  updated_at BIGINT NOT NULL
);

CREATE TABLE organisation_networks (
  organisation_id BIGINT NOT NULL REFERENCES organisations (id) ON DELETE CASCADE,
  name TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 140),
  PRIMARY KEY (organisation_id, name)
);

CREATE TABLE organisation_territories (
  organisation_id BIGINT NOT NULL REFERENCES organisations (id) ON DELETE CASCADE,
  department TEXT NOT NULL CHECK (length(department) BETWEEN 2 AND 3),
  PRIMARY KEY (organisation_id, department)
);

CREATE TABLE organisation_hosts (
  organisation_id BIGINT NOT NULL REFERENCES organisations (id) ON DELETE CASCADE,
  host_id BIGINT NOT NULL REFERENCES organisations (id) ON DELETE CASCADE,
  PRIMARY KEY (organisation_id, host_id),
  CHECK (organisation_id <> host_id)
);

CREATE TABLE offers (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  slug TEXT NOT NULL UNIQUE CHECK (length(slug) BETWEEN 1 AND 120),
  organisation_id BIGINT NOT NULL REFERENCES organisations (id) ON DELETE CASCADE,
  source TEXT NOT NULL CHECK (length(source) BETWEEN 1 AND 60),
  reference TEXT NOT NULL CHECK (length(reference) BETWEEN 1 AND 200),
  digest TEXT NOT NULL CHECK (length(digest) = 64),
  title TEXT NOT NULL CHECK (length(title) BETWEEN 1 AND 200),
  sister_mark TEXT,
  document TEXT NOT NULL,
  published_on TEXT NOT NULL CHECK (length(published_on) = 10),
  closes_at BIGINT NOT NULL,
  gone_at BIGINT NOT NULL,
  created_at BIGINT NOT NULL,
  updated_at BIGINT NOT NULL,
  UNIQUE (source, reference),
  CHECK (closes_at <= gone_at)
);
CREATE INDEX offers_by_organisation ON offers (organisation_id, closes_at);
CREATE INDEX offers_by_closing ON offers (closes_at);
CREATE INDEX offers_by_sister ON offers (sister_mark) WHERE sister_mark IS NOT NULL;

CREATE TABLE offer_changes (
  seq INTEGER PRIMARY KEY AUTOINCREMENT,
  offer_id BIGINT NOT NULL,
  at BIGINT NOT NULL
);

CREATE TABLE contact_messages (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  form_key TEXT NOT NULL UNIQUE CHECK (length(form_key) BETWEEN 8 AND 64),
  name TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 120),
  email TEXT NOT NULL CHECK (length(email) BETWEEN 3 AND 254),
  subject TEXT NOT NULL CHECK (length(subject) BETWEEN 1 AND 160),
  body TEXT NOT NULL CHECK (length(body) BETWEEN 1 AND 8000),
  at BIGINT NOT NULL
);
