-- The digest of every row that a change wrote, with the last event of the change; nothing where the row was removed. `rows_hash` of the
-- event is the hash of their list, which the event's own hash covers.
CREATE TABLE row_digests (
    office_id BIGINT NOT NULL REFERENCES offices (id),
    seq BIGINT NOT NULL,
    n BIGINT NOT NULL,
    tab TEXT NOT NULL,
    row_key TEXT NOT NULL,
    digest TEXT,
    salt TEXT,
    PRIMARY KEY (office_id, seq, n)
);
-- The latest digest of a row.
CREATE INDEX row_digests_by_row ON row_digests (office_id, tab, row_key, seq);

ALTER TABLE events ADD COLUMN rows_hash TEXT;
-- The event's hash covers the hash of salt and body, so that both can be erased; `body_hash` is that hash once they are.
ALTER TABLE events ADD COLUMN salt TEXT;
ALTER TABLE events ADD COLUMN body_hash TEXT;
