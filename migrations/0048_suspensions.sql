-- Privileges that somebody has suspended: by an effect of a matter, or by a penalty that was confirmed.
CREATE TABLE suspensions (
    office_id BIGINT NOT NULL,
    id BIGINT NOT NULL,
    -- the regulation that declares the privilege
    regulation TEXT NOT NULL,
    privilege TEXT NOT NULL,
    clause TEXT NOT NULL,
    person_id BIGINT NOT NULL,
    -- the moment with which it begins, and the one from which the person has the privilege again; none, if that is not decided
    starts BIGINT NOT NULL,
    ends BIGINT,
    -- as whoever may read that it is suspended may read it
    reason TEXT NOT NULL,
    -- the matter whose effect it is, or the penalty
    matter_id BIGINT,
    proposal_id BIGINT,
    -- when and why it was given back, if it was
    restored_at BIGINT,
    restored_because TEXT,
    CONSTRAINT suspensions_key PRIMARY KEY (office_id, id),
    CONSTRAINT suspensions_person FOREIGN KEY (office_id, person_id) REFERENCES people (office_id, id),
    CONSTRAINT suspensions_matter FOREIGN KEY (office_id, matter_id) REFERENCES matters (office_id, id),
    CONSTRAINT suspensions_proposal FOREIGN KEY (office_id, proposal_id) REFERENCES proposals (office_id, id),
    CONSTRAINT suspensions_period CHECK (ends IS NULL OR starts <= ends)
);
CREATE INDEX suspensions_by_person ON suspensions (office_id, person_id, starts);
CREATE INDEX suspensions_by_privilege ON suspensions (office_id, regulation, privilege, starts);
CREATE INDEX suspensions_newest ON suspensions (office_id, id, ends);
CREATE INDEX suspensions_by_matter ON suspensions (office_id, matter_id);
CREATE INDEX suspensions_by_proposal ON suspensions (office_id, proposal_id);
