-- Checks and foreign keys
--
-- SQLite adds neither to a table that exists, so each table is made anew: created under another name, filled from the old one,
-- and renamed once every old one is gone. PostgreSQL runs the same text. Foreign keys stay on: parents are filled before
-- children, old children are dropped before old parents, and a reference follows its table when that is renamed. Rows are
-- copied as they are; their order of columns stays. Every constraint has a name, which is what a database says when it refuses a row.
--
-- A check lists what the server writes and what earlier versions wrote. Not checked: what a regulation answers without the
-- server looking at it (persons and periods of entered records, hand-overs, notices, follow-ups, penalties), lists that grow
-- with each version (kinds of events, alarms and runs of retention), and amounts that may be set off against each other
-- (storage). Not made anew: events, recordings, and the tables that these refer to.

-- People and what hangs on them

CREATE TABLE people_checked (
    office_id BIGINT NOT NULL,
    id BIGINT NOT NULL,
    name TEXT NOT NULL,
    department_id BIGINT NOT NULL,
    badge TEXT,
    phone TEXT,
    attributes TEXT NOT NULL,
    active BIGINT NOT NULL,
    -- whether the person has ever logged in
    logged_in BIGINT NOT NULL DEFAULT 0,
    -- the day on which somebody left, where it is known
    left_on BIGINT,
    -- where the department names the person; 1 is the first, 0 is not set
    place BIGINT NOT NULL DEFAULT 0,
    -- since which day somebody has the clock number, where it is known
    badge_since BIGINT,
    CONSTRAINT people_key PRIMARY KEY (office_id, id),
    CONSTRAINT people_badge UNIQUE (office_id, badge),
    CONSTRAINT people_department FOREIGN KEY (office_id, department_id) REFERENCES departments (office_id, id),
    CONSTRAINT people_active CHECK (active IN (0, 1)),
    CONSTRAINT people_logged_in CHECK (logged_in IN (0, 1)),
    CONSTRAINT people_place CHECK (place >= 0)
);
INSERT INTO people_checked (office_id, id, name, department_id, badge, phone, attributes, active, logged_in, left_on, place,
    badge_since)
SELECT office_id, id, name, department_id, badge, phone, attributes, active, logged_in, left_on, place, badge_since
FROM people;

-- A post belongs to a department, gives roles, and may supervise departments.
CREATE TABLE posts_checked (
    office_id BIGINT NOT NULL,
    id BIGINT NOT NULL,
    title TEXT NOT NULL,
    department_id BIGINT NOT NULL,
    holder_id BIGINT,
    deputy_id BIGINT,
    roles TEXT NOT NULL,
    supervises TEXT NOT NULL,
    -- since when the holder has its roles; 0 is longer than was noted
    holder_since BIGINT NOT NULL DEFAULT 0,
    CONSTRAINT posts_key PRIMARY KEY (office_id, id),
    CONSTRAINT posts_department FOREIGN KEY (office_id, department_id) REFERENCES departments (office_id, id),
    CONSTRAINT posts_holder FOREIGN KEY (office_id, holder_id) REFERENCES people_checked (office_id, id),
    CONSTRAINT posts_deputy FOREIGN KEY (office_id, deputy_id) REFERENCES people_checked (office_id, id)
);
INSERT INTO posts_checked (office_id, id, title, department_id, holder_id, deputy_id, roles, supervises, holder_since)
SELECT office_id, id, title, department_id, holder_id, deputy_id, roles, supervises, holder_since FROM posts;

CREATE TABLE accounts_checked (
    login TEXT NOT NULL,
    office_id BIGINT NOT NULL,
    person_id BIGINT NOT NULL,
    password_hash TEXT NOT NULL,
    -- roles of the system, apart from roles of the office
    system_role TEXT,
    failures BIGINT NOT NULL,
    locked_until BIGINT NOT NULL,
    must_change BIGINT NOT NULL DEFAULT 0,
    -- in UTC; 0 if that was never noted
    password_set_at BIGINT NOT NULL DEFAULT 0,
    -- when somebody else set the password, in UTC; 0 if its owner chose it
    given_at BIGINT NOT NULL DEFAULT 0,
    CONSTRAINT accounts_key PRIMARY KEY (login),
    CONSTRAINT accounts_person FOREIGN KEY (office_id, person_id) REFERENCES people_checked (office_id, id),
    CONSTRAINT accounts_system_role CHECK (system_role IN ('administrator', 'security', 'auditor')),
    CONSTRAINT accounts_failures CHECK (failures >= 0),
    CONSTRAINT accounts_must_change CHECK (must_change IN (0, 1))
);
INSERT INTO accounts_checked (login, office_id, person_id, password_hash, system_role, failures, locked_until, must_change,
    password_set_at, given_at)
SELECT login, office_id, person_id, password_hash, system_role, failures, locked_until, must_change, password_set_at, given_at
FROM accounts;

