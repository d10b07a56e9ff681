-- People, how they sign in, what they are allowed, the mails they are sent and the journal of what changed.
-- Kept in lockstep with migrations/postgres/0003_people.sql. Times are epoch milliseconds.

CREATE TABLE persons (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  email TEXT NOT NULL UNIQUE CHECK (length(email) BETWEEN 3 AND 254),
  name TEXT NOT NULL DEFAULT '' CHECK (length(name) <= 120),
  agreement TEXT NOT NULL DEFAULT 'inclusif' CHECK (agreement IN ('feminin', 'masculin', 'inclusif')),
  password TEXT,
  totp_secret TEXT,
  totp_confirmed_at BIGINT,
  totp_last_step BIGINT NOT NULL DEFAULT 0,
  demo BIGINT NOT NULL DEFAULT 0 CHECK (demo IN (0, 1)),
  created_at BIGINT NOT NULL,
  updated_at BIGINT NOT NULL
);

CREATE TABLE person_roles (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  person_id BIGINT NOT NULL REFERENCES persons (id) ON DELETE CASCADE,
  role TEXT NOT NULL CHECK (role IN ('candidat', 'associe', 'fellow', 'membre', 'gestion', 'mentor', 'coach', 'formation', 'equipe', 'administration')),
  organisation_id BIGINT REFERENCES organisations (id) ON DELETE CASCADE,
  since BIGINT NOT NULL,
  until BIGINT,
  CHECK (until IS NULL OR until >= since),
  CHECK ((role IN ('membre', 'gestion')) = (organisation_id IS NOT NULL))
);
CREATE INDEX person_roles_by_person ON person_roles (person_id);
CREATE INDEX person_roles_by_organisation ON person_roles (organisation_id) WHERE organisation_id IS NOT NULL;

CREATE TABLE sessions (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  person_id BIGINT NOT NULL REFERENCES persons (id) ON DELETE CASCADE,
  token_hash TEXT NOT NULL UNIQUE CHECK (length(token_hash) = 64),
  device TEXT NOT NULL DEFAULT '',
  created_at BIGINT NOT NULL,
  seen_at BIGINT NOT NULL,
  expires_at BIGINT NOT NULL,
  strong_at BIGINT
);
CREATE INDEX sessions_by_person ON sessions (person_id);

CREATE TABLE sign_in_links (
  token_hash TEXT PRIMARY KEY CHECK (length(token_hash) = 64),
  email TEXT NOT NULL CHECK (length(email) BETWEEN 3 AND 254),
  person_id BIGINT REFERENCES persons (id) ON DELETE CASCADE,
  back TEXT NOT NULL DEFAULT '',
  created_at BIGINT NOT NULL,
  expires_at BIGINT NOT NULL,
  used_at BIGINT
);

CREATE TABLE recovery_codes (
  person_id BIGINT NOT NULL REFERENCES persons (id) ON DELETE CASCADE,
  code_hash TEXT NOT NULL CHECK (length(code_hash) = 64),
  PRIMARY KEY (person_id, code_hash)
);

CREATE TABLE attempts (
  mark TEXT NOT NULL CHECK (length(mark) = 64),
  slot BIGINT NOT NULL,
  tries BIGINT NOT NULL,
  PRIMARY KEY (mark, slot)
);

CREATE TABLE mails (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  person_id BIGINT REFERENCES persons (id) ON DELETE CASCADE,
  recipient TEXT NOT NULL CHECK (length(recipient) BETWEEN 3 AND 254),
  subject TEXT NOT NULL CHECK (length(subject) BETWEEN 1 AND 300),
  body TEXT NOT NULL,
  cause TEXT NOT NULL CHECK (length(cause) BETWEEN 1 AND 60),
  created_at BIGINT NOT NULL,
  due_at BIGINT NOT NULL,
  claimed_until BIGINT NOT NULL DEFAULT 0,
  tries BIGINT NOT NULL DEFAULT 0,
  sent_at BIGINT,
  failed_at BIGINT,
  failure TEXT
);
CREATE INDEX mails_waiting ON mails (due_at) WHERE sent_at IS NULL AND failed_at IS NULL;

CREATE TABLE journal (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  at BIGINT NOT NULL,
  actor_id BIGINT REFERENCES persons (id) ON DELETE SET NULL,
  thing TEXT NOT NULL CHECK (length(thing) BETWEEN 1 AND 40),
  thing_id BIGINT NOT NULL,
  verb TEXT NOT NULL CHECK (length(verb) BETWEEN 1 AND 60),
  was TEXT,
  became TEXT,
  reason TEXT
);
CREATE INDEX journal_by_thing ON journal (thing, thing_id, id);
