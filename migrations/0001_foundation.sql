-- One text for SQLite and PostgreSQL: integers for ids, amounts, moments (seconds, local time) and booleans, JSON as text.
-- Every row has its office; ids count within an office.

CREATE TABLE offices (
    id BIGINT PRIMARY KEY,
    name TEXT NOT NULL,
    next_id BIGINT NOT NULL,
    chain_seq BIGINT NOT NULL,
    chain_hash TEXT NOT NULL
);

CREATE TABLE departments (
    office_id BIGINT NOT NULL REFERENCES offices (id),
    id BIGINT NOT NULL,
    name TEXT NOT NULL,
    PRIMARY KEY (office_id, id),
    UNIQUE (office_id, name)
);

CREATE TABLE people (
    office_id BIGINT NOT NULL,
    id BIGINT NOT NULL,
    name TEXT NOT NULL,
    department_id BIGINT NOT NULL,
    badge TEXT,
    phone TEXT,
    attributes TEXT NOT NULL,
    active BIGINT NOT NULL,
    PRIMARY KEY (office_id, id),
    UNIQUE (office_id, badge),
    FOREIGN KEY (office_id, department_id) REFERENCES departments (office_id, id)
);

-- A post belongs to a department, gives roles, and may supervise departments.
CREATE TABLE posts (
    office_id BIGINT NOT NULL,
    id BIGINT NOT NULL,
    title TEXT NOT NULL,
    department_id BIGINT NOT NULL,
    holder_id BIGINT,
    deputy_id BIGINT,
    roles TEXT NOT NULL,
    supervises TEXT NOT NULL,
    PRIMARY KEY (office_id, id),
    FOREIGN KEY (office_id, department_id) REFERENCES departments (office_id, id),
    FOREIGN KEY (office_id, holder_id) REFERENCES people (office_id, id),
    FOREIGN KEY (office_id, deputy_id) REFERENCES people (office_id, id)
);

CREATE TABLE accounts (
    login TEXT PRIMARY KEY,
    office_id BIGINT NOT NULL,
    person_id BIGINT NOT NULL,
    password_hash TEXT NOT NULL,
    -- administrator, auditor: roles of the system, apart from roles of the office
    system_role TEXT,
    failures BIGINT NOT NULL,
    locked_until BIGINT NOT NULL,
    FOREIGN KEY (office_id, person_id) REFERENCES people (office_id, id)
);

CREATE TABLE sessions (
    token_hash TEXT PRIMARY KEY,
    login TEXT NOT NULL REFERENCES accounts (login),
    csrf TEXT NOT NULL,
    expires_at BIGINT NOT NULL
);

CREATE TABLE packages (
    digest TEXT PRIMARY KEY,
    regulation TEXT NOT NULL,
    version TEXT NOT NULL,
    installed_at BIGINT NOT NULL
);

-- Which package is in force in an office from which day on.
CREATE TABLE bindings (
    office_id BIGINT NOT NULL REFERENCES offices (id),
    regulation TEXT NOT NULL,
    from_date BIGINT NOT NULL,
    digest TEXT NOT NULL REFERENCES packages (digest),
    PRIMARY KEY (office_id, regulation, from_date)
);

CREATE TABLE parameter_values (
    office_id BIGINT NOT NULL REFERENCES offices (id),
    regulation TEXT NOT NULL,
    name TEXT NOT NULL,
    from_date BIGINT NOT NULL,
    value TEXT NOT NULL,
    set_by BIGINT NOT NULL,
    set_at BIGINT NOT NULL,
    PRIMARY KEY (office_id, regulation, name, from_date)
);

CREATE TABLE calendar_years (
    office_id BIGINT NOT NULL REFERENCES offices (id),
    year BIGINT NOT NULL,
    text TEXT NOT NULL,
    PRIMARY KEY (office_id, year)
);