-- Moments in UTC.
CREATE TABLE sessions_checked (
    token_hash TEXT NOT NULL,
    login TEXT NOT NULL,
    csrf TEXT NOT NULL,
    expires_at BIGINT NOT NULL,
    -- what it is listed by; it opens nothing
    id TEXT NOT NULL DEFAULT '',
    created_at BIGINT NOT NULL DEFAULT 0,
    used_at BIGINT NOT NULL DEFAULT 0,
    agent TEXT NOT NULL DEFAULT '',
    source TEXT NOT NULL DEFAULT '',
    device_hash TEXT NOT NULL DEFAULT '',
    CONSTRAINT sessions_key PRIMARY KEY (token_hash),
    CONSTRAINT sessions_account FOREIGN KEY (login) REFERENCES accounts_checked (login)
);
INSERT INTO sessions_checked (token_hash, login, csrf, expires_at, id, created_at, used_at, agent, source, device_hash)
SELECT token_hash, login, csrf, expires_at, id, created_at, used_at, agent, source, device_hash FROM sessions;

CREATE TABLE second_factors_checked (
    office_id BIGINT NOT NULL,
    person_id BIGINT NOT NULL,
    -- encrypted by a key that is not in the database
    secret TEXT NOT NULL,
    begun_at BIGINT NOT NULL,
    confirmed_at BIGINT,
    -- the last time step of which a code was taken
    last_step BIGINT NOT NULL,
    CONSTRAINT second_factors_key PRIMARY KEY (office_id, person_id),
    CONSTRAINT second_factors_person FOREIGN KEY (office_id, person_id) REFERENCES people_checked (office_id, id)
);
INSERT INTO second_factors_checked (office_id, person_id, secret, begun_at, confirmed_at, last_step)
SELECT office_id, person_id, secret, begun_at, confirmed_at, last_step FROM second_factors;

CREATE TABLE recovery_codes_checked (
    office_id BIGINT NOT NULL,
    person_id BIGINT NOT NULL,
    code_hash TEXT NOT NULL,
    used_at BIGINT,
    CONSTRAINT recovery_codes_key PRIMARY KEY (office_id, person_id, code_hash),
    CONSTRAINT recovery_codes_person FOREIGN KEY (office_id, person_id) REFERENCES people_checked (office_id, id)
);
INSERT INTO recovery_codes_checked (office_id, person_id, code_hash, used_at)
SELECT office_id, person_id, code_hash, used_at FROM recovery_codes;

-- Changes that one keeper asks for and another confirms.
CREATE TABLE requests_checked (
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
    CONSTRAINT requests_key PRIMARY KEY (office_id, id),
    CONSTRAINT requests_office FOREIGN KEY (office_id) REFERENCES offices (id),
    CONSTRAINT requests_asked_by FOREIGN KEY (office_id, asked_by) REFERENCES people_checked (office_id, id),
    CONSTRAINT requests_kind CHECK (kind IN ('grant-role', 'revoke-role', 'set-login', 'set-password', 'enter-post',
        'reset-second-factor', 'weaken-settings')),
    CONSTRAINT requests_asked_role CHECK (asked_role IN ('administrator', 'security', 'auditor')),
    CONSTRAINT requests_state CHECK (state IN ('waiting', 'confirmed', 'declined', 'withdrawn', 'expired', 'outdated'))
);
INSERT INTO requests_checked (office_id, id, kind, body, reason, asked_by, asked_role, asked_at, state, answered_by,
    answered_at, words, code)
SELECT office_id, id, kind, body, reason, asked_by, asked_role, asked_at, state, answered_by, answered_at, words, code
FROM requests;

-- Clock numbers that somebody had who has left, until a day.
CREATE TABLE former_badges_checked (
    office_id BIGINT NOT NULL,
    badge TEXT NOT NULL,
    until_day BIGINT NOT NULL,
    person_id BIGINT NOT NULL,
    CONSTRAINT former_badges_key PRIMARY KEY (office_id, badge, until_day),
    CONSTRAINT former_badges_person FOREIGN KEY (office_id, person_id) REFERENCES people_checked (office_id, id)
);
INSERT INTO former_badges_checked (office_id, badge, until_day, person_id)
SELECT office_id, badge, until_day, person_id FROM former_badges;

-- Matters and what belongs to them

