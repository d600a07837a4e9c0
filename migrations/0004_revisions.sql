-- Swapping regulations: what was asked and answered, who is trusted, what is to change from which day.

-- Everything that came with a call and what was answered, compressed, so that it can be asked again.
CREATE TABLE recordings (
    office_id BIGINT NOT NULL REFERENCES offices (id),
    id BIGINT NOT NULL,
    matter_id BIGINT,
    regulation TEXT NOT NULL,
    digest TEXT NOT NULL REFERENCES packages (digest),
    -- the form, as the regulation that was asked names it, or the assessment
    source TEXT NOT NULL,
    -- of whom a period was judged; empty for a matter
    subject TEXT NOT NULL,
    starts BIGINT NOT NULL,
    at BIGINT NOT NULL,
    asked BYTEA NOT NULL,
    answered BYTEA NOT NULL,
    PRIMARY KEY (office_id, id)
);
CREATE INDEX recordings_by_matter ON recordings (office_id, matter_id);
CREATE INDEX recordings_by_period ON recordings (office_id, regulation, source, subject, starts);

-- Whether an office takes packages that nobody signed.
ALTER TABLE offices ADD COLUMN takes_unsigned BIGINT NOT NULL DEFAULT 0;

-- Whose signatures an office trusts.
CREATE TABLE publishers (
    office_id BIGINT NOT NULL REFERENCES offices (id),
    public_key TEXT NOT NULL,
    name TEXT NOT NULL,
    trusted_by BIGINT NOT NULL,
    trusted_at BIGINT NOT NULL,
    PRIMARY KEY (office_id, public_key)
);

-- What an office has installed; the bytes are kept once for all, by digest.
CREATE TABLE installations (
    office_id BIGINT NOT NULL REFERENCES offices (id),
    digest TEXT NOT NULL REFERENCES packages (digest),
    regulation TEXT NOT NULL,
    version TEXT NOT NULL,
    -- key and signature; nothing if nobody signed it
    signature TEXT,
    cases BIGINT NOT NULL,
    installed_by BIGINT,
    installed_at BIGINT NOT NULL,
    PRIMARY KEY (office_id, digest)
);

-- A change that one person asks for and another confirms: of the package, or of a value.
CREATE TABLE revisions (
    office_id BIGINT NOT NULL REFERENCES offices (id),
    id BIGINT NOT NULL,
    regulation TEXT NOT NULL,
    -- the package, or nothing where values change
    digest TEXT,
    -- values by name as JSON
    parameters TEXT NOT NULL,
    from_date BIGINT NOT NULL,
    reason TEXT NOT NULL,
    asked_by BIGINT NOT NULL,
    asked_at BIGINT NOT NULL,
    -- asked, confirmed, declined, withdrawn
    state TEXT NOT NULL,
    answered_by BIGINT,
    answered_at BIGINT,
    answer TEXT,
    PRIMARY KEY (office_id, id)
);

-- The office's own wording of a clause of a package.
CREATE TABLE wordings (
    office_id BIGINT NOT NULL REFERENCES offices (id),
    digest TEXT NOT NULL REFERENCES packages (digest),
    clause TEXT NOT NULL,
    text TEXT NOT NULL,
    PRIMARY KEY (office_id, digest, clause)
);

-- What a change would have meant for the office's own past.
CREATE TABLE rehearsals (
    office_id BIGINT NOT NULL REFERENCES offices (id),
    id BIGINT NOT NULL,
    regulation TEXT NOT NULL,
    -- the package that is asked; nothing for each one's own, which must repeat itself
    digest TEXT,
    parameters TEXT NOT NULL,
    first_date BIGINT NOT NULL,
    last_date BIGINT NOT NULL,
    -- running, done, cancelled, failed
    state TEXT NOT NULL,
    total BIGINT NOT NULL,
    asked BIGINT NOT NULL,
    differing BIGINT NOT NULL,
    -- counts by clause and by aspect, as JSON
    counts TEXT NOT NULL,
    problem TEXT,
    asked_by BIGINT,
    begun_at BIGINT NOT NULL,
    touched_at BIGINT NOT NULL,
    PRIMARY KEY (office_id, id)
);
CREATE TABLE rehearsal_differences (
    office_id BIGINT NOT NULL,
    rehearsal_id BIGINT NOT NULL,
    recording_id BIGINT NOT NULL,
    matter_id BIGINT,
    starts BIGINT NOT NULL,
    title TEXT NOT NULL,
    clauses TEXT NOT NULL,
    aspects TEXT NOT NULL,
    PRIMARY KEY (office_id, rehearsal_id, recording_id),
    FOREIGN KEY (office_id, rehearsal_id) REFERENCES rehearsals (office_id, id)
);

INSERT INTO installations (office_id, digest, regulation, version, cases, installed_at)
SELECT DISTINCT b.office_id, b.digest, b.regulation, p.version, 0, p.installed_at
FROM bindings b JOIN packages p ON p.digest = b.digest;
