-- Editions of the programmes, the files of those who apply, who looked at them, how they are read and decided.
-- Kept in lockstep with migrations/sqlite/0004_candidacies.sql. Times are epoch milliseconds, days are written 2026-12-06.

CREATE TABLE editions (
  id BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  programme TEXT NOT NULL CHECK (programme IN ('associe', 'propulse', 'apte', 'pathfinder')),
  slug TEXT NOT NULL UNIQUE CHECK (length(slug) BETWEEN 2 AND 60),
  title TEXT NOT NULL CHECK (length(title) BETWEEN 1 AND 120),
  cohort TEXT NOT NULL CHECK (length(cohort) BETWEEN 1 AND 120),
  city TEXT NOT NULL CHECK (length(city) BETWEEN 1 AND 120),
  opens TEXT NOT NULL CHECK (length(opens) = 10),
  last_day TEXT CHECK (length(last_day) = 10),
  starts TEXT CHECK (length(starts) = 10),
  places BIGINT NOT NULL CHECK (places BETWEEN 1 AND 500),
  shortlist_on TEXT CHECK (length(shortlist_on) = 10),
  interviews_on TEXT CHECK (length(interviews_on) = 10),
  settings TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('brouillon', 'ouverte')),
  created_at BIGINT NOT NULL,
  updated_at BIGINT NOT NULL
);
CREATE INDEX editions_by_programme ON editions (programme, state);

CREATE TABLE candidacies (
  id BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  edition_id BIGINT NOT NULL REFERENCES editions (id),
  person_id BIGINT NOT NULL REFERENCES persons (id) ON DELETE CASCADE,
  state TEXT NOT NULL CHECK (state IN ('brouillon', 'deposee', 'non-eligible', 'en-etude', 'non-invitee', 'invitee', 'entretiens-planifies', 'entretiens-passes', 'decision-privee', 'offre-conditionnelle', 'liste-d-attente', 'non-retenue', 'offre-finale', 'signee', 'commencee', 'retiree')),
  document TEXT NOT NULL,
  version BIGINT NOT NULL CHECK (version >= 1),
  created_at BIGINT NOT NULL,
  updated_at BIGINT NOT NULL,
  submitted_at BIGINT,
  withdrawn_at BIGINT,
  answered_at BIGINT,
  queued_at BIGINT,
  UNIQUE (edition_id, person_id)
);
CREATE INDEX candidacies_by_person ON candidacies (person_id);

-- When each field was last saved: two devices that write the same field find out.
CREATE TABLE candidacy_fields (
  candidacy_id BIGINT NOT NULL REFERENCES candidacies (id) ON DELETE CASCADE,
  field TEXT NOT NULL CHECK (length(field) BETWEEN 1 AND 80),
  version BIGINT NOT NULL,
  saved_at BIGINT NOT NULL,
  session_id BIGINT NOT NULL DEFAULT 0,
  PRIMARY KEY (candidacy_id, field)
);

-- Who looked at a file, for the person it is about.
CREATE TABLE candidacy_views (
  id BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  candidacy_id BIGINT NOT NULL REFERENCES candidacies (id) ON DELETE CASCADE,
  viewer_id BIGINT REFERENCES persons (id) ON DELETE SET NULL,
  what TEXT NOT NULL CHECK (length(what) BETWEEN 1 AND 60),
  at BIGINT NOT NULL
);
CREATE INDEX candidacy_views_by_candidacy ON candidacy_views (candidacy_id, id);

CREATE TABLE readings (
  candidacy_id BIGINT NOT NULL REFERENCES candidacies (id) ON DELETE CASCADE,
  reader_id BIGINT NOT NULL REFERENCES persons (id) ON DELETE CASCADE,
  document TEXT NOT NULL,
  submitted_at BIGINT,
  PRIMARY KEY (candidacy_id, reader_id)
);

CREATE TABLE candidacy_decisions (
  candidacy_id BIGINT PRIMARY KEY REFERENCES candidacies (id) ON DELETE CASCADE,
  decided_by BIGINT REFERENCES persons (id) ON DELETE SET NULL,
  choice TEXT NOT NULL CHECK (choice IN ('inviter', 'ne-pas-inviter', 'non-eligible')),
  subject TEXT NOT NULL CHECK (length(subject) BETWEEN 1 AND 200),
  body TEXT NOT NULL CHECK (length(body) BETWEEN 1 AND 6000),
  at BIGINT NOT NULL,
  published_at BIGINT
);

-- Walled: read by the person and by the administration, by nobody who assesses.
CREATE TABLE accommodations (
  candidacy_id BIGINT PRIMARY KEY REFERENCES candidacies (id) ON DELETE CASCADE,
  words TEXT NOT NULL CHECK (length(words) BETWEEN 1 AND 3000),
  updated_at BIGINT NOT NULL
);