CREATE TABLE matters_checked (
    office_id BIGINT NOT NULL,
    id BIGINT NOT NULL,
    regulation TEXT NOT NULL,
    digest TEXT NOT NULL,
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
    status TEXT NOT NULL,
    filed_at BIGINT NOT NULL,
    starts BIGINT NOT NULL,
    ends BIGINT NOT NULL,
    parameters TEXT NOT NULL,
    -- how often it has begun its way anew; 1 is the first time
    round BIGINT NOT NULL,
    -- counts every change, so that two people deciding at once cannot both win
    version BIGINT NOT NULL,
    -- the steps as last laid out
    route TEXT NOT NULL,
    -- counted on a year whose holidays were not published
    provisional BIGINT NOT NULL,
    reminded_at BIGINT NOT NULL,
    filing_key TEXT,
    -- what was filed under the key, as a digest
    filing_digest TEXT,
    -- what can be read of it, folded for comparison; nothing until it is written anew
    sought TEXT,
    CONSTRAINT matters_key PRIMARY KEY (office_id, id),
    CONSTRAINT matters_filing_key UNIQUE (office_id, filing_key),
    CONSTRAINT matters_package FOREIGN KEY (digest) REFERENCES packages (digest),
    CONSTRAINT matters_applicant FOREIGN KEY (office_id, applicant_id) REFERENCES people_checked (office_id, id),
    CONSTRAINT matters_subject FOREIGN KEY (office_id, subject_id) REFERENCES people_checked (office_id, id),
    CONSTRAINT matters_filed_by FOREIGN KEY (office_id, filed_by) REFERENCES people_checked (office_id, id),
    CONSTRAINT matters_status CHECK (status IN ('open', 'returned', 'completed', 'refused', 'withdrawn')),
    CONSTRAINT matters_period CHECK (starts <= ends),
    CONSTRAINT matters_round CHECK (round >= 1),
    CONSTRAINT matters_version CHECK (version >= 0),
    CONSTRAINT matters_provisional CHECK (provisional IN (0, 1))
);
INSERT INTO matters_checked (office_id, id, regulation, digest, form, applicant_id, subject_id, filed_by, content, derived,
    findings, remark, summary, number, status, filed_at, starts, ends, parameters, round, version, route, provisional,
    reminded_at, filing_key, filing_digest, sought)
SELECT office_id, id, regulation, digest, form, applicant_id, subject_id, filed_by, content, derived, findings, remark, summary,
    number, status, filed_at, starts, ends, parameters, round, version, route, provisional, reminded_at, filing_key,
    filing_digest, sought
FROM matters;

CREATE TABLE tasks_checked (
    office_id BIGINT NOT NULL,
    id BIGINT NOT NULL,
    matter_id BIGINT NOT NULL,
    round BIGINT NOT NULL,
    step TEXT NOT NULL,
    title TEXT NOT NULL,
    kind TEXT NOT NULL,
    -- deciders in one slot stand for each other: one of them is enough
    slot TEXT NOT NULL,
    assignee_id BIGINT NOT NULL,
    instead_of BIGINT,
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
    -- 0 not yet, 1 that it is due soon, 2 that it is overdue, 3 whoever supervises the holder
    reminded BIGINT NOT NULL,
    done_at BIGINT,
    done_by BIGINT,
    -- for whom it was made, where that is not whoever has it
    decider_id BIGINT,
    CONSTRAINT tasks_key PRIMARY KEY (office_id, id),
    CONSTRAINT tasks_matter FOREIGN KEY (office_id, matter_id) REFERENCES matters_checked (office_id, id),
    CONSTRAINT tasks_kind CHECK (kind IN ('decide', 'read', 'file', 'vote', 'correct', 'advise', 'consent')),
    CONSTRAINT tasks_state CHECK (state IN ('open', 'waiting', 'later', 'vacant', 'done', 'returned', 'transferred',
        'reassigned', 'cancelled')),
    CONSTRAINT tasks_verdict CHECK (verdict IN ('approved', 'refused', 'abstained', 'noted')),
    CONSTRAINT tasks_round CHECK (round >= 1),
    CONSTRAINT tasks_reminded CHECK (reminded BETWEEN 0 AND 3)
);
INSERT INTO tasks_checked (office_id, id, matter_id, round, step, title, kind, slot, assignee_id, instead_of, state, parent_id,
    asked_by, note, verdict, opinion, content, arrived_at, due_at, reminded, done_at, done_by, decider_id)
SELECT office_id, id, matter_id, round, step, title, kind, slot, assignee_id, instead_of, state, parent_id, asked_by, note,
    verdict, opinion, content, arrived_at, due_at, reminded, done_at, done_by, decider_id
FROM tasks;

-- Registers: matters under way and completed, and what was imported or entered.
CREATE TABLE records_checked (
    office_id BIGINT NOT NULL,
    id BIGINT NOT NULL,
    regulation TEXT NOT NULL,
    form TEXT NOT NULL,
    person_id BIGINT,
    department_id BIGINT,
    starts BIGINT NOT NULL,
    ends BIGINT NOT NULL,
    content TEXT NOT NULL,
    status TEXT NOT NULL,
    summary TEXT NOT NULL,
    number TEXT,
    matter_id BIGINT,
    entered_at BIGINT NOT NULL,
    -- equal lines imported twice are one record
    import_key TEXT,
    -- why it is void: a number that was given stays
    void_reason TEXT,
    CONSTRAINT records_key PRIMARY KEY (office_id, id),
    CONSTRAINT records_import_key UNIQUE (office_id, import_key),
    CONSTRAINT records_office FOREIGN KEY (office_id) REFERENCES offices (id),
    CONSTRAINT records_matter FOREIGN KEY (office_id, matter_id) REFERENCES matters_checked (office_id, id),
    CONSTRAINT records_status CHECK (status IN ('open', 'completed', 'void'))
);
INSERT INTO records_checked (office_id, id, regulation, form, person_id, department_id, starts, ends, content, status, summary,
    number, matter_id, entered_at, import_key, void_reason)
SELECT office_id, id, regulation, form, person_id, department_id, starts, ends, content, status, summary, number, matter_id,
    entered_at, import_key, void_reason
FROM records;

