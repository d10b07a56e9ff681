-- Recruiting: who is invited to an organisation, what it posts, who applies and what is answered.
-- Kept in lockstep with migrations/postgres/0006_recruiting.sql. Times are epoch milliseconds, days ISO dates.

CREATE TABLE invitations (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  organisation_id BIGINT NOT NULL REFERENCES organisations (id) ON DELETE CASCADE,
  email TEXT NOT NULL CHECK (length(email) BETWEEN 3 AND 254),
  role TEXT NOT NULL CHECK (role IN ('membre', 'gestion')),
  token_hash TEXT NOT NULL UNIQUE CHECK (length(token_hash) = 64),
  invited_by BIGINT REFERENCES persons (id) ON DELETE SET NULL,
  created_at BIGINT NOT NULL,
  expires_at BIGINT NOT NULL,
  used_at BIGINT
);
CREATE INDEX invitations_by_organisation ON invitations (organisation_id);

-- typed: the form as it is written, with who wrote each field last; proposed: what the team reads; online: what was approved.
CREATE TABLE postings (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  organisation_id BIGINT NOT NULL REFERENCES organisations (id) ON DELETE CASCADE,
  state TEXT NOT NULL CHECK (state IN ('brouillon', 'proposee', 'a-modifier', 'refusee', 'publiee', 'en-relecture', 'pourvue', 'non-pourvue', 'echue')),
  title TEXT NOT NULL DEFAULT '' CHECK (length(title) <= 200),
  typed TEXT NOT NULL,
  proposed TEXT,
  online TEXT,
  offer_id BIGINT UNIQUE REFERENCES offers (id) ON DELETE SET NULL,
  words TEXT NOT NULL DEFAULT '',
  created_at BIGINT NOT NULL,
  updated_at BIGINT NOT NULL,
  reminded_7_at BIGINT,
  reminded_1_at BIGINT,
  version BIGINT NOT NULL DEFAULT 1
);
CREATE INDEX postings_by_organisation ON postings (organisation_id);
CREATE INDEX postings_by_state ON postings (state);

CREATE TABLE posting_versions (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  posting_id BIGINT NOT NULL REFERENCES postings (id) ON DELETE CASCADE,
  paper TEXT NOT NULL,
  at BIGINT NOT NULL
);
CREATE INDEX posting_versions_by_posting ON posting_versions (posting_id, id);

CREATE TABLE applications (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  offer_id BIGINT NOT NULL REFERENCES offers (id) ON DELETE CASCADE,
  organisation_id BIGINT NOT NULL REFERENCES organisations (id) ON DELETE CASCADE,
  person_id BIGINT NOT NULL REFERENCES persons (id) ON DELETE CASCADE,
  name TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 120),
  email TEXT NOT NULL CHECK (length(email) BETWEEN 3 AND 254),
  state TEXT NOT NULL CHECK (state IN ('nouvelle', 'a-l-etude', 'en-attente', 'acceptee', 'declinee', 'retiree')),
  letter TEXT NOT NULL DEFAULT '' CHECK (length(letter) <= 20000),
  answers TEXT NOT NULL DEFAULT '[]',
  pieces TEXT NOT NULL DEFAULT '[]',
  applied_at BIGINT NOT NULL,
  promised_on TEXT CHECK (length(promised_on) = 10),
  decided_at BIGINT,
  reason TEXT,
  message TEXT NOT NULL DEFAULT '',
  withdrawn_at BIGINT,
  UNIQUE (offer_id, person_id)
);
CREATE INDEX applications_by_organisation ON applications (organisation_id, state);
CREATE INDEX applications_by_person ON applications (person_id);

-- An application whose address is not confirmed yet: nobody but its author knows of it, and it is forgotten after two days.
CREATE TABLE application_drafts (
  token_hash TEXT PRIMARY KEY CHECK (length(token_hash) = 64),
  offer_id BIGINT NOT NULL REFERENCES offers (id) ON DELETE CASCADE,
  name TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 120),
  email TEXT NOT NULL CHECK (length(email) BETWEEN 3 AND 254),
  letter TEXT NOT NULL DEFAULT '' CHECK (length(letter) <= 20000),
  answers TEXT NOT NULL DEFAULT '[]',
  pieces TEXT NOT NULL DEFAULT '[]',
  digest TEXT NOT NULL UNIQUE CHECK (length(digest) = 64),
  created_at BIGINT NOT NULL,
  expires_at BIGINT NOT NULL,
  used_at BIGINT
);

CREATE TABLE application_notes (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  application_id BIGINT NOT NULL REFERENCES applications (id) ON DELETE CASCADE,
  author_id BIGINT REFERENCES persons (id) ON DELETE SET NULL,
  text TEXT NOT NULL CHECK (length(text) BETWEEN 1 AND 4000),
  at BIGINT NOT NULL
);
CREATE INDEX application_notes_by_application ON application_notes (application_id, id);

-- An organisation described by somebody is not shown before the team has read its first offer.
ALTER TABLE organisations ADD COLUMN pending_since BIGINT;
