-- By what an event is found: whoever did it or whom it concerns (`person`), its matter, its theme, and other things. `thing` is the kind
-- of thing, `subject` which one; `at` is the moment of the event, so that the newest are found by the key. The rows are made
-- of `about`, the list with which an event is inserted, before somebody looks for events.
CREATE TABLE event_subjects (
    office_id BIGINT NOT NULL REFERENCES offices (id),
    thing TEXT NOT NULL,
    subject TEXT NOT NULL,
    at BIGINT NOT NULL,
    seq BIGINT NOT NULL,
    PRIMARY KEY (office_id, thing, subject, at, seq)
);
ALTER TABLE events ADD COLUMN about TEXT;
-- The last event whose rows are made.
ALTER TABLE offices ADD COLUMN events_indexed BIGINT NOT NULL DEFAULT 0;
DROP INDEX events_by_time;
CREATE INDEX events_by_time ON events (office_id, at, seq);

-- Events that are there are found by whoever did them, their matter and their theme; not by what else they are about.
INSERT INTO event_subjects (office_id, thing, subject, at, seq)
SELECT office_id, 'person', CAST(by_id AS TEXT), at, seq FROM events WHERE by_id IS NOT NULL;
INSERT INTO event_subjects (office_id, thing, subject, at, seq)
SELECT office_id, 'matter', CAST(matter_id AS TEXT), at, seq FROM events WHERE matter_id IS NOT NULL;
INSERT INTO event_subjects (office_id, thing, subject, at, seq)
SELECT office_id, 'theme',
    CASE
        WHEN kind IN ('filed', 'decided', 'returned', 'resubmitted', 'transferred', 'delegate', 'sign-before', 'sign-after',
            'advised', 'consented', 'withdrawn', 'reminded', 'matter-opened', 'completed', 'refused', 'numbered', 'number-void',
            'handed-over', 'handed-back', 'reassigned', 'vacant', 'escalated', 'recounted', 'effect') THEN 'matters'
        WHEN kind IN ('person-entered', 'person-changed', 'person-left', 'department-made', 'post-entered', 'post-changed',
            'order-set', 'badge-freed') THEN 'people'
        WHEN kind IN ('password-changed', 'sessions-ended', 'first-logged-in', 'second-factor-begun', 'second-factor-set',
            'second-factor-removed', 'second-factor-reset', 'recovery-codes-made', 'recovery-code-used', 'role-granted', 'role-revoked',
            'keeper-appointed', 'login-set', 'login-changed', 'login-removed', 'password-set', 'second-role-removed',
            'first-password-expired', 'request-asked', 'request-confirmed', 'request-declined', 'request-withdrawn', 'request-expired',
            'request-outdated') THEN 'accounts'
        WHEN kind IN ('installed', 'bound', 'parameter', 'revision-asked', 'revision-answered', 'worded', 'publisher-trusted',
            'publisher-dropped', 'unsigned-packages') THEN 'revisions'
        WHEN kind IN ('office-setting', 'calendar') THEN 'settings'
        WHEN kind IN ('imported', 'line-withdrawn', 'register-exported', 'pack-exported') THEN 'registers'
        WHEN kind IN ('roster', 'swap-asked') THEN 'rosters'
        WHEN kind IN ('assessed', 'proposal') THEN 'assessments'
        WHEN kind IN ('entrance-opened', 'entrance-closed') THEN 'publications'
        WHEN kind IN ('restored', 'retention-applied', 'alarm-raised', 'alarm-ended', 'rows-covered', 'rows-written') THEN 'evidence'
        ELSE 'other'
    END, at, seq
FROM events;
UPDATE offices SET events_indexed = chain_seq;