-- A record that is booked for a matter while it happens.
CREATE TABLE bookings_checked (
    office_id BIGINT NOT NULL,
    id BIGINT NOT NULL,
    resource_id BIGINT NOT NULL,
    matter_id BIGINT NOT NULL,
    -- whoever booked it by deciding; nobody if it was the filing
    task_id BIGINT,
    starts BIGINT NOT NULL,
    ends BIGINT NOT NULL,
    CONSTRAINT bookings_key PRIMARY KEY (office_id, id),
    CONSTRAINT bookings_resource FOREIGN KEY (office_id, resource_id) REFERENCES records_checked (office_id, id),
    CONSTRAINT bookings_matter FOREIGN KEY (office_id, matter_id) REFERENCES matters_checked (office_id, id),
    CONSTRAINT bookings_task FOREIGN KEY (office_id, task_id) REFERENCES tasks_checked (office_id, id),
    CONSTRAINT bookings_period CHECK (starts <= ends)
);
INSERT INTO bookings_checked (office_id, id, resource_id, matter_id, task_id, starts, ends)
SELECT office_id, id, resource_id, matter_id, task_id, starts, ends FROM bookings;

CREATE TABLE notices_checked (
    office_id BIGINT NOT NULL,
    id BIGINT NOT NULL,
    person_id BIGINT NOT NULL,
    message TEXT NOT NULL,
    at BIGINT NOT NULL,
    read_at BIGINT,
    matter_id BIGINT,
    CONSTRAINT notices_key PRIMARY KEY (office_id, id),
    CONSTRAINT notices_office FOREIGN KEY (office_id) REFERENCES offices (id),
    CONSTRAINT notices_matter FOREIGN KEY (office_id, matter_id) REFERENCES matters_checked (office_id, id)
);
INSERT INTO notices_checked (office_id, id, person_id, message, at, read_at, matter_id)
SELECT office_id, id, person_id, message, at, read_at, matter_id FROM notices;

CREATE TABLE delegations_checked (
    office_id BIGINT NOT NULL,
    id BIGINT NOT NULL,
    person_id BIGINT NOT NULL,
    deputy_id BIGINT NOT NULL,
    starts BIGINT NOT NULL,
    ends BIGINT NOT NULL,
    reason TEXT NOT NULL,
    matter_id BIGINT,
    state TEXT NOT NULL,
    CONSTRAINT delegations_key PRIMARY KEY (office_id, id),
    CONSTRAINT delegations_office FOREIGN KEY (office_id) REFERENCES offices (id),
    CONSTRAINT delegations_matter FOREIGN KEY (office_id, matter_id) REFERENCES matters_checked (office_id, id),
    CONSTRAINT delegations_state CHECK (state IN ('waiting', 'running', 'over'))
);
INSERT INTO delegations_checked (office_id, id, person_id, deputy_id, starts, ends, reason, matter_id, state)
SELECT office_id, id, person_id, deputy_id, starts, ends, reason, matter_id, state FROM delegations;

CREATE TABLE follow_ups_checked (
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
    CONSTRAINT follow_ups_key PRIMARY KEY (office_id, id),
    CONSTRAINT follow_ups_office FOREIGN KEY (office_id) REFERENCES offices (id),
    CONSTRAINT follow_ups_from FOREIGN KEY (office_id, from_matter) REFERENCES matters_checked (office_id, id),
    CONSTRAINT follow_ups_filed FOREIGN KEY (office_id, filed_matter) REFERENCES matters_checked (office_id, id),
    CONSTRAINT follow_ups_reminded CHECK (reminded IN (0, 1))
);
INSERT INTO follow_ups_checked (office_id, id, regulation, clause, form, person_id, due_at, reason, from_matter, filed_matter,
    reminded)
SELECT office_id, id, regulation, clause, form, person_id, due_at, reason, from_matter, filed_matter, reminded FROM follow_ups;

CREATE TABLE publications_checked (
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
    class TEXT,
    public BIGINT NOT NULL DEFAULT 0,
    withdrawn_at BIGINT,
    withdrawn_because TEXT,
    CONSTRAINT publications_key PRIMARY KEY (office_id, id),
    CONSTRAINT publications_office FOREIGN KEY (office_id) REFERENCES offices (id),
    CONSTRAINT publications_matter FOREIGN KEY (office_id, matter_id) REFERENCES matters_checked (office_id, id),
    CONSTRAINT publications_public CHECK (public IN (0, 1))
);
INSERT INTO publications_checked (office_id, id, regulation, clause, board, title, body, published_at, until_date, matter_id,
    class, public, withdrawn_at, withdrawn_because)
SELECT office_id, id, regulation, clause, board, title, body, published_at, until_date, matter_id, class, public, withdrawn_at,
    withdrawn_because
FROM publications;

-- Who has read what was published in the office.
CREATE TABLE readers_checked (
    office_id BIGINT NOT NULL,
    publication_id BIGINT NOT NULL,
    person_id BIGINT NOT NULL,
    read_at BIGINT NOT NULL,
    CONSTRAINT readers_key PRIMARY KEY (office_id, publication_id, person_id),
    CONSTRAINT readers_publication FOREIGN KEY (office_id, publication_id) REFERENCES publications_checked (office_id, id),
    CONSTRAINT readers_person FOREIGN KEY (office_id, person_id) REFERENCES people_checked (office_id, id)
);
INSERT INTO readers_checked (office_id, publication_id, person_id, read_at)
SELECT office_id, publication_id, person_id, read_at FROM readers;

