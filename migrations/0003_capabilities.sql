-- What any regulation may declare: turns of duty, bookings, publications that are withdrawn.

CREATE TABLE turns (
    office_id BIGINT NOT NULL REFERENCES offices (id),
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
    PRIMARY KEY (office_id, id),
    UNIQUE (office_id, regulation, roster, starts, seat)
);
CREATE INDEX turns_by_time ON turns (office_id, ends);

-- One holder asks another to exchange turns.
CREATE TABLE swaps (
    office_id BIGINT NOT NULL,
    id BIGINT NOT NULL,
    turn_id BIGINT NOT NULL,
    for_turn_id BIGINT NOT NULL,
    asked_by BIGINT NOT NULL,
    asked_of BIGINT NOT NULL,
    reason TEXT NOT NULL,
    -- asked, agreed, declined
    state TEXT NOT NULL,
    asked_at BIGINT NOT NULL,
    PRIMARY KEY (office_id, id),
    FOREIGN KEY (office_id, turn_id) REFERENCES turns (office_id, id),
    FOREIGN KEY (office_id, for_turn_id) REFERENCES turns (office_id, id)
);

-- A record that is booked for a matter while it happens.
CREATE TABLE bookings (
    office_id BIGINT NOT NULL,
    id BIGINT NOT NULL,
    resource_id BIGINT NOT NULL,
    matter_id BIGINT NOT NULL,
    -- whoever booked it by deciding; nobody if it was the filing
    task_id BIGINT,
    starts BIGINT NOT NULL,
    ends BIGINT NOT NULL,
    PRIMARY KEY (office_id, id),
    FOREIGN KEY (office_id, resource_id) REFERENCES records (office_id, id),
    FOREIGN KEY (office_id, matter_id) REFERENCES matters (office_id, id)
);
CREATE INDEX bookings_by_resource ON bookings (office_id, resource_id, ends);
CREATE INDEX bookings_by_matter ON bookings (office_id, matter_id);

ALTER TABLE publications ADD COLUMN class TEXT;
ALTER TABLE publications ADD COLUMN public BIGINT NOT NULL DEFAULT 0;
ALTER TABLE publications ADD COLUMN withdrawn_at BIGINT;
ALTER TABLE publications ADD COLUMN withdrawn_because TEXT;
CREATE INDEX publications_by_matter ON publications (office_id, matter_id);

-- What happens once, such as a reminder: whoever writes the key first does it.
CREATE TABLE once (
    office_id BIGINT NOT NULL REFERENCES offices (id),
    key TEXT NOT NULL,
    at BIGINT NOT NULL,
    PRIMARY KEY (office_id, key)
);
