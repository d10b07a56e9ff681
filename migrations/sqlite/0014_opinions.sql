-- What people say of the attribution they were given (rule D11).
-- Kept in lockstep with migrations/postgres/0014_opinions.sql.

CREATE TABLE campaign_opinions (
  campaign_id BIGINT NOT NULL REFERENCES campaigns (id) ON DELETE CASCADE,
  side TEXT NOT NULL CHECK (side IN ('associe', 'hote')),
  voter BIGINT NOT NULL,
  answer TEXT NOT NULL CHECK (answer IN ('tres', 'plutot', 'peu', 'pas')),
  -- For the team alone.
  words TEXT NOT NULL DEFAULT '' CHECK (length(words) <= 1000),
  given_at BIGINT NOT NULL,
  PRIMARY KEY (campaign_id, side, voter)
);