-- Closed matters that somebody opened with a reason.
CREATE TABLE openings_checked (
    office_id BIGINT NOT NULL,
    id BIGINT NOT NULL,
    matter_id BIGINT NOT NULL,
    person_id BIGINT NOT NULL,
    reason TEXT NOT NULL,
    opened_at BIGINT NOT NULL,
    CONSTRAINT openings_key PRIMARY KEY (office_id, id),
    CONSTRAINT openings_matter FOREIGN KEY (office_id, matter_id) REFERENCES matters_checked (office_id, id),
    CONSTRAINT openings_person FOREIGN KEY (office_id, person_id) REFERENCES people_checked (office_id, id)
);
INSERT INTO openings_checked (office_id, id, matter_id, person_id, reason, opened_at)
SELECT office_id, id, matter_id, person_id, reason, opened_at FROM openings;

-- Which matter has which file: in what was filed (task 0) or in what a decider filled in.
CREATE TABLE attachment_uses_checked (
    office_id BIGINT NOT NULL,
    digest TEXT NOT NULL,
    matter_id BIGINT NOT NULL,
    task_id BIGINT NOT NULL DEFAULT 0,
    CONSTRAINT attachment_uses_key PRIMARY KEY (office_id, digest, matter_id, task_id),
    CONSTRAINT attachment_uses_matter FOREIGN KEY (office_id, matter_id) REFERENCES matters_checked (office_id, id)
);
INSERT INTO attachment_uses_checked (office_id, digest, matter_id, task_id)
SELECT office_id, digest, matter_id, task_id FROM attachment_uses;

-- Open matters whose deciders could not be looked for again; they are tried again until they are resolved.
CREATE TABLE unresolved_checked (
    office_id BIGINT NOT NULL,
    matter_id BIGINT NOT NULL,
    because TEXT NOT NULL,
    since BIGINT NOT NULL,
    CONSTRAINT unresolved_key PRIMARY KEY (office_id, matter_id),
    CONSTRAINT unresolved_matter FOREIGN KEY (office_id, matter_id) REFERENCES matters_checked (office_id, id),
    CONSTRAINT unresolved_because CHECK (because IN ('post', 'left', 'moved', 'duty', 'delegation', 'decision'))
);
INSERT INTO unresolved_checked (office_id, matter_id, because, since)
SELECT office_id, matter_id, because, since FROM unresolved;

-- What a person keeps

CREATE TABLE drafts_checked (
    office_id BIGINT NOT NULL,
    person_id BIGINT NOT NULL,
    regulation TEXT NOT NULL,
    form TEXT NOT NULL,
    content TEXT NOT NULL,
    saved_at BIGINT NOT NULL,
    CONSTRAINT drafts_key PRIMARY KEY (office_id, person_id, regulation, form),
    CONSTRAINT drafts_person FOREIGN KEY (office_id, person_id) REFERENCES people_checked (office_id, id)
);
INSERT INTO drafts_checked (office_id, person_id, regulation, form, content, saved_at)
SELECT office_id, person_id, regulation, form, content, saved_at FROM drafts;

CREATE TABLE attachments_checked (
    office_id BIGINT NOT NULL,
    digest TEXT NOT NULL,
    media_type TEXT NOT NULL,
    size BIGINT NOT NULL,
    uploaded_by BIGINT NOT NULL,
    uploaded_at BIGINT NOT NULL,
    CONSTRAINT attachments_key PRIMARY KEY (office_id, digest),
    CONSTRAINT attachments_uploaded_by FOREIGN KEY (office_id, uploaded_by) REFERENCES people_checked (office_id, id),
    CONSTRAINT attachments_size CHECK (size >= 0)
);
INSERT INTO attachments_checked (office_id, digest, media_type, size, uploaded_by, uploaded_at)
SELECT office_id, digest, media_type, size, uploaded_by, uploaded_at FROM attachments;

-- Everybody who uploaded a file: the same bytes may come from several.
CREATE TABLE attachment_uploads_checked (
    office_id BIGINT NOT NULL,
    digest TEXT NOT NULL,
    person_id BIGINT NOT NULL,
    uploaded_at BIGINT NOT NULL,
    CONSTRAINT attachment_uploads_key PRIMARY KEY (office_id, digest, person_id),
    CONSTRAINT attachment_uploads_person FOREIGN KEY (office_id, person_id) REFERENCES people_checked (office_id, id)
);
INSERT INTO attachment_uploads_checked (office_id, digest, person_id, uploaded_at)
SELECT office_id, digest, person_id, uploaded_at FROM attachment_uploads;

-- Periods and shifts

