-- What the office need not keep any longer is erased once two keepers have said so.

-- Each time that matters are erased: asked for by one keeper, confirmed by another, carried out in batches.
CREATE TABLE erasures (
    office_id BIGINT NOT NULL REFERENCES offices (id),
    id BIGINT NOT NULL,
    -- the request that was confirmed
    request_id BIGINT NOT NULL,
    -- for how many years matters had to be kept in general
    years BIGINT NOT NULL,
    -- the latest moment of the office's local time before which matters are due
    before_moment BIGINT NOT NULL,
    asked_by BIGINT NOT NULL,
    -- nothing if it was confirmed on the server itself
    confirmed_by BIGINT,
    begun_at BIGINT NOT NULL,
    state TEXT NOT NULL,
    -- for how long the matters of each regulation had to be kept, as a JSON list: regulation, years, and the moments that follow from them
    terms TEXT NOT NULL,
    -- the day before which people had to have left of whom something was erased; nothing if people are kept for ever
    left_before BIGINT,
    -- the last matter that was looked at
    matter_id BIGINT NOT NULL,
    -- the last recording that was looked at for what the erased records say
    recording_id BIGINT NOT NULL,
    matters BIGINT NOT NULL,
    -- results of assessments and decided proposals
    results BIGINT NOT NULL,
    people BIGINT NOT NULL,
    recordings BIGINT NOT NULL,
    files BIGINT NOT NULL,
    CONSTRAINT erasures_key PRIMARY KEY (office_id, id),
    CONSTRAINT erasures_state CHECK (state IN ('matters', 'recordings', 'parts', 'done'))
);
CREATE INDEX erasures_by_state ON erasures (office_id, state, id);

-- Matters that were erased: that there was one, and its number in the series, stays.
CREATE TABLE erased_matters (
    office_id BIGINT NOT NULL,
    id BIGINT NOT NULL,
    erasure_id BIGINT NOT NULL,
    regulation TEXT NOT NULL,
    number TEXT,
    -- ids of its records in registers, as JSON
    records TEXT NOT NULL,
    -- for how many years it had to be kept
    years BIGINT NOT NULL,
    erased_at BIGINT NOT NULL,
    CONSTRAINT erased_matters_key PRIMARY KEY (office_id, id),
    CONSTRAINT erased_matters_erasure FOREIGN KEY (office_id, erasure_id) REFERENCES erasures (office_id, id)
);
CREATE INDEX erased_matters_by_erasure ON erased_matters (office_id, erasure_id, id);

-- One kind of request more.
CREATE TABLE requests_anew (
    office_id BIGINT NOT NULL,
    id BIGINT NOT NULL,
    kind TEXT NOT NULL,
    -- what is asked for, as JSON; what is kept of a password stands in it only while it waits
    body TEXT NOT NULL,
    reason TEXT NOT NULL,
    asked_by BIGINT NOT NULL,
    -- the role of the system in which it was asked
    asked_role TEXT NOT NULL,
    asked_at BIGINT NOT NULL,
    state TEXT NOT NULL,
    answered_by BIGINT,
    answered_at BIGINT,
    words TEXT,
    -- the second half of a first password, encrypted; only while it waits
    code TEXT,
    CONSTRAINT requests_by_id PRIMARY KEY (office_id, id),
    CONSTRAINT requests_office FOREIGN KEY (office_id) REFERENCES offices (id),
    CONSTRAINT requests_asked_by FOREIGN KEY (office_id, asked_by) REFERENCES people (office_id, id),
    CONSTRAINT requests_kind CHECK (kind IN ('grant-role', 'revoke-role', 'set-login', 'set-password', 'enter-post',
        'reset-second-factor', 'weaken-settings', 'erase-matters')),
    CONSTRAINT requests_asked_role CHECK (asked_role IN ('administrator', 'security', 'auditor')),
    CONSTRAINT requests_state CHECK (state IN ('waiting', 'confirmed', 'declined', 'withdrawn', 'expired', 'outdated'))
);
INSERT INTO requests_anew (office_id, id, kind, body, reason, asked_by, asked_role, asked_at, state, answered_by,
    answered_at, words, code)
SELECT office_id, id, kind, body, reason, asked_by, asked_role, asked_at, state, answered_by, answered_at, words, code
FROM requests;
DROP TABLE requests;
ALTER TABLE requests_anew RENAME TO requests;
CREATE INDEX requests_by_state ON requests (office_id, state, id);

-- What belongs to a matter is found by it.
CREATE INDEX notices_by_matter ON notices (office_id, matter_id);
CREATE INDEX follow_ups_by_origin ON follow_ups (office_id, from_matter);
CREATE INDEX follow_ups_by_filing ON follow_ups (office_id, filed_matter);
CREATE INDEX rehearsal_differences_by_matter ON rehearsal_differences (office_id, matter_id);
-- Digests whose salt was removed: each must be told by an event of an erasure or of a retention.
CREATE INDEX row_digests_unsalted ON row_digests (office_id, tab, row_key, seq) WHERE salt IS NULL AND digest IS NOT NULL;
-- Proposals of a person that nobody has decided: they hold what they rest on.
CREATE INDEX proposals_open ON proposals (office_id, person_id) WHERE state IN ('proposed', 'objected');
-- Results of periods that ended long ago; notices of no matter by their age.
CREATE INDEX assessments_by_end ON assessments (office_id, regulation, ends);
CREATE INDEX notices_unbound ON notices (office_id, at) WHERE matter_id IS NULL;

-- When what the office kept of a person who left was erased; the name may stay where something names the person.
ALTER TABLE people ADD COLUMN erased_at BIGINT;
CREATE INDEX people_left ON people (office_id, left_on) WHERE left_on IS NOT NULL;
