-- When a period was last judged, so that the jobs judge each period while its facts still come in, and no period twice a day.
CREATE TABLE judgements (
    office_id BIGINT NOT NULL REFERENCES offices (id),
    cycle TEXT NOT NULL,
    starts BIGINT NOT NULL,
    judged_on BIGINT NOT NULL,
    PRIMARY KEY (office_id, cycle, starts)
);

CREATE INDEX assessments_by_person ON assessments (office_id, regulation, assessed, person_id, starts);
