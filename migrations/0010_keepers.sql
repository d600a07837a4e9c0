-- Changes that one keeper asks for and another confirms: roles of the system, logins and passwords of keepers and of whoever
-- holds a post that opens confidential content, and such posts.
CREATE TABLE requests (
    office_id BIGINT NOT NULL REFERENCES offices (id),
    id BIGINT NOT NULL,
    kind TEXT NOT NULL,
    -- what is asked for, as JSON; what is kept of a password stands in it only while it waits
    body TEXT NOT NULL,
    reason TEXT NOT NULL,
    asked_by BIGINT NOT NULL,
    -- the role of the system in which it was asked
    asked_role TEXT NOT NULL,
    asked_at BIGINT NOT NULL,
    -- waiting, confirmed, declined, withdrawn
    state TEXT NOT NULL,
    answered_by BIGINT,
    answered_at BIGINT,
    words TEXT,
    -- the second half of a first password, encrypted by a key that is not in the database; only while it waits
    code TEXT,
    PRIMARY KEY (office_id, id),
    FOREIGN KEY (office_id, asked_by) REFERENCES people (office_id, id)
);
CREATE INDEX requests_by_state ON requests (office_id, state, id);
CREATE INDEX accounts_by_person ON accounts (office_id, person_id);
