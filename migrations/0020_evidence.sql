-- The moment of an event in UTC, beside the office's local time that people read: an office's zone may change, UTC never runs back.
-- Events of earlier versions have none.
ALTER TABLE events ADD COLUMN utc BIGINT;
ALTER TABLE offices ADD COLUMN chain_utc BIGINT NOT NULL DEFAULT 0;
-- More kinds of what keepers must see to; the server's own list says which there are.
CREATE TABLE alarms_raised (
    office_id BIGINT NOT NULL REFERENCES offices (id),
    kind TEXT NOT NULL,
    subject TEXT NOT NULL,
    since BIGINT NOT NULL,
    PRIMARY KEY (office_id, kind, subject)
);
INSERT INTO alarms_raised (office_id, kind, subject, since) SELECT office_id, kind, subject, since FROM alarms;
DROP TABLE alarms;
ALTER TABLE alarms_raised RENAME TO alarms;
