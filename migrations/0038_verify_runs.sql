-- When the chain and the rows of an office were compared last and what came of it, and when they are compared again, by the office's
-- clock: so that one of several servers does it.
CREATE TABLE verify_runs (
    office_id BIGINT NOT NULL REFERENCES offices (id),
    next_at BIGINT NOT NULL,
    ended_at BIGINT,
    events BIGINT NOT NULL DEFAULT 0,
    rows_compared BIGINT NOT NULL DEFAULT 0,
    faults BIGINT NOT NULL DEFAULT 0,
    PRIMARY KEY (office_id)
);
