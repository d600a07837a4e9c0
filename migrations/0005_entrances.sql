-- Addresses that need no account: a board on a wall, a form behind a printed code.
CREATE TABLE entrances (
    office_id BIGINT NOT NULL REFERENCES offices (id),
    id BIGINT NOT NULL,
    -- 'board' or 'form'
    kind TEXT NOT NULL,
    regulation TEXT NOT NULL,
    -- the view or the form
    what TEXT NOT NULL,
    -- where it hangs
    place TEXT NOT NULL,
    token_hash TEXT NOT NULL UNIQUE,
    opened_by BIGINT NOT NULL,
    opened_at BIGINT NOT NULL,
    closed_at BIGINT,
    -- how many were filed through it in which minute
    minute BIGINT NOT NULL DEFAULT 0,
    in_minute BIGINT NOT NULL DEFAULT 0,
    PRIMARY KEY (office_id, id)
);
