-- How often what is kept of a room was written again because somebody named there was forgotten: nodes that hold it read it anew.
-- Kept in lockstep with migrations/sqlite/0010_live_words.sql.

ALTER TABLE live_rooms ADD COLUMN worded BIGINT NOT NULL DEFAULT 0;