CREATE TABLE matters (
    office_id BIGINT NOT NULL,
    id BIGINT NOT NULL,
    regulation TEXT NOT NULL,
    digest TEXT NOT NULL REFERENCES packages (digest),
    form TEXT NOT NULL,
    applicant_id BIGINT NOT NULL,
    subject_id BIGINT NOT NULL,
    filed_by BIGINT NOT NULL,
    content TEXT NOT NULL,
    derived TEXT NOT NULL,
    findings TEXT NOT NULL,
    remark TEXT,
    summary TEXT NOT NULL,
    number TEXT,
    -- open, returned, completed, refused, withdrawn
    status TEXT NOT NULL,
    filed_at BIGINT NOT NULL,
    starts BIGINT NOT NULL,
    ends BIGINT NOT NULL,
    parameters TEXT NOT NULL,
    -- how often it has begun its way anew
    round BIGINT NOT NULL,
    -- counts every change, so that two people deciding at once cannot both win
    version BIGINT NOT NULL,
    -- the stations as last laid out
    route TEXT NOT NULL,
    -- counted on a year whose holidays were not published
    provisional BIGINT NOT NULL,
    reminded_at BIGINT NOT NULL,
    filing_key TEXT,
    PRIMARY KEY (office_id, id),
    UNIQUE (office_id, filing_key)
);
CREATE INDEX matters_by_applicant ON matters (office_id, applicant_id, filed_at);

CREATE TABLE tasks (
    office_id BIGINT NOT NULL,
    id BIGINT NOT NULL,
    matter_id BIGINT NOT NULL,
    round BIGINT NOT NULL,
    step TEXT NOT NULL,
    title TEXT NOT NULL,
    -- decide, read, file, vote, correct, advise
    kind TEXT NOT NULL,
    -- deciders in one slot stand for each other: one of them is enough
    slot TEXT NOT NULL,
    assignee_id BIGINT NOT NULL,
    instead_of BIGINT,
    -- open, waiting, later, done, passed, cancelled
    state TEXT NOT NULL,
    parent_id BIGINT,
    -- who asked for it, where it was not the route
    asked_by BIGINT,
    note TEXT NOT NULL,
    verdict TEXT,
    opinion TEXT,
    content TEXT,
    arrived_at BIGINT NOT NULL,
    due_at BIGINT,
    reminded BIGINT NOT NULL,
    done_at BIGINT,
    done_by BIGINT,
    PRIMARY KEY (office_id, id),
    FOREIGN KEY (office_id, matter_id) REFERENCES matters (office_id, id)
);
CREATE INDEX tasks_by_assignee ON tasks (office_id, assignee_id, state);
CREATE INDEX tasks_by_matter ON tasks (office_id, matter_id);
CREATE INDEX tasks_by_due ON tasks (state, due_at);

-- Everything that happened, chained by hash; never changed, never removed.
CREATE TABLE events (
    office_id BIGINT NOT NULL,
    seq BIGINT NOT NULL,
    matter_id BIGINT,
    kind TEXT NOT NULL,
    at BIGINT NOT NULL,
    by_id BIGINT,
    body TEXT NOT NULL,
    hash TEXT NOT NULL,
    PRIMARY KEY (office_id, seq)
);
CREATE INDEX events_by_matter ON events (office_id, matter_id);

-- Registers: matters under way and completed, and what was imported or entered.
CREATE TABLE records (
    office_id BIGINT NOT NULL,
    id BIGINT NOT NULL,
    regulation TEXT NOT NULL,
    form TEXT NOT NULL,
    person_id BIGINT,
    department_id BIGINT,
    starts BIGINT NOT NULL,
    ends BIGINT NOT NULL,
    content TEXT NOT NULL,
    -- open, completed
    status TEXT NOT NULL,
    summary TEXT NOT NULL,
    number TEXT,
    matter_id BIGINT,
    entered_at BIGINT NOT NULL,
    -- equal lines imported twice are one record
    import_key TEXT,
    PRIMARY KEY (office_id, id),
    UNIQUE (office_id, import_key)
);
CREATE INDEX records_by_person ON records (office_id, regulation, form, person_id, starts);
CREATE INDEX records_by_time ON records (office_id, regulation, form, starts);

CREATE TABLE series (
    office_id BIGINT NOT NULL,
    series TEXT NOT NULL,
    year BIGINT NOT NULL,
    last BIGINT NOT NULL,
    PRIMARY KEY (office_id, series, year)
);

