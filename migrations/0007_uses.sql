-- How often a clause was cited by what was filed or proposed, and how often it held a filing back, month by month.
CREATE TABLE clause_uses (
    office_id BIGINT NOT NULL REFERENCES offices (id),
    regulation TEXT NOT NULL,
    clause TEXT NOT NULL,
    -- the month's first day
    month BIGINT NOT NULL,
    cited BIGINT NOT NULL DEFAULT 0,
    held_back BIGINT NOT NULL DEFAULT 0,
    PRIMARY KEY (office_id, regulation, clause, month)
);
