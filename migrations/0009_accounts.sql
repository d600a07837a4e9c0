-- What an office decides about itself: a value for each setting that is not at its default, as JSON.
CREATE TABLE office_settings (
    office_id BIGINT NOT NULL REFERENCES offices (id),
    name TEXT NOT NULL,
    value TEXT NOT NULL,
    set_by BIGINT,
    -- UTC
    set_at BIGINT NOT NULL,
    PRIMARY KEY (office_id, name)
);

-- A password that somebody else set must be changed at the first log-in. When it was set, in UTC; 0 if that was never kept.
ALTER TABLE accounts ADD COLUMN must_change BIGINT NOT NULL DEFAULT 0;
ALTER TABLE accounts ADD COLUMN password_set_at BIGINT NOT NULL DEFAULT 0;
-- When somebody else set it, in UTC: after some days it opens nothing any more. 0 if the owner chose it, or that was never kept.
ALTER TABLE accounts ADD COLUMN given_at BIGINT NOT NULL DEFAULT 0;
-- Whether the person has ever logged in: whose account was used is not handed to somebody else by one keeper alone. It stays when
-- the account is closed. Of earlier versions it is not known who has: whoever had an account, or may have had one, counts.
ALTER TABLE people ADD COLUMN logged_in BIGINT NOT NULL DEFAULT 0;
UPDATE people SET logged_in = 1 WHERE active = 0 OR EXISTS
    (SELECT 1 FROM accounts a WHERE a.office_id = people.office_id AND a.person_id = people.id);

-- A session is listed by an id that opens nothing. Moments in UTC. Whoever was logged in logs in again.
DELETE FROM sessions;
ALTER TABLE sessions ADD COLUMN id TEXT NOT NULL DEFAULT '';
ALTER TABLE sessions ADD COLUMN created_at BIGINT NOT NULL DEFAULT 0;
ALTER TABLE sessions ADD COLUMN used_at BIGINT NOT NULL DEFAULT 0;
ALTER TABLE sessions ADD COLUMN agent TEXT NOT NULL DEFAULT '';
ALTER TABLE sessions ADD COLUMN source TEXT NOT NULL DEFAULT '';
ALTER TABLE sessions ADD COLUMN device_hash TEXT NOT NULL DEFAULT '';
CREATE INDEX sessions_by_login ON sessions (login);

-- Browsers from which somebody has logged in before: only the hash of the cookie is kept.
CREATE TABLE devices (
    token_hash TEXT NOT NULL,
    login TEXT NOT NULL,
    office_id BIGINT NOT NULL REFERENCES offices (id),
    created_at BIGINT NOT NULL,
    used_at BIGINT NOT NULL,
    PRIMARY KEY (token_hash, login)
);
CREATE INDEX devices_by_login ON devices (login);

-- Attempts to log in, of the whole server: counted by account, by source and in all before a password is looked at.
-- A key is the hash of what is counted, so that nobody reads from it which names were tried.
CREATE TABLE log_in_attempts (
    key TEXT PRIMARY KEY,
    attempts BIGINT NOT NULL,
    -- the last one that was let through
    at BIGINT NOT NULL,
    -- until then none is let through
    free_at BIGINT NOT NULL
);

-- Second factors: the secret is encrypted by a key that is not in the database. Begun until a first code confirms it.
CREATE TABLE second_factors (
    office_id BIGINT NOT NULL,
    person_id BIGINT NOT NULL,
    secret TEXT NOT NULL,
    begun_at BIGINT NOT NULL,
    confirmed_at BIGINT,
    -- the last time step of which a code was taken
    last_step BIGINT NOT NULL,
    PRIMARY KEY (office_id, person_id),
    FOREIGN KEY (office_id, person_id) REFERENCES people (office_id, id)
);

-- Codes for who has lost the second factor: each opens once.
CREATE TABLE recovery_codes (
    office_id BIGINT NOT NULL,
    person_id BIGINT NOT NULL,
    code_hash TEXT NOT NULL,
    used_at BIGINT,
    PRIMARY KEY (office_id, person_id, code_hash),
    FOREIGN KEY (office_id, person_id) REFERENCES people (office_id, id)
);
