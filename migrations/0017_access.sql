-- Since when a post's holder has its roles: whoever comes into a post that opens closed matters reads those that are under way
-- or end later. 0 is a post that was held before this was noted.
ALTER TABLE posts ADD COLUMN holder_since BIGINT NOT NULL DEFAULT 0;
