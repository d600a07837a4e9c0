-- Runs that an import had taken away came back as if they had been made of all that they read (0051). Where files were imported, each is
-- made again once.
UPDATE assessment_runs SET is_stale = 1
WHERE EXISTS (SELECT 1 FROM events WHERE events.office_id = assessment_runs.office_id AND events.kind = 'imported');

-- A period is judged by who was where then: what posts and people were before is looked for by the kind of event, too.
DROP INDEX events_by_kind;
CREATE INDEX events_by_kind ON events (office_id, kind, seq)
WHERE kind = 'erased' OR kind = 'person-entered' OR kind = 'proposal' OR kind = 'restored' OR kind = 'post-changed'
    OR kind = 'person-changed';
