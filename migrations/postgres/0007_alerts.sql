-- Saved searches with their alerts, and the newsletter.
-- Kept in lockstep with migrations/sqlite/0007_alerts.sql. Times are epoch milliseconds, days ISO dates.

CREATE TABLE saved_searches (
  id BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  person_id BIGINT NOT NULL REFERENCES persons (id) ON DELETE CASCADE,
  name TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 120),
  query TEXT NOT NULL CHECK (length(query) <= 2000),
  rhythm TEXT NOT NULL CHECK (rhythm IN ('jour', 'semaine', 'jamais')),
  leave_token TEXT NOT NULL UNIQUE CHECK (length(leave_token) = 43),
  seen_offer BIGINT NOT NULL DEFAULT 0,
  done_day TEXT NOT NULL CHECK (length(done_day) = 10),
  created_at BIGINT NOT NULL,
  UNIQUE (person_id, query)
);

CREATE TABLE newsletter (
  email TEXT PRIMARY KEY CHECK (length(email) BETWEEN 3 AND 254),
  token TEXT NOT NULL UNIQUE CHECK (length(token) = 43),
  asked_at BIGINT NOT NULL,
  confirmed_at BIGINT
);
