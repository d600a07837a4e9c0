-- The times at which records were that have moved or are no more, until the judgements that read them there are made again.
CREATE TABLE left_spans (
    office_id BIGINT NOT NULL REFERENCES offices (id),
    regulation TEXT NOT NULL,
    form TEXT NOT NULL,
    starts BIGINT NOT NULL,
    ends BIGINT NOT NULL,
    PRIMARY KEY (office_id, regulation, form, starts, ends)
);

-- An import took the runs of its year away, of which the last ones alone came back. Periods that have results were judged.
INSERT INTO assessment_runs (office_id, regulation, assessed, starts, judged_on)
SELECT office_id, regulation, assessed, starts, MAX(assessed_at) / 86400 FROM assessments
WHERE assessed_at > 0 GROUP BY office_id, regulation, assessed, starts
ON CONFLICT (office_id, regulation, assessed, starts) DO NOTHING;
