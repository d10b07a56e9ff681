-- Campaigns: who takes part, what they wish, what was computed and decided; the live morning and what was rated there.
-- Kept in lockstep with migrations/postgres/0009_campaigns.sql. Times are epoch milliseconds, days are written 2026-12-06.

CREATE TABLE campaigns (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  edition_id BIGINT NOT NULL UNIQUE REFERENCES editions (id),
  settings TEXT NOT NULL,
  -- Personal codes of the morning and published pseudonyms derive from it.
  secret TEXT NOT NULL CHECK (length(secret) = 64),
  -- Breaks ties of the attribution; shown from the day the second lists open.
  seed BIGINT NOT NULL CHECK (seed BETWEEN 0 AND 999999999),
  -- SHA-256 of the second lists, fixed and shown when they close.
  sealed TEXT CHECK (length(sealed) = 64),
  created_at BIGINT NOT NULL,
  updated_at BIGINT NOT NULL
);

CREATE TABLE campaign_phases (
  campaign_id BIGINT NOT NULL REFERENCES campaigns (id) ON DELETE CASCADE,
  phase TEXT NOT NULL CHECK (phase IN ('preferences-1', 'plan', 'matinee', 'preferences-2', 'attribution', 'publication')),
  state TEXT NOT NULL CHECK (state IN ('a-venir', 'ouverte', 'close')),
  opens_at BIGINT,
  closes_at BIGINT,
  PRIMARY KEY (campaign_id, phase),
  CHECK (opens_at IS NULL OR closes_at IS NULL OR opens_at < closes_at)
);

CREATE TABLE campaign_associates (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  campaign_id BIGINT NOT NULL REFERENCES campaigns (id) ON DELETE CASCADE,
  reference TEXT NOT NULL CHECK (length(reference) BETWEEN 1 AND 40),
  email TEXT NOT NULL CHECK (length(email) BETWEEN 3 AND 254),
  document TEXT NOT NULL,
  cv_id BIGINT REFERENCES uploads (id) ON DELETE SET NULL,
  left_at BIGINT,
  UNIQUE (campaign_id, reference),
  UNIQUE (campaign_id, email)
);
CREATE INDEX campaign_associates_by_email ON campaign_associates (email);

CREATE TABLE campaign_hosts (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  campaign_id BIGINT NOT NULL REFERENCES campaigns (id) ON DELETE CASCADE,
  reference TEXT NOT NULL CHECK (length(reference) BETWEEN 1 AND 40),
  email TEXT NOT NULL CHECK (length(email) BETWEEN 3 AND 254),
  organisation_id BIGINT REFERENCES organisations (id) ON DELETE SET NULL,
  document TEXT NOT NULL,
  left_at BIGINT,
  UNIQUE (campaign_id, reference)
);
CREATE INDEX campaign_hosts_by_email ON campaign_hosts (email);
CREATE INDEX campaign_hosts_by_organisation ON campaign_hosts (organisation_id) WHERE organisation_id IS NOT NULL;

CREATE TABLE campaign_missions (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  campaign_id BIGINT NOT NULL REFERENCES campaigns (id) ON DELETE CASCADE,
  host_id BIGINT NOT NULL REFERENCES campaign_hosts (id) ON DELETE CASCADE,
  reference TEXT NOT NULL CHECK (length(reference) BETWEEN 1 AND 40),
  -- Every placement is in Île-de-France.
  department TEXT NOT NULL CHECK (department IN ('75', '77', '78', '91', '92', '93', '94', '95')),
  document TEXT NOT NULL,
  approved_at BIGINT,
  left_at BIGINT,
  UNIQUE (campaign_id, reference)
);
CREATE INDEX campaign_missions_by_host ON campaign_missions (host_id);

CREATE TABLE campaign_ballots (
  campaign_id BIGINT NOT NULL REFERENCES campaigns (id) ON DELETE CASCADE,
  stage BIGINT NOT NULL CHECK (stage IN (1, 2)),
  side TEXT NOT NULL CHECK (side IN ('associe', 'hote')),
  voter BIGINT NOT NULL,
  document TEXT NOT NULL CHECK (length(document) <= 65536),
  version BIGINT NOT NULL CHECK (version >= 1),
  saved_at BIGINT NOT NULL,
  session_id BIGINT NOT NULL DEFAULT 0,
  -- What was handed in, and when: a draft that changes afterwards does not count until it is handed in again.
  submitted TEXT,
  submitted_at BIGINT,
  PRIMARY KEY (campaign_id, stage, side, voter),
  CHECK ((submitted IS NULL) = (submitted_at IS NULL))
);

CREATE TABLE campaign_reminders (
  campaign_id BIGINT NOT NULL REFERENCES campaigns (id) ON DELETE CASCADE,
  stage BIGINT NOT NULL CHECK (stage IN (1, 2)),
  side TEXT NOT NULL CHECK (side IN ('associe', 'hote')),
  voter BIGINT NOT NULL,
  at BIGINT NOT NULL,
  PRIMARY KEY (campaign_id, stage, side, voter)
);

