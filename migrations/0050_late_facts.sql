-- A judgement is made again once a record that it reads has changed, however long ago its period ended.
ALTER TABLE assessment_runs ADD COLUMN is_stale BIGINT NOT NULL DEFAULT 0 CHECK (is_stale IN (0, 1));

-- Up to which event of the chain changed records were looked for.
CREATE TABLE late_facts (
    office_id BIGINT NOT NULL REFERENCES offices (id),
    seq BIGINT NOT NULL,
    PRIMARY KEY (office_id)
);
INSERT INTO late_facts (office_id, seq) SELECT id, chain_seq FROM offices;
