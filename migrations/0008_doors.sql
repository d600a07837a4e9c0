-- Each office has its own time; the machine's zone is never read. Moments of the office are its local time.
ALTER TABLE offices ADD COLUMN time_zone TEXT NOT NULL DEFAULT 'Asia/Shanghai';
-- The moment of the last event: the chain's clock never runs back.
ALTER TABLE offices ADD COLUMN chain_at BIGINT NOT NULL DEFAULT 0;
UPDATE offices SET chain_at = COALESCE((SELECT MAX(at) FROM events e WHERE e.office_id = offices.id), 0);
-- Counts every change of people, posts, calendar, packages and values, so that a server sees with a session's own query
-- that another server has changed them.
ALTER TABLE offices ADD COLUMN policy_version BIGINT NOT NULL DEFAULT 0;

-- Sessions count in UTC from now on; whoever was logged in logs in again.
DELETE FROM sessions;
