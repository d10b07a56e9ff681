-- What a published attribution gave, by rank: shown to the next cohorts while they rank (rule D9).
-- Kept in lockstep with migrations/sqlite/0013_former_ranks.sql.

ALTER TABLE campaign_runs ADD COLUMN ranks TEXT CHECK (ranks IS NULL OR length(ranks) BETWEEN 2 AND 400);
