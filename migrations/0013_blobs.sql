-- What a package oversees (a JSON list of forms; empty until a server has loaded it) and whether it fixes the working hours,
-- so that a server which cannot load a package knows what must wait for it.
ALTER TABLE packages ADD COLUMN oversees TEXT NOT NULL DEFAULT '';
ALTER TABLE packages ADD COLUMN working_hours BIGINT NOT NULL DEFAULT 1;

-- What the keepers of an office must know and see to: told once, gone when it is mended.
CREATE TABLE alarms (
    office_id BIGINT NOT NULL REFERENCES offices (id),
    kind TEXT NOT NULL CHECK (kind IN ('blob-missing', 'blob-damaged', 'clock-behind', 'anchor-copy')),
    subject TEXT NOT NULL,
    since BIGINT NOT NULL,
    PRIMARY KEY (office_id, kind, subject)
);