CREATE TABLE assessments_checked (
    office_id BIGINT NOT NULL,
    id BIGINT NOT NULL,
    regulation TEXT NOT NULL,
    assessed TEXT NOT NULL,
    subject TEXT NOT NULL,
    person_id BIGINT,
    -- first and last day
    starts BIGINT NOT NULL,
    ends BIGINT NOT NULL,
    digest TEXT NOT NULL,
    assessed_at BIGINT NOT NULL,
    result TEXT NOT NULL,
    CONSTRAINT assessments_key PRIMARY KEY (office_id, id),
    CONSTRAINT assessments_subject UNIQUE (office_id, regulation, assessed, subject, starts),
    CONSTRAINT assessments_office FOREIGN KEY (office_id) REFERENCES offices (id),
    CONSTRAINT assessments_person FOREIGN KEY (office_id, person_id) REFERENCES people_checked (office_id, id),
    CONSTRAINT assessments_package FOREIGN KEY (digest) REFERENCES packages (digest),
    CONSTRAINT assessments_period CHECK (starts <= ends)
);
INSERT INTO assessments_checked (office_id, id, regulation, assessed, subject, person_id, starts, ends, digest, assessed_at,
    result)
SELECT office_id, id, regulation, assessed, subject, person_id, starts, ends, digest, assessed_at, result FROM assessments;

CREATE TABLE proposals_checked (
    office_id BIGINT NOT NULL,
    id BIGINT NOT NULL,
    person_id BIGINT NOT NULL,
    -- first and last day
    starts BIGINT NOT NULL,
    ends BIGINT NOT NULL,
    -- clauses as regulation#clause, JSON list
    clauses TEXT NOT NULL,
    measure TEXT NOT NULL,
    decided_by TEXT NOT NULL,
    evidence TEXT NOT NULL,
    explanation TEXT NOT NULL,
    state TEXT NOT NULL,
    objection TEXT,
    reason TEXT,
    decided_at BIGINT,
    decider_id BIGINT,
    proposed_at BIGINT NOT NULL,
    CONSTRAINT proposals_key PRIMARY KEY (office_id, id),
    CONSTRAINT proposals_office FOREIGN KEY (office_id) REFERENCES offices (id),
    CONSTRAINT proposals_decider FOREIGN KEY (office_id, decider_id) REFERENCES people_checked (office_id, id),
    CONSTRAINT proposals_period CHECK (starts <= ends),
    CONSTRAINT proposals_state CHECK (state IN ('proposed', 'objected', 'confirmed', 'dismissed', 'lapsed'))
);
INSERT INTO proposals_checked (office_id, id, person_id, starts, ends, clauses, measure, decided_by, evidence, explanation,
    state, objection, reason, decided_at, decider_id, proposed_at)
SELECT office_id, id, person_id, starts, ends, clauses, measure, decided_by, evidence, explanation, state, objection, reason,
    decided_at, decider_id, proposed_at
FROM proposals;

CREATE TABLE turns_checked (
    office_id BIGINT NOT NULL,
    id BIGINT NOT NULL,
    regulation TEXT NOT NULL,
    roster TEXT NOT NULL,
    -- the role that whoever is on duty holds meanwhile
    gives TEXT NOT NULL,
    seat BIGINT NOT NULL,
    person_id BIGINT NOT NULL,
    starts BIGINT NOT NULL,
    ends BIGINT NOT NULL,
    -- how many rest days it has, for fairness
    rest_days BIGINT NOT NULL,
    -- how far it has been taken into account: 0 not begun, 1 begun, 2 over
    noticed BIGINT NOT NULL DEFAULT 0,
    CONSTRAINT turns_key PRIMARY KEY (office_id, id),
    CONSTRAINT turns_seat_taken UNIQUE (office_id, regulation, roster, starts, seat),
    CONSTRAINT turns_office FOREIGN KEY (office_id) REFERENCES offices (id),
    CONSTRAINT turns_person FOREIGN KEY (office_id, person_id) REFERENCES people_checked (office_id, id),
    CONSTRAINT turns_period CHECK (starts <= ends),
    CONSTRAINT turns_seat CHECK (seat >= 0),
    CONSTRAINT turns_rest_days CHECK (rest_days >= 0),
    CONSTRAINT turns_noticed CHECK (noticed IN (0, 1, 2))
);
INSERT INTO turns_checked (office_id, id, regulation, roster, gives, seat, person_id, starts, ends, rest_days, noticed)
SELECT office_id, id, regulation, roster, gives, seat, person_id, starts, ends, rest_days, noticed FROM turns;

-- One holder asks another to exchange turns.
CREATE TABLE swaps_checked (
    office_id BIGINT NOT NULL,
    id BIGINT NOT NULL,
    turn_id BIGINT NOT NULL,
    for_turn_id BIGINT NOT NULL,
    asked_by BIGINT NOT NULL,
    asked_of BIGINT NOT NULL,
    reason TEXT NOT NULL,
    state TEXT NOT NULL,
    asked_at BIGINT NOT NULL,
    CONSTRAINT swaps_key PRIMARY KEY (office_id, id),
    CONSTRAINT swaps_turn FOREIGN KEY (office_id, turn_id) REFERENCES turns_checked (office_id, id),
    CONSTRAINT swaps_for_turn FOREIGN KEY (office_id, for_turn_id) REFERENCES turns_checked (office_id, id),
    CONSTRAINT swaps_asked_by FOREIGN KEY (office_id, asked_by) REFERENCES people_checked (office_id, id),
    CONSTRAINT swaps_asked_of FOREIGN KEY (office_id, asked_of) REFERENCES people_checked (office_id, id),
    CONSTRAINT swaps_state CHECK (state IN ('asked', 'agreed', 'declined'))
);
INSERT INTO swaps_checked (office_id, id, turn_id, for_turn_id, asked_by, asked_of, reason, state, asked_at)
SELECT office_id, id, turn_id, for_turn_id, asked_by, asked_of, reason, state, asked_at FROM swaps;

