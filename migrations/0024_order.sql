-- Where the office names its departments, and people within their department: 1 is the first. 0 is not set: those come after
-- all that are, whoever supervises most first.
ALTER TABLE departments ADD COLUMN place BIGINT NOT NULL DEFAULT 0;
ALTER TABLE people ADD COLUMN place BIGINT NOT NULL DEFAULT 0;
