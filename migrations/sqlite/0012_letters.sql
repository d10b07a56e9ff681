-- An application on its way is tied to all its files, CV and letter, by one number.
-- Kept in lockstep with migrations/postgres/0012_letters.sql.

ALTER TABLE application_drafts RENAME COLUMN cv TO files;