CREATE TABLE campaign_locks (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  campaign_id BIGINT NOT NULL REFERENCES campaigns (id) ON DELETE CASCADE,
  stage BIGINT NOT NULL CHECK (stage IN (1, 2)),
  associate_id BIGINT NOT NULL REFERENCES campaign_associates (id) ON DELETE CASCADE,
  -- A host in stage 1, a mission in stage 2.
  target BIGINT NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('imposer', 'interdire')),
  period BIGINT CHECK (period IN (1, 2)),
  author_id BIGINT REFERENCES persons (id) ON DELETE SET NULL,
  author TEXT NOT NULL CHECK (length(author) BETWEEN 1 AND 120),
  reason TEXT NOT NULL CHECK (length(reason) BETWEEN 1 AND 300),
  at BIGINT NOT NULL,
  UNIQUE (campaign_id, stage, associate_id, target)
);

CREATE TABLE campaign_runs (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  campaign_id BIGINT NOT NULL REFERENCES campaigns (id) ON DELETE CASCADE,
  stage BIGINT NOT NULL CHECK (stage IN (1, 2)),
  policy TEXT NOT NULL CHECK (policy IN ('total', 'balanced', 'egalitarian')),
  weight BIGINT NOT NULL CHECK (weight BETWEEN 0 AND 1000),
  seed BIGINT NOT NULL,
  instance TEXT NOT NULL,
  solution TEXT NOT NULL,
  explanation TEXT NOT NULL DEFAULT '',
  input_hash TEXT NOT NULL CHECK (length(input_hash) = 64),
  engine TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('brouillon', 'validee', 'publiee', 'ecartee')),
  made_by BIGINT REFERENCES persons (id) ON DELETE SET NULL,
  made_at BIGINT NOT NULL,
  validated_by TEXT,
  validated_reason TEXT,
  validated_at BIGINT,
  published_at BIGINT,
  CHECK (state NOT IN ('validee', 'publiee') OR validated_at IS NOT NULL OR stage = 1),
  CHECK ((state = 'publiee') = (published_at IS NOT NULL))
);
CREATE INDEX campaign_runs_by_campaign ON campaign_runs (campaign_id, stage, id);
-- One published plan and one published attribution at a time.
CREATE UNIQUE INDEX campaign_runs_published ON campaign_runs (campaign_id, stage) WHERE state = 'publiee';

CREATE TABLE placements (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  campaign_id BIGINT NOT NULL REFERENCES campaigns (id) ON DELETE CASCADE,
  run_id BIGINT NOT NULL REFERENCES campaign_runs (id) ON DELETE CASCADE,
  associate_id BIGINT NOT NULL REFERENCES campaign_associates (id) ON DELETE CASCADE,
  host_id BIGINT NOT NULL REFERENCES campaign_hosts (id) ON DELETE CASCADE,
  mission_id BIGINT NOT NULL REFERENCES campaign_missions (id) ON DELETE CASCADE,
  period BIGINT NOT NULL CHECK (period IN (1, 2)),
  starts TEXT CHECK (length(starts) = 10),
  ends TEXT CHECK (length(ends) = 10),
  created_at BIGINT NOT NULL,
  UNIQUE (campaign_id, associate_id, period),
  -- Two different organisations (B11).
  UNIQUE (campaign_id, associate_id, host_id)
);

CREATE TABLE live_rooms (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  campaign_id BIGINT NOT NULL UNIQUE REFERENCES campaigns (id) ON DELETE CASCADE,
  day TEXT NOT NULL CHECK (length(day) = 10),
  -- Revision of the last operation, and the room as it was at an earlier one.
  rev BIGINT NOT NULL DEFAULT 0,
  snapshot TEXT NOT NULL,
  snapshot_rev BIGINT NOT NULL DEFAULT 0,
  simulated BIGINT NOT NULL DEFAULT 0 CHECK (simulated IN (0, 1)),
  created_at BIGINT NOT NULL
);

CREATE TABLE live_ops (
  room_id BIGINT NOT NULL REFERENCES live_rooms (id) ON DELETE CASCADE,
  rev BIGINT NOT NULL,
  op_id TEXT NOT NULL CHECK (length(op_id) BETWEEN 8 AND 40),
  author TEXT NOT NULL,
  at BIGINT NOT NULL,
  op TEXT NOT NULL,
  PRIMARY KEY (room_id, rev),
  UNIQUE (room_id, op_id)
);

-- One rating for each pair and side, whatever happens (M9).
CREATE TABLE live_ratings (
  room_id BIGINT NOT NULL REFERENCES live_rooms (id) ON DELETE CASCADE,
  side TEXT NOT NULL CHECK (side IN ('associe', 'hote')),
  author BIGINT NOT NULL,
  target BIGINT NOT NULL,
  scores TEXT NOT NULL CHECK (length(scores) <= 20),
  note TEXT NOT NULL CHECK (length(note) <= 4000),
  written_at BIGINT NOT NULL,
  op_id TEXT NOT NULL CHECK (length(op_id) BETWEEN 8 AND 40),
  saved_at BIGINT NOT NULL,
  PRIMARY KEY (room_id, side, author, target)
);

-- When a seat was last seen by any node that serves it.
CREATE TABLE live_seen (
  room_id BIGINT NOT NULL REFERENCES live_rooms (id) ON DELETE CASCADE,
  side TEXT NOT NULL CHECK (side IN ('associe', 'hote')),
  seat BIGINT NOT NULL,
  seen_at BIGINT NOT NULL,
  PRIMARY KEY (room_id, side, seat)
);