CREATE TABLE attachments (
    office_id BIGINT NOT NULL,
    digest TEXT NOT NULL,
    media_type TEXT NOT NULL,
    size BIGINT NOT NULL,
    uploaded_by BIGINT NOT NULL,
    uploaded_at BIGINT NOT NULL,
    PRIMARY KEY (office_id, digest)
);

CREATE TABLE delegations (
    office_id BIGINT NOT NULL,
    id BIGINT NOT NULL,
    person_id BIGINT NOT NULL,
    deputy_id BIGINT NOT NULL,
    starts BIGINT NOT NULL,
    ends BIGINT NOT NULL,
    reason TEXT NOT NULL,
    matter_id BIGINT,
    -- waiting, running, over
    state TEXT NOT NULL,
    PRIMARY KEY (office_id, id)
);

CREATE TABLE deputies (
    office_id BIGINT NOT NULL,
    person_id BIGINT NOT NULL,
    deputy_id BIGINT NOT NULL,
    PRIMARY KEY (office_id, person_id)
);

CREATE TABLE publications (
    office_id BIGINT NOT NULL,
    id BIGINT NOT NULL,
    regulation TEXT NOT NULL,
    clause TEXT NOT NULL,
    board TEXT NOT NULL,
    title TEXT NOT NULL,
    body TEXT NOT NULL,
    published_at BIGINT NOT NULL,
    until_date BIGINT,
    matter_id BIGINT,
    PRIMARY KEY (office_id, id)
);

CREATE TABLE notices (
    office_id BIGINT NOT NULL,
    id BIGINT NOT NULL,
    person_id BIGINT NOT NULL,
    message TEXT NOT NULL,
    at BIGINT NOT NULL,
    read_at BIGINT,
    matter_id BIGINT,
    PRIMARY KEY (office_id, id)
);
CREATE INDEX notices_by_person ON notices (office_id, person_id, at);

CREATE TABLE follow_ups (
    office_id BIGINT NOT NULL,
    id BIGINT NOT NULL,
    regulation TEXT NOT NULL,
    clause TEXT NOT NULL,
    form TEXT NOT NULL,
    person_id BIGINT NOT NULL,
    due_at BIGINT NOT NULL,
    reason TEXT NOT NULL,
    from_matter BIGINT,
    filed_matter BIGINT,
    reminded BIGINT NOT NULL,
    PRIMARY KEY (office_id, id)
);

CREATE TABLE assessments (
    office_id BIGINT NOT NULL,
    id BIGINT NOT NULL,
    regulation TEXT NOT NULL,
    assessed TEXT NOT NULL,
    subject TEXT NOT NULL,
    person_id BIGINT,
    starts BIGINT NOT NULL,
    ends BIGINT NOT NULL,
    digest TEXT NOT NULL,
    assessed_at BIGINT NOT NULL,
    result TEXT NOT NULL,
    PRIMARY KEY (office_id, id),
    UNIQUE (office_id, regulation, assessed, subject, starts)
);

CREATE TABLE proposals (
    office_id BIGINT NOT NULL,
    id BIGINT NOT NULL,
    person_id BIGINT NOT NULL,
    starts BIGINT NOT NULL,
    ends BIGINT NOT NULL,
    -- clauses as regulation#clause, JSON list
    clauses TEXT NOT NULL,
    measure TEXT NOT NULL,
    decided_by TEXT NOT NULL,
    evidence TEXT NOT NULL,
    explanation TEXT NOT NULL,
    -- proposed, objected, confirmed, dismissed, lapsed
    state TEXT NOT NULL,
    objection TEXT,
    reason TEXT,
    decided_at BIGINT,
    decider_id BIGINT,
    proposed_at BIGINT NOT NULL,
    PRIMARY KEY (office_id, id)
);
CREATE INDEX proposals_by_period ON proposals (office_id, starts);

CREATE TABLE drafts (
    office_id BIGINT NOT NULL,
    person_id BIGINT NOT NULL,
    regulation TEXT NOT NULL,
    form TEXT NOT NULL,
    content TEXT NOT NULL,
    saved_at BIGINT NOT NULL,
    PRIMARY KEY (office_id, person_id, regulation, form)
);
