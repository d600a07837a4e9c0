-- When a judgement of a regulation was last made for a period. Each judgement stands for itself, so that a regulation that faults
-- stops only its own.
CREATE TABLE assessment_runs (
    office_id BIGINT NOT NULL REFERENCES offices (id),
    regulation TEXT NOT NULL,
    -- the id that the regulation gives the assessment
    assessed TEXT NOT NULL,
    -- first day of the period
    starts BIGINT NOT NULL,
    -- day on which it was judged
    judged_on BIGINT NOT NULL,
    PRIMARY KEY (office_id, regulation, assessed, starts)
);
-- Until now a run was noted for all judgements of a length together.
INSERT INTO assessment_runs (office_id, regulation, assessed, starts, judged_on)
SELECT a.office_id, a.regulation, a.assessed, a.starts, MAX(j.judged_on)
FROM assessments a JOIN judgements j ON j.office_id = a.office_id AND j.starts = a.starts AND j.cycle =
    CASE WHEN a.ends - a.starts < 1 THEN 'day' WHEN a.ends - a.starts < 7 THEN 'week' WHEN a.ends - a.starts < 31 THEN 'month'
    WHEN a.ends - a.starts < 92 THEN 'quarter' WHEN a.ends - a.starts < 184 THEN 'half-year' ELSE 'year' END
GROUP BY a.office_id, a.regulation, a.assessed, a.starts;
DROP TABLE judgements;
