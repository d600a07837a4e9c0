-- Since which day somebody has a clock number; nothing where it is not known. A number that was given and taken on one day was
-- nobody's.
ALTER TABLE people ADD COLUMN badge_since BIGINT;