-- Replacing regulations, public links, counts

CREATE TABLE revisions_checked (
    office_id BIGINT NOT NULL,
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
    state TEXT NOT NULL,
    answered_by BIGINT,
    answered_at BIGINT,
    answer TEXT,
    CONSTRAINT revisions_key PRIMARY KEY (office_id, id),
    CONSTRAINT revisions_office FOREIGN KEY (office_id) REFERENCES offices (id),
    CONSTRAINT revisions_package FOREIGN KEY (digest) REFERENCES packages (digest),
    CONSTRAINT revisions_asked_by FOREIGN KEY (office_id, asked_by) REFERENCES people_checked (office_id, id),
    CONSTRAINT revisions_state CHECK (state IN ('asked', 'confirmed', 'declined', 'withdrawn'))
);
INSERT INTO revisions_checked (office_id, id, regulation, digest, parameters, from_date, reason, asked_by, asked_at, state,
    answered_by, answered_at, answer)
SELECT office_id, id, regulation, digest, parameters, from_date, reason, asked_by, asked_at, state, answered_by, answered_at,
    answer
FROM revisions;

-- What a change would have meant for the office's own past.
CREATE TABLE rehearsals_checked (
    office_id BIGINT NOT NULL,
    id BIGINT NOT NULL,
    regulation TEXT NOT NULL,
    -- the package that is asked; nothing for each one's own, which must repeat itself
    digest TEXT,
    parameters TEXT NOT NULL,
    first_date BIGINT NOT NULL,
    last_date BIGINT NOT NULL,
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
    CONSTRAINT rehearsals_key PRIMARY KEY (office_id, id),
    CONSTRAINT rehearsals_office FOREIGN KEY (office_id) REFERENCES offices (id),
    CONSTRAINT rehearsals_package FOREIGN KEY (digest) REFERENCES packages (digest),
    CONSTRAINT rehearsals_state CHECK (state IN ('running', 'done', 'cancelled', 'failed')),
    CONSTRAINT rehearsals_counts CHECK (total >= 0 AND asked >= 0 AND differing >= 0)
);
INSERT INTO rehearsals_checked (office_id, id, regulation, digest, parameters, first_date, last_date, state, total, asked,
    differing, counts, problem, asked_by, begun_at, touched_at)
SELECT office_id, id, regulation, digest, parameters, first_date, last_date, state, total, asked, differing, counts, problem,
    asked_by, begun_at, touched_at
FROM rehearsals;

CREATE TABLE rehearsal_differences_checked (
    office_id BIGINT NOT NULL,
    rehearsal_id BIGINT NOT NULL,
    recording_id BIGINT NOT NULL,
    matter_id BIGINT,
    starts BIGINT NOT NULL,
    title TEXT NOT NULL,
    clauses TEXT NOT NULL,
    aspects TEXT NOT NULL,
    CONSTRAINT rehearsal_differences_key PRIMARY KEY (office_id, rehearsal_id, recording_id),
    CONSTRAINT rehearsal_differences_rehearsal FOREIGN KEY (office_id, rehearsal_id)
        REFERENCES rehearsals_checked (office_id, id)
);
INSERT INTO rehearsal_differences_checked (office_id, rehearsal_id, recording_id, matter_id, starts, title, clauses, aspects)
SELECT office_id, rehearsal_id, recording_id, matter_id, starts, title, clauses, aspects FROM rehearsal_differences;

-- Addresses that need no account: a board on a wall, a form behind a printed code.
CREATE TABLE entrances_checked (
    office_id BIGINT NOT NULL,
    id BIGINT NOT NULL,
    kind TEXT NOT NULL,
    regulation TEXT NOT NULL,
    -- the view or the form
    what TEXT NOT NULL,
    -- where it hangs
    place TEXT NOT NULL,
    token_hash TEXT NOT NULL,
    opened_by BIGINT NOT NULL,
    opened_at BIGINT NOT NULL,
    closed_at BIGINT,
    -- how many were filed through it in which minute
    minute BIGINT NOT NULL DEFAULT 0,
    in_minute BIGINT NOT NULL DEFAULT 0,
    CONSTRAINT entrances_key PRIMARY KEY (office_id, id),
    CONSTRAINT entrances_token UNIQUE (token_hash),
    CONSTRAINT entrances_office FOREIGN KEY (office_id) REFERENCES offices (id),
    CONSTRAINT entrances_opened_by FOREIGN KEY (office_id, opened_by) REFERENCES people_checked (office_id, id),
    CONSTRAINT entrances_kind CHECK (kind IN ('board', 'form')),
    CONSTRAINT entrances_in_minute CHECK (in_minute >= 0)
);
INSERT INTO entrances_checked (office_id, id, kind, regulation, what, place, token_hash, opened_by, opened_at, closed_at,
    minute, in_minute)
