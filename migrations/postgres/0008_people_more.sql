-- What a person may send with a file: beside CV and letter, a diploma; a file may also belong to an associate of a campaign. What they agree to, purpose by purpose.
-- Kept in lockstep with migrations/sqlite/0008_people_more.sql. Times are epoch milliseconds.

ALTER TABLE uploads DROP CONSTRAINT uploads_kind_check;
ALTER TABLE uploads ADD CONSTRAINT uploads_kind_check CHECK (kind IN ('cv', 'lettre', 'diplome'));
ALTER TABLE uploads DROP CONSTRAINT uploads_thing_check;
ALTER TABLE uploads ADD CONSTRAINT uploads_thing_check CHECK (thing IN ('dossier', 'candidature', 'brouillon', 'campagne'));

-- The last word of a candidate on each purpose of their file; none said is a no. Gone with the file.
CREATE TABLE consents (
  candidacy_id BIGINT NOT NULL REFERENCES candidacies (id) ON DELETE CASCADE,
  purpose TEXT NOT NULL CHECK (purpose IN ('selection', 'editions-suivantes', 'statistiques')),
  given BIGINT NOT NULL CHECK (given IN (0, 1)),
  at BIGINT NOT NULL,
  PRIMARY KEY (candidacy_id, purpose)
);