SELECT office_id, id, kind, regulation, what, place, token_hash, opened_by, opened_at, closed_at, minute, in_minute
FROM entrances;

-- How often a clause was cited by what was filed or proposed, and how often it held a filing back, month by month.
CREATE TABLE clause_uses_checked (
    office_id BIGINT NOT NULL,
    regulation TEXT NOT NULL,
    clause TEXT NOT NULL,
    -- the month's first day
    month BIGINT NOT NULL,
    cited BIGINT NOT NULL DEFAULT 0,
    held_back BIGINT NOT NULL DEFAULT 0,
    CONSTRAINT clause_uses_key PRIMARY KEY (office_id, regulation, clause, month),
    CONSTRAINT clause_uses_office FOREIGN KEY (office_id) REFERENCES offices (id),
    CONSTRAINT clause_uses_counts CHECK (cited >= 0 AND held_back >= 0)
);
INSERT INTO clause_uses_checked (office_id, regulation, clause, month, cited, held_back)
SELECT office_id, regulation, clause, month, cited, held_back FROM clause_uses;

-- The last number of each count of a series in a year.
CREATE TABLE series_checked (
    office_id BIGINT NOT NULL,
    series TEXT NOT NULL,
    year BIGINT NOT NULL,
    last BIGINT NOT NULL,
    CONSTRAINT series_key PRIMARY KEY (office_id, series, year),
    CONSTRAINT series_office FOREIGN KEY (office_id) REFERENCES offices (id),
    CONSTRAINT series_last CHECK (last >= 0)
);
INSERT INTO series_checked (office_id, series, year, last) SELECT office_id, series, year, last FROM series;

-- The old tables go, children before parents.
DROP TABLE series;
DROP TABLE clause_uses;
DROP TABLE entrances;
DROP TABLE rehearsal_differences;
DROP TABLE rehearsals;
DROP TABLE revisions;
DROP TABLE swaps;
DROP TABLE turns;
DROP TABLE proposals;
DROP TABLE assessments;
DROP TABLE attachment_uploads;
DROP TABLE attachments;
DROP TABLE drafts;
DROP TABLE unresolved;
DROP TABLE attachment_uses;
DROP TABLE openings;
DROP TABLE readers;
DROP TABLE publications;
DROP TABLE follow_ups;
DROP TABLE delegations;
DROP TABLE notices;
DROP TABLE bookings;
DROP TABLE records;
DROP TABLE tasks;
DROP TABLE matters;
DROP TABLE former_badges;
DROP TABLE requests;
DROP TABLE recovery_codes;
DROP TABLE second_factors;
DROP TABLE sessions;
DROP TABLE accounts;
DROP TABLE posts;
DROP TABLE people;

-- The new ones take their names; references follow.
ALTER TABLE people_checked RENAME TO people;
ALTER TABLE posts_checked RENAME TO posts;
ALTER TABLE accounts_checked RENAME TO accounts;
ALTER TABLE sessions_checked RENAME TO sessions;
ALTER TABLE second_factors_checked RENAME TO second_factors;
ALTER TABLE recovery_codes_checked RENAME TO recovery_codes;
ALTER TABLE requests_checked RENAME TO requests;
ALTER TABLE former_badges_checked RENAME TO former_badges;
ALTER TABLE matters_checked RENAME TO matters;
ALTER TABLE tasks_checked RENAME TO tasks;
ALTER TABLE records_checked RENAME TO records;
ALTER TABLE bookings_checked RENAME TO bookings;
ALTER TABLE notices_checked RENAME TO notices;
ALTER TABLE delegations_checked RENAME TO delegations;
ALTER TABLE follow_ups_checked RENAME TO follow_ups;
ALTER TABLE publications_checked RENAME TO publications;
ALTER TABLE readers_checked RENAME TO readers;
ALTER TABLE openings_checked RENAME TO openings;
ALTER TABLE attachment_uses_checked RENAME TO attachment_uses;
ALTER TABLE unresolved_checked RENAME TO unresolved;
ALTER TABLE drafts_checked RENAME TO drafts;
ALTER TABLE attachments_checked RENAME TO attachments;
ALTER TABLE attachment_uploads_checked RENAME TO attachment_uploads;
ALTER TABLE assessments_checked RENAME TO assessments;
ALTER TABLE proposals_checked RENAME TO proposals;
ALTER TABLE turns_checked RENAME TO turns;
ALTER TABLE swaps_checked RENAME TO swaps;
ALTER TABLE revisions_checked RENAME TO revisions;
ALTER TABLE rehearsals_checked RENAME TO rehearsals;
ALTER TABLE rehearsal_differences_checked RENAME TO rehearsal_differences;
ALTER TABLE entrances_checked RENAME TO entrances;
ALTER TABLE clause_uses_checked RENAME TO clause_uses;
ALTER TABLE series_checked RENAME TO series;
